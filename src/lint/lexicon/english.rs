//! The form that a gloss wants.

use std::collections::HashSet;

use super::{Found, Work};
use crate::lexicon::source::Entry;

/// Bare verbs that look like a participle or gerund.
const BARE: &[&str] = &[
    "bleed",
    "breastfeed",
    "breed",
    "bring",
    "cling",
    "crossbreed",
    "embed",
    "exceed",
    "fling",
    "hamstring",
    "interbreed",
    "proceed",
    "shred",
    "sling",
    "speed",
    "spring",
    "sting",
    "string",
    "succeed",
    "swing",
    "wring",
];

/// The glosses of entries with one of these parts of speech.
fn glosses<'a>(work: &Work<'a>, upos: &[&str], mut each: impl FnMut(usize, &'a Entry<'a>, &'a str)) {
    for (n, entry) in work.entries().filter(|(_, e)| upos.contains(&e.upos)) {
        entry.senses.iter().flatten().for_each(|gloss| each(n, entry, gloss));
    }
}

pub(super) fn article(work: &Work<'_>, found: &mut Found<'_>) {
    glosses(work, &["NOUN", "VERB"], |n, _, gloss| {
        if ["a ", "an ", "the "].iter().any(|a| gloss.starts_with(a)) {
            found.at(n, gloss, format!("{gloss:?} begins with an article"));
        }
    });
}

pub(super) fn infinitive(work: &Work<'_>, found: &mut Found<'_>) {
    glosses(work, &["NOUN", "VERB"], |n, _, gloss| {
        if gloss.starts_with("to ") {
            found.at(n, gloss, format!("{gloss:?} begins with `to`"));
        }
    });
}

pub(super) fn spacing(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, file) in work.files.iter().enumerate() {
        for line in file.text.lines().filter(|l| !l.starts_with('#')) {
            let Some(senses) = line.split('\t').nth(3) else { continue };
            for (at, c) in senses.char_indices() {
                let rest = &senses[at..];
                let separator = matches!(c, ',' | ';');
                let missing = separator && !rest[1..].starts_with(' ') && rest.len() > 1;
                let doubled = c == ' ' && rest[1..].starts_with([' ', ',', ';']);
                if missing || doubled || matches!(c, '\u{a0}' | '|' | '"') {
                    let what = if missing { "no space after" } else { "stray" };
                    found.at(n, &rest[..c.len_utf8()], format!("{what} {c:?}"));
                    break;
                }
            }
        }
    }
}

pub(super) fn verb_form(work: &Work<'_>, found: &mut Found<'_>) {
    glosses(work, &["VERB"], |n, _, gloss| {
        let first = gloss.split([' ', '-']).next().unwrap_or_default();
        let inflected = (first.ends_with("ing") || first.ends_with("ed")) && !BARE.contains(&first);
        if inflected && first.len() > 4 {
            found.at(n, gloss, format!("{first:?} is no bare verb"));
        }
    });
}

pub(super) fn capital(work: &Work<'_>, found: &mut Found<'_>) {
    let mut names: HashSet<&str> = HashSet::new();
    for lexeme in work.lexicon.lexemes().filter(|l| l.upos() == crate::model::Upos::Propn) {
        let adjective = lexeme.adjective().into_iter();
        let words =
            lexeme.glosses().chain(adjective).chain([lexeme.form()]).flat_map(|g| g.split([' ', '-', '\'', '.']));
        names.extend(words);
    }
    glosses(work, &["NOUN", "VERB", "ADJ", "ADV"], |n, entry, gloss| {
        if entry.form.contains(char::is_uppercase) {
            return;
        }
        for word in gloss.split([' ', '-', '\'', '.']) {
            let mut letters = word.chars();
            let capital = letters.next().is_some_and(char::is_uppercase);
            let acronym = !letters.clone().any(char::is_lowercase);
            let known = |w: &str| names.contains(w) || w.strip_suffix('s').is_some_and(|w| names.contains(w));
            if capital && !acronym && !known(word) {
                found.at(n, gloss, format!("{word:?} has a capital"));
                break;
            }
        }
    });
}

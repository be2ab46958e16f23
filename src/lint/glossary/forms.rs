//! Terms and the forms that they match.

use std::collections::HashMap;

use super::Found;
use super::syntax::requoted;
use super::work::Work;
use crate::english::StemKey;
use crate::glossary::edit::write;
use crate::glossary::{CaseRule, Term, TermPos, TermStatus};
use crate::model::{Analysis, MorphemeKind, Upos};

/// A form of a term, for comparing terms.
struct Surface<'t> {
    term: usize,
    written: &'t str,
    rule: &'static str,
    /// The abbreviation that it is, if it is one.
    abbreviation: Option<usize>,
}

/// The forms of all terms by their lower-cased words. Deprecated terms match nothing.
fn by_words<'t>(work: &'t Work<'_>) -> HashMap<String, Vec<Surface<'t>>> {
    let mut out: HashMap<String, Vec<Surface<'t>>> = HashMap::new();
    for (n, forms) in work.forms().iter().enumerate() {
        let term = &work.glossary.terms[n];
        if term.status == TermStatus::Deprecated {
            continue;
        }
        for (written, rule) in forms {
            let abbreviation = term.abbreviations.iter().position(|a| a.form == *written && *rule == "abbr");
            out.entry(written.to_lowercase()).or_default().push(Surface { term: n, written, rule, abbreviation });
        }
    }
    out
}

fn conditional(term: &Term, surface: &Surface<'_>) -> bool {
    surface.abbreviation.is_some_and(|n| term.abbreviations[n].when.is_some())
        || !term.not_before.is_empty()
        || !term.not_after.is_empty()
}

fn case_exact(term: &Term, surface: &Surface<'_>) -> bool {
    term.case == CaseRule::Exact || surface.abbreviation.is_some()
}

/// Whether letter case keeps two forms of the same letters apart.
fn case_differs(a: &Surface<'_>, ta: &Term, b: &Surface<'_>, tb: &Term) -> bool {
    a.written != b.written && (case_exact(ta, a) || case_exact(tb, b))
}

fn english(term: &Term, surface: &Surface<'_>) -> String {
    let own = surface.abbreviation.and_then(|n| term.abbreviations[n].target.clone());
    own.or_else(|| term.target.first().cloned()).unwrap_or_else(|| surface.written.to_owned())
}

pub(super) fn collision(work: &Work<'_>, found: &mut Found<'_>) {
    let mut reported = std::collections::HashSet::new();
    let forms = by_words(work);
    let mut keys: Vec<&String> = forms.keys().collect();
    keys.sort_unstable();
    for words in keys {
        let all = &forms[words];
        for (n, b) in all.iter().enumerate().skip(1) {
            let tb = &work.glossary.terms[b.term];
            let rank = |s: &Surface<'_>| s.rule == "base" || s.rule == "abbr" || s.rule == "forms";
            let clash = all[..n].iter().find(|a| {
                let ta = &work.glossary.terms[a.term];
                a.term != b.term
                    && rank(a) == rank(b)
                    && !conditional(ta, a)
                    && !conditional(tb, b)
                    && !case_differs(a, ta, b, tb)
                    && (ta.domain == tb.domain && ta.scope == tb.scope)
                    && english(ta, a) != english(tb, b)
                    && ta.key != tb.key
            });
            let Some(a) = clash else { continue };
            if !reported.insert((a.term, b.term)) {
                continue;
            }
            let other = &work.glossary.terms[a.term];
            let span = work.member(b.term, if b.rule == "abbr" { "abbr" } else { "also" }, b.written);
            let message =
                format!("{:?} is also {:?} at {}, and nothing chooses", b.written, other.source, work.place(a.term));
            found.at(&span, message).help("give one of them a `when`, or merge the entries");
        }
    }
}

pub(super) fn generated_anyway(work: &Work<'_>, found: &mut Found<'_>) {
    let listing: Vec<_> = work.terms().filter(|(_, t, _)| !t.also.is_empty() || !t.forms.is_empty()).collect();
    let bare = |(_, term, _): &(usize, &Term, _)| Term {
        also: Vec::new(),
        forms: Vec::new(),
        abbreviations: Vec::new(),
        ..(*term).clone()
    };
    // All at once: what the lexicon says about words is gathered anew at each call.
    let bare: Vec<Term> = listing.iter().map(bare).collect();
    let made = crate::terms::surfaces(&bare, work.analyzer);
    for ((n, _, node), made) in listing.into_iter().zip(made) {
        for key in ["also", "forms"] {
            let Some(list) = node.get(key) else { continue };
            for (text, item) in list.strings() {
                // A spelling that somebody lists also tells readers that it is met; inflected forms tell nobody anything.
                let noise = |(form, rule): &&(String, &str)| form == text && !rule.starts_with("spelling");
                let Some((_, rule)) = made.iter().find(noise) else { continue };
                let message = format!("{text:?} matches anyway ({rule})");
                let span = item.span.clone();
                let mend = without(work, list, item);
                let finding = found.at(&span, message);
                finding.help("leave it out");
                if let Some((span, new)) = mend {
                    finding.mend(span, new);
                } else if list.items().len() == 1 {
                    let entry = work.entry_of[n];
                    if let Some((span, new)) = super::fix::unset(work, entry, key) {
                        finding.mend(span, new);
                    }
                }
            }
        }
    }
}

/// The bytes of a member and of the comma that goes with it, if it is not the only member and has no comment.
fn without(
    work: &Work<'_>,
    list: &crate::glossary::edit::tree::Node,
    item: &crate::glossary::edit::tree::Node,
) -> Option<(std::ops::Range<usize>, String)> {
    let items = list.items();
    let at = items.iter().position(|n| n.span == item.span)?;
    let span = match at {
        0 => item.span.start..items.get(1)?.span.start,
        at => items[at - 1].span.end..item.span.end,
    };
    (!work.text[span.clone()].contains('#')).then(|| (span, String::new()))
}

pub(super) fn never_matches(work: &Work<'_>, found: &mut Found<'_>) {
    let forms = by_words(work);
    for (n, term, _) in work.terms() {
        let own = &work.forms()[n];
        if term.status == TermStatus::Deprecated || !term.senses.is_empty() || own.is_empty() {
            continue;
        }
        let rank = |rule: &str| ["base", "abbr", "forms"].contains(&rule);
        let winner = |(written, rule): &(String, &'static str)| {
            forms.get(&written.to_lowercase())?.iter().find(|a| {
                let other = &work.glossary.terms[a.term];
                let conditions = conditional(other, a) || other.domain != term.domain || other.scope != term.scope;
                let stronger = rank(a.rule) && !rank(rule) || rank(a.rule) == rank(rule) && a.term < n;
                a.term != n
                    && other.key != term.key
                    && stronger
                    && !conditions
                    && a.written == written
                    && !case_exact(other, a)
            })
        };
        let Some(winners) = own.iter().map(winner).collect::<Option<Vec<_>>>() else { continue };
        let Some(first) = winners.first() else { continue };
        let other = &work.glossary.terms[first.term];
        found
            .at(
                work.span(n),
                format!(
                    "{:?} can never match: {:?} at {} has all its forms",
                    term.source,
                    other.source,
                    work.place(first.term)
                ),
            )
            .help("remove one of the two, or give the earlier one a `when`");
    }
}

pub(super) fn inside_longer(work: &Work<'_>, found: &mut Found<'_>) {
    let mut by_term: HashMap<String, usize> = HashMap::new();
    for (n, term) in work.glossary.terms.iter().enumerate() {
        by_term.entry(term.source.to_lowercase()).or_insert(n);
    }
    let mut holders: HashMap<usize, Vec<usize>> = HashMap::new();
    for (n, term) in work.glossary.terms.iter().enumerate() {
        let lower = term.source.to_lowercase();
        let words: Vec<&str> = lower.split(' ').collect();
        for from in 0..words.len() {
            for to in from + 1..=words.len() {
                if to - from == words.len() {
                    continue;
                }
                if let Some(&inner) = by_term.get(&words[from..to].join(" ")) {
                    holders.entry(inner).or_default().push(n);
                }
            }
        }
    }
    let mut holders: Vec<_> = holders.into_iter().collect();
    holders.sort_unstable();
    for (inner, outer) in holders {
        let first = &work.glossary.terms[outer[0]];
        let more = if outer.len() > 1 { format!(" and of {} more", outer.len() - 1) } else { String::new() };
        let term = &work.glossary.terms[inner].source;
        found.at(
            work.span(inner),
            format!("{term:?} is part of {:?}, {}{more}; the longest match wins", first.source, work.place(outer[0])),
        );
    }
}

pub(super) fn abbreviation_word(work: &Work<'_>, found: &mut Found<'_>) {
    let (lexicon, key) = (work.analyzer.lexicon(), StemKey::default());
    for (n, term, _) in work.terms() {
        for abbreviation in &term.abbreviations {
            let lower = abbreviation.form.to_lowercase();
            let common = |l: &crate::lexicon::Lexeme| {
                !matches!(l.upos(), Upos::Propn | Upos::X | Upos::Sym) && l.form().chars().all(|c| !c.is_uppercase())
            };
            if lower == abbreviation.form || abbreviation.when.is_some() {
                continue;
            }
            // *Jubir* and *jubir* are the same word.
            let same = |g: &str| term.target.iter().chain(&abbreviation.target).any(|t| key.of(t) == key.of(g));
            let twin = term.abbreviations.iter().any(|a| a.form == lower);
            if let Some(word) = lexicon.form(&lower).find(common).filter(|w| !twin && !w.glosses().any(same)) {
                let span = work.member(n, "abbr", &abbreviation.form);
                found
                    .at(
                        &span,
                        format!(
                            "{:?} is kept from the word {lower:?} ({}) by its capitals alone",
                            abbreviation.form,
                            word.gloss()
                        ),
                    )
                    .help("headlines in capitals mix them up; give it a `when`, or allow it");
            }
        }
    }
}

pub(super) fn name_in_lower_case(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, term, _) in work.terms() {
        if Work::is_name(term) && !term.source.chars().any(char::is_uppercase) {
            found
                .at(work.span(n), format!("{:?} is a name without a capital", term.source))
                .help("write its capitals, or `pos = \"noun\"`");
        }
    }
}

pub(super) fn noun_in_capitals(work: &Work<'_>, found: &mut Found<'_>) {
    let capital = |w: &str| {
        let mut chars = w.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.clone().next().is_some() && chars.all(char::is_lowercase)
    };
    for (n, term, node) in work.terms() {
        let noun = matches!(term.pos, TermPos::Noun | TermPos::Adj) && node.get("pos").is_some();
        if !noun || term.case == CaseRule::Exact || !term.source.split(' ').all(capital) {
            continue;
        }
        let lower = term.source.to_lowercase();
        let known = |w: &str| work.analyzer.lexicon().form(w).any(|l| l.upos() != Upos::Propn);
        if lower.split(' ').all(known) {
            let span = work.span(n).clone();
            let raw = &work.text[span.clone()];
            found
                .at(&span, format!("{:?} is a common noun with capitals, and needs them to match", term.source))
                .mend(span.clone(), requoted(raw, &lower));
        }
    }
}

pub(super) fn undecided_reduplication(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, term, node) in work.terms() {
        let head = term.source.split(' ').next().unwrap_or_default();
        let doubled = head.split_once('-').is_some_and(|(a, b)| a == b);
        if doubled && node.get("redup").is_none() && matches!(term.pos, TermPos::Noun) && term.inflects {
            found
                .at(work.span(n), format!("{:?}: plural, or a word of its own?", term.source))
                .help("add `redup = \"lexical\"` (mata-mata, spy) or write the singular");
        }
    }
}

/// What a nasal prefix makes of a root.
fn with_prefix(root: &str) -> Vec<String> {
    let mut out = Vec::new();
    for affix in crate::morph::affixes().map(|(_, a)| a).filter(|a| a.form == "meN") {
        let crate::morph::Shape::Prefix(rows) = affix.shape else { continue };
        for row in rows {
            if let Some(rest) = root.strip_prefix(row.restores)
                && row.before.allows(rest)
            {
                out.push(format!("{}{rest}", row.surface));
            }
        }
    }
    out
}

pub(super) fn wrong_root(work: &Work<'_>, found: &mut Found<'_>) {
    for (_, term, node) in work.terms() {
        let (Some(root), true) = (&term.root, term.pos == TermPos::Verb) else { continue };
        let solid: String = root.to_lowercase().split_whitespace().collect();
        let verb = term.source.to_lowercase();
        let first = verb.split(' ').next().unwrap_or_default();
        let stems = ["", "per", "ber"].map(|p| format!("{p}{solid}"));
        let gives = stems.iter().any(|stem| {
            with_prefix(stem)
                .iter()
                .chain([stem])
                .any(|made| ["", "kan", "i"].iter().any(|suffix| format!("{made}{suffix}") == first))
        });
        if !gives {
            let span = node.get("root").map_or(node.span.clone(), |r| r.span.clone());
            found
                .at(&span, format!("the root {root:?} does not give {:?}", term.source))
                .help("write the words that the affixes stand around: `tanda tangan` of menandatangani");
        }
    }
}

/// The best reading of a word.
fn reading(work: &Work<'_>, word: &str) -> Option<Analysis> {
    work.analyzer.analyze(&word.to_lowercase()).into_iter().next()
}

pub(super) fn clitic(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, term, _) in work.terms() {
        let last = term.source.split(' ').next_back().unwrap_or_default();
        let ends = ["nya", "lah", "kah", "ku", "mu"].iter().any(|c| last.ends_with(c));
        if !ends || !term.inflects || matches!(term.pos, TermPos::Name | TermPos::Adv | TermPos::Phrase) {
            continue;
        }
        let Some(reading) = reading(work, last) else { continue };
        let Some(clitic) = reading.morphemes.last().filter(|m| m.kind == MorphemeKind::Enclitic) else { continue };
        let Some(host) = term.source.strip_suffix(clitic.form.trim_start_matches('=')) else { continue };
        let span = work.span(n).clone();
        let raw = &work.text[span.clone()];
        found
            .at(&span, format!("{:?} has the clitic -{}", term.source, clitic.form.trim_start_matches('=')))
            .help(format!("write {host:?}: clitics match anyway"))
            .mend(span.clone(), requoted(raw, host));
    }
}

pub(super) fn passive(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, term, node) in work.terms() {
        let verb = term.pos == TermPos::Verb || node.get("pos").is_none();
        if !verb || !term.source.starts_with("di") || term.source.contains(' ') || !term.inflects {
            continue;
        }
        let Some(reading) = reading(work, &term.source) else { continue };
        let passive = reading.morphemes.first().is_some_and(|m| m.kind == MorphemeKind::Prefix && m.form == "di");
        if !passive || reading.upos != Upos::Verb {
            continue;
        }
        let span = work.span(n).clone();
        let raw = &work.text[span.clone()];
        let active = reading.lexeme.map(|id| work.analyzer.lexicon().lexeme(id).form());
        let active = active.filter(|form| form.starts_with("me"));
        let finding = found.at(&span, format!("{:?} is a passive", term.source));
        match active {
            // The English was that of the passive: it is for a person to say.
            Some(active) if term.target.iter().all(|t| !t.starts_with("be ")) && term.pos == TermPos::Verb => {
                finding
                    .help(format!("write {active:?}: its passive matches too"))
                    .mend(span.clone(), requoted(raw, active));
            }
            Some(active) => {
                finding.help(format!("write {active:?} and its English: its passive matches too"));
            }
            None => {
                finding.help("write the active verb: its passive matches too");
            }
        }
    }
}

pub(super) fn verb_without_pos(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, term, node) in work.terms() {
        if node.get("pos").is_some() || !term.source.starts_with("me") || term.source.contains(' ') {
            continue;
        }
        let Some(reading) = reading(work, &term.source) else { continue };
        let prefix = reading.morphemes.first().is_some_and(|m| m.kind == MorphemeKind::Prefix && m.form == "meN");
        if prefix && reading.upos == Upos::Verb {
            let stem: String = reading.morphemes[1..].iter().map(|m| m.form.as_ref()).collect();
            found
                .at(
                    work.span(n),
                    format!("{:?} looks like a verb: without `pos`, di{stem} will not match", term.source),
                )
                .help("add `pos = \"verb\"`, or say what else it is");
        }
    }
}

pub(super) fn split_spelling(work: &Work<'_>, found: &mut Found<'_>) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (n, term) in work.glossary.terms.iter().enumerate() {
        if !term.source.contains(['-', ' ']) {
            continue;
        }
        let spaced = term.source.to_lowercase().replace('-', " ");
        let first = *seen.entry(spaced).or_insert(n);
        let other = &work.glossary.terms[first];
        if first != n && other.source.to_lowercase() != term.source.to_lowercase() {
            found
                .at(
                    work.span(n),
                    format!("{:?} is {:?} at {}, spelt otherwise", term.source, other.source, work.place(first)),
                )
                .help(format!("make one entry of the two, with also = [{}]", write::quoted(&term.source)));
        }
    }
}

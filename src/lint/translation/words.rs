//! Words left in Indonesian, and quotation marks.

use super::work::{Pair, Work};
use super::{Found, Side};
use crate::model::{Token, TokenKind, Upos};

pub(super) fn untranslated(work: &Work<'_>, found: &mut Found<'_>) {
    for pair in &work.pairs {
        if pair.untranslated {
            let other = Some(pair.whole(Side::Source));
            found.at(pair.bead, pair.whole(Side::Target), other, 0.95, "the translation is Indonesian");
            continue;
        }
        for (n, token) in pair.tokens.iter().enumerate() {
            let form = token.span.of(&pair.target);
            let Some(kept) = left(work, pair, n) else { continue };
            let message = format!("{form:?} is Indonesian");
            match kept {
                Some(source) => {
                    let other = pair.sentence.tokens[source].span.range();
                    let gloss = &pair.sentence.tokens[source].gloss;
                    found
                        .at(pair.bead, (Side::Target, token.span.range()), Some((Side::Source, other)), 0.9, message)
                        .help(format!("it means {gloss:?}; if it stays as it is, give it an entry with `dnt = true`"));
                }
                None => {
                    found.at(
                        pair.bead,
                        (Side::Target, token.span.range()),
                        Some(pair.whole(Side::Source)),
                        0.6,
                        message,
                    );
                }
            }
        }
    }
}

/// Whether a word of the translation is Indonesian; and the word of the source that it was left from, if it stands there.
fn left(work: &Work<'_>, pair: &Pair<'_>, n: usize) -> Option<Option<usize>> {
    let form = pair.tokens[n].span.of(&pair.target);
    let lower = form.to_lowercase();
    // Capitals are names, mostly; at the beginning they say nothing.
    let first = pair.tokens[..n].iter().all(|t| !t.span.of(&pair.target).chars().any(char::is_alphabetic));
    // Without a vowel it is a unit: *km*.
    let vowel = lower.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if !vowel || !lower.chars().all(|c| c.is_alphabetic() || c == '-') || form != lower && !first {
        return None;
    }
    if work.is_english(&lower) || quoted(pair, n) {
        return None;
    }
    let lexicon = work.annotator.analyzer().lexicon();
    let listed = lexicon.form(&lower).any(|l| l.upos() != Upos::Propn && !l.glosses().any(|g| g == lower));
    let source =
        pair.sentence.tokens.iter().position(|t| t.kind == TokenKind::Word && pair.form(t).to_lowercase() == lower);
    if let Some(at) = source {
        let token = &pair.sentence.tokens[at];
        // At the beginning of both sentences a name looks like any word; *apnea* and *apnoea* are one.
        let named = form != lower && pair.form(token) == form;
        let kept = token.upos == Upos::Propn || named || token.gloss.replace("oe", "e").replace("ae", "e") == lower;
        let term = pair.terms.iter().any(|m| m.tokens.contains(&at) && work.term(m).is_some_and(|t| t.untranslated));
        return (!kept && !term && token.analysis().is_some_and(|a| a.lexeme.is_some())).then_some(Some(at));
    }
    let readings = work.annotator.analyzer().analyze(&lower);
    let derived = readings.first().is_some_and(|r| r.lexeme.is_some() && r.morphemes.len() > 1);
    (lower.len() > 3 && form == lower && (listed || derived)).then_some(None)
}

/// Whether a word stands in quotation marks or brackets, where it is shown rather than used.
fn quoted(pair: &Pair<'_>, n: usize) -> bool {
    let mark = |at: Option<usize>| {
        let form = at.and_then(|at| pair.tokens.get(at)).map_or("", |t| t.span.of(&pair.target));
        matches!(form, "\"" | "'" | "“" | "”" | "‘" | "’" | "(" | ")" | "`")
    };
    let before = (n.saturating_sub(3)..n).rev().any(|k| mark(Some(k)));
    let after = (n + 1..n + 4).any(|k| mark(Some(k)));
    before && after
}

/// Marks that quote, but for apostrophes.
fn marks(text: &str) -> Vec<usize> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        let (before, after) = (text[..at].chars().next_back(), text[at + c.len_utf8()..].chars().next());
        let quotes = match c {
            '"' | '“' | '”' | '„' | '«' | '»' => true,
            '\'' | '‘' | '’' => !letter(before) && letter(after),
            '`' => !letter(before) || !letter(after),
            _ => false,
        };
        if quotes {
            out.push(at);
        }
    }
    out
}

/// Whether the words between two bytes of the source are rendered, each by other letters.
fn rendered_otherwise(pair: &Pair<'_>, from: usize, to: usize) -> bool {
    let plain = |s: &str| s.to_lowercase().replace('-', "");
    let inside = |t: &&Token| t.is_word() && (from..to).contains(&(t.span.start as usize));
    let mut words = pair.sentence.tokens.iter().enumerate().filter(|(_, t)| inside(t)).peekable();
    words.peek().is_some()
        && words.all(|(n, t)| {
            let linked = pair.rendering(&(n..n + 1));
            !linked.is_empty()
                && linked.iter().all(|&w| plain(pair.tokens[w].span.of(&pair.target)) != plain(pair.form(t)))
        })
}

pub(super) fn quotes(work: &Work<'_>, found: &mut Found<'_>) {
    for pair in &work.pairs {
        let source = marks(&pair.source);
        // One mark alone goes on from another sentence, or was forgotten.
        let (Some(&from), true) = (source.first(), source.len() > 1 || pair.source.contains(['\'', '‘'])) else {
            continue;
        };
        if !marks(&pair.target).is_empty() || pair.untranslated {
            continue;
        }
        let to = source.get(1).copied().unwrap_or(pair.source.len());
        // A word or two are often quoted because they are foreign, and stay as they are.
        let shown = pair.source[from..].trim_start_matches(|c: char| !c.is_alphanumeric());
        let shown = shown.split(['"', '\'', '’', '”', '“', '‘']).next().unwrap_or_default();
        let few = shown.split_whitespace().count() < 3 && source.len() < 3;
        if few && !rendered_otherwise(pair, from, to) {
            continue;
        }
        let end = to + pair.source[to..].chars().next().map_or(0, char::len_utf8);
        let message = "these quotation marks are lost";
        found.at(pair.bead, (Side::Source, from..end), Some(pair.whole(Side::Target)), 0.7, message);
    }
}

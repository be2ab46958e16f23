//! Abbreviations and what stands for them in full.

use std::ops::Range;

use super::terms::{SMALL, has, rendered_times, times};
use super::work::{Pair, TargetToken, Work};
use super::{Found, Side, dates, names};
use crate::align::WordLink;
use crate::glossary::Term;
use crate::model::{Token, Unit};

/// Whether a word is an abbreviation in capitals.
fn is_abbreviation(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    (2..=7).contains(&letters) && form.chars().all(|c| c.is_uppercase() || c == '.')
}

/// What lexicon and glossary say an abbreviation is in English.
fn expansions(work: &Work<'_>, pair: &Pair<'_>, n: usize) -> Vec<String> {
    let token: &Token = &pair.sentence.tokens[n];
    let lexicon = work.annotator.analyzer().lexicon();
    let mut out: Vec<String> = Vec::new();
    for lexeme in
        token.analyses.iter().filter_map(|a| a.lexeme).map(|id| lexicon.lexeme(id)).filter(|l| l.full().is_some())
    {
        out.extend(lexeme.glosses().map(str::to_owned));
        out.extend(lexeme.full().map(str::to_owned));
    }
    for m in pair.terms.iter().filter(|m| m.tokens == (n..n + 1) && m.abbreviation) {
        out.push(m.target.to_string());
        out.extend(work.term(m).into_iter().flat_map(Term::renderings).map(str::to_owned));
        out.extend(work.term(m).map(|t| t.source.clone()));
    }
    out
}

/// The words that stand wrongly for an abbreviation, if some do.
pub(super) fn wrong_expansion(work: &Work<'_>, n: usize, tokens: Range<usize>) -> Option<(Range<usize>, String)> {
    let pair = &work.pairs[n];
    if tokens.len() != 1 || !is_abbreviation(pair.form(&pair.sentence.tokens[tokens.start])) {
        return None;
    }
    let form = pair.form(&pair.sentence.tokens[tokens.start]).replace('.', "");
    let known = expansions(work, pair, tokens.start);
    let part = |u: &Unit| u.tokens.len() > 1 && u.tokens.contains(&tokens.start);
    // The known name may stand there in part: *SBY-JK*.
    let beside = |n: usize| pair.sentence.tokens.get(n).is_some_and(|t| matches!(pair.form(t), "-" | "/"));
    let part = |u: &Unit| part(u) || beside(tokens.end) || tokens.start > 0 && beside(tokens.start - 1);
    if known.is_empty()
        || pair.sentence.units.iter().any(part) && !pair.terms.iter().any(|m| m.tokens == tokens && !m.inside)
    {
        return None;
    }
    let said = |p: &Pair<'_>| known.iter().any(|k| has(work, p, k));
    // The name may stand there for another place of the source.
    let entry = pair.terms.iter().find(|m| m.tokens == tokens).and_then(|m| work.term(m));
    let often = entry.map_or(1, |term| times(pair, &tokens, term, work));
    let said_here =
        || said(pair) && (often < 2 || rendered_times(work, pair, known.iter().map(String::as_str)) >= often);
    let near = work.around(n).any(said);
    let token = |n: usize| pair.tokens.get(n).map_or("", |t| t.span.of(&pair.target));
    let plain = |n: usize| token(n).replace('.', "");
    let capital = |n: usize| token(n).starts_with(char::is_uppercase) || SMALL.contains(&token(n));
    if let Some(at) = (1..pair.tokens.len()).find(|&k| plain(k) == form) {
        // What stands before it in brackets expands it.
        if token(at - 1) != "(" {
            return None;
        }
        let mut from = at - 1;
        while from > 0 && capital(from - 1) {
            from -= 1;
        }
        while from < at - 1 && SMALL.contains(&token(from).to_lowercase().as_str()) {
            from += 1;
        }
        let initials: String =
            (from..at - 1).filter_map(|k| token(k).chars().next()).filter(|c| c.is_uppercase()).collect();
        let words = at - 1 - from;
        if words < 2 || initials == form || said(pair) {
            return None;
        }
        return Some((pair.target_span(&(from..at - 1)), known[0].clone()));
    }
    // A headline has capitals everywhere; what stands behind its own words may be left out; clocks differ.
    let small = |t: &TargetToken| {
        let form = t.span.of(&pair.target);
        form.starts_with(char::is_lowercase) && form.len() > 2 && !SMALL.contains(&form)
    };
    let headline = !pair.tokens.iter().any(small);
    if said_here() || headline || spelt_out(pair, tokens.start, &form) || matches!(&*form, "WIB" | "WITA" | "WIT") {
        return None;
    }
    // Only another name of several words that nothing in the source accounts for claims to be its name: what stands in its place, or, where
    // the sentences around do not tell it, anywhere.
    let linked = pair.rendering(&tokens);
    let names = strange_names(work, pair, tokens.start);
    let in_place =
        |name: &&Range<usize>| linked.iter().any(|l| name.contains(l)) || takes_place(pair, tokens.start, name);
    let name = names.iter().find(in_place).or(names.first().filter(|_| !near))?;
    Some((pair.target_span(name), known[0].clone()))
}

/// Whether a name that no link reaches stands where a token would be rendered: beside what renders its neighbours, or as far from the beginning.
fn takes_place(pair: &Pair<'_>, token: usize, name: &Range<usize>) -> bool {
    let near = |l: &&WordLink| l.source != token && l.source.abs_diff(token) <= 2;
    let beside = |l: &WordLink| l.target + 2 >= name.start && l.target <= name.end + 1 && !name.contains(&l.target);
    let part = |at: usize, of: usize| at as f32 / of.max(1) as f32;
    let (from, to) = (part(token, pair.sentence.tokens.len()), part(name.start, pair.tokens.len()));
    pair.links.iter().all(|l| !name.contains(&l.target))
        && (pair.links.iter().filter(near).any(beside) || (from - to).abs() < 0.15)
}

/// Whether the words before an abbreviation have its initials: *Kanal Banjir Barat (KBB)*.
fn spelt_out(pair: &Pair<'_>, at: usize, form: &str) -> bool {
    let before: Vec<&str> = pair.sentence.tokens[..at].iter().filter(|t| t.is_word()).map(|t| pair.form(t)).collect();
    let wanted = form.to_lowercase();
    (2..=wanted.len() + 2).filter_map(|n| before.len().checked_sub(n)).any(|from| {
        let initials: String =
            before[from..].iter().filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect();
        let within = || initials.starts_with(&wanted[..1]) && is_subsequence(&wanted, &initials);
        initials == wanted || wanted.len() > 2 && within()
    })
}

/// Whether the letters of one stand in the other in their order.
fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|d| c == d))
}

/// Names of two words or more of which no word renders one of the source, but for the token `but`: *Union of Arab Emirates*.
fn strange_names(work: &Work<'_>, pair: &Pair<'_>, but: usize) -> Vec<Range<usize>> {
    let token = |n: usize| pair.tokens[n].span.of(&pair.target);
    let strange = |n: usize| {
        // *US-led*: what follows the hyphen is no part of the name.
        let word = token(n).split('-').next().unwrap_or_default();
        let capital = word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
        let others = || pair.sentence.tokens.iter().enumerate().filter(|(k, t)| *k != but && t.is_word());
        capital && n > 0 && !dates::is_calendar(word) && !others().any(|(_, t)| names::renders(work, pair, t, word))
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < pair.tokens.len() {
        let from = at;
        // A word of the name, or one that joins two of them.
        let joins = |n: usize| SMALL.contains(&token(n)) && n + 1 < pair.tokens.len() && strange(n + 1);
        while at < pair.tokens.len() && (strange(at) || at > from && joins(at)) {
            at += 1;
        }
        // What an abbreviation of its own follows is told in full.
        let initials: String =
            (from..at).filter_map(|n| token(n).chars().next()).filter(|c| c.is_uppercase()).collect();
        let next = (at..pair.tokens.len()).map(token).find(|t| *t != "(").unwrap_or_default();
        let told = is_abbreviation(next) && next.starts_with(&initials[..initials.len().min(1)]);
        if initials.chars().count() > 1 && !told {
            out.push(from..at);
        }
        at = at.max(from + 1);
    }
    out
}

pub(super) fn expanded(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, pair) in work.pairs.iter().enumerate() {
        for at in 0..pair.sentence.tokens.len() {
            let Some((target, known)) = wrong_expansion(work, n, at..at + 1) else { continue };
            let source = pair.sentence.tokens[at].span.range();
            let message = format!("{:?} is not {:?}", &pair.source[source.clone()], &pair.target[target.clone()]);
            found
                .at(pair.bead, (Side::Target, target), Some((Side::Source, source)), 0.75, message)
                .help(format!("it is {known:?}"));
        }
    }
}

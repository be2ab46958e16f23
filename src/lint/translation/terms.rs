//! What the glossary asks of a translation.

use std::collections::BTreeMap;
use std::ops::Range;

use super::figures::Kind;
use super::work::{Pair, Work, stems};
use super::{Found, Side};
use crate::align::{is_content, kinship};
use crate::glossary::{Term, TermPos};
use crate::model::{Token, Unit};
use crate::terms::{Advantage, Role, TermMatch};

/// Words that may stand anywhere in a rendering, or be left out.
const SMALL: &[&str] = &["the", "a", "an", "of", "to", "for", "in", "on", "and", "be", "s"];

/// Where the translation has these words as they stand, in whatever inflected form, hyphened or not. `links` says which of several
/// places is meant.
fn exactly(pair: &Pair<'_>, wanted: &[String], links: &[usize]) -> Option<Range<usize>> {
    let all: Vec<(&str, usize)> = pair.stems().collect();
    let places =
        all.windows(wanted.len().max(1)).filter(|w| w.iter().map(|(s, _)| *s).eq(wanted.iter().map(String::as_str)));
    let mut places: Vec<Range<usize>> = places.map(|w| w[0].1..w[w.len() - 1].1 + 1).collect();
    if places.is_empty() && wanted.iter().map(String::len).sum::<usize>() > 5 {
        // *ceasefire*, *cease-fire*, *cease fire*
        let joined = wanted.concat();
        for n in 1..=3 {
            let same = |w: &&[(&str, usize)]| w.iter().map(|(s, _)| *s).collect::<String>() == joined;
            places.extend(all.windows(n).filter(same).map(|w| w[0].1..w[n - 1].1 + 1));
        }
    }
    let near = |r: &Range<usize>| links.iter().filter(|l| r.contains(l)).count();
    places.into_iter().max_by_key(near)
}

/// The same, in whatever order and with a few words between: *foreign and defence ministers*, *Ministry of Defence*.
fn loosely(pair: &Pair<'_>, wanted: &[String]) -> bool {
    let content: Vec<&String> = wanted.iter().filter(|w| !SMALL.contains(&w.as_str())).collect();
    if content.is_empty() {
        return false;
    }
    let all: Vec<(&str, usize)> = pair.stems().collect();
    // *peace* in *peacekeeping*
    let same = |a: &str, b: &str| {
        a == b || b.len() > 3 && a.starts_with(b) || a.len().min(b.len()) > 4 && kinship(a, b) > 0.78
    };
    let width = wanted.len() + if content.len() > 1 { 4 } else { 0 };
    (0..all.len()).any(|from| {
        let window = &all[from..all.len().min(from + width)];
        content.iter().all(|w| window.iter().any(|(s, _)| same(s, w)))
    })
}

/// Whether the translation has the initials of a rendering: *UN* for *United Nations*.
fn by_initials(pair: &Pair<'_>, rendering: &str) -> bool {
    let words: Vec<&str> =
        rendering.split([' ', '-']).filter(|w| w.len() > 2 || w.starts_with(char::is_uppercase)).collect();
    let initials: String = words.iter().filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect();
    let plain = |t: &str| t.replace('.', "").trim_end_matches('s').to_owned();
    initials.len() > 1 && pair.tokens.iter().any(|t| plain(t.span.of(&pair.target)) == initials)
}

/// Whether a rendering stands in the translation.
fn has(work: &Work<'_>, pair: &Pair<'_>, rendering: &str) -> bool {
    let wanted = stems(&work.key, rendering);
    wanted.is_empty() || exactly(pair, &wanted, &[]).is_some() || loosely(pair, &wanted) || by_initials(pair, rendering)
}

/// The matches that want a rendering of their own, with their entries.
fn matches<'p>(work: &'p Work<'_>, pair: &'p Pair<'_>) -> impl Iterator<Item = (&'p TermMatch<'p>, &'p Term)> {
    pair.terms.iter().filter(|m| !m.inside && !m.crosses).filter_map(|m| Some((m, work.term(m)?)))
}

fn source_place(pair: &Pair<'_>, found: &TermMatch<'_>) -> (Side, Range<usize>) {
    (Side::Source, pair.source_span(&found.tokens))
}

/// Where the translation renders a match, as far as the links of words say.
fn target_place(pair: &Pair<'_>, found: &TermMatch<'_>) -> Option<(Side, Range<usize>)> {
    Some((Side::Target, pair.target_span(&pair.rendered(&found.tokens)?)))
}

pub(super) fn missing(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, pair) in work.pairs.iter().enumerate().filter(|(_, p)| !p.untranslated) {
        for (m, term) in matches(work, pair) {
            let own = std::iter::once(&*m.target).chain(m.others.iter().copied());
            let kept =
                term.untranslated && work.around(n).any(|p| has(work, p, &pair.source[pair.source_span(&m.tokens)]));
            let all: Vec<&str> = own.chain(term.renderings()).collect();
            let rendered = all.iter().any(|r| has(work, pair, r));
            let banned = term.bans().any(|b| exactly(pair, &stems(&work.key, &b.target), &[]).is_some());
            let spelt =
                m.abbreviation && work.around(n).any(|p| has(work, p, &pair.source[pair.source_span(&m.tokens)]));
            let span = pair.source_span(&m.tokens);
            let source = &pair.source[span.clone()];
            // *dolar AS* is a currency, not a country; *Aninda Mitra* a person; *di Jakarta* may be *here*.
            let money =
                pair.source_figures.iter().any(|f| matches!(f.kind, Kind::Money(_)) && f.span.contains(&span.start))
                    || pair.source[..span.start].trim_end().to_lowercase().ends_with("dolar");
            let name = source.starts_with(char::is_uppercase) && span.start > 0 && pair.target.contains(source);
            let wrong = || wrong_expansion(work, n, m.tokens.clone()).is_some();
            if kept || rendered || banned || spelt || money || name || wrong() {
                continue;
            }
            let wanted = if m.target.is_empty() { source } else { &*m.target };
            let says = |words: &str| words.split(|c: char| !c.is_alphanumeric()).any(|w| w.len() > 3 && is_content(w));
            let linked = target_place(pair, m).filter(|(_, span)| says(&pair.target[span.clone()]));
            let free = pair.in_place_of(&m.tokens).map(|w| (Side::Target, pair.tokens[w].span.range()));
            let place = linked.clone().or_else(|| free.clone());
            // What is not rendered here may be told in the sentence before or after.
            let here = m.pos == TermPos::Name && pair.target.contains("here");
            if place.is_none() && (here || all.iter().any(|r| work.around(n).any(|p| has(work, p, r)))) {
                continue;
            }
            let sure = match (&linked, &place) {
                // *the … ministry* with another word where *foreign* should stand.
                (Some((_, span)), _) if shortened(work, term, &pair.target[span.clone()]) => {
                    if pair.beside(span.start) { 0.55 } else { 0.4 }
                }
                (Some(_), _) => 0.9 * pair.sureness(&m.tokens),
                (None, Some(_)) => 0.55,
                (None, None) => 0.45,
            };
            let message = match &place {
                Some((_, span)) => {
                    format!("{source:?} is rendered by {:?}, not {wanted:?}", &pair.target[span.clone()])
                }
                None => format!("{source:?} is not rendered; the glossary has {wanted:?}"),
            };
            let (first, second) = match place {
                Some(place) => (place, Some(source_place(pair, m))),
                None => (source_place(pair, m), Some(pair.whole(Side::Target))),
            };
            found.at(pair.bead, first, second, sure, message).key(&term.key);
        }
    }
}

/// Whether words are part of a rendering: *the minister* for a finance minister named before.
fn shortened(work: &Work<'_>, term: &Term, words: &str) -> bool {
    let content = words.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 2 && is_content(w));
    let words: Vec<String> = content.flat_map(|w| stems(&work.key, w)).collect();
    let same = |a: &str, b: &str| a == b || a.len().min(b.len()) > 4 && kinship(a, b) > 0.78;
    let parts = |r: &str| -> Vec<String> { stems(&work.key, r) };
    let mut long = term.renderings().map(parts).filter(|r| r.len() > 1);
    !words.is_empty() && long.any(|r| words.iter().all(|w| r.iter().any(|r| same(w, r))))
}

pub(super) fn banned(work: &Work<'_>, found: &mut Found<'_>) {
    for pair in &work.pairs {
        // Terms inside longer ones ban too: *special messenger* for *utusan khusus*.
        let entry = |glossary: usize, term: usize| work.glossaries.get(glossary)?.terms.get(term);
        let inside = pair.terms.iter().flat_map(|m| &m.losers).filter(|l| l.against == Advantage::Longer);
        let all = pair.terms.iter().map(|m| (&m.tokens, &*m.target, entry(m.glossary, m.term)));
        let all = all.chain(inside.map(|l| (&l.tokens, l.target.unwrap_or_default(), entry(l.glossary, l.term))));
        for (tokens, english, term) in all {
            let Some(term) = term else { continue };
            let links = pair.rendering(tokens);
            for ban in term.bans() {
                let Some(place) = exactly(pair, &stems(&work.key, &ban.target), &links) else { continue };
                let linked = links.iter().any(|l| place.contains(l));
                // *nature disaster* has the stems of *natural disaster*; then letters decide.
                let written = pair.target[pair.target_span(&place)].to_lowercase();
                let same = |r: &str| stems(&work.key, r) == stems(&work.key, &ban.target);
                if term.renderings().any(same) && !written.starts_with(&ban.target.to_lowercase()) {
                    continue;
                }
                // What is banned alone may be part of what is wanted.
                let inside = |r: &str| {
                    exactly(pair, &stems(&work.key, r), &links)
                        .is_some_and(|r| r.start <= place.start && place.end <= r.end && r.len() > place.len())
                };
                let part = matches(work, pair).any(|(_, t)| t.renderings().any(inside));
                let right = term.renderings().any(|r| exactly(pair, &stems(&work.key, r), &links).is_some());
                let other = matches(work, pair).any(|(o, t)| {
                    o.tokens != *tokens && t.renderings().any(|r| stems(&work.key, r) == stems(&work.key, &ban.target))
                });
                if part || (right || other) && !linked {
                    continue;
                }
                let (span, from) = (pair.target_span(&place), pair.source_span(tokens));
                let source = &pair.source[from.clone()];
                let message = match &ban.why {
                    Some(why) => format!("{:?} is banned for {source:?}: {why}", &pair.target[span.clone()]),
                    None => format!("{:?} is banned for {source:?}", &pair.target[span.clone()]),
                };
                let instead = ban.instead.as_deref().unwrap_or(english);
                let sure = if linked { 0.95 } else { 0.7 };
                found
                    .at(pair.bead, (Side::Target, span), Some((Side::Source, from)), sure, message)
                    .help(format!("write {instead:?}"))
                    .key(&term.key);
            }
        }
    }
}

/// Where a rendering of a term stands: the pair, the words of the source, those of the target.
type Use = (usize, Range<usize>, Range<usize>);
/// The uses of each rendering, by its stems.
type Uses = BTreeMap<Vec<String>, Vec<Use>>;

pub(super) fn inconsistent(work: &Work<'_>, found: &mut Found<'_>) {
    // Of each term and sense, the uses of each of its renderings.
    let mut uses: BTreeMap<(usize, usize, Option<usize>), Uses> = BTreeMap::new();
    for (n, pair) in work.pairs.iter().enumerate() {
        for (m, term) in matches(work, pair) {
            let noun = matches!(m.pos, TermPos::Noun | TermPos::Name | TermPos::Phrase);
            if !noun || !matches!(m.role, Role::Main | Role::Also) {
                continue;
            }
            let renderings = m.sense.map_or(&term.target, |s| &term.senses[s].target);
            let links = pair.rendering(&m.tokens);
            let placed = renderings.iter().filter_map(|r| {
                let wanted = stems(&work.key, r);
                let place = exactly(pair, &wanted, &links)?;
                Some((links.iter().filter(|l| place.contains(l)).count(), wanted, place))
            });
            let Some((linked, wanted, place)) = placed.max_by_key(|(linked, wanted, _)| (*linked, wanted.len())) else {
                continue;
            };
            if linked > 0 {
                let of_term = uses.entry((m.glossary, m.term, m.sense)).or_default();
                of_term.entry(wanted).or_default().push((n, m.tokens.clone(), place));
            }
        }
    }
    // *China* and *Chinese*, *spokesman* and *spokeswoman* are one.
    for of_term in uses.values_mut() {
        let mut merged: Uses = BTreeMap::new();
        for (stems, mut all) in std::mem::take(of_term) {
            let kin = |a: &Vec<String>| {
                a.iter().zip(&stems).all(|(a, b)| a == b || a.get(..4).is_some_and(|f| b.starts_with(f)))
            };
            match merged.iter_mut().find(|(a, _)| kin(a)) {
                Some((_, uses)) => uses.append(&mut all),
                None => _ = merged.insert(stems, all),
            }
        }
        *of_term = merged;
    }
    for ((glossary, number, _), of_term) in uses.into_iter().filter(|(_, u)| u.len() > 1) {
        let Some(term) = work.glossaries.get(glossary).and_then(|g| g.terms.get(number)) else { continue };
        let Some((usual, most)) = of_term.iter().max_by_key(|(_, u)| (u.len(), std::cmp::Reverse(u[0].0))) else {
            continue;
        };
        let shown = |(pair, _, place): &Use| {
            let pair = &work.pairs[*pair];
            pair.target[pair.target_span(place)].to_owned()
        };
        let usual_form = shown(&most[0]);
        for (n, tokens, place) in of_term.iter().filter(|(r, _)| *r != usual).flat_map(|(_, u)| u) {
            let pair = &work.pairs[*n];
            let (source, target) = (pair.source_span(tokens), pair.target_span(place));
            let message = format!(
                "{:?} is {:?} here and {usual_form:?} {}",
                &pair.source[source.clone()],
                &pair.target[target.clone()],
                if most.len() == 1 { "elsewhere".to_owned() } else { format!("{} times", most.len()) }
            );
            found.at(pair.bead, (Side::Target, target), Some((Side::Source, source)), 0.7, message).key(&term.key);
        }
    }
}

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
fn wrong_expansion(work: &Work<'_>, n: usize, tokens: Range<usize>) -> Option<(Range<usize>, String)> {
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
    if work.around(n).any(said) {
        return None;
    }
    // Only other words with capitals claim to be its name.
    let unlinked = |k: &usize| {
        let big = token(*k).starts_with(char::is_uppercase) && token(*k).chars().any(char::is_lowercase);
        big && *k > 0 && pair.links.iter().all(|l| l.target != *k)
    };
    let run = || {
        (1..pair.tokens.len())
            .find(|k| unlinked(k) && unlinked(&(k + 1).min(pair.tokens.len() - 1)) && k + 1 < pair.tokens.len())
    };
    let named = |place: &Range<usize>| place.clone().any(|k| token(k).starts_with(char::is_uppercase));
    let place = pair.rendered(&tokens).filter(named).or_else(|| run().map(|k| k..k + 1))?;
    let (mut from, mut to) = (place.start, place.end);
    while from > 0 && capital(from - 1) && !SMALL.contains(&token(from - 1)) {
        from -= 1;
    }
    while to < pair.tokens.len() && capital(to) && !SMALL.contains(&token(to)) {
        to += 1;
    }
    let capitals = (from..to).filter(|&k| token(k).starts_with(char::is_uppercase)).count();
    (capitals > 1).then(|| (pair.target_span(&(from..to)), known[0].clone()))
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

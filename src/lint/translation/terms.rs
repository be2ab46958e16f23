//! What the glossary asks of a translation.

use std::collections::BTreeMap;
use std::ops::Range;

use super::abbreviations::wrong_expansion;
use super::figures::Kind;
use super::work::{Pair, Work, stems};
use super::{Found, Side};
use crate::align::{is_content, kinship};
use crate::glossary::{Term, TermPos};
use crate::terms::{Advantage, Role, TermMatch};

/// Words that may stand anywhere in a rendering, or be left out.
pub(super) const SMALL: &[&str] = &["the", "a", "an", "of", "to", "for", "in", "on", "and", "be", "s"];

/// Where the translation has these words as they stand, in whatever inflected form, hyphened or not. `links` says which of several
/// places is meant.
fn exactly(pair: &Pair<'_>, wanted: &[String], links: &[usize]) -> Option<Range<usize>> {
    let near = |r: &Range<usize>| links.iter().filter(|l| r.contains(l)).count();
    every(pair, wanted).into_iter().max_by_key(near)
}

/// Every place of these words in the translation.
fn every(pair: &Pair<'_>, wanted: &[String]) -> Vec<Range<usize>> {
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
    places
}

/// The same, in whatever order and with a few words between: *foreign and defence ministers*, *Ministry of Defence*.
fn loosely(pair: &Pair<'_>, wanted: &[String]) -> bool {
    let content: Vec<&String> = wanted.iter().filter(|w| !SMALL.contains(&w.as_str())).collect();
    if content.is_empty() {
        return false;
    }
    let all: Vec<(&str, usize)> = pair.stems().collect();
    // *peace* in *peacekeeping*, *law* in *lawmaker*, *grow* for *growth*
    let same = |a: &str, b: &str| {
        let part = b.len() > 3 && a.starts_with(b) || b.len() == 3 && a.len() > 6 && a.starts_with(b);
        a == b
            || part
            || a.len() > 3 && b.strip_suffix("th") == Some(a)
            || a.len().min(b.len()) > 4 && kinship(a, b) > 0.78
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
pub(super) fn has(work: &Work<'_>, pair: &Pair<'_>, rendering: &str) -> bool {
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
            // A person may be *he*: that is no rendering, nor are words beside it.
            const PERSONS: &[&str] = &["he", "she", "they"];
            let person = |words: &str| words.split(' ').any(|w| PERSONS.contains(&w.to_lowercase().as_str()));
            let linked = target_place(pair, m);
            if linked.as_ref().is_some_and(|(_, span)| person(&pair.target[span.clone()])) {
                continue;
            }
            let linked = linked.filter(|(_, span)| says(&pair.target[span.clone()]));
            let free = pair.in_place_of(&m.tokens).map(|w| (Side::Target, pair.tokens[w].span.range()));
            let place = linked.clone().or_else(|| free.clone());
            // What is not rendered here may be told in the sentence before or after.
            let here = m.pos == TermPos::Name && pair.tokens.iter().any(|t| t.span.of(&pair.target) == "here");
            if here || place.is_none() && (all.iter().any(|r| work.around(n).any(|p| has(work, p, r)))) {
                continue;
            }
            let sure = match (&linked, &place) {
                // *the … ministry* with another word where *foreign* should stand.
                (Some((_, span)), _) if shortened(work, term, &pair.target[span.clone()]) => {
                    if pair.beside(span.start) { 0.55 } else { 0.4 }
                }
                (Some(_), _) => 0.25 + 0.65 * pair.sureness(&m.tokens),
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

/// How often words of a list stand in the translation.
pub(super) fn rendered_times<'t>(work: &Work<'_>, pair: &Pair<'_>, renderings: impl Iterator<Item = &'t str>) -> usize {
    let mut places: Vec<Range<usize>> = renderings.flat_map(|r| every(pair, &stems(&work.key, r))).collect();
    places.sort_by_key(|p| (p.start, std::cmp::Reverse(p.end)));
    let mut end = 0;
    places.retain(|p| {
        p.start >= end && {
            end = p.end;
            true
        }
    });
    places.len()
}

/// How often the source has an entry, of which `tokens` are one place.
pub(super) fn times(pair: &Pair<'_>, tokens: &Range<usize>, term: &Term, work: &Work<'_>) -> usize {
    let same =
        |m: &&TermMatch<'_>| !m.inside && m.tokens != *tokens && work.term(m).is_some_and(|t| std::ptr::eq(t, term));
    1 + pair.terms.iter().filter(same).count()
}

pub(super) fn banned(work: &Work<'_>, found: &mut Found<'_>) {
    for pair in &work.pairs {
        // Terms inside longer ones ban too: *special messenger* for *utusan khusus*.
        let entry = |glossary: usize, term: usize| work.glossaries.get(glossary)?.terms.get(term);
        let inside = pair.terms.iter().flat_map(|m| &m.losers).filter(|l| l.against == Advantage::Longer);
        let all = pair.terms.iter().map(|m| (&m.tokens, &*m.target, entry(m.glossary, m.term)));
        let all = all.chain(inside.map(|l| (&l.tokens, l.target().unwrap_or_default(), entry(l.glossary, l.term()))));
        for (tokens, english, term) in all {
            let Some(term) = term else { continue };
            let links = pair.rendering(tokens);
            for ban in term.bans() {
                let Some(place) = exactly(pair, &stems(&work.key, &ban.target), &links) else { continue };
                let linked = links.iter().any(|l| place.contains(l));
                // *nature disaster* has the stems of *natural disaster*; then letters decide.
                let written = pair.target[pair.target_span(&place)].to_lowercase();
                // And so they do of *co-operation* and cooperation.
                let same = |r: &str| stems(&work.key, r).concat() == stems(&work.key, &ban.target).concat();
                if term.renderings().any(same) && !written.starts_with(&ban.target.to_lowercase()) {
                    continue;
                }
                // What is banned alone may be part of what is wanted.
                let inside = |r: &str| {
                    exactly(pair, &stems(&work.key, r), &links)
                        .is_some_and(|r| r.start <= place.start && place.end <= r.end && r.len() > place.len())
                };
                let part = matches(work, pair).any(|(_, t)| t.renderings().any(inside));
                let right = rendered_times(work, pair, term.renderings()) >= times(pair, tokens, term, work);
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
            if linked > 0 || links.is_empty() && every(pair, &wanted).len() == 1 {
                let of_term = uses.entry((m.glossary, m.term, m.sense)).or_default();
                of_term.entry(wanted).or_default().push((n, m.tokens.clone(), place));
            }
        }
    }
    // *China* and *Chinese*, *spokesman* and *spokeswoman* are one, and so are a name, its initials and its adjective.
    for ((glossary, number, _), of_term) in &mut uses {
        let Some(term) = work.glossaries.get(*glossary).and_then(|g| g.terms.get(*number)) else { continue };
        let name = term.pos == TermPos::Name;
        let renderings: Vec<Vec<String>> = term.renderings().map(|r| stems(&work.key, r)).collect();
        let adjective = |s: &[String]| name && renderings.iter().any(|r| is_adjective(r) && r[0].starts_with(&*s[0]));
        let mut merged: Uses = BTreeMap::new();
        for (stems, mut all) in std::mem::take(of_term) {
            let kin = |a: &Vec<String>| {
                a.iter().zip(&stems).all(|(a, b)| a == b || a.get(..4).is_some_and(|f| b.starts_with(f)))
                    || name && (initials(a, &stems) || initials(&stems, a) || adjective(a) || adjective(&stems))
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
        // Of two that are as frequent, the one that the glossary has first.
        let rank = |stem: &Vec<String>| term.renderings().position(|r| stems(&work.key, r) == *stem);
        let often =
            |(stem, u): &(&Vec<String>, &Vec<Use>)| (u.len(), std::cmp::Reverse(rank(stem).unwrap_or(usize::MAX)));
        let Some((usual, most)) = of_term.iter().max_by_key(often) else { continue };
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

/// Whether one is the initials of the other: *US* and United States.
fn initials(short: &[String], long: &[String]) -> bool {
    let first: String = long.iter().filter_map(|w| w.chars().next()).collect();
    matches!(short, [one] if long.len() > 1 && *one == first)
}

/// Whether the stem of a name looks like that of an adjective: *Dutch*, *British*, *American* (and so *America* beside it).
fn is_adjective(stems: &[String]) -> bool {
    matches!(stems, [one] if ["ch", "ish", "an", "ese"].iter().any(|ending| one.ends_with(ending)))
}

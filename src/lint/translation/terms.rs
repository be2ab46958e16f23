//! What the glossary asks of a translation.

use std::collections::BTreeMap;
use std::ops::Range;

use super::figures::Kind;
use super::work::{Pair, TargetToken, Work, stems};
use super::{Found, Side, names, numbers};
use crate::align::{WordLink, is_content, kinship};
use crate::glossary::{Term, TermPos};
use crate::model::{Token, Unit};
use crate::terms::{Advantage, Role, TermMatch};

/// Words that may stand anywhere in a rendering, or be left out.
const SMALL: &[&str] = &["the", "a", "an", "of", "to", "for", "in", "on", "and", "be", "s"];

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
fn rendered_times<'t>(work: &Work<'_>, pair: &Pair<'_>, renderings: impl Iterator<Item = &'t str>) -> usize {
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
fn times(pair: &Pair<'_>, tokens: &Range<usize>, term: &Term, work: &Work<'_>) -> usize {
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
        let all = all.chain(inside.map(|l| (&l.tokens, l.target.unwrap_or_default(), entry(l.glossary, l.term))));
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
        capital && n > 0 && !numbers::is_calendar(word) && !others().any(|(_, t)| names::renders(work, pair, t, word))
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

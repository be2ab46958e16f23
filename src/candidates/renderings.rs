//! What renders a candidate.

use std::collections::HashMap;

use super::find::{Class, Line, Place, Spans, TargetWord};
use super::statistics::{Cases, log_likelihood};
use super::{Candidate, Rendering};

/// Longest rendering in words.
const LONGEST: usize = 6;

/// The words of the target that render a phrase, if they stand together and render nothing else.
pub(super) fn block(line: &Line, place: &Place) -> Option<std::ops::Range<usize>> {
    let links = || line.links.iter().filter(|l| place.words.contains(&l.source));
    let linked = |j: usize| links().any(|l| l.target == j);
    // Each content word of the phrase takes part, else it is rendered by half.
    let rendered = |i: usize| links().any(|l| l.source == i);
    if !place.words.clone().all(rendered) {
        return None;
    }
    let content = |j: &usize| line.target[*j].content;
    let own: Vec<usize> = links().map(|l| l.target).filter(content).collect();
    let (from, to) = (*own.iter().min()?, *own.iter().max()?);
    let foreign = |j: usize| {
        let outside = |l: &&crate::align::WordLink| {
            l.target == j && !place.words.contains(&l.source) && line.words[l.source].class != Class::Other
        };
        line.links.iter().any(|l| outside(&l))
    };
    let small = |j: usize| !line.target[j].content && !line.target[j].form.chars().any(|c| ",;:()\"".contains(c));
    let fits = (from..=to).all(|j| !foreign(j) && (linked(j) || small(j)));
    (fits && to - from < LONGEST).then_some(from..to + 1)
}

/// Renderings met of one term.
#[derive(Default)]
struct Met {
    count: usize,
    forms: HashMap<String, usize>,
}

/// Adds the renderings of each candidate, and weighs it by them.
pub(super) fn add(lines: &[Line], found: &Spans, candidates: &mut [(String, Candidate)]) {
    let cases = Cases::of(lines.iter().flat_map(|l| l.target.iter().skip(1).map(|w| w.form.as_str())));
    let holds = phrases(lines);
    let pairs = lines.iter().filter(|l| l.target_text.is_some()).count() as f64;
    for (key, candidate) in candidates {
        let Some(places) = found.places.get(key) else { continue };
        let mut met: HashMap<String, Met> = HashMap::new();
        let mut all = 0;
        let is_name = candidate.term.split(' ').all(|w| w.starts_with(char::is_uppercase));
        for place in places {
            let line = &lines[place.line];
            let Some(block) = block(line, place) else { continue };
            let words = &line.target[block];
            let stems = stems(words);
            // A name keeps the capitals that it has as a whole: *United States*, *West Bank*.
            let small = |w: &TargetWord| if is_name && w.content { w.form.clone() } else { cases.show(&w.form) };
            let shown: Vec<String> = words.iter().map(small).collect();
            let met = met.entry(stems).or_default();
            met.count += 1;
            *met.forms.entry(join(&shown)).or_default() += 1;
            all += 1;
        }
        // In how many sentences the term stands, as far as they are aligned.
        let mut own: Vec<usize> = places.iter().map(|p| p.line).collect();
        own.dedup();
        let own = own.len() as f64;
        let mut renderings: Vec<Rendering> = met
            .into_iter()
            .map(|(stems, met)| {
                let there = holds.get(&stems).copied().unwrap_or(met.count) as f64;
                let both = (met.count as f64).min(there).min(own);
                let association = log_likelihood(both, own, there - both, (pairs - own).max(1.0));
                let share = met.count as f64 / all as f64;
                let mut forms: Vec<(String, usize)> = met.forms.into_iter().collect();
                forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                Rendering { english: citation(&forms), count: met.count, share, association, forms }
            })
            .collect();
        renderings.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.english.cmp(&b.english)));
        if is_name {
            prefer_noun(&mut renderings);
        }
        let first = renderings.first().map(|r| r.english.clone());
        renderings.retain(|r| r.count > 1 || r.share >= 0.5 || Some(&r.english) == first.as_ref());
        let Some(best) = renderings.first() else { continue };
        // What is rendered by itself, letter for letter, needs no entry.
        if best.english.eq_ignore_ascii_case(&candidate.term) {
            candidate.renderings.clear();
            continue;
        }
        let aligned = all as f64 / places.len() as f64;
        candidate.score *= best.share
            * aligned.sqrt()
            * best.association.max(0.0).sqrt()
            * (best.count as f64 / (best.count as f64 + 2.0));
        candidate.renderings = renderings;
    }
}

/// Puts the noun before the adjective that is made of it: *Egypt* before *Egyptian*.
fn prefer_noun(renderings: &mut [Rendering]) {
    const ADJECTIVES: &[&str] = &["an", "ish", "ese", "i", "ch", "ic", "ans", "is"];
    let adjective = |r: &Rendering| ADJECTIVES.iter().any(|e| r.english.ends_with(e));
    let Some(first) = renderings.first().filter(|r| adjective(r)) else { return };
    let kin = |r: &Rendering| !adjective(r) && r.english.get(..4).is_some_and(|front| first.english.starts_with(front));
    if let Some(noun) = renderings.iter().position(kin) {
        renderings[..=noun].rotate_right(1);
    }
}

pub(super) fn stems(words: &[TargetWord]) -> String {
    words.iter().flat_map(|w| &w.stems).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Words with spaces where English has them.
pub(super) fn join(words: &[String]) -> String {
    let mut out = String::new();
    for word in words {
        let glued = word.starts_with(['\'', '’']) || word == "-" || out.ends_with('-');
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// In how many sentences each phrase of the target stands, by its stems.
fn phrases(lines: &[Line]) -> HashMap<String, usize> {
    let mut out: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let mut here: Vec<String> = Vec::new();
        for from in (0..line.target.len()).filter(|&n| line.target[n].content) {
            for to in from + 1..=line.target.len().min(from + LONGEST) {
                if line.target[to - 1].content {
                    here.push(stems(&line.target[from..to]));
                }
            }
        }
        here.sort_unstable();
        here.dedup();
        here.into_iter().for_each(|p| *out.entry(p).or_default() += 1);
    }
    out
}

/// The form that a dictionary would have: the singular or the bare verb, if it is met at all often.
pub(super) fn citation(forms: &[(String, usize)]) -> String {
    let all: usize = forms.iter().map(|(_, n)| n).sum();
    let often = forms.iter().filter(|(_, n)| n * 12 >= all);
    often.min_by_key(|(f, n)| (f.len(), std::cmp::Reverse(*n))).map(|(f, _)| f.clone()).unwrap_or_default()
}

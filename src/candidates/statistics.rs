//! How much phrases look like terms.

use std::collections::HashMap;

use super::find::{Class, Line, Place, Spans, pos};
use super::{Candidate, Options};
use crate::lexicon::band;
use crate::model::Band;

/// What one expects of a word, in a million: by its band, for words of every day, of common texts, and all others.
fn expected(word: &str) -> f64 {
    match band(word) {
        Band::Basic => 400.0,
        Band::Common => 80.0,
        Band::Rare => 4.0,
    }
}

/// The log-likelihood ratio of `a` events in `n` against `b` in `m` (Dunning 1993).
pub(super) fn log_likelihood(a: f64, n: f64, b: f64, m: f64) -> f64 {
    let term = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    let rate = (a + b) / (n + m);
    2.0 * (term(a, n * rate) + term(b, m * rate))
}

/// Words as they are mostly written: with a capital wherever case tells anything, or not.
pub(super) struct Cases(HashMap<String, (usize, usize)>);

impl Cases {
    /// Counts forms; what stands first in a sentence is left out by the caller.
    pub(super) fn of<'w>(forms: impl Iterator<Item = &'w str>) -> Self {
        let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
        for form in forms {
            let (capital, all) = counts.entry(form.to_lowercase()).or_default();
            *capital += usize::from(form.starts_with(char::is_uppercase));
            *all += 1;
        }
        Self(counts)
    }

    /// A word as it is mostly written.
    pub(super) fn show(&self, form: &str) -> String {
        match self.0.get(&form.to_lowercase()) {
            Some((capital, all)) if capital * 20 >= all * 19 => form.to_owned(),
            _ => form.to_lowercase(),
        }
    }
}

/// The candidates, by their keys.
pub(super) fn weigh(lines: &[Line], found: &Spans, options: &Options) -> Vec<(String, Candidate)> {
    let cases = Cases::of(lines.iter().flat_map(|l| l.words.iter().filter(|w| !w.first).map(|w| w.form.as_str())));
    let size: f64 = lines.iter().map(|l| l.words.iter().filter(|w| w.class != Class::Other).count() as f64).sum();
    let nests = nests(lines, found);
    let mut out = Vec::new();
    for (key, places) in &found.places {
        let words = |p: &Place| &lines[p.line].words[p.words.clone()];
        let first = words(&places[0]);
        let count = places.len();
        let held = nests.get(key.as_str());
        let inside: usize = held.map_or(0, |h| h.values().sum());
        // C-value for words too: log2 of one more than the length, so that single words are not worth nothing.
        let length = (first.len() as f64 + 1.0).log2();
        let nested = held.map_or(0.0, |h| inside as f64 / h.len() as f64);
        let c_value = length * (count as f64 - nested);
        // A phrase that only ever stands inside one longer phrase is no phrase.
        let part = held.is_some_and(|h| h.values().any(|&n| n * 10 >= count * 8));
        if part {
            continue;
        }
        let key_of = |w: &super::find::Word| log_likelihood(count as f64, size.max(1.0), expected(&w.citation), 1e6);
        let keyness = first.iter().map(key_of).fold(0.0, f64::max);
        let mut forms: HashMap<String, usize> = HashMap::new();
        for p in places {
            let form: Vec<String> = words(p).iter().map(|w| w.form.to_lowercase()).collect();
            *forms.entry(form.join(" ")).or_default() += 1;
        }
        let mut forms: Vec<(String, usize)> = forms.into_iter().collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        // The spelling that most of the texts have, in citation form.
        let mut spellings: HashMap<String, usize> = HashMap::new();
        let names = capitals(places.iter().map(|p| words(p).iter().map(|w| (w.form.as_str(), w.first)).collect()));
        for p in places {
            let words = words(p).iter().enumerate();
            let shown: Vec<String> = words
                .map(
                    |(n, w)| if names.get(n) == Some(&true) { capital(&w.citation, &w.form) } else { shown(&cases, w) },
                )
                .collect();
            *spellings.entry(shown.join(" ")).or_default() += 1;
        }
        let term = spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))).map(|s| s.0);
        // Single verbs and adjectives are seldom terms, and words of every day are none.
        let general = first.iter().all(|w| w.general);
        let weight = match first {
            [one] if general && one.class != Class::Name => 0.003,
            [one] if matches!(one.class, Class::Verb | Class::Adjective) => 0.03,
            [one] if one.class == Class::Noun => 0.12,
            [_] => 0.4,
            _ if general => 0.7,
            _ => 1.0,
        };
        let examples = places.iter().filter(|p| (5..45).contains(&lines[p.line].words.len()));
        let mut examples: Vec<&Place> = examples.take(40).collect();
        examples.sort_by_key(|p| lines[p.line].words.len().abs_diff(18));
        examples.dedup_by_key(|p| p.line);
        let example = |p: &&Place| (lines[p.line].text.clone(), lines[p.line].target_text.clone());
        out.push((
            key.clone(),
            Candidate {
                term: term.unwrap_or_default(),
                pos: pos(first),
                count,
                forms,
                c_value,
                keyness,
                abbreviation: abbreviation(lines, places),
                score: c_value.max(0.0).sqrt() * keyness.max(0.0).sqrt() * weight,
                examples: examples.iter().take(options.examples).map(example).collect(),
                ..Candidate::default()
            },
        ));
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

/// Which words of a phrase are written with a capital nearly always, where case tells anything.
pub(super) fn capitals<'w>(places: impl Iterator<Item = Vec<(&'w str, bool)>>) -> Vec<bool> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for words in places {
        counts.resize(counts.len().max(words.len()), (0, 0));
        for (count, (form, _)) in counts.iter_mut().zip(words).filter(|(_, (_, first))| !first) {
            count.0 += usize::from(form.starts_with(char::is_uppercase));
            count.1 += 1;
        }
    }
    counts.into_iter().map(|(big, all)| all > 0 && big * 10 >= all * 9).collect()
}

/// A citation form with the capitals of a form as written.
fn capital(citation: &str, form: &str) -> String {
    if form.to_lowercase() == citation {
        return form.to_owned();
    }
    let mut letters = citation.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A word in citation form, with its capital if it is mostly written so.
fn shown(cases: &Cases, word: &super::find::Word) -> String {
    let written = cases.show(&word.form);
    if written.starts_with(char::is_uppercase) && written.to_lowercase() == word.citation {
        return written;
    }
    if written.starts_with(char::is_uppercase) { capital(&word.citation, &written) } else { word.citation.clone() }
}

/// Of each phrase, the longer ones that it stands in, and how often.
fn nests<'f>(lines: &[Line], found: &'f Spans) -> HashMap<&'f str, HashMap<&'f str, usize>> {
    let mut by_line: Vec<Vec<(&str, std::ops::Range<usize>)>> = vec![Vec::new(); lines.len()];
    for (key, places) in &found.places {
        places.iter().for_each(|p| by_line[p.line].push((key, p.words.clone())));
    }
    let mut out: HashMap<&str, HashMap<&str, usize>> = HashMap::new();
    for spans in &by_line {
        for (long, outer) in spans.iter().filter(|(_, s)| s.len() > 1) {
            let inner =
                |s: &std::ops::Range<usize>| outer.start <= s.start && s.end <= outer.end && s.len() < outer.len();
            for (short, _) in spans.iter().filter(|(_, s)| inner(s)) {
                *out.entry(short).or_default().entry(long).or_default() += 1;
            }
        }
    }
    out
}

/// The letters that stand behind a phrase, in brackets or bare, and are its initials.
fn abbreviation(lines: &[Line], places: &[Place]) -> Option<String> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for p in places {
        let words = &lines[p.line].words;
        let at = p.words.end;
        let bracket = words.get(at).is_some_and(|w| w.form == "(");
        let Some(next) = words.get(at + usize::from(bracket)) else { continue };
        let initials: String =
            words[p.words.clone()].iter().flat_map(|w| w.form.split('-')).filter_map(|w| w.chars().next()).collect();
        let letters = next.form.replace('.', "");
        if letters.len() > 1 && letters.chars().all(char::is_uppercase) && letters == initials.to_uppercase() {
            *seen.entry(&next.form).or_default() += 1;
        }
    }
    seen.into_iter().max_by_key(|(_, n)| *n).map(|(form, _)| form.to_owned())
}

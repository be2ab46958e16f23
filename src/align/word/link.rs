//! From evidence to links: every pair of words is judged by a logistic model over features of both words, their evidence, and,
//! in later passes, of what the pass before thought of their neighbours (in the manner of Ittycheriah and Roukos 2005 and of
//! the stacked word aligner of Ayan and Dorr 2006).
//!
//! Words of closed classes are judged by structure: an article by what its head noun is linked to, *itu* after a noun by that
//! noun's article, a preposition by what stands after it on both sides. There is a model for each [`Group`] of classes;
//! nothing is asked of single words.

use super::super::lexis::{Lexis, open};
use super::super::line::{Pair, SourceClass, SourceUnit, SourceWord, TargetWord};
use super::super::target::TargetClass;
use super::WordLink;
use super::model::Evidence;

/// Number of features.
pub(super) const FEATURES: usize = 50;
/// Features that the first pass has.
pub(super) const FIRST: usize = 26;
/// Number of groups of classes, each with weights of its own.
pub(super) const GROUPS: usize = 15;

/// Weights of the features: by pass, group and feature.
#[derive(Debug)]
pub(in crate::align) struct Weights {
    pub(super) passes: Vec<Vec<[f32; FEATURES]>>,
}

impl Weights {
    /// The weights that padan is built with.
    pub(in crate::align) fn builtin() -> Self {
        Self::parse(include_str!("weights.tsv")).expect("a table of numbers; a test reads it")
    }

    /// Reads lines `pass group weight…`.
    fn parse(text: &str) -> Option<Self> {
        let mut passes: Vec<Vec<[f32; FEATURES]>> = Vec::new();
        for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let mut fields = line.split_ascii_whitespace();
            let pass: usize = fields.next()?.parse().ok()?;
            let group: usize = fields.next()?.parse().ok()?;
            if passes.len() <= pass {
                passes.resize(pass + 1, vec![[0.0; FEATURES]; GROUPS]);
            }
            for (weight, field) in passes[pass].get_mut(group)?.iter_mut().zip(fields) {
                *weight = field.parse().ok()?;
            }
        }
        Some(Self { passes })
    }
}

/// As they are read: the lines of [`Weights::parse`].
impl std::fmt::Display for Weights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (pass, groups) in self.passes.iter().enumerate() {
            for (group, weights) in groups.iter().enumerate() {
                write!(f, "{pass} {group}")?;
                let used = if pass == 0 { FIRST } else { FEATURES };
                weights[..used].iter().try_for_each(|w| write!(f, " {w}"))?;
                writeln!(f)?;
            }
        }
        Ok(())
    }
}

/// A pair of lines with what their words are to one another.
pub(super) struct Scene<'a> {
    lexis: &'a Lexis<'a>,
    source: &'a [SourceWord],
    target: &'a [TargetWord],
    evidence: &'a Evidence,
    /// Largest and second largest evidence of each source word and of each target word.
    rows: Vec<[f32; 2]>,
    columns: Vec<[f32; 2]>,
    /// The next and the last content word of the phrase after each target word, and the content word before it.
    next: Vec<Option<usize>>,
    head: Vec<Option<usize>>,
    before: Vec<Option<usize>>,
    /// The other words of the units that each source word stands in.
    mates: Vec<Vec<usize>>,
    /// The open-class word after and before each source word.
    source_next: Vec<Option<usize>>,
    source_before: Vec<Option<usize>>,
}

fn content(class: TargetClass) -> bool {
    matches!(class, TargetClass::Content | TargetClass::Number)
}

/// The words that units join with the word at `i`.
fn mates(units: &[SourceUnit], i: usize) -> Vec<usize> {
    let joined = units.iter().filter(|u| u.contains(i));
    joined.flat_map(|u| u.places()).filter(|&k| k != i).collect()
}

/// What a pass thought of all pairs of words, with what is often asked of it.
pub(super) struct Prior {
    values: Vec<f32>,
    row_sums: Vec<f32>,
    column_sums: Vec<f32>,
    rows: Vec<[f32; 2]>,
    columns: Vec<[f32; 2]>,
}

impl Prior {
    pub(super) fn new(values: Vec<f32>, n: usize, m: usize) -> Self {
        let row = |i: usize| values[i * m..(i + 1) * m].iter().copied();
        let column = |j: usize| (0..n).map(move |i| i * m + j);
        Self {
            row_sums: (0..n).map(|i| row(i).sum()).collect(),
            column_sums: (0..m).map(|j| column(j).map(|at| values[at]).sum()).collect(),
            rows: (0..n).map(|i| top_two(row(i))).collect(),
            columns: (0..m).map(|j| top_two(column(j).map(|at| values[at]))).collect(),
            values,
        }
    }
}

/// The largest two of each row or column.
fn top_two(values: impl Iterator<Item = f32>) -> [f32; 2] {
    values.fold([0.0; 2], |[a, b], v| if v > a { [v, a] } else { [a, b.max(v)] })
}

impl<'a> Scene<'a> {
    pub(super) fn new(lexis: &'a Lexis<'a>, Pair { source, units, target }: Pair<'a>, evidence: &'a Evidence) -> Self {
        let (n, m) = (source.len(), target.len());
        let known = |i: usize, j: usize| evidence.known[i * m + j];
        let next: Vec<_> = (0..m).map(|j| (j + 1..m.min(j + 5)).find(|&k| content(target[k].class()))).collect();
        let head = (0..m)
            .map(|j| {
                let first = next[j]?;
                let skipped = &target[j + 1..first];
                let crossed = |c: TargetClass| matches!(c, TargetClass::Punctuation | TargetClass::Conjunction);
                if skipped.iter().any(|w| crossed(w.class())) {
                    return None;
                }
                (first..m).take_while(|&k| content(target[k].class())).last()
            })
            .collect();
        let before = (0..m).map(|j| (j.saturating_sub(4)..j).rev().find(|&k| content(target[k].class()))).collect();
        let is_open = |i: usize| open(source[i].class());
        Self {
            lexis,
            source,
            target,
            evidence,
            rows: (0..n).map(|i| top_two((0..m).map(|j| known(i, j)))).collect(),
            columns: (0..m).map(|j| top_two((0..n).map(|i| known(i, j)))).collect(),
            next,
            head,
            before,
            mates: (0..n).map(|i| mates(units, i)).collect(),
            source_next: (0..n).map(|i| (i + 1..n.min(i + 4)).find(|&k| is_open(k))).collect(),
            source_before: (0..n).map(|i| (i.saturating_sub(3)..i).rev().find(|&k| is_open(k))).collect(),
        }
    }

    /// The group of a pair of words; `None` if they can never be linked.
    pub(super) fn group(&self, i: usize, j: usize) -> Option<usize> {
        let (s, t) = (self.source[i].class(), self.target[j].class());
        if (s == SourceClass::Punctuation) != (t == TargetClass::Punctuation) {
            return None;
        }
        let kind = match t {
            TargetClass::Punctuation => return Some(14),
            TargetClass::Content | TargetClass::Number => 0,
            TargetClass::Article => 1,
            TargetClass::Auxiliary => 2,
            TargetClass::To | TargetClass::Of | TargetClass::Genitive => 3,
            TargetClass::Preposition => 4,
            TargetClass::Pronoun | TargetClass::Possessive | TargetClass::Demonstrative => 5,
            TargetClass::Conjunction | TargetClass::Relative | TargetClass::Negation => 6,
        };
        Some(kind * 2 + usize::from(!open(s)))
    }

    /// The features of a pair of words, given what the pass before thought of all pairs.
    pub(super) fn features(&self, i: usize, j: usize, prior: Option<&Prior>, out: &mut [f32; FEATURES]) {
        let m = self.target.len();
        let n = self.source.len();
        let at = i * m + j;
        let (s, t) = (self.source[i], self.target[j]);
        let (of_source, of_target) = (s.class(), t.class());
        let kind = &self.lexis.sources[s.kind as usize];
        let (known, f, b) = (self.evidence.known[at], self.evidence.forward[at], self.evidence.backward[at]);
        let flag = |x: bool| f32::from(u8::from(x));
        let other = |best: [f32; 2]| if known >= best[0] { best[1] } else { best[0] };
        let log = |p: f32| ((p + 0.001).ln() + 6.9) / 6.9;
        let diagonal = (i as f32 + 0.5) / n as f32 - (j as f32 + 0.5) / m as f32;
        use SourceClass::*;
        let first: [f32; FIRST] = [
            1.0,
            known,
            f,
            b,
            (f * b).sqrt(),
            log(f),
            log(b),
            diagonal.abs(),
            flag(known > 0.0 && known >= self.rows[i][0]),
            flag(known > 0.0 && known >= self.columns[j][0]),
            other(self.rows[i]),
            other(self.columns[j]),
            flag(of_source == Demonstrative),
            flag(of_source == Article),
            flag(of_source == Auxiliary || of_source == Copula),
            flag(of_source == Preposition),
            flag(of_source == Pronoun),
            flag(matches!(of_source, Relative | Complementizer | Conjunction)),
            flag(of_source == Negation),
            flag(of_source == Plural),
            flag(kind.possessed),
            flag(kind.passive),
            flag(of_source == Name),
            flag(matches!(of_target, TargetClass::Possessive | TargetClass::Of | TargetClass::Negation)),
            flag(of_target == TargetClass::To || of_target == TargetClass::Pronoun),
            flag(t.is_capital()),
        ];
        out[..FIRST].copy_from_slice(&first);
        let Some(prior) = prior else {
            out[FIRST..].fill(0.0);
            return;
        };
        let (all, prior) = (prior, &prior.values);
        let p = |i: Option<usize>, j: Option<usize>| match (i, j) {
            (Some(i), Some(j)) if i < n && j < m => prior[i * m + j],
            _ => 0.0,
        };
        let (up, down) = (i.checked_sub(1), Some(i + 1));
        let (left, right) = (j.checked_sub(1), Some(j + 1));
        let (here, there) = (Some(i), Some(j));
        let here_now = prior[at];
        let other_than_here = |best: [f32; 2]| if here_now >= best[0] { best[1] } else { best[0] };
        let mate = self.mates[i].iter().map(|&k| prior[k * m + j]).fold(0.0, f32::max);
        let class_near = |range: std::ops::Range<usize>, wanted: &[SourceClass]| {
            range.filter(|&k| k < n).any(|k| wanted.contains(&self.source[k].class()))
        };
        let second: [f32; FEATURES - FIRST] = [
            prior[at],
            p(up, left),
            p(down, right),
            p(here, left),
            p(here, right),
            p(up, there),
            p(down, there),
            (all.row_sums[i] - here_now).min(2.0),
            (all.column_sums[j] - here_now).min(2.0),
            other_than_here(all.rows[i]),
            other_than_here(all.columns[j]),
            p(here, self.next[j]),
            p(here, self.head[j]),
            p(here, self.before[j]),
            p(self.source_next[i], there),
            p(self.source_before[i], there),
            p(self.source_next[i], self.next[j]),
            p(self.source_before[i], self.head[j]),
            p(self.source_next[i], self.head[j]),
            p(self.source_before[i], self.before[j]),
            mate,
            p(up, right) + p(down, left),
            flag(class_near(i + 1..i + 4, &[Demonstrative])),
            flag(class_near(i.saturating_sub(2)..i, &[Article, Plural])),
        ];
        out[FIRST..].copy_from_slice(&second);
    }

    /// The probability of every pair of words, after as many passes as the weights have.
    pub(super) fn judge(&self, weights: &Weights) -> Vec<f32> {
        let (n, m) = (self.source.len(), self.target.len());
        let mut prior: Option<Prior> = None;
        let mut features = [0.0f32; FEATURES];
        for weights in &weights.passes {
            let mut now = vec![0.0f32; n * m];
            let used = if prior.is_none() { FIRST } else { FEATURES };
            for i in 0..n {
                for j in 0..m {
                    let Some(group) = self.group(i, j) else { continue };
                    self.features(i, j, prior.as_ref(), &mut features);
                    let sum: f32 = features[..used].iter().zip(&weights[group]).map(|(f, w)| f * w).sum();
                    now[i * m + j] = 1.0 / (1.0 + (-sum).exp());
                }
            }
            prior = Some(Prior::new(now, n, m));
        }
        prior.map_or_else(|| vec![0.0; n * m], |p| p.values)
    }
}

/// The links whose probability is at least one half.
pub(super) fn decide(probabilities: &[f32], width: usize) -> Vec<WordLink> {
    let link = |(at, &p): (usize, &f32)| {
        (p >= 0.5).then(|| WordLink { source: at / width, target: at % width, confidence: p })
    };
    if width == 0 { Vec::new() } else { probabilities.iter().enumerate().filter_map(link).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_a_table() {
        let weights = Weights::builtin();
        assert_eq!(weights.passes.len(), 2);
        for pass in &weights.passes {
            assert!(pass.iter().filter(|g| g.iter().any(|w| *w != 0.0)).count() >= GROUPS - 2);
        }
        let again = Weights::parse(&weights.to_string()).expect("as it was written");
        assert_eq!(again.passes, weights.passes);
        assert!(Weights::parse("0 99 1.0").is_none());
        assert!(Weights::parse("0 0 x").is_none());
    }
}

//! What bitexts have taught of words, and the files that keep it.
//!
//! Bitexts are learned one after the other, each on top of what was learned before it. So it makes no difference whether several are
//! learned at once or some today and, by way of a file, others tomorrow.

use super::super::lexis::Lexis;
use super::super::line::Pairs;
use super::estimate::{self, LEAST};
use super::model::Direction;
use super::table::find;

/// How often words of bitexts render one another: counts, no text.
///
/// Made by [`Aligner::learn`](crate::align::Aligner::learn).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learned {
    pub(super) sources: Side,
    pub(super) targets: Side,
    /// Where the pairs of each source word begin, and where the last ends.
    pub(super) starts: Vec<u32>,
    /// The target words of the pairs; rising for each source word.
    pub(super) pairs: Vec<u32>,
    /// How often source words were rendered by target words, and the reverse.
    pub(super) forward: Vec<f32>,
    pub(super) backward: Vec<f32>,
}

/// The words of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Side {
    /// The words, rising.
    pub words: Vec<Box<str>>,
    /// How often each was counted, in all pairs.
    pub totals: Vec<f32>,
    /// How much padan knew of its pairs: the sum of squares.
    pub known: Vec<f32>,
}

impl Side {
    fn number(&self, word: &str) -> Option<u32> {
        self.words.binary_search_by(|w| w.as_ref().cmp(word)).ok().map(|n| n as u32)
    }

    /// The same with the words of `kinds` too; `None` is no word. Gives the numbers that words now have: the old ones, those of the kinds.
    fn with(&self, kinds: &[Option<Box<str>>]) -> (Self, Vec<u32>, Vec<Option<u32>>) {
        let mut words: Vec<Box<str>> = self.words.clone();
        words.extend(kinds.iter().flatten().cloned());
        words.sort_unstable();
        words.dedup();
        let mut all = Self { totals: vec![0.0; words.len()], known: vec![0.0; words.len()], words };
        let number = |w: &str| all.number(w).expect("every word was added");
        let old: Vec<u32> = self.words.iter().map(|w| number(w)).collect();
        let new: Vec<Option<u32>> = kinds.iter().map(|w| w.as_deref().map(number)).collect();
        for (from, &to) in old.iter().enumerate() {
            all.totals[to as usize] = self.totals[from];
            all.known[to as usize] = self.known[from];
        }
        (all, old, new)
    }
}

/// What was learned, by the numbers that the words have in a [`Lexis`].
pub(super) struct Before<'l> {
    learned: &'l Learned,
    sources: Vec<Option<u32>>,
    targets: Vec<Option<u32>>,
}

impl<'l> Before<'l> {
    pub(super) fn new(learned: &'l Learned, lexis: &Lexis<'_>) -> Self {
        if learned.pairs.is_empty() {
            return Self { learned, sources: Vec::new(), targets: Vec::new() };
        }
        Self {
            learned,
            sources: lexis.source_forms().map(|f| learned.sources.number(f)).collect(),
            targets: lexis.target_forms().map(|f| learned.targets.number(f)).collect(),
        }
    }

    /// How often a pair of kinds was counted; `None` if it was not kept.
    pub(super) fn counts(&self, source: u32, target: u32) -> Option<(f32, f32)> {
        let number = |numbers: &[Option<u32>], kind: u32| numbers.get(kind as usize).copied().flatten();
        let (s, t) = (number(&self.sources, source)?, number(&self.targets, target)?);
        let at = self.learned.pair(s, t)?;
        Some((self.learned.forward[at], self.learned.backward[at]))
    }

    /// How often each of the given words was counted.
    pub(super) fn totals(&self, direction: Direction, kinds: usize) -> Vec<f32> {
        self.of(direction, kinds, |side| &side.totals)
    }

    /// How much was known of the pairs of each of the given words.
    pub(super) fn known(&self, direction: Direction, kinds: usize) -> Vec<f32> {
        self.of(direction, kinds, |side| &side.known)
    }

    fn of(&self, direction: Direction, kinds: usize, values: impl Fn(&Side) -> &Vec<f32>) -> Vec<f32> {
        let (side, numbers) =
            direction.of((&self.learned.sources, &self.sources), (&self.learned.targets, &self.targets));
        let value = |kind: usize| numbers.get(kind).copied().flatten().map_or(0.0, |n| values(side)[n as usize]);
        (0..kinds).map(value).collect()
    }
}

impl Learned {
    /// How many pairs of words it knows.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether nothing has been learned.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    fn pair(&self, source: u32, target: u32) -> Option<usize> {
        let from = *self.starts.get(source as usize)? as usize;
        let to = *self.starts.get(source as usize + 1)? as usize;
        Some(from + self.pairs[from..to].binary_search(&target).ok()?)
    }

    /// The same with what pairs of lines teach.
    pub(in crate::align) fn and(&self, lexis: &Lexis<'_>, pairs: &Pairs) -> Self {
        let before = Before::new(self, lexis);
        let (counts, known) = estimate::counts(lexis, pairs, &before);
        let met = |(form, total): (&str, &f32)| (*total > 0.0).then(|| Box::from(form));
        let forms_of_sources: Vec<_> = lexis.source_forms().zip(&counts.totals.source).map(met).collect();
        let forms_of_targets: Vec<_> = lexis.target_forms().zip(&counts.totals.target).map(met).collect();
        let (mut sources, old_sources, new_sources) = self.sources.with(&forms_of_sources);
        let (mut targets, old_targets, new_targets) = self.targets.with(&forms_of_targets);
        let sides =
            [(&mut sources, &new_sources, &counts.totals.source), (&mut targets, &new_targets, &counts.totals.target)];
        for (side, numbers, totals) in sides {
            for (number, total) in numbers.iter().zip(totals) {
                number.iter().for_each(|&n| side.totals[n as usize] += total);
            }
        }
        let mut all: Vec<(u32, u32, f32, f32)> = Vec::new();
        for (source, &to) in old_sources.iter().enumerate() {
            for at in self.starts[source] as usize..self.starts[source + 1] as usize {
                all.push((to, old_targets[self.pairs[at] as usize], self.forward[at], self.backward[at]));
            }
        }
        for (s, cell) in counts.table.entries() {
            let (Some(source), Some(target)) = (new_sources[s as usize], new_targets[cell.target as usize]) else {
                continue;
            };
            let learned = before.counts(s, cell.target).is_some();
            if learned || cell.forward() >= LEAST || cell.backward() >= LEAST {
                all.push((source, target, cell.forward(), cell.backward()));
                if !learned {
                    let affinity = find(known.row(s), cell.target).map_or(0.0, |k| k.affinity);
                    sources.known[source as usize] += affinity * affinity;
                    targets.known[target as usize] += affinity * affinity;
                }
            }
        }
        // Stable: what was known before comes first.
        all.sort_by_key(|&(s, t, ..)| (s, t));
        let mut learned = Self { sources, targets, ..Self::default() };
        for (source, target, f, b) in all {
            while learned.starts.len() <= source as usize {
                learned.starts.push(learned.pairs.len() as u32);
            }
            let again =
                learned.pairs.len() > learned.starts[source as usize] as usize && learned.pairs.last() == Some(&target);
            if again {
                let last = learned.pairs.len() - 1;
                learned.forward[last] += f;
                learned.backward[last] += b;
            } else {
                learned.pairs.push(target);
                learned.forward.push(f);
                learned.backward.push(b);
            }
        }
        learned.starts.resize(learned.sources.words.len() + 1, learned.pairs.len() as u32);
        learned
    }
}

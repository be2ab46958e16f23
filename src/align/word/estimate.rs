//! Estimating the model: rounds of expectation and maximisation over pairs of lines.
//!
//! Each direction is IBM model 2 as Dyer et al. (2013) reparameterised it: a word's counterpart lies near the diagonal, how near
//! is one number. Its translation table has a Dirichlet prior a word whose mean is the lexicon's opinion, so that the
//! estimate is good before anything is counted and moves with what is counted (cf. Mermer and Saraclar 2011; Östling and
//! Tiedemann 2016).
//!
//! Of the pairs of words that meet, millions in some ten thousand lines, most never render one another. So only those are kept that
//! padan knows something of, or that the round before counted in one direction, [`LEAST`] times and for a [`LEAST_SHARE`] of the places
//! of the word; for the others the prior stands.
//! A round first works out, for each target word in its place, over how much it is shared out; then it goes through the source kinds,
//! each wherever it occurs, and sums what falls to each target kind. Neither needs a number for each place of each pair.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::lexis::Lexis;
use super::super::line::{Pair, Pairs, SourceWord};
use super::super::lists::RowsBuilder;
use super::learned::{Before, Learned};
use super::model::{Diagonal, Direction, Model, NULL, takes_part_source, takes_part_target};
use super::table::{Block, Cell, Given, Known, Table, find};
use super::{SHARE, fits, in_parallel};

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 5;
/// How strong the prior of a word is, in observed words.
const STRENGTH: f32 = 6.0;
/// What the prior leaves to a word of which padan knows nothing.
const FLOOR: f32 = 0.0005;
/// What is counted less in both directions is not told from nothing in the next round.
pub(super) const LEAST: f32 = 0.02;
/// Nor what is counted less than this share of how often the word stands in the texts.
const LEAST_SHARE: f32 = 0.002;
/// Parts into which the source kinds are cut, at most; each has about as many words as the others. More than there are threads, so that
/// they all have work.
const PARTS: usize = 1024;

/// What the last round counted.
pub(super) struct Counts {
    /// How often the words of each pair rendered one another; pairs counted too little may be left out.
    pub table: Table<Cell>,
    /// How often each word was counted in all its pairs, those left out too.
    pub totals: Given,
}

/// Pairs of lines, and where each kind of word stands in them.
struct Corpus<'c> {
    lexis: &'c Lexis<'c>,
    pairs: &'c Pairs,
    before: &'c Before<'c>,
    /// How many source words and target words stand before each pair.
    offsets: Vec<(u32, u32)>,
    /// How often each target kind stands in the pairs.
    met: Vec<u32>,
    /// The words of each source kind, by their number among all source words, rising; those of kind `k` end at `ends[k]`.
    words: Vec<u32>,
    ends: Vec<u32>,
    /// How much is known of all pairs of each word: the sum of squares.
    sums: Given,
    known: Table<Known>,
}

impl Model {
    /// Estimates a model on pairs of lines, on top of what was learned before.
    pub(in crate::align) fn train(lexis: &Lexis<'_>, pairs: &Pairs, learned: &Learned) -> Self {
        let before = Before::new(learned, lexis);
        let (mut corpus, mut model) = Corpus::new(lexis, pairs, &before);
        for _ in 0..ROUNDS {
            let totals = corpus.expect(&mut model);
            corpus.maximise(&mut model, totals);
        }
        model.known = std::mem::take(&mut corpus.known);
        model
    }
}

/// What pairs of lines teach on top of what was learned before, and what padan knows of it.
pub(super) fn counts(lexis: &Lexis<'_>, pairs: &Pairs, before: &Before<'_>) -> (Counts, Table<Known>) {
    let (corpus, mut model) = Corpus::new(lexis, pairs, before);
    let mut totals = corpus.expect(&mut model);
    for _ in 1..ROUNDS {
        corpus.maximise(&mut model, totals);
        totals = corpus.expect(&mut model);
    }
    (Counts { table: model.table, totals }, corpus.known)
}

impl<'c> Corpus<'c> {
    /// The corpus, and the model before anything is counted.
    fn new(lexis: &'c Lexis<'c>, pairs: &'c Pairs, before: &'c Before<'c>) -> (Self, Model) {
        let mut offsets = vec![(0, 0)];
        let (mut s, mut t) = (0, 0);
        let mut met = vec![0; lexis.targets.len()];
        for pair in pairs.iter() {
            pair.target.iter().for_each(|word| met[word.kind() as usize] += 1);
            (s, t) = (s + pair.source.len() as u32, t + pair.target.len() as u32);
            offsets.push((s, t));
        }
        let (ends, words) = occurrences(lexis.sources.len(), pairs);
        let sums = Given {
            source: before.known(Direction::Forward, lexis.sources.len()),
            target: before.known(Direction::Backward, lexis.targets.len()),
        };
        let mut corpus = Self { lexis, pairs, before, offsets, met, words, ends, sums, known: Table::default() };
        let mut model = Model::default();
        corpus.meet(&mut model);
        let totals = Given { source: vec![0.0; lexis.sources.len()], target: vec![0.0; lexis.targets.len()] };
        corpus.maximise(&mut model, totals);
        (corpus, model)
    }

    /// The words of a source kind, by their numbers.
    fn words(&self, kind: u32) -> &[u32] {
        let from = (kind as usize).checked_sub(1).map_or(0, |k| self.ends[k] as usize);
        &self.words[from..self.ends[kind as usize] as usize]
    }

    /// The pair that a source word stands in, and its place there.
    fn place(&self, word: u32) -> (usize, usize) {
        let pair = self.offsets.partition_point(|&(s, _)| s <= word) - 1;
        (pair, (word - self.offsets[pair].0) as usize)
    }

    /// Source kinds in parts that have about as many words; the parts do not depend on the threads.
    fn parts(&self) -> Vec<Range<u32>> {
        let least = self.words.len().div_ceil(PARTS).max(1) as u32;
        let mut parts = Vec::new();
        let (mut first, mut from) = (0, 0);
        for (kind, &end) in self.ends.iter().enumerate() {
            let after = kind as u32 + 1;
            if end - from >= least || after as usize == self.ends.len() {
                parts.push(first..after);
                (first, from) = (after, end);
            }
        }
        parts
    }

    /// What is known of all words that meet, and the first table: a cell for what is known now or was counted before.
    fn meet(&mut self, model: &mut Model) {
        let parts = self.parts();
        let mut made: Vec<(Block<Known>, Block<Cell>)> = parts.iter().map(|_| Default::default()).collect();
        in_parallel(
            self.lexis.threads,
            parts.into_iter().zip(&mut made),
            || (vec![false; self.lexis.targets.len()], Vec::new(), RowsBuilder::default(), RowsBuilder::default()),
            |(met, touched, known, cells): &mut (Vec<bool>, Vec<u32>, RowsBuilder<_>, RowsBuilder<_>),
             (kinds, block)| {
                for kind in kinds.clone() {
                    for &word in self.words(kind) {
                        let targets =
                            self.pairs.get(self.place(word).0).target.iter().filter(|t| takes_part_target(t.class()));
                        for target in targets {
                            if !std::mem::replace(&mut met[target.kind() as usize], true) {
                                touched.push(target.kind());
                            }
                        }
                    }
                    touched.sort_unstable();
                    for target in touched.drain(..) {
                        met[target as usize] = false;
                        let affinity = self.lexis.affinity(kind, target);
                        if affinity > 0.0 {
                            known.push(Known { target, affinity });
                        }
                        if affinity > 0.0 || self.before.counts(kind, target).is_some() {
                            cells.push(Cell::new(target, 0.0, 0.0));
                        }
                    }
                    known.end_row();
                    cells.end_row();
                }
                let first = kinds.start;
                *block = (Block { first, rows: known.rows() }, Block { first, rows: cells.rows() });
            },
        );
        let (known, cells) = made.into_iter().unzip();
        (self.known, model.table) = (Table { blocks: known }, Table { blocks: cells });
        for (s, k) in self.known.entries() {
            if self.before.counts(s, k.target).is_none() {
                self.sums.source[s as usize] += k.affinity * k.affinity;
                self.sums.target[k.target as usize] += k.affinity * k.affinity;
            }
        }
    }

    /// Counts how often words render one another if the model holds: the cells become counts. Gives how often each given word was
    /// counted.
    fn expect(&self, model: &mut Model) -> Given {
        let shares = self.shares(model);
        let mut source = vec![0.0; self.lexis.sources.len()];
        // Sums of whole numbers are the same in any order.
        let target: Vec<AtomicU64> = (0..self.lexis.targets.len()).map(|_| AtomicU64::new(0)).collect();
        let mut rest = source.as_mut_slice();
        let mut parts = Vec::new();
        for (block, known) in model.table.blocks.iter_mut().zip(&self.known.blocks) {
            let (totals, after) = rest.split_at_mut(block.kinds().len());
            rest = after;
            parts.push((block, known, totals));
        }
        let Model { absent, .. } = model;
        in_parallel(
            self.lexis.threads,
            parts.into_iter(),
            || Counter::new(self.lexis.targets.len()),
            |counter, (block, known, totals)| {
                for (kind, total) in block.kinds().zip(totals) {
                    let row = block.row(kind);
                    row.iter().for_each(|cell| counter.likely[cell.target as usize] = cell.backward());
                    for &word in self.words(kind) {
                        self.share_out(word, &shares, &absent.target, counter);
                    }
                    row.iter().for_each(|cell| counter.likely[cell.target as usize] = 0.0);
                    counter.touched.sort_unstable();
                    let known = known.row(kind);
                    let stands = self.words(kind).len() as u32;
                    let otherwise = absent.source[kind as usize];
                    for t in counter.touched.drain(..) {
                        let cell = find(row, t);
                        let (f, b) = std::mem::take(&mut counter.sums[t as usize]);
                        let forward = f * cell.map_or(otherwise, Cell::forward);
                        let backward = b * cell.map_or(absent.target[t as usize], Cell::backward);
                        *total += forward;
                        target[t as usize].fetch_add(fixed(backward), Ordering::Relaxed);
                        let enough = |count: f32, met: u32| count >= LEAST.max(LEAST_SHARE * (met as f32 + STRENGTH));
                        let kept = enough(forward, stands)
                            || enough(backward, self.met[t as usize])
                            || find(known, t).is_some();
                        if kept || self.before.counts(kind, t).is_some() {
                            counter.counted.push(Cell::new(t, forward, backward));
                        }
                    }
                    counter.counted.end_row();
                }
                block.rows = counter.counted.rows();
            },
        );
        Given { source, target: target.into_iter().map(|n| from_fixed(n.into_inner())).collect() }
    }

    /// Over how much each target word in its place is shared out: over the source words of its line, and nothing.
    fn shares(&self, model: &Model) -> Vec<f32> {
        let words = self.offsets.last().copied().unwrap_or_default().1;
        let mut shares = vec![0.0; words as usize];
        let mut rest = shares.as_mut_slice();
        let mut places = Vec::with_capacity(self.pairs.len().div_ceil(SHARE));
        for first in (0..self.pairs.len()).step_by(SHARE) {
            let pairs = first..self.pairs.len().min(first + SHARE);
            let (here, more) = rest.split_at_mut((self.offsets[pairs.end].1 - self.offsets[first].1) as usize);
            rest = more;
            places.push((pairs, here));
        }
        in_parallel(
            self.lexis.threads,
            places.into_iter(),
            || (),
            |(), (pairs, mut rest)| {
                for pair in pairs.map(|n| self.pairs.get(n)) {
                    let (here, more) = rest.split_at_mut(pair.target.len());
                    rest = more;
                    if fits(pair) {
                        shares_of(model, pair, here);
                    }
                }
            },
        );
        shares
    }

    /// Adds what falls to the target words of its line from a source word, but for how likely they render one another.
    fn share_out(&self, word: u32, shares: &[f32], absent: &[f32], counter: &mut Counter) {
        let (n, i) = self.place(word);
        let Pair { source, target, .. } = self.pairs.get(n);
        let Counter { sums, touched, likely, weights, .. } = counter;
        let diagonal = Diagonal::new(source.len(), target.len());
        let from = diagonal.source(i);
        let taking = || target.iter().enumerate().filter(|(_, t)| takes_part_target(t.class()));
        weights.clear();
        // Over how much the source word itself is shared out.
        let mut own = 0.0;
        for (j, t) in taking() {
            let weight = diagonal.weight(from, diagonal.target(j));
            let kind = t.kind() as usize;
            let backward = if likely[kind] > 0.0 { likely[kind] } else { absent[kind] };
            own += weight * (NULL + backward);
            weights.push(weight);
        }
        let others = &shares[self.offsets[n].1 as usize..];
        for ((j, t), weight) in taking().zip(weights) {
            let sums = &mut sums[t.kind() as usize];
            if sums.0 == 0.0 {
                touched.push(t.kind());
            }
            sums.0 += *weight / others[j];
            sums.1 += *weight / own;
        }
    }

    /// The model that what was counted makes likeliest: the cells become probabilities.
    fn maximise(&self, model: &mut Model, counted: Given) {
        let old =
            |direction| self.before.totals(direction, direction.of(self.sums.source.len(), self.sums.target.len()));
        let with = |totals: Vec<f32>, old: Vec<f32>| totals.into_iter().zip(old).map(|(a, b)| a + b).collect();
        let totals = Given {
            source: with(counted.source, old(Direction::Forward)),
            target: with(counted.target, old(Direction::Backward)),
        };
        let prior = |known: f32, sum: f32| (known * known / sum.max(0.7)).max(FLOOR);
        let estimated = |count: f32, prior: f32, total: f32| (count + STRENGTH * prior) / (total + STRENGTH);
        let blocks = model.table.blocks.iter_mut().zip(&self.known.blocks);
        in_parallel(
            self.lexis.threads,
            blocks,
            || (),
            |(), (block, known)| {
                for s in block.kinds() {
                    let known = known.row(s);
                    for cell in block.row_mut(s) {
                        let t = cell.target;
                        let known = find(known, t).map_or(0.0, |k| k.affinity);
                        let old = self.before.counts(s, t).unwrap_or_default();
                        let (s, t) = (s as usize, t as usize);
                        let forward =
                            estimated(old.0 + cell.forward(), prior(known, self.sums.source[s]), totals.source[s]);
                        let backward =
                            estimated(old.1 + cell.backward(), prior(known, self.sums.target[t]), totals.target[t]);
                        *cell = Cell::new(cell.target, forward, backward);
                    }
                }
            },
        );
        let absent = |totals: Vec<f32>| totals.into_iter().map(|total| estimated(0.0, FLOOR, total)).collect();
        model.absent = Given { source: absent(totals.source), target: absent(totals.target) };
    }
}

/// The words of each source kind that take part, by their numbers among all source words; and where those of each kind end.
fn occurrences(kinds: usize, pairs: &Pairs) -> (Vec<u32>, Vec<u32>) {
    let words = || {
        let numbered = pairs.iter().flat_map(|pair| pair.source.iter().map(move |word| (pair, word)));
        let taking =
            |(_, (pair, word)): &(u32, (Pair<'_>, &SourceWord))| fits(*pair) && takes_part_source(word.class());
        (0..).zip(numbered).filter(taking).map(|(n, (_, word))| (n, word.kind as usize))
    };
    let mut ends = vec![0u32; kinds];
    words().for_each(|(_, kind)| ends[kind] += 1);
    let mut all = 0;
    for end in &mut ends {
        let count = *end;
        // Where the kind begins, until its words are put down.
        *end = all;
        all += count;
    }
    let mut out = vec![0; all as usize];
    for (n, kind) in words() {
        out[ends[kind] as usize] = n;
        ends[kind] += 1;
    }
    (ends, out)
}

/// What falls to each target kind from one source kind: places of both directions, weighed.
struct Counter {
    sums: Vec<(f32, f32)>,
    /// The kinds whose sums are not 0.
    touched: Vec<u32>,
    /// How likely each target kind is to be rendered by the source kind, where the table says so; else 0.
    likely: Vec<f32>,
    /// How near the words of a line stand.
    weights: Vec<f32>,
    counted: RowsBuilder<Cell>,
}

impl Counter {
    fn new(targets: usize) -> Self {
        Self {
            sums: vec![(0.0, 0.0); targets],
            touched: Vec::new(),
            likely: vec![0.0; targets],
            weights: Vec::new(),
            counted: RowsBuilder::default(),
        }
    }
}

/// Over how much the target words of a pair are shared out, by their places.
fn shares_of(model: &Model, Pair { source, target, .. }: Pair<'_>, shares: &mut [f32]) {
    let diagonal = Diagonal::new(source.len(), target.len());
    for (i, word) in source.iter().enumerate().filter(|(_, w)| takes_part_source(w.class())) {
        let row = model.table.row(word.kind);
        let (from, otherwise) = (diagonal.source(i), model.absent.source[word.kind as usize]);
        for (j, other) in target.iter().enumerate().filter(|(_, w)| takes_part_target(w.class())) {
            let forward = find(row, other.kind()).map_or(otherwise, Cell::forward);
            shares[j] += diagonal.weight(from, diagonal.target(j)) * (NULL + forward);
        }
    }
}

/// A count as a whole number.
fn fixed(count: f32) -> u64 {
    (f64::from(count) * f64::from(1 << 30)) as u64
}

fn from_fixed(count: u64) -> f32 {
    (count as f64 / f64::from(1 << 30)) as f32
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::align::{Tokens, lines};
    use crate::morph::Analyzer;
    use crate::terms::TermIndex;
    use crate::{Annotator, Lexicon};

    /// Both probabilities of each pair of words that meet, by the book: a number for each, in every round.
    fn by_the_book(lexis: &Lexis<'_>, pairs: &Pairs) -> BTreeMap<(u32, u32), [f32; 2]> {
        let taking_part = |Pair { source, target, .. }: Pair<'_>| {
            let s = source.iter().enumerate().filter(|(_, w)| takes_part_source(w.class())).map(|(i, w)| (i, w.kind));
            let t = target.iter().enumerate().filter(|(_, w)| takes_part_target(w.class())).map(|(j, w)| (j, w.kind()));
            (s.collect::<Vec<_>>(), t.collect::<Vec<_>>())
        };
        let mut known = BTreeMap::new();
        for (s, t) in pairs.iter().map(taking_part) {
            let met = s.iter().flat_map(|a| t.iter().map(|b| (a.1, b.1)));
            known.extend(met.map(|(s, t)| ((s, t), lexis.affinity(s, t))));
        }
        let given = |direction: Direction, pair: (u32, u32)| direction.of(pair.0, pair.1);
        let mut out: BTreeMap<(u32, u32), [f32; 2]> = known.keys().map(|&k| (k, [0.0; 2])).collect();
        for (d, direction) in [Direction::Forward, Direction::Backward].into_iter().enumerate() {
            let mut sums: BTreeMap<u32, f32> = BTreeMap::new();
            known.iter().for_each(|(&k, a)| *sums.entry(given(direction, k)).or_default() += a * a);
            let prior = |k: (u32, u32)| (known[&k] * known[&k] / sums[&given(direction, k)].max(0.7)).max(FLOOR);
            let mut table: BTreeMap<(u32, u32), f32> = known.keys().map(|&k| (k, prior(k))).collect();
            for _ in 0..ROUNDS {
                let (mut counts, mut totals) = (BTreeMap::<_, f32>::new(), BTreeMap::<u32, f32>::new());
                for pair in pairs.iter() {
                    let (s, t) = taking_part(pair);
                    let diagonal = Diagonal::new(pair.source.len(), pair.target.len());
                    let (from, to) = direction.of((&s, &t), (&t, &s));
                    for &(b, made) in to {
                        let place = |a: usize| direction.of((a, b), (b, a));
                        let weight = |a: usize| {
                            let (i, j) = place(a);
                            diagonal.weight(diagonal.source(i), diagonal.target(j))
                        };
                        let near: f32 = from.iter().map(|&(a, _)| weight(a)).sum();
                        let key = |kind: u32| direction.of((kind, made), (made, kind));
                        let likely = |&(a, kind): &(usize, u32)| weight(a) / near * table[&key(kind)];
                        let all = NULL + from.iter().map(likely).sum::<f32>();
                        for word in from {
                            *counts.entry(key(word.1)).or_default() += likely(word) / all;
                            *totals.entry(word.1).or_default() += likely(word) / all;
                        }
                    }
                }
                for (&k, p) in &mut table {
                    *p = (counts[&k] + STRENGTH * prior(k)) / (totals[&given(direction, k)] + STRENGTH);
                }
            }
            table.iter().for_each(|(k, &p)| out.get_mut(k).expect("all are there")[d] = p);
        }
        out
    }

    #[test]
    fn what_is_left_out_changes_next_to_nothing() {
        let analyzer = Analyzer::new(Lexicon::builtin());
        let annotator = Annotator::new(analyzer, TermIndex::builtin(), Default::default());
        let mut lexis = Lexis::new(&annotator);
        let text = [
            (
                "Pemerintah Turki menolak usul gencatan senjata itu.",
                "The Turkish government rejected the truce proposal.",
            ),
            ("Usul itu dibahas di Jenewa pada hari Senin.", "The proposal was discussed in Geneva on Monday."),
            ("", "Nothing."),
            ("Menteri blorongan menolak.", "The framework minister refused."),
            (
                "Blorongan itu ditolak para menteri dari dua belas negara.",
                "Ministers of twelve countries refused the framework.",
            ),
        ];
        let pairs: Pairs = text.iter().map(|(s, t)| lines(&mut lexis, s, t, Tokens::Cut)).collect();
        let model = Model::train(&lexis, &pairs, &Learned::default());
        let mut left_out = 0;
        for ((s, t), wanted) in by_the_book(&lexis, &pairs) {
            let cell = find(model.table.row(s), t);
            left_out += usize::from(cell.is_none());
            let absent = [model.absent.source[s as usize], model.absent.target[t as usize]];
            let found = cell.map_or(absent, |c| [c.forward(), c.backward()]);
            for (found, wanted) in found.into_iter().zip(wanted) {
                assert!((found - wanted).abs() < LEAST / STRENGTH, "{s} {t}: {found} for {wanted}");
            }
        }
        assert!(left_out > 0, "pairs of words that never render one another are left out");
    }
}

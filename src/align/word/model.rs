//! The statistical model: translation tables of both directions, and a preference for the diagonal.
//!
//! Articles, *of*, *to*, genitives and punctuation take no part: they have no counterpart of their own in Indonesian and would
//! only draw links to themselves. They are linked afterwards, by structure.

use std::collections::HashMap;

use super::super::lexis::Lexis;
use super::super::line::{Pair, SourceClass};
use super::super::target::TargetClass;
use super::table::{Cell, Given, Known, Table, find};

/// How strongly counterparts keep to the diagonal.
const TENSION: f32 = 4.0;
/// How likely a word comes from nothing, times how likely it is any word at all.
pub(super) const NULL: f32 = 0.0008;
/// How much what is known in a place adds to what was learned of its words.
const HERE: (f32, f32) = (3.0, 0.05);

/// Whether source words of a class take part.
pub(super) fn takes_part_source(class: SourceClass) -> bool {
    class != SourceClass::Punctuation
}

/// Whether target words of a class take part.
pub(super) fn takes_part_target(class: TargetClass) -> bool {
    !matches!(
        class,
        TargetClass::Punctuation | TargetClass::Article | TargetClass::Of | TargetClass::To | TargetClass::Genitive
    )
}

/// How near places lie to the diagonal of a pair of lines: e to the minus [`TENSION`] times how far they are from it, as shares of the
/// lines' lengths.
pub(super) struct Diagonal {
    source: f32,
    target: f32,
}

impl Diagonal {
    pub(super) fn new(source: usize, target: usize) -> Self {
        Self { source: TENSION / source as f32, target: TENSION / target as f32 }
    }

    /// Where a source word stands, for [`Self::weight`].
    pub(super) fn source(&self, place: usize) -> f32 {
        self.source * place as f32
    }

    /// Where a target word stands.
    pub(super) fn target(&self, place: usize) -> f32 {
        self.target * place as f32
    }

    pub(super) fn weight(&self, source: f32, target: f32) -> f32 {
        (-(source - target).abs()).exp()
    }
}

/// What has been learned of the words of pairs of lines.
#[derive(Debug, Default)]
pub(in crate::align) struct Model {
    /// How likely the source word is to be rendered by the target word, and the reverse.
    pub(super) table: Table<Cell>,
    /// The same of pairs that the table leaves out: forward by the source word, backward by the target word.
    pub(super) absent: Given,
    /// How well words may render one another, as padan knows; of pairs of words left out it knows nothing.
    pub(super) known: Table<Known>,
}

impl Model {
    /// What is known of the words of a pair that the model was estimated on. Of each place `i * targets + j`: affinity, the
    /// probability that target `j` comes from source `i`, and the reverse.
    pub(super) fn evidence(&self, lexis: &Lexis<'_>, Pair { source, units, target }: Pair<'_>) -> Evidence {
        let (n, m) = (source.len(), target.len());
        let mut evidence =
            Evidence { width: m, known: vec![0.0; n * m], forward: vec![0.0; n * m], backward: vec![0.0; n * m] };
        let mut cache: HashMap<(u32, u32), f32> = HashMap::new();
        for (i, s) in source.iter().enumerate() {
            let row = self.known.row(s.kind);
            for (j, t) in target.iter().enumerate() {
                let affinity = match takes_part_source(s.class()) && takes_part_target(t.class()) {
                    true => find(row, t.kind()).map_or(0.0, |k| k.affinity),
                    false => *cache.entry((s.kind, t.kind())).or_insert_with(|| lexis.affinity(s.kind, t.kind())),
                };
                evidence.known[i * m + j] = affinity.max(lexis.renders_gloss(s.gloss(), t.kind()));
            }
        }
        for unit in units {
            for (j, t) in target.iter().enumerate() {
                let renders = lexis.renders_gloss(unit.gloss, t.kind());
                if renders < 0.3 {
                    continue;
                }
                // A word of the unit that renders it alone takes it; else it belongs to the whole.
                let own = unit.places().map(|i| evidence.known[i * m + j]).fold(0.0, f32::max);
                for i in unit.places() {
                    let place = &mut evidence.known[i * m + j];
                    if own < 0.5 {
                        *place = place.max(renders * 0.85);
                    }
                }
            }
        }
        let s: Vec<usize> = (0..n).filter(|&i| takes_part_source(source[i].class())).collect();
        let t: Vec<usize> = (0..m).filter(|&j| takes_part_target(target[j].class())).collect();
        let diagonal = Diagonal::new(n, m);
        // What holds in this place alone weighs in too.
        let here = |p: f32, known: f32| p.max(0.0002) * (1.0 + HERE.0 * known * known) + HERE.1 * known * known;
        for &i in &s {
            let kind = source[i].kind;
            let row = self.table.row(kind);
            for &j in &t {
                let (forward, backward) = match find(row, target[j].kind()) {
                    Some(cell) => (cell.forward(), cell.backward()),
                    None => (self.absent.source[kind as usize], self.absent.target[target[j].kind() as usize]),
                };
                let known = evidence.known[i * m + j];
                evidence.forward[i * m + j] = here(forward, known);
                evidence.backward[i * m + j] = here(backward, known);
            }
        }
        let weight = |i: usize, j: usize| diagonal.weight(diagonal.source(i), diagonal.target(j));
        let mut weights = Vec::new();
        for &j in &t {
            weights.clear();
            weights.extend(s.iter().map(|&i| weight(i, j)));
            share(&weights, s.iter().map(|&i| i * m + j), &mut evidence.forward);
        }
        for &i in &s {
            weights.clear();
            weights.extend(t.iter().map(|&j| weight(i, j)));
            share(&weights, t.iter().map(|&j| i * m + j), &mut evidence.backward);
        }
        evidence
    }
}

/// What is known of the places of a pair; each list has a value for each source word and target word.
#[derive(Debug)]
pub(super) struct Evidence {
    pub width: usize,
    pub known: Vec<f32>,
    pub forward: Vec<f32>,
    pub backward: Vec<f32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Source words are given and generate target words.
    Forward,
    /// The reverse.
    Backward,
}

impl Direction {
    pub(super) fn of<T>(self, source: T, target: T) -> T {
        match self {
            Self::Forward => source,
            Self::Backward => target,
        }
    }
}

/// Makes the likelihoods at `places`, all the origins that a word may have, the probabilities that it comes from there; the rest comes
/// from nothing.
fn share(weights: &[f32], places: impl Iterator<Item = usize> + Clone, likelihoods: &mut [f32]) {
    let near: f32 = weights.iter().sum();
    let mut sum = NULL;
    for (place, weight) in places.clone().zip(weights) {
        likelihoods[place] *= weight / near;
        sum += likelihoods[place];
    }
    places.for_each(|place| likelihoods[place] /= sum);
}

/// Threads to use if nobody says otherwise: one a core.
pub(in crate::align) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

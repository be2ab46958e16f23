//! The statistical model: translation tables of both directions, with what padan knows as their prior, and a preference for
//! the diagonal.
//!
//! Each direction is IBM model 2 as Dyer et al. (2013) reparameterised it: a word's counterpart lies near the diagonal, how near
//! is one number. Its translation table has a Dirichlet prior a word whose mean is the lexicon's opinion, so that the
//! estimate is good before anything is counted and moves with what is counted (cf. Mermer and Saraclar 2011; Östling and
//! Tiedemann 2016). Articles, *of*, *to*, genitives and punctuation take no part: they have no counterpart of their own in
//! Indonesian and would only draw links to themselves. They are linked afterwards, by structure.

use std::collections::HashMap;

use super::super::lexis::{Lexis, SourceClass, SourceLine, TargetLine};
use super::super::target::TargetClass;
use super::learned::{Before, Learned};

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 5;
/// How strongly counterparts keep to the diagonal.
const TENSION: f32 = 4.0;
/// How strong the prior of a word is, in observed words.
const STRENGTH: f32 = 6.0;
/// What the prior leaves to a word of which padan knows nothing.
const FLOOR: f32 = 0.0005;
/// How likely a word comes from nothing, times how likely it is any word at all.
const NULL: f32 = 0.0008;
/// How much what is known in a place adds to what was learned of its words.
const HERE: (f32, f32) = (3.0, 0.05);

/// Which words of a line take part, by their places.
pub(super) fn taking_part(source: &SourceLine, target: &TargetLine) -> (Vec<usize>, Vec<usize>) {
    if source.words.len() * target.len() > super::LARGEST {
        return (Vec::new(), Vec::new());
    }
    let s = (0..source.words.len()).filter(|&i| source.words[i].class != SourceClass::Punctuation).collect();
    let of_target = |c: TargetClass| {
        !matches!(
            c,
            TargetClass::Punctuation | TargetClass::Article | TargetClass::Of | TargetClass::To | TargetClass::Genitive
        )
    };
    let t = (0..target.len()).filter(|&j| of_target(target[j].class)).collect();
    (s, t)
}

/// What has been counted, and what follows from it.
#[derive(Debug, Default)]
pub(in crate::align) struct Model {
    /// Cell of each pair of word kinds: rising source kinds, and for each the range of its cells.
    starts: Vec<u32>,
    targets: Vec<u32>,
    /// How well each cell's words may render one another, as padan knows.
    affinity: Vec<f32>,
    /// How likely the source word is to be rendered by the target word, and the reverse.
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// How often the words of each cell rendered one another in the pairs of lines.
    pub(super) counted: Counted,
}

/// Counts of both directions, by cell.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub forward: Vec<f32>,
    pub backward: Vec<f32>,
}

impl Model {
    /// Estimates a model on pairs of lines, on top of what was learned before.
    pub(in crate::align) fn train(lexis: &Lexis<'_>, pairs: &[(SourceLine, TargetLine)], learned: &Learned) -> Self {
        // The targets that each source kind meets, kept small by sorting out doubles whenever there are twice as many.
        let mut met: Vec<(Vec<u32>, usize)> = vec![(Vec::new(), 16); lexis.sources.len()];
        let sort = |targets: &mut Vec<u32>| {
            targets.sort_unstable();
            targets.dedup();
        };
        for (source, target) in pairs {
            let (s, t) = taking_part(source, target);
            for &i in &s {
                let (targets, limit) = &mut met[source.words[i].kind as usize];
                targets.extend(t.iter().map(|&j| target[j].kind));
                if targets.len() > *limit {
                    sort(targets);
                    *limit = (targets.len() * 2).max(16);
                }
            }
        }
        met.iter_mut().for_each(|(targets, _)| sort(targets));
        let mut model = Self::default();
        model.targets.reserve_exact(met.iter().map(|(targets, _)| targets.len()).sum());
        for (targets, _) in met {
            model.starts.push(model.targets.len() as u32);
            model.targets.extend(targets);
        }
        model.starts.push(model.targets.len() as u32);
        model.affinity = model.affinities(lexis);
        let mut indexed = Vec::new();
        pairs.iter().for_each(|(s, t)| model.index(s, t, &mut indexed));
        let before = Before::new(learned, lexis);
        let estimate = |direction| model.estimate(lexis, pairs, &indexed, &before, direction);
        let (forward, backward) = if lexis.threads > 1 {
            std::thread::scope(|scope| {
                let other = scope.spawn(|| estimate(Direction::Backward));
                (estimate(Direction::Forward), other.join().expect("estimating does not panic"))
            })
        } else {
            (estimate(Direction::Forward), estimate(Direction::Backward))
        };
        model.counted = Counted { forward: forward.1, backward: backward.1 };
        (model.forward, model.backward) = (forward.0, backward.0);
        model
    }

    /// The affinity of every cell, worked out by as many threads as may work.
    fn affinities(&self, lexis: &Lexis<'_>) -> Vec<f32> {
        let mut out = vec![0.0; self.targets.len()];
        let share = self.targets.len().div_ceil(lexis.threads.max(1)).max(1);
        std::thread::scope(|scope| {
            for (n, part) in out.chunks_mut(share).enumerate() {
                let cells = self.cells().skip(n * share);
                scope.spawn(move || {
                    for (place, (s, t)) in part.iter_mut().zip(cells) {
                        *place = lexis.affinity(s, t);
                    }
                });
            }
        });
        out
    }

    /// The words of each cell.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.starts.len().saturating_sub(1)).flat_map(|s| {
            let range = self.starts[s] as usize..self.starts[s + 1] as usize;
            self.targets[range].iter().map(move |&t| (s as u32, t))
        })
    }

    /// What padan knows of the words of a cell.
    pub(super) fn affinity(&self, cell: usize) -> f32 {
        self.affinity[cell]
    }

    /// The cell of two word kinds, if the model has met them together.
    fn cell(&self, source: u32, target: u32) -> Option<u32> {
        let from = *self.starts.get(source as usize)?;
        let to = *self.starts.get(source as usize + 1)?;
        let at = self.targets[from as usize..to as usize].binary_search(&target).ok()?;
        Some(from + at as u32)
    }

    /// Adds the cells of the words of a pair that take part, source by source.
    fn index(&self, source: &SourceLine, target: &TargetLine, out: &mut Vec<u32>) {
        let (s, t) = taking_part(source, target);
        for &i in &s {
            for &j in &t {
                out.push(self.cell(source.words[i].kind, target[j].kind).unwrap_or(u32::MAX));
            }
        }
    }

    fn estimate(
        &self,
        lexis: &Lexis<'_>,
        pairs: &[(SourceLine, TargetLine)],
        indexed: &[u32],
        before: &Before<'_>,
        direction: Direction,
    ) -> (Vec<f32>, Vec<f32>) {
        let kinds = direction.of(lexis.sources.len(), lexis.targets.len());
        let given = || self.cells().map(|(s, t)| direction.of(s, t) as usize);
        // What was counted before, of the words of each cell and of each given word.
        let old: Vec<Option<f32>> = match before.is_empty() {
            true => Vec::new(),
            false => self.cells().map(|(s, t)| before.counts(s, t).map(|(f, b)| direction.of(f, b))).collect(),
        };
        let old = |cell: usize| old.get(cell).copied().flatten();
        let (totals_before, mut sums) = before.given(direction, kinds);
        for (n, (g, a)) in given().zip(&self.affinity).enumerate() {
            if old(n).is_none() {
                sums[g] += a * a;
            }
        }
        // What the lexicon thinks: by affinity where it has an opinion, with a little left for all else.
        let prior = |g: usize, a: f32| (a * a / sums[g].max(0.7)).max(FLOOR);
        let estimated = |n: usize, g: usize, a: f32, counted: f32, total: f32| {
            (old(n).unwrap_or(0.0) + counted + STRENGTH * prior(g, a)) / (total + STRENGTH)
        };
        let cells = given().zip(&self.affinity).enumerate();
        let mut table: Vec<f32> = cells
            .map(|(n, (g, &a))| match totals_before[g] {
                0.0 => prior(g, a),
                total => estimated(n, g, a, 0.0, total),
            })
            .collect();
        let mut counts = vec![0.0f32; table.len()];
        let mut posteriors = Vec::new();
        for _ in 0..ROUNDS {
            counts.fill(0.0);
            let mut cells = indexed;
            for (source, target) in pairs {
                let (s, t) = taking_part(source, target);
                let (own, rest) = cells.split_at(s.len() * t.len());
                cells = rest;
                posterior(&s, &t, own, &table, (source.words.len(), target.len()), direction, &mut posteriors);
                own.iter().zip(&posteriors).for_each(|(&c, p)| counts[c as usize] += p);
            }
            let mut totals = totals_before.clone();
            given().zip(&counts).for_each(|(g, c)| totals[g] += c);
            for (n, (g, &a)) in given().zip(&self.affinity).enumerate() {
                table[n] = estimated(n, g, a, counts[n], totals[g]);
            }
        }
        (table, counts)
    }

    /// Affinity and posterior probabilities of the words of a pair: of each place `i * targets + j`, what padan knows, the
    /// probability that target `j` comes from source `i`, and the reverse.
    pub(super) fn evidence(&self, lexis: &Lexis<'_>, source: &SourceLine, target: &TargetLine) -> Evidence {
        let (n, m) = (source.words.len(), target.len());
        let mut evidence =
            Evidence { width: m, known: vec![0.0; n * m], forward: vec![0.0; n * m], backward: vec![0.0; n * m] };
        let mut cache: HashMap<(u32, u32), f32> = HashMap::new();
        for i in 0..n {
            for (j, &t) in target.iter().enumerate() {
                let s = source.words[i];
                let affinity = match self.cell(s.kind, t.kind) {
                    Some(cell) => self.affinity[cell as usize],
                    None => *cache.entry((s.kind, t.kind)).or_insert_with(|| lexis.affinity(s.kind, t.kind)),
                };
                evidence.known[i * m + j] = affinity.max(lexis.renders_gloss(s.gloss, t.kind));
            }
        }
        for unit in source.units.iter().filter(|u| u.tokens.len() > 1) {
            for (j, t) in target.iter().enumerate() {
                let renders = lexis.renders_gloss(unit.gloss, t.kind);
                if renders < 0.3 {
                    continue;
                }
                // A word of the unit that renders it alone takes it; else it belongs to the whole.
                let own = unit.tokens.iter().map(|&i| evidence.known[usize::from(i) * m + j]).fold(0.0, f32::max);
                for &i in &unit.tokens {
                    let place = &mut evidence.known[usize::from(i) * m + j];
                    if own < 0.5 {
                        *place = place.max(renders * 0.85);
                    }
                }
            }
        }
        let (s, t) = taking_part(source, target);
        let mut posteriors = Vec::new();
        for direction in [Direction::Forward, Direction::Backward] {
            let learned = match direction {
                Direction::Forward => &self.forward,
                Direction::Backward => &self.backward,
            };
            // Each place of the pair becomes a cell of its own, so that what holds in this place alone can weigh in.
            let mut table = Vec::with_capacity(s.len() * t.len());
            for &i in &s {
                for &j in &t {
                    let known = evidence.known[i * m + j];
                    let cell = self.cell(source.words[i].kind, target[j].kind);
                    let p = cell.map_or(0.0005 + known * known * 0.3, |c| learned[c as usize]);
                    table.push(p.max(0.0002) * (1.0 + HERE.0 * known * known) + HERE.1 * known * known);
                }
            }
            let cells: Vec<u32> = (0..table.len() as u32).collect();
            posterior(&s, &t, &cells, &table, (n, m), direction, &mut posteriors);
            let out = match direction {
                Direction::Forward => &mut evidence.forward,
                Direction::Backward => &mut evidence.backward,
            };
            for (a, &i) in s.iter().enumerate() {
                for (b, &j) in t.iter().enumerate() {
                    out[i * m + j] = posteriors[a * t.len() + b];
                }
            }
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

/// The probability of each place: forward, that target `j` comes from `i`, summing to less than one over `i`; the rest comes
/// from nothing.
fn posterior(
    s: &[usize],
    t: &[usize],
    cells: &[u32],
    table: &[f32],
    (n, m): (usize, usize),
    direction: Direction,
    out: &mut Vec<f32>,
) {
    out.clear();
    out.resize(cells.len(), 0.0);
    let (given, made) = direction.of((s, t), (t, s));
    let (given_length, made_length) = direction.of((n, m), (m, n));
    let mut weights = vec![0.0f32; given.len()];
    for (b, &to) in made.iter().enumerate() {
        let place = |a: usize| direction.of(a * t.len() + b, b * t.len() + a);
        let mut near = 0.0;
        for (a, &from) in given.iter().enumerate() {
            let off = from as f32 / given_length as f32 - to as f32 / made_length as f32;
            weights[a] = (-TENSION * off.abs()).exp();
            near += weights[a];
        }
        let mut sum = NULL;
        for (a, weight) in weights.iter_mut().enumerate() {
            let cell = cells[place(a)];
            let p = if cell == u32::MAX { 0.0 } else { table[cell as usize] };
            *weight = *weight / near * p;
            sum += *weight;
        }
        for (a, weight) in weights.iter().enumerate() {
            out[place(a)] = weight / sum;
        }
    }
}

/// Threads to use if nobody says otherwise: one a core.
pub(in crate::align) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

//! Which words render which.

mod estimate;
mod file;
#[cfg(test)]
mod fit;
mod learned;
mod link;
mod model;
mod table;

pub use file::LearnedError;
pub use learned::Learned;
pub(super) use link::Weights;
pub(super) use model::{Model, threads};

use super::lexis::{Lexis, SourceLine, TargetLine};
use link::Scene;

/// A source word and a target word that render one another. A word may have several links, and many have none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordLink {
    /// Place of the source token in its sentence, from 0.
    pub source: usize,
    /// Place of the target token in its sentence, from 0.
    pub target: usize,
    /// How far to trust it, 0.5 to 1.
    pub confidence: f32,
}

/// The words of a bead, and their links.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BeadWords {
    /// Tokens of the source.
    pub source: Vec<String>,
    /// Tokens of the target.
    pub target: Vec<String>,
    /// Which render which, rising by source and then by target.
    pub links: Vec<WordLink>,
}

impl BeadWords {
    /// What belongs together: places of source and of target tokens that links join, directly or through one another, rising.
    ///
    /// A term of several words and its rendering are one group.
    pub fn groups(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for link in &self.links {
            let (mut source, mut target) = (vec![link.source], vec![link.target]);
            groups.retain_mut(|(s, t)| {
                let joins = s.contains(&link.source) || t.contains(&link.target);
                if joins {
                    source.append(s);
                    target.append(t);
                }
                !joins
            });
            for side in [&mut source, &mut target] {
                side.sort_unstable();
                side.dedup();
            }
            groups.push((source, target));
        }
        groups.sort_unstable();
        groups
    }
}

/// The most pairs of words that a pair of lines may have; longer ones are no sentences, and get no links.
const LARGEST: usize = 400 * 400;

/// Whether a pair of lines can be aligned by words.
fn fits((source, target): &(SourceLine, TargetLine)) -> bool {
    source.words.len() * target.len() <= LARGEST
}

/// Does `work` for every item, by so many threads; each has a state of its own.
fn in_parallel<T: Send, S>(
    threads: usize,
    items: impl Iterator<Item = T> + Send,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) + Sync,
) {
    if threads <= 1 {
        let mut state = state();
        return items.for_each(|item| work(&mut state, item));
    }
    let items = std::sync::Mutex::new(items);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut state = state();
                let next = || items.lock().ok()?.next();
                while let Some(item) = next() {
                    work(&mut state, item);
                }
            });
        }
    });
}

/// The links of every pair, by as many threads as may work.
pub(super) fn all_links(
    lexis: &Lexis<'_>,
    model: &Model,
    weights: &Weights,
    pairs: &[(SourceLine, TargetLine)],
) -> Vec<Vec<WordLink>> {
    let mut out = vec![Vec::new(); pairs.len()];
    // Small shares in turn, so that no thread is left with the long sentences.
    in_parallel(
        lexis.threads,
        pairs.chunks(64).zip(out.chunks_mut(64)),
        || (),
        |(), (pairs, out)| {
            for (pair, place) in pairs.iter().zip(out) {
                *place = links(lexis, model, weights, pair);
            }
        },
    );
    out
}

/// The links of a pair of lines, rising.
pub(super) fn links(
    lexis: &Lexis<'_>,
    model: &Model,
    weights: &Weights,
    pair: &(SourceLine, TargetLine),
) -> Vec<WordLink> {
    if !fits(pair) {
        return Vec::new();
    }
    let (source, target) = pair;
    let evidence = model.evidence(lexis, source, target);
    let scene = Scene::new(lexis, source, target, &evidence);
    link::decide(&scene.judge(weights), evidence.width)
}

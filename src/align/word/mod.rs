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

use super::lexis::Lexis;
use super::line::{Pair, Pairs};
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

/// The links of a pair of lines, as small as they can be: those of a whole corpus are held at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Links(Box<[(u16, u16, f32)]>);

impl Links {
    /// Links whose places are those of lines that [`fits`].
    pub(super) fn new(links: &[WordLink]) -> Self {
        Self(links.iter().map(|l| (l.source as u16, l.target as u16, l.confidence)).collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = WordLink> {
        let link = |&(s, t, confidence): &_| WordLink { source: usize::from(s), target: usize::from(t), confidence };
        self.0.iter().map(link)
    }
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

/// Pairs of lines that a thread takes at once.
const SHARE: usize = 64;

/// Whether a pair of lines can be aligned by words.
fn fits(pair: Pair<'_>) -> bool {
    let (n, m) = (pair.source.len(), pair.target.len());
    n * m <= LARGEST && n.max(m) <= usize::from(u16::MAX)
}

/// Does `work` for every item, by so many threads; each has a state of its own.
fn in_parallel<T: Send, S>(
    threads: usize,
    items: impl Iterator<Item = T> + Send,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) + Sync,
) {
    let items = std::sync::Mutex::new(items);
    let until_done = || {
        let mut state = state();
        let next = || items.lock().ok()?.next();
        while let Some(item) = next() {
            work(&mut state, item);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(until_done);
        }
        // This thread works too: it has room to work in already.
        until_done();
    });
}

/// The links of every pair, by as many threads as may work.
pub(super) fn all_links(lexis: &Lexis<'_>, model: &Model, weights: &Weights, pairs: &Pairs) -> Vec<Links> {
    let mut out = vec![Links::default(); pairs.len()];
    // Small shares in turn, so that no thread is left with the long sentences.
    in_parallel(
        lexis.threads,
        out.chunks_mut(SHARE).enumerate(),
        || (),
        |(), (share, out)| {
            for (n, place) in (share * SHARE..).zip(out) {
                *place = Links::new(&links(lexis, model, weights, pairs.get(n)));
            }
        },
    );
    out
}

/// The links of a pair of lines, rising.
pub(super) fn links(lexis: &Lexis<'_>, model: &Model, weights: &Weights, pair: Pair<'_>) -> Vec<WordLink> {
    if !fits(pair) {
        return Vec::new();
    }
    let evidence = model.evidence(lexis, pair);
    let scene = Scene::new(lexis, pair, &evidence);
    link::decide(&scene.judge(weights), evidence.width)
}

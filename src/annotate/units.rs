//! The units of a sentence while they are collected.

use std::num::NonZero;

use super::{degree, noun, verb};
use crate::lexicon::Lexicon;
use crate::model::{LexemeId, Sentence, Unit, UnitSource};

/// Units that neither repeat nor cross one another: of two that would, the first one stays.
#[derive(Debug)]
pub(super) struct Units {
    /// With the entry of the lexicon that each stands for as it is, if that is known.
    all: Vec<(Unit, Option<LexemeId>)>,
    /// For each token, the last of the covers over it.
    last: Vec<Option<NonZero<u32>>>,
    /// A unit over a token, and the cover before it over the same token; by numbers from 1.
    covers: Vec<(u32, Option<NonZero<u32>>)>,
}

impl Units {
    /// None yet, for a sentence of `tokens`.
    pub(super) fn new(tokens: usize) -> Self {
        // Most sentences have a unit for every two or three words.
        Self {
            all: Vec::with_capacity(tokens / 2),
            last: vec![None; tokens],
            covers: Vec::with_capacity(tokens + tokens / 2),
        }
    }

    /// The units that cover the token at `n`, latest first, by their numbers.
    fn over(&self, n: usize) -> impl Iterator<Item = u32> {
        let mut cover = self.last[n];
        std::iter::from_fn(move || {
            let (unit, before) = self.covers[cover?.get() as usize - 1];
            cover = before;
            Some(unit)
        })
    }

    /// Whether some unit covers the token at `n`.
    pub(super) fn cover(&self, n: usize) -> bool {
        self.last[n].is_some()
    }

    /// Whether some unit is the token at `n` alone.
    pub(super) fn has_single(&self, n: usize) -> bool {
        self.over(n).any(|u| self.all[u as usize].0.tokens.len() == 1)
    }

    /// The widest unit without gaps that begins at `n`.
    pub(super) fn widest(&self, n: usize) -> Option<&(Unit, Option<LexemeId>)> {
        let here = self.over(n).map(|u| &self.all[u as usize]);
        here.filter(|(u, _)| u.tokens[0] == n && !u.has_gap()).max_by_key(|(u, _)| u.tokens.len())
    }

    /// Adds a unit unless it repeats or crosses one that is there.
    pub(super) fn add(&mut self, unit: Unit) {
        self.add_listed(unit, None);
    }

    /// The same of a unit that stands for `lexeme` as it is.
    pub(super) fn add_listed(&mut self, unit: Unit, lexeme: Option<LexemeId>) {
        let clashes = |other: &Unit| {
            let shared = unit.tokens.iter().filter(|t| other.tokens.contains(t)).count();
            shared == unit.tokens.len() && shared == other.tokens.len()
                || shared < unit.tokens.len() && shared < other.tokens.len()
        };
        if unit.tokens.iter().flat_map(|&t| self.over(t)).any(|u| clashes(&self.all[u as usize].0)) {
            return;
        }
        for &t in &unit.tokens {
            self.covers.push((self.all.len() as u32, self.last[t]));
            self.last[t] = NonZero::new(self.covers.len() as u32);
        }
        self.all.push((unit, lexeme));
    }

    /// The units in order of their first token, larger ones before those inside them.
    pub(super) fn finish(self) -> Vec<Unit> {
        let mut all: Vec<Unit> = self.all.into_iter().map(|(unit, _)| unit).collect();
        all.sort_by(|a, b| (a.tokens[0], b.tokens.len()).cmp(&(b.tokens[0], a.tokens.len())));
        all
    }
}

/// Composes the phrases of a sentence of `text` anew, after glosses or readings of its words have changed. Phrases that can no longer
/// be made go; none is added.
pub(crate) fn recompose(lexicon: &Lexicon, text: &str, sentence: &mut Sentence) {
    let forms: Vec<&str> = sentence.tokens.iter().map(|t| t.span.of(text)).collect();
    let composed = |u: &Unit| u.kind.is_composed() && u.source == UnitSource::Rule;
    let mut units = Units::new(sentence.tokens.len());
    sentence.units.iter().filter(|u| !composed(u)).for_each(|u| units.add(u.clone()));
    degree::find(&forms, &sentence.tokens, &mut units);
    noun::find(lexicon, &mut noun::Facts::default(), &forms, &sentence.tokens, &mut units);
    verb::find(lexicon, &forms, &sentence.tokens, &mut units);
    let mut made = units.finish();
    sentence.units.retain_mut(|unit| {
        if !composed(unit) {
            return true;
        }
        let again = made.iter_mut().find(|m| composed(m) && m.tokens == unit.tokens);
        again.map(|m| std::mem::swap(&mut unit.gloss, &mut m.gloss)).is_some()
    });
}

//! Degrees of qualities: *lebih sulit* more difficult, *paling murah* cheapest.

use super::units::Units;
use crate::english;
use crate::model::{Token, Unit, UnitKind, UnitSource, Upos};

/// What the English of a quality becomes in another degree.
type Degree = fn(&str) -> String;

/// Words before a quality, and the degree that they say.
const DEGREES: &[(&str, Degree)] = &[("lebih", english::comparative), ("paling", english::superlative)];

/// Adds the qualities of a sentence with the words that say their degree to `units`.
pub(super) fn find(forms: &[&str], tokens: &[Token], units: &mut Units) {
    for n in 1..tokens.len() {
        let quality = &tokens[n];
        let plain = quality.upos == Upos::Adj && !quality.has_clitic() && !quality.gloss.starts_with("be ");
        if !plain || units.cover(n) || units.cover(n - 1) {
            continue;
        }
        let degree = DEGREES.iter().find(|(word, _)| word.eq_ignore_ascii_case(forms[n - 1]));
        if let Some((_, graded)) = degree {
            units.add(Unit {
                tokens: vec![n - 1, n],
                gloss: graded(&quality.gloss),
                alternatives: Vec::new(),
                kind: UnitKind::AdjectivePhrase,
                upos: Upos::Adj,
                source: UnitSource::Rule,
                key: None,
                reason: None,
            });
        }
    }
}

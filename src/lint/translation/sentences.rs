//! Sentences that are left out, added, or say something else.

use super::work::Work;
use super::{Found, Side};

/// A bead of which fewer words are explained says something else.
const STRANGE: f32 = 0.05;

/// Whether there is anything to translate.
fn speaks(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

pub(super) fn omitted(work: &Work<'_>, found: &mut Found<'_>) {
    let bitext = &found.checked.alignment.bitext;
    for (n, bead) in work.beads.iter().enumerate() {
        let (source, target) = (bitext.source_text(bead), bitext.target_text(bead));
        if !speaks(&source) || speaks(&target) {
            continue;
        }
        let at = (Side::Source, 0..source.len());
        if bead.target.is_empty() {
            // Where the counterpart would stand.
            found.at(n, at, None, bead.confidence.max(0.6), "no sentence of the translation renders this one");
        } else {
            found.at(n, at, Some((Side::Target, 0..target.len())), 0.95, "the translation is empty");
        }
    }
    for (pair, from, to) in work.unmatched() {
        if let (Some(from), None) = (from, to) {
            let message = "no sentence of the translation renders this one";
            found.at(
                work.pairs[*pair].bead,
                (Side::Source, from.clone()),
                Some(work.pairs[*pair].whole(Side::Target)),
                0.6,
                message,
            );
        }
    }
}

pub(super) fn added(work: &Work<'_>, found: &mut Found<'_>) {
    let bitext = &found.checked.alignment.bitext;
    for (n, bead) in work.beads.iter().enumerate() {
        let (source, target) = (bitext.source_text(bead), bitext.target_text(bead));
        if !speaks(&target) || speaks(&source) {
            continue;
        }
        let at = (Side::Target, 0..target.len());
        let other = (!bead.source.is_empty()).then_some((Side::Source, 0..source.len()));
        found.at(n, at, other, bead.confidence.max(0.6), "this sentence is not in the source");
    }
    for (pair, from, to) in work.unmatched() {
        if let (None, Some(to)) = (from, to) {
            let message = "this sentence is not in the source";
            found.at(
                work.pairs[*pair].bead,
                (Side::Target, to.clone()),
                Some(work.pairs[*pair].whole(Side::Source)),
                0.6,
                message,
            );
        }
    }
}

pub(super) fn strange(work: &Work<'_>, found: &mut Found<'_>) {
    for pair in &work.pairs {
        if pair.likeness < STRANGE && pair.content >= 4 && !pair.untranslated {
            let message = "next to no word of this renders one of its source";
            let other = Some(pair.whole(Side::Source));
            found.at(pair.bead, pair.whole(Side::Target), other, 0.9 - pair.likeness * 2.0, message);
        }
    }
}

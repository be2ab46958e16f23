//! What each fault of a reading costs; the affixes' own costs stand in their table.

use crate::lexicon::{Flag, Lexeme};
use crate::model::{Cost, CostReason};

/// For each lexeme of the same form that stands before.
pub(super) const LATER_LEXEME: u16 = 6;
pub(super) const RARE: u16 = 30;
pub(super) const COLLOQUIAL: u16 = 8;
/// Dearer than what the rules make well of our own entries, cheaper than a far-fetched cut.
pub(super) const IMPORTED: u16 = 40;
pub(super) const BOUND_ALONE: u16 = 50;
pub(super) const SHORT_ROOT: u16 = 24;
pub(super) const TAKES_NOT: u16 = 34;
pub(super) const NOT_LISTED: u16 = 20;
pub(super) const VARIANT: u16 = 10;
pub(super) const SLIP: u16 = 60;
pub(super) const REDUPLICATION: u16 = 8;
pub(super) const OWN_WORD: u16 = 30;
pub(super) const COMPOUND: u16 = 40;
pub(super) const UNKNOWN_ROOT: u16 = 150;
pub(super) const UNKNOWN_WORD: u16 = 200;

/// What a lexeme costs by itself: its rank among those of its form, and its register.
pub(super) fn lexeme_cost(lexeme: Lexeme, rank: usize, cost: &mut Cost) {
    cost.add(CostReason::LaterLexeme, LATER_LEXEME.saturating_mul(rank as u16));
    if lexeme.is(Flag::Rare) || lexeme.is(Flag::Old) {
        cost.add(CostReason::Register, RARE);
    } else if lexeme.is(Flag::Colloquial) || lexeme.is(Flag::Regional) {
        cost.add(CostReason::Register, COLLOQUIAL);
    }
    if lexeme.source().is_some() {
        cost.add(CostReason::Imported, IMPORTED);
    }
}

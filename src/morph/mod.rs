//! Indonesian words: affixes, the search for readings, and the English of what it finds.

mod affix;
mod analyze;
mod clitic;
mod compose;
mod cost;
mod guess;
mod pieces;
mod redup;
mod search;
mod slip;

pub use affix::{AFFIXES, Affix, Allomorph, BOUND, Before, Class, Rows, Shape, affix, affixes};
pub use analyze::Analyzer;
pub use compose::{inflected, passive, renderings};
pub use pieces::{explains, roots};

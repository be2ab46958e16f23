//! Indonesian words: affixes, the search for readings, and the English of what it finds.

mod affix;
mod analyze;
mod compose;
mod pieces;

pub use affix::{AFFIXES, Affix, Allomorph, BOUND, Before, Class, Shape, affix, affixes};
pub use analyze::Analyzer;
pub use compose::{passive, renderings};
pub use pieces::{explains, roots};

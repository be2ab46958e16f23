//! What a glossary does to texts: how much of it there is, what it covers, what an edit changes, and why a term matches or not.

mod coverage;
mod diff;
mod scan;
mod stats;
mod why;

pub use coverage::{Coverage, Use, coverage};
pub use diff::{Change, ChangedSentence, Differ, by_entry};
pub use stats::{Stats, stats};
pub use why::{Explained, Related, Why};

/// What the texts are about; see [`crate::annotate::Options`].
pub use crate::annotate::Options;

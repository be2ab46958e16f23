//! padan reads Indonesian text and sets English between its lines.

pub mod align;
pub mod annotate;
#[cfg(feature = "batch")]
pub mod batch;
pub mod candidates;
pub mod concordance;
pub mod corrections;
pub mod diagnostic;
pub mod dictionary;
pub mod effect;
pub mod english;
pub mod glossary;
pub mod lexicon;
pub mod lint;
pub mod model;
pub mod morph;
pub mod render;
pub mod segment;
pub mod sense;
mod store;
pub mod terms;
pub mod text;

pub use annotate::{Annotator, Worker};
pub use glossary::Glossary;
pub use lexicon::Lexicon;

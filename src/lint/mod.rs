//! Checks of what people write for padan.

pub mod glossary;
pub mod lexicon;
pub mod output;

//! Checks of what people write for padan.

pub mod lexicon;

//! Checks of what people write for padan, and of translations.

pub mod glossary;
pub mod lexicon;
pub mod output;
pub mod translation;

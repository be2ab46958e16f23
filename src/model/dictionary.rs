//! A dictionary for readers that know nothing of affixes.

use super::Upos;

/// Headwords with their English, and the forms that lead to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    /// What it is called.
    pub title: String,
    /// The headwords, in order of their letters, then of rank.
    pub entries: Vec<Entry>,
    /// Forms that are no headwords, or that are more than that, in order of their letters.
    pub forms: Vec<Form>,
}

/// A headword in one part of speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The headword: a word, a phrase, a term.
    pub headword: String,
    /// Its part of speech; `None` for phrases and terms.
    pub upos: Option<Upos>,
    /// Its English, best first. Never empty.
    pub glosses: Vec<String>,
    /// Whether it is a term of the glossary.
    pub term: bool,
}

/// A form that leads to a headword.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As it is written, in lower case unless it is a name or an abbreviation.
    pub form: String,
    /// The headword.
    pub headword: String,
    /// The affixes and clitics between them, in the order of the word: `meN-`, `-kan`, `=nya`.
    pub affixes: Vec<String>,
    /// English of the form itself, if it is known.
    pub gloss: Option<String>,
}

//! What padan knows about words: forms, parts of speech, histories, English.
//!
//! The lexicon is text in the repository's `lexicon/` folder, compiled into the library as bytes that are read in
//! place. Nothing is parsed or allocated when it is opened.

pub mod compile;
pub mod source;
mod table;

use crate::model::LexemeId;
use table::Table;
pub use table::{Flag, Lexeme, SenseCondition, SenseRule, VariantOf};

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// A set of lexemes that can be looked up by form.
#[derive(Clone, Debug)]
pub struct Lexicon {
    table: Table,
}

impl Lexicon {
    /// The lexicon that padan is built with.
    ///
    /// ```
    /// let lexicon = padan::Lexicon::builtin();
    /// let embassy = lexicon.form("kedutaan").next().expect("listed");
    /// assert_eq!(embassy.gloss(), "embassy");
    /// ```
    pub fn builtin() -> Self {
        Self { table: Table::open(BUILTIN) }
    }

    /// The lexemes of a lower-cased form, likeliest first.
    pub fn form(&self, form: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.table.form("", form)
    }

    /// The lexeme of a handle that this lexicon gave.
    pub fn lexeme(&self, id: LexemeId) -> Lexeme {
        self.table.lexeme(id)
    }

    /// The lexemes of a form whose first letter was lost in assimilation: `first` is put before `rest`.
    pub(crate) fn restored(&self, first: &str, rest: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.table.form(first, rest)
    }

    /// The verbs whose analysis without its voice prefix is `stem`: *mengumumkan* for `umum-kan`.
    pub fn verb_stem(&self, stem: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.table.stem(stem)
    }

    /// The phrases that are `words`, lower-cased and joined by single spaces.
    pub fn phrase(&self, words: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.table.phrase(words)
    }

    /// Whether some phrase begins with `words` and goes on.
    pub fn begins_phrase(&self, words: &str) -> bool {
        self.table.begins_phrase(words)
    }

    /// The sense rules of a lexeme, in order; the first that holds gives its English.
    pub fn sense_rules(&self, lexeme: Lexeme) -> Vec<SenseRule> {
        self.table.rules(lexeme.form(), lexeme.upos())
    }

    /// What the variant spelling `form` stands for.
    pub fn variant(&self, form: &str) -> Option<VariantOf> {
        self.table.variant(form)
    }

    /// Every lexeme, in the order of the files.
    pub fn lexemes(&self) -> impl Iterator<Item = Lexeme> + use<> {
        self.table.lexemes()
    }

    /// Number of keys by which something is found.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether the lexicon knows nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

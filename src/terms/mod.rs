//! Finds the terms of a glossary in sentences.
//!
//! Matching goes by whole tokens, over forms that [`crate::glossary::forms`] generated; enclitics are taken off the last token.
//! Which match wins is told in `docs/MATCHING.md`; [`Advantage`] has the order.

mod choose;
mod found;
mod search;
mod sentences;
mod surfaces;
mod table;
mod words;

pub mod compile;

use std::collections::HashMap;

pub use compile::Role;
pub use found::{Advantage, Loser, Reason, Rejected, TermMatch};
pub use sentences::{Sentence, each_sentence};
pub use surfaces::surfaces;

use crate::glossary::{Form, Glossary, Term};
use crate::lexicon::Lexicon;
use crate::morph::Analyzer;
use crate::store::word_hash;
use search::{Candidate, Search, Word};
use table::Table;
use words::LexiconWords;
pub use words::verb_stem;

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/terms.bin"));

/// An index over the forms of the terms of one glossary or several; later glossaries win over earlier ones.
#[derive(Debug)]
pub struct TermIndex {
    tables: Vec<Table>,
    lexicon: Lexicon,
}

impl Default for TermIndex {
    fn default() -> Self {
        Self { tables: Vec::new(), lexicon: Lexicon::builtin() }
    }
}

/// What the matcher sees of a token.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// As written.
    pub form: &'a str,
    /// Lower-cased.
    pub lower: &'a str,
    known: Known,
}

impl<'a> View<'a> {
    /// A token as written and lower-cased.
    pub fn new(form: &'a str, lower: &'a str) -> Self {
        Self { form, lower, known: Known::of(lower, |_| [true; 2]) }
    }

    /// The same of a token that the index in hand [knows](TermIndex::known).
    pub(crate) fn known(form: &'a str, lower: &'a str, known: Known) -> Self {
        Self { form, lower, known }
    }
}

/// What an index knows of a word wherever it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// Hash of the word with plain marks.
    hash: u32,
    /// Whether it has marks that are not plain.
    marked: bool,
    /// Whether a term may begin with it; if not, surely none does.
    may_begin: bool,
    /// Whether it may be a term by itself, as it is; if not, surely it is none.
    may_stand: bool,
}

impl Known {
    /// A word that `may` begin a term and be one.
    fn of(lower: &str, may: impl FnOnce(&str) -> [bool; 2]) -> Self {
        let plain = search::plain(lower);
        let [may_begin, may_stand] = may(&plain);
        Self { hash: word_hash(plain.as_bytes()), marked: search::is_marked(lower), may_begin, may_stand }
    }
}

/// What matching looks at beyond the sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The sentence is a headline in capitals, so that case says nothing.
    pub headline: bool,
    /// The whole document, lower-cased, for conditions on it.
    pub document: &'a str,
    /// The document's subject field.
    pub domain: Option<&'a str>,
    /// The document's scope.
    pub scope: Option<&'a str>,
    /// The senses that the document has shown so far: they hold until another one is shown.
    pub senses: Option<&'a Senses>,
}

/// Senses of entries, by number of the glossary and of the entry in it.
pub type Senses = HashMap<(usize, usize), usize>;

/// Learns from the matches of a sentence which senses the document shows from there on. A match of the entry's own English ends the sense
/// that was shown before.
pub fn learn(senses: &mut Senses, matches: &[TermMatch<'_>]) {
    for m in matches.iter().filter(|m| m.role != Role::Relative) {
        match m.sense {
            Some(sense) => senses.insert((m.glossary, m.term), sense),
            None if senses.is_empty() => None,
            None => senses.remove(&(m.glossary, m.term)),
        };
    }
}

impl TermIndex {
    /// The index of the built-in glossary, compiled with padan.
    pub fn builtin() -> Self {
        Self { tables: vec![Table::new(BUILTIN)], lexicon: Lexicon::builtin() }
    }

    /// Adds the built-in glossary, whose terms win over those already there.
    pub fn add_builtin(&mut self) {
        self.tables.push(Table::new(BUILTIN));
    }

    /// The index of one glossary.
    pub fn of(glossary: &Glossary, analyzer: &Analyzer) -> Self {
        let mut index = Self::default();
        index.add(glossary, analyzer);
        index
    }

    /// Adds the terms of `glossary`, which win over those already there. `analyzer` gives the stems from which passives are made, and
    /// its lexicon the words that only look like forms of a term.
    pub fn add(&mut self, glossary: &Glossary, analyzer: &Analyzer) {
        self.tables.push(Table::new(compile::compile(glossary, &LexiconWords::new(analyzer))));
        self.lexicon = analyzer.lexicon().clone();
    }

    /// Whether some condition looks at the whole document.
    pub fn looks_at_document(&self) -> bool {
        self.tables.iter().any(Table::looks_at_document)
    }

    /// What is known of a word in small letters, for [`View::known`].
    pub(crate) fn known(&self, lower: &str) -> Known {
        Known::of(lower, |plain| {
            let may_begin = self.tables.iter().any(|table| search::may_begin(table, plain));
            [may_begin, may_begin && self.tables.iter().any(|table| table.forms("", plain).next().is_some())]
        })
    }

    /// The terms in a sentence, those of several tokens before those inside them.
    ///
    /// A match that crosses another is kept; one that is held by a longer one is kept only if it has several words or is an
    /// abbreviation, as a child of the longer one.
    pub fn find(&self, sentence: &[View<'_>], context: &Context<'_>) -> Vec<TermMatch<'_>> {
        self.search(sentence, context, None)
    }

    /// The terms in a sentence, and the forms that stand there and were not taken for their terms, with the reasons.
    pub fn explain(&self, sentence: &[View<'_>], context: &Context<'_>) -> (Vec<TermMatch<'_>>, Vec<Rejected<'_>>) {
        let mut rejected = Vec::new();
        let found = self.search(sentence, context, Some(&mut rejected));
        // A form that was rejected as it stands may be found by another way of reading it.
        let taken =
            |r: &Rejected<'_>| found.iter().any(|m| (m.glossary, m.term, &m.tokens) == (r.glossary, r.term, &r.tokens));
        rejected.retain(|r| !taken(r));
        rejected.dedup();
        (found, rejected)
    }

    fn search<'i>(
        &'i self,
        sentence: &[View<'_>],
        context: &Context<'_>,
        mut rejected: Option<&mut Vec<Rejected<'i>>>,
    ) -> Vec<TermMatch<'i>> {
        if !sentence.iter().any(|view| view.known.may_begin) {
            return Vec::new();
        }
        let mut found: Vec<Candidate> = Vec::new();
        let mut marked = Vec::new();
        let words = Word::all(sentence, &mut marked);
        for (number, table) in self.tables.iter().enumerate() {
            let rejected = rejected.as_deref_mut();
            let found = &mut found;
            Search { table, number, sentence, words: &words, context, lexicon: &self.lexicon, found, rejected }.run();
        }
        if found.is_empty() {
            return Vec::new();
        }
        choose::choose(&self.tables, found, sentence)
    }
}

/// The forms of each term that the matcher looks for, as the glossary would write them; enclitics come on top.
///
/// ```
/// use padan::{Glossary, Lexicon, morph::Analyzer, terms};
/// let toml = "[[entry]]\nterm = \"menyerang\"\npos = \"verb\"\nen = \"attack\"\n";
/// let glossary = Glossary::parse("g.toml", toml)?;
/// let forms = terms::forms(&glossary.terms, &Analyzer::new(Lexicon::builtin()));
/// let words: Vec<_> = forms[0].iter().map(|(_, form)| form.words.join(" ")).collect();
/// assert_eq!(words[..7], ["menyerang", "diserang", "terserang", "kuserang", "kauserang", "di serang", "serang"]);
/// # Ok::<(), padan::glossary::LoadError>(())
/// ```
pub fn forms(terms: &[Term], analyzer: &Analyzer) -> Vec<Vec<(Role, Form)>> {
    let words = LexiconWords::new(analyzer);
    terms.iter().map(|term| compile::term_forms(term, &words)).collect()
}

#[cfg(test)]
mod tests;

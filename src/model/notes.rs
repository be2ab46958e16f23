//! What a reader may want to look up beside a text: said once for the document, however often its words stand in it.

use std::collections::HashMap;
use std::ops::Range;

use super::morpheme::{Gloss, LexemeId, Morpheme, MorphemeKind};
use super::tag::{GlossTag, Upos};

/// Explanations of what a document uses.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// Affixes and clitics of the readings chosen, in the order of the table of affixes.
    pub affixes: Vec<AffixNote>,
    /// Terms of the glossary, in the order of their first place.
    pub terms: Vec<TermNote>,
    /// Entries of the lexicon that the readings chosen rest on.
    pub entries: HashMap<LexemeId, EntryNote>,
}

/// What an affix does.
#[derive(Clone, Debug, PartialEq)]
pub struct AffixNote {
    /// Citation form without its joints: `meN`, `kan`; a circumfix has both halves, `ke…an`.
    pub form: &'static str,
    /// Its label.
    pub label: &'static [GlossTag],
    /// What it does, in plain English.
    pub meaning: &'static str,
    /// A word that has it, with its segmentation.
    pub example: Option<(&'static str, &'static str)>,
    /// What the affix is in its word.
    pub kind: MorphemeKind,
}

/// A term of the glossary that the text uses.
#[derive(Clone, Debug, PartialEq)]
pub struct TermNote {
    /// Its key in the glossary.
    pub key: String,
    /// The sense that its first place has, by its place in the entry.
    pub sense: Option<usize>,
    /// Indonesian citation form. Empty until [`crate::annotate::describe`] is called, like what follows.
    pub source: String,
    /// What it means.
    pub definition: Option<String>,
    /// What to mind about it.
    pub note: Option<String>,
    /// Where it stands, in order.
    pub places: Vec<TermPlace>,
}

/// A place of a term.
#[derive(Clone, Debug, PartialEq)]
pub struct TermPlace {
    /// Which sentence of the document.
    pub sentence: usize,
    /// Its tokens in the sentence.
    pub tokens: Range<usize>,
}

/// An entry of the lexicon.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryNote {
    /// Citation form.
    pub form: &'static str,
    /// Part of speech.
    pub upos: Upos,
    /// Its senses, each a list of near-synonyms.
    pub senses: Vec<Vec<&'static str>>,
    /// What an abbreviation stands for.
    pub full: Option<&'static str>,
    /// Words on its use: `colloquial`, `old`.
    pub usage: Vec<&'static str>,
    /// How early a learner meets it.
    pub band: Band,
}

/// How early a learner meets a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// In the first lessons.
    Basic,
    /// In everyday reading, or made of a basic word.
    Common,
    /// Neither.
    Rare,
}

impl TermNote {
    /// The citation form; failing it, the key.
    pub fn name(&self) -> &str {
        if self.source.is_empty() { &self.key } else { &self.source }
    }
}

impl Notes {
    /// The note on an affix or clitic as it stands in a word; roots and copies have none.
    pub fn affix(&self, morpheme: &Morpheme) -> Option<usize> {
        if matches!(morpheme.kind, MorphemeKind::Root | MorphemeKind::Copy) {
            return None;
        }
        let named = |note: &AffixNote| note.form.split('…').any(|half| half == morpheme.form);
        let labelled = |note: &AffixNote| morpheme.gloss == Gloss::Grammatical(note.label);
        self.affixes
            .iter()
            .position(|note| named(note) && labelled(note))
            .or_else(|| self.affixes.iter().position(|note| note.form == morpheme.form))
            .or_else(|| self.affixes.iter().position(named))
    }
}

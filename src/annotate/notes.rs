//! Gathers what [`Notes`] says while a document is annotated.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use crate::glossary::{Glossary, Term};
use crate::lexicon::{self, Flag, Lexeme, Lexicon};
use crate::model::{
    AffixNote, Analysis, Band, Document, EntryNote, GlossSource, MorphemeKind, Notes, Paragraph, Sentence, TermNote,
    TermPlace,
};
use crate::morph::{Affix, Shape, affixes};
use crate::terms::TermMatch;

/// Words on the use of an entry.
const USAGE: &[(Flag, &str)] = &[
    (Flag::Colloquial, "colloquial"),
    (Flag::Old, "old"),
    (Flag::Rare, "rare"),
    (Flag::Formal, "formal"),
    (Flag::Vulgar, "vulgar"),
    (Flag::Regional, "regional"),
];

/// The terms of the document so far.
#[derive(Debug, Default)]
pub(super) struct Collector {
    sentences: usize,
    terms: Vec<TermNote>,
    places: HashMap<String, usize>,
}

impl Collector {
    /// Takes the terms that were found in the next sentence.
    pub(super) fn sentence(&mut self, matches: &[TermMatch]) {
        for m in matches {
            let terms = &mut self.terms;
            let at = *self.places.entry(m.key.to_string()).or_insert_with(|| {
                terms.push(TermNote {
                    key: m.key.to_string(),
                    sense: m.sense,
                    source: String::new(),
                    definition: None,
                    note: None,
                    places: Vec::new(),
                });
                terms.len() - 1
            });
            self.terms[at].places.push(TermPlace { sentence: self.sentences, tokens: m.tokens.clone() });
        }
        self.sentences += 1;
    }

    /// The notes on what the finished document shows: a term that had to give way to another has none.
    pub(super) fn finish(self, lexicon: &Lexicon, paragraphs: &[Paragraph]) -> Notes {
        let sentences: Vec<&Sentence> = paragraphs.iter().flat_map(|p| &p.sentences).collect();
        let mut terms = self.terms;
        for term in &mut terms {
            let shown = |place: &TermPlace| {
                let sentence = sentences[place.sentence];
                let unit = sentence
                    .units
                    .iter()
                    .any(|u| u.key.as_deref() == Some(&*term.key) && u.tokens.first() == Some(&place.tokens.start));
                let alone =
                    place.tokens.len() == 1 && sentence.tokens[place.tokens.start].source == GlossSource::Glossary;
                unit || alone
            };
            term.places.retain(shown);
        }
        terms.retain(|t| !t.places.is_empty());
        let mut notes = Notes { terms, ..Notes::default() };
        let mut used = [false; 256];
        // Tokens of a word type share their readings.
        let mut seen: HashSet<*const Analysis, RandomState> = HashSet::default();
        for analysis in sentences.iter().flat_map(|s| &s.tokens).filter_map(|t| t.analysis()) {
            if !seen.insert(std::ptr::from_ref(analysis)) {
                continue;
            }
            if let Some(id) = analysis.lexeme {
                notes.entries.entry(id).or_insert_with(|| entry(lexicon.lexeme(id), analysis));
            }
            for row in rows(analysis) {
                used[usize::from(row)] = true;
            }
        }
        notes.affixes = affixes().filter(|(row, _)| used[usize::from(*row)]).map(|(_, a)| affix_note(a)).collect();
        notes
    }
}

/// Adds to the notes of `document` what `glossary` says of its terms: their citation forms, definitions and notes. Of entries with
/// one key the last counts, as it does in matching.
pub fn describe(document: &mut Document, glossary: &Glossary) {
    let by_key: HashMap<&str, &Term> = glossary.terms.iter().map(|t| (t.key.as_str(), t)).collect();
    for note in &mut document.notes.terms {
        let Some(term) = by_key.get(note.key.as_str()) else { continue };
        note.source.clone_from(&term.source);
        note.definition.clone_from(&term.definition);
        let of_sense = note.sense.and_then(|n| term.senses.get(n)).and_then(|s| s.note.as_deref());
        let notes: Vec<&str> = of_sense.into_iter().chain(term.note.as_deref()).collect();
        note.note = (!notes.is_empty()).then(|| notes.join(" "));
    }
}

/// The rows of the table of affixes that explain the pieces of a reading, those inside a listed word included.
fn rows(analysis: &Analysis) -> impl Iterator<Item = u8> + '_ {
    let pieces = analysis.morphemes.iter().filter(|m| !matches!(m.kind, MorphemeKind::Root | MorphemeKind::Copy));
    pieces.filter_map(|m| {
        let named = affixes().filter(|(_, a)| a.form.split('…').any(|half| half == m.form));
        let labelled = |(_, a): &(u8, &'static Affix)| m.gloss == crate::model::Gloss::Grammatical(a.label);
        let whole = |(_, a): &(u8, &'static Affix)| a.form == m.form;
        let found = named.clone().find(labelled).or_else(|| named.clone().find(whole)).or_else(|| named.clone().next());
        found.map(|(row, _)| row)
    })
}

fn affix_note(affix: &'static Affix) -> AffixNote {
    use crate::morph::Class;
    AffixNote {
        form: affix.form,
        label: affix.label,
        meaning: affix.meaning,
        example: affix.examples.first().copied(),
        kind: match (&affix.shape, affix.class) {
            (_, Class::Enclitic) => MorphemeKind::Enclitic,
            (_, Class::Proclitic) => MorphemeKind::Proclitic,
            (Shape::Suffix(_), _) => MorphemeKind::Suffix,
            (Shape::Prefix(_) | Shape::Circumfix(..), _) => MorphemeKind::Prefix,
        },
    }
}

fn entry(lexeme: Lexeme, analysis: &Analysis) -> EntryNote {
    let listed = lexicon::band(lexeme.form());
    let band = match lexicon::band(&analysis.root) {
        _ if listed < Band::Rare => listed,
        // Whoever knows a root can read what the affixes make of it, with a little thought.
        Band::Basic => Band::Common,
        _ => Band::Rare,
    };
    EntryNote {
        form: lexeme.form(),
        upos: lexeme.upos(),
        senses: lexeme.senses(),
        full: lexeme.full(),
        usage: USAGE.iter().filter(|(flag, _)| lexeme.is(*flag)).map(|(_, word)| *word).collect(),
        band,
    }
}

//! The words of a document by root family, with their places: what cells point to and the word list prints.

use std::collections::HashMap;

use crate::model::{
    Analysis, Band, Document, EntryNote, GlossSource, LexemeId, Notes, Sentence, Token, TokenKind, Upos,
};

/// The words of a document.
#[derive(Debug)]
pub struct Index<'a> {
    /// Every kind of word, families in alphabetical order.
    pub words: Vec<Word<'a>>,
    /// The word of each token, sentence by sentence.
    of: Vec<Vec<Option<Place>>>,
    /// The glossary terms in the sentences: sentence, first token, one past the last, which term.
    terms: HashMap<(usize, usize), (usize, usize)>,
}

/// A kind of word: the same pieces around the same entry.
#[derive(Debug)]
pub struct Word<'a> {
    /// The root that its family is named after; `None` for names.
    pub root: Option<&'a str>,
    /// English of the root, if the word shows it.
    pub root_gloss: Option<&'a str>,
    /// The word in lower case, names as they are written.
    pub form: String,
    /// The reading in its first place.
    pub token: &'a Token,
    /// The lexeme behind it.
    pub lexeme: Option<LexemeId>,
    /// English in its places, in the order of their first.
    pub glosses: Vec<&'a str>,
    /// English that it may have elsewhere.
    pub alternatives: Vec<&'a str>,
    /// Numbers of the sentences where it stands, from 1, once for every time.
    pub places: Vec<usize>,
    /// How early a learner meets it.
    pub band: Band,
}

/// The place of a token in the index.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Place in [`Index::words`].
    pub word: usize,
    /// Whether it is the first place of the word.
    pub first: bool,
}

impl<'a> Index<'a> {
    /// The words of `document`.
    pub fn new(document: &'a Document) -> Self {
        let mut words: Vec<Word<'a>> = Vec::new();
        let mut known: HashMap<(String, String, bool), usize> = HashMap::new();
        let mut of: Vec<Vec<Option<Place>>> = Vec::new();
        for (n, sentence) in document.sentences().enumerate() {
            let place = |token: &'a Token| {
                if token.kind != TokenKind::Word {
                    return None;
                }
                let analysis = token.analysis()?;
                let name = token.upos == Upos::Propn;
                let written = document.text(token.span);
                let form = if name { written.to_owned() } else { written.to_lowercase() };
                let pieces = if name { String::new() } else { analysis.underlying() };
                let mut first = false;
                let word = *known.entry((form.clone(), pieces, name)).or_insert_with(|| {
                    first = true;
                    words.push(word(form, token, analysis, name, &document.notes));
                    words.len() - 1
                });
                let entry = &mut words[word];
                entry.places.push(n + 1);
                let gloss = token.gloss.as_ref();
                if !entry.glosses.contains(&gloss) {
                    entry.glosses.push(gloss);
                }
                for other in token.alternatives.iter() {
                    if !entry.alternatives.contains(&other.as_ref()) {
                        entry.alternatives.push(other);
                    }
                }
                Some(Place { word, first })
            };
            of.push(sentence.tokens.iter().map(place).collect());
        }
        let mut order: Vec<usize> = (0..words.len()).collect();
        order.sort_by_cached_key(|&n| {
            let w = &words[n];
            let root = w.root.unwrap_or_default().to_lowercase();
            (w.root.is_none(), root.clone(), w.form != root, w.form.to_lowercase(), n)
        });
        let mut rank = vec![0; words.len()];
        for (new, &old) in order.iter().enumerate() {
            rank[old] = new;
        }
        for place in of.iter_mut().flatten().flatten() {
            place.word = rank[place.word];
        }
        let mut slots: Vec<Option<Word<'a>>> = words.into_iter().map(Some).collect();
        let words = order.iter().filter_map(|&old| slots[old].take()).collect();
        let mut terms = HashMap::new();
        for (n, term) in document.notes.terms.iter().enumerate() {
            for (k, place) in term.places.iter().enumerate() {
                terms.insert((place.sentence, place.tokens.start), (n, k));
            }
        }
        Self { words, of, terms }
    }

    /// The word at a token. Sentences count from 0.
    pub fn place(&self, sentence: usize, token: usize) -> Option<Place> {
        self.of[sentence][token]
    }

    /// The glossary term that begins at a token, and whether it is its first place.
    pub fn term(&self, sentence: usize, token: usize) -> Option<(usize, bool)> {
        self.terms.get(&(sentence, token)).map(|&(term, place)| (term, place == 0))
    }
}

fn word<'a>(form: String, token: &'a Token, analysis: &'a Analysis, name: bool, notes: &'a Notes) -> Word<'a> {
    let shown = &analysis.morphemes;
    let root_gloss = shown.iter().find(|m| m.form == analysis.root).and_then(|m| match &m.gloss {
        crate::model::Gloss::Lexical(english) if shown.len() > 1 => Some(english.as_ref()),
        _ => None,
    });
    let entry: Option<&EntryNote> = analysis.lexeme.and_then(|id| notes.entries.get(&id));
    Word {
        root: (!name).then_some(&*analysis.root),
        root_gloss,
        form,
        token,
        lexeme: analysis.lexeme,
        glosses: Vec::new(),
        alternatives: Vec::new(),
        places: Vec::new(),
        band: match entry {
            _ if name => Band::Basic,
            Some(entry) => entry.band,
            None => Band::Rare,
        },
    }
}

/// Whether the gloss of a name, number or address says no more than the text itself.
pub fn says_nothing(document: &Document, token: &Token) -> bool {
    let same = || token.gloss.to_lowercase() == document.text(token.span).to_lowercase();
    matches!(token.source, GlossSource::Name | GlossSource::Copied | GlossSource::Unknown) && same()
}

/// The text that a unit covers.
pub fn unit_text<'a>(document: &'a Document, sentence: &Sentence, tokens: &[usize]) -> &'a str {
    let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
    let (start, end) = (sentence.tokens[first].span.start, sentence.tokens[last].span.end);
    document.text(crate::text::Span { start, end })
}

//! Why the terms of a sentence match, and why others do not.

use std::collections::HashMap;
use std::ops::Range;

use super::{Options, scan};
use crate::glossary::Glossary;
use crate::model::{MorphemeKind, TokenKind};
use crate::morph::Analyzer;
use crate::segment::{self, RawSentence};
use crate::terms::{Rejected, TermIndex, TermMatch};
use crate::text::SourceText;

/// Readings of a word whose roots are looked at.
const READINGS: usize = 3;

/// Explains matches against some glossaries.
#[derive(Debug)]
pub struct Why<'a> {
    index: &'a TermIndex,
    analyzer: &'a Analyzer,
    options: Options,
    /// Lower-cased terms and synonyms with their places.
    terms: HashMap<String, (usize, usize)>,
}

/// A sentence with what the matcher made of it.
#[derive(Debug)]
pub struct Explained<'i> {
    /// The sentence.
    pub raw: RawSentence,
    /// What matched.
    pub matches: Vec<TermMatch<'i>>,
    /// Forms of terms that were not taken.
    pub rejected: Vec<Rejected<'i>>,
    /// Words that are made of terms and are no forms of them.
    pub related: Vec<Related>,
}

/// A word that holds a term inside its affixes: *kedutaan* holds *duta*, *dipertanggungjawabkan* holds *tanggung jawab*. Such words have
/// meanings of their own, so the term does not match; the entry's `family` gives them English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Which glossary the term is from.
    pub glossary: usize,
    /// Place of the term in its glossary.
    pub term: usize,
    /// The word, by its place among the tokens.
    pub token: usize,
    /// How the word is made: `di-per-tanggung-jawab-kan`.
    pub made: String,
}

impl<'a> Why<'a> {
    /// Explains by `index`, which holds `glossaries` in this order.
    pub fn new(index: &'a TermIndex, glossaries: &[Glossary], analyzer: &'a Analyzer, options: Options) -> Self {
        let mut terms = HashMap::new();
        for (g, glossary) in glossaries.iter().enumerate() {
            for (t, term) in glossary.terms.iter().enumerate() {
                for source in std::iter::once(&term.source).chain(&term.also) {
                    terms.insert(source.to_lowercase(), (g, t));
                }
            }
        }
        Self { index, analyzer, options, terms }
    }

    /// The sentences of a text with what was found in them.
    pub fn explain(&self, source: &SourceText) -> Vec<Explained<'a>> {
        let text = source.text();
        let mut document = scan::document(self.index, text);
        let sentences = segment::paragraphs(text).into_iter().flat_map(|span| segment::sentences(text, span));
        sentences
            .map(|raw| {
                let (matches, rejected) = scan::explain(self.index, &self.options, text, &raw, &mut document);
                let taken: Vec<_> =
                    matches.iter().map(|m| &m.tokens).chain(rejected.iter().map(|r| &r.tokens)).collect();
                let related = self.related(text, &raw, &taken);
                Explained { raw, matches, rejected, related }
            })
            .collect()
    }

    /// Looks at the words that nothing else was said about.
    fn related(&self, text: &str, raw: &RawSentence, taken: &[&Range<usize>]) -> Vec<Related> {
        let mut out = Vec::new();
        let free = |n: &usize| raw.tokens[*n].kind == TokenKind::Word && !taken.iter().any(|t| t.contains(n));
        for token in (0..raw.tokens.len()).filter(free) {
            let lower = raw.tokens[token].span.of(text).to_lowercase();
            for reading in self.analyzer.analyze(&lower).iter().take(READINGS) {
                let roots: Vec<&str> =
                    reading.morphemes.iter().filter(|m| m.kind == MorphemeKind::Root).map(|m| &*m.form).collect();
                let candidates = [roots.join(" "), reading.root.to_lowercase()];
                let place = candidates.iter().filter(|c| **c != lower).find_map(|c| self.terms.get(c.as_str()));
                if let Some(&(glossary, term)) = place
                    && !out.iter().any(|r: &Related| (r.token, r.glossary, r.term) == (token, glossary, term))
                {
                    out.push(Related { glossary, term, token, made: reading.underlying() });
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn names_the_terms_inside_other_words() {
        let toml = "[[entry]]\nterm = \"duta\"\nen = \"envoy\"\n[[entry]]\nterm = \"tanggung jawab\"\nen = \"responsibility\"\n";
        let glossaries = [Glossary::parse("g.toml", toml).expect("parses")];
        let analyzer = Analyzer::new(Lexicon::builtin());
        let index = TermIndex::of(&glossaries[0], &analyzer);
        let why = Why::new(&index, &glossaries, &analyzer, Options::default());
        let source = SourceText::from_text("-", "Kedutaan itu harus dipertanggungjawabkan.");
        let found = why.explain(&source);
        assert!(found[0].matches.is_empty());
        let related: Vec<_> = found[0].related.iter().map(|r| (r.term, r.token, r.made.as_str())).collect();
        assert_eq!(related, [(0, 0, "ke-duta-an"), (1, 3, "di-per-tanggung-jawab-kan")]);
    }
}

//! What a person made of a sentence in English.

use crate::text::Span;

/// A free translation of a sentence, and of those before it that it renders too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Translation {
    /// The English.
    pub text: String,
    /// How many sentences it renders: this one and those right before it. They have no translation of their own.
    pub sentences: usize,
    /// The words of it that render terms of the glossary, in order; none share a word.
    pub terms: Vec<RenderedTerm>,
}

/// Words of a translation that render a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedTerm {
    /// Where they stand in the translation.
    pub span: Span,
    /// Where the words of the term stand in the source text.
    pub source: Vec<Span>,
}

impl Translation {
    /// A translation of one sentence, of whose words nothing is known.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), sentences: 1, terms: Vec::new() }
    }

    /// The text in pieces, each with the term that it renders, if any. Together they are the text.
    ///
    /// ```
    /// use padan::model::{RenderedTerm, Translation};
    /// use padan::text::Span;
    /// let mut translation = Translation::new("The ceasefire failed.");
    /// translation.terms = vec![RenderedTerm { span: Span::new(4, 13), source: Vec::new() }];
    /// let pieces: Vec<_> = translation.pieces().map(|(text, term)| (text, term.is_some())).collect();
    /// assert_eq!(pieces, [("The ", false), ("ceasefire", true), (" failed.", false)]);
    /// ```
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Option<&RenderedTerm>)> {
        let mut at = 0;
        let ends = self.terms.iter().map(Some).chain([None]);
        ends.flat_map(move |term| {
            let (start, end) = match term {
                Some(term) => (term.span.start as usize, term.span.end as usize),
                None => (self.text.len(), self.text.len()),
            };
            let plain = (self.text.get(at..start).unwrap_or_default(), None);
            let marked = (self.text.get(start..end).unwrap_or_default(), term);
            at = end;
            [plain, marked]
        })
        .filter(|(text, _)| !text.is_empty())
    }
}

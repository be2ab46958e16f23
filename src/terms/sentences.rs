//! Sentences of a text, for looking terms up in texts without glossing them.

use std::ops::Range;

use super::{Context, TermIndex, TermMatch, View};
use crate::segment::{self, RawToken};
use crate::text::Span;

/// A sentence with its tokens.
#[derive(Debug)]
pub struct Sentence<'a> {
    text: &'a str,
    document: &'a str,
    tokens: Vec<RawToken>,
    lower: Vec<String>,
    /// Where it stands in the text.
    pub span: Span,
}

impl<'a> Sentence<'a> {
    /// `text` as one sentence.
    pub fn new(text: &'a str) -> Self {
        let span = Span::new(0, text.len());
        Self::of(text, span, segment::tokenize(text, span), text)
    }

    fn of(text: &'a str, span: Span, tokens: Vec<RawToken>, document: &'a str) -> Self {
        let lower = tokens.iter().map(|t| t.span.of(text).to_lowercase()).collect();
        Self { text, document, tokens, lower, span }
    }

    /// The terms in it. Conditions on the document see the text that it is from.
    pub fn find<'i>(&self, index: &'i TermIndex) -> Vec<TermMatch<'i>> {
        let views: Vec<View<'_>> =
            self.tokens.iter().zip(&self.lower).map(|(t, lower)| View::new(t.span.of(self.text), lower)).collect();
        index.find(&views, &Context { document: self.document, ..Context::default() })
    }

    /// The sentence as written.
    pub fn text(&self) -> &'a str {
        self.span.of(self.text)
    }

    /// The text of these tokens as written.
    pub fn words(&self, tokens: &Range<usize>) -> &'a str {
        match self.tokens.get(tokens.clone()) {
            Some([first, .., last]) => &self.text[first.span.range().start..last.span.range().end],
            Some([one]) => one.span.of(self.text),
            _ => "",
        }
    }

    /// The lower-cased tokens.
    pub fn lower(&self) -> &[String] {
        &self.lower
    }
}

/// Hands over the sentences of a text, one after the other.
///
/// ```
/// use padan::terms::{TermIndex, each_sentence};
/// let (index, mut found) = (TermIndex::builtin(), Vec::new());
/// each_sentence("Kedutaan besarnya ditutup. Dubes pulang.", |sentence| {
///     found.extend(sentence.find(&index).iter().map(|m| m.key.to_owned()));
/// });
/// assert_eq!(found, ["kedutaan-besar", "duta-besar"]);
/// ```
pub fn each_sentence(text: &str, mut each: impl FnMut(&Sentence<'_>)) {
    let document = text.to_lowercase();
    for paragraph in segment::paragraphs(text) {
        for raw in segment::sentences(text, paragraph) {
            each(&Sentence::of(text, raw.span, raw.tokens, &document));
        }
    }
}

//! Terms in texts, without readings of the words: all that matching asks is how they are written.

use super::Options;
use crate::segment::{self, RawSentence};
use crate::terms::{self, Context, Rejected, Senses, TermIndex, TermMatch, View};
use crate::text::Span;

/// Calls `each` for every sentence of `text` with its matches.
pub(super) fn scan<'i>(
    index: &'i TermIndex,
    options: &Options,
    text: &str,
    mut each: impl FnMut(&RawSentence, Vec<TermMatch<'i>>),
) {
    let mut document = document(index, text);
    for span in segment::paragraphs(text) {
        paragraph(index, options, text, span, &mut document, &mut each);
    }
}

/// What matching in a sentence looks at of the rest of its document.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// The whole text, lower-cased, if a condition looks at it.
    pub lowered: String,
    /// The senses that it has shown so far.
    pub senses: Senses,
}

/// A document before its first sentence.
pub(super) fn document(index: &TermIndex, text: &str) -> Document {
    let lowered = if index.looks_at_document() { text.to_lowercase() } else { String::new() };
    Document { lowered, senses: Senses::new() }
}

impl Document {
    fn learn(&mut self, matches: &[TermMatch<'_>]) {
        terms::learn(&mut self.senses, matches);
    }
}

/// Calls `each` for every sentence of a paragraph of `text` with its matches.
pub(super) fn paragraph<'i>(
    index: &'i TermIndex,
    options: &Options,
    text: &str,
    span: Span,
    document: &mut Document,
    each: &mut impl FnMut(&RawSentence, Vec<TermMatch<'i>>),
) {
    for raw in segment::sentences(text, span) {
        let found = with_views(options, text, &raw, document, |views, context| index.find(views, context));
        document.learn(&found);
        each(&raw, found);
    }
}

/// The matches of a sentence, and what was not taken.
pub(super) fn explain<'i>(
    index: &'i TermIndex,
    options: &Options,
    text: &str,
    raw: &RawSentence,
    document: &mut Document,
) -> (Vec<TermMatch<'i>>, Vec<Rejected<'i>>) {
    let found = with_views(options, text, raw, document, |views, context| index.explain(views, context));
    document.learn(&found.0);
    found
}

fn with_views<T>(
    options: &Options,
    text: &str,
    raw: &RawSentence,
    document: &Document,
    look: impl FnOnce(&[View<'_>], &Context<'_>) -> T,
) -> T {
    // All letters of ASCII are made small at once and stay in their places; words with others are few.
    let small = raw.span.of(text).to_ascii_lowercase();
    let forms = || raw.tokens.iter().map(|token| (token, token.span.of(text)));
    let others: Vec<String> =
        forms().filter(|(token, form)| !token.small && !form.is_ascii()).map(|(_, form)| form.to_lowercase()).collect();
    let mut others = others.iter();
    let views = forms().map(|(token, form)| {
        let from = (token.span.start - raw.span.start) as usize;
        let lower = match token.small || form.is_ascii() {
            true => &small[from..from + form.len()],
            false => others.next().expect("a word in small letters for each"),
        };
        View::new(form, lower)
    });
    let views: Vec<View<'_>> = views.collect();
    let context = Context {
        headline: raw.is_headline(text),
        document: &document.lowered,
        domain: options.domain.as_deref(),
        scope: options.scope.as_deref(),
        senses: Some(&document.senses),
    };
    look(&views, &context)
}

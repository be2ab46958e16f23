//! Tokens recur: most of what a format writes of one was written before for the same word in the same reading.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::{Document, Token};

/// What was written of the tokens of a document.
pub(super) struct Recurrent<'a> {
    document: &'a Document,
    /// Of each form the last token that was written, and where it stands in `written`.
    known: HashMap<&'a str, (&'a Token, Range<usize>), foldhash::fast::RandomState>,
    written: Vec<u8>,
}

impl<'a> Recurrent<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        Self { document, known: HashMap::default(), written: Vec::new() }
    }

    /// What `write` writes of `token`, from memory if it wrote the same of one before. It must not depend on where the token stands.
    pub(super) fn token(&mut self, token: &'a Token, write: impl FnOnce(&mut Vec<u8>)) -> &[u8] {
        let form = self.document.text(token.span);
        let place = match self.known.get(form) {
            Some((other, place)) if alike(token, other) => place.clone(),
            _ => {
                let from = self.written.len();
                write(&mut self.written);
                let place = from..self.written.len();
                self.known.insert(form, (token, place.clone()));
                place
            }
        };
        &self.written[place]
    }
}

/// Whether two tokens of one form differ in nothing but their places.
fn alike(a: &Token, b: &Token) -> bool {
    let analyses = Arc::ptr_eq(&a.analyses, &b.analyses) || a.analyses.is_empty() && b.analyses.is_empty();
    let alternatives = Arc::ptr_eq(&a.alternatives, &b.alternatives) || a.alternatives == b.alternatives;
    let same = |token: &Token| (token.kind, token.chosen, token.upos, token.source, token.reason);
    analyses && same(a) == same(b) && a.gloss == b.gloss && alternatives && a.roles.is_empty() && b.roles.is_empty()
}

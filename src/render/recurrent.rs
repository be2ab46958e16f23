//! Tokens recur: most of what a format writes of one was written before for the same word in the same reading.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::check::Begun;
use crate::model::{Analysis, GlossSource, Reason, RoleOf, Token, TokenKind, Upos};

/// Bytes that are kept; with more, all are forgotten.
const MOST: usize = 4 << 20;

/// Readings of a form that are kept.
const READINGS: usize = 8;

/// What a format has written of tokens.
#[derive(Default)]
pub struct Recurrent {
    known: HashMap<Box<str>, Vec<Known>, foldhash::fast::RandomState>,
    written: Vec<u8>,
    /// What is not worth keeping.
    once: Vec<u8>,
}

/// A token as it was when it was written; all of it but its place.
struct Known {
    kind: TokenKind,
    analyses: Arc<[Analysis]>,
    chosen: usize,
    upos: Upos,
    gloss: Cow<'static, str>,
    alternatives: Arc<Vec<Cow<'static, str>>>,
    source: GlossSource,
    reason: Option<Reason>,
    roles: Vec<RoleOf>,
    written: Range<usize>,
    begun: Option<Begun>,
}

impl Recurrent {
    /// What `write` writes of `token`, from memory if it wrote the same of one before. It must not depend on where the token stands.
    /// With it comes the fingerprint that `write` began.
    pub(super) fn token(
        &mut self,
        form: &str,
        token: &Token,
        write: impl FnOnce(&mut Vec<u8>) -> Option<Begun>,
    ) -> (&[u8], Option<Begun>) {
        let known = self.known.get(form).map_or(&[][..], Vec::as_slice);
        if let Some(k) = known.iter().find(|k| k.is(token)) {
            return (&self.written[k.written.clone()], k.begun);
        }
        if known.len() == READINGS {
            self.once.clear();
            let begun = write(&mut self.once);
            return (&self.once, begun);
        }
        if self.written.len() > MOST {
            self.known.clear();
            self.written.clear();
        }
        let from = self.written.len();
        let begun = write(&mut self.written);
        self.known.entry(form.into()).or_default().push(Known {
            kind: token.kind,
            analyses: Arc::clone(&token.analyses),
            chosen: token.chosen,
            upos: token.upos,
            gloss: token.gloss.clone(),
            alternatives: Arc::clone(&token.alternatives),
            source: token.source,
            reason: token.reason,
            roles: token.roles.clone(),
            written: from..self.written.len(),
            begun,
        });
        (&self.written[from..], begun)
    }
}

impl Known {
    fn is(&self, token: &Token) -> bool {
        (self.kind, self.chosen, self.upos, self.source, self.reason)
            == (token.kind, token.chosen, token.upos, token.source, token.reason)
            && (Arc::ptr_eq(&self.analyses, &token.analyses) || self.analyses.is_empty() && token.analyses.is_empty())
            && (std::ptr::eq(self.gloss.as_ref(), token.gloss.as_ref()) || self.gloss == token.gloss)
            && self.roles == token.roles
            && (Arc::ptr_eq(&self.alternatives, &token.alternatives) || self.alternatives == token.alternatives)
    }
}

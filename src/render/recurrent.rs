//! Tokens recur: most of what a format writes of one was written before for the same word in the same reading.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::model::check::Begun;
use crate::model::{Analysis, GlossSource, Reason, RoleOf, Token, TokenKind, Upos};

/// Bytes that are kept; with more, all are forgotten.
const MOST: usize = 4 << 20;

/// What a format has written of tokens.
#[derive(Default)]
pub struct Recurrent {
    known: HashTable<Known>,
    state: RandomState,
    /// Of each token its form, then what was written.
    kept: Vec<u8>,
}

/// A token as it was when it was written; all of it but its place.
struct Known {
    hash: u64,
    /// Where in `kept` what was written begins. Its form stands before it.
    from: usize,
    form: u32,
    written: u32,
    kind: TokenKind,
    upos: Upos,
    source: GlossSource,
    chosen: usize,
    analyses: Arc<[Analysis]>,
    gloss: Cow<'static, str>,
    alternatives: Arc<Vec<Cow<'static, str>>>,
    reason: Option<Reason>,
    roles: Vec<RoleOf>,
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
        // Words that share their readings differ in capitals alone; other tokens have no readings.
        let hash = match token.analyses.is_empty() {
            true => self.state.hash_one(form),
            false => {
                let capital = form.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
                self.state.hash_one((token.analyses.as_ptr().addr(), token.chosen, token.gloss.len(), capital))
            }
        };
        let kept = &self.kept;
        if let Some(known) = self.known.find(hash, |k| k.form(kept) == form.as_bytes() && k.is(token)) {
            return (&self.kept[known.written()], known.begun);
        }
        if self.kept.len() > MOST {
            self.known.clear();
            self.kept.clear();
        }
        self.kept.extend_from_slice(form.as_bytes());
        let from = self.kept.len();
        let begun = write(&mut self.kept);
        let known = Known {
            hash,
            from,
            form: form.len() as u32,
            written: (self.kept.len() - from) as u32,
            kind: token.kind,
            upos: token.upos,
            source: token.source,
            chosen: token.chosen,
            analyses: Arc::clone(&token.analyses),
            gloss: token.gloss.clone(),
            alternatives: Arc::clone(&token.alternatives),
            reason: token.reason,
            roles: token.roles.clone(),
            begun,
        };
        self.known.insert_unique(hash, known, |k| k.hash);
        (&self.kept[from..], begun)
    }
}

impl Known {
    fn form<'k>(&self, kept: &'k [u8]) -> &'k [u8] {
        &kept[self.from - self.form as usize..self.from]
    }

    fn written(&self) -> Range<usize> {
        self.from..self.from + self.written as usize
    }

    fn is(&self, token: &Token) -> bool {
        (self.kind, self.chosen, self.upos, self.source, self.reason)
            == (token.kind, token.chosen, token.upos, token.source, token.reason)
            && (Arc::ptr_eq(&self.analyses, &token.analyses) || self.analyses.is_empty() && token.analyses.is_empty())
            && (std::ptr::eq(self.gloss.as_ref(), token.gloss.as_ref()) || self.gloss == token.gloss)
            && self.roles == token.roles
            && (Arc::ptr_eq(&self.alternatives, &token.alternatives) || self.alternatives == token.alternatives)
    }
}

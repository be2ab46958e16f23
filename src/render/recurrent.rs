//! Tokens recur: most of what a format writes of one was written before for the same word in the same reading.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::model::check::Begun;
use crate::model::{Analysis, Document, GlossSource, Reason, RoleOf, Token, TokenKind, Upos};

/// Bytes that are kept; with more, all are forgotten.
const MOST: usize = 4 << 20;

/// What a format has written of tokens.
#[derive(Default)]
pub struct Recurrent {
    known: HashTable<Known>,
    state: RandomState,
    /// Of each token its form, its gloss, then what was written.
    kept: Vec<u8>,
    /// What is rarely looked at of each token.
    rest: Vec<Rest>,
    /// What was written of the tokens of the sentence that was asked for last.
    pieces: Vec<Piece>,
}

/// A token as it was when it was written; all of it but its place. What most tokens are told apart by stands together, in as many bytes as
/// come from memory at once.
struct Known {
    /// Where in `kept` its form begins.
    from: usize,
    form: u32,
    gloss: u32,
    written: u32,
    /// Its place in `rest`.
    rest: u32,
    /// Where its readings, its alternatives and its gloss stand; 0 for a gloss that does not stay where it is.
    analyses: usize,
    alternatives: usize,
    gloss_at: usize,
    begun: Option<Begun>,
    /// Whether it has neither a reason nor roles.
    plain: bool,
    read: Read,
}

/// How a token is read.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Read {
    kind: TokenKind,
    upos: Upos,
    source: GlossSource,
    chosen: u32,
}

/// The rest of what is known of a token.
struct Rest {
    hash: u64,
    /// They are kept, so that no others come to stand in their place, by which they are found.
    _analyses: Arc<[Analysis]>,
    alternatives: Arc<Vec<Cow<'static, str>>>,
    reason: Option<Reason>,
    roles: Vec<RoleOf>,
}

/// What was written of a token.
#[derive(Clone, Copy)]
struct Piece {
    from: usize,
    length: u32,
    begun: Option<Begun>,
}

impl Recurrent {
    /// Has what `write` writes of each token at hand, from memory if it wrote the same of one before. It must not depend on where the token
    /// stands, and gives the fingerprint that it began. All of a sentence are looked up at once, so that none waits for memory alone.
    pub(super) fn look_up(
        &mut self,
        document: &Document,
        tokens: &[Token],
        mut write: impl FnMut(&str, &Token, &mut Vec<u8>) -> Option<Begun>,
    ) {
        if self.kept.len() > MOST {
            self.known.clear();
            self.kept.clear();
            self.rest.clear();
        }
        self.pieces.clear();
        for token in tokens {
            let form = document.text(token.span);
            let hash = self.hash(form, token);
            let piece = match self.known.find(hash, |known| known.is(form, token, &self.kept, &self.rest)) {
                Some(known) => known.piece(),
                None => self.keep(hash, form, token, &mut write),
            };
            self.pieces.push(piece);
        }
    }

    /// What was written of the `n`th of the tokens that were looked up, and the fingerprint that was begun.
    pub(super) fn written(&self, n: usize) -> (&[u8], Option<Begun>) {
        let piece = &self.pieces[n];
        (&self.kept[piece.from..piece.from + piece.length as usize], piece.begun)
    }

    fn hash(&self, form: &str, token: &Token) -> u64 {
        // Words that share their readings differ in capitals alone; other tokens have no readings.
        if token.analyses.is_empty() {
            return self.state.hash_one(form);
        }
        let capital = form.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        self.state.hash_one((place(&token.analyses), token.chosen, token.gloss.len(), capital))
    }

    fn keep(
        &mut self,
        hash: u64,
        form: &str,
        token: &Token,
        write: &mut impl FnMut(&str, &Token, &mut Vec<u8>) -> Option<Begun>,
    ) -> Piece {
        let from = self.kept.len();
        self.kept.extend_from_slice(form.as_bytes());
        self.kept.extend_from_slice(token.gloss.as_bytes());
        let before = self.kept.len();
        let begun = write(form, token, &mut self.kept);
        let known = Known {
            from,
            form: form.len() as u32,
            gloss: token.gloss.len() as u32,
            written: (self.kept.len() - before) as u32,
            rest: self.rest.len() as u32,
            analyses: place(&token.analyses),
            alternatives: Arc::as_ptr(&token.alternatives).addr(),
            gloss_at: lasting(&token.gloss),
            begun,
            plain: token.reason.is_none() && token.roles.is_empty(),
            read: Read::of(token),
        };
        self.rest.push(Rest {
            hash,
            _analyses: Arc::clone(&token.analyses),
            alternatives: Arc::clone(&token.alternatives),
            reason: token.reason,
            roles: token.roles.clone(),
        });
        let piece = known.piece();
        self.known.insert_unique(hash, known, |known| self.rest[known.rest as usize].hash);
        piece
    }
}

/// Where readings stand; those of tokens that have none are all alike.
fn place(analyses: &Arc<[Analysis]>) -> usize {
    if analyses.is_empty() { 0 } else { analyses.as_ptr().addr() }
}

/// Where a gloss stands that stays there.
#[expect(clippy::ptr_arg, reason = "whether it is borrowed decides")]
fn lasting(gloss: &Cow<'static, str>) -> usize {
    match gloss {
        Cow::Borrowed(gloss) => gloss.as_ptr().addr(),
        Cow::Owned(_) => 0,
    }
}

impl Read {
    fn of(token: &Token) -> Self {
        Self { kind: token.kind, upos: token.upos, source: token.source, chosen: token.chosen as u32 }
    }
}

impl Known {
    fn piece(&self) -> Piece {
        let from = self.from + self.form as usize + self.gloss as usize;
        Piece { from, length: self.written, begun: self.begun }
    }

    #[inline]
    fn is(&self, form: &str, token: &Token, kept: &[u8], rest: &[Rest]) -> bool {
        if (self.analyses, self.read) != (place(&token.analyses), Read::of(token)) {
            return false;
        }
        let gloss = self.from + self.form as usize;
        let rest = || &rest[self.rest as usize];
        let same_place = self.gloss_at != 0 && self.gloss_at == lasting(&token.gloss);
        kept[self.from..gloss] == *form.as_bytes()
            && self.gloss as usize == token.gloss.len()
            && (same_place || kept[gloss..gloss + token.gloss.len()] == *token.gloss.as_bytes())
            && (self.alternatives == Arc::as_ptr(&token.alternatives).addr()
                || rest().alternatives == token.alternatives)
            && match self.plain {
                true => token.reason.is_none() && token.roles.is_empty(),
                false => (rest().reason, &rest().roles) == (token.reason, &token.roles),
            }
    }
}

/// What is looked at of each token comes from memory at once.
const _: () = assert!(size_of::<Known>() <= 80);

//! The compiled terms of a glossary, read in place.

use std::borrow::Cow;

use super::compile::Role;
use crate::glossary::{CaseRule, Inflection, TermPos};
use crate::store::{Reader, Store, kind};

/// The block that [`super::compile::compile`] made.
#[derive(Debug)]
pub(super) struct Table {
    bytes: Cow<'static, [u8]>,
}

/// One form of one term.
#[derive(Debug)]
pub(super) struct Pattern<'a> {
    pub term: u32,
    pub role: Role,
    pub inflection: Inflection,
    pub case: CaseRule,
    pub clitics: bool,
    /// The words as the glossary writes them, joined by spaces.
    pub written: &'a str,
}

/// What matching needs of a term.
#[derive(Debug)]
pub(super) struct TermRecord<'a> {
    pub number: usize,
    pub key: &'a str,
    pub pos: TermPos,
    pub target: Vec<&'a str>,
    pub not_before: Vec<&'a str>,
    pub not_after: Vec<&'a str>,
    pub senses: Vec<(When<'a>, Vec<&'a str>)>,
    /// English of its own, or nothing; and the condition.
    pub abbreviations: Vec<(&'a str, Option<When<'a>>)>,
    pub family: Vec<(TermPos, Vec<&'a str>)>,
}

/// A condition.
#[derive(Debug)]
pub(super) struct When<'a> {
    pub next: Vec<&'a str>,
    pub prev: Vec<&'a str>,
    pub near: Vec<&'a str>,
    pub doc: Vec<&'a str>,
    pub domain: Vec<&'a str>,
    pub scope: Vec<&'a str>,
}

impl Table {
    pub(super) fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        let bytes = bytes.into();
        Store::open(&bytes);
        Self { bytes }
    }

    fn store(&self) -> Store<'_> {
        Store::open(&self.bytes)
    }

    /// Whether some condition looks at the whole document.
    pub(super) fn looks_at_document(&self) -> bool {
        let store = self.store();
        store.byte(store.records().0 as usize) != 0
    }

    /// Whether some form begins with the words `front` + `word` and goes on.
    pub(super) fn begins(&self, front: &str, word: &str) -> bool {
        self.store().find([kind::PHRASE_PREFIX, front.as_bytes(), word.as_bytes(), b""]).is_some()
    }

    /// The forms that are `front` + `word`.
    pub(super) fn forms(&self, front: &str, word: &str) -> impl Iterator<Item = Pattern<'_>> {
        let store = self.store();
        let places = store.find([kind::PHRASE, front.as_bytes(), word.as_bytes(), b""]);
        places.into_iter().flatten().map(move |place| pattern(store.reader(place)))
    }

    pub(super) fn term(&self, place: u32) -> TermRecord<'_> {
        let mut r = self.store().reader(place);
        TermRecord {
            number: r.number() as usize,
            key: r.string(),
            pos: pos(r.byte()),
            target: r.strings(),
            not_before: r.strings(),
            not_after: r.strings(),
            senses: (0..r.number()).map(|_| (when(&mut r), r.strings())).collect(),
            abbreviations: (0..r.number())
                .map(|_| {
                    let target = r.string();
                    let given = r.byte() != 0;
                    let when = when(&mut r);
                    (target, given.then_some(when))
                })
                .collect(),
            family: (0..r.number()).map(|_| (pos(r.byte()), r.strings())).collect(),
        }
    }
}

fn pattern(mut r: Reader<'_>) -> Pattern<'_> {
    let term = r.record();
    let (role, n) = (r.byte(), r.number());
    Pattern {
        term,
        role: match role {
            0 => Role::Main,
            1 => Role::Abbreviation(n),
            _ => Role::Relative(n),
        },
        inflection: Inflection::ALL[usize::from(r.byte())],
        case: [CaseRule::Auto, CaseRule::Exact, CaseRule::Any][usize::from(r.byte())],
        clitics: r.byte() != 0,
        written: r.string(),
    }
}

fn pos(byte: u8) -> TermPos {
    TermPos::ALL[usize::from(byte)]
}

fn when<'a>(r: &mut Reader<'a>) -> When<'a> {
    When {
        next: r.strings(),
        prev: r.strings(),
        near: r.strings(),
        doc: r.strings(),
        domain: r.strings(),
        scope: r.strings(),
    }
}

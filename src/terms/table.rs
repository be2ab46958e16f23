//! The compiled terms of a glossary, read in place.

use std::borrow::Cow;

use super::compile::{CaseTest, Role, flag};
use crate::glossary::TermPos;
use crate::glossary::TermStatus;
use crate::glossary::forms::{Inflection, Spelling};
use crate::store::{Filter, Reader, Store, kind, pair_hash};

/// The block that [`super::compile::compile`] made.
#[derive(Debug)]
pub(super) struct Table {
    bytes: Cow<'static, [u8]>,
    /// Of the hashes of first words.
    firsts: Filter,
    /// Of the hashes of first words and those behind them.
    seconds: Filter,
}

/// One form of one term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pattern<'a> {
    pub term: u32,
    /// Place of what the abbreviation or relative has of its own; `None` if it has nothing.
    pub own: Option<u32>,
    /// Place of the word in its list.
    pub number: usize,
    pub role: Role,
    pub inflection: Inflection,
    pub spelling: Spelling,
    pub case: CaseTest,
    flags: u8,
    pub pos: TermPos,
    /// The words as the glossary writes them, joined by spaces; empty if case is not compared.
    pub written: &'a str,
}

impl Pattern<'_> {
    pub fn takes_clitics(&self) -> bool {
        self.flags & flag::CLITICS != 0
    }

    pub fn wants_hyphen(&self) -> bool {
        self.flags & flag::HYPHEN != 0
    }

    pub fn is_homograph(&self) -> bool {
        self.flags & flag::HOMOGRAPH != 0
    }

    pub fn is_root(&self) -> bool {
        self.flags & flag::ROOT != 0
    }

    pub fn takes_se(&self) -> bool {
        self.flags & flag::SE != 0
    }

    pub fn is_exact(&self) -> bool {
        self.flags & flag::EXACT != 0
    }
}

/// What matching needs of a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct TermRecord<'a> {
    pub number: usize,
    pub status: TermStatus,
    pub target: List<'a>,
    pub guards: Option<(List<'a>, List<'a>)>,
    pub scope: Option<List<'a>>,
    senses: Option<Reader<'a>>,
    /// Where key and domain are: most candidates are never asked for them.
    names: Reader<'a>,
}

impl<'a> TermRecord<'a> {
    pub fn key(&self) -> &'a str {
        { self.names }.string()
    }

    pub fn domain(&self) -> &'a str {
        let mut reader = self.names;
        reader.skip_string();
        reader.string()
    }

    /// The senses in order: condition and English.
    pub fn senses(&self) -> impl Iterator<Item = (When<'a>, List<'a>)> + use<'a> {
        let mut reader = self.senses;
        let count = reader.as_mut().map_or(0, Reader::number);
        (0..count).filter_map(move |_| {
            let r = reader.as_mut()?;
            Some((when(r), List::read(r)))
        })
    }
}

/// A list of strings in the block.
#[derive(Clone, Copy, Debug)]
pub(super) struct List<'a> {
    reader: Reader<'a>,
    left: u32,
}

impl<'a> List<'a> {
    fn read(r: &mut Reader<'a>) -> Self {
        let left = r.number();
        let list = Self { reader: *r, left };
        (0..left).for_each(|_| r.skip_string());
        list
    }

    /// The list that ends a record.
    fn last(mut reader: Reader<'a>) -> Self {
        let left = reader.number();
        Self { reader, left }
    }

    pub fn is_empty(self) -> bool {
        self.left == 0
    }
}

impl<'a> Iterator for List<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.left = self.left.checked_sub(1)?;
        Some(self.reader.string())
    }
}

/// A condition.
#[derive(Clone, Copy, Debug)]
pub(super) struct When<'a> {
    pub next: List<'a>,
    pub prev: List<'a>,
    pub near: List<'a>,
    pub doc: List<'a>,
    pub domain: List<'a>,
    pub scope: List<'a>,
}

impl Table {
    pub(super) fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        let bytes = bytes.into();
        let store = Store::open(&bytes);
        let mut reader = store.reader(store.records().1);
        let [firsts, seconds] = std::array::from_fn(|_| reader.filter());
        Self { bytes, firsts, seconds }
    }

    #[inline]
    fn store(&self) -> Store<'_> {
        Store::view(&self.bytes)
    }

    /// Whether some condition looks at the whole document.
    pub(super) fn looks_at_document(&self) -> bool {
        let store = self.store();
        store.byte(store.records().0 as usize) != 0
    }

    /// Whether some form may begin with the word of this hash; if not, surely none does.
    #[inline]
    pub(super) fn may_begin(&self, word: u32) -> bool {
        self.firsts.may_hold(self.store(), word)
    }

    /// Whether some form may begin with the words of these hashes; if not, surely none does.
    #[inline]
    pub(super) fn may_go_on(&self, first: u32, second: u32) -> bool {
        self.seconds.may_hold(self.store(), pair_hash(first, second))
    }

    /// Whether some form begins with the words `front` + `word` and goes on.
    #[inline]
    pub(super) fn begins(&self, front: &str, word: &str) -> bool {
        self.store().find([kind::PHRASE_PREFIX, front.as_bytes(), word.as_bytes(), b""]).is_some()
    }

    /// The forms that are `front` + `word`.
    #[inline]
    pub(super) fn forms(&self, front: &str, word: &str) -> impl Iterator<Item = Pattern<'_>> {
        let store = self.store();
        let places = store.find([kind::PHRASE, front.as_bytes(), word.as_bytes(), b""]);
        places.into_iter().flatten().map(move |place| pattern(store, place))
    }

    /// Every form, lower-cased.
    #[cfg(test)]
    pub(super) fn phrases(&self) -> impl Iterator<Item = &str> {
        let form = |key| std::str::from_utf8(<[u8]>::strip_prefix(key, kind::PHRASE)?).ok();
        self.store().keys().filter_map(form)
    }

    pub(super) fn term(&self, place: u32) -> TermRecord<'_> {
        let store = self.store();
        let mut r = store.reader(place);
        let number = r.number() as usize;
        r.byte();
        let status = STATUSES[usize::from(r.byte())];
        let [guards, senses, scope] = std::array::from_fn(|_| part(store, r.number()).map(|at| store.reader(at)));
        let names = r;
        r.skip_string();
        r.skip_string();
        TermRecord {
            number,
            status,
            names,
            target: List::last(r),
            guards: guards.map(|mut r| (List::read(&mut r), List::read(&mut r))),
            scope: scope.map(|mut r| List::read(&mut r)),
            senses,
        }
    }

    /// What an abbreviation has of its own: English (or an empty list) and a condition.
    pub(super) fn abbreviation(&self, place: u32) -> (List<'_>, Option<When<'_>>) {
        let mut r = self.store().reader(place);
        let target = List::read(&mut r);
        let given = r.byte() != 0;
        (target, given.then(|| when(&mut r)))
    }

    /// The English of a relative.
    pub(super) fn relative(&self, place: u32) -> List<'_> {
        List::read(&mut self.store().reader(place))
    }
}

/// By number, as the block has them.
const STATUSES: [TermStatus; 4] =
    [TermStatus::Preferred, TermStatus::Admitted, TermStatus::Deprecated, TermStatus::Draft];

/// The place of a part that may be missing.
fn part(store: Store<'_>, place: u32) -> Option<u32> {
    (place != 0).then(|| store.records().0 + place)
}

#[inline]
fn pattern(store: Store<'_>, place: u32) -> Pattern<'_> {
    let mut r = store.reader(place);
    Pattern {
        term: r.record(),
        own: part(store, r.number()),
        number: r.number() as usize,
        role: Role::ALL[usize::from(r.byte())],
        inflection: Inflection::ALL[usize::from(r.byte())],
        spelling: Spelling::ALL[usize::from(r.byte())],
        case: CaseTest::ALL[usize::from(r.byte())],
        flags: r.byte(),
        pos: TermPos::ALL[usize::from(r.byte())],
        written: r.string(),
    }
}

fn when<'a>(r: &mut Reader<'a>) -> When<'a> {
    When {
        next: List::read(r),
        prev: List::read(r),
        near: List::read(r),
        doc: List::read(r),
        domain: List::read(r),
        scope: List::read(r),
    }
}

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
pub(super) struct Pattern {
    /// Place of the term; later terms have later places.
    pub term: u32,
    /// Place of what the abbreviation or relative has of its own; `None` if it has nothing.
    pub own: Option<u32>,
    /// Place of the word in its list.
    pub number: u32,
    pub role: Role,
    pub inflection: Inflection,
    pub spelling: Spelling,
    pub case: CaseTest,
    flags: u8,
    pub pos: TermPos,
    written: u32,
}

impl Pattern {
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

    /// Whether the term is preferred, and asks nothing of the text and has no senses.
    pub fn is_plain(&self) -> bool {
        self.flags & flag::PLAIN != 0
    }
}

/// What matching needs of a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct TermRecord<'a> {
    pub number: usize,
    pub status: TermStatus,
    guards: Option<Reader<'a>>,
    senses: Option<Reader<'a>>,
    scope: Option<Reader<'a>>,
    /// Where key, domain and English are: most candidates are never asked for them.
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

    /// English; empty if the term is not translated.
    pub fn target(&self) -> List<'a> {
        let mut reader = self.names;
        reader.skip_string();
        reader.skip_string();
        List::last(reader)
    }

    /// What must not stand behind a match, and what not before it.
    pub fn guards(&self) -> Option<(List<'a>, List<'a>)> {
        self.guards.map(|mut r| (List::read(&mut r), List::read(&mut r)))
    }

    pub fn scope(&self) -> Option<List<'a>> {
        self.scope.map(|mut r| List::read(&mut r))
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

/// Where the English of a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum English {
    /// With the entry.
    Entry,
    /// With the abbreviation or relative of this place.
    Own(u32),
    /// With this sense of the entry.
    Sense(u32),
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

    /// Whether both have the same first string, or none.
    pub fn begins_like(&self, other: &Self) -> bool {
        let first = |list: &Self| (list.left > 0).then(|| { list.reader }.bytes());
        first(self) == first(other)
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
    pub(super) fn forms(&self, front: &str, word: &str) -> impl Iterator<Item = Pattern> {
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
        let mut optional = || part(store, r.number()).map(|at| store.reader(at));
        let (guards, senses, scope) = (optional(), optional(), optional());
        TermRecord { number, status, guards, senses, scope, names: r }
    }

    /// Place of a term in its glossary.
    pub(super) fn number(&self, place: u32) -> usize {
        self.store().reader(place).number() as usize
    }

    /// The words of a form as the glossary writes them, joined by spaces; empty if case is not compared.
    pub(super) fn written(&self, pattern: &Pattern) -> &str {
        self.store().reader(pattern.written).string()
    }

    /// The renderings of a match of `term`; empty if the term is not translated.
    pub(super) fn targets<'a>(&'a self, term: &TermRecord<'a>, english: English) -> List<'a> {
        match english {
            English::Entry => term.target(),
            English::Own(place) => self.own_target(place),
            English::Sense(n) => term.senses().nth(n as usize).expect("a sense that matching found").1,
        }
    }

    /// The English of an abbreviation or a relative; empty if it has none of its own.
    pub(super) fn own_target(&self, place: u32) -> List<'_> {
        List::last(self.store().reader(place))
    }

    /// The condition of an abbreviation.
    pub(super) fn own_condition(&self, place: u32) -> Option<When<'_>> {
        let mut r = self.store().reader(place);
        List::read(&mut r);
        let given = r.byte() != 0;
        given.then(|| when(&mut r))
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
fn pattern(store: Store<'_>, place: u32) -> Pattern {
    let mut r = store.reader(place);
    let [a, b, c, d, role, inflection, spelling, case, flags, pos] = r.array();
    Pattern {
        term: store.records().0 + u32::from_le_bytes([a, b, c, d]),
        own: part(store, r.number()),
        number: r.number(),
        role: Role::ALL[usize::from(role)],
        inflection: Inflection::ALL[usize::from(inflection)],
        spelling: Spelling::ALL[usize::from(spelling)],
        case: CaseTest::ALL[usize::from(case)],
        flags,
        pos: TermPos::ALL[usize::from(pos)],
        written: r.place(),
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

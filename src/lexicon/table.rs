//! A compiled lexicon, read in place.

use super::compile::{HEADER, Hash, MAGIC, PHRASE_KEY, PHRASE_PREFIX_KEY, STEM_KEY, VARIANT_KEY};
use super::source::{FLAGS, KINDS, UPOS, VARIANT_KINDS};
use crate::model::{LexemeId, Upos};

/// The bytes that [`super::compile::compile`] made. Opening is free; a look-up reads a handful of cache lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    bytes: &'static [u8],
    mask: u32,
}

impl Table {
    pub(crate) const fn open(bytes: &'static [u8]) -> Self {
        assert!(
            bytes.len() > HEADER
                && bytes[0] == MAGIC[0]
                && bytes[1] == MAGIC[1]
                && bytes[2] == MAGIC[2]
                && bytes[3] == MAGIC[3],
            "a compiled lexicon of this version"
        );
        let slots = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
        Self { bytes, mask: slots - 1 }
    }

    #[inline]
    fn u32_at(&self, at: usize) -> u32 {
        let b: [u8; 4] = self.bytes[at..at + 4].try_into().expect("four bytes");
        u32::from_le_bytes(b)
    }

    /// The group of the key that is `parts` put together.
    #[inline]
    fn group(&self, parts: [&[u8]; 3]) -> Option<Group> {
        let hash = parts.iter().fold(Hash::default(), |h, p| h.feed(p));
        let mut slot = hash.slot(self.mask);
        loop {
            let at = HEADER + slot as usize * 8;
            let group = self.u32_at(at + 4) as usize;
            if group == 0 {
                return None;
            }
            if self.u32_at(at) == hash.0 && self.key_is(group, parts) {
                let len = self.bytes[group] as usize;
                let values = group + 1 + len;
                return Some(Group { table: *self, at: values + 2, left: self.bytes[values] });
            }
            slot = (slot + 1) & self.mask;
        }
    }

    fn key_is(&self, group: usize, parts: [&[u8]; 3]) -> bool {
        let len = self.bytes[group] as usize;
        let mut key = &self.bytes[group + 1..group + 1 + len];
        for part in parts {
            match key.strip_prefix(part) {
                Some(rest) => key = rest,
                None => return false,
            }
        }
        key.is_empty()
    }

    fn str_at(&self, at: usize) -> (&'static str, usize) {
        let len = self.bytes[at] as usize;
        let end = at + 1 + len;
        (std::str::from_utf8(&self.bytes[at + 1..end]).expect("written from str"), end)
    }
}

/// The lexemes of one key.
#[derive(Clone, Copy, Debug)]
struct Group {
    table: Table,
    at: usize,
    left: u8,
}

impl Iterator for Group {
    type Item = Lexeme;

    fn next(&mut self) -> Option<Lexeme> {
        self.left = self.left.checked_sub(1)?;
        let at = self.table.u32_at(self.at);
        self.at += 4;
        Some(Lexeme { table: self.table, at })
    }
}

/// A dictionary word: a form with one part of speech, its history and its English.
///
/// A lexeme is a pointer into the compiled lexicon; its fields are read when asked for.
#[derive(Clone, Copy)]
pub struct Lexeme {
    table: Table,
    at: u32,
}

impl PartialEq for Lexeme {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.table.bytes, other.table.bytes)
    }
}

impl Eq for Lexeme {}

impl std::fmt::Debug for Lexeme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.form(), self.upos())
    }
}

/// A flag of a lexeme; see `lexicon/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the table in lexicon/README.md")]
pub enum Flag {
    Transitive,
    Intransitive,
    Bound,
    Colloquial,
    Old,
    Rare,
    Regional,
    Vulgar,
    Formal,
    Passive,
    Classifier,
    Unit,
    Whole,
}

const _: () = assert!(FLAGS.len() == Flag::Whole as usize + 1);

impl Lexeme {
    /// The handle by which [`crate::Lexicon::lexeme`] gives the lexeme again.
    #[inline]
    pub fn id(self) -> LexemeId {
        LexemeId(self.at)
    }

    /// Citation form: lower case, names as they are written.
    pub fn form(self) -> &'static str {
        self.field(0)
    }

    /// Part of speech.
    #[inline]
    pub fn upos(self) -> Upos {
        ENTRY_UPOS[self.table.bytes[self.at as usize] as usize]
    }

    /// What a name or abbreviation names.
    pub fn kind(self) -> Option<&'static str> {
        let kind = self.table.bytes[self.at as usize + 1];
        KINDS.get(usize::from(kind).checked_sub(1)?).copied()
    }

    /// Whether `flag` is set.
    #[inline]
    pub fn is(self, flag: Flag) -> bool {
        let at = self.at as usize + 2;
        let bits = u16::from_le_bytes([self.table.bytes[at], self.table.bytes[at + 1]]);
        bits & (1 << flag as u16) != 0
    }

    /// The underlying segmentation, `ke-duta-an`; `None` for a word that is not cut.
    pub fn analysis(self) -> Option<&'static str> {
        Some(self.field(1)).filter(|a| !a.is_empty())
    }

    /// The surface segmentation, where the rules do not give it from the analysis.
    pub fn surface(self) -> Option<&'static str> {
        Some(self.field(2)).filter(|a| !a.is_empty())
    }

    /// The Leipzig label of a function word.
    pub fn label(self) -> Option<&'static str> {
        Some(self.field(3)).filter(|a| !a.is_empty())
    }

    /// The English adjective of a name: `Russian`.
    pub fn adjective(self) -> Option<&'static str> {
        Some(self.field(4)).filter(|a| !a.is_empty())
    }

    /// What an abbreviation stands for.
    pub fn full(self) -> Option<&'static str> {
        Some(self.field(5)).filter(|a| !a.is_empty())
    }

    /// The senses, first those that news uses first; each is a list of near-synonyms.
    pub fn senses(self) -> Vec<Vec<&'static str>> {
        let mut at = self.after_fields();
        let n = self.table.bytes[at];
        at += 1;
        (0..n)
            .map(|_| {
                let m = self.table.bytes[at];
                at += 1;
                (0..m)
                    .map(|_| {
                        let (gloss, end) = self.table.str_at(at);
                        at = end;
                        gloss
                    })
                    .collect()
            })
            .collect()
    }

    /// All glosses in order, senses flattened.
    pub fn glosses(self) -> impl Iterator<Item = &'static str> {
        self.senses().into_iter().flatten()
    }

    /// The first gloss: what a reader is shown when nothing else decides.
    pub fn gloss(self) -> &'static str {
        self.table.str_at(self.after_fields() + 2).0
    }

    fn field(self, n: usize) -> &'static str {
        let mut at = self.at as usize + 4;
        for _ in 0..n {
            at += 1 + self.table.bytes[at] as usize;
        }
        self.table.str_at(at).0
    }

    /// Where the record ends.
    fn end(self) -> usize {
        let mut at = self.after_fields();
        let skip = |at: usize| at + 1 + self.table.bytes[at] as usize;
        let senses = self.table.bytes[at];
        at += 1;
        for _ in 0..senses {
            let glosses = self.table.bytes[at];
            at += 1;
            for _ in 0..glosses {
                at = skip(at);
            }
        }
        at
    }

    fn after_fields(self) -> usize {
        let mut at = self.at as usize + 4;
        for _ in 0..6 {
            at += 1 + self.table.bytes[at] as usize;
        }
        at
    }
}

const ENTRY_UPOS: [Upos; 14] = [
    Upos::Noun,
    Upos::Verb,
    Upos::Adj,
    Upos::Adv,
    Upos::Propn,
    Upos::Pron,
    Upos::Det,
    Upos::Num,
    Upos::Adp,
    Upos::Sconj,
    Upos::Cconj,
    Upos::Aux,
    Upos::Part,
    Upos::Intj,
];

const _: () = assert!(ENTRY_UPOS.len() == UPOS.len());

impl Table {
    /// The lexemes of a lower-cased form: `first` (a restored letter, or nothing) before `rest`.
    #[inline]
    pub(crate) fn form(&self, first: &str, rest: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.group([b"", first.as_bytes(), rest.as_bytes()]).into_iter().flatten()
    }

    /// The verbs of a voiceless stem such as `umum-kan`.
    pub(crate) fn stem(&self, stem: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.group([&[STEM_KEY], stem.as_bytes(), b""]).into_iter().flatten()
    }

    /// The phrases that are `words`, lower-cased and joined by single spaces.
    pub(crate) fn phrase(&self, words: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.group([&[PHRASE_KEY], words.as_bytes(), b""]).into_iter().flatten()
    }

    /// Whether some phrase begins with `words` and goes on.
    pub(crate) fn begins_phrase(&self, words: &str) -> bool {
        self.group([&[PHRASE_PREFIX_KEY], words.as_bytes(), b""]).is_some()
    }

    pub(crate) fn variant(&self, form: &str) -> Option<VariantOf> {
        let mut group = self.group([&[VARIANT_KEY], form.as_bytes(), b""])?;
        let kind = self.u32_at(group.at) as usize;
        let standard = self.str_at(self.u32_at(group.at + 4) as usize).0;
        group.at += 8;
        group.left -= 2;
        Some(VariantOf { kind: VARIANT_KINDS[kind], standard, lexemes: group.collect() })
    }

    pub(crate) fn lexeme(&self, id: LexemeId) -> Lexeme {
        Lexeme { table: *self, at: id.0 }
    }

    /// Every lexeme, in the order of the files.
    pub(crate) fn lexemes(&self) -> impl Iterator<Item = Lexeme> + use<> {
        let table = *self;
        let mut at = self.u32_at(12) as usize;
        let end = self.u32_at(16) as usize;
        std::iter::from_fn(move || {
            let lexeme = Lexeme { table, at: u32::try_from(at).ok()? };
            (at < end).then(|| {
                at = lexeme.end();
                lexeme
            })
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.u32_at(8) as usize
    }
}

/// What a variant spelling stands for.
#[derive(Clone, Debug)]
pub struct VariantOf {
    /// `spelling`, `old`, `coll` or `slip`.
    pub kind: &'static str,
    /// The standard form.
    pub standard: &'static str,
    /// Its lexemes; empty if the standard form is itself made by rule.
    pub lexemes: Vec<Lexeme>,
}

//! Lines as alignment sees them, and corpora of pairs of lines.
//!
//! All words of a corpus are held at once, so they are small, and those of all lines stand one behind the other in one piece of memory.

use super::lists::Lists;
use super::target::{self, TargetClass};

/// What an Indonesian word does in a sentence, as far as alignment asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum SourceClass {
    Content,
    Name,
    Demonstrative,
    Article,
    Plural,
    Relative,
    Complementizer,
    Auxiliary,
    Copula,
    Negation,
    Pronoun,
    Preposition,
    Conjunction,
    Number,
    Punctuation,
}

/// By their numbers; four bits always name one.
const CLASSES: [SourceClass; 16] = {
    use SourceClass::*;
    [
        Content,
        Name,
        Demonstrative,
        Article,
        Plural,
        Relative,
        Complementizer,
        Auxiliary,
        Copula,
        Negation,
        Pronoun,
        Preposition,
        Conjunction,
        Number,
        Punctuation,
        Punctuation,
    ]
};

/// An Indonesian word in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct SourceWord {
    pub kind: u32,
    /// Its gloss, and below it in four bits its class.
    gloss_and_class: u32,
}

impl SourceWord {
    pub(super) fn new(kind: u32, gloss: u32, class: SourceClass) -> Self {
        Self { kind, gloss_and_class: above(4, gloss) | class as u32 }
    }

    /// The gloss that padan chose here: its number in the lexis.
    pub(super) fn gloss(self) -> u32 {
        self.gloss_and_class >> 4
    }

    pub(super) fn class(self) -> SourceClass {
        CLASSES[(self.gloss_and_class & 0xf) as usize]
    }
}

/// An English word in its place: its kind, below it a bit for a capital, and in four bits its class.
#[derive(Clone, Copy, Debug)]
pub(super) struct TargetWord(u32);

impl TargetWord {
    pub(super) fn new(kind: u32, class: TargetClass, is_capital: bool) -> Self {
        Self(above(5, kind) | u32::from(is_capital) << 4 | class as u32)
    }

    pub(super) fn kind(self) -> u32 {
        self.0 >> 5
    }

    pub(super) fn class(self) -> TargetClass {
        target::CLASSES[(self.0 & 0xf) as usize]
    }

    /// Whether it begins with a capital.
    pub(super) fn is_capital(self) -> bool {
        self.0 & 0x10 != 0
    }
}

/// A number with so many bits free below it.
fn above(bits: u32, number: u32) -> u32 {
    assert!(number.leading_zeros() >= bits, "no corpus that fits into memory has so many different words");
    number << bits
}

/// Several Indonesian words with an English of their own.
#[derive(Clone, Copy, Debug)]
pub(super) struct SourceUnit {
    /// Its gloss: the number in the lexis.
    pub gloss: u32,
    /// The place of its first word.
    first: u32,
    /// Which words behind the first belong to it, bit by bit; the first does.
    others: u64,
}

impl SourceUnit {
    /// A unit of words at `places`, rising. What stands more than 63 words behind the first is left out.
    pub(super) fn new(places: &[usize], gloss: u32) -> Self {
        let first = places.first().copied().unwrap_or_default();
        let others = places.iter().map(|p| p - first).filter(|&n| n < 64).fold(0, |all, n| all | 1 << n);
        Self { gloss, first: first as u32, others }
    }

    /// The same in a line that so many words stand before.
    pub(super) fn behind(self, words: usize) -> Self {
        Self { first: self.first + words as u32, ..self }
    }

    /// The places of its words, rising.
    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |n| self.others >> n & 1 == 1).map(move |n| self.first as usize + n)
    }

    /// Whether the word at a place belongs to it.
    pub(super) fn contains(self, place: usize) -> bool {
        place.checked_sub(self.first as usize).is_some_and(|n| n < 64 && self.others >> n & 1 == 1)
    }
}

/// An Indonesian line.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceLine {
    pub words: Vec<SourceWord>,
    /// Larger units stand before those inside them.
    pub units: Vec<SourceUnit>,
}

/// An Indonesian line and an English one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'c> {
    pub source: &'c [SourceWord],
    /// Units of the source's words; larger ones stand before those inside them.
    pub units: &'c [SourceUnit],
    pub target: &'c [TargetWord],
}

/// Pairs of lines.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    source: Lists<SourceWord>,
    units: Lists<SourceUnit>,
    target: Lists<TargetWord>,
}

impl Pairs {
    pub(super) fn push(&mut self, source: &SourceLine, target: &[TargetWord]) {
        self.source.push(source.words.iter().copied());
        self.units.push(source.units.iter().copied());
        self.target.push(target.iter().copied());
    }

    pub(super) fn len(&self) -> usize {
        self.source.len()
    }

    pub(super) fn get(&self, n: usize) -> Pair<'_> {
        let n = n as u32;
        Pair { source: self.source.get(n), units: self.units.get(n), target: self.target.get(n) }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Pair<'_>> {
        (0..self.len()).map(|n| self.get(n))
    }
}

impl FromIterator<(SourceLine, Vec<TargetWord>)> for Pairs {
    fn from_iter<I: IntoIterator<Item = (SourceLine, Vec<TargetWord>)>>(pairs: I) -> Self {
        let mut out = Self::default();
        pairs.into_iter().for_each(|(source, target)| out.push(&source, &target));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_what_they_are() {
        for (n, &class) in CLASSES[..15].iter().enumerate() {
            let word = SourceWord::new(7, 0x0fff_ffff - n as u32, class);
            assert_eq!((word.kind, word.gloss(), word.class()), (7, 0x0fff_ffff - n as u32, class));
        }
        for (n, &class) in target::CLASSES[..15].iter().enumerate() {
            let word = TargetWord::new(0x07ff_ffff - n as u32, class, n % 2 == 0);
            assert_eq!((word.kind(), word.class(), word.is_capital()), (0x07ff_ffff - n as u32, class, n % 2 == 0));
        }
    }

    #[test]
    fn units_keep_their_words() {
        let unit = SourceUnit::new(&[3, 4, 7, 66, 67], 9).behind(10);
        assert_eq!(unit.places().collect::<Vec<_>>(), [13, 14, 17, 76]);
        let found: Vec<usize> = (0..200).filter(|&p| unit.contains(p)).collect();
        assert_eq!(found, [13, 14, 17, 76]);
    }
}

//! Sets of short words as a few bits.

/// A set of words as bits (a Bloom filter of one hash): what shares no bit with it is not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bits(u128);

impl Bits {
    /// The set of all words.
    pub const ALL: Self = Self(u128::MAX);

    /// The set of one word. Length, beginning and end tell most words of a sentence apart.
    #[inline]
    pub fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let Some((&last, rest)) = bytes.split_last() else { return Self(0) };
        let at = |n: usize| usize::from(rest.get(n).copied().unwrap_or_default());
        let middle = at(rest.len() / 2);
        let hash = usize::from(last) * 7 + at(0) * 31 + at(1) * 3 + middle * 13 + bytes.len() * 37;
        Self(1 << (hash & 127))
    }

    /// The words of both.
    #[inline]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a word may be in both.
    #[inline]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl<'a> FromIterator<&'a str> for Bits {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        words.into_iter().map(Self::of).fold(Self::default(), Self::and)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_a_set_meets_it() {
        let words = ["", "a", "di", "duta", "kedutaan", "oleh karena itu", "ké", "besar"];
        let all: Bits = words.into_iter().collect();
        for word in words {
            assert_eq!(Bits::of(word).meets(all), !word.is_empty(), "{word}");
        }
        assert!(!Bits::of("duta").meets(Bits::of("besar")));
    }
}

//! Places inside a text.

use std::ops::Range;

/// A half-open range of bytes in a text.
///
/// Spans always fall on character boundaries of the text that they were made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to `end`, both in bytes.
    ///
    /// # Panics
    /// If a bound exceeds 4 GiB; [`crate::text::SourceText`] refuses such texts on entry.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).expect("texts are shorter than 4 GiB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The span as a range of `usize`, ready to index a `str`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The piece of `text` that the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The same length, `by` bytes further on.
    pub fn shifted(self, by: u32) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

//! A text beside its translation.

use std::ops::Range;

use super::sentence::Bead;

/// A piece of text that is aligned as a whole: a sentence, a line, a translation unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its text, without line breaks.
    pub text: String,
    /// The number of the paragraph that it stands in, from 0. Lines of line-aligned files are paragraphs of their own.
    pub paragraph: u32,
    /// Where pieces of it begin: in `text` and in the file, in bytes, rising. Empty if it is of no file.
    pub places: Vec<(u32, u32)>,
}

impl Segment {
    /// A segment that is of no file.
    pub fn new(text: impl Into<String>, paragraph: u32) -> Self {
        Self { text: text.into(), paragraph, places: Vec::new() }
    }

    /// The byte of the file at which byte `offset` of the text stands.
    pub fn place(&self, offset: usize) -> Option<usize> {
        let after = self.places.partition_point(|&(at, _)| at as usize <= offset);
        let (at, place) = *self.places.get(after.checked_sub(1)?)?;
        Some(place as usize + offset - at as usize)
    }
}

/// A text and its translation as segments, and which segments belong together.
///
/// The beads of a fresh bitext are empty unless the form in which it was given aligns it already (translation memories,
/// line-aligned files); [`super::Aligner::beads`] finds them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bitext {
    /// What to call it: the name of the source file.
    pub name: String,
    /// The Indonesian side, in order.
    pub source: Vec<Segment>,
    /// The English side, in order.
    pub target: Vec<Segment>,
    /// What belongs together: in order of the source, moved beads and insertions where they stand in the target.
    pub beads: Vec<Bead>,
}

impl Bitext {
    /// A bitext of segments that are not aligned yet.
    pub fn unaligned(name: impl Into<String>, source: Vec<Segment>, target: Vec<Segment>) -> Self {
        Self { name: name.into(), source, target, beads: Vec::new() }
    }

    /// A bitext of pairs that are translations of one another as they come.
    ///
    /// ```
    /// use padan::align::Bitext;
    /// let bitext = Bitext::of_pairs("memory", [("Kedutaan ditutup.".to_owned(), "The embassy was closed.".to_owned())]);
    /// assert_eq!(bitext.pairs().collect::<Vec<_>>(), [("Kedutaan ditutup.".into(), "The embassy was closed.".into())]);
    /// ```
    pub fn of_pairs(name: impl Into<String>, pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut bitext = Self { name: name.into(), ..Self::default() };
        for (source, target) in pairs {
            let n = bitext.source.len() as u32;
            bitext.push(Segment::new(source, n), Segment::new(target, n));
        }
        bitext
    }

    /// Adds a pair of segments that are translations of one another. An empty one is no translation.
    pub(super) fn push(&mut self, source: Segment, target: Segment) {
        let n = self.source.len();
        self.source.push(source);
        self.target.push(target);
        self.beads.push(Bead::sure(n..n + 1, n..n + 1));
    }

    /// Source and target text of every bead that has both, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        self.beads.iter().filter(|b| b.is_pair()).map(|b| (self.source_text(b), self.target_text(b)))
    }

    /// The source text of a bead; segments are joined by spaces.
    pub fn source_text(&self, bead: &Bead) -> String {
        joined(&self.source, &bead.source)
    }

    /// The target text of a bead; segments are joined by spaces.
    pub fn target_text(&self, bead: &Bead) -> String {
        joined(&self.target, &bead.target)
    }

    /// Lets go of the texts of a bead.
    pub(super) fn forget(&mut self, bead: &Bead) {
        let segments = self.source[bead.source.clone()].iter_mut().chain(&mut self.target[bead.target.clone()]);
        segments.for_each(|segment| *segment = Segment::new("", segment.paragraph));
    }

    /// The byte of the source's file at which byte `offset` of a bead's source text stands.
    pub fn source_place(&self, bead: &Bead, offset: usize) -> Option<usize> {
        place(range_of(&self.source, &bead.source), offset)
    }

    /// The byte of the target's file at which byte `offset` of a bead's target text stands.
    pub fn target_place(&self, bead: &Bead, offset: usize) -> Option<usize> {
        place(range_of(&self.target, &bead.target), offset)
    }

    /// Whether the first side is English and the second Indonesian, by their function words.
    pub fn is_swapped(&self) -> bool {
        let side = |segments: &[Segment]| leaning(segments.iter().take(400).map(|s| s.text.as_str()));
        let (s, t) = (side(&self.source), side(&self.target));
        s < 0 && t > 0
    }

    /// How far to trust the whole, 0 to 1: the mean confidence of the beads, weighed by the length of their source; what has no
    /// counterpart counts as 0. A translation of something else stays below 0.2.
    pub fn confidence(&self) -> f32 {
        let length = |range: &Range<usize>| self.source[range.clone()].iter().map(|s| s.text.len() as f32).sum::<f32>();
        let all: f32 = self.source.iter().map(|s| s.text.len() as f32).sum();
        let sum: f32 = self.beads.iter().filter(|b| b.is_pair()).map(|b| b.confidence * length(&b.source)).sum();
        if all > 0.0 { sum / all } else { 0.0 }
    }
}

fn joined(segments: &[Segment], range: &Range<usize>) -> String {
    range_of(segments, range).iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The segments of a bead; none if they were let go.
fn range_of<'s>(segments: &'s [Segment], range: &Range<usize>) -> &'s [Segment] {
    segments.get(range.clone()).unwrap_or_default()
}

/// Segments are joined by one space, so each begins one byte behind the one before it.
fn place(segments: &[Segment], mut offset: usize) -> Option<usize> {
    let mut segments = segments.iter().peekable();
    while let Some(segment) = segments.next() {
        if offset <= segment.text.len() || segments.peek().is_none() {
            return segment.place(offset);
        }
        offset -= segment.text.len() + 1;
    }
    None
}

/// How many more of the commonest Indonesian function words than of the English ones there are.
pub(crate) fn leaning<'t>(texts: impl Iterator<Item = &'t str>) -> i32 {
    const INDONESIAN: &[&str] = &[
        "yang", "dan", "dengan", "untuk", "dari", "pada", "ini", "itu", "tidak", "akan", "dalam", "oleh", "para",
        "kata",
    ];
    const ENGLISH: &[&str] =
        &["the", "of", "and", "to", "in", "that", "for", "was", "with", "said", "on", "by", "from", "is", "were"];
    let words = texts.flat_map(str::split_whitespace);
    words
        .map(|w| {
            let is = |list: &[&str]| i32::from(list.iter().any(|f| w.eq_ignore_ascii_case(f)));
            is(INDONESIAN) - is(ENGLISH)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_sides_are_noticed() {
        let id = "Kedutaan itu ditutup dan para diplomat pulang dengan pesawat.";
        let en = "The embassy was closed and the diplomats went home by plane.";
        for (source, target, wanted) in [(id, en, false), (en, id, true), (id, id, false), ("", "", false)] {
            assert_eq!(Bitext::of_texts("x", source, target).is_swapped(), wanted, "{source}");
        }
    }
}

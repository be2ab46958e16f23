//! A text with its way back to the file it came from.

use std::path::{Path, PathBuf};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::decode::{DecodeError, Encoding, decode};

/// A text in NFC, its name, and the map from its bytes back to those of the decoded file.
///
/// Most files are in NFC already; then nothing is copied but the text itself.
#[derive(Clone, Debug)]
pub struct SourceText {
    name: PathBuf,
    text: String,
    encoding: Encoding,
    offsets: OffsetMap,
}

impl SourceText {
    /// Decodes and normalises the bytes of a file called `name`.
    ///
    /// # Errors
    /// [`DecodeError`] if the bytes are not text.
    pub fn from_bytes(name: impl AsRef<Path>, bytes: &[u8]) -> Result<Self, DecodeError> {
        let decoded = decode(bytes)?;
        let mut source = Self::from_text(name, decoded.text);
        source.encoding = decoded.encoding;
        Ok(source)
    }

    /// Takes a text that is already decoded.
    pub fn from_text(name: impl AsRef<Path>, text: impl Into<String>) -> Self {
        let original = text.into();
        let (text, offsets) =
            if is_composed(&original) { (original, OffsetMap::default()) } else { compose(&original) };
        Self { name: name.as_ref().to_owned(), text, encoding: Encoding::Utf8, offsets }
    }

    /// The name that the text was given, a path or `-`.
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// The text in NFC. Every [`super::Span`] of a document counts in it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the file was stored.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Byte `offset` of the NFC text as an offset into the text as it was decoded.
    pub fn decoded_offset(&self, offset: usize) -> usize {
        self.offsets.back(offset)
    }

    /// Offsets in Unicode code points of the decoded document, for a rising sequence of byte offsets.
    pub fn code_points(&self) -> CodePoints<'_> {
        CodePoints { source: self, byte: 0, ascii: 0, point: 0, next: 0, before: 0 }
    }
}

/// Turns rising byte offsets of the NFC text into code points of the decoded document; see
/// [`SourceText::code_points`].
#[derive(Debug)]
pub struct CodePoints<'a> {
    source: &'a SourceText,
    byte: usize,
    /// Where the text ceases to be ASCII, if that is behind `byte`.
    ascii: usize,
    point: usize,
    next: usize,
    before: usize,
}

impl CodePoints<'_> {
    /// The same, when `points` code points of the document stand before the text.
    #[must_use]
    pub fn after(self, points: usize) -> Self {
        Self { before: points, ..self }
    }

    /// The code point at byte `offset`. Offsets must not fall from call to call.
    #[inline]
    pub fn at(&mut self, offset: usize) -> usize {
        // Within a stretch of ASCII of a text that composition left as it was.
        if (self.byte..=self.ascii).contains(&offset) && self.source.offsets.changes.is_empty() {
            self.point += offset - self.byte;
            self.byte = offset;
            return self.before + self.point;
        }
        self.behind(offset)
    }

    fn behind(&mut self, offset: usize) -> usize {
        let offset = offset.max(self.byte);
        if offset <= self.ascii {
            self.point += offset - self.byte;
        } else {
            let text = self.source.text().as_bytes();
            self.point += text[self.byte..offset].iter().filter(|&&b| b & 0xc0 != 0x80).count();
            self.ascii = non_ascii(text, offset).unwrap_or(text.len());
        }
        self.byte = offset;
        while let Some(change) = self.source.offsets.changes.get(self.next)
            && change.composed <= self.byte
        {
            self.next += 1;
        }
        let extra = self.next.checked_sub(1).map_or(0, |last| self.source.offsets.changes[last].extra_points);
        self.before + self.point.wrapping_add_signed(extra)
    }
}

/// Whether a text is in NFC. Of ASCII only the character before others may compose with them, so that most of a text is passed over.
fn is_composed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = non_ascii(bytes, at) {
        let end = bytes[start..].iter().position(u8::is_ascii).map_or(text.len(), |n| start + n);
        if !is_nfc(&text[start.saturating_sub(1)..end]) {
            return false;
        }
        at = end;
    }
    true
}

/// The place of the first byte from `at` on that is not ASCII.
fn non_ascii(bytes: &[u8], at: usize) -> Option<usize> {
    let mut stretches = (at..).step_by(64).zip(bytes[at..].chunks(64));
    let (from, stretch) = stretches.find(|(_, stretch)| !stretch.is_ascii())?;
    stretch.iter().position(|b| !b.is_ascii()).map(|n| from + n)
}

/// Where composition changed the text: sorted, one row a changed cluster. Empty for text that was in NFC.
#[derive(Clone, Debug, Default)]
struct OffsetMap {
    changes: Vec<Change>,
}

#[derive(Clone, Copy, Debug)]
struct Change {
    /// End of the cluster in the composed text.
    composed: usize,
    /// End of the cluster in the decoded text.
    decoded: usize,
    /// Code points of the decoded text up to here, less those of the composed text.
    extra_points: isize,
}

impl OffsetMap {
    fn back(&self, offset: usize) -> usize {
        let passed = self.changes.partition_point(|change| change.composed <= offset);
        match passed.checked_sub(1).map(|last| self.changes[last]) {
            Some(change) => change.decoded + (offset - change.composed),
            None => offset,
        }
    }
}

/// Composes cluster by cluster, so that the map stays exact. A cluster starts at every character that is not a
/// combining mark and does not compose with the one before (Hangul syllables do).
fn compose(original: &str) -> (String, OffsetMap) {
    let mut text = String::with_capacity(original.len());
    let mut changes = Vec::new();
    let mut extra = 0isize;
    let mut start = 0;
    let ends = original.char_indices().skip(1).filter(|&(_, c)| starts_cluster(c)).map(|(i, _)| i);
    for end in ends.chain(std::iter::once(original.len())) {
        let cluster = &original[start..end];
        if is_nfc(cluster) {
            text.push_str(cluster);
        } else {
            let before = text.len();
            text.extend(cluster.nfc());
            extra += cluster.chars().count() as isize - text[before..].chars().count() as isize;
            changes.push(Change { composed: text.len(), decoded: end, extra_points: extra });
        }
        start = end;
    }
    (text, OffsetMap { changes })
}

fn starts_cluster(c: char) -> bool {
    use unicode_normalization::char::canonical_combining_class;
    canonical_combining_class(c) == 0 && !matches!(c, '\u{1161}'..='\u{11ff}') && is_nfc_starter(c)
}

/// Characters of class 0 that still compose with the one before (a few Indic vowel signs) are no cluster starts.
fn is_nfc_starter(c: char) -> bool {
    use unicode_normalization::IsNormalized;
    unicode_normalization::is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// Letters, marks that compose with them or do not, and what lies between.
        #[test]
        fn what_is_composed_is_nfc(text in "[ea éñ\u{301}\u{323}\u{327}“각\u{1100}\u{1161}\u{212b}]{0,90}") {
            proptest::prop_assert_eq!(is_composed(&text), is_nfc(&text));
        }
    }

    #[test]
    fn composes_and_maps_back() {
        let s = SourceText::from_text("a", "Pero\u{301}n dan Conte\u{301} lagi");
        assert_eq!(s.text(), "Perón dan Conté lagi");
        let n = s.text().find("lagi").expect("there");
        assert_eq!(s.decoded_offset(n), n + 2);
        let mut points = s.code_points();
        assert_eq!([points.at(0), points.at(s.text().find("dan").expect("there")), points.at(n)], [0, 7, 18]);
    }
}

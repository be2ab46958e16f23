//! Bytes to text: UTF-8, UTF-16 with a byte order mark, and plainly Windows-1252 files.

use std::borrow::Cow;

/// How the bytes of a file were read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little-endian, by its byte order mark.
    Utf16Le,
    /// UTF-16, big-endian, by its byte order mark.
    Utf16Be,
    /// Windows-1252: not UTF-8, but every byte is a letter or mark that such files use.
    Windows1252,
}

impl Encoding {
    /// The usual name of the encoding.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// Why bytes are not text that padan reads.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The file holds bytes that no text file has.
    #[error("binary data at byte {offset} (0x{byte:02x}); padan reads plain text")]
    Binary {
        /// Offset of the first such byte.
        offset: usize,
        /// Its value.
        byte: u8,
    },
    /// The file is neither UTF-8 nor plainly Windows-1252.
    #[error("not UTF-8 at byte {offset} (0x{byte:02x}); convert the file to UTF-8 first")]
    NotUtf8 {
        /// Offset of the first byte that is not UTF-8.
        offset: usize,
        /// Its value.
        byte: u8,
    },
    /// A UTF-16 file breaks off inside a character or has a lone surrogate.
    #[error("broken UTF-16 at byte {offset}; convert the file to UTF-8 first")]
    BrokenUtf16 {
        /// Offset of the first unit that is no character.
        offset: usize,
    },
    /// The text is larger than padan can address.
    #[error("{bytes} bytes are more than padan reads as one text (4 GiB)")]
    TooLarge {
        /// Size of the input.
        bytes: usize,
    },
}

/// Text and how it was stored.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// How it was stored.
    pub encoding: Encoding,
    /// Length in bytes of the byte order mark that was left out.
    pub bom: usize,
}

/// Reads `bytes` as text.
///
/// # Errors
/// [`DecodeError`], with the byte offset of the fault.
///
/// ```
/// use padan::text::{decode, Encoding};
/// assert_eq!(decode("gencatan".as_bytes())?.text, "gencatan");
/// assert_eq!(decode(b"\xff\xfea\0")?.encoding, Encoding::Utf16Le);
/// assert_eq!(decode(b"kata \x93damai\x94 itu")?.text, "kata “damai” itu");
/// # Ok::<(), padan::text::DecodeError>(())
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, DecodeError> {
    if bytes.len() >= u32::MAX as usize {
        return Err(DecodeError::TooLarge { bytes: bytes.len() });
    }
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes, Encoding::Utf16Be),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest, 3),
        _ => utf8(bytes, 0),
    }
}

fn utf8(bytes: &[u8], bom: usize) -> Result<Decoded<'_>, DecodeError> {
    if let Some((offset, byte)) = binary(bytes) {
        return Err(DecodeError::Binary { offset: bom + offset, byte });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, bom }),
        Err(_) if bom == 0 && is_windows_1252(bytes) => {
            let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
            Ok(Decoded { text, encoding: Encoding::Windows1252, bom })
        }
        Err(e) => {
            let offset = e.valid_up_to();
            Err(DecodeError::NotUtf8 { offset: bom + offset, byte: bytes[offset] })
        }
    }
}

fn utf16<'a>(bytes: &'a [u8], unit: fn([u8; 2]) -> u16, encoding: Encoding) -> Result<Decoded<'a>, DecodeError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 2;
    for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let c = c.map_err(|_| DecodeError::BrokenUtf16 { offset })?;
        if u8::try_from(c).is_ok_and(is_binary) {
            return Err(DecodeError::Binary { offset, byte: c as u8 });
        }
        text.push(c);
        offset += 2 * c.len_utf16();
    }
    if !odd.is_empty() {
        return Err(DecodeError::BrokenUtf16 { offset });
    }
    Ok(Decoded { text: Cow::Owned(text), encoding, bom: 2 })
}

/// The first byte of `text` that no text has, with its place.
#[cfg(feature = "batch")]
pub(crate) fn first_binary(text: &str) -> Option<(usize, u8)> {
    binary(text.as_bytes())
}

/// The first byte that no text has, with its place.
fn binary(bytes: &[u8]) -> Option<(usize, u8)> {
    // Most stretches of a text have no control characters but these, which is seen of many bytes together.
    let odd = |b: u8| (b < b' ') & (b != b'\n') & (b != b'\r') & (b != b'\t');
    let stretches = (0..).step_by(64).zip(bytes.chunks(64));
    let mut suspect = stretches.filter(|(_, stretch)| stretch.iter().fold(false, |any, &b| any | odd(b)));
    suspect.find_map(|(from, stretch)| {
        let at = stretch.iter().position(|&b| is_binary(b))?;
        Some((from + at, stretch[at]))
    })
}

/// Control characters that no text has. Form feeds, vertical tabs and escapes do occur in saved wire copy.
fn is_binary(b: u8) -> bool {
    matches!(b, 0x00..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f)
}

/// Plainly Windows-1252: the high bytes are few, and each is typographic punctuation or a Latin letter that
/// stands beside letters, never a run of them as in a multi-byte encoding or a compressed file.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let typographic =
        |b: u8| matches!(b, 0x80 | 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0xa0 | 0xa3 | 0xa9 | 0xab | 0xb0 | 0xb7 | 0xbb);
    let accented = |b: u8| b >= 0xc0 && b != 0xd7 && b != 0xf7;
    let mut high = 0usize;
    let mut run = 0usize;
    for &b in bytes {
        if b < 0x80 {
            run = 0;
            continue;
        }
        high += 1;
        run += 1;
        if run > 2 || !(typographic(b) || accented(b)) {
            return false;
        }
    }
    high * 4 <= bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_encoding() {
        let table: &[(&[u8], &str, Encoding, usize)] = &[
            (b"", "", Encoding::Utf8, 0),
            (b"\xef\xbb\xbfSaya", "Saya", Encoding::Utf8, 3),
            (b"\xff\xfeS\0a\0", "Sa", Encoding::Utf16Le, 2),
            (b"\xfe\xff\0S\0a", "Sa", Encoding::Utf16Be, 2),
            (b"Per\xf3n berkata \x93ya\x94", "Perón berkata “ya”", Encoding::Windows1252, 0),
        ];
        for &(bytes, text, encoding, bom) in table {
            let d = decode(bytes).expect("decodes");
            assert_eq!((d.text.as_ref(), d.encoding, d.bom), (text, encoding, bom));
        }
    }

    #[test]
    fn bytes_that_no_text_has_are_found_wherever_they_stand() {
        for (byte, at) in (0..=0x1f).flat_map(|b| [0, 1, 63, 64, 200].map(|at| (b, at))) {
            let mut text = "kata \u{1b} ".repeat(40).into_bytes();
            text[at] = byte;
            assert_eq!(binary(&text), is_binary(byte).then_some((at, byte)), "{byte:#x} at {at}");
        }
    }

    #[test]
    fn names_the_offset_of_the_fault() {
        let table: &[(&[u8], DecodeError)] = &[
            (b"abc\0def", DecodeError::Binary { offset: 3, byte: 0 }),
            (b"\x7fELF\x02\x01", DecodeError::Binary { offset: 4, byte: 2 }),
            (b"kata \xe6\x97 \xe6\x97\x81\x8d", DecodeError::NotUtf8 { offset: 5, byte: 0xe6 }),
            (b"\xef\xbb\xbfab\xff", DecodeError::NotUtf8 { offset: 5, byte: 0xff }),
            (b"\xff\xfea\0b", DecodeError::BrokenUtf16 { offset: 4 }),
            (b"\xff\xfe\x00\xd8a\0", DecodeError::BrokenUtf16 { offset: 2 }),
        ];
        for (bytes, error) in table {
            assert_eq!(&decode(bytes).expect_err("fails"), error, "{bytes:?}");
        }
    }
}

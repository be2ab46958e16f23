//! Bytes of any length to text, a stretch at a time.

use std::io::Read;

use encoding_rs::{Decoder, DecoderResult, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::articles::{PIECE, ReadError, Remark, cut, too_large};
use crate::text::{DecodeError, Encoding, decode, first_binary};

/// Bytes that are read before the encoding is settled. A file no longer than this is decoded just as `padan annotate` does.
const WINDOW: usize = 1 << 20;

/// Bytes that are read at a time after that.
const STEP: usize = 1 << 16;

/// A text that is decoded while it is read.
pub(super) struct TextStream {
    reader: Box<dyn Read + Send>,
    decoder: Option<Decoder>,
    encoding: Option<Encoding>,
    /// Decoded text that was not given yet.
    text: String,
    /// Bytes that were decoded, for the places of faults.
    decoded: usize,
    raw: Vec<u8>,
    ended: bool,
    given: bool,
}

impl TextStream {
    pub(super) fn new(reader: Box<dyn Read + Send>) -> Self {
        Self {
            reader,
            decoder: None,
            encoding: None,
            text: String::new(),
            decoded: 0,
            raw: Vec::new(),
            ended: false,
            given: false,
        }
    }

    /// Whether all of the text was given.
    pub(super) fn is_at_end(&self) -> bool {
        self.ended && self.text.is_empty()
    }

    /// The name of the encoding, once, if it is not UTF-8.
    pub(super) fn take_encoding(&mut self) -> Option<&'static str> {
        self.encoding.take().filter(|&e| e != Encoding::Utf8).map(Encoding::name)
    }

    /// The next piece. An empty text has one piece, which is empty.
    pub(super) fn next_piece(&mut self, remarks: &mut Vec<Remark>) -> Result<Option<String>, ReadError> {
        while !self.ended && self.text.len() <= 2 * PIECE {
            self.fill()?;
        }
        if self.given && self.text.is_empty() {
            return Ok(None);
        }
        self.given = true;
        let end = cut(&self.text, PIECE, remarks);
        let rest = self.text.split_off(end);
        Ok(Some(std::mem::replace(&mut self.text, rest)))
    }

    /// All of the text, if it has no more than `limit` bytes.
    pub(super) fn whole(&mut self, limit: usize) -> Result<Option<String>, ReadError> {
        if self.given {
            return Ok(None);
        }
        while !self.ended {
            self.fill()?;
            if self.text.len() > limit {
                return Err(too_large());
            }
        }
        self.given = true;
        Ok(Some(std::mem::take(&mut self.text)))
    }

    fn fill(&mut self) -> Result<(), ReadError> {
        let Some(decoder) = &mut self.decoder else { return self.begin() };
        self.raw.clear();
        self.raw.reserve(STEP);
        let n = self.reader.by_ref().take(STEP as u64).read_to_end(&mut self.raw)?;
        self.ended = n == 0;
        let from = self.text.len();
        self.text.reserve(decoder.max_utf8_buffer_length_without_replacement(n).unwrap_or(n * 3 + 16));
        let (result, read) = decoder.decode_to_string_without_replacement(&self.raw, &mut self.text, self.ended);
        if let DecoderResult::Malformed(bad, beyond) = result {
            let offset = self.decoded + read - usize::from(bad) - usize::from(beyond);
            let byte = self.raw.get(offset.saturating_sub(self.decoded)).copied().unwrap_or_default();
            return Err(match decoder.encoding() {
                e if e == UTF_8 => DecodeError::NotUtf8 { offset, byte },
                _ => DecodeError::BrokenUtf16 { offset },
            }
            .into());
        }
        if let Some((at, byte)) = first_binary(&self.text[from..]) {
            return Err(DecodeError::Binary { offset: self.decoded + at, byte }.into());
        }
        self.decoded += n;
        Ok(())
    }

    /// Reads the first window and settles the encoding.
    fn begin(&mut self) -> Result<(), ReadError> {
        self.reader.by_ref().take(WINDOW as u64).read_to_end(&mut self.raw)?;
        if self.raw.len() < WINDOW {
            let decoded = decode(&self.raw)?;
            self.encoding = Some(decoded.encoding);
            self.text = decoded.text.into_owned();
            self.raw = Vec::new();
            self.ended = true;
            return Ok(());
        }
        let (encoding, decoder) = match self.raw.as_slice() {
            [0xff, 0xfe, ..] => (Encoding::Utf16Le, UTF_16LE.new_decoder_with_bom_removal()),
            [0xfe, 0xff, ..] => (Encoding::Utf16Be, UTF_16BE.new_decoder_with_bom_removal()),
            bytes => match std::str::from_utf8(bytes) {
                // A character may be cut by the end of the window.
                Err(e) if e.error_len().is_some() => {
                    decode(bytes)?;
                    (Encoding::Windows1252, WINDOWS_1252.new_decoder_without_bom_handling())
                }
                _ => (Encoding::Utf8, UTF_8.new_decoder_with_bom_removal()),
            },
        };
        self.encoding = Some(encoding);
        let decoder = self.decoder.insert(decoder);
        self.text.reserve(decoder.max_utf8_buffer_length_without_replacement(WINDOW).unwrap_or(3 * WINDOW));
        let (result, read) = decoder.decode_to_string_without_replacement(&self.raw, &mut self.text, false);
        if let DecoderResult::Malformed(bad, beyond) = result {
            return Err(DecodeError::BrokenUtf16 { offset: read - usize::from(bad) - usize::from(beyond) }.into());
        }
        if let Some((at, byte)) = first_binary(&self.text) {
            return Err(DecodeError::Binary { offset: at, byte }.into());
        }
        self.decoded = self.raw.len();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: Vec<u8>) -> Result<String, String> {
        let mut stream = TextStream::new(Box::new(std::io::Cursor::new(bytes)));
        let mut out = String::new();
        while let Some(piece) = stream.next_piece(&mut Vec::new()).map_err(|e| e.to_string())? {
            out.push_str(&piece);
        }
        Ok(out)
    }

    #[test]
    fn long_texts_are_decoded_as_short_ones() {
        let text = "Perón berkata: kedutaan ditutup.\n".repeat(80_000);
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
        let bom = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
        for bytes in [text.clone().into_bytes(), bom, utf16, latin] {
            assert!(all(bytes).expect("text") == text);
        }
    }

    #[test]
    fn faults_far_in_are_named() {
        let mut bytes = "kata ".repeat(500_000).into_bytes();
        bytes[2_000_000] = 0xff;
        assert!(all(bytes.clone()).expect_err("no text").contains("2000000"));
        bytes[2_000_000] = 0;
        assert!(all(bytes).expect_err("no text").contains("2000000"));
    }
}

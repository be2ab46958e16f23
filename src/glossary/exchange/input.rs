//! A file that is imported: its bytes, its text, and places in it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{ExchangeError, Report};
use crate::diagnostic::Diagnostic;
use crate::text::{DecodeError, Encoding, Location, decode};

/// Largest file that is read, packed or not.
pub(super) const LARGEST: usize = 64 << 20;

/// A file to import.
#[derive(Debug)]
pub struct Input<'a> {
    /// Its name, for messages.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: &'a [u8],
}

/// A text to import, with what messages about it need.
pub(super) struct Source<'a> {
    pub path: &'a Path,
    pub text: String,
    lines: crate::text::LineIndex,
}

impl Input<'_> {
    pub(super) fn fault(&self, message: impl Into<String>) -> ExchangeError {
        ExchangeError::File { path: self.path.clone(), message: message.into() }
    }

    /// The text of the file: UTF-8, UTF-16 by its mark, or plainly Windows-1252, which is said.
    pub(super) fn source(&self, report: &mut Report) -> Result<Source<'_>, ExchangeError> {
        let decoded = decode(self.bytes).map_err(|e| self.undecodable(&e))?;
        if decoded.encoding != Encoding::Utf8 {
            report.remark(format!("{}: read as {}", self.path.display(), decoded.encoding.name()));
        }
        Ok(Source::new(&self.path, decoded.text.into_owned()))
    }

    /// The fault of bytes that are no text, at its line and column.
    pub(super) fn undecodable(&self, error: &DecodeError) -> ExchangeError {
        let offset = match *error {
            DecodeError::Binary { offset, .. } | DecodeError::NotUtf8 { offset, .. } => offset,
            _ => return self.fault(error.to_string()),
        };
        let before = String::from_utf8_lossy(&self.bytes[..offset.min(self.bytes.len())]);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}').chars().count() + 1;
        let path = self.path.display();
        // The line cannot be shown: it is no text.
        ExchangeError::File { path: PathBuf::from(format!("{path}:{line}:{column}")), message: error.to_string() }
    }
}

impl<'a> Source<'a> {
    pub(super) fn new(path: &'a Path, text: String) -> Self {
        let lines = crate::text::LineIndex::new(&text);
        Self { path, text, lines }
    }

    /// The place of a byte of the text.
    pub(super) fn at(&self, offset: usize) -> Location {
        let (line, column) = self.lines.line_column(&self.text, offset.min(self.text.len()));
        Location { path: self.path.to_owned(), line, column }
    }

    /// A fault at some bytes of the text.
    pub(super) fn fault(&self, span: Range<usize>, message: impl Into<String>, help: &str) -> ExchangeError {
        // Parsers count bytes and may stop inside a character.
        let start = self.text.floor_char_boundary(span.start);
        let span = start..self.text.ceil_char_boundary(span.end).max(start);
        let fault = Diagnostic::error(self.path.to_owned(), &self.text, span, message.into());
        let fault = if help.is_empty() { fault } else { fault.with_help(help) };
        ExchangeError::Text { diagnostic: Box::new(fault), text: self.text.clone() }
    }
}

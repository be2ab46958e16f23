//! What padan has to say about an input.

use std::fmt;
use std::path::PathBuf;

use crate::text::{LineIndex, Location};

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong; the input cannot be used as it is.
    Error,
}

/// A fault in an input file, with its place and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The file.
    pub path: PathBuf,
    /// The bytes of the file that are at fault.
    pub span: std::ops::Range<usize>,
    /// Where `span` begins, as its user counts.
    pub at: Location,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error about the bytes `span` of `text`, the content of the file at `path`.
    pub fn error(path: PathBuf, text: &str, span: std::ops::Range<usize>, message: String) -> Self {
        let (line, column) = LineIndex::new(text).line_column(text, span.start);
        let at = Location { path: path.clone(), line, column };
        Self { severity: Severity::Error, path, span, at, message, help: None }
    }

    /// The same, with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.message)
    }
}

impl std::error::Error for Diagnostic {}

//! Lexicon files that a user has beside the built-in ones.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::compile::compile;
use super::source::{Entry, Line, SourceError, Variant, again, read_lines};
use crate::diagnostic::Diagnostic;

/// A file of entries and variants that was read and found sound. Its lines may stand in any order.
#[derive(Clone, Debug)]
pub struct ExtraFile<'a> {
    path: PathBuf,
    entries: Vec<Entry<'a>>,
    variants: Vec<Variant<'a>>,
}

/// A lexicon file that cannot be read.
#[derive(Debug)]
pub struct LoadError(pub Box<Diagnostic>);

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for LoadError {}

impl<'a> ExtraFile<'a> {
    /// Reads `text`, the content of the file at `path`: lines as in the repository's `lexicon/*.tsv`, sorted or not. A line of
    /// three columns is a variant spelling.
    ///
    /// # Errors
    /// The first fault, with its place.
    pub fn parse(path: impl AsRef<Path>, text: &'a str) -> Result<Self, LoadError> {
        let path = path.as_ref();
        let fault = |e: SourceError| {
            LoadError(Box::new(Diagnostic::error(path.to_owned(), text, span_of(text, &e), e.message)))
        };
        let mut file = Self { path: path.to_owned(), entries: Vec::new(), variants: Vec::new() };
        let mut seen = HashSet::new();
        for line in read_lines(text) {
            match line.map_err(fault)? {
                Line::Entry(entry) => {
                    if !seen.insert((entry.form, entry.upos, entry.analysis, entry.flags.source)) {
                        return Err(fault(again(&entry)));
                    }
                    file.entries.push(entry);
                }
                Line::Variant(variant) => file.variants.push(variant),
            }
        }
        Ok(file)
    }

    /// A file of lines that were read already. Entries that stand twice are found twice.
    pub fn of_lines(path: impl AsRef<Path>, lines: impl IntoIterator<Item = Line<'a>>) -> Self {
        let mut file = Self { path: path.as_ref().to_owned(), entries: Vec::new(), variants: Vec::new() };
        for line in lines {
            match line {
                Line::Entry(entry) => file.entries.push(entry),
                Line::Variant(variant) => file.variants.push(variant),
            }
        }
        file
    }

    /// The file's path, as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The entries, in the order of the file.
    pub fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// The variants, in the order of the file.
    pub fn variants(&self) -> &[Variant<'a>] {
        &self.variants
    }
}

/// The bytes of `text` that a fault is about.
fn span_of(text: &str, fault: &SourceError) -> std::ops::Range<usize> {
    let start = text.split_inclusive('\n').take(fault.line - 1).map(str::len).sum::<usize>();
    let line = text[start..].lines().next().unwrap_or_default();
    let begin = line.char_indices().nth(fault.column - 1).map_or(line.len(), |(at, _)| at);
    start + begin..start + begin + at_fault(line, fault).len()
}

/// The part of its line that a fault is about: the column that it begins in.
pub(crate) fn at_fault<'a>(line: &'a str, fault: &SourceError) -> &'a str {
    let begin = line.char_indices().nth(fault.column - 1).map_or(line.len(), |(at, _)| at);
    let rest = &line[begin..];
    &rest[..rest.find('\t').unwrap_or(rest.len())]
}

/// The block of the entries whose source is `wanted`, and with those that have none the variants. `None` if that is nothing.
pub(super) fn compile_wanted(files: &[&ExtraFile<'_>], wanted: impl Fn(Option<&str>) -> bool) -> Option<Vec<u8>> {
    let names: Vec<String> = files.iter().map(|file| file.path.display().to_string()).collect();
    let entries: Vec<(&str, Vec<Entry<'_>>)> = names
        .iter()
        .zip(files)
        .map(|(name, file)| (name.as_str(), file.entries.iter().filter(|e| wanted(e.flags.source)).cloned().collect()))
        .collect();
    let variants: Vec<Variant<'_>> = match wanted(None) {
        true => files.iter().flat_map(|file| &file.variants).cloned().collect(),
        false => Vec::new(),
    };
    let nothing = variants.is_empty() && entries.iter().all(|(_, e)| e.is_empty());
    (!nothing).then(|| compile(&entries, &variants, &[]))
}

//! Checks of glossary files: what is not a glossary, what says too little or too much, forms that collide, English that jars, senses
//! that cannot be reached, references that dangle, and what texts say against it.
//!
//! A check is a row of [`CHECKS`]. A comment `# padan: allow G208 because …` on the line above a finding, behind it, or touching its
//! entry silences a check there; at the top of the file it silences it for the file.

mod allow;
mod checks;
mod english;
mod evidence;
mod fix;
mod forms;
mod relations;
mod senses;
mod shape;
mod syntax;
mod work;

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Severity};
use crate::glossary::edit::Editor;
use crate::morph::Analyzer;
use crate::terms::TermIndex;
use crate::text::{LineIndex, Location};
pub use checks::CHECKS;
pub use evidence::Aligned;
pub use fix::{fix, format};
use work::Work;

/// A row of the table of checks.
#[derive(Debug)]
pub struct Check {
    /// Its number, by which it is chosen, silenced and found in the docs.
    pub code: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// Whether `padan glossary fix` can mend some of its findings.
    pub fixable: bool,
    /// What it finds.
    pub about: &'static str,
    /// Why that is a fault, and what to do.
    pub explain: &'static str,
    run: fn(&Work<'_>, &mut Found<'_>),
}

/// Something that a check found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The check.
    pub check: &'static Check,
    /// Where and what.
    pub diagnostic: Diagnostic,
    /// Key of the entry that it is about.
    pub key: Option<String>,
    /// What to put in place of what, to be rid of it.
    pub fix: Option<Vec<(Range<usize>, String)>>,
}

/// A glossary to check.
#[derive(Debug)]
pub struct LintFile<'a> {
    /// Its name in findings.
    pub path: PathBuf,
    /// Its text.
    pub text: &'a str,
}

impl<'a> LintFile<'a> {
    /// `text`, the content of the file at `path`.
    pub fn new(path: impl AsRef<Path>, text: &'a str) -> Self {
        Self { path: path.as_ref().to_owned(), text }
    }
}

/// What the checks look at beside the file.
#[derive(Debug, Default)]
pub struct Options<'a> {
    /// Today as ISO 8601, for drafts that wait too long; without it none does.
    pub today: Option<String>,
    /// Whether keys must stand in the order of `fmt`.
    pub order: bool,
    /// Indonesian texts in which the terms are counted.
    pub corpus: &'a [&'a str],
    /// Indonesian and English, sentence by sentence.
    pub aligned: Option<&'a Aligned>,
    /// Keys of other glossaries, to which this one may refer.
    pub other_keys: &'a [String],
}

/// Takes what a check finds.
struct Found<'a> {
    check: &'static Check,
    path: &'a Path,
    text: &'a str,
    lines: &'a LineIndex,
    out: &'a mut Vec<Finding>,
}

impl Found<'_> {
    /// Reports the bytes `span`.
    fn at(&mut self, span: &Range<usize>, message: impl Into<String>) -> &mut Finding {
        let end = self.text.floor_char_boundary(span.end.min(self.text.len()));
        let start = self.text.floor_char_boundary(span.start.min(end));
        let (line, column) = self.lines.line_column(self.text, start);
        let at = Location { path: self.path.to_owned(), line, column };
        let diagnostic = Diagnostic {
            severity: self.check.severity,
            path: self.path.to_owned(),
            span: start..end,
            at,
            message: message.into(),
            help: None,
        };
        self.out.push(Finding { check: self.check, diagnostic, key: None, fix: None });
        self.out.last_mut().expect("just pushed")
    }
}

impl Finding {
    /// Says what to do.
    fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    /// Mends it by putting `text` in place of the bytes `span`.
    fn mend(&mut self, span: Range<usize>, text: impl Into<String>) -> &mut Self {
        self.fix.get_or_insert_default().push((span, text.into()));
        self
    }
}

/// Runs the checks that are `wanted` over a glossary. Findings come in the order of lines.
///
/// ```
/// use padan::lint::glossary::{LintFile, Options, lint};
/// use padan::{Lexicon, morph::Analyzer};
/// let file = LintFile::new("glossary.toml", "[[entry]]\nterm = \"mata-mata\"\npos = \"noun\"\nen = \"spy\"\n");
/// let findings = lint(&file, &Analyzer::new(Lexicon::builtin()), &Options::default(), |_| true);
/// assert_eq!(findings[0].check.code, "G208");
/// ```
pub fn lint(
    file: &LintFile<'_>,
    analyzer: &Analyzer,
    options: &Options<'_>,
    wanted: impl Fn(&Check) -> bool,
) -> Vec<Finding> {
    let lines = LineIndex::new(file.text);
    let work = Work::new(file, analyzer, options);
    let mut out = Vec::new();
    for check in CHECKS {
        let found = &mut Found { check, path: &file.path, text: file.text, lines: &lines, out: &mut out };
        // What no check finds cannot be silenced: this one comes last and looks at all the others.
        if check.code != allow::CODE && wanted(check) {
            (check.run)(&work, found);
        }
    }
    for finding in &mut out {
        let entry = work.layout.entry_at(finding.diagnostic.span.start);
        finding.key = entry.and_then(|n| work.entries.get(n)).map(|e| e.key.clone());
    }
    let silenced = allow::filter(&work, &mut out);
    if let Some(check) = CHECKS.iter().find(|c| c.code == allow::CODE && wanted(c)) {
        let found = &mut Found { check, path: &file.path, text: file.text, lines: &lines, out: &mut out };
        allow::idle(&work, &silenced, &wanted, found);
    }
    out.sort_by_key(|f| (f.diagnostic.span.start, f.check.code));
    out
}

/// The index over the terms of a glossary alone.
fn index_of(glossary: &crate::Glossary, analyzer: &Analyzer) -> TermIndex {
    let mut index = TermIndex::default();
    index.add(glossary, analyzer);
    index
}

/// The file as an editor holds it, if it is TOML.
fn editor(text: &str) -> Option<Editor> {
    Editor::new(text).ok()
}

#[cfg(test)]
mod tests;

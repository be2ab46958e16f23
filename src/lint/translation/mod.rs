//! Checks of translations: what the glossary asks for, figures, names, words and sentences.
//!
//! A check is a row of [`CHECKS`]; it looks at a [`Checked`] text, whose words are aligned. Findings have a place in both texts and a
//! confidence. Texts hold no comments, so what is meant as it is stands in a list of its own ([`Allowed`]).

mod abbreviations;
mod allow;
mod checks;
mod dates;
mod figures;
mod names;
mod numbers;
mod sentences;
mod terms;
mod words;
mod work;

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::align::Alignment;
use crate::annotate::Annotator;
use crate::diagnostic::{Diagnostic, Severity};
use crate::glossary::Glossary;
use crate::text::{LineIndex, Location};
pub use allow::Allowed;
pub use checks::CHECKS;
use work::Work;

/// A row of the table of checks.
#[derive(Debug)]
pub struct Check {
    /// Its number, by which it is chosen, silenced and found in the docs.
    pub code: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
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
    /// Where and what, in the translation if it has the words at fault, else in the source.
    pub diagnostic: Diagnostic,
    /// The place in the other text.
    pub other: Option<Place>,
    /// How far to trust it, 0 to 1.
    pub confidence: f32,
    /// Key of the glossary's entry that it is about.
    pub key: Option<String>,
    /// The bead that it is about.
    bead: usize,
    /// The words at fault, source and target.
    words: [String; 2],
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its bytes.
    pub span: Range<usize>,
    /// Where they begin, as the user counts.
    pub at: Location,
}

/// A text and its translation, aligned by sentences and by words.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The alignment, with words.
    pub alignment: &'a Alignment,
    /// File and text of the source.
    pub source: (&'a Path, &'a str),
    /// File and text of the target; a translation memory is both.
    pub target: (&'a Path, &'a str),
}

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Source,
    Target,
}

/// Bytes of a bead on one side.
type At = (Side, Range<usize>);

/// Takes what a check finds.
struct Found<'a> {
    check: &'static Check,
    checked: &'a Checked<'a>,
    lines: [LineIndex; 2],
    out: Vec<Finding>,
}

impl Found<'_> {
    /// Reports bytes of the bead `bead`; which side they are of is said with them. The first place is the one that is shown first.
    fn at(
        &mut self,
        bead: usize,
        first: At,
        second: Option<At>,
        confidence: f32,
        message: impl Into<String>,
    ) -> &mut Finding {
        let place = self.place(bead, &first);
        let other = second.as_ref().map(|second| self.place(bead, second));
        let mut words = [String::new(), String::new()];
        for (side, span) in std::iter::once(&first).chain(&second) {
            words[*side as usize] = self.text(bead, *side).get(span.clone()).unwrap_or_default().to_owned();
        }
        let diagnostic = Diagnostic {
            severity: self.check.severity,
            path: place.at.path.clone(),
            span: place.span,
            at: place.at,
            message: message.into(),
            help: None,
        };
        self.out.push(Finding { check: self.check, diagnostic, other, confidence, key: None, bead, words });
        self.out.last_mut().expect("just pushed")
    }

    fn text(&self, bead: usize, side: Side) -> String {
        let bitext = &self.checked.alignment.bitext;
        match side {
            Side::Source => bitext.source_text(&bitext.beads[bead]),
            Side::Target => bitext.target_text(&bitext.beads[bead]),
        }
    }

    /// Where bytes of a bead stand in their file.
    fn place(&self, bead: usize, (side, span): &At) -> Place {
        let bitext = &self.checked.alignment.bitext;
        let bead = &bitext.beads[bead];
        let (path, text) = match side {
            Side::Source => self.checked.source,
            Side::Target => self.checked.target,
        };
        let find = |offset: usize| match side {
            Side::Source => bitext.source_place(bead, offset),
            Side::Target => bitext.target_place(bead, offset),
        };
        let start = find(span.start).unwrap_or_default().min(text.len());
        // The last byte has a place of its own; what comes behind it may stand elsewhere.
        let end = match span.end.checked_sub(1).filter(|&last| last >= span.start) {
            Some(last) => find(last).map_or(start, |at| at + 1).clamp(start, text.len()),
            None => start,
        };
        let (start, end) = (text.floor_char_boundary(start), text.ceil_char_boundary(end));
        let (line, column) = self.lines[*side as usize].line_column(text, start);
        Place { span: start..end, at: Location { path: path.to_owned(), line, column } }
    }
}

impl Finding {
    /// Says what to do.
    fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    /// Names the glossary's entry.
    fn key(&mut self, key: &str) -> &mut Self {
        self.key = Some(key.to_owned());
        self
    }
}

/// Runs the checks that are `wanted` over a text and its translation. `glossaries` are those of the annotator's index, in its order.
/// Findings come in the order of the sentences.
///
/// ```
/// use padan::align::{Aligner, Bitext, Learned, Tokens};
/// use padan::lint::translation::{Checked, check};
/// use padan::{Annotator, Glossary, Lexicon, morph::Analyzer, terms::TermIndex};
/// let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
/// let (source, target) = ("Mereka membayar Rp1,5 triliun.", "They paid Rp1.5 billion.");
/// let bitext = Bitext::of_aligned_lines("-", source, target)?;
/// let alignment = &Aligner::new(&annotator).align_words(vec![bitext], &Learned::default(), Tokens::Cut)[0];
/// let texts = Checked { alignment, source: ("id.txt".as_ref(), source), target: ("en.txt".as_ref(), target) };
/// let findings = check(&texts, &annotator, &[Glossary::builtin()], |_| true);
/// assert_eq!(findings[0].diagnostic.to_string(), "en.txt:1:11: \"Rp1.5 billion\" is not \"Rp1,5 triliun\": the thousands differ");
/// # Ok::<(), padan::align::BitextError>(())
/// ```
pub fn check(
    checked: &Checked<'_>,
    annotator: &Annotator,
    glossaries: &[Glossary],
    wanted: impl Fn(&Check) -> bool,
) -> Vec<Finding> {
    let work = Work::new(checked, annotator, glossaries);
    let mut out = Vec::new();
    for check in CHECKS.iter().filter(|c| wanted(c)) {
        let lines = [LineIndex::new(checked.source.1), LineIndex::new(checked.target.1)];
        let mut found = Found { check, checked, lines, out: Vec::new() };
        (check.run)(&work, &mut found);
        out.append(&mut found.out);
    }
    out.sort_by_key(|f| (f.bead, f.diagnostic.span.start, f.check.code));
    out
}

/// A finding about a list of what is allowed.
fn allowance(check: &'static Check, path: &Path, text: &str, span: Range<usize>, message: String) -> Finding {
    let mut diagnostic = Diagnostic::error(PathBuf::from(path), text, span, message);
    diagnostic.severity = check.severity;
    Finding { check, diagnostic, other: None, confidence: 1.0, key: None, bead: 0, words: Default::default() }
}

#[cfg(test)]
mod tests;

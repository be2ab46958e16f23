//! Checks of lexicon files: the shape of their lines, their English, and what the rules make of their words.
//!
//! A check is a row of [`CHECKS`]. It is given everything at once, and says what it finds with a slice of the text that is at
//! fault.

mod english;
mod lines;
pub(super) mod spelling;
mod words;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Severity};
use crate::lexicon::source::{Entry, Line, SourceError, Variant, read_lines};
use crate::lexicon::{ExtraFile, Lexeme, Lexicon};
use crate::text::{LineIndex, Location};

/// A row of the table of checks.
#[derive(Debug)]
pub struct Check {
    /// Its number, by which it is chosen and found in the docs.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// What it finds.
    pub about: &'static str,
    /// What to do about a finding.
    pub help: &'static str,
    run: fn(&Work<'_>, &mut Found<'_>),
}

/// Every check.
pub const CHECKS: &[Check] = &[
    Check {
        code: "L101",
        name: "syntax",
        severity: Severity::Error,
        about: "lines that are no entry and no variant",
        help: "columns are form, part of speech, analysis, senses, flags, with one tab between them; see lexicon/README.md",
        run: lines::syntax,
    },
    Check {
        code: "L102",
        name: "no-senses",
        severity: Severity::Error,
        about: "entries without English",
        help: "give at least one gloss in the fourth column",
        run: lines::no_senses,
    },
    Check {
        code: "L103",
        name: "duplicate",
        severity: Severity::Error,
        about: "entries and variants that stand twice, in one file or in several",
        help: "merge the two lines",
        run: lines::duplicate,
    },
    Check {
        code: "L104",
        name: "order",
        severity: Severity::Warning,
        about: "lines out of order",
        help: "sort the lines by form, in code-point order",
        run: lines::order,
    },
    Check {
        code: "L201",
        name: "article",
        severity: Severity::Warning,
        about: "nouns and verbs glossed with an article",
        help: "leave the article out: `embassy`",
        run: english::article,
    },
    Check {
        code: "L202",
        name: "infinitive",
        severity: Severity::Warning,
        about: "nouns and verbs glossed with `to`",
        help: "write the bare verb: `announce`",
        run: english::infinitive,
    },
    Check {
        code: "L203",
        name: "spacing",
        severity: Severity::Warning,
        about: "doubled or missing spaces, quotation marks and bars among the senses",
        help: "separate senses by `; ` and synonyms by `, `",
        run: english::spacing,
    },
    Check {
        code: "L204",
        name: "verb-form",
        severity: Severity::Warning,
        about: "verbs glossed with a form in -ing or -ed",
        help: "write the bare verb, or `be` before a participle: `be surprised`",
        run: english::verb_form,
    },
    Check {
        code: "L205",
        name: "capital",
        severity: Severity::Info,
        about: "capitals on glosses of common words",
        help: "write the gloss in lower case, unless English always has the capital",
        run: english::capital,
    },
    Check {
        code: "L206",
        name: "spelling",
        severity: Severity::Warning,
        about: "American spelling; ours is British",
        help: "use the British spelling",
        run: spelling::american,
    },
    Check {
        code: "L301",
        name: "analysis",
        severity: Severity::Error,
        about: "analyses that do not give their form",
        help: "mend the analysis, or write the surface cut after it: `ber-ajar/bel-ajar`",
        run: words::analysis,
    },
    Check {
        code: "L302",
        name: "root",
        severity: Severity::Warning,
        about: "analyses with a root that is not listed",
        help: "list the root (flag `bound` if it never stands alone), or leave the word whole",
        run: words::root,
    },
    Check {
        code: "L303",
        name: "needless",
        severity: Severity::Info,
        about: "entries that the rules make anyway, with the same root and the same English",
        help: "leave the entry out",
        run: words::needless,
    },
    Check {
        code: "L401",
        name: "standard",
        severity: Severity::Error,
        about: "variants whose standard form is unknown",
        help: "list the standard form",
        run: words::standard,
    },
    Check {
        code: "L402",
        name: "variant-entry",
        severity: Severity::Warning,
        about: "forms that are both a variant and an entry",
        help: "keep one of the two: the entry is always taken, and the variant never seen",
        run: words::variant_entry,
    },
];

/// Something that a check found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The check.
    pub check: &'static Check,
    /// Where and what.
    pub diagnostic: Diagnostic,
    /// Which of the files.
    pub file: usize,
}

/// A lexicon file to check.
#[derive(Debug)]
pub struct LintFile<'a> {
    path: PathBuf,
    text: &'a str,
    lines: Vec<Line<'a>>,
    faults: Vec<SourceError>,
}

impl<'a> LintFile<'a> {
    /// Reads `text`, the content of the file at `path`; what cannot be read is for the checks to say.
    pub fn new(path: impl AsRef<Path>, text: &'a str) -> Self {
        let mut file = Self { path: path.as_ref().to_owned(), text, lines: Vec::new(), faults: Vec::new() };
        for line in read_lines(text) {
            match line {
                Ok(line) => file.lines.push(line),
                Err(fault) => file.faults.push(fault),
            }
        }
        file
    }

    /// What could be read, for a lexicon to hold.
    pub fn extra(&self) -> ExtraFile<'a> {
        ExtraFile::of_lines(&self.path, self.lines.iter().cloned())
    }

    fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.lines.iter().filter_map(|line| match line {
            Line::Entry(entry) => Some(entry),
            Line::Variant(_) => None,
        })
    }

    fn variants(&self) -> impl Iterator<Item = &Variant<'a>> {
        self.lines.iter().filter_map(|line| match line {
            Line::Variant(variant) => Some(variant),
            Line::Entry(_) => None,
        })
    }
}

/// What a check looks at.
struct Work<'a> {
    files: &'a [LintFile<'a>],
    /// Knows the entries of the files.
    lexicon: &'a Lexicon,
}

impl<'a> Work<'a> {
    /// Every entry with the number of its file.
    fn entries(&self) -> impl Iterator<Item = (usize, &'a Entry<'a>)> {
        self.files.iter().enumerate().flat_map(|(n, file)| file.entries().map(move |e| (n, e)))
    }

    /// Every variant with the number of its file.
    fn variants(&self) -> impl Iterator<Item = (usize, &'a Variant<'a>)> {
        self.files.iter().enumerate().flat_map(|(n, file)| file.variants().map(move |v| (n, v)))
    }

    /// The entry as the lexicon has it.
    fn lexeme(&self, entry: &Entry<'_>) -> Option<Lexeme> {
        let analysis = Some(entry.analysis).filter(|&a| a != ".");
        let same = |l: &Lexeme| l.form() == entry.form && l.analysis() == analysis && l.upos().as_str() == entry.upos;
        self.lexicon.form(&entry.form.to_lowercase()).find(same)
    }
}

/// Takes what a check finds.
struct Found<'a> {
    check: &'static Check,
    files: &'a [LintFile<'a>],
    places: &'a [LineIndex],
    out: &'a mut Vec<Finding>,
}

impl Found<'_> {
    /// Reports `part`, a slice of the text of the file with this number.
    fn at(&mut self, file: usize, part: &str, message: String) {
        let start = (part.as_ptr() as usize).saturating_sub(self.files[file].text.as_ptr() as usize);
        let span = start..start + part.len();
        let LintFile { path, text, .. } = &self.files[file];
        let (line, column) = self.places[file].line_column(text, span.start);
        let at = Location { path: path.clone(), line, column };
        let help = Some(self.check.help.to_owned());
        let diagnostic = Diagnostic { severity: self.check.severity, path: path.clone(), span, at, message, help };
        self.out.push(Finding { check: self.check, diagnostic, file });
    }
}

/// Runs the checks that are `wanted` over `files`, whose entries `lexicon` knows. Findings come in the order of files and lines.
///
/// ```
/// use padan::lint::lexicon::{LintFile, lint};
/// use padan::Lexicon;
/// let file = LintFile::new("mine.tsv", "zulkan\tNOUN\t.\ta gizmo\n");
/// let lexicon = Lexicon::builtin_with(&[file.extra()]);
/// let findings = lint(&[file], &lexicon, |_| true);
/// assert_eq!(findings[0].check.code, "L201");
/// assert_eq!(findings[0].diagnostic.to_string(), "mine.tsv:1:15: \"a gizmo\" begins with an article");
/// ```
pub fn lint(files: &[LintFile<'_>], lexicon: &Lexicon, wanted: impl Fn(&Check) -> bool) -> Vec<Finding> {
    let places: Vec<LineIndex> = files.iter().map(|f| LineIndex::new(f.text)).collect();
    let work = Work { files, lexicon };
    let mut out = Vec::new();
    for check in CHECKS.iter().filter(|c| wanted(c)) {
        (check.run)(&work, &mut Found { check, files, places: &places, out: &mut out });
    }
    out.sort_by_key(|f| (f.file, f.diagnostic.span.start, f.check.code));
    out
}

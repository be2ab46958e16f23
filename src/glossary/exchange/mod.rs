//! Glossaries in the formats of other programs.
//!
//! A format is a row of [`FORMATS`], one file each. A row says which fields of a term come back when the file is read again; from that
//! follow the report of losses, the table in `docs/EXCHANGE.md` and the tests of round trips, so that the three cannot disagree.
//!
//! Before a term is written it is *narrowed* to what the format has ([`Format::carried`]); writers write all that they are given.

mod append;
mod csv;
mod draft;
mod error;
mod field;
mod input;
mod json;
mod notation;
mod omegat;
mod report;
mod skos;
mod table;
mod tbx;
mod tidy;
mod tmx;
mod utx;
mod xliff;
#[cfg(feature = "xlsx")]
mod xlsx;
mod xml;

pub use append::{AppendError, Appended, Clash, append};
pub use error::ExchangeError;
pub use field::Field;
pub use input::Input;
pub use report::{Loss, Report};

use super::forms::VerbStem;
use super::{Glossary, Term, TermStatus};

/// A format of glossaries.
#[derive(Debug)]
pub struct Format {
    /// Its name for `--to` and `--from`.
    pub name: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// The extension that its files usually have.
    pub extension: &'static str,
    /// Fields that come back when the file is imported.
    pub keeps: &'static [Field],
    /// Fields that are written for people to read, and how, but do not come back.
    pub shows: &'static [(Field, &'static str)],
    /// Other people's programs that read or validate our files in CI.
    pub checked_by: &'static [&'static str],
    /// Whether texts are put on one line.
    one_line: bool,
    /// Makes a term one that the format can hold, beyond leaving fields out, and reports it.
    narrow: fn(&mut Term, &mut Report),
    write: Write,
    read: Option<Read>,
}

type Write = fn(&[Term], &Options<'_>, &mut Report) -> Result<Vec<u8>, ExchangeError>;
type Read = fn(&Input<'_>, &Options<'_>, &mut Report) -> Result<Vec<Term>, ExchangeError>;

/// Every format, in the order of the documentation.
pub const FORMATS: &[Format] = &[
    tbx::V3_DCA,
    tbx::V3_DCT,
    tbx::V2,
    tbx::WEBLATE,
    csv::CSV,
    csv::TSV,
    #[cfg(feature = "xlsx")]
    xlsx::FORMAT,
    omegat::FORMAT,
    utx::FORMAT,
    tmx::FORMAT,
    xliff::FORMAT,
    skos::FORMAT,
    json::FORMAT,
];

/// What formats want to know beside the terms.
#[derive(Clone)]
pub struct Options<'a> {
    /// Gives the stems of verbs, for formats that list inflected forms.
    pub verb_stem: VerbStem<'a>,
    /// The day of the export, as ISO 8601.
    pub date: String,
    /// Who holds the copyright, for formats that must say so.
    pub copyright: String,
    /// Under what licence the terms stand, for formats that must say so.
    pub license: String,
    /// Status of imported entries of which the file says none.
    pub status: Option<TermStatus>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            verb_stem: &|_| None,
            date: "1970-01-01".to_owned(),
            copyright: "not stated".to_owned(),
            license: "not stated".to_owned(),
            status: None,
        }
    }
}

/// A glossary in another format.
#[derive(Debug)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// What could not be carried.
    pub report: Report,
}

/// A glossary from another format.
#[derive(Debug)]
pub struct Imported {
    /// Its terms. Their places are empty: they stand in no glossary yet.
    pub glossary: Glossary,
    /// What could not be carried.
    pub report: Report,
}

impl Format {
    /// The format of this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|f| f.name == name)
    }

    /// Whether files of the format can be read.
    pub fn imports(&self) -> bool {
        self.read.is_some()
    }

    /// Writes the terms of a glossary.
    ///
    /// # Errors
    /// The format cannot hold what is to be written, even with losses.
    ///
    /// ```
    /// use padan::Glossary;
    /// use padan::glossary::exchange::{Format, Options};
    /// let glossary = Glossary::parse("g.toml", "[[entry]]\nterm = \"duta besar\"\nen = \"ambassador\"\n").unwrap();
    /// let json = Format::by_name("json").unwrap();
    /// let exported = json.export(&glossary, &Options::default())?;
    /// assert!(exported.report.losses.is_empty());
    /// # Ok::<(), padan::glossary::exchange::ExchangeError>(())
    /// ```
    pub fn export(&self, glossary: &Glossary, options: &Options<'_>) -> Result<Exported, ExchangeError> {
        let mut report = Report::default();
        let mut terms = Vec::with_capacity(glossary.terms.len());
        for term in &glossary.terms {
            let mut term = self.prepare(term, &mut report);
            self.clear(&mut term, false);
            if term.source.is_empty() || (term.target.is_empty() && !term.untranslated) {
                report.lose("entries without a text that can be written", 1, &term.key);
            } else {
                terms.push(term);
            }
        }
        report.entries = terms.len();
        let bytes = (self.write)(&terms, options, &mut report)?;
        Ok(Exported { bytes, report })
    }

    /// Reads a file.
    ///
    /// # Errors
    /// The file is not of the format, is hostile, or the format is only written, with the place of the fault.
    pub fn import(&self, input: &Input<'_>, options: &Options<'_>) -> Result<Imported, ExchangeError> {
        let Some(read) = self.read else {
            return Err(input.fault(format!("{} is only written, not read", self.name)));
        };
        if input.bytes.len() > input::LARGEST {
            return Err(input.fault(format!("larger than {} MiB", input::LARGEST >> 20)));
        }
        let mut report = Report::default();
        let terms = read(input, options, &mut report)?;
        report.entries = terms.len();
        Ok(Imported { glossary: Glossary { terms }, report })
    }

    /// What comes back of a term that is exported and imported again.
    pub fn carried(&self, term: &Term) -> Term {
        let mut term = self.prepare(term, &mut Report::default());
        self.clear(&mut term, true);
        term
    }

    /// A copy of the term as the format can hold it; what is lost goes into the report.
    fn prepare(&self, term: &Term, report: &mut Report) -> Term {
        for &field in Field::ALL.iter().filter(|f| !self.keeps.contains(f)) {
            let count = field.count(term);
            match self.shows.iter().find(|(shown, _)| *shown == field) {
                Some((_, how)) => report.lose(format!("{} (written as {how})", field.about()), count, &term.key),
                None => report.lose(field.about(), count, &term.key),
            }
        }
        let mut term = term.clone();
        if self.one_line {
            let key = term.key.clone();
            report.lose("line ends, tabs and runs of spaces", tidy::tidy(&mut term), key);
        }
        (self.narrow)(&mut term, report);
        term
    }

    /// Clears what the format does not have, and if wanted what does not come back from it.
    fn clear(&self, term: &mut Term, shown_too: bool) {
        let shown = |field: &Field| !shown_too && self.shows.iter().any(|(shown, _)| shown == field);
        for field in Field::ALL.iter().filter(|f| !self.keeps.contains(f) && !shown(f)) {
            field.clear(term);
        }
        // What goes without saying may differ for the narrowed term.
        if !self.keeps.contains(&Field::Redup) && !shown(&Field::Redup) {
            Field::Redup.clear(term);
        }
    }
}

/// Takes out what a line of a table would begin with, but cannot, because `#` there begins a comment.
fn no_comment(term: &mut Term, report: &mut Report) {
    let key = term.key.clone();
    let plain = |form: &str| !form.starts_with('#');
    let before = term.also.len() + term.abbreviations.len() + term.family.len();
    term.also.retain(|a| plain(a));
    term.abbreviations.retain(|a| plain(&a.form));
    term.family.retain(|f| plain(&f.source));
    let after = term.also.len() + term.abbreviations.len() + term.family.len();
    report.lose("forms that begin with #", before - after, key);
    if !plain(&term.source) {
        term.source.clear();
    }
}

/// Makes senses of the same condition one.
fn join_senses(term: &mut Term, report: &mut Report) {
    let mut senses: Vec<super::TermSense> = Vec::with_capacity(term.senses.len());
    for sense in std::mem::take(&mut term.senses) {
        match senses.iter_mut().find(|s| s.when == sense.when) {
            Some(first) => {
                report.lose("senses of the same condition, joined", 1, &term.key);
                first.target.extend(sense.target);
                first.avoid.extend(sense.avoid);
                first.note = first.note.take().or(sense.note);
            }
            None => senses.push(sense),
        }
    }
    term.senses = senses;
}

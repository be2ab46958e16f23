//! Entries as they are read, before they are known to be terms.

use std::collections::HashSet;

use super::super::load::{LONGEST, plain_reduplication, slug};
use super::super::{Reduplication, Term, TermStatus, When};
use super::{ExchangeError, Input, Options, Report, tidy};

/// Most entries of a file.
const MOST: usize = 1_000_000;

/// An entry that is being read.
pub(super) struct Draft {
    pub term: Term,
    pub key: Option<String>,
    pub reduplication: Option<Reduplication>,
    pub status: Option<TermStatus>,
}

impl Draft {
    pub(super) fn new(source: &str) -> Self {
        Self { term: Term::new(source), key: None, reduplication: None, status: None }
    }
}

/// The member of a closed set by its name.
///
/// # Errors
/// Which names there are.
pub(super) fn named<T: Copy>(what: &str, all: &[T], name: fn(T) -> &'static str, given: &str) -> Result<T, String> {
    all.iter().copied().find(|&m| name(m) == given).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|&m| name(m)).collect();
        format!("unknown {what} {given:?}; known are {}", known.join(", "))
    })
}

/// Entries that were read.
pub(super) struct Drafts<'a> {
    pub terms: Vec<Term>,
    input: &'a Input<'a>,
    status: Option<TermStatus>,
    one_line: bool,
    keys: HashSet<String>,
}

impl<'a> Drafts<'a> {
    pub(super) fn new(input: &'a Input<'a>, options: &Options<'_>) -> Self {
        let status = options.status;
        Self { terms: Vec::new(), input, status, one_line: true, keys: HashSet::new() }
    }

    /// Texts keep their line ends.
    pub(super) fn many_lines(mut self) -> Self {
        self.one_line = false;
        self
    }

    /// Takes an entry that stands at `place`, or says in the report why not.
    ///
    /// # Errors
    /// There are more entries than any glossary has.
    pub(super) fn add(&mut self, draft: Draft, place: String, report: &mut Report) -> Result<(), ExchangeError> {
        let Draft { mut term, key, reduplication, status } = draft;
        if self.terms.len() >= MOST {
            return Err(self.input.fault(format!("{place}: more than {MOST} entries")));
        }
        if self.one_line {
            tidy::tidy(&mut term);
        }
        let shown = |term: &Term| format!("{} ({place})", term.source);
        for list in [&mut term.target, &mut term.also, &mut term.see, &mut term.replaced_by] {
            list.retain(|t| !t.trim().is_empty());
        }
        if term.source.trim().is_empty() {
            report.lose("entries without an Indonesian term", 1, place);
            return Ok(());
        }
        if term.target.is_empty() && !term.untranslated {
            report.lose("entries without English", 1, shown(&term));
            return Ok(());
        }
        if term.source.len() > LONGEST || term.target.iter().any(|t| t.len() > LONGEST) {
            let begin: String = term.source.chars().take(40).collect();
            report.lose("entries of more than 1000 bytes", 1, format!("{begin}… ({place})"));
            return Ok(());
        }
        for (name, date) in [("since that is no date", &mut term.since), ("until that is no date", &mut term.until)] {
            if date.as_ref().is_some_and(|d| d.parse::<toml::value::Datetime>().is_err()) {
                *date = None;
                report.lose(name, 1, format!("{} ({place})", term.source));
            }
        }
        let senses = term.senses.len();
        term.senses.retain(|s| !names_a_list(&s.when) && s.target.iter().any(|t| !t.trim().is_empty()));
        report.lose("senses that name a list or have no English", senses - term.senses.len(), shown(&term));
        for sense in &mut term.senses {
            sense.target.retain(|t| !t.trim().is_empty());
        }
        let abbreviations = term.abbreviations.len();
        term.abbreviations.retain(|a| !a.when.as_ref().is_some_and(names_a_list) && !a.form.trim().is_empty());
        report.lose("abbreviations that name a list", abbreviations - term.abbreviations.len(), shown(&term));
        term.key = key.map(|k| k.trim().to_owned()).filter(|k| !k.is_empty()).unwrap_or_else(|| slug(&term.source));
        if !self.keys.insert(term.key.clone()) {
            report.lose("keys that were taken; a number was added", 1, format!("{} ({place})", term.key));
            let free = (2..).map(|n| format!("{}-{n}", term.key)).find(|k| !self.keys.contains(k));
            term.key = free.expect("numbers do not end");
            self.keys.insert(term.key.clone());
        }
        term.reduplication = reduplication.unwrap_or_else(|| plain_reduplication(&term.source, term.pos));
        term.status = status.or(self.status).unwrap_or_default();
        self.terms.push(term);
        Ok(())
    }
}

/// Whether a condition has a word that would be read as the name of a list.
pub(super) fn names_a_list(when: &When) -> bool {
    [&when.next, &when.prev, &when.near, &when.doc].into_iter().flatten().any(|w| w.starts_with('@'))
}

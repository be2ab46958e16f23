//! UTX, the simple table of the Asia-Pacific Association for Machine Translation: a row for each pair of a term and its English.

use std::collections::HashMap;

use super::draft::{Draft, Drafts};
use super::field::Field;
use super::input::Source;
use super::{ExchangeError, Format, Input, Options, Report};
use crate::glossary::{Abbreviation, Avoided, Term, TermPos, TermStatus};

pub(super) const FORMAT: Format = Format {
    name: "utx",
    about: "UTX 1.11, a row for each pair of a term and its English",
    extension: "utx",
    keeps: &[
        Field::Key,
        Field::Term,
        Field::English,
        Field::Pos,
        Field::Also,
        Field::Abbr,
        Field::Avoid,
        Field::Why,
        Field::Status,
        Field::Note,
    ],
    shows: &[],
    checked_by: &["translate-toolkit"],
    one_line: true,
    narrow,
    write,
    read: Some(read),
};

/// Comments of ours on rows of abbreviations and of other spellings.
const ABBREVIATION: &str = "abbreviation";
const SPELLING: &str = "other spelling or synonym";

fn narrow(term: &mut Term, report: &mut Report) {
    let key = term.key.clone();
    if term.status == TermStatus::Draft {
        term.status = TermStatus::Admitted;
        report.lose("status draft (written as provisional)", 1, &key);
    }
    for avoid in &mut term.avoid {
        let instead = avoid.instead.take();
        report.lose("use of avoid", usize::from(instead.is_some()), &key);
    }
    super::no_comment(term, report);
    if term.target.is_empty() {
        term.target.push(term.source.clone());
    }
}

fn write(terms: &[Term], options: &Options<'_>, report: &mut Report) -> Result<Vec<u8>, ExchangeError> {
    // Readers cut a field of the header at one colon, and fields at semicolons.
    let plain = |text: &str| text.replace([':', ';', '\t', '\r', '\n'], " ").trim().to_owned();
    for (name, text) in [("copyright", &options.copyright), ("license", &options.license)] {
        report.lose("colons and semicolons of the header", usize::from(plain(text) != *text), name);
    }
    let mut out = format!(
        "#UTX 1.11; id/en; {}T00:00:00Z; copyright: {}; license: {}\r\n",
        options.date,
        plain(&options.copyright),
        plain(&options.license),
    );
    out.push_str("#src\ttgt\tsrc:pos\ttgt:pos\tterm status\tConcept ID\tcomment\r\n");
    for term in terms {
        let mut row = |source: &str, target: &str, status: &str, comment: &str| {
            let pos = match term.pos {
                TermPos::Name => "properNoun",
                TermPos::Adj => "adjective",
                TermPos::Adv => "adverb",
                TermPos::Prep => "preposition",
                pos => pos.name(),
            };
            out.push_str(&format!("{source}\t{target}\t{pos}\t{pos}\t{status}\t{}\t{comment}\r\n", term.key));
        };
        for (n, target) in term.target.iter().enumerate() {
            let status = match term.status {
                TermStatus::Preferred if n == 0 => "approved",
                TermStatus::Deprecated => "non-standard",
                _ => "provisional",
            };
            row(&term.source, target, status, term.note.as_deref().filter(|_| n == 0).unwrap_or_default());
        }
        let other = if term.status == TermStatus::Deprecated { "non-standard" } else { "provisional" };
        for also in &term.also {
            row(also, &term.target[0], other, SPELLING);
        }
        for abbr in &term.abbreviations {
            row(&abbr.form, &term.target[0], other, ABBREVIATION);
        }
        for avoid in &term.avoid {
            row(&term.source, &avoid.target, "forbidden", avoid.why.as_deref().unwrap_or_default());
        }
    }
    Ok(out.into_bytes())
}

fn read(input: &Input<'_>, options: &Options<'_>, report: &mut Report) -> Result<Vec<Term>, ExchangeError> {
    let source = input.source(report)?;
    let mut reader = Reader { source: &source, columns: Vec::new(), entries: Vec::new(), by_id: HashMap::new() };
    let mut at = 0;
    for (number, line) in source.text.split_inclusive('\n').enumerate() {
        let text = line.trim_end_matches(['\r', '\n']);
        if number == 0 && !text.to_lowercase().starts_with("#utx") {
            return Err(source.fault(0..text.len(), "no UTX file", "its first line begins with #UTX"));
        }
        match text.strip_prefix('#') {
            // The last line of the header names the columns; others are comments.
            Some(header) if number > 0 && reader.entries.is_empty() => reader.header(header, at)?,
            Some(_) => {}
            None if text.trim().is_empty() => {}
            None => reader.row(text, at, number + 1, report)?,
        }
        at += line.len();
    }
    let mut drafts = Drafts::new(input, options);
    for (draft, place) in reader.entries {
        drafts.add(draft, place, report)?;
    }
    Ok(drafts.terms)
}

struct Reader<'a> {
    source: &'a Source<'a>,
    columns: Vec<String>,
    entries: Vec<(Draft, String)>,
    by_id: HashMap<String, usize>,
}

impl Reader<'_> {
    fn header(&mut self, header: &str, at: usize) -> Result<(), ExchangeError> {
        let columns: Vec<String> = header.split('\t').map(|c| c.trim().to_lowercase()).collect();
        if columns.len() < 2 {
            return Ok(());
        }
        if columns[0] != "src" || columns[1] != "tgt" {
            let span = at..at + header.len() + 1;
            return Err(self.source.fault(span, "the first two columns are not src and tgt", ""));
        }
        self.columns = columns;
        Ok(())
    }

    fn row(&mut self, text: &str, at: usize, number: usize, report: &mut Report) -> Result<(), ExchangeError> {
        if self.columns.is_empty() {
            let help = "a line like #src\ttgt\tsrc:pos stands above the first row";
            return Err(self.source.fault(at..at + text.len(), "no line names the columns", help));
        }
        let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
        if cells.len() > self.columns.len() {
            let begin = at + text.split('\t').take(self.columns.len()).map(|c| c.len() + 1).sum::<usize>();
            return Err(self.source.fault(begin..at + text.len(), "more cells than columns", ""));
        }
        let cell = |name: &str| {
            let at = self.columns.iter().position(|c| c == name)?;
            cells.get(at).copied().filter(|c| !c.is_empty())
        };
        let (Some(source), Some(target)) = (cell("src"), cell("tgt")) else {
            let key = format!("line {number}");
            report.lose("rows without a term or without English", 1, key);
            return Ok(());
        };
        for (column, text) in self.columns.iter().zip(&cells) {
            let known = ["src", "tgt", "src:pos", "tgt:pos", "term status", "concept id", "comment"];
            if !known.contains(&column.as_str()) && !text.is_empty() {
                report.lose(format!("column {column}"), 1, format!("line {number}"));
            }
        }
        let comment = cell("comment");
        let id = cell("concept id").map_or_else(|| format!("\t{source}"), str::to_owned);
        let entry = *self.by_id.entry(id).or_insert_with(|| {
            let mut draft = Draft::new(source);
            draft.key = cell("concept id").map(str::to_owned);
            self.entries.push((draft, format!("line {number}")));
            self.entries.len() - 1
        });
        let draft = &mut self.entries[entry].0;
        let first = draft.term.target.is_empty() && draft.term.avoid.is_empty();
        let status = cell("term status").unwrap_or_default().to_lowercase();
        if first && let Some(pos) = cell("src:pos") {
            match part_of_speech(pos) {
                Some(pos) => draft.term.pos = pos,
                None => report.lose(format!("src:pos {pos:?}"), 1, format!("line {number}")),
            }
        }
        let own = source == draft.term.source;
        if status == "forbidden" {
            if own {
                draft.term.avoid.push(Avoided {
                    target: target.to_owned(),
                    why: comment.map(str::to_owned),
                    instead: None,
                });
            } else {
                report.lose("forbidden English of other spellings", 1, format!("line {number}"));
            }
            return Ok(());
        }
        if first {
            draft.status = match status.as_str() {
                "approved" => Some(TermStatus::Preferred),
                "provisional" => Some(TermStatus::Admitted),
                "non-standard" => Some(TermStatus::Deprecated),
                _ => None,
            };
        }
        let term = &mut draft.term;
        match comment {
            Some(ABBREVIATION) if !first => {
                let form = source.to_owned();
                term.abbreviations.push(Abbreviation { form, target: None, when: None });
                return Ok(());
            }
            Some(SPELLING) if !first => {
                term.also.push(source.to_owned());
                return Ok(());
            }
            Some(comment) => {
                let note = term.note.get_or_insert_default();
                if !note.is_empty() {
                    note.push_str("; ");
                }
                note.push_str(comment);
            }
            None => {}
        }
        if !own && !term.also.iter().any(|a| a == source) {
            term.also.push(source.to_owned());
        }
        if own || !term.target.iter().any(|t| t == target) {
            term.target.push(target.to_owned());
        }
        Ok(())
    }
}

fn part_of_speech(text: &str) -> Option<TermPos> {
    let lower = text.to_lowercase();
    TermPos::ALL.iter().copied().find(|p| p.name() == lower).or(match lower.as_str() {
        "propernoun" | "proper noun" => Some(TermPos::Name),
        "adjective" => Some(TermPos::Adj),
        "adverb" => Some(TermPos::Adv),
        "preposition" => Some(TermPos::Prep),
        "prefix" | "suffix" => Some(TermPos::Affix),
        "sentence" | "other" => Some(TermPos::Phrase),
        _ => None,
    })
}

//! Tables as text: comma- or tab-separated.

use super::draft::Drafts;
use super::field::Field;
use super::input::Source;
use super::table::{COLUMNS, CellFault, Reader, rows};
use super::{ExchangeError, Format, Input, Options, Report};
use crate::glossary::Term;

pub(super) const CSV: Format = Format {
    name: "csv",
    about: "a table of all fields, comma-separated",
    extension: "csv",
    keeps: Field::ALL,
    shows: &[],
    checked_by: &["Python csv"],
    one_line: true,
    narrow: |_, _| {},
    write: |terms, _, _| write(terms, b','),
    read: Some(read),
};

pub(super) const TSV: Format = Format {
    name: "tsv",
    about: "the same table, tab-separated",
    extension: "tsv",
    keeps: Field::ALL,
    shows: &[],
    checked_by: &["Python csv"],
    one_line: true,
    narrow: |_, _| {},
    write: |terms, _, _| write(terms, b'\t'),
    read: Some(read),
};

/// Most columns of a table.
const MOST_COLUMNS: usize = 1000;

fn write(terms: &[Term], delimiter: u8) -> Result<Vec<u8>, ExchangeError> {
    let mut out = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let unwritable = |e: csv::Error| ExchangeError::Unwritable(e.to_string());
    out.write_record(COLUMNS.iter().map(|c| c.name)).map_err(unwritable)?;
    for row in rows(terms) {
        out.write_record(row).map_err(unwritable)?;
    }
    out.into_inner().map_err(|e| ExchangeError::Unwritable(e.to_string()))
}

/// Reads either, told apart by the header: spreadsheets write semicolons where the comma is the decimal mark.
fn read(input: &Input<'_>, options: &Options<'_>, report: &mut Report) -> Result<Vec<Term>, ExchangeError> {
    let source = input.source(report)?;
    let header = source.text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let count = |c: char| header.matches(c).count();
    let delimiter = [',', '\t', ';'].into_iter().rev().max_by_key(|&c| count(c)).unwrap_or(',');
    let mut file = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter as u8)
        .from_reader(source.text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut reader: Option<Reader> = None;
    loop {
        let more = file.read_record(&mut record).map_err(|e| input.fault(e.to_string()))?;
        if !more {
            break;
        }
        let begin = record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(usize::MAX));
        let place = Place { source: &source, begin, delimiter };
        let cells: Vec<String> = record.iter().take(MOST_COLUMNS + 1).map(str::to_owned).collect();
        if cells.len() > MOST_COLUMNS {
            return Err(place.fault(CellFault { cell: 0, message: format!("more than {MOST_COLUMNS} columns") }));
        }
        match &mut reader {
            None => reader = Some(Reader::new(&cells, report).map_err(|e| place.fault(e))?),
            Some(reader) => {
                let at = source.at(place.cell(0).0);
                reader.row(&cells, format!("line {}", at.line)).map_err(|e| place.fault(e))?;
            }
        }
    }
    if let Some(open) = open_quote(&source.text, delimiter) {
        return Err(source.fault(
            open..open + 1,
            "a quotation mark that is never closed",
            "double it inside a cell, or take it away",
        ));
    }
    match reader {
        Some(reader) => reader.finish(Drafts::new(input, options), report),
        None => Err(source.fault(0..0, "an empty file", "the first row names the columns: term,en,…")),
    }
}

/// Where a record begins.
struct Place<'a> {
    source: &'a Source<'a>,
    begin: usize,
    delimiter: char,
}

impl Place<'_> {
    /// Begin and end of a cell of the record.
    fn cell(&self, number: usize) -> (usize, usize) {
        let text = &self.source.text;
        let begin = text.floor_char_boundary(self.begin);
        let begin = begin + text[begin..].chars().take_while(|c| matches!(c, '\r' | '\n')).count();
        let mut cells = Scan { text, at: begin, delimiter: self.delimiter };
        let mut last = (begin, begin);
        for _ in 0..=number {
            match cells.next() {
                Some((begin, end, _)) => last = (begin, end),
                None => break,
            }
        }
        last
    }

    fn fault(&self, fault: CellFault) -> ExchangeError {
        let (begin, end) = self.cell(fault.cell);
        self.source.fault(begin..end, fault.message, "")
    }
}

/// Where the quotation mark stands that is still open at the end of the text.
fn open_quote(text: &str, delimiter: char) -> Option<usize> {
    let mut cells = Scan { text, at: 0, delimiter };
    let mut last = None;
    while cells.at < text.len() {
        match cells.next() {
            Some((begin, _, open)) => last = open.then_some(begin),
            // The end of a record.
            None => cells.at += 1,
        }
    }
    last
}

/// The cells of a record: begin, end, and whether its quotation mark is still open at the end of the text.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    delimiter: char,
}

impl Iterator for Scan<'_> {
    type Item = (usize, usize, bool);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        if matches!(bytes.get(self.at), None | Some(b'\r' | b'\n')) {
            return None;
        }
        let begin = self.at;
        let mut quoted = bytes[begin] == b'"';
        let mut at = begin + usize::from(quoted);
        while let Some(&b) = bytes.get(at) {
            match b {
                b'"' if quoted => match bytes.get(at + 1) {
                    Some(b'"') => at += 1,
                    _ => quoted = false,
                },
                b'\r' | b'\n' if !quoted => {
                    self.at = at;
                    return Some((begin, at, false));
                }
                b if b == self.delimiter as u8 && !quoted => {
                    self.at = at + 1;
                    return Some((begin, at, false));
                }
                _ => {}
            }
            at += 1;
        }
        self.at = bytes.len();
        Some((begin, bytes.len(), quoted))
    }
}

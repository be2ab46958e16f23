//! Tab-separated values: one row a token, the columns of the reader's choice.
//!
//! No quoting: a cell never holds a tab or a line end, so `cut`, `awk`, DuckDB and Spark read the lines as they are.

use std::io::{self, Write};

use super::decimal::number;
use super::{Options, Part};
use crate::model::{Analysis, Document, Morpheme, Reason, Sentence, Token, TokenKind, Unit, Upos};
use crate::text::CodePoints;

/// A column of the table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The name that `--columns` takes, and the header shows.
    pub name: &'static str,
    /// What it holds, in a line.
    pub about: &'static str,
    /// Whether it holds a number.
    pub is_number: bool,
    /// Writes the cell of a token.
    cell: fn(&Row<'_>, &mut Vec<u8>),
}

impl Column {
    const fn text(name: &'static str, about: &'static str, cell: fn(&Row<'_>, &mut Vec<u8>)) -> Self {
        Self { name, about, is_number: false, cell }
    }

    const fn number(name: &'static str, about: &'static str, cell: fn(&Row<'_>, &mut Vec<u8>)) -> Self {
        Self { name, about, is_number: true, cell }
    }

    /// Writes the cell of a token.
    #[cfg(feature = "parquet")]
    pub(super) fn write(&self, row: &Row<'_>, out: &mut Vec<u8>) {
        (self.cell)(row, out);
    }
}

/// The columns, in the order of their help.
pub const COLUMNS: &[Column] = &[
    Column::text("doc", "name of the text", |r, out| clean(r.doc, out)),
    Column::number("par", "paragraph in the text, from 1", |r, out| number(r.par, out)),
    Column::number("sent", "sentence in the text, from 1", |r, out| number(r.sent, out)),
    Column::number("id", "token in the sentence, from 1", |r, out| number(r.id, out)),
    Column::number("start", "offset in the text, in code points", |r, out| number(r.range.0, out)),
    Column::number("end", "one past its last code point", |r, out| number(r.range.1, out)),
    Column::text("form", "the token as written", |r, out| clean(r.form, out)),
    Column::text("kind", "word, number, address, punctuation or symbol", |r, out| text(kind(r), out)),
    Column::text("upos", "universal part of speech", |r, out| text(r.token.upos.as_str(), out)),
    Column::text("root", "dictionary root; of names and marks the form itself", root),
    Column::text("segments", "morphemes in citation form, as ke-duta-an=nya", segments),
    Column::text("glosses", "what the morphemes mean, as NMLZ-envoy-NMLZ=3", glosses),
    Column::text("gloss", "English in this place", |r, out| clean(&r.token.gloss, out)),
    Column::text("alternatives", "the next best renderings, between semicolons", alternatives),
    Column::text("status", "where the English comes from, and the sense rule", |r, out| status(r.token, out)),
    Column::text("unit", "English of the term, phrase or name that begins here", unit),
    Column::text("unit_type", "term, phrase, name or abbreviation", unit_type),
    Column::number("unit_length", "how many tokens that unit has", unit_length),
];

/// The columns that are shown when none are asked for.
pub const USUAL: &[&str] =
    &["doc", "sent", "id", "form", "upos", "root", "segments", "glosses", "gloss", "status", "unit"];

/// The column called `name`.
pub fn column(name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|c| c.name == name)
}

/// The columns of [`USUAL`].
pub fn usual() -> Vec<&'static Column> {
    USUAL.iter().filter_map(|name| column(name)).collect()
}

/// The line with the names of columns.
pub(super) fn header(columns: &[&Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|c| c.name).collect();
    names.join("\t") + "\n"
}

/// What a cell is made of.
pub(super) struct Row<'a> {
    doc: &'a str,
    par: usize,
    sent: usize,
    id: usize,
    range: (usize, usize),
    form: &'a str,
    token: &'a Token,
    unit: Option<&'a Unit>,
}

/// Bytes that are collected before they are written.
const ENOUGH: usize = 1 << 15;

pub(super) fn render(document: &Document, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let cells: Vec<fn(&Row<'_>, &mut Vec<u8>)> = options.columns.iter().map(|c| c.cell).collect();
    let mut lines = Vec::with_capacity(ENOUGH + 1024);
    if options.header && !options.continued && options.part == Part::default() {
        out.write_all(header(&options.columns).as_bytes())?;
    }
    each_row(document, options, |row| {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                lines.push(b'\t');
            }
            cell(row, &mut lines);
        }
        lines.push(b'\n');
        if lines.len() < ENOUGH {
            return Ok(());
        }
        out.write_all(&lines)?;
        lines.clear();
        Ok(())
    })?;
    out.write_all(&lines)
}

/// Gives `take` every token of a document.
pub(super) fn each_row(
    document: &Document,
    options: &Options,
    mut take: impl FnMut(&Row<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let name = document.source.name().to_string_lossy();
    // Counting code points means going over the text once more.
    let counts = options.columns.iter().any(|c| matches!(c.name, "start" | "end"));
    let mut points = counts.then(|| document.source.code_points().after(options.part.points));
    let mut sent = options.part.sentences;
    for (par, paragraph) in document.paragraphs.iter().enumerate() {
        for sentence in &paragraph.sentences {
            sent += 1;
            let place = (options.part.paragraphs + par + 1, sent);
            sentence_rows(document, sentence, (&name, place), &mut points, &mut take)?;
        }
    }
    Ok(())
}

fn sentence_rows(
    document: &Document,
    sentence: &Sentence,
    (doc, (par, sent)): (&str, (usize, usize)),
    points: &mut Option<CodePoints<'_>>,
    take: &mut impl FnMut(&Row<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut units = sentence.outer_units().peekable();
    for (n, token) in sentence.tokens.iter().enumerate() {
        let range =
            points.as_mut().map_or((0, 0), |p| (p.at(token.span.start as usize), p.at(token.span.end as usize)));
        let unit = units.next_if(|u| u.tokens[0] == n);
        take(&Row { doc, par, sent, id: n + 1, range, form: document.text(token.span), token, unit })?;
    }
    Ok(())
}

pub(super) fn text(s: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(s.as_bytes());
}

/// Text from outside: what would end a cell becomes a blank.
fn clean(s: &str, out: &mut Vec<u8>) {
    let from = out.len();
    out.extend_from_slice(s.as_bytes());
    if s.bytes().fold(false, |any, b| any | (b < b' ')) {
        out[from..].iter_mut().filter(|b| matches!(b, b'\t' | b'\n' | b'\r')).for_each(|b| *b = b' ');
    }
}

fn kind(row: &Row<'_>) -> &'static str {
    super::jsonl::kind(row.token.kind)
}

/// The reading, if the word is one that is cut: names and numbers are not.
fn cut<'a>(row: &Row<'a>) -> Option<&'a Analysis> {
    row.token.analysis().filter(|_| row.token.kind == TokenKind::Word && row.token.upos != Upos::Propn)
}

fn root(row: &Row<'_>, out: &mut Vec<u8>) {
    match cut(row) {
        // A root is a word: it has no blanks.
        Some(a) => text(&a.root, out),
        None => clean(row.form, out),
    }
}

pub(super) fn pieces(morphemes: &[Morpheme], out: &mut Vec<u8>, mut piece: impl FnMut(&Morpheme, &mut Vec<u8>)) {
    for (n, m) in morphemes.iter().enumerate() {
        if let Some(before) = n.checked_sub(1).map(|b| &morphemes[b]) {
            text(m.joint(before).encode_utf8(&mut [0; 4]), out);
        }
        piece(m, out);
    }
}

fn segments(row: &Row<'_>, out: &mut Vec<u8>) {
    match cut(row) {
        Some(a) => pieces(&a.morphemes, out, |m, out| clean(&m.form, out)),
        None => clean(row.form, out),
    }
}

fn glosses(row: &Row<'_>, out: &mut Vec<u8>) {
    match cut(row) {
        Some(a) if a.morphemes.len() > 1 => pieces(&a.morphemes, out, |m, out| clean(&m.gloss.text(&m.form), out)),
        _ => {
            let from = out.len();
            clean(&row.token.gloss, out);
            out[from..].iter_mut().filter(|b| **b == b' ').for_each(|b| *b = b'.');
        }
    }
}

fn alternatives(row: &Row<'_>, out: &mut Vec<u8>) {
    for (n, other) in row.token.alternatives.iter().enumerate() {
        if n > 0 {
            text("; ", out);
        }
        clean(other, out);
    }
}

/// Where the gloss comes from, and why.
pub(super) fn status(token: &Token, out: &mut Vec<u8>) {
    text(token.source.as_str(), out);
    match token.reason {
        Some(Reason::Rule(line)) => {
            out.push(b':');
            number(line as usize, out);
        }
        Some(Reason::Translation) => {
            out.push(b':');
            text(Reason::TRANSLATION, out);
        }
        None => {}
    }
}

fn unit(row: &Row<'_>, out: &mut Vec<u8>) {
    if let Some(unit) = row.unit {
        clean(&unit.gloss, out);
    }
}

fn unit_type(row: &Row<'_>, out: &mut Vec<u8>) {
    if let Some(unit) = row.unit {
        text(unit.kind.as_str(), out);
    }
}

fn unit_length(row: &Row<'_>, out: &mut Vec<u8>) {
    if let Some(unit) = row.unit {
        number(unit.tokens.len(), out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_no_tabs() {
        let mut out = Vec::new();
        clean("a\tb\r\nc", &mut out);
        assert_eq!(out, b"a b  c");
    }

    #[test]
    fn the_usual_columns_are_columns() {
        assert_eq!(usual().len(), USUAL.len());
    }
}

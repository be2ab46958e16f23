//! Tab-separated values: one row a token, the columns of the reader's choice.
//!
//! No quoting: a cell never holds a tab or a line end, so `cut`, `awk`, DuckDB and Spark read the lines as they are.

use std::io::{self, Write};

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
    /// Writes the cell of a token.
    cell: fn(&Row<'_>, &mut Vec<u8>),
}

/// The columns, in the order of their help.
pub const COLUMNS: &[Column] = &[
    Column { name: "doc", about: "name of the text", cell: |r, out| clean(r.doc, out) },
    Column { name: "par", about: "paragraph in the text, from 1", cell: |r, out| number(r.par, out) },
    Column { name: "sent", about: "sentence in the text, from 1", cell: |r, out| number(r.sent, out) },
    Column { name: "id", about: "token in the sentence, from 1", cell: |r, out| number(r.id, out) },
    Column { name: "start", about: "offset in the text, in code points", cell: |r, out| number(r.range.0, out) },
    Column { name: "end", about: "one past its last code point", cell: |r, out| number(r.range.1, out) },
    Column { name: "form", about: "the token as written", cell: |r, out| clean(r.form, out) },
    Column { name: "kind", about: "word, number, address, punctuation or symbol", cell: |r, out| text(kind(r), out) },
    Column { name: "upos", about: "universal part of speech", cell: |r, out| text(r.token.upos.as_str(), out) },
    Column { name: "root", about: "dictionary root; of names and marks the form itself", cell: root },
    Column { name: "segments", about: "morphemes in citation form, as ke-duta-an=nya", cell: segments },
    Column { name: "glosses", about: "what the morphemes mean, as NMLZ-envoy-NMLZ=3", cell: glosses },
    Column { name: "gloss", about: "English in this place", cell: |r, out| clean(&r.token.gloss, out) },
    Column { name: "alternatives", about: "the next best renderings, between semicolons", cell: alternatives },
    Column { name: "status", about: "where the English comes from, and the sense rule", cell: status },
    Column { name: "unit", about: "English of the term, phrase or name that begins here", cell: |r, out| unit(r, out) },
    Column { name: "unit_type", about: "term, phrase, name or abbreviation", cell: unit_type },
    Column { name: "unit_length", about: "how many tokens that unit has", cell: unit_length },
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

/// Writes the names of columns.
///
/// # Errors
/// Those of `out`.
pub fn header(columns: &[&Column], out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<&str> = columns.iter().map(|c| c.name).collect();
    writeln!(out, "{}", names.join("\t"))
}

/// What a cell is made of.
struct Row<'a> {
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
    let name = document.source.name().to_string_lossy();
    let cells: Vec<fn(&Row<'_>, &mut Vec<u8>)> = options.columns.iter().map(|c| c.cell).collect();
    // Counting code points means going over the text once more.
    let counts = options.columns.iter().any(|c| matches!(c.name, "start" | "end"));
    let mut points = counts.then(|| document.source.code_points().after(options.part.points));
    let mut lines = Vec::with_capacity(ENOUGH + 1024);
    if options.header && options.part == Part::default() {
        header(&options.columns, out)?;
    }
    let mut sent = options.part.sentences;
    for (par, paragraph) in document.paragraphs.iter().enumerate() {
        for sentence in &paragraph.sentences {
            sent += 1;
            let place = (options.part.paragraphs + par + 1, sent);
            write_sentence(document, sentence, (&name, place), &mut points, &cells, &mut lines);
            if lines.len() >= ENOUGH {
                out.write_all(&lines)?;
                lines.clear();
            }
        }
    }
    out.write_all(&lines)
}

fn write_sentence(
    document: &Document,
    sentence: &Sentence,
    (doc, (par, sent)): (&str, (usize, usize)),
    points: &mut Option<CodePoints<'_>>,
    cells: &[fn(&Row<'_>, &mut Vec<u8>)],
    out: &mut Vec<u8>,
) {
    let mut units = sentence.outer_units().peekable();
    for (n, token) in sentence.tokens.iter().enumerate() {
        let range =
            points.as_mut().map_or((0, 0), |p| (p.at(token.span.start as usize), p.at(token.span.end as usize)));
        let unit = units.next_if(|u| u.tokens[0] == n);
        let row = Row { doc, par, sent, id: n + 1, range, form: document.text(token.span), token, unit };
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                out.push(b'\t');
            }
            cell(&row, out);
        }
        out.push(b'\n');
    }
}

fn text(s: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(s.as_bytes());
}

/// Text from outside: what would end a cell becomes a blank.
fn clean(s: &str, out: &mut Vec<u8>) {
    let from = out.len();
    out.extend_from_slice(s.as_bytes());
    for b in &mut out[from..] {
        if matches!(b, b'\t' | b'\n' | b'\r') {
            *b = b' ';
        }
    }
}

fn number(n: usize, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut left = n;
    loop {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

fn kind(row: &Row<'_>) -> &'static str {
    super::jsonl::kind(row.token.kind)
}

/// The reading, if the word is one that is cut: names and numbers are not.
fn cut<'a>(row: &Row<'a>) -> Option<&'a Analysis> {
    row.token.analysis().filter(|_| row.token.kind == TokenKind::Word && row.token.upos != Upos::Propn)
}

fn root(row: &Row<'_>, out: &mut Vec<u8>) {
    clean(cut(row).map_or(row.form, |a| a.root.as_ref()), out);
}

fn pieces(morphemes: &[Morpheme], out: &mut Vec<u8>, mut piece: impl FnMut(&Morpheme, &mut Vec<u8>)) {
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

fn status(row: &Row<'_>, out: &mut Vec<u8>) {
    text(row.token.source.as_str(), out);
    match row.token.reason {
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
    fn numbers_are_decimal() {
        for n in [0, 7, 10, 1234567890, usize::MAX] {
            let mut out = Vec::new();
            number(n, &mut out);
            assert_eq!(String::from_utf8(out).expect("digits"), n.to_string());
        }
    }

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

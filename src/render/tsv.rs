//! A row a token and a row a unit, tab-separated.
//!
//! The columns `gloss` and `review` are for a person to work in; `check` tells a gloss that was changed from one that was not.

use std::borrow::Cow;
use std::io::{self, Write};

use super::decimal::{Offsets, number};
use super::jsonl::kind;
use super::recurrent::Recurrent;
use super::table::{pieces, text};
use super::{Options, Part};
use crate::model::check::Begun;
use crate::model::{Document, Sentence, Token, Unit, Upos};

/// The columns.
pub const COLUMNS: &[&str] = &[
    "doc",
    "par",
    "sent",
    "token",
    "start",
    "end",
    "form",
    "kind",
    "upos",
    "root",
    "morphemes",
    "labels",
    "gloss",
    "status",
    "review",
    "check",
];

/// The line with the names of the columns.
pub(super) fn header() -> String {
    COLUMNS.join("\t") + "\n"
}

pub(super) fn render(
    document: &Document,
    options: &Options,
    recurrent: &mut Recurrent,
    out: &mut dyn Write,
) -> io::Result<()> {
    if !options.continued && options.part == Part::default() {
        out.write_all(header().as_bytes())?;
    }
    let name = document.source.name().to_string_lossy();
    let name = field(&name);
    let offsets = Offsets::default();
    let mut rows = Rows { out: Vec::new(), place: Vec::new(), status: String::new(), offsets, recurrent, document };
    let mut points = document.source.code_points().after(options.part.points);
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut sent = options.part.sentences;
    for (par, paragraph) in document.paragraphs.iter().enumerate() {
        for sentence in &paragraph.sentences {
            sent += 1;
            rows.sentence(&name, options.part.paragraphs + par + 1, sent);
            places.clear();
            let ends = |t: &Token| (points.at(t.span.start as usize), points.at(t.span.end as usize));
            places.extend(sentence.tokens.iter().map(ends));
            rows.recurrent.look_up(document, &sentence.tokens, |form, token, out| {
                token_cells(token, form, out);
                token.is_word().then(|| Begun::new(&clean(form)))
            });
            let mut units = sentence.units.iter().peekable();
            for (n, token) in sentence.tokens.iter().enumerate() {
                while let Some(unit) = units.next_if(|u| u.tokens[0] == n) {
                    let last = unit.tokens.last().copied().unwrap_or(n);
                    rows.begin(&unit.tokens, (places[n].0, places[last].1));
                    rows.unit(sentence, unit);
                }
                rows.begin(&[n], places[n]);
                rows.token(token, n);
            }
            out.write_all(&rows.out)?;
            rows.out.clear();
        }
    }
    Ok(())
}

/// Rows that are written.
struct Rows<'a> {
    out: Vec<u8>,
    /// The cells that say which sentence it is.
    place: Vec<u8>,
    /// Room for where the English of a unit comes from.
    status: String,
    offsets: Offsets,
    recurrent: &'a mut Recurrent,
    document: &'a Document,
}

impl Rows<'_> {
    /// Begins a sentence.
    fn sentence(&mut self, name: &str, par: usize, sent: usize) {
        self.place.clear();
        text(name, &mut self.place);
        for n in [par, sent] {
            self.place.push(b'\t');
            number(n, &mut self.place);
        }
    }

    /// Begins a row with the cells that say where something stands.
    fn begin(&mut self, tokens: &[usize], (start, end): (usize, usize)) {
        let out = &mut self.out;
        out.extend_from_slice(&self.place);
        for (n, token) in tokens.iter().enumerate() {
            out.push(if n == 0 { b'\t' } else { b',' });
            number(token + 1, out);
        }
        for n in [start, end] {
            out.push(b'\t');
            self.offsets.write(n, out);
        }
    }

    /// Ends a row with an empty cell for remarks and the fingerprint of the gloss.
    fn end(&mut self, fingerprint: Option<[u8; 8]>) {
        self.out.extend_from_slice(b"\t\t");
        if let Some(digits) = fingerprint {
            self.out.extend_from_slice(&digits);
        }
        self.out.push(b'\n');
    }

    fn token(&mut self, token: &Token, n: usize) {
        let (cells, begun) = self.recurrent.written(n);
        self.out.extend_from_slice(cells);
        self.end(begun.map(|begun| begun.digits(&[n], trimmed(&clean(&token.gloss)))));
    }

    fn unit(&mut self, sentence: &Sentence, unit: &Unit) {
        let words = self.document.words(sentence, &unit.tokens);
        let (form, gloss) = (clean(&words), clean(&unit.gloss));
        let out = &mut self.out;
        clean_cell(&form, out);
        out.push(b'\t');
        text(unit.kind.as_str(), out);
        // A unit has no part of speech, root, morphemes and labels.
        out.extend_from_slice(b"\t\t\t\t");
        clean_cell(&gloss, out);
        self.status.clear();
        unit.status_into(&mut self.status);
        cell(&self.status, out);
        self.end(Some(Begun::new(&form).digits(&unit.tokens, trimmed(&gloss))));
    }
}

/// Writes the cells from the form to the status.
fn token_cells(token: &Token, form: &str, out: &mut Vec<u8>) {
    let cut = token.analysis().filter(|_| token.upos != Upos::Propn);
    cell(form, out);
    cell(kind(token.kind), out);
    cell(token.upos.as_str(), out);
    cell(cut.map_or(form, |a| &a.root), out);
    match cut {
        Some(a) => {
            cell_of(out, |out| pieces(&a.morphemes, out, |m, out| text(&m.form, out)));
            cell_of(out, |out| pieces(&a.morphemes, out, |m, out| text(&m.gloss.text(&m.form), out)));
        }
        None => {
            cell(form, out);
            cell("", out);
        }
    }
    cell(&token.gloss, out);
    cell(&token.status(), out);
}

/// Writes a cell.
fn cell(s: &str, out: &mut Vec<u8>) {
    clean_cell(&clean(s), out);
}

/// Writes a cell of what has no tabs and line ends.
fn clean_cell(clean: &str, out: &mut Vec<u8>) {
    out.push(b'\t');
    if is_formula(clean) {
        out.push(b'\'');
    }
    text(clean, out);
}

/// Writes a cell that `write` gives.
fn cell_of(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    out.push(b'\t');
    let from = out.len();
    write(out);
    let written = &out[from..];
    if !is_plain(written) || written.first().is_some_and(|b| FORMULA.contains(&char::from(*b))) {
        let written = field(&String::from_utf8_lossy(written)).into_owned();
        out.truncate(from);
        text(&written, out);
    }
}

/// What a formula of a spreadsheet begins with.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// Whether nothing of a value needs a look.
fn is_plain(value: &[u8]) -> bool {
    value.iter().fold(true, |all, b| all & (b' '..0x7f).contains(b))
}

/// A value without tabs and line ends. One that a spreadsheet would take for a formula begins with an apostrophe.
pub fn field(s: &str) -> Cow<'_, str> {
    let clean = clean(s);
    if is_formula(&clean) { Cow::Owned(format!("'{clean}")) } else { clean }
}

/// Whether a spreadsheet would take a value for a formula.
fn is_formula(clean: &str) -> bool {
    clean.starts_with(FORMULA) && clean.chars().nth(1).is_some_and(|c| !c.is_ascii_digit())
}

/// A value without white space around it; most have none.
fn trimmed(s: &str) -> &str {
    let inside = |b: Option<&u8>| b.is_none_or(u8::is_ascii_graphic);
    if inside(s.as_bytes().first()) && inside(s.as_bytes().last()) { s } else { s.trim() }
}

/// A value without tabs, line ends and other control characters.
fn clean(s: &str) -> Cow<'_, str> {
    if is_plain(s.as_bytes()) {
        return Cow::Borrowed(s);
    }
    Cow::Owned(s.chars().map(|c| if super::xml::is_unfit(c) { ' ' } else { c }).collect())
}

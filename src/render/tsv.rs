//! A row a token and a row a unit, tab-separated.
//!
//! The columns `gloss` and `review` are for a person to work in; `check` tells a gloss that was changed from one that was not.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Options;
use super::jsonl::kind;
use crate::model::{Document, Sentence, Token, Unit, Upos, check};

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

pub(super) fn render(documents: &[Document], _: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    let mut rows = Vec::new();
    for document in documents {
        let name = document.source.name().to_string_lossy();
        let name = field(&name);
        let mut points = document.source.code_points();
        let mut sent = 0;
        for (par, paragraph) in document.paragraphs.iter().enumerate() {
            for sentence in &paragraph.sentences {
                sent += 1;
                let places: Vec<(usize, usize)> = sentence
                    .tokens
                    .iter()
                    .map(|t| (points.at(t.span.start as usize), points.at(t.span.end as usize)))
                    .collect();
                let mut row = |first: usize, last: usize, tokens: &[usize], cells: [Cow<'_, str>; 10]| {
                    let _ = write!(rows, "{name}\t{}\t{sent}\t", par + 1);
                    for (n, token) in tokens.iter().enumerate() {
                        let _ = write!(rows, "{}{}", if n > 0 { "," } else { "" }, token + 1);
                    }
                    let _ = write!(rows, "\t{}\t{}", places[first].0, places[last].1);
                    for cell in cells {
                        rows.push(b'\t');
                        rows.extend_from_slice(cell.as_bytes());
                    }
                    rows.push(b'\n');
                };
                let mut units = sentence.units.iter().peekable();
                for (n, token) in sentence.tokens.iter().enumerate() {
                    while let Some(unit) = units.next_if(|u| u.tokens[0] == n) {
                        let last = unit.tokens.last().copied().unwrap_or(n);
                        row(n, last, &unit.tokens, unit_row(document, sentence, unit));
                    }
                    row(n, n, &[n], token_row(document, token, n));
                }
                out.write_all(&rows)?;
                rows.clear();
            }
        }
    }
    Ok(())
}

fn token_row<'a>(document: &'a Document, token: &'a Token, n: usize) -> [Cow<'a, str>; 10] {
    let form = document.text(token.span);
    let cut = token.analysis().filter(|_| token.upos != Upos::Propn);
    let owned = |s: String| Cow::Owned(field(&s).into_owned());
    [
        field(form),
        kind(token.kind).into(),
        token.upos.as_str().into(),
        field(cut.map_or(form, |a| &a.root)),
        cut.map_or_else(|| field(form), |a| owned(a.underlying())),
        cut.map_or_else(Cow::default, |a| owned(a.gloss_line())),
        field(&token.gloss),
        token.status(),
        Cow::default(),
        if token.is_word() { check(&clean(form), &[n], clean(&token.gloss).trim()).into() } else { Cow::default() },
    ]
}

fn unit_row<'a>(document: &'a Document, sentence: &'a Sentence, unit: &'a Unit) -> [Cow<'a, str>; 10] {
    let words: Vec<&str> = unit.tokens.iter().map(|&t| document.text(sentence.tokens[t].span)).collect();
    let form = words.join(" ");
    let check = check(&clean(&form), &unit.tokens, clean(&unit.gloss).trim());
    [
        Cow::Owned(field(&form).into_owned()),
        unit.kind.as_str().into(),
        Cow::default(),
        Cow::default(),
        Cow::default(),
        Cow::default(),
        field(&unit.gloss),
        Cow::Owned(field(&unit.status()).into_owned()),
        Cow::default(),
        check.into(),
    ]
}

/// A value without tabs and line ends. One that a spreadsheet would take for a formula begins with an apostrophe.
pub fn field(s: &str) -> Cow<'_, str> {
    let clean = clean(s);
    let formula = clean.starts_with(['=', '+', '-', '@']) && clean.chars().nth(1).is_some_and(|c| !c.is_ascii_digit());
    if formula { Cow::Owned(format!("'{clean}")) } else { clean }
}

/// A value without tabs, line ends and other control characters.
fn clean(s: &str) -> Cow<'_, str> {
    if s.bytes().all(|b| (b' '..0x7f).contains(&b)) {
        return Cow::Borrowed(s);
    }
    Cow::Owned(s.chars().map(|c| if super::xml::is_unfit(c) { ' ' } else { c }).collect())
}

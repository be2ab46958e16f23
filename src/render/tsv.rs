//! A row a token and a row a unit, tab-separated.
//!
//! The columns `gloss` and `review` are for a person to work in; `check` tells a gloss that was changed from one that was not.

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
    for document in documents {
        let name = document.source.name().to_string_lossy();
        let mut points = document.source.code_points();
        let mut sent = 0;
        for (par, paragraph) in document.paragraphs.iter().enumerate() {
            for sentence in &paragraph.sentences {
                sent += 1;
                let place = |i: String| [field(&name), (par + 1).to_string(), sent.to_string(), i];
                let places: Vec<(usize, usize)> = sentence
                    .tokens
                    .iter()
                    .map(|t| (points.at(t.span.start as usize), points.at(t.span.end as usize)))
                    .collect();
                let mut units = sentence.units.iter().peekable();
                for (n, token) in sentence.tokens.iter().enumerate() {
                    while let Some(unit) = units.next_if(|u| u.tokens[0] == n) {
                        let tokens: Vec<String> = unit.tokens.iter().map(|t| (t + 1).to_string()).collect();
                        let last = unit.tokens.last().copied().unwrap_or(n);
                        write_row(
                            out,
                            place(tokens.join(",")),
                            (places[n].0, places[last].1),
                            unit_row(document, sentence, unit),
                        )?;
                    }
                    write_row(out, place((n + 1).to_string()), places[n], token_row(document, token, n))?;
                }
            }
        }
    }
    Ok(())
}

fn write_row(out: &mut dyn Write, place: [String; 4], range: (usize, usize), row: [String; 10]) -> io::Result<()> {
    writeln!(out, "{}\t{}\t{}\t{}", place.join("\t"), range.0, range.1, row.join("\t"))
}

fn token_row(document: &Document, token: &Token, n: usize) -> [String; 10] {
    let form = document.text(token.span);
    let cut = token.analysis().filter(|_| token.upos != Upos::Propn);
    [
        field(form),
        kind(token.kind).to_owned(),
        token.upos.to_string(),
        field(cut.map_or(form, |a| &a.root)),
        cut.map_or_else(|| field(form), |a| field(&a.underlying())),
        cut.map_or_else(String::new, |a| field(&a.gloss_line())),
        field(&token.gloss),
        token.source.as_str().to_owned(),
        String::new(),
        if token.is_word() { check(&clean(form), &[n], clean(&token.gloss).trim()) } else { String::new() },
    ]
}

fn unit_row(document: &Document, sentence: &Sentence, unit: &Unit) -> [String; 10] {
    let words: Vec<&str> = unit.tokens.iter().map(|&t| document.text(sentence.tokens[t].span)).collect();
    let form = words.join(" ");
    let check = check(&clean(&form), &unit.tokens, clean(&unit.gloss).trim());
    [
        field(&form),
        unit.kind.as_str().to_owned(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        field(&unit.gloss),
        unit.source.as_str().to_owned(),
        String::new(),
        check,
    ]
}

/// A value without tabs and line ends. One that a spreadsheet would take for a formula begins with an apostrophe.
pub fn field(s: &str) -> String {
    let clean = clean(s);
    let formula = clean.starts_with(['=', '+', '-', '@']) && clean.chars().nth(1).is_some_and(|c| !c.is_ascii_digit());
    if formula { format!("'{clean}") } else { clean }
}

/// A value without tabs, line ends and other control characters.
fn clean(s: &str) -> String {
    s.chars().map(|c| if super::xml::is_unfit(c) { ' ' } else { c }).collect()
}

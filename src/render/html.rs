//! A page of its own: each word with its gloss beneath, terms over the words that they span.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Options;
use super::interlinear::{self, Column, Layer};
use crate::model::{Document, Gloss, GlossTag, Sentence};

const STYLE: &str = include_str!("html/page.css");

pub(super) fn render(document: &Document, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let name = document.source.name();
    let first = document.sentences().next().map(|s| document.text(s.span)).unwrap_or_default();
    let title = name.file_stem().filter(|_| name.as_os_str() != "-").map_or("padan".into(), |s| s.to_string_lossy());
    let heading: String = first.chars().take(80).collect();
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"padan {}\">\n<title>{} – {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{}</h1>\n",
        env!("CARGO_PKG_VERSION"),
        escape(&title),
        escape(&heading),
        escape(&title),
    )?;
    let mut number = 0;
    for paragraph in &document.paragraphs {
        writeln!(out, "<section class=\"p\">")?;
        for sentence in &paragraph.sentences {
            number += 1;
            write_sentence(document, sentence, number, options, out)?;
        }
        writeln!(out, "</section>")?;
    }
    write_legend(document, options, out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

fn write_sentence(
    document: &Document,
    sentence: &Sentence,
    number: usize,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = escape(document.text(sentence.span));
    writeln!(out, "<div class=\"s\" id=\"s{number}\">\n<p class=\"orig\" lang=\"id\">{text}</p>")?;
    writeln!(out, "<ol class=\"igt\" lang=\"id\" aria-label=\"Interlinear gloss of sentence {number}\">")?;
    for group in interlinear::groups(document, sentence) {
        match group.unit.filter(|_| options.layers.contains(&Layer::Terms)) {
            Some(unit) => {
                let kind = unit.kind.as_str();
                writeln!(
                    out,
                    "<li class=\"u {kind}\"><span class=\"t\" lang=\"en\" title=\"{kind}\">{}</span>\n<ol>",
                    escape(&unit.gloss)
                )?;
                for column in &group.columns {
                    write_column(column, options, out)?;
                }
                writeln!(out, "</ol></li>")?;
            }
            None => {
                for column in &group.columns {
                    write_column(column, options, out)?;
                }
            }
        }
    }
    writeln!(out, "</ol>\n</div>")
}

fn write_column(column: &Column<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let shows = |layer| options.layers.contains(&layer);
    let Some(word) = &column.word else {
        return writeln!(out, "<li class=\"x\"><span class=\"f\">{}</span></li>", escape(&column.text));
    };
    let guess = if interlinear::is_guess(word.token) { " guess" } else { "" };
    write!(out, "<li class=\"w{guess}\"><span class=\"f\">{}</span>", escape(&column.text))?;
    let cut = interlinear::has_pieces(word.token);
    if cut && shows(Layer::Morphemes) {
        write!(out, "<span class=\"m\">{}</span>", escape(&word.morphemes))?;
    }
    if cut && shows(Layer::Glosses) {
        write!(out, "<span class=\"g\" lang=\"en\">{}</span>", label_markup(word))?;
    }
    if shows(Layer::English) {
        let mark = if guess.is_empty() { "" } else { "<span class=\"q\" title=\"guess\">?</span>" };
        write!(out, "<span class=\"e\" lang=\"en\">{}{mark}</span>", escape(&word.token.gloss))?;
    }
    writeln!(out, "</li>")
}

/// The gloss line with each label in an `abbr`.
fn label_markup(word: &interlinear::Word<'_>) -> String {
    let Some(analysis) = word.token.analysis() else { return escape(&word.glosses) };
    let mut out = String::new();
    let shown = analysis.shown();
    for (n, m) in shown.iter().enumerate() {
        if n > 0 {
            out.push(m.joint(&shown[n - 1]));
        }
        match &m.gloss {
            Gloss::Grammatical(tags) => {
                for (k, tag) in tags.iter().enumerate() {
                    let dot = if k > 0 { "." } else { "" };
                    let _ = write!(out, "{dot}{}", abbr(*tag));
                }
            }
            other => out.push_str(&escape(&other.text(&m.form).replace('-', "\u{2011}"))),
        }
    }
    out
}

fn abbr(tag: GlossTag) -> String {
    format!("<abbr title=\"{}\">{tag}</abbr>", escape(tag.meaning()))
}

fn write_legend(document: &Document, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let labels = interlinear::labels(document);
    if !options.legend || labels.is_empty() || !options.layers.contains(&Layer::Glosses) {
        return Ok(());
    }
    writeln!(out, "<section class=\"legend\">\n<h2>Labels</h2>\n<dl>")?;
    for tag in labels {
        writeln!(out, "<div><dt>{tag}</dt><dd>{}</dd></div>", escape(tag.meaning()))?;
    }
    writeln!(
        out,
        "</dl>\n<p>A question mark stands after a gloss that is a guess. A line over words is the English of all of them together.</p>\n</section>"
    )
}

/// Text as it may stand between tags and in quoted attributes. Control characters, which no page may hold, and marks that
/// turn the line round are left out.
fn escape(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            '\u{fdd0}'..='\u{fdef}' => {}
            c if u32::from(c) & 0xfffe == 0xfffe => {}
            c => out.push(c),
        }
    }
    out
}

//! GitHub-flavoured Markdown: sentence by sentence, tables of as many columns as fit.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::interlinear::{self, Cell, Layer};
use super::text::visible;
use super::{Options, title};
use crate::model::Document;

pub(super) fn render(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for (n, document) in documents.iter().enumerate() {
        let blank = if n > 0 { "\n" } else { "" };
        writeln!(out, "{blank}# {}\n", escape(&title(document)))?;
        for (n, sentence) in document.sentences().enumerate() {
            writeln!(out, "**{}.** {}\n", n + 1, escape(document.text(sentence.span)))?;
            let cells = interlinear::cells(document, sentence, &options.layers);
            for row in rows(&cells, options) {
                write_table(&row, out)?;
            }
            if let Some(translation) = &sentence.translation {
                let mut line = String::new();
                for (text, term) in translation.pieces() {
                    let (lead, rest) = text.split_at(text.len() - text.trim_start().len());
                    let (body, tail) = rest.split_at(rest.trim_end().len());
                    let mark = if term.is_some() { "**" } else { "" };
                    let blank = |s: &str| if s.is_empty() { "" } else { " " };
                    line.push_str(&format!("{}{mark}{}{mark}{}", blank(lead), escape(body), blank(tail)));
                }
                writeln!(out, "> {}\n", line.trim())?;
            }
        }
    }
    let labels = interlinear::all_labels(documents);
    if options.legend && options.layers.contains(&Layer::Glosses) && !labels.is_empty() {
        writeln!(out, "---\n")?;
        for tag in labels {
            writeln!(out, "* **{tag}** {}", escape(tag.meaning()))?;
        }
    }
    Ok(())
}

/// The cells of a table's columns, each from the top.
type Table = Vec<Vec<String>>;

fn rows(cells: &[Cell<'_>], options: &Options) -> Vec<Table> {
    let layers: Vec<Layer> = options.layers.iter().copied().filter(|&l| l != Layer::Terms).collect();
    let column = |cell: &Cell<'_>| layers.iter().map(|&l| escape(&cell.line(l))).collect::<Vec<_>>();
    let wide = |cell: &Cell<'_>| column(cell).iter().map(|s| s.width()).max().unwrap_or_default() + 3;
    interlinear::rows(cells, options.width, wide).into_iter().map(|row| row.iter().map(column).collect()).collect()
}

fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let widths: Vec<usize> = table.iter().map(|c| c.iter().map(|s| s.width()).max().unwrap_or(0).max(3)).collect();
    for line in 0..table.first().map_or(0, Vec::len) {
        let mut row = String::from("|");
        for (column, width) in table.iter().zip(&widths) {
            let pad = width - column[line].width();
            row.push_str(&format!(" {}{} |", column[line], " ".repeat(pad)));
        }
        writeln!(out, "{row}")?;
        if line == 0 {
            let rules: String = widths.iter().map(|w| format!(" {} |", "-".repeat(*w))).collect();
            writeln!(out, "|{rules}")?;
        }
    }
    writeln!(out)
}

/// Text that stays text: every mark that Markdown gives a meaning to has a backslash before it.
fn escape(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let line = visible(s).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        // A full stop inside a word would make a link of some.
        let inner_stop = c == '.' && chars.peek().is_some_and(|next| next.is_alphanumeric());
        if inner_stop
            || matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | ':' | '@' | '!' | '$'
            )
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

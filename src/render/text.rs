//! Aligned columns of plain text.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::Options;
use super::interlinear::{self, Column, Group, Layer};
use crate::model::{Document, Sentence, Translation};

/// Blanks between columns.
const GAP: usize = 2;

/// A column of the sheet: one cell a line that is shown.
struct Cell {
    lines: Vec<(Layer, String)>,
    width: usize,
}

/// A group laid out: its cells and the term over them.
struct Block {
    term: Option<String>,
    cells: Vec<Cell>,
}

impl Block {
    fn width(&self) -> usize {
        let cells: usize = self.cells.iter().map(|c| c.width).sum();
        cells + GAP * self.cells.len().saturating_sub(1)
    }
}

pub(super) fn render(document: &Document, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for (n, paragraph) in document.paragraphs.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        for sentence in &paragraph.sentences {
            write_sentence(document, sentence, options, out)?;
            if let Some(translation) = &sentence.translation {
                write_translation(translation, options, out)?;
            }
        }
        if let Some(whole) = &paragraph.translation {
            write_translation(&Translation::new(whole.as_str()), options, out)?;
        }
    }
    let labels = interlinear::labels(document);
    if options.legend && options.layers.contains(&Layer::Glosses) && !labels.is_empty() {
        writeln!(out)?;
        let entries: Vec<String> = labels.iter().map(|t| format!("{t} {}", t.meaning())).collect();
        for line in wrap(&entries, options.width) {
            writeln!(out, "{}", paint(&line, DIM, options.color))?;
        }
    }
    Ok(())
}

fn write_sentence(document: &Document, sentence: &Sentence, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let blocks: Vec<Block> = interlinear::groups(document, sentence).into_iter().map(|g| block(g, options)).collect();
    let mut row: Vec<Block> = Vec::new();
    let mut used = 0;
    for block in blocks.into_iter().flat_map(|b| split(b, options.width)) {
        let needed = block.width() + if row.is_empty() { 0 } else { GAP };
        if !row.is_empty() && used + needed > options.width {
            write_row(&row, options, out)?;
            row.clear();
            used = 0;
        }
        used += block.width() + if row.is_empty() { 0 } else { GAP };
        row.push(block);
    }
    write_row(&row, options, out)
}

/// The translation in single quotation marks, in lines of the page. Words that render terms are bold, or stand between asterisks.
fn write_translation(translation: &Translation, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let star = if options.color { "" } else { "*" };
    // Words as they are parted by blanks: each of pieces that are marked or not.
    let mut words: Vec<Vec<(String, bool)>> = vec![vec![("‘".to_owned(), false)]];
    let mut open = true;
    for (text, term) in translation.pieces() {
        let marked = term.is_some();
        let count = text.split_whitespace().count();
        open &= !text.starts_with(char::is_whitespace) || words.len() == 1 && words[0].len() == 1;
        for (n, word) in text.split_whitespace().enumerate() {
            let before = if marked && n == 0 { star } else { "" };
            let after = if marked && n + 1 == count { star } else { "" };
            let piece = (format!("{before}{}{after}", visible(word)), marked);
            match words.last_mut() {
                Some(last) if std::mem::replace(&mut open, false) => last.push(piece),
                _ => words.push(vec![piece]),
            }
        }
        open = !text.ends_with(char::is_whitespace) && (count > 0 || open);
    }
    words.last_mut().expect("starts with a word").push(("’".to_owned(), false));
    let mut line = String::new();
    let mut used = 0;
    for word in words {
        let width: usize = word.iter().map(|(piece, _)| piece.width()).sum();
        if used > 0 && used + 1 + width > options.width {
            writeln!(out, "{line}")?;
            line.clear();
            used = 0;
        } else if used > 0 {
            line.push(' ');
            used += 1;
        }
        used += width;
        for (piece, marked) in word {
            line.push_str(&paint(&piece, if marked { BOLD } else { PLAIN }, options.color));
        }
    }
    writeln!(out, "{line}\n")
}

/// A group wider than the page is cut between its columns; its term stays over the first part.
fn split(block: Block, width: usize) -> Vec<Block> {
    if block.width() <= width || block.cells.len() < 2 {
        return vec![block];
    }
    let mut out: Vec<Block> = Vec::new();
    let mut term = block.term;
    for cell in block.cells {
        match out.last_mut() {
            Some(last) if last.width() + GAP + cell.width <= width => last.cells.push(cell),
            _ => out.push(Block { term: term.take(), cells: vec![cell] }),
        }
    }
    out
}

fn block(group: Group<'_>, options: &Options) -> Block {
    let shows_terms = options.layers.contains(&Layer::Terms);
    let term = group.unit.filter(|_| shows_terms).map(|u| match options.layers.contains(&Layer::Status) {
        true => format!("{} ({})", u.gloss, visible(&u.status())),
        false => u.gloss.clone(),
    });
    let mut cells: Vec<Cell> = group.columns.iter().map(|c| cell(c, options)).collect();
    // A term wider than its words widens the last of them: two marks and a blank each stand around it.
    if let Some(term) = &term {
        let needed = term.width() + 4;
        let width = cells.iter().map(|c| c.width).sum::<usize>() + GAP * (cells.len() - 1);
        if let Some(last) = cells.last_mut() {
            last.width += needed.saturating_sub(width);
        }
    }
    Block { term, cells }
}

fn cell(column: &Column<'_>, options: &Options) -> Cell {
    let mut lines = Vec::new();
    for &layer in &options.layers {
        let text = match (&column.word, layer) {
            (_, Layer::Terms) => continue,
            (_, Layer::Words) => visible(&column.text),
            (None, _) => String::new(),
            (Some(w), Layer::Morphemes) => visible(&w.morphemes),
            (Some(w), Layer::Glosses) => visible(&w.glosses),
            (Some(w), Layer::English) => {
                let mark = if interlinear::is_guess(w.token) { "?" } else { "" };
                format!("{}{mark}", visible(&w.token.gloss))
            }
            (Some(w), Layer::Status) => w.token.status().into_owned(),
        };
        lines.push((layer, text));
    }
    let width = lines.iter().map(|(_, s)| s.width()).max().unwrap_or_default();
    Cell { lines, width }
}

/// Control characters and marks that would move the cursor or turn the line round are shown as blanks.
pub(super) fn visible(s: &str) -> String {
    let harmful = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if s.contains(harmful) { s.replace(harmful, " ") } else { s.to_owned() }
}

fn write_row(row: &[Block], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if row.is_empty() {
        return Ok(());
    }
    if row.iter().any(|b| b.term.is_some()) {
        let mut line = String::new();
        let mut at = 0;
        let mut want = 0;
        for block in row {
            if let Some(term) = &block.term {
                line.extend(std::iter::repeat_n(' ', want - at));
                let dashes = block.width().saturating_sub(term.width() + 4);
                let (left, right) = (dashes / 2, dashes - dashes / 2);
                let bar = |n| "─".repeat(n);
                line.push_str(&format!(
                    "╭{} {} {}╮",
                    bar(left),
                    paint(&visible(term), TERM, options.color),
                    bar(right)
                ));
                at = want + term.width() + 4 + dashes;
            }
            want += block.width() + GAP;
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    let height = row.iter().flat_map(|b| &b.cells).map(|c| c.lines.len()).max().unwrap_or_default();
    for n in 0..height {
        let mut line = String::new();
        let mut pending = 0;
        for cell in row.iter().flat_map(|b| &b.cells) {
            let (layer, text) = &cell.lines[n];
            line.extend(std::iter::repeat_n(' ', pending));
            line.push_str(&paint(text, style(*layer), options.color));
            pending = cell.width - text.width().min(cell.width) + GAP;
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out)
}

const PLAIN: &str = "";
const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const TERM: &str = "\u{1b}[36m";
const GREEN: &str = "\u{1b}[32m";

fn style(layer: Layer) -> &'static str {
    match layer {
        Layer::Terms => TERM,
        Layer::Words => BOLD,
        Layer::Morphemes => PLAIN,
        Layer::Glosses => DIM,
        Layer::English => GREEN,
        Layer::Status => DIM,
    }
}

fn paint(text: &str, style: &str, color: bool) -> String {
    if color && !style.is_empty() && !text.is_empty() { format!("{style}{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Entries separated by semicolons, in lines of at most `width`.
fn wrap(entries: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for (n, entry) in entries.iter().enumerate() {
        let piece = if n + 1 == entries.len() { entry.clone() } else { format!("{entry};") };
        let line = lines.last_mut().expect("starts with a line");
        if line.is_empty() {
            *line = piece;
        } else if line.width() + 1 + piece.width() <= width {
            line.push(' ');
            line.push_str(&piece);
        } else {
            lines.push(piece);
        }
    }
    lines
}

//! `padan concordance`: keywords in context, with what renders them.

use std::io::{IsTerminal, Write};
use std::ops::Range;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use padan::align::{Learned, Tokens};
use padan::concordance::{By, Hit, search};
use padan::text::LineIndex;
use serde_json::json;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::outcome::Outcome;
use crate::output;
use crate::pairs::{AlignerArgs, ParallelArgs};

/// What to look for, and where.
#[derive(Debug, Args)]
pub struct Concordance {
    /// Words, a root, an affix (meN-, -kan, ke-…-an), a term, or English
    #[arg(allow_hyphen_values = true)]
    pub query: String,
    /// What the query is
    #[arg(long, value_enum, default_value = "form")]
    pub by: Kind,
    #[command(flatten)]
    pub parallel: ParallelArgs,
    /// How many places to show; 0 is all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub top: usize,
    /// Columns of a line [default: the terminal's, or 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..))]
    pub width: Option<u16>,
    /// One JSON object a place
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub knows: AlignerArgs,
    /// Do not remark on translations that do not fit
    #[arg(long, short)]
    pub quiet: bool,
}

/// What a query is.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Kind {
    /// Indonesian words as written
    Form,
    /// A root, however it is affixed
    Root,
    /// An affix
    Affix,
    /// A term of the glossary, in whatever form
    Term,
    /// English words, in whatever form
    English,
}

impl Kind {
    fn by(self) -> By {
        match self {
            Self::Form => By::Form,
            Self::Root => By::Root,
            Self::Affix => By::Affix,
            Self::Term => By::Term,
            Self::English => By::English,
        }
    }
}

pub fn run(args: &Concordance) -> Result<Outcome> {
    if args.parallel.parallel.is_empty() {
        bail!("name texts and their translations after --parallel");
    }
    let annotator = args.knows.annotator()?;
    let mut aligner = args.knows.aligner(&annotator);
    let mut loaded = args.parallel.load(&mut aligner, args.quiet)?;
    let bitexts = loaded.iter_mut().map(|l| std::mem::take(&mut l.bitext)).collect();
    let aligned = aligner.align_words(bitexts, &Learned::default(), Tokens::Cut);
    let mut hits = search(&annotator, &aligned, &args.query, args.by.by());
    let all = hits.len();
    if args.top > 0 {
        hits.truncate(args.top);
    }
    let lines: Vec<LineIndex> = loaded.iter().map(|l| LineIndex::new(l.source().1)).collect();
    let place = |hit: &Hit| -> (PathBuf, usize, usize) {
        let (path, text) = loaded[hit.alignment].source();
        let bitext = &aligned[hit.alignment].bitext;
        let at = hit.source_marks.first().map_or(0, |m| m.start);
        let byte = bitext.source_place(&bitext.beads[hit.bead], at).unwrap_or_default();
        let (line, column) = lines[hit.alignment].line_column(text, byte);
        (path.to_owned(), line, column)
    };
    let mut out = output::stdout();
    if args.json {
        for hit in &hits {
            let (path, line, column) = place(hit);
            let row = json!({
                "path": path.display().to_string(),
                "line": line,
                "column": column,
                "source": hit.source,
                "target": hit.target,
                "source_marks": words(&hit.source, &hit.source_marks),
                "target_marks": words(&hit.target, &hit.target_marks),
            });
            serde_json::to_writer(&mut out, &row)?;
            writeln!(out)?;
        }
    } else {
        let width = args.width.map_or_else(terminal, usize::from);
        let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let names: Vec<String> = hits.iter().map(place).map(|(p, l, _)| format!("{}:{l}", p.display())).collect();
        let margin = names.iter().map(|n| n.width()).max().unwrap_or(0) + 2;
        for (hit, name) in hits.iter().zip(&names) {
            let room = width.saturating_sub(margin).max(30);
            writeln!(out, "{name:<margin$}{}", keyword(&hit.source, &hit.source_marks, room, color))?;
            writeln!(out, "{:<margin$}{}", "", keyword(&hit.target, &hit.target_marks, room, color))?;
        }
        if hits.len() < all {
            writeln!(out, "{} of {all}; --top 0 shows all", hits.len())?;
        }
    }
    out.flush()?;
    Ok(if hits.is_empty() { Outcome::Lacking } else { Outcome::Done })
}

fn terminal() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0).max(40))
}

fn words<'t>(text: &'t str, marks: &[Range<usize>]) -> Vec<&'t str> {
    marks.iter().filter_map(|m| text.get(m.clone())).collect()
}

/// A line of `room` columns with its first mark in the middle, marks in brackets or in bold.
fn keyword(text: &str, marks: &[Range<usize>], room: usize, color: bool) -> String {
    let (open, close) = if color { ("\u{1b}[1m", "\u{1b}[0m") } else { ("[", "]") };
    let first = marks.first().map_or(0..0, Clone::clone);
    let half = room / 2;
    let left = half.saturating_sub(2);
    let before = tail(&text[..first.start], left);
    let mut out = if marks.is_empty() { String::new() } else { " ".repeat(left.saturating_sub(before.width())) };
    out.push_str(&before);
    let mut at = first.start;
    let mut used = out.width();
    for mark in marks.iter().chain(std::iter::once(&(text.len()..text.len()))) {
        let gap = head(&text[at..mark.start.max(at)], room.saturating_sub(used + 2));
        used += gap.width();
        let whole = gap.len() == mark.start.saturating_sub(at);
        out.push_str(&gap);
        if !whole || mark.is_empty() {
            break;
        }
        let word = &text[mark.clone()];
        out.push_str(&format!("{open}{word}{close}"));
        used += word.width() + if color { 0 } else { 2 };
        at = mark.end;
    }
    out.trim_end().to_owned()
}

/// The end of a text, as much as fits.
fn tail(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut used = 1;
    let from = text.char_indices().rev().take_while(|(_, c)| {
        used += c.width().unwrap_or(0);
        used <= room
    });
    let from = from.last().map_or(text.len(), |(at, _)| at);
    format!("…{}", &text[from..])
}

/// The beginning of a text, as much as fits.
fn head(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = text.char_indices().take_while(|(_, c)| {
        used += c.width().unwrap_or(0);
        used <= room
    });
    let end = fits.last().map_or(0, |(at, c)| at + c.len_utf8());
    format!("{}…", &text[..end])
}

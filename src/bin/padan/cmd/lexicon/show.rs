//! `padan lexicon show`: the entries of a form.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use padan::Lexicon;
use padan::lexicon::source::{Line, read_lines};
use padan::lexicon::{Flag, Lexeme};

use crate::args::LexiconShow;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;

/// Where variants of ours stand.
const VARIANTS: &str = "lexicon/variants.tsv";

pub fn run(args: &LexiconShow) -> Result<Outcome> {
    let lexicon = inputs::lexicon(&args.lexicon)?;
    let mut sources = Sources::default();
    let mut out = output::stdout();
    let mut all = true;
    for (n, word) in args.words.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        let source = padan::text::SourceText::from_text("-", word.as_str());
        let form = source.text().split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{form}")?;
        let found = show(&lexicon, &form.to_lowercase(), args, &mut sources, &mut out)?;
        if !found {
            writeln!(out, "  no entry")?;
        }
        all &= found;
    }
    out.flush()?;
    Ok(if all { Outcome::Done } else { Outcome::Lacking })
}

fn show(
    lexicon: &Lexicon,
    lower: &str,
    args: &LexiconShow,
    sources: &mut Sources,
    out: &mut impl Write,
) -> Result<bool> {
    let lexemes: Vec<Lexeme> = lexicon.form(lower).chain(lexicon.phrase(lower)).collect();
    for lexeme in &lexemes {
        let senses: Vec<String> = lexeme.senses().iter().map(|s| s.join(", ")).collect();
        writeln!(out, "  {} {}", lexeme.form(), lexeme.upos())?;
        let cut = lexeme.analysis().map(|a| match lexeme.surface() {
            Some(surface) => format!("{a}/{surface}"),
            None => a.to_owned(),
        });
        writeln!(out, "    analysis  {}", cut.as_deref().unwrap_or("."))?;
        writeln!(out, "    senses    {}", senses.join("; "))?;
        let flags = lexeme.flags();
        if !flags.is_empty() {
            writeln!(out, "    flags     {flags}")?;
        }
        if lexeme.is(Flag::Bound) {
            writeln!(out, "              (never stands alone)")?;
        }
        writeln!(out, "    file      {}", sources.place(lexeme.file(), |line| is_entry(line, *lexeme)))?;
    }
    let Some(variant) = lexicon.variant(lower) else { return Ok(!lexemes.is_empty()) };
    writeln!(out, "  {lower} → {}", variant.standard)?;
    writeln!(out, "    kind      {}", variant.kind)?;
    let own = args.lexicon.lexicon.iter().rev().map(|path| path.display().to_string());
    let is_variant = |line: &Line<'_>| matches!(line, Line::Variant(v) if v.form.to_lowercase() == lower);
    let mut places =
        own.chain([VARIANTS.to_owned()]).filter_map(|file| sources.line(&file, is_variant).map(|n| (file, n)));
    match places.next() {
        Some((file, line)) => writeln!(out, "    file      {file}:{line}")?,
        None => writeln!(out, "    file      {VARIANTS}")?,
    }
    Ok(true)
}

fn is_entry(line: &Line<'_>, lexeme: Lexeme) -> bool {
    let Line::Entry(entry) = line else { return false };
    entry.form == lexeme.form()
        && entry.upos == lexeme.upos().as_str()
        && entry.analysis == lexeme.analysis().unwrap_or(".")
        && entry.flags.source == lexeme.source()
}

/// The texts of lexicon files, as far as they are at hand: the built-in lexicon's are in a checkout alone.
#[derive(Default)]
struct Sources {
    texts: HashMap<String, Option<String>>,
}

impl Sources {
    /// The file, with the line that `is` there, if the file is at hand.
    fn place(&mut self, file: &str, is: impl Fn(&Line<'_>) -> bool) -> String {
        match self.line(file, is) {
            Some(line) => format!("{file}:{line}"),
            None => file.to_owned(),
        }
    }

    fn line(&mut self, file: &str, is: impl Fn(&Line<'_>) -> bool) -> Option<usize> {
        let read = || inputs::lexicon_text(Path::new(file)).ok().map(|text| text.text().to_owned());
        let text = self.texts.entry(file.to_owned()).or_insert_with(read).as_deref()?;
        read_lines(text).filter_map(Result::ok).find(|line| is(line)).map(|line| line.number())
    }
}

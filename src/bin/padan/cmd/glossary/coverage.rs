//! `padan glossary coverage`: what the terms cover of texts.

use std::io::Write;

use anyhow::Result;
use padan::Glossary;
use padan::effect::{self, Coverage, Use};
use padan::glossary::Term;
use padan::morph::Analyzer;
use serde::Serialize;

use crate::args::{GlossaryArgs, LexiconFiles};
use crate::corpus::CorpusArgs;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub corpus: CorpusArgs,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
    /// Entries to list, the most used first
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    texts: usize,
    sentences: usize,
    sentences_covered: usize,
    words: usize,
    words_covered: usize,
    matches: usize,
    ambiguous: usize,
    crossing: usize,
    entries: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    key: &'a str,
    term: &'a str,
    at: String,
    matches: usize,
    sentences: usize,
    lost: usize,
}

/// The coverage of the texts that the arguments name, and the glossaries.
pub fn measure(
    corpus: &CorpusArgs,
    glossary: &GlossaryArgs,
    lexicon: &LexiconFiles,
) -> Result<(usize, Coverage, Vec<Glossary>)> {
    let glossaries = inputs::glossaries(glossary)?;
    let texts = corpus.read()?;
    let analyzer = Analyzer::new(inputs::lexicon(lexicon)?);
    let index = inputs::term_index(glossary, &analyzer)?;
    let sizes: Vec<usize> = glossaries.iter().map(|g| g.terms.len()).collect();
    let found = effect::coverage(&index, &sizes, &texts, &effect::Options::default());
    Ok((texts.len(), found, glossaries))
}

pub fn run(args: &Args) -> Result<Outcome> {
    let (texts, found, glossaries) = measure(&args.corpus, &args.glossary, &args.lexicon)?;
    let mut rows: Vec<(&Term, &Use)> =
        glossaries.iter().zip(&found.uses).flat_map(|(g, uses)| g.terms.iter().zip(uses)).collect();
    rows.sort_by_key(|(_, used)| std::cmp::Reverse((used.matches, used.lost)));
    let mut out = output::stdout();
    if args.json {
        let entries = rows.iter().map(|(term, used)| row(term, used)).collect();
        serde_json::to_writer(&mut out, &report(texts, &found, entries))?;
        writeln!(out)?;
    } else {
        print(args.top, texts, &found, &rows, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn row<'a>(term: &'a Term, used: &Use) -> Row<'a> {
    let Use { matches, sentences, lost } = *used;
    Row { key: &term.key, term: &term.source, at: term.at.to_string(), matches, sentences, lost }
}

fn report<'a>(texts: usize, c: &Coverage, entries: Vec<Row<'a>>) -> Report<'a> {
    Report {
        texts,
        sentences: c.sentences,
        sentences_covered: c.sentences_covered,
        words: c.words,
        words_covered: c.words_covered,
        matches: c.matches,
        ambiguous: c.ambiguous,
        crossing: c.crossing,
        entries,
    }
}

fn print(top: usize, texts: usize, c: &Coverage, rows: &[(&Term, &Use)], out: &mut impl Write) -> Result<()> {
    let share = |part: usize, whole: usize| format!("{:5.1} %", 100.0 * part as f64 / whole.max(1) as f64);
    let used = rows.iter().filter(|(_, used)| used.matches > 0).count();
    writeln!(out, "{:<30} {texts:>8}", "texts")?;
    writeln!(out, "{:<30} {:>8}", "sentences", c.sentences)?;
    writeln!(out, "{:<30} {:>8}  {}", "  with a term", c.sentences_covered, share(c.sentences_covered, c.sentences))?;
    writeln!(out, "{:<30} {:>8}", "words", c.words)?;
    writeln!(out, "{:<30} {:>8}  {}", "  in a term", c.words_covered, share(c.words_covered, c.words))?;
    writeln!(out, "{:<30} {:>8}", "matches", c.matches)?;
    writeln!(out, "{:<30} {:>8}", "  chosen by order alone", c.ambiguous)?;
    writeln!(out, "{:<30} {:>8}", "  crossing another", c.crossing)?;
    writeln!(out, "{:<30} {:>8}", "entries", rows.len())?;
    writeln!(out, "{:<30} {used:>8}  {}", "  used", share(used, rows.len()))?;
    let shown: Vec<_> = rows.iter().filter(|(_, used)| used.matches + used.lost > 0).take(top).collect();
    if !shown.is_empty() {
        writeln!(out, "\n{:>8} {:>9} {:>8}  entry", "matches", "sentences", "lost")?;
    }
    for (term, Use { matches, sentences, lost }) in shown {
        writeln!(out, "{matches:>8} {sentences:>9} {lost:>8}  {}  ({})", term.source, term.at)?;
    }
    Ok(())
}

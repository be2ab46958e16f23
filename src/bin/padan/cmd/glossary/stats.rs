//! `padan glossary stats`: how much there is.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use padan::effect::{self, Stats};
use serde::Serialize;

use crate::args::GlossaryArgs;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    /// One JSON object a glossary
    #[arg(long)]
    pub json: bool,
}

/// The counts of a glossary as a line of JSON.
#[derive(Serialize)]
struct Row<'a> {
    path: String,
    entries: usize,
    renderings: usize,
    also: usize,
    abbreviations: usize,
    forms: usize,
    relatives: usize,
    senses: usize,
    avoided: usize,
    examples: usize,
    several_words: usize,
    defined: usize,
    pos: &'a BTreeMap<&'static str, usize>,
    status: &'a BTreeMap<&'static str, usize>,
    domains: &'a BTreeMap<String, usize>,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let files = effect::stats(&inputs::glossary(&args.glossary)?);
    let mut out = output::stdout();
    for (n, (path, stats)) in files.iter().enumerate() {
        let path = path.display().to_string();
        if args.json {
            serde_json::to_writer(&mut out, &row(path, stats))?;
            writeln!(out)?;
        } else {
            if n > 0 {
                writeln!(out)?;
            }
            writeln!(out, "{path}")?;
            table(stats, &mut out)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn row(path: String, stats: &Stats) -> Row<'_> {
    let s = stats;
    Row {
        path,
        entries: s.entries,
        renderings: s.renderings,
        also: s.also,
        abbreviations: s.abbreviations,
        forms: s.forms,
        relatives: s.relatives,
        senses: s.senses,
        avoided: s.avoided,
        examples: s.examples,
        several_words: s.several_words,
        defined: s.defined,
        pos: &s.pos,
        status: &s.status,
        domains: &s.domains,
    }
}

fn table(s: &Stats, out: &mut impl Write) -> Result<()> {
    let counts = [
        ("entries", s.entries),
        ("  of several words", s.several_words),
        ("  with a definition", s.defined),
        ("English renderings", s.renderings),
        ("other spellings (also)", s.also),
        ("abbreviations (abbr)", s.abbreviations),
        ("listed forms (forms)", s.forms),
        ("relatives (family)", s.relatives),
        ("senses by context", s.senses),
        ("unwanted English (avoid)", s.avoided),
        ("examples", s.examples),
    ];
    for (what, count) in counts {
        writeln!(out, "  {what:<28} {count:>7}")?;
    }
    let by_name = |counts: &BTreeMap<&'static str, usize>| -> Vec<(String, usize)> {
        counts.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    };
    let domain = |(name, count): (&String, &usize)| match name.as_str() {
        "" => ("none".to_owned(), *count),
        name => (name.to_owned(), *count),
    };
    let groups = [
        ("part of speech", by_name(&s.pos)),
        ("status", by_name(&s.status)),
        ("domain", s.domains.iter().map(domain).collect()),
    ];
    for (title, mut rows) in groups {
        rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        writeln!(out, "  {title}")?;
        for (name, count) in rows {
            writeln!(out, "    {name:<26} {count:>7}")?;
        }
    }
    Ok(())
}

//! `padan glossary unused`: entries that no text uses.

use std::io::Write;

use anyhow::Result;
use padan::glossary::TermStatus;
use serde::Serialize;

use super::coverage;
use crate::args::{GlossaryArgs, LexiconFiles};
use crate::corpus::CorpusArgs;
use crate::outcome::Outcome;
use crate::output;

#[derive(Debug, clap::Args)]
#[command(after_help = "Exits 1 when there are such entries. Deprecated entries match nothing and are left out.")]
pub struct Args {
    #[command(flatten)]
    pub corpus: CorpusArgs,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
    /// One JSON object an entry
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    key: &'a str,
    term: &'a str,
    at: String,
    /// How often the entry's words stand in a text and another entry took them.
    lost: usize,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let (_, found, glossaries) = coverage::measure(&args.corpus, &args.glossary, &args.lexicon)?;
    let mut out = output::stdout();
    let mut any = false;
    for (glossary, uses) in glossaries.iter().zip(&found.uses) {
        for (term, used) in glossary.terms.iter().zip(uses) {
            if used.matches > 0 || term.status == TermStatus::Deprecated {
                continue;
            }
            any = true;
            if args.json {
                let row = Row { key: &term.key, term: &term.source, at: term.at.to_string(), lost: used.lost };
                serde_json::to_writer(&mut out, &row)?;
                writeln!(out)?;
            } else {
                let lost = match used.lost {
                    0 => String::new(),
                    n => format!("  always taken by another entry, {n} times"),
                };
                writeln!(out, "{}: {}{lost}", term.at, term.source)?;
            }
        }
    }
    out.flush()?;
    Ok(if any { Outcome::Lacking } else { Outcome::Done })
}

//! `padan glossary show`: entries with all that they say and match.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use padan::Lexicon;
use padan::glossary::Term;
use padan::morph::Analyzer;
use padan::terms::surfaces;
use serde_json::json;

use super::entry::{self, Source};
use crate::args::GlossaryArgs;
use crate::outcome::Outcome;
use crate::output;

/// Which entries to show.
#[derive(Debug, Args)]
pub struct Show {
    /// Keys or terms
    #[arg(required = true, value_name = "KEY")]
    pub keys: Vec<String>,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    /// One JSON object an entry
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: &Show) -> Result<Outcome> {
    let sources = Source::all(&args.glossary)?;
    let analyzer = Analyzer::new(Lexicon::builtin());
    let mut out = output::stdout();
    let mut all = true;
    let mut first = true;
    for key in &args.keys {
        let is = |t: &Term| t.key == *key || t.source == *key;
        let found: Vec<_> = sources.iter().flat_map(Source::entries).filter(|(t, _)| is(t)).collect();
        if found.is_empty() {
            crate::report::note(&format!("no entry {key:?}; `padan glossary find {key:?}` looks further"));
            all = false;
        }
        for (term, node) in found {
            let forms = surfaces(std::slice::from_ref(term), &analyzer).pop().unwrap_or_default();
            if args.json {
                let mut row = entry::row(term, node);
                let forms: Vec<_> = forms.iter().map(|(f, rule)| json!({ "form": f, "rule": rule })).collect();
                row.insert("matches".to_owned(), json!(forms));
                entry::write_json(&mut out, &row)?;
                continue;
            }
            if !std::mem::take(&mut first) {
                writeln!(out)?;
            }
            writeln!(out, "{}  ({}, {})", term.source, term.key, term.at)?;
            for (name, said) in entry::lines(node) {
                writeln!(out, "  {name:<12}{said}")?;
            }
            let forms: Vec<&str> = forms.iter().map(|(form, _)| form.as_str()).collect();
            writeln!(out, "  {:<12}{}", "matches", forms.join(", "))?;
        }
    }
    out.flush()?;
    Ok(if all { Outcome::Done } else { Outcome::Lacking })
}

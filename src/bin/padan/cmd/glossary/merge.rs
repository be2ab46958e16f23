//! `padan glossary merge`: three versions of a glossary made one, for git.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use padan::glossary::edit::file;
use padan::glossary::edit::merge::merge;
use serde_json::json;

use super::saving::fault;
use crate::outcome::Outcome;
use crate::output;

/// The three versions.
#[derive(Debug, Args)]
#[command(after_help = "As a merge driver of git:
  git config merge.padan.driver 'padan glossary merge %O %A %B'
  echo 'glossary.toml merge=padan' >> .gitattributes

Exits 1 when something clashed: both versions stand in the field then, between the marks of git.")]
pub struct Merge {
    /// What both began with
    pub base: PathBuf,
    /// Our version; the result is written there
    pub ours: PathBuf,
    /// Their version
    pub theirs: PathBuf,
    /// Print the result and write nothing
    #[arg(long, short = 'p')]
    pub stdout: bool,
    /// Print what clashed as a JSON object
    #[arg(long, conflicts_with = "stdout")]
    pub json: bool,
    /// Ask nothing; it never does
    #[arg(long, short, hide = true)]
    pub yes: bool,
}

pub fn run(args: &Merge) -> Result<Outcome> {
    let (base, ours, theirs) = (file::read(&args.base)?, file::read(&args.ours)?, file::read(&args.theirs)?);
    for (path, text) in [(&args.base, &base), (&args.ours, &ours), (&args.theirs, &theirs)] {
        padan::glossary::edit::Editor::new(text.as_str()).map_err(|e| fault(e, path, text))?;
    }
    let merged = if args.stdout {
        merge(&base, &ours, &theirs)?
    } else {
        file::edit(&args.ours, |ours| merge(&base, ours, &theirs).map(|m| (m.text.clone(), m)))?
    };
    let mut out = output::stdout();
    if args.stdout {
        write!(out, "{}", merged.text)?;
    } else if args.json {
        let rows: Vec<_> = merged.conflicts.iter().map(|(key, field)| json!({ "key": key, "field": field })).collect();
        super::entry::write_json(&mut out, &json!({ "path": args.ours.display().to_string(), "conflicts": rows }))?;
    }
    out.flush()?;
    for (key, field) in merged.conflicts.iter().filter(|_| !args.json) {
        let what = match field {
            Some(field) if key.is_empty() => format!("{field:?} of the file"),
            Some(field) => format!("{field:?} of {key:?}"),
            None => format!("{key:?}: one side removed what the other changed"),
        };
        crate::report::note(&format!("conflict in {what}"));
    }
    Ok(if merged.conflicts.is_empty() { Outcome::Done } else { Outcome::Lacking })
}

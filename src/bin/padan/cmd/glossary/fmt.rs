//! `padan glossary fmt`: one layout for all entries.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use padan::glossary::edit::{EditError, Editor, file};
use padan::lint::glossary::format;
use serde_json::json;

use super::saving::fault;
use crate::outcome::Outcome;
use crate::output;

/// What to lay out.
#[derive(Debug, Args)]
pub struct Fmt {
    /// Glossaries to lay out
    #[arg(value_name = "FILE", default_value = "glossary.toml")]
    pub files: Vec<PathBuf>,
    /// Change nothing; exit 1 if something would change
    #[arg(long)]
    pub check: bool,
    /// Ask nothing; it never does
    #[arg(long, short, hide = true)]
    pub yes: bool,
    /// One JSON object a file
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: &Fmt) -> Result<Outcome> {
    let mut out = output::stdout();
    let mut odd = false;
    for path in &args.files {
        let old = file::read(path)?;
        Editor::new(old.as_str()).map_err(|e| fault(e, path, &old))?;
        let formatted = |old: &str| format(old).ok_or(EditError::Unproven);
        let new = match args.check {
            true => formatted(&old)?,
            false => file::edit(path, |old| formatted(old).map(|new| (new.clone(), new)))?,
        };
        let line = old.lines().zip(new.lines()).position(|(a, b)| a != b).map(|n| n + 1);
        let changed = old != new;
        odd |= changed;
        let shown = path.display();
        if args.json {
            let row = json!({ "path": shown.to_string(), "changed": changed, "line": line });
            super::entry::write_json(&mut out, &row)?;
        } else if changed {
            let what = if args.check { "is not laid out as `padan glossary fmt` would" } else { "laid out" };
            match line {
                Some(line) => writeln!(out, "{shown}:{line}: {what}")?,
                None => writeln!(out, "{shown}: {what}")?,
            }
        }
    }
    out.flush()?;
    if args.files.is_empty() {
        bail!("name a glossary");
    }
    Ok(if args.check && odd { Outcome::Lacking } else { Outcome::Done })
}

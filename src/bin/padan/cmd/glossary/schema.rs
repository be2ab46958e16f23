//! `padan glossary schema`: the JSON Schema of glossary files.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::outcome::Outcome;
use crate::output;

/// Nothing to choose.
#[derive(Debug, Args)]
pub struct Schema {}

pub fn run(_: &Schema) -> Result<Outcome> {
    let mut out = output::stdout();
    serde_json::to_writer_pretty(&mut out, &padan::glossary::schema::json_schema())?;
    writeln!(out)?;
    out.flush()?;
    Ok(Outcome::Done)
}

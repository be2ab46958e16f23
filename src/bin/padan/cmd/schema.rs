//! `padan schema`: JSON Schemas of outputs.

use std::io::Write;

use anyhow::Result;

use crate::args::{Schema, SchemaName};
use crate::outcome::Outcome;
use crate::output;

pub fn run(args: &Schema) -> Result<Outcome> {
    let schema = match args.of {
        SchemaName::Jsonl => padan::render::jsonl_schema(),
    };
    let mut out = output::stdout();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)?;
    out.flush()?;
    Ok(Outcome::Done)
}

//! `padan completions`: completion scripts for shells.

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::outcome::Outcome;
use crate::output;

pub fn run(args: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "padan", &mut script);
    let mut out = output::stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Done)
}

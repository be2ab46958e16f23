//! `padan man`: manual pages.

use std::io::Write;

use anyhow::{Context, Result};
use clap::CommandFactory;

use crate::args::{Args, Man};
use crate::outcome::Outcome;
use crate::output;

pub fn run(args: &Man) -> Result<Outcome> {
    let command = Args::command();
    match &args.output {
        Some(folder) => {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
            clap_mangen::generate_to(command, folder).with_context(|| folder.display().to_string())?;
        }
        None => {
            let mut out = output::stdout();
            clap_mangen::Man::new(command).render(&mut out)?;
            out.flush()?;
        }
    }
    Ok(Outcome::Done)
}

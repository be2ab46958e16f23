//! `padan glossary`: work on glossaries, one subcommand a file.

mod exchange;
mod export;
mod import;

use anyhow::Result;
use clap::Subcommand;

use crate::outcome::Outcome;

/// What to do with glossaries.
#[derive(Debug, Subcommand)]
pub enum Glossary {
    /// Write a glossary in the format of another program
    Export(export::Export),
    /// Read a glossary from the format of another program
    Import(import::Import),
}

pub fn run(args: &Glossary) -> Result<Outcome> {
    match args {
        Glossary::Export(args) => export::run(args),
        Glossary::Import(args) => import::run(args),
    }
}

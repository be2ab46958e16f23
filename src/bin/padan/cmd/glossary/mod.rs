//! `padan glossary`: work on glossaries, one subcommand a file.

mod coverage;
mod diff;
mod exchange;
mod export;
mod import;
mod stats;
mod unused;
mod why;

use anyhow::Result;
use clap::Subcommand;

use crate::outcome::Outcome;

/// What to do with glossaries.
#[derive(Debug, Subcommand)]
pub enum Glossary {
    /// Count how much of texts the terms cover, and how often each is used
    Coverage(coverage::Args),
    /// List the sentences whose gloss a change of the glossary changes, old beside new
    Diff(diff::Args),
    /// Write a glossary in the format of another program
    Export(export::Export),
    /// Read a glossary from the format of another program
    Import(import::Import),
    /// Count what glossaries hold
    Stats(stats::Args),
    /// List the entries that texts never use
    Unused(unused::Args),
    /// Say why the terms of a sentence match, and why others do not
    Why(why::Args),
}

pub fn run(args: &Glossary) -> Result<Outcome> {
    match args {
        Glossary::Coverage(args) => coverage::run(args),
        Glossary::Diff(args) => diff::run(args),
        Glossary::Export(args) => export::run(args),
        Glossary::Import(args) => import::run(args),
        Glossary::Stats(args) => stats::run(args),
        Glossary::Unused(args) => unused::run(args),
        Glossary::Why(args) => why::run(args),
    }
}

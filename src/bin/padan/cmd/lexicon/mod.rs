//! `padan lexicon`: work on lexicons, one subcommand a file.

mod add;
mod import;
mod lint;
mod show;
mod stats;

use anyhow::Result;

use crate::args::Lexicon;
use crate::outcome::Outcome;

pub fn run(args: &Lexicon) -> Result<Outcome> {
    match args {
        Lexicon::Show(args) => show::run(args),
        Lexicon::Stats(args) => stats::run(args),
        Lexicon::Lint(args) => lint::run(args),
        Lexicon::Add(args) => add::run(args),
        Lexicon::Import(args) => import::run(args),
    }
}

//! The subcommands, one a file.

mod annotate;
mod completions;
mod corrections;
mod dictionary;
mod formats;
mod lexicon;
mod lookup;
mod man;
mod schema;

use anyhow::Result;

use crate::args::{Args, Command};
use crate::outcome::Outcome;

/// Runs what the arguments ask for.
pub fn run(args: Args) -> Result<Outcome> {
    match args.command {
        Command::Annotate(args) => annotate::run(&args),
        Command::Lookup(args) => lookup::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Corrections(args) => corrections::run(&args),
        Command::Dictionary(args) => dictionary::run(&args),
        Command::Formats(args) => formats::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}

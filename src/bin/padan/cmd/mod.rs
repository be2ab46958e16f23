//! The subcommands, one a file.

mod annotate;
pub mod batch;
mod batch_index;
mod batch_watch;
mod completions;
pub mod explain;
pub mod glossary;
mod lexicon;
mod lookup;
mod man;
pub mod reasons;
mod schema;
pub mod train;

use anyhow::Result;

use crate::args::{Args, Command};
use crate::outcome::Outcome;

/// Runs what the arguments ask for.
pub fn run(args: Args) -> Result<Outcome> {
    match args.command {
        Command::Annotate(args) => annotate::run(&args),
        Command::Batch(args) => batch::run(&args),
        Command::Lookup(args) => lookup::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Glossary(args) => glossary::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}

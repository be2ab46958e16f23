//! The subcommands, one a file.

pub mod align;
mod annotate;
pub mod batch;
mod batch_index;
mod batch_watch;
pub mod check;
mod completions;
pub mod concordance;
mod corrections;
mod dictionary;
pub mod explain;
mod formats;
pub mod glossary;
mod lexicon;
mod lookup;
mod man;
mod page;
pub mod reasons;
mod schema;
mod show;
pub mod terms;
pub mod train;

use anyhow::Result;

use crate::args::{Args, Command};
use crate::outcome::Outcome;
pub use page::PageArgs;

/// Runs what the arguments ask for.
pub fn run(args: Args) -> Result<Outcome> {
    match args.command {
        Command::Annotate(args) => show::run(&args),
        Command::Batch(args) => batch::run(&args),
        Command::Align(args) => align::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Terms(args) => terms::run(&args),
        Command::Concordance(args) => concordance::run(&args),
        Command::Lookup(args) => lookup::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Glossary(args) => glossary::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Corrections(args) => corrections::run(&args),
        Command::Dictionary(args) => dictionary::run(&args),
        Command::Formats(args) => formats::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}

//! `padan glossary`: work on glossaries, one subcommand a file.

mod add;
mod approve;
mod coverage;
mod diff;
mod edit;
mod entry;
mod exchange;
mod export;
mod find;
mod fix;
mod fmt;
mod import;
mod lint;
mod list;
mod merge;
mod remove;
mod rename;
mod renderings;
mod saving;
mod schema;
mod senses;
mod show;
mod stats;
mod unused;
mod values;
mod why;

use anyhow::Result;
use clap::Subcommand;

use crate::outcome::Outcome;

/// What to do with glossaries.
#[derive(Debug, Subcommand)]
pub enum Glossary {
    /// Add an entry; without arguments it asks
    Add(add::Add),
    /// Take drafts as they are
    Approve(approve::Approve),
    /// Count how much of texts the terms cover, and how often each is used
    Coverage(coverage::Args),
    /// List the sentences whose gloss a change of the glossary changes, old beside new
    Diff(diff::Args),
    /// Change an entry, by key or in your editor
    Edit(edit::Edit),
    /// Write a glossary in the format of another program
    Export(export::Export),
    /// Find entries by Indonesian or English, inflected or misspelt
    Find(find::Find),
    /// Mend what `lint` finds, where that is safe
    Fix(fix::Fix),
    /// Lay entries out: keys in order, equals signs below one another
    Fmt(fmt::Fmt),
    /// Read a glossary from the format of another program
    Import(import::Import),
    /// Check glossary files
    Lint(lint::Lint),
    /// List entries
    List(list::List),
    /// Merge three versions of a glossary, entry by entry and field by field
    Merge(merge::Merge),
    /// Remove entries
    Remove(remove::Remove),
    /// Give an entry another term; what refers to it still finds it
    Rename(rename::Rename),
    /// Print the JSON Schema of glossary files, for editors
    Schema(schema::Schema),
    /// Count how often each sense of an entry is chosen in texts
    Senses(senses::Senses),
    /// Show entries with all that they say and match
    Show(show::Show),
    /// Count what glossaries hold
    Stats(stats::Args),
    /// List the entries that texts never use
    Unused(unused::Args),
    /// Say why the terms of a sentence match, and why others do not
    Why(why::Args),
}

pub fn run(args: &Glossary) -> Result<Outcome> {
    match args {
        Glossary::Add(args) => add::run(args),
        Glossary::Approve(args) => approve::run(args),
        Glossary::Coverage(args) => coverage::run(args),
        Glossary::Diff(args) => diff::run(args),
        Glossary::Edit(args) => edit::run(args),
        Glossary::Export(args) => export::run(args),
        Glossary::Find(args) => find::run(args),
        Glossary::Fix(args) => fix::run(args),
        Glossary::Fmt(args) => fmt::run(args),
        Glossary::Import(args) => import::run(args),
        Glossary::Lint(args) => lint::run(args),
        Glossary::List(args) => list::run(args),
        Glossary::Merge(args) => merge::run(args),
        Glossary::Remove(args) => remove::run(args),
        Glossary::Rename(args) => rename::run(args),
        Glossary::Schema(args) => schema::run(args),
        Glossary::Senses(args) => senses::run(args),
        Glossary::Show(args) => show::run(args),
        Glossary::Stats(args) => stats::run(args),
        Glossary::Unused(args) => unused::run(args),
        Glossary::Why(args) => why::run(args),
    }
}

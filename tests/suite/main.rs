//! The integration tests, one module an area.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "tests fail by panicking and tell figures")]

mod affixes;
mod aids;
mod align;
mod bad_input;
mod batch;
mod cli;
mod corpus;
mod corrections;
mod document;
mod exchange;
mod formats;
mod glossary;
mod glossary_diff;
mod glossary_edit;
mod import;
mod lexicon;
mod own_lexicon;
mod properties;
mod readme;
mod roles;
mod show;
mod snapshots;
mod translation;
mod units;

use std::path::PathBuf;

/// The repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// An annotator over the built-in lexicon and glossary.
fn annotator() -> padan::Annotator {
    let analyzer = padan::morph::Analyzer::new(padan::Lexicon::builtin());
    padan::Annotator::new(analyzer, padan::terms::TermIndex::builtin(), Default::default())
}

/// A run of the program in `folder`.
fn padan(folder: &std::path::Path) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_padan"));
    command.current_dir(folder).env_remove("NO_COLOR").env("COLUMNS", "100");
    command
}

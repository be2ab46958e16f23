//! `padan train`: a context model from treebanks.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;
use padan::sense::{Model, Training};

use crate::inputs;
use crate::outcome::Outcome;
use crate::output::{self, Pending};
use crate::report::{self, Fault};

/// Where treebanks and their model are.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// Treebanks to learn from, in CoNLL-U (Universal Dependencies); `-` is standard input
    #[arg(required = true, value_name = "CONLLU")]
    pub files: Vec<PathBuf>,
    /// Write the model to this file
    #[arg(long, short, value_name = "MODEL")]
    pub output: PathBuf,
}

pub fn run(args: &Args) -> Result<Outcome> {
    if let Some(file) = args.files.iter().find(|f| output::same_file(f, &args.output)) {
        bail!("{}: the model would overwrite it; choose another -o", file.display());
    }
    let mut training = Training::default();
    for file in &args.files {
        let source = inputs::text(file)?;
        training
            .treebank(source.name(), source.text())
            .map_err(|e| Fault { diagnostic: e.0, text: source.text().to_owned() })?;
    }
    let model = training.model()?;
    let (sentences, words) = training.size();
    let mut out = Pending::create(&args.output)?;
    let comment = format!(
        "A context model of padan, learned from {words} words of {sentences} sentences: padan annotate --model FILE\n\
         The rows are explained in docs/CONTEXT.md."
    );
    out.write_all(model.to_text(&comment).as_bytes()).with_context(|| args.output.display().to_string())?;
    out.finish()?;
    report::note(&format!("{words} words of {sentences} sentences; rows for {} words", model.words()));
    Ok(Outcome::Done)
}

/// The model at `path`.
///
/// # Errors
/// It cannot be read; nothing is annotated by half a model.
pub fn load(path: &Path) -> Result<Model> {
    let source = inputs::text(path)?;
    Ok(Model::parse(source.name(), source.text())
        .map_err(|e| Fault { diagnostic: e.0, text: source.text().to_owned() })?)
}

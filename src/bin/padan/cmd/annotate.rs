//! `padan annotate`: texts to glossed texts.

mod records;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use padan::annotate::ReadingChoice;
use padan::model::Document;
use padan::morph::Analyzer;
use padan::render::{Format, Labels, Layer, Options, Part, Style, tsv};
use padan::{Annotator, Worker};

use crate::args::{Annotate, When};
use crate::inputs;
use crate::outcome::Outcome;
use crate::output::{self, Names, Pending, Target};
use crate::progress;
use crate::report;

/// Columns when the output is no terminal.
const PAPER: usize = 100;

pub fn run(args: &Annotate) -> Result<Outcome> {
    let stdin = [PathBuf::from(inputs::STDIN)];
    let files: &[PathBuf] = if args.files.is_empty() { &stdin } else { &args.files };
    let format = args.to.0;
    let options = options(args);
    let analyzer = Analyzer::new(inputs::lexicon(&args.lexicon)?);
    let terms = inputs::term_index(&args.glossary, &analyzer)?;
    let settings = padan::annotate::Options {
        domain: args.domain.clone(),
        scope: args.scope.clone(),
        choice: if args.no_context { ReadingChoice::Likeliest } else { ReadingChoice::InContext },
    };
    let mut annotator = Annotator::new(analyzer, terms, settings);
    if let Some(path) = &args.model {
        annotator = annotator.with_model(super::train::load(path)?);
    }
    if let Some(place) = args.explain {
        let [file] = files else { bail!("--explain wants one text, not {}", files.len()) };
        return super::reasons::run(&annotator, inputs::text(file)?, place);
    }
    let view = View { style: args.style.map(|s| s.0).filter(|_| FUSED.contains(&format.name)), labels: labels(args)? };
    let mut worker = annotator.worker();
    if let Some(from) = args.from {
        return records::run(args, files, from, &mut worker, &options, &view);
    }
    match Target::new(args.output.as_deref(), files.len(), format.concatenates)? {
        Target::Stdout => {
            let mut out = output::stdout();
            let outcome =
                all(files, args.quiet, |n, file| one(&mut worker, file, n, format, &options, &view, &mut out))?;
            out.flush().context("standard output")?;
            Ok(outcome)
        }
        Target::File(path) => {
            refuse_input(files, &path)?;
            refuse_input(&args.lexicon.lexicon, &path)?;
            let mut out = Pending::create(&path)?;
            let outcome = all(files, args.quiet, |n, file| {
                one(&mut worker, file, n, format, &options, &view, &mut out)
                    .map_err(|e| e.context(path.display().to_string()))
            })?;
            out.finish()?;
            Ok(outcome)
        }
        Target::Folder(folder) => {
            let mut names = Names::default();
            all(files, args.quiet, |_, file| {
                let path = names.place(&folder, file, format.extension);
                refuse_input(files, &path)?;
                let source = inputs::text(file)?;
                let mut out = Pending::create(&path)?;
                let document = view.of(worker.annotate(source));
                (format.render)(&document, &options, &mut out).with_context(|| path.display().to_string())?;
                out.finish()
            })
        }
    }
}

/// Does `work` for each file. A text that cannot be read is reported, and the rest is done; an output that cannot be written
/// ends the run.
fn all(files: &[PathBuf], quiet: bool, mut work: impl FnMut(usize, &Path) -> Result<()>) -> Result<Outcome> {
    let bar = progress::bar(files.len(), quiet);
    let mut outcome = Outcome::Done;
    let mut done = 0;
    for file in files {
        bar.set_message(file.display().to_string());
        match work(done, file) {
            Ok(()) => done += 1,
            Err(e) if files.len() > 1 && !report::closed_pipe(&e) && !is_write_error(&e) => {
                bar.suspend(|| report::warning(&e));
                outcome = Outcome::Lacking;
            }
            Err(e) => return Err(e),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if done == 0 && files.len() > 1 {
        bail!("none of the {} texts could be read", files.len());
    }
    Ok(outcome)
}

/// Marks failures of the output, which end a run.
#[derive(Debug, thiserror::Error)]
#[error("cannot write")]
pub(super) struct WriteError(#[source] pub std::io::Error);

fn is_write_error(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.is::<WriteError>())
}

fn one(
    worker: &mut Worker<'_>,
    file: &Path,
    before: usize,
    format: &Format,
    options: &Options,
    view: &View,
    out: &mut dyn Write,
) -> Result<()> {
    let source = inputs::text(file)?;
    let document = view.of(worker.annotate(source));
    // Plain texts that follow one another need to be told apart.
    if format.name == "text" && before > 0 {
        writeln!(out).map_err(WriteError)?;
    }
    // A table has one header, however many texts it is of.
    let later = (options.header && before > 0).then(|| Options { header: false, ..options.clone() });
    (format.render)(&document, later.as_ref().unwrap_or(options), out).map_err(WriteError)?;
    Ok(())
}

/// The formats that a style shapes; data keeps every token.
const FUSED: &[&str] = &["text", "html"];

/// How documents are shown.
struct View {
    style: Option<Style>,
    labels: Labels,
}

impl View {
    /// `document` as it is shown.
    fn of(&self, mut document: Document) -> Document {
        if let Some(style) = self.style {
            style.apply(&mut document);
        }
        self.labels.apply(&mut document);
        document
    }
}

/// The labels that the arguments ask for.
fn labels(args: &Annotate) -> Result<Labels> {
    let mut labels = Labels { profile: args.labels.0, ..Labels::default() };
    if let Some(path) = &args.house_labels {
        let source = inputs::text(path)?;
        labels.add_house(source.text()).with_context(|| path.display().to_string())?;
    }
    Ok(labels)
}

pub(super) fn refuse_input(files: &[PathBuf], path: &Path) -> Result<()> {
    match files.iter().find(|f| output::same_file(f, path)) {
        Some(file) => bail!("{}: the result would overwrite it; choose another -o", file.display()),
        None => Ok(()),
    }
}

fn options(args: &Annotate) -> Options {
    let terminal = args.output.is_none() && std::io::stdout().is_terminal();
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let columns = || terminal_size::terminal_size().filter(|_| terminal).map(|(width, _)| usize::from(width.0).max(20));
    Options {
        layers: match args.layers.as_slice() {
            [] if args.style.is_some() => args.style.map(|s| s.0.layers()).unwrap_or_default(),
            [] => Layer::ALL.iter().map(|&(layer, _)| layer).collect(),
            some => some.iter().map(|l| l.0).collect(),
        },
        width: args.width.map(usize::from).or_else(columns).unwrap_or(PAPER),
        color: match args.color {
            When::Auto => terminal && !no_color,
            When::Always => true,
            When::Never => false,
        },
        legend: !args.no_legend,
        columns: match args.columns.as_slice() {
            [] => tsv::usual(),
            some => some.iter().map(|c| c.0).collect(),
        },
        header: args.header,
        fields: None,
        part: Part::default(),
    }
}

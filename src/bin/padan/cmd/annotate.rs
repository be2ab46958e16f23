//! `padan annotate`: texts to glossed texts.

mod parts;
mod records;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use padan::annotate::ReadingChoice;
use padan::model::Document;
use padan::morph::Analyzer;
use padan::render::{Format, Labels, Layer, Options, Part, Renderer, Style, Writer, table};
use padan::text::SourceText;
use padan::{Annotator, Worker};

use super::page::Beside;
use crate::args::{Annotate, When};
use crate::corrected;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output::{self, Names, Pending, Target};
use crate::progress;
use crate::report;

/// Columns when the output is no terminal.
const PAPER: usize = 100;

/// Glosses the texts once.
///
/// # Errors
/// The work could not be done.
pub fn once(args: &Annotate, format: &'static Format, output: Option<&Path>) -> Result<Outcome> {
    let stdin = [PathBuf::from(inputs::STDIN)];
    let files: &[PathBuf] = if args.files.is_empty() { &stdin } else { &args.files };
    let format = padan::render::with_columns(format, !args.columns.is_empty());
    let options = options(args, output)?;
    let beside = args.page.beside(files.len(), format, &args.glossary, args.quiet)?;
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
        let mut worker = annotator.worker();
        let mut document = worker.annotate(inputs::text(file)?);
        beside.set(&mut document, &annotator)?;
        return super::reasons::run(&annotator, &mut worker, &document, place);
    }
    let view = View { style: args.style.map(|s| s.0).filter(|_| FUSED.contains(&format.name)), labels: labels(args)? };
    let mut worker =
        Glosser { annotator: &annotator, worker: annotator.worker(), corrections: !args.no_corrections, view, beside };
    if let Some(from) = args.from {
        return records::run(args, files, from, &mut worker, format, &options);
    }
    match Target::new(output, files.len(), format)? {
        Target::Stdout => {
            let mut out = output::stdout();
            let outcome = one_output(&mut worker, files, args.quiet, format, &options, &mut out)?;
            out.flush().context("standard output")?;
            Ok(outcome)
        }
        Target::File(path) => {
            output::refuse_input(files, &path)?;
            output::refuse_input(&args.lexicon.lexicon, &path)?;
            let mut out = Pending::create(&path)?;
            let outcome = one_output(&mut worker, files, args.quiet, format, &options, &mut out)
                .map_err(|e| if is_write_error(&e) { e.context(path.display().to_string()) } else { e })?;
            out.finish()?;
            Ok(outcome)
        }
        Target::Folder(folder) => {
            if let Renderer::Files(make) = format.renderer {
                let mut documents = Vec::new();
                let outcome = collect(&mut worker, files, args.quiet, &mut documents)?;
                for file in make(&documents, &options).map_err(WriteError)? {
                    let path = folder.join(file.name.as_ref());
                    output::refuse_input(files, &path)?;
                    let mut out = Pending::create(&path)?;
                    out.write_all(&file.bytes).with_context(|| path.display().to_string())?;
                    out.finish()?;
                }
                return Ok(outcome);
            }
            let mut names = Names::default();
            let mut writer = format.writer();
            all(files, args.quiet, |_, file| {
                let path = names.place(&folder, file, format.extension);
                output::refuse_input(files, &path)?;
                let document = worker.gloss(file)?;
                let mut out = Pending::create(&path)?;
                writer
                    .write(std::slice::from_ref(&document), &options, &mut out)
                    .with_context(|| path.display().to_string())?;
                out.finish()
            })
        }
    }
}

/// Glosses texts as people want them.
struct Glosser<'a> {
    annotator: &'a Annotator,
    worker: Worker<'a>,
    /// Whether to obey the corrections beside them.
    corrections: bool,
    view: View,
    beside: Beside,
}

impl Glosser<'_> {
    fn gloss(&mut self, file: &Path) -> Result<Document> {
        let mut document = self.worker.annotate(inputs::text(file)?);
        if self.corrections {
            corrected::apply(file, &mut document)?;
        }
        self.beside.set(&mut document, self.annotator)?;
        Ok(self.view.of(document))
    }

    /// Whether the text of `file` may be glossed part by part: nothing lies beside it, and no term looks at all of it.
    fn takes_parts(&self, file: &Path) -> Result<bool> {
        let corrected = self.corrections && corrected::beside(file)?.is_some();
        Ok(!corrected && !self.beside.translates() && !self.annotator.terms().looks_at_document())
    }

    /// Glosses the first part of a text, or the one that follows.
    fn gloss_part(&mut self, source: SourceText, first: bool) -> Document {
        self.view.of(self.worker.annotate_part(source, first))
    }

    /// Glosses a record, or a piece of one: nothing lies beside it.
    fn gloss_record(&mut self, source: SourceText) -> Document {
        self.view.of(self.worker.annotate(source))
    }
}

/// Writes all texts into one output.
fn one_output(
    worker: &mut Glosser<'_>,
    files: &[PathBuf],
    quiet: bool,
    format: &Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<Outcome> {
    if format.writes_each() {
        let mut writer = format.writer();
        return all(files, quiet, |n, file| one(worker, file, n, &mut writer, options, out));
    }
    let mut documents = Vec::new();
    let outcome = collect(worker, files, quiet, &mut documents)?;
    format.write(&documents, options, out).map_err(WriteError)?;
    Ok(outcome)
}

/// Annotates all texts for a format that wants them together.
fn collect(worker: &mut Glosser<'_>, files: &[PathBuf], quiet: bool, documents: &mut Vec<Document>) -> Result<Outcome> {
    all(files, quiet, |_, file| {
        documents.push(worker.gloss(file)?);
        Ok(())
    })
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
    worker: &mut Glosser<'_>,
    file: &Path,
    before: usize,
    writer: &mut Writer<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> Result<()> {
    if writer.format().in_parts() && worker.takes_parts(file)? {
        let options = Options { continued: before > 0, ..options.clone() };
        return parts::write(worker, &inputs::text(file)?, writer, &options, out);
    }
    let document = worker.gloss(file)?;
    // Plain texts that follow one another need to be told apart.
    if writer.format().name == "text" && before > 0 {
        writeln!(out).map_err(WriteError)?;
    }
    let options = Options { continued: before > 0, ..options.clone() };
    writer.write(std::slice::from_ref(&document), &options, out).map_err(WriteError)?;
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

fn options(args: &Annotate, output: Option<&Path>) -> Result<Options> {
    let terminal = output.is_none() && std::io::stdout().is_terminal();
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let columns = || terminal_size::terminal_size().filter(|_| terminal).map(|(width, _)| usize::from(width.0).max(20));
    let chosen: Vec<Layer> = match (args.layers.as_slice(), &args.style) {
        ([], Some(style)) => style.0.layers(),
        (some, _) => some.iter().map(|l| l.0).collect(),
    };
    Ok(Options {
        page: args.page.page(&chosen)?,
        layers: if chosen.is_empty() { Layer::usual() } else { chosen },
        width: args.width.map(usize::from).or_else(columns).unwrap_or(PAPER),
        color: match args.color {
            When::Auto => terminal && !no_color,
            When::Always => true,
            When::Never => false,
        },
        legend: !args.no_legend,
        modified: modified(args),
        columns: match args.columns.as_slice() {
            [] => table::usual(),
            some => some.iter().map(|c| c.0).collect(),
        },
        header: args.header,
        continued: false,
        fields: None,
        part: Part::default(),
    })
}

/// When the newest of all that the output depends on was last changed: texts, corrections, glossaries, lexicons and padan itself.
/// `SOURCE_DATE_EPOCH` overrides it (<https://reproducible-builds.org/specs/source-date-epoch/>).
fn modified(args: &Annotate) -> u64 {
    if let Some(epoch) = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|s| s.parse().ok()) {
        return epoch;
    }
    let corrections = args.files.iter().map(|f| padan::corrections::Corrections::path_of(f));
    let own = [PathBuf::from("glossary.toml")];
    let read = args.files.iter().chain(&args.glossary.glossary).chain(&args.lexicon.lexicon).chain(&own).cloned();
    read.chain(corrections)
        .chain(std::env::current_exe().ok())
        .filter_map(|path| std::fs::metadata(path).ok()?.modified().ok())
        .filter_map(|time| Some(time.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs()))
        .max()
        .unwrap_or_default()
}

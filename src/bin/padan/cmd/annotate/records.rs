//! `padan annotate --from …`: a filter over records, a piece at a time.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use padan::batch::inputs::Input;
use padan::batch::{Articles, Fields, Remark};
use padan::render::{Format, Options, Part};

use super::{Glosser, WriteError};
use crate::args::Annotate;
use crate::cmd::batch::From;
use crate::outcome::Outcome;
use crate::output::{self, Pending, refuse_input};
use crate::report;

pub fn run(
    args: &Annotate,
    files: &[PathBuf],
    from: From,
    worker: &mut Glosser<'_>,
    format: &Format,
    options: &Options,
) -> Result<Outcome> {
    if !format.concatenates() {
        bail!("--from writes one stream, which --to {} does not fit into; use padan batch -o DIR/", format.name);
    }
    match args.output.as_deref().filter(|path| path.as_os_str() != "-") {
        None => {
            let mut out = output::stdout();
            let outcome = all(args, files, from, worker, format, options, &mut out)?;
            out.flush().context("standard output")?;
            Ok(outcome)
        }
        Some(path) if path.is_dir() => bail!("{}: is a folder; --from writes one stream", path.display()),
        Some(path) => {
            refuse_input(files, path)?;
            let mut out = Pending::create(path)?;
            let outcome = all(args, files, from, worker, format, options, &mut out)?;
            out.finish()?;
            Ok(outcome)
        }
    }
}

fn all(
    args: &Annotate,
    files: &[PathBuf],
    from: From,
    worker: &mut Glosser<'_>,
    format: &Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    let mut writer = format.writer();
    let mut first = true;
    for file in files {
        let named = || file.display().to_string();
        let mut articles = Articles::open(&Input::named(file, from.content()), &Fields::default(), !format.in_parts())
            .with_context(named)?;
        loop {
            let piece = articles.next_piece().with_context(named)?;
            for remark in articles.remarks.drain(..) {
                match remark {
                    Remark::Record(line, why) => {
                        report::warning(&anyhow::anyhow!("{}:{line}: {why}", file.display()));
                        outcome = Outcome::Lacking;
                    }
                    Remark::ReadAs(encoding) => report::note(&format!("{}: read as {encoding}", file.display())),
                    Remark::CutLine | Remark::LeftOut { .. } | Remark::NoMainText => {}
                }
            }
            let Some(piece) = piece else { break };
            if format.name == "text" && !first && piece.first() {
                writeln!(out).map_err(WriteError)?;
            }
            let options = Options {
                continued: !first,
                fields: piece.fields,
                part: piece.part,
                layers: options.layers.clone(),
                columns: options.columns.clone(),
                page: options.page.clone(),
                ..*options
            };
            let document = match format.in_parts() {
                true => worker.gloss_part(piece.source, piece.part == Part::default()),
                false => worker.gloss_record(piece.source),
            };
            writer.write(std::slice::from_ref(&document), &options, out).map_err(WriteError)?;
            if args.line_buffered {
                out.flush().map_err(WriteError)?;
            }
            first = false;
        }
    }
    Ok(outcome)
}

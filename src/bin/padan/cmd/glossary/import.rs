//! `padan glossary import`: a glossary from another program, as a new file or at the end of one.

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use padan::Glossary;
use padan::glossary::TermStatus;
use padan::glossary::exchange::{AppendError, Appended, Imported, Input, Options, Report, append};

use super::exchange::{FormatName, fault, json, tell};
use crate::outcome::Outcome;
use crate::output::{self, Pending};
use crate::report::{self, Fault};

#[derive(Debug, Args)]
#[command(after_help = "Exits 1 when nothing was imported, or when terms clash with those of --into.")]
pub struct Import {
    /// Format of the file
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub from: FormatName,
    /// The file; `-` is standard input
    pub file: PathBuf,
    /// Write a new glossary to this file [default: standard output]
    #[arg(long, short, value_name = "FILE", conflicts_with = "into")]
    pub output: Option<PathBuf>,
    /// Append what is new to this glossary, and leave the rest of it as it is
    #[arg(long, value_name = "FILE")]
    pub into: Option<PathBuf>,
    /// Status of entries of which the file says none
    #[arg(long, value_enum, default_value = "preferred", value_name = "STATUS")]
    pub status: Status,
    /// Report as a JSON object: on standard output beside -o or --into, else on standard error
    #[arg(long)]
    pub json: bool,
}

/// A status of entries, by its name.
#[derive(Clone, Copy, Debug)]
pub struct Status(TermStatus);

impl ValueEnum for Status {
    fn value_variants<'a>() -> &'a [Self] {
        const {
            &[
                Self(TermStatus::Preferred),
                Self(TermStatus::Admitted),
                Self(TermStatus::Deprecated),
                Self(TermStatus::Draft),
            ]
        }
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(self.0.name().into())
    }
}

pub fn run(args: &Import) -> Result<Outcome> {
    let bytes = bytes(&args.file)?;
    let input = Input { path: args.file.clone(), bytes: &bytes };
    let options = Options { status: Some(args.status.0), ..Options::default() };
    let Imported { glossary, report } = args.from.0.import(&input, &options).map_err(fault)?;
    if let Some(into) = &args.into {
        return add(args, into, &glossary, &report);
    }
    let path = args.output.as_deref().filter(|p| p.as_os_str() != "-");
    if glossary.terms.is_empty() {
        tell(&report);
        report::note(&format!("{}: no entry that a glossary could hold; nothing was written", args.file.display()));
        return Ok(Outcome::Lacking);
    }
    let text = glossary.to_toml();
    // What is written can be read, or it is not written.
    Glossary::parse("the new glossary", &text).map_err(|e| Fault { diagnostic: e.0, text: text.clone() })?;
    match path {
        Some(path) => {
            if output::same_file(path, &args.file) {
                bail!("{}: the glossary would overwrite what is imported; choose another -o", path.display());
            }
            write(path, &text)?;
        }
        None => {
            let mut out = output::stdout();
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
    }
    if args.json {
        say_json(&json(&report, &[("format", args.from.0.name.into())]), path.is_some())?;
    } else {
        let entries = report.entries;
        report::note(&format!("{entries} {} imported", if entries == 1 { "entry" } else { "entries" }));
        tell(&report);
    }
    Ok(Outcome::Done)
}

/// Appends to a glossary.
fn add(args: &Import, into: &Path, glossary: &Glossary, report: &Report) -> Result<Outcome> {
    let shown = into.display().to_string();
    let read = || std::fs::read(into);
    let before = match read() {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == ErrorKind::NotFound => bail!("{shown}: no such file; make one with -o instead"),
        Err(e) => return Err(e).context(shown),
    };
    let text = match String::from_utf8(before) {
        Ok(text) => text,
        Err(e) => bail!("{shown}: not UTF-8 at byte {}; save it as UTF-8", e.utf8_error().valid_up_to()),
    };
    let done = append(into, &text, glossary).map_err(|e| match e {
        AppendError::There(e) => Fault { diagnostic: e.0, text: text.clone() }.into(),
        other => anyhow::Error::from(other),
    })?;
    let Appended { added, there, clashes, defaulted, .. } = &done;
    if *added > 0 {
        // A link keeps pointing at the file that changes.
        let target = std::fs::canonicalize(into).unwrap_or_else(|_| into.to_owned());
        if read().with_context(|| shown.clone())? != text.as_bytes() {
            bail!("{shown}: changed while it was read; nothing was written, run again");
        }
        write(&target, &done.text)?;
    }
    let clash = |c: &padan::glossary::exchange::Clash| {
        let there = c.there.target.join(", ");
        format!(
            "{}: {} is there as {:?}, to be imported as {:?}",
            c.there.at,
            c.new.key,
            there,
            c.new.target.join(", ")
        )
    };
    if args.json {
        let all: Vec<serde_json::Value> = clashes
            .iter()
            .map(|c| {
                serde_json::json!({
                    "key": c.new.key, "at": c.there.at.to_string(), "there": c.there.target, "new": c.new.target,
                })
            })
            .collect();
        let more = [
            ("format", args.from.0.name.into()),
            ("added", (*added).into()),
            ("there", (*there).into()),
            ("clashes", all.into()),
        ];
        say_json(&json(report, &more), true)?;
    } else {
        report::note(&format!("{shown}: {added} added, {there} already there, {} clash", clashes.len()));
        for c in clashes {
            report::note(&format!("clash: {}", clash(c)));
        }
        if let Some(first) = defaulted.first() {
            let count = defaulted.len();
            report::note(&format!("{count} without a domain take that of [defaults], {first} first"));
        }
        tell(report);
    }
    Ok(if clashes.is_empty() && added + there > 0 { Outcome::Done } else { Outcome::Lacking })
}

fn say_json(value: &serde_json::Value, stdout: bool) -> Result<()> {
    if !stdout {
        report::line(&value.to_string());
        return Ok(());
    }
    let mut out = output::stdout();
    writeln!(out, "{value}")?;
    out.flush()?;
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<()> {
    let mut file = Pending::create(path)?;
    file.write_all(text.as_bytes()).with_context(|| path.display().to_string())?;
    file.finish()
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    if path.as_os_str() == crate::inputs::STDIN {
        let mut bytes = Vec::new();
        // One byte more than is read as a glossary, so that too much is noticed and no more than that is kept.
        std::io::stdin().lock().take((64 << 20) + 1).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let shown = || path.display().to_string();
    let about = std::fs::metadata(path).with_context(shown)?;
    if about.len() > 64 << 20 {
        bail!("{}: larger than 64 MiB", path.display());
    }
    std::fs::read(path).with_context(shown)
}

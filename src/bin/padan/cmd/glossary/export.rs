//! `padan glossary export`: a glossary for another program.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use clap::Args;
use padan::Lexicon;
use padan::glossary::exchange::{Exported, Options};
use padan::morph::Analyzer;
use padan::terms::verb_stem;

use super::exchange::{FormatName, fault, json, tell};
use crate::args::GlossaryArgs;
use crate::outcome::Outcome;
use crate::output::{self, Pending};
use crate::{inputs, report};

#[derive(Debug, Args)]
#[command(after_help = "What a format cannot hold is reported on standard error; docs/EXCHANGE.md has it as a table.")]
pub struct Export {
    /// Format to write
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: FormatName,
    /// Write to this file [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    /// Day of the export, for formats that state it [default: today, or the day of SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Holder of the copyright, for formats that state it
    #[arg(long, value_name = "TEXT", default_value = "not stated")]
    pub copyright: String,
    /// Licence of the terms, for formats that state it
    #[arg(long, value_name = "TEXT", default_value = "not stated")]
    pub license: String,
    /// Report as a JSON object: on standard output beside -o, else on standard error
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: &Export) -> Result<Outcome> {
    let format = args.to.0;
    let glossary = inputs::glossary(&args.glossary)?;
    let analyzer = Analyzer::new(Lexicon::builtin());
    let stem = |verb: &str| verb_stem(&analyzer, verb);
    let date = match &args.date {
        Some(date) if date.len() == 10 && date.parse::<toml::value::Datetime>().is_ok() => date.clone(),
        Some(date) => bail!("--date {date:?} is no day; write 2026-11-21"),
        None => today(),
    };
    let options = Options {
        verb_stem: &stem,
        date,
        copyright: args.copyright.clone(),
        license: args.license.clone(),
        status: None,
    };
    let Exported { bytes, report } = format.export(&glossary, &options).map_err(fault)?;
    let path = args.output.as_deref().filter(|p| p.as_os_str() != "-");
    match path {
        Some(path) => {
            if args.glossary.glossary.iter().any(|g| output::same_file(g, path)) {
                bail!("{}: the export would overwrite the glossary; choose another -o", path.display());
            }
            let mut file = Pending::create(path)?;
            file.write_all(&bytes).with_context(|| path.display().to_string())?;
            file.finish()?;
        }
        None => {
            if std::str::from_utf8(&bytes).is_err() && std::io::stdout().is_terminal() {
                bail!("{} is no text for a terminal; name a file with -o", format.name);
            }
            let mut out = output::stdout();
            out.write_all(&bytes)?;
            out.flush()?;
        }
    }
    if args.json {
        let told = json(&report, &[("format", format.name.into())]);
        match path {
            Some(_) => {
                let mut out = output::stdout();
                writeln!(out, "{told}")?;
                out.flush()?;
            }
            None => report::line(&told.to_string()),
        }
        return Ok(Outcome::Done);
    }
    let entries = report.entries;
    report::note(&format!("{entries} {} as {}", if entries == 1 { "entry" } else { "entries" }, format.name));
    tell(&report);
    Ok(Outcome::Done)
}

/// The day in UTC.
fn today() -> String {
    let pinned = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|s| s.trim().parse::<u64>().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let days = i64::try_from(pinned.unwrap_or_else(now) / 86_400).unwrap_or(0);
    // Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, `civil_from_days`.
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

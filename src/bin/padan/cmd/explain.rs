//! `padan explain`: what a check finds, and why that is a fault.

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;
use padan::lint::output::{explain, severity};

use crate::outcome::Outcome;
use crate::output;

/// Which checks.
#[derive(Debug, Args)]
pub struct Explain {
    /// Codes of checks, as G208, L301 or C201
    #[arg(required = true, value_name = "CODE")]
    pub codes: Vec<String>,
    /// One JSON object a check
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: &Explain) -> Result<Outcome> {
    let mut out = output::stdout();
    for (n, code) in args.codes.iter().enumerate() {
        let Some((grave, about, why)) = explain(code) else {
            bail!(
                "there is no check {code:?}; `padan glossary lint --help`, `padan lexicon lint --help` and `padan check --help` list them"
            )
        };
        let code = code.to_uppercase();
        let grave = severity(grave);
        if args.json {
            let row = serde_json::json!({ "code": code, "severity": grave, "about": about, "explain": why });
            serde_json::to_writer(&mut out, &row)?;
            writeln!(out)?;
        } else {
            let gap = if n > 0 { "\n" } else { "" };
            writeln!(out, "{gap}{code} ({grave}): {about}\n\n{why}")?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

//! How findings of checks are written.

use std::io::{IsTerminal, Write};
use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;
use padan::diagnostic::{Diagnostic, Severity};
use padan::lint::output::{self as formats, Reported};

use crate::output;
use crate::report;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Level {
    /// Remarks too
    Info,
    /// Warnings and errors
    Warning,
    /// Errors alone
    Error,
}

impl Level {
    /// The severity of this name.
    pub fn severity(self) -> Severity {
        match self {
            Self::Info => Severity::Info,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The lines at fault, for people
    Human,
    /// One JSON object a finding
    Json,
    /// A SARIF 2.1.0 log
    Sarif,
    /// Annotations of GitHub's workflow logs
    Github,
}

/// Writes findings in the format that was asked for. `text` gives the text of a file by its path; people get `summary` at the end.
///
/// # Errors
/// Standard output cannot be written.
pub fn write<'t>(rows: &[Reported<'_>], text: impl Fn(&Path) -> &'t str, format: Format, summary: &str) -> Result<()> {
    let mut out = output::stdout();
    match format {
        Format::Human => {
            let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            for row in rows {
                writeln!(out, "{}\n", report::finding(row, &text, color))?;
            }
            writeln!(out, "{summary}")?;
        }
        Format::Json => {
            for row in rows {
                serde_json::to_writer(&mut out, &formats::json(row))?;
                writeln!(out)?;
            }
        }
        Format::Sarif => {
            serde_json::to_writer_pretty(&mut out, &formats::sarif(rows, text))?;
            writeln!(out)?;
        }
        Format::Github => {
            for row in rows {
                writeln!(out, "{}", formats::github(row))?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// How many findings there are in how many files or pairs of texts, and how many are not shown.
pub fn summary<'d>(
    findings: impl Iterator<Item = &'d Diagnostic>,
    (count, what): (usize, &str),
    hidden: usize,
) -> String {
    let mut counts = [0; 3];
    findings.for_each(|d| counts[d.severity as usize] += 1);
    let [remarks, warnings, errors] = counts;
    let plural = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut out = format!("{}, {} in {}", plural(errors, "error"), plural(warnings, "warning"), plural(count, what));
    if remarks > 0 {
        out.push_str(&format!("; {}", plural(remarks, "remark")));
    }
    if hidden > 0 {
        out.push_str(&format!("; {hidden} more with --level info"));
    }
    out
}

//! `padan lexicon lint`: checks of lexicon files.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use padan::Lexicon;
use padan::diagnostic::Severity;
use padan::lint::lexicon::{Check, Finding, LintFile, lint};
use padan::lint::output::Reported;
use padan::text::SourceText;
use serde::Serialize;

use crate::args::LexiconLint;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;
use crate::report;

/// Where a checkout of padan has its lexicon.
const FOLDER: &str = "lexicon";

/// Rules of senses, which are no entries: a test of their own runs them.
const RULES: &str = "senses.tsv";

/// A finding as a line of JSON.
#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    check: &'a str,
    severity: &'a str,
    path: String,
    line: usize,
    column: usize,
    message: &'a str,
    help: Option<&'a str>,
}

pub fn run(args: &LexiconLint) -> Result<Outcome> {
    let ours = args.files.is_empty();
    let mut paths = if ours { checkout()? } else { args.files.clone() };
    let named = paths.len();
    paths.retain(|path| !path.ends_with(RULES));
    if paths.len() < named && !ours {
        report::note(&format!(
            "{RULES} is left out: it has sense rules and no entries; the build of padan checks them"
        ));
    }
    let texts: Vec<SourceText> = paths.iter().map(|path| inputs::lexicon_text(path)).collect::<Result<_>>()?;
    let files: Vec<LintFile<'_>> = texts.iter().map(|t| LintFile::new(t.name(), t.text())).collect();
    let extra: Vec<_> = files.iter().map(LintFile::extra).collect();
    // The lexicon that is built in may be older than the files.
    let lexicon = if ours { Lexicon::of(&extra) } else { Lexicon::builtin_with(&extra) };
    let wanted = |check: &Check| {
        let named = |codes: &[String]| codes.iter().any(|code| code == check.code);
        (args.only.is_empty() || named(&args.only)) && !named(&args.skip)
    };
    let findings = lint(&files, &lexicon, wanted);
    let mut out = output::stdout();
    for finding in &findings {
        if args.json {
            serde_json::to_writer(&mut out, &row(finding))?;
            writeln!(out)?;
        } else {
            let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let text = texts[finding.file].text();
            writeln!(out, "{}\n", report::finding(&Reported::from(finding), |_| text, color))?;
        }
    }
    if !args.json {
        writeln!(out, "{}", summary(&findings, files.len()))?;
    }
    out.flush()?;
    let fault = findings.iter().any(|f| f.diagnostic.severity > Severity::Info);
    Ok(if fault { Outcome::Lacking } else { Outcome::Done })
}

/// The files of the checkout that the program runs in.
fn checkout() -> Result<Vec<PathBuf>> {
    let folder = Path::new(FOLDER);
    if !folder.join("roots.tsv").is_file() {
        bail!("this is no checkout of padan: name the files to check");
    }
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).context(FOLDER)? {
        let path = entry.context(FOLDER)?.path();
        if path.extension().is_some_and(|e| e == "tsv") {
            paths.push(path);
        }
    }
    paths.sort_unstable();
    Ok(paths)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn row(finding: &Finding) -> Row<'_> {
    let diagnostic = &finding.diagnostic;
    Row {
        code: finding.check.code,
        check: finding.check.name,
        severity: severity(diagnostic.severity),
        path: diagnostic.path.display().to_string(),
        line: diagnostic.at.line,
        column: diagnostic.at.column,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
    }
}

fn summary(findings: &[Finding], files: usize) -> String {
    let count = |wanted| findings.iter().filter(|f| f.diagnostic.severity == wanted).count();
    let plural = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    format!(
        "{}, {}, {} in {}",
        plural(count(Severity::Error), "error"),
        plural(count(Severity::Warning), "warning"),
        plural(count(Severity::Info), "remark"),
        plural(files, "file"),
    )
}

//! `padan glossary fix`: mends what can be mended safely.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use padan::Lexicon;
use padan::glossary::edit::{EditError, file};
use padan::lint::glossary::{LintFile, Options, fix};
use padan::lint::output::{Reported, json};
use padan::morph::Analyzer;

use super::lint::{Checked, today};
use crate::outcome::Outcome;
use crate::output;

/// What to mend.
#[derive(Debug, Args)]
pub struct Fix {
    #[command(flatten)]
    pub checked: Checked,
    /// Show what would be mended and save nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// Ask nothing; it never does
    #[arg(long, short, hide = true)]
    pub yes: bool,
    /// One JSON object a finding that was mended
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: &Fix) -> Result<Outcome> {
    let analyzer = Analyzer::new(Lexicon::builtin());
    let mut out = output::stdout();
    for path in &args.checked.files {
        let mended = |old: &str| {
            let options = Options { today: today(), ..Options::default() };
            fix(&LintFile::new(path, old), &analyzer, &options, |c| args.checked.wants(c))
        };
        let mended = match args.dry_run {
            true => mended(&file::read(path)?).1,
            false => file::edit(path, |old| Ok::<_, EditError>(mended(old)))?,
        };
        for finding in &mended {
            if args.json {
                super::entry::write_json(&mut out, &json(&Reported::from(finding)))?;
            } else {
                writeln!(out, "{}: {}: {}", finding.diagnostic.at, finding.check.code, finding.diagnostic.message)?;
            }
        }
        if !args.json {
            let done = if args.dry_run { "to mend" } else { "mended" };
            writeln!(out, "{}: {} {done}", path.display(), mended.len())?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

//! `padan lexicon import`: a dictionary from elsewhere as a lexicon file.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use padan::lexicon::import::{Report, source_name};

use crate::args::LexiconImport;
use crate::outcome::Outcome;
use crate::output::{self, Pending};
use crate::report;

pub fn run(args: &LexiconImport) -> Result<Outcome> {
    let name = match &args.name {
        Some(name) => source_name(name),
        None => source_name(&default_name(&args.source)),
    };
    let (text, done) = args.from.0.import(&args.source, &name)?;
    match args.output.as_deref().filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            if output::same_file(path, &args.source) {
                bail!("{}: the result would overwrite the dictionary; choose another -o", path.display());
            }
            let mut file = Pending::create(path)?;
            file.write_all(text.as_bytes()).with_context(|| path.display().to_string())?;
            file.finish()?;
        }
        None => {
            let mut out = output::stdout();
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
    }
    say(&done);
    Ok(if done.entries > 0 { Outcome::Done } else { Outcome::Lacking })
}

/// The file's name up to its first full stop.
fn default_name(source: &Path) -> String {
    let name = source.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}

fn say(done: &Report) {
    let Report { articles, entries, forms, glosses, guessed, .. } = done;
    report::note(&format!("{articles} articles read; {entries} entries of {forms} forms with {glosses} glosses"));
    if *guessed > 0 {
        report::note(&format!("{guessed} entries have no known part of speech; it was guessed by their shape"));
    }
    for (what, count) in &done.dropped {
        report::note(&format!("left out: {count} {what}"));
    }
}

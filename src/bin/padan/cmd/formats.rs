//! `padan formats`: the table of output formats.

use std::io::Write;

use anyhow::Result;
use padan::render::FORMATS;

use crate::args::Formats;
use crate::outcome::Outcome;
use crate::output;

pub fn run(args: &Formats) -> Result<Outcome> {
    let mut out = output::stdout();
    if args.markdown {
        writeln!(out, "| format | extension | what for | checked by |\n| --- | --- | --- | --- |")?;
        for f in FORMATS {
            writeln!(out, "| `{}` | `.{}` | {} | {} |", f.name, f.extension, f.about, f.checked_by)?;
        }
    } else {
        let name = FORMATS.iter().map(|f| f.name.len()).max().unwrap_or_default();
        let extension = FORMATS.iter().map(|f| f.extension.len()).max().unwrap_or_default() + 1;
        for f in FORMATS {
            writeln!(out, "{:name$}  {:extension$}  {}", f.name, format!(".{}", f.extension), f.about)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

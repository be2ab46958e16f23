//! `padan glossary remove`: entries go, with the comments that touch them.

use anyhow::{Result, bail};
use clap::Args;
use padan::glossary::edit::Editor;
use padan::glossary::edit::file;

use super::saving::{Saving, confirmed, fault};
use crate::outcome::Outcome;

/// Which entries go.
#[derive(Debug, Args)]
pub struct Remove {
    /// Keys or terms
    #[arg(required = true, value_name = "KEY")]
    pub keys: Vec<String>,
    #[command(flatten)]
    pub saving: Saving,
}

pub fn run(args: &Remove) -> Result<Outcome> {
    let saving = &args.saving;
    if !saving.yes && !saving.dry_run {
        if !saving.asks() {
            bail!("without a terminal to ask on, entries are removed with --yes only");
        }
        let text = file::read(&saving.glossary)?;
        let editor = Editor::new(text.as_str()).map_err(|e| fault(e, &saving.glossary, &text))?;
        for key in &args.keys {
            let entry = saving.find(&editor, key)?;
            print_text(editor.entry_text(entry))?;
        }
        if !confirmed("Remove this?")? {
            return Ok(Outcome::Lacking);
        }
    }
    saving.change(|editor| {
        for key in &args.keys {
            let entry = saving.find(editor, key)?;
            editor.remove(entry)?;
        }
        Ok(())
    })
}

fn print_text(text: &str) -> Result<()> {
    use std::io::Write;
    let mut out = crate::output::stdout();
    writeln!(out, "{}\n", text.trim_end())?;
    out.flush()?;
    Ok(())
}

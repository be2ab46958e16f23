//! How a command changes a glossary file: what it shows, what it asks, and how it saves.

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;
use padan::diagnostic::Diagnostic;
use padan::glossary::edit::{EditError, Editor, file};
use padan::text::hunks;
use serde_json::json;

use super::entry;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;
use crate::report::Fault;

/// The glossary to change, and how.
#[derive(Debug, Args)]
pub struct Saving {
    /// Glossary to change
    #[arg(long, short, value_name = "FILE", default_value = "glossary.toml")]
    pub glossary: PathBuf,
    /// Show what would change and save nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// Ask nothing
    #[arg(long, short)]
    pub yes: bool,
    /// Print the change as a JSON object
    #[arg(long)]
    pub json: bool,
}

impl Saving {
    /// Whether somebody sits there to be asked.
    pub fn asks(&self) -> bool {
        !self.yes && !self.json && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
    }

    /// Makes a change, checks that the glossary can still be read, saves it and shows the lines that changed.
    ///
    /// # Errors
    /// The change cannot be made; then the file stays as it is.
    pub fn change(&self, change: impl Fn(&mut Editor) -> Result<()>) -> Result<Outcome> {
        let path = &self.glossary;
        let make = |old: &str| -> Result<(String, (String, String))> {
            let mut editor = Editor::new(old).map_err(|e| fault(e, path, old))?;
            change(&mut editor)?;
            let new = editor.into_text();
            // A glossary that was sound stays sound; one that was not may be mended step by step.
            if let Err(e) = inputs::parse_glossary(path, &new)
                && inputs::parse_glossary(path, old).is_ok()
            {
                return Err(e);
            }
            Ok((new.clone(), (old.to_owned(), new)))
        };
        let (old, new) = if self.dry_run {
            let old = file::read(path)?;
            make(&old)?.1
        } else {
            file::edit(path, |old| make(old).map_err(Refused)).map_err(|Refused(e)| e)?
        };
        self.show(&old, &new)?;
        Ok(Outcome::Done)
    }

    /// Shows what changed.
    fn show(&self, old: &str, new: &str) -> Result<()> {
        let mut out = output::stdout();
        let before: Vec<&str> = old.split_inclusive('\n').collect();
        let after: Vec<&str> = new.split_inclusive('\n').collect();
        let hunks = hunks(&before, &after);
        // The places of lines that went and that came, in the order of the text.
        let changes: Vec<(bool, usize)> =
            hunks.into_iter().flat_map(|h| h.old.map(|n| (false, n)).chain(h.new.map(|n| (true, n)))).collect();
        let text = |&(came, n): &(bool, usize)| if came { after[n] } else { before[n] }.trim_end_matches(['\n', '\r']);
        let shown = self.glossary.display().to_string();
        if self.json {
            let row = |c: &(bool, usize)| json!({ "line": c.1 + 1, (if c.0 { "added" } else { "removed" }): text(c) });
            let rows: Vec<_> = changes.iter().map(row).collect();
            let saved = !self.dry_run && old != new;
            entry::write_json(&mut out, &json!({ "path": shown, "saved": saved, "changes": rows }))?;
        } else {
            match changes.first() {
                Some((_, line)) => {
                    let note = if self.dry_run { "  (not saved)" } else { "" };
                    writeln!(out, "{shown}:{}{note}", line + 1)?;
                }
                None => writeln!(out, "{shown}: nothing to change")?,
            }
            for change in &changes {
                writeln!(out, "{} {}", if change.0 { '+' } else { '-' }, text(change))?;
            }
        }
        out.flush()?;
        Ok(())
    }

    /// The one entry with this key or term.
    ///
    /// # Errors
    /// There is none, or there are several.
    pub fn find(&self, editor: &Editor, key: &str) -> Result<usize> {
        let with_key: Vec<usize> = editor.with_key(key).collect();
        let with_term = || {
            let term = |n: &usize| editor.tree().entries()[*n].get("term").and_then(|t| t.str()) == Some(key);
            (0..editor.tree().entries().len()).filter(term).collect()
        };
        let found: Vec<usize> = if with_key.is_empty() { with_term() } else { with_key };
        let shown = self.glossary.display();
        match found.as_slice() {
            [one] => Ok(*one),
            [] => bail!("{shown} has no entry {key:?}; `padan glossary find {key:?}` looks further"),
            several => {
                let text = editor.text();
                let line = |n: &usize| text[..editor.layout().entries[*n].header].matches('\n').count() + 1;
                let lines: Vec<String> = several.iter().map(|n| format!("{shown}:{}", line(n))).collect();
                bail!("{} entries are called {key:?}: {}; give each a key of its own", several.len(), lines.join(", "))
            }
        }
    }
}

/// A failure on the way through [`file::edit`].
struct Refused(anyhow::Error);

impl From<EditError> for Refused {
    fn from(e: EditError) -> Self {
        Self(e.into())
    }
}

/// An error of editing, with the line at fault if there is one.
pub fn fault(error: EditError, path: &Path, text: &str) -> anyhow::Error {
    match error {
        EditError::NotToml(fault) => {
            let diagnostic = Diagnostic::error(path.to_owned(), text, fault.span, fault.message)
                .with_help("a file that is not TOML is not edited; mend this line first");
            Fault { diagnostic: Box::new(diagnostic), text: text.to_owned() }.into()
        }
        other => other.into(),
    }
}

/// Asks a question that is answered by yes or no.
///
/// # Errors
/// The terminal is gone.
pub fn confirmed(question: &str) -> Result<bool> {
    let answer = asked(&format!("{question} [y/N] "))?;
    Ok(answer.is_some_and(|a| ["y", "yes"].contains(&a.to_lowercase().as_str())))
}

/// Asks a question; nothing at the end of input.
///
/// # Errors
/// The terminal is gone.
pub fn asked(question: &str) -> Result<Option<String>> {
    let mut out = std::io::stdout().lock();
    write!(out, "{question}")?;
    out.flush()?;
    let mut line = String::new();
    if std::io::stdin().lock().read_line(&mut line)? == 0 {
        writeln!(out)?;
        return Ok(None);
    }
    Ok(Some(line.trim().to_owned()))
}

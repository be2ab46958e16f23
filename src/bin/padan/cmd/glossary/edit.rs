//! `padan glossary edit`: an entry is changed key by key, or as text.

use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;
use padan::glossary::edit::Editor;
use padan::glossary::edit::file;
use padan::glossary::edit::tree::Tree;
use padan::glossary::schema::Shape;

use super::saving::{Saving, fault};
use super::values;
use crate::outcome::Outcome;

/// What to change.
#[derive(Debug, Args)]
#[command(after_help = "Without a change to make, the entry opens in $VISUAL or $EDITOR.

Lists and tables may be written as TOML:
  padan glossary edit duta-besar --add 'avoid=big envoy: word-for-word calque'
  padan glossary edit menlu --set 'en=[\"foreign minister\", \"FM\"]'")]
pub struct Edit {
    /// Key or term of the entry
    pub key: String,
    /// Give a field this value, in place of its old one
    #[arg(long, value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    /// Add a member to a list
    #[arg(long, value_name = "FIELD=MEMBER")]
    pub add: Vec<String>,
    /// Take a member out of a list; of tables, the one with this English, form, term or text
    #[arg(long, value_name = "FIELD=MEMBER")]
    pub remove: Vec<String>,
    /// Take a field away
    #[arg(long, value_name = "FIELD")]
    pub unset: Vec<String>,
    /// Put the entry written in this file in its place; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["set", "add", "remove", "unset"])]
    pub from: Option<PathBuf>,
    #[command(flatten)]
    pub saving: Saving,
}

pub fn run(args: &Edit) -> Result<Outcome> {
    let by_key = !(args.set.is_empty() && args.add.is_empty() && args.remove.is_empty() && args.unset.is_empty());
    if by_key {
        return args.saving.change(|editor| {
            let entry = args.saving.find(editor, &args.key)?;
            change(args, editor, entry)
        });
    }
    let (old, new) = match &args.from {
        Some(path) => (None, entry_text(path)?),
        None if std::io::stdin().is_terminal() => {
            let saving = &args.saving;
            let text = file::read(&saving.glossary)?;
            let editor = Editor::new(text.as_str()).map_err(|e| fault(e, &saving.glossary, &text))?;
            let old = editor.entry_text(saving.find(&editor, &args.key)?).to_owned();
            let new = in_editor(&old)?;
            (Some(old), new)
        }
        None => bail!("say what to change: --set, --add, --remove, --unset or --from"),
    };
    let kept = || -> Result<PathBuf> {
        let (mut file, path) = tempfile::Builder::new().prefix("padan-entry-").suffix(".toml").tempfile()?.keep()?;
        file.write_all(new.as_bytes())?;
        Ok(path)
    };
    let done = args.saving.change(|editor| {
        let entry = args.saving.find(editor, &args.key)?;
        if old.as_ref().is_some_and(|old| old != editor.entry_text(entry)) {
            bail!("somebody else changed the entry meanwhile");
        }
        editor.replace(entry, &new).map_err(|e| fault(e, "the new entry".as_ref(), &new))
    });
    match (done, &old) {
        // What was written in the editor is not lost.
        (Err(e), Some(_)) => Err(e).with_context(|| match kept() {
            Ok(path) => format!("not saved; your text is in {}", path.display()),
            Err(_) => "not saved".to_owned(),
        }),
        (done, _) => done,
    }
}

fn change(args: &Edit, editor: &mut Editor, entry: usize) -> Result<()> {
    for name in &args.unset {
        let spec = values::field(name)?;
        editor.unset(entry, spec.name)?;
    }
    for text in &args.set {
        let (spec, value) = values::assignment(text)?;
        editor.set(entry, spec.name, values::value(spec, value)?)?;
    }
    for text in &args.remove {
        let (spec, item) = values::assignment(text)?;
        editor.pull(entry, spec.name, item)?;
    }
    for text in &args.add {
        let (spec, item) = values::assignment(text)?;
        let list = editor.tree().entries()[entry].get(spec.name).is_none() && matches!(spec.shape, Shape::OneOrMany);
        match list {
            true => editor.set(entry, spec.name, values::value(spec, item)?)?,
            false => editor.push(entry, spec.name, values::member(spec, item)?)?,
        }
    }
    Ok(())
}

/// The text of an entry from a file or standard input.
///
/// # Errors
/// It cannot be read.
pub fn entry_text(path: &std::path::Path) -> Result<String> {
    if path.as_os_str() != "-" {
        return Ok(file::read(path)?);
    }
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text).context("standard input")?;
    Ok(text)
}

/// What a person makes of `text` in the editor of their choice.
fn in_editor(text: &str) -> Result<String> {
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    let Some(program) = set("VISUAL").or_else(|| set("EDITOR")) else {
        bail!("set EDITOR to the program that you edit with, or use --set, --add, --remove, --unset or --from");
    };
    let mut file = tempfile::Builder::new().prefix("padan-entry-").suffix(".toml").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    loop {
        let mut words = program.split_whitespace();
        let status = Command::new(words.next().unwrap_or_default())
            .args(words)
            .arg(file.path())
            .status()
            .with_context(|| program.clone())?;
        if !status.success() {
            bail!("{program}: {status}; nothing was changed");
        }
        let new = std::fs::read_to_string(file.path())?;
        match Tree::parse(&new).faults.first() {
            Some(fault) => {
                let line = new[..fault.span.start].matches('\n').count() + 1;
                crate::report::note(&format!("line {line}: {}", fault.message));
                if !super::saving::confirmed("Edit again?")? {
                    bail!("nothing was changed");
                }
            }
            None => return Ok(new),
        }
    }
}

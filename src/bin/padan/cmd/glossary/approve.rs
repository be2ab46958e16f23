//! `padan glossary approve`: drafts become entries.

use anyhow::{Result, bail};
use clap::Args;
use padan::glossary::edit::tree::Node;
use padan::glossary::edit::{Editor, entry_key};

use super::saving::Saving;
use crate::outcome::Outcome;

/// Which drafts.
#[derive(Debug, Args)]
pub struct Approve {
    /// Keys or terms
    #[arg(required_unless_present = "all", value_name = "KEY")]
    pub keys: Vec<String>,
    /// Every draft
    #[arg(long, conflicts_with = "keys")]
    pub all: bool,
    /// The status that they get
    #[arg(long, value_name = "STATUS", default_value = "preferred", value_parser = ["preferred", "admitted"])]
    pub r#as: String,
    #[command(flatten)]
    pub saving: Saving,
}

/// The status of an entry: its own, or that of the file.
fn status(editor: &Editor, entry: usize) -> &str {
    let tree = editor.tree();
    let own = tree.entries()[entry].get("status").and_then(Node::str);
    let common = || tree.root.get("defaults").and_then(|d| d.get("status")).and_then(Node::str);
    own.or_else(common).unwrap_or("preferred")
}

pub fn run(args: &Approve) -> Result<Outcome> {
    args.saving.change(|editor| {
        let entries: Vec<usize> = if args.all {
            (0..editor.tree().entries().len()).filter(|&n| status(editor, n) == "draft").collect()
        } else {
            args.keys.iter().map(|key| args.saving.find(editor, key)).collect::<Result<_>>()?
        };
        for entry in entries {
            if status(editor, entry) != "draft" {
                let key = entry_key(&editor.tree().entries()[entry]).unwrap_or_default();
                bail!("{key:?} is no draft: its status is {:?}", status(editor, entry));
            }
            editor.set(entry, "status", Node::string(args.r#as.as_str()))?;
        }
        Ok(())
    })
}

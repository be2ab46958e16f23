//! `padan glossary rename`: another term for the same concept.

use anyhow::{Result, bail};
use clap::Args;
use padan::glossary::edit::tree::Node;
use padan::glossary::edit::{Editor, entry_key};
use padan::glossary::slug;

use super::saving::Saving;
use crate::outcome::Outcome;

/// What becomes what.
#[derive(Debug, Args)]
pub struct Rename {
    /// Key or term of the entry
    pub key: String,
    /// The new term
    pub term: String,
    /// Keep the old term as another spelling, in `also`
    #[arg(long)]
    pub keep: bool,
    /// Let the key follow the term, and mend `see` and `replaced_by` of other entries [default: the key stays]
    #[arg(long)]
    pub rekey: bool,
    #[command(flatten)]
    pub saving: Saving,
}

pub fn run(args: &Rename) -> Result<Outcome> {
    let term = args.term.trim();
    if term.is_empty() {
        bail!("an empty term");
    }
    args.saving.change(|editor| {
        let entry = args.saving.find(editor, &args.key)?;
        let node = &editor.tree().entries()[entry];
        let Some(old_key) = entry_key(node) else { bail!("{:?} has no term", args.key) };
        let Some(old_term) = node.get("term").and_then(Node::str).map(str::to_owned) else {
            bail!("{:?} has no term", args.key)
        };
        let given = node.get("key").is_some();
        let key = if args.rekey { slug(term) } else { old_key.clone() };
        if key != old_key && editor.with_key(&key).next().is_some() {
            bail!("there is an entry {key:?} already");
        }
        editor.set(entry, "term", Node::string(term))?;
        if args.rekey && given {
            editor.unset(entry, "key")?;
        } else if !given && slug(term) != key {
            editor.set(entry, "key", Node::string(key.as_str()))?;
        }
        if args.keep {
            editor.push(entry, "also", Node::string(old_term))?;
        }
        if key != old_key { point(editor, &old_key, &key) } else { Ok(()) }
    })
}

/// Makes references to the key `old` ones to `new`.
fn point(editor: &mut Editor, old: &str, new: &str) -> Result<()> {
    for entry in 0..editor.tree().entries().len() {
        for field in ["see", "replaced_by"] {
            let Some(value) = editor.tree().entries()[entry].get(field) else { continue };
            if value.str() == Some(old) {
                editor.set(entry, field, Node::string(new))?;
            } else if value.strings().any(|(s, _)| s == old) {
                let keys: Vec<String> =
                    value.strings().map(|(s, _)| if s == old { new.to_owned() } else { s.to_owned() }).collect();
                editor.set(entry, field, Node::list(keys))?;
            }
        }
    }
    Ok(())
}

//! The texts that `--corpus` names.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use padan::text::SourceText;

use crate::inputs;
use crate::report;

/// Endings of the Indonesian texts of a folder. Files that are named themselves may have any.
const ENDINGS: &[&str] = &["txt", "id", "md"];

/// Endings that say that a text is the English of another.
const ENGLISH: &[&str] = &["en.txt", "en.md", "en"];

/// Texts of files and folders, folders with all below them, in order of their names.
#[derive(Debug, clap::Args)]
pub struct CorpusArgs {
    /// Indonesian texts to look at: files, or folders of .txt, .id and .md files
    #[arg(long, required = true, num_args = 1.., value_name = "PATH")]
    pub corpus: Vec<PathBuf>,
}

impl CorpusArgs {
    /// Reads the texts. What in a folder is no text is said and passed over.
    ///
    /// # Errors
    /// A path cannot be read, or there is no text at all.
    pub fn read(&self) -> Result<Vec<SourceText>> {
        let mut texts = Vec::new();
        for path in &self.corpus {
            if path.is_dir() {
                let mut files = Vec::new();
                walk(path, &mut files)?;
                for file in files {
                    match inputs::text(&file) {
                        Ok(text) => texts.push(text),
                        Err(e) => report::warning(&e.context("passed over")),
                    }
                }
            } else {
                texts.push(inputs::text(path)?);
            }
        }
        if texts.is_empty() {
            bail!("no texts in {}", self.corpus.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", "));
        }
        Ok(texts)
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let name = || folder.display().to_string();
    let mut entries = fs::read_dir(folder)
        .and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>())
        .with_context(name)?;
    entries.sort_unstable();
    for path in entries {
        let file = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if file.starts_with('.') || path.is_symlink() {
            continue;
        }
        let ends =
            |endings: &[&str]| endings.iter().any(|e| file.strip_suffix(e).is_some_and(|stem| stem.ends_with('.')));
        if path.is_dir() {
            walk(&path, files)?;
        } else if ends(ENDINGS) && !ends(ENGLISH) {
            files.push(path);
        }
    }
    Ok(())
}

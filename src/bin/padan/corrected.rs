//! The files of corrections beside articles.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use padan::corrections::Corrections;
use padan::model::Document;

use crate::inputs::STDIN;
use crate::output::Pending;
use crate::report::{self, Fault};

/// The corrections beside an article; `None` if there is no such file.
///
/// # Errors
/// The file cannot be read: nothing is glossed with half of what people said.
pub fn beside(article: &Path) -> Result<Option<Corrections>> {
    if article.as_os_str() == STDIN {
        return Ok(None);
    }
    let path = Corrections::path_of(article);
    let text = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e).with_context(|| path.display().to_string()),
    };
    let Ok(text) = String::from_utf8(text) else { bail!("{}: not UTF-8", path.display()) };
    Ok(Some(Corrections::parse(&path, &text).map_err(|e| Fault { diagnostic: e.0, text })?))
}

/// Makes a document show what people said about the glosses of its article, and tells of verdicts that have no place in it.
///
/// # Errors
/// As [`beside`].
pub fn apply(article: &Path, document: &mut Document) -> Result<()> {
    let Some(corrections) = beside(article)? else { return Ok(()) };
    let stale = corrections.all().len() - corrections.apply(document).len();
    if stale > 0 {
        let (noun, verb) = if stale == 1 { ("correction", "has") } else { ("corrections", "have") };
        let name = article.display();
        report::note(&format!(
            "{name}: {stale} {noun} {verb} no place in it now; see `padan corrections status {name}`"
        ));
    }
    Ok(())
}

/// Writes the corrections beside an article.
///
/// # Errors
/// The file cannot be written.
pub fn write(article: &Path, corrections: &Corrections) -> Result<()> {
    let path = Corrections::path_of(article);
    let mut out = Pending::create(&path)?;
    out.write_all(corrections.to_toml().as_bytes()).with_context(|| path.display().to_string())?;
    out.finish()
}

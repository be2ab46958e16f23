//! What the arguments of `padan align` name: pairs of texts and bitexts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use padan::align::Bitext;

use super::Align;
use crate::inputs;
use crate::report;

/// One thing to align.
pub enum Source {
    /// An article and its translation.
    Texts(PathBuf, PathBuf),
    /// A file that holds both.
    Bitext(PathBuf),
}

impl Source {
    /// What to call it in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Texts(source, target) => format!("{} with {}", source.display(), target.display()),
            Self::Bitext(path) => path.display().to_string(),
        }
    }

    /// Reads it.
    pub fn load(&self, args: &Align) -> Result<Bitext> {
        let (source, target) = match self {
            Self::Bitext(path) => return bitext(path),
            Self::Texts(source, target) => (source, target),
        };
        let name = source.display().to_string();
        let (s, t) = (inputs::text(source)?, inputs::text(target)?);
        Ok(match () {
            () if args.aligned || args.tokenized => {
                Bitext::of_aligned_lines(name, s.text(), t.text()).with_context(|| self.name())?
            }
            () if args.lines => Bitext::of_lines(name, s.text(), t.text()),
            () => Bitext::of_texts(name, s.text(), t.text()),
        })
    }
}

/// Whether the file's name is that of a bitext.
fn is_bitext(path: &Path) -> bool {
    matches!(extension(path).as_str(), "tmx" | "xlf" | "xliff" | "tsv")
}

fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Reads a bitext by its file's name.
pub fn bitext(path: &Path) -> Result<Bitext> {
    let shown = path.display().to_string();
    let text = inputs::text(path)?;
    match extension(path).as_str() {
        "tmx" | "xlf" | "xliff" => Bitext::parse_xml(&shown, text.text()),
        "tsv" => Bitext::parse_tsv(&shown, text.text()),
        _ => bail!("{shown}: a bitext is .tmx, .xlf, .xliff or .tsv; for two texts give both"),
    }
    .context(shown.clone())
}

/// What the arguments name.
pub fn find(args: &Align) -> Result<Vec<Source>> {
    match args.files.as_slice() {
        [one] if one.is_dir() => bail!("{}: give a folder of translations beside it", one.display()),
        [one] if is_bitext(one) => Ok(vec![Source::Bitext(one.clone())]),
        [one] => bail!("{}: give its translation beside it", one.display()),
        [a, b] if a.is_dir() && b.is_dir() => folders(a, b),
        [a, b] if a.is_dir() || b.is_dir() => {
            bail!("{} and {}: give two texts or two folders", a.display(), b.display())
        }
        [a, b] if is_bitext(a) && is_bitext(b) => Ok(vec![Source::Bitext(a.clone()), Source::Bitext(b.clone())]),
        [a, b] => Ok(vec![Source::Texts(a.clone(), b.clone())]),
        _ => bail!("give one bitext or two texts"),
    }
}

/// Pairs the files of two folders by name, without extensions and language: `talks.id.txt` and `talks.en.txt`.
fn folders(source: &Path, target: &Path) -> Result<Vec<Source>> {
    let (sources, targets) = (stems(source, &["id", "ind"])?, stems(target, &["en", "eng"])?);
    let mut pairs = Vec::new();
    for (stem, path) in &sources {
        match targets.get(stem) {
            Some(other) => pairs.push(Source::Texts(path.clone(), other.clone())),
            None => report::note(&format!("{}: no translation in {}", path.display(), target.display())),
        }
    }
    for (_, path) in targets.iter().filter(|(stem, _)| !sources.contains_key(*stem)) {
        report::note(&format!("{}: no source in {}", path.display(), source.display()));
    }
    if pairs.is_empty() {
        bail!("no file of {} has the name of one of {}", source.display(), target.display());
    }
    Ok(pairs)
}

/// The files of a folder by their names without extension and language mark. Where one folder holds both languages, those marked
/// as the other language are passed over.
fn stems(folder: &Path, marks: &[&str]) -> Result<BTreeMap<String, PathBuf>> {
    const MARKS: &[&str] = &["id", "ind", "en", "eng"];
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry.with_context(|| folder.display().to_string())?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if !path.is_file() || name.starts_with('.') {
            continue;
        }
        let parts: Vec<&str> = name.split('.').collect();
        let mark = parts[1..].iter().map(|p| p.to_lowercase()).find(|p| MARKS.contains(&p.as_str()));
        if mark.is_some_and(|m| !marks.contains(&m.as_str())) {
            continue;
        }
        let body = &parts[..parts.len().saturating_sub(1).max(1)];
        let kept: Vec<&str> = body.iter().copied().filter(|p| !MARKS.contains(&p.to_lowercase().as_str())).collect();
        let stem = kept.join(".");
        if let Some(other) = out.insert(stem, path.clone()) {
            bail!("{} and {}: which of them to pair is not clear", other.display(), path.display());
        }
    }
    Ok(out)
}

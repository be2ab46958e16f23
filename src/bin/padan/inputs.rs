//! Reading texts, glossaries and lexicons.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use padan::lexicon::ExtraFile;
use padan::morph::Analyzer;
use padan::terms::TermIndex;
use padan::text::{Encoding, SourceText};
use padan::{Glossary, Lexicon, glossary};

use crate::args::{GlossaryArgs, LexiconFiles};
use crate::report::{self, Fault};

/// The name of standard input.
pub const STDIN: &str = "-";

/// Reads a text; `-` is standard input.
///
/// # Errors
/// The file cannot be read, or is no text.
pub fn text(path: &Path) -> Result<SourceText> {
    let shown = if path.as_os_str() == STDIN { "standard input".to_owned() } else { path.display().to_string() };
    let bytes = bytes(path).with_context(|| shown.clone())?;
    let source = SourceText::from_bytes(path, &bytes).with_context(|| shown.clone())?;
    if source.encoding() != Encoding::Utf8 {
        report::note(&format!("{shown}: read as {}", source.encoding().name()));
    }
    Ok(source)
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    if path.as_os_str() == STDIN {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    if path.is_dir() {
        bail!("is a folder; name the files in it");
    }
    Ok(fs::read(path)?)
}

/// Largest lexicon file in bytes.
const LARGEST_LEXICON: u64 = 256 << 20;

/// The built-in lexicon with the files that the arguments name. Call it once: what is loaded stays until the program ends.
///
/// # Errors
/// A file cannot be read; nothing is glossed with half a lexicon.
pub fn lexicon(args: &LexiconFiles) -> Result<Lexicon> {
    let texts = args.lexicon.iter().map(|path| lexicon_text(path)).collect::<Result<Vec<_>>>()?;
    Ok(match lexicon_files(&texts)?.as_slice() {
        [] => Lexicon::builtin(),
        files => Lexicon::builtin_with(files),
    })
}

/// The text of a lexicon file.
///
/// # Errors
/// It cannot be read, or is no text.
pub fn lexicon_text(path: &Path) -> Result<SourceText> {
    match fs::metadata(path) {
        Ok(about) if about.len() > LARGEST_LEXICON => bail!("{}: larger than 256 MiB", path.display()),
        _ => text(path),
    }
}

/// The entries of lexicon files.
///
/// # Errors
/// The first fault, with its line.
pub fn lexicon_files(texts: &[SourceText]) -> Result<Vec<ExtraFile<'_>>> {
    let fault =
        |e: padan::lexicon::LoadError, text: &SourceText| Fault { diagnostic: e.0, text: text.text().to_owned() };
    texts.iter().map(|t| Ok(ExtraFile::parse(t.name(), t.text()).map_err(|e| fault(e, t))?)).collect()
}

/// The index of the glossaries that the arguments ask for.
///
/// # Errors
/// A glossary cannot be read; nothing is annotated with half a glossary.
pub fn term_index(args: &GlossaryArgs, analyzer: &Analyzer) -> Result<TermIndex> {
    let mut index = TermIndex::default();
    for (path, toml) in glossary_texts(args)? {
        if toml == glossary::BUILTIN {
            index.add_builtin();
        } else {
            index.add(&parse_glossary(&path, &toml)?, analyzer);
        }
    }
    Ok(index)
}

/// The terms of the glossaries that the arguments ask for.
///
/// # Errors
/// A glossary cannot be read.
pub fn glossary(args: &GlossaryArgs) -> Result<Glossary> {
    let mut all = Glossary::default();
    glossaries(args)?.into_iter().for_each(|g| all.extend(g));
    Ok(all)
}

/// The glossaries that the arguments ask for, in the order of [`term_index`].
///
/// # Errors
/// A glossary cannot be read.
pub fn glossaries(args: &GlossaryArgs) -> Result<Vec<Glossary>> {
    glossary_texts(args)?.into_iter().map(|(path, toml)| parse_glossary(&path, &toml)).collect()
}

/// The terms of the glossary `toml`.
///
/// # Errors
/// The first fault, with its line.
pub fn parse_glossary(path: &Path, toml: &str) -> Result<Glossary> {
    Ok(Glossary::parse(path, toml).map_err(|e| Fault { diagnostic: e.0, text: toml.to_owned() })?)
}

/// The texts of files, and of all files in folders that end in .txt.
///
/// # Errors
/// One of them cannot be read, or there is none.
pub fn corpus(paths: &[PathBuf]) -> Result<Vec<SourceText>> {
    let mut texts = Vec::new();
    for path in paths {
        if !path.is_dir() {
            texts.push(text(path)?);
            continue;
        }
        let before = texts.len();
        let mut folders = vec![path.clone()];
        while let Some(folder) = folders.pop() {
            let members = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
            let mut members: Vec<PathBuf> = members.map(|m| Ok(m?.path())).collect::<io::Result<_>>()?;
            members.sort_unstable();
            for member in members {
                if member.is_dir() {
                    folders.push(member);
                } else if member.extension().is_some_and(|e| e == "txt") {
                    texts.push(text(&member)?);
                }
            }
        }
        if texts.len() == before {
            bail!("{}: no file in it ends in .txt", path.display());
        }
    }
    Ok(texts)
}

/// The glossaries that the arguments ask for, in order: those named, else `./glossary.toml`, else the built-in one.
///
/// # Errors
/// One of them cannot be read, or is not UTF-8.
pub fn glossary_texts(args: &GlossaryArgs) -> Result<Vec<(PathBuf, String)>> {
    if args.no_glossary {
        return Ok(Vec::new());
    }
    let paths = glossary_paths(args);
    if paths.is_empty() {
        return Ok(vec![(PathBuf::from("built-in glossary"), glossary::BUILTIN.to_owned())]);
    }
    paths.into_iter().map(|path| glossary_text(&path).map(|toml| (path, toml))).collect()
}

/// The files of glossaries that are asked for, or the one that is there; none for the built-in one.
pub fn glossary_paths(args: &GlossaryArgs) -> Vec<PathBuf> {
    let own = PathBuf::from("glossary.toml");
    match args.glossary.as_slice() {
        _ if args.no_glossary => Vec::new(),
        [] if own.exists() => vec![own],
        named => named.to_vec(),
    }
}

/// The text of a glossary file.
///
/// # Errors
/// It cannot be read, or is not UTF-8.
pub fn glossary_text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("glossary {}", path.display()))?;
    match String::from_utf8(bytes) {
        Ok(toml) => Ok(toml),
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            bail!("glossary {}: not UTF-8 at byte {at}; save it as UTF-8", path.display())
        }
    }
}

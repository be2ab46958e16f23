//! `padan corrections`: what people said about glosses.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use padan::Annotator;
use padan::corrections::read::{Entry, FORMATS};
use padan::corrections::{Correction, Resolution};
use padan::morph::Analyzer;

use crate::args::{self, CorrectionsRead, CorrectionsStatus, CorrectionsUpdate};
use crate::outcome::Outcome;
use crate::{corrected, inputs, output};

pub fn run(args: &args::Corrections) -> Result<Outcome> {
    match args {
        args::Corrections::Read(args) => read(args),
        args::Corrections::Status(args) => status(args),
        args::Corrections::Update(args) => update(args),
    }
}

fn read(args: &CorrectionsRead) -> Result<Outcome> {
    let name = || args.file.display().to_string();
    let extension = args.file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let Some(format) = FORMATS.iter().find(|f| f.extension == extension) else {
        let known: Vec<&str> = FORMATS.iter().map(|f| f.extension).collect();
        bail!("{}: cannot be read back; what can has one of the extensions {}", name(), known.join(", "));
    };
    let bytes = fs::read(&args.file).with_context(name)?;
    let Ok(text) = String::from_utf8(bytes) else { bail!("{}: not UTF-8; save it as UTF-8", name()) };
    let entries = (format.read)(&text).with_context(name)?;
    let verdict = args.verdict.parse().expect("clap lets no other through");
    let resolution = if args.replace { Resolution::Replace } else { Resolution::Keep };
    let analyzer = Analyzer::new(inputs::lexicon(&args.lexicon)?);
    let terms = inputs::term_index(&args.glossary, &analyzer)?;
    let annotator = Annotator::new(analyzer, terms, Default::default());
    let mut worker = annotator.worker();
    let mut out = output::stdout();
    let mut outcome = Outcome::Done;
    for (article, entries) in by_article(&args.articles, entries)? {
        let mut document = worker.annotate(inputs::text(article)?);
        let mut corrections = corrected::beside(article)?.unwrap_or_default();
        corrections.apply(&mut document);
        let done = corrections.merge(&document, &entries, verdict, resolution);
        for c in &done.added {
            writeln!(out, "{}: {}", article.display(), shown(c))?;
        }
        for c in &done.replaced {
            writeln!(out, "{}: replaced: {}", article.display(), shown(c))?;
        }
        for (entry, c) in &done.contradicted {
            outcome = Outcome::Lacking;
            let place = format!("{}:{}", name(), entry.line);
            writeln!(out, "{place}: left out: {:?}, but {} (--replace takes the new one)", entry.gloss, shown(c))?;
        }
        for entry in &done.lost {
            outcome = Outcome::Lacking;
            let place = format!("{}:{}", name(), entry.line);
            writeln!(out, "{place}: left out: \"{}\" {:?} is not in {}", entry.form, entry.gloss, article.display())?;
        }
        writeln!(
            out,
            "{}: {} new, {} replaced, {} known, {} left out",
            article.display(),
            done.added.len(),
            done.replaced.len(),
            done.known,
            done.contradicted.len() + done.lost.len()
        )?;
        if !done.added.is_empty() || !done.replaced.is_empty() {
            corrected::write(article, &corrections)?;
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// The entries of each article. Those of one article alone need not name it.
fn by_article(articles: &[PathBuf], entries: Vec<Entry>) -> Result<Vec<(&Path, Vec<Entry>)>> {
    if let [only] = articles {
        let names: std::collections::BTreeSet<&str> = entries.iter().map(|e| e.document.as_str()).collect();
        if names.len() < 2 {
            return Ok(vec![(only, entries)]);
        }
    }
    let mut out: Vec<(&Path, Vec<Entry>)> = articles.iter().map(|a| (a.as_path(), Vec::new())).collect();
    for entry in entries {
        let named = Path::new(&entry.document);
        let whole = articles.iter().position(|a| a == named);
        let place = whole.or_else(|| articles.iter().position(|a| a.file_name() == named.file_name()));
        // What is of another article is not asked for.
        if let Some(n) = place {
            out[n].1.push(entry);
        }
    }
    if out.iter().all(|(_, entries)| entries.is_empty()) {
        bail!("the file holds nothing of the articles that --of names");
    }
    Ok(out)
}

fn shown(c: &Correction) -> String {
    let was = c.was.as_ref().map_or(String::new(), |w| format!(" (was {w:?})"));
    format!("{} \"{}\": {:?}{was}", c.verdict, c.words, c.gloss)
}

fn status(args: &CorrectionsStatus) -> Result<Outcome> {
    let annotator = bare();
    let mut worker = annotator.worker();
    let mut out = output::stdout();
    let mut outcome = Outcome::Done;
    for article in &args.articles {
        let Some(corrections) = corrected::beside(article)? else {
            writeln!(out, "{}: no corrections", article.display())?;
            continue;
        };
        let document = worker.annotate(inputs::text(article)?);
        let attached = corrections.attach(&document);
        let sentences: Vec<_> = document.sentences().collect();
        let lines = padan::text::LineIndex::new(document.source.text());
        for (n, c) in corrections.all().iter().enumerate() {
            match attached.iter().find(|a| a.correction == n) {
                Some(a) => {
                    let at = sentences[a.sentence].tokens[a.tokens[0]].span.start as usize;
                    let (line, column) = lines.line_column(document.source.text(), at);
                    writeln!(out, "{}:{line}:{column}: {}", article.display(), shown(c))?;
                }
                None => {
                    outcome = Outcome::Lacking;
                    writeln!(out, "{}: stale: {} in \"{}\"", article.display(), shown(c), c.sentence)?;
                }
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

fn update(args: &CorrectionsUpdate) -> Result<Outcome> {
    let annotator = bare();
    let mut worker = annotator.worker();
    let mut out = output::stdout();
    for article in &args.articles {
        let Some(mut corrections) = corrected::beside(article)? else {
            writeln!(out, "{}: no corrections", article.display())?;
            continue;
        };
        let document = worker.annotate(inputs::text(article)?);
        let before = corrections.clone();
        corrections.update(&document);
        if corrections != before {
            corrected::write(article, &corrections)?;
        }
        let stale = corrections.all().len() - corrections.attach(&document).len();
        writeln!(out, "{}: {} corrections, {stale} of them stale", article.display(), corrections.all().len())?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Sentences and words do not depend on glossaries.
fn bare() -> Annotator {
    Annotator::new(Analyzer::new(padan::Lexicon::builtin()), Default::default(), Default::default())
}

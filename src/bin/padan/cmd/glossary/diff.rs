//! `padan glossary diff`: what a change of the glossary does to texts.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use padan::effect::{self, Change, ChangedSentence, Differ};
use padan::morph::Analyzer;
use padan::terms::TermIndex;
use padan::text::{LineIndex, SourceText};
use serde::Serialize;

use crate::args::{GlossaryArgs, LexiconFiles};
use crate::corpus::CorpusArgs;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;

#[derive(Debug, clap::Args)]
#[command(after_help = "Exits 1 when the gloss of some sentence changes.")]
pub struct Args {
    /// What to compare with: a git revision of the glossary, or another file
    #[arg(value_name = "REV|FILE", default_value = "HEAD")]
    pub old: String,
    #[command(flatten)]
    pub corpus: CorpusArgs,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
    /// Sentences to show of each entry; 0 is all
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub top: usize,
    /// One JSON object a sentence
    #[arg(long)]
    pub json: bool,
}

/// A sentence as a line of JSON.
#[derive(Serialize)]
struct Row<'a> {
    path: String,
    line: usize,
    column: usize,
    sentence: &'a str,
    changes: Vec<ChangeRow<'a>>,
}

#[derive(Serialize)]
struct ChangeRow<'a> {
    entry: &'a str,
    text: &'a str,
    old: &'a str,
    new: &'a str,
    old_key: Option<&'a str>,
    new_key: Option<&'a str>,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let paths = paths(args)?;
    let analyzer = Analyzer::new(inputs::lexicon(&args.lexicon)?);
    let (mut old, mut new) = (TermIndex::default(), TermIndex::default());
    for path in &paths {
        let (name, text) = before(&args.old, path)?;
        old.add(&inputs::parse_glossary(&name, &text)?, &analyzer);
        new.add(&inputs::parse_glossary(path, &inputs::glossary_text(path)?)?, &analyzer);
    }
    let texts = args.corpus.read()?;
    let differ = Differ::new(&analyzer, old, new, effect::Options::default());
    let found = compare(&differ, &texts);
    let lines: Vec<LineIndex> = texts.iter().map(|t| LineIndex::new(t.text())).collect();
    let mut out = output::stdout();
    if args.json {
        for (n, sentence) in found.iter().enumerate().flat_map(|(n, all)| all.iter().map(move |s| (n, s))) {
            serde_json::to_writer(&mut out, &row(&texts[n], &lines[n], sentence))?;
            writeln!(out)?;
        }
    } else {
        print(args.top, &texts, &lines, &found, &mut out)?;
    }
    out.flush()?;
    let any = found.iter().any(|all| !all.is_empty());
    Ok(if any { Outcome::Lacking } else { Outcome::Done })
}

/// The glossaries as they are now.
fn paths(args: &Args) -> Result<Vec<PathBuf>> {
    if args.glossary.no_glossary {
        bail!("there is nothing to compare without a glossary");
    }
    let own = PathBuf::from("glossary.toml");
    let paths = match args.glossary.glossary.as_slice() {
        [] if own.is_file() => vec![own],
        [] => bail!("there is no ./glossary.toml; name the glossary with --glossary"),
        named => named.to_vec(),
    };
    if Path::new(&args.old).is_file() && paths.len() > 1 {
        bail!("{}: one file cannot be the old text of {} glossaries; name a revision", args.old, paths.len());
    }
    Ok(paths)
}

/// The name and text of what `path` is compared with.
fn before(old: &str, path: &Path) -> Result<(PathBuf, String)> {
    if Path::new(old).is_file() {
        return Ok((PathBuf::from(old), inputs::glossary_text(Path::new(old))?));
    }
    let shown = path.display();
    if old.starts_with('-') || old.is_empty() {
        bail!("{old:?} is neither a file nor a revision");
    }
    let path = std::fs::canonicalize(path).with_context(|| shown.to_string())?;
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { bail!("{shown}: is no file") };
    let object = format!("{old}:./{}", name.to_string_lossy());
    let git = Command::new("git").arg("-C").arg(folder).args(["show", "--no-textconv", &object]).output();
    let run = git.with_context(|| format!("{old}: no such file, and git cannot be run"))?;
    if !run.status.success() {
        let said = String::from_utf8_lossy(&run.stderr);
        let said = said.lines().next().unwrap_or_default();
        bail!("{old} is neither a file nor a revision that has {shown} ({})", said.trim_start_matches("fatal: "));
    }
    match String::from_utf8(run.stdout) {
        Ok(text) => Ok((PathBuf::from(format!("{old}:{shown}")), text)),
        Err(e) => bail!("{old}:{shown}: not UTF-8 at byte {}", e.utf8_error().valid_up_to()),
    }
}

/// The changed sentences of each text; several texts at once.
fn compare(differ: &Differ, texts: &[SourceText]) -> Vec<Vec<ChangedSentence>> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(texts.len());
    let work = || {
        let mut done = Vec::new();
        while let n = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
            && let Some(text) = texts.get(n)
        {
            done.push((n, differ.compare(text)));
        }
        done
    };
    let mut found = vec![Vec::new(); texts.len()];
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            match worker.join() {
                Ok(done) => done.into_iter().for_each(|(n, sentences)| found[n] = sentences),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    found
}

fn row<'a>(source: &'a SourceText, lines: &LineIndex, sentence: &'a ChangedSentence) -> Row<'a> {
    let text = source.text();
    let (line, column) = lines.line_column(text, sentence.span.start as usize);
    let change = |c: &'a Change| ChangeRow {
        entry: c.entry(),
        text: c.span.of(text),
        old: &c.old,
        new: &c.new,
        old_key: c.old_key.as_deref(),
        new_key: c.new_key.as_deref(),
    };
    Row {
        path: source.name().display().to_string(),
        line,
        column,
        sentence: sentence.span.of(text),
        changes: sentence.changes.iter().map(change).collect(),
    }
}

fn print(
    top: usize,
    texts: &[SourceText],
    lines: &[LineIndex],
    found: &[Vec<ChangedSentence>],
    out: &mut impl Write,
) -> Result<()> {
    let plural = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let groups = effect::by_entry(found);
    for (entry, sentences) in &groups {
        writeln!(out, "{entry}: {}", plural(sentences.len(), "sentence"))?;
        let shown = if top == 0 { sentences.len() } else { top };
        for &(n, sentence) in sentences.iter().take(shown) {
            let row = row(&texts[n], &lines[n], sentence);
            writeln!(out, "  {}:{}:{}: {}", row.path, row.line, row.column, row.sentence)?;
            for c in row.changes.iter().filter(|c| c.entry == *entry) {
                writeln!(out, "    {}: {} → {}", c.text, shown_english(c.old), shown_english(c.new))?;
            }
        }
        if sentences.len() > shown {
            writeln!(out, "  … {} more", sentences.len() - shown)?;
        }
        writeln!(out)?;
    }
    let all: usize = found.iter().map(Vec::len).sum();
    writeln!(
        out,
        "{} changed, by {}",
        plural(all, "sentence"),
        match groups.len() {
            1 => "1 entry".to_owned(),
            n => format!("{n} entries"),
        }
    )?;
    Ok(())
}

fn shown_english(english: &str) -> &str {
    if english.is_empty() { "–" } else { english }
}

//! `padan terms`: terms that texts use and the glossary lacks.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use padan::align::{Learned, Tokens};
use padan::candidates::{Candidate, Options, Rendering, find};
use padan::text::SourceText;
use serde_json::{Value, json};

use crate::inputs;
use crate::outcome::Outcome;
use crate::output;
use crate::pairs::{AlignerArgs, ParallelArgs};

/// Which texts, and what to say of their terms.
#[derive(Debug, Args)]
pub struct Terms {
    /// Indonesian texts, or folders of .txt files
    #[arg(value_name = "TEXT", required_unless_present = "parallel")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub parallel: ParallelArgs,
    /// Fewest occurrences of a term
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub least: usize,
    /// How many terms to give; 0 is all
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub top: usize,
    /// Sentences to give with each
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub examples: usize,
    /// How they are written
    #[arg(long, value_enum, default_value = "table")]
    pub to: Format,
    #[command(flatten)]
    pub knows: AlignerArgs,
    /// Show no progress
    #[arg(long, short)]
    pub quiet: bool,
}

/// How candidates are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// A line a term
    Table,
    /// One JSON object a term
    Json,
    /// Drafts of glossary entries, for `padan glossary approve`
    Toml,
}

pub fn run(args: &Terms) -> Result<Outcome> {
    if args.files.is_empty() && args.parallel.parallel.is_empty() {
        bail!("give texts, or texts with their translations after --parallel");
    }
    let annotator = args.knows.annotator()?;
    let texts = inputs::corpus(&args.files)?;
    let texts: Vec<&str> = texts.iter().map(SourceText::text).collect();
    let mut aligner = args.knows.aligner(&annotator);
    let bitexts = args.parallel.load(&mut aligner, args.quiet)?.into_iter().map(|l| l.bitext).collect();
    let aligned = aligner.align_words(bitexts, &Learned::default(), Tokens::Cut);
    let options = Options { least: args.least.max(1), examples: args.examples };
    let mut found = find(&annotator, &texts, &aligned, &options);
    if args.top > 0 {
        found.truncate(args.top);
    }
    let mut out = output::stdout();
    match args.to {
        Format::Table => table(&found, &mut out)?,
        Format::Json => {
            for candidate in &found {
                serde_json::to_writer(&mut out, &row(candidate))?;
                writeln!(out)?;
            }
        }
        Format::Toml => {
            let terms = found.iter().map(Candidate::draft).collect();
            write!(out, "{}", padan::Glossary { terms }.to_toml())?;
        }
    }
    out.flush()?;
    Ok(if found.is_empty() { Outcome::Lacking } else { Outcome::Done })
}

/// A line a term: count, term, and what renders it.
fn table(found: &[Candidate], out: &mut impl Write) -> Result<()> {
    let name = |c: &Candidate| match &c.abbreviation {
        Some(short) => format!("{} ({short})", c.term),
        None => c.term.clone(),
    };
    let width = found.iter().map(|c| name(c).chars().count()).max().unwrap_or(0).min(40);
    for (n, c) in found.iter().enumerate() {
        let renderings: Vec<String> = c.renderings.iter().take(4).map(share).collect();
        let line = format!("{:>4}  {:>5}  {:<width$}  {}", n + 1, c.count, name(c), renderings.join(", "));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn share(r: &Rendering) -> String {
    format!("{} {:.0} %", r.english, r.share * 100.0)
}

fn row(c: &Candidate) -> Value {
    let forms = |forms: &[(String, usize)]| -> Value {
        forms.iter().map(|(form, count)| (form.clone(), json!(count))).collect::<serde_json::Map<_, _>>().into()
    };
    let two = |x: f64| (x * 100.0).round() / 100.0;
    let rendering = |r: &Rendering| {
        json!({
            "en": r.english,
            "count": r.count,
            "share": two(r.share),
            "association": two(r.association),
            "forms": forms(&r.forms),
        })
    };
    json!({
        "term": c.term,
        "pos": c.pos.name(),
        "count": c.count,
        "forms": forms(&c.forms),
        "abbreviation": c.abbreviation,
        "c_value": two(c.c_value),
        "keyness": two(c.keyness),
        "score": two(c.score),
        "renderings": c.renderings.iter().map(rendering).collect::<Vec<_>>(),
        "examples": c.examples.iter().map(|(id, en)| json!({ "id": id, "en": en })).collect::<Vec<_>>(),
    })
}

//! `padan check`: checks of translations.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use padan::align::{Alignment, Tokens};
use padan::diagnostic::Severity;
use padan::lint::output::Reported;
use padan::lint::translation::{Allowed, CHECKS, Checked, Finding, check};

use crate::findings::{self, Format, Level};
use crate::inputs;
use crate::outcome::Outcome;
use crate::pairs::{self, AlignerArgs, Cut, CutArgs, LearnArgs, Loaded};
use crate::progress;

/// Which texts and checks, and how to say what is found.
#[derive(Debug, Args)]
#[command(after_help = checks_help())]
pub struct Check {
    /// An article and its translation; or a bitext: .tmx, .xlf, .xliff, or .tsv; or two folders
    #[arg(value_name = "FILE", required = true, num_args = 1..=2)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub cut: CutArgs,
    /// Only these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = codes(), hide_possible_values = true)]
    pub only: Vec<String>,
    /// All but these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = codes(), hide_possible_values = true, conflicts_with = "only")]
    pub skip: Vec<String>,
    /// What is meant as it is: lines of CODE, words in quotation marks, and `because …` [default: ./padan-check.txt if it is there]
    #[arg(long, value_name = "FILE")]
    pub allow: Option<PathBuf>,
    /// Findings that are shown: this sure or surer, 0 to 1
    #[arg(long, value_name = "N", default_value_t = 0.5)]
    pub confidence: f32,
    /// Findings that are shown: this grave or graver
    #[arg(long, value_enum, default_value = "warning")]
    pub level: Level,
    /// How findings are written
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// One JSON object a finding; the same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    #[command(flatten)]
    pub learn: LearnArgs,
    #[command(flatten)]
    pub knows: AlignerArgs,
    /// Show no progress, and do not remark on translations that do not fit
    #[arg(long, short)]
    pub quiet: bool,
}

/// The codes of the checks.
fn codes() -> PossibleValuesParser {
    CHECKS.iter().map(|c| PossibleValue::new(c.code).help(c.about)).collect::<Vec<_>>().into()
}

fn checks_help() -> String {
    let row = |c: &padan::lint::translation::Check| {
        let severity = match c.severity {
            Severity::Error => 'E',
            Severity::Warning => 'W',
            Severity::Info => 'I',
        };
        format!("\n  {} {severity}  {}", c.code, c.about)
    };
    let rows: String = CHECKS.iter().map(row).collect();
    format!(
        "Checks (E error, W warning):{rows}\n\n`padan explain CODE` says more. A line `CODE \"words\" because …` in the file of --allow \
         silences the findings of a check that have the words in either text.\nExits 1 when something is found."
    )
}

/// What is allowed, if the file is there or was asked for.
fn allowed(args: &Check) -> Result<Option<Allowed>> {
    let path = args.allow.clone().unwrap_or_else(|| PathBuf::from("padan-check.txt"));
    if args.allow.is_none() && !path.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(Some(Allowed::parse(path, &text)?))
}

pub fn run(args: &Check) -> Result<Outcome> {
    let allowed = allowed(args)?;
    let glossaries = inputs::glossaries(&args.knows.glossary)?;
    let annotator = args.knows.annotator()?;
    let mut aligner = args.knows.aligner(&annotator);
    let sources = pairs::find(&args.files)?;
    let bar = progress::bar(sources.len(), args.quiet);
    let mut loaded: Vec<Loaded> = Vec::new();
    for source in &sources {
        bar.set_message(source.name());
        let mut one = source.load(Cut::of(args.cut.lines, args.cut.aligned))?;
        pairs::find_beads(&mut aligner, &mut one.bitext, &source.name(), args.quiet)?;
        loaded.push(one);
        bar.inc(1);
    }
    bar.finish_and_clear();
    let learned = args.learn.learn(&aligner, Tokens::Cut)?;
    let bitexts = loaded.iter_mut().map(|l| std::mem::take(&mut l.bitext)).collect();
    let alignments = aligner.align_words(bitexts, &learned, Tokens::Cut);
    let named = |codes: &[String], code: &str| codes.iter().any(|c| c == code);
    let wanted = |c: &padan::lint::translation::Check| {
        (args.only.is_empty() || named(&args.only, c.code)) && !named(&args.skip, c.code)
    };
    let mut found: Vec<Finding> = Vec::new();
    for (texts, alignment) in loaded.iter().zip(&alignments) {
        let checked = Checked { alignment, source: texts.source(), target: texts.target() };
        found.extend(check(&checked, &annotator, &glossaries, wanted));
    }
    found.retain(|f| f.confidence >= args.confidence);
    if let Some(allowed) = &allowed {
        allowed.filter(&mut found, wanted);
    }
    let hidden = found.iter().filter(|f| f.diagnostic.severity < args.level.severity()).count();
    found.retain(|f| f.diagnostic.severity >= args.level.severity());
    let format = if args.json { Format::Json } else { args.format };
    write(&found, &loaded, &alignments, allowed.as_ref(), format, hidden)?;
    Ok(if found.is_empty() { Outcome::Done } else { Outcome::Lacking })
}

fn write(
    found: &[Finding],
    loaded: &[Loaded],
    alignments: &[Alignment],
    allowed: Option<&Allowed>,
    format: Format,
    hidden: usize,
) -> Result<()> {
    let text = |path: &Path| {
        let texts = loaded.iter().flat_map(|l| [l.source(), l.target()]);
        let list = allowed.map(|a| (a.path(), a.text()));
        texts.chain(list).find(|(p, _)| *p == path).map_or("", |(_, text)| text)
    };
    let rows: Vec<Reported<'_>> = found.iter().map(Reported::from).collect();
    let pairs = alignments.iter().flat_map(|a| &a.bitext.beads).filter(|b| b.is_pair()).count();
    let summary = findings::summary(found.iter().map(|f| &f.diagnostic), (pairs, "pair"), hidden);
    findings::write(&rows, text, format, &summary)
}

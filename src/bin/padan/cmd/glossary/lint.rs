//! `padan glossary lint`: checks of glossary files.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use padan::align::Aligner;
use padan::diagnostic::Severity;
use padan::glossary::edit::file;
use padan::lint::glossary::{Aligned, CHECKS, Check, Finding, LintFile, Options, lint};
use padan::lint::output::Reported;
use padan::morph::Analyzer;
use padan::terms::TermIndex;
use padan::text::SourceText;
use padan::{Annotator, Lexicon, annotate};

use crate::findings::{self, Format, Level};
use crate::inputs;
use crate::outcome::Outcome;
use crate::pairs::ParallelArgs;

/// Which checks, on which files, with which texts.
#[derive(Debug, Args)]
pub struct Checked {
    /// Glossaries to check
    #[arg(value_name = "FILE", default_value = "glossary.toml")]
    pub files: Vec<PathBuf>,
    /// Only these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = codes(), hide_possible_values = true)]
    pub only: Vec<String>,
    /// All but these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = codes(), hide_possible_values = true, conflicts_with = "only")]
    pub skip: Vec<String>,
}

/// What to check, and how to say it.
#[derive(Debug, Args)]
#[command(after_help = checks_help())]
pub struct Lint {
    #[command(flatten)]
    pub checked: Checked,
    /// Indonesian texts, or folders of texts, in which the terms are counted (G601, G605)
    #[arg(long, value_name = "PATH")]
    pub corpus: Vec<PathBuf>,
    #[command(flatten)]
    pub parallel: ParallelArgs,
    /// Findings that are shown: this grave or graver
    #[arg(long, value_enum, default_value = "warning")]
    pub level: Level,
    /// How findings are written
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// One JSON object a finding; the same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// The codes of the checks.
fn codes() -> PossibleValuesParser {
    CHECKS.iter().map(|c| PossibleValue::new(c.code).help(c.about)).collect::<Vec<_>>().into()
}

fn checks_help() -> String {
    let row = |c: &Check| {
        let severity = match c.severity {
            Severity::Error => 'E',
            Severity::Warning => 'W',
            Severity::Info => 'I',
        };
        format!("\n  {} {severity}{}  {}", c.code, if c.fixable { '+' } else { ' ' }, c.about)
    };
    let rows: String = CHECKS.iter().map(row).collect();
    format!(
        "Checks (E error, W warning, I remark; + can be mended by `padan glossary fix`):{rows}\n\n\
         Texts with their translations (--parallel) are for G602, G603 and G606. `padan explain CODE` says more. `# padan: allow CODE because …` on the line above silences one.\n\
         Exits 1 when there are errors or warnings; remarks are no fault."
    )
}

impl Checked {
    /// Whether a check is to run.
    pub fn wants(&self, check: &Check) -> bool {
        let named = |codes: &[String]| codes.iter().any(|code| code == check.code);
        (self.only.is_empty() || named(&self.only)) && !named(&self.skip)
    }

    /// The texts of the files.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn texts(&self) -> Result<Vec<(PathBuf, String)>> {
        self.files.iter().map(|path| Ok((path.clone(), file::read(path)?))).collect()
    }
}

pub fn run(args: &Lint) -> Result<Outcome> {
    let files = args.checked.texts()?;
    let corpus = inputs::corpus(&args.corpus)?;
    let corpus: Vec<&str> = corpus.iter().map(SourceText::text).collect();
    let aligned = aligned(&args.parallel)?;
    let analyzer = Analyzer::new(Lexicon::builtin());
    let keys: Vec<Vec<String>> = files.iter().map(|(_, text)| keys(text)).collect();
    let mut findings = Vec::new();
    for (n, (path, text)) in files.iter().enumerate() {
        let other_keys: Vec<String> =
            keys.iter().enumerate().filter(|(m, _)| *m != n).flat_map(|(_, k)| k.iter().cloned()).collect();
        let options = Options {
            today: today(),
            order: false,
            corpus: &corpus,
            aligned: aligned.as_ref(),
            other_keys: &other_keys,
        };
        findings.extend(lint(&LintFile::new(path, text), &analyzer, &options, |c| args.checked.wants(c)));
    }
    let hidden = findings.iter().filter(|f| f.diagnostic.severity < args.level.severity()).count();
    findings.retain(|f| f.diagnostic.severity >= args.level.severity());
    let format = if args.json { Format::Json } else { args.format };
    let text = |path: &Path| files.iter().find(|(p, _)| p == path).map_or("", |(_, text)| text.as_str());
    let rows: Vec<Reported<'_>> = findings.iter().map(Reported::from).collect();
    findings::write(&rows, text, format, &summary(&findings, files.len(), hidden))?;
    let fault = findings.iter().any(|f| f.diagnostic.severity > Severity::Info);
    Ok(if fault { Outcome::Lacking } else { Outcome::Done })
}

/// The sentences of texts with those that render them; nothing if no texts were given.
fn aligned(parallel: &ParallelArgs) -> Result<Option<Aligned>> {
    if parallel.parallel.is_empty() {
        return Ok(None);
    }
    let annotator =
        Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), annotate::Options::default());
    let loaded = parallel.load(&mut Aligner::new(&annotator), false)?;
    Ok(Some(Aligned { pairs: loaded.iter().flat_map(|l| l.bitext.pairs()).collect() }))
}

/// The keys of a glossary, to which others may refer.
fn keys(text: &str) -> Vec<String> {
    let tree = padan::glossary::edit::tree::Tree::parse(text);
    tree.entries().iter().filter_map(padan::glossary::edit::entry_key).collect()
}

/// Today as ISO 8601, by the clock of the machine (UTC).
pub fn today() -> Option<String> {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs() as i64 / 86_400;
    // Days to a date of the proleptic Gregorian calendar: H. Hinnant, "chrono-compatible low-level date algorithms".
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

fn summary(findings: &[Finding], files: usize, hidden: usize) -> String {
    let fixable = findings.iter().filter(|f| f.fix.is_some()).count();
    let mut out = findings::summary(findings.iter().map(|f| &f.diagnostic), (files, "file"), hidden);
    if fixable > 0 {
        out.push_str(&format!("; `padan glossary fix` mends {fixable}"));
    }
    out
}

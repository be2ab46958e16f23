//! `padan batch`: many texts, unattended.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;
use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use padan::Annotator;
use padan::annotate::ReadingChoice;
use padan::batch::inputs::Content;
use padan::batch::{self, Again, BatchError, Event, Fields, Filter, Knowledge, OnFailure, Plan, Row, Summary, Target};
use padan::morph::Analyzer;
use padan::render::{self, Format};

use crate::args::{ColumnName, FormatName, GlossaryArgs, LexiconFiles, format_names};
use crate::inputs;
use crate::outcome::Outcome;
use crate::output::Pending;
use crate::report;

/// What `padan batch` takes.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Reads .txt .md .html .docx .epub .jsonl .csv .tsv, also packed as .gz or .zst. A second run does again only what changed: the text, a \
glossary entry or lexicon line that touches it, the options, or padan. Exits 1 when some inputs failed, 2 when the run could not go on.")]
pub struct Batch {
    /// Files and folders to read; `-` is standard input
    #[arg(required = true, value_name = "IN")]
    pub inputs: Vec<PathBuf>,
    /// A folder that will mirror the inputs; or, with the extension of the format, one file for all; `-` is standard output
    #[arg(long, short, value_name = "OUT")]
    pub output: PathBuf,
    /// Output formats; one file has one
    #[arg(long, value_parser = format_names(true), value_delimiter = ',', default_value = "jsonl", value_name = "FORMAT")]
    pub to: Vec<FormatName>,
    /// Only files that match; globs as in .gitignore
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,
    /// No files or folders that match
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Also hidden files and what .gitignore and .ignore leave out
    #[arg(long)]
    pub all: bool,
    /// What standard input is [default: plain text]
    #[arg(long, value_enum, value_name = "KIND")]
    pub from: Option<From>,
    /// Field or column of records that has the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub text_field: String,
    /// Field or column of records that names them
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub id_field: String,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
    /// Subject field of the texts, for glossary senses that ask for one
    #[arg(long, value_name = "FIELD")]
    pub domain: Option<String>,
    /// Client or project of the texts, for glossary senses that ask for one
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,
    /// Columns of `--to table`, and of `--to tsv` instead of its own
    #[arg(long, value_enum, value_delimiter = ',', value_name = "COLUMN", hide_possible_values = true)]
    pub columns: Vec<ColumnName>,
    /// Begin `--to table` with the names of the columns
    #[arg(long)]
    pub header: bool,
    /// Read each word by itself: no terms, phrases and names, but several times as fast
    #[arg(long)]
    pub no_context: bool,
    /// Texts annotated at a time [default: one for each core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// Do everything again
    #[arg(long, conflicts_with = "dry_run")]
    pub force: bool,
    /// Say what would be done, and why
    #[arg(long)]
    pub dry_run: bool,
    /// Stop at the first failure
    #[arg(long)]
    pub strict: bool,
    /// Remove results whose inputs are gone
    #[arg(long)]
    pub prune: bool,
    /// Write no index.html
    #[arg(long)]
    pub no_index: bool,
    /// Run again whenever a text, the glossary or a lexicon file changes, until stopped
    #[arg(long, conflicts_with_all = ["dry_run", "force", "strict"])]
    pub watch: bool,
    /// Seconds between looks with `--watch`
    #[arg(long, value_name = "SECONDS", default_value = "2", value_parser = clap::value_parser!(u64).range(1..))]
    pub interval: u64,
    /// Report as JSON lines on standard error
    #[arg(long, conflicts_with = "quiet")]
    pub json_progress: bool,
    /// Show no progress and no summary
    #[arg(long, short)]
    pub quiet: bool,
}

/// What a text comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum From {
    /// Plain text
    Text,
    /// A web page
    Html,
    /// JSON Lines, a text a line
    Jsonl,
    /// A table with a header, a text a row
    Csv,
    /// The same between tabs
    Tsv,
}

impl From {
    pub fn content(self) -> Content {
        match self {
            Self::Text => Content::Text,
            Self::Html => Content::Html,
            Self::Jsonl => Content::JsonLines,
            Self::Csv => Content::Csv,
            Self::Tsv => Content::Tsv,
        }
    }
}

pub fn run(args: &Batch) -> Result<Outcome> {
    if args.watch {
        return super::batch_watch::watch(args);
    }
    once(args, &Setup::load(args)?, &AtomicBool::new(false))
}

/// What a run works with.
pub struct Setup {
    pub plan: Plan,
    annotator: Annotator,
    knowledge: Knowledge,
}

impl Setup {
    /// Reads glossaries and lexicons.
    ///
    /// # Errors
    /// One of them cannot be read or has a fault, or what is asked for does not go together.
    pub fn load(args: &Batch) -> Result<Self> {
        let analyzer = Analyzer::new(inputs::lexicon(&args.lexicon)?);
        let terms = inputs::term_index(&args.glossary, &analyzer)?;
        let settings = padan::annotate::Options {
            domain: args.domain.clone(),
            scope: args.scope.clone(),
            choice: if args.no_context { ReadingChoice::Likeliest } else { ReadingChoice::InContext },
        };
        let annotator = Annotator::new(analyzer, terms, settings);
        Ok(Self { plan: plan(args)?, annotator, knowledge: knowledge(args)? })
    }
}

/// Runs the plan once, with progress, summary and index.
pub fn once(args: &Batch, setup: &Setup, stop: &AtomicBool) -> Result<Outcome> {
    let Setup { plan, annotator, knowledge } = setup;
    let mut report = Report::new(args);
    let begun = Instant::now();
    let outcome = batch::run(plan, annotator, knowledge, &mut |event| report.tell(event), stop);
    report.bar.finish_and_clear();
    let summary = outcome.map_err(explained)?;
    if !args.dry_run
        && let Target::Folder(folder) = &plan.target
    {
        report.save(folder, &summary, begun.elapsed())?;
        if !args.no_index {
            super::batch_index::write(folder, &plan.formats)?;
        }
    }
    report.sum_up(&summary, begun.elapsed());
    Ok(if summary.failed + summary.faulty > 0 { Outcome::Lacking } else { Outcome::Done })
}

fn plan(args: &Batch) -> Result<Plan> {
    let columns = !args.columns.is_empty();
    let formats: Vec<&'static Format> = args.to.iter().map(|f| render::with_columns(f.0, columns)).collect();
    let target = target(&args.output, &formats);
    if !matches!(target, Target::Folder(_)) && formats.len() > 1 {
        bail!("one file has one format; give a folder with -o DIR/, or one --to");
    }
    if target == Target::Stdout && args.watch {
        bail!("--watch needs a folder or a file to write to");
    }
    let jobs = args.jobs.map(usize::from).or_else(|| std::thread::available_parallelism().ok().map(Into::into));
    Ok(Plan {
        inputs: args.inputs.clone(),
        filter: Filter {
            include: args.include.clone(),
            exclude: args.exclude.clone(),
            standard_input: args.from.map(|from| from.content()),
            all: args.all,
        },
        target,
        glossary: super::page::described(&formats, &args.glossary)?,
        formats,
        render: render::Options {
            columns: match args.columns.as_slice() {
                [] => render::table::usual(),
                some => some.iter().map(|c| c.0).collect(),
            },
            header: args.header,
            // What is written again has changed.
            modified: now(),
            ..render::Options::default()
        },
        fields: Fields { id: args.id_field.clone(), text: args.text_field.clone() },
        jobs: jobs.unwrap_or(1),
        again: match () {
            () if args.dry_run => Again::Nothing,
            () if args.force => Again::All,
            () => Again::Changed,
        },
        failure: if args.strict { OnFailure::Stop } else { OnFailure::GoOn },
        prune: args.prune,
    })
}

/// The time, in seconds since 1970; `SOURCE_DATE_EPOCH` overrides it (<https://reproducible-builds.org/specs/source-date-epoch/>).
fn now() -> u64 {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|s| s.parse().ok());
    epoch.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs()))
}

fn target(output: &Path, formats: &[&Format]) -> Target {
    let has_extension = |f: &&&Format| output.extension().is_some_and(|e| e == f.extension);
    match output {
        path if path.as_os_str() == "-" => Target::Stdout,
        path if !path.is_dir() && formats.iter().any(|f| has_extension(&f)) => Target::File(path.to_owned()),
        path => Target::Folder(path.to_owned()),
    }
}

/// What results depend on: this very program, and the glossaries and lexicons that it is given.
fn knowledge(args: &Batch) -> Result<Knowledge> {
    let program = std::env::current_exe().and_then(|path| batch::hash_file(&path)).context("this program")?;
    let glossaries = inputs::glossary_texts(&args.glossary)?.into_iter().map(|(_, toml)| toml).collect();
    let texts = args.lexicon.lexicon.iter().map(|path| Ok(inputs::lexicon_text(path)?.text().to_owned()));
    let lexicons = texts.collect::<Result<Vec<String>>>()?;
    Ok(Knowledge { program, options: String::new(), glossaries, lexicons })
}

/// Adds what to do about it.
fn explained(error: BatchError) -> anyhow::Error {
    let help = match &error {
        BatchError::Busy(_) => Some("wait for it, or write elsewhere"),
        BatchError::Write { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
            Some("what is done is kept; make room and run again to go on")
        }
        _ => None,
    };
    match help {
        Some(help) => anyhow::Error::new(error).context(format!("({help})")),
        None => error.into(),
    }
}

/// Collects what happens, and shows it.
pub struct Report {
    pub bar: ProgressBar,
    json: bool,
    quiet: bool,
    dry: bool,
    terminal: bool,
    last: Instant,
    begun: Instant,
    inputs: usize,
    bytes: u64,
    seen: usize,
    bytes_seen: u64,
    ahead: u64,
    passed_over: usize,
    articles: usize,
    sentences: usize,
    words: usize,
    unknown: HashMap<String, (usize, String)>,
    terms: HashMap<String, usize>,
    slowest: Vec<(f64, String)>,
    failed: Vec<(String, String)>,
    stale: Vec<String>,
}

/// Members of each list of the summary.
const LISTED: usize = 10;

/// Most words whose counts are kept.
const MOST: usize = 100_000;

/// How often plain lines tell how far the run is.
const EVERY: Duration = Duration::from_secs(10);

impl Report {
    pub fn new(args: &Batch) -> Self {
        let terminal = io::stderr().is_terminal();
        let bar = if terminal && !args.quiet && !args.json_progress && !args.dry_run {
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(5));
            let style = "{bar:24} {bytes}/{total_bytes}  {binary_bytes_per_sec}  left {eta}  {wide_msg}";
            bar.set_style(ProgressStyle::with_template(style).expect("a template of known keys"));
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        } else {
            ProgressBar::hidden()
        };
        Self {
            bar,
            json: args.json_progress,
            quiet: args.quiet,
            dry: args.dry_run,
            terminal,
            last: Instant::now(),
            begun: Instant::now(),
            inputs: 0,
            bytes: 0,
            seen: 0,
            bytes_seen: 0,
            ahead: 0,
            passed_over: 0,
            articles: 0,
            sentences: 0,
            words: 0,
            unknown: HashMap::new(),
            terms: HashMap::new(),
            slowest: Vec::new(),
            failed: Vec::new(),
            stale: Vec::new(),
        }
    }

    pub fn tell(&mut self, event: &Event<'_>) {
        match event {
            Event::Found { inputs, bytes, passed_over } => {
                (self.inputs, self.bytes, self.passed_over) = (*inputs, *bytes, *passed_over);
                self.bar.set_length(*bytes);
                self.json(&serde_json::json!({"event": "found", "inputs": inputs, "bytes": bytes, "passed_over": passed_over}));
            }
            Event::Progress { bytes } => {
                self.ahead += bytes;
                self.move_on();
            }
            Event::Done { row, why, bytes, seconds } => {
                self.json(&serde_json::json!({"event": "done", "doc": row.doc, "why": why, "words": row.words, "seconds": seconds}));
                self.slowest.push((*seconds, row.doc.clone()));
                self.slowest.sort_by(|a, b| b.0.total_cmp(&a.0));
                self.slowest.truncate(LISTED / 2);
                self.count(row);
                self.advance(*bytes);
            }
            Event::Unchanged { row, bytes } => {
                self.count(row);
                self.advance(*bytes);
            }
            Event::Would { doc, why } => {
                self.json(&serde_json::json!({"event": "would", "doc": doc, "why": why}));
                if !self.json {
                    let _ = writeln!(io::stdout(), "{doc}: {why}");
                }
            }
            Event::Failed { doc, reason, bytes } => {
                self.json(&serde_json::json!({"event": "failed", "doc": doc, "reason": reason}));
                if !self.json {
                    self.bar.suspend(|| report::warning(&anyhow::anyhow!("{doc}: {reason}")));
                }
                self.failed.push(((*doc).to_owned(), (*reason).to_owned()));
                self.advance(*bytes);
            }
            Event::Stale { doc, removed } => {
                self.json(&serde_json::json!({"event": "stale", "doc": doc, "removed": removed}));
                if !removed {
                    self.stale.push((*doc).to_owned());
                }
            }
        }
    }

    fn json(&self, value: &serde_json::Value) {
        if self.json {
            let _ = writeln!(io::stderr(), "{value}");
        }
    }

    fn count(&mut self, row: &Row) {
        self.articles += row.articles;
        self.sentences += row.sentences;
        self.words += row.words;
        for (word, n) in &row.unknown {
            if let Some((count, _)) = self.unknown.get_mut(word) {
                *count += n;
            } else if self.unknown.len() < MOST {
                self.unknown.insert(word.clone(), (*n, row.doc.clone()));
            }
        }
        for (key, n) in &row.terms {
            *self.terms.entry(key.clone()).or_default() += n;
        }
        for fault in &row.faults {
            self.json(&serde_json::json!({"event": "failed", "doc": row.doc, "reason": fault}));
            if !self.json {
                self.bar.suspend(|| report::warning(&anyhow::anyhow!("{fault}")));
            }
            self.failed.push((row.doc.clone(), fault.clone()));
        }
    }

    fn advance(&mut self, bytes: u64) {
        self.seen += 1;
        self.bytes_seen += bytes;
        self.ahead = 0;
        self.move_on();
    }

    fn move_on(&mut self) {
        self.bar.set_position(self.bytes_seen + self.ahead);
        let failed = if self.failed.is_empty() { String::new() } else { format!(", {} failed", self.failed.len()) };
        self.bar.set_message(format!(
            "{} of {} files{failed}",
            HumanCount(self.seen as u64),
            HumanCount(self.inputs as u64)
        ));
        if self.last.elapsed() < EVERY || self.quiet || self.dry {
            return;
        }
        self.last = Instant::now();
        let bytes = self.bytes_seen + self.ahead;
        let speed = bytes as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        if self.json {
            self.json(&serde_json::json!({"event": "progress", "files": self.seen, "of": self.inputs, "bytes": bytes, "bytes_per_second": speed as u64, "failed": self.failed.len()}));
        } else if !self.terminal {
            let left = Duration::from_secs_f64((self.bytes.saturating_sub(bytes)) as f64 / speed.max(1.0));
            report::note(&format!(
                "{} of {} files, {} of {}, {}/s, {} left{failed}",
                HumanCount(self.seen as u64),
                HumanCount(self.inputs as u64),
                HumanBytes(bytes),
                HumanBytes(self.bytes),
                HumanBytes(speed as u64),
                HumanDuration(left),
            ));
        }
    }

    /// Keeps the figures of the run beside its results.
    fn save(&self, folder: &Path, summary: &Summary, elapsed: Duration) -> Result<()> {
        let Some(places) = batch::places(&Target::Folder(folder.to_owned())) else { return Ok(()) };
        let mut out = Pending::create(&places.run())?;
        let value = serde_json::json!({
            "padan": env!("CARGO_PKG_VERSION"),
            "files": self.inputs,
            "bytes": self.bytes,
            "done": summary.done,
            "unchanged": summary.unchanged,
            "failed": self.failed.iter().map(|(doc, reason)| serde_json::json!({"doc": doc, "reason": reason})).collect::<Vec<_>>(),
            "articles": self.articles,
            "sentences": self.sentences,
            "words": self.words,
            "unknown": self.commonest_unknown(1000).iter().map(|(word, n, place)| serde_json::json!({"word": word, "count": n, "first": place})).collect::<Vec<_>>(),
            "terms": self.terms.len(),
            "seconds": elapsed.as_secs_f64(),
        });
        serde_json::to_writer_pretty(&mut out, &value)?;
        writeln!(out)?;
        out.finish()
    }

    fn commonest_unknown(&self, most: usize) -> Vec<(&str, usize, &str)> {
        let mut all: Vec<(&str, usize, &str)> =
            self.unknown.iter().map(|(word, (n, place))| (word.as_str(), *n, place.as_str())).collect();
        all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        all.truncate(most);
        all
    }

    fn sum_up(&self, summary: &Summary, elapsed: Duration) {
        if self.json {
            self.json(&serde_json::json!({
                "event": "end", "done": summary.done, "unchanged": summary.unchanged, "failed": summary.failed,
                "faulty": summary.faulty, "articles": self.articles, "words": self.words, "terms": self.terms.len(),
                "seconds": elapsed.as_secs_f64(), "stopped": summary.stopped,
            }));
            return;
        }
        if self.quiet {
            return;
        }
        let _ = self.table(summary, elapsed, &mut io::stderr().lock());
    }

    fn table(&self, summary: &Summary, elapsed: Duration, out: &mut dyn Write) -> io::Result<()> {
        let n = |n: usize| HumanCount(n as u64).to_string();
        if self.dry {
            return writeln!(out, "{} of {} files would be done", n(summary.done), n(self.inputs));
        }
        writeln!(
            out,
            "{} files in {}: {} done, {} unchanged, {} failed{}",
            n(self.inputs),
            HumanDuration(elapsed),
            n(summary.done),
            n(summary.unchanged),
            n(summary.failed),
            if summary.stopped { "; stopped, run again to go on" } else { "" },
        )?;
        let total: usize = self.unknown.values().map(|(n, _)| n).sum();
        writeln!(out, "{:>12}  articles", n(self.articles))?;
        writeln!(out, "{:>12}  sentences", n(self.sentences))?;
        writeln!(out, "{:>12}  words", n(self.words))?;
        writeln!(out, "{:>12}  terms of the glossary, {} times", n(self.terms.len()), n(self.terms.values().sum()))?;
        writeln!(out, "{:>12}  unknown words, {} times", n(self.unknown.len()), n(total))?;
        for (word, count, place) in self.commonest_unknown(LISTED) {
            writeln!(out, "{:>16}  {word}  (first in {place})", n(count))?;
        }
        if let Some((seconds, doc)) = self.slowest.first().filter(|s| s.0 >= 1.0) {
            writeln!(out, "{seconds:>11.1}s  the slowest, {doc}")?;
        }
        if self.passed_over > 0 {
            writeln!(out, "{:>12}  files of other kinds passed over", n(self.passed_over))?;
        }
        if !self.stale.is_empty() {
            writeln!(
                out,
                "{:>12}  results of inputs that are gone, such as {}; --prune removes them",
                n(self.stale.len()),
                self.stale[0]
            )?;
        }
        for (doc, reason) in self.failed.iter().take(LISTED) {
            writeln!(out, "      failed  {doc}: {reason}")?;
        }
        if self.failed.len() > LISTED {
            writeln!(out, "              and {} more; .padan/run.json has them all", self.failed.len() - LISTED)?;
        }
        Ok(())
    }
}

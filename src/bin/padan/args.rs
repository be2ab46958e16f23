//! The command line.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use padan::lexicon::import;
use padan::lexicon::source::UPOS;
use padan::lint::lexicon::{CHECKS, Check};
use padan::render::table::{COLUMNS, Column};
use padan::render::{self, FORMATS, Format, Layer, Profile, Style};

use crate::cmd::PageArgs;

/// Reads Indonesian text and sets English between its lines.
#[derive(Debug, Parser)]
#[command(
    name = "padan",
    version,
    about,
    max_term_width = 100,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Gloss Indonesian texts
    Annotate(Annotate),
    /// Gloss folders, archives and streams of texts, again only what changed
    Batch(crate::cmd::batch::Batch),
    /// Align texts with their translations, by sentences and by words
    Align(crate::cmd::align::Align),
    /// Check translations: terms, figures, names, words, sentences
    Check(crate::cmd::check::Check),
    /// Find terms in texts, and how translations render them
    Terms(crate::cmd::terms::Terms),
    /// Show words in context, with what renders them
    Concordance(crate::cmd::concordance::Concordance),
    /// Print every reading of a word
    Lookup(Lookup),
    /// Say what a check of `lint` finds, and why that is a fault
    Explain(crate::cmd::explain::Explain),
    /// Look into glossaries, check, change and exchange them, and see what they do to texts
    #[command(subcommand)]
    Glossary(crate::cmd::glossary::Glossary),
    /// Look into lexicons, check, extend and import them
    #[command(subcommand)]
    Lexicon(Lexicon),
    /// Learn a context model from your own treebanks
    Train(crate::cmd::train::Args),
    /// Keep what people said about glosses: read it back, look at it
    #[command(subcommand)]
    Corrections(Corrections),
    /// Make a dictionary for reading programs, with every form of some texts
    Dictionary(Dictionary),
    /// List the output formats, what they are for and what checks them
    Formats(Formats),
    /// Print the JSON Schema of an output
    Schema(Schema),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page, or write one for every command
    Man(Man),
}

/// Where the terms come from.
#[derive(Debug, ClapArgs)]
pub struct GlossaryArgs {
    /// Glossary to use; of several, later ones win [default: ./glossary.toml if it is there, else the built-in one]
    #[arg(long, short, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
    /// Use no glossary at all
    #[arg(long, conflicts_with = "glossary")]
    pub no_glossary: bool,
}

/// Entries beside the built-in ones.
#[derive(Debug, Default, ClapArgs)]
pub struct LexiconFiles {
    /// Lexicon of your own beside the built-in one, tab-separated as in lexicon/*.tsv; of several, later ones win
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Annotate {
    /// Texts to gloss; `-` or nothing is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What the texts come in [default: plain text]
    #[arg(long, value_enum, value_name = "KIND", conflicts_with_all = ["translation", "open", "watch"])]
    pub from: Option<crate::cmd::batch::From>,
    /// Write out what each record of `--from jsonl` gives before reading the next one
    #[arg(long, requires = "from")]
    pub line_buffered: bool,
    /// Output format
    #[arg(long, value_parser = format_names(true), default_value = "text")]
    pub to: FormatName,
    /// Write to this file, or one file for each text into this folder [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
    /// Context model that `padan train` wrote [default: the built-in one]
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// Say why this token was read and glossed as it was; sentence and token are counted from 1
    #[arg(long, value_name = "SENT:TOKEN", conflicts_with_all = ["output", "to", "style"])]
    pub explain: Option<crate::cmd::reasons::Place>,
    /// View to show, in text and pages [default: all lines]
    #[arg(long, value_enum)]
    pub style: Option<StyleName>,
    /// Labels of grammatical morphemes
    #[arg(long, value_enum, default_value = "padan", value_name = "PROFILE")]
    pub labels: ProfileName,
    /// Labels of your house: a TOML file with a table [labels], as AV = "ACT"
    #[arg(long, value_name = "FILE")]
    pub house_labels: Option<PathBuf>,
    /// Lines to show, from the top
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LAYER", conflicts_with = "style")]
    pub layers: Vec<LayerName>,
    #[command(flatten)]
    pub page: PageArgs,
    /// Columns of plain text [default: the terminal's, or 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
    /// When to colour plain text
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: When,
    /// Take no notice of the corrections beside the texts
    #[arg(long)]
    pub no_corrections: bool,
    /// Leave the legend of labels out
    #[arg(long)]
    pub no_legend: bool,
    /// Columns of `--to table`, and of `--to tsv` instead of its own [default: doc,sent,id,form,upos,root,segments,glosses,gloss,status,unit]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "COLUMN")]
    pub columns: Vec<ColumnName>,
    /// Begin `--to table` with the names of the columns
    #[arg(long)]
    pub header: bool,
    /// Read each word by itself: no terms, phrases and names, but several times as fast
    #[arg(long)]
    pub no_context: bool,
    /// Subject field of the texts, for glossary senses that ask for one
    #[arg(long, value_name = "FIELD")]
    pub domain: Option<String>,
    /// Client or project of the texts, for glossary senses that ask for one
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,
    /// Show no progress
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Lookup {
    /// Words to look up
    #[arg(required = true, value_name = "WORD")]
    pub words: Vec<String>,
    /// Show what each reading costs and why
    #[arg(long)]
    pub explain: bool,
    /// Look for English words instead, in whatever inflected form
    #[arg(long, conflicts_with = "explain")]
    pub english: bool,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
}

/// What to do with lexicons.
#[derive(Debug, Subcommand)]
pub enum Lexicon {
    /// Print the entries of a form, with all columns and where they stand
    Show(LexiconShow),
    /// Count entries by file, part of speech and kind
    Stats(LexiconStats),
    /// Check lexicon files
    Lint(LexiconLint),
    /// Add an entry to a lexicon file, in its place
    Add(LexiconAdd),
    /// Make a lexicon file of a dictionary from elsewhere
    Import(LexiconImport),
}

#[derive(Debug, ClapArgs)]
pub struct LexiconShow {
    /// Forms to show: words, phrases, variants
    #[arg(required = true, value_name = "WORD")]
    pub words: Vec<String>,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
}

#[derive(Debug, ClapArgs)]
pub struct LexiconStats {
    #[command(flatten)]
    pub lexicon: LexiconFiles,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = checks_help())]
pub struct LexiconLint {
    /// Files to check [default: lexicon/*.tsv, in a checkout of padan]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Only these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = check_parser(), hide_possible_values = true)]
    pub only: Vec<String>,
    /// All but these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = check_parser(), hide_possible_values = true, conflicts_with = "only")]
    pub skip: Vec<String>,
    /// One JSON object a finding
    #[arg(long)]
    pub json: bool,
}

/// The codes of the checks.
fn check_parser() -> clap::builder::PossibleValuesParser {
    CHECKS.iter().map(|c| PossibleValue::new(c.code).help(c.about)).collect::<Vec<_>>().into()
}

fn checks_help() -> String {
    let row = |c: &Check| format!("\n  {}  {:<13}  {}", c.code, c.name, c.about);
    let rows: String = CHECKS.iter().map(row).collect();
    format!("Checks:{rows}\n\nExits 1 when there are errors or warnings; remarks (L205, L303) are no fault.")
}

#[derive(Debug, ClapArgs)]
pub struct LexiconAdd {
    /// File to add to; it is made if it is not there
    pub file: PathBuf,
    /// Citation form
    pub form: String,
    /// Part of speech
    #[arg(ignore_case = true, value_parser = UPOS.to_vec())]
    pub pos: String,
    /// English: senses separated by `; `, synonyms by `, `
    pub english: String,
    /// Segmentation, as meN-umum-kan; what the rules do not give needs its surface cut, as ber-ajar/bel-ajar
    #[arg(long, value_name = "CUT", default_value = ".")]
    pub analysis: String,
    /// Flags, as in the fifth column
    #[arg(long, value_name = "FLAGS")]
    pub flags: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct LexiconImport {
    /// What the dictionary is written in
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub from: ImportName,
    /// The dictionary
    pub source: PathBuf,
    /// Write to this file [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Name of the source, shown beside its entries [default: the name of its file]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
}

/// A row of the table of dictionary formats, by its name.
#[derive(Clone, Copy, Debug)]
pub struct ImportName(pub &'static import::Format);

impl ValueEnum for ImportName {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [ImportName; import::FORMATS.len()] = {
            let mut all = [ImportName(&import::FORMATS[0]); import::FORMATS.len()];
            let mut n = 0;
            while n < import::FORMATS.len() {
                all[n] = ImportName(&import::FORMATS[n]);
                n += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name).help(self.0.about))
    }
}

/// What to do with corrections.
#[derive(Debug, Subcommand)]
pub enum Corrections {
    /// Take over the glosses that somebody corrected in a file that padan wrote
    Read(CorrectionsRead),
    /// List the verdicts on articles, and whether their words are still there; exits 1 if some are not
    Status(CorrectionsStatus),
    /// Set the verdicts against the present texts
    Update(CorrectionsUpdate),
}

#[derive(Debug, ClapArgs)]
pub struct CorrectionsRead {
    /// The corrected file: tsv, jsonl, flextext or html, by its extension
    pub file: PathBuf,
    /// The articles that it is of; the verdicts go into ARTICLE.padan.toml beside each
    #[arg(long = "of", required = true, num_args = 1.., value_name = "ARTICLE")]
    pub articles: Vec<PathBuf>,
    /// What a changed gloss without a review counts as
    #[arg(long = "as", value_parser = ["approved", "suggested"], default_value = "approved", value_name = "VERDICT")]
    pub verdict: String,
    /// Let new verdicts take the place of earlier ones that say otherwise
    #[arg(long)]
    pub replace: bool,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
}

#[derive(Debug, ClapArgs)]
pub struct CorrectionsStatus {
    /// The articles
    #[arg(required = true, value_name = "ARTICLE")]
    pub articles: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct CorrectionsUpdate {
    /// The articles
    #[arg(required = true, value_name = "ARTICLE")]
    pub articles: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Dictionary {
    /// Texts whose words it must find
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Format of the dictionary
    #[arg(long, value_parser = format_names(false))]
    pub to: FormatName,
    /// Write to this file, or, where the format is several files, into this folder [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Only the words of the texts, not the whole lexicon and glossary
    #[arg(long, requires = "files")]
    pub only_texts: bool,
    /// What the dictionary is called
    #[arg(long, default_value = "padan Indonesian–English", value_name = "TITLE")]
    pub title: String,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
}

#[derive(Debug, ClapArgs)]
pub struct Formats {
    /// As the Markdown table of docs/FORMATS.md
    #[arg(long)]
    pub markdown: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Schema {
    /// Which output
    #[arg(value_enum)]
    pub of: SchemaName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SchemaName {
    /// Lines of `annotate --to jsonl`
    Jsonl,
}

#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, ClapArgs)]
pub struct Man {
    /// Folder to write a page for every command into [default: print the page of padan]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A row of the table of formats, by its name.
#[derive(Clone, Copy, Debug)]
pub struct FormatName(pub &'static Format);

/// The names of the formats that are of texts, or of dictionaries.
pub fn format_names(of_texts: bool) -> impl TypedValueParser<Value = FormatName> {
    let named = FORMATS.iter().filter(move |f| f.is_of_texts() == of_texts);
    let names: Vec<PossibleValue> = named.map(|f| PossibleValue::new(f.name).help(f.about)).collect();
    PossibleValuesParser::new(names).map(|name| FormatName(render::format(&name).expect("a name of the table")))
}

/// A column of tables, by its name.
#[derive(Clone, Copy, Debug)]
pub struct ColumnName(pub &'static Column);

impl ValueEnum for ColumnName {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [ColumnName; COLUMNS.len()] = {
            let mut all = [ColumnName(&COLUMNS[0]); COLUMNS.len()];
            let mut n = 0;
            while n < COLUMNS.len() {
                all[n] = ColumnName(&COLUMNS[n]);
                n += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name).help(self.0.about))
    }
}

/// A layer, by its name.
#[derive(Clone, Copy, Debug)]
pub struct LayerName(pub Layer);

impl ValueEnum for LayerName {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self(Layer::Terms),
            Self(Layer::Words),
            Self(Layer::Morphemes),
            Self(Layer::Glosses),
            Self(Layer::English),
            Self(Layer::Status),
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (_, name) = Layer::ALL.iter().find(|(layer, _)| *layer == self.0)?;
        Some(PossibleValue::new(*name))
    }
}

/// A style, by its name.
#[derive(Clone, Copy, Debug)]
pub struct StyleName(pub Style);

impl ValueEnum for StyleName {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(Style::Reader), Self(Style::Leipzig)]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (_, name, about) = Style::ALL.iter().find(|(style, _, _)| *style == self.0)?;
        Some(PossibleValue::new(*name).help(*about))
    }
}

/// A label profile, by its name.
#[derive(Clone, Copy, Debug)]
pub struct ProfileName(pub Profile);

impl ValueEnum for ProfileName {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self(Profile::Padan),
            Self(Profile::Ud),
            Self(Profile::Morphind),
            Self(Profile::Malindo),
            Self(Profile::Plain),
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (_, name, about) = Profile::ALL.iter().find(|(profile, _, _)| *profile == self.0)?;
        Some(PossibleValue::new(*name).help(*about))
    }
}

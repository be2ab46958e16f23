//! The command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, builder::PossibleValue};
use padan::render::{FORMATS, Format, Layer};

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
    /// Print every reading of a word
    Lookup(Lookup),
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
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub to: FormatName,
    /// Write to this file, or one file for each text into this folder [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
    /// Lines to show, from the top
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LAYER")]
    pub layers: Vec<LayerName>,
    /// Columns of plain text [default: the terminal's, or 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
    /// When to colour plain text
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: When,
    /// Leave the legend of labels out
    #[arg(long)]
    pub no_legend: bool,
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

impl ValueEnum for FormatName {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [FormatName; FORMATS.len()] = {
            let mut all = [FormatName(&FORMATS[0]); FORMATS.len()];
            let mut n = 0;
            while n < FORMATS.len() {
                all[n] = FormatName(&FORMATS[n]);
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
        &[Self(Layer::Terms), Self(Layer::Words), Self(Layer::Morphemes), Self(Layer::Glosses), Self(Layer::English)]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (_, name) = Layer::ALL.iter().find(|(layer, _)| *layer == self.0)?;
        Some(PossibleValue::new(*name))
    }
}

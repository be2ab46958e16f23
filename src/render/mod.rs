//! Annotated documents as text, pages and data.

mod conllu;
mod html;
mod interlinear;
mod jsonl;
mod labels;
mod style;
mod text;
pub mod tsv;

use std::io::{self, Write};

use serde_json::value::RawValue;

use crate::model::{Document, TokenKind};

pub use interlinear::Layer;
pub use jsonl::schema as jsonl_schema;
pub use labels::{Labels, LabelsError, Profile};
pub use style::Style;

/// How to write a document.
#[derive(Clone, Debug)]
pub struct Options {
    /// The lines that interlinear formats show.
    pub layers: Vec<Layer>,
    /// Columns of the terminal or page for plain text.
    pub width: usize,
    /// Whether plain text may use ANSI colours.
    pub color: bool,
    /// Whether to end with a legend of the labels used.
    pub legend: bool,
    /// The columns of a table.
    pub columns: Vec<&'static tsv::Column>,
    /// Whether a table begins with the names of its columns.
    pub header: bool,
    /// Fields that came with the text and go with its sentences, as a JSON object.
    pub fields: Option<Box<RawValue>>,
    /// What stood before this part of a longer text.
    pub part: Part,
}

/// How much of a text was written before: a long text is annotated and written in parts, which count on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Paragraphs.
    pub paragraphs: usize,
    /// Sentences.
    pub sentences: usize,
    /// Code points of the decoded text.
    pub points: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            layers: Layer::ALL.iter().map(|&(layer, _)| layer).collect(),
            width: 100,
            color: false,
            legend: true,
            columns: tsv::usual(),
            header: false,
            fields: None,
            part: Part::default(),
        }
    }
}

/// Writes documents of one format, one after another.
pub type Renderer = fn(&Document, &Options, &mut dyn Write) -> io::Result<()>;

/// An output format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The name that `--to` takes.
    pub name: &'static str,
    /// File extension, without its full stop.
    pub extension: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// Whether several documents can follow one another in one file.
    pub concatenates: bool,
    /// Writes a document.
    pub render: Renderer,
}

/// The output formats.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        extension: "txt",
        about: "aligned columns for a terminal or a printer",
        concatenates: true,
        render: text::render,
    },
    Format {
        name: "jsonl",
        extension: "jsonl",
        about: "one JSON object a sentence; see `padan schema jsonl`",
        concatenates: true,
        render: jsonl::render,
    },
    Format {
        name: "conllu",
        extension: "conllu",
        about: "CoNLL-U (Universal Dependencies) without heads",
        concatenates: true,
        render: conllu::render,
    },
    Format {
        name: "tsv",
        extension: "tsv",
        about: "a table, one row a token; see --columns",
        concatenates: true,
        render: tsv::render,
    },
    Format {
        name: "html",
        extension: "html",
        about: "a page of its own, readable without scripts",
        concatenates: false,
        render: html::render,
    },
];

/// The format called `name`.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}

/// The formats that can be written part by part: nothing in them looks ahead or back over the whole text.
const IN_PARTS: &[&str] = &["jsonl", "conllu", "tsv"];

impl Format {
    /// Whether a long text can be written part by part; see [`Part`].
    pub fn in_parts(&self) -> bool {
        IN_PARTS.contains(&self.name)
    }
}

/// The word that data formats use for a kind of token.
fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Word => "word",
        TokenKind::Number => "number",
        TokenKind::Address => "address",
        TokenKind::Punctuation => "punctuation",
        TokenKind::Symbol => "symbol",
    }
}

//! Annotated documents as text, pages and data.

mod anki;
mod cldf;
mod conllu;
mod decimal;
#[cfg(feature = "docx")]
mod docx;
mod epub;
mod flextext;
mod html;
mod interlinear;
mod jsonl;
mod labels;
mod latex;
mod leipzig;
mod lute;
mod markdown;
mod package;
#[cfg(feature = "parquet")]
mod parquet;
mod recurrent;
mod stardict;
mod style;
pub mod table;
mod text;
mod tsv;
mod xigt;
mod xml;
mod yomitan;

use std::io::{self, Write};

use serde_json::value::RawValue;

use crate::model::{Dictionary, Document, Translation};

pub use interlinear::Layer;
pub use jsonl::schema as jsonl_schema;
pub use labels::{Labels, LabelsError, Profile};
pub use package::PackedFile;
pub use recurrent::Recurrent;
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
    /// When what is shown was last changed, in seconds since 1970, for formats that keep the newer of two versions.
    pub modified: u64,
    /// What pages and books are to look like.
    pub page: Page,
    /// The columns of a table.
    pub columns: Vec<&'static table::Column>,
    /// Whether a table begins with the names of its columns.
    pub header: bool,
    /// Whether other documents stand before in the same file: what stands there once, a header, is not written again.
    pub continued: bool,
    /// Fields that came with the text and go with its sentences, as a JSON object.
    pub fields: Option<Box<RawValue>>,
    /// What stood before this part of a longer text.
    pub part: Part,
}

/// A translation, escaped; words that render terms of the glossary stand between `open` and `close`.
fn emphasised(translation: &Translation, escape: impl Fn(&str) -> String, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(translation.text.len());
    for (text, term) in translation.pieces() {
        let (open, close) = if term.is_some() { (open, close) } else { ("", "") };
        out.push_str(open);
        out.push_str(&escape(text));
        out.push_str(close);
    }
    out
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

impl Part {
    /// What stands before the part that follows `document`, which itself follows this.
    pub fn after(self, document: &Document) -> Self {
        Self {
            paragraphs: self.paragraphs + document.paragraphs.len(),
            sentences: self.sentences + document.sentences().count(),
            points: self.points + document.source.code_points().at(document.source.text().len()),
        }
    }
}

/// What a page looks like when it is opened; its reader may change all of it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The lines that it shows at first, if they were chosen.
    pub shown: Option<Vec<Layer>>,
    /// Words and roots that its reader knows and may want no gloss for.
    pub known: Vec<String>,
    /// Its title, instead of the name of the text.
    pub title: Option<String>,
    /// Which words have a gloss.
    pub density: Density,
    /// Whether the page is written anew while it is read, and so wants to be loaded again when its reader comes back to it.
    pub live: bool,
}

/// Which words of a page or book have a gloss.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Density {
    /// Every word.
    #[default]
    All,
    /// A word's first time only.
    First,
    /// All but basic words.
    NotBasic,
    /// Only words that are neither basic nor common.
    Rare,
    /// Only terms of the glossary.
    Terms,
}

impl Density {
    /// Every member with its name and what it means to a reader.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::All, "all", "every word"),
        (Self::First, "first", "a word’s first time only"),
        (Self::NotBasic, "not-basic", "all but basic words"),
        (Self::Rare, "rare", "only words that are neither basic nor common"),
        (Self::Terms, "terms", "only terms of the glossary"),
    ];
}

impl Default for Options {
    fn default() -> Self {
        Self {
            layers: Layer::usual(),
            width: 100,
            color: false,
            legend: true,
            modified: 0,
            page: Page::default(),
            columns: table::usual(),
            header: false,
            continued: false,
            fields: None,
            part: Part::default(),
        }
    }
}

/// How a format is written, and from what.
#[derive(Clone, Copy, Debug)]
pub enum Renderer {
    /// A document at a time. Where it `concatenates`, several may follow one another in one file.
    Each {
        /// Whether several documents can follow one another in one file.
        concatenates: bool,
        /// Writes a document.
        write: fn(&Document, &Options, &mut dyn Write) -> io::Result<()>,
    },
    /// A document at a time, several after one another, with much that recurs from one to the next.
    Recurring(fn(&Document, &Options, &mut Recurrent, &mut dyn Write) -> io::Result<()>),
    /// One file of one document or many.
    All(fn(&[Document], &Options, &mut dyn Write) -> io::Result<()>),
    /// Several files of one document or many: a folder, or a zip file of it.
    Files(fn(&[Document], &Options) -> io::Result<Vec<PackedFile>>),
    /// The files of a dictionary: a folder, or a zip file of it; a single file stands for itself.
    Dictionary(fn(&Dictionary) -> io::Result<Vec<PackedFile>>),
}

/// An output format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The name that `--to` takes.
    pub name: &'static str,
    /// File extension, without its full stop.
    pub extension: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// The program of somebody else's that reads it in our checks.
    pub checked_by: &'static str,
    /// How it is written.
    pub renderer: Renderer,
}

impl Format {
    /// Whether it is a format of texts, and not of dictionaries.
    pub fn is_of_texts(&self) -> bool {
        !matches!(self.renderer, Renderer::Dictionary(_))
    }

    /// Whether several documents fit into one output.
    pub fn takes_many(&self) -> bool {
        !matches!(self.renderer, Renderer::Each { concatenates: false, .. })
    }

    /// Whether what is written of several documents one by one can follow one another in one file.
    pub fn concatenates(&self) -> bool {
        matches!(self.renderer, Renderer::Each { concatenates: true, .. } | Renderer::Recurring(_))
    }

    /// Whether documents are written one by one, be it into files of their own.
    pub fn writes_each(&self) -> bool {
        matches!(self.renderer, Renderer::Each { .. } | Renderer::Recurring(_))
    }

    /// What stands once at the beginning of a file of several documents that are written one by one.
    pub fn header(&self, options: &Options) -> String {
        match self.name {
            "table" if options.header => table::header(&options.columns),
            "tsv" => tsv::header(),
            _ => String::new(),
        }
    }

    /// Whether a long text can be written part by part; see [`Part`].
    pub fn in_parts(&self) -> bool {
        IN_PARTS.contains(&self.name)
    }

    /// Writes `documents`, as one file; of several files, a zip file of them.
    ///
    /// # Errors
    /// What `out` cannot take; and documents cannot be written as a dictionary.
    pub fn write(&self, documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
        self.writer().write(documents, options, out)
    }

    /// Writes documents one after another, faster than each by itself.
    pub fn writer(&self) -> Writer<'_> {
        Writer { format: self, recurrent: Recurrent::default() }
    }

    /// Writes a dictionary, as one file; of several files, a zip file of them.
    ///
    /// # Errors
    /// What `out` cannot take; and a dictionary cannot be written as texts.
    pub fn write_dictionary(&self, dictionary: &Dictionary, out: &mut dyn Write) -> io::Result<()> {
        let Renderer::Dictionary(files) = self.renderer else {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "a format of texts"));
        };
        match files(dictionary)?.as_slice() {
            [only] if self.extension != "zip" => out.write_all(&only.bytes),
            files => package::zip(files, out),
        }
    }
}

/// Writes documents in one format, and remembers of their tokens what comes again.
pub struct Writer<'f> {
    format: &'f Format,
    recurrent: Recurrent,
}

impl Writer<'_> {
    /// The format.
    pub fn format(&self) -> &Format {
        self.format
    }

    /// Does what [`Format::write`] does.
    ///
    /// # Errors
    /// The same.
    pub fn write(&mut self, documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
        match self.format.renderer {
            Renderer::Each { write, .. } => one_by_one(documents, options, |d, options| write(d, options, out)),
            Renderer::Recurring(write) => {
                one_by_one(documents, options, |d, options| write(d, options, &mut self.recurrent, out))
            }
            Renderer::All(write) => write(documents, options, out),
            Renderer::Files(files) => package::zip(&files(documents, options)?, out),
            Renderer::Dictionary(_) => Err(io::Error::new(io::ErrorKind::Unsupported, "a format of dictionaries")),
        }
    }
}

fn one_by_one(
    documents: &[Document],
    options: &Options,
    mut write: impl FnMut(&Document, &Options) -> io::Result<()>,
) -> io::Result<()> {
    let Some((first, rest)) = documents.split_first() else { return Ok(()) };
    write(first, options)?;
    let later = Options { continued: true, ..options.clone() };
    rest.iter().try_for_each(|d| write(d, &later))
}

/// The output formats.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        extension: "txt",
        about: "aligned columns for a terminal or a printer",
        checked_by: "a reader's eye; no program reads it",
        renderer: Renderer::Each { concatenates: true, write: text::render },
    },
    Format {
        name: "html",
        extension: "html",
        about: "a page of its own, readable without scripts; can be read back",
        checked_by: "Nu HTML Checker; axe-core; a browser, every control",
        renderer: Renderer::Each { concatenates: false, write: html::render },
    },
    Format {
        name: "epub",
        extension: "epub",
        about: "an e-book with notes that pop up and a glossary; a chapter for each text",
        checked_by: "EPUBCheck",
        renderer: Renderer::All(epub::render),
    },
    #[cfg(feature = "docx")]
    Format {
        name: "docx",
        extension: "docx",
        about: "a Word document, a column a word",
        checked_by: "python-docx: every word comes back",
        renderer: Renderer::All(docx::render),
    },
    Format {
        name: "markdown",
        extension: "md",
        about: "tables of GitHub-flavoured Markdown",
        checked_by: "markdown-it-py: every cell comes back",
        renderer: Renderer::All(markdown::render),
    },
    Format {
        name: "leipzig",
        extension: "html",
        about: "a page for leipzig.js, lines to be aligned by it",
        checked_by: "leipzig.js in jsdom; Nu HTML Checker",
        renderer: Renderer::All(leipzig::render),
    },
    Format {
        name: "gb4e",
        extension: "tex",
        about: "LaTeX examples by package gb4e",
        checked_by: "pdflatex; pdftotext gives the text back",
        renderer: Renderer::All(latex::gb4e),
    },
    Format {
        name: "langsci-gb4e",
        extension: "tex",
        about: "LaTeX examples by package langsci-gb4e",
        checked_by: "pdflatex; pdftotext gives the text back",
        renderer: Renderer::All(latex::langsci),
    },
    Format {
        name: "expex",
        extension: "tex",
        about: "LaTeX examples by package expex",
        checked_by: "pdflatex; pdftotext gives the text back",
        renderer: Renderer::All(latex::expex),
    },
    Format {
        name: "linguex",
        extension: "tex",
        about: "LaTeX examples by package linguex",
        checked_by: "pdflatex; pdftotext gives the text back",
        renderer: Renderer::All(latex::linguex),
    },
    Format {
        name: "flextext",
        extension: "flextext",
        about: "interlinear text of FieldWorks and ELAN; can be read back",
        checked_by: "xmllint with SIL's schema",
        renderer: Renderer::All(flextext::render),
    },
    Format {
        name: "cldf",
        extension: "zip",
        about: "CLDF dataset: examples, terms, texts; a folder or a zip file",
        checked_by: "cldf validate; pyigt, strict",
        renderer: Renderer::Files(cldf::files),
    },
    Format {
        name: "conllu",
        extension: "conllu",
        about: "CoNLL-U (Universal Dependencies) without heads",
        checked_by: "udvalidate, level 1",
        renderer: Renderer::Each { concatenates: true, write: conllu::render },
    },
    Format {
        name: "xigt",
        extension: "xml",
        about: "Xigt: tiers that point into one another",
        checked_by: "the xigt package reads it and resolves every reference",
        renderer: Renderer::All(xigt::render),
    },
    Format {
        name: "tsv",
        extension: "tsv",
        about: "a row a token, for spreadsheets; can be read back",
        checked_by: "Python's csv",
        renderer: Renderer::Recurring(tsv::render),
    },
    Format {
        name: "table",
        extension: "tsv",
        about: "a row a token, of the --columns that you name, for data frames",
        checked_by: "Python's csv, without quotes",
        renderer: Renderer::Each { concatenates: true, write: table::render },
    },
    #[cfg(feature = "parquet")]
    Format {
        name: "parquet",
        extension: "parquet",
        about: "the same rows and columns as a Parquet file, for DuckDB, Spark and pandas",
        checked_by: "pyarrow; DuckDB",
        renderer: Renderer::All(parquet::render),
    },
    Format {
        name: "jsonl",
        extension: "jsonl",
        about: "one JSON object a sentence (`padan schema jsonl`); can be read back",
        checked_by: "jsonschema with the published schema",
        renderer: Renderer::Recurring(jsonl::render),
    },
    Format {
        name: "anki",
        extension: "apkg",
        about: "Anki deck with its note type, a note a word; a later one renews it",
        checked_by: "Anki imports it twice; SQLite's integrity check",
        renderer: Renderer::All(anki::package),
    },
    Format {
        name: "anki-tsv",
        extension: "txt",
        about: "the same notes as a table, to renew them by",
        checked_by: "Anki imports it after the package and adds none",
        renderer: Renderer::All(anki::table),
    },
    Format {
        name: "yomitan",
        extension: "zip",
        about: "Yomitan dictionary; forms lead to their roots",
        checked_by: "jsonschema with Yomitan's schemas",
        renderer: Renderer::Dictionary(yomitan::files),
    },
    Format {
        name: "stardict",
        extension: "zip",
        about: "StarDict dictionary for KOReader, GoldenDict, sdcv",
        checked_by: "sdcv finds inflected forms",
        renderer: Renderer::Dictionary(stardict::files),
    },
    Format {
        name: "lute",
        extension: "csv",
        about: "terms for Lute, with their parents",
        checked_by: "Python's csv",
        renderer: Renderer::Dictionary(lute::lute),
    },
    Format {
        name: "lwt",
        extension: "tsv",
        about: "lemma file for LWT",
        checked_by: "Python's csv",
        renderer: Renderer::Dictionary(lute::lwt),
    },
];

/// The formats that can be written part by part: nothing in them looks ahead or back over the whole text.
const IN_PARTS: &[&str] = &["conllu", "tsv", "table", "jsonl"];

/// What a document is called: its file's name without the extension.
fn title(document: &Document) -> String {
    let name = document.source.name();
    match name.file_stem() {
        Some(stem) if name.as_os_str() != "-" => stem.to_string_lossy().into_owned(),
        _ => "padan".to_owned(),
    }
}

/// `format` for a user who named columns: a sheet of theirs is a table.
pub fn with_columns(format: &'static Format, columns: bool) -> &'static Format {
    match format.name {
        "tsv" if columns => FORMATS.iter().find(|f| f.name == "table").unwrap_or(format),
        _ => format,
    }
}

/// The format called `name`.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}

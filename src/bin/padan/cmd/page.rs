//! What pages and books take beside the text: a translation, the words that their reader knows, a title.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use padan::align::Aligner;
use padan::model::Document;
use padan::render::{Density, Format, Layer, Page};
use padan::{Annotator, Glossary, annotate};

use crate::args::GlossaryArgs;
use crate::inputs;
use crate::pairs;
use crate::report;

#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Pages")]
pub struct PageArgs {
    /// English translation to set beside the text, sentence by sentence; it also tells which sense a word has
    #[arg(long, value_name = "FILE")]
    pub translation: Option<PathBuf>,
    /// Words that the reader knows, roots or whole words, separated by white space; their glosses may be left out
    #[arg(long, value_name = "FILE")]
    pub known: Option<PathBuf>,
    /// Words that have a gloss
    #[arg(long, value_name = "WHICH", default_value = "all", value_parser = density_parser())]
    pub density: Density,
    /// Title [default: the name of the text]
    #[arg(long)]
    pub title: Option<String>,
    /// Show the result in the browser
    #[arg(long)]
    pub open: bool,
    /// Go on, and write the result anew when a text, a glossary, a lexicon or another of these files changes
    #[arg(long)]
    pub watch: bool,
}

fn density_parser() -> impl TypedValueParser<Value = Density> {
    let names = Density::ALL.iter().map(|&(_, name, help)| PossibleValue::new(name).help(help));
    let by_name =
        |name: String| Density::ALL.iter().find(|row| row.1 == name).map_or_else(Default::default, |row| row.0);
    PossibleValuesParser::new(names).map(by_name)
}

impl PageArgs {
    /// How the page looks at first.
    ///
    /// # Errors
    /// The list of known words cannot be read.
    pub fn page(&self, layers: &[Layer]) -> Result<Page> {
        let known = match &self.known {
            Some(path) => inputs::text(path)?.text().split_whitespace().map(str::to_owned).collect(),
            None => Vec::new(),
        };
        let shown = (!layers.is_empty()).then(|| layers.to_vec());
        Ok(Page { shown, known, density: self.density, title: self.title.clone(), live: self.watch })
    }

    /// What is to be set beside each text.
    ///
    /// # Errors
    /// A file cannot be read, or there is a translation and not just one text.
    pub fn beside(&self, texts: usize, format: &Format, glossary: &GlossaryArgs, quiet: bool) -> Result<Beside> {
        let translation = match &self.translation {
            Some(_) if texts > 1 => bail!("--translation is of one text; annotate one text at a time"),
            Some(path) => Some((path.clone(), inputs::text(path)?.text().to_owned())),
            None => None,
        };
        Ok(Beside { translation, glossary: described(&[format], glossary)?, quiet })
    }
}

/// The glossary, if one of the formats shows what it says of terms.
///
/// # Errors
/// It cannot be read.
pub fn described(formats: &[&Format], glossary: &GlossaryArgs) -> Result<Option<Glossary>> {
    let shows_terms = formats.iter().any(|f| matches!(f.name, "html" | "epub"));
    shows_terms.then(|| inputs::glossary(glossary)).transpose()
}

/// What is set beside a text: its translation, and what the glossary says of its terms.
#[derive(Debug)]
pub struct Beside {
    translation: Option<(PathBuf, String)>,
    glossary: Option<Glossary>,
    quiet: bool,
}

impl Beside {
    /// Whether a translation lies beside the text.
    pub fn translates(&self) -> bool {
        self.translation.is_some()
    }

    /// Sets it beside a text.
    ///
    /// # Errors
    /// The translation does not fit.
    pub fn set(&self, document: &mut Document, annotator: &Annotator) -> Result<()> {
        if let Some(glossary) = &self.glossary {
            annotate::describe(document, glossary);
        }
        if let Some((path, text)) = &self.translation {
            let fit = Aligner::new(annotator).translate(document, text).with_context(|| path.display().to_string())?;
            if !self.quiet && fit.confidence < pairs::DOUBTFUL {
                report::note(&format!(
                    "{}: confidence {:.2}; this does not look like the translation of {}",
                    path.display(),
                    fit.confidence,
                    document.source.name().display()
                ));
            }
        }
        Ok(())
    }
}

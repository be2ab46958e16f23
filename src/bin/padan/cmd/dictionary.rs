//! `padan dictionary`: dictionaries for reading programs.

use std::io::Write;

use anyhow::{Context, Result};
use padan::morph::Analyzer;
use padan::render::Renderer;
use padan::{Annotator, dictionary};

use crate::args::Dictionary;
use crate::outcome::Outcome;
use crate::output::{self, Pending, Target};
use crate::{corrected, inputs};

pub fn run(args: &Dictionary) -> Result<Outcome> {
    let format = args.to.0;
    let analyzer = Analyzer::new(inputs::lexicon(&args.lexicon)?);
    let terms = inputs::term_index(&args.glossary, &analyzer)?;
    let glossary = inputs::glossary(&args.glossary)?;
    let annotator = Annotator::new(analyzer, terms, Default::default());
    let mut worker = annotator.worker();
    let mut documents = Vec::with_capacity(args.files.len());
    for file in &args.files {
        let mut document = worker.annotate(inputs::text(file)?);
        corrected::apply(file, &mut document)?;
        documents.push(document);
    }
    let options = dictionary::Options { title: args.title.clone(), only_texts: args.only_texts };
    let made = dictionary::build(annotator.analyzer(), &glossary, &documents, &options);
    match Target::new(args.output.as_deref(), 1, format)? {
        Target::Stdout => {
            let mut out = output::stdout();
            format.write_dictionary(&made, &mut out).context("standard output")?;
            out.flush().context("standard output")?;
        }
        Target::File(path) => {
            output::refuse_input(&args.files, &path)?;
            let mut out = Pending::create(&path)?;
            format.write_dictionary(&made, &mut out).with_context(|| path.display().to_string())?;
            out.finish()?;
        }
        Target::Folder(folder) => {
            let Renderer::Dictionary(files) = format.renderer else {
                unreachable!("clap lets no other format through")
            };
            for file in files(&made)? {
                let path = folder.join(file.name.as_ref());
                output::refuse_input(&args.files, &path)?;
                let mut out = Pending::create(&path)?;
                out.write_all(&file.bytes).with_context(|| path.display().to_string())?;
                out.finish()?;
            }
        }
    }
    Ok(Outcome::Done)
}

//! `padan align`: which sentences and words of a translation render which.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args as ClapArgs, ValueEnum, builder::PossibleValue};
use padan::align::{Alignment, FORMATS, Format, Learned, Tokens};

use crate::outcome::Outcome;
use crate::output::{self, Names, Pending, Target};
use crate::pairs::{self, AlignerArgs, Cut, CutArgs, LearnArgs};
use crate::progress;
use crate::report;

/// Arguments of `padan align`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Give an article and its translation; or a bitext: a translation memory (.tmx), .xlf or .xliff, or lines of source, tab, target \
    (.tsv); or two folders, whose texts are paired by name (talks.id.txt with talks.en.txt, or talks.txt in both)."
)]
pub struct Align {
    /// An article and its translation, a bitext, or two folders; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "save_model", num_args = 1..=2)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub cut: CutArgs,
    /// Align words too
    #[arg(long)]
    pub words: bool,
    /// Take what stands between spaces as tokens; means --aligned and --words
    #[arg(long, conflicts_with = "lines")]
    pub tokenized: bool,
    #[command(flatten)]
    pub learn: LearnArgs,
    /// Write what --train taught, on top of --model, to this file, for --model; works without texts to align
    #[arg(long, value_name = "FILE", requires = "train")]
    pub save_model: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub to: AlignFormat,
    /// Write to this file, or one file for each pair of texts into this folder [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub knows: AlignerArgs,
    /// Show no progress, and do not remark on translations that do not fit
    #[arg(long, short)]
    pub quiet: bool,
}

/// A row of the table of formats, by its name.
#[derive(Clone, Copy, Debug)]
pub struct AlignFormat(pub &'static Format);

impl ValueEnum for AlignFormat {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [AlignFormat; FORMATS.len()] = {
            let mut all = [AlignFormat(&FORMATS[0]); FORMATS.len()];
            let mut n = 0;
            while n < FORMATS.len() {
                all[n] = AlignFormat(&FORMATS[n]);
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

fn shape(format: &Format) -> output::Shape {
    output::Shape { name: format.name, extension: format.extension, several: false, takes_many: format.concatenates }
}

pub fn run(args: &Align) -> Result<Outcome> {
    let format = args.to.0;
    let annotator = args.knows.annotator()?;
    let mut aligner = args.knows.aligner(&annotator);
    let words = args.words || args.tokenized || format.words;
    let tokens = if args.tokenized { Tokens::Given } else { Tokens::Cut };
    let learned = match words || args.save_model.is_some() {
        true => args.learn.learn(&aligner, tokens)?,
        false => Learned::default(),
    };
    if let Some(path) = &args.save_model {
        save(args, &learned, path)?;
    }
    if args.files.is_empty() {
        return Ok(Outcome::Done);
    }
    let sources = pairs::find(&args.files)?;
    let target = Target::new(args.output.as_deref(), sources.len(), shape(format))?;
    if let Target::File(path) = &target {
        refuse_input(args, path)?;
    }
    let bar = progress::bar(sources.len(), args.quiet);
    let mut bitexts = Vec::new();
    for source in &sources {
        bar.set_message(source.name());
        let cut = Cut::of(args.cut.lines, args.cut.aligned || args.tokenized);
        let mut bitext = source.load(cut)?.bitext;
        pairs::find_beads(&mut aligner, &mut bitext, &source.name(), args.quiet)?;
        bitexts.push(bitext);
        bar.inc(1);
    }
    bar.finish_and_clear();
    let alignments = if words {
        if !format.texts {
            aligner = aligner.without_texts();
        }
        aligner.align_words(bitexts, &learned, tokens)
    } else {
        bitexts.into_iter().map(Alignment::of_sentences).collect()
    };
    write(args, format, target, &alignments)?;
    Ok(Outcome::Done)
}

/// Writes what was learned.
fn save(args: &Align, learned: &Learned, path: &Path) -> Result<()> {
    // A model may grow in its place; what it is made of stays.
    let inputs = args.files.iter().chain(&args.learn.train).chain(args.knows.files());
    refuse(inputs, path)?;
    let mut out = Pending::create(path)?;
    learned.write(&mut out).with_context(|| path.display().to_string())?;
    out.finish()?;
    if !args.quiet {
        report::note(&format!("{}: {} pairs of words", path.display(), learned.len()));
    }
    Ok(())
}

fn write(args: &Align, format: &Format, target: Target, alignments: &[Alignment]) -> Result<()> {
    match target {
        Target::Stdout => {
            let mut out = output::stdout();
            for alignment in alignments {
                (format.write)(alignment, &mut out).context("standard output")?;
            }
            out.flush().context("standard output")
        }
        Target::File(path) => {
            let mut out = Pending::create(&path)?;
            for alignment in alignments {
                (format.write)(alignment, &mut out).with_context(|| path.display().to_string())?;
            }
            out.finish()
        }
        Target::Folder(folder) => {
            let mut names = Names::default();
            for alignment in alignments {
                let path = names.place(&folder, Path::new(&alignment.bitext.name), format.extension);
                refuse_input(args, &path)?;
                let mut out = Pending::create(&path)?;
                (format.write)(alignment, &mut out).with_context(|| path.display().to_string())?;
                out.finish()?;
            }
            Ok(())
        }
    }
}

fn refuse_input(args: &Align, path: &Path) -> Result<()> {
    let read = args.files.iter().chain(args.learn.files()).chain(&args.save_model);
    refuse(read.chain(args.knows.files()), path)
}

fn refuse<'f>(mut inputs: impl Iterator<Item = &'f PathBuf>, path: &Path) -> Result<()> {
    match inputs.find(|f| output::same_file(f, path)) {
        Some(file) => bail!("{}: the result would overwrite it; choose another -o", file.display()),
        None => Ok(()),
    }
}

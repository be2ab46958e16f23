//! Texts and their translations: pairs of files, bitexts, folders.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use padan::Annotator;
use padan::align::{Aligner, Bitext, Learned, Tokens};
use padan::morph::Analyzer;
use padan::text::SourceText;

use crate::args::{GlossaryArgs, LexiconFiles};
use crate::inputs;
use crate::report;

/// One thing to align.
pub enum Source {
    /// An article and its translation.
    Texts(PathBuf, PathBuf),
    /// A file that holds both.
    Bitext(PathBuf),
}

impl Source {
    /// What to call it in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Texts(source, target) => format!("{} with {}", source.display(), target.display()),
            Self::Bitext(path) => path.display().to_string(),
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// A file cannot be read or is no bitext, or line-aligned files have not as many lines.
    pub fn load(&self, cut: Cut) -> Result<Loaded> {
        let (source, target) = match self {
            Self::Bitext(path) => {
                let text = inputs::text(path)?;
                let bitext = parse(path, &text)?;
                return Ok(Loaded { bitext, source: text, target: None });
            }
            Self::Texts(source, target) => (inputs::text(source)?, inputs::text(target)?),
        };
        let name = source.name().display().to_string();
        let bitext = match cut {
            Cut::Aligned => {
                Bitext::of_aligned_lines(name, source.text(), target.text()).with_context(|| self.name())?
            }
            Cut::Lines => Bitext::of_lines(name, source.text(), target.text()),
            Cut::Texts => Bitext::of_texts(name, source.text(), target.text()),
        };
        Ok(Loaded { bitext, source, target: Some(target) })
    }
}

/// How two texts are cut into segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Into paragraphs and sentences.
    Texts,
    /// A sentence a line.
    Lines,
    /// Line n of the one is the translation of line n of the other.
    Aligned,
}

impl Cut {
    /// What the options say.
    pub fn of(lines: bool, aligned: bool) -> Self {
        match (aligned, lines) {
            (true, _) => Self::Aligned,
            (_, true) => Self::Lines,
            _ => Self::Texts,
        }
    }
}

/// A bitext with the files that it is from.
pub struct Loaded {
    pub bitext: Bitext,
    pub source: SourceText,
    /// None if the source's file holds both.
    pub target: Option<SourceText>,
}

impl Loaded {
    /// File and text of the source.
    pub fn source(&self) -> (&Path, &str) {
        (self.source.name(), self.source.text())
    }

    /// File and text of the target.
    pub fn target(&self) -> (&Path, &str) {
        let text = self.target.as_ref().unwrap_or(&self.source);
        (text.name(), text.text())
    }
}

/// Below this, a translation seems to be of something else.
pub const DOUBTFUL: f32 = 0.25;

/// Finds the beads of a bitext that has none yet, and remarks on a translation that does not seem to be one.
///
/// # Errors
/// The languages are swapped.
pub fn find_beads(aligner: &mut Aligner<'_>, bitext: &mut Bitext, name: &str, quiet: bool) -> Result<()> {
    if bitext.is_swapped() {
        bail!("{name}: the first text is English and the second Indonesian; give the Indonesian one first");
    }
    if !bitext.beads.is_empty() {
        return Ok(());
    }
    aligner.beads(bitext);
    if !quiet && bitext.confidence() < DOUBTFUL && !bitext.source.is_empty() && !bitext.target.is_empty() {
        report::note(&format!(
            "{name}: confidence {:.2}; this does not look like its translation",
            bitext.confidence()
        ));
    }
    Ok(())
}

/// Whether the file's name is that of a bitext.
fn is_bitext(path: &Path) -> bool {
    matches!(extension(path).as_str(), "tmx" | "xlf" | "xliff" | "tsv")
}

fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Reads a bitext by its file's name.
pub fn bitext(path: &Path) -> Result<Bitext> {
    parse(path, &inputs::text(path)?)
}

fn parse(path: &Path, text: &SourceText) -> Result<Bitext> {
    let shown = path.display().to_string();
    match extension(path).as_str() {
        "tmx" | "xlf" | "xliff" => Bitext::parse_xml(&shown, text.text()),
        "tsv" => Bitext::parse_tsv(&shown, text.text()),
        _ => bail!("{shown}: a bitext is .tmx, .xlf, .xliff or .tsv; for two texts give both"),
    }
    .context(shown.clone())
}

/// What the arguments name.
///
/// # Errors
/// They are not one bitext, two texts or two folders.
pub fn find(files: &[PathBuf]) -> Result<Vec<Source>> {
    match files {
        [one] if one.is_dir() => bail!("{}: give a folder of translations beside it", one.display()),
        [one] if is_bitext(one) => Ok(vec![Source::Bitext(one.clone())]),
        [one] => bail!("{}: give its translation beside it", one.display()),
        [a, b] if a.is_dir() && b.is_dir() => folders(a, b),
        [a, b] if a.is_dir() || b.is_dir() => {
            bail!("{} and {}: give two texts or two folders", a.display(), b.display())
        }
        [a, b] if is_bitext(a) && is_bitext(b) => Ok(vec![Source::Bitext(a.clone()), Source::Bitext(b.clone())]),
        [a, b] => Ok(vec![Source::Texts(a.clone(), b.clone())]),
        _ => bail!("give one bitext or two texts"),
    }
}

/// Pairs the files of two folders by name, without extensions and language: `talks.id.txt` and `talks.en.txt`.
fn folders(source: &Path, target: &Path) -> Result<Vec<Source>> {
    let (sources, targets) = (stems(source, &["id", "ind"])?, stems(target, &["en", "eng"])?);
    let mut pairs = Vec::new();
    for (stem, path) in &sources {
        match targets.get(stem) {
            Some(other) => pairs.push(Source::Texts(path.clone(), other.clone())),
            None => report::note(&format!("{}: no translation in {}", path.display(), target.display())),
        }
    }
    for (_, path) in targets.iter().filter(|(stem, _)| !sources.contains_key(*stem)) {
        report::note(&format!("{}: no source in {}", path.display(), source.display()));
    }
    if pairs.is_empty() {
        bail!("no file of {} has the name of one of {}", source.display(), target.display());
    }
    Ok(pairs)
}

/// The files of a folder by their names without extension and language mark. Where one folder holds both languages, those marked
/// as the other language are passed over.
fn stems(folder: &Path, marks: &[&str]) -> Result<BTreeMap<String, PathBuf>> {
    const MARKS: &[&str] = &["id", "ind", "en", "eng"];
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry.with_context(|| folder.display().to_string())?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if !path.is_file() || name.starts_with('.') {
            continue;
        }
        let parts: Vec<&str> = name.split('.').collect();
        let mark = parts[1..].iter().map(|p| p.to_lowercase()).find(|p| MARKS.contains(&p.as_str()));
        if mark.is_some_and(|m| !marks.contains(&m.as_str())) {
            continue;
        }
        let body = &parts[..parts.len().saturating_sub(1).max(1)];
        let kept: Vec<&str> = body.iter().copied().filter(|p| !MARKS.contains(&p.to_lowercase().as_str())).collect();
        let stem = kept.join(".");
        if let Some(other) = out.insert(stem, path.clone()) {
            bail!("{} and {}: which of them to pair is not clear", other.display(), path.display());
        }
    }
    Ok(out)
}

/// How the two texts are cut.
#[derive(Debug, Default, clap::Args)]
pub struct CutArgs {
    /// Each line is a sentence
    #[arg(long)]
    pub lines: bool,
    /// Line n of the one file is the translation of line n of the other
    #[arg(long, conflicts_with = "lines")]
    pub aligned: bool,
}

/// What words are known, and how many threads align them.
#[derive(Debug, clap::Args)]
pub struct AlignerArgs {
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
    /// Threads that work on words [default: one a core]; the result is the same
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
}

impl AlignerArgs {
    /// What glossaries and lexicon files say of Indonesian words.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn annotator(&self) -> Result<Annotator> {
        let analyzer = Analyzer::new(inputs::lexicon(&self.lexicon)?);
        let terms = inputs::term_index(&self.glossary, &analyzer)?;
        Ok(Annotator::new(analyzer, terms, Default::default()))
    }

    /// An aligner that knows what the annotator does.
    pub fn aligner<'a>(&self, annotator: &'a Annotator) -> Aligner<'a> {
        let aligner = Aligner::new(annotator);
        match self.jobs {
            Some(threads) => aligner.with_threads(threads),
            None => aligner,
        }
    }

    /// The files that it reads.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.lexicon.lexicon.iter().chain(&self.glossary.glossary)
    }
}

/// What to learn words from beside the texts in hand.
#[derive(Debug, Default, clap::Args)]
pub struct LearnArgs {
    /// Bitexts to learn words from beside those given: .tmx, .xlf, .xliff, or .tsv
    #[arg(long, value_name = "BITEXT", num_args = 1..)]
    pub train: Vec<PathBuf>,
    /// What bitexts taught before, of `padan align --save-model`
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
}

impl LearnArgs {
    /// What model and bitexts teach, one after the other.
    ///
    /// # Errors
    /// A file cannot be read or is not what it should be.
    pub fn learn(&self, aligner: &Aligner<'_>, tokens: Tokens) -> Result<Learned> {
        let mut learned = Learned::default();
        if let Some(path) = &self.model {
            let name = || path.display().to_string();
            learned = Learned::read(&fs::read(path).with_context(name)?).with_context(name)?;
        }
        for path in &self.train {
            let read = bitext(path)?;
            if read.is_swapped() {
                bail!(
                    "{}: the first side is English and the second Indonesian; give the Indonesian one first",
                    path.display()
                );
            }
            learned = aligner.learn(learned, &[read], tokens);
        }
        Ok(learned)
    }

    /// The files that it reads.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.train.iter().chain(&self.model)
    }
}

/// Texts with their translations, as something to learn from.
#[derive(Debug, Default, clap::Args)]
pub struct ParallelArgs {
    /// Texts with their translations: an article and its translation, a bitext (.tmx, .xlf, .xliff, .tsv), or two folders
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub parallel: Vec<PathBuf>,
    /// Each line of the texts of --parallel is a sentence
    #[arg(long, requires = "parallel")]
    pub lines: bool,
    /// Line n of a text of --parallel is translated by line n of the other
    #[arg(long, requires = "parallel", conflicts_with = "lines")]
    pub aligned: bool,
}

impl ParallelArgs {
    /// Reads the texts and aligns their sentences.
    ///
    /// # Errors
    /// A file cannot be read or has no counterpart, or the languages are swapped.
    pub fn load(&self, aligner: &mut Aligner<'_>, quiet: bool) -> Result<Vec<Loaded>> {
        let mut sources = Vec::new();
        let mut rest = self.parallel.as_slice();
        while let Some((first, others)) = rest.split_first() {
            let taken = if is_bitext(first) || others.is_empty() { 1 } else { 2 };
            sources.extend(find(&rest[..taken])?);
            rest = &rest[taken..];
        }
        let mut out = Vec::new();
        for source in sources {
            let mut loaded = source.load(Cut::of(self.lines, self.aligned))?;
            find_beads(aligner, &mut loaded.bitext, &source.name(), quiet)?;
            out.push(loaded);
        }
        Ok(out)
    }
}

//! A text and its translation: which sentences belong together, and which words render which.
//!
//! An [`Aligner`] works over an [`Annotator`]: whatever padan knows of the Indonesian words (readings, glosses, terms, phrases,
//! names, roots) is evidence for the English ones.

mod bitext;
mod lexis;
mod line;
mod lists;
mod number;
mod read;
mod sentence;
mod spelling;
mod target;
mod translation;
mod word;
mod write;

pub(crate) use bitext::leaning;
pub use bitext::{Bitext, Segment};
pub use read::BitextError;
pub use sentence::Bead;
pub(crate) use spelling::{kinship, likeness, skeleton};
pub(crate) use target::{is_content, tokens as target_tokens};
pub use translation::{Fit, TranslationError};
pub use word::{BeadWords, Learned, LearnedError, WordLink};
pub use write::{Alignment, FORMATS, Format};

use crate::Annotator;
use crate::model::{Document, Sentence};
use crate::segment::tokenize;
use crate::text::Span;
use lexis::{Lexis, given_tokens};
use line::{Pairs, SourceLine, TargetWord};
use word::{Model, Weights};

/// How the words of a text are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tokens {
    /// By padan's own rules.
    Cut,
    /// They stand between spaces.
    Given,
}

impl Tokens {
    /// The tokens of an Indonesian text.
    fn source(self, text: &str) -> Vec<String> {
        let cut = match self {
            Self::Cut => tokenize(text, Span::new(0, text.len())),
            Self::Given => given_tokens(text),
        };
        cut.iter().map(|t| t.span.of(text).to_owned()).collect()
    }

    /// The tokens of an English text.
    fn target(self, text: &str) -> Vec<String> {
        match self {
            Self::Cut => target::tokens(text).iter().map(|s| s.of(text).to_owned()).collect(),
            Self::Given => text.split(' ').filter(|t| !t.is_empty()).map(str::to_owned).collect(),
        }
    }
}

/// Aligns bitexts.
///
/// ```
/// use padan::align::{Aligner, Bitext, Learned, Tokens};
/// use padan::{Annotator, Lexicon, morph::Analyzer, terms::TermIndex};
///
/// let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
/// let mut aligner = Aligner::new(&annotator);
/// let mut bitext = Bitext::of_texts("talks", "Kedutaan itu ditutup. Perang usai.", "The embassy was closed. The war is over.");
/// aligner.beads(&mut bitext);
/// let alignments = aligner.align_words(vec![bitext], &Learned::default(), Tokens::Cut);
/// let (bead, words) = alignments[0].beads().next().expect("two pairs");
/// assert_eq!((bead.source.clone(), bead.target.clone()), (0..1, 0..1));
/// assert!(words.expect("both sides").links.iter().any(|l| (l.source, l.target) == (0, 1)));
/// ```
#[derive(Debug)]
pub struct Aligner<'a> {
    lexis: Lexis<'a>,
    weights: Weights,
    keeps_texts: bool,
}

impl<'a> Aligner<'a> {
    /// An aligner that knows what `annotator` knows.
    pub fn new(annotator: &'a Annotator) -> Self {
        Self { lexis: Lexis::new(annotator), weights: Weights::builtin(), keeps_texts: true }
    }

    /// Finds the beads of a bitext.
    ///
    /// Together they hold every segment of both sides once.
    pub fn beads(&mut self, bitext: &mut Bitext) {
        let source: Vec<_> = bitext.source.iter().map(|s| self.lexis.source(&s.text)).collect();
        let target: Vec<_> = bitext.target.iter().map(|s| self.lexis.target(&s.text)).collect();
        let lengths = |side: &[Segment]| side.iter().map(|s| s.text.chars().count()).collect::<Vec<_>>();
        let (of_source, of_target) = (lengths(&bitext.source), lengths(&bitext.target));
        bitext.beads = sentence::align(&self.lexis, &source, &target, (&of_source, &of_target));
    }

    /// The same with so many threads instead of one a core. What comes out is the same.
    #[must_use]
    pub fn with_threads(mut self, threads: std::num::NonZero<usize>) -> Self {
        self.lexis.threads = threads.get();
        self
    }

    /// The same for alignments whose texts nobody will ask for: [`Self::align_words`] lets them go as it reads, and leaves bitexts without
    /// segments. Large ones then take less memory.
    #[must_use]
    pub fn without_texts(mut self) -> Self {
        self.keeps_texts = false;
        self
    }

    /// What bitexts whose beads are known teach of words, on top of what was learned before. They are learned one after the other, so that
    /// it makes no difference whether all are given at once.
    #[must_use]
    pub fn learn(&self, before: Learned, bitexts: &[Bitext], tokens: Tokens) -> Learned {
        let mut learned = before;
        for bitext in bitexts {
            // Each has a lexis of its own: what words look like in one text must not depend on others.
            let mut lexis = Lexis::new(self.lexis.annotator);
            lexis.threads = self.lexis.threads;
            let pairs: Pairs =
                bitext.pairs().map(|(source, target)| lines(&mut lexis, &source, &target, tokens)).collect();
            lexis.rest();
            learned = learned.and(&lexis, &pairs);
        }
        learned
    }

    /// Aligns the words of bitexts whose beads are known, learning from all of them on top of what was `learned` before.
    ///
    /// The links are the same whatever the number of threads.
    pub fn align_words(&mut self, mut bitexts: Vec<Bitext>, learned: &Learned, tokens: Tokens) -> Vec<Alignment> {
        let mut pairs = Pairs::default();
        for bitext in &mut bitexts {
            for n in 0..bitext.beads.len() {
                let bead = bitext.beads[n].clone();
                if bead.is_pair() {
                    let (source, target) = (bitext.source_text(&bead), bitext.target_text(&bead));
                    let (source, target) = lines(&mut self.lexis, &source, &target, tokens);
                    pairs.push(&source, &target);
                }
                if !self.keeps_texts {
                    bitext.forget(&bead);
                }
            }
            if !self.keeps_texts {
                (bitext.source, bitext.target) = (Vec::new(), Vec::new());
            }
        }
        self.lexis.rest();
        let model = Model::train(&self.lexis, &pairs, learned);
        let links = word::all_links(&self.lexis, &model, &self.weights, &pairs);
        drop((model, pairs));
        let mut links = links.into_iter();
        bitexts
            .into_iter()
            .map(|bitext| {
                let of =
                    |bead: &Bead| if bead.is_pair() { links.next().unwrap_or_default() } else { Default::default() };
                let beads = bitext.beads.iter().map(of).collect();
                Alignment::of_words(bitext, tokens, beads)
            })
            .collect()
    }

    /// The links of an annotated sentence and its translation: of source tokens as the document has them, and of target tokens
    /// as they are given back beside the links.
    ///
    /// ```
    /// # use padan::align::Aligner;
    /// # use padan::{Annotator, Lexicon, morph::Analyzer, terms::TermIndex, text::SourceText};
    /// # let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
    /// let document = annotator.worker().annotate(SourceText::from_text("-", "Gencatan senjata gagal."));
    /// let sentence = document.sentences().next().expect("one sentence");
    /// let words = Aligner::new(&annotator).sentence(&document, sentence, "The ceasefire failed.");
    /// assert_eq!(words.target, ["The", "ceasefire", "failed", "."]);
    /// assert!(words.links.iter().any(|l| (l.source, l.target) == (1, 1)), "{words:?}");
    /// ```
    pub fn sentence(&mut self, document: &Document, sentence: &Sentence, target: &str) -> BeadWords {
        let source = self.lexis.source_line(document.source.text(), sentence);
        let pairs = Pairs::from_iter([(source, self.lexis.target(target))]);
        let model = Model::train(&self.lexis, &pairs, &Learned::default());
        BeadWords {
            source: sentence.tokens.iter().map(|t| document.text(t.span).to_owned()).collect(),
            target: Tokens::Cut.target(target),
            links: word::links(&self.lexis, &model, &self.weights, pairs.get(0)),
        }
    }
}

fn lines(lexis: &mut Lexis<'_>, source: &str, target: &str, tokens: Tokens) -> (SourceLine, Vec<TargetWord>) {
    match tokens {
        Tokens::Cut => (lexis.source(source), lexis.target(target)),
        Tokens::Given => (lexis.source_tokenized(source), lexis.target_tokenized(target)),
    }
}

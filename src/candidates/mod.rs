//! Terms that texts use and a glossary might want: from texts alone, and from aligned texts with their renderings.
//!
//! Candidates are noun phrases, names, and single nouns, verbs and adjectives, inflection folded. They are weighed by C-value (Frantzi,
//! Ananiadou and Mima 2000), which asks how often a phrase stands by itself rather than inside longer ones, and by keyness, the
//! log-likelihood ratio against what one expects of a word (Dunning 1993; Rayson and Garside 2000). Renderings are the phrases that
//! the links of words set against them, consistent in the sense of Koehn, Och and Marcu (2003), weighed by the same ratio.

mod draft;
mod find;
mod renderings;
mod senses;
mod statistics;

use crate::align::Alignment;
use crate::annotate::Annotator;
use crate::glossary::TermPos;
pub use senses::{SenseUse, Verdict, senses};

/// A term that texts have.
#[derive(Clone, Debug, Default)]
pub struct Candidate {
    /// Citation form.
    pub term: String,
    /// What kind of word it is.
    pub pos: TermPos,
    /// How often it stands in the texts.
    pub count: usize,
    /// The forms that were met, lower-cased, with their counts, commonest first.
    pub forms: Vec<(String, usize)>,
    /// How often it stands by itself, weighed by its length.
    pub c_value: f64,
    /// How much commoner it is than one expects, as a log-likelihood ratio.
    pub keyness: f64,
    /// What stands in brackets behind it.
    pub abbreviation: Option<String>,
    /// What renders it, commonest first; empty without translations.
    pub renderings: Vec<Rendering>,
    /// How strongly it and its first rendering belong together, and how much it looks like a term; candidates fall by it.
    pub score: f64,
    /// Sentences with it, and their translations.
    pub examples: Vec<(String, Option<String>)>,
}

/// English that renders a term.
#[derive(Clone, Debug, Default)]
pub struct Rendering {
    /// Citation form.
    pub english: String,
    /// How often it renders the term.
    pub count: usize,
    /// The share of the term's renderings that it is.
    pub share: f64,
    /// The log-likelihood ratio of the two.
    pub association: f64,
    /// The forms that were met, with their counts, commonest first.
    pub forms: Vec<(String, usize)>,
}

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Fewest occurrences of a candidate.
    pub least: usize,
    /// Sentences to give with each.
    pub examples: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { least: 3, examples: 2 }
    }
}

/// The candidates of texts and of aligned texts, best first. Terms of the annotator's index are left out.
///
/// If any text is aligned, only what is rendered counts, and `score` says how well; else it is C-value and keyness.
///
/// ```
/// use padan::candidates::{Options, find};
/// use padan::{Annotator, Lexicon, morph::Analyzer, terms::TermIndex};
/// let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::default(), Default::default());
/// let text = "Pemilik kapal tunda menolak. Kapal tunda itu rusak. Kapal-kapal tunda bersandar.";
/// let found = find(&annotator, &[text], &[], &Options::default());
/// assert_eq!((found[0].term.as_str(), found[0].count), ("kapal tunda", 3));
/// ```
pub fn find(annotator: &Annotator, texts: &[&str], aligned: &[Alignment], options: &Options) -> Vec<Candidate> {
    let lines = find::lines(annotator, texts, aligned);
    let mut found = find::Spans::collect(annotator, &lines);
    found.drop_rare(options.least);
    let bilingual = !aligned.is_empty();
    let mut out = statistics::weigh(&lines, &found, options);
    if bilingual {
        renderings::add(&lines, &found, &mut out);
        out.retain(|(_, c)| !c.renderings.is_empty());
    }
    let mut out: Vec<Candidate> = out.into_iter().map(|(_, c)| c).collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.term.cmp(&b.term)));
    out
}

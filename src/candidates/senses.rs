//! How translators render the entries of a glossary.

use std::collections::{BTreeMap, HashMap};

use super::Rendering;
use super::find::{self, Place};
use super::renderings::{block, citation, join, stems};
use super::statistics::Cases;
use crate::align::Alignment;
use crate::annotate::Annotator;
use crate::english::StemKey;
use crate::glossary::{Glossary, Term};

/// What aligned texts have of an entry, or of one of its senses.
#[derive(Clone, Debug)]
pub struct SenseUse {
    /// Which glossary.
    pub glossary: usize,
    /// Which of its terms.
    pub term: usize,
    /// Which of its senses; none of them without.
    pub sense: Option<usize>,
    /// How often it stands in the texts.
    pub count: usize,
    /// How often nothing renders it as a whole.
    pub unrendered: usize,
    /// What renders it, commonest first, with what the glossary says of that.
    pub renderings: Vec<(Rendering, Verdict)>,
    /// A sentence and its translation for each rendering, in their order.
    pub examples: Vec<Vec<(String, String)>>,
}

/// What the glossary says of a rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is the first rendering of the sense.
    Preferred,
    /// It is one of the others.
    Admitted,
    /// It is that of another sense.
    OtherSense,
    /// The glossary does not have it.
    Unlisted,
    /// The glossary bans it.
    Banned,
}

impl Verdict {
    /// In a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::OtherSense => "other sense",
            Self::Unlisted => "not listed",
            Self::Banned => "banned",
        }
    }

    fn of(key: &StemKey, term: &Term, sense: Option<usize>, english: &str) -> Self {
        let same = |other: &String| key.of(other) == key.of(english);
        let own = sense.and_then(|s| term.senses.get(s)).map_or(&term.target, |s| &s.target);
        match () {
            () if own.first().is_some_and(same) => Self::Preferred,
            () if own.iter().any(same) => Self::Admitted,
            () if term.bans().any(|b| same(&b.target)) => Self::Banned,
            () if term.renderings().any(|r| key.of(r) == key.of(english)) => Self::OtherSense,
            () => Self::Unlisted,
        }
    }
}

/// The uses of a sense.
#[derive(Default)]
struct Uses {
    count: usize,
    unrendered: usize,
    /// By the stems of what renders it.
    met: BTreeMap<String, Met>,
}

/// The uses of a rendering.
#[derive(Default)]
struct Met {
    count: usize,
    forms: HashMap<String, usize>,
    examples: Vec<(String, String)>,
}

/// How aligned texts render the terms of glossaries, which are those of the annotator's index in its order.
///
/// ```
/// use padan::align::{Aligner, Bitext, Learned, Tokens};
/// use padan::candidates::{Verdict, senses};
/// use padan::{Annotator, Glossary, Lexicon, morph::Analyzer, terms::TermIndex};
/// let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
/// let bitext = Bitext::of_aligned_lines("-", "Kedutaan besar itu ditutup.", "The embassy was closed.")?;
/// let aligned = Aligner::new(&annotator).align_words(vec![bitext], &Learned::default(), Tokens::Cut);
/// let uses = senses(&annotator, &[Glossary::builtin()], &aligned, 1);
/// assert_eq!((uses[0].renderings[0].0.english.as_str(), uses[0].renderings[0].1), ("embassy", Verdict::Preferred));
/// # Ok::<(), padan::align::BitextError>(())
/// ```
pub fn senses(annotator: &Annotator, glossaries: &[Glossary], aligned: &[Alignment], examples: usize) -> Vec<SenseUse> {
    let lines = find::lines(annotator, &[], aligned);
    let cases = Cases::of(lines.iter().flat_map(|l| l.target.iter().skip(1).map(|w| w.form.as_str())));
    let key = StemKey::default();
    let mut all: BTreeMap<(usize, usize, Option<usize>), Uses> = BTreeMap::new();
    for (n, line) in lines.iter().enumerate() {
        for known in line.known.iter().filter(|k| !k.inside) {
            let uses = all.entry((known.glossary, known.term, known.sense)).or_default();
            uses.count += 1;
            let Some(block) = block(line, &Place { line: n, words: known.words.clone() }) else {
                uses.unrendered += 1;
                continue;
            };
            let words = &line.target[block];
            let shown: Vec<String> = words.iter().map(|w| cases.show(&w.form)).collect();
            let met = uses.met.entry(stems(words)).or_default();
            met.count += 1;
            *met.forms.entry(join(&shown)).or_default() += 1;
            if met.examples.len() < examples
                && let Some(target) = &line.target_text
            {
                met.examples.push((line.text.clone(), target.clone()));
            }
        }
    }
    let mut out = Vec::new();
    for ((glossary, number, sense), Uses { count, unrendered, met }) in all {
        let Some(term) = glossaries.get(glossary).and_then(|g| g.terms.get(number)) else { continue };
        let rendered = (count - unrendered).max(1) as f64;
        let mut rows: Vec<_> = met
            .into_values()
            .map(|met| {
                let mut forms: Vec<(String, usize)> = met.forms.into_iter().collect();
                forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                let english = citation(&forms);
                let verdict = Verdict::of(&key, term, sense, &english);
                let share = met.count as f64 / rendered;
                ((Rendering { english, count: met.count, share, association: 0.0, forms }, verdict), met.examples)
            })
            .collect();
        rows.sort_by(|((a, _), _), ((b, _), _)| b.count.cmp(&a.count).then_with(|| a.english.cmp(&b.english)));
        let (renderings, examples) = rows.into_iter().unzip();
        out.push(SenseUse { glossary, term: number, sense, count, unrendered, renderings, examples });
    }
    out
}

//! A translation that a person made, joined to an annotated text: each sentence has its English beside it, of its words those that render
//! terms are marked, and of the senses of a word the one is shown that the translation has.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::bitext::{Bitext, Segment};
use super::lexis::Lexis;
use super::line::{Pairs, SourceLine, TargetWord};
use super::sentence::{self, Bead};
use super::spelling::kinship;
use super::target::{self, TargetClass};
use super::word::{self, Learned, Model};
use super::{Aligner, read};
use crate::annotate::{self, Annotator};
use crate::model::{
    Basis, Document, GlossSource, Reason, RenderedTerm, Sentence, Translation, Unit, UnitKind, UnitSource, Upos,
};
use crate::morph::renderings;
use crate::segment;
use crate::terms::{Context, View};
use crate::text::Span;

/// How a translation fits its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// How far to trust it, 0 to 1, as [`Bitext::confidence`]. A translation of something else stays below 0.25.
    pub confidence: f32,
}

/// A translation that cannot stand beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TranslationError {
    /// The text is English and the translation Indonesian.
    #[error("the text is English and its translation Indonesian; annotate the Indonesian one")]
    Swapped,
    /// No sentence of it renders one of the text.
    #[error("no sentence of the translation renders one of the text")]
    Unlike,
}

/// A rendering of the glossary or the lexicon is that of the translation if its words stand so near to linked ones.
const NEAR: usize = 3;
/// Stems more alike than this are of one family.
const AKIN: f32 = 0.5;
/// By how much sentences placed freely must be surer than within their paragraphs to be preferred.
const SURER: f32 = 0.05;

impl Aligner<'_> {
    /// Sets `translation` beside the sentences of `document`: line by line if it has a line for each sentence, within paragraphs if it has as
    /// many, else wherever its sentences belong.
    ///
    /// A sentence that renders several stands with the last of them; what renders none follows the one before it. Of the words that the
    /// sentences are made of, those that render terms of the glossary are marked. Where a word, phrase or term has several renderings, the one
    /// that the translation has in this place is shown, with [`Reason::Translation`]; the glossary's terms are shown by renderings of their
    /// entries only. What a person approved stays.
    ///
    /// # Errors
    /// The languages are swapped, or nothing of it renders anything of the text. The document is then as it was.
    ///
    /// ```
    /// # use padan::align::Aligner;
    /// # use padan::{Annotator, Lexicon, morph::Analyzer, terms::TermIndex, text::SourceText};
    /// # let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
    /// let text = "Gencatan senjata gagal. Perang berlanjut.";
    /// let mut document = annotator.worker().annotate(SourceText::from_text("-", text));
    /// Aligner::new(&annotator).translate(&mut document, "The ceasefire failed, and the war went on.")?;
    /// let last = document.sentences().last().and_then(|s| s.translation.as_ref()).expect("stands with the last");
    /// assert_eq!((last.sentences, last.terms[0].span.of(&last.text)), (2, "ceasefire"));
    /// # Ok::<(), padan::align::TranslationError>(())
    /// ```
    pub fn translate(&mut self, document: &mut Document, translation: &str) -> Result<Fit, TranslationError> {
        let text = document.source.text();
        let lines: Vec<SourceLine> = document.sentences().map(|s| self.lexis.source_line(text, s)).collect();
        let bitext = self.placed(document, &lines, translation);
        if bitext.is_swapped() {
            return Err(TranslationError::Swapped);
        }
        if !bitext.beads.iter().any(Bead::is_pair) {
            // Paragraphs say what belongs together even where words do not.
            return match annotate::translate(document, translation) {
                Ok(()) => Ok(Fit { confidence: 0.0 }),
                Err(_) => Err(TranslationError::Unlike),
            };
        }
        let pairs: Vec<&Bead> = bitext.beads.iter().filter(|b| b.is_pair()).collect();
        let english: Vec<String> = pairs.iter().map(|b| bitext.target_text(b)).collect();
        let words: Pairs = pairs
            .iter()
            .zip(&english)
            .map(|(bead, text)| (joined(&lines[bead.source.clone()]), self.lexis.target(text)))
            .collect();
        let model = Model::train(&self.lexis, &words, &Learned::default());
        let all = word::all_links(&self.lexis, &model, &self.weights, &words);
        let (text, paragraphs) = (document.source.text(), &mut document.paragraphs);
        let lowered =
            if self.lexis.annotator.terms().looks_at_document() { text.to_lowercase() } else { String::new() };
        let mut sentences: Vec<&mut Sentence> = paragraphs.iter_mut().flat_map(|p| &mut p.sentences).collect();
        for (((bead, english), words), links) in pairs.iter().zip(&english).zip(words.iter()).zip(&all) {
            let mut terms = Vec::new();
            let mut from = 0;
            for sentence in &mut sentences[bead.source.clone()] {
                let until = from + sentence.tokens.len();
                let mut linked = vec![Vec::new(); sentence.tokens.len()];
                for link in links.iter().filter(|l| (from..until).contains(&l.source)) {
                    linked[link.source - from].push(link.target);
                }
                let here = Here { text, lowered: &lowered, linked: &linked, target: words.target };
                here.attest(&mut self.lexis, sentence);
                terms.extend(here.rendered(&mut self.lexis, sentence));
                from = until;
            }
            if let Some(last) = sentences[bead.source.clone()].last_mut() {
                last.translation = Some(Translation {
                    text: english.clone(),
                    sentences: bead.source.len(),
                    terms: marks(english, terms),
                });
            }
        }
        add_loose(&bitext, &mut sentences);
        Ok(Fit { confidence: bitext.confidence() })
    }

    /// The sentences of a document and of its translation, aligned.
    fn placed(&mut self, document: &Document, lines: &[SourceLine], translation: &str) -> Bitext {
        let folded = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        let paragraphs = (0..).zip(&document.paragraphs);
        let source: Vec<Segment> = paragraphs
            .flat_map(|(n, p)| p.sentences.iter().map(move |s| (n, s)))
            .map(|(n, s)| Segment::new(folded(document.text(s.span)), n))
            .collect();
        let name = document.source.name().display().to_string();
        let given: Vec<String> = translation.lines().map(folded).filter(|l| !l.is_empty()).collect();
        let by_line = given.len() == source.len();
        let target = match by_line {
            true => given.into_iter().zip(0..).map(|(line, n)| Segment::new(line, n)).collect(),
            false => read::sentences(translation),
        };
        let english: Vec<Vec<TargetWord>> = target.iter().map(|s| self.lexis.target(&s.text)).collect();
        let length = |s: &Segment| s.text.chars().count();
        let lengths: (Vec<usize>, Vec<usize>) =
            (source.iter().map(length).collect(), target.iter().map(length).collect());
        if by_line {
            let beads = sentence::given(&self.lexis, lines, &english, (&lengths.0, &lengths.1));
            return Bitext { name, source, target, beads };
        }
        let align = |s: Range<usize>, t: Range<usize>| {
            let lengths = (&lengths.0[s.clone()], &lengths.1[t.clone()]);
            let mut beads = sentence::align(&self.lexis, &lines[s.clone()], &english[t.clone()], lengths);
            for bead in &mut beads {
                bead.source = bead.source.start + s.start..bead.source.end + s.start;
                bead.target = bead.target.start + t.start..bead.target.end + t.start;
            }
            beads
        };
        let beads = align(0..source.len(), 0..target.len());
        let freely = Bitext { name, source, target, beads };
        let count = document.paragraphs.len() as u32;
        if count < 2 || freely.target.last().is_none_or(|s| s.paragraph + 1 != count) {
            return freely;
        }
        let of = |side: &[Segment], n: u32| {
            side.partition_point(|s| s.paragraph < n)..side.partition_point(|s| s.paragraph <= n)
        };
        let beads = (0..count).flat_map(|n| align(of(&freely.source, n), of(&freely.target, n))).collect();
        let within = Bitext { beads, ..freely.clone() };
        if freely.confidence() > within.confidence() + SURER { freely } else { within }
    }
}

/// Sentences as one.
fn joined(lines: &[SourceLine]) -> SourceLine {
    let mut all = SourceLine::default();
    for line in lines {
        all.units.extend(line.units.iter().map(|unit| unit.behind(all.words.len())));
        all.words.extend(&line.words);
    }
    all
}

/// Adds sentences of the translation that render none of the text to what stands before them, those at the beginning to what follows.
fn add_loose(bitext: &Bitext, sentences: &mut [&mut Sentence]) {
    let mut before: Option<usize> = None;
    let mut leading: Vec<String> = Vec::new();
    for bead in &bitext.beads {
        let english = bitext.target_text(bead);
        if bead.is_pair() {
            before = bead.source.clone().last();
            for english in leading.drain(..).rev() {
                add(sentences, before, |t| {
                    let by = english.len() as u32 + 1;
                    t.text = format!("{english} {}", t.text);
                    for term in &mut t.terms {
                        term.span = Span { start: term.span.start + by, end: term.span.end + by };
                    }
                });
            }
        } else if !english.is_empty() {
            match before {
                Some(_) => add(sentences, before, |t| t.text = format!("{} {english}", t.text)),
                None => leading.push(english),
            }
        }
    }
}

fn add(sentences: &mut [&mut Sentence], at: Option<usize>, change: impl FnOnce(&mut Translation)) {
    if let Some(translation) = at.and_then(|n| sentences.get_mut(n)).and_then(|s| s.translation.as_mut()) {
        change(translation);
    }
}

/// Words of a translation that render one term: their places, and the term's words.
type Rendered = (Vec<usize>, Vec<Span>);

/// Where the words of terms stand. A word renders one term.
fn marks(english: &str, terms: Vec<Rendered>) -> Vec<RenderedTerm> {
    let tokens = target::tokens(english);
    let mut taken: HashSet<usize> = HashSet::new();
    let mut out: Vec<RenderedTerm> = Vec::new();
    for (places, source) in terms {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for place in places.into_iter().filter(|p| !taken.contains(p)) {
            match runs.last_mut() {
                // A preposition or article inside: Ministry of Defence.
                Some(run) if place - run.end <= 2 && joins(english, &tokens[run.end..place], run.end, &taken) => {
                    run.end = place + 1;
                }
                _ => runs.push(place..place + 1),
            }
        }
        for run in runs {
            taken.extend(run.clone());
            let span = Span { start: tokens[run.start].start, end: tokens[run.end - 1].end };
            out.push(RenderedTerm { span, source: source.clone() });
        }
    }
    out.sort_by_key(|t| t.span.start);
    out
}

/// Whether the tokens between two words of a rendering, from place `at`, may belong to it.
fn joins(english: &str, between: &[Span], at: usize, taken: &HashSet<usize>) -> bool {
    between.iter().zip(at..).all(|(span, n)| {
        let form = span.of(english);
        let class = target::class(&form.to_lowercase());
        let small = matches!(class, TargetClass::Of | TargetClass::Article | TargetClass::To | TargetClass::Genitive);
        !taken.contains(&n) && (small || form == "-" || class == TargetClass::Preposition)
    })
}

/// A sentence with the English words that its words are linked to.
struct Here<'h> {
    text: &'h str,
    /// The whole text in lower case, if terms ask for it.
    lowered: &'h str,
    /// Places of the target that each token is linked to.
    linked: &'h [Vec<usize>],
    target: &'h [TargetWord],
}

impl Here<'_> {
    /// Shows the renderings that the translation has.
    fn attest(&self, lexis: &mut Lexis<'_>, sentence: &mut Sentence) {
        let annotator = lexis.annotator;
        let mut entries: Option<HashMap<usize, Vec<String>>> = None;
        let mut changed = false;
        for n in 0..sentence.tokens.len() {
            let (source, places) = (sentence.tokens[n].source, &self.linked[n]);
            // What a word of a phrase means is for the phrase to say.
            let is_part = sentence.units.iter().any(|u| u.tokens.len() > 1 && u.tokens.contains(&n) && is_listed(u));
            if is_part || places.is_empty() || self.agrees(lexis, &sentence.tokens[n].gloss, places) {
                continue;
            }
            let candidates: Vec<Cow<'static, str>> = match source {
                GlossSource::Lexicon | GlossSource::Derived | GlossSource::Corrected => {
                    let token = &sentence.tokens[n];
                    let own = token.analysis().map(|a| renderings(annotator.analyzer().lexicon(), a));
                    token.alternatives.iter().cloned().chain(own.into_iter().flatten()).collect()
                }
                GlossSource::Glossary => {
                    let entries = entries.get_or_insert_with(|| self.entries(annotator, sentence));
                    entries.get(&n).map_or_else(Vec::new, |e| e.iter().cloned().map(Cow::Owned).collect())
                }
                _ => continue,
            };
            let asked = |c: &Cow<'static, str>| tells(c, sentence.tokens[n].upos) && self.says(lexis, c, places);
            if let Some(gloss) = candidates.into_iter().find(asked) {
                self.take(annotator, sentence, n, gloss);
                changed = true;
            }
        }
        for unit in sentence.units.iter_mut().filter(|u| is_listed(u)) {
            let places = self.places(unit);
            if places.is_empty() || self.agrees(lexis, &unit.gloss, &places) {
                continue;
            }
            if let Some(gloss) = unit.alternatives.iter().find(|a| self.says(lexis, a, &places)).cloned() {
                unit.prefer(gloss);
                unit.reason = Some(Reason::Translation);
                changed = true;
            }
        }
        if changed {
            annotate::recompose(annotator.analyzer().lexicon(), self.text, sentence);
        }
    }

    /// Shows `gloss` for the token at `n`, and takes the reading for the right one that has it.
    fn take(&self, annotator: &Annotator, sentence: &mut Sentence, n: usize, gloss: Cow<'static, str>) {
        let token = &mut sentence.tokens[n];
        token.reason = Some(Reason::Translation);
        if token.source != GlossSource::Glossary {
            let lexicon = annotator.analyzer().lexicon();
            let has = |m: usize| renderings(lexicon, &token.analyses[m]).contains(&gloss);
            let trusted = |m: &usize| matches!(token.analyses[*m].basis, Basis::Listed | Basis::Derived);
            let other = (0..token.analyses.len()).filter(trusted).find(|&m| has(m));
            if let Some(m) = other.filter(|_| !has(token.chosen)) {
                token.chosen = m;
                token.upos = token.analyses[m].upos;
                token.roles.clear();
                if token.source != GlossSource::Corrected {
                    let listed = token.analyses[m].basis == Basis::Listed;
                    token.source = if listed { GlossSource::Lexicon } else { GlossSource::Derived };
                }
            }
        }
        token.prefer(gloss);
    }

    /// Whether the English at `places` says what `gloss` does: all its words, the endings of the languages aside.
    fn says(&self, lexis: &mut Lexis<'_>, gloss: &str, places: &[usize]) -> bool {
        let words = lexis.meaning(gloss);
        let stands =
            |keys: &[u32], place: usize| lexis.target_keys(self.target[place].kind()).iter().any(|k| keys.contains(k));
        let near = |place: &usize| places.iter().any(|p| p.abs_diff(*place) <= NEAR);
        let linked = words.iter().any(|keys| places.iter().any(|&p| stands(keys, p)));
        linked && words.iter().all(|keys| (0..self.target.len()).filter(near).any(|p| stands(keys, p)))
    }

    /// Whether the English at `places` says what `gloss` does, or says it by another word of its family (*Russia*, Russian): then the sense
    /// is the same, and only the sentence is built otherwise.
    fn agrees(&self, lexis: &mut Lexis<'_>, gloss: &str, places: &[usize]) -> bool {
        if self.says(lexis, gloss, places) {
            return true;
        }
        let words = lexis.meaning(gloss);
        let kinds = places.iter().map(|&p| self.target[p].kind());
        let content = kinds.filter(|&k| lexis.targets[k as usize].class == TargetClass::Content);
        let keys: Vec<u32> = content.flat_map(|k| lexis.target_keys(k).iter().copied()).collect();
        let akin = |a: u32, b: u32| kinship(lexis.keys.string(a), lexis.keys.string(b)) > AKIN;
        let said = |word: &Vec<u32>| word.iter().any(|&w| keys.iter().any(|&key| akin(key, w)));
        !words.is_empty() && words.iter().all(said)
    }

    /// The places that the words of a unit are linked to, rising.
    fn places(&self, unit: &Unit) -> Vec<usize> {
        let mut places: Vec<usize> = unit.tokens.iter().flat_map(|&t| &self.linked[t]).copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// What the entries of terms of one word have for them, by token.
    fn entries(&self, annotator: &Annotator, sentence: &Sentence) -> HashMap<usize, Vec<String>> {
        let forms: Vec<&str> = sentence.tokens.iter().map(|t| t.span.of(self.text)).collect();
        let lower: Vec<String> = forms.iter().map(|f| f.replace('’', "'").to_lowercase()).collect();
        let views: Vec<View<'_>> = forms.iter().zip(&lower).map(|(form, lower)| View::new(form, lower)).collect();
        let options = annotator.options();
        let context = Context {
            headline: segment::is_headline(self.text, sentence.tokens.iter().map(|t| (t.span, t.kind))),
            document: self.lowered,
            domain: options.domain.as_deref(),
            scope: options.scope.as_deref(),
            senses: None,
        };
        let found = annotator.terms().find(&views, &context);
        let renderings = |m: &crate::terms::TermMatch<'_>| {
            let all = std::iter::once(&*m.target).chain(m.others.iter().copied()).chain(m.of_senses.iter().copied());
            all.map(|target| annotate::rendered(m, target)).collect()
        };
        found.iter().filter(|m| m.tokens.len() == 1).map(|m| (m.tokens.start, renderings(m))).collect()
    }

    /// The English words that render each term of the glossary in the sentence: those of its entry if they stand there, else those that its
    /// words are linked to.
    fn rendered(&self, lexis: &mut Lexis<'_>, sentence: &Sentence) -> Vec<Rendered> {
        let entries = self.entries(lexis.annotator, sentence);
        let terms = sentence.outer_units_where(|u| matches!(u.source, UnitSource::Glossary | UnitSource::Approved));
        let english = |u: &Unit| std::iter::once(&u.gloss).chain(&u.alternatives).map(|g| g.to_string()).collect();
        let mut groups: Vec<(Vec<usize>, Vec<String>)> = terms.map(|u| (u.tokens.clone(), english(u))).collect();
        for (n, token) in sentence.tokens.iter().enumerate() {
            if token.source == GlossSource::Glossary && !groups.iter().any(|(g, _)| g.contains(&n)) {
                let entry = entries.get(&n).into_iter().flatten().cloned();
                groups.push((vec![n], std::iter::once(token.gloss.to_string()).chain(entry).collect()));
            }
        }
        groups.sort();
        let mut out = Vec::new();
        for (tokens, english) in groups {
            let mut places: Vec<usize> = tokens.iter().flat_map(|&t| &self.linked[t]).copied().collect();
            places.sort_unstable();
            places.dedup();
            let content = |p: &usize| matches!(self.target[*p].class(), TargetClass::Content | TargetClass::Number);
            if places.iter().any(content) {
                places.retain(content);
            }
            let own = english.iter().find_map(|e| self.standing(lexis, e, &places));
            let places = own.unwrap_or_else(|| self.alone(&tokens, places));
            if !places.is_empty() {
                out.push((places, tokens.iter().map(|&t| sentence.tokens[t].span).collect()));
            }
        }
        out
    }

    /// Where the words of an English rendering stand near `places`, in whatever order and with few words between.
    fn standing(&self, lexis: &mut Lexis<'_>, english: &str, places: &[usize]) -> Option<Vec<usize>> {
        let words = lexis.meaning(english);
        let is =
            |keys: &[u32], place: usize| lexis.target_keys(self.target[place].kind()).iter().any(|k| keys.contains(k));
        let near = |place: usize| places.iter().any(|p| p.abs_diff(place) <= NEAR);
        let from = |first: usize| -> Option<Vec<usize>> {
            let window = first..self.target.len().min(first + words.len() + 2);
            let mut taken: Vec<usize> = Vec::new();
            for keys in &words {
                taken.push(window.clone().find(|p| !taken.contains(p) && is(keys, *p))?);
            }
            taken.sort_unstable();
            taken.iter().any(|&p| near(p)).then_some(taken)
        };
        let linked = |found: &Vec<usize>| found.iter().filter(|p| places.contains(p)).count();
        let all = (0..self.target.len()).filter(|_| !words.is_empty()).filter_map(from);
        // Of places that are as good the first, and of windows on one place the narrowest.
        all.rev().max_by_key(|found| (linked(found), std::cmp::Reverse(found[found.len() - 1] - found[0])))
    }

    /// Of the places that tokens are linked to those that no other token is linked to, if there are some.
    fn alone(&self, tokens: &[usize], places: Vec<usize>) -> Vec<usize> {
        let others = |p: &usize| (0..self.linked.len()).any(|t| !tokens.contains(&t) && self.linked[t].contains(p));
        if places.iter().all(others) { places } else { places.into_iter().filter(|p| !others(p)).collect() }
    }
}

/// Whether a rendering tells of the sense of a word, not of how English builds its sentence: it has a word of meaning, or is a preposition for
/// a preposition.
fn tells(gloss: &str, upos: Upos) -> bool {
    let mut classes = gloss.split_whitespace().map(|w| target::class(&w.to_lowercase()));
    match upos {
        Upos::Adp => classes.all(|c| matches!(c, TargetClass::Content | TargetClass::Preposition | TargetClass::Of)),
        _ => classes.any(|c| matches!(c, TargetClass::Content | TargetClass::Number)),
    }
}

/// Whether glossary or lexicon list the unit, and so may have other renderings of it.
fn is_listed(unit: &Unit) -> bool {
    matches!(unit.source, UnitSource::Glossary | UnitSource::Lexicon)
        && matches!(unit.kind, UnitKind::Term | UnitKind::Phrase | UnitKind::Abbreviation)
}

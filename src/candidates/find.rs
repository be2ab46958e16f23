//! Phrases that may be terms.

use std::collections::HashMap;
use std::ops::Range;

use crate::align::{Alignment, WordLink, is_content, target_tokens};
use crate::annotate::{Annotator, Worker};
use crate::english::StemKey;
use crate::glossary::TermPos;
use crate::lexicon::{Flag, Lexicon};
use crate::model::{Analysis, Basis, MorphemeKind, Sentence, Token, TokenKind, Upos};
use crate::segment::{self, RawSentence, tokenize};
use crate::terms::{TermIndex, View};
use crate::text::Span;

/// Longest phrase in words.
const LONGEST: usize = 4;

/// A word of the source.
pub(super) struct Word {
    /// As written.
    pub form: String,
    /// Inflection folded, lower-cased.
    pub citation: String,
    pub class: Class,
    /// It stands first, where capitals say nothing.
    pub first: bool,
    /// A word of every day, or of no meaning of its own.
    pub general: bool,
}

/// What a word may be in a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Noun,
    Adjective,
    Name,
    Verb,
    Other,
}

/// A word of the target.
pub(super) struct TargetWord {
    pub form: String,
    pub stems: Vec<String>,
    pub content: bool,
}

/// A sentence, with its translation if it has one.
pub(super) struct Line {
    pub text: String,
    pub words: Vec<Word>,
    /// Words that are terms already.
    pub known: Vec<Known>,
    pub target_text: Option<String>,
    pub target: Vec<TargetWord>,
    pub links: Vec<WordLink>,
}

/// A term of the glossary in a line.
pub(super) struct Known {
    pub words: Range<usize>,
    pub glossary: usize,
    pub term: usize,
    pub sense: Option<usize>,
    /// It stands inside a longer one.
    pub inside: bool,
}

/// The sentences of texts and of aligned texts.
pub(super) fn lines(annotator: &Annotator, texts: &[&str], aligned: &[Alignment]) -> Vec<Line> {
    let mut worker = annotator.worker();
    let key = StemKey::default();
    let mut out = Vec::new();
    for text in texts {
        for paragraph in segment::paragraphs(text) {
            for raw in segment::sentences(text, paragraph) {
                out.push(line(annotator, &mut worker, text, &raw));
            }
        }
    }
    for alignment in aligned {
        for (bead, links) in alignment.links().filter(|(bead, _)| bead.is_pair()) {
            let (source, target) = (alignment.bitext.source_text(bead), alignment.bitext.target_text(bead));
            let tokens = tokenize(&source, Span::new(0, source.len()));
            let raw = RawSentence { span: Span::new(0, source.len()), tokens };
            let mut line = line(annotator, &mut worker, &source, &raw);
            let word = |span: &Span| {
                let form = span.of(&target).to_owned();
                TargetWord { stems: key.of(&form.replace('.', "")), content: is_content(&form), form }
            };
            line.target = target_tokens(&target).iter().map(word).collect();
            line.links = links.unwrap_or_default();
            line.target_text = Some(target);
            out.push(line);
        }
    }
    out
}

fn line(annotator: &Annotator, worker: &mut Worker<'_>, text: &str, raw: &RawSentence) -> Line {
    let sentence = worker.annotate_sentence(text, raw);
    let lexicon = annotator.analyzer().lexicon();
    let words = sentence.tokens.iter().enumerate().map(|(n, t)| word(lexicon, text, t, n == 0)).collect();
    let known = known(annotator.terms(), text, &sentence);
    let text = raw.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    Line { text, words, known, target_text: None, target: Vec::new(), links: Vec::new() }
}

fn known(index: &TermIndex, text: &str, sentence: &Sentence) -> Vec<Known> {
    let lower: Vec<String> = sentence.tokens.iter().map(|t| t.span.of(text).to_lowercase()).collect();
    let views: Vec<View<'_>> =
        sentence.tokens.iter().zip(&lower).map(|(t, lower)| View::new(t.span.of(text), lower)).collect();
    let found = index.find(&views, &Default::default()).into_iter();
    let known = found.map(|m| Known {
        words: m.tokens,
        glossary: m.glossary,
        term: m.term,
        sense: m.sense,
        inside: m.inside || m.crosses,
    });
    known.collect()
}

fn word(lexicon: &Lexicon, text: &str, token: &Token, first: bool) -> Word {
    let form = token.span.of(text).to_owned();
    let lexeme = token.analysis().and_then(|a| a.lexeme).map(|id| lexicon.lexeme(id));
    let measure = lexeme.is_some_and(|l| l.is(Flag::Unit) || matches!(l.kind(), Some("day" | "month")));
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    let class = match token.upos {
        _ if token.kind != TokenKind::Word || letters < 2 || measure => Class::Other,
        Upos::Propn => Class::Name,
        Upos::Noun => Class::Noun,
        Upos::Adj => Class::Adjective,
        Upos::Verb => Class::Verb,
        _ => Class::Other,
    };
    let citation = token.analysis().map_or_else(|| form.to_lowercase(), |a| citation(lexicon, &form, a));
    let general = !matches!(crate::lexicon::band(&citation), crate::model::Band::Rare);
    Word { form, citation, class, first, general }
}

/// A word without its inflection: clitics, doubling and passives are taken off.
fn citation(lexicon: &Lexicon, form: &str, analysis: &Analysis) -> String {
    let lower = form.to_lowercase();
    if analysis.upos == Upos::Propn || analysis.basis >= Basis::Guess {
        return lower;
    }
    let derives = |m: &&crate::model::Morpheme| {
        let voice = analysis.upos == Upos::Verb && matches!(&*m.form, "di-" | "ter-" | "meN-" | "ku=" | "kau=");
        matches!(m.kind, MorphemeKind::Prefix | MorphemeKind::Suffix) && !voice
    };
    if let Some(lexeme) = analysis.lexeme.map(|id| lexicon.lexeme(id)) {
        let plain = lexeme.form() != &*analysis.root || !analysis.morphemes.iter().any(|m| derives(&m));
        if plain && !lexeme.form().contains(' ') {
            return lexeme.form().to_lowercase();
        }
    }
    let clitics = analysis.affixes.clitics();
    let kept = analysis.morphemes.len().saturating_sub(clitics).max(1);
    let end = analysis.morphemes.get(kept - 1).map_or(lower.len(), |m| m.surface.range().end);
    let bare = lower.get(..end).unwrap_or(&lower).trim_end_matches('-');
    match bare.split_once('-') {
        Some((a, b)) if a == b => a.to_owned(),
        _ => bare.to_owned(),
    }
}

/// A phrase in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub line: usize,
    pub words: Range<usize>,
}

/// The phrases that were found, with their places.
pub(super) struct Spans {
    /// By the letters of the citation form, so that spellings with hyphen, space or neither are one.
    pub places: HashMap<String, Vec<Place>>,
}

impl Spans {
    pub(super) fn collect(annotator: &Annotator, lines: &[Line]) -> Self {
        let mut places: HashMap<String, Vec<Place>> = HashMap::new();
        let lexicon = annotator.analyzer().lexicon();
        for (n, line) in lines.iter().enumerate() {
            for from in 0..line.words.len() {
                for to in from + 1..=line.words.len().min(from + LONGEST) {
                    if !phrase(lexicon, &line.words[from..to]) {
                        continue;
                    }
                    let span = from..to;
                    let known = line.known.iter().any(|k| k.words.start <= span.start && span.end <= k.words.end);
                    if !known {
                        places.entry(key(&line.words[span.clone()])).or_default().push(Place { line: n, words: span });
                    }
                }
            }
        }
        Self { places }
    }

    pub(super) fn drop_rare(&mut self, least: usize) {
        self.places.retain(|_, p| p.len() >= least);
    }
}

/// The letters of a phrase.
pub(super) fn key(words: &[Word]) -> String {
    words.iter().flat_map(|w| w.citation.chars()).filter(|c| c.is_alphanumeric()).collect()
}

/// Words before the names of people and of what they are over.
const TITLES: &[&str] = &[
    "presiden", "wakil", "perdana", "menteri", "menlu", "menkeu", "ketua", "kepala", "raja", "ratu", "pangeran",
    "jenderal", "mayor", "kolonel", "letnan", "kapten", "gubernur", "bupati", "direktur", "komandan", "dubes",
    "sekjen", "mantan", "kanselir", "pm",
];

/// Whether words are a phrase of a kind that terms are: nouns with what describes them, names, or one noun, verb or adjective.
fn phrase(lexicon: &Lexicon, words: &[Word]) -> bool {
    let capital = |w: &Word| w.form.starts_with(char::is_uppercase);
    match words {
        [one] => matches!(one.class, Class::Noun | Class::Verb | Class::Adjective | Class::Name),
        [first, rest @ ..] => {
            let listed = || {
                let joined: Vec<&str> = words.iter().map(|w| w.citation.as_str()).collect();
                let content = |u: Upos| matches!(u, Upos::Noun | Upos::Verb | Upos::Adj | Upos::Propn);
                lexicon.phrase(&joined.join(" ")).any(|l| content(l.upos()))
            };
            // A name of several words is written with capitals throughout; a common noun before a name is no part of it.
            // Nor is a title: *Presiden Palestina* is no name.
            let title = TITLES.contains(&first.citation.as_str()) && rest.iter().any(|w| w.class == Class::Name);
            let name = words.iter().all(|w| capital(w) && w.class != Class::Other) && !first.first && !title;
            let common = matches!(first.class, Class::Noun)
                && rest.iter().all(|w| matches!(w.class, Class::Noun | Class::Adjective))
                && words.iter().all(|w| !w.form.chars().all(char::is_uppercase));
            let reflexive = first.class == Class::Verb && rest.len() == 1 && rest[0].citation == "diri";
            name || common || reflexive || listed() && first.class != Class::Other
        }
        [] => false,
    }
}

/// What kind of entry a phrase would be.
pub(super) fn pos(words: &[Word]) -> TermPos {
    match words {
        [one] => match one.class {
            Class::Verb => TermPos::Verb,
            Class::Adjective => TermPos::Adj,
            Class::Name => TermPos::Name,
            _ => TermPos::Noun,
        },
        [first, ..] if first.class == Class::Verb => TermPos::Verb,
        words if words.iter().all(|w| w.class == Class::Name) => TermPos::Name,
        _ => TermPos::Noun,
    }
}

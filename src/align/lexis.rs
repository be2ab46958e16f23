//! What padan knows of the words of both sides, and how well one may render the other.

use std::collections::HashMap;

use super::line::{SourceClass, SourceLine, SourceUnit, SourceWord, TargetWord};
use super::lists::{Interner, Lists};
use super::number;
use super::spelling::{kinship, likeness, skeleton};
use super::target::{self, TargetClass};
use super::word;
use crate::annotate::{Annotator, Worker};
use crate::english::StemKey;
use crate::model::{Analysis, GlossSource, MorphemeKind, Sentence, Token, TokenKind, UnitKind, Upos};
use crate::morph::renderings;
use crate::segment::{RawSentence, RawToken, tokenize};
use crate::text::Span;

/// The closed classes, by form; what is not listed goes by its part of speech.
const CLOSED: &[(SourceClass, &[&str])] = &[
    (SourceClass::Demonstrative, &["itu", "ini", "tersebut", "tadi", "begini", "begitu"]),
    (SourceClass::Article, &["sebuah", "seorang", "seekor", "suatu", "selembar", "sang", "si"]),
    (SourceClass::Plural, &["para", "kaum"]),
    (SourceClass::Relative, &["yang"]),
    (SourceClass::Complementizer, &["bahwa"]),
    (SourceClass::Copula, &["adalah", "ialah", "merupakan", "yaitu", "yakni"]),
    (
        SourceClass::Auxiliary,
        &["akan", "telah", "sudah", "sedang", "tengah", "bisa", "dapat", "harus", "masih", "belum", "boleh", "pernah"],
    ),
    (SourceClass::Negation, &["tidak", "tak", "bukan", "tanpa", "jangan", "bukanlah", "tidaklah"]),
];

/// A kind of Indonesian word: what does not depend on its place.
#[derive(Debug)]
pub(super) struct SourceType {
    pub class: SourceClass,
    /// Which of [`Lexis::skeletons`] it has.
    pub skeleton: u32,
    /// It ends in a pronoun: `-nya`, `-ku`, `-mu`.
    pub possessed: bool,
    /// It is a passive: `di-`, `ter-`.
    pub passive: bool,
}

/// A kind of English word.
#[derive(Debug)]
pub(super) struct TargetType {
    pub class: TargetClass,
    /// Which of [`Lexis::skeletons`] it has.
    pub skeleton: u32,
}

/// Lines that a worker reads before it begins anew. It keeps all readings of each word that it meets, far more than alignment asks of
/// the word; those of some hundred lines hold most words that come again.
const RESTED: usize = 300;

/// The words met so far, of both sides.
#[derive(Debug)]
pub(super) struct Lexis<'a> {
    pub annotator: &'a Annotator,
    worker: Worker<'a>,
    /// How many lines the worker has read.
    read: usize,
    stemmer: StemKey,
    /// What words of glosses and of English are compared by: stems, figures.
    pub keys: Interner,
    /// Forms of words without what the languages do to loan words.
    pub skeletons: Interner,
    source_forms: Interner,
    pub sources: Vec<SourceType>,
    /// Of each source kind the keys by which it may be rendered, rising, with how likely they are to.
    renders: Lists<(u32, f32)>,
    target_forms: Interner,
    pub targets: Vec<TargetType>,
    /// Of each target kind its stem, or those of its parts; of figures, their values.
    target_keys: Lists<u32>,
    gloss_forms: Interner,
    /// Keys of each gloss with their weights, rising by key.
    glosses: Lists<(u32, f32)>,
    /// How many threads may work.
    pub threads: usize,
}

/// Number words, whose values count as keys too.
const NUMBER_WORDS: &[(&str, &str)] = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
];

impl<'a> Lexis<'a> {
    pub(super) fn new(annotator: &'a Annotator) -> Self {
        Self {
            annotator,
            worker: annotator.worker(),
            read: 0,
            stemmer: StemKey::default(),
            keys: Interner::default(),
            skeletons: Interner::default(),
            source_forms: Interner::default(),
            sources: Vec::new(),
            renders: Lists::default(),
            target_forms: Interner::default(),
            targets: Vec::new(),
            target_keys: Lists::default(),
            gloss_forms: Interner::default(),
            glosses: Lists::default(),
            threads: word::threads(),
        }
    }

    /// An Indonesian segment, cut into tokens as texts are.
    pub(super) fn source(&mut self, text: &str) -> SourceLine {
        self.source_of(text, tokenize(text, Span::new(0, text.len())))
    }

    /// An Indonesian segment whose tokens stand between spaces.
    pub(super) fn source_tokenized(&mut self, text: &str) -> SourceLine {
        self.source_of(text, given_tokens(text))
    }

    fn source_of(&mut self, text: &str, tokens: Vec<RawToken>) -> SourceLine {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return SourceLine::default() };
        let raw = RawSentence { span: Span { start: first.span.start, end: last.span.end }, tokens };
        if self.read == RESTED {
            self.rest();
        }
        self.read += 1;
        let sentence = self.worker.annotate_sentence(text, &raw);
        self.source_line(text, &sentence)
    }

    /// Forgets how words may be read; the words themselves, and what it takes to compare them, stay.
    pub(super) fn rest(&mut self) {
        (self.worker, self.read) = (self.annotator.worker(), 0);
    }

    /// A sentence that is annotated already.
    pub(super) fn source_line(&mut self, text: &str, sentence: &Sentence) -> SourceLine {
        let words = sentence.tokens.iter().map(|t| self.source_word(t.span.of(text), t)).collect();
        // Units that are composed of their words' own glosses tell nothing that these do not.
        let listed = |kind| matches!(kind, UnitKind::Term | UnitKind::Phrase | UnitKind::Name | UnitKind::Abbreviation);
        let units = sentence.units.iter().filter(|u| u.tokens.len() > 1 && listed(u.kind));
        let units = units.map(|u| SourceUnit::new(&u.tokens, self.gloss(&u.gloss))).collect();
        SourceLine { words, units }
    }

    fn source_word(&mut self, form: &str, token: &Token) -> SourceWord {
        let key = type_form(form);
        let kind = match self.source_forms.get(&key) {
            Some(kind) => kind,
            None => {
                let (made, renders) = self.source_type(form, token);
                self.sources.push(made);
                self.renders.push(renders);
                self.source_forms.number(&key)
            }
        };
        let listed = self.sources[kind as usize].class;
        let class = match listed {
            SourceClass::Content | SourceClass::Name if token.upos == Upos::Propn => SourceClass::Name,
            SourceClass::Content | SourceClass::Name => by_upos(token),
            closed => closed,
        };
        SourceWord::new(kind, self.gloss(&token.gloss), class)
    }

    /// A kind of word, and the keys by which it may be rendered.
    fn source_type(&mut self, form: &str, token: &Token) -> (SourceType, Vec<(u32, f32)>) {
        let lower = form.to_lowercase();
        let class = CLOSED.iter().find(|(_, words)| words.contains(&lower.as_str())).map(|(c, _)| *c);
        let mut renders: HashMap<u32, f32> = HashMap::new();
        for value in number::values(form) {
            if let Some((word, _)) = NUMBER_WORDS.iter().find(|(_, v)| **v == value) {
                self.add_gloss(&mut renders, word, 1.0);
            }
            let key = self.keys.number(&format!("#{value}"));
            renders.insert(key, 1.0);
        }
        let lexicon = self.annotator.analyzer().lexicon().clone();
        for (n, analysis) in token.analyses.iter().take(6).enumerate() {
            let weight = if n == token.chosen { 0.8 } else { [0.7, 0.55, 0.45, 0.35, 0.3, 0.3][n] };
            for (k, gloss) in renderings(&lexicon, analysis).iter().take(12).enumerate() {
                self.add_gloss(&mut renders, gloss, weight * 0.95f32.powi(k as i32));
            }
            if let Some(lexeme) = analysis.lexeme.map(|id| lexicon.lexeme(id)) {
                for gloss in lexeme.glosses().take(8) {
                    self.add_gloss(&mut renders, gloss, weight * 0.7);
                }
                if let Some(adjective) = lexeme.adjective() {
                    self.add_gloss(&mut renders, adjective, weight * 1.1);
                }
            }
            if n < 3 && analysis.morphemes.len() > 1 {
                self.add_root(&mut renders, analysis, weight * 0.55);
            }
        }
        if token.kind == TokenKind::Punctuation || token.kind == TokenKind::Symbol {
            let key = self.keys.number(mark(form));
            renders.insert(key, 1.0);
        }
        let mut renders: Vec<(u32, f32)> = renders.into_iter().collect();
        renders.sort_unstable_by_key(|&(key, _)| key);
        let analysis = token.analysis();
        let made = SourceType {
            class: class.unwrap_or_else(|| by_upos(token)),
            skeleton: self.skeletons.number(&skeleton(&lower)),
            possessed: analysis.is_some_and(|a| a.enclitic_pronoun().is_some()),
            passive: analysis.is_some_and(|a| {
                a.has(MorphemeKind::Prefix, "di") || a.has(MorphemeKind::Prefix, "ter") && a.upos == Upos::Verb
            }),
        };
        (made, renders)
    }

    /// The English of the root of a derived word.
    fn add_root(&mut self, renders: &mut HashMap<u32, f32>, analysis: &Analysis, weight: f32) {
        let lexicon = self.annotator.analyzer().lexicon().clone();
        for lexeme in lexicon.form(&analysis.root).take(2) {
            for gloss in lexeme.glosses().take(4) {
                self.add_gloss(renders, gloss, weight);
            }
        }
    }

    fn add_gloss(&mut self, renders: &mut HashMap<u32, f32>, gloss: &str, weight: f32) {
        let number = self.gloss(gloss);
        for &(key, share) in self.glosses.get(number) {
            let weight = (weight * share).min(1.0);
            let best = renders.entry(key).or_default();
            *best = best.max(weight);
        }
    }

    /// The number of a gloss.
    pub(super) fn gloss(&mut self, gloss: &str) -> u32 {
        if let Some(n) = self.gloss_forms.get(gloss) {
            return n;
        }
        let mut keys: Vec<(u32, f32)> = Vec::new();
        let words: Vec<(String, TargetClass)> = gloss
            .split(|c: char| c.is_whitespace() || c == '/')
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
            .filter(|w| !w.is_empty())
            .map(|w| (w.to_owned(), target::class(&w.to_lowercase())))
            .collect();
        let open = |class: TargetClass| matches!(class, TargetClass::Content | TargetClass::Number);
        let content = words.iter().filter(|(_, c)| open(*c)).count();
        for (word, class) in &words {
            let share = match class {
                _ if words.len() == 1 => 1.0,
                c if open(*c) => 0.9,
                TargetClass::Article => 0.0,
                TargetClass::Auxiliary | TargetClass::To | TargetClass::Of if content > 0 => 0.1,
                _ if content > 0 => 0.35,
                _ => 0.7,
            };
            if share > 0.0 {
                keys.extend(self.keys_of(word).into_iter().map(|k| (k, share)));
            }
        }
        keys.sort_unstable_by_key(|&(key, _)| key);
        keys.dedup_by_key(|&mut (key, _)| key);
        self.glosses.push(keys);
        self.gloss_forms.number(gloss)
    }

    /// The keys of each word of a gloss that has a meaning of its own; of all its words, if none has.
    pub(super) fn meaning(&mut self, gloss: &str) -> Vec<Vec<u32>> {
        let words: Vec<&str> = gloss
            .split_whitespace()
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
            .filter(|w| !w.is_empty())
            .collect();
        let open = |w: &&str| matches!(target::class(&w.to_lowercase()), TargetClass::Content | TargetClass::Number);
        let content: Vec<&str> = words.iter().copied().filter(|w| open(w)).collect();
        let asked = if content.is_empty() { words } else { content };
        // his/its is one word or the other.
        asked.into_iter().map(|w| w.split('/').flat_map(|w| self.keys_of(w)).collect()).collect()
    }

    /// The keys of an English word: an abbreviation as it is, a figure by its values, all else by its stems.
    fn keys_of(&mut self, word: &str) -> Vec<u32> {
        let values = number::values(word);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if !values.is_empty() && letters == 0 {
            return values.iter().map(|v| self.keys.number(&format!("#{v}"))).collect();
        }
        if let Some(abbreviation) = abbreviation(word) {
            return vec![self.keys.number(&abbreviation)];
        }
        let lower = word.to_lowercase();
        if matches!(target::class(&lower), TargetClass::Auxiliary | TargetClass::Genitive | TargetClass::Negation) {
            return vec![self.keys.number(auxiliary_base(&lower))];
        }
        let mut keys: Vec<u32> = Vec::new();
        for part in word.split('-').filter(|p| !p.is_empty()) {
            match abbreviation(part) {
                Some(a) => keys.push(self.keys.number(&a)),
                None => {
                    for stem in self.stemmer.of(part) {
                        keys.push(self.keys.number(&stem));
                    }
                    if let Some((_, value)) = NUMBER_WORDS.iter().find(|(w, _)| part.eq_ignore_ascii_case(w)) {
                        keys.push(self.keys.number(&format!("#{value}")));
                    }
                }
            }
        }
        keys
    }

    /// An English segment, cut into tokens.
    pub(super) fn target(&mut self, text: &str) -> Vec<TargetWord> {
        target::tokens(text).into_iter().map(|span| self.target_word(span.of(text))).collect()
    }

    /// An English segment whose tokens stand between spaces.
    pub(super) fn target_tokenized(&mut self, text: &str) -> Vec<TargetWord> {
        text.split(' ').filter(|t| !t.is_empty()).map(|form| self.target_word(form)).collect()
    }

    /// An English word.
    pub(super) fn target_word(&mut self, form: &str) -> TargetWord {
        let key = type_form(form);
        let kind = match self.target_forms.get(&key) {
            Some(kind) => kind,
            None => {
                let lower = form.to_lowercase();
                let class = if abbreviation(form).is_some() { TargetClass::Content } else { target::class(&lower) };
                let keys = match class {
                    TargetClass::Punctuation => vec![self.keys.number(mark(form))],
                    _ => self.keys_of(form),
                };
                self.targets.push(TargetType { class, skeleton: self.skeletons.number(&skeleton(&lower)) });
                self.target_keys.push(keys);
                self.target_forms.number(&key)
            }
        };
        let class = self.targets[kind as usize].class;
        TargetWord::new(kind, class, form.starts_with(char::is_uppercase))
    }

    /// The form of each kind of Indonesian word, in their order.
    pub(super) fn source_forms(&self) -> impl Iterator<Item = &str> {
        self.source_forms.strings()
    }

    /// The form of each kind of English word, in their order.
    pub(super) fn target_forms(&self) -> impl Iterator<Item = &str> {
        self.target_forms.strings()
    }

    /// The keys by which a kind of Indonesian word may be rendered, rising, with how likely they are to.
    pub(super) fn renders(&self, source: u32) -> &[(u32, f32)] {
        self.renders.get(source)
    }

    /// The keys of a kind of English word: its stem, or those of its parts; of figures, their values.
    pub(super) fn target_keys(&self, target: u32) -> &[u32] {
        self.target_keys.get(target)
    }

    /// The keys of a gloss with their weights, rising by key.
    pub(super) fn gloss_keys(&self, gloss: u32) -> &[(u32, f32)] {
        self.glosses.get(gloss)
    }

    /// How well an English word may render an Indonesian one, whatever their places: 0 to 1.
    pub(super) fn affinity(&self, source: u32, target: u32) -> f32 {
        let (s, t) = (&self.sources[source as usize], &self.targets[target as usize]);
        let (renders, keys) = (self.renders(source), self.target_keys(target));
        let listed = heaviest(renders, keys);
        if listed >= 0.6 || t.class != TargetClass::Content || !open(s.class) {
            return listed;
        }
        listed.max(self.alike(s.skeleton, t.skeleton)).max(self.kindred(renders, keys))
    }

    /// Likeness of spelling, as far as it tells of names and loan words.
    fn alike(&self, source: u32, target: u32) -> f32 {
        let (s, t) = (self.skeletons.string(source), self.skeletons.string(target));
        if s.is_empty() || s.as_bytes().first() != t.as_bytes().first() {
            return 0.0;
        }
        match likeness(s, t) {
            l if l >= 1.0 => 0.95,
            l if l >= 0.6 => (l - 0.4) * 1.4,
            _ => 0.0,
        }
    }

    /// Likeness of an English word's keys to the renderings that we know.
    fn kindred(&self, renders: &[(u32, f32)], keys: &[u32]) -> f32 {
        let mut best = 0.0f32;
        for &key in keys {
            let stem = self.keys.string(key);
            // What is kin begins alike.
            let Some(beginning) = stem.as_bytes().first_chunk::<4>() else { continue };
            for &(render, weight) in renders {
                let render = self.keys.string(render);
                if weight * 0.7 > best && render.as_bytes().first_chunk::<4>() == Some(beginning) {
                    best = best.max(kinship(render, stem) * weight * 0.7);
                }
            }
        }
        if best < 0.25 { 0.0 } else { best }
    }

    /// How well an English word renders the gloss `gloss`: 0 to 1.
    pub(super) fn renders_gloss(&self, gloss: u32, target: u32) -> f32 {
        heaviest(self.gloss_keys(gloss), self.target_keys(target))
    }
}

/// Whether a word of the class has a meaning of its own.
pub(super) fn open(class: SourceClass) -> bool {
    matches!(class, SourceClass::Content | SourceClass::Name | SourceClass::Number)
}

/// The largest weight of one of `keys` in a list that rises by key.
fn heaviest(weights: &[(u32, f32)], keys: &[u32]) -> f32 {
    let of = |key: &u32| weights.binary_search_by_key(key, |&(k, _)| k).map_or(0.0, |at| weights[at].1);
    keys.iter().map(of).fold(0.0, f32::max)
}

fn by_upos(token: &Token) -> SourceClass {
    match token.kind {
        TokenKind::Punctuation => return SourceClass::Punctuation,
        TokenKind::Number => return SourceClass::Number,
        _ => {}
    }
    match token.upos {
        _ if token.source == GlossSource::Name => SourceClass::Name,
        Upos::Propn => SourceClass::Name,
        Upos::Num => SourceClass::Number,
        Upos::Adp => SourceClass::Preposition,
        Upos::Cconj | Upos::Sconj => SourceClass::Conjunction,
        Upos::Pron => SourceClass::Pronoun,
        Upos::Aux => SourceClass::Auxiliary,
        Upos::Punct => SourceClass::Punctuation,
        _ => SourceClass::Content,
    }
}

/// The key of a word's type: lower case, but abbreviations stay in capitals, so that `US` and `us` are two.
fn type_form(form: &str) -> String {
    abbreviation(form).unwrap_or_else(|| form.replace('’', "'").to_lowercase())
}

/// An abbreviation without its full stops: two capitals or more and nothing else, or single letters with stops.
fn abbreviation(form: &str) -> Option<String> {
    let singular = form.strip_suffix('s').filter(|f| f.len() > 1).unwrap_or(form);
    let letters: String = singular.chars().filter(|&c| c != '.').collect();
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    let dotted = letters.len() != singular.len();
    let all = letters.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    (all && capitals >= 2 && (dotted || letters.chars().count() <= 6)).then_some(letters)
}

/// The base form of a form of *be*, *have* and so on.
fn auxiliary_base(lower: &str) -> &str {
    match lower {
        "is" | "are" | "am" | "was" | "were" | "be" | "been" | "being" | "'m" | "'re" => "be",
        "has" | "have" | "had" | "having" | "'ve" => "have",
        "does" | "do" | "did" => "do",
        "will" | "'ll" | "wo" => "will",
        "'d" => "would",
        "can" | "ca" | "cannot" => "can",
        "not" | "n't" => "not",
        "’s" => "'s",
        "’" => "'",
        other => other,
    }
}

/// One sign for the kinds of quotation marks, dashes and brackets.
fn mark(form: &str) -> &str {
    match form {
        "\"" | "“" | "”" | "''" | "``" | "'" | "‘" | "’" | "«" | "»" => "\"",
        "-" | "--" | "–" | "—" => "-",
        "..." | "…" | ".." => "...",
        other => other,
    }
}

/// Tokens that stand between spaces, each with the kind that the segmenter gives its longest piece.
pub(super) fn given_tokens(text: &str) -> Vec<RawToken> {
    let mut out = Vec::new();
    let mut at = 0;
    for form in text.split(' ') {
        let span = Span::new(at, at + form.len());
        at += form.len() + 1;
        if form.is_empty() {
            continue;
        }
        let longest = tokenize(text, span).into_iter().max_by_key(|t| t.span.len());
        out.push(RawToken { span, kind: longest.map_or(TokenKind::Symbol, |t| t.kind), small: false });
    }
    out
}

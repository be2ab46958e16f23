//! What is known of a word whatever its context, and the token that it becomes in one.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use smallvec::SmallVec;

use super::{Annotator, figures, keys, roles};
use crate::lexicon::source::ITSELF;
use crate::lexicon::{Flag, Lexeme, Lexicon, SenseCondition, SenseRules};
use crate::model::{Analysis, Basis, CostReason, GlossSource, MorphemeKind, Token, TokenKind, Upos};
use crate::morph::renderings;
use crate::segment;
use crate::sense::{self, Candidate, Neighbour};
use crate::terms;
use crate::text;

/// What is known of a word whatever its context.
#[derive(Debug)]
pub(super) struct WordType<'a> {
    pub(super) lower: Box<str>,
    pub(super) analyses: Arc<[Analysis]>,
    /// What else is known of each analysis.
    pub(super) readings: Readings,
    /// Whether its likeliest reading is no more than a guess.
    pub(super) guessed: bool,
    /// Whether one of the readings has sense rules.
    pub(super) ruled: bool,
    /// What the choice in context looks at, one an analysis.
    candidates: Box<[Candidate]>,
    /// The options that they make where the word is written in small letters.
    small: sense::Options,
    /// What the context model knows of it.
    rows: Option<&'a sense::WordRows>,
    /// Forms under which phrases may list the word; see [`keys`].
    pub(super) keys: SmallVec<[keys::Key; 1]>,
    /// What the index of terms knows of it.
    pub(super) known: terms::Known,
    /// The English of a reading as a name, and the letters that it was first met in.
    as_name: OnceLock<(usize, Box<str>, Shown)>,
}

/// Largest number of word types that are remembered; news of any length has fewer in a stretch.
const REMEMBERED: usize = 200_000;

/// Word types that were met.
#[derive(Debug, Default)]
pub(super) struct WordTypes<'a> {
    all: Vec<WordType<'a>>,
    /// Most of them, by their letters.
    usual: HashTable<Met>,
    /// Unknown words in small letters, which may be slips; in capitals they are names, and stand among the others.
    slips: HashTable<Met>,
    state: RandomState,
    /// Room for a word in lower case.
    lower: String,
}

/// A word type in a table. Its first letters stand beside its place: a word is told from others without a look at them.
#[derive(Clone, Copy, Debug)]
struct Met {
    id: WordId,
    length: u8,
    first: [u8; FIRST],
}

/// As many letters as most words have at most.
const FIRST: usize = 19;

/// The length and the first letters of a word.
fn beginning(lower: &str) -> (u8, [u8; FIRST]) {
    let mut first = [0; FIRST];
    let length = lower.len().min(FIRST);
    first[..length].copy_from_slice(&lower.as_bytes()[..length]);
    (u8::try_from(lower.len()).unwrap_or(u8::MAX), first)
}

/// The place of a word type, as long as none is forgotten.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordId(u32);

impl<'a> WordTypes<'a> {
    /// Forgets all if they are many; returns whether they were.
    pub(super) fn forget(&mut self) -> bool {
        let many = self.all.len() >= REMEMBERED;
        if many {
            self.all.clear();
            self.usual.clear();
            self.slips.clear();
        }
        many
    }

    pub(super) fn get(&self, id: WordId) -> &WordType<'a> {
        &self.all[id.0 as usize]
    }

    /// What does not depend on the place of a word; `plain` says that it is known to have small ASCII letters alone.
    pub(super) fn of(&mut self, annotator: &'a Annotator, form: &str, plain: bool) -> WordId {
        if plain {
            return self.of_lower(annotator, form, true);
        }
        let mut written = std::mem::take(&mut self.lower);
        lower(form, &mut written);
        let id = self.of_lower(annotator, &written, form.starts_with(char::is_lowercase));
        self.lower = written;
        id
    }

    /// The same of a word in lower case; `small` says that it is written so.
    fn of_lower(&mut self, annotator: &'a Annotator, lower: &str, small: bool) -> WordId {
        let hash = self.state.hash_one(lower);
        let (length, first) = beginning(lower);
        let is = |met: &Met| {
            (met.length, met.first) == (length, first) && (lower.len() <= FIRST || *self.get(met.id).lower == *lower)
        };
        let met = |among: &HashTable<Met>| among.find(hash, is).map(|met| met.id);
        let usual = met(&self.usual).filter(|&id| !(small && self.get(id).guessed));
        if let Some(id) = usual.or_else(|| small.then(|| met(&self.slips)).flatten()) {
            return id;
        }
        let mut analyses = annotator.analyzer.analyze(lower);
        let slip = small && analyses[0].basis >= Basis::Guess;
        if slip && let Some((_, meant)) = annotator.analyzer.correct(lower) {
            analyses.splice(0..0, meant);
        }
        let id = WordId(u32::try_from(self.all.len()).expect("fewer are remembered"));
        self.all.push(WordType::new(annotator, lower, analyses));
        let hash_of = |met: &Met| self.state.hash_one(&*self.all[met.id.0 as usize].lower);
        let among = if slip { &mut self.slips } else { &mut self.usual };
        among.insert_unique(hash, Met { id, length, first }, hash_of);
        id
    }
}

/// The readings of a word type. The likeliest, which most tokens have, stands in the type itself.
#[derive(Debug)]
pub(super) struct Readings {
    first: Reading,
    others: Box<[Reading]>,
}

impl Readings {
    /// Of one at least.
    fn new(mut readings: impl Iterator<Item = Reading>) -> Self {
        Self { first: readings.next().expect("a word has a reading"), others: readings.collect() }
    }

    pub(super) fn len(&self) -> usize {
        1 + self.others.len()
    }

    fn iter(&self) -> impl Iterator<Item = &Reading> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

impl std::ops::Index<usize> for Readings {
    type Output = Reading;

    #[inline]
    fn index(&self, n: usize) -> &Reading {
        n.checked_sub(1).map_or(&self.first, |n| &self.others[n])
    }
}

/// What is known of a reading whatever its context, besides its analysis. It stands together, so that a token finds it in one place.
#[derive(Debug)]
pub(super) struct Reading {
    /// The English as it is shown where the letters of the word say nothing more.
    shown: OnceLock<Shown>,
    /// Its English, best first.
    renderings: Vec<Cow<'static, str>>,
    /// Where its English comes from, if it is read as no name.
    source: GlossSource,
    pub(super) upos: Upos,
    /// What the reading costs without context.
    pub(super) cost: u32,
    /// Whether it has an enclitic.
    pub(super) clitic: bool,
    /// Whether some morpheme may have a role; see [`roles`].
    pub(super) has_role: bool,
    /// The citation form; empty if no entry lists it.
    citation: &'static str,
    /// Marks of its forms; see [`Neighbour::marks`].
    marks: sense::Marks,
    /// Its sense rules.
    pub(super) rules: SenseRules,
}

/// The English of a token: the one gloss that is shown, and the next best.
#[derive(Clone, Debug)]
struct Shown {
    gloss: Cow<'static, str>,
    alternatives: Arc<Vec<Cow<'static, str>>>,
}

/// Whether `words` has the form, however it is capitalised.
pub(super) fn lists(words: &[&str], form: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(form))
}

/// What a sense rule sees of `token`.
pub(super) fn neighbour<'a>(token: &'a Token, lower: &'a str, word: Option<&WordType<'_>>) -> Neighbour<'a> {
    match word {
        Some(word) => Neighbour {
            lower,
            citation: word.readings[token.chosen].citation,
            upos: token.upos,
            marks: word.readings[token.chosen].marks,
        },
        None => Neighbour::new(lower, "", token.upos),
    }
}

/// Writes `form` in lower case, with plain apostrophes.
fn lower(form: &str, out: &mut String) {
    out.clear();
    match form.is_ascii() {
        true => {
            out.push_str(form);
            out.make_ascii_lowercase();
        }
        false => out.push_str(&text::lowered(&form.replace('’', "'"))),
    }
}

fn candidate(lexicon: &Lexicon, analysis: &Analysis, lower: &str) -> Candidate {
    let lexeme = analysis.lexeme.map(|id| lexicon.lexeme(id));
    let written: &'static str = lexeme.map_or("", |l| l.form());
    Candidate {
        upos: analysis.upos,
        cost: analysis.cost.total(),
        basis: analysis.basis,
        name: match lexeme {
            Some(l) if l.upos() == Upos::Propn || l.full().is_some() => Some(written),
            _ => None,
        },
        whole: lexeme.is_some_and(|l| l.form().eq_ignore_ascii_case(lower)),
        personal: lexeme.and_then(|l| l.kind()).is_some_and(|k| matches!(k, "given" | "family" | "person")),
        place: lexeme.and_then(|l| l.kind()).is_some_and(|k| matches!(k, "country" | "region" | "city" | "island")),
        bound: lexeme.is_some_and(|l| l.is(Flag::Bound)),
        prefixed: analysis.morphemes[0].kind == MorphemeKind::Prefix,
    }
}

/// What the choice in context looks at of the tokens of a sentence. With the kind of each comes whether it is known to be in small letters.
pub(super) fn slots<'t>(
    model: &'t sense::Model,
    forms: &[&'t str],
    kinds: impl Iterator<Item = (TokenKind, bool)>,
    types: &'t [Option<&WordType<'_>>],
) -> Vec<sense::Slot<'t>> {
    let slot = |(n, (kind, small)): (usize, (TokenKind, bool))| match &types[n] {
        Some(word) => sense::Slot {
            form: forms[n],
            lower: &word.lower,
            kind,
            candidates: &word.candidates,
            rows: word.rows,
            small: (small || forms[n] == &*word.lower).then_some(&*word.small),
        },
        None => {
            let form = forms[n];
            sense::Slot { form, lower: form, kind, candidates: &[], rows: model.word(form), small: None }
        }
    };
    kinds.enumerate().map(slot).collect()
}

pub(super) fn word_token(
    lexicon: &Lexicon,
    raw: &segment::RawToken,
    word: &WordType<'_>,
    choice: sense::Choice,
    form: &str,
) -> Token {
    let chosen = choice.candidate;
    let reading = &word.readings[chosen];
    let known = !reading.renderings.is_empty();
    // A name that is not known as one is shown as it is written; so is what nothing is known of.
    let as_written = choice.upos == Upos::Propn && (!known || reading.upos != Upos::Propn);
    let shown = match (as_written, known) {
        (true, _) => word.shown_as_name(lexicon, chosen, form),
        (false, true) => reading.shown.get_or_init(|| word.shown(lexicon, chosen, false, form)).clone(),
        (false, false) => word.shown(lexicon, chosen, false, form),
    };
    Token {
        span: raw.span,
        kind: raw.kind,
        analyses: Arc::clone(&word.analyses),
        chosen,
        upos: choice.upos,
        gloss: shown.gloss,
        alternatives: shown.alternatives,
        source: reading.source_as(choice.upos),
        reason: None,
        roles: Vec::new(),
    }
}

impl Reading {
    fn new(lexicon: &Lexicon, analysis: &Analysis, lower: &str) -> Self {
        let lexeme = analysis.lexeme.map(|id| lexicon.lexeme(id));
        let citation = lexeme.map_or("", Lexeme::form);
        let renderings = renderings(lexicon, analysis);
        Self {
            shown: OnceLock::new(),
            source: source(analysis, !renderings.is_empty()),
            renderings,
            upos: analysis.upos,
            cost: analysis.cost.total(),
            clitic: analysis.morphemes.iter().any(|m| m.kind == MorphemeKind::Enclitic),
            has_role: roles::has_role(analysis),
            citation,
            marks: Neighbour::new(lower, citation, analysis.upos).marks,
            rules: lexeme.map_or_else(SenseRules::default, |lexeme| lexicon.sense_rules(lexeme)),
        }
    }

    /// Whether the entry is the word as it stands, clitic and all.
    pub(super) fn is_listed_as(&self, lower: &str) -> bool {
        self.citation == lower
    }

    /// Whether some sense rule of it names the form that it holds for.
    pub(super) fn has_rule_for(&self, lower: &str) -> bool {
        let names = |c: &SenseCondition| c.distance == ITSELF && c.values.contains(&lower);
        self.rules.iter().any(|rule| rule.when.iter().any(names))
    }

    /// Whether the letters of `form` are not too small for the entry: *di* is no *DI*.
    pub(super) fn may_stand_as(&self, form: &str) -> bool {
        let capital = |s: &str| s.starts_with(char::is_uppercase);
        let small = |s: &str| s.contains(char::is_lowercase);
        !capital(self.citation) || capital(form) && (small(self.citation) || !small(form) || form.contains('-'))
    }

    /// Where the gloss of a word comes from that is read as `upos`.
    fn source_as(&self, upos: Upos) -> GlossSource {
        if upos == Upos::Propn { GlossSource::Name } else { self.source }
    }
}

impl<'a> WordType<'a> {
    /// `lower`, a word in small letters, with its readings.
    fn new(annotator: &'a Annotator, lower: &str, analyses: Vec<Analysis>) -> Self {
        let Annotator { analyzer, terms, model, .. } = annotator;
        let lexicon = analyzer.lexicon();
        let analyses: Arc<[Analysis]> = analyses.into();
        let candidates: Box<[_]> = analyses.iter().map(|a| candidate(lexicon, a, lower)).collect();
        let readings = Readings::new(analyses.iter().map(|a| Reading::new(lexicon, a, lower)));
        let ruled = readings.iter().any(|reading| !reading.rules.is_empty());
        let rows = model.word(lower);
        Self {
            guessed: analyses[0].basis >= Basis::Guess,
            ruled,
            readings,
            small: sense::small_options(lower, &candidates, rows),
            candidates,
            rows,
            keys: keys::keys(lexicon, lower, &analyses).into_iter().collect(),
            known: terms.known(lower),
            as_name: OnceLock::new(),
            lower: Box::from(lower),
            analyses,
        }
    }
}

impl WordType<'_> {
    /// The English of the reading `chosen` where it is a name, which nearly always is written as it was the first time.
    fn shown_as_name(&self, lexicon: &Lexicon, chosen: usize, form: &str) -> Shown {
        let new = || self.shown(lexicon, chosen, true, form);
        match self.as_name.get_or_init(|| (chosen, form.into(), new())) {
            (reading, letters, shown) if *reading == chosen && **letters == *form => shown.clone(),
            _ => new(),
        }
    }

    /// The English of the reading `chosen` of the word, in this place written as `form`.
    fn shown(&self, lexicon: &Lexicon, chosen: usize, as_written: bool, form: &str) -> Shown {
        let analysis = &self.analyses[chosen];
        let mut glosses: Vec<Cow<'static, str>> = Vec::new();
        let own = &self.readings[chosen].renderings;
        if own.is_empty()
            && let Some(parts) = compound(lexicon, &self.lower)
        {
            glosses.push(Cow::Owned(parts));
        }
        if as_written {
            glosses.push(Cow::Owned(form.to_owned()));
        }
        glosses.extend(own.iter().cloned());
        for (n, other) in self.readings.iter().enumerate() {
            if n != chosen && other.cost < self.readings[chosen].cost + 60 {
                glosses.extend(
                    other.renderings.iter().take(3).filter(|g| !glosses.contains(g)).cloned().collect::<Vec<_>>(),
                );
            }
        }
        if glosses.is_empty() {
            glosses.push(without_english(analysis, form));
        }
        let mut glosses = glosses.into_iter();
        let gloss = glosses.next().unwrap_or_default();
        Shown { gloss, alternatives: Arc::new(glosses.take(6).collect()) }
    }
}

/// A word read by itself.
pub(super) fn likeliest(
    raw: &segment::RawToken,
    word: &WordType<'_>,
    form: &str,
    none: &Arc<Vec<Cow<'static, str>>>,
) -> Token {
    let analysis = &word.analyses[0];
    let reading = &word.readings[0];
    Token {
        span: raw.span,
        kind: raw.kind,
        analyses: Arc::clone(&word.analyses),
        chosen: 0,
        upos: analysis.upos,
        gloss: reading.renderings.first().cloned().unwrap_or_else(|| without_english(analysis, form)),
        alternatives: Arc::clone(none),
        source: reading.source_as(analysis.upos),
        reason: None,
        roles: Vec::new(),
    }
}

/// Where the gloss of a reading comes from.
fn source(analysis: &Analysis, known: bool) -> GlossSource {
    match analysis.basis {
        _ if analysis.cost.parts().any(|(reason, _)| reason == CostReason::Slip) => GlossSource::Corrected,
        Basis::Listed if known => GlossSource::Lexicon,
        Basis::Listed => GlossSource::Copied,
        Basis::Derived => GlossSource::Derived,
        Basis::Guess => GlossSource::Guess,
        Basis::Unknown => GlossSource::Unknown,
    }
}

/// What is shown for a word of which no rendering is known.
fn without_english(analysis: &Analysis, form: &str) -> Cow<'static, str> {
    match &analysis.morphemes[0].gloss {
        crate::model::Gloss::Lexical(english) if analysis.morphemes.len() == 1 => english.clone(),
        _ => Cow::Owned(fallback(analysis, form)),
    }
}

/// The English of an unlisted word of listed ones: *Rusia-Ukraina* Russia-Ukraine, *enam-pihak* six-party, *listrik-gas-air*.
fn compound(lexicon: &Lexicon, lower: &str) -> Option<String> {
    let (left, right) = lower.split_once('-').filter(|(left, right)| left != right)?;
    let of = |form: &str, upos: Upos| {
        let fits = |l: &Lexeme| l.upos() == upos && l.source().is_none();
        lexicon.form(form).find(fits).or_else(|| lexicon.variant(form)?.lexemes.into_iter().find(fits))
    };
    let alike = [Upos::Propn, Upos::Noun, Upos::Adj].into_iter().find_map(|upos| {
        let parts: Option<Vec<&str>> = lower.split('-').map(|part| Some(of(part, upos)?.gloss())).collect();
        Some(parts?.join("-"))
    });
    alike.or_else(|| Some(format!("{}-{}", of(left, Upos::Num)?.gloss(), of(right, Upos::Noun)?.gloss())))
}

/// What is shown for a word without English: ordinals and decades are read, all else is copied.
fn fallback(analysis: &Analysis, form: &str) -> String {
    let digits: String = form.chars().filter(char::is_ascii_digit).collect();
    let has = |kind, f| analysis.has(kind, f);
    match digits.parse::<u64>() {
        Ok(n) if form.len() < 8 && has(MorphemeKind::Prefix, "ke") => crate::english::ordinal(n),
        Ok(_) if has(MorphemeKind::Suffix, "an") => format!("{digits}s"),
        _ => form.to_owned(),
    }
}

pub(super) fn other_token(raw: &segment::RawToken, form: &str, none: &Arc<Vec<Cow<'static, str>>>) -> Token {
    let (upos, source) = match raw.kind {
        TokenKind::Number => (Upos::Num, GlossSource::Copied),
        TokenKind::Address => (Upos::X, GlossSource::Copied),
        TokenKind::Symbol => (Upos::Sym, GlossSource::None),
        TokenKind::Punctuation | TokenKind::Word => (Upos::Punct, GlossSource::None),
    };
    let gloss = match source {
        // 5.600 is five thousand six hundred, which English writes otherwise.
        GlossSource::Copied => Cow::Owned(figures::in_english(form).unwrap_or_else(|| form.to_owned())),
        _ => Cow::Borrowed(""),
    };
    Token {
        span: raw.span,
        kind: raw.kind,
        analyses: Arc::default(),
        chosen: 0,
        upos,
        gloss,
        alternatives: Arc::clone(none),
        source,
        reason: None,
        roles: Vec::new(),
    }
}

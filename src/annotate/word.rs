//! What is known of a word whatever its context, and the token that it becomes in one.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::{figures, keys};
use crate::lexicon::{Flag, Lexeme, Lexicon, SenseRule};
use crate::model::{Analysis, Basis, CostReason, GlossSource, MorphemeKind, Token, TokenKind, Upos};
use crate::morph::renderings;
use crate::segment;
use crate::sense::{self, Candidate, Neighbour};
use crate::terms::{self, TermIndex};
use crate::text;

/// What is known of a word whatever its context.
#[derive(Debug)]
pub(super) struct WordType<'a> {
    pub(super) lower: Box<str>,
    pub(super) analyses: Arc<[Analysis]>,
    /// English of each analysis, best first.
    renderings: Vec<Vec<Cow<'static, str>>>,
    /// The citation form of each analysis; empty if no entry lists it.
    pub(super) citations: Vec<&'static str>,
    /// The sense rules of each analysis.
    pub(super) rules: Vec<Vec<SenseRule>>,
    /// What the choice in context looks at, one an analysis.
    candidates: Vec<Candidate>,
    /// The options that they make where the word is written in small letters.
    small: Box<[sense::Priced]>,
    /// What the context model knows of it.
    rows: Option<&'a sense::WordRows>,
    /// Forms under which phrases may list the word; see [`keys`].
    pub(super) keys: Vec<keys::Key>,
    /// What the index of terms knows of it.
    pub(super) known: terms::Known,
    /// The English of each reading as it is shown where the letters of the word say nothing more.
    shown: Vec<OnceLock<Shown>>,
    /// The English of a reading as a name, and the letters that it was first met in.
    as_name: OnceLock<(usize, Box<str>, Shown)>,
    /// Marks of the forms of each reading; see [`Neighbour::marks`].
    marks: Vec<sense::Marks>,
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
pub(super) fn neighbour<'a>(token: &'a Token, lower: &'a str, word: &Option<Arc<WordType<'_>>>) -> Neighbour<'a> {
    match word {
        Some(word) => Neighbour {
            lower,
            citation: word.citations[token.chosen],
            upos: token.upos,
            marks: word.marks[token.chosen],
        },
        None => Neighbour::new(lower, "", token.upos),
    }
}

/// The citation form of a reading; empty if no entry lists it.
fn citation(lexicon: &Lexicon, analysis: &Analysis) -> &'static str {
    analysis.lexeme.map_or("", |id| lexicon.lexeme(id).form())
}

/// Lower case, with plain apostrophes.
pub(super) fn lowered(form: &str) -> Cow<'_, str> {
    let marked = !form.is_ascii() && form.contains('’');
    if marked { Cow::Owned(form.replace('’', "'").to_lowercase()) } else { text::lowered(form) }
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
    types: &'t [Option<Arc<WordType<'_>>>],
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
    let analysis = &word.analyses[chosen];
    let known = !word.renderings[chosen].is_empty();
    // A name that is not known as one is shown as it is written; so is what nothing is known of.
    let as_written = choice.upos == Upos::Propn && (!known || analysis.upos != Upos::Propn);
    let shown = match (as_written, known) {
        (true, _) => word.shown_as_name(lexicon, chosen, form),
        (false, true) => word.shown[chosen].get_or_init(|| word.shown(lexicon, chosen, false, form)).clone(),
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
        source: source(analysis, choice.upos, known),
        reason: None,
        roles: Vec::new(),
    }
}

impl<'a> WordType<'a> {
    /// `lower`, a word in small letters, with its readings.
    pub(super) fn new(
        lexicon: &Lexicon,
        model: &'a sense::Model,
        terms: &TermIndex,
        lower: &str,
        analyses: Vec<Analysis>,
    ) -> Self {
        let analyses: Arc<[Analysis]> = analyses.into();
        let candidates: Vec<_> = analyses.iter().map(|a| candidate(lexicon, a, lower)).collect();
        let rows = model.word(lower);
        Self {
            rules: analyses
                .iter()
                .map(|a| a.lexeme.map_or(Vec::new(), |id| lexicon.sense_rules(lexicon.lexeme(id))))
                .collect(),
            citations: analyses.iter().map(|a| citation(lexicon, a)).collect(),
            renderings: analyses.iter().map(|a| renderings(lexicon, a)).collect(),
            small: sense::small_options(lower, &candidates, rows),
            candidates,
            rows,
            keys: keys::keys(lexicon, lower, &analyses),
            known: terms.known(lower),
            shown: analyses.iter().map(|_| OnceLock::new()).collect(),
            as_name: OnceLock::new(),
            marks: analyses.iter().map(|a| Neighbour::new(lower, citation(lexicon, a), a.upos).marks).collect(),
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
        if self.renderings[chosen].is_empty()
            && let Some(parts) = compound(lexicon, &self.lower)
        {
            glosses.push(Cow::Owned(parts));
        }
        if as_written {
            glosses.push(Cow::Owned(form.to_owned()));
        }
        glosses.extend(self.renderings[chosen].iter().cloned());
        for (n, others) in self.renderings.iter().enumerate() {
            if n != chosen && self.analyses[n].cost.total() < analysis.cost.total() + 60 {
                glosses.extend(others.iter().take(3).filter(|g| !glosses.contains(g)).cloned().collect::<Vec<_>>());
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
    let choice = sense::Choice { candidate: 0, upos: analysis.upos };
    let known = word.renderings[0].first();
    Token {
        span: raw.span,
        kind: raw.kind,
        analyses: Arc::clone(&word.analyses),
        chosen: 0,
        upos: choice.upos,
        gloss: known.cloned().unwrap_or_else(|| without_english(analysis, form)),
        alternatives: Arc::clone(none),
        source: source(analysis, choice.upos, known.is_some()),
        reason: None,
        roles: Vec::new(),
    }
}

/// Where the gloss of a word comes from.
fn source(analysis: &Analysis, upos: Upos, known: bool) -> GlossSource {
    match analysis.basis {
        _ if upos == Upos::Propn => GlossSource::Name,
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

//! A text with its sentences, tokens, readings and glosses.

use std::borrow::Cow;
use std::sync::Arc;

use super::morpheme::{Analysis, MorphemeKind};
use super::notes::Notes;
use super::role::RoleOf;
use super::tag::Upos;
use super::translation::Translation;
use crate::text::{SourceText, Span};

/// An annotated text. It owns the text; everything else points into it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text and its name.
    pub source: SourceText,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Explanations of what it uses.
    pub notes: Notes,
}

impl Document {
    /// All sentences, in order.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.paragraphs.iter().flat_map(|p| &p.sentences)
    }

    /// The text that `span` covers.
    pub fn text(&self, span: Span) -> &str {
        span.of(self.source.text())
    }

    /// The words at `tokens` of a sentence between single blanks, as they stand if they stand so.
    pub fn words(&self, sentence: &Sentence, tokens: &[usize]) -> Cow<'_, str> {
        let text = self.source.text();
        let span = |n: usize| sentence.tokens[n].span;
        let next = |a: usize, b: usize| {
            b == a + 1 && span(b).start == span(a).end + 1 && text.as_bytes()[span(a).end as usize] == b' '
        };
        match tokens {
            [] => Cow::Borrowed(""),
            [first, .., last] if !tokens.windows(2).all(|pair| next(pair[0], pair[1])) => {
                let mut words = String::with_capacity((span(*last).end - span(*first).start) as usize);
                for (n, &token) in tokens.iter().enumerate() {
                    words.push_str(if n == 0 { "" } else { " " });
                    words.push_str(self.text(span(token)));
                }
                Cow::Owned(words)
            }
            [first, ..] => {
                Cow::Borrowed(Span { start: span(*first).start, end: span(tokens[tokens.len() - 1]).end }.of(text))
            }
        }
    }
}

/// A run of sentences that the text sets apart.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// Its sentences, in order. Never empty.
    pub sentences: Vec<Sentence>,
    /// A translation of the whole paragraph, from a parallel text.
    pub translation: Option<String>,
}

/// A sentence, a headline or a byline.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Terms, phrases, names and abbreviations, in order of their first token; a larger one stands before those
    /// inside it.
    pub units: Vec<Unit>,
    /// A translation of the whole sentence, from a parallel text.
    pub translation: Option<Translation>,
}

impl Sentence {
    /// The units that no other unit holds, in order.
    pub fn outer_units(&self) -> impl Iterator<Item = &Unit> {
        self.outer_units_where(|_| true)
    }

    /// The units that hold, and that no other such unit holds, in order.
    pub fn outer_units_where(&self, holds: impl Fn(&Unit) -> bool) -> impl Iterator<Item = &Unit> {
        // Larger units stand before those inside them, so a unit that ends no later than one before it is inside.
        let mut reach = None;
        self.units.iter().filter(move |unit| holds(unit)).filter(move |unit| {
            let last = unit.tokens.last().copied();
            let outer = last > reach;
            // What stands in the gap of a split phrase is not inside it.
            if !unit.is_split() {
                reach = reach.max(last);
            }
            outer
        })
    }
}

/// What kind of string a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes or full stops: `sekutu-sekutunya`, `A.S.`, `e-KTP`.
    Word,
    /// Digits, with separators and signs: `60.000`, `$1,5`, `01:20`, `27/2/2025`.
    Number,
    /// A web address, an e-mail address, a handle, a hash tag.
    Address,
    /// Punctuation.
    Punctuation,
    /// Any other sign.
    Symbol,
}

/// A word, number or mark.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// What kind of string it is.
    pub kind: TokenKind,
    /// Its readings, best first, shared by all tokens of the word type but those whose [roles](Self::roles) say more. Empty for all
    /// but words and numbers.
    pub analyses: Arc<[Analysis]>,
    /// The reading chosen in this place.
    pub chosen: usize,
    /// Part of speech in this place.
    pub upos: Upos,
    /// The one English rendering shown in this place; empty for punctuation.
    pub gloss: Cow<'static, str>,
    /// The next best renderings.
    pub alternatives: Arc<Vec<Cow<'static, str>>>,
    /// Where the gloss comes from.
    pub source: GlossSource,
    /// What put the gloss before the others that its source has, if anything did.
    pub reason: Option<Reason>,
    /// What morphemes of the reading do in this place, where their form does not say.
    pub roles: Vec<RoleOf>,
}

impl Token {
    /// The reading chosen in this place. `None` for punctuation and symbols.
    pub fn analysis(&self) -> Option<&Analysis> {
        self.analyses.get(self.chosen)
    }

    /// Shows `gloss`, and what was shown before it as the first of the others.
    pub fn prefer(&mut self, gloss: Cow<'static, str>) {
        if self.gloss != gloss {
            let others = Arc::make_mut(&mut self.alternatives);
            others.retain(|other| *other != gloss);
            others.insert(0, std::mem::replace(&mut self.gloss, gloss));
        }
    }

    /// The role of the morpheme at `n` of the reading in this place.
    pub fn role(&self, n: usize) -> Option<&RoleOf> {
        self.roles.iter().find(|r| r.morpheme == n)
    }

    /// Whether the reading chosen in this place ends in an enclitic.
    pub fn has_clitic(&self) -> bool {
        let last = self.analysis().and_then(|a| a.morphemes.last());
        last.is_some_and(|m| m.kind == MorphemeKind::Enclitic)
    }

    /// Where the gloss comes from and what chose it: `glossary`, `lexicon:1203` by the rule at that line, `lexicon:translation`. Empty for
    /// punctuation.
    pub fn status(&self) -> Cow<'static, str> {
        match (self.source, self.reason) {
            (GlossSource::None, _) => "".into(),
            (source, Some(reason)) => format!("{}:{reason}", source.as_str()).into(),
            (source, None) => source.as_str().into(),
        }
    }

    /// Whether the token wants a gloss.
    pub fn is_word(&self) -> bool {
        !matches!(self.kind, TokenKind::Punctuation | TokenKind::Symbol)
    }
}

/// Where a token's gloss comes from, and so how far to trust it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GlossSource {
    /// A person said so.
    Approved,
    /// A single-word entry of the glossary.
    Glossary,
    /// An entry of the lexicon, or a form inflected from one.
    Lexicon,
    /// Composed from a root and its affixes.
    Derived,
    /// A name, shown as it is or by its English form.
    Name,
    /// A number, date, time or address, shown as it is; numbers with the separators of English.
    Copied,
    /// That of the word that an unknown one was taken for a slip of.
    Corrected,
    /// A guess about an unknown word.
    Guess,
    /// Nothing is known; the word itself is shown.
    Unknown,
    /// Punctuation: no gloss.
    None,
}

impl GlossSource {
    /// The word that outputs use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Glossary => "glossary",
            Self::Lexicon => "lexicon",
            Self::Derived => "derived",
            Self::Name => "name",
            Self::Copied => "copied",
            Self::Corrected => "corrected",
            Self::Guess => "guess",
            Self::Unknown => "unknown",
            Self::None => "none",
        }
    }
}

/// What chose a gloss among those that its source has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The rule at this line of `lexicon/senses.tsv`.
    Rule(u32),
    /// A translation beside the text says so.
    Translation,
}

impl Reason {
    /// The word for reasons that are no rule.
    pub const TRANSLATION: &'static str = "translation";

    /// The line of the rule.
    pub fn rule(self) -> Option<u32> {
        match self {
            Self::Rule(line) => Some(line),
            Self::Translation => None,
        }
    }

    /// The word that outputs use for what is no rule.
    pub fn word(self) -> Option<&'static str> {
        (self == Self::Translation).then_some(Self::TRANSLATION)
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rule(line) => line.fmt(f),
            Self::Translation => f.write_str(Self::TRANSLATION),
        }
    }
}

/// Several tokens, or one, with an English rendering of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The tokens, rising; they may leave gaps.
    pub tokens: Vec<usize>,
    /// The rendering.
    pub gloss: String,
    /// Other renderings that its entry has.
    pub alternatives: Vec<String>,
    /// What it is.
    pub kind: UnitKind,
    /// Part of speech of the whole.
    pub upos: Upos,
    /// Where it comes from.
    pub source: UnitSource,
    /// The glossary entry's key, or the lexicon's form.
    pub key: Option<String>,
    /// What put the rendering before the others, if anything did.
    pub reason: Option<Reason>,
}

impl Unit {
    /// Where the rendering comes from, and by what: `glossary:duta-besar`, `lexicon:rumah sakit`, `rule:date`; `glossary:duta-besar:translation`
    /// if a translation chose it.
    pub fn status(&self) -> String {
        let mut status = String::new();
        self.status_into(&mut status);
        status
    }

    /// Writes [`Self::status`] behind what `out` has.
    pub fn status_into(&self, out: &mut String) {
        let by = self.key.as_deref().unwrap_or(self.kind.as_str());
        [self.source.as_str(), ":", by].iter().for_each(|part| out.push_str(part));
        if let Some(reason) = self.reason {
            out.push(':');
            out.push_str(&reason.to_string());
        }
    }

    /// Shows `gloss`, and what was shown before it as the first of the others.
    pub fn prefer(&mut self, gloss: String) {
        if self.gloss != gloss {
            self.alternatives.retain(|other| *other != gloss);
            self.alternatives.insert(0, std::mem::replace(&mut self.gloss, gloss));
        }
    }

    /// Whether other words stand between its tokens.
    pub fn has_gap(&self) -> bool {
        self.tokens.windows(2).any(|pair| pair[1] != pair[0] + 1)
    }

    /// Whether its English has the gap too (*both … and*), so that it cannot stand over all its words as one.
    pub fn is_split(&self) -> bool {
        self.has_gap() && self.gloss.contains('…')
    }
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// A term of the glossary.
    Term,
    /// A multiword expression of the lexicon.
    Phrase,
    /// A name.
    Name,
    /// An abbreviation.
    Abbreviation,
    /// A noun with its modifiers, composed in English order.
    NounPhrase,
    /// A quality with the word that says its degree.
    AdjectivePhrase,
    /// A support verb with its object, or a passive with who does it.
    VerbPhrase,
    /// A figure, an amount or a time in English notation.
    Figure,
    /// A date.
    Date,
}

impl UnitKind {
    /// Whether it is an expression of the language rather than words that meet in this text.
    pub fn is_fixed(self) -> bool {
        !self.is_composed() && !matches!(self, Self::Figure | Self::Date)
    }

    /// Whether it is put together from words that keep their own English beside it.
    pub fn is_composed(self) -> bool {
        matches!(self, Self::NounPhrase | Self::AdjectivePhrase | Self::VerbPhrase)
    }

    /// The word that outputs use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Phrase => "phrase",
            Self::Name => "name",
            Self::Abbreviation => "abbreviation",
            Self::NounPhrase => "noun-phrase",
            Self::AdjectivePhrase => "adjective-phrase",
            Self::VerbPhrase => "verb-phrase",
            Self::Figure => "figure",
            Self::Date => "date",
        }
    }
}

/// Where a unit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitSource {
    /// A person said so.
    Approved,
    /// The glossary.
    Glossary,
    /// The lexicon.
    Lexicon,
    /// Recognised by its form and neighbours.
    Rule,
    /// The document itself, which has told it in brackets.
    Document,
}

impl UnitSource {
    /// The word that outputs use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Glossary => "glossary",
            Self::Lexicon => "lexicon",
            Self::Rule => "rule",
            Self::Document => "document",
        }
    }
}

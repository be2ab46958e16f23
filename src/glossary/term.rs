//! What a glossary holds.

use std::path::PathBuf;

use super::load::{self, LoadError};
use crate::text::Location;

/// The text of the glossary that padan is built with.
pub const BUILTIN: &str = include_str!("../../glossary.toml");

/// A set of terms, from one file or several.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// The terms, in the order of their files.
    pub terms: Vec<Term>,
}

/// One concept of the glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Stable identity: `key`, or the slug of the term.
    pub key: String,
    /// Indonesian citation form.
    pub source: String,
    /// English renderings, preferred first. Empty only for terms that are not translated.
    pub target: Vec<String>,
    /// What kind of word it is; decides which forms it takes.
    pub pos: TermPos,
    /// Other spellings and synonyms, inflected like the term.
    pub also: Vec<String>,
    /// Abbreviations, matched as they are written.
    pub abbreviations: Vec<Abbreviation>,
    /// Renderings that are not wanted.
    pub avoid: Vec<Avoided>,
    /// Derived words with English of their own.
    pub family: Vec<Relative>,
    /// The root, where affixes fuse two words.
    pub root: Option<String>,
    /// Forms that no rule makes.
    pub forms: Vec<String>,
    /// Whether inflected forms match too.
    pub inflects: bool,
    /// What letter case must match.
    pub case: CaseRule,
    /// What reduplication means.
    pub reduplication: Reduplication,
    /// Words that must not follow.
    pub not_before: Vec<String>,
    /// Words that must not precede.
    pub not_after: Vec<String>,
    /// The Indonesian stays in the English.
    pub untranslated: bool,
    /// Renderings by context; the first whose condition holds wins.
    pub senses: Vec<TermSense>,
    /// How far the entry is trusted.
    pub status: TermStatus,
    /// Subject field.
    pub domain: Option<String>,
    /// Clients or projects that the entry is for; empty for all.
    pub scope: Vec<String>,
    /// What the term means.
    pub definition: Option<String>,
    /// Advice to the translator.
    pub note: Option<String>,
    /// Sentences that the entry must match.
    pub examples: Vec<Example>,
    /// Forms of the English that no rule makes.
    pub target_forms: Vec<String>,
    /// Where the entry is from.
    pub citation: Option<String>,
    /// Keys of related entries.
    pub see: Vec<String>,
    /// Keys of the entries to use instead.
    pub replaced_by: Vec<String>,
    /// Who wrote it.
    pub by: Option<String>,
    /// First day of validity, as ISO 8601.
    pub since: Option<String>,
    /// Last day of validity, as ISO 8601.
    pub until: Option<String>,
    /// Where the entry stands.
    pub at: Location,
}

impl Term {
    /// A term of which nothing is known but its name.
    pub fn new(source: impl Into<String>) -> Self {
        let source = source.into();
        Self {
            key: load::slug(&source),
            reduplication: load::plain_reduplication(&source, TermPos::default()),
            source,
            target: Vec::new(),
            pos: TermPos::default(),
            also: Vec::new(),
            abbreviations: Vec::new(),
            avoid: Vec::new(),
            family: Vec::new(),
            root: None,
            forms: Vec::new(),
            inflects: true,
            case: CaseRule::default(),
            not_before: Vec::new(),
            not_after: Vec::new(),
            untranslated: false,
            senses: Vec::new(),
            status: TermStatus::default(),
            domain: None,
            scope: Vec::new(),
            definition: None,
            note: None,
            examples: Vec::new(),
            target_forms: Vec::new(),
            citation: None,
            see: Vec::new(),
            replaced_by: Vec::new(),
            by: None,
            since: None,
            until: None,
            at: Location { path: PathBuf::new(), line: 0, column: 0 },
        }
    }

    /// Everything that the term may be in English: of the entry, of its senses, family and abbreviations.
    pub fn renderings(&self) -> impl Iterator<Item = &str> {
        let senses = self.senses.iter().flat_map(|s| &s.target);
        let family = self.family.iter().flat_map(|f| &f.target);
        let abbreviations = self.abbreviations.iter().filter_map(|a| a.target.as_ref());
        self.target
            .iter()
            .chain(senses)
            .chain(family)
            .chain(abbreviations)
            .chain(&self.target_forms)
            .map(String::as_str)
    }

    /// What it must not be, in senses too.
    pub fn bans(&self) -> impl Iterator<Item = &Avoided> {
        self.avoid.iter().chain(self.senses.iter().flat_map(|s| &s.avoid))
    }
}

/// What kind of word a term is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum TermPos {
    #[default]
    Noun,
    Verb,
    Adj,
    Adv,
    Name,
    Phrase,
    Prep,
    Affix,
}

impl TermPos {
    /// Every member, in the order of declaration.
    pub const ALL: &'static [Self] =
        &[Self::Noun, Self::Verb, Self::Adj, Self::Adv, Self::Name, Self::Phrase, Self::Prep, Self::Affix];

    /// The name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Noun => "noun",
            Self::Verb => "verb",
            Self::Adj => "adj",
            Self::Adv => "adv",
            Self::Name => "name",
            Self::Phrase => "phrase",
            Self::Prep => "prep",
            Self::Affix => "affix",
        }
    }
}

/// An abbreviation of a term.
#[derive(Clone, Debug, PartialEq)]
pub struct Abbreviation {
    /// As written.
    pub form: String,
    /// Its own English, if not that of the term.
    pub target: Option<String>,
    /// When it stands for the term.
    pub when: Option<When>,
}

/// A rendering that is not wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Avoided {
    /// The rendering.
    pub target: String,
    /// Why not.
    pub why: Option<String>,
    /// What to write instead.
    pub instead: Option<String>,
}

/// A derived word of a term's family.
#[derive(Clone, Debug, PartialEq)]
pub struct Relative {
    /// Indonesian citation form.
    pub source: String,
    /// English renderings, preferred first.
    pub target: Vec<String>,
    /// What kind of word it is.
    pub pos: TermPos,
    /// Other spellings.
    pub also: Vec<String>,
}

/// A rendering that holds in some contexts.
#[derive(Clone, Debug, PartialEq)]
pub struct TermSense {
    /// The contexts.
    pub when: When,
    /// English renderings, preferred first.
    pub target: Vec<String>,
    /// Renderings that are not wanted in these contexts.
    pub avoid: Vec<Avoided>,
    /// Advice to the translator.
    pub note: Option<String>,
}

/// A condition on the context of a match. All the lists that are given must hold; a list holds if one of its words does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct When {
    /// Words right after.
    pub next: Vec<String>,
    /// Words right before.
    pub prev: Vec<String>,
    /// Words anywhere in the sentence.
    pub near: Vec<String>,
    /// Words anywhere in the document.
    pub doc: Vec<String>,
    /// Subject fields of the document.
    pub domain: Vec<String>,
    /// Scopes (clients, projects) of the document.
    pub scope: Vec<String>,
}

/// How letter case takes part in matching.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CaseRule {
    /// Lower-case words match any case; capitalised ones need a capital.
    #[default]
    Auto,
    /// As written.
    Exact,
    /// Case does not matter.
    Any,
}

impl CaseRule {
    /// Every member, in the order of declaration.
    pub const ALL: &'static [Self] = &[Self::Auto, Self::Exact, Self::Any];

    /// The name that `case` has in a glossary.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Exact => "exact",
            Self::Any => "any",
        }
    }
}

/// What reduplication of a term's first word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reduplication {
    /// A plural, matched too.
    Plural,
    /// Part of the word (*mata-mata* spy).
    Lexical,
    /// Not this term.
    None,
}

impl Reduplication {
    /// Every member, in the order of declaration.
    pub const ALL: &'static [Self] = &[Self::Plural, Self::Lexical, Self::None];

    /// The name that `redup` has in a glossary.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plural => "plural",
            Self::Lexical => "lexical",
            Self::None => "none",
        }
    }
}

/// How far an entry is trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermStatus {
    /// Use it.
    #[default]
    Preferred,
    /// May be used.
    Admitted,
    /// Known, but not to be used.
    Deprecated,
    /// Proposed, not yet approved.
    Draft,
}

impl TermStatus {
    /// Every member with its name, most trusted first.
    pub const ALL: &'static [Self] = &[Self::Preferred, Self::Admitted, Self::Draft, Self::Deprecated];

    /// The name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::Draft => "draft",
            Self::Deprecated => "deprecated",
        }
    }
}

/// A sentence in which an entry must be found.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Indonesian.
    pub source: String,
    /// English that holds a rendering of the entry.
    pub target: Option<String>,
    /// Where it is from.
    pub citation: Option<String>,
}

impl Glossary {
    /// The glossary that padan is built with.
    pub fn builtin() -> Self {
        Self::parse("built-in glossary", BUILTIN).expect("a test parses the built-in glossary")
    }

    /// Reads a glossary from TOML. `path` names it in messages.
    ///
    /// # Errors
    /// [`LoadError`] with the place of the first fault: TOML syntax, unknown or missing keys, wrong types, unknown lists.
    pub fn parse(path: impl Into<PathBuf>, toml: &str) -> Result<Self, LoadError> {
        load::parse(path.into(), toml)
    }

    /// Adds the terms of `later`, which win over those already there where both match the same words.
    pub fn extend(&mut self, later: Self) {
        self.terms.extend(later.terms);
    }
}

//! What the matcher says about the terms of a sentence.

use std::borrow::Cow;
use std::ops::Range;

use super::compile::Role;
use super::table::{English, List, Table};
use crate::glossary::forms::{Inflection, Spelling};
use crate::glossary::{Term, TermPos, TermStatus};

/// A term found in a sentence.
#[derive(Clone, Debug)]
pub struct TermMatch<'i> {
    /// Which glossary it is from, in the order in which they were added.
    pub glossary: usize,
    /// Place of the term in [`crate::Glossary::terms`].
    pub term: usize,
    /// Key of the term.
    pub key: &'i str,
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// Its English here; for a passive form, still that of the active. The text itself if the term is not translated.
    pub target: Cow<'i, str>,
    /// Further renderings.
    pub others: Vec<&'i str>,
    /// Renderings that the entry has for other senses.
    pub of_senses: Vec<&'i str>,
    /// The sense whose condition held, by its place.
    pub sense: Option<usize>,
    /// What kind of word the matched form is.
    pub pos: TermPos,
    /// How far the entry is trusted; never [`TermStatus::Deprecated`].
    pub status: TermStatus,
    /// Which of the words of the entry matched.
    pub role: Role,
    /// Place of that word in the list of its role.
    pub place: usize,
    /// How the form differs from its citation form.
    pub inflection: Inflection,
    /// How the form joins its words.
    pub spelling: Spelling,
    /// The enclitic that was taken off.
    pub clitic: Option<&'static str>,
    /// Whether *se-* was taken off.
    pub se: bool,
    /// Whether *para* stands before it, so that there are several.
    pub para: bool,
    /// Whether an abbreviation matched.
    pub abbreviation: bool,
    /// Whether it lies inside a longer match.
    pub inside: bool,
    /// Whether it shares some words, not all, with another match.
    pub crosses: bool,
    /// Whether another entry matched the same tokens and only the order of the entries chose.
    pub ambiguous: bool,
    /// What else matched these words and lost, and why.
    pub losers: Vec<Loser<'i>>,
}

impl TermMatch<'_> {
    /// The word of its entry, `term`, that the match is a form of.
    pub fn citation<'t>(&self, term: &'t Term) -> Option<&'t str> {
        match self.role {
            Role::Main => Some(&term.source),
            Role::Also => term.also.get(self.place).map(String::as_str),
            Role::Listed => term.forms.get(self.place).map(String::as_str),
            Role::Abbreviation => term.abbreviations.get(self.place).map(|a| a.form.as_str()),
            Role::Relative => term.family.get(self.place).map(|r| r.source.as_str()),
        }
    }

    /// How the words of the text differ from the citation form: `base`, `voice:di-`, `redup:plural`, `clitic:-nya`, …; a form of
    /// another word of the entry says first which: `also`, `forms`, `abbr`, `family`.
    pub fn rules(&self) -> Vec<String> {
        let role = match self.role {
            Role::Main => None,
            Role::Also => Some("also"),
            Role::Listed => Some("forms"),
            Role::Abbreviation => Some("abbr"),
            Role::Relative => Some("family"),
        };
        let mut rules: Vec<String> = role.into_iter().map(str::to_owned).collect();
        if self.inflection != Inflection::Base {
            rules.push(self.inflection.rule().to_owned());
        }
        rules.extend(self.spelling.rule().map(str::to_owned));
        if self.se {
            rules.push("prefix:se-".to_owned());
        }
        if rules.is_empty() {
            rules.push(Inflection::Base.rule().to_owned());
        }
        if self.para {
            rules.push("plural:para".to_owned());
        }
        rules.extend(self.clitic.map(|c| format!("clitic:-{c}")));
        rules
    }
}

/// An entry that matched and was not taken.
#[derive(Clone, Debug)]
pub struct Loser<'i> {
    /// Which glossary it is from.
    pub glossary: usize,
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// What the winner had before it.
    pub against: Advantage,
    pub(super) table: &'i Table,
    /// Where the term is in the table: hardly anybody asks more of a loser than that there is one.
    pub(super) place: u32,
    pub(super) english: English,
}

impl<'i> Loser<'i> {
    /// Place of the term in its glossary.
    pub fn term(&self) -> usize {
        self.table.number(self.place)
    }

    /// Key of the term.
    pub fn key(&self) -> &'i str {
        self.table.term(self.place).key()
    }

    /// Its English here.
    pub fn target(&self) -> Option<&'i str> {
        self.targets().next()
    }

    pub(super) fn targets(&self) -> List<'i> {
        self.table.targets(&self.table.term(self.place), self.english)
    }
}

/// What makes one match win over another, in the order in which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advantage {
    /// It covers more words.
    Longer,
    /// Its glossary was named later.
    Glossary,
    /// A condition of its holds.
    Condition,
    /// It is of the document's subject field.
    Domain,
    /// It is more trusted.
    Status,
    /// It stands as the entry writes it.
    Written,
    /// No clitic had to be taken off.
    Whole,
    /// Its entry comes first; nothing else decided.
    Order,
}

impl Advantage {
    /// Why the loser lost, in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Longer => "the longer match wins",
            Self::Glossary => "the later glossary wins",
            Self::Condition => "a condition that holds wins",
            Self::Domain => "the entry of the text's domain wins",
            Self::Status => "the more trusted status wins",
            Self::Written => "the form as the entry writes it wins",
            Self::Whole => "the form without a clitic wins",
            Self::Order => "nothing to choose by: the entry that comes first wins",
        }
    }
}

/// A form of a term that stands in the sentence and was not taken for the term.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected<'i> {
    /// Which glossary it is from.
    pub glossary: usize,
    /// Place of the term in its glossary.
    pub term: usize,
    /// Key of the term.
    pub key: &'i str,
    /// The tokens that it would cover.
    pub tokens: Range<usize>,
    /// Why not.
    pub reason: Reason<'i>,
}

/// Why a form was not taken for the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'i> {
    /// The entry matches as written only.
    Exact,
    /// Its letters are other small and capital ones.
    Case,
    /// Initials take clitics after a hyphen.
    Hyphen,
    /// The token is a word of its own: *masalah* is not *masa* + *-lah*.
    OwnWord,
    /// A bare stem, and nothing around speaks for the verb: *bom bunuh diri*, *nilai rupiah*.
    Homograph,
    /// `not_before` has this word.
    NotBefore(&'i str),
    /// `not_after` has this word.
    NotAfter(&'i str),
    /// The abbreviation's condition does not hold.
    Condition,
    /// The entry is for other clients or projects.
    Scope,
    /// The entry is deprecated.
    Deprecated,
}

impl std::fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exact => f.write_str("the entry matches as written only (match = \"exact\")"),
            Self::Case => f.write_str("letter case differs"),
            Self::Hyphen => f.write_str("initials take clitics after a hyphen"),
            Self::OwnWord => f.write_str("a word of its own in the lexicon"),
            Self::Homograph => f.write_str("a bare stem, and no word before it speaks for the verb"),
            Self::NotBefore(word) => write!(f, "not_before {word:?}"),
            Self::NotAfter(word) => write!(f, "not_after {word:?}"),
            Self::Condition => f.write_str("the abbreviation's condition does not hold"),
            Self::Scope => f.write_str("the entry has another scope"),
            Self::Deprecated => f.write_str("the entry is deprecated"),
        }
    }
}

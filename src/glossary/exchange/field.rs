//! The fields of a term, one by one: how much of each there is, and what a term is without it.

use super::super::load::plain_reduplication;
use super::super::{CaseRule, Term, TermPos, TermStatus};

/// A field of a term, or a part of one that formats lose on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "`about` says it")]
pub enum Field {
    Key,
    Term,
    English,
    Pos,
    Also,
    Abbr,
    AbbrOwn,
    Avoid,
    Why,
    Family,
    Root,
    Forms,
    EnglishForms,
    Exact,
    Case,
    Guards,
    Dnt,
    Senses,
    Status,
    Domain,
    Scope,
    Definition,
    Note,
    Examples,
    Citation,
    See,
    ReplacedBy,
    By,
    Since,
    Until,
    Redup,
}

impl Field {
    /// Every member. `Redup` is last: what it is without saying so depends on other fields.
    pub const ALL: &'static [Self] = &[
        Self::Key,
        Self::Term,
        Self::English,
        Self::Pos,
        Self::Also,
        Self::Abbr,
        Self::AbbrOwn,
        Self::Avoid,
        Self::Why,
        Self::Family,
        Self::Root,
        Self::Forms,
        Self::EnglishForms,
        Self::Exact,
        Self::Case,
        Self::Guards,
        Self::Dnt,
        Self::Senses,
        Self::Status,
        Self::Domain,
        Self::Scope,
        Self::Definition,
        Self::Note,
        Self::Examples,
        Self::Citation,
        Self::See,
        Self::ReplacedBy,
        Self::By,
        Self::Since,
        Self::Until,
        Self::Redup,
    ];

    /// Its name in reports and tables: the key in `glossary.toml`, and what of it.
    pub fn about(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Term => "term",
            Self::English => "en",
            Self::Pos => "pos",
            Self::Also => "also",
            Self::Abbr => "abbr",
            Self::AbbrOwn => "en and when of abbr",
            Self::Avoid => "avoid",
            Self::Why => "why and use of avoid",
            Self::Family => "family",
            Self::Root => "root",
            Self::Forms => "forms",
            Self::EnglishForms => "en_forms",
            Self::Exact => "match",
            Self::Case => "case",
            Self::Guards => "not_before and not_after",
            Self::Dnt => "dnt",
            Self::Senses => "sense",
            Self::Status => "status",
            Self::Domain => "domain",
            Self::Scope => "scope",
            Self::Definition => "def",
            Self::Note => "note",
            Self::Examples => "example",
            Self::Citation => "source",
            Self::See => "see",
            Self::ReplacedBy => "replaced_by",
            Self::By => "by",
            Self::Since => "since",
            Self::Until => "until",
            Self::Redup => "redup",
        }
    }

    /// How many values of it the term has, beyond what goes without saying.
    pub fn count(self, term: &Term) -> usize {
        match self {
            Self::Key => usize::from(term.key != super::super::load::slug(&term.source)),
            Self::Term => 1,
            Self::English => term.target.len(),
            Self::Pos => usize::from(term.pos != TermPos::default()),
            Self::Also => term.also.len(),
            Self::Abbr => term.abbreviations.len(),
            Self::AbbrOwn => term.abbreviations.iter().filter(|a| a.target.is_some() || a.when.is_some()).count(),
            Self::Avoid => term.avoid.len(),
            Self::Why => term.avoid.iter().filter(|a| a.why.is_some() || a.instead.is_some()).count(),
            Self::Family => term.family.len(),
            Self::Root => usize::from(term.root.is_some()),
            Self::Forms => term.forms.len(),
            Self::EnglishForms => term.target_forms.len(),
            Self::Exact => usize::from(!term.inflects),
            Self::Case => usize::from(term.case != CaseRule::default()),
            Self::Guards => term.not_before.len() + term.not_after.len(),
            Self::Dnt => usize::from(term.untranslated),
            Self::Senses => term.senses.len(),
            Self::Status => usize::from(term.status != TermStatus::default()),
            Self::Domain => usize::from(term.domain.is_some()),
            Self::Scope => term.scope.len(),
            Self::Definition => usize::from(term.definition.is_some()),
            Self::Note => usize::from(term.note.is_some()),
            Self::Examples => term.examples.len(),
            Self::Citation => usize::from(term.citation.is_some()),
            Self::See => term.see.len(),
            Self::ReplacedBy => term.replaced_by.len(),
            Self::By => usize::from(term.by.is_some()),
            Self::Since => usize::from(term.since.is_some()),
            Self::Until => usize::from(term.until.is_some()),
            Self::Redup => usize::from(term.reduplication != plain_reduplication(&term.source, term.pos)),
        }
    }

    /// Makes the term what it is when nothing is said of the field. The term and its English stay.
    pub fn clear(self, term: &mut Term) {
        match self {
            Self::Key => term.key = super::super::load::slug(&term.source),
            Self::Term | Self::English => {}
            Self::Pos => term.pos = TermPos::default(),
            Self::Also => term.also.clear(),
            Self::Abbr => term.abbreviations.clear(),
            Self::AbbrOwn => {
                for abbr in &mut term.abbreviations {
                    (abbr.target, abbr.when) = (None, None);
                }
            }
            Self::Avoid => term.avoid.clear(),
            Self::Why => {
                for avoid in &mut term.avoid {
                    (avoid.why, avoid.instead) = (None, None);
                }
            }
            Self::Family => term.family.clear(),
            Self::Root => term.root = None,
            Self::Forms => term.forms.clear(),
            Self::EnglishForms => term.target_forms.clear(),
            Self::Exact => term.inflects = true,
            Self::Case => term.case = CaseRule::default(),
            Self::Guards => {
                term.not_before.clear();
                term.not_after.clear();
            }
            Self::Dnt => term.untranslated = false,
            Self::Senses => term.senses.clear(),
            Self::Status => term.status = TermStatus::default(),
            Self::Domain => term.domain = None,
            Self::Scope => term.scope.clear(),
            Self::Definition => term.definition = None,
            Self::Note => term.note = None,
            Self::Examples => term.examples.clear(),
            Self::Citation => term.citation = None,
            Self::See => term.see.clear(),
            Self::ReplacedBy => term.replaced_by.clear(),
            Self::By => term.by = None,
            Self::Since => term.since = None,
            Self::Until => term.until = None,
            Self::Redup => term.reduplication = plain_reduplication(&term.source, term.pos),
        }
    }
}

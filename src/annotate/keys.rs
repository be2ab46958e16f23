//! Under which forms a phrase may list a word that a text has inflected.

use crate::lexicon::Lexicon;
use crate::model::{Analysis, MorphemeKind, Token};
use crate::morph::{Class, affix};
use crate::store::word_hash;

/// A form to look phrases up by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The form.
    pub form: Box<str>,
    /// What the text did to it.
    pub change: Change,
    /// Whether some phrase begins with it and goes on.
    pub begins: bool,
    /// Whether it alone stands before the gap of some phrase.
    pub gaps: bool,
    /// The hash by which filters of phrases know it.
    pub hash: u32,
}

/// How the word in the text differs from a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Change {
    /// Not at all.
    None,
    /// It has a pronoun or particle at its end.
    Clitic,
    /// It is copied: a plural.
    Plural,
    /// It is the passive of the key.
    Passive,
    /// It is the bare stem of the key.
    Bare,
}

impl Change {
    /// Whether the reading that was chosen for `token` bears the change out: *masalah* is no *masa* with *-lah*.
    pub(super) fn stands_in(self, token: &Token) -> bool {
        self != Self::Clitic || token.has_clitic()
    }
}

/// The key of a number, which phrases list as it is written: *Gerakan 30 September*.
pub(super) fn number(form: &str) -> Key {
    Key { form: form.into(), change: Change::None, begins: false, gaps: false, hash: word_hash(form.as_bytes()) }
}

/// The keys of a word: itself, and what inflection made it from.
pub(super) fn keys(lexicon: &Lexicon, lower: &str, analyses: &[Analysis]) -> Vec<Key> {
    let key = |form: &str, change| Key {
        form: Box::from(form),
        change,
        begins: lexicon.begins_phrase(form),
        gaps: lexicon.gapped(form).next().is_some(),
        hash: word_hash(form.as_bytes()),
    };
    let mut out = vec![key(lower, Change::None)];
    let mut add = |form: &str, change| {
        if out.iter().all(|k| k.form.as_ref() != form) {
            out.push(key(form, change));
        }
    };
    for analysis in analyses.iter().take(4) {
        let clitics = analysis.morphemes.iter().rev().take_while(|m| m.kind == MorphemeKind::Enclitic);
        if let Some(first) = clitics.last()
            && first.surface.start > 0
        {
            add(&lower[..first.surface.start as usize], Change::Clitic);
        }
        if let Some((left, _)) = lower.split_once('-')
            && analysis.morphemes.iter().any(|m| m.kind == MorphemeKind::Copy)
            && !analysis.morphemes.iter().any(|m| m.kind == MorphemeKind::Prefix)
        {
            add(left, Change::Plural);
        }
        let voiced = analysis.affixes.iter().map(affix).find(|a| matches!(a.class, Class::Voice | Class::Proclitic));
        if let Some(active) =
            analysis.lexeme.map(|id| lexicon.lexeme(id)).filter(|l| l.analysis().is_some_and(|a| a.starts_with("meN-")))
        {
            match voiced {
                Some(_) => add(active.form(), Change::Passive),
                None if analysis.affixes.iter().count() == 0 && active.form() != lower => {
                    add(active.form(), Change::Bare)
                }
                None => {}
            }
        }
    }
    out
}

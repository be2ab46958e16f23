//! Multiword expressions and names of the lexicon, inflected inside.

use std::ops::Range;
use std::sync::Arc;

use super::WordType;
use super::keys::Change;
use super::units::Units;
use crate::english;
use crate::lexicon::{Lexeme, Lexicon};
use crate::model::{Token, Unit, UnitKind, UnitSource, Upos};
use crate::morph::passive;
use crate::sense::{Neighbour, first_that_holds};

/// Longest phrase in words.
const LONGEST: usize = 8;

/// Adds the phrases of a sentence to `units`, longest first.
pub(super) fn find(
    lexicon: &Lexicon,
    forms: &[&str],
    types: &[Option<Arc<WordType>>],
    tokens: &[Token],
    headline: bool,
    units: &mut Units,
) {
    let mut found: Vec<Unit> = Vec::new();
    let mut key = String::new();
    for start in 0..types.len() {
        let Some(first) = &types[start] else { continue };
        for head in &first.keys {
            if !lexicon.begins_phrase(&head.form) {
                continue;
            }
            key.clear();
            key.push_str(&head.form);
            for (end, word) in types.iter().enumerate().skip(start + 1).take(LONGEST - 1) {
                let Some(word) = word else { break };
                let stem = key.len();
                for last in &word.keys {
                    // Inside a phrase only its first and last word inflect: diambil alih, sumber dayanya.
                    if !matches!(last.change, Change::None | Change::Clitic) {
                        continue;
                    }
                    key.truncate(stem);
                    key.push(' ');
                    key.push_str(&last.form);
                    let whole = start..end + 1;
                    if let Some(lexeme) =
                        lexicon.phrase(&key).find(|&l| fits(l, &forms[whole.clone()], headline, head.change))
                    {
                        let gloss = gloss(lexicon, lexeme, types, tokens, whole.clone());
                        found.push(unit(lexeme, gloss, whole.collect(), head.change));
                    }
                }
                key.truncate(stem);
                key.push(' ');
                key.push_str(&word.lower);
                if !lexicon.begins_phrase(&key) {
                    break;
                }
            }
        }
    }
    found.sort_by_key(|u| std::cmp::Reverse(u.tokens.len()));
    found.into_iter().for_each(|unit| units.add(unit));
}

/// Names need their capitals; verbs alone have a passive; plurals are of nouns.
fn fits(lexeme: Lexeme, forms: &[&str], headline: bool, change: Change) -> bool {
    let capital = |s: &str| s.starts_with(char::is_uppercase);
    let cased = headline || lexeme.form().split(' ').zip(forms).all(|(w, f)| !capital(w) || capital(f));
    cased
        && match change {
            Change::Passive | Change::Bare => lexeme.upos() == Upos::Verb,
            Change::Plural => lexeme.upos() == Upos::Noun,
            Change::None | Change::Clitic => true,
        }
}

/// The English of a phrase in its place: that of the first sense rule that holds (*dua tahun lalu* years ago), else its first.
fn gloss(
    lexicon: &Lexicon,
    lexeme: Lexeme,
    types: &[Option<Arc<WordType>>],
    tokens: &[Token],
    at: Range<usize>,
) -> &'static str {
    let rules = lexicon.sense_rules(lexeme);
    if rules.is_empty() {
        return lexeme.gloss();
    }
    let lower = |n: usize| types[n].as_ref().map_or("", |w| w.lower.as_ref());
    let sentence: Vec<Neighbour<'_>> =
        tokens.iter().enumerate().map(|(n, token)| super::neighbour(lexicon, token, lower(n))).collect();
    first_that_holds(&rules, &sentence, at).map_or(lexeme.gloss(), |rule| rule.gloss)
}

fn unit(lexeme: Lexeme, gloss: &str, tokens: Vec<usize>, change: Change) -> Unit {
    let gloss = match change {
        Change::Passive => passive(gloss),
        Change::Plural => english::plural(gloss),
        _ => gloss.to_owned(),
    };
    let kind = if lexeme.upos() == Upos::Propn { UnitKind::Name } else { UnitKind::Phrase };
    Unit { tokens, gloss, kind, upos: lexeme.upos(), source: UnitSource::Lexicon, key: Some(lexeme.form().to_owned()) }
}

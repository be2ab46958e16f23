//! Multiword expressions and names of the lexicon, inflected inside.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::WordType;
use super::keys::{Change, Key};
use super::units::Units;
use crate::english;
use crate::lexicon::source::GAP;
use crate::lexicon::{Lexeme, Lexicon};
use crate::model::{GlossSource, Token, Unit, UnitKind, UnitSource, Upos};
use crate::morph::passive;
use crate::sense::{Neighbour, first_that_holds};

/// Longest phrase in words.
const LONGEST: usize = 8;

/// Most words between the sides of a phrase with a gap.
const WIDEST_GAP: usize = 24;

/// Marks that no phrase crosses.
const CLAUSE_ENDS: &[&str] = &[".", ";", ":", "?", "!", "(", ")"];

/// English verbs that keep an object in the passive: *be given an opportunity*, but no *be signed an agreement*.
const TWO_OBJECTS: &[&str] =
    &["give", "grant", "offer", "award", "hand", "pay", "deny", "ask", "tell", "teach", "show", "send"];

/// Adds the phrases of a sentence to `units`, longest first.
pub(super) fn find(
    lexicon: &Lexicon,
    forms: &[&str],
    types: &[Option<Arc<WordType<'_>>>],
    tokens: &mut [Token],
    headline: bool,
    units: &mut Units,
) {
    let mut found: Vec<Unit> = Vec::new();
    let mut gapped: Vec<Gapped> = Vec::new();
    let mut key = String::new();
    for start in 0..types.len() {
        let Some(first) = &types[start] else { continue };
        for head in first.keys.iter().filter(|key| key.begins && key.change.stands_in(&tokens[start])) {
            // A phrase ends with its clitic: sumber dayanya, but naiknya | tingkat hunian.
            if head.change == Change::Clitic {
                continue;
            }
            key.clear();
            key.push_str(&head.form);
            let plain = head.change == Change::None;
            if plain && head.gaps {
                gapped.extend(with_gap(lexicon, &key, start..start + 1, types, forms));
            }
            for (end, word) in types.iter().enumerate().skip(start + 1).take(LONGEST - 1) {
                let Some(word) = word else { break };
                let stem = key.len();
                // Most words that may begin a phrase are not followed by its second word: that is known without a search.
                let may_stand = |key: &Key| end > start + 1 || lexicon.may_begin_phrase(head.hash, key.hash);
                for last in &word.keys {
                    // Inside a phrase only its first and last word inflect: diambil alih, sumber dayanya.
                    let inflects = matches!(last.change, Change::None | Change::Clitic);
                    if !inflects || !may_stand(last) || !last.change.stands_in(&tokens[end]) {
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
                if !may_stand(&word.keys[0]) {
                    break;
                }
                key.truncate(stem);
                key.push(' ');
                key.push_str(&word.lower);
                if !lexicon.begins_phrase(&key) {
                    break;
                }
                if plain {
                    gapped.extend(with_gap(lexicon, &key, start..end + 1, types, forms));
                }
            }
        }
    }
    for Gapped { lexeme, parts } in gapped {
        // What each side has of the English is also that of its word: baik … maupun, both … and.
        for (part, english) in parts.iter().zip(lexeme.gloss().split(GAP)) {
            if part.len() == 1 && tokens[part.start].source != GlossSource::Glossary {
                tokens[part.start].prefer(Cow::Borrowed(english));
            }
        }
        let tokens = parts.into_iter().flatten().collect();
        found.push(unit(lexeme, lexeme.gloss(), tokens, Change::None));
    }
    found.sort_by_key(|u| std::cmp::Reverse(u.tokens.len()));
    found.into_iter().for_each(|unit| units.add(unit));
}

/// A phrase of two sides with other words between them.
struct Gapped {
    lexeme: Lexeme,
    /// The tokens of each side.
    parts: [Range<usize>; 2],
}

/// The phrases whose first side is `key` at `front`, and whose second side is the nearest that follows in the same clause.
fn with_gap(
    lexicon: &Lexicon,
    key: &str,
    front: Range<usize>,
    types: &[Option<Arc<WordType<'_>>>],
    forms: &[&str],
) -> Option<Gapped> {
    let mut lexemes = lexicon.gapped(key).peekable();
    // "Baik, …" is no *baik … maupun*.
    if lexemes.peek().is_none() || forms.get(front.end) == Some(&",") {
        return None;
    }
    let reach = (front.end + WIDEST_GAP).min(forms.len());
    let clause = (front.end..reach).take_while(|&n| !CLAUSE_ENDS.contains(&forms[n])).count();
    let found = lexemes.filter_map(|lexeme| {
        let (_, side) = lexeme.form().split_once(GAP)?;
        let length = side.split(' ').count();
        let stands = |at: &usize| {
            types[*at..at + length]
                .iter()
                .zip(side.split(' '))
                .all(|(t, word)| t.as_ref().is_some_and(|t| *t.lower == *word))
        };
        let last = (front.end + clause).checked_sub(length)?;
        let at = (front.end + 1..=last).find(stands)?;
        Some(Gapped { lexeme, parts: [front.clone(), at..at + length] })
    });
    // Of several, the one that ends first; of these, the longest.
    found.min_by_key(|g| (g.parts[1].start, std::cmp::Reverse(g.parts[1].len())))
}

/// Names need their capitals; verbs alone have a passive; plurals are of nouns.
fn fits(lexeme: Lexeme, forms: &[&str], headline: bool, change: Change) -> bool {
    let capital = |s: &str| s.starts_with(char::is_uppercase);
    let cased = headline || lexeme.form().split(' ').zip(forms).all(|(w, f)| !capital(w) || capital(f));
    cased
        && match change {
            Change::Passive => lexeme.upos() == Upos::Verb && has_passive(lexeme.gloss()),
            Change::Bare => lexeme.upos() == Upos::Verb,
            Change::Plural => lexeme.upos() == Upos::Noun,
            Change::None | Change::Clitic => true,
        }
}

/// Whether the English of a verb has a passive as it stands: its object, if it names one, would be the subject.
fn has_passive(gloss: &str) -> bool {
    let mut words = gloss.split(' ');
    let verb = words.next().unwrap_or_default();
    let object = words.next().is_some_and(|w| matches!(w, "a" | "an" | "the"));
    !object || TWO_OBJECTS.contains(&verb)
}

/// The English of a phrase in its place: that of the first sense rule that holds (*dua tahun lalu* years ago), else its first.
fn gloss(
    lexicon: &Lexicon,
    lexeme: Lexeme,
    types: &[Option<Arc<WordType<'_>>>],
    tokens: &[Token],
    at: Range<usize>,
) -> &'static str {
    let rules = lexicon.sense_rules(lexeme);
    if rules.is_empty() {
        return lexeme.gloss();
    }
    let lower = |n: usize| types[n].as_ref().map_or("", |w| w.lower.as_ref());
    let sentence: Vec<Neighbour<'_>> =
        tokens.iter().enumerate().map(|(n, token)| super::neighbour(token, lower(n), &types[n])).collect();
    first_that_holds(&rules, &sentence, at).map_or(lexeme.gloss(), |rule| rule.gloss)
}

fn unit(lexeme: Lexeme, gloss: &str, tokens: Vec<usize>, change: Change) -> Unit {
    let inflect = |gloss: &str| match change {
        Change::Passive => passive(gloss),
        Change::Plural => english::plural(gloss),
        _ => gloss.to_owned(),
    };
    let gloss = inflect(gloss);
    let kind = if lexeme.upos() == Upos::Propn { UnitKind::Name } else { UnitKind::Phrase };
    Unit {
        tokens,
        alternatives: lexeme.glosses().map(inflect).filter(|other| *other != gloss).collect(),
        gloss,
        kind,
        upos: lexeme.upos(),
        source: UnitSource::Lexicon,
        key: Some(lexeme.form().to_owned()),
        reason: None,
    }
}

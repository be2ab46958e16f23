//! Multiword expressions and names of the lexicon, inflected inside.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::keys::{Change, Key, number};
use super::names::SETTLEMENTS;
use super::units::Units;
use super::word::{WordType, lists, neighbour};
use crate::english;
use crate::lexicon::source::GAP;
use crate::lexicon::{Lexeme, Lexicon, SenseRules};
use crate::model::{GlossSource, LexemeId, Token, TokenKind, Unit, UnitKind, UnitSource, Upos};
use crate::morph::passive;
use crate::sense::{Neighbour, first_that_holds};
use crate::store::word_hash;

/// Longest phrase in words.
const LONGEST: usize = 8;

/// Most words between the sides of a phrase with a gap.
const WIDEST_GAP: usize = 24;

/// Marks that no phrase crosses.
const CLAUSE_ENDS: &[&str] = &[".", ";", ":", "?", "!", "(", ")"];

/// English verbs that keep an object in the passive: *be given an opportunity*, but no *be signed an agreement*.
const TWO_OBJECTS: &[&str] =
    &["give", "grant", "offer", "award", "hand", "pay", "deny", "ask", "tell", "teach", "show", "send"];

/// What is known of the phrases that were met, each as the text had it.
pub(super) type Met = HashMap<(LexemeId, Change), PhraseType, RandomState>;

/// What is known of a phrase whatever its context.
#[derive(Debug)]
pub(super) struct PhraseType {
    key: String,
    upos: Upos,
    /// Its English in all its senses, inflected as the phrase is.
    glosses: Vec<String>,
    rules: SenseRules,
}

/// Adds the phrases of a sentence to `units`, longest first.
pub(super) fn find(
    lexicon: &Lexicon,
    met: &mut Met,
    forms: &[&str],
    types: &[Option<&WordType<'_>>],
    tokens: &mut [Token],
    headline: bool,
    units: &mut Units,
) {
    let mut found: Vec<(Unit, Option<LexemeId>)> = Vec::new();
    let mut gapped: Vec<Gapped> = Vec::new();
    let mut key = String::new();
    let neighbours = OnceCell::new();
    let is_number = |n: usize| tokens[n].kind == TokenKind::Number;
    for start in 0..types.len() {
        let Some(first) = &types[start] else { continue };
        for head in first.keys.iter().filter(|key| key.begins && key.change.stands_in(&tokens[start])) {
            // A phrase ends with its clitic: sumber dayanya, but naiknya | tingkat hunian.
            if head.change == Change::Clitic {
                continue;
            }
            let plain = head.change == Change::None;
            // Most words that may begin a phrase are not followed by its second word: that is known without a search.
            let may_follow = |hash: u32| lexicon.may_begin_phrase(head.hash, hash);
            let goes_on = match types.get(start + 1) {
                Some(Some(word)) => word.keys.iter().any(|key| may_follow(key.hash)),
                Some(None) if is_number(start + 1) => may_follow(word_hash(forms[start + 1].as_bytes())),
                _ => false,
            };
            if !(goes_on || plain && head.gaps) {
                continue;
            }
            key.clear();
            key.push_str(&head.form);
            if plain && head.gaps {
                gapped.extend(with_gap(lexicon, &key, start..start + 1, types, forms));
            }
            for (end, word) in types.iter().enumerate().skip(start + 1).take(LONGEST - 1) {
                let figure;
                let (keys, lower) = match word {
                    Some(word) => (&*word.keys, word.lower.as_ref()),
                    None if is_number(end) => {
                        figure = number(forms[end]);
                        (std::slice::from_ref(&figure), forms[end])
                    }
                    None => break,
                };
                let stem = key.len();
                let may_stand = |key: &Key| end > start + 1 || may_follow(key.hash);
                for last in keys {
                    // Inside a phrase only its first and last word inflect: diambil alih, sumber dayanya.
                    let inflects = matches!(last.change, Change::None | Change::Clitic);
                    if !inflects || !may_stand(last) || !last.change.stands_in(&tokens[end]) {
                        continue;
                    }
                    key.truncate(stem);
                    key.push(' ');
                    key.push_str(&last.form);
                    let whole = start..end + 1;
                    if let Some(lexeme) = lexicon
                        .phrase(&key)
                        .filter(|_| headline || !cuts_name(forms, tokens, &whole))
                        .find(|&l| fits(lexicon, l, &forms[whole.clone()], headline, head.change))
                    {
                        let phrase = phrase_type(lexicon, met, lexeme, head.change);
                        let sentence = || neighbours.get_or_init(|| sentence(types, tokens));
                        let rule = match phrase.rules.is_empty() {
                            true => None,
                            false => first_that_holds(&phrase.rules, sentence(), whole.clone()),
                        };
                        let as_it_is = plain && last.change == Change::None;
                        let unit = unit(phrase, rule.map(|r| r.gloss), whole.collect(), head.change);
                        found.push((unit, as_it_is.then(|| lexeme.id())));
                    }
                }
                if !may_stand(&keys[0]) || end == start + 1 && !lexicon.may_go_on(head.hash, keys[0].hash) {
                    break;
                }
                key.truncate(stem);
                key.push(' ');
                key.push_str(lower);
                if !lexicon.begins_phrase(&key) {
                    break;
                }
                if plain {
                    gapped.extend(with_gap(lexicon, &key, start..end + 1, types, forms));
                }
            }
        }
    }
    drop(neighbours);
    for Gapped { lexeme, parts } in gapped {
        // What each side has of the English is also that of its word: baik … maupun, both … and.
        for (part, english) in parts.iter().zip(lexeme.gloss().split(GAP)) {
            if part.len() == 1 && tokens[part.start].source != GlossSource::Glossary {
                tokens[part.start].prefer(Cow::Borrowed(english));
            }
        }
        let tokens = parts.into_iter().flatten().collect();
        found.push((unit(phrase_type(lexicon, met, lexeme, Change::None), None, tokens, Change::None), None));
    }
    found.sort_by_key(|(u, _)| std::cmp::Reverse(u.tokens.len()));
    // Those that give way come last; all of them have two words, the least that a phrase has.
    let yields: Vec<usize> = (0..found.len()).filter(|&n| yields(lexicon, &found[n].0, &found, tokens)).collect();
    for (moved, n) in yields.into_iter().enumerate() {
        found[n - moved..].rotate_left(1);
    }
    found.into_iter().for_each(|(unit, lexeme)| units.add_listed(unit, lexeme));
}

/// Whether a phrase of two nouns gives way to another whose first word is its second: of *harga minyak* and *minyak goreng* the latter stays,
/// since what modifies a noun is a phrase of its own; but not of *kantor berita* and *berita resmi*, as a news agency is no office.
fn yields(lexicon: &Lexicon, unit: &Unit, found: &[(Unit, Option<LexemeId>)], tokens: &[Token]) -> bool {
    let [first, second] = unit.tokens[..] else { return false };
    let noun = |unit: &Unit| unit.upos == Upos::Noun;
    let head = || tokens[first].analysis().and_then(|a| a.lexeme).map(|id| lexicon.lexeme(id));
    let says = |head: &str| unit.gloss.split([' ', '-']).any(|word| word == head);
    noun(unit)
        && found.iter().any(|(other, _)| noun(other) && other.tokens.len() == 2 && other.tokens[0] == second)
        && head().is_some_and(|head| head.glosses().any(says))
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
    types: &[Option<&WordType<'_>>],
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

/// Whether a phrase at `whole` would cut a name: *warga | Desa Sukamaju*.
fn cuts_name(forms: &[&str], tokens: &[Token], whole: &Range<usize>) -> bool {
    let capital = |n: usize| forms.get(n).is_some_and(|form| form.starts_with(char::is_uppercase));
    let last = whole.end - 1;
    let settlement = || lists(SETTLEMENTS, forms[last]) && tokens[whole.end].upos == Upos::Propn;
    capital(last) && capital(whole.end) && (!capital(last - 1) || settlement())
}

/// Names need their capitals; verbs alone have a passive; plurals are of nouns.
fn fits(lexicon: &Lexicon, lexeme: Lexeme, forms: &[&str], headline: bool, change: Change) -> bool {
    let capital = |s: &str| s.starts_with(char::is_uppercase);
    let cased = headline || lexeme.form().split(' ').zip(forms).all(|(w, f)| !capital(w) || capital(f));
    cased
        && match change {
            Change::Passive => lexeme.upos() == Upos::Verb && has_passive(lexicon, lexeme),
            Change::Bare => lexeme.upos() == Upos::Verb,
            Change::Plural => lexeme.upos() == Upos::Noun,
            Change::None | Change::Clitic => true,
        }
}

/// Whether the English of a verb has a passive as it stands: its object, if it names one, would be the subject. It does with an article, or as
/// a last word that renders the last of the phrase: *melakukan perundingan* hold negotiations; but *menjatuhi hukuman penjara* sentence to prison.
fn has_passive(lexicon: &Lexicon, lexeme: Lexeme) -> bool {
    let mut words = lexeme.gloss().split(' ');
    let verb = words.next().unwrap_or_default();
    let article = words.next().is_some_and(|w| matches!(w, "a" | "an" | "the"));
    let object = || {
        let (form, last) = (lexeme.form().rsplit(' ').next(), lexeme.gloss().rsplit_once(' '));
        let (Some(form), Some((_, last))) = (form, last) else { return false };
        let renders = |noun: Lexeme| noun.glosses().any(|g| g == last || english::plural(g) == last);
        !english::has_preposition(lexeme.gloss())
            && lexicon.form(form).any(|noun| noun.upos() == Upos::Noun && renders(noun))
    };
    TWO_OBJECTS.contains(&verb) || !article && !object()
}

/// What is known of `lexeme`, changed so.
fn phrase_type<'m>(lexicon: &Lexicon, met: &'m mut Met, lexeme: Lexeme, change: Change) -> &'m PhraseType {
    met.entry((lexeme.id(), change)).or_insert_with(|| PhraseType {
        key: lexeme.form().to_owned(),
        upos: lexeme.upos(),
        glosses: lexeme.glosses().map(|gloss| inflect(gloss, change)).collect(),
        rules: lexicon.sense_rules(lexeme),
    })
}

/// What sense rules see of a sentence.
fn sentence<'s>(types: &'s [Option<&WordType<'_>>], tokens: &'s [Token]) -> Vec<Neighbour<'s>> {
    let lower = |word: Option<&'s WordType<'_>>| word.map_or("", |w| w.lower.as_ref());
    tokens.iter().zip(types).map(|(token, &word)| neighbour(token, lower(word), word)).collect()
}

fn inflect(gloss: &str, change: Change) -> String {
    match change {
        Change::Passive => passive(gloss),
        Change::Plural => english::plural(gloss),
        _ => gloss.to_owned(),
    }
}

/// A phrase as a unit, with the English that a sense rule gives it (*dua tahun lalu* years ago), else its first.
fn unit(phrase: &PhraseType, ruled: Option<&str>, tokens: Vec<usize>, change: Change) -> Unit {
    let gloss = ruled.map_or_else(|| phrase.glosses[0].clone(), |gloss| inflect(gloss, change));
    Unit {
        tokens,
        alternatives: phrase.glosses.iter().filter(|other| **other != gloss).cloned().collect(),
        gloss,
        kind: if phrase.upos == Upos::Propn { UnitKind::Name } else { UnitKind::Phrase },
        upos: phrase.upos,
        source: UnitSource::Lexicon,
        key: Some(phrase.key.clone()),
        reason: None,
    }
}

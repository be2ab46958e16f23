//! Names of several words, recognised by their capitals.

use super::units::Units;
use crate::lexicon::Lexicon;
use crate::model::{Token, TokenKind, Unit, UnitKind, UnitSource, Upos};

/// Words in lower case that stand inside names.
const PARTICLES: &[&str] =
    &["bin", "binti", "al", "el", "van", "von", "de", "der", "den", "da", "dos", "du", "la", "ibn", "abu"];

/// Adds runs of two or more capitalised names to `units`.
pub(super) fn find(lexicon: &Lexicon, forms: &[&str], tokens: &[Token], headline: bool, units: &mut Units) {
    if headline {
        return;
    }
    // Countries, cities and institutions stand beside a person's name, not in it: Presiden Rusia Vladimir Putin.
    let of_person = |n: usize| match tokens[n].analysis().and_then(|a| a.lexeme).map(|id| lexicon.lexeme(id)) {
        Some(lexeme) => {
            lexeme.kind().is_none_or(|k| matches!(k, "given" | "family" | "person")) && lexeme.full().is_none()
        }
        None => true,
    };
    let is_name = |n: usize| {
        of_person(n)
            && tokens[n].kind == TokenKind::Word
            && tokens[n].upos == Upos::Propn
            && forms[n].starts_with(char::is_uppercase)
            && !units.cover(n)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !is_name(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        loop {
            match end {
                e if e < tokens.len() && is_name(e) => end = e + 1,
                e if e + 1 < tokens.len() && PARTICLES.contains(&forms[e]) && is_name(e + 1) => end = e + 2,
                _ => break,
            }
        }
        if end - start > 1 {
            let gloss: Vec<&str> = (start..end)
                .map(|n| if forms[n].starts_with(char::is_uppercase) { tokens[n].gloss.as_ref() } else { forms[n] })
                .collect();
            found.push(Unit {
                tokens: (start..end).collect(),
                gloss: gloss.join(" "),
                kind: UnitKind::Name,
                source: UnitSource::Rule,
                key: None,
            });
        }
        at = end;
    }
    found.into_iter().for_each(|unit| units.add(unit));
}

//! Names of several words, recognised by their capitals.

use super::units::Units;
use crate::lexicon::Lexicon;
use crate::model::{Token, TokenKind, Unit, UnitKind, UnitSource, Upos};

/// Words in lower case that stand inside names.
const PARTICLES: &[&str] =
    &["bin", "binti", "al", "el", "van", "von", "de", "der", "den", "da", "dos", "du", "la", "ibn", "abu"];

/// What stands before the name of a company.
const COMPANY: &[&str] = &["PT", "CV", "UD", "NV", "PD"];

/// What stands after the name of a company.
const LISTED: &[&str] = &["Tbk", "Tbk.", "(Persero)"];

/// Companies by their legal form: *PT Garuda Indonesia Tbk*. Their names stay as they are.
fn companies(forms: &[&str], tokens: &[Token], found: &mut Vec<Unit>) {
    let capital = |n: &usize| tokens[*n].kind == TokenKind::Word && forms[*n].starts_with(char::is_uppercase);
    let mut at = 0;
    while at < tokens.len() {
        if !capital(&at) {
            at += 1;
            continue;
        }
        let end = (at + 1..tokens.len()).find(|n| !capital(n)).unwrap_or(tokens.len());
        let begins = (at..end).find(|&n| COMPANY.contains(&forms[n]));
        let closes = (at..end).find(|&n| LISTED.contains(&forms[n]));
        let range = match (begins, closes) {
            (Some(begins), Some(closes)) if begins < closes => begins..closes + 1,
            (Some(begins), _) => begins..end,
            (None, Some(closes)) => at..closes + 1,
            (None, None) => at..at,
        };
        if range.len() > 1 {
            found.push(name(range.clone(), forms[range].join(" ")));
        }
        at = end;
    }
}

fn name(tokens: std::ops::Range<usize>, gloss: String) -> Unit {
    Unit {
        tokens: tokens.collect(),
        gloss,
        alternatives: Vec::new(),
        kind: UnitKind::Name,
        upos: Upos::Propn,
        source: UnitSource::Rule,
        key: None,
        reason: None,
    }
}

/// Whether a form is written as a name, its article aside: *Bashir*, *al-Bashir*.
fn is_capitalised(form: &str) -> bool {
    let bare = form.split_once('-').filter(|(article, _)| PARTICLES.contains(article)).map_or(form, |(_, name)| name);
    bare.starts_with(char::is_uppercase)
}

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
        tokens[n].upos == Upos::Propn
            && tokens[n].kind == TokenKind::Word
            && is_capitalised(forms[n])
            && !units.cover(n)
            && of_person(n)
    };
    let mut found: Vec<Unit> = Vec::new();
    companies(forms, tokens, &mut found);
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
            found.push(name(start..end, gloss.join(" ")));
        }
        at = end;
    }
    found.into_iter().for_each(|unit| units.add(unit));
}

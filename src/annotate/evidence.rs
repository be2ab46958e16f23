//! What a document says about its own words: *konferensi tingkat tinggi (KTT)* tells what KTT stands for from there on.

use std::collections::HashMap;

use super::units::Units;
use crate::model::{GlossSource, Token, TokenKind, Unit, UnitKind, UnitSource, Upos};
use crate::terms::Senses;

/// What has been learned from the sentences of a document so far.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// Abbreviations that the document explains, with the English of what they stand for.
    abbreviations: HashMap<String, String>,
    /// The senses of glossary entries that the conditions of their senses have shown.
    pub(super) senses: Senses,
}

impl Evidence {
    /// That of a document of which only the senses of its terms are known.
    pub(crate) fn of_senses(senses: Senses) -> Self {
        Self { senses, ..Self::default() }
    }

    /// Gives abbreviations that the document has explained their English, where neither glossary nor lexicon has any.
    pub(super) fn apply(&self, forms: &[&str], tokens: &mut [Token], units: &mut Units) {
        if self.abbreviations.is_empty() {
            return;
        }
        for (n, form) in forms.iter().enumerate() {
            let Some(gloss) = self.abbreviations.get(*form) else { continue };
            let token = &mut tokens[n];
            match token.alternatives.iter().position(|a| a == gloss) {
                // One of several things that it stands for: this one, here.
                Some(at) => token.prefer(token.alternatives[at].clone()),
                None if is_unknown(token, form) => token.gloss = gloss.clone().into(),
                None => continue,
            }
            units.add(Unit {
                tokens: vec![n],
                gloss: gloss.clone(),
                alternatives: Vec::new(),
                kind: UnitKind::Abbreviation,
                upos: Upos::Propn,
                source: UnitSource::Document,
                key: None,
                reason: None,
            });
        }
    }

    /// Learns the abbreviations in brackets after what they stand for.
    pub(super) fn learn(&mut self, forms: &[&str], tokens: &[Token], units: &[Unit]) {
        for n in 2..tokens.len().saturating_sub(1) {
            let form = forms[n];
            let bracketed = forms[n - 1] == "(" && forms[n + 1] == ")" && tokens[n].kind == TokenKind::Word;
            if !bracketed || form.chars().filter(|c| c.is_uppercase()).count() < 2 {
                continue;
            }
            let explained = units
                .iter()
                .filter(|u| u.tokens.len() > 1 && *u.tokens.last().expect("a unit has tokens") == n - 2)
                .find(|u| abbreviates(form, u.tokens.iter().map(|&t| forms[t])));
            if let Some(unit) = explained {
                self.abbreviations.entry(form.to_owned()).or_insert_with(|| unit.gloss.clone());
            }
        }
    }
}

fn is_unknown(token: &Token, form: &str) -> bool {
    token.gloss == form || matches!(token.source, GlossSource::Guess | GlossSource::Unknown)
}

/// Whether `short` is made of the beginnings of `words` in order, each word giving a letter or more: KTT, Kemlu. Some letters may be of words
/// that are not there.
pub(super) fn abbreviates<'a>(short: &str, words: impl Iterator<Item = &'a str>) -> bool {
    letters_left(short, words).is_some_and(|left| left <= 3)
}

/// If `short` is made of the beginnings of `words` in order, how many letters of it are left at the end.
pub(super) fn letters_left<'a>(short: &str, words: impl Iterator<Item = &'a str>) -> Option<usize> {
    let small = |c: char| c.to_lowercase().next().unwrap_or(c);
    let mut words = words.flat_map(|w| w.split('-')).peekable();
    // Most words begin with another letter.
    let begins = short.chars().find(|c| c.is_alphabetic()).map(small);
    if words.peek().is_none_or(|word| word.chars().next().map(small) != begins) {
        return None;
    }
    let letters: Vec<char> = short.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let mut at = 0;
    let mut count = 0;
    for word in words {
        let first = word.chars().next().map(small);
        // Letters inside a word may be taken too (ke-men-lu), up to the beginning of the next.
        while at < letters.len() && count > 0 && first != Some(letters[at]) {
            at += 1;
        }
        if first.is_none() || letters.get(at).copied() != first {
            return None;
        }
        at += 1;
        count += 1;
    }
    (count > 1).then(|| letters.len() - at)
}

#[cfg(test)]
mod tests {
    use super::abbreviates;

    #[test]
    fn beginnings_of_words() {
        let table = [
            ("KTT", "konferensi tingkat tinggi", true),
            ("Kemlu", "Kementerian Luar", true),
            ("BPPT", "Badan Pengkajian Penerapan Teknologi", true),
            ("KTT", "menteri luar negeri", false),
            ("AS", "Amerika Serikat", true),
            ("MOU", "nota kesepahaman", false),
        ];
        for (short, words, expected) in table {
            assert_eq!(abbreviates(short, words.split(' ')), expected, "{short} {words}");
        }
    }
}

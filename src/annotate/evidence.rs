//! What a document says about its own words: *konferensi tingkat tinggi (KTT)* tells what KTT stands for from there on.

use std::collections::HashMap;
use std::sync::Arc;

use super::units::Units;
use crate::lexicon::Lexicon;
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
    pub(super) fn apply(
        &self,
        lexicon: &Lexicon,
        forms: &[&str],
        tokens: &mut [Token],
        headline: bool,
        units: &mut Units,
    ) {
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
                None if !headline && is_small(lexicon, token, form) => name(token, gloss),
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

/// Reads capitals in brackets behind a name as what stands for it, whatever the same letters say when they are small: *Dewan Adat Nasional
/// (DAN)*.
pub(super) fn read_brackets(lexicon: &Lexicon, forms: &[&str], tokens: &mut [Token]) {
    for n in 2..tokens.len().saturating_sub(1) {
        let bracketed = forms[n - 1] == "(" && forms[n + 1] == ")" && forms[n - 2].starts_with(char::is_uppercase);
        if bracketed && is_small(lexicon, &tokens[n], forms[n]) {
            name(&mut tokens[n], forms[n]);
        }
    }
}

/// Whether several capitals are read as a word that is written small.
fn is_small(lexicon: &Lexicon, token: &Token, form: &str) -> bool {
    let capitals = form.len() > 1 && form.bytes().all(|b| b.is_ascii_uppercase());
    let lexeme = || token.analysis().and_then(|a| a.lexeme).map(|id| lexicon.lexeme(id));
    capitals && token.upos != Upos::Propn && lexeme().is_none_or(|l| l.form().starts_with(char::is_lowercase))
}

/// Reads a token as a name whose English is `gloss`.
fn name(token: &mut Token, gloss: &str) {
    token.upos = Upos::Propn;
    token.source = GlossSource::Name;
    token.gloss = gloss.to_owned().into();
    token.alternatives = Arc::default();
    token.reason = None;
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

//! Nouns with the names beside them: titles, companies, abbreviations of what stands before.

use std::borrow::Cow;

use super::words::COMPANIES;
use super::{Class, Element, Sentence, phrase};
use crate::annotate::evidence::letters_left;
use crate::english;
use crate::lexicon::Lexeme;
use crate::model::{TokenKind, Unit, UnitSource, Upos};

impl Sentence<'_> {
    /// A name with the adjective of a direction or more than one of a name: *Somalia selatan* southern Somalia, *kedua Korea* the two
    /// Koreas. Returns how many elements it read.
    pub(super) fn name_phrase(&self, elements: &[Element<'_>], at: usize, found: &mut Vec<Unit>) -> usize {
        let number = at.checked_sub(1).filter(|&n| {
            let word = self.tokens[elements[n].from].kind == TokenKind::Word;
            word && (self.counts(elements, n) || self.is_many(&elements[n])) && !self.is_closed(&elements[at])
        });
        if let Some(number) = number.filter(|_| elements[at].lexeme.and_then(|l| l.kind()) == Some("country")) {
            let gloss = format!("{} {}", elements[number].gloss, english::plural(elements[at].gloss));
            found.push(phrase(elements[number].from..elements[at].to, gloss, Upos::Propn));
            return 1;
        }
        // Partai Komunis Jepang: Japanese Communist Party; Olimpiade Paris: Paris Olympics.
        let kind = |e: &Element<'_>| e.lexeme.and_then(|l| l.kind());
        let place = elements.get(at + 1).filter(|e| e.class == Class::Name && !self.is_closed(&elements[at]));
        let joined = match (kind(&elements[at]), place.and_then(kind)) {
            (Some("org" | "party"), Some("country")) if elements[at].to > elements[at].from + 1 => {
                place.map(|p| self.attributive(p))
            }
            (Some("event"), Some("city" | "country" | "region")) => place.map(|p| Cow::Borrowed(self.proper(p))),
            _ => None,
        };
        if let (Some(place), Some(whose)) = (place, joined) {
            let gloss = format!("{whose} {}", self.proper(&elements[at]));
            found.push(phrase(elements[at].from..place.to, gloss, Upos::Propn));
            return 2;
        }
        let Some(side) = elements.get(at + 1).filter(|e| e.class == Class::Adjective || e.class == Class::Noun) else {
            return 1;
        };
        let name = &elements[at];
        let english = self.attributive(side);
        if self.is_closed(name) || !name.place_or_body() || !english.ends_with("ern") {
            return 1;
        }
        found.push(phrase(name.from..side.to, format!("{english} {}", name.gloss), Upos::Propn));
        2
    }

    /// Whether `noun` is what the name after it is: *kota Beirut*, *Presiden Obama*.
    pub(super) fn is_titled(&self, noun: &Element<'_>, name: &Element<'_>) -> bool {
        name.class == Class::Name && (self.is_titled_by(noun, name) || noun.of() == Some("bare"))
    }

    pub(super) fn is_titled_by(&self, noun: &Element<'_>, name: &Element<'_>) -> bool {
        // gerilyawan FARC: letters stand for a body.
        let letters =
            name.lexeme.is_none() && name.to == name.from + 1 && !self.forms[name.from].contains(char::is_lowercase);
        noun.person && !noun.is_relative() && name.class == Class::Name && !name.place_or_body() && !letters
    }

    /// Whether the last element is a name that says which one the others are: a name behind a nationality (*kantor berita Palestina WAFA*), or behind
    /// a company or its like (*raksasa teknologi Google*).
    pub(super) fn is_apposed(&self, elements: &[Element<'_>]) -> bool {
        let [head, .., name] = elements else { return false };
        let national =
            |e: &Element<'_>| e.class == Class::Name && e.lexeme.is_some_and(|l| l.kind() == Some("country"));
        let behind_nationality = elements.len() > 2 && national(&elements[elements.len() - 2]);
        let company = COMPANIES.contains(&head.gloss.rsplit(' ').next().unwrap_or_default());
        name.class == Class::Name
            && !national(name)
            && !name.lexeme.is_some_and(|l| l.adjective().is_some() && !company)
            && (behind_nationality || company)
    }

    /// Whether `element` is an abbreviation of the words before it, of which `last` are the last: *produk domestik bruto PDB*, *usaha
    /// kecil dan menengah UKM*; or of their English: *penawaran umum perdana IPO*, an initial public offering.
    pub(super) fn abbreviates(&self, element: &Element<'_>, last: &Element<'_>) -> bool {
        let (form, before) = (self.forms[element.from], &self.forms[..element.from]);
        let letters = form.chars().filter(|c| c.is_uppercase()).count();
        if element.to > element.from + 1 || letters < 2 {
            return false;
        }
        let spelled = |full: &str| {
            let words = full.split(' ').count();
            words <= before.len() && full.split(' ').zip(&before[before.len() - words..]).all(|(w, f)| is_like(w, f))
        };
        let english = last.gloss.split([' ', '-']).filter_map(|word| word.chars().next());
        let initials = || english.map(|c| c.to_ascii_uppercase()).eq(form.chars());
        // NATO is made of letters of its English, not of those of *negara anggota*.
        let most = if element.lexeme.is_some() { 0 } else { 3 };
        let begins =
            |n: usize| letters_left(form, before[before.len() - n..].iter().copied()).is_some_and(|left| left <= most);
        (2..=letters.min(before.len())).any(begins)
            || element.lexeme.and_then(|l| l.full()).is_some_and(spelled)
            || initials()
    }
}

/// Whether a unit is made of names of the lexicon, without being one itself: *AS-Korea Selatan*.
pub(super) fn is_pair(unit: &Unit, lexeme: Option<Lexeme>) -> bool {
    unit.source == UnitSource::Lexicon && lexeme.is_none()
}

/// Whether two words differ in capitals alone.
fn is_like(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

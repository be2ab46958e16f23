//! Noun phrases in English order: *pejabat senior AS* senior US official.
//!
//! An Indonesian noun stands before what modifies it, an English one after. A phrase is a noun with the adjectives, nouns and
//! names that follow it; units that are there already (terms, phrases, names) count as one word of it. What is left out, because
//! order alone does not show what belongs to what: verbs, relative clauses, nouns that a conjunction joins (but see [`joined`]).

mod compose;
mod joined;
mod measure;
mod name;
mod predicate;
mod words;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use compose::{begins_with_side, capitals};
use foldhash::fast::RandomState;
use joined::with_joined;
use measure::{is_letter, is_roman, of_year};
use name::is_pair;
use words::{
    ADDRESS, AGAIN, BEFORE, CLOSING, CODED, CURRENCIES, FEELINGS, KINDS_NOT, NAMING, SEATS, SERIES, STATES, THEN,
    TOGETHER,
};

use super::figures::TIMES;
use super::names::is_company;
use super::units::Units;
use super::word::lists;
use crate::english;
use crate::lexicon::{Flag, Lexeme, Lexicon};
use crate::model::{LexemeId, MorphemeKind, Token, TokenKind, Unit, UnitKind, UnitSource, Upos};

/// What an element can be in a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Noun,
    Adjective,
    Name,
    /// A day, a month, a date.
    Date,
    Number,
    Other,
}

/// A word, or a unit that stands for one.
#[derive(Clone, Copy, Debug)]
struct Element<'a> {
    from: usize,
    to: usize,
    class: Class,
    gloss: &'a str,
    lexeme: Option<Lexeme>,
    person: bool,
    /// A name that begins with a noun, as those of bodies do: *Dewan HAM*.
    body: bool,
    /// The English of the conjunction, if it stands for several.
    joined: Option<&'static str>,
}

impl Element<'_> {
    fn place_or_body(&self) -> bool {
        match self.lexeme.and_then(|l| l.kind()) {
            Some(kind) => !matches!(kind, "given" | "family" | "person"),
            None => self.body,
        }
    }

    fn of(&self) -> Option<&'static str> {
        self.lexeme.and_then(|l| l.of())
    }

    /// Whether it names persons by what they are to another: *istri*, *teman*, *murid*.
    fn is_relative(&self) -> bool {
        self.of() == Some("owner") || self.of() == Some("bare") && self.lexeme.is_some_and(|l| l.is(Flag::Genitive))
    }

    /// Whether a number after it is its name: *nomor urut dua* ballot number two.
    fn is_label(&self) -> bool {
        self.gloss.ends_with("number")
    }

    /// Whether a figure after it tells one of its kind from others: *tipe 45*, *kelas 6*.
    fn is_series(&self) -> bool {
        SERIES.contains(&self.gloss)
    }

    /// Whether a whole phrase follows it after *of*.
    fn takes_phrase(&self) -> bool {
        self.of().is_some_and(|of| of != "owner")
    }
}

/// What composition asked of lexemes before: few nouns make most phrases.
#[derive(Debug, Default)]
pub(super) struct Facts(HashMap<LexemeId, Fact, RandomState>);

/// What composition asks of a lexeme.
#[derive(Clone, Copy, Debug)]
struct Fact {
    gloss: &'static str,
    /// The English that it has before a noun, if its entry says so.
    adjective: Option<&'static str>,
    /// The English of an adjective of the same form.
    sibling: Option<&'static str>,
    /// Whether an adjective has the same form.
    has_sibling: bool,
    /// Whether it names something, by more than some letters.
    names: bool,
}

/// What the composition looks at.
struct Sentence<'a> {
    lexicon: &'a Lexicon,
    facts: RefCell<&'a mut Facts>,
    forms: &'a [&'a str],
    tokens: &'a [Token],
}

/// Adds the noun phrases of a sentence to `units`, around and between those that are there.
pub(super) fn find(lexicon: &Lexicon, facts: &mut Facts, forms: &[&str], tokens: &[Token], units: &mut Units) {
    let sentence = Sentence { lexicon, facts: RefCell::new(facts), forms, tokens };
    let mut found = Vec::new();
    {
        let apart = sentence.elements(units);
        let joined = sentence.joined(&apart);
        let elements = with_joined(&apart, &joined);
        let mut at = 0;
        while at < elements.len() {
            let length = match elements[at].class {
                Class::Noun => sentence.noun_phrase(&elements, at, &mut found),
                Class::Name => sentence.name_phrase(&elements, at, &mut found),
                _ => 1,
            };
            at += length;
        }
        sentence.around_joined(&apart, &joined, &mut found);
    }
    found.into_iter().for_each(|unit| units.add(unit));
}

impl<'a> Sentence<'a> {
    fn fact(&self, lexeme: Lexeme) -> Fact {
        *self.facts.borrow_mut().0.entry(lexeme.id()).or_insert_with(|| {
            let siblings = || self.lexicon.form(lexeme.form()).filter(|l| l.upos() == Upos::Adj);
            Fact {
                gloss: lexeme.gloss(),
                adjective: lexeme.adjective(),
                sibling: siblings().find(|l| l.source().is_none()).map(Lexeme::gloss),
                has_sibling: siblings().next().is_some(),
                names: lexeme.kind().is_some() && lexeme.form().len() > 3,
            }
        })
    }

    /// Whether nothing can follow an element inside its phrase: it ends in a clitic.
    fn is_closed(&self, element: &Element<'_>) -> bool {
        self.tokens[element.to - 1].has_clitic()
    }

    fn elements<'u>(&'u self, units: &'u Units) -> Vec<Element<'u>> {
        let mut elements = Vec::with_capacity(self.tokens.len());
        let mut at = 0;
        while at < self.tokens.len() {
            let element = match units.widest(at) {
                Some((unit, listed)) => self.unit_element(unit, *listed),
                None => self.token_element(at),
            };
            at = element.to;
            elements.push(element);
        }
        elements
    }

    fn token_element(&self, at: usize) -> Element<'_> {
        let token = &self.tokens[at];
        let lexeme = token.analysis().and_then(|a| a.lexeme).map(|id| self.lexicon.lexeme(id));
        let day = lexeme.and_then(|l| l.kind()).is_some_and(|k| matches!(k, "day" | "month"));
        // anti-Suriah is no Syria.
        let prefixed = || token.analysis().is_some_and(|a| a.morphemes[0].kind == MorphemeKind::Prefix);
        let own = lexeme.filter(|l| l.upos() == token.upos && !(l.upos() == Upos::Propn && prefixed()));
        let class = match token.upos {
            _ if token.kind == TokenKind::Punctuation || token.gloss.is_empty() => Class::Other,
            _ if day => Class::Date,
            Upos::Noun if own.is_some_and(|l| l.kind().is_some()) => Class::Name,
            // A rule reads it as what a verb says: kekurangan be short of.
            Upos::Noun if is_said(&token.gloss) => Class::Other,
            Upos::Noun => Class::Noun,
            Upos::Adj if [CLOSING, FEELINGS, STATES].iter().any(|words| words.contains(&self.forms[at])) => {
                Class::Other
            }
            Upos::Adj if THEN.contains(&self.forms[at]) && self.is_then(at) => Class::Other,
            Upos::Adj => Class::Adjective,
            Upos::Propn => Class::Name,
            Upos::Num => Class::Number,
            _ => Class::Other,
        };
        let class = if is_roman(self.forms[at]) || is_letter(self.forms[at]) { Class::Number } else { class };
        Element {
            from: at,
            to: at + 1,
            class,
            gloss: &token.gloss,
            lexeme: own,
            person: own.is_some_and(|l| l.is(Flag::Person)),
            body: false,
            joined: None,
        }
    }

    fn unit_element<'u>(&'u self, unit: &'u Unit, listed: Option<LexemeId>) -> Element<'u> {
        let (from, last) = (unit.tokens[0], *unit.tokens.last().expect("a unit has tokens"));
        let words = || self.forms[from..=last].join(" ").to_lowercase();
        let wanted = |l: &Lexeme| l.upos() == unit.upos;
        let lexeme = match last - from {
            0 => self.tokens[from].analysis().and_then(|a| a.lexeme).map(|id| self.lexicon.lexeme(id)).filter(wanted),
            _ => match listed {
                Some(id) => Some(self.lexicon.lexeme(id)),
                // A term of the glossary may be listed too.
                None if unit.source == UnitSource::Glossary => self.lexicon.phrase(&words()).find(wanted),
                None => None,
            },
        };
        let day = lexeme.and_then(|l| l.kind()).is_some_and(|k| matches!(k, "day" | "month"));
        let class = match unit.upos {
            _ if day || unit.kind == UnitKind::Date => Class::Date,
            _ if unit.kind == UnitKind::Figure && unit.upos != Upos::Adj => Class::Number,
            _ if unit.tokens.len() != last + 1 - from || unit.gloss.starts_with("the ") && unit.upos != Upos::Propn => {
                Class::Other
            }
            Upos::Noun if is_said(&unit.gloss) => Class::Other,
            Upos::Noun => Class::Noun,
            Upos::Adj => Class::Adjective,
            Upos::Propn => Class::Name,
            _ => Class::Other,
        };
        let head = || self.token_element(from).person;
        Element {
            from,
            to: last + 1,
            class,
            gloss: &unit.gloss,
            lexeme,
            person: lexeme.map_or_else(head, |l| l.is(Flag::Person)),
            body: class == Class::Name
                && (self.begins_with_noun(unit) || is_pair(unit, lexeme) || is_company(&self.forms[from..=last])),
            joined: None,
        }
    }

    /// Whether the first of several words is a noun that is no person.
    fn begins_with_noun(&self, unit: &Unit) -> bool {
        let first = self.tokens[unit.tokens[0]].analysis().and_then(|a| a.lexeme).map(|id| self.lexicon.lexeme(id));
        unit.tokens.len() > 1 && first.is_some_and(|l| l.upos() == Upos::Noun && !l.is(Flag::Person))
    }

    /// The phrases that begin with the noun at `at`. Returns how many elements they span.
    fn noun_phrase(&self, elements: &[Element<'_>], at: usize, found: &mut Vec<Unit>) -> usize {
        let span = at..self.reach(elements, at);
        // The first that is there; what follows a step may rely on what those before it left.
        let kinds = [
            Self::counted,
            Self::alone,
            Self::addressed,
            Self::beside_a_place,
            Self::with_complement,
            Self::with_title,
            Self::coded,
            Self::apposed,
        ];
        kinds
            .iter()
            .find_map(|kind| kind(self, elements, span.clone(), found))
            .unwrap_or_else(|| self.modified(elements, span, found))
    }

    /// Where the noun phrase that begins at `at` ends.
    fn reach(&self, elements: &[Element<'_>], at: usize) -> usize {
        // Kepada para wartawan Hartono berkata: of several, none has the name.
        let many = at.checked_sub(1).is_some_and(|n| self.is_many(&elements[n]));
        let mut end = at + 1;
        while end < elements.len()
            && self.continues(&elements[end - 1], &elements[end])
            && !self.is_closed(&elements[end - 1])
            && !self.is_numbered(elements, end)
            && !(many && self.is_titled_by(&elements[end - 1], &elements[end]))
        {
            end += 1;
        }
        end - usize::from(self.is_predicate(elements, at, end))
    }

    /// *dua orang polisi* two police officers.
    fn counted(&self, elements: &[Element<'_>], span: Range<usize>, found: &mut Vec<Unit>) -> Option<usize> {
        let at = span.start;
        let number = elements[..at].last().filter(|e| e.class == Class::Number)?;
        let classifier = elements[at].lexeme.is_some_and(|l| l.is(Flag::Classifier));
        if !classifier || span.len() == 1 || elements[at + 1].class != Class::Noun {
            return None;
        }
        let counted = self.compose(elements, at + 1, span.end);
        let counted = if matches!(number.gloss, "one" | "1" | "a") { counted } else { english::plural(&counted) };
        let gloss = format!("{} {counted}", number.gloss);
        found.push(phrase(number.from..elements[span.end - 1].to, gloss, Upos::Noun));
        Some(1 + self.noun_phrase(elements, at + 1, found))
    }

    /// A noun with nothing of the phrase behind it: with a date or a number, or with what stands before it.
    fn alone(&self, elements: &[Element<'_>], span: Range<usize>, found: &mut Vec<Unit>) -> Option<usize> {
        if span.len() > 1 {
            return None;
        }
        if let Some(dated) = self.dated(elements, span.start) {
            found.push(dated);
            return Some(2);
        }
        found.extend(self.fronted(elements, span.start, span.end, elements[span.start].gloss));
        Some(1)
    }

    /// *Bu Dharma* Mrs Dharma.
    fn addressed(&self, elements: &[Element<'_>], span: Range<usize>, found: &mut Vec<Unit>) -> Option<usize> {
        let (head, next) = (&elements[span.start], &elements[span.start + 1]);
        if !ADDRESS.contains(&head.gloss) || next.class == Class::Name || !self.capital(next.from) {
            return None;
        }
        let name = if next.person || next.to > next.from + 1 { next.gloss } else { self.forms[next.from] };
        found.push(phrase(head.from..next.to, format!("{} {name}", head.gloss), Upos::Propn));
        Some(2)
    }

    /// *selatan Somalia* southern Somalia; but *30 kilometer selatan Jakarta* south of Jakarta.
    fn beside_a_place(&self, elements: &[Element<'_>], span: Range<usize>, found: &mut Vec<Unit>) -> Option<usize> {
        let (head, next) = (&elements[span.start], &elements[span.start + 1]);
        let side = self.attributive(head);
        if !side.ends_with("ern") || next.class != Class::Name || !next.place_or_body() {
            return None;
        }
        let far = elements[..span.start].last().is_some_and(|e| e.class == Class::Number && self.is_measure(e));
        found.push(match far {
            true => {
                let gloss = format!("{} of {}", head.gloss, english::named(next.gloss));
                phrase(head.from..next.to, gloss, Upos::Adv)
            }
            false => phrase(head.from..next.to, format!("{side} {}", next.gloss), Upos::Propn),
        });
        Some(2)
    }

    /// A noun that takes a whole phrase as its complement: that phrase is the unit, not both together.
    fn with_complement(&self, elements: &[Element<'_>], span: Range<usize>, found: &mut Vec<Unit>) -> Option<usize> {
        let (at, end) = (span.start, span.end);
        let head = &elements[at];
        let first = (at + 1..end).find(|&n| elements[n].class != Class::Adjective)?;
        let takes_phrase =
            (head.takes_phrase() || self.is_action(head)) && end - first > 1 && !self.joins(&elements[first])
                || elements[first..end].windows(2).any(|w| w[0].class == Class::Noun && self.is_titled(&w[0], &w[1]));
        if !takes_phrase || elements[first].class != Class::Noun {
            return None;
        }
        if first > at + 1 {
            self.push(elements, at, first, found);
        }
        Some(first - at + self.noun_phrase(elements, first, found))
    }

    /// The name of a person stands beside the noun: title and name are each a unit, and both together one where they are short.
    fn with_title(&self, elements: &[Element<'_>], span: Range<usize>, found: &mut Vec<Unit>) -> Option<usize> {
        let (at, head) = (span.start, &elements[span.start]);
        let name = (at + 1..span.end).find(|&n| self.is_titled_by(head, &elements[n]))?;
        if name > at + 1 {
            self.push(elements, at, name, found);
        }
        if name == at + 1 || self.capital(head.from) {
            let title = if name > at + 1 { self.compose(elements, at, name) } else { self.titled(head).into_owned() };
            let gloss = format!("{title} {}", elements[name].gloss);
            found.push(phrase(head.from..elements[name].to, gloss, Upos::Propn));
        }
        Some(name + 1 - at)
    }

    /// *Operasi Cast Lead* Operation Cast Lead.
    fn coded(&self, elements: &[Element<'_>], span: Range<usize>, found: &mut Vec<Unit>) -> Option<usize> {
        let (head, next) = (&elements[span.start], &elements[span.start + 1]);
        let named = CODED.contains(&head.gloss) && self.is_proper(head.from) && next.class == Class::Name;
        if span.len() > 2 || !named {
            return None;
        }
        found.push(phrase(head.from..next.to, format!("{} {}", capitals(head.gloss), next.gloss), Upos::Propn));
        Some(2)
    }

    /// *Produsen mobil Jerman Volkswagen* German carmaker Volkswagen.
    fn apposed(&self, elements: &[Element<'_>], span: Range<usize>, found: &mut Vec<Unit>) -> Option<usize> {
        let (at, end) = (span.start, span.end);
        let (head, name) = (&elements[at], &elements[end - 1]);
        // Ibu kota Korea Selatan Seoul: South Korean capital Seoul.
        let seat = end - at == 3 && lists(SEATS, head.gloss);
        if head.person || head.takes_phrase() && !seat || !self.is_apposed(&elements[span]) {
            return None;
        }
        let kind = self.compose(elements, at, end - 1);
        let gloss = self.cased(elements, at, end, format!("{kind} {}", name.gloss));
        if end - at > 2 {
            self.push(elements, at, end - 1, found);
        }
        found.push(phrase(head.from..name.to, gloss, Upos::Noun));
        Some(end - at)
    }

    /// A noun with all that modifies it, and with the year, name or number of order behind that.
    fn modified(&self, elements: &[Element<'_>], span: Range<usize>, found: &mut Vec<Unit>) -> usize {
        let (at, end) = (span.start, span.end);
        let (head, last) = (&elements[at], &elements[end - 1]);
        // Nested: the phrase without its outermost name, or a quality of several words.
        let national = last.class == Class::Name && last.lexeme.is_some_and(|l| l.adjective().is_some());
        let long = last.class == Class::Adjective && last.to > last.from + 1;
        if end - at > 2
            && (national || long)
            && !head.takes_phrase()
            && !self.governs(&elements[end - 2])
            && !self.joins(&elements[end - 2])
        {
            self.push(elements, at, end - 1, found);
        }
        self.push(elements, at, end, found);
        let Some(next) = elements.get(end).filter(|_| !self.is_closed(last)) else { return end - at };
        let whole = || self.compose(elements, at, end);
        // Pemilihan presiden 2004: 2004 presidential election.
        if self.is_of_year(elements, at, end) {
            found.push(phrase(head.from..next.to, of_year(head, &whole(), next), Upos::Noun));
            return end + 1 - at;
        }
        // Presiden AS George W. Bush: US President George W. Bush.
        if last.class == Class::Name && self.is_titled_by(head, next) && next.to > next.from + 1 {
            let title = if self.capital(head.from) { capitals(&whole()) } else { whole() };
            found.push(phrase(head.from..next.to, format!("{title} {}", next.gloss), Upos::Propn));
            return end + 1 - at;
        }
        // Brigade Infanteri ke-3: 3rd Infantry Brigade; of nasib polisi kedua, which is the second is not known.
        if next.class == Class::Number && self.is_ordinal(next.from) && !head.takes_phrase() {
            found.push(phrase(head.from..next.to, format!("{} {}", next.gloss, whole()), Upos::Noun));
            return end + 1 - at;
        }
        end - at
    }

    /// Whether `next` can stand in one noun phrase with `last` before it.
    fn continues(&self, last: &Element<'_>, next: &Element<'_>) -> bool {
        match next.class {
            // pemerintahan mantan presiden AS: the government of another phrase.
            _ if lists(BEFORE, self.forms[next.from]) => false,
            // An abbreviation of what stands before it says the same again: produk domestik bruto PDB.
            Class::Noun | Class::Name if self.abbreviates(next, last) => false,
            Class::Noun => {
                // Kapolsek Cengkareng | Kompol Hasoloan: the rank is that of the name after it.
                let rank = last.class == Class::Name && next.person;
                // Warga Kanada keturunan Iran: what a noun says of a name is not of which kind it is.
                let more =
                    last.class == Class::Name && !self.capital(next.from) && !self.is_side(next) && !self.governs(next);
                !(rank
                    || more
                    || self.is_foreign(last, next)
                    || self.begins_anew(next)
                    || self.befalls(last, next)
                    || self.is_owned(next))
            }
            // Names take no adjective: what follows one is a predicate, or says more of it.
            Class::Adjective => last.class != Class::Name && !self.is_said_of(next),
            // bank sentral AS The Fed: the name says the same again.
            Class::Name if last.class == Class::Name && next.gloss.starts_with("the ") => false,
            Class::Name => last.class != Class::Name || next.place_or_body() || next.to - next.from == 1,
            _ => false,
        }
    }

    /// Whether a noun says on which side: *selatan*, *bagian utara*.
    fn is_side(&self, element: &Element<'_>) -> bool {
        self.attributive(element).ends_with("ern") || begins_with_side(element.gloss)
    }

    /// Whether an adjective of several words says what something is not, or what it is called.
    fn is_said_of(&self, element: &Element<'_>) -> bool {
        let denies = self.forms[element.from] == "tidak"
            && self.forms.get(element.from + 1).is_some_and(|word| !KINDS_NOT.contains(word));
        element.to > element.from + 1 && (denies || NAMING.contains(&element.gloss))
    }

    /// Whether two words in small letters are foreign, and so in the order of their own language: *net issuance*.
    fn is_foreign(&self, last: &Element<'_>, next: &Element<'_>) -> bool {
        let copied = |e: &Element<'_>| e.to == e.from + 1 && e.gloss == self.forms[e.from];
        next.lexeme.is_none() && copied(next) && copied(last)
    }

    /// Whether a noun with *-nya* has other English before a noun: *wilayah | negaranya* is no state territory.
    fn is_owned(&self, element: &Element<'_>) -> bool {
        element.class == Class::Noun && self.is_closed(element) && element.gloss != self.attributive(element)
    }

    /// Whether a phrase that begins with a verb says what became of the persons before it: *siswa keracunan makanan*.
    fn befalls(&self, persons: &Element<'_>, phrase: &Element<'_>) -> bool {
        persons.person && phrase.to > phrase.from + 1 && self.tokens[phrase.from].upos == Upos::Verb
    }

    /// Units of time after a noun say when, not which: *pasukan NATO hari ini*; but *penguatan rupiah* is rupiah strengthening.
    fn begins_anew(&self, element: &Element<'_>) -> bool {
        let figure = self.tokens.get(element.to).is_some_and(|t| t.kind == TokenKind::Number);
        let money = !figure && CURRENCIES.contains(&element.gloss.rsplit(' ').next().unwrap_or_default());
        element.class == Class::Noun
            && !money
            && element.lexeme.is_some_and(|l| l.is(Flag::Unit) || l.is(Flag::Classifier) || l.of() == Some("drop"))
    }

    /// Whether a word of [`THEN`] says what comes then, not which time it was.
    fn is_then(&self, at: usize) -> bool {
        let goes_on = |t: &Token| matches!(t.upos, Upos::Verb | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Aux);
        self.tokens.get(at + 1).is_some_and(goes_on) && !at.checked_sub(1).is_some_and(|n| self.is_time(n))
    }

    /// Whether a word is a unit of time, or a day or a month.
    fn is_time(&self, at: usize) -> bool {
        let lexeme = self.tokens[at].analysis().and_then(|a| a.lexeme).map(|id| self.lexicon.lexeme(id));
        lexeme.is_some_and(|l| {
            TIMES.contains(&l.gloss()) || matches!(l.kind(), Some("day" | "month")) || l.is(Flag::Unit)
        })
    }

    fn capital(&self, at: usize) -> bool {
        self.forms[at].starts_with(char::is_uppercase)
    }

    /// Nouns of doing made of verbs: what follows is what is done or who does it.
    fn is_action(&self, element: &Element<'_>) -> bool {
        // pembukaan kembali pangkalan: reopening of a base.
        let again = element.to == element.from + 2 && lists(AGAIN, self.forms[element.from + 1]);
        let Some(analysis) = self.tokens[element.from].analysis().filter(|_| element.to == element.from + 1 || again)
        else {
            return false;
        };
        let prefix = &analysis.morphemes[0];
        let circumfixed = prefix.kind == MorphemeKind::Prefix
            && matches!(prefix.form.as_ref(), "peN" | "ke" | "per" | "pe")
            && analysis.has(MorphemeKind::Suffix, "an");
        // penggunaan: of menggunakan, though guna is a noun.
        let verb = |suffix: &str| self.lexicon.verb_stem(&[&analysis.root, suffix].concat()).next().is_some();
        circumfixed && (self.lexicon.form(&analysis.root).any(|l| l.upos() == Upos::Verb) || verb("-kan") || verb("-i"))
    }

    /// Whether the noun's English is known to stand before another noun: it is a unit, or has an adjective.
    fn is_sure(&self, element: &Element<'_>) -> bool {
        element.class != Class::Noun
            || element.to - element.from > 1
            || element.gloss != self.attributive(element)
            || element
                .lexeme
                .map(|l| self.fact(l))
                .is_some_and(|l| l.adjective.is_some() || l.has_sibling || l.gloss != element.gloss)
    }

    fn push(&self, elements: &[Element<'_>], at: usize, end: usize, found: &mut Vec<Unit>) {
        // Of two nouns that no list has side by side, what one does to the other is a guess; of three it is a wild one.
        if elements[at + 1..end].iter().filter(|e| !self.is_sure(e)).count() > 1 {
            return;
        }
        let mut gloss = self.compose(elements, at, end);
        // 34 pasal konstitusi: constitutional articles; para pemimpin ASEAN: ASEAN leaders.
        let before = at.checked_sub(1);
        let several_are = |e: &Element<'_>| e.gloss == "most" || e.class == Class::Name && e.joined == Some("and");
        if elements[at + 1..end].iter().any(several_are)
            || before.is_some_and(|n| self.counts(elements, n) || self.is_many(&elements[n]))
        {
            gloss = several(&gloss, elements[at].gloss);
        }
        let whole = self.fronted(elements, at, end, &gloss);
        found.push(phrase(elements[at].from..elements[end - 1].to, gloss, Upos::Noun));
        found.extend(whole);
    }

    /// The phrase from `at` to `end`, whose English is `gloss`, with the word before it that says how many they are or that they are so no longer:
    /// *serangkaian tes* a series of tests, *mantan tawanan perang* former prisoner of war.
    fn fronted(&self, elements: &[Element<'_>], at: usize, end: usize, gloss: &str) -> Option<Unit> {
        let front = elements[..at].last().filter(|e| !self.is_many(e))?;
        let whole = match front.gloss {
            _ if lists(BEFORE, self.forms[front.from]) => format!("{} {gloss}", front.gloss),
            together if TOGETHER.contains(&together) => format!("{together} {}", several(gloss, elements[at].gloss)),
            measure
                if self.tokens[front.from].upos == Upos::Det
                    && measure.starts_with("a ")
                    && measure.ends_with(" of") =>
            {
                format!("{measure} {gloss}")
            }
            _ => return None,
        };
        Some(phrase(front.from..elements[end - 1].to, whole, Upos::Noun))
    }
}

/// Whether the English of a noun is what a verb or a preposition says: *kekurangan* be short of, *akibat* due to, *pukul* at.
fn is_said(gloss: &str) -> bool {
    matches!(gloss.split_once(' '), Some(("be" | "have", _))) || gloss.ends_with(" to") || gloss == "at"
}

/// The plural of a noun phrase with its `head` last (*Association of Southeast Asian Nations leaders*) or before *of*.
fn several(phrase: &str, head: &str) -> String {
    match phrase.strip_suffix(head) {
        Some(before) => [before, &english::plural(head)].concat(),
        None => english::plural(phrase),
    }
}

fn phrase(tokens: Range<usize>, gloss: String, upos: Upos) -> Unit {
    Unit {
        tokens: tokens.collect(),
        gloss,
        alternatives: Vec::new(),
        kind: UnitKind::NounPhrase,
        upos,
        source: UnitSource::Rule,
        key: None,
        reason: None,
    }
}

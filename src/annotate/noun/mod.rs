//! Noun phrases in English order: *pejabat senior AS* senior US official.
//!
//! An Indonesian noun stands before what modifies it, an English one after. A phrase is a noun with the adjectives, nouns and
//! names that follow it; units that are there already (terms, phrases, names) count as one word of it. What is left out, because
//! order alone does not show what belongs to what: verbs, relative clauses, coordination.

mod compose;

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::units::Units;
use crate::english;
use crate::lexicon::{Flag, Lexeme, Lexicon};
use crate::model::{LexemeId, MorphemeKind, Role, Token, TokenKind, Unit, UnitKind, UnitSource, Upos};

/// Adjectives that stand before their noun.
const BEFORE: &[&str] = &["mantan", "bekas", "almarhum"];

/// How persons are addressed; the name after it may be a word as well: *Bu Dharma*.
const ADDRESS: &[&str] = &["Mr", "Mrs", "Ms"];

/// Words that close a noun phrase though they look like part of it: what they say is of the whole (*kota besar lain*).
const CLOSING: &[&str] = &["lain", "lainnya", "sendiri", "sama", "saja", "dekat", "penuh"];

/// What follows an adjective that compares.
const COMPARING: &[&str] = &["daripada", "dibanding", "dibandingkan", "ketimbang"];

/// What a clause of its own follows: *memastikan stok aman*, *agar udara bersih*.
const CLAUSES: &[&str] = &[
    "agar",
    "apabila",
    "bahwa",
    "bila",
    "jika",
    "kalau",
    "memastikan",
    "menilai",
    "menjamin",
    "meski",
    "meskipun",
    "sehingga",
    "supaya",
    "walau",
    "walaupun",
];

/// Adjectives that take a verb: they say what is easy to do, or who likes or dares to.
const GOVERNING: &[&str] = &[
    "gampang", "gemar", "layak", "mudah", "nekat", "pantas", "rajin", "rawan", "rentan", "sukar", "sulit", "susah",
    "tega",
];

/// What people feel or are ready for: after a noun it says so of them, and is no quality of theirs (*pasar khawatir*, *pemerintah siap*).
const FEELINGS: &[&str] = &[
    "bangga",
    "bersedia",
    "bosan",
    "cemas",
    "curiga",
    "enggan",
    "gelisah",
    "gembira",
    "geram",
    "heran",
    "jengkel",
    "kaget",
    "kecewa",
    "kesal",
    "khawatir",
    "kuatir",
    "lega",
    "malu",
    "mampu",
    "optimis",
    "optimistis",
    "panik",
    "pesimis",
    "pesimistis",
    "prihatin",
    "puas",
    "rela",
    "ragu",
    "resah",
    "sadar",
    "sanggup",
    "sedih",
    "senang",
    "setuju",
    "siap",
    "takut",
    "terkejut",
    "waspada",
    "yakin",
];

/// States that things come to: after a noun they say so of it (*kuota habis*, *jalan macet*).
const STATES: &[&str] =
    &["habis", "lancar", "lumpuh", "macet", "marak", "padam", "pulih", "rampung", "retak-retak", "selesai", "tuntas"];

/// States that a subject is said to be in where an adverbial, a conjunction or nothing follows (*penumpang selamat setelah …*); elsewhere they
/// may tell one thing from others (*memperbaiki jalan rusak*).
const OUTCOMES: &[&str] = &[
    "aman",
    "bocor",
    "buntu",
    "hancur",
    "hangus",
    "histeris",
    "kosong",
    "kritis",
    "lesu",
    "ludes",
    "luka",
    "luka-luka",
    "mandek",
    "mangkrak",
    "negatif",
    "positif",
    "pingsan",
    "ramai",
    "ricuh",
    "roboh",
    "rusak",
    "sehat",
    "selamat",
    "sepi",
    "stabil",
    "sukses",
    "telantar",
    "terlantar",
    "utuh",
];

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
#[derive(Debug)]
struct Element<'a> {
    from: usize,
    to: usize,
    class: Class,
    gloss: &'a str,
    lexeme: Option<Lexeme>,
    person: bool,
    /// Nothing can follow inside the phrase.
    closed: bool,
}

impl Element<'_> {
    fn place_or_body(&self) -> bool {
        self.lexeme.and_then(|l| l.kind()).is_some_and(|k| !matches!(k, "given" | "family" | "person"))
    }

    fn of(&self) -> Option<&'static str> {
        self.lexeme.and_then(|l| l.of())
    }

    /// Whether it names persons by what they are to another: *istri*, *teman*, *murid*.
    fn is_relative(&self) -> bool {
        self.of() == Some("owner") || self.of() == Some("bare") && self.lexeme.is_some_and(|l| l.is(Flag::Genitive))
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
        let elements = sentence.elements(units);
        let mut at = 0;
        while at < elements.len() {
            let length = match elements[at].class {
                Class::Noun => sentence.noun_phrase(&elements, at, &mut found),
                Class::Name => sentence.name_phrase(&elements, at, &mut found),
                _ => 1,
            };
            at += length;
        }
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
        let prefixed = token.analysis().is_some_and(|a| a.morphemes[0].kind == MorphemeKind::Prefix);
        let own = lexeme.filter(|l| l.upos() == token.upos && !(prefixed && l.upos() == Upos::Propn));
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
            closed: token.has_clitic(),
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
                None => self.lexicon.phrase(&words()).find(wanted),
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
            closed: self.tokens[last].has_clitic(),
        }
    }

    /// A name with the adjective of a direction: *Somalia selatan* southern Somalia. Returns how many elements it read.
    fn name_phrase(&self, elements: &[Element<'_>], at: usize, found: &mut Vec<Unit>) -> usize {
        let Some(side) = elements.get(at + 1).filter(|e| e.class == Class::Adjective || e.class == Class::Noun) else {
            return 1;
        };
        let name = &elements[at];
        let english = self.attributive(side);
        if name.closed || !name.place_or_body() || !english.ends_with("ern") {
            return 1;
        }
        found.push(phrase(name.from..side.to, format!("{english} {}", name.gloss), Upos::Propn));
        2
    }

    /// The phrases that begin with the noun at `at`. Returns how many elements they span.
    fn noun_phrase(&self, elements: &[Element<'_>], at: usize, found: &mut Vec<Unit>) -> usize {
        let head = &elements[at];
        let mut end = at + 1;
        while end < elements.len() && !elements[end - 1].closed && self.continues(&elements[end - 1], &elements[end]) {
            end += 1;
        }
        if self.is_predicate(elements, at, end) {
            end -= 1;
        }
        // dua orang polisi: two police officers.
        if let Some(number) = at.checked_sub(1).map(|n| &elements[n]).filter(|e| e.class == Class::Number)
            && head.lexeme.is_some_and(|l| l.is(Flag::Classifier))
            && elements.get(at + 1).is_some_and(|e| e.class == Class::Noun)
            && end > at + 1
        {
            let counted = self.compose(elements, at + 1, end);
            let counted = if matches!(number.gloss, "one" | "1" | "a") { counted } else { english::plural(&counted) };
            let gloss = format!("{} {counted}", number.gloss);
            found.push(phrase(number.from..elements[end - 1].to, gloss, Upos::Noun));
            return 1 + self.noun_phrase(elements, at + 1, found);
        }
        if end == at + 1 {
            return self.dated(elements, at, found);
        }
        let next = &elements[at + 1];
        if ADDRESS.contains(&head.gloss) && next.class != Class::Name && self.capital(next.from) {
            let name = if next.person || next.to > next.from + 1 { next.gloss } else { self.forms[next.from] };
            found.push(phrase(head.from..next.to, format!("{} {name}", head.gloss), Upos::Propn));
            return 2;
        }
        // selatan Somalia: southern Somalia; but 30 kilometer selatan Jakarta: south of Jakarta.
        let side = self.attributive(head);
        if side.ends_with("ern") && next.class == Class::Name && next.place_or_body() {
            if at.checked_sub(1).is_some_and(|n| elements[n].class == Class::Number && self.is_measure(&elements[n])) {
                let gloss = format!("{} of {}", head.gloss, english::named(next.gloss));
                found.push(phrase(head.from..next.to, gloss, Upos::Adv));
                return 2;
            }
            found.push(phrase(head.from..next.to, format!("{side} {}", next.gloss), Upos::Propn));
            return 2;
        }
        // A noun that takes a whole phrase as its complement: that phrase is the unit, not both together.
        let first_noun = (at + 1..end).find(|&n| elements[n].class != Class::Adjective).unwrap_or(end);
        let complement = end - first_noun;
        let takes_phrase = (head.takes_phrase() || self.is_action(head)) && complement > 1
            || elements[first_noun..end].windows(2).any(|w| w[0].class == Class::Noun && self.is_titled(&w[0], &w[1]));
        if takes_phrase && first_noun < end && elements[first_noun].class == Class::Noun {
            if first_noun > at + 1 {
                self.push(elements, at, first_noun, found);
            }
            return first_noun - at + self.noun_phrase(elements, first_noun, found);
        }
        // The name of a person stands beside the noun: title and name are each a unit, and both together one where they are short.
        if let Some(name) = (at + 1..end).find(|&n| self.is_titled_by(head, &elements[n])) {
            if name > at + 1 {
                self.push(elements, at, name, found);
            }
            if name == at + 1 || self.capital(head.from) {
                let title =
                    if name > at + 1 { self.compose(elements, at, name) } else { self.titled(head).into_owned() };
                let gloss = format!("{title} {}", elements[name].gloss);
                found.push(phrase(head.from..elements[name].to, gloss, Upos::Propn));
            }
            return name + 1 - at;
        }
        // Nested: the phrase without its outermost name.
        let national = |e: &Element<'_>| e.class == Class::Name && e.lexeme.is_some_and(|l| l.adjective().is_some());
        if end - at > 2 && national(&elements[end - 1]) && !head.takes_phrase() && !self.governs(&elements[end - 2]) {
            self.push(elements, at, end - 1, found);
        }
        self.push(elements, at, end, found);
        // Brigade Infanteri ke-3: 3rd Infantry Brigade; of nasib polisi kedua, which is the second is not known.
        let ordinal = elements.get(end).filter(|e| e.class == Class::Number && self.is_ordinal(e.from));
        let Some(ordinal) = ordinal.filter(|_| !head.takes_phrase()) else {
            return end - at;
        };
        if !elements[end - 1].closed {
            let gloss = format!("{} {}", ordinal.gloss, self.compose(elements, at, end));
            found.push(phrase(head.from..ordinal.to, gloss, Upos::Noun));
        }
        end + 1 - at
    }

    /// Whether the last word of a noun phrase is what the sentence says of the others: *Mobil presiden rusak*, where they are all that it
    /// has; *titik didih alkohol lebih rendah daripada air*; *tanaman obat mudah ditanam*.
    fn is_predicate(&self, elements: &[Element<'_>], at: usize, end: usize) -> bool {
        let mark = |e: &Element<'_>| self.tokens[e.from].kind == TokenKind::Punctuation;
        let closes = |e: &Element<'_>| matches!(self.forms[e.from], "." | "!" | "?");
        let Some(next) = elements.get(end).filter(|_| end > at + 1 && elements[end - 1].class == Class::Adjective)
        else {
            return false;
        };
        let compares = COMPARING.contains(&self.forms[next.from]);
        let governs =
            GOVERNING.contains(&self.forms[elements[end - 1].from]) && self.tokens[next.from].upos == Upos::Verb;
        let clause = at.checked_sub(1).is_some_and(|n| CLAUSES.contains(&self.forms[elements[n].from]));
        let breaks = mark(next) || matches!(self.tokens[next.from].upos, Upos::Cconj | Upos::Adp | Upos::Sconj);
        let outcome = OUTCOMES.contains(&self.forms[elements[end - 1].from]) && self.opens_clause(elements, at);
        compares
            || governs
            || clause && breaks
            || outcome && (breaks || self.tokens[next.from].upos == Upos::Adv)
            || closes(next) && elements[..at].iter().all(mark)
    }

    /// Whether nothing but how many they are stands between the noun at `at` and the beginning of its clause.
    fn opens_clause(&self, elements: &[Element<'_>], at: usize) -> bool {
        let upos = |e: &Element<'_>| self.tokens[e.from].upos;
        let before = elements[..at].iter().rev().find(|e| e.class != Class::Number && upos(e) != Upos::Det);
        before.is_none_or(|e| matches!(upos(e), Upos::Punct | Upos::Sconj) || CLAUSES.contains(&self.forms[e.from]))
    }

    /// *hari Selasa* Tuesday, *abad ke-21*: a noun with a date or a number after it.
    fn dated(&self, elements: &[Element<'_>], at: usize, found: &mut Vec<Unit>) -> usize {
        let head = &elements[at];
        let Some(next) = elements.get(at + 1).filter(|_| !head.closed) else { return 1 };
        let quantifies = elements.get(at + 2).is_some_and(|e| matches!(e.class, Class::Noun | Class::Number));
        let gloss = match (head.of(), next.class) {
            (Some("drop"), Class::Date) => next.gloss.to_owned(),
            (Some("drop"), Class::Number) if !quantifies && self.is_figure(next.from) => next.gloss.to_owned(),
            (_, Class::Number) if self.is_ordinal(next.from) => {
                self.cased(elements, at, at + 2, format!("{} {}", next.gloss, head.gloss))
            }
            // triwulan II, abad XX; but resolusi II.
            (_, Class::Number) if head.lexeme.is_some_and(|l| l.is(Flag::Unit)) && is_roman(self.forms[next.from]) => {
                let ordinal = english::ordinal_word(&english::cardinal(roman(self.forms[next.from])));
                format!("{ordinal} {}", head.gloss)
            }
            // suhu 100 derajat: temperature of 100 degrees.
            (None, Class::Number) if !quantifies && !head.person && self.is_measure(next) => {
                format!("{} of {}", head.gloss, next.gloss)
            }
            (None, Class::Number) if !quantifies && !head.person && self.is_figure(next.from) => {
                format!("{} {}", self.titled(head), next.gloss)
            }
            _ => return 1,
        };
        found.push(phrase(head.from..next.to, gloss, Upos::Noun));
        2
    }

    /// A year, a number, a decade, a letter: *resolusi 1737*, *tahun 1990-an*, *vitamin C*.
    fn is_figure(&self, at: usize) -> bool {
        let digits = self.forms[at].strip_suffix("-an").unwrap_or(self.forms[at]);
        is_roman(self.forms[at])
            || is_letter(self.forms[at])
            || !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    }

    /// A figure with what it measures: *100 derajat*, *60 persen*.
    fn is_measure(&self, element: &Element<'_>) -> bool {
        element.to > element.from + 1 && self.tokens[element.to - 1].upos != Upos::Num
    }

    /// *abad ke-21*, *pertemuan kedua*.
    fn is_ordinal(&self, at: usize) -> bool {
        self.forms[at].strip_prefix("ke-").is_some_and(|n| !n.is_empty())
            || self.tokens[at].roles.iter().any(|r| r.sure && r.role == Role::Ordinal)
    }

    /// Whether `next` can stand in one noun phrase with `last` before it.
    fn continues(&self, last: &Element<'_>, next: &Element<'_>) -> bool {
        match next.class {
            // pemerintahan mantan presiden AS: the government of another phrase.
            _ if BEFORE.contains(&self.forms[next.from]) => false,
            // An abbreviation of what stands before it says the same again: produk domestik bruto PDB.
            Class::Noun | Class::Name if self.abbreviates(next, last) => false,
            Class::Noun => !self.begins_anew(next) && !self.befalls(last, next),
            // Names take no adjective: what follows one is a predicate, or says more of it.
            Class::Adjective => last.class != Class::Name,
            Class::Name => last.class != Class::Name || next.place_or_body() || next.to - next.from == 1,
            _ => false,
        }
    }

    /// Whether `element` is an abbreviation of the words before it, of which `last` are the last: *produk domestik bruto PDB*, *usaha
    /// kecil dan menengah UKM*; or of their English: *penawaran umum perdana IPO*, an initial public offering.
    fn abbreviates(&self, element: &Element<'_>, last: &Element<'_>) -> bool {
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
        (2..=letters.min(before.len()))
            .any(|n| super::evidence::abbreviates(form, before[before.len() - n..].iter().copied()))
            || element.lexeme.and_then(|l| l.full()).is_some_and(spelled)
            || initials()
    }

    /// Whether the number at `at` says that what follows is more than one: *34*, *ratusan*; a year does not, nor the number of a noun, nor a measure.
    fn counts(&self, elements: &[Element<'_>], at: usize) -> bool {
        let number = &elements[at];
        let form = self.forms[number.from];
        let year = form.len() == 4 && form.bytes().all(|b| b.is_ascii_digit());
        let of_noun =
            at.checked_sub(1).is_some_and(|n| matches!(elements[n].class, Class::Noun | Class::Name | Class::Date));
        // 100 hari pemerintahan, 5 persen saham: what is counted stands in the figure.
        let bare = (number.from..number.to).all(|n| self.tokens[n].upos == Upos::Num);
        number.class == Class::Number
            && bare
            && !(year || of_noun || is_roman(form) || is_letter(form) || self.is_ordinal(number.from))
            && !matches!(number.gloss, "one" | "1" | "a" | "half" | "quarter")
    }

    /// Whether a phrase that begins with a verb says what became of the persons before it: *siswa keracunan makanan*.
    fn befalls(&self, persons: &Element<'_>, phrase: &Element<'_>) -> bool {
        persons.person && phrase.to > phrase.from + 1 && self.tokens[phrase.from].upos == Upos::Verb
    }

    /// Units of time after a noun say when, not which: *pasukan NATO hari ini*.
    fn begins_anew(&self, element: &Element<'_>) -> bool {
        element.class == Class::Noun
            && element.lexeme.is_some_and(|l| l.is(Flag::Unit) || l.is(Flag::Classifier) || l.of() == Some("drop"))
    }

    fn capital(&self, at: usize) -> bool {
        self.forms[at].starts_with(char::is_uppercase)
    }

    /// Whether `noun` is what the name after it is: *kota Beirut*, *Presiden Obama*.
    fn is_titled(&self, noun: &Element<'_>, name: &Element<'_>) -> bool {
        name.class == Class::Name && (self.is_titled_by(noun, name) || noun.of() == Some("bare"))
    }

    fn is_titled_by(&self, noun: &Element<'_>, name: &Element<'_>) -> bool {
        // gerilyawan FARC: letters stand for a body.
        let letters =
            name.lexeme.is_none() && name.to == name.from + 1 && !self.forms[name.from].contains(char::is_lowercase);
        noun.person && !noun.is_relative() && name.class == Class::Name && !name.place_or_body() && !letters
    }

    /// Nouns of doing made of verbs: what follows is what is done or who does it.
    fn is_action(&self, element: &Element<'_>) -> bool {
        let Some(analysis) = self.tokens[element.from].analysis().filter(|_| element.to == element.from + 1) else {
            return false;
        };
        let prefix = &analysis.morphemes[0];
        let circumfixed = prefix.kind == MorphemeKind::Prefix
            && matches!(prefix.form.as_ref(), "peN" | "ke" | "per" | "pe")
            && analysis.has(MorphemeKind::Suffix, "an");
        circumfixed && self.lexicon.form(&analysis.root).any(|l| l.upos() == Upos::Verb)
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
        // 34 pasal konstitusi: constitutional articles.
        if at.checked_sub(1).is_some_and(|n| self.counts(elements, n)) {
            gloss = english::plural(&gloss);
        }
        let (from, to) = (elements[at].from, elements[end - 1].to);
        let former = at.checked_sub(1).map(|n| &elements[n]).filter(|e| BEFORE.contains(&self.forms[e.from]));
        let whole = former.map(|former| phrase(former.from..to, format!("{} {gloss}", former.gloss), Upos::Noun));
        found.push(phrase(from..to, gloss, Upos::Noun));
        found.extend(whole);
    }
}

/// Whether the English of a noun is what a verb says: *kekurangan* be short of.
fn is_said(gloss: &str) -> bool {
    matches!(gloss.split_once(' '), Some(("be" | "have", _)))
}

/// Whether two words differ in capitals alone.
fn is_like(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Whether a form is a Roman numeral: *triwulan II*.
fn is_roman(form: &str) -> bool {
    form.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Whether a form is a letter that tells one of its kind from others: *Grup B*.
fn is_letter(form: &str) -> bool {
    matches!(form.as_bytes(), [b'A'..=b'Z'])
}

/// The value of a Roman numeral.
fn roman(form: &str) -> u64 {
    let value = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        _ => 10,
    };
    let values: Vec<u64> = form.bytes().map(value).collect();
    let next = |n: usize| values.get(n + 1).copied().unwrap_or_default();
    let (less, more): (Vec<usize>, Vec<usize>) = (0..values.len()).partition(|&n| values[n] < next(n));
    let sum = |places: Vec<usize>| places.into_iter().map(|n| values[n]).sum::<u64>();
    sum(more) - sum(less)
}

fn phrase(tokens: std::ops::Range<usize>, gloss: String, upos: Upos) -> Unit {
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

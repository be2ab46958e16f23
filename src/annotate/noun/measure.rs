//! Nouns with a date, a number or a measure beside them.

use super::words::{AGED, EVENTS, HYPHENED, MANY, NUMBERED, PERIODS, QUANTITIES, RELATIVE, VAGUE};
use super::{Class, Element, Sentence, phrase};
use crate::annotate::figures::TIMES;
use crate::annotate::word::lists;
use crate::english;
use crate::lexicon::Flag;
use crate::model::{Role, Unit, Upos};

impl Sentence<'_> {
    /// *hari Selasa* Tuesday, *abad ke-21*: a noun with a date or a number after it, which are one unit.
    pub(super) fn dated(&self, elements: &[Element<'_>], at: usize) -> Option<Unit> {
        let head = &elements[at];
        let next = elements.get(at + 1).filter(|_| !self.is_closed(head))?;
        // KTT ke-46 ASEAN: 46th ASEAN summit.
        let whose =
            elements.get(at + 2).filter(|e| e.class == Class::Name && e.place_or_body() && !self.is_closed(next));
        if let Some(whose) =
            whose.filter(|_| next.class == Class::Number && self.is_ordinal(next.from) && !head.takes_phrase())
        {
            let gloss = format!("{} {} {}", next.gloss, self.attributive(whose), head.gloss);
            return Some(phrase(head.from..whose.to, self.cased(elements, at, at + 3, gloss), Upos::Noun));
        }
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
            // waktu enam bulan: six months.
            (_, Class::Number) if !quantifies && VAGUE.contains(&head.gloss) && self.is_measure(next) => {
                next.gloss.to_owned()
            }
            (None, Class::Number) if !quantifies && self.is_measure(next) => self.measured(elements, at)?,
            (None, Class::Number)
                if !quantifies
                    && !head.person
                    && !head.lexeme.is_some_and(|l| l.is(Flag::Unit) && l.full().is_some())
                    && (self.is_figure(next.from) || (head.is_label() || head.is_series()) && self.is_bare(next)) =>
            {
                match self.is_of_year(elements, at, at + 1) {
                    true => of_year(head, head.gloss, next),
                    false => format!("{} {}", self.titled(head), next.gloss),
                }
            }
            _ => return None,
        };
        Some(phrase(head.from..next.to, gloss, Upos::Noun))
    }

    /// The English of the noun at `at` with the measure after it: *suhu 100 derajat* temperature of 100 degrees, *meriam 15 inci* 15-inch
    /// gun, *bocah lima tahun* five-year-old child.
    fn measured(&self, elements: &[Element<'_>], at: usize) -> Option<String> {
        let (head, measure) = (&elements[at], &elements[at + 1]);
        // memangkas suku bunga 25 basis poin: by how much, not to how much.
        let verb = at.checked_sub(1).is_some_and(|n| self.tokens[elements[n].from].upos == Upos::Verb);
        if verb && measure.gloss.trim_end_matches('s').ends_with(" point") {
            return None;
        }
        let noun = head.gloss.rsplit(' ').next().unwrap_or_default();
        let unit = self.tokens[measure.to - 1].analysis()?.lexeme.map(|id| self.lexicon.lexeme(id).gloss())?;
        let number = measure.gloss.rsplit_once(' ')?.0;
        // pada usia 17 tahun: at the age of 17.
        if noun == "age" && unit == "year" {
            return Some(format!("{} of {number}", head.gloss));
        }
        let number = number.replace(' ', "-");
        if head.person {
            let aged = AGED.contains(&noun) && TIMES.contains(&unit);
            return aged.then(|| format!("{number}-{unit}-old {}", head.gloss));
        }
        if QUANTITIES.contains(&noun) || !HYPHENED.contains(&unit) && !TIMES.contains(&unit) {
            return Some(format!("{} of {}", head.gloss, measure.gloss));
        }
        // *lembah 30 kilometer dari Kabul*: how far it is, not how big.
        // lawatan empat hari ke Tokyo: how long it is, unless another time follows.
        let lasts = EVENTS.contains(&noun) && TIMES.contains(&unit);
        let goes_on = elements.get(at + 2).is_some_and(|e| {
            let other = matches!(self.tokens[e.from].upos, Upos::Adp | Upos::Adj | Upos::Propn);
            other && (!lasts || lists(RELATIVE, self.forms[e.from])) || e.class == Class::Number
        });
        (!goes_on).then(|| format!("{number}-{unit} {}", head.gloss))
    }

    /// A year, a number, a decade, a letter: *resolusi 1737*, *tahun 1990-an*, *vitamin C*.
    fn is_figure(&self, at: usize) -> bool {
        let digits = self.forms[at].strip_suffix("-an").unwrap_or(self.forms[at]);
        is_roman(self.forms[at])
            || is_letter(self.forms[at])
            || !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    }

    /// Number words and figures alone.
    fn is_bare(&self, element: &Element<'_>) -> bool {
        (element.from..element.to).all(|n| self.tokens[n].upos == Upos::Num)
    }

    /// A figure with what it measures: *100 derajat*, *60 persen*.
    pub(super) fn is_measure(&self, element: &Element<'_>) -> bool {
        element.to > element.from + 1 && self.tokens[element.to - 1].upos != Upos::Num
    }

    /// Whether a number follows the word at `at`, whose name it is: *jersi | nomor sembilan*.
    pub(super) fn is_numbered(&self, elements: &[Element<'_>], at: usize) -> bool {
        elements.get(at + 1).filter(|e| e.class == Class::Number).is_some_and(|number| {
            elements[at].is_label() && self.is_bare(number)
                || elements[at].is_series()
                    && number.to == number.from + 1
                    && !elements.get(at + 2).is_some_and(|e| e.class == Class::Noun)
        })
    }

    /// Whether a year at `year` follows the noun phrase that begins at `at`, which is that of the year: *anggaran 2008* 2008 budget; a year is the
    /// number of a resolution, and part of a name.
    pub(super) fn is_of_year(&self, elements: &[Element<'_>], at: usize, year: usize) -> bool {
        let head = &elements[at];
        let digits =
            elements.get(year).filter(|e| e.class == Class::Number && e.to == e.from + 1).map(|e| self.forms[e.from]);
        let is_year = |d: &str| {
            d.len() == 4 && (d.starts_with("19") || d.starts_with("20")) && d.bytes().all(|b| b.is_ascii_digit())
        };
        let counts =
            elements.get(year + 1).is_some_and(|e| matches!(e.class, Class::Noun | Class::Number | Class::Date));
        digits.is_some_and(is_year)
            && head.of().is_none()
            && !(counts || head.person || self.is_closed(&elements[year - 1]) || self.is_proper(head.from))
            && !NUMBERED.contains(&head.gloss.rsplit(' ').next().unwrap_or_default())
    }

    /// *abad ke-21*, *pertemuan kedua*.
    pub(super) fn is_ordinal(&self, at: usize) -> bool {
        self.forms[at].strip_prefix("ke-").is_some_and(|n| !n.is_empty())
            || self.tokens[at].roles.iter().any(|r| r.sure && r.role == Role::Ordinal)
    }

    /// Whether the number at `at` says that what follows is more than one: *34*, *ratusan*; a year does not, nor the number of a noun, nor a measure.
    pub(super) fn counts(&self, elements: &[Element<'_>], at: usize) -> bool {
        let number = &elements[at];
        let form = self.forms[number.from];
        let year = form.len() == 4 && form.bytes().all(|b| b.is_ascii_digit());
        let of_noun =
            at.checked_sub(1).is_some_and(|n| matches!(elements[n].class, Class::Noun | Class::Name | Class::Date));
        // 100 hari pemerintahan, 5 persen saham: what is counted stands in the figure.
        number.class == Class::Number
            && self.is_bare(number)
            && !(year || of_noun || is_roman(form) || is_letter(form) || self.is_ordinal(number.from))
            && !matches!(number.gloss, "one" | "1" | "a" | "half" | "quarter")
    }

    /// Whether a word says that what follows is more than one.
    pub(super) fn is_many(&self, element: &Element<'_>) -> bool {
        lists(MANY, self.forms[element.from]) && !self.is_ordinal(element.from)
    }
}

/// A noun phrase with the year of what it names: *2004 election*, but *first quarter of 2007*.
pub(super) fn of_year(head: &Element<'_>, phrase: &str, year: &Element<'_>) -> String {
    let time = head.lexeme.is_some_and(|l| l.is(Flag::Unit))
        || PERIODS.contains(&head.gloss.rsplit(' ').next().unwrap_or_default());
    if time { format!("{phrase} of {}", year.gloss) } else { format!("{} {phrase}", year.gloss) }
}

/// Whether a form is a Roman numeral: *triwulan II*.
pub(super) fn is_roman(form: &str) -> bool {
    form.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Whether a form is a letter that tells one of its kind from others: *Grup B*.
pub(super) fn is_letter(form: &str) -> bool {
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

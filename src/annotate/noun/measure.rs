//! Nouns with a date, a number or a measure after them.

use super::words::{AGED, HYPHENED, QUANTITIES, VAGUE};
use super::{Class, Element, Sentence, is_letter, is_roman, phrase, roman};
use crate::annotate::figures::TIMES;
use crate::english;
use crate::lexicon::Flag;
use crate::model::{Unit, Upos};

impl Sentence<'_> {
    /// *hari Selasa* Tuesday, *abad ke-21*: a noun with a date or a number after it, which are one unit.
    pub(super) fn dated(&self, elements: &[Element<'_>], at: usize) -> Option<Unit> {
        let head = &elements[at];
        let next = elements.get(at + 1).filter(|_| !head.closed)?;
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
                    && (self.is_figure(next.from) || head.is_label() && self.is_bare(next)) =>
            {
                format!("{} {}", self.titled(head), next.gloss)
            }
            _ => return None,
        };
        Some(phrase(head.from..next.to, gloss, Upos::Noun))
    }

    /// The English of the noun at `at` with the measure after it: *suhu 100 derajat* temperature of 100 degrees, *meriam 15 inci* 15-inch
    /// gun, *bocah lima tahun* five-year-old child.
    fn measured(&self, elements: &[Element<'_>], at: usize) -> Option<String> {
        let (head, measure) = (&elements[at], &elements[at + 1]);
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
        let goes_on = elements.get(at + 2).is_some_and(|e| {
            matches!(self.tokens[e.from].upos, Upos::Adp | Upos::Adj | Upos::Propn) || e.class == Class::Number
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
    pub(super) fn is_bare(&self, element: &Element<'_>) -> bool {
        (element.from..element.to).all(|n| self.tokens[n].upos == Upos::Num)
    }

    /// A figure with what it measures: *100 derajat*, *60 persen*.
    pub(super) fn is_measure(&self, element: &Element<'_>) -> bool {
        element.to > element.from + 1 && self.tokens[element.to - 1].upos != Upos::Num
    }
}

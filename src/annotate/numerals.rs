//! Numbers in words: *dua puluh lima* twenty-five, *kedua puluh* twentieth, *dua setengah* two and a half, *lima koma tujuh* five point
//! seven.

use crate::english;

/// A number word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Digit(u64),
    /// Ten more than the digit before it.
    Teen,
    /// So many times what stands before it.
    Times(u64),
}

/// The words that numbers are made of. Those that multiply may have *se-*, one, before them.
const WORDS: &[(&str, Word)] = &[
    ("nol", Word::Digit(0)),
    ("satu", Word::Digit(1)),
    ("dua", Word::Digit(2)),
    ("tiga", Word::Digit(3)),
    ("empat", Word::Digit(4)),
    ("lima", Word::Digit(5)),
    ("enam", Word::Digit(6)),
    ("tujuh", Word::Digit(7)),
    ("delapan", Word::Digit(8)),
    ("sembilan", Word::Digit(9)),
    ("belas", Word::Teen),
    ("puluh", Word::Times(10)),
    ("ratus", Word::Times(100)),
    ("ribu", Word::Times(1_000)),
    ("juta", Word::Times(1_000_000)),
    ("miliar", Word::Times(1_000_000_000)),
    ("milyar", Word::Times(1_000_000_000)),
    ("triliun", Word::Times(1_000_000_000_000)),
    ("trilyun", Word::Times(1_000_000_000_000)),
];

/// Between the whole and the decimals.
const POINT: &str = "koma";

/// After a digit: so many tens, and what follows them.
const TENS: &str = "puluhan";

/// After a number: and a half.
const HALF: &str = "setengah";

fn word(form: &str) -> Option<Word> {
    WORDS.iter().find(|(w, _)| w.eq_ignore_ascii_case(form)).map(|&(_, word)| word)
}

/// What a form adds to a number: a digit, a multiplier, or one time a multiplier.
fn parts(form: &str) -> Option<(Option<u64>, Option<Word>)> {
    match word(form) {
        Some(Word::Digit(d)) => Some((Some(d), None)),
        Some(other) => Some((None, Some(other))),
        None => {
            let se = form.get(..2).filter(|s| s.eq_ignore_ascii_case("se"))?;
            let other = word(&form[se.len()..]).filter(|w| !matches!(w, Word::Digit(_)))?;
            Some((Some(1), Some(other)))
        }
    }
}

/// A number as it grows word by word.
#[derive(Clone, Copy, Debug, Default)]
struct Number {
    /// The thousands, millions and so on that are complete, and the last scale of them.
    above: u64,
    scale: Option<u64>,
    /// What stands below a thousand, and the least place that is filled: 100, 10 or, with teens, 1.
    below: u64,
    filled: Option<u64>,
    /// A digit of which the next word may say the place.
    digit: Option<u64>,
}

impl Number {
    fn value(self) -> u64 {
        self.above + self.below + self.digit.unwrap_or(0)
    }

    /// The number with one more word; `None` if that is no number.
    fn and(mut self, (digit, times): (Option<u64>, Option<Word>)) -> Option<Self> {
        if let Some(digit) = digit {
            let free = self.digit.is_none() && self.filled != Some(1) && (digit > 0 || self.value() == 0);
            self.digit = free.then_some(Some(digit))?;
        }
        let place = match times {
            None => return Some(self),
            Some(Word::Digit(_)) => return None,
            Some(Word::Times(scale)) if scale >= 1_000 => {
                let count = self.below + self.digit.take().unwrap_or(0);
                if count == 0 || self.scale.is_some_and(|last| scale >= last) {
                    return None;
                }
                let above = self.above.checked_add(count.checked_mul(scale)?)?;
                return Some(Self { above, scale: Some(scale), ..Self::default() });
            }
            Some(Word::Times(place)) => place,
            Some(Word::Teen) => 1,
        };
        let digit = self.digit.take().filter(|&d| d > 0)?;
        // Hundreds before tens, and no teens after tens.
        if self.filled.is_some_and(|filled| filled <= place.max(10)) {
            return None;
        }
        self.below += if place == 1 { 10 + digit } else { digit * place };
        self.filled = Some(place);
        Some(self)
    }
}

/// The number in words that begins at `at`: where it ends, and its English.
pub(super) fn cardinal(forms: &[&str], at: usize) -> Option<(usize, String)> {
    let (mut end, number) = read(forms.get(at..)?)?;
    let mut english = english::cardinal(number.value());
    let digits = || {
        forms[at + end..].iter().skip(1).map_while(|form| match word(form) {
            Some(Word::Digit(d)) => Some(d),
            _ => None,
        })
    };
    let next = forms.get(at + end).copied().unwrap_or_default();
    if next.eq_ignore_ascii_case(HALF) {
        english.push_str(" and a half");
        end += 1;
    } else if next.eq_ignore_ascii_case(POINT) && digits().next().is_some() {
        english.push_str(" point");
        for digit in digits() {
            english.push(' ');
            english.push_str(&english::cardinal(digit));
        }
        end += 1 + digits().count();
    }
    Some((at + end, english))
}

/// The ordinal of several words that begins at `at`, *kedua puluh lima*: where it ends, and its English.
pub(super) fn ordinal(forms: &[&str], at: usize) -> Option<(usize, String)> {
    let first = forms.get(at)?;
    let (ke, rest) = first.split_at_checked(2)?;
    if !ke.eq_ignore_ascii_case("ke") {
        return None;
    }
    let words: Vec<&str> =
        std::iter::once(rest).chain(forms[at + 1..].iter().copied().take_while(|f| parts(f).is_some())).collect();
    let (end, number) = read(&words)?;
    (end > 1).then(|| (at + end, english::ordinal_word(&english::cardinal(number.value()))))
}

/// The decade in words that begins at `at`, *tiga puluhan*: where it ends, and its English.
pub(super) fn decade(forms: &[&str], at: usize) -> Option<(usize, String)> {
    let [first, TENS, ..] = forms.get(at..)? else { return None };
    match word(first)? {
        Word::Digit(tens @ 2..) => Some((at + 2, english::plural(&english::cardinal(tens * 10)))),
        _ => None,
    }
}

/// The longest number that `forms` begin with, and of how many words it is.
fn read(forms: &[&str]) -> Option<(usize, Number)> {
    let mut number = Number::default();
    let words = forms.iter().map_while(|form| {
        number = number.and(parts(form)?)?;
        Some(number)
    });
    words.enumerate().last().map(|(n, number)| (n + 1, number))
}

#[cfg(test)]
mod tests {
    use super::{cardinal, decade, ordinal};

    #[test]
    fn number_words() {
        let table: &[(&str, usize, &str)] = &[
            ("lima orang", 1, "five"),
            ("dua belas", 2, "twelve"),
            ("sebelas", 1, "eleven"),
            ("Dua puluh lima orang", 3, "twenty-five"),
            ("seratus lima puluh", 3, "one hundred fifty"),
            ("tiga ratus delapan belas", 4, "three hundred eighteen"),
            ("seratus dua puluh lima ribu", 5, "one hundred twenty-five thousand"),
            ("dua juta seribu tujuh", 4, "two million one thousand seven"),
            ("dua ribu dua puluh lima", 5, "two thousand twenty-five"),
            ("dua setengah tahun", 2, "two and a half"),
            ("nol koma lima", 3, "zero point five"),
            ("lima koma tujuh lima persen", 4, "five point seven five"),
            // What is no number ends it.
            ("dua tiga hari", 1, "two"),
            ("dua puluh tiga ratus", 3, "twenty-three"),
            ("lima ribu juta", 2, "five thousand"),
            ("dua belas tiga", 2, "twelve"),
        ];
        for (text, words, english) in table {
            let forms: Vec<&str> = text.split(' ').collect();
            assert_eq!(cardinal(&forms, 0), Some((*words, (*english).to_owned())), "{text}");
        }
        for text in ["puluh", "ribu", "belas kasihan", "koma", "orang", "sepi", "se"] {
            assert_eq!(cardinal(&text.split(' ').collect::<Vec<_>>(), 0), None, "{text}");
        }
    }

    #[test]
    fn decades() {
        let of = |text: &str| decade(&text.split(' ').collect::<Vec<_>>(), 0);
        assert_eq!(of("dua puluhan tahun"), Some((2, "twenties".to_owned())));
        assert_eq!(of("Tiga puluhan"), Some((2, "thirties".to_owned())));
        assert_eq!(of("satu puluhan"), None);
        assert_eq!(of("puluhan ribu"), None);
    }

    #[test]
    fn ordinals_of_several_words() {
        let of = |text: &str| ordinal(&text.split(' ').collect::<Vec<_>>(), 0);
        assert_eq!(of("kedua puluh abad"), Some((2, "twentieth".to_owned())));
        assert_eq!(of("Kedua puluh lima"), Some((3, "twenty-fifth".to_owned())));
        assert_eq!(of("keempat belas"), Some((2, "fourteenth".to_owned())));
        assert_eq!(of("kedua negara"), None);
        assert_eq!(of("kereta"), None);
    }
}

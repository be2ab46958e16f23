//! Figures of both languages: numbers, amounts of money, percentages, dates and times, in either notation, in digits or words.

mod join;
mod pieces;
mod read;
mod words;

use std::ops::Range;

pub(super) use words::is_month;

/// Which language a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Indonesian,
    English,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Percent,
    /// Money, by the code of its currency; `$` for dollars that do not say which.
    Money(&'static str),
    /// A day of the month or a month.
    Day,
    Month,
    Year,
    /// Minutes since midnight.
    Time,
    /// Part of a name: *AC-130*, *G20*.
    Code,
}

/// A figure in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// Bytes of the sentence.
    pub span: Range<usize>,
    /// What it may be worth, by the notations that it may be written in.
    pub values: Vec<f64>,
    /// Digits that say something: of 2.300, two.
    pub digits: usize,
    pub kind: Kind,
    /// In words rather than digits.
    pub words: bool,
    /// Only an explanation of the other side's figures, never missed itself: *both*, *first*.
    pub weak: bool,
    /// In brackets: *Selasa (27/2)*.
    pub bracketed: bool,
}

impl Figure {
    /// Whether two figures have a value in common.
    pub(super) fn equals(&self, other: &Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
        self.values.iter().any(|&a| other.values.iter().any(|&b| near(a, b)))
    }

    /// Whether the other one is this, rounded. Translations round, and never make up digits.
    pub(super) fn rounds(&self, rough: &Self) -> bool {
        let exact = self;
        let to = |a: f64, b: f64| {
            (a - b).abs() <= 0.5 * 10f64.powi(b.abs().log10().floor() as i32 + 1 - rough.digits as i32)
        };
        // 21 is no rough 20.
        rough.digits < exact.digits
            && exact.digits > 2
            && exact.values.iter().any(|&a| rough.values.iter().any(|&b| b != 0.0 && to(a, b)))
    }

    /// By how many thousands, millions, billions one is larger than the other, and nothing else.
    pub(super) fn thousands_apart(&self, other: &Self) -> bool {
        self.values.iter().any(|&a| {
            other.values.iter().any(|&b| {
                let ratio = (a / b).log10() / 3.0;
                ratio.is_finite() && ratio.round() != 0.0 && (ratio - ratio.round()).abs() < 1e-9
            })
        })
    }
}

/// The figures of a sentence, in order.
pub(super) fn figures(text: &str, language: Language) -> Vec<Figure> {
    let mut out = read::read(text, language);
    join::join(text, &mut out, language);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, language: Language) -> String {
        let one = |f: &Figure| {
            let kind = match f.kind {
                Kind::Money(code) => format!(" {code}"),
                Kind::Plain => String::new(),
                kind => format!(" {kind:?}"),
            };
            format!("{}{kind}", f.values.first().copied().unwrap_or(f64::NAN))
        };
        figures(text, language).iter().filter(|f| !f.weak).map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn indonesian_figures() {
        for (text, wanted) in [
            ("Rp8,4 triliun", "8400000000000 IDR"),
            ("Rp 1.500", "1500 IDR"),
            ("47 juta dolar AS atau 19,7 persen", "47000000 $; 19.7 Percent"),
            ("pada 27 Februari 2025", "27 Day; 2 Month; 2025 Year"),
            ("Selasa (27/2)", "27 Day; 2 Month"),
            ("pukul 14.30 WIB", "870 Time"),
            ("dua puluh lima orang", "25"),
            ("seratus dua belas ribu", "112000"),
            ("tiga juta", "3000000"),
            ("pesawat AC-130", "130 Code"),
            ("ke-5 kalinya", "5"),
            ("60.000 ton", "60000"),
            ("US$2,5 miliar", "2500000000 $"),
            ("5 juta dolar Singapura", "5000000 SGD"),
            ("dua pertiga anggota", ""),
            ("tahun 2004 dan 12%", "2004 Year; 12 Percent"),
        ] {
            assert_eq!(shown(text, Language::Indonesian), wanted, "{text}");
        }
    }

    #[test]
    fn english_figures() {
        for (text, wanted) in [
            ("Rp8.4 trillion", "8400000000000 IDR"),
            ("1,500 rupiah", "1500 IDR"),
            ("US$47 million or 19.7 per cent", "47000000 $; 19.7 Percent"),
            ("on February 27, 2025", "27 Day; 2 Month; 2025 Year"),
            ("on Feb. 27", "2 Month; 27 Day"),
            ("at 2:30 p.m.", "870 Time"),
            ("twenty-five people", "25"),
            ("one hundred and twelve thousand", "112000"),
            ("three million", "3000000"),
            ("a million people may march", "1000000"),
            ("two-thirds of them", ""),
            ("a $2.5-billion loan", "2500000000 $"),
            ("20 percent", "20 Percent"),
            ("a 5-year plan", "5"),
        ] {
            let found = shown(text, Language::English);
            let sorted = |s: &str| {
                let mut parts: Vec<String> = s.split("; ").map(str::to_owned).collect();
                parts.sort_unstable();
                parts
            };
            assert_eq!(sorted(&found), sorted(wanted), "{text}");
        }
    }

    #[test]
    fn likeness_of_values() {
        let one = |text, language| figures(text, language).remove(0);
        let (rough, exact) = (one("1.2 million", Language::English), one("1.234.500", Language::Indonesian));
        assert!(exact.rounds(&rough) && !rough.rounds(&exact) && !rough.equals(&exact));
        assert!(one("5 billion", Language::English).thousands_apart(&one("5 juta", Language::Indonesian)));
        assert!(!one("51,4", Language::Indonesian).rounds(&one("52", Language::English)));
    }
}

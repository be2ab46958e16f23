//! Words of both languages that tell numbers, units and months.

/// Words that multiply: Indonesian and English.
pub(super) const SCALES: &[(&str, f64)] = &[
    ("ribu", 1e3),
    ("juta", 1e6),
    ("miliar", 1e9),
    ("milyar", 1e9),
    ("triliun", 1e12),
    ("trilyun", 1e12),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("thousands", 1e3),
    ("millions", 1e6),
    ("billions", 1e9),
    ("trillions", 1e12),
    ("lakh", 1e5),
    ("crore", 1e7),
    ("mn", 1e6),
    ("bn", 1e9),
    ("tn", 1e12),
];

/// Signs and words of currencies: before the number, or after it.
pub(super) const CURRENCIES: &[(&str, &str)] = &[
    ("rp", "IDR"),
    ("rp.", "IDR"),
    ("idr", "IDR"),
    ("rupiah", "IDR"),
    ("rupiahs", "IDR"),
    ("us$", "$"),
    ("usd", "$"),
    ("$", "$"),
    ("dolar", "$"),
    ("dollar", "$"),
    ("dollars", "$"),
    ("a$", "AUD"),
    ("s$", "SGD"),
    ("€", "EUR"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("£", "GBP"),
    ("pound", "GBP"),
    ("pounds", "GBP"),
    ("pound sterling", "GBP"),
    ("poundsterling", "GBP"),
    ("¥", "JPY"),
    ("yen", "JPY"),
    ("rm", "MYR"),
    ("ringgit", "MYR"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("won", "KRW"),
    ("baht", "THB"),
    ("peso", "PHP"),
    ("pesos", "PHP"),
    ("rupee", "INR"),
    ("rupees", "INR"),
    ("riyal", "SAR"),
    ("riyals", "SAR"),
    ("franc", "CHF"),
    ("francs", "CHF"),
];

/// Months of both languages, as they are written and shortened.
pub(super) const MONTHS: &[(&str, u32)] = &[
    ("januari", 1),
    ("january", 1),
    ("jan", 1),
    ("februari", 2),
    ("pebruari", 2),
    ("february", 2),
    ("feb", 2),
    ("maret", 3),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("mei", 5),
    ("may", 5),
    ("juni", 6),
    ("june", 6),
    ("jun", 6),
    ("juli", 7),
    ("july", 7),
    ("jul", 7),
    ("agustus", 8),
    ("august", 8),
    ("aug", 8),
    ("agu", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("oktober", 10),
    ("october", 10),
    ("oct", 10),
    ("okt", 10),
    ("november", 11),
    ("nopember", 11),
    ("nov", 11),
    ("desember", 12),
    ("december", 12),
    ("dec", 12),
    ("des", 12),
];

/// Whether a word is the name of a month, in full or shortened.
pub(in super::super) fn is_month(lower: &str) -> bool {
    among(MONTHS, lower).is_some()
}

/// Number words that add up, by language.
pub(super) const INDONESIAN: &[(&str, f64)] = &[
    ("nol", 0.0),
    ("satu", 1.0),
    ("dua", 2.0),
    ("tiga", 3.0),
    ("empat", 4.0),
    ("lima", 5.0),
    ("enam", 6.0),
    ("tujuh", 7.0),
    ("delapan", 8.0),
    ("sembilan", 9.0),
    ("sepuluh", 10.0),
    ("sebelas", 11.0),
];
pub(super) const ENGLISH: &[(&str, f64)] = &[
    ("zero", 0.0),
    ("nil", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fourty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

/// Words that tell a number by the way.
pub(super) const WEAK: &[(&str, f64)] = &[
    ("first", 1.0),
    ("once", 1.0),
    ("single", 1.0),
    ("pertama", 1.0),
    ("sekali", 1.0),
    ("both", 2.0),
    ("second", 2.0),
    ("twice", 2.0),
    ("twin", 2.0),
    ("pair", 2.0),
    ("couple", 2.0),
    ("double", 2.0),
    ("doubled", 2.0),
    ("fortnight", 2.0),
    ("kedua", 2.0),
    ("keduanya", 2.0),
    ("sepasang", 2.0),
    ("third", 3.0),
    ("thrice", 3.0),
    ("triple", 3.0),
    ("tripled", 3.0),
    ("trio", 3.0),
    ("ketiga", 3.0),
    ("ketiganya", 3.0),
    ("fourth", 4.0),
    ("quarter", 4.0),
    ("quarters", 4.0),
    ("keempat", 4.0),
    ("fifth", 5.0),
    ("kelima", 5.0),
    ("balita", 5.0),
    ("sixth", 6.0),
    ("keenam", 6.0),
    ("seventh", 7.0),
    ("ketujuh", 7.0),
    ("week", 7.0),
    ("eighth", 8.0),
    ("kedelapan", 8.0),
    ("ninth", 9.0),
    ("kesembilan", 9.0),
    ("tenth", 10.0),
    ("decade", 10.0),
    ("kesepuluh", 10.0),
    ("dasawarsa", 10.0),
    ("eleventh", 11.0),
    ("twelfth", 12.0),
    ("dozen", 12.0),
    ("lusin", 12.0),
    ("selusin", 12.0),
    ("year", 12.0),
    ("half", 50.0),
    ("half-year", 6.0),
    ("semester", 6.0),
    ("quarterly", 3.0),
    ("century", 100.0),
    ("centuries", 100.0),
    ("abad", 100.0),
];

pub(super) fn among<T: Copy>(list: &[(&str, T)], word: &str) -> Option<T> {
    list.iter().find(|(w, _)| *w == word).map(|(_, v)| *v)
}

/// By how much a word multiplies. A long one may have a slip of the pen in it: *4,9 niliar*.
pub(super) fn scale(word: &str) -> Option<f64> {
    let slip = || SCALES.iter().find(|(w, _)| w.len() > 5 && strsim::osa_distance(w, word) == 1).map(|(_, v)| *v);
    among(SCALES, word).or_else(|| if word.len() > 5 { slip() } else { None })
}

/// The value of an English ordinal above twelve: *seventieth*, *thirteenth*.
pub(super) fn ordinal(word: &str) -> Option<f64> {
    let tens = word.strip_suffix("ieth").and_then(|front| among(ENGLISH, &format!("{front}y")));
    tens.or_else(|| among(ENGLISH, word.strip_suffix("th")?))
}

/// The value of a Roman numeral of two letters or more.
pub(super) fn roman(word: &str) -> Option<f64> {
    const VALUES: &[(&str, u32)] = &[("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    if word.is_empty() || !word.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
        return None;
    }
    let (mut rest, mut sum) = (word, 0);
    for (sign, value) in VALUES {
        while let Some(after) = rest.strip_prefix(sign) {
            rest = after;
            sum += value;
        }
    }
    rest.is_empty().then_some(f64::from(sum))
}

//! Figures of both languages: numbers, amounts of money, percentages, dates and times, in either notation, in digits or words.

use std::ops::Range;

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

/// Words that multiply: Indonesian and English.
const SCALES: &[(&str, f64)] = &[
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
const CURRENCIES: &[(&str, &str)] = &[
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
const MONTHS: &[(&str, u32)] = &[
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
pub(super) fn is_month(lower: &str) -> bool {
    among(MONTHS, lower).is_some()
}

/// Number words that add up, by language.
const INDONESIAN: &[(&str, f64)] = &[
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
const ENGLISH: &[(&str, f64)] = &[
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
const WEAK: &[(&str, f64)] = &[
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

fn among<T: Copy>(list: &[(&str, T)], word: &str) -> Option<T> {
    list.iter().find(|(w, _)| *w == word).map(|(_, v)| *v)
}

/// By how much a word multiplies. A long one may have a slip of the pen in it: *4,9 niliar*.
fn scale(word: &str) -> Option<f64> {
    let slip = || SCALES.iter().find(|(w, _)| w.len() > 5 && strsim::osa_distance(w, word) == 1).map(|(_, v)| *v);
    among(SCALES, word).or_else(|| if word.len() > 5 { slip() } else { None })
}

/// A run of letters, digits or one sign.
#[derive(Clone, Debug)]
struct Piece<'a> {
    text: &'a str,
    lower: String,
    span: Range<usize>,
    digits: bool,
    /// White space stands before it.
    apart: bool,
}

/// Cuts a sentence into numbers with the marks inside them, words, and signs.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let bytes = text.as_bytes();
    let mut out: Vec<Piece<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut apart = true;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            apart = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let digits = c.is_ascii_digit();
        if digits || c.is_alphabetic() {
            while let Some(&(at, next)) = chars.peek() {
                // 27/2/2025 is one, 9.211/9.215 are two.
                let short = |from: usize| text[from..at].len() <= 2;
                let slash = next == '/' && short(text[start..at].rfind('/').map_or(start, |n| start + n + 1));
                let inner = (matches!(next, '.' | ',' | ':') || slash)
                    && digits
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                let goes_on = if digits { next.is_ascii_digit() || inner } else { next.is_alphabetic() };
                if !goes_on {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        out.push(Piece {
            text: &text[start..end],
            lower: text[start..end].to_lowercase(),
            span: start..end,
            digits,
            apart,
        });
        apart = false;
    }
    out
}

/// The values of digits with marks, in the notation of the language first.
fn values(digits: &str, language: Language) -> Vec<f64> {
    let (thousands, decimal) = match language {
        Language::Indonesian => ('.', ','),
        Language::English => (',', '.'),
    };
    let read = |thousands: char, decimal: char| -> Option<f64> {
        let (whole, part) = digits.split_once(decimal).unwrap_or((digits, ""));
        if part.contains([thousands, decimal]) {
            return None;
        }
        let mut groups = whole.split(thousands);
        let first = groups.next()?;
        if whole.contains(thousands) && (first.is_empty() || first.len() > 3 || groups.any(|g| g.len() != 3)) {
            return None;
        }
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        format!("{whole}.{part}0").parse().ok()
    };
    let mut out: Vec<f64> = read(thousands, decimal).into_iter().collect();
    // Writers slip into the other notation; then only what could not be ours is theirs.
    // In the source alone, where 250,000 may be either; English 1.500 is a fault.
    if out.is_empty() || language == Language::Indonesian && digits.ends_with(",000") {
        out.extend(read(decimal, thousands));
    }
    out
}

/// Digits that are not zeros at either end.
fn significant(digits: &str) -> usize {
    let all: String = digits.chars().filter(char::is_ascii_digit).collect();
    let trimmed = all.trim_start_matches('0');
    let trimmed =
        if digits.contains([',', '.']) && !digits.ends_with("000") { trimmed } else { trimmed.trim_end_matches('0') };
    trimmed.len().max(1)
}

/// Reads the figures of a sentence one after the other.
struct Reader<'a> {
    text: &'a str,
    pieces: Vec<Piece<'a>>,
    language: Language,
    out: Vec<Figure>,
}

/// The figures of a sentence, in order.
pub(super) fn figures(text: &str, language: Language) -> Vec<Figure> {
    let mut reader = Reader { text, pieces: pieces(text), language, out: Vec::new() };
    let mut at = 0;
    while at < reader.pieces.len() {
        at = reader.figure(at);
    }
    join(text, &mut reader.out, language);
    reader.out
}

/// Two figures with nothing but a joining mark or word between them say something of one another.
fn join(text: &str, figures: &mut [Figure], language: Language) {
    for n in 1..figures.len() {
        let (front, back) = figures.split_at_mut(n);
        let (Some(first), Some(last)) = (front.last_mut(), back.first_mut()) else { continue };
        match text.get(first.span.end..last.span.start).unwrap_or_default().trim() {
            "-" | "–" => {
                share(text, first, last);
                complete(text, first, last, language);
            }
            "/" => complete(text, first, last, language),
            "sampai" | "hingga" | "atau" | "dan" | "to" | "or" | "and" | "s/d" | "sampai dengan" => {
                share(text, first, last);
            }
            _ => {}
        }
    }
}

/// In *275-580 juta dolar* both are millions of dollars, in *Rp504 dan Rp259 triliun* both may be trillions.
fn share(text: &str, first: &mut Figure, last: &Figure) {
    let written = text.get(last.span.clone()).unwrap_or_default();
    let words = written.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let times: f64 = words.filter_map(|w| scale(&w.to_lowercase())).product();
    let unit = matches!(last.kind, Kind::Plain | Kind::Money(_) | Kind::Percent);
    // *rose 29 to $103 million*: what has a sign of its own is another thing.
    let own = matches!(last.kind, Kind::Money(_)) && !written.starts_with(|c: char| c.is_ascii_digit());
    if first.kind == Kind::Plain && !first.words && unit && !own {
        first.kind = last.kind;
        if times > 1.0 {
            first.values.iter_mut().for_each(|v| *v *= times);
        }
    } else if own && first.kind == last.kind && times > 1.0 {
        let scaled: Vec<f64> = first.values.iter().filter(|v| **v < 1000.0).map(|v| v * times).collect();
        first.values.extend(scaled);
    }
}

/// The second of two rates may stand without the digits that it has in common with the first, *9.117/133* and *121,61-66*; and a
/// slip of the source into the other notation shows beside the first: *9.313/9,315*.
fn complete(text: &str, first: &Figure, last: &mut Figure, language: Language) {
    let written = |f: &Figure| -> String {
        let all = text.get(f.span.clone()).unwrap_or_default();
        let from = all.find(|c: char| c.is_ascii_digit()).unwrap_or(all.len());
        all[from..].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect()
    };
    let (long, short) = (written(first), written(last));
    let marks = |s: &str| s.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let (mark, other) = (marks(&long), marks(&short));
    let whole = || -> Option<Vec<f64>> {
        let front = long.get(..long.len().checked_sub(short.len())?)?;
        let joined = format!("{front}{short}");
        let read = |c: char| joined.replace(if c == '.' { ',' } else { '.' }, "").replace(c, ".").parse::<f64>().ok();
        // The values of the first say which of its marks is the decimal point.
        let decimal = first.values.iter().any(|v| v.fract() != 0.0) && !mark.is_empty();
        let last_mark = mark.chars().last().filter(|_| decimal);
        Some(vec![last_mark.map_or_else(|| joined.replace(['.', ','], "").parse().ok(), read)?])
    };
    if other.is_empty() && short.len() < long.len() && !mark.is_empty() {
        let more = whole().unwrap_or_default();
        last.values.extend(more);
    } else if language == Language::Indonesian
        && mark.len() == 1
        && other.len() == 1
        && mark != other
        && short.len() == long.len()
    {
        let point = if first.values.iter().any(|v| v.fract() != 0.0) { "." } else { "" };
        last.values.extend(short.replace(['.', ','], point).parse::<f64>());
    }
}

impl Reader<'_> {
    fn lower(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |p| p.lower.as_str())
    }

    fn is_digits(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|p| p.digits)
    }

    fn push(&mut self, span: Range<usize>, values: Vec<f64>, kind: Kind, words: bool) -> &mut Figure {
        let bracketed = self.text[..span.start].trim_end().ends_with('(');
        let digits = significant(&self.text[span.clone()]);
        self.out.push(Figure { span, values, digits, kind, words, weak: false, bracketed });
        self.out.last_mut().expect("just pushed")
    }

    /// Reads what begins at `at`; gives where to go on.
    fn figure(&mut self, at: usize) -> usize {
        if self.is_digits(at) {
            return self.digits(at);
        }
        if let Some(month) = self.month(at) {
            let span = self.pieces[at].span.clone();
            self.push(span, vec![f64::from(month)], Kind::Month, true);
            return at + 1;
        }
        if let Some((next, value)) = self.words(at) {
            let span = self.pieces[at].span.start..self.pieces[next - 1].span.end;
            return self.amount(at, next, span, vec![value], true);
        }
        if let Some(value) = among(WEAK, self.lower(at)).or_else(|| ordinal(self.lower(at))) {
            let span = self.pieces[at].span.clone();
            self.push(span, vec![value], Kind::Plain, true).weak = true;
        } else if let Some(value) = roman(self.pieces[at].text) {
            let span = self.pieces[at].span.clone();
            self.push(span, vec![value], Kind::Plain, true).weak = true;
        }
        at + 1
    }

    /// A month, where it is one: *may* and *march* are words too.
    fn month(&self, at: usize) -> Option<u32> {
        let month = among(MONTHS, self.lower(at))?;
        let name = self.pieces[at].text.starts_with(char::is_uppercase);
        let dated = at > 0 && self.is_digits(at - 1)
            || self.is_digits(at + 1)
            || self.lower(at + 1) == "." && self.is_digits(at + 2);
        let long = self.lower(at).len() > 3 && self.lower(at) != "march";
        const BEFORE: &[&str] = &[
            "in", "last", "this", "next", "since", "until", "by", "of", "early", "late", "mid", "and", "to", "pada",
            "bulan", "dari", "hingga", "sampai", "sejak", "awal", "akhir", "from", "through", "during", "-",
        ];
        let told = at > 0 && BEFORE.contains(&self.lower(at - 1)) && matches!(self.lower(at), "may" | "mei" | "march");
        (name && (dated || long || told)).then_some(month)
    }

    fn digits(&mut self, at: usize) -> usize {
        let piece = self.pieces[at].clone();
        let before = at.checked_sub(1).map(|b| self.pieces[b].clone());
        let glued = before.as_ref().filter(|_| !piece.apart);
        // AC-130, F-16, G20, MH370; but *ke-5*, Rp500, pre-2001 and ranges are numbers.
        let hyphen = glued.is_some_and(|b| matches!(b.text, "-" | "–")) && at > 1 && !piece.apart;
        let front = if hyphen { at.checked_sub(2).map(|b| self.pieces[b].clone()) } else { glued.cloned() };
        if let Some(front) = front.filter(|f| f.text.chars().all(char::is_alphabetic) && !f.digits) {
            let currency = among(CURRENCIES, &front.lower).is_some();
            let capitals = front.text.chars().all(char::is_uppercase) || front.text.starts_with(char::is_uppercase);
            if !currency && capitals && front.lower != "ke" && among(MONTHS, &front.lower).is_none() {
                self.push(front.span.start..piece.span.end, values(piece.text, self.language), Kind::Code, false);
                return at + 1;
            }
        }
        if piece.text.contains('/') {
            return self.slashed(at);
        }
        if let Some(time) = self.time(at) {
            // *pukul 08.30 sore* is half past eight in the evening, and so is *pukul 20.30 malam*.
            let late = matches!(self.lower(at + 1), "siang" | "sore" | "petang" | "malam") && time < 720.0;
            let values = if late { vec![time + 720.0, time] } else { vec![time] };
            self.push(piece.span, values, Kind::Time, false);
            return at + 1;
        }
        let found = values(piece.text, self.language);
        let whole = piece.text.bytes().all(|b| b.is_ascii_digit());
        let value = found.first().copied().unwrap_or(-1.0);
        // Months stand right after the day, or before it in English.
        let month_after = self.month(at + 1).is_some();
        let month_before = at > 0
            && (self.month(at - 1).is_some() || self.lower(at - 1) == "." && at > 1 && self.month(at - 2).is_some());
        let is_ordinal = matches!(self.lower(at + 1), "st" | "nd" | "rd" | "th") && !self.pieces[at + 1].apart;
        if whole
            && (1.0..=31.0).contains(&value)
            && (month_after || month_before || is_ordinal && self.month(at + 2).is_some())
        {
            self.push(piece.span, found, Kind::Day, false);
            return at + 1;
        }
        let scaled = scale(self.lower(at + 1)).is_some();
        if whole && piece.text.len() == 4 && (1500.0..2100.0).contains(&value) && !scaled && !self.has_unit(at) {
            self.push(piece.span, found, Kind::Year, false);
            return at + 1;
        }
        self.amount(at, at + 1, piece.span, found, false)
    }

    /// Whether a unit of money or a percentage stands around the number at `at`.
    fn has_unit(&self, at: usize) -> bool {
        self.currency_before(at).is_some() || self.unit_after(at + 1).is_some()
    }

    /// *27/2/2025*, *27/2*; all else with a slash is copied.
    fn slashed(&mut self, at: usize) -> usize {
        let piece = self.pieces[at].clone();
        let parts: Vec<f64> = piece.text.split('/').filter_map(|p| p.parse().ok()).collect();
        let date = |day: f64, month: f64| (1.0..=31.0).contains(&day) && (1.0..=12.0).contains(&month);
        let (day, month, year) = match (parts.as_slice(), self.language) {
            ([d, m, rest @ ..], _) if date(*d, *m) && rest.len() < 2 => (*d, *m, rest.first()),
            ([m, d, rest @ ..], Language::English) if date(*d, *m) && rest.len() < 2 => (*d, *m, rest.first()),
            _ => {
                let mut values = vec![parts.iter().fold(0.0, |all, p| all * 1e4 + p)];
                // *No 8/2007* is *nomor 8 tahun 2007*.
                if let [number, year] = parts[..]
                    && (1900.0..2100.0).contains(&year)
                {
                    values.push(number);
                }
                self.push(piece.span, values, Kind::Plain, false);
                return at + 1;
            }
        };
        // English writes either first; where both could be months both are thought of.
        let either = self.language == Language::English && day <= 12.0;
        let both = |a: f64, b: f64| if either { vec![a, b] } else { vec![a] };
        self.push(piece.span.clone(), both(day, month), Kind::Day, false);
        self.push(piece.span.clone(), both(month, day), Kind::Month, false);
        if let Some(year) = year {
            let year = if *year < 100.0 { year + 2000.0 } else { *year };
            self.push(piece.span, vec![year], Kind::Year, false);
        }
        at + 1
    }

    /// Minutes since midnight: *pukul 14.30*, 2:30 p.m.
    fn time(&self, at: usize) -> Option<f64> {
        let piece = &self.pieces[at];
        let clock = at > 0 && matches!(self.lower(at - 1), "pukul" | "jam");
        let suffix = self.lower(at + 1).chars().next().filter(|_| {
            matches!(self.lower(at + 1), "am" | "pm") || self.lower(at + 2) == "." && self.lower(at + 3) == "m"
        });
        let zone = matches!(self.lower(at + 1), "wib" | "wita" | "wit" | "gmt");
        let split = piece.text.split_once([':', '.']);
        // 1030 GMT
        let split = split.or_else(|| piece.text.split_at_checked(2).filter(|(_, m)| zone && m.len() == 2));
        let (hour, minute) = match split {
            Some((h, m)) if m.len() == 2 => (h.parse::<f64>().ok()?, m.parse::<f64>().ok()?),
            None if clock || suffix.is_some() => (piece.text.parse::<f64>().ok()?, 0.0),
            _ => return None,
        };
        let timely = clock || suffix.is_some() || zone || piece.text.contains(':');
        if !timely || hour > 24.0 || minute > 59.0 {
            return None;
        }
        let hour = match suffix {
            Some('p') if hour < 12.0 => hour + 12.0,
            _ => hour,
        };
        Some(hour * 60.0 + minute)
    }

    /// The value of number words from `at`, and where they end.
    fn words(&self, at: usize) -> Option<(usize, f64)> {
        match self.language {
            Language::Indonesian => self.indonesian(at),
            Language::English => self.english(at),
        }
    }

    fn indonesian(&self, start: usize) -> Option<(usize, f64)> {
        let (mut at, mut total, mut part, mut unit) = (start, 0.0, 0.0, None::<f64>);
        loop {
            let word = self.lower(at);
            if let Some(v) = among(INDONESIAN, word) {
                if unit.is_some() {
                    break;
                }
                unit = Some(v);
            } else if let Some((times, fallback)) = match word {
                "puluh" => Some((10.0, false)),
                "ratus" => Some((100.0, false)),
                "seratus" => Some((100.0, true)),
                "belas" => Some((0.0, false)),
                _ => None,
            } {
                match (unit.take(), fallback) {
                    (Some(u), false) if times == 0.0 => part += 10.0 + u,
                    (Some(u), false) => part += u * times,
                    (None, true) => part += times,
                    _ => break,
                }
            } else if let Some((scale, own)) = match word {
                "seribu" => Some((1e3, true)),
                "sejuta" => Some((1e6, true)),
                "ribu" => Some((1e3, false)),
                "juta" => Some((1e6, false)),
                "miliar" | "milyar" => Some((1e9, false)),
                "triliun" | "trilyun" => Some((1e12, false)),
                _ => None,
            } {
                let sum = part + unit.unwrap_or(0.0);
                if own != (sum == 0.0) {
                    break;
                }
                total += if own { scale } else { sum * scale };
                (part, unit) = (0.0, None);
            } else {
                break;
            }
            at += 1;
        }
        // Half a number word, as in *ratus* alone, is none; *dua pertiga* is a fraction.
        let fraction =
            self.lower(at).starts_with("per") && among(WEAK, &self.lower(at).replacen("per", "ke", 1)).is_some();
        let sum = total + part + unit.unwrap_or(0.0);
        let begins = among(INDONESIAN, self.lower(start)).is_some() || self.lower(start).starts_with("se");
        // Lima is a city too.
        let name = self.pieces[start].text.starts_with(char::is_uppercase) && at == start + 1 && start > 0;
        (at > start && begins && !fraction && !name).then_some((at, sum))
    }

    fn english(&self, start: usize) -> Option<(usize, f64)> {
        let (mut at, mut total, mut part) = (start, 0.0, 0.0);
        let mut last = f64::INFINITY;
        loop {
            let hyphen = self.lower(at) == "-" && at > start && !self.pieces[at].apart;
            let word = self.lower(at + usize::from(hyphen));
            let step = 1 + usize::from(hyphen);
            if let Some(v) = among(ENGLISH, word) {
                // *two three* are two numbers, *twenty three* is one.
                if last <= v || (last < 10.0 && last != 0.0 && v < 10.0) || (10.0..20.0).contains(&last) {
                    break;
                }
                part += v;
                last = v;
            } else if word == "hundred" && at > start {
                part = if part == 0.0 { 100.0 } else { part * 100.0 };
                last = 100.0;
            } else if let Some(scale) = among(SCALES, word)
                .filter(|_| at > start && part > 0.0 && !matches!(word, "ribu" | "juta" | "miliar" | "triliun"))
            {
                total += part * scale;
                (part, last) = (0.0, 1000.0);
            } else if word == "and" && last == 100.0 && among(ENGLISH, self.lower(at + 1)).is_some() {
            } else if at == start
                && matches!(word, "a" | "an")
                && (among(SCALES, self.lower(at + 1)).is_some() || self.lower(at + 1) == "hundred")
            {
                part = if self.lower(at + 1) == "hundred" { 0.0 } else { 1.0 };
            } else {
                break;
            }
            at += step;
        }
        let fraction =
            matches!(self.lower(at), "third" | "thirds" | "quarter" | "quarters" | "half" | "tenths" | "fifths")
                || self.lower(at) == "-"
                    && matches!(self.lower(at + 1), "third" | "thirds" | "quarter" | "quarters" | "fifths" | "tenths");
        (at > start && !fraction && (total + part > 0.0 || matches!(self.lower(start), "zero" | "nil")))
            .then_some((at, total + part))
    }

    /// The currency right before `at`.
    fn currency_before(&self, at: usize) -> Option<(usize, &'static str)> {
        let from = |n: usize| at.checked_sub(n).filter(|&b| self.pieces[b].span.end <= self.pieces[at].span.start);
        // Rp. 500, US$ 500, S$5
        for n in [3, 2, 1] {
            let Some(begin) = from(n) else { continue };
            let written = self.text[self.pieces[begin].span.start..self.pieces[at - 1].span.end].to_lowercase();
            if written.contains(' ') {
                continue;
            }
            let sign = matches!(
                written.as_str(),
                "rp" | "rp." | "idr" | "us$" | "usd" | "$" | "a$" | "s$" | "€" | "eur" | "£" | "¥" | "rm"
            );
            if let Some(code) = among(CURRENCIES, &written).filter(|_| sign) {
                return Some((begin, code));
            }
        }
        None
    }

    /// The unit from `at` on: where it ends, and which it is.
    fn unit_after(&self, at: usize) -> Option<(usize, Kind)> {
        let hyphen = self.lower(at) == "-" && self.pieces.get(at + 1).is_some_and(|p| !p.apart);
        let at = at + usize::from(hyphen);
        let (word, next) = (self.lower(at), self.lower(at + 1));
        match word {
            "%" | "persen" | "prosen" | "percent" | "pct" | "percentage" => return Some((at + 1, Kind::Percent)),
            "per" if matches!(next, "cent" | "sen") => return Some((at + 2, Kind::Percent)),
            "us" | "as" if matches!(next, "dollar" | "dollars") => return Some((at + 2, Kind::Money("$"))),
            "poin" | "point" | "points" => return None,
            _ => {}
        }
        let code = among(CURRENCIES, word).filter(|_| !matches!(word, "rm" | "rp" | "$" | "rp."))?;
        let named = |words: &[&str]| words.contains(&next);
        Some(match code {
            "$" if named(&["singapura"]) => (at + 2, Kind::Money("SGD")),
            "$" if named(&["australia"]) => (at + 2, Kind::Money("AUD")),
            "$" if named(&["hongkong", "hong", "kanada", "taiwan", "selandia"]) => (at + 2, Kind::Money("$")),
            code => (at + 1, Kind::Money(code)),
        })
    }

    /// A number with what stands around it: scale, currency, per cent.
    fn amount(&mut self, at: usize, mut end: usize, span: Range<usize>, mut found: Vec<f64>, words: bool) -> usize {
        let mut stop = span.end;
        let joined = self.lower(end) == "-" && self.pieces.get(end + 1).is_some_and(|p| !p.apart);
        let after = end + usize::from(joined);
        let plain_letters = !joined && self.pieces.get(end).is_some_and(|p| !p.apart);
        if let Some(times) = scale(self.lower(after)).filter(|_| !words) {
            found.iter_mut().for_each(|v| *v *= times);
            end = after + 1;
            // *1,2 ribu triliun*
            stop = self.pieces[after].span.end;
            if let Some(more) = scale(self.lower(end)) {
                found.iter_mut().for_each(|v| *v *= more);
                stop = self.pieces[end].span.end;
                end += 1;
            }
        } else if plain_letters && matches!(self.lower(end), "m" | "t" | "b") && self.currency_before(at).is_some() {
            let scale = match (self.lower(end), self.language) {
                ("t", _) => 1e12,
                ("m", Language::English) => 1e6,
                _ => 1e9,
            };
            found.iter_mut().for_each(|v| *v *= scale);
            stop = self.pieces[end].span.end;
            end += 1;
        }
        let mut start = span.start;
        let mut kind = Kind::Plain;
        if let Some((from, code)) = self.currency_before(at) {
            start = self.pieces[from].span.start;
            kind = Kind::Money(code);
        }
        if let Some((next, unit)) = self.unit_after(end) {
            // *5 juta dolar AS*: the country belongs to the unit.
            let next = if matches!(self.lower(next), "as" | "amerika") && self.pieces[next].text.starts_with('A') {
                next + 1
            } else {
                next
            };
            stop = self.pieces[next - 1].span.end;
            end = next;
            kind = unit;
        }
        let digits = significant(&self.text[span]);
        let figure = self.push(start..stop, found, kind, words);
        figure.digits = digits;
        end
    }
}

/// The value of an English ordinal above twelve: *seventieth*, *thirteenth*.
fn ordinal(word: &str) -> Option<f64> {
    let tens = word.strip_suffix("ieth").and_then(|front| among(ENGLISH, &format!("{front}y")));
    tens.or_else(|| among(ENGLISH, word.strip_suffix("th")?))
}

/// The value of a Roman numeral of two letters or more.
fn roman(word: &str) -> Option<f64> {
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

//! Reads figures from the pieces of a sentence.

use std::ops::Range;

use super::pieces::{Piece, pieces, significant, values};
use super::words::{CURRENCIES, ENGLISH, INDONESIAN, MONTHS, SCALES, WEAK, among, ordinal, roman, scale};
use super::{Figure, Kind, Language};

/// The figures of a sentence as each stands by itself, in order.
pub(super) fn read(text: &str, language: Language) -> Vec<Figure> {
    let mut reader = Reader { text, pieces: pieces(text), language, out: Vec::new() };
    let mut at = 0;
    while at < reader.pieces.len() {
        at = reader.figure(at);
    }
    reader.out
}

/// Reads the figures of a sentence one after the other.
struct Reader<'a> {
    text: &'a str,
    pieces: Vec<Piece<'a>>,
    language: Language,
    out: Vec<Figure>,
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

//! Amounts, quantities, dates and times in English notation: *Rp 2,3 triliun* Rp 2.3 trillion, *27/2/2025* 27 February 2025.
//!
//! Indonesian writes 1.500 where English writes 1,500, and 3,5 for 3.5. The gloss of a figure stays as it is written; a unit over it
//! says it in English.

use super::numerals;
use super::units::Units;
use super::word::lists;
use crate::english;
use crate::lexicon::{Flag, Lexeme, Lexicon};
use crate::model::{Token, TokenKind, Unit, UnitKind, UnitSource, Upos};

/// Signs of currencies.
const SIGNS: [char; 4] = ['$', '€', '£', '¥'];

/// Words before a time of day, and what English puts before it.
const CLOCK: &[&str] = &["pukul", "jam"];

/// English of units of time.
pub(super) const TIMES: &[&str] = &[
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "semester",
    "year",
    "decade",
    "century",
    "millennium",
];

/// Parts of a contest, before how many are left in it.
const STAGES: &[&str] = &["babak", "fase"];

/// Round numbers that are counted themselves.
const SCALES: &[&str] = &["dozen", "hundred", "thousand", "million", "billion", "trillion"];

/// Words after a stretch of time that make it a point in time, and their English.
const SINCE: &[(&[&str], &str)] = &[
    (&["lalu"], "ago"),
    (&["silam"], "ago"),
    (&["yang", "lalu"], "ago"),
    (&["yang", "silam"], "ago"),
    (&["kemudian"], "later"),
];

/// Words after a stretch of time that say which one it is, and their English before it: *tiga hari terakhir* last three days.
const WHICH: &[(&[&str], &str)] = &[
    (&["terakhir", "ini"], "last"),
    (&["terakhir"], "last"),
    (&["belakangan", "ini"], "past"),
    (&["belakangan"], "past"),
    (&["pertama"], "first"),
    (&["berikutnya"], "next"),
    (&["mendatang"], "next"),
    (&["ke", "depan"], "next"),
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Adds the figures of a sentence to `units`.
pub(super) fn find(lexicon: &Lexicon, forms: &[&str], tokens: &[Token], units: &mut Units) {
    let sentence = Sentence { lexicon, forms, tokens };
    let mut at = 0;
    while at < tokens.len() {
        // A figure begins with a number, or right before one: pukul 14.30, Februari 2025, Rp 500, beberapa ratus.
        let number = |t: &Token| t.kind == TokenKind::Number;
        let word = tokens[at].upos == Upos::Num || tokens.get(at + 1).is_some_and(|t| t.upos == Upos::Num);
        if !word && !tokens[at..].iter().take(2).any(number) {
            at += 1;
            continue;
        }
        let unit = sentence
            .date(at)
            .or_else(|| sentence.time(at))
            .or_else(|| sentence.ordinal(at))
            .or_else(|| sentence.best(at))
            .or_else(|| sentence.several(at))
            .or_else(|| sentence.decade(at))
            .or_else(|| sentence.amount(at));
        let Some((end, kind, upos, gloss)) = unit else {
            at += 1;
            continue;
        };
        let add = |units: &mut Units, from: usize, to: usize, gloss: String| {
            units.add(Unit {
                tokens: (from..to).collect(),
                gloss,
                alternatives: Vec::new(),
                kind,
                upos,
                source: UnitSource::Rule,
                key: None,
                reason: None,
            });
        };
        // Kamis (27/2/2025): the date alone, and with its day.
        if kind == UnitKind::Date
            && let Some((from, day)) = sentence.day_before_bracket(at)
            && forms.get(end) == Some(&")")
        {
            add(units, from, end + 1, format!("{day} ({gloss})"));
        }
        add(units, at, end, gloss);
        at = end;
    }
}

/// Where a unit ends, what it is, and its English.
type Found = (usize, UnitKind, Upos, String);

struct Sentence<'a> {
    lexicon: &'a Lexicon,
    forms: &'a [&'a str],
    tokens: &'a [Token],
}

impl Sentence<'_> {
    fn lexeme(&self, at: usize) -> Option<Lexeme> {
        let token = self.tokens.get(at)?;
        let lexeme = self.lexicon.lexeme(token.analysis()?.lexeme?);
        (lexeme.upos() == token.upos).then_some(lexeme)
    }

    fn kind(&self, at: usize) -> Option<&'static str> {
        self.lexeme(at)?.kind()
    }

    fn unit(&self, at: usize) -> Option<Lexeme> {
        self.lexeme(at).filter(|l| l.is(Flag::Unit))
    }

    fn digits(&self, at: usize) -> Option<&str> {
        let form = self.forms.get(at)?;
        (self.tokens[at].kind == TokenKind::Number && form.bytes().all(|b| b.is_ascii_digit())).then_some(*form)
    }

    fn year(&self, at: usize) -> Option<&str> {
        self.digits(at).filter(|d| d.len() == 4 && matches!(&d[..2], "17" | "18" | "19" | "20"))
    }

    /// A day of a month, or two with a dash between them.
    fn days(&self, at: usize) -> Option<&str> {
        let form = self.forms.get(at).filter(|_| self.tokens[at].kind == TokenKind::Number)?;
        let is_day = |d: &str| d.bytes().all(|b| b.is_ascii_digit()) && matches!(d.parse::<u32>(), Ok(1..=31));
        form.split(['-', '–']).all(is_day).then_some(*form)
    }

    /// *27 Februari 2025*, *12-14 Oktober*, *Februari 2025*, *27/2/2025*.
    fn date(&self, at: usize) -> Option<Found> {
        let day = self.days(at);
        let month = at + usize::from(day.is_some());
        if self.kind(month) == Some("month") {
            let year = self.year(month + 1);
            let parts: Vec<&str> = [day, Some(self.tokens[month].gloss.as_ref()), year].into_iter().flatten().collect();
            let end = month + 1 + usize::from(year.is_some());
            return (parts.len() > 1).then(|| (end, UnitKind::Date, Upos::Noun, parts.join(" ")));
        }
        if self.tokens[at].kind != TokenKind::Number {
            return None;
        }
        let parts: Vec<u32> = self.forms[at].split(['/', '-']).map(str::parse).collect::<Result<_, _>>().ok()?;
        let name = |month: u32| MONTHS.get((month as usize).checked_sub(1)?);
        let gloss = match parts[..] {
            [day @ 1..=31, month, year] if year > 31 => format!("{day} {} {year}", name(month)?),
            [day @ 1..=31, month] if self.forms[at].contains('/') && self.day_before_bracket(at).is_some() => {
                format!("{day} {}", name(month)?)
            }
            _ => return None,
        };
        Some((at + 1, UnitKind::Date, Upos::Noun, gloss))
    }

    /// The name of a day and a bracket right before `at`: where the day begins, and its English.
    fn day_before_bracket(&self, at: usize) -> Option<(usize, &str)> {
        let day = at.checked_sub(2).filter(|&d| self.forms[d + 1] == "(" && self.kind(d) == Some("day"))?;
        let spelled = day > 0 && self.lexeme(day - 1).is_some_and(|l| l.of() == Some("drop"));
        Some((day - usize::from(spelled), &self.tokens[day].gloss))
    }

    /// *pukul 14.30 WIB*.
    fn time(&self, at: usize) -> Option<Found> {
        if !lists(CLOCK, self.forms[at]) {
            return None;
        }
        let clock = self.forms.get(at + 1).filter(|_| self.tokens[at + 1].kind == TokenKind::Number)?;
        let (hour, minute) = clock.split_once(['.', ':']).unwrap_or((clock, "00"));
        let valid = |s: &str, below: u32| s.len() <= 2 && s.parse::<u32>().is_ok_and(|n| n < below);
        if !valid(hour, 25) || !valid(minute, 60) || minute.len() != 2 {
            return None;
        }
        let zone = self.lexeme(at + 2).filter(|l| l.gloss().ends_with("Time") || l.form() == "GMT");
        let name = zone.map_or(String::new(), |_| format!(" {}", self.forms[at + 2]));
        let before = if self.tokens[at].gloss == "at" { "at " } else { "" };
        let end = at + 2 + usize::from(zone.is_some());
        Some((end, UnitKind::Date, Upos::Noun, format!("{before}{hour}:{minute}{name}")))
    }

    /// The best of many: *10 besar* top 10; *babak 16 besar* round of 16.
    fn best(&self, at: usize) -> Option<Found> {
        let number = at + usize::from(lists(STAGES, self.forms[at]));
        let digits = self.digits(number).filter(|_| self.forms.get(number + 1) == Some(&"besar"))?;
        let gloss = if number > at { format!("round of {digits}") } else { format!("top {digits}") };
        Some((number + 2, UnitKind::Figure, Upos::Noun, gloss))
    }

    /// *beberapa ratus orang* several hundred people: how many of a round number is left open.
    fn several(&self, at: usize) -> Option<Found> {
        let next = self.tokens.get(at + 1).filter(|t| t.kind == TokenKind::Word && t.upos == Upos::Num)?;
        let open = self.tokens[at].upos == Upos::Det && SCALES.contains(&next.gloss.as_ref());
        let alone = || (at + 2, UnitKind::Figure, Upos::Num, next.gloss.to_string());
        let (end, kind, upos, number) = open.then(|| self.amount(at + 1).unwrap_or_else(alone))?;
        Some((end, kind, upos, format!("{} {number}", self.tokens[at].gloss)))
    }

    /// *dua puluhan tahun* twenties: years that begin alike.
    fn decade(&self, at: usize) -> Option<Found> {
        let (end, decade) = numerals::decade(self.forms, at)?;
        let years = self.unit(end).is_some_and(|unit| unit.gloss() == "year");
        let years = end + usize::from(years);
        Some((years, UnitKind::Figure, Upos::Noun, decade))
    }

    /// *Rp 2,3 triliun*, *3,5 persen*, *60.000*, *dua orang*.
    fn amount(&self, at: usize) -> Option<Found> {
        // A currency before its figure: Rp 2,3.
        let before = || self.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number);
        let name = self.forms[at].trim_end_matches('.');
        let currency = self.unit(at).is_some()
            && name.chars().all(char::is_alphabetic)
            && name.starts_with(char::is_uppercase)
            && before();
        // Its sign apart from it: US$ 2,3.
        let sign = self.tokens[at].kind == TokenKind::Symbol && name.ends_with(SIGNS) && before();
        let first = at + usize::from(currency || sign);
        let token = self.tokens.get(first)?;
        if token.upos != Upos::Num {
            return None;
        }
        let (mut end, figure) = match token.kind {
            TokenKind::Number => (first + 1, in_english(self.forms[first])?),
            _ => numerals::cardinal(self.forms, first)
                .filter(|(end, _)| *end > first + 1)
                .unwrap_or_else(|| (first + 1, self.glued(first).unwrap_or_else(|| token.gloss.to_string()))),
        };
        let mut gloss = match () {
            () if currency => format!("{name} {figure}"),
            () if sign => format!("{name}{figure}"),
            () => figure,
        };
        // Number words go on: 2,3 triliun; puluhan ribu: tens of thousands of.
        while self.tokens.get(end).is_some_and(|t| t.upos == Upos::Num && t.kind == TokenKind::Word) {
            let word = &self.tokens[end].gloss;
            // 576 ribu barel: 576,000 barrels; Rp 100 ribu: Rp 100,000.
            let digits = gloss.rsplit(' ').next().unwrap_or_default();
            if word == "thousand"
                && end == first + 1
                && token.kind == TokenKind::Number
                && digits.bytes().all(|b| b.is_ascii_digit())
            {
                gloss.push_str(",000");
                end += 1;
                continue;
            }
            // Rp 300 jutaan: around Rp 300 million.
            let about = word.strip_suffix("s of").filter(|scale| end == first + 1 && SCALES.contains(scale));
            gloss = match about {
                Some(scale) => format!("around {gloss} {scale}"),
                None if gloss.ends_with(" of") => format!("{gloss} {} of", english::plural(word)),
                None => [&gloss, word.as_ref()].join(" "),
            };
            end += 1;
        }
        let scaled = end > first + 1;
        let one = matches!(gloss.as_str(), "1" | "one" | "a");
        let mut upos = Upos::Num;
        if !currency
            && !sign
            && let Some((lexeme, words)) = self.counted(end)
            && !(lexeme.is(Flag::Classifier) && self.tokens.get(end + 1).is_some_and(|t| t.upos == Upos::Noun))
            && self.tokens[end].analysis().is_none_or(|a| a.morphemes.len() <= 1)
        {
            let noun = lexeme.gloss();
            let noun = if one || noun == "per cent" { noun.to_owned() } else { english::plural(noun) };
            end += words;
            // 100 juta dolar AS: whose dollars.
            let whose = self.lexeme(end).filter(|l| l.kind() == Some("country")).and_then(|l| l.adjective());
            gloss = match whose {
                Some(whose) => {
                    end += 1;
                    [&gloss, whose, &noun].join(" ")
                }
                None => [gloss, noun].join(" "),
            };
            if TIMES.contains(&lexeme.gloss()) {
                if let Some((words, english)) = self.said(SINCE, end) {
                    return Some((end + words, UnitKind::Date, Upos::Adv, format!("{gloss} {english}")));
                }
                if let Some((words, english)) = self.said(WHICH, end) {
                    return Some((end + words, UnitKind::Figure, Upos::Noun, format!("{english} {gloss}")));
                }
            }
            upos = Upos::Noun;
        } else if self.forms.get(end) == Some(&"%") {
            gloss.push('%');
            end += 1;
        } else if scaled
            && !self.tokens.get(end).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn))
            && let Some(bare) = gloss.strip_suffix(" of")
        {
            gloss.truncate(bare.len());
        }
        let changed = !gloss.split(' ').eq(self.forms[at..end].iter().copied());
        let worth = end > first + 1 || currency || token.kind == TokenKind::Number || token.gloss != gloss;
        (changed && worth && (scaled || end > at + 1 || token.kind == TokenKind::Number || token.gloss != gloss))
            .then_some((end, UnitKind::Figure, upos, gloss))
    }

    /// The row of a table whose words stand at `at`: how many they are, and their English.
    fn said(&self, table: &[(&[&str], &'static str)], at: usize) -> Option<(usize, &'static str)> {
        let said = |words: &[&str]| self.forms.get(at..at + words.len()) == Some(words);
        table.iter().find(|(words, _)| said(words)).map(|(words, english)| (words.len(), *english))
    }

    /// *kedua puluh* twentieth.
    fn ordinal(&self, at: usize) -> Option<Found> {
        let (end, gloss) = numerals::ordinal(self.forms, at)?;
        Some((end, UnitKind::Figure, Upos::Adj, gloss))
    }

    /// What a number before `at` counts, and in how many words: a unit, people. A currency with a figure of its own is the next amount.
    fn counted(&self, at: usize) -> Option<(Lexeme, usize)> {
        let word = self.tokens.get(at)?.kind == TokenKind::Word;
        let two = self.forms.get(at..at + 2).filter(|_| word).map(|pair| pair.join(" ").to_lowercase());
        if let Some(unit) = two.and_then(|words| self.lexicon.phrase(&words).find(|l| l.is(Flag::Unit))) {
            return Some((unit, 2));
        }
        let own = self.forms.get(at)?.starts_with(char::is_uppercase)
            && self.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number);
        // 732 M is the year 732, not so many metres.
        let written = |l: &Lexeme| l.form().len() > 1 || l.form() == self.forms[at];
        let counts = |l: &Lexeme| l.is(Flag::Unit) && written(l) || l.is(Flag::Classifier) && l.form() == "orang";
        Some((self.lexeme(at).filter(|l| !own && counts(l))?, 1))
    }

    /// A figure written together with its scale: *1,7juta* 1.7 million.
    fn glued(&self, at: usize) -> Option<String> {
        let form = self.forms[at];
        let letters = form.find(char::is_alphabetic).filter(|&n| n > 0)?;
        let (figure, word) = form.split_at(letters);
        let lexeme = self.lexicon.form(&word.to_lowercase()).find(|l| l.upos() == Upos::Num || l.is(Flag::Unit))?;
        Some(format!("{} {}", english_figure(figure)?, lexeme.gloss()))
    }
}

/// A figure, or two with a dash between them, with English separators; `None` if it is anything else.
pub(super) fn in_english(form: &str) -> Option<String> {
    let range = || {
        let (from, to) = form.split_once(['-', '–']).filter(|(from, _)| !from.is_empty())?;
        let joint = &form[from.len()..form.len() - to.len()];
        Some([&english_figure(from)?, joint, &english_figure(to)?].concat())
    };
    english_figure(form).or_else(range)
}

/// A figure with English separators; `None` if it is a date, a time, a score or anything but a number.
fn english_figure(form: &str) -> Option<String> {
    if form.bytes().all(|b| b.is_ascii_digit()) {
        return (!form.is_empty()).then(|| form.to_owned());
    }
    let start = form.find(|c: char| c.is_ascii_digit())?;
    let (sign, digits) = form.split_at(start);
    let end = digits.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (digits, rest) = digits.split_at(end);
    if !matches!(rest, "" | "%") || digits.contains(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')) {
        return None;
    }
    let (whole, decimals) = digits.split_once(',').map_or((digits, None), |(w, d)| (w, Some(d)));
    let mut groups = whole.split('.');
    let grouped = groups.next().is_some_and(|g| (1..=3).contains(&g.len()) || !whole.contains('.'));
    // 3.5 and 12.30 are not thousands: they are foreign decimals or times, and stay as they are.
    let thousands = groups.all(|g| g.len() == 3);
    if !grouped || !thousands || decimals.is_some_and(|d| d.contains(['.', ','])) {
        return None;
    }
    let mut english = String::with_capacity(form.len());
    english.push_str(sign);
    english.extend(whole.chars().map(|c| if c == '.' { ',' } else { c }));
    if let Some(decimals) = decimals {
        english.push('.');
        english.push_str(decimals);
    }
    english.push_str(rest);
    Some(english)
}

#[cfg(test)]
mod tests {
    use super::english_figure;

    #[test]
    fn turns_separators_round() {
        let table = [
            ("60.000", Some("60,000")),
            ("3,5", Some("3.5")),
            ("1.234.567,89", Some("1,234,567.89")),
            ("$1,5", Some("$1.5")),
            ("US$3", Some("US$3")),
            ("10%", Some("10%")),
            ("2025", Some("2025")),
            ("14.30", None),
            ("27/2/2025", None),
            ("2-1", None),
            ("1,234.5", None),
        ];
        for (form, english) in table {
            assert_eq!(english_figure(form).as_deref(), english, "{form}");
        }
    }
}

//! Figures of both sides, set against one another.

use super::dates::{other_zone, relative, relative_source};
use super::figures::{Figure, Kind};
use super::work::{Pair, Work};
use super::{At, Found, Side};
use crate::model::Upos;

/// The figures of a pair that do not meet.
#[derive(Default)]
pub(super) struct Compared<'p> {
    /// Equal in value or rounded, each with a partner of its own.
    pub equal: Vec<(&'p Figure, &'p Figure)>,
    /// One stands where the other should, with how sure that is.
    pub unequal: Vec<(&'p Figure, &'p Figure, f32)>,
    pub only_source: Vec<&'p Figure>,
    pub only_target: Vec<&'p Figure>,
}

pub(super) fn is_date(kind: Kind) -> bool {
    matches!(kind, Kind::Day | Kind::Month | Kind::Year | Kind::Time)
}

/// Whether two kinds may be said of one figure.
fn akin(a: Kind, b: Kind) -> bool {
    a == b || !is_date(a) && !is_date(b) && a != Kind::Code && b != Kind::Code
}

/// Small number words are rendered in too many ways to be missed: *satu*, *dua*.
fn counts(figure: &Figure) -> bool {
    let small = figure.words && figure.kind != Kind::Month && figure.values.iter().all(|v| *v < 3.0);
    !figure.weak && !small
}

pub(super) fn compare<'p>(pair: &'p Pair<'_>) -> Compared<'p> {
    let (source, target) = (&pair.source_figures, &pair.target_figures);
    let mut partner: Vec<Option<(usize, bool)>> = vec![None; source.len()];
    let mut taken = vec![false; target.len()];
    let mut out = Compared::default();
    type Fits = fn(&Figure, &Figure) -> bool;
    const PASSES: &[(Fits, bool)] = &[
        (|s, t| s.kind == t.kind && s.equals(t), true),
        (|s, t| !s.weak && !t.weak && akin(s.kind, t.kind) && s.equals(t), true),
        (|s, t| s.equals(t), true),
        (|s, t| s.equals(t), false),
        (|s, t| akin(s.kind, t.kind) && s.rounds(t), true),
        (|s, t| akin(s.kind, t.kind) && s.rounds(t), false),
    ];
    for (fits, alone) in PASSES {
        for (i, s) in source.iter().enumerate() {
            if partner[i].is_some() {
                continue;
            }
            if let Some(j) = (0..target.len()).find(|&j| !(*alone && taken[j]) && fits(s, &target[j])) {
                partner[i] = Some((j, *alone));
                taken[j] = true;
            }
        }
    }
    for (s, partner) in source.iter().zip(&partner) {
        match partner {
            Some((j, true)) => out.equal.push((s, &target[*j])),
            Some(_) => {}
            None if counts(s) => out.only_source.push(s),
            None => {}
        }
    }
    let met = |t: &Figure| source.iter().any(|s| s.equals(t) || akin(s.kind, t.kind) && s.rounds(t));
    let left = target.iter().zip(&taken).filter(|(t, taken)| !**taken && counts(t) && !met(t));
    out.only_target = left.map(|(t, _)| t).collect();
    pair_up(pair, &mut out);
    out
}

/// Finds which of the figures left over stand for one another.
fn pair_up<'p>(pair: &'p Pair<'_>, out: &mut Compared<'p>) {
    let linked = |s: &Figure, t: &Figure| {
        pair.links.iter().any(|l| {
            let (a, b) = (pair.sentence.tokens[l.source].span.range(), pair.tokens[l.target].span.range());
            a.start < s.span.end && s.span.start < a.end && b.start < t.span.end && t.span.start < b.end
        })
    };
    let likely = |s: &Figure, t: &Figure| match () {
        () if !akin(s.kind, t.kind) || s.kind == Kind::Code && !linked(s, t) => 0.0,
        () if converted(pair, t) => 0.0,
        () if linked(s, t) => 0.9,
        () if s.thousands_apart(t) => 0.85,
        () if s.words || t.words => 0.5,
        () if s.kind == t.kind => 0.75,
        () => 0.55,
    };
    for least in [0.8, 0.7, 0.5] {
        let mut n = 0;
        while n < out.only_source.len() {
            let s = out.only_source[n];
            let best = out.only_target.iter().position(|t| likely(s, t) >= least);
            match best {
                Some(at) => {
                    let t = out.only_target.remove(at);
                    out.only_source.remove(n);
                    out.unequal.push((s, t, likely(s, t)));
                }
                None => n += 1,
            }
        }
    }
}

pub(super) fn quoted<'t>(text: &'t str, figure: &Figure) -> &'t str {
    text.get(figure.span.clone()).unwrap_or_default()
}

pub(super) fn places(s: &Figure, t: &Figure) -> (At, Option<At>) {
    ((Side::Target, t.span.clone()), Some((Side::Source, s.span.clone())))
}

pub(super) fn differ(work: &Work<'_>, found: &mut Found<'_>) {
    for pair in &work.pairs {
        for (s, t, sure) in compare(pair).unequal {
            if is_date(s.kind) || s.thousands_apart(t) {
                continue;
            }
            let message = format!("{:?} is not {:?}", quoted(&pair.target, t), quoted(&pair.source, s));
            let (first, second) = places(s, t);
            found.at(pair.bead, first, second, sure, message);
        }
    }
}

pub(super) fn scale(work: &Work<'_>, found: &mut Found<'_>) {
    for pair in &work.pairs {
        for (s, t, sure) in compare(pair).unequal {
            if is_date(s.kind) || !s.thousands_apart(t) {
                continue;
            }
            let (source, target) = (quoted(&pair.source, s), quoted(&pair.target, t));
            let (first, second) = places(s, t);
            let message = format!("{target:?} is not {source:?}: the thousands differ");
            found.at(pair.bead, first, second, sure.max(0.85), message).help(
                "ribu is thousand, juta million, miliar billion, triliun trillion; Indonesian 1.500 is English 1,500",
            );
        }
    }
}

/// How words of a currency begin, for texts that say it once for several amounts.
fn says_currency(text: &str, code: &str) -> bool {
    let lower = text.to_lowercase();
    let words: &[&str] = match code {
        "IDR" => &["rp", "rupiah", "idr"],
        "$" | "SGD" | "AUD" => &["$", "dol", "usd", "buck", "greenback", "cent"],
        "EUR" => &["€", "eur"],
        "GBP" => &["£", "pound"],
        "JPY" => &["¥", "yen"],
        "MYR" => &["rm", "ringgit"],
        "CNY" => &["yuan", "renminbi"],
        "THB" => &["baht"],
        "PHP" => &["peso"],
        "INR" => &["rupee"],
        "SAR" => &["riyal"],
        "CHF" => &["franc"],
        _ => &["won"],
    };
    words.iter().any(|w| lower.contains(w))
}

fn is_dollar(code: &str) -> bool {
    matches!(code, "$" | "SGD" | "AUD")
}

pub(super) fn currencies(work: &Work<'_>, found: &mut Found<'_>) {
    for pair in &work.pairs {
        for (s, t) in compare(pair).equal {
            let sure = match (s.kind, t.kind) {
                (Kind::Money(a), Kind::Money(b))
                    if a == b || is_dollar(a) && is_dollar(b) && (a == "$" || b == "$") =>
                {
                    continue;
                }
                (Kind::Money(_), Kind::Money(_)) => 0.9,
                (Kind::Money(a), Kind::Plain) if !says_currency(&pair.target, a) => 0.6,
                (Kind::Plain, Kind::Money(b)) if !says_currency(&pair.source, b) => 0.45,
                _ => continue,
            };
            let (source, target) = (quoted(&pair.source, s), quoted(&pair.target, t));
            let (first, second) = places(s, t);
            found.at(pair.bead, first, second, sure, format!("{target:?} is not {source:?}: the currency differs"));
        }
        // An amount whose thousands were lost may have lost its currency too.
        for (s, t, sure) in compare(pair).unequal {
            let other = matches!((s.kind, t.kind), (Kind::Money(a), Kind::Money(b)) if a != b && !(is_dollar(a) && is_dollar(b)));
            if other && s.thousands_apart(t) {
                let (source, target) = (quoted(&pair.source, s), quoted(&pair.target, t));
                let (first, second) = places(s, t);
                let message = format!("{target:?} is not {source:?}: the currency differs");
                found.at(pair.bead, first, second, sure.min(0.8), message);
            }
        }
    }
}

pub(super) fn percentages(work: &Work<'_>, found: &mut Found<'_>) {
    const WORDS: &[&str] = &["%", "persen", "prosen", "percent", "per cent", "pct", "percentage"];
    // *5, 6 dan 7 persen* are all percentages.
    let soon = |text: &str, figure: &Figure| {
        let rest = &text[figure.span.end..];
        let rest = &rest[..rest.floor_char_boundary(80)];
        WORDS.iter().any(|w| rest.to_lowercase().contains(w))
    };
    let anywhere = |text: &str| ["percentage", "persentase"].iter().any(|w| text.to_lowercase().contains(w));
    for pair in &work.pairs {
        for (s, t) in compare(pair).equal {
            let lost = match (s.kind, t.kind) {
                (Kind::Percent, Kind::Plain | Kind::Money(_)) => {
                    !soon(&pair.target, t) && !anywhere(&pair.target) && !t.weak
                }
                (Kind::Plain | Kind::Money(_), Kind::Percent) => {
                    counts_things(pair, s) && !soon(&pair.source, s) && !anywhere(&pair.source) && !s.weak
                }
                _ => false,
            };
            if lost {
                let (source, target) = (quoted(&pair.source, s), quoted(&pair.target, t));
                let (first, second) = places(s, t);
                let message = format!("{target:?} is not {source:?}: only one is a percentage");
                found.at(pair.bead, first, second, 0.85, message);
            }
        }
    }
}

/// Whether a number of the source says how many of something there are; of one that stands alone a reader sees what it is.
fn counts_things(pair: &Pair<'_>, s: &Figure) -> bool {
    let next = pair.sentence.tokens.iter().find(|t| t.span.start as usize >= s.span.end);
    matches!(s.kind, Kind::Money(_)) || next.is_some_and(|t| t.upos == Upos::Noun)
}

pub(super) fn left_out(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, pair) in work.pairs.iter().enumerate() {
        for s in compare(pair).only_source {
            let told = |p: &Pair<'_>| p.target_figures.iter().any(|t| t.equals(s));
            let date = is_date(s.kind);
            // A date in brackets repeats the weekday before it, and English leaves it out.
            let elsewhere = s.words || date && (s.bracketed || relative(&pair.target)) || work.around(n).any(told);
            if elsewhere || other_zone(pair, s) || metric(pair, s) {
                continue;
            }
            // What year it is readers mostly know.
            let sure = if date || s.kind == Kind::Code { 0.45 } else { 0.6 };
            let message = format!("{:?} has no counterpart", quoted(&pair.source, s));
            found.at(pair.bead, (Side::Source, s.span.clone()), Some(pair.whole(Side::Target)), sure, message);
        }
    }
}

/// Units of English readers, and the Indonesian words for them.
const UNITS: &[(&str, &str)] = &[
    ("mile", "mil"),
    ("miles", "mil"),
    ("feet", "kaki"),
    ("foot", "kaki"),
    ("inches", "inci"),
    ("pounds", "pon"),
    ("acres", "ekar"),
    ("yards", "yar"),
    ("gallons", "galon"),
    ("fahrenheit", "fahrenheit"),
    ("lbs", "pon"),
];

/// The word right behind a figure, lower-cased.
fn unit(text: &str, figure: &Figure) -> String {
    let rest = text[figure.span.end..].trim_start_matches([' ', '-']).to_lowercase();
    rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_owned()
}

/// Whether a measure is told in the units of English readers.
fn converted(pair: &Pair<'_>, t: &Figure) -> bool {
    let word = unit(&pair.target, t);
    // Pounds are money too.
    let pounds = t.kind == Kind::Money("GBP") && quoted(&pair.target, t).ends_with("pounds");
    let lower = pair.source.to_lowercase();
    let said = |unit: &str| lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == unit);
    let other = UNITS.iter().any(|(unit, ours)| *unit == word && !said(unit) && !said(ours));
    other || pounds && !lower.contains("pound") && !lower.contains('£') && !said("pon") && !said("sterling")
}

/// Whether a measure is one that the translation tells in other units.
fn metric(pair: &Pair<'_>, s: &Figure) -> bool {
    const METRIC: &[&str] = &[
        "kilometer",
        "km",
        "meter",
        "m",
        "cm",
        "sentimeter",
        "kilogram",
        "kg",
        "hektar",
        "hektare",
        "ha",
        "liter",
        "derajat",
        "celsius",
    ];
    METRIC.contains(&unit(&pair.source, s).as_str()) && pair.target_figures.iter().any(|t| converted(pair, t))
}

pub(super) fn added(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, pair) in work.pairs.iter().enumerate() {
        let mut before = None;
        for t in compare(pair).only_target {
            // Day and month of *12/10* are one.
            if before.replace(&t.span) == Some(&t.span) {
                continue;
            }
            let told = |p: &Pair<'_>| p.source_figures.iter().any(|s| s.equals(t));
            if t.words
                || converted(pair, t)
                || other_zone(pair, t)
                || is_date(t.kind) && relative_source(&pair.source)
                || work.around(n).any(told)
            {
                continue;
            }
            let sure = if t.kind == Kind::Code { 0.4 } else { 0.55 };
            let message = format!("{:?} is not in the source", quoted(&pair.target, t));
            found.at(pair.bead, (Side::Target, t.span.clone()), Some(pair.whole(Side::Source)), sure, message);
        }
    }
}

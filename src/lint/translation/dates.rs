//! Days, months, years and times of both sides, set against one another.

use std::ops::Range;

use super::figures::{Figure, Kind, is_month};
use super::numbers::{compare, is_date, places, quoted};
use super::work::{Pair, Work};
use super::{Found, Side};

/// Weekdays: Indonesian and English.
pub(super) const DAYS: &[(&str, &str)] = &[
    ("senin", "monday"),
    ("selasa", "tuesday"),
    ("rabu", "wednesday"),
    ("kamis", "thursday"),
    ("jumat", "friday"),
    ("jum'at", "friday"),
    ("sabtu", "saturday"),
    ("minggu", "sunday"),
    ("ahad", "sunday"),
];

pub(super) fn dates(work: &Work<'_>, found: &mut Found<'_>) {
    for pair in &work.pairs {
        for (s, t, sure) in compare(pair).unequal {
            // *tahun 2006* may be last year, and the year after be told beside it.
            let near = s.values.iter().any(|a| t.values.iter().any(|b| (a - b).abs() <= 1.0));
            let told = s.kind == Kind::Year && near && (relative(&pair.target) || relative_source(&pair.source));
            if !is_date(s.kind) || other_zone(pair, s) || told {
                continue;
            }
            let message = format!("{:?} is not {:?}", quoted(&pair.target, t), quoted(&pair.source, s));
            let (first, second) = places(s, t);
            found.at(pair.bead, first, second, sure, message);
        }
        weekdays(pair, found);
        // A month that the source does not have, where it has others.
        let months = |f: &&Figure| f.kind == Kind::Month;
        let source = pair.source_figures.iter().find(months);
        for t in compare(pair).only_target.into_iter().filter(months) {
            let Some(s) = source else { break };
            let message = format!("{:?} is not in the source", quoted(&pair.target, t));
            let (first, second) = places(s, t);
            found.at(pair.bead, first, second, 0.65, message);
        }
    }
}

/// Whether a time is told by another clock in the translation.
pub(super) fn other_zone(pair: &Pair<'_>, time: &Figure) -> bool {
    let zones = |text: &str| -> Vec<&'static str> {
        const ZONES: &[&str] = &["WIB", "WITA", "WIT", "GMT", "UTC", "EST", "EDT"];
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        ZONES
            .iter()
            .copied()
            .filter(|z| words.iter().any(|w| w.trim_start_matches(|c: char| c.is_ascii_digit()) == *z))
            .collect()
    };
    time.kind == Kind::Time && zones(&pair.source) != zones(&pair.target)
}

fn weekdays(pair: &Pair<'_>, found: &mut Found<'_>) {
    let source: Vec<(Range<usize>, &str)> = pair
        .sentence
        .tokens
        .iter()
        .filter_map(|t| {
            let form = pair.form(t);
            // *minggu* is a week too.
            let capital = form.starts_with(char::is_uppercase);
            let day = DAYS.iter().find(|(d, _)| *d == form.to_lowercase())?.1;
            capital.then_some((t.span.range(), day))
        })
        .collect();
    let target: Vec<(Range<usize>, &str)> = pair
        .tokens
        .iter()
        .filter_map(|t| {
            let form = t.span.of(&pair.target).to_lowercase();
            let form = form.strip_suffix('s').unwrap_or(&form);
            DAYS.iter().find(|(_, d)| *d == form).map(|(_, d)| (t.span.range(), *d))
        })
        .collect();
    let missing = source.iter().find(|(_, d)| target.iter().all(|(_, t)| t != d));
    let strange = target.iter().find(|(_, d)| source.iter().all(|(_, s)| s != d));
    if let (Some((from, day)), Some((at, _))) = (missing, strange) {
        let (was, is) = (&pair.source[from.clone()], &pair.target[at.clone()]);
        found
            .at(
                pair.bead,
                (Side::Target, at.clone()),
                Some((Side::Source, from.clone())),
                0.9,
                format!("{is:?} is not {was:?}"),
            )
            .help(format!("{was} is {}{}", day[..1].to_uppercase(), &day[1..]));
    }
}

/// Whether an English word names a day or a month, or spans some: *January-July*.
pub(super) fn is_calendar(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.split('-').any(|part| is_month(part) || DAYS.iter().any(|(_, day)| *day == part))
}

/// Whether the translation tells a time by how far it is from now.
pub(super) fn relative(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "last",
        "this",
        "next",
        "previous",
        "ago",
        "earlier",
        "past",
        "coming",
        "same",
        "yesterday",
        "today",
        "tomorrow",
        "now",
    ];
    text.split(|c: char| !c.is_alphabetic()).any(|w| WORDS.contains(&w.to_lowercase().as_str()))
}

/// Whether a time is told by how far it is from now, in Indonesian.
pub(super) fn relative_source(text: &str) -> bool {
    const WORDS: &[&str] = &["lalu", "ini", "depan", "mendatang", "kemarin", "besok", "silam", "lewat"];
    text.split(|c: char| !c.is_alphabetic()).any(|w| WORDS.contains(&w.to_lowercase().as_str()))
}

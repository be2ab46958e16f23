//! Names of several words, recognised by their capitals.

use std::ops::Range;

use super::units::Units;
use super::word::lists;
use crate::lexicon::{Lexeme, Lexicon};
use crate::model::{Token, TokenKind, Unit, UnitKind, UnitSource, Upos};
use crate::sense::{Choice, Slot};

/// Words in lower case that stand inside names.
const PARTICLES: &[&str] =
    &["bin", "binti", "al", "el", "van", "von", "de", "der", "den", "da", "dos", "du", "la", "ibn", "abu"];

/// What stands before the name of a company.
const COMPANY: &[&str] = &["PT", "CV", "UD", "NV", "PD"];

/// What stands after the name of a company.
const LISTED: &[&str] = &["Tbk", "Tbk.", "(Persero)"];

/// What stands after the name of a foreign company.
const FOREIGN: &[&str] = &[
    "AG",
    "Airlines",
    "Airways",
    "Bhd",
    "Bhd.",
    "Corp",
    "Corp.",
    "Corporation",
    "GmbH",
    "Group",
    "Holdings",
    "Inc",
    "Inc.",
    "LLC",
    "LLP",
    "Limited",
    "Ltd",
    "Ltd.",
    "Plc",
    "plc",
];

/// Whether a name of several words is that of a company.
pub(super) fn is_company(words: &[&str]) -> bool {
    words.len() > 1
        && (words.first().is_some_and(|w| COMPANY.contains(w))
            || words.last().is_some_and(|w| LISTED.contains(w) || FOREIGN.contains(w)))
}

/// Words before the name of a place, which stays as it is, whatever its words mean: *Desa Karang Anyar*, *Jalan Pahlawan*.
pub(super) const SETTLEMENTS: &[&str] =
    &["desa", "kelurahan", "kecamatan", "dusun", "kec.", "kel.", "ds.", "jalan", "jl.", "jln."];

/// Words that begin the name of another place.
const OTHER_PLACES: &[&str] = &["kabupaten", "kab.", "kota", "provinsi", "no.", "nomor", "rt", "rw", "km"];

/// Most words of such a name.
const LONGEST: usize = 3;

/// Words before the name of a water or a height, whose next word stays as it is: *Danau Lindu*; those of four letters are other words too
/// when they are small.
const FEATURES: &[&str] = &["bukit", "danau", "gunung", "kali", "situ", "sungai", "tanjung", "teluk", "waduk"];

/// Qualities behind the name of a place that say which part of it is meant, or that English puts before it.
const SIDES: &[&str] = &["barat", "pusat", "selatan", "tengah", "tenggara", "timur", "utara"];

/// Most tokens before the agency of a dateline, and most of its words.
const DATELINE: usize = 5;

/// The agency of a dateline: words with capitals in brackets, behind nothing but others and before a dash or a colon (*MEDAN (Kabar Pagi) - …*).
fn agency(slots: &[Slot<'_>]) -> Option<Range<usize>> {
    let form = |n: usize| slots.get(n).map(|slot| slot.form);
    let capital = |slot: &Slot<'_>| slot.kind != TokenKind::Word || slot.form.starts_with(char::is_uppercase);
    let opens = (1..slots.len().min(DATELINE + 1)).find(|&n| form(n) == Some("("))?;
    let closes = (opens + 2..slots.len().min(opens + DATELINE + 2)).find(|&n| form(n) == Some(")"))?;
    let behind = matches!(form(closes + 1), Some("-" | "–" | "—" | ":"));
    (behind && slots[..closes].iter().all(capital)).then_some(opens + 1..closes)
}

/// Chooses to read the words behind [`SETTLEMENTS`] and [`FEATURES`] as names, those of an agency, and qualities with a capital behind names that
/// nothing else is known of (*Cibodas Baru*). Where nearly all words have capitals they say nothing.
pub(super) fn settle(lexicon: &Lexicon, slots: &[Slot<'_>], chosen: &mut [Choice], headline: bool) {
    let is = |list: &[&str], n: usize| lists(list, slots[n].form);
    let capital = |n: usize| slots.get(n).is_some_and(|slot| slot.form.starts_with(char::is_uppercase));
    let small = |slot: &Slot<'_>| slot.form.len() > 3 && slot.form.starts_with(char::is_lowercase);
    // Dua kali Presiden: small, they are no water.
    let head = |n: usize| is(SETTLEMENTS, n) || is(FEATURES, n) && (capital(n) || slots[n].form.len() > 4);
    let pair = |n: &usize| capital(n + 1) && (capital(*n) || head(*n));
    let (agency, first) = (agency(slots), (0..slots.len()).find(pair));
    if headline || agency.is_none() && first.is_none() || !slots.iter().any(small) {
        return;
    }
    for n in agency.into_iter().flatten().filter(|&n| slots[n].kind == TokenKind::Word) {
        chosen[n].upos = Upos::Propn;
    }
    let Some(first) = first else { return };
    for at in (first..slots.len()).filter(pair) {
        let longest = match () {
            () if is(SETTLEMENTS, at) => LONGEST,
            () if head(at) => 1,
            () if chosen[at].upos == Upos::Propn
                && chosen[at + 1].upos == Upos::Adj
                && !capital(at + 2)
                && !is(SIDES, at + 1)
                && lexicon.form(slots[at].lower).next().is_none() =>
            {
                1
            }
            () => continue,
        };
        // Jalan Tol, Desa Adat: a kind of its own.
        if lexicon.phrase(&[slots[at].lower, slots[at + 1].lower].join(" ")).next().is_some() {
            continue;
        }
        let named = |n: &usize| {
            capital(*n) && slots[*n].kind == TokenKind::Word && !is(SETTLEMENTS, *n) && !is(OTHER_PLACES, *n)
        };
        // Desa Sragen, Jawa Tengah: whose side it is, is said by an entry.
        let of_other = |n: &usize| *n > at + 1 && is(SIDES, *n);
        (at + 1..slots.len())
            .take(longest)
            .take_while(|n| named(n) && !of_other(n))
            .for_each(|n| chosen[n].upos = Upos::Propn);
    }
}

/// Companies by their legal form: *PT Garuda Indonesia Tbk*. Their names stay as they are.
fn companies(forms: &[&str], tokens: &[Token], found: &mut Vec<Unit>) {
    let capital = |n: &usize| tokens[*n].kind == TokenKind::Word && forms[*n].starts_with(char::is_uppercase);
    let mut at = 0;
    while at < tokens.len() {
        if !capital(&at) {
            at += 1;
            continue;
        }
        let end = (at + 1..tokens.len()).find(|n| !capital(n)).unwrap_or(tokens.len());
        let begins = (at..end).find(|&n| COMPANY.contains(&forms[n]));
        let closes = (at..end).find(|&n| LISTED.contains(&forms[n]));
        // Direktur Toyota Motor Corporation: no word of Indonesian begins it.
        let foreign = || {
            let closes = (at + 1..end).find(|&n| FOREIGN.contains(&forms[n]))?;
            Some((at..closes).find(|&n| tokens[n].upos == Upos::Propn)?..closes + 1)
        };
        let range = match (begins, closes) {
            (Some(begins), Some(closes)) if begins < closes => begins..closes + 1,
            (Some(begins), _) => begins..end,
            (None, Some(closes)) => at..closes + 1,
            (None, None) => foreign().unwrap_or(at..at),
        };
        if range.len() > 1 {
            found.push(name(range.clone(), forms[range].join(" ")));
        }
        at = end;
    }
}

fn name(tokens: std::ops::Range<usize>, gloss: String) -> Unit {
    Unit {
        tokens: tokens.collect(),
        gloss,
        alternatives: Vec::new(),
        kind: UnitKind::Name,
        upos: Upos::Propn,
        source: UnitSource::Rule,
        key: None,
        reason: None,
    }
}

/// Whether a form is written as a name, its article aside: *Bashir*, *al-Bashir*.
fn is_capitalised(form: &str) -> bool {
    let bare = form.split_once('-').filter(|(article, _)| PARTICLES.contains(article)).map_or(form, |(_, name)| name);
    bare.starts_with(char::is_uppercase)
}

/// Names of places and bodies joined by a hyphen, of which some have two words: *AS-Korea Selatan* US-South Korea.
fn pairs(lexicon: &Lexicon, forms: &[&str], found: &mut Vec<Unit>) {
    let joint = |form: &str| form.split_once('-').is_some_and(|(_, right)| right.starts_with(char::is_uppercase));
    for at in (0..forms.len()).filter(|&n| forms[n].starts_with(char::is_uppercase) && joint(forms[n])) {
        let capital = |n: usize| forms.get(n).is_some_and(|form| form.starts_with(char::is_uppercase));
        let (before, after) = (at.checked_sub(1).filter(|&n| capital(n)), Some(at + 1).filter(|&n| capital(n)));
        let from = [before.unwrap_or(at), at];
        let to = [after.unwrap_or(at) + 1, at + 1];
        let windows = from.into_iter().flat_map(|from| to.map(|to| from..to)).filter(|window| window.len() > 1);
        let english = |window: &std::ops::Range<usize>| {
            let words = forms[window.clone()].join(" ").to_lowercase();
            let place =
                |l: &Lexeme| l.upos() == Upos::Propn && l.kind().is_some_and(|k| !matches!(k, "given" | "family"));
            let of = |name: &str| match name.contains(' ') {
                true => lexicon.phrase(name).find(place),
                false => lexicon.form(name).find(place),
            };
            let parts: Option<Vec<&str>> = words.split('-').map(|part| Some(of(part)?.gloss())).collect();
            Some(parts?.join("-"))
        };
        if let Some((window, gloss)) = windows.into_iter().find_map(|window| Some((window.clone(), english(&window)?)))
        {
            found.push(Unit { source: UnitSource::Lexicon, ..name(window, gloss) });
        }
    }
}

/// Adds runs of two or more capitalised names to `units`.
pub(super) fn find(lexicon: &Lexicon, forms: &[&str], tokens: &[Token], headline: bool, units: &mut Units) {
    if headline {
        return;
    }
    // Countries, cities and institutions stand beside a person's name, not in it: Presiden Rusia Vladimir Putin.
    let of_person = |n: usize| match tokens[n].analysis().and_then(|a| a.lexeme).map(|id| lexicon.lexeme(id)) {
        Some(lexeme) => {
            lexeme.kind().is_none_or(|k| matches!(k, "given" | "family" | "person")) && lexeme.full().is_none()
        }
        None => true,
    };
    let is_name = |n: usize| {
        tokens[n].upos == Upos::Propn
            && tokens[n].kind == TokenKind::Word
            && is_capitalised(forms[n])
            && !units.cover(n)
            && of_person(n)
    };
    let mut found: Vec<Unit> = Vec::new();
    companies(forms, tokens, &mut found);
    pairs(lexicon, forms, &mut found);
    let mut at = 0;
    while at < tokens.len() {
        if !is_name(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        loop {
            match end {
                e if e < tokens.len() && is_name(e) => end = e + 1,
                e if e + 1 < tokens.len() && PARTICLES.contains(&forms[e]) && is_name(e + 1) => end = e + 2,
                _ => break,
            }
        }
        if end - start > 1 {
            let gloss: Vec<&str> = (start..end)
                .map(|n| if forms[n].starts_with(char::is_uppercase) { tokens[n].gloss.as_ref() } else { forms[n] })
                .collect();
            found.push(name(start..end, gloss.join(" ")));
        }
        at = end;
    }
    found.into_iter().for_each(|unit| units.add(unit));
}

//! What the rules of word formation make of entries.

use std::collections::HashSet;

use super::{Found, Work};
use crate::lexicon::Lexeme;
use crate::lexicon::source::{Entry, FLAGS, JOINTS};
use crate::model::{Analysis, Basis, Upos};
use crate::morph::{Analyzer, explains, renderings, roots};

/// Entries with a cut.
fn cut<'a>(work: &Work<'a>) -> impl Iterator<Item = (usize, &'a Entry<'a>)> {
    work.entries().filter(|(_, e)| e.analysis != ".")
}

pub(super) fn analysis(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, entry) in cut(work).filter(|(_, e)| e.surface.is_none()) {
        let analysis = work.lexeme(entry).and_then(|l| l.analysis());
        if analysis.is_some_and(|a| !explains(a, entry.form)) {
            found.at(n, entry.analysis, format!("{} does not give {:?}", entry.analysis, entry.form));
        }
    }
}

pub(super) fn root(work: &Work<'_>, found: &mut Found<'_>) {
    // What is copied need not be a word: kupu-kupu, kekanak-kanakan.
    for (n, entry) in cut(work).filter(|(_, e)| !e.analysis.contains('~')) {
        let Some(analysis) = work.lexeme(entry).and_then(|l| l.analysis()) else { continue };
        for root in roots(analysis) {
            let lower = root.to_lowercase();
            // ke-72 and 1990-an have figures for a root.
            let figure = lower.starts_with(|c: char| c.is_ascii_digit());
            if !figure && work.lexicon.form(&lower).next().is_none() {
                found.at(n, entry.analysis, format!("{root:?} is not listed"));
            }
        }
    }
}

pub(super) fn needless(work: &Work<'_>, found: &mut Found<'_>) {
    let plain = FLAGS.iter().enumerate().filter(|(_, f)| matches!(**f, "tr" | "intr"));
    let plain: u16 = plain.map(|(bit, _)| 1 << bit).sum();
    for (n, entry) in cut(work).filter(|(_, e)| e.surface.is_none() && e.flags.bits & !plain == 0) {
        let flags = &entry.flags;
        if flags.label.or(flags.adjective).or(flags.full).is_some() || flags.kind != 0 || entry.form.contains(' ') {
            continue;
        }
        let Some(lexeme) = work.lexeme(entry) else { continue };
        let analyzer = Analyzer::new(work.lexicon.without(lexeme));
        let readings = analyzer.analyze(&entry.form.to_lowercase());
        let Some(best) = readings.first().filter(|r| says_the_same(r, entry)) else { continue };
        let english = renderings(analyzer.lexicon(), best);
        let mut wanted = entry.senses.iter().flatten();
        if english.first().is_some_and(|e| e == entry.senses[0][0]) && wanted.all(|w| english.iter().any(|e| e == w)) {
            found.at(
                n,
                entry.form,
                format!("{:?} is made by rule: {} {:?}", entry.form, best.underlying(), english[0]),
            );
        }
    }
}

/// Whether a reading has the part of speech and the pieces of an entry.
fn says_the_same(reading: &Analysis, entry: &Entry<'_>) -> bool {
    reading.basis <= Basis::Derived
        && reading.upos.as_str() == entry.upos
        && reading.morphemes.iter().map(|m| m.form.as_ref()).eq(entry.analysis.split(JOINTS))
}

pub(super) fn standard(work: &Work<'_>, found: &mut Found<'_>) {
    let analyzer = Analyzer::new(work.lexicon.clone());
    let known = |word: &str| analyzer.analyze(word)[0].basis < Basis::Guess;
    for (n, variant) in work.variants() {
        let lower = variant.standard.to_lowercase();
        let phrase = work.lexicon.phrase(&lower).next().is_some();
        if !phrase && !lower.split(' ').all(known) {
            found.at(n, variant.standard, format!("{:?} is unknown", variant.standard));
        }
    }
}

pub(super) fn variant_entry(work: &Work<'_>, found: &mut Found<'_>) {
    // A name or abbreviation of the same letters does not keep a variant from being found (goa, Goa); one written alike does.
    let name = |l: Lexeme| l.upos() == Upos::Propn || l.full().is_some();
    let key = |l: Lexeme| if name(l) { l.form().to_owned() } else { l.form().to_lowercase() };
    let forms: HashSet<String> = work.lexicon.lexemes().map(key).collect();
    for (n, variant) in work.variants() {
        if forms.contains(variant.form) || forms.contains(&variant.form.to_lowercase()) {
            found.at(n, variant.form, format!("{:?} is an entry as well", variant.form));
        }
    }
}

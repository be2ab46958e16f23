//! Glossaries of OmegaT: a form, its English, a comment. OmegaT does not know Indonesian inflection, so the forms are listed.

use std::collections::HashMap;

use super::super::forms::forms;
use super::draft::{Draft, Drafts};
use super::field::Field;
use super::notation::{condition, cut, escape, parse_condition, unescape};
use super::{ExchangeError, Format, Input, Options, Report};
use crate::glossary::{Abbreviation, Avoided, Inflection, Relative, Term, TermPos, TermSense};

pub(super) const FORMAT: Format = Format {
    name: "omegat",
    about: "OmegaT glossary with the inflected forms that padan generates (switch OmegaT's stemming off)",
    extension: "utf8",
    keeps: &[
        Field::Term,
        Field::English,
        Field::Pos,
        Field::Also,
        Field::Abbr,
        Field::AbbrOwn,
        Field::Avoid,
        Field::Family,
        Field::Senses,
        Field::Domain,
        Field::Note,
    ],
    shows: &[
        (Field::Root, "generated forms"),
        (Field::Forms, "forms"),
        (Field::Exact, "no generated forms"),
        (Field::Redup, "generated forms"),
    ],
    checked_by: &["translate-toolkit"],
    one_line: true,
    narrow,
    write,
    read: Some(read),
};

/// Comments of rows that belong to another, before its term.
const ABBREVIATION: &str = "abbr. of ";
const SPELLING: &str = "variant of ";
const FAMILY: &str = "family of ";
const FORM: &str = "form of ";
/// What the comment of a sense begins with.
const WHEN: &str = "when ";

fn narrow(term: &mut Term, report: &mut Report) {
    let key = term.key.clone();
    super::no_comment(term, report);
    if term.target.is_empty() {
        term.target.push(term.source.clone());
    }
    for abbr in &mut term.abbreviations {
        let when = abbr.when.take();
        report.lose("when of abbr", usize::from(when.is_some()), &key);
        abbr.target.take_if(|t| *t == term.target[0]);
    }
    for relative in &mut term.family {
        report.lose("pos and also in family", relative.also.len() + usize::from(relative.pos != TermPos::Noun), &key);
        relative.also.clear();
        relative.pos = TermPos::Noun;
    }
    // Rows of one form that follow one another are one word.
    term.family.dedup_by(|next, kept| {
        let twins = next.source == kept.source;
        if twins {
            kept.target.append(&mut next.target);
        }
        twins
    });
    super::join_senses(term, report);
    for sense in &mut term.senses {
        report.lose("avoid and note of sense", sense.avoid.len() + usize::from(sense.note.is_some()), &key);
        sense.avoid.clear();
        sense.note = None;
    }
}

fn write(terms: &[Term], options: &Options<'_>, report: &mut Report) -> Result<Vec<u8>, ExchangeError> {
    let mut out = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n".to_owned();
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for term in terms {
        if let Some(first) = seen.insert(&term.source, &term.key) {
            report.lose(
                "entries of a term that is there already, which come back as one",
                1,
                format!("{} beside {first}", term.key),
            );
        }
        let mut row = |form: &str, target: &str, comment: &str| {
            out.push_str(&format!("{form}\t{target}\t{comment}\n"));
        };
        let about = comment(term);
        for target in &term.target {
            row(&term.source, target, &about);
        }
        for sense in &term.senses {
            for target in &sense.target {
                row(&term.source, target, &format!("{WHEN}{}", condition(&sense.when)));
            }
        }
        for also in &term.also {
            row(also, &term.target[0], &format!("{SPELLING}{}", term.source));
        }
        for abbr in &term.abbreviations {
            let target = abbr.target.as_deref().unwrap_or(&term.target[0]);
            row(&abbr.form, target, &format!("{ABBREVIATION}{}", term.source));
        }
        for relative in &term.family {
            for target in &relative.target {
                row(&relative.source, target, &format!("{FAMILY}{}", term.source));
            }
        }
        for form in term.forms.iter().filter(|f| !f.starts_with('#')) {
            row(form, &term.target[0], &format!("{FORM}{} (listed, not generated)", term.source));
        }
        let root = term.root.as_deref();
        let bases = std::iter::once((&term.source, root)).chain(term.also.iter().map(|a| (a, None)));
        for (source, root) in bases.filter(|_| term.inflects) {
            let made = forms(options.verb_stem, source, term.pos, term.reduplication, root);
            for form in made.iter().filter(|f| f.inflection != Inflection::Base) {
                let words = form.words.join(" ");
                if !words.starts_with('#') {
                    row(&words, &term.target[0], &format!("{FORM}{source} ({}, generated)", form.inflection.rule()));
                }
            }
        }
    }
    Ok(out.into_bytes())
}

/// What is said of an entry beside its English.
fn comment(term: &Term) -> String {
    let mut pieces = vec![term.pos.name().to_owned()];
    pieces.extend(term.domain.as_ref().map(|d| format!("domain: {d}")));
    pieces.extend(term.avoid.iter().map(|a| format!("not \"{}\"", a.target)));
    pieces.extend(term.note.as_ref().map(|n| format!("note: {n}")));
    pieces.iter().map(|p| escape(p, &[';'])).collect::<Vec<_>>().join("; ")
}

/// Reads a comment of ours. `None`: somebody else wrote it.
fn parse_comment(text: &str, term: &mut Term) -> Option<()> {
    let mut pieces = cut(text, ";").into_iter().map(|p| unescape(p.trim(), &[';']));
    let name = pieces.next()?;
    let pos = TermPos::ALL.iter().copied().find(|p| p.name() == name)?;
    let (mut domain, mut note, mut avoid) = (None, None, Vec::new());
    for piece in pieces {
        if let Some(text) = piece.strip_prefix("domain: ") {
            domain = Some(text.to_owned());
        } else if let Some(text) = piece.strip_prefix("note: ") {
            note = Some(text.to_owned());
        } else {
            let target = piece.strip_prefix("not \"")?.strip_suffix('"')?.to_owned();
            avoid.push(Avoided { target, why: None, instead: None });
        }
    }
    (term.pos, term.domain, term.note, term.avoid) = (pos, domain, note, avoid);
    Some(())
}

fn read(input: &Input<'_>, options: &Options<'_>, report: &mut Report) -> Result<Vec<Term>, ExchangeError> {
    let source = input.source(report)?;
    let mut entries: Vec<(Draft, String)> = Vec::new();
    let mut by_term: HashMap<String, usize> = HashMap::new();
    let mut comments: Vec<String> = Vec::new();
    let mut at = 0;
    for (number, line) in source.text.split_inclusive('\n').enumerate() {
        let begin = at;
        at += line.len();
        let line = line.trim_end_matches(['\r', '\n']);
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let mut cells = line.split('\t').map(str::trim);
        let (form, target, comment) =
            (cells.next().unwrap_or_default(), cells.next(), cells.next().unwrap_or_default());
        let Some(target) = target else {
            let help = "a row is a term, a tab, its English, and perhaps a tab and a comment";
            return Err(source.fault(begin..begin + line.len(), "a line without a tab", help));
        };
        let place = format!("line {}", number + 1);
        if cells.any(|c| !c.is_empty()) {
            report.lose("columns after the third", 1, place.clone());
        }
        if form.is_empty() || target.is_empty() {
            report.lose("rows without a term or without English", 1, format!("{form} ({place})"));
            continue;
        }
        if comment.starts_with(FORM) && comment.ends_with("generated)") {
            continue;
        }
        let owner = |label: &str| by_term.get(comment.strip_prefix(label)?).copied();
        if let Some(owner) = owner(SPELLING) {
            entries[owner].0.term.also.push(form.to_owned());
            continue;
        }
        if let Some(owner) = owner(ABBREVIATION) {
            let term = &mut entries[owner].0.term;
            let own = Some(target.to_owned()).filter(|t| term.target.first() != Some(t));
            term.abbreviations.push(Abbreviation { form: form.to_owned(), target: own, when: None });
            continue;
        }
        if let Some(owner) = owner(FAMILY) {
            let family = &mut entries[owner].0.term.family;
            match family.last_mut().filter(|f| f.source == form) {
                Some(relative) => relative.target.push(target.to_owned()),
                None => family.push(Relative {
                    source: form.to_owned(),
                    target: vec![target.to_owned()],
                    pos: TermPos::Noun,
                    also: Vec::new(),
                }),
            }
            continue;
        }
        let entry = by_term.get(form).copied();
        let when = comment.strip_prefix(WHEN).and_then(|c| parse_condition(c).ok());
        if let (Some(when), Some(entry)) = (when, entry) {
            let senses = &mut entries[entry].0.term.senses;
            match senses.iter_mut().find(|s| s.when == when) {
                Some(sense) => sense.target.push(target.to_owned()),
                None => senses.push(TermSense { when, target: vec![target.to_owned()], avoid: Vec::new(), note: None }),
            }
            continue;
        }
        let entry = entry.unwrap_or_else(|| {
            by_term.insert(form.to_owned(), entries.len());
            entries.push((Draft::new(form), place));
            comments.push(String::new());
            entries.len() - 1
        });
        let term = &mut entries[entry].0.term;
        term.target.push(target.to_owned());
        if !comment.is_empty() && comments[entry] != comment {
            let first = comments[entry].is_empty();
            comments[entry] = comment.to_owned();
            if !first || parse_comment(comment, term).is_none() {
                let note = term.note.get_or_insert_default();
                if !note.is_empty() {
                    note.push_str("; ");
                }
                note.push_str(comment);
            }
        }
    }
    let mut drafts = Drafts::new(input, options);
    for (draft, place) in entries {
        drafts.add(draft, place, report)?;
    }
    Ok(drafts.terms)
}

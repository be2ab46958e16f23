//! The glossary module of XLIFF 2.1: a unit for each entry.

use std::collections::HashSet;

use roxmltree::Node;

use super::draft::{Draft, Drafts, named};
use super::field::Field;
use super::xml::{self, Writer, elements, id, key};
use super::{ExchangeError, Format, Input, Options, Report};
use crate::glossary::{Abbreviation, Term, TermPos, TermStatus};

pub(super) const FORMAT: Format = Format {
    name: "xliff",
    about: "XLIFF 2.1 with the glossary module, a unit for each entry",
    extension: "xlf",
    keeps: &[
        Field::Key,
        Field::Term,
        Field::English,
        Field::Pos,
        Field::Also,
        Field::Abbr,
        Field::AbbrOwn,
        Field::Status,
        Field::Domain,
        Field::Definition,
        Field::Note,
    ],
    shows: &[],
    checked_by: &["translate-toolkit", "lxml (XML Schema)", "saxonche (Schematron)", "xmllint"],
    one_line: true,
    narrow: super::tmx::narrow,
    write,
    read: Some(read),
};

const GLOSSARY: &str = "urn:oasis:names:tc:xliff:glossary:2.0";

/// Ids of entries in a unit; others are entries of their own.
const MAIN: &str = "term";
const ALSO: &str = "also-";
const ABBREVIATION: &str = "abbr-";

fn write(terms: &[Term], _: &Options<'_>, report: &mut Report) -> Result<Vec<u8>, ExchangeError> {
    let mut w = Writer::new();
    w.open(
        "xliff",
        &[
            ("xmlns", "urn:oasis:names:tc:xliff:document:2.0"),
            ("xmlns:gls", GLOSSARY),
            ("version", "2.1"),
            ("srcLang", "id"),
            ("trgLang", "en"),
        ],
    );
    w.open("file", &[("id", "glossary")]);
    let mut taken: HashSet<String> = HashSet::new();
    for term in terms {
        let own = id(&term.key);
        let free = std::iter::once(own.clone()).chain((2u32..).map(|n| format!("{own}-{n}")));
        let unit = free.into_iter().find(|i| !taken.contains(i)).expect("numbers do not end");
        if unit != own {
            report.lose("keys that were taken; a number was added", 1, &term.key);
        }
        w.open("unit", &[("id", &unit)]);
        taken.insert(unit);
        w.open("gls:glossary", &[]);
        entry(&mut w, MAIN, &term.source, &term.target, term.definition.as_deref());
        for (n, also) in term.also.iter().enumerate() {
            entry(&mut w, &format!("{ALSO}{}", n + 1), also, &term.target[..1], None);
        }
        for (n, abbr) in term.abbreviations.iter().enumerate() {
            let target = abbr.target.as_ref().unwrap_or(&term.target[0]);
            entry(&mut w, &format!("{ABBREVIATION}{}", n + 1), &abbr.form, std::slice::from_ref(target), None);
        }
        w.close();
        w.open("notes", &[]);
        w.text("note", &[("category", "status")], term.status.name());
        w.text("note", &[("category", "pos")], term.pos.name());
        if let Some(domain) = &term.domain {
            w.text("note", &[("category", "domain")], domain);
        }
        if let Some(note) = &term.note {
            w.text("note", &[], note);
        }
        w.close();
        w.open("segment", &[]);
        w.text("source", &[], &term.source);
        w.text("target", &[], &term.target[0]);
        w.close();
        w.close();
    }
    if terms.is_empty() {
        report.remark("XLIFF needs a unit at least; this file has none");
    }
    w.close();
    w.close();
    Ok(w.finish())
}

fn entry(w: &mut Writer, id: &str, term: &str, targets: &[String], definition: Option<&str>) {
    w.open("gls:glossEntry", &[("id", id)]);
    w.text("gls:term", &[("source", "padan")], term);
    for target in targets {
        w.text("gls:translation", &[("source", "padan")], target);
    }
    if let Some(definition) = definition {
        w.text("gls:definition", &[("source", "padan")], definition);
    }
    w.close();
}

fn read(input: &Input<'_>, options: &Options<'_>, report: &mut Report) -> Result<Vec<Term>, ExchangeError> {
    let source = xml::source(input, report)?;
    let tree = xml::parse(&source)?;
    let root = tree.root_element();
    if root.tag_name().name() != "xliff" {
        let message = format!("<{}> is no XLIFF file", root.tag_name().name());
        return Err(source.fault(root.range().start..root.range().start + 1, message, "XLIFF begins with <xliff>"));
    }
    for (name, wanted) in [("srcLang", "id"), ("trgLang", "en")] {
        let given = root.attribute(name).unwrap_or(wanted);
        if given.split('-').next() != Some(wanted) {
            let message = format!("{name} is {given:?}, not {wanted:?}");
            return Err(source.fault(root.range().start..root.range().start + 1, message, ""));
        }
    }
    let mut drafts = Drafts::new(input, options);
    for unit in root.descendants().filter(|n| n.tag_name().name() == "unit") {
        let mut main: Option<(Draft, String)> = None;
        let gloss = |n: &Node<'_, '_>| n.tag_name().name() == "glossEntry";
        for entry in unit.descendants().filter(gloss) {
            let place = format!("line {}", source.at(entry.range().start).line);
            let texts = |name: &'static str| {
                elements(entry).filter(move |n| n.tag_name().name() == name).map(xml::text).filter(|t| !t.is_empty())
            };
            let Some(term) = texts("term").next() else {
                report.lose("entries without an Indonesian term", 1, place);
                continue;
            };
            let targets: Vec<String> = texts("translation").collect();
            let id = entry.attribute("id").unwrap_or_default();
            if let Some((draft, _)) = &mut main {
                if id.starts_with(ALSO) {
                    draft.term.also.push(term);
                    continue;
                }
                if id.starts_with(ABBREVIATION) {
                    let own = targets.into_iter().next().filter(|t| draft.term.target.first() != Some(t));
                    draft.term.abbreviations.push(Abbreviation { form: term, target: own, when: None });
                    continue;
                }
            }
            let mut draft = Draft::new(&term);
            draft.term.target = targets;
            draft.term.definition = texts("definition").next();
            if id == MAIN && main.is_none() {
                draft.key = unit.attribute("id").map(key);
                notes(unit, &mut draft).map_err(|message| source.fault(unit.range(), message, ""))?;
                main = Some((draft, place));
            } else {
                drafts.add(draft, place, report)?;
            }
        }
        if let Some((draft, place)) = main {
            drafts.add(draft, place, report)?;
        }
    }
    Ok(drafts.terms)
}

/// What the notes of a unit say of its entry.
fn notes(unit: Node<'_, '_>, draft: &mut Draft) -> Result<(), String> {
    let is_notes = |n: &Node<'_, '_>| n.tag_name().name() == "notes";
    let mut plain: Vec<String> = Vec::new();
    for note in elements(unit).filter(is_notes).flat_map(elements) {
        let text = xml::text(note);
        match note.attribute("category") {
            _ if text.is_empty() => {}
            Some("status") => draft.status = Some(named("status", TermStatus::ALL, TermStatus::name, &text)?),
            Some("pos") => draft.term.pos = named("pos", TermPos::ALL, TermPos::name, &text)?,
            Some("domain") => draft.term.domain = Some(text),
            _ => plain.push(text),
        }
    }
    draft.term.note = Some(plain.join("; ")).filter(|n| !n.is_empty());
    Ok(())
}

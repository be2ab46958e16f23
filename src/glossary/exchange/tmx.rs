//! Translation memories, TMX 1.4b: a unit for each pair of a term and its English. What is said of terms stands in properties.

use std::collections::HashMap;

use roxmltree::Node;

use super::draft::{Draft, Drafts, named};
use super::field::Field;
use super::xml::{self, Language, Writer, elements, language};
use super::{ExchangeError, Format, Input, Options, Report};
use crate::glossary::{Abbreviation, Term, TermPos, TermStatus};

pub(super) const FORMAT: Format = Format {
    name: "tmx",
    about: "TMX 1.4b, a unit for each pair of a term and its English",
    extension: "tmx",
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
    checked_by: &["translate-toolkit", "lxml (DTD)", "xmllint"],
    one_line: true,
    narrow,
    write,
    read: Some(read),
};

const ALSO: &str = "also";
const ABBREVIATION: &str = "abbreviation";

pub(super) fn narrow(term: &mut Term, report: &mut Report) {
    if term.target.is_empty() {
        term.target.push(term.source.clone());
    }
    for abbr in &mut term.abbreviations {
        let when = abbr.when.take();
        report.lose("when of abbr", usize::from(when.is_some()), &term.key);
        abbr.target.take_if(|t| *t == term.target[0]);
    }
}

fn write(terms: &[Term], _: &Options<'_>, _: &mut Report) -> Result<Vec<u8>, ExchangeError> {
    let mut w = Writer::new();
    w.raw("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">");
    w.open("tmx", &[("version", "1.4")]);
    let header = [
        ("creationtool", "padan"),
        ("creationtoolversion", env!("CARGO_PKG_VERSION")),
        ("segtype", "phrase"),
        ("o-tmf", "padan-glossary"),
        ("adminlang", "en"),
        ("srclang", "id"),
        ("datatype", "plaintext"),
    ];
    w.text("header", &header, "");
    w.open("body", &[]);
    for term in terms {
        let rank = |n: usize| match term.status {
            TermStatus::Preferred if n > 0 => TermStatus::Admitted,
            status => status,
        };
        for (n, target) in term.target.iter().enumerate() {
            unit(&mut w, term, &term.source, target, None, rank(n), n == 0);
        }
        for also in &term.also {
            unit(&mut w, term, also, &term.target[0], Some(ALSO), rank(1), false);
        }
        for abbr in &term.abbreviations {
            let target = abbr.target.as_deref().unwrap_or(&term.target[0]);
            unit(&mut w, term, &abbr.form, target, Some(ABBREVIATION), rank(1), false);
        }
    }
    w.close();
    w.close();
    Ok(w.finish())
}

fn unit(w: &mut Writer, term: &Term, source: &str, target: &str, kind: Option<&str>, status: TermStatus, first: bool) {
    w.open("tu", &[("tuid", &term.key)]);
    if first && let Some(note) = &term.note {
        w.text("note", &[], note);
    }
    w.text("prop", &[("type", "x-status")], status.name());
    w.text("prop", &[("type", "x-pos")], term.pos.name());
    if let Some(domain) = &term.domain {
        w.text("prop", &[("type", "x-domain")], domain);
    }
    if first && let Some(definition) = &term.definition {
        w.text("prop", &[("type", "x-definition")], definition);
    }
    if let Some(kind) = kind {
        w.text("prop", &[("type", "x-kind")], kind);
    }
    for (language, text) in [("id", source), ("en", target)] {
        w.open("tuv", &[("xml:lang", language)]);
        w.text("seg", &[], text);
        w.close();
    }
    w.close();
}

fn read(input: &Input<'_>, options: &Options<'_>, report: &mut Report) -> Result<Vec<Term>, ExchangeError> {
    let source = xml::source(input, report)?;
    let tree = xml::parse(&source)?;
    let root = tree.root_element();
    if root.tag_name().name() != "tmx" {
        let message = format!("<{}> is no TMX file", root.tag_name().name());
        return Err(source.fault(root.range().start..root.range().start + 1, message, "TMX begins with <tmx>"));
    }
    let ours = root.descendants().any(|n| n.attribute("creationtool") == Some("padan"));
    let mut entries: Vec<(Draft, String)> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for unit in root.descendants().filter(|n| n.tag_name().name() == "tu") {
        let place = format!("line {}", source.at(unit.range().start).line);
        let segment = |wanted: Language| {
            let mut all = elements(unit).filter(|n| n.tag_name().name() == "tuv" && language(*n) == wanted);
            all.find_map(|n| elements(n).find(|n| n.tag_name().name() == "seg"))
        };
        let (Some(from), Some(to)) = (segment(Language::Indonesian), segment(Language::English)) else {
            report.lose("units without Indonesian or without English", 1, place);
            continue;
        };
        let codes = [from, to].into_iter().flat_map(elements).count();
        report.lose("codes in segments", codes, place.clone());
        let (from, to) = (words(from), words(to));
        if from.is_empty() || to.is_empty() {
            report.lose("units without Indonesian or without English", 1, place);
            continue;
        }
        // Other programs number their units; a number is no key.
        let numbered = |id: &&str| !ours && id.chars().all(|c| c.is_ascii_digit() || c == '-');
        let key = unit.attribute("tuid").filter(|id| !id.trim().is_empty() && !numbered(id));
        let id = key.map_or_else(|| format!("\t{from}"), str::to_owned);
        let entry = *by_id.entry(id).or_insert_with(|| {
            let mut draft = Draft::new(&from);
            draft.key = key.map(str::to_owned);
            entries.push((draft, place.clone()));
            entries.len() - 1
        });
        let draft = &mut entries[entry].0;
        let kind = property(unit, "x-kind");
        match kind.as_deref() {
            Some(ALSO) if !draft.term.target.is_empty() => {
                draft.term.also.push(from);
                continue;
            }
            Some(ABBREVIATION) if !draft.term.target.is_empty() => {
                let target = Some(to).filter(|t| draft.term.target.first() != Some(t));
                draft.term.abbreviations.push(Abbreviation { form: from, target, when: None });
                continue;
            }
            _ => {}
        }
        if from != draft.term.source && !draft.term.also.contains(&from) {
            draft.term.also.push(from);
        }
        if draft.term.target.is_empty() {
            about(unit, draft).map_err(|message| source.fault(unit.range(), message, ""))?;
        }
        draft.term.target.push(to);
    }
    let mut drafts = Drafts::new(input, options);
    for (draft, place) in entries {
        drafts.add(draft, place, report)?;
    }
    Ok(drafts.terms)
}

/// What the first unit of an entry says of it.
fn about(unit: Node<'_, '_>, draft: &mut Draft) -> Result<(), String> {
    if let Some(status) = property(unit, "x-status") {
        draft.status = Some(named("x-status", TermStatus::ALL, TermStatus::name, &status)?);
    }
    if let Some(pos) = property(unit, "x-pos") {
        draft.term.pos = named("x-pos", TermPos::ALL, TermPos::name, &pos)?;
    }
    draft.term.domain = property(unit, "x-domain");
    draft.term.definition = property(unit, "x-definition");
    let notes: Vec<String> = elements(unit).filter(|n| n.tag_name().name() == "note").map(xml::text).collect();
    draft.term.note = Some(notes.join("; ")).filter(|n| !n.is_empty());
    Ok(())
}

fn property(unit: Node<'_, '_>, kind: &str) -> Option<String> {
    let mut all = elements(unit).filter(|n| n.tag_name().name() == "prop" && n.attribute("type") == Some(kind));
    all.next().map(xml::text).filter(|t| !t.is_empty())
}

/// The words of a segment: the content of codes (`bpt`, `ph`, …) is no text, but that of highlighting is.
fn words(segment: Node<'_, '_>) -> String {
    let code = |n: &Node<'_, '_>| matches!(n.tag_name().name(), "bpt" | "ept" | "ph" | "it" | "ut");
    let texts = segment.descendants().filter(|n| n.is_text() && !n.ancestors().any(|a| code(&a)));
    let text: String = texts.filter_map(|n| n.text()).collect();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

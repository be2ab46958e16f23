//! Terms to TBX.

use std::collections::{HashMap, HashSet};

use super::super::Report;
use super::super::notation::condition;
use super::super::xml::{Writer, id};
use super::{DRAFT, ENGLISH, FAMILY_OF, OF_SENSE, OURS, REPLACED_BY, SEE, UNTRANSLATED, USE, WHEN};
use crate::glossary::{Abbreviation, Avoided, Relative, Term, TermPos, TermStatus, When};

/// How data categories are written, and which element is called what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Dca,
    Dct,
    V2,
    Weblate,
}

impl Style {
    fn is_v3(self) -> bool {
        matches!(self, Self::Dca | Self::Dct)
    }
}

const PREFERRED: &str = "preferredTerm-admn-sts";
const ADMITTED: &str = "admittedTerm-admn-sts";
const DEPRECATED: &str = "deprecatedTerm-admn-sts";

pub(super) fn write(terms: &[Term], style: Style, report: &mut Report) -> Vec<u8> {
    let mut w = Tbx { xml: Writer::new(), style, ids: HashMap::new() };
    // A key that is there twice is written once more with a number; references mean the first.
    let mut taken: HashSet<String> = HashSet::new();
    let mut ids: Vec<String> = Vec::with_capacity(terms.len());
    for term in terms {
        let own = id(&term.key);
        let free = free(&own, &taken);
        if free != own {
            report.lose("keys that were taken; a number was added", 1, &term.key);
        }
        w.ids.entry(term.key.clone()).or_insert_with(|| free.clone());
        taken.insert(free.clone());
        ids.push(free);
    }
    w.header();
    for (term, id) in terms.iter().zip(&ids) {
        w.entry(term, id, report);
        for relative in &term.family {
            let own = free(&format!("{id}.f"), &taken);
            taken.insert(own.clone());
            w.relative(relative, &own, id);
        }
    }
    if terms.is_empty() {
        report.remark("TBX needs an entry at least; this file has none");
    }
    for _ in 0..3 {
        w.xml.close();
    }
    w.xml.finish()
}

fn free(id: &str, taken: &HashSet<String>) -> String {
    let numbered = (2u32..).map(|n| format!("{id}-{n}"));
    let mut all = std::iter::once(id.to_owned()).chain(numbered);
    all.find(|i| !taken.contains(i)).expect("numbers do not end")
}

struct Tbx {
    xml: Writer,
    style: Style,
    ids: HashMap<String, String>,
}

impl Tbx {
    fn header(&mut self) {
        let xml = &mut self.xml;
        if !self.style.is_v3() {
            xml.open("martif", &[("type", "TBX-Basic"), ("xml:lang", "en")]);
            xml.open("martifHeader", &[]);
            xml.open("fileDesc", &[]);
            xml.open("titleStmt", &[]);
            xml.text("title", &[], "padan glossary");
            xml.close();
            xml.open("sourceDesc", &[]);
            xml.text("p", &[], "Exported by padan");
            xml.close();
            xml.close();
            xml.open("encodingDesc", &[]);
            xml.text("p", &[("type", "XCSURI")], "TBXBasicXCSV02.xcs");
            xml.close();
            xml.close();
        } else {
            let style = if self.style == Style::Dca { "dca" } else { "dct" };
            let mut attributes = vec![
                ("type", "TBX-Basic"),
                ("style", style),
                ("xml:lang", "en"),
                ("xmlns", "urn:iso:std:iso:30042:ed-2"),
            ];
            if self.style == Style::Dct {
                attributes.push(("xmlns:min", "http://www.tbxinfo.net/ns/min"));
                attributes.push(("xmlns:basic", "http://www.tbxinfo.net/ns/basic"));
            }
            xml.open("tbx", &attributes);
            xml.open("tbxHeader", &[]);
            xml.open("fileDesc", &[]);
            xml.open("titleStmt", &[]);
            xml.text("title", &[], "padan glossary");
            xml.close();
            xml.open("sourceDesc", &[]);
            xml.text("p", &[], "Exported by padan");
            xml.close();
            xml.close();
            xml.close();
        }
        xml.open("text", &[]);
        xml.open("body", &[]);
    }

    /// A data category: `kind` is the element that it is in DCA style, `name` the one that it is in DCT style.
    fn category(&mut self, kind: &'static str, name: &'static str, text: &str) {
        match self.style {
            Style::Dct => self.xml.text(name, &[], text),
            _ => self.xml.text(kind, &[("type", local(name))], text),
        }
    }

    fn reference(&mut self, text: &str, target: &str) {
        match self.style {
            Style::Dct => self.xml.text("basic:crossReference", &[("target", target)], text),
            _ => self.xml.text("ref", &[("type", "crossReference"), ("target", target)], text),
        }
    }

    fn note(&mut self, note: Option<&str>) {
        if let Some(note) = note {
            // A note that looks like ours is wrapped into one of ours.
            match note.starts_with(OURS.trim_end()) {
                true => self.ours(OF_SENSE, note),
                false => self.xml.text("note", &[], note),
            }
        }
    }

    fn ours(&mut self, label: &str, value: &str) {
        let gap = if value.is_empty() { "" } else { " " };
        self.xml.text("note", &[], &format!("{OURS}{label}{gap}{value}"));
    }

    fn open_entry(&mut self, id: &str) {
        self.xml.open(if self.style.is_v3() { "conceptEntry" } else { "termEntry" }, &[("id", id)]);
    }

    fn open_language(&mut self, language: &str) {
        self.xml.open(if self.style.is_v3() { "langSec" } else { "langSet" }, &[("xml:lang", language)]);
    }

    /// A term with what stands right after it; left open for what else there is to say.
    fn open_term(&mut self, term: &str, pos: Option<TermPos>, status: &str, kind: Option<&str>) {
        self.xml.open(if self.style.is_v3() { "termSec" } else { "tig" }, &[]);
        self.xml.text("term", &[], term);
        if let Some(pos) = pos {
            self.category("termNote", "min:partOfSpeech", part_of_speech(pos));
        }
        self.category("termNote", "min:administrativeStatus", status);
        if let Some(kind) = kind {
            self.category("termNote", "basic:termType", kind);
        }
    }

    fn entry(&mut self, term: &Term, id: &str, report: &mut Report) {
        self.open_entry(id);
        if let Some(domain) = &term.domain {
            self.category("descrip", "min:subjectField", domain);
        }
        if let Some(definition) = &term.definition {
            self.category("descrip", "basic:definition", definition);
        }
        for scope in &term.scope {
            self.category("admin", "min:customerSubset", scope);
        }
        if let Some(citation) = &term.citation {
            self.category("admin", "basic:source", citation);
        }
        if term.by.is_some() || term.since.is_some() {
            self.xml.open("transacGrp", &[]);
            self.category("transac", "basic:transactionType", "origination");
            if let Some(by) = &term.by {
                self.category("transacNote", "basic:responsibility", by);
            }
            if let Some(since) = &term.since {
                self.xml.text("date", &[], since);
            }
            self.xml.close();
        }
        for (what, keys) in [(SEE, &term.see), (REPLACED_BY, &term.replaced_by)] {
            for key in keys {
                match self.ids.get(key).cloned() {
                    Some(target) => self.reference(what, &target),
                    None => report.lose(format!("{what}, of entries that are not there"), 1, &term.key),
                }
            }
        }
        self.note(term.note.as_deref());
        if term.untranslated {
            if self.style == Style::Weblate {
                self.xml.text("descrip", &[("type", "Translation needed")], "No");
            }
            self.ours(UNTRANSLATED, "");
        }
        self.indonesian(term);
        self.english(term);
        self.xml.close();
    }

    fn indonesian(&mut self, term: &Term) {
        self.open_language("id");
        let (status, other) = match term.status {
            TermStatus::Preferred => (PREFERRED, ADMITTED),
            TermStatus::Admitted | TermStatus::Draft => (ADMITTED, ADMITTED),
            TermStatus::Deprecated => (DEPRECATED, DEPRECATED),
        };
        self.open_term(&term.source, Some(term.pos), status, None);
        for example in &term.examples {
            self.xml.open("descripGrp", &[]);
            self.category("descrip", "basic:context", &example.source);
            if let Some(citation) = &example.citation {
                self.category("admin", "basic:source", citation);
            }
            if let Some(english) = &example.target {
                self.ours(ENGLISH, english);
            }
            self.xml.close();
        }
        if term.status == TermStatus::Draft {
            self.ours(DRAFT, "");
        }
        self.xml.close();
        for also in &term.also {
            self.open_term(also, Some(term.pos), other, None);
            self.xml.close();
        }
        for abbr in &term.abbreviations {
            self.abbreviation(abbr, other, term.pos);
        }
        self.xml.close();
    }

    fn abbreviation(&mut self, abbr: &Abbreviation, status: &str, pos: TermPos) {
        let kind = if abbr.form.chars().any(char::is_lowercase) { "abbreviation" } else { "acronym" };
        self.open_term(&abbr.form, Some(pos), status, Some(kind));
        if let Some(english) = &abbr.target {
            self.ours(ENGLISH, english);
        }
        if let Some(when) = &abbr.when {
            self.ours(WHEN, &condition(when));
        }
        self.xml.close();
    }

    fn english(&mut self, term: &Term) {
        let kept = [term.source.clone()];
        let targets = if term.target.is_empty() { &kept[..] } else { &term.target };
        self.open_language("en");
        for (n, target) in targets.iter().enumerate() {
            self.open_term(target, Some(term.pos), if n == 0 { PREFERRED } else { ADMITTED }, None);
            self.xml.close();
        }
        for avoid in &term.avoid {
            self.avoided(avoid, None, term.pos);
        }
        for sense in &term.senses {
            for (n, target) in sense.target.iter().enumerate() {
                self.open_term(target, Some(term.pos), ADMITTED, None);
                self.ours(WHEN, &condition(&sense.when));
                if n == 0 {
                    self.note(sense.note.as_deref());
                }
                self.xml.close();
            }
            for avoid in &sense.avoid {
                self.avoided(avoid, Some(&sense.when), term.pos);
            }
        }
        self.xml.close();
    }

    fn avoided(&mut self, avoid: &Avoided, when: Option<&When>, pos: TermPos) {
        let status = if self.style == Style::Weblate { "forbidden" } else { DEPRECATED };
        self.open_term(&avoid.target, Some(pos), status, None);
        if let Some(when) = when {
            self.ours(WHEN, &condition(when));
        }
        self.note(avoid.why.as_deref());
        if let Some(instead) = &avoid.instead {
            self.ours(USE, instead);
        }
        self.xml.close();
    }

    fn relative(&mut self, relative: &Relative, id: &str, of: &str) {
        self.open_entry(id);
        self.reference(FAMILY_OF, of);
        self.open_language("id");
        for (n, form) in std::iter::once(&relative.source).chain(&relative.also).enumerate() {
            self.open_term(form, Some(relative.pos), if n == 0 { PREFERRED } else { ADMITTED }, None);
            self.xml.close();
        }
        self.xml.close();
        self.open_language("en");
        for (n, target) in relative.target.iter().enumerate() {
            self.open_term(target, Some(relative.pos), if n == 0 { PREFERRED } else { ADMITTED }, None);
            self.xml.close();
        }
        self.xml.close();
        self.xml.close();
    }
}

fn local(name: &'static str) -> &'static str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

fn part_of_speech(pos: TermPos) -> &'static str {
    match pos {
        TermPos::Noun | TermPos::Name => "noun",
        TermPos::Verb => "verb",
        TermPos::Adj => "adjective",
        TermPos::Adv => "adverb",
        TermPos::Phrase | TermPos::Prep | TermPos::Affix => "other",
    }
}

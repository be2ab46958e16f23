//! SKOS in Turtle, for thesauri and the web of data. Only written: labels do not say what a glossary has to know.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::field::Field;
use super::{ExchangeError, Format, Options, Report};
use crate::glossary::Term;

pub(super) const FORMAT: Format = Format {
    name: "skos",
    about: "SKOS concepts in Turtle; only written, not read",
    extension: "ttl",
    keeps: &[Field::Key, Field::Term, Field::English],
    shows: &[
        (Field::Also, "altLabel"),
        (Field::Abbr, "altLabel"),
        (Field::Avoid, "hiddenLabel"),
        (Field::Family, "related concepts"),
        (Field::Senses, "altLabel"),
        (Field::Domain, "dct:subject"),
        (Field::Definition, "definition"),
        (Field::Note, "editorialNote"),
        (Field::Examples, "example"),
        (Field::Citation, "dct:source"),
        (Field::See, "related"),
        (Field::ReplacedBy, "dct:isReplacedBy"),
        (Field::By, "dct:creator"),
        (Field::Since, "dct:created"),
    ],
    checked_by: &["rdflib", "skosify"],
    one_line: true,
    narrow,
    write,
    read: None,
};

fn narrow(term: &mut Term, _: &mut Report) {
    if term.target.is_empty() {
        term.target.push(term.source.clone());
    }
}

fn write(terms: &[Term], _: &Options<'_>, report: &mut Report) -> Result<Vec<u8>, ExchangeError> {
    let mut out = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
                   @prefix dct: <http://purl.org/dc/terms/> .\n\
                   @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n\
                   <urn:padan:glossary> a skos:ConceptScheme ;\n    skos:prefLabel \"padan glossary\"@en .\n"
        .to_owned();
    let keys: HashSet<&str> = terms.iter().map(|t| t.key.as_str()).collect();
    let mut written: HashSet<&str> = HashSet::new();
    for term in terms {
        if !written.insert(&term.key) {
            report.lose("entries of a key that is there already", 1, &term.key);
            continue;
        }
        let mut c = Concept::new(&mut out, &iri(&term.key), &term.source, &term.target[0]);
        for form in term.also.iter().chain(term.abbreviations.iter().map(|a| &a.form)) {
            c.label("altLabel", form, "id");
        }
        let own = term.abbreviations.iter().filter_map(|a| a.target.as_ref());
        let senses = term.senses.iter().flat_map(|s| &s.target);
        for target in term.target[1..].iter().chain(senses).chain(own) {
            c.label("altLabel", target, "en");
        }
        for avoid in term.avoid.iter().chain(term.senses.iter().flat_map(|s| &s.avoid)) {
            c.label("hiddenLabel", &avoid.target, "en");
        }
        let texts = [
            ("skos:definition", &term.definition, "@en"),
            ("skos:editorialNote", &term.note, "@en"),
            ("dct:subject", &term.domain, ""),
            ("dct:source", &term.citation, ""),
            ("dct:creator", &term.by, ""),
        ];
        for (property, text, language) in texts {
            if let Some(text) = text {
                c.add(property, &format!("{}{language}", string(text)));
            }
        }
        if let Some(day) = &term.since {
            c.add("dct:created", &if day.len() == 10 { format!("{}^^xsd:date", string(day)) } else { string(day) });
        }
        for example in &term.examples {
            c.add("skos:example", &format!("{}@id", string(&example.source)));
            if let Some(english) = &example.target {
                c.add("skos:example", &format!("{}@en", string(english)));
            }
        }
        for (property, list) in [("skos:related", &term.see), ("dct:isReplacedBy", &term.replaced_by)] {
            for key in list {
                if keys.contains(key.as_str()) {
                    c.add(property, &iri(key));
                } else {
                    report.lose(format!("{property}, of entries that are not there"), 1, &term.key);
                }
            }
        }
        for n in 1..=term.family.len() {
            c.add("skos:related", &member(&term.key, n));
        }
        c.end();
        for (n, relative) in (1..).zip(&term.family) {
            let mut c = Concept::new(&mut out, &member(&term.key, n), &relative.source, &relative.target[0]);
            relative.also.iter().for_each(|a| c.label("altLabel", a, "id"));
            relative.target[1..].iter().for_each(|t| c.label("altLabel", t, "en"));
            c.end();
        }
    }
    Ok(out.into_bytes())
}

/// A concept that is being written. No label stands twice: SKOS keeps the kinds of labels apart.
struct Concept<'a> {
    out: &'a mut String,
    labels: HashSet<(String, &'static str)>,
}

impl<'a> Concept<'a> {
    fn new(out: &'a mut String, iri: &str, indonesian: &str, english: &str) -> Self {
        // Writing to a string does not fail.
        let _ = write!(out, "\n{iri} a skos:Concept ;\n    skos:inScheme <urn:padan:glossary>");
        let mut concept = Self { out, labels: HashSet::new() };
        concept.label("prefLabel", indonesian, "id");
        concept.label("prefLabel", english, "en");
        concept
    }

    fn label(&mut self, kind: &str, text: &str, language: &'static str) {
        if self.labels.insert((text.to_owned(), language)) {
            self.add(&format!("skos:{kind}"), &format!("{}@{language}", string(text)));
        }
    }

    fn add(&mut self, property: &str, object: &str) {
        let _ = write!(self.out, " ;\n    {property} {object}");
    }

    fn end(self) {
        self.out.push_str(" .\n");
    }
}

/// The name of an entry: letters, digits and hyphens as they are, other bytes by their number.
fn iri(key: &str) -> String {
    format!("<urn:padan:term:{}>", plain(key))
}

fn member(key: &str, n: usize) -> String {
    format!("<urn:padan:term:{}/family/{n}>", plain(key))
}

fn plain(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for &b in key.as_bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_') {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

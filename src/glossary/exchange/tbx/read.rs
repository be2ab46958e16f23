//! TBX of any version, style and dialect to terms.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::super::draft::{Draft, Drafts};
use super::super::input::Source;
use super::super::notation::parse_condition;
use super::super::xml::{self, Language, elements, key, language};
use super::super::{ExchangeError, Input, Options, Report};
use super::{DRAFT, ENGLISH, FAMILY_OF, OF_SENSE, OURS, REPLACED_BY, UNTRANSLATED, USE, WHEN, is_date};
use crate::glossary::{Abbreviation, Avoided, Example, Relative, Term, TermPos, TermSense, TermStatus, When};

pub(in super::super) fn read(
    input: &Input<'_>,
    options: &Options<'_>,
    report: &mut Report,
) -> Result<Vec<Term>, ExchangeError> {
    let source = xml::source(input, report)?;
    let tree = xml::parse(&source)?;
    let root = tree.root_element();
    if !matches!(root.tag_name().name(), "tbx" | "martif") {
        let message = format!("<{}> is no TBX file", root.tag_name().name());
        return Err(source.fault(
            root.range().start..root.range().start + 1,
            message,
            "TBX begins with <tbx> or <martif>",
        ));
    }
    let mut reader = Reader { source: &source, report, families: Vec::new(), entries: Vec::new() };
    for node in root.descendants().filter(|n| matches!(n.tag_name().name(), "conceptEntry" | "termEntry")) {
        reader.entry(node)?;
    }
    let Reader { report, families, mut entries, .. } = reader;
    let at: HashMap<String, usize> = entries.iter().enumerate().rev().map(|(n, e)| (e.id.clone(), n)).collect();
    for (family, of) in families {
        match at.get(&of) {
            Some(&owner) => entries[owner].draft.term.family.push(family.relative()),
            None => entries.push(family),
        }
    }
    let known: HashSet<String> = entries.iter().filter_map(|e| e.draft.key.clone()).collect();
    let mut drafts = Drafts::new(input, options);
    for Entry { mut draft, place, .. } in entries {
        let links = draft.term.see.len() + draft.term.replaced_by.len();
        draft.term.see.retain(|k| known.contains(k));
        draft.term.replaced_by.retain(|k| known.contains(k));
        let left = draft.term.see.len() + draft.term.replaced_by.len();
        report.lose("references to what is no entry", links - left, format!("{} ({place})", draft.term.source));
        drafts.add(draft, place, report)?;
    }
    Ok(drafts.terms)
}

struct Entry {
    id: String,
    draft: Draft,
    place: String,
}

impl Entry {
    fn relative(self) -> Relative {
        let Term { source, target, pos, also, .. } = self.draft.term;
        Relative { source, target, pos, also }
    }
}

struct Reader<'a> {
    source: &'a Source<'a>,
    report: &'a mut Report,
    /// Words of families, with the id of their entry.
    families: Vec<(Entry, String)>,
    entries: Vec<Entry>,
}

/// What is said of an entry, a language or a term.
#[derive(Default)]
struct About {
    domain: Option<String>,
    definition: Option<String>,
    scope: Vec<String>,
    citation: Option<String>,
    by: Option<String>,
    since: Option<String>,
    see: Vec<String>,
    replaced_by: Vec<String>,
    family_of: Option<String>,
    notes: Vec<String>,
    draft: bool,
    untranslated: bool,
    when: Option<When>,
    instead: Option<String>,
    english: Option<String>,
    examples: Vec<Example>,
    pos: Option<TermPos>,
    status: Option<Status>,
    abbreviation: bool,
}

/// What the administrative status of a term comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Preferred,
    Admitted,
    Avoided,
}

/// A term of a language with what is said of it.
struct Named {
    form: String,
    about: About,
}

impl About {
    fn note(&self) -> Option<String> {
        (!self.notes.is_empty()).then(|| self.notes.join("; "))
    }
}

impl Reader<'_> {
    fn entry(&mut self, node: Node<'_, '_>) -> Result<(), ExchangeError> {
        let place = format!("line {}", self.source.at(node.range().start).line);
        let mut about = About::default();
        self.about(node, &mut about)?;
        let (mut indonesian, mut english) = (Vec::new(), Vec::new());
        for section in elements(node).filter(|n| matches!(n.tag_name().name(), "langSec" | "langSet")) {
            let list = match language(section) {
                Language::Indonesian => &mut indonesian,
                Language::English => &mut english,
                Language::Other => {
                    self.report.lose("terms of other languages", 1, place.clone());
                    continue;
                }
            };
            self.about(section, &mut about)?;
            let is_term = |n: &Node<'_, '_>| matches!(n.tag_name().name(), "termSec" | "tig" | "ntig");
            for section in elements(section).filter(is_term) {
                list.extend(self.term(section)?);
            }
        }
        // The best form names the entry; abbreviations only if there is nothing else.
        let rank = |n: &Named| (n.about.abbreviation, n.about.status.unwrap_or(Status::Preferred) as u8);
        let Some(main) = (0..indonesian.len()).min_by_key(|&n| rank(&indonesian[n])) else {
            self.report.lose("entries without an Indonesian term", 1, place);
            return Ok(());
        };
        let main = indonesian.remove(main);
        let mut draft = Draft::new(&main.form);
        let id = node.attribute("id").unwrap_or_default().to_owned();
        draft.key = Some(key(&id)).filter(|k| !k.is_empty());
        let term = &mut draft.term;
        let all = |f: fn(&About) -> Option<TermPos>| {
            std::iter::once(&main).chain(&indonesian).chain(&english).find_map(|n| f(&n.about))
        };
        term.pos = all(|a| a.pos).unwrap_or_default();
        draft.status = match main.about.status {
            _ if main.about.draft => Some(TermStatus::Draft),
            Some(Status::Preferred) => Some(TermStatus::Preferred),
            Some(Status::Admitted) => Some(TermStatus::Admitted),
            Some(Status::Avoided) => Some(TermStatus::Deprecated),
            None => None,
        };
        let mut notes = about.notes.clone();
        notes.extend(main.about.notes.iter().cloned());
        term.examples.extend(main.about.examples);
        let citation = about.citation.take().or(main.about.citation);
        let scope: Vec<String> = about.scope.drain(..).chain(main.about.scope).collect();
        for form in indonesian {
            term.examples.extend(form.about.examples.iter().cloned());
            notes.extend(form.about.notes.iter().cloned());
            if form.about.abbreviation {
                let Named { form, about } = form;
                term.abbreviations.push(Abbreviation { form, target: about.english, when: about.when });
            } else {
                term.also.push(form.form);
            }
        }
        self.english(english, term, &mut notes, &place);
        term.note = About { notes, ..About::default() }.note();
        term.untranslated = about.untranslated;
        if term.untranslated && term.target == [term.source.as_str()] {
            term.target.clear();
        }
        term.domain = about.domain;
        term.definition = about.definition;
        term.scope = scope;
        term.citation = citation;
        term.by = about.by;
        term.since = about.since;
        term.see = about.see;
        term.replaced_by = about.replaced_by;
        let entry = Entry { id, draft, place };
        match about.family_of {
            Some(of) => self.families.push((entry, of)),
            None => self.entries.push(entry),
        }
        Ok(())
    }

    fn english(&mut self, mut english: Vec<Named>, term: &mut Term, notes: &mut Vec<String>, place: &str) {
        // Preferred renderings first; otherwise the order of the file.
        english.sort_by_key(|n| n.about.status != Some(Status::Preferred));
        for Named { form, about } in english {
            self.report.lose("contexts of English terms", about.examples.len(), format!("{form} ({place})"));
            let note = about.note();
            if about.status != Some(Status::Avoided) {
                match about.when {
                    Some(when) => {
                        let sense = sense(term, when);
                        sense.target.push(form);
                        sense.note = sense.note.take().or(note);
                    }
                    None => {
                        term.target.push(form);
                        notes.extend(note);
                    }
                }
                continue;
            }
            let avoid = Avoided { target: form, why: note, instead: about.instead };
            match about.when {
                Some(when) => sense(term, when).avoid.push(avoid),
                None => term.avoid.push(avoid),
            }
        }
    }

    fn term(&mut self, section: Node<'_, '_>) -> Result<Option<Named>, ExchangeError> {
        let mut about = About::default();
        let mut form = None;
        // In version 2 a term may stand with its notes in a group of its own.
        let groups = elements(section).filter(|n| n.tag_name().name() == "termGrp");
        for node in std::iter::once(section).chain(groups) {
            form = form.or_else(|| elements(node).find(|n| n.tag_name().name() == "term").map(xml::text));
            self.about(node, &mut about)?;
        }
        Ok(form.filter(|f| !f.is_empty()).map(|form| Named { form, about }))
    }

    /// Reads what is said right under `node`.
    fn about(&mut self, node: Node<'_, '_>, about: &mut About) -> Result<(), ExchangeError> {
        for child in elements(node) {
            match child.tag_name().name() {
                "langSec" | "langSet" | "termSec" | "tig" | "ntig" | "term" | "termGrp" => {}
                "note" => self.note(child, about)?,
                "descripGrp" => self.described(child, about)?,
                "transacGrp" => transaction(child, about),
                "adminGrp" | "termNoteGrp" => self.about(child, about)?,
                _ => self.category(child, about),
            }
        }
        Ok(())
    }

    fn note(&mut self, node: Node<'_, '_>, about: &mut About) -> Result<(), ExchangeError> {
        let text = xml::text(node);
        let Some(ours) = text.strip_prefix(OURS) else {
            about.notes.extend((!text.is_empty()).then_some(text));
            return Ok(());
        };
        let value = |label: &str| ours.strip_prefix(label).map(|v| v.trim_start().to_owned());
        if ours == DRAFT {
            about.draft = true;
        } else if ours == UNTRANSLATED {
            about.untranslated = true;
        } else if let Some(when) = value(WHEN) {
            let span = node.range();
            about.when = Some(parse_condition(&when).map_err(|message| self.source.fault(span, message, ""))?);
        } else if let Some(instead) = value(USE) {
            about.instead = Some(instead);
        } else if let Some(english) = value(ENGLISH) {
            about.english = Some(english);
        } else if let Some(note) = value(OF_SENSE) {
            about.notes.push(note);
        } else {
            about.notes.push(text);
        }
        Ok(())
    }

    fn described(&mut self, group: Node<'_, '_>, about: &mut About) -> Result<(), ExchangeError> {
        let mut own = About::default();
        self.about(group, &mut own)?;
        match own.examples.pop() {
            Some(mut example) => {
                example.citation = own.citation;
                example.target = own.english;
                about.examples.push(example);
            }
            None => about.citation = about.citation.take().or(own.citation),
        }
        about.domain = about.domain.take().or(own.domain);
        about.definition = about.definition.take().or(own.definition);
        about.notes.extend(own.notes);
        Ok(())
    }

    /// A data category: named by its type, or by itself in DCT style.
    fn category(&mut self, node: Node<'_, '_>, about: &mut About) {
        let kind = node.attribute("type").unwrap_or(node.tag_name().name());
        let text = xml::text(node);
        if text.is_empty() && node.attribute("target").is_none() {
            return;
        }
        let place = |s: &Self| format!("line {}", s.source.at(node.range().start).line);
        let mut first = |slot: &mut Option<String>, text: String| match slot {
            None => *slot = Some(text),
            Some(_) => self.report.lose(
                format!("{kind}, when there is one already"),
                1,
                format!("line {}", self.source.at(node.range().start).line),
            ),
        };
        match kind {
            "subjectField" => first(&mut about.domain, text),
            "definition" => first(&mut about.definition, text),
            "source" => first(&mut about.citation, text),
            "customerSubset" | "projectSubset" => about.scope.push(text),
            "context" => about.examples.push(Example { source: text, target: None, citation: None }),
            "crossReference" => {
                let target = node.attribute("target").unwrap_or_default();
                match text.as_str() {
                    FAMILY_OF => about.family_of = Some(target.to_owned()),
                    REPLACED_BY => about.replaced_by.push(key(target)),
                    _ => about.see.push(key(target)),
                }
            }
            "partOfSpeech" => match part_of_speech(&text) {
                Some(pos) => about.pos = Some(pos),
                None => self.report.lose(format!("partOfSpeech {text:?}"), 1, place(self)),
            },
            "administrativeStatus" | "normativeAuthorization" => match status(&text) {
                Some(status) => about.status = Some(status),
                None => self.report.lose(format!("{kind} {text:?}"), 1, place(self)),
            },
            "termType" => match text.as_str() {
                "acronym" | "abbreviation" | "initialism" => about.abbreviation = true,
                "fullForm" | "shortForm" | "variant" | "phrase" | "entryTerm" | "synonym" => {}
                _ => self.report.lose(format!("termType {text:?}"), 1, place(self)),
            },
            "Translation needed" if text.eq_ignore_ascii_case("no") => about.untranslated = true,
            _ => self.report.lose(kind.to_owned(), 1, place(self)),
        }
    }
}

/// Who made the entry, and when.
fn transaction(group: Node<'_, '_>, about: &mut About) {
    let named = |wanted: &str| {
        let mut all = elements(group);
        let found = all.find(|n| n.attribute("type").unwrap_or(n.tag_name().name()) == wanted);
        found.map(xml::text).filter(|t| !t.is_empty())
    };
    if named("transactionType").is_some_and(|t| t != "origination") {
        return;
    }
    about.by = about.by.take().or_else(|| named("responsibility"));
    let day = named("date").map(|d| d.get(..10).unwrap_or(&d).to_owned()).filter(|d| is_date(d));
    about.since = about.since.take().or(day);
}

fn sense(term: &mut Term, when: When) -> &mut TermSense {
    let at = term.senses.iter().position(|s| s.when == when).unwrap_or_else(|| {
        term.senses.push(TermSense { when, target: Vec::new(), avoid: Vec::new(), note: None });
        term.senses.len() - 1
    });
    &mut term.senses[at]
}

fn part_of_speech(text: &str) -> Option<TermPos> {
    match text.to_lowercase().as_str() {
        "noun" | "n" => Some(TermPos::Noun),
        "propernoun" | "proper noun" | "name" => Some(TermPos::Name),
        "verb" | "v" => Some(TermPos::Verb),
        "adjective" | "adj" => Some(TermPos::Adj),
        "adverb" | "adv" => Some(TermPos::Adv),
        "other" | "phrase" => Some(TermPos::Phrase),
        "preposition" => Some(TermPos::Prep),
        "affix" => Some(TermPos::Affix),
        _ => None,
    }
}

fn status(text: &str) -> Option<Status> {
    match text.trim_end_matches("-admn-sts").to_lowercase().as_str() {
        "preferredterm" | "preferred" | "standardizedterm" => Some(Status::Preferred),
        "admittedterm" | "admitted" | "legalterm" | "regulatedterm" => Some(Status::Admitted),
        "deprecatedterm" | "deprecated" | "supersededterm" | "superseded" | "forbidden" | "obsolete"
        | "notrecommended" => Some(Status::Avoided),
        _ => None,
    }
}

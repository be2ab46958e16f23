//! JSON: everything that `glossary.toml` holds, by the same keys.

use serde::{Deserialize, Serialize};

use super::super::{
    Abbreviation, Avoided, CaseRule, Example, Reduplication, Relative, Term, TermPos, TermSense, TermStatus, When,
};
use super::draft::{Draft, Drafts, named};
use super::field::Field;
use super::{ExchangeError, Format, Input, Options, Report};

pub(super) const FORMAT: Format = Format {
    name: "json",
    about: "everything, by the keys of glossary.toml",
    extension: "json",
    keeps: Field::ALL,
    shows: &[],
    checked_by: &["Python json"],
    one_line: false,
    narrow: |_, _| {},
    write,
    read: Some(read),
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: i64,
    source: String,
    target: String,
    entry: Vec<Row>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Row {
    term: String,
    en: Vec<String>,
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pos: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    abbr: Vec<AbbrRow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    avoid: Vec<AvoidRow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    family: Vec<FamilyRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    root: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    forms: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    en_forms: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#match: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redup: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_before: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_after: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    dnt: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scope: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    def: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    example: Vec<ExampleRow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    see: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    replaced_by: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sense: Vec<SenseRow>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbrRow {
    form: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<WhenRow>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AvoidRow {
    en: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#use: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyRow {
    term: String,
    en: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pos: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleRow {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SenseRow {
    when: WhenRow,
    en: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    avoid: Vec<AvoidRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WhenRow {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    next: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    prev: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    near: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doc: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    domain: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scope: Vec<String>,
}

fn write(terms: &[Term], _: &Options<'_>, _: &mut Report) -> Result<Vec<u8>, ExchangeError> {
    let entry = terms.iter().map(Row::of).collect();
    let file = File { schema: 1, source: "id".to_owned(), target: "en".to_owned(), entry };
    let mut out = serde_json::to_vec_pretty(&file).expect("strings and lists are JSON");
    out.push(b'\n');
    Ok(out)
}

fn read(input: &Input<'_>, options: &Options<'_>, report: &mut Report) -> Result<Vec<Term>, ExchangeError> {
    let source = input.source(report)?;
    let file: File = serde_json::from_str(&source.text).map_err(|e| {
        let before: usize = source.text.split_inclusive('\n').take(e.line().saturating_sub(1)).map(str::len).sum();
        // serde_json counts columns in bytes, from 1.
        let at = before + e.column().saturating_sub(1);
        let message = e.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        source.fault(at..at + 1, message, "write it as `padan glossary export --to json` does")
    })?;
    if file.schema != 1 {
        return Err(input.fault(format!("schema {} is not known; this padan reads schema 1", file.schema)));
    }
    if (file.source.as_str(), file.target.as_str()) != ("id", "en") {
        return Err(input.fault(format!("goes from {} to {}, not from id to en", file.source, file.target)));
    }
    let mut drafts = Drafts::new(input, options).many_lines();
    for (n, row) in file.entry.into_iter().enumerate() {
        let place = format!("entry {}", n + 1);
        let draft = row.draft().map_err(|message| input.fault(format!("{place}: {message}")))?;
        drafts.add(draft, place, report)?;
    }
    Ok(drafts.terms)
}

impl Row {
    fn of(term: &Term) -> Self {
        let text = |name: &str| Some(name.to_owned());
        let avoid = |list: &[Avoided]| list.iter().map(AvoidRow::of).collect();
        Self {
            term: term.source.clone(),
            en: term.target.clone(),
            key: Some(term.key.clone()),
            pos: text(term.pos.name()),
            also: term.also.clone(),
            abbr: term
                .abbreviations
                .iter()
                .map(|a| AbbrRow { form: a.form.clone(), en: a.target.clone(), when: a.when.as_ref().map(WhenRow::of) })
                .collect(),
            avoid: avoid(&term.avoid),
            family: term
                .family
                .iter()
                .map(|f| FamilyRow {
                    term: f.source.clone(),
                    en: f.target.clone(),
                    pos: text(f.pos.name()),
                    also: f.also.clone(),
                })
                .collect(),
            root: term.root.clone(),
            forms: term.forms.clone(),
            en_forms: term.target_forms.clone(),
            r#match: if term.inflects { None } else { text("exact") },
            case: if term.case == CaseRule::default() { None } else { text(term.case.name()) },
            redup: if Field::Redup.count(term) == 0 { None } else { text(term.reduplication.name()) },
            not_before: term.not_before.clone(),
            not_after: term.not_after.clone(),
            dnt: term.untranslated,
            status: text(term.status.name()),
            domain: term.domain.clone(),
            scope: term.scope.clone(),
            def: term.definition.clone(),
            note: term.note.clone(),
            source: term.citation.clone(),
            example: term
                .examples
                .iter()
                .map(|e| ExampleRow { text: e.source.clone(), en: e.target.clone(), source: e.citation.clone() })
                .collect(),
            see: term.see.clone(),
            replaced_by: term.replaced_by.clone(),
            by: term.by.clone(),
            since: term.since.clone(),
            until: term.until.clone(),
            sense: term
                .senses
                .iter()
                .map(|s| SenseRow {
                    when: WhenRow::of(&s.when),
                    en: s.target.clone(),
                    avoid: avoid(&s.avoid),
                    note: s.note.clone(),
                })
                .collect(),
        }
    }

    fn draft(self) -> Result<Draft, String> {
        let pos = |name: Option<&str>| name.map(|n| named("pos", TermPos::ALL, TermPos::name, n)).transpose();
        let avoid = |rows: Vec<AvoidRow>| rows.into_iter().map(AvoidRow::avoided).collect();
        let mut draft = Draft::new(&self.term);
        let term = &mut draft.term;
        term.target = self.en;
        term.pos = pos(self.pos.as_deref())?.unwrap_or_default();
        term.also = self.also;
        term.abbreviations = self
            .abbr
            .into_iter()
            .map(|a| Abbreviation { form: a.form, target: a.en, when: a.when.map(WhenRow::when) })
            .collect();
        term.avoid = avoid(self.avoid);
        for row in self.family {
            let pos = pos(row.pos.as_deref())?.unwrap_or_default();
            term.family.push(Relative { source: row.term, target: row.en, pos, also: row.also });
        }
        term.root = self.root;
        term.forms = self.forms;
        term.target_forms = self.en_forms;
        term.inflects = match self.r#match.as_deref() {
            None | Some("inflect") => true,
            Some("exact") => false,
            Some(other) => return Err(format!("match {other:?} is not inflect or exact")),
        };
        if let Some(name) = &self.case {
            term.case = named("case", CaseRule::ALL, CaseRule::name, name)?;
        }
        term.not_before = self.not_before;
        term.not_after = self.not_after;
        term.untranslated = self.dnt;
        term.domain = self.domain;
        term.scope = self.scope;
        term.definition = self.def;
        term.note = self.note;
        term.citation = self.source;
        term.examples =
            self.example.into_iter().map(|e| Example { source: e.text, target: e.en, citation: e.source }).collect();
        term.see = self.see;
        term.replaced_by = self.replaced_by;
        term.by = self.by;
        term.since = self.since;
        term.until = self.until;
        for row in self.sense {
            let when = row.when.when();
            term.senses.push(TermSense { when, target: row.en, avoid: avoid(row.avoid), note: row.note });
        }
        draft.key = self.key;
        if let Some(name) = &self.redup {
            draft.reduplication = Some(named("redup", Reduplication::ALL, Reduplication::name, name)?);
        }
        if let Some(name) = &self.status {
            draft.status = Some(named("status", TermStatus::ALL, TermStatus::name, name)?);
        }
        Ok(draft)
    }
}

impl AvoidRow {
    fn of(avoid: &Avoided) -> Self {
        Self { en: avoid.target.clone(), why: avoid.why.clone(), r#use: avoid.instead.clone() }
    }

    fn avoided(self) -> Avoided {
        Avoided { target: self.en, why: self.why, instead: self.r#use }
    }
}

impl WhenRow {
    fn of(when: &When) -> Self {
        let When { next, prev, near, doc, domain, scope } = when.clone();
        Self { next, prev, near, doc, domain, scope }
    }

    fn when(self) -> When {
        let Self { next, prev, near, doc, domain, scope } = self;
        When { next, prev, near, doc, domain, scope }
    }
}

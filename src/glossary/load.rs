//! TOML to [`Glossary`], with the place of every fault.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use super::{
    Abbreviation, Avoided, CaseRule, Example, Glossary, Reduplication, Relative, Term, TermPos, TermSense, TermStatus,
    When,
};
use crate::diagnostic::Diagnostic;
use crate::text::{LineIndex, Location};

/// The newest `schema` that this version reads.
const SCHEMA: i64 = 1;

/// Longest term in bytes.
pub(super) const LONGEST: usize = 1000;

/// A glossary that cannot be read.
#[derive(Debug)]
pub struct LoadError(pub Box<Diagnostic>);

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for LoadError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    schema: Option<Spanned<i64>>,
    #[allow(dead_code, reason = "read to accept the key")]
    source: Option<String>,
    #[allow(dead_code, reason = "read to accept the key")]
    target: Option<String>,
    #[serde(default)]
    defaults: RawDefaults,
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    entry: Vec<RawEntry>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawDefaults {
    domain: Option<String>,
    status: Option<TermStatus>,
    scope: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for Vec<String> {
    fn from(value: OneOrMany) -> Self {
        match value {
            OneOrMany::One(s) => vec![s],
            OneOrMany::Many(v) => v,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    term: Spanned<String>,
    en: Option<OneOrMany>,
    key: Option<String>,
    pos: Option<TermPos>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    abbr: Vec<RawAbbr>,
    #[serde(default)]
    avoid: Vec<RawAvoid>,
    #[serde(default)]
    family: Vec<RawRelative>,
    root: Option<String>,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    en_forms: Vec<String>,
    r#match: Option<MatchRule>,
    #[serde(default)]
    case: CaseRule,
    redup: Option<Reduplication>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    dnt: bool,
    #[serde(default)]
    sense: Vec<RawSense>,
    status: Option<TermStatus>,
    domain: Option<String>,
    scope: Option<Vec<String>>,
    def: Option<String>,
    note: Option<String>,
    source: Option<String>,
    #[serde(default)]
    example: Vec<RawExample>,
    see: Option<OneOrMany>,
    replaced_by: Option<OneOrMany>,
    by: Option<String>,
    since: Option<toml::value::Datetime>,
    until: Option<toml::value::Datetime>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum MatchRule {
    Inflect,
    Exact,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawAbbr {
    Form(String),
    Full(FullAbbr),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FullAbbr {
    form: String,
    en: Option<String>,
    when: Option<RawWhen>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAvoid {
    en: String,
    why: Option<String>,
    r#use: Option<String>,
}

impl From<RawAvoid> for Avoided {
    fn from(raw: RawAvoid) -> Self {
        Self { target: raw.en, why: raw.why, instead: raw.r#use }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRelative {
    term: String,
    en: OneOrMany,
    pos: Option<TermPos>,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSense {
    when: Spanned<RawWhen>,
    en: OneOrMany,
    #[serde(default)]
    avoid: Vec<RawAvoid>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExample {
    text: String,
    en: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawWhen {
    next: Vec<String>,
    prev: Vec<String>,
    near: Vec<String>,
    doc: Vec<String>,
    domain: Vec<String>,
    scope: Vec<String>,
}

/// What a fault is reported against.
struct Reader<'a> {
    path: PathBuf,
    toml: &'a str,
    lists: BTreeMap<String, Vec<String>>,
}

impl Reader<'_> {
    fn fault(&self, span: std::ops::Range<usize>, message: impl Into<String>, help: &str) -> LoadError {
        let diagnostic = Diagnostic::error(self.path.clone(), self.toml, span, message.into()).with_help(help);
        LoadError(Box::new(diagnostic))
    }

    /// Puts the lists of a condition in place of their names.
    fn resolve(&self, raw: RawWhen, span: &std::ops::Range<usize>) -> Result<When, LoadError> {
        let expand = |words: Vec<String>| -> Result<Vec<String>, LoadError> {
            let mut out = Vec::with_capacity(words.len());
            for word in words {
                match word.strip_prefix('@') {
                    Some(name) => match self.lists.get(name) {
                        Some(list) => out.extend(list.iter().cloned()),
                        None => {
                            let known: Vec<String> = self.lists.keys().map(|k| format!("@{k}")).collect();
                            let help = format!("[lists] has {}", known.join(", "));
                            return Err(self.fault(span.clone(), format!("unknown list {word:?}"), &help));
                        }
                    },
                    None => out.push(word),
                }
            }
            Ok(out)
        };
        Ok(When {
            next: expand(raw.next)?,
            prev: expand(raw.prev)?,
            near: expand(raw.near)?,
            doc: expand(raw.doc)?,
            domain: raw.domain,
            scope: raw.scope,
        })
    }
}

pub(super) fn parse(path: PathBuf, toml: &str) -> Result<Glossary, LoadError> {
    let text = toml.strip_prefix('\u{feff}').unwrap_or(toml);
    let bom = toml.len() - text.len();
    let file: RawFile = match toml::from_str(text) {
        Ok(file) => file,
        Err(e) => {
            let span = e.span().unwrap_or(0..0);
            let message = e.message().trim().replace('\n', "; ");
            let fault = Diagnostic::error(path, toml, span.start + bom..span.end + bom, message);
            return Err(LoadError(Box::new(
                fault.with_help("nothing is annotated with half a glossary; mend this line and run again"),
            )));
        }
    };
    let lines = LineIndex::new(toml);
    let reader = Reader { path, toml, lists: file.lists };
    if let Some(schema) = file.schema
        && *schema.get_ref() != SCHEMA
    {
        let message = format!("schema {} is not known", schema.get_ref());
        return Err(reader.fault(schema.span(), message, "this padan reads schema 1"));
    }
    let mut terms = Vec::with_capacity(file.entry.len());
    for raw in file.entry {
        let span = raw.term.span();
        let span = span.start + bom..span.end + bom;
        let (line, column) = lines.line_column(toml, span.start);
        let source = raw.term.into_inner();
        if source.trim().is_empty() {
            return Err(reader.fault(span, "an empty term", "write the Indonesian citation form"));
        }
        if source.len() > LONGEST {
            return Err(reader.fault(span, "a term of more than 1000 bytes", "a term is a few words"));
        }
        let target: Vec<String> = raw.en.map(Into::into).unwrap_or_default();
        if (target.is_empty() || target.iter().any(|t| t.trim().is_empty())) && !raw.dnt {
            let message = format!("{source:?} has no English");
            return Err(reader.fault(span, message, "add `en = \"…\"`, or `dnt = true` to keep the Indonesian"));
        }
        let mut abbreviations = Vec::with_capacity(raw.abbr.len());
        for abbr in raw.abbr {
            abbreviations.push(match abbr {
                RawAbbr::Form(form) => Abbreviation { form, target: None, when: None },
                RawAbbr::Full(full) => Abbreviation {
                    form: full.form,
                    target: full.en,
                    when: full.when.map(|w| reader.resolve(w, &span)).transpose()?,
                },
            });
        }
        let mut senses = Vec::with_capacity(raw.sense.len());
        for sense in raw.sense {
            let at = sense.when.span();
            let when = reader.resolve(sense.when.into_inner(), &(at.start + bom..at.end + bom))?;
            let avoid = sense.avoid.into_iter().map(Into::into).collect();
            senses.push(TermSense { when, target: sense.en.into(), avoid, note: sense.note });
        }
        let reduplication = raw.redup.unwrap_or_else(|| plain_reduplication(&source, raw.pos.unwrap_or_default()));
        terms.push(Term {
            key: raw.key.unwrap_or_else(|| slug(&source)),
            target,
            pos: raw.pos.unwrap_or_default(),
            also: raw.also,
            abbreviations,
            avoid: raw.avoid.into_iter().map(Into::into).collect(),
            family: raw
                .family
                .into_iter()
                .map(|f| Relative { source: f.term, target: f.en.into(), pos: f.pos.unwrap_or_default(), also: f.also })
                .collect(),
            root: raw.root,
            forms: raw.forms,
            inflects: !matches!(raw.r#match, Some(MatchRule::Exact)),
            case: raw.case,
            reduplication,
            not_before: raw.not_before,
            not_after: raw.not_after,
            untranslated: raw.dnt,
            senses,
            status: raw.status.or(file.defaults.status).unwrap_or_default(),
            domain: raw.domain.or_else(|| file.defaults.domain.clone()),
            scope: raw.scope.or_else(|| file.defaults.scope.clone()).unwrap_or_default(),
            definition: raw.def,
            note: raw.note,
            examples: raw
                .example
                .into_iter()
                .map(|e| Example { source: e.text, target: e.en, citation: e.source })
                .collect(),
            target_forms: raw.en_forms,
            citation: raw.source,
            see: raw.see.map(Into::into).unwrap_or_default(),
            replaced_by: raw.replaced_by.map(Into::into).unwrap_or_default(),
            by: raw.by,
            since: raw.since.map(|d| d.to_string()),
            until: raw.until.map(|d| d.to_string()),
            at: Location { path: reader.path.clone(), line, column },
            source,
        });
    }
    Ok(Glossary { terms })
}

/// What reduplication means where an entry does not say.
pub(super) fn plain_reduplication(source: &str, pos: TermPos) -> Reduplication {
    let hyphened = source.split_once('-').is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
    match pos {
        TermPos::Noun if !hyphened => Reduplication::Plural,
        _ => Reduplication::None,
    }
}

/// The key of a term that gives none: lower case, runs of anything but letters and digits become one hyphen.
pub fn slug(term: &str) -> String {
    let words = term.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_entry_of_two_lines() {
        let g = Glossary::parse("g.toml", "[[entry]]\nterm = \"duta besar\"\nen = \"ambassador\"\n").expect("parses");
        assert_eq!(
            (g.terms[0].key.as_str(), g.terms[0].target.as_slice()),
            ("duta-besar", &["ambassador".to_owned()][..])
        );
        assert_eq!(g.terms[0].at.to_string(), "g.toml:2:8");
    }

    #[test]
    fn names_the_place_of_a_fault() {
        let table = [
            ("[[entry]]\nterm = duta\n", "g.toml:2:8: string values must be quoted, expected literal string"),
            ("[[entry]]\nterm = \"x\"\nstauts = \"draft\"\n", "g.toml:3:1: unknown field `stauts`"),
            ("[[entry]]\nterm = \"x\"\n", "g.toml:2:8: \"x\" has no English"),
            ("schema = 7\n", "g.toml:1:10: schema 7 is not known"),
            (
                "[[entry]]\nterm = \"x\"\nen = \"y\"\n[[entry.sense]]\nwhen = { next = [\"@us\"] }\nen = \"z\"\n",
                "g.toml:5:8: unknown list \"@us\"",
            ),
            ("\u{feff}[[entry]]\nterm = 1\nen = \"y\"", "g.toml:2:8: invalid type: integer `1`, expected a string"),
        ];
        for (toml, message) in table {
            let e = Glossary::parse("g.toml", toml).expect_err(toml).to_string();
            assert!(e.starts_with(message), "{e}");
        }
    }
}

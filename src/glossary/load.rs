//! TOML to [`Glossary`], with the place of every fault.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
    entry: Option<Vec<RawEntry>>,
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

/// Turns entries into terms.
struct Reader<'a> {
    path: PathBuf,
    toml: &'a str,
    lines: &'a LineIndex,
    defaults: RawDefaults,
    lists: BTreeMap<String, Vec<String>>,
}

impl<'a> Reader<'a> {
    /// For the entries under what `file` says of all of them.
    fn new(path: PathBuf, toml: &'a str, lines: &'a LineIndex, bom: usize, file: RawFile) -> Result<Self, LoadError> {
        let RawFile { schema, source: _, target: _, defaults, lists, entry: _ } = file;
        let reader = Self { path, toml, lines, defaults, lists };
        match schema {
            Some(schema) if *schema.get_ref() != SCHEMA => {
                let message = format!("schema {} is not known", schema.get_ref());
                let span = schema.span();
                Err(reader.fault(span.start + bom..span.end + bom, message, "this padan reads schema 1"))
            }
            _ => Ok(reader),
        }
    }

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

    /// The term of an entry. `offset` is where the text that the entry was parsed from begins.
    fn term(&self, raw: RawEntry, offset: usize) -> Result<Term, LoadError> {
        let span = raw.term.span();
        let span = span.start + offset..span.end + offset;
        let (line, column) = self.lines.line_column(self.toml, span.start);
        let source = raw.term.into_inner();
        if source.trim().is_empty() {
            return Err(self.fault(span, "an empty term", "write the Indonesian citation form"));
        }
        if source.len() > LONGEST {
            return Err(self.fault(span, "a term of more than 1000 bytes", "a term is a few words"));
        }
        let target: Vec<String> = raw.en.map(Into::into).unwrap_or_default();
        if (target.is_empty() || target.iter().any(|t| t.trim().is_empty())) && !raw.dnt {
            let message = format!("{source:?} has no English");
            return Err(self.fault(span, message, "add `en = \"…\"`, or `dnt = true` to keep the Indonesian"));
        }
        let mut abbreviations = Vec::with_capacity(raw.abbr.len());
        for abbr in raw.abbr {
            abbreviations.push(match abbr {
                RawAbbr::Form(form) => Abbreviation { form, target: None, when: None },
                RawAbbr::Full(full) => Abbreviation {
                    form: full.form,
                    target: full.en,
                    when: full.when.map(|w| self.resolve(w, &span)).transpose()?,
                },
            });
        }
        let mut senses = Vec::with_capacity(raw.sense.len());
        for sense in raw.sense {
            let at = sense.when.span();
            let when = self.resolve(sense.when.into_inner(), &(at.start + offset..at.end + offset))?;
            let avoid = sense.avoid.into_iter().map(Into::into).collect();
            senses.push(TermSense { when, target: sense.en.into(), avoid, note: sense.note });
        }
        let reduplication = raw.redup.unwrap_or_else(|| plain_reduplication(&source, raw.pos.unwrap_or_default()));
        Ok(Term {
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
            status: raw.status.or(self.defaults.status).unwrap_or_default(),
            domain: raw.domain.or_else(|| self.defaults.domain.clone()),
            scope: raw.scope.or_else(|| self.defaults.scope.clone()).unwrap_or_default(),
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
            at: Location { path: self.path.clone(), line, column },
            source,
        })
    }
}

/// How many bytes of a long file are parsed at once: the tree of a text takes some forty times its bytes.
const PIECE: usize = 256 * 1024;

/// The header line of an entry, before which a file may be cut.
const HEADER: &str = "[[entry]]";

pub(super) fn parse(path: PathBuf, toml: &str) -> Result<Glossary, LoadError> {
    let bom = toml.len() - toml.strip_prefix('\u{feff}').unwrap_or(toml).len();
    let lines = LineIndex::new(toml);
    // What fails in pieces is parsed as a whole, which also finds the place of a fault.
    if toml.len() > 2 * PIECE
        && let Some(glossary) = parse_pieces(&path, toml, bom, &lines)
    {
        return Ok(glossary);
    }
    parse_whole(path, toml, bom, &lines)
}

fn parse_whole(path: PathBuf, toml: &str, bom: usize, lines: &LineIndex) -> Result<Glossary, LoadError> {
    let mut file: RawFile = match toml::from_str(&toml[bom..]) {
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
    let entries = file.entry.take().unwrap_or_default();
    let reader = Reader::new(path, toml, lines, bom, file)?;
    let terms = entries.into_iter().map(|raw| reader.term(raw, bom)).collect::<Result<_, _>>()?;
    Ok(Glossary { terms })
}

/// Parses what stands before the entries, then some hundred entries at a time. `None` if that cannot be done, also because of a fault.
///
/// A piece that holds nothing but whole entries means alone what it means in the file; a cut inside a string or an array would leave
/// that open, which is a fault.
fn parse_pieces(path: &Path, toml: &str, bom: usize, lines: &LineIndex) -> Option<Glossary> {
    let begins_line = |&at: &usize| at == bom || toml.as_bytes()[at - 1] == b'\n';
    let headers: Vec<usize> = toml.match_indices(HEADER).map(|(at, _)| at).filter(begins_line).collect();
    let head: RawFile = toml::from_str(&toml[bom..*headers.first()?]).ok()?;
    if head.entry.is_some() {
        return None;
    }
    let reader = Reader::new(path.to_owned(), toml, lines, bom, head).ok()?;
    let mut terms = Vec::with_capacity(headers.len());
    let mut start = headers[0];
    let ends = headers.iter().copied().chain([toml.len()]);
    for end in ends {
        if end - start < PIECE && end < toml.len() {
            continue;
        }
        let piece: RawFile = toml::from_str(&toml[start..end]).ok()?;
        if !piece.is_entries() {
            return None;
        }
        for raw in piece.entry.unwrap_or_default() {
            terms.push(reader.term(raw, start).ok()?);
        }
        start = end;
    }
    Some(Glossary { terms })
}

impl RawFile {
    /// Whether this is entries and nothing else.
    fn is_entries(&self) -> bool {
        let Self { schema, source, target, defaults, lists, entry: _ } = self;
        let RawDefaults { domain, status, scope } = defaults;
        schema.is_none()
            && (source.is_none() && target.is_none() && lists.is_empty())
            && (domain.is_none() && status.is_none() && scope.is_none())
    }
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

    /// A glossary of more than two pieces.
    fn long(begin: &str, entry: &str, end: &str) -> String {
        let entries = (0..).map(|n| entry.replace("{n}", &n.to_string()));
        let mut toml = begin.to_owned();
        for entry in entries.take(3 * PIECE / entry.len()) {
            toml.push_str(&entry);
        }
        toml + end
    }

    #[test]
    fn reads_in_pieces_what_it_reads_as_a_whole() {
        let plain = "[[entry]]\nterm = \"x{n}\"\nen = \"y\"\n";
        let tables = "# c\n[[entry]] # d\nterm = \"x{n}\"\ndnt = true\n[[entry.sense]]\nwhen = { next = [\"@us\"] }\nen = \"z\"\n";
        let inside = "[[entry]]\nterm = \"x{n}\"\nen = \"y\"\nnote = \"\"\"\n[[entry]]\nterm = 1\n\"\"\"\n";
        let lists = "[lists]\nus = [\"AS\"]\n";
        let table = [
            (long("", plain, ""), Some(true)),
            (long("\u{feff}schema = 1\r\n", &plain.replace('\n', "\r\n"), ""), Some(true)),
            (long(&format!("[defaults]\nstatus = \"draft\"\n{lists}"), tables, ""), Some(true)),
            (long("", plain, lists), Some(false)),
            (long("", inside, ""), None),
            (long("entry = []\n", plain, ""), Some(false)),
            (long("schema = 2\n", plain, ""), Some(false)),
            (long("", plain, "[[entry]]\nterm = \"last\"\n"), Some(false)),
        ];
        for (toml, in_pieces) in table {
            let bom = if toml.starts_with('\u{feff}') { 3 } else { 0 };
            let lines = LineIndex::new(&toml);
            let pieces = parse_pieces(Path::new("g.toml"), &toml, bom, &lines).map(|g| g.terms);
            let whole = parse_whole("g.toml".into(), &toml, bom, &lines).map(|g| g.terms);
            let begin = toml.get(..60).unwrap_or_default();
            assert!(in_pieces.is_none_or(|wanted| pieces.is_some() == wanted), "{begin:?}: {:?}", whole.err());
            if let Some(pieces) = pieces {
                assert!(whole.is_ok_and(|whole| whole == pieces), "{begin:?}");
            }
        }
    }
}

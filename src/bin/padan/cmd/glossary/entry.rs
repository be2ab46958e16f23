//! Entries as commands read them: the term, its text and its place.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use padan::Glossary;
use padan::glossary::edit::tree::{Kind, Node, Tree};
use padan::glossary::edit::write;
use padan::glossary::schema::ENTRY;
use padan::glossary::{Term, TermPos, TermStatus};
use serde_json::{Map, Value, json};

use crate::args::GlossaryArgs;
use crate::inputs;

/// A glossary file, read.
pub struct Source {
    pub tree: Tree,
    /// In the order of the entries.
    pub terms: Vec<Term>,
}

impl Source {
    /// Reads the glossaries that the arguments ask for.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn all(args: &GlossaryArgs) -> Result<Vec<Self>> {
        let texts = inputs::glossary_texts(args)?;
        texts.into_iter().map(|(path, text)| Self::new(&path, &text)).collect()
    }

    /// Reads a glossary.
    ///
    /// # Errors
    /// It is not one; the fault is shown with its line.
    pub fn new(path: &Path, text: &str) -> Result<Self> {
        let Glossary { terms, .. } = inputs::parse_glossary(path, text)?;
        Ok(Self { tree: Tree::parse(text), terms })
    }

    /// The entries with their terms.
    pub fn entries(&self) -> impl Iterator<Item = (&Term, &Node)> {
        self.terms.iter().zip(self.tree.entries())
    }
}

/// How far an entry is trusted, by name.
pub fn status(status: TermStatus) -> &'static str {
    match status {
        TermStatus::Preferred => "preferred",
        TermStatus::Admitted => "admitted",
        TermStatus::Deprecated => "deprecated",
        TermStatus::Draft => "draft",
    }
}

/// What kind of word a term is, by name.
pub fn pos(pos: TermPos) -> &'static str {
    match pos {
        TermPos::Noun => "noun",
        TermPos::Verb => "verb",
        TermPos::Adj => "adj",
        TermPos::Adv => "adv",
        TermPos::Name => "name",
        TermPos::Phrase => "phrase",
        TermPos::Prep => "prep",
        TermPos::Affix => "affix",
    }
}

/// A value as JSON; dates are strings.
pub fn json(node: &Node) -> Value {
    match &node.kind {
        Kind::String(s) | Kind::Date(s) | Kind::Float(s) => json!(s),
        Kind::Integer(s) => s.parse::<i64>().map_or_else(|_| json!(s), |n| json!(n)),
        Kind::Boolean(b) => json!(b),
        Kind::Array(items) => items.iter().map(json).collect(),
        Kind::Table(pairs) => {
            Value::Object(pairs.iter().map(|(k, v)| (k.name.clone(), json(v))).collect::<Map<_, _>>())
        }
        Kind::Broken => Value::Null,
    }
}

/// An entry as a JSON object: what it says, its key, its status and its place.
pub fn row(term: &Term, node: &Node) -> Map<String, Value> {
    let mut row = Map::new();
    row.insert("key".to_owned(), json!(term.key));
    row.insert("path".to_owned(), json!(term.at.path.display().to_string()));
    row.insert("line".to_owned(), json!(term.at.line));
    for (key, value) in node.pairs() {
        row.insert(key.name.clone(), json(value));
    }
    row.insert("status".to_owned(), json!(status(term.status)));
    if let Some(domain) = &term.domain {
        row.insert("domain".to_owned(), json!(domain));
    }
    row
}

/// Writes a JSON object on a line of its own.
pub fn write_json(out: &mut impl Write, row: &impl serde::Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    writeln!(out)?;
    Ok(())
}

/// What an entry says, a line a key or member, for people.
pub fn lines(node: &Node) -> Vec<(String, String)> {
    let rank = |name: &str| ENTRY.iter().position(|k| k.name == name).unwrap_or(ENTRY.len());
    let mut pairs: Vec<_> = node.pairs().iter().filter(|(k, _)| k.name != "term" && k.name != "key").collect();
    pairs.sort_by_key(|(k, _)| rank(&k.name));
    let mut out = Vec::new();
    for (key, value) in pairs {
        let tables = value.items().iter().any(|n| matches!(n.kind, Kind::Table(_)));
        if tables {
            let members = value.items().iter().map(said);
            out.extend(members.enumerate().map(|(n, m)| (if n == 0 { key.name.clone() } else { String::new() }, m)));
        } else {
            out.push((key.name.clone(), said(value)));
        }
    }
    out
}

/// A value in words.
fn said(node: &Node) -> String {
    match &node.kind {
        Kind::String(s) => s.clone(),
        Kind::Array(items) => items.iter().map(said).collect::<Vec<_>>().join(", "),
        Kind::Table(pairs) => {
            let pairs = pairs.iter().map(|(k, v)| match k.name.as_str() {
                "en" | "form" | "term" | "text" => said(v),
                name => format!("{name}: {}", said(v)),
            });
            pairs.collect::<Vec<_>>().join("; ")
        }
        _ => write::inline(node),
    }
}

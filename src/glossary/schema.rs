//! The keys of a glossary file: one table that editing, checking, formatting and the JSON Schema share.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

/// A key that may stand in a table.
#[derive(Debug)]
pub struct KeySpec {
    /// Its name.
    pub name: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it says.
    pub about: &'static str,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// A string, or a list of them.
    OneOrMany,
    /// One of these strings.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
    /// A date.
    Date,
    /// A table.
    Table(&'static [KeySpec]),
    /// A list of tables.
    Tables(&'static [KeySpec]),
    /// A list of strings or tables; a string stands for the first key.
    TextsOrTables(&'static [KeySpec]),
    /// A table of lists of strings, under any name.
    Lists,
}

impl Shape {
    /// What it is, by name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Texts => "a list of strings",
            Self::OneOrMany => "a string or a list of strings",
            Self::Choice(_) => "one of a few strings",
            Self::Flag => "true or false",
            Self::Number => "a whole number",
            Self::Date => "a date such as 2026-11-21",
            Self::Table(_) => "a table",
            Self::Tables(_) => "a list of tables",
            Self::TextsOrTables(_) => "a list of strings or tables",
            Self::Lists => "a table of lists",
        }
    }

    /// The keys of its tables.
    pub fn keys(self) -> &'static [KeySpec] {
        match self {
            Self::Table(keys) | Self::Tables(keys) | Self::TextsOrTables(keys) => keys,
            _ => &[],
        }
    }
}

const fn key(name: &'static str, shape: Shape, about: &'static str) -> KeySpec {
    KeySpec { name, shape, required: false, about }
}

const fn required(name: &'static str, shape: Shape, about: &'static str) -> KeySpec {
    KeySpec { name, shape, required: true, about }
}

/// What `pos` may be.
pub const POS: &[&str] = &["noun", "verb", "adj", "adv", "name", "phrase", "prep", "affix"];
/// What `status` may be.
pub const STATUS: &[&str] = &["preferred", "admitted", "deprecated", "draft"];
/// What `case` may be.
pub const CASE: &[&str] = &["auto", "exact", "any"];
/// What `redup` may be.
pub const REDUP: &[&str] = &["plural", "lexical", "none"];
/// What `match` may be.
pub const MATCH: &[&str] = &["inflect", "exact"];

/// Keys of `when`.
pub const WHEN: &[KeySpec] = &[
    key("next", Shape::Texts, "one of these words follows"),
    key("prev", Shape::Texts, "one of these words stands before"),
    key("near", Shape::Texts, "one of these words is in the sentence"),
    key("doc", Shape::Texts, "one of these words is in the document"),
    key("domain", Shape::Texts, "the document has one of these subject fields"),
    key("scope", Shape::Texts, "the document is for one of these clients or projects"),
];

/// Keys of a member of `avoid`.
pub const AVOID: &[KeySpec] = &[
    required("en", Shape::Text, "the English that is not wanted"),
    key("why", Shape::Text, "why not"),
    key("use", Shape::Text, "what to write instead"),
];

/// Keys of a member of `abbr`.
pub const ABBR: &[KeySpec] = &[
    required("form", Shape::Text, "the abbreviation as written"),
    key("en", Shape::Text, "its own English, if not that of the entry"),
    key("when", Shape::Table(WHEN), "when it stands for the term"),
];

/// Keys of a member of `family`.
pub const FAMILY: &[KeySpec] = &[
    required("term", Shape::Text, "Indonesian citation form"),
    required("en", Shape::OneOrMany, "English, preferred first"),
    key("pos", Shape::Choice(POS), "what kind of word it is"),
    key("also", Shape::Texts, "other spellings"),
];

/// Keys of a member of `example`.
pub const EXAMPLE: &[KeySpec] = &[
    required("text", Shape::Text, "an Indonesian sentence with the term"),
    key("en", Shape::Text, "its English, which must hold a rendering"),
    key("source", Shape::Text, "where the sentence is from"),
];

/// Keys of `[[entry.sense]]`.
pub const SENSE: &[KeySpec] = &[
    required("when", Shape::Table(WHEN), "the context; all that is given must hold"),
    required("en", Shape::OneOrMany, "English there, preferred first"),
    key("avoid", Shape::Tables(AVOID), "English that is not wanted there"),
    key("note", Shape::Text, "advice to the translator"),
];

/// Keys of `[[entry]]`, in the order in which `padan glossary fmt` writes them.
pub const ENTRY: &[KeySpec] = &[
    key("key", Shape::Text, "stable identity; else the slug of the term"),
    required("term", Shape::Text, "Indonesian citation form: bare noun, *me-* verb, no clitic"),
    key("root", Shape::Text, "the root, where affixes fuse two words: `tanda tangan` of *menandatangani*"),
    key("pos", Shape::Choice(POS), "what kind of word it is; decides which forms match"),
    key("redup", Shape::Choice(REDUP), "what reduplication of the first word means (default for nouns: a plural)"),
    key("case", Shape::Choice(CASE), "which letter case matches; `auto`: capitals of the term need capitals"),
    key("match", Shape::Choice(MATCH), "whether inflected forms match too (default) or only what is written"),
    key("en", Shape::OneOrMany, "English, preferred first; needed unless `dnt`"),
    key("en_forms", Shape::Texts, "irregular English forms"),
    key("dnt", Shape::Flag, "do not translate: the Indonesian stays"),
    key("also", Shape::Texts, "other spellings and synonyms, inflected like the term"),
    key("abbr", Shape::TextsOrTables(ABBR), "abbreviations, matched as written"),
    key("forms", Shape::Texts, "irregular forms that no rule makes"),
    key("avoid", Shape::Tables(AVOID), "English that is not wanted, with the reason"),
    key("family", Shape::Tables(FAMILY), "derived words with English of their own"),
    key("not_before", Shape::Texts, "the term does not match before these words"),
    key("not_after", Shape::Texts, "the term does not match after these words"),
    key("def", Shape::Text, "what the term means"),
    key("see", Shape::OneOrMany, "keys of related entries"),
    key("note", Shape::Text, "advice to the translator"),
    key("example", Shape::Tables(EXAMPLE), "sentences, run as tests of the entry"),
    key("source", Shape::Text, "where the entry is from"),
    key("domain", Shape::Text, "subject field"),
    key("scope", Shape::Texts, "clients or projects that it is for"),
    key("status", Shape::Choice(STATUS), "how far the entry is trusted"),
    key("replaced_by", Shape::OneOrMany, "keys of the entries to use instead"),
    key("by", Shape::Text, "who wrote it"),
    key("since", Shape::Date, "first day of validity"),
    key("until", Shape::Date, "last day of validity"),
    key("sense", Shape::Tables(SENSE), "English by context; the first whose `when` holds wins"),
];

/// Keys of `[defaults]`.
pub const DEFAULTS: &[KeySpec] = &[
    key("domain", Shape::Text, "subject field of entries that do not say"),
    key("status", Shape::Choice(STATUS), "status of entries that do not say"),
    key("scope", Shape::Texts, "scope of entries that do not say"),
];

/// Keys of the file.
pub const FILE: &[KeySpec] = &[
    key("schema", Shape::Number, "version of this schema: 1"),
    key("source", Shape::Text, "language of the terms: id"),
    key("target", Shape::Text, "language of the renderings: en"),
    key("defaults", Shape::Table(DEFAULTS), "what holds for entries that do not say"),
    key("lists", Shape::Lists, "word lists for `when`, used as \"@name\""),
    key("entry", Shape::Tables(ENTRY), "one entry a concept"),
];

/// The JSON Schema of glossary files, for editors (Taplo, Tombi).
///
/// ```
/// let schema = padan::glossary::schema::json_schema();
/// assert_eq!(schema.get("title").and_then(|t| t.as_str()), Some("padan glossary"));
/// ```
pub fn json_schema() -> Schema {
    let mut schema = json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "padan glossary",
        "description": "An Indonesian-English glossary: one [[entry]] a concept. `term` and `en` make a whole entry.",
    });
    let Value::Object(table) = table(FILE) else { return schema };
    for (name, value) in table {
        schema.insert(name, value);
    }
    schema
}

fn table(keys: &[KeySpec]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|k| (k.name.to_owned(), property(k))).collect();
    let required: Vec<&str> = keys.iter().filter(|k| k.required).map(|k| k.name).collect();
    let mut out = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        out["required"] = json!(required);
    }
    if std::ptr::eq(keys, ENTRY) {
        let kept = json!({ "required": ["dnt"], "properties": { "dnt": { "const": true } } });
        out["anyOf"] = json!([{ "required": ["en"] }, kept]);
    }
    out
}

fn property(key: &KeySpec) -> Value {
    let text = || json!({ "type": "string", "pattern": "\\S" });
    let texts = || json!({ "type": "array", "items": text() });
    let mut out = match key.shape {
        Shape::Text => text(),
        Shape::Texts => texts(),
        Shape::OneOrMany => json!({ "anyOf": [text(), texts()] }),
        Shape::Choice(values) => json!({ "enum": values }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Number => json!({ "const": 1 }),
        // Editors hand a date over as a string.
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Table(keys) => table(keys),
        Shape::Tables(keys) => json!({ "type": "array", "items": table(keys) }),
        Shape::TextsOrTables(keys) => json!({ "type": "array", "items": { "anyOf": [text(), table(keys)] } }),
        Shape::Lists => json!({ "type": "object", "additionalProperties": texts() }),
    };
    out["description"] = json!(key.about);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Glossary;

    /// A value of the shape, as TOML.
    fn sample(shape: Shape) -> String {
        let members = |keys: &[KeySpec]| {
            let pairs: Vec<String> = keys.iter().map(|k| format!("{} = {}", k.name, sample(k.shape))).collect();
            format!("{{ {} }}", pairs.join(", "))
        };
        match shape {
            Shape::Text | Shape::OneOrMany => "\"x\"".to_owned(),
            Shape::Texts => "[\"x\"]".to_owned(),
            Shape::Choice(values) => format!("{:?}", values[values.len() - 1]),
            Shape::Flag => "true".to_owned(),
            Shape::Number => "1".to_owned(),
            Shape::Date => "2026-11-21".to_owned(),
            Shape::Table(keys) => members(keys),
            Shape::Tables(keys) => format!("[{}]", members(keys)),
            Shape::TextsOrTables(keys) => format!("[\"x\", {}]", members(keys)),
            Shape::Lists => "{ x = [\"x\"] }".to_owned(),
        }
    }

    #[test]
    fn the_reader_takes_every_key() {
        let file: String = FILE.iter().map(|k| format!("{} = {}\n", k.name, sample(k.shape))).collect();
        let glossary = Glossary::parse("g.toml", &file).expect("every key is read");
        assert_eq!(glossary.terms.len(), 1);
    }

    #[test]
    fn the_reader_takes_every_value() {
        for (name, values) in [("pos", POS), ("status", STATUS), ("case", CASE), ("redup", REDUP), ("match", MATCH)] {
            for value in values {
                let toml = format!("[[entry]]\nterm = \"x\"\nen = \"y\"\n{name} = {value:?}\n");
                assert!(Glossary::parse("g.toml", &toml).is_ok(), "{toml}");
            }
            let toml = format!("[[entry]]\nterm = \"x\"\nen = \"y\"\n{name} = \"zzz\"\n");
            let fault = Glossary::parse("g.toml", &toml).expect_err("an unknown value").to_string();
            assert!(values.iter().all(|v| fault.contains(v)), "{fault}");
            assert_eq!(fault.matches('`').count() / 2 - 1, values.len(), "{fault}");
        }
    }
}

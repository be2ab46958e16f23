//! Yomitan dictionaries (<https://github.com/yomidevs/yomitan/tree/master/ext/data/schemas>, version 3).
//!
//! A form is a row whose definition is its headword with the affixes between them; Yomitan follows it without knowing Indonesian.

use std::io;

use serde_json::{Value, json};

use super::package::PackedFile;
use crate::model::{Dictionary, Upos};

/// Rows of a file; Yomitan reads any number of files.
const BANK: usize = 10_000;

pub(super) fn files(dictionary: &Dictionary) -> io::Result<Vec<PackedFile>> {
    let mut rows: Vec<Value> = Vec::with_capacity(dictionary.entries.len() + dictionary.forms.len());
    for (n, e) in dictionary.entries.iter().enumerate() {
        let tag = if e.term { "term" } else { e.upos.map_or("phrase", Upos::as_str) };
        let score = if e.term { 100 } else { 0 };
        rows.push(json!([e.headword, "", tag, "", score, e.glosses, n + 1, ""]));
    }
    let first = rows.len() + 1;
    for (n, f) in dictionary.forms.iter().enumerate() {
        // A form without affixes of its own is a spelling or a voice of its headword.
        let chain = if f.affixes.is_empty() { vec!["form of".to_owned()] } else { f.affixes.clone() };
        rows.push(json!([f.form, "", "non-lemma", "", -10, [[f.headword, chain]], first + n, ""]));
    }
    let index = json!({
        "title": dictionary.title,
        "revision": format!("padan {}", env!("CARGO_PKG_VERSION")),
        "format": 3,
        "sequenced": true,
        "author": "padan",
        "description": "Indonesian to English, with the affixes of every form",
        "attribution": "Made with padan from its lexicon and glossary, MIT or Apache-2.0",
        "sourceLanguage": "id",
        "targetLanguage": "en",
    });
    let mut tags: Vec<Value> = vec![
        json!(["term", "expression", -5, "term of the glossary", 0]),
        json!(["phrase", "expression", -5, "phrase", 0]),
        json!(["non-lemma", "", 0, "form of another word", -1]),
    ];
    tags.extend(Upos::ALL.iter().map(|t| json!([t.as_str(), "partOfSpeech", -3, t.meaning(), 0])));
    let mut files = vec![
        PackedFile::text("index.json", serde_json::to_string(&index)?),
        PackedFile::text("tag_bank_1.json", serde_json::to_string(&tags)?),
    ];
    for (n, bank) in rows.chunks(BANK).enumerate() {
        files.push(PackedFile::text(format!("term_bank_{}.json", n + 1), serde_json::to_string(bank)?));
    }
    Ok(files)
}

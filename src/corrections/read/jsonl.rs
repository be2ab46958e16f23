//! JSON Lines. Fields that a person or a program added are left alone.

use serde::Deserialize;

use super::{Entry, ReadError, review};

#[derive(Deserialize)]
struct Row {
    doc: String,
    sent: usize,
    text: String,
    tokens: Vec<Token>,
    #[serde(default)]
    units: Vec<Unit>,
}

#[derive(Deserialize)]
struct Token {
    i: usize,
    form: String,
    gloss: String,
    check: Option<String>,
    #[serde(default)]
    review: String,
}

#[derive(Deserialize)]
struct Unit {
    tokens: Vec<usize>,
    form: String,
    gloss: String,
    check: Option<String>,
    #[serde(default)]
    review: String,
}

pub(super) fn read(text: &str) -> Result<Vec<Entry>, ReadError> {
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row: Row =
            serde_json::from_str(line).map_err(|e| ReadError::Line { line: n + 1, message: e.to_string() })?;
        let entry = |tokens: Vec<usize>, form: String, gloss: String, check: Option<String>, said: &str| {
            Ok(Entry {
                line: n + 1,
                document: row.doc.clone(),
                number: row.sent,
                sentence: row.text.clone(),
                tokens,
                form,
                gloss,
                check,
                review: review(said, n + 1)?,
            })
        };
        for unit in row.units {
            out.push(entry(unit.tokens, unit.form, unit.gloss, unit.check, &unit.review)?);
        }
        for token in row.tokens.into_iter().filter(|t| t.check.is_some() || !t.gloss.is_empty()) {
            out.push(entry(vec![token.i], token.form, token.gloss, token.check, &token.review)?);
        }
    }
    Ok(out)
}

//! The file of corrections.

use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use super::{Correction, Corrections, Verdict};
use crate::diagnostic::Diagnostic;

/// Why a file of corrections cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LoadError(pub Box<Diagnostic>);

const VERSION: u32 = 1;

const HEAD: &str = "\
# What people said about the glosses of the article beside this file. `padan annotate` obeys it, `padan corrections` keeps it.
# verdict: approved, rejected or suggested. Comments are not kept when the file is written anew; use note = \"…\".
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    #[serde(default)]
    text: String,
    #[serde(default)]
    correction: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    sentence: String,
    #[serde(default = "first")]
    occurrence: usize,
    words: String,
    #[serde(default = "first")]
    nth: usize,
    gloss: String,
    verdict: toml::Spanned<String>,
    was: Option<String>,
    note: Option<String>,
}

fn first() -> usize {
    1
}

impl Corrections {
    /// Reads the `text` of the file at `path`.
    ///
    /// # Errors
    /// The first fault, with its place. Nothing is annotated with half of what people said.
    pub fn parse(path: impl AsRef<Path>, text: &str) -> Result<Self, LoadError> {
        let fault = |span: std::ops::Range<usize>, message: String| {
            LoadError(Box::new(Diagnostic::error(path.as_ref().to_owned(), text, span, message)))
        };
        let file: File = toml::from_str(text).map_err(|e| {
            let span = e.span().unwrap_or(0..0);
            fault(span, e.message().lines().next().unwrap_or_default().to_owned())
        })?;
        if file.version != VERSION {
            return Err(fault(0..0, format!("version {} of the file is not known here", file.version)));
        }
        let mut all = Vec::with_capacity(file.correction.len());
        for row in file.correction {
            let verdict: Verdict = row.verdict.get_ref().parse().map_err(|()| {
                let known: Vec<&str> = Verdict::ALL.iter().map(|v| v.as_str()).collect();
                fault(
                    row.verdict.span(),
                    format!("unknown verdict {:?}; known are {}", row.verdict.get_ref(), known.join(", ")),
                )
            })?;
            all.push(Correction {
                sentence: super::normal(&row.sentence),
                occurrence: row.occurrence.max(1),
                words: super::normal(&row.words),
                nth: row.nth.max(1),
                gloss: row.gloss,
                verdict,
                was: row.was,
                note: row.note,
            });
        }
        Ok(Self { text: file.text.split_whitespace().map(str::to_owned).collect(), all })
    }

    /// The file's text. The same corrections always give the same text.
    pub fn to_toml(&self) -> String {
        let mut out = format!(
            "{HEAD}version = {VERSION}\n# Fingerprints of the sentences of the text, in order.\ntext = \"\"\"\n"
        );
        for row in self.text.chunks(14) {
            let _ = writeln!(out, "{}", row.join(" "));
        }
        out.push_str("\"\"\"\n");
        for c in &self.all {
            let _ = write!(out, "\n[[correction]]\nsentence = {}\n", quoted(&c.sentence));
            if c.occurrence > 1 {
                let _ = writeln!(out, "occurrence = {}", c.occurrence);
            }
            let _ = writeln!(out, "words = {}", quoted(&c.words));
            if c.nth > 1 {
                let _ = writeln!(out, "nth = {}", c.nth);
            }
            let _ = write!(out, "gloss = {}\nverdict = \"{}\"\n", quoted(&c.gloss), c.verdict);
            for (key, value) in [("was", &c.was), ("note", &c.note)] {
                if let Some(value) = value {
                    let _ = writeln!(out, "{key} = {}", quoted(value));
                }
            }
        }
        out
    }
}

/// A basic string of TOML.
fn quoted(s: &str) -> String {
    let mut out = String::from("\"");
    for c in s.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let correction = Correction {
            sentence: "Ia \"berkata\" \\ \u{7} <b>.".into(),
            occurrence: 2,
            words: "berkata".into(),
            nth: 3,
            gloss: "say\t]]>".into(),
            verdict: Verdict::Rejected,
            was: Some("# tell".into()),
            note: None,
        };
        let all = Corrections { text: vec!["0123abcd".into(); 20], all: vec![correction] };
        assert_eq!(Corrections::parse("a", &all.to_toml()).expect("parses"), all);
    }

    #[test]
    fn faults_have_a_place() {
        let fault = |text: &str| Corrections::parse("a.toml", text).expect_err("is a fault").to_string();
        let row =
            "version = 1\n[[correction]]\nsentence = \"a\"\nwords = \"a\"\ngloss = \"b\"\nverdict = \"perhaps\"\n";
        assert_eq!(fault(row), "a.toml:6:11: unknown verdict \"perhaps\"; known are approved, rejected, suggested");
        assert!(fault("version = 9\n").contains("version 9"));
        assert!(fault("versions = 1\n").starts_with("a.toml:1:1: unknown field"));
    }
}

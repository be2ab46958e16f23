//! Findings for other programs: lines of JSON, SARIF 2.1.0, and the annotations of GitHub's workflow logs.
//!
//! SARIF: Static Analysis Results Interchange Format, OASIS Standard, 27 March 2020.

use std::ops::Range;

use serde_json::{Value, json};

use super::translation::{self, Place};
use super::{glossary, lexicon};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Location;

/// A finding of whichever check.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// Code of the check.
    pub code: &'static str,
    /// What the check finds.
    pub about: &'static str,
    /// Why that is a fault.
    pub explain: &'static str,
    /// Where and what.
    pub diagnostic: &'a Diagnostic,
    /// Key of the entry that it is about.
    pub key: Option<&'a str>,
    /// Whether it can be mended.
    pub fixable: bool,
    /// The place in the other text, of findings about a text and its translation.
    pub other: Option<&'a Place>,
    /// How far to trust it, 0 to 1, of those too.
    pub confidence: Option<f32>,
}

impl<'a> From<&'a glossary::Finding> for Reported<'a> {
    fn from(f: &'a glossary::Finding) -> Self {
        let glossary::Check { code, about, explain, .. } = *f.check;
        let (key, fixable) = (f.key.as_deref(), f.fix.is_some());
        Self { code, about, explain, diagnostic: &f.diagnostic, key, fixable, other: None, confidence: None }
    }
}

impl<'a> From<&'a lexicon::Finding> for Reported<'a> {
    fn from(f: &'a lexicon::Finding) -> Self {
        let lexicon::Check { code, about, help, .. } = *f.check;
        let diagnostic = &f.diagnostic;
        Self { code, about, explain: help, diagnostic, key: None, fixable: false, other: None, confidence: None }
    }
}

impl<'a> From<&'a translation::Finding> for Reported<'a> {
    fn from(f: &'a translation::Finding) -> Self {
        let translation::Check { code, about, explain, .. } = *f.check;
        let (diagnostic, key, other) = (&f.diagnostic, f.key.as_deref(), f.other.as_ref());
        Self { code, about, explain, diagnostic, key, fixable: false, other, confidence: Some(f.confidence) }
    }
}

/// A severity by name.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// A finding as a JSON object.
pub fn json(found: &Reported<'_>) -> Value {
    let d = found.diagnostic;
    let mut row = json!({
        "code": found.code,
        "severity": severity(d.severity),
        "path": d.path.display().to_string(),
        "line": d.at.line,
        "column": d.at.column,
        "key": found.key,
        "message": d.message,
        "help": d.help,
        "fixable": found.fixable,
    });
    if let Some(confidence) = found.confidence {
        row["confidence"] = json!(rounded(confidence));
        row["other"] =
            json!(found.other.map(|o| {
                json!({ "path": o.at.path.display().to_string(), "line": o.at.line, "column": o.at.column })
            }));
    }
    row
}

/// Two digits of a confidence.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

/// A place of SARIF, given the text that it is in.
fn location(at: &Location, span: &Range<usize>, text: &str) -> Value {
    let part = text.get(span.clone()).unwrap_or_default();
    let (line, column) = match part.rfind('\n') {
        Some(last) => (at.line + part.matches('\n').count(), part[last + 1..].chars().count() + 1),
        None => (at.line, at.column + part.chars().count()),
    };
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&at.path) },
        "region": { "startLine": at.line, "startColumn": at.column, "endLine": line, "endColumn": column },
    } })
}

/// Findings as one SARIF log. `text` gives the text of a file by its path.
pub fn sarif<'t>(found: &[Reported<'_>], text: impl Fn(&std::path::Path) -> &'t str) -> Value {
    let mut rules: Vec<&Reported<'_>> = Vec::new();
    for f in found {
        if rules.iter().all(|r| r.code != f.code) {
            rules.push(f);
        }
    }
    rules.sort_by_key(|r| r.code);
    let level = |s: Severity| match s {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let rows: Vec<Value> = rules
        .iter()
        .map(|r| {
            json!({
                "id": r.code,
                "shortDescription": { "text": r.about },
                "fullDescription": { "text": r.explain },
                "defaultConfiguration": { "level": level(r.diagnostic.severity) },
            })
        })
        .collect();
    let results: Vec<Value> = found
        .iter()
        .map(|f| {
            let d = f.diagnostic;
            let message = match &d.help {
                Some(help) => format!("{}; {help}", d.message),
                None => d.message.clone(),
            };
            let mut result = json!({
                "ruleId": f.code,
                "ruleIndex": rules.iter().position(|r| r.code == f.code),
                "level": level(d.severity),
                "message": { "text": message },
                "locations": [location(&d.at, &d.span, text(&d.path))],
            });
            if let Some(other) = f.other {
                result["relatedLocations"] = json!([location(&other.at, &other.span, text(&other.at.path))]);
            }
            if let Some(confidence) = f.confidence {
                result["rank"] = json!(rounded(confidence) * 100.0);
            }
            result
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "padan", "version": env!("CARGO_PKG_VERSION"), "rules": rows } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// A path as a relative reference: everything but letters, digits and a few marks is escaped (RFC 3986).
fn uri(path: &std::path::Path) -> String {
    let mut out = String::new();
    for b in path.to_string_lossy().replace('\\', "/").bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(b as char),
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

/// A finding as a command of GitHub's workflow logs.
pub fn github(found: &Reported<'_>) -> String {
    let d = found.diagnostic;
    let level = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let text = |s: &str| s.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |s: &str| text(s).replace(':', "%3A").replace(',', "%2C");
    let message = match &d.help {
        Some(help) => format!("{}; {help}", d.message),
        None => d.message.clone(),
    };
    format!(
        "::{level} file={},line={},col={},title={}::{}",
        property(&d.path.display().to_string()),
        d.at.line,
        d.at.column,
        property(found.code),
        text(&message)
    )
}

/// What the check with this code finds, and why that is a fault: its severity, a line, and a paragraph.
///
/// ```
/// let (_, about, _) = padan::lint::output::explain("g208").expect("there is such a check");
/// assert_eq!(about, "doubled words without `redup`");
/// ```
pub fn explain(code: &str) -> Option<(Severity, &'static str, &'static str)> {
    let is = |c: &str| c.eq_ignore_ascii_case(code);
    let ours = glossary::CHECKS.iter().find(|c| is(c.code)).map(|c| (c.severity, c.about, c.explain));
    let lexicon = lexicon::CHECKS.iter().find(|c| is(c.code)).map(|c| (c.severity, c.about, c.help));
    let of_pairs = translation::CHECKS.iter().find(|c| is(c.code)).map(|c| (c.severity, c.about, c.explain));
    ours.or(lexicon).or(of_pairs)
}

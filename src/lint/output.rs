//! Findings for other programs: lines of JSON, SARIF 2.1.0, and the annotations of GitHub's workflow logs.
//!
//! SARIF: Static Analysis Results Interchange Format, OASIS Standard, 27 March 2020.

use serde_json::{Value, json};

use super::{glossary, lexicon};
use crate::diagnostic::{Diagnostic, Severity};

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
}

impl<'a> From<&'a glossary::Finding> for Reported<'a> {
    fn from(f: &'a glossary::Finding) -> Self {
        let glossary::Check { code, about, explain, .. } = *f.check;
        Self { code, about, explain, diagnostic: &f.diagnostic, key: f.key.as_deref(), fixable: f.fix.is_some() }
    }
}

impl<'a> From<&'a lexicon::Finding> for Reported<'a> {
    fn from(f: &'a lexicon::Finding) -> Self {
        let lexicon::Check { code, about, help, .. } = *f.check;
        Self { code, about, explain: help, diagnostic: &f.diagnostic, key: None, fixable: false }
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
    json!({
        "code": found.code,
        "severity": severity(d.severity),
        "path": d.path.display().to_string(),
        "line": d.at.line,
        "column": d.at.column,
        "key": found.key,
        "message": d.message,
        "help": d.help,
        "fixable": found.fixable,
    })
}

/// The end of a finding as line and column, given the text that it is in.
fn end(d: &Diagnostic, text: &str) -> (usize, usize) {
    let part = text.get(d.span.clone()).unwrap_or_default();
    match part.rfind('\n') {
        Some(at) => (d.at.line + part.matches('\n').count(), part[at + 1..].chars().count() + 1),
        None => (d.at.line, d.at.column + part.chars().count()),
    }
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
            let (line, column) = end(d, text(&d.path));
            json!({
                "ruleId": f.code,
                "ruleIndex": rules.iter().position(|r| r.code == f.code),
                "level": level(d.severity),
                "message": { "text": message },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": uri(&d.path) },
                    "region": {
                        "startLine": d.at.line,
                        "startColumn": d.at.column,
                        "endLine": line,
                        "endColumn": column,
                    },
                } }],
            })
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
    ours.or_else(|| lexicon::CHECKS.iter().find(|c| is(c.code)).map(|c| (c.severity, c.about, c.help)))
}

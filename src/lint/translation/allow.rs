//! What is meant as it is: a list of lines `CODE "words" because …`.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{CHECKS, Check, Finding, Found, Work, allowance};

/// The check of the list itself.
pub(super) const CODE: &str = "C001";

/// A line that allows findings.
#[derive(Debug)]
struct Allow {
    span: Range<usize>,
    code: String,
    /// Words that stand in the finding's places; all of the check's findings without.
    words: Option<String>,
    reason: String,
}

/// A list of findings that are meant as they are.
///
/// ```
/// use padan::lint::translation::Allowed;
/// let list = Allowed::parse("allowed.txt", "# ours\nC201 \"kedutaan besar\" because the client says mission\n");
/// assert!(list.is_ok());
/// ```
#[derive(Debug)]
pub struct Allowed {
    path: PathBuf,
    text: String,
    rows: Vec<Allow>,
}

/// A line of the list that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}:{line}: write CODE, or CODE \"words\", and `because …`")]
pub struct AllowedError {
    path: String,
    line: usize,
}

impl Allowed {
    /// Reads a list. Lines that begin with `#` are comments.
    ///
    /// # Errors
    /// A line is of another shape.
    pub fn parse(path: impl Into<PathBuf>, text: &str) -> Result<Self, AllowedError> {
        let path = path.into();
        let mut rows = Vec::new();
        let mut at = 0;
        for (n, line) in text.split_inclusive('\n').enumerate() {
            let span = at..at + line.trim_end().len();
            at += line.len();
            let body = line.trim();
            if body.is_empty() || body.starts_with('#') {
                continue;
            }
            let row = parse_row(body, span);
            rows.push(row.ok_or_else(|| AllowedError { path: path.display().to_string(), line: n + 1 })?);
        }
        Ok(Self { path, text: text.to_owned(), rows })
    }

    /// The text of the list.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes away the findings that the list allows, and adds those about the list. `ran` says which checks have run.
    pub fn filter(&self, findings: &mut Vec<Finding>, ran: impl Fn(&Check) -> bool) {
        let mut used = vec![false; self.rows.len()];
        let letters = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        findings.retain(|f| {
            let fits = |row: &Allow| {
                let words = row.words.as_deref().map(letters);
                row.code.eq_ignore_ascii_case(f.check.code)
                    && !row.reason.is_empty()
                    && words.is_none_or(|w| f.words.iter().any(|have| letters(have).contains(&w)))
            };
            let by = self.rows.iter().position(fits);
            if let Some(n) = by {
                used[n] = true;
            }
            by.is_none()
        });
        let Some(check) = CHECKS.iter().find(|c| c.code == CODE && ran(c)) else { return };
        for (row, used) in self.rows.iter().zip(used) {
            let known = CHECKS.iter().find(|c| c.code.eq_ignore_ascii_case(&row.code));
            let message = match known {
                None => format!("there is no check {}", row.code),
                Some(_) if row.reason.is_empty() => "no reason is given".to_owned(),
                Some(known) if !used && ran(known) => format!("{} finds nothing here", known.code),
                Some(_) => continue,
            };
            findings.push(allowance(check, &self.path, &self.text, row.span.clone(), message));
        }
    }
}

fn parse_row(body: &str, span: Range<usize>) -> Option<Allow> {
    let (code, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    let rest = rest.trim();
    let (words, rest) = match rest.strip_prefix('"') {
        Some(quoted) => {
            let (words, rest) = quoted.rsplit_once('"')?;
            (Some(words.to_owned()), rest.trim())
        }
        None => (None, rest),
    };
    let reason = match rest {
        "" => "",
        rest => rest.strip_prefix("because")?.trim(),
    };
    Some(Allow { span, code: code.to_owned(), words, reason: reason.to_owned() })
}

/// Findings about the list are made when it is applied, by [`Allowed::filter`].
pub(super) fn unused(_: &Work<'_>, _: &mut Found<'_>) {}

//! Imported terms at the end of a glossary that is there.

use std::collections::HashMap;
use std::path::Path;

use super::super::{Defaults, Glossary, LoadError, Term, TermStatus};

/// A glossary with terms appended to its text.
#[derive(Debug)]
pub struct Appended {
    /// The new text of the file: the old one, and the new entries after it.
    pub text: String,
    /// Terms that were added.
    pub added: usize,
    /// Terms that were there already, with all the English that was to be added.
    pub there: usize,
    /// Terms that were there with other English.
    pub clashes: Vec<Clash>,
    /// Keys of added terms that take a domain from the `[defaults]` of the file, because they have none.
    pub defaulted: Vec<String>,
}

/// A term that a glossary has with other English.
#[derive(Clone, Debug)]
pub struct Clash {
    /// The entry of the glossary.
    pub there: Term,
    /// The one that was to be added.
    pub new: Term,
}

/// Why terms cannot be appended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppendError {
    /// The glossary cannot be read.
    #[error("{0}")]
    There(LoadError),
    /// The new text would not say what it should: a fault of padan.
    #[error("the file with the new entries would not hold what it should ({0}); nothing was changed")]
    Unproved(String),
}

/// Appends the terms of `new` that `text`, a glossary at `path`, does not have.
///
/// The result is read again before it is given back: its first entries are those of `text`, the rest the new ones.
///
/// # Errors
/// `text` is no glossary.
pub fn append(path: &Path, text: &str, new: &Glossary) -> Result<Appended, AppendError> {
    let old = Glossary::parse(path, text).map_err(AppendError::There)?;
    let defaults = defaults(text);
    let mut by_key: HashMap<&str, &Term> = HashMap::new();
    let mut by_term: HashMap<String, &Term> = HashMap::new();
    for term in &old.terms {
        by_key.entry(&term.key).or_insert(term);
        by_term.entry(term.source.to_lowercase()).or_insert(term);
    }
    let mut out = Appended { text: String::new(), added: 0, there: 0, clashes: Vec::new(), defaulted: Vec::new() };
    let mut expected: Vec<Term> = old.terms.clone();
    let mut entries = String::new();
    for term in &new.terms {
        match by_key.get(term.key.as_str()).or_else(|| by_term.get(&term.source.to_lowercase())) {
            Some(&there) if there.source == term.source && term.target.iter().all(|t| has(there, t)) => out.there += 1,
            Some(&there) => out.clashes.push(Clash { there: there.clone(), new: term.clone() }),
            None => {
                out.added += 1;
                entries.push('\n');
                entries.push_str(&term.to_toml(&defaults));
                let mut term = term.clone();
                if term.domain.is_none() && defaults.domain.is_some() {
                    out.defaulted.push(term.key.clone());
                    term.domain.clone_from(&defaults.domain);
                }
                expected.push(term);
            }
        }
    }
    out.text = text.to_owned();
    if out.added > 0 {
        // A file with CRLF stays one; strings of ours hold no line ends.
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        if !text.is_empty() && !text.ends_with('\n') {
            out.text.push_str(end);
        }
        out.text.push_str(&entries.replace('\n', end));
    }
    prove(path, &out.text, old.terms.len(), &expected)?;
    Ok(out)
}

fn has(there: &Term, english: &str) -> bool {
    there.target.iter().chain(there.senses.iter().flat_map(|s| &s.target)).any(|t| t == english)
}

fn prove(path: &Path, text: &str, old: usize, expected: &[Term]) -> Result<(), AppendError> {
    let found = Glossary::parse(path, text).map_err(|e| AppendError::Unproved(e.to_string()))?;
    if found.terms.len() != expected.len() {
        return Err(AppendError::Unproved(format!("{} entries for {}", found.terms.len(), expected.len())));
    }
    for (n, (found, expected)) in found.terms.into_iter().zip(expected).enumerate() {
        let at = found.at.to_string();
        // New entries have no place yet; old ones must not have moved.
        let found = if n < old { found } else { Term { at: expected.at.clone(), ..found } };
        if found != *expected {
            return Err(AppendError::Unproved(format!("{at}: {:?} is another entry", expected.source)));
        }
    }
    Ok(())
}

/// What the `[defaults]` of a glossary say.
fn defaults(text: &str) -> Defaults {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table: Option<toml::Table> = text.parse().ok();
    let given = table.as_ref().and_then(|t| t.get("defaults")).and_then(toml::Value::as_table);
    let text = |name: &str| given.and_then(|d| d.get(name)).and_then(toml::Value::as_str);
    let scope = given.and_then(|d| d.get("scope")).and_then(toml::Value::as_array);
    Defaults {
        domain: text("domain").map(str::to_owned),
        status: TermStatus::ALL.iter().copied().find(|s| Some(s.name()) == text("status")).unwrap_or_default(),
        scope: scope.into_iter().flatten().filter_map(|s| s.as_str().map(str::to_owned)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, new: &str) -> Appended {
        let new = Glossary::parse("new", new).expect("parses");
        append(Path::new("g.toml"), text, &new).expect("appends")
    }

    const NEW: &str =
        "[[entry]]\nterm = \"duta besar\"\nen = \"ambassador\"\n[[entry]]\nterm = \"konsul\"\nen = \"consul\"\n";

    #[test]
    fn leaves_what_is_there_and_adds_what_is_not() {
        let old = "# ours\n[defaults]\ndomain = \"diplomacy\"\nstatus = \"draft\"\n\n[[entry]]\nterm = \"duta besar\"\nen = \"envoy\" # no";
        let done = check(old, NEW);
        assert_eq!((done.added, done.there, done.clashes.len(), done.defaulted.len()), (1, 0, 1, 1));
        assert_eq!(
            done.text,
            format!("{old}\n\n[[entry]]\nterm = \"konsul\"\nen = \"consul\"\nstatus = \"preferred\"\n")
        );
    }

    #[test]
    fn keeps_line_ends_and_mark_and_does_nothing_twice() {
        let old = "\u{feff}[[entry]]\r\nterm = \"x\"\r\nen = \"y\"\r\n";
        let done = check(old, NEW);
        assert!(done.text.starts_with(old) && !done.text.replace("\r\n", "").contains('\n'));
        let again = check(&done.text, NEW);
        assert_eq!((again.added, again.there, again.text == done.text), (0, 2, true));
    }
}

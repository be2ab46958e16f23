//! Entries and other entries.

use std::collections::{HashMap, HashSet};

use super::Found;
use super::work::Work;
use crate::glossary::edit::tree::Node;

/// Letters alone, so that spellings meet.
fn letters(term: &str) -> String {
    term.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(super) fn duplicate(work: &Work<'_>, found: &mut Found<'_>) {
    let mut seen: HashMap<String, (usize, &str)> = HashMap::new();
    for (n, term) in work.glossary.terms.iter().enumerate() {
        for source in std::iter::once(&term.source).chain(&term.also) {
            let (first, written) = *seen.entry(letters(source)).or_insert((n, source));
            let other = &work.glossary.terms[first];
            // The same spelling is for G104 and G201, hyphens for G212.
            let spaced = |s: &str| s.to_lowercase().replace('-', " ");
            let case = written.to_lowercase() == source.to_lowercase();
            if first == n || case || spaced(written) == spaced(source) {
                continue;
            }
            let span = if *source == term.source { work.span(n).clone() } else { work.member(n, "also", source) };
            found
                .at(&span, format!("{source:?} is probably {written:?} of {:?}, {}", other.source, work.place(first)))
                .help("merge the entries");
        }
    }
}

pub(super) fn same_english(work: &Work<'_>, found: &mut Found<'_>) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (n, term) in work.glossary.terms.iter().enumerate() {
        let Some(english) = term.target.first() else { continue };
        let first = *seen.entry(english.to_lowercase()).or_insert(n);
        if first != n {
            let other = &work.glossary.terms[first];
            let span = work.member(n, "en", english);
            found.at(&span, format!("{english:?} is also the English of {:?}, {}", other.source, work.place(first)));
        }
    }
}

/// The references of an entry with their places.
fn references(node: &Node) -> impl Iterator<Item = (&'static str, &str, &Node)> {
    ["see", "replaced_by"]
        .into_iter()
        .flat_map(move |key| node.get(key).into_iter().flat_map(Node::strings).map(move |(s, n)| (key, s, n)))
}

pub(super) fn dangling(work: &Work<'_>, found: &mut Found<'_>) {
    let keys: HashSet<&str> =
        work.entries.iter().map(|e| e.key.as_str()).chain(work.options.other_keys.iter().map(String::as_str)).collect();
    for node in work.nodes() {
        for (name, key, at) in references(node) {
            if keys.contains(key) {
                continue;
            }
            let slug = crate::glossary::slug(key);
            let finding = found.at(&at.span, format!("`{name}`: there is no entry with the key {key:?}"));
            let near = if keys.contains(slug.as_str()) {
                Some(slug.as_str())
            } else {
                super::shape::closest(key, keys.iter().copied())
            };
            if let Some(near) = near {
                finding.help(format!("did you mean {near:?}?"));
            }
        }
    }
}

pub(super) fn to_itself(work: &Work<'_>, found: &mut Found<'_>) {
    for (node, entry) in work.nodes().iter().zip(&work.entries) {
        for (name, key, at) in references(node).filter(|(_, key, _)| *key == entry.key) {
            found.at(&at.span, format!("`{name}` of {key:?} names the entry itself"));
        }
    }
}

pub(super) fn cycle(work: &Work<'_>, found: &mut Found<'_>) {
    let keys = work.keys();
    let mut told = HashSet::new();
    for (n, term, node) in work.terms() {
        let mut path = vec![n];
        let mut at = term;
        while let Some(&next) = at.replaced_by.first().and_then(|k| keys.get(k.as_str())) {
            if next == n && path.len() > 1 && path.iter().all(|p| told.insert(*p)) {
                let names: Vec<&str> = path.iter().chain([&n]).map(|&p| work.glossary.terms[p].key.as_str()).collect();
                let span = node.get("replaced_by").map_or(work.span(n).clone(), |r| r.span.clone());
                found.at(&span, format!("the replacements go in a circle: {}", names.join(" → ")));
            }
            if path.contains(&next) {
                break;
            }
            path.push(next);
            at = &work.glossary.terms[next];
        }
    }
}

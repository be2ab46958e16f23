//! Renderings by context.

use std::collections::HashSet;

use super::Found;
use super::shape::closest;
use super::work::Work;
use crate::glossary::edit::tree::Node;
use crate::glossary::{TermSense, When};

/// The conditions of an entry as they are written: those of senses and of abbreviations.
fn whens(node: &Node) -> impl Iterator<Item = &Node> {
    let members = |key: &str| node.get(key).map(Node::items).unwrap_or_default().iter();
    members("sense").chain(members("abbr")).filter_map(|n| n.get("when"))
}

fn sense_node(node: &Node, n: usize) -> &Node {
    node.get("sense").and_then(|s| s.items().get(n)).unwrap_or(node)
}

fn when_span(node: &Node, n: usize) -> std::ops::Range<usize> {
    let sense = sense_node(node, n);
    sense.get("when").map_or(sense.span.clone(), |w| w.span.clone())
}

pub(super) fn unknown_list(work: &Work<'_>, found: &mut Found<'_>) {
    let lists: Vec<&str> =
        work.tree.root.get("lists").map(Node::pairs).unwrap_or_default().iter().map(|(k, _)| k.name.as_str()).collect();
    for when in work.nodes().iter().flat_map(whens) {
        for (_, list) in when.pairs() {
            for (text, node) in list.strings() {
                let Some(name) = text.strip_prefix('@') else { continue };
                if lists.contains(&name) {
                    continue;
                }
                let finding = found.at(&node.span, format!("there is no list {text:?}"));
                finding.help(match closest(name, lists.iter().copied()) {
                    Some(near) => format!("did you mean \"@{near}\"?"),
                    None => format!("[lists] has {}", lists.join(", ")),
                });
            }
        }
    }
}

pub(super) fn unused_list(work: &Work<'_>, found: &mut Found<'_>) {
    let mut used = HashSet::new();
    for when in work.nodes().iter().flat_map(whens) {
        used.extend(when.pairs().iter().flat_map(|(_, l)| l.strings()).filter_map(|(s, _)| s.strip_prefix('@')));
    }
    for (key, _) in work.tree.root.get("lists").map(Node::pairs).unwrap_or_default() {
        if !used.contains(key.name.as_str()) {
            found.at(&key.span, format!("no `when` uses \"@{}\"", key.name)).help("remove the list");
        }
    }
}

/// The lists of a condition, each with its name.
fn lists(when: &When) -> [(&'static str, &Vec<String>); 6] {
    [
        ("next", &when.next),
        ("prev", &when.prev),
        ("near", &when.near),
        ("doc", &when.doc),
        ("domain", &when.domain),
        ("scope", &when.scope),
    ]
}

pub(super) fn empty_when(work: &Work<'_>, found: &mut Found<'_>) {
    for (_, term, node) in work.terms() {
        for (n, sense) in term.senses.iter().enumerate() {
            if lists(&sense.when).iter().all(|(_, l)| l.is_empty()) {
                found
                    .at(&when_span(node, n), "this condition always holds")
                    .help("give it a list, or make it the `en` of the entry");
            }
        }
    }
}

/// Whether `wide` holds wherever `narrow` does.
fn covers(wide: &When, narrow: &When) -> bool {
    lists(wide).iter().zip(lists(narrow)).all(|((_, wide), (_, narrow))| {
        wide.is_empty() || !narrow.is_empty() && narrow.iter().all(|w| wide.contains(w))
    })
}

pub(super) fn unreachable(work: &Work<'_>, found: &mut Found<'_>) {
    for (_, term, node) in work.terms() {
        for (n, sense) in term.senses.iter().enumerate() {
            if let Some(earlier) = term.senses[..n].iter().position(|e| covers(&e.when, &sense.when)) {
                let (line, _) = found.lines.line_column(work.text, when_span(node, earlier).start);
                found
                    .at(
                        &when_span(node, n),
                        format!("never reached: wherever this holds, the sense at line {line} does, and is first"),
                    )
                    .help("put this sense before that one, or remove it");
            }
        }
    }
}

pub(super) fn overlap(work: &Work<'_>, found: &mut Found<'_>) {
    for (_, term, node) in work.terms() {
        for (n, sense) in term.senses.iter().enumerate() {
            let meets = |e: &&TermSense| {
                !covers(&e.when, &sense.when)
                    && !covers(&sense.when, &e.when)
                    && e.target != sense.target
                    && shared(&e.when, &sense.when).is_some()
            };
            let Some(earlier) = term.senses[..n].iter().find(meets) else { continue };
            let word = shared(&earlier.when, &sense.when).unwrap_or_default();
            found
                .at(
                    &when_span(node, n),
                    format!("an earlier sense also asks for {word:?}; where both hold, that one wins"),
                )
                .help("take the word out of one of the two, or allow it");
        }
    }
}

/// A word that both conditions ask for in the same place, if nothing else keeps them apart.
fn shared<'w>(a: &'w When, b: &When) -> Option<&'w str> {
    let (a, b) = (lists(a), lists(b));
    let apart =
        a.iter().zip(&b).any(|((_, x), (_, y))| !x.is_empty() && !y.is_empty() && !x.iter().any(|w| y.contains(w)));
    let common = a.iter().zip(&b).find_map(|((_, x), (_, y))| x.iter().find(|w| y.contains(w)));
    common.filter(|_| !apart).map(String::as_str)
}

pub(super) fn repeats_fallback(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, term, node) in work.terms() {
        for (number, sense) in term.senses.iter().enumerate() {
            if sense.target != term.target {
                continue;
            }
            let written = sense_node(node, number);
            let span = written.get("en").map_or(written.span.clone(), |e| e.span.clone());
            let finding = found.at(&span, "this sense says what the entry says anyway");
            finding.help("remove the sense");
            // An earlier sense may be there to keep a later one away.
            let last = number + 1 == term.senses.len();
            if last
                && sense.avoid.is_empty()
                && sense.note.is_none()
                && let Some(cut) = super::fix::section(work, work.entry_of[n], &written.span)
            {
                finding.mend(cut, "");
            }
        }
    }
}

pub(super) fn near_for_next(work: &Work<'_>, found: &mut Found<'_>) {
    let mut after: HashSet<&str> = HashSet::new();
    for (_, term, _) in work.terms() {
        after.extend(term.senses.iter().flat_map(|s| &s.when.next).map(String::as_str));
    }
    for (_, term, node) in work.terms() {
        for (n, sense) in term.senses.iter().enumerate() {
            let near = &sense.when.near;
            if near.is_empty() || !sense.when.next.is_empty() || !sense.when.prev.is_empty() {
                continue;
            }
            if near.iter().all(|w| after.contains(w.as_str())) {
                found
                    .at(&when_span(node, n), format!("{} anywhere in the sentence chooses this sense", near.join(", ")))
                    .help("elsewhere these words choose only when they follow: use `next`");
            }
        }
    }
}

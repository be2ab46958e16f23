//! Keys and values that the schema does not have.

use super::Found;
use super::syntax::requoted;
use super::work::Work;
use crate::glossary::edit::tree::{Key, Kind, Node};
use crate::glossary::edit::write;
use crate::glossary::schema::{FILE, KeySpec, Shape};

/// Days after which a draft is old.
const OLD: i64 = 180;

/// Hands over every table of the file with the keys that it may have and the header or key that it stands under.
fn tables<'t>(node: &'t Node, keys: &'static [KeySpec], each: &mut impl FnMut(&'t Node, &'static [KeySpec])) {
    if !matches!(node.kind, Kind::Table(_)) {
        return;
    }
    each(node, keys);
    for (key, value) in node.pairs() {
        let Some(spec) = keys.iter().find(|k| k.name == key.name) else { continue };
        match &value.kind {
            Kind::Table(_) if !spec.shape.keys().is_empty() => tables(value, spec.shape.keys(), each),
            Kind::Array(items) => items.iter().for_each(|n| tables(n, spec.shape.keys(), each)),
            _ => {}
        }
    }
}

/// Hands over every key of the schema with its value.
fn values<'t>(work: &'t Work<'_>, each: &mut impl FnMut(&'static KeySpec, &'t Key, &'t Node)) {
    tables(&work.tree.root, FILE, &mut |table, keys| {
        for (key, value) in table.pairs() {
            if let Some(spec) = keys.iter().find(|k| k.name == key.name) {
                each(spec, key, value);
            }
        }
    });
}

/// The name that was probably meant.
pub(super) fn closest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let near = names.map(|n| (strsim::damerau_levenshtein(name, n), n)).min()?;
    (near.0 <= name.chars().count().div_ceil(3)).then_some(near.1)
}

pub(super) fn unknown_key(work: &Work<'_>, found: &mut Found<'_>) {
    tables(&work.tree.root, FILE, &mut |table, keys| {
        for (key, _) in table.pairs() {
            if keys.iter().any(|k| k.name == key.name) {
                continue;
            }
            let finding = found.at(&key.span, format!("unknown key `{}`", key.name));
            let free = |n: &&str| table.get(n).is_none();
            match closest(&key.name, keys.iter().map(|k| k.name).filter(free)) {
                Some(near) => {
                    finding.help(format!("did you mean `{near}`?")).mend(key.span.clone(), near);
                }
                None => {
                    let names: Vec<&str> = keys.iter().map(|k| k.name).collect();
                    finding.help(format!("there are {}", names.join(", ")));
                }
            }
        }
    });
}

pub(super) fn wrong_type(work: &Work<'_>, found: &mut Found<'_>) {
    values(work, &mut |spec, key, value| {
        let is_list = matches!(value.kind, Kind::Array(_));
        let text = |n: &Node| n.str().is_some();
        let table = |n: &Node| matches!(n.kind, Kind::Table(_));
        let fits = match spec.shape {
            Shape::Text | Shape::Choice(_) => text(value),
            Shape::Texts => is_list && value.items().iter().all(text),
            Shape::OneOrMany => text(value) || is_list && value.items().iter().all(text),
            Shape::Flag => matches!(value.kind, Kind::Boolean(_)),
            Shape::Number => matches!(value.kind, Kind::Integer(_)),
            Shape::Date => matches!(value.kind, Kind::Date(_)),
            Shape::Table(_) => table(value),
            Shape::Tables(_) => is_list && value.items().iter().all(table),
            Shape::TextsOrTables(_) => is_list && value.items().iter().all(|n| text(n) || table(n)),
            Shape::Lists => {
                table(value)
                    && value.pairs().iter().all(|(_, n)| matches!(n.kind, Kind::Array(_)) && n.items().iter().all(text))
            }
        };
        if fits || matches!(value.kind, Kind::Broken) {
            return;
        }
        let list = matches!(spec.shape, Shape::Texts | Shape::TextsOrTables(_));
        let message = format!("`{}` is {}, not {}", key.name, value.kind_name(), spec.shape.name());
        let finding = found.at(&value.span, message);
        match (&value.kind, spec.shape) {
            (Kind::String(s), _) if list => {
                finding.mend(value.span.clone(), format!("[{}]", write::quoted(s)));
            }
            (Kind::String(s), Shape::Flag) if s == "true" || s == "false" => {
                finding.mend(value.span.clone(), s.as_str());
            }
            (Kind::String(s), Shape::Date) if day(s).is_some() => {
                finding.mend(value.span.clone(), s.as_str());
            }
            (Kind::Date(s), Shape::Text) | (Kind::Integer(s), Shape::Text) => {
                finding.mend(value.span.clone(), write::quoted(s));
            }
            (Kind::Array(items), Shape::Text) if items.len() == 1 && items[0].str().is_some() => {
                finding.mend(value.span.clone(), work.text[items[0].span.clone()].to_owned());
            }
            _ => {}
        }
    });
}

pub(super) fn missing(work: &Work<'_>, found: &mut Found<'_>) {
    tables(&work.tree.root, FILE, &mut |table, keys| {
        for spec in keys.iter().filter(|k| k.required && table.get(k.name).is_none()) {
            found.at(&table.span, format!("`{}` is missing: {}", spec.name, spec.about));
        }
    });
    for (node, entry) in work.nodes().iter().zip(&work.entries) {
        let kept = node.get("dnt").is_some_and(|n| matches!(n.kind, Kind::Boolean(true)));
        let english = node.get("en").is_some_and(|en| !matches!(&en.kind, Kind::Array(items) if items.is_empty()));
        if !english && !kept && node.get("term").is_some() {
            let term = &work.text[entry.span.clone()];
            found
                .at(&entry.span, format!("{term} has no English"))
                .help("add `en = \"…\"`, or `dnt = true` to keep the Indonesian");
        }
    }
}

pub(super) fn padded(work: &Work<'_>, found: &mut Found<'_>) {
    work.strings(&mut |text: &str, node: &Node| {
        let clean = text.trim();
        if clean.is_empty() {
            found.at(&node.span, "an empty string").help("write something, or leave the key out");
        } else if clean.len() < text.len() {
            let raw = &work.text[node.span.clone()];
            found.at(&node.span, "spaces at the edge of a string").mend(node.span.clone(), requoted(raw, clean));
        } else if text.contains("  ") {
            let raw = &work.text[node.span.clone()];
            let single = text.split_whitespace().collect::<Vec<_>>().join(" ");
            found.at(&node.span, "more than one space in a row").mend(node.span.clone(), requoted(raw, &single));
        }
    });
}

pub(super) fn choice(work: &Work<'_>, found: &mut Found<'_>) {
    values(work, &mut |spec, key, value| {
        let (Shape::Choice(values), Some(given)) = (spec.shape, value.str()) else { return };
        if !values.contains(&given) {
            let finding = found.at(&value.span, format!("`{}` cannot be {given:?}", key.name));
            finding.help(match closest(given, values.iter().copied()) {
                Some(near) => format!("did you mean {near:?}? It is one of {}", values.join(", ")),
                None => format!("it is one of {}", values.join(", ")),
            });
        }
    });
    for (key, wanted) in [("source", "id"), ("target", "en")] {
        if let Some(node) = work.tree.root.get(key)
            && let Some(given) = node.str()
            && given != wanted
        {
            found.at(&node.span, format!("`{key}` cannot be {given:?}")).help(format!("padan reads {wanted:?} here"));
        }
    }
}

pub(super) fn same_key(work: &Work<'_>, found: &mut Found<'_>) {
    let mut seen = std::collections::HashMap::new();
    for (n, entry) in work.entries.iter().enumerate().filter(|(_, e)| !e.key.is_empty()) {
        let first = *seen.entry(entry.key.as_str()).or_insert(n);
        if first != n {
            let (line, column) = found.lines.line_column(work.text, work.entries[first].span.start);
            found
                .at(&entry.span, format!("the key {:?} is also that of {line}:{column}", entry.key))
                .help("merge the two entries, or give one a `key` of its own");
        }
    }
}

pub(super) fn old_draft(work: &Work<'_>, found: &mut Found<'_>) {
    let Some(today) = work.options.today.as_deref().and_then(day) else { return };
    for (n, term, node) in work.terms() {
        let draft = term.status == crate::glossary::TermStatus::Draft;
        let Some(since) = term.since.as_deref().and_then(day).filter(|_| draft) else { continue };
        if today - since > OLD {
            let span = node.get("since").map_or(work.span(n).clone(), |s| s.span.clone());
            found
                .at(&span, format!("still a draft after {} days", today - since))
                .help("`padan glossary approve` it, or remove it");
        }
    }
}

pub(super) fn dates(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, term, node) in work.terms() {
        let (since, until) = (term.since.as_deref().and_then(day), term.until.as_deref().and_then(day));
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            let span = node.get("until").map_or(work.span(n).clone(), |s| s.span.clone());
            found.at(&span, "`until` is before `since`");
        }
    }
}

/// The number of a day, counted from some day long ago: days of the proleptic Gregorian calendar.
fn day(iso: &str) -> Option<i64> {
    let date = iso.get(..10)?;
    let mut parts = date.split('-').map(|p| p.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (y, m) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    Some(y * 365 + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (m * 153 + 2) / 5 + day)
}

pub(super) fn empty(work: &Work<'_>, found: &mut Found<'_>) {
    values(work, &mut |spec, key, value| {
        let nothing = match &value.kind {
            Kind::Array(items) => items.is_empty() && spec.name != "entry",
            _ => false,
        };
        if nothing && spec.name != "en" {
            found.at(&value.span, format!("`{}` is an empty list", key.name)).help("leave the key out");
        }
    });
}

pub(super) fn twice(work: &Work<'_>, found: &mut Found<'_>) {
    values(work, &mut |_, key, value| {
        let items: Vec<(&str, &Node)> = value.items().iter().filter_map(|n| Some((n.str()?, n))).collect();
        for (n, (text, node)) in items.iter().enumerate() {
            if items[..n].iter().any(|(t, _)| t == text) {
                // From the end of the member before, so that its comma goes too.
                let from = value.items().iter().map(|i| i.span.end).filter(|&e| e <= node.span.start).max();
                let finding = found.at(&node.span, format!("{text:?} is in `{}` twice", key.name));
                if let Some(from) = from
                    && !work.text[from..node.span.start].contains('#')
                {
                    finding.mend(from..node.span.end, "");
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days() {
        let between = |a: &str, b: &str| day(b).expect("a date") - day(a).expect("a date");
        assert_eq!(between("2026-01-05", "2026-07-05"), 181);
        assert_eq!(between("2024-02-28", "2024-03-01"), 2);
        assert_eq!(between("2025-12-31", "2026-01-01"), 1);
        assert_eq!(day("2026-13-01"), None);
        assert_eq!(day("soon"), None);
    }
}

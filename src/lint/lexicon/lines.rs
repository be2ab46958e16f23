//! The shape of lines.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Found, Work};
use crate::lexicon::at_fault;
use crate::lexicon::source::{Line, SourceError, UPOS};

/// What stands in the fourth column while nobody knows better.
const BLANKS: &[&str] = &["", "?", "??", "???", "-", "–", "—", ".", "…", "...", "TODO", "todo", "XXX"];

pub(super) fn syntax(work: &Work<'_>, found: &mut Found<'_>) {
    for_each_fault(work, |n, line, fault| {
        if senses_missing(line).is_none() {
            found.at(n, at_fault(line, fault), fault.message.clone());
        }
    });
}

fn for_each_fault<'a>(work: &Work<'a>, mut each: impl FnMut(usize, &'a str, &SourceError)) {
    for (n, file) in work.files.iter().enumerate().filter(|(_, f)| !f.faults.is_empty()) {
        let lines: Vec<&str> = file.text.lines().collect();
        file.faults.iter().for_each(|fault| each(n, lines[fault.line - 1], fault));
    }
}

pub(super) fn no_senses(work: &Work<'_>, found: &mut Found<'_>) {
    for_each_fault(work, |n, line, _| {
        if let Some(form) = senses_missing(line) {
            found.at(n, form, format!("{form:?} has no senses"));
        }
    });
    for (n, entry) in work.entries() {
        for gloss in entry.senses.iter().flatten().filter(|g| BLANKS.contains(g)) {
            found.at(n, gloss, format!("{gloss:?} is no English for {:?}", entry.form));
        }
    }
}

/// The form of a line that would be an entry but for its senses.
fn senses_missing(line: &str) -> Option<&str> {
    let cells: Vec<&str> = line.split('\t').collect();
    let entry = cells.get(1).is_some_and(|upos| UPOS.contains(upos));
    let blank = cells.get(3).is_none_or(|senses| senses.split([',', ';']).all(|g| g.trim().is_empty()));
    (entry && blank && !cells[0].trim().is_empty()).then_some(cells[0])
}

pub(super) fn duplicate(work: &Work<'_>, found: &mut Found<'_>) {
    let mut first: HashMap<(&str, &str, &str), (usize, usize)> = HashMap::new();
    for (n, entry) in work.entries() {
        let place = (n, entry.line);
        if let Some(&(file, line)) = first.get(&(entry.form, entry.upos, entry.analysis)) {
            let path = work.files[file].path.display();
            let message = format!("{:?} {} {:?} is already at {path}:{line}", entry.form, entry.upos, entry.analysis);
            found.at(n, entry.form, message);
        } else {
            first.insert((entry.form, entry.upos, entry.analysis), place);
        }
    }
    // Variants are looked up in lower case: the first of those that differ in capitals alone is the one that is found.
    let mut first: HashMap<String, (usize, usize)> = HashMap::new();
    for (n, variant) in work.variants() {
        match first.entry(variant.form.to_lowercase()) {
            Entry::Occupied(there) => {
                let &(file, line) = there.get();
                let message = format!("{:?} is already at {}:{line}", variant.form, work.files[file].path.display());
                found.at(n, variant.form, message);
            }
            Entry::Vacant(new) => {
                new.insert((n, variant.line));
            }
        }
    }
}

pub(super) fn order(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, file) in work.files.iter().enumerate() {
        for pair in file.lines.windows(2) {
            if let [before, after] = pair
                && before.form() > after.form()
            {
                let form = match after {
                    Line::Entry(e) => e.form,
                    Line::Variant(v) => v.form,
                };
                found.at(n, form, format!("{form:?} stands after {:?}", before.form()));
            }
        }
    }
}

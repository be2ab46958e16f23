//! What -nya does: our own annotated sentences, `tests/nya.tsv`, by which the rules were mended, and `tests/nya-apart.tsv`, by which they
//! were not.
//!
//! `tests/nya-faults.txt` and `tests/nya-apart-faults.txt` list where padan differs today, a sure label that is wrong apart from one that it leaves open. Run with `UPDATE=1` to
//! write it anew, and say in the commit what moved.

use std::collections::BTreeMap;
use std::fs;

use padan::model::Role;
use padan::text::SourceText;

#[test]
fn roles_are_those_of_the_gold() {
    check("nya", 300);
}

#[test]
fn roles_are_those_of_the_gold_kept_apart() {
    check("nya-apart", 200);
}

/// Compares the roles of at least `count` sentences of `tests/NAME.tsv` with padan's.
fn check(name: &str, count: usize) {
    let annotator = crate::annotator();
    let mut worker = annotator.worker();
    let gold = fs::read_to_string(crate::root().join(format!("tests/{name}.tsv"))).unwrap();
    let mut faults = Vec::new();
    let mut table: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for line in gold.lines().filter(|l| !l.starts_with('#')) {
        let (role, marked) = line.split_once('\t').unwrap();
        let allowed: Vec<&str> = role.split('|').collect();
        assert!(allowed.iter().all(|a| Role::all().any(|r| r.as_str() == *a)), "{line}");
        let start = marked.find('*').unwrap();
        let text = marked.replace('*', "");
        let document = worker.annotate(SourceText::from_text("-", &text));
        let token = document.sentences().flat_map(|s| &s.tokens).find(|t| t.span.start as usize == start).unwrap();
        let found = token.roles.iter().rev().find(|r| token.analyses[token.chosen].morphemes[r.morpheme].form == "nya");
        let (place, said) = match found {
            Some(r) if !r.sure => (1, format!("{}?", r.role.as_str())),
            Some(r) if allowed.contains(&r.role.as_str()) => (0, String::new()),
            Some(r) => (2, r.role.as_str().to_owned()),
            None => (2, "nothing".to_owned()),
        };
        table.entry(allowed[0]).or_default()[place] += 1;
        if place > 0 {
            faults.push(format!("{said}\t{line}"));
        }
    }
    let all: [usize; 3] = std::array::from_fn(|n| table.values().map(|row| row[n]).sum());
    assert!(all.iter().sum::<usize>() >= count, "the gold is there");
    for (role, [right, open, wrong]) in table.iter().map(|(r, row)| (*r, *row)).chain([("all", all)]) {
        println!("{role:14} {right:4} right {open:4} left open {wrong:4} wrong");
    }
    let listed = crate::root().join(format!("tests/{name}-faults.txt"));
    let now = faults.join("\n") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&listed, now).unwrap();
        return;
    }
    let known = fs::read_to_string(&listed).unwrap();
    assert_eq!(now, known, "UPDATE=1 writes the list anew");
}

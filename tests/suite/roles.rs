//! What -nya does: our own annotated sentences, `tests/nya.tsv`.
//!
//! `tests/nya-faults.txt` lists where padan differs today, a sure label that is wrong apart from one that it leaves open. Run with `UPDATE=1` to
//! write it anew, and say in the commit what moved.

use std::collections::BTreeMap;
use std::fs;

use padan::model::Role;
use padan::text::SourceText;

#[test]
fn roles_are_those_of_the_gold() {
    let annotator = crate::annotator();
    let mut worker = annotator.worker();
    let gold = fs::read_to_string(crate::root().join("tests/nya.tsv")).unwrap();
    let mut faults = Vec::new();
    let mut table: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for line in gold.lines().filter(|l| !l.starts_with('#')) {
        let (role, marked) = line.split_once('\t').unwrap();
        assert!(Role::all().any(|r| r.as_str() == role), "{line}");
        let start = marked.find('*').unwrap();
        let text = marked.replace('*', "");
        let document = worker.annotate(SourceText::from_text("-", &text));
        let token = document.sentences().flat_map(|s| &s.tokens).find(|t| t.span.start as usize == start).unwrap();
        let found = token.roles.iter().rev().find(|r| token.analyses[token.chosen].morphemes[r.morpheme].form == "nya");
        let (place, said) = match found {
            Some(r) if !r.sure => (1, format!("{}?", r.role.as_str())),
            Some(r) if r.role.as_str() == role => (0, String::new()),
            Some(r) => (2, r.role.as_str().to_owned()),
            None => (2, "nothing".to_owned()),
        };
        table.entry(role).or_default()[place] += 1;
        if place > 0 {
            faults.push(format!("{said}\t{line}"));
        }
    }
    let all: [usize; 3] = std::array::from_fn(|n| table.values().map(|row| row[n]).sum());
    assert!(all.iter().sum::<usize>() >= 300, "the gold is there");
    for (role, [right, open, wrong]) in table.iter().map(|(r, row)| (*r, *row)).chain([("all", all)]) {
        println!("{role:14} {right:4} right {open:4} left open {wrong:4} wrong");
    }
    let listed = crate::root().join("tests/nya-faults.txt");
    let now = faults.join("\n") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&listed, now).unwrap();
        return;
    }
    let known = fs::read_to_string(&listed).unwrap();
    assert_eq!(now, known, "UPDATE=1 writes the list anew");
}

//! The golden test: our own articles against checked glosses.
//!
//! `tests/corpus-faults.txt` lists the places where padan differs from the gold today. A new fault fails the test, and so does a mended one
//! that is still listed; run with `UPDATE=1` to write the list anew, and say in the commit what moved.

use std::collections::BTreeSet;
use std::fs;

use padan::model::Upos;
use padan::text::SourceText;

use crate::{annotator, root};

#[test]
fn readings_and_glosses_are_those_of_the_gold() {
    let mut faults: Vec<String> = Vec::new();
    let (mut words, mut right) = (0u32, 0u32);
    let annotator = annotator();
    let mut worker = annotator.worker();
    let mut names: Vec<String> = fs::read_dir(root().join("corpus"))
        .unwrap()
        .filter_map(|e| e.unwrap().file_name().to_str()?.strip_suffix(".id.txt").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= 8, "the corpus is there");
    for name in names {
        let path = |end: &str| root().join("corpus").join(format!("{name}.{end}"));
        let source = SourceText::from_bytes(path("id.txt"), &fs::read(path("id.txt")).unwrap()).unwrap();
        let lines = |end: &str| fs::read_to_string(path(end)).unwrap().lines().count();
        assert_eq!(lines("id.txt"), lines("en.txt"), "{name}: line i of the English translates line i");
        let document = worker.annotate(source);
        let gold = fs::read_to_string(path("gloss.tsv")).unwrap();
        let blocks: Vec<&str> = gold.split("\n\n").filter(|b| !b.trim().is_empty()).collect();
        assert_eq!(document.sentences().count(), blocks.len(), "{name}: sentences");
        for (n, (sentence, block)) in document.sentences().zip(blocks).enumerate() {
            let rows = || block.lines().filter(|l| !l.starts_with('#'));
            assert_eq!(sentence.tokens.len(), rows().count(), "{name} {}: tokens", n + 1);
            for (token, row) in sentence.tokens.iter().zip(rows()) {
                let cells: Vec<&str> = row.split('\t').collect();
                let [_, form, upos, root, segments, gloss] = cells[..] else { panic!("{name}: {row}") };
                let written = document.text(token.span);
                assert_eq!(written, form, "{name} {}", n + 1);
                if !token.is_word() {
                    continue;
                }
                let analysis = token.analysis().filter(|_| token.upos != Upos::Propn);
                let ours_root = analysis.map_or(written, |a| &a.root);
                let ours_segments = analysis.map_or(written.to_owned(), |a| {
                    a.morphemes.iter().map(|m| m.label()).collect::<Vec<_>>().join(" ")
                });
                let pairs = [
                    ("upos", token.upos.as_str(), upos),
                    ("root", ours_root, root),
                    ("segments", &ours_segments, segments),
                    ("gloss", &token.gloss, gloss),
                ];
                for (what, ours, golden) in pairs {
                    words += 1;
                    right += u32::from(ours == golden);
                    if ours != golden {
                        faults.push(format!("{name} {}:{} {form} {what}: {ours} / {golden}", n + 1, cells[0]));
                    }
                }
            }
            let ours: BTreeSet<String> = sentence
                .units
                .iter()
                .map(|u| {
                    let places: Vec<String> = u.tokens.iter().map(|t| (t + 1).to_string()).collect();
                    format!("{} = {}", places.join(","), u.gloss)
                })
                .collect();
            let golden: BTreeSet<String> =
                block.lines().filter_map(|l| l.strip_prefix("# unit ")).map(str::to_owned).collect();
            faults.extend(golden.difference(&ours).map(|u| format!("{name} {} unit lacking: {u}", n + 1)));
            faults.extend(ours.difference(&golden).map(|u| format!("{name} {} unit too much: {u}", n + 1)));
        }
    }
    println!("{right} of {words} cells are right ({:.1} %)", 100.0 * f64::from(right) / f64::from(words));
    let listed = root().join("tests/corpus-faults.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&listed, faults.join("\n") + "\n").unwrap();
        return;
    }
    let known = fs::read_to_string(&listed).unwrap();
    let known: BTreeSet<&str> = known.lines().collect();
    let now: BTreeSet<&str> = faults.iter().map(String::as_str).collect();
    let new: Vec<&&str> = now.difference(&known).collect();
    let mended: Vec<&&str> = known.difference(&now).collect();
    assert!(
        new.is_empty() && mended.is_empty(),
        "new faults: {new:#?}\nmended (UPDATE=1 takes them off the list): {mended:#?}"
    );
}

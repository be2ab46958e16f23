//! Lexicons of a user's own, and the checks of lexicon files.

use std::collections::BTreeMap;
use std::fs;

use padan::diagnostic::Severity;
use padan::lexicon::ExtraFile;
use padan::lexicon::source::UPOS;
use padan::lint::lexicon::{CHECKS, LintFile, lint};
use padan::morph::{Analyzer, renderings};
use padan::text::SourceText;
use padan::{Annotator, Lexicon};
use proptest::prelude::*;

use crate::root;

fn lexicon(files: &[&str]) -> Lexicon {
    let files: Vec<_> = files.iter().map(|text| ExtraFile::parse("own.tsv", text).unwrap()).collect();
    Lexicon::builtin_with(&files)
}

/// The readings of a word with their English.
fn readings(lexicon: &Lexicon, word: &str) -> Vec<String> {
    let analyses = Analyzer::new(lexicon.clone()).analyze(word);
    analyses.iter().map(|a| format!("{} {} {}", a.underlying(), a.upos, renderings(lexicon, a).join(", "))).collect()
}

#[test]
fn own_entries_rank_first_and_imported_ones_last() {
    let own = lexicon(&[
        "duta\tVERB\t.\tsend\nduta\tNOUN\t.\tlegate\n",
        "duta\tNOUN\t.\tdeputy, legate\tsrc=web\nduta\tADJ\t.\tdutiful\tsrc=web\n",
        "duta\tNOUN\t.\tnuncio\n",
    ]);
    let glosses: Vec<_> = own.form("duta").map(|l| (l.gloss(), l.source())).collect();
    let wanted = [
        ("nuncio", None),
        ("send", None),
        ("legate", None),
        ("envoy", None),
        ("deputy", Some("web")),
        ("dutiful", Some("web")),
    ];
    assert_eq!(glosses, wanted);
    let found = readings(&own, "duta");
    assert_eq!(found[..2], ["duta NOUN nuncio, deputy, legate", "duta VERB send"]);
    assert_eq!(found.last().unwrap(), "duta ADJ dutiful");
}

#[test]
fn handles_of_every_table_give_their_lexeme() {
    let own = lexicon(&["zulkan\tNOUN\t.\tgizmo\n", "zulkin\tNOUN\t.\tgadget\tsrc=web\n"]);
    for form in ["zulkan", "kedutaan", "zulkin"] {
        let lexeme = own.form(form).next().unwrap();
        assert_eq!(own.lexeme(lexeme.id()).form(), form);
    }
    assert_eq!(own.lexemes().count(), Lexicon::builtin().lexemes().count() + 2);
}

#[test]
fn built_in_entries_know_their_file() {
    let lexicon = Lexicon::builtin();
    for (form, file) in [("dan", "function.tsv"), ("kedutaan", "derived.tsv"), ("satu", "numbers.tsv")] {
        assert!(lexicon.form(form).any(|l| l.file().ends_with(file)), "{form}");
    }
    assert!(lexicon.phrase("rumah sakit").all(|l| l.file().ends_with("phrases.tsv")));
    assert_eq!(lexicon.variants().count(), {
        let text = fs::read_to_string(root().join("lexicon/variants.tsv")).unwrap();
        let forms: std::collections::HashSet<String> =
            padan::lexicon::source::parse_variants(&text).unwrap().iter().map(|v| v.form.to_lowercase()).collect();
        forms.len()
    });
}

#[test]
fn words_phrases_and_variants_of_ones_own_are_used_as_ours_are() {
    let own = lexicon(&[
        "menzulkankan\tVERB\tmeN-zulkan-kan\tgadget\ttr\nzulkan\tNOUN\t.\tgizmo\nzlk\tzulkan\tcoll\nkdt\tkedutaan\tcoll\n",
    ]);
    assert_eq!(readings(&own, "dizulkankan")[0], "di-zulkan-kan VERB be gadgeted");
    assert_eq!(readings(&own, "zulkan-zulkannya")[0], "zulkan~zulkan=nya NOUN gizmos");
    assert_eq!(readings(&own, "zlk")[0], "zulkan NOUN gizmo");
    assert_eq!(readings(&own, "kdt")[0], "ke-duta-an NOUN embassy");
    assert_eq!(own.variant("kdt").unwrap().lexemes[0].gloss(), "embassy");
}

#[test]
fn variants_that_lead_back_to_themselves_end() {
    let own = lexicon(&["baz\tpaznya\tcoll\nmuz\tmuznya\tcoll\npaz\tbaznya\tcoll\n"]);
    for word in ["baz", "baznya", "muz", "muznya", "paz"] {
        assert!(!readings(&own, word).is_empty(), "{word}");
    }
}

#[test]
fn a_lexicon_without_an_entry_leaves_the_rest() {
    let lexicon = Lexicon::builtin();
    let announce = lexicon.form("mengumumkan").next().unwrap();
    let without = lexicon.without(announce);
    assert_eq!(without.form("mengumumkan").count(), lexicon.form("mengumumkan").count() - 1);
    assert!(without.verb_stem("umum-kan").all(|l| l != announce));
    assert!(without.form("kedutaan").next().is_some());
}

#[test]
fn faults_are_placed_where_they_are() {
    let table = [
        ("a\tNOM\t.\tx", "own.tsv:1:3: unknown part of speech \"NOM\""),
        ("b\tNOUN\t.\tx\r\na\tNOUN\t.\tx\r\nb\tNOUN\t.\ty\r\n", "own.tsv:3:1: \"b\" NOUN \".\" is already there"),
        ("é\tNOUN\t.\tx\tsrc=", "own.tsv:1:12: unknown flag \"src=\""),
    ];
    for (text, wanted) in table {
        assert_eq!(ExtraFile::parse("own.tsv", text).unwrap_err().to_string(), wanted);
    }
    let long = format!("{}\tNOUN\t.\tx", "a".repeat(70_000));
    assert!(ExtraFile::parse("own.tsv", &long).unwrap_err().to_string().contains("longer than"));
}

/// What we know our own lexicon to hold of each warning, at most. Errors it must not hold; remarks are not counted.
const ACCEPTED: &[(&str, usize)] = &[("L204", 2), ("L206", 11), ("L302", 45)];

#[test]
fn our_lexicon_is_clean() {
    let mut paths: Vec<_> = fs::read_dir(root().join("lexicon")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "tsv") && !p.ends_with("senses.tsv"));
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|p| fs::read_to_string(p).unwrap()).collect();
    let files: Vec<LintFile<'_>> = paths.iter().zip(&texts).map(|(p, t)| LintFile::new(p, t)).collect();
    let lexicon = Lexicon::of(&files.iter().map(LintFile::extra).collect::<Vec<_>>());
    let mut counts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for finding in lint(&files, &lexicon, |c| c.severity > Severity::Info) {
        counts.entry(finding.check.code).or_default().push(finding.diagnostic.to_string());
    }
    for (code, found) in &counts {
        let accepted = ACCEPTED.iter().find(|(c, _)| c == code).map_or(0, |(_, n)| *n);
        assert!(found.len() <= accepted, "{code}: {} found, {accepted} accepted:\n{}", found.len(), found.join("\n"));
    }
    let needless = lint(&files, &lexicon, |c| c.name == "needless").len();
    println!("{needless} entries are made by rule anyway");
}

#[test]
fn every_check_finds_its_fault() {
    let table = [
        ("L101", "zulk\tNOM\t.\tx\n"),
        ("L102", "zulk\tNOUN\t.\t?\n"),
        ("L102", "zulk\tNOUN\t.\n"),
        ("L103", "zulk\tNOUN\t.\tx\nzulk\tNOUN\t.\ty\n"),
        ("L103", "zulk\tdan\tcoll\nzulk\tatau\tcoll\n"),
        ("L104", "zulk\tNOUN\t.\tx\nzalk\tNOUN\t.\ty\n"),
        ("L201", "zulk\tNOUN\t.\tthe house\n"),
        ("L202", "zulk\tVERB\t.\tto build\n"),
        ("L203", "zulk\tNOUN\t.\tbig  house\n"),
        ("L203", "zulk\tNOUN\t.\thouse,home\n"),
        ("L204", "zulk\tVERB\t.\tannounced\n"),
        ("L205", "zulk\tNOUN\t.\tGrasshopper\n"),
        ("L206", "zulk\tVERB\t.\tcolonize\n"),
        ("L301", "zulk\tVERB\tber-rumah\tx\n"),
        ("L302", "berzulk\tVERB\tber-zulk\tx\n"),
        ("L303", "diumumkan\tVERB\tdi-umum-kan\tbe announced\n"),
        ("L401", "zulk\tqwzx\tcoll\n"),
        ("L402", "dan\tatau\tcoll\n"),
    ];
    for check in CHECKS {
        assert!(table.iter().any(|(code, _)| *code == check.code), "{} has no example", check.code);
    }
    for (code, text) in table {
        let file = LintFile::new("own.tsv", text);
        let lexicon = Lexicon::builtin_with(&[file.extra()]);
        let found: Vec<&str> = lint(&[file], &lexicon, |_| true).iter().map(|f| f.check.code).collect();
        assert_eq!(found, [code], "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a user lists, texts are annotated; lines that would not be are refused.
    #[test]
    fn any_entry_is_refused_or_used(
        form in "([a-zé-]{1,8}|[A-ZÉİé -]{1,6}|\\PC{1,5})",
        upos in 0..UPOS.len(),
        analysis in "(\\.|(meN-|ber-|peN-|ke-|se-)?[a-zé]{1,6}(-an|-kan|~[a-zé]{1,4}|=nya|\\+[a-z]{1,3})?(/[a-zé-]{1,8})?|[a-z~=+é/-]{1,8})",
        flags in "(\ttr|\tbound|\twhole|\tsrc=web|\tfull=a_b|\tgl=REL)?",
        text in "([a-z]{0,3}%(nya|kan|an|-%|i|lah)? ?|(di|me|ber|pe)%(kan|an)? ?){1,4}",
    ) {
        let line = format!("{form}\t{}\t{analysis}\tgizmo{flags}\nvariasi\t{form}\tcoll\n", UPOS[upos]);
        let lint_file = LintFile::new("own.tsv", &line);
        let lexicon = Lexicon::builtin_with(&[lint_file.extra()]);
        lint(&[lint_file], &lexicon, |_| true);
        if let Ok(file) = ExtraFile::parse("own.tsv", &line) {
            let analyzer = Analyzer::new(Lexicon::builtin_with(&[file]));
            let annotator = Annotator::new(analyzer, Default::default(), Default::default());
            let text = text.replace('%', &form) + " " + &form + " variasi";
            let document = annotator.worker().annotate(SourceText::from_text("-", text));
            prop_assert!(document.sentences().count() > 0 || form.trim().is_empty() || !form.contains(char::is_alphanumeric));
        }
    }
}

//! The table of formats: what the docs say of it, and what holds for every row.

use std::fs;

use padan::model::Document;
use padan::render::{FORMATS, Options, Renderer};
use padan::text::SourceText;

fn document(name: &str, text: &str) -> Document {
    crate::annotator().worker().annotate(SourceText::from_text(name, text))
}

fn written(documents: &[Document]) -> Vec<Vec<u8>> {
    FORMATS
        .iter()
        .filter(|f| f.is_of_texts())
        .map(|format| {
            let mut out = Vec::new();
            format.write(documents, &Options::default(), &mut out).unwrap();
            out
        })
        .collect()
}

#[test]
fn the_docs_hold_the_table() {
    let out = crate::padan(&crate::root()).args(["formats", "--markdown"]).output().unwrap();
    let table = String::from_utf8(out.stdout).unwrap();
    let page = fs::read_to_string(crate::root().join("docs/FORMATS.md")).unwrap();
    assert!(
        page.contains(table.trim()),
        "docs/FORMATS.md does not hold what `padan formats --markdown` prints:\n{table}"
    );
    for format in FORMATS {
        assert!(table.contains(&format!("| `{}` | `.{}` |", format.name, format.extension)));
        let (head, _) = format.about.split_once([';', ':', ',']).unwrap_or((format.about, ""));
        assert!(!head.is_empty() && !format.checked_by.is_empty() && !format.about.contains('|'));
    }
}

#[test]
fn names_are_told_apart() {
    let names: std::collections::HashSet<_> = FORMATS.iter().map(|f| f.name).collect();
    assert_eq!(names.len(), FORMATS.len());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let documents = || {
        [document("satu.txt", "Kedutaan ditutup. Dubes AS tiba."), document("dua.txt", "Gencatan senjata diumumkan.")]
    };
    assert_eq!(written(&documents()), written(&documents()));
}

#[test]
fn dictionaries_lead_every_form_to_its_headword() {
    let annotator = crate::annotator();
    let texts = [document("a.txt", "Diumumkannya gencatan senjata; kota-kota ditutup. Anak-anaknya <b>bermain</b>.")];
    for only_texts in [true, false] {
        let options = padan::dictionary::Options { title: "a <b>".into(), only_texts };
        let made = padan::dictionary::build(annotator.analyzer(), &Default::default(), &texts, &options);
        let known: std::collections::HashSet<&str> = made.entries.iter().map(|e| e.headword.as_str()).collect();
        for (form, headword) in
            [("diumumkannya", "mengumumkan"), ("diumumkannya", "umum"), ("ditutup", "tutup"), ("kota-kota", "kota")]
        {
            assert!(made.forms.iter().any(|f| f.form == form && f.headword == headword), "{form} {headword}");
        }
        assert!(made.forms.iter().all(|f| known.contains(f.headword.as_str()) && f.form != f.headword));
        assert!(made.entries.iter().all(|e| !e.glosses.is_empty()));
        for format in FORMATS.iter().filter(|f| only_texts && !f.is_of_texts()) {
            let written = || {
                let mut out = Vec::new();
                format.write_dictionary(&made, &mut out).unwrap();
                out
            };
            assert!(written() == written() && written().len() > 60, "{}", format.name);
        }
    }
}

/// Names of inputs never become names in an archive, and two texts of one name do not meet.
#[test]
fn names_of_texts_stay_inside() {
    let documents = [document("../../etc/passwd", "Kedutaan ditutup."), document("/etc/../passwd", "Dubes tiba.")];
    for format in FORMATS.iter().filter(|f| f.is_of_texts()) {
        if let Renderer::Files(files) = format.renderer {
            for file in files(&documents, &Options::default()).unwrap() {
                assert!(!file.name.contains(['/', '\\']) && !file.name.starts_with('.'), "{}", file.name);
            }
        }
    }
}

/// Text that each format gives a meaning of its own to.
const HOSTILE: &str = "<script>alert(1)</script> ]]> &amp; \\input{/etc/passwd} # % $ _ ^ ~ {a} | `b` **c** =HYPERLINK(1) \u{202e}kata\u{202c} \
    \u{1}\u{7f}\u{200f} \"q\" ' // \u{6f22}\u{5b57} \u{1f600} \u{fffe}";

#[test]
fn hostile_text_stays_text() {
    let text = format!("{HOSTILE}\n{} kata.", "a".repeat(100_000));
    let documents = [document("<b>&\"'.txt", &text)];
    let options = Options::default();
    let shown = |name: &str| {
        let mut out = Vec::new();
        padan::render::format(name).unwrap().write(&documents, &options, &mut out).unwrap();
        String::from_utf8_lossy(&out).into_owned()
    };
    assert!(!shown("html").contains("<script>alert"));
    for name in ["leipzig", "flextext", "xigt"] {
        let text = shown(name);
        assert!(!text.contains("<script") && !text.contains("]]>") && !text.contains('\u{202e}'), "{name}");
        assert!(!text.contains(['\u{1}', '\u{7f}', '\u{fffe}']), "{name}");
    }
    for name in ["gb4e", "langsci-gb4e", "expex", "linguex"] {
        let text = shown(name);
        assert!(!text.contains("\\input") && !text.contains("/etc"), "{name}");
        assert!(text.lines().all(|l| l.len() < 10_000), "{name} sets words that TeX cannot");
    }
    assert!(shown("markdown").contains("\\<script\\>") && !shown("markdown").contains("**c**"));
    assert!(shown("tsv").lines().all(|l| l.matches('\t').count() == 15 && !l.contains("\t=H")), "tsv");
}

//! Terms for Lute (<https://luteorg.github.io/lute-manual/>), and the lemma file of LWT.

use std::io;

use super::package::PackedFile;
use super::tsv::field;
use crate::model::{Dictionary, Upos};

/// Lute's CSV of terms: forms with their headwords as parents. Other headings than these are an error to Lute.
pub(super) fn lute(dictionary: &Dictionary) -> io::Result<Vec<PackedFile>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record([
        "language",
        "term",
        "translation",
        "parent",
        "status",
        "tags",
        "pronunciation",
        "link_status",
    ])?;
    // A term stands once: headwords of several parts of speech are one.
    let mut n = 0;
    let entries = &dictionary.entries;
    while n < entries.len() {
        let word = &entries[n].headword;
        let same = entries[n..].iter().take_while(|e| e.headword == *word).count();
        let mut glosses: Vec<&str> = Vec::new();
        let mut tags: Vec<&str> = Vec::new();
        for e in &entries[n..n + same] {
            glosses.extend(e.glosses.iter().map(String::as_str));
            tags.push(if e.term { "term" } else { e.upos.map_or("phrase", Upos::meaning) });
        }
        glosses.dedup();
        tags.dedup();
        let row = ["Indonesian", word, &glosses.join("; "), "", "1", &tags.join(", "), "", ""];
        table.write_record(row.map(|cell| field(cell).into_owned()))?;
        n += same;
    }
    let mut last = "";
    for f in &dictionary.forms {
        let headword = dictionary.entries.binary_search_by(|e| sort_key(&e.headword).cmp(&sort_key(&f.form)));
        if f.form == last || headword.is_ok() {
            continue;
        }
        last = &f.form;
        let translation = f.gloss.as_deref().unwrap_or_default();
        let row = ["Indonesian", &f.form, translation, &f.headword, "1", &f.affixes.join(" "), "", ""];
        table.write_record(row.map(|cell| field(cell).into_owned()))?;
    }
    let bytes = table.into_inner().map_err(|e| io::Error::other(e.to_string()))?;
    Ok(vec![PackedFile { name: "terms.csv".into(), bytes }])
}

/// The order of headwords.
fn sort_key(s: &str) -> (String, &str) {
    (s.to_lowercase(), s)
}

/// LWT's lemma file: a form and its headword a line.
pub(super) fn lwt(dictionary: &Dictionary) -> io::Result<Vec<PackedFile>> {
    let mut out = String::new();
    let mut last = "";
    for f in dictionary.forms.iter().filter(|f| !f.form.contains(' ')) {
        if f.form != last {
            out.push_str(&format!("{}\t{}\n", field(&f.form), field(&f.headword)));
            last = &f.form;
        }
    }
    Ok(vec![PackedFile::text("id_lemmas.tsv", out)])
}

//! StarDict dictionaries, for KOReader, GoldenDict and sdcv
//! (<https://github.com/huzheng001/stardict-3/blob/master/dict/doc/StarDictFileFormat>). The file of synonyms is not compressed:
//! sdcv does not read it otherwise.

use std::collections::BTreeMap;
use std::io;

use super::package::PackedFile;
use super::xml::is_unfit;
use crate::model::{Dictionary, Upos};

/// Headwords are shorter than this many bytes.
const LONGEST: usize = 255;

/// A word in StarDict's order.
type Key = (Vec<u8>, Vec<u8>);

/// StarDict's order: ASCII letters without case, then bytes.
fn order(word: &str) -> Key {
    (word.to_ascii_lowercase().into_bytes(), word.as_bytes().to_vec())
}

pub(super) fn files(dictionary: &Dictionary) -> io::Result<Vec<PackedFile>> {
    let mut articles: BTreeMap<Key, (String, String)> = BTreeMap::new();
    for e in dictionary.entries.iter().filter(|e| fits(&e.headword)) {
        let tag = if e.term { "term" } else { e.upos.map_or("phrase", Upos::meaning) };
        let headword = clean(&e.headword);
        let text = &mut articles.entry(order(&headword)).or_insert_with(|| (headword, String::new())).1;
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("{tag}: {}", clean(&e.glosses.join(", "))));
    }
    let mut synonyms: BTreeMap<Key, (String, (usize, Key))> = BTreeMap::new();
    for f in dictionary.forms.iter().filter(|f| fits(&f.form) && fits(&f.headword)) {
        let (form, headword) = (clean(&f.form), clean(&f.headword));
        match articles.get_mut(&order(&form)) {
            // A form with an article of its own tells there what it is made of.
            Some((_, text)) if !f.affixes.is_empty() => {
                text.push_str(&format!("\n= {headword} with {}", f.affixes.join(" ")));
            }
            Some(_) => {}
            // Readers show one article of several: that of the word itself rather than that of its root.
            None => {
                let target = (f.affixes.len(), order(&headword));
                let known = synonyms.entry(order(&form)).or_insert_with(|| (form, target.clone()));
                if target.0 < known.1.0 {
                    known.1 = target;
                }
            }
        }
    }
    let (mut index, mut data) = (Vec::new(), Vec::new());
    let mut number = BTreeMap::new();
    for (n, (key, (word, text))) in articles.iter().enumerate() {
        number.insert(key.clone(), n as u32);
        index.extend_from_slice(word.as_bytes());
        index.push(0);
        index.extend_from_slice(&(data.len() as u32).to_be_bytes());
        index.extend_from_slice(&(text.len() as u32).to_be_bytes());
        data.extend_from_slice(text.as_bytes());
    }
    let (mut syn, mut count) = (Vec::new(), 0);
    for (form, (_, target)) in synonyms.into_values() {
        if let Some(n) = number.get(&target) {
            syn.extend_from_slice(form.as_bytes());
            syn.push(0);
            syn.extend_from_slice(&n.to_be_bytes());
            count += 1;
        }
    }
    let info = format!(
        "StarDict's dict ifo file\nversion=2.4.2\nwordcount={}\nsynwordcount={count}\nidxfilesize={}\nbookname={}\n\
         author=padan\ndescription=Indonesian to English, with the affixes of every form\nsametypesequence=m\n",
        articles.len(),
        index.len(),
        clean(&dictionary.title),
    );
    Ok(vec![
        PackedFile { name: "padan.dict".into(), bytes: data },
        PackedFile { name: "padan.idx".into(), bytes: index },
        PackedFile::text("padan.ifo", info),
        PackedFile { name: "padan.syn".into(), bytes: syn },
    ])
}

fn fits(word: &str) -> bool {
    !word.is_empty() && word.len() < LONGEST
}

/// Text on one line, without control characters.
fn clean(s: &str) -> String {
    s.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|&c| !is_unfit(c)).collect()
}

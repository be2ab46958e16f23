//! Compiles `lexicon/*.tsv` into the bytes that the library reads in place.

use std::path::{Path, PathBuf};
use std::process::exit;

#[path = "../src/lexicon/compile.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod compile;
#[path = "../src/lexicon/source.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod source;

/// The files of lexemes. Of two lexemes with one form, that of the earlier file is the likelier reading.
const FILES: &[&str] =
    &["function.tsv", "numbers.tsv", "roots.tsv", "derived.tsv", "names.tsv", "abbreviations.tsv", "phrases.tsv"];

fn main() {
    println!("cargo::rerun-if-changed=lexicon");
    println!("cargo::rerun-if-changed=src/lexicon");
    let texts: Vec<(PathBuf, String)> = FILES.iter().map(|name| read(name)).collect();
    let entries: Vec<Vec<source::Entry<'_>>> =
        texts.iter().map(|(path, text)| source::parse_entries(text).unwrap_or_else(|e| fail(path, &e))).collect();
    let (path, text) = read("variants.tsv");
    let variants = source::parse_variants(&text).unwrap_or_else(|e| fail(&path, &e));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo")).join("lexicon.bin");
    let bytes = compile::compile(&entries, &variants);
    std::fs::write(&out, bytes).unwrap_or_else(|e| panic!("{}: {e}", out.display()));
}

fn read(name: &str) -> (PathBuf, String) {
    let path = Path::new("lexicon").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    if !unicode_normalization::is_nfc(&text) {
        let line = text.lines().position(|l| !unicode_normalization::is_nfc(l)).unwrap_or_default();
        let fault = source::SourceError { line: line + 1, column: 1, message: "not in NFC".into() };
        fail(&path, &fault);
    }
    (path, text)
}

fn fail(path: &Path, fault: &source::SourceError) -> ! {
    println!("cargo::error={}:{fault}", path.display());
    exit(1)
}

//! Prints a stem for each word of a text: `stem-each FILE`; with `--copy`, only reads, splits and writes.

use std::io::{BufWriter, Write};

use sastrawi::{Dictionary, Stemmer};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let copy = args.iter().any(|a| a == "--copy");
    let file = args.iter().find(|a| !a.starts_with("--")).expect("a file");
    let text = std::fs::read_to_string(file).expect("text");
    let dictionary = Dictionary::new();
    let stemmer = Stemmer::new(&dictionary);
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()) {
        out.write_all(word.as_bytes()).expect("written");
        if !copy {
            out.write_all(b"\t").expect("written");
            out.write_all(stemmer.stem_word(&word.to_lowercase()).as_ref().as_bytes()).expect("written");
        }
        out.write_all(b"\n").expect("written");
    }
}

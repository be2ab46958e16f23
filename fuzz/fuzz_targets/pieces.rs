//! A text in pieces is the text: repeated until it is long enough to be cut.
#![no_main]

use libfuzzer_sys::fuzz_target;
use padan::batch::Articles;

fuzz_target!(|text: &str| {
    if text.is_empty() || text.bytes().any(|b| b < 0x20 && b != b'\n') || text.starts_with('\u{feff}') {
        return;
    }
    let text = text.repeat(300_000 / text.len() + 1);
    let mut articles = Articles::text("f", Box::new(std::io::Cursor::new(text.clone())), false);
    let mut at = 0;
    while let Some(piece) = articles.next_piece().expect("text") {
        // Composition may change a piece; then there is nothing to compare.
        let piece = piece.source.text();
        if !text[at..].starts_with(piece) {
            return;
        }
        at += piece.len();
    }
    assert_eq!(at, text.len());
});

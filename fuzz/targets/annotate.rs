#![no_main]

use std::sync::LazyLock;

use padan::morph::Analyzer;
use padan::render::{FORMATS, Options, Style};
use padan::terms::TermIndex;
use padan::text::{SourceText, decode};
use padan::{Annotator, Lexicon};

static ANNOTATOR: LazyLock<Annotator> =
    LazyLock::new(|| Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default()));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode(bytes) else { return };
    let source = SourceText::from_text("fuzz", decoded.text.into_owned());
    let document = ANNOTATOR.worker().annotate(source);
    let mut at = 0;
    for token in document.sentences().flat_map(|s| &s.tokens) {
        assert!(token.span.start >= at && token.span.end > token.span.start);
        assert!(!token.is_word() || !token.gloss.is_empty());
        at = token.span.end;
    }
    let mut read = document.clone();
    Style::Reader.apply(&mut read);
    let options = Options::default();
    for document in [document, read] {
        for format in FORMATS.iter().filter(|f| f.is_of_texts()) {
            let mut out = Vec::new();
            format.write(std::slice::from_ref(&document), &options, &mut out).expect("memory takes everything");
            assert!(!out.is_empty() || document.paragraphs.is_empty(), "{}", format.name);
        }
    }
});

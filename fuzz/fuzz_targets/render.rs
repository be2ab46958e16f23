//! Text through annotation and every renderer.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use padan::annotate::{Options as Settings, ReadingChoice};
use padan::morph::Analyzer;
use padan::render::{FORMATS, Options};
use padan::terms::TermIndex;
use padan::text::SourceText;
use padan::{Annotator, Lexicon};

static ANNOTATORS: LazyLock<[Annotator; 2]> = LazyLock::new(|| {
    [ReadingChoice::InContext, ReadingChoice::Likeliest].map(|choice| {
        let settings = Settings { choice, ..Settings::default() };
        Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), settings)
    })
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = SourceText::from_bytes("f", bytes) else { return };
    for annotator in ANNOTATORS.iter() {
        let document = annotator.worker().annotate(source.clone());
        for format in FORMATS {
            let mut out = Vec::new();
            (format.render)(&document, &Options::default(), &mut out).expect("written to memory");
            assert!(std::str::from_utf8(&out).is_ok() || format.name == "epub", "{}", format.name);
        }
    }
});

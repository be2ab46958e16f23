#![no_main]

use std::sync::LazyLock;

use padan::lint::glossary::{LintFile, Options, lint};
use padan::morph::Analyzer;
use padan::terms::TermIndex;
use padan::text::decode;
use padan::{Glossary, Lexicon};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Lexicon::builtin()));

// Whatever the file is, it is checked; if it is a glossary, its index is built.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode(bytes) else { return };
    for finding in lint(&LintFile::new("fuzz.toml", &decoded.text), &ANALYZER, &Options::default(), |_| true) {
        assert!(decoded.text.get(finding.diagnostic.span).is_some());
    }
    if let Ok(glossary) = Glossary::parse("fuzz.toml", &decoded.text) {
        let _ = TermIndex::of(&glossary, &ANALYZER);
    }
});

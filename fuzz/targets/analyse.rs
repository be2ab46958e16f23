#![no_main]

use std::sync::LazyLock;

use padan::Lexicon;
use padan::morph::Analyzer;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Lexicon::builtin()));

libfuzzer_sys::fuzz_target!(|word: &str| {
    let word = word.to_lowercase();
    let readings = ANALYZER.analyze(&word);
    assert!(!readings.is_empty());
    for reading in readings {
        for m in &reading.morphemes {
            assert!(m.surface.start <= m.surface.end && m.surface.end as usize <= word.len(), "{word} {m:?}");
        }
    }
    let _ = ANALYZER.correct(&word);
});

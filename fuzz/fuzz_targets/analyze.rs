//! Every reading of a word: pieces that follow one another and cover it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use padan::Lexicon;
use padan::morph::{Analyzer, renderings};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Lexicon::builtin()));

fuzz_target!(|word: &str| {
    let word = word.to_lowercase();
    let readings = ANALYZER.analyze(&word);
    assert!(!readings.is_empty());
    for reading in &readings {
        let mut at = 0;
        for morpheme in &reading.morphemes {
            assert_eq!(morpheme.surface.start, at, "{word:?}: {reading}");
            at = morpheme.surface.end;
        }
        assert_eq!(at as usize, word.len(), "{word:?}: {reading}");
        let _ = (reading.surface(&word), reading.gloss_line(), renderings(ANALYZER.lexicon(), reading));
    }
    let _ = ANALYZER.correct(&word);
});

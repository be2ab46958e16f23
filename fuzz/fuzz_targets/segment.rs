//! Text to tokens: tokens and the gaps between them give the text back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use padan::segment;

fuzz_target!(|text: &str| {
    let mut at = 0;
    for paragraph in segment::paragraphs(text) {
        for sentence in segment::sentences(text, paragraph) {
            for token in &sentence.tokens {
                let range = token.span.range();
                assert!(range.start >= at && range.end > range.start);
                let gap = &text[at..range.start];
                assert!(gap.chars().all(|c| !c.is_alphanumeric()), "{gap:?} is lost");
                at = range.end;
            }
        }
    }
    assert!(text[at..].chars().all(|c| !c.is_alphanumeric()), "the end is lost");
});

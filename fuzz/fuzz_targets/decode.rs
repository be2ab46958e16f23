//! Bytes to text: never a panic, and places that hold.
#![no_main]

use libfuzzer_sys::fuzz_target;
use padan::text::SourceText;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = SourceText::from_bytes("f", bytes) {
        let text = source.text();
        assert_eq!(source.decoded_offset(0), 0);
        let mut points = source.code_points();
        for (at, _) in text.char_indices() {
            points.at(at);
        }
    }
});

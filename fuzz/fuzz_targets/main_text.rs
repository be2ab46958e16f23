//! The main text of web pages.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut remarks = Vec::new();
    if padan::batch::main_text(bytes, &mut remarks).is_ok() {
        assert_eq!(remarks.len(), 1);
    }
});

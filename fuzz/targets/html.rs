#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = padan::batch::main_text(bytes, &mut Vec::new());
});

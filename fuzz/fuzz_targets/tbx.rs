//! The reader of `tbx`: no bytes make it panic, and what it reads can be written and read again.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| padan_fuzz::reads("tbx", bytes));

#![no_main]
mod exchange;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| exchange::read("utx", bytes));

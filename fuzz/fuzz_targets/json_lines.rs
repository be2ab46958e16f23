//! Records of JSON Lines.
#![no_main]

use libfuzzer_sys::fuzz_target;
use padan::batch::{Fields, json_record};

fuzz_target!(|bytes: &[u8]| {
    for line in bytes.split(|&b| b == b'\n') {
        if let Ok(record) = json_record(line, 1, &Fields::default()) {
            assert!(record.fields.is_none_or(|f| serde_json::from_str::<serde_json::Value>(f.get()).is_ok()));
        }
    }
});

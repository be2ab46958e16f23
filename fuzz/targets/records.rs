#![no_main]

use padan::batch::{Articles, Fields, json_record};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let fields = Fields::default();
    for (n, line) in bytes.split(|&b| b == b'\n').enumerate() {
        let _ = json_record(line, n as u64 + 1, &fields);
    }
    let mut articles = Articles::text("fuzz", Box::new(std::io::Cursor::new(bytes.to_vec())), false);
    let mut read = 0;
    while let Ok(Some(piece)) = articles.next_piece() {
        read += piece.source.text().len();
    }
    // Each byte that was not UTF-8 may have become a letter of three.
    assert!(read <= bytes.len() * 3 + 16);
});

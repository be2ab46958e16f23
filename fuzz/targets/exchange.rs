//! What every reader of other glossary formats has to stand.

use padan::glossary::exchange::{Format, Input, Options};

/// Reads `bytes`; what is read can be written, and what is written can be read.
pub fn read(format: &str, bytes: &[u8]) {
    let format = Format::by_name(format).expect("a format");
    let options = Options::default();
    let Ok(imported) = format.import(&Input { path: "fuzz".into(), bytes }, &options) else { return };
    let terms = imported.glossary.terms.len();
    let Ok(exported) = format.export(&imported.glossary, &options) else { return };
    let again = format.import(&Input { path: "fuzz".into(), bytes: &exported.bytes }, &options);
    let again = again.unwrap_or_else(|e| panic!("{e}\n{}", String::from_utf8_lossy(&exported.bytes)));
    assert!(again.glossary.terms.len() <= terms);
}

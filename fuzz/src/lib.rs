//! What the targets share.

use padan::Glossary;
use padan::glossary::exchange::{Format, Input, Options};

/// Reads `bytes` as `format`. What can be read can be written as a glossary and read again.
pub fn reads(format: &str, bytes: &[u8]) {
    let format = Format::by_name(format).expect("a format of the table");
    let input = Input { path: "fuzz".into(), bytes };
    let Ok(imported) = format.import(&input, &Options::default()) else { return };
    let toml = imported.glossary.to_toml();
    let again = Glossary::parse("canonical.toml", &toml).expect("canonical TOML can be read");
    assert_eq!(again.terms.len(), imported.glossary.terms.len());
    format.export(&imported.glossary, &Options::default()).expect("what was read can be written");
}

//! The loader of glossaries: no text makes it panic, and what it reads comes back from canonical TOML.
#![no_main]

use padan::Glossary;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(glossary) = Glossary::parse("fuzz.toml", text) else { return };
    let canonical = glossary.to_toml();
    let again = Glossary::parse("canonical.toml", &canonical).expect("canonical TOML can be read");
    assert_eq!(again.terms.len(), glossary.terms.len());
    for (mut again, term) in again.terms.into_iter().zip(glossary.terms) {
        again.at = term.at.clone();
        assert_eq!(again, term);
    }
});

//! Glossaries in other formats: round trips, the table of formats and its page, hostile files.

use padan::Glossary;
use padan::glossary::exchange::{ExchangeError, FORMATS, Field, Format, Input, Options, append};
use padan::glossary::{
    Abbreviation, Avoided, CaseRule, Example, Reduplication, Relative, Term, TermPos, TermSense, TermStatus, When,
};
use padan::text::Location;
use proptest::prelude::*;
use proptest::sample::select;

fn import(format: &Format, bytes: &[u8]) -> Result<padan::glossary::exchange::Imported, ExchangeError> {
    format.import(&Input { path: format!("g.{}", format.extension).into(), bytes }, &Options::default())
}

/// A short run, unless a long one is asked for.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(32)
}

/// Words with everything that formats trip over.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Zé]{1,8}",
        2 => "[a-z]{1,5}[ -][a-z]{1,5}",
        1 => "[a-z&<>\"'|:;,\\\\#@=/{}_x0-9\u{a0}漢😀]{0,4}[a-z][a-z&<>\"'|:;,\\\\#@=/{}_x0-9\u{a0}漢😀]{0,4}",
    ]
}

/// A text of a line or of several, with edges that are trimmed.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => word(),
        1 => (word(), select(vec!["\n", "\t", "  ", "\r\n", " "]), word()).prop_map(|(a, gap, b)| format!("{a}{gap}{b}")),
        1 => word().prop_map(|w| format!(" {w} ")),
        1 => word().prop_map(|w| format!("[padan] {w}")),
    ]
}

fn texts(most: usize) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(text(), 0..=most)
}

fn maybe<T: Strategy>(inner: T) -> impl Strategy<Value = Option<T::Value>>
where
    T::Value: Clone,
{
    proptest::option::weighted(0.3, inner)
}

fn when() -> impl Strategy<Value = When> {
    // A word that begins with @ would be the name of a list.
    let words = || proptest::collection::vec(word().prop_map(|w| w.replace('@', "a")), 0..3);
    (words(), words(), words(), words(), words(), words()).prop_map(|(next, prev, near, doc, domain, scope)| When {
        next,
        prev,
        near,
        doc,
        domain,
        scope,
    })
}

fn avoid() -> impl Strategy<Value = Vec<Avoided>> {
    let one = (text(), maybe(text()), maybe(text()));
    proptest::collection::vec(one.prop_map(|(target, why, instead)| Avoided { target, why, instead }), 0..3)
}

fn pos() -> impl Strategy<Value = TermPos> {
    select(TermPos::ALL)
}

fn date() -> impl Strategy<Value = String> {
    (1900u16..2100, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"))
}

fn senses() -> impl Strategy<Value = Vec<TermSense>> {
    let one = (when(), proptest::collection::vec(text(), 1..3), avoid(), maybe(text()));
    proptest::collection::vec(one.prop_map(|(when, target, avoid, note)| TermSense { when, target, avoid, note }), 0..3)
}

fn term() -> impl Strategy<Value = Term> {
    let names = (text(), proptest::collection::vec(text(), 1..4), pos(), texts(2), any::<bool>());
    let abbr = proptest::collection::vec(
        (word(), maybe(text()), maybe(when())).prop_map(|(form, target, when)| Abbreviation { form, target, when }),
        0..3,
    );
    let family = proptest::collection::vec(
        (text(), proptest::collection::vec(text(), 1..3), pos(), texts(1))
            .prop_map(|(source, target, pos, also)| Relative { source, target, pos, also }),
        0..3,
    );
    let examples = proptest::collection::vec(
        (text(), maybe(text()), maybe(text())).prop_map(|(source, target, citation)| Example {
            source,
            target,
            citation,
        }),
        0..3,
    );
    let rules = (
        maybe(text()),
        texts(2),
        any::<bool>(),
        select(CaseRule::ALL),
        select(Reduplication::ALL),
        texts(2),
        texts(2),
        texts(2),
    );
    let about = (
        select(TermStatus::ALL),
        maybe(text()),
        texts(2),
        maybe(text()),
        maybe(text()),
        maybe(text()),
        maybe(text()),
        maybe(date()),
        maybe(date()),
    );
    (names, abbr, family, examples, rules, about, avoid(), senses()).prop_map(
        |(names, abbreviations, family, examples, rules, about, avoid, senses)| {
            let (source, target, pos, also, untranslated) = names;
            let (root, forms, inflects, case, reduplication, not_before, not_after, target_forms) = rules;
            let (status, domain, scope, definition, note, citation, by, since, until) = about;
            Term {
                key: String::new(),
                source,
                target,
                pos,
                also,
                abbreviations,
                avoid,
                family,
                root,
                forms,
                inflects,
                case,
                reduplication,
                not_before,
                not_after,
                untranslated,
                senses,
                status,
                domain,
                scope,
                definition,
                note,
                examples,
                target_forms,
                citation,
                see: Vec::new(),
                replaced_by: Vec::new(),
                by,
                since,
                until,
                at: Location { path: "".into(), line: 0, column: 0 },
            }
        },
    )
}

/// Terms whose keys differ, some of them no slugs; some point at others.
fn glossary() -> impl Strategy<Value = Glossary> {
    let links = proptest::collection::vec((any::<bool>(), any::<prop::sample::Index>(), any::<bool>()), 4);
    (proptest::collection::vec(term(), 1..4), links).prop_map(|(mut terms, links)| {
        for (n, term) in terms.iter_mut().enumerate() {
            // Terms that no other has: some formats know entries by them.
            term.source = format!("{}{n}", term.source.trim_end());
            term.key = format!("{}{n}", ["k", "17 agustus-", "_x41_", "a.b_"][term.source.len() % 4]);
        }
        let keys: Vec<String> = terms.iter().map(|t| t.key.clone()).collect();
        for (term, (see, at, replaced)) in terms.iter_mut().zip(links) {
            if see {
                term.see.push(at.get(&keys).clone());
            }
            if replaced {
                term.replaced_by.push(at.get(&keys).clone());
            }
        }
        Glossary { terms }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_a_reader_panic(
        glossary in glossary(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0usize..3), 1..6),
    ) {
        for format in FORMATS.iter().filter(|f| f.imports()) {
            let mut bytes = format.export(&glossary, &Options::default()).unwrap().bytes;
            for (at, byte, kind) in &damage {
                let at = at.index(bytes.len());
                match kind {
                    0 => bytes[at] = *byte,
                    1 => { bytes.drain(at..bytes.len().min(at + usize::from(*byte))); }
                    _ => { let piece = bytes[at..bytes.len().min(at + usize::from(*byte))].to_vec(); bytes.splice(at..at, piece); }
                }
                if bytes.is_empty() {
                    break;
                }
            }
            if let Ok(back) = import(format, &bytes) {
                // What was read is a glossary.
                Glossary::parse("g.toml", &back.glossary.to_toml()).unwrap();
            }
        }
    }

    #[test]
    fn what_a_format_keeps_comes_back(glossary in glossary()) {
        for format in FORMATS.iter().filter(|f| f.imports()) {
            let exported = format.export(&glossary, &Options::default()).unwrap();
            let back = import(format, &exported.bytes);
            let back = match back {
                Ok(back) => back,
                Err(e) => panic!("{}: {e}\n{}", format.name, String::from_utf8_lossy(&exported.bytes)),
            };
            let wanted = glossary.terms.iter().map(|t| format.carried(t));
            let wanted: Vec<Term> = wanted.filter(|t| !t.source.is_empty()).collect();
            for (back, wanted) in back.glossary.terms.iter().zip(&wanted) {
                prop_assert_eq!(back, wanted, "{}\n{}", format.name, String::from_utf8_lossy(&exported.bytes));
            }
            prop_assert_eq!(back.glossary.terms.len(), wanted.len(), "{}", format.name);
            // What comes back is carried whole: nothing is lost twice.
            let again = format.export(&back.glossary, &Options::default()).unwrap();
            let back = import(format, &again.bytes).unwrap();
            prop_assert_eq!(&back.glossary.terms, &wanted, "{}, again", format.name);
        }
    }

    #[test]
    fn canonical_toml_says_the_same(glossary in glossary()) {
        let text = glossary.to_toml();
        let mut back = Glossary::parse("g.toml", &text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        for term in &mut back.terms {
            term.at = Location { path: "".into(), line: 0, column: 0 };
        }
        prop_assert_eq!(&back.terms, &glossary.terms, "{}", text);
    }

    #[test]
    fn appending_changes_nothing_that_is_there(old in glossary(), new in glossary()) {
        let text = old.to_toml();
        let done = append(std::path::Path::new("g.toml"), &text, &new).unwrap();
        prop_assert!(done.text.starts_with(&text));
        prop_assert_eq!(done.added + done.there + done.clashes.len(), new.terms.len());
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[ -~\\n<>&]{0,200}") {
        for format in FORMATS.iter().filter(|f| f.imports()) {
            let _ = import(format, &bytes);
            let _ = import(format, text.as_bytes());
        }
    }
}

#[test]
fn the_page_has_every_format_as_it_is() {
    let page = std::fs::read_to_string(crate::root().join("docs/EXCHANGE.md")).unwrap();
    let mut missing = String::new();
    for format in FORMATS {
        let names = |keep: &dyn Fn(Field) -> bool| {
            let names: Vec<&str> = Field::ALL.iter().copied().filter(|&f| keep(f)).map(Field::about).collect();
            if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
        };
        let shown = |f: Field| format.shows.iter().any(|(s, _)| *s == f);
        let back = match format.imports() {
            true => names(&|f| format.keeps.contains(&f)),
            false => "(only written)".to_owned(),
        };
        let shows: Vec<String> = format.shows.iter().map(|(f, how)| format!("{} as {how}", f.about())).collect();
        let shows = if shows.is_empty() { "–".to_owned() } else { shows.join(", ") };
        let lost = names(&|f| !format.keeps.contains(&f) && !shown(f));
        let checked = format.checked_by.join(", ");
        let row = format!("| `{}` | {} | {back} | {shows} | {lost} | {checked} |\n", format.name, format.about);
        if !page.contains(&row) {
            missing.push_str(&row);
        }
    }
    assert!(missing.is_empty(), "docs/EXCHANGE.md lacks these rows:\n{missing}");
}

#[test]
fn our_own_glossary_goes_through_every_format() {
    let glossary = Glossary::builtin();
    for format in FORMATS {
        let exported = format.export(&glossary, &Options::default()).unwrap();
        assert_eq!(exported.report.entries, glossary.terms.len(), "{}", format.name);
        if format.imports() {
            let back = import(format, &exported.bytes).unwrap_or_else(|e| panic!("{}: {e}", format.name));
            let place = Location { path: "".into(), line: 0, column: 0 };
            for (back, term) in back.glossary.terms.iter().zip(&glossary.terms) {
                assert_eq!(*back, Term { at: place.clone(), ..format.carried(term) }, "{}", format.name);
            }
            assert_eq!(back.glossary.terms.len(), glossary.terms.len(), "{}: {:?}", format.name, back.report);
        }
    }
}

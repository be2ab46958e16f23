//! What holds for every text and every word.

use padan::model::{Document, Upos};
use padan::morph::Analyzer;
use padan::render::{FORMATS, Options};
use padan::text::SourceText;
use padan::{Annotator, Lexicon};
use proptest::prelude::*;

fn check_document(document: &Document) {
    let text = document.source.text();
    let mut at = 0;
    for sentence in document.sentences() {
        assert!(!sentence.tokens.is_empty());
        for token in &sentence.tokens {
            let gap = &text[at..token.span.start as usize];
            assert!(gap.chars().all(|c| !c.is_alphanumeric()), "the gap {gap:?} holds text");
            assert!(!token.span.is_empty());
            at = token.span.end as usize;
            if let Some(analysis) = token.analysis().filter(|_| token.upos != Upos::Propn) {
                let mut end = 0;
                for m in &analysis.morphemes {
                    assert_eq!(m.surface.start, end, "{analysis} leaves a gap in {:?}", document.text(token.span));
                    end = m.surface.end;
                }
            }
            assert!(!token.is_word() || !token.gloss.is_empty(), "{:?} has no gloss", document.text(token.span));
        }
        for unit in &sentence.units {
            assert!(unit.tokens.windows(2).all(|w| w[0] < w[1]));
            assert!(unit.tokens.iter().all(|&t| t < sentence.tokens.len()));
        }
    }
    assert!(text[at..].chars().all(|c| !c.is_alphanumeric()), "the end holds text");
}

fn annotate_everywhere(annotator: &Annotator, text: &str) {
    let document = annotator.worker().annotate(SourceText::from_text("-", text));
    check_document(&document);
    let documents = [document];
    for format in FORMATS.iter().filter(|f| f.is_of_texts()) {
        let mut out = Vec::new();
        format.write(&documents, &Options { width: 40, ..Options::default() }, &mut out).unwrap();
        if !out.starts_with(b"PK") {
            String::from_utf8(out).expect("UTF-8");
        }
    }
}

/// Text that looks like news more often than chance.
fn newsy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("kedutaan".to_owned()),
        Just("Menteri Luar Negeri AS".to_owned()),
        Just("memukul-mukul".to_owned()),
        Just("tembak-menembak".to_owned()),
        Just("ke-AS-an".to_owned()),
        Just("$1,5".to_owned()),
        Just("1990-an".to_owned()),
        Just("A.S.".to_owned()),
        Just("negara2".to_owned()),
        Just("\"".to_owned()),
        Just("...".to_owned()),
        Just("\r\n".to_owned()),
        Just("e\u{301}".to_owned()),
        "[a-z]{1,12}",
        "[a-z]{2,6}-[a-z]{2,6}(nya|lah|an)?",
        "(meng|mem|men|di|ber|ter|ke|se|pe)[a-z]{1,8}(kan|i|an|nya)?",
        "[A-Z][a-z]{1,8}",
        "\\PC{1,4}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_goes_in(text in any::<String>()) {
        annotate_everywhere(&crate::annotator(), &text);
    }

    #[test]
    fn any_news_goes_in(text in newsy()) {
        annotate_everywhere(&crate::annotator(), &text);
    }

    #[test]
    fn any_bytes_are_text_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        if let Ok(source) = SourceText::from_bytes("-", &bytes) {
            check_document(&crate::annotator().worker().annotate(source));
        }
    }

    #[test]
    fn readings_cover_their_word(word in "[a-z]{1,10}(-[a-z]{1,10})?(nya|lah|ku)?") {
        let analyzer = Analyzer::new(Lexicon::builtin());
        for reading in analyzer.analyze(&word) {
            let mut end = 0;
            for m in &reading.morphemes {
                prop_assert_eq!(m.surface.start, end, "{} of {}", reading, word);
                end = m.surface.end;
            }
            prop_assert_eq!(end as usize, word.len(), "{} of {}", reading, word);
        }
    }
}

#[test]
fn readings_are_the_same_in_every_run() {
    let readings = |word: &str| {
        let analyzer = Analyzer::new(Lexicon::builtin());
        analyzer.analyze(word).iter().map(|a| format!("{a} {:?}", a.cost)).collect::<Vec<_>>()
    };
    for word in ["beruang", "mengurus", "perangkatnya", "memalukan", "sekutu-sekutunya"] {
        assert_eq!(readings(word), readings(word));
    }
}

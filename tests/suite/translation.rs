//! A translation beside an annotated text: where its sentences stand, which words render terms, and which senses it attests.

use padan::align::{Aligner, TranslationError};
use padan::model::{Document, GlossSource, Reason};
use padan::render::{FORMATS, Options};
use padan::text::SourceText;

use crate::annotator;

const TEXT: &str = "Perundingan gencatan senjata dimulai\n\nPemerintah mengumumkannya kemarin. Para diplomat pulang dengan pesawat. \
                    Harga minyak naik 12 persen.\n\nKedutaan besar itu ditutup.\n";

fn beside(text: &str, english: &str) -> (Document, Result<f32, TranslationError>) {
    let annotator = annotator();
    let mut document = annotator.worker().annotate(SourceText::from_text("a.txt", text));
    let fit = Aligner::new(&annotator).translate(&mut document, english);
    (document, fit.map(|f| f.confidence))
}

/// The English of each sentence, and how many it renders.
fn placed(document: &Document) -> Vec<Option<(&str, usize)>> {
    document.sentences().map(|s| s.translation.as_ref().map(|t| (t.text.as_str(), t.sentences))).collect()
}

#[test]
fn sentences_are_placed_whatever_the_lines() {
    let one = |s: &'static str| Some((s, 1));
    let all = [
        one("Ceasefire talks begin"),
        one("The government announced it yesterday."),
        one("The diplomats flew home by plane."),
        one("The price of oil rose by 12 percent."),
        one("The embassy was closed."),
    ];
    for (english, wanted) in [
        // A line for each sentence; a paragraph for each paragraph; one paragraph for all.
        (
            "Ceasefire talks begin\nThe government announced it yesterday.\nThe diplomats flew home by plane.\n\
             The price of oil rose by 12 percent.\nThe embassy was closed.",
            all.to_vec(),
        ),
        (
            "Ceasefire talks begin\n\nThe government announced it yesterday. The diplomats flew home by plane. The price of oil rose by 12 \
             percent.\n\nThe embassy was closed.",
            all.to_vec(),
        ),
        (
            "Ceasefire talks begin\nThe government announced it yesterday. The diplomats flew home by plane. The price of oil rose by 12 \
             percent. The embassy was closed.",
            all.to_vec(),
        ),
        // Two as one; one left out.
        (
            "Ceasefire talks begin\n\nThe government announced it yesterday, and the diplomats flew home by plane.\n\nThe price of oil rose by \
             12 percent.\n\nThe embassy was closed.",
            vec![
                all[0],
                None,
                Some(("The government announced it yesterday, and the diplomats flew home by plane.", 2)),
                all[3],
                all[4],
            ],
        ),
        (
            "Ceasefire talks begin\nThe diplomats flew home by plane. The price of oil rose by 12 percent. The embassy was closed.",
            vec![all[0], None, all[2], all[3], all[4]],
        ),
        // What is added follows the sentence before it.
        (
            "Ceasefire talks begin\nThe government announced it yesterday. The diplomats flew home by plane. The price of oil rose by 12 \
             percent. The embassy was closed. Watch our channel.",
            vec![all[0], all[1], all[2], all[3], one("The embassy was closed. Watch our channel.")],
        ),
    ] {
        let (document, fit) = beside(TEXT, english);
        assert_eq!(placed(&document), wanted, "{english}");
        assert!(fit.unwrap() > 0.25, "{english}");
    }
}

#[test]
fn what_does_not_fit_is_said() {
    let other = "Chop the onions and fry them in butter. Add salt.\n\nServe hot.\n\nEnjoy.";
    assert!(beside(TEXT, other).1.map_or(true, |fit| fit < 0.25));
    let english =
        "The government said on Monday that the embassy was closed and that the diplomats were on the way home.";
    let indonesian = "Pemerintah mengatakan pada hari Senin bahwa kedutaan itu ditutup dan para diplomat akan pulang dengan pesawat.";
    assert_eq!(beside(english, indonesian).1, Err(TranslationError::Swapped));
    for (text, translation) in [(TEXT, ""), ("", "Something."), (TEXT, "\n \n")] {
        let (document, fit) = beside(text, translation);
        assert_eq!(fit, Err(TranslationError::Unlike), "{translation:?}");
        assert!(document.sentences().all(|s| s.translation.is_none()));
    }
    assert_eq!(beside("", "").0.sentences().count(), 0);
}

#[test]
fn words_that_render_terms_are_marked() {
    let (document, _) =
        beside("Duta besar Prancis menolak gencatan senjata itu.", "The French ambassador rejected the ceasefire.");
    let sentence = document.sentences().next().unwrap();
    let translation = sentence.translation.as_ref().unwrap();
    let marked: Vec<(&str, String)> = translation
        .terms
        .iter()
        .map(|t| {
            let words: Vec<&str> = t.source.iter().map(|&s| document.text(s)).collect();
            (t.span.of(&translation.text), words.join(" "))
        })
        .collect();
    assert!(marked.contains(&("ceasefire", "gencatan senjata".into())), "{marked:?}");
    // The links may take in a word beside the rendering.
    assert!(marked.iter().any(|(words, of)| words.ends_with("ambassador") && of == "Duta besar"), "{marked:?}");
    let whole: String = translation.pieces().map(|(text, _)| text).collect();
    assert_eq!(whole, translation.text);
}

#[test]
fn the_sense_that_the_translation_has_is_shown() {
    // Text, translation, word, gloss, whether the translation chose it.
    for (text, english, word, gloss, chosen) in [
        ("Biaya itu dibayar.", "The fee was paid.", "Biaya", "fee", true),
        ("Biaya itu dibayar.", "The cost was paid.", "Biaya", "cost", false),
        // Another word of the family is the same sense; words of grammar tell nothing.
        ("Ekonominya tumbuh.", "Its economic growth continued.", "Ekonominya", "economy", false),
        ("Kapal itu akan berlayar.", "The ship would sail.", "akan", "will", false),
        // Of a reading that is less likely.
        ("Yang tinggal hanya dua orang.", "Only two people stayed.", "tinggal", "stay", true),
    ] {
        let (document, fit) = beside(text, english);
        fit.unwrap();
        let sentence = document.sentences().next().unwrap();
        let token = sentence.tokens.iter().find(|t| document.text(t.span) == word).unwrap();
        assert_eq!(token.gloss, gloss, "{text} {english}");
        assert_eq!(token.reason == Some(Reason::Translation), chosen, "{text} {english}");
        if chosen {
            let without = annotator().worker().annotate(SourceText::from_text("a.txt", text));
            let before = without
                .sentences()
                .next()
                .unwrap()
                .tokens
                .iter()
                .find(|t| without.text(t.span) == word)
                .unwrap()
                .clone();
            assert_eq!(
                token.alternatives.first(),
                Some(&before.gloss),
                "{text}: what was shown is the first of the others"
            );
            assert!(token.status().ends_with(":translation"));
        }
    }
}

#[test]
fn terms_keep_to_their_entries() {
    let toml = "[[entry]]\nterm = \"biaya\"\nen = \"charge\"\n\n[[entry]]\nterm = \"jumpa pers\"\nen = [\"press conference\", \"news conference\"]\n\
                \n[[entry]]\nterm = \"utusan\"\nen = [\"envoy\", \"emissary\"]\n";
    let glossary = padan::Glossary::parse("g.toml", toml).unwrap();
    let analyzer = padan::morph::Analyzer::new(padan::Lexicon::builtin());
    let mut terms = padan::terms::TermIndex::default();
    terms.add(&glossary, &analyzer);
    let annotator = padan::Annotator::new(analyzer, terms, Default::default());
    let text = "Utusan itu membayar biaya dalam jumpa pers.";
    let mut document = annotator.worker().annotate(SourceText::from_text("a.txt", text));
    let english = "The emissary paid the fee at a news conference.";
    Aligner::new(&annotator).translate(&mut document, english).unwrap();
    let sentence = document.sentences().next().unwrap();
    let gloss = |word: &str| sentence.tokens.iter().find(|t| document.text(t.span) == word).unwrap().clone();
    assert_eq!((gloss("biaya").gloss.as_ref(), gloss("biaya").source), ("charge", GlossSource::Glossary));
    assert_eq!(gloss("Utusan").gloss, "emissary");
    assert_eq!(gloss("Utusan").status(), "glossary:translation");
    let unit = sentence.units.iter().find(|u| u.key.as_deref() == Some("jumpa-pers")).unwrap();
    assert_eq!(
        (unit.gloss.as_str(), unit.alternatives.as_slice()),
        ("news conference", &["press conference".to_owned()][..])
    );
    assert_eq!(unit.status(), "glossary:jumpa-pers:translation");
}

#[test]
fn every_format_writes_a_translated_text() {
    let (document, _) =
        beside(TEXT, "Ceasefire talks begin.\nThe diplomats <flew> home & *dry*.\n\nThe embassy was closed. “Really”.");
    for format in FORMATS {
        let mut out = Vec::new();
        if format.write(std::slice::from_ref(&document), &Options::default(), &mut out).is_err() {
            continue;
        }
        let Ok(text) = String::from_utf8(out) else { continue };
        if matches!(format.name, "xigt" | "flextext" | "html" | "leipzig") {
            assert!(text.contains("&lt;flew&gt;") || text.contains("&lt;flew>"), "{}: {text}", format.name);
        }
        if matches!(format.name, "xigt" | "flextext") {
            roxmltree::Document::parse(&text).unwrap();
        }
    }
}

//! What a sentence is given by more than its words one by one: phrases with gaps, senses that the document has shown, figures.

use padan::glossary::Glossary;
use padan::model::Document;
use padan::morph::Analyzer;
use padan::terms::TermIndex;
use padan::text::SourceText;
use padan::{Annotator, Lexicon};

fn read(text: &str) -> Document {
    crate::annotator().worker().annotate(SourceText::from_text("-", text))
}

/// The words of the units with a gap, and their English.
fn gapped(text: &str) -> Vec<String> {
    let document = read(text);
    let sentences = document.sentences().flat_map(|s| s.units.iter().map(move |u| (s, u)));
    let words = |s: &padan::model::Sentence, tokens: &[usize]| {
        tokens.iter().map(|&t| document.text(s.tokens[t].span)).collect::<Vec<_>>().join(" ")
    };
    sentences.filter(|(_, u)| u.has_gap()).map(|(s, u)| format!("{} = {}", words(s, &u.tokens), u.gloss)).collect()
}

#[test]
fn phrases_have_gaps_inside_a_clause() {
    let table: &[(&str, &[&str])] = &[
        ("Baik pemerintah maupun pemberontak menolak usul itu.", &["Baik maupun = both … and"]),
        (
            "Bencana itu bukan hanya merusak rumah, tetapi juga memutus jembatan.",
            &["bukan hanya tetapi juga = not only … but also"],
        ),
        ("Kerja sama antara Indonesia dan Jepang diperluas.", &["antara dan = between … and"]),
        // The other side stands in another clause, or nowhere.
        ("Keadaannya baik; mereka maupun kami tidak khawatir.", &[]),
        ("Pemimpin itu dikenal baik di desanya.", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(gapped(text), *expected, "{text}");
    }
}

#[test]
fn the_sides_of_a_gap_have_their_part_of_the_english() {
    let document = read("Baik pemerintah maupun pemberontak menolak usul itu.");
    let glosses: Vec<_> = document.sentences().flat_map(|s| &s.tokens).map(|t| t.gloss.as_ref()).take(3).collect();
    assert_eq!(glosses, ["both", "government", "and"]);
}

#[test]
fn words_between_the_sides_of_a_gap_keep_their_cells() {
    let document = read("Baik menteri luar negeri maupun pemberontak menolak usul itu.");
    let outer: Vec<_> = document.sentences().flat_map(|s| s.outer_units()).map(|u| u.gloss.as_str()).collect();
    assert_eq!(outer, ["both … and", "foreign minister"]);
    let format = padan::render::format("markdown").unwrap();
    let mut out = Vec::new();
    format.write(std::slice::from_ref(&document), &padan::render::Options::default(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let english = text.lines().rfind(|l| l.starts_with('|')).unwrap();
    let cells: Vec<&str> = english.split('|').map(str::trim).filter(|c| !c.is_empty()).take(4).collect();
    assert_eq!(cells, ["both", "foreign minister", "and", "rebel"]);
}

#[test]
fn a_sense_that_was_shown_holds_until_another_is() {
    let glossary = r#"
[[entry]]
term = "dewan"
pos = "noun"
en = "council"

[[entry.sense]]
when = { near = ["perwakilan"] }
en = "house"

[[entry.sense]]
when = { near = ["redaksi"] }
en = "board"
"#;
    let glossary = Glossary::parse("-", glossary).expect("a glossary");
    let analyzer = Analyzer::new(Lexicon::builtin());
    let terms = TermIndex::of(&glossary, &analyzer);
    let annotator = Annotator::new(analyzer, terms, padan::annotate::Options::default());
    let text =
        "Dewan bersidang. Para perwakilan hadir di dewan. Dewan setuju. Kata redaksi, dewan menolak. Dewan bubar.";
    let document = annotator.worker().annotate(SourceText::from_text("-", text));
    let of_term = |s: &padan::model::Sentence| {
        let token = s.tokens.iter().find(|t| document.text(t.span).eq_ignore_ascii_case("dewan"));
        token.map(|t| t.gloss.to_string())
    };
    let glosses: Vec<String> = document.sentences().filter_map(of_term).collect();
    assert_eq!(glosses, ["council", "house", "house", "board", "board"]);
}

#[test]
fn a_sense_of_one_country_is_not_that_of_another() {
    let text = "Menlu AS tiba. Menlu berbicara. Menlu Rusia mendengar. Menlu pulang.";
    let document = read(text);
    let units = document.sentences().flat_map(|s| &s.units).filter(|u| u.tokens.len() > 1);
    let english: Vec<_> = units.map(|u| u.gloss.as_str()).collect();
    let tokens: Vec<_> = document.sentences().map(|s| s.tokens[0].gloss.to_string()).collect();
    assert_eq!(english, ["US secretary of state", "Russian foreign minister"]);
    assert_eq!(tokens, ["secretary of state", "secretary of state", "foreign minister", "foreign minister"]);
}

#[test]
fn a_country_is_known_by_other_spellings_too() {
    let document = read("Kementerian Luar Negeri AS setuju. Kementerian Luar Negeri Russia menolak.");
    let units = document.sentences().flat_map(|s| &s.units).map(|u| u.gloss.as_str());
    let english: Vec<_> = units.filter(|gloss| gloss.contains("Russian") || gloss.contains("US ")).collect();
    assert_eq!(english, ["US State Department", "Russian foreign ministry"]);
}

#[test]
fn a_phrase_is_no_part_of_another_word() {
    let document = read("Masalah itu akan kami bahas besok.");
    let units: Vec<_> = document.sentences().flat_map(|s| &s.units).map(|u| u.gloss.as_str()).collect();
    assert_eq!(units, [""; 0], "masalah is no masa-lah: masa itu");
}

#[test]
fn numbers_in_words_and_times_since_then() {
    let table = [
        ("Dua puluh lima orang tewas.", "twenty-five people"),
        ("Ia lahir 63 tahun lalu.", "63 years ago"),
        ("Perang itu selesai dua setengah tahun yang lalu.", "two and a half years ago"),
        ("Ia pulang lima jam kemudian.", "five hours later"),
        ("Banjir itu memaksa puluhan ribu orang pergi.", "tens of thousands of people"),
        ("Pada abad kedua puluh orang itu lahir.", "twentieth century"),
        ("Harganya naik 5,5 yen.", "5.5 yen"),
        ("Laba naik pada kuartal II itu.", "second quarter"),
        ("Seni abad XIX itu mahal.", "nineteenth century"),
        ("Ia belajar di perguruan tinggi negeri PTN itu.", "state university"),
        ("Pemerintahan baru Donald Trump bubar.", "Donald Trump's new administration"),
    ];
    for (text, english) in table {
        let document = read(text);
        let units: Vec<_> = document.sentences().flat_map(|s| &s.units).map(|u| u.gloss.as_str()).collect();
        assert!(units.contains(&english), "{text}: {units:?}");
    }
    let careful = read("Hati-hati di jalan.");
    assert_eq!(careful.sentences().next().expect("a sentence").tokens[0].gloss, "careful");
}

#[test]
fn figures_have_the_separators_of_english() {
    let table = [
        ("5.600", "5,600"),
        ("39,72", "39.72"),
        ("14.30", "14.30"),
        ("2004", "2004"),
        ("1.234.567,8", "1,234,567.8"),
        ("2,5–3,5", "2.5–3.5"),
        ("1.500-2.000", "1,500-2,000"),
        ("27/2/2025", "27/2/2025"),
        ("1998–1999", "1998–1999"),
    ];
    for (written, english) in table {
        let document = read(&format!("Angkanya {written} saja."));
        let glosses: Vec<_> = document.sentences().flat_map(|s| &s.tokens).map(|t| t.gloss.to_string()).collect();
        assert!(glosses.iter().any(|g| g == english), "{written}: {glosses:?}");
    }
}

#[test]
fn words_of_units_stand_between_single_blanks() {
    let document = read("Baik duta maupun menteri luar  negeri hadir di kedutaan besar.");
    let sentence = document.sentences().next().expect("a sentence");
    let table: [(&[usize], &str); 4] =
        [(&[], ""), (&[0, 2], "Baik maupun"), (&[3, 4, 5], "menteri luar negeri"), (&[8, 9], "kedutaan besar")];
    for (tokens, words) in table {
        assert_eq!(document.words(sentence, tokens), words);
    }
}

//! What every alignment promises, whatever the texts.

use padan::align::{Aligner, Alignment, Bitext, FORMATS, Tokens};
use padan::morph::Analyzer;
use padan::terms::TermIndex;
use padan::{Annotator, Lexicon};
use proptest::prelude::*;

fn annotator() -> Annotator {
    Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default())
}

fn words(annotator: &Annotator, bitext: Bitext, tokens: Tokens) -> Alignment {
    Aligner::new(annotator).align_words(vec![bitext], &[], tokens).remove(0)
}

/// Every segment of both sides stands in one bead.
fn holds_all_once(bitext: &Bitext) {
    let sorted = |mut places: Vec<usize>| {
        places.sort_unstable();
        places
    };
    let source = sorted(bitext.beads.iter().flat_map(|b| b.source.clone()).collect());
    let target = sorted(bitext.beads.iter().flat_map(|b| b.target.clone()).collect());
    assert_eq!(source, (0..bitext.source.len()).collect::<Vec<_>>());
    assert_eq!(target, (0..bitext.target.len()).collect::<Vec<_>>());
    assert!(bitext.beads.iter().all(|b| (0.0..=1.0).contains(&b.confidence)));
}

/// Texts of words that the languages have, of names, numbers, signs and nothing.
fn text(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let line = prop::collection::vec(prop::sample::select(words), 0..9).prop_map(|w| w.join(" "));
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

const SOURCE: &[&str] = &[
    "Kedutaan", "ditutup", "itu", "yang", "1.500", "Jakarta", "gencatan", "senjata", "rumahnya", ",", ".", "“", "é",
    "-", "AS", "para", "xyzzy",
];
const TARGET: &[&str] = &[
    "The",
    "embassy",
    "was",
    "closed",
    "1,500",
    "Jakarta",
    "ceasefire",
    "his",
    "house",
    ",",
    ".",
    "U.S.",
    "'s",
    "of",
    "don't",
    "—",
    "xyzzy",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn beads_hold_every_segment_once(source in text(SOURCE), target in text(TARGET)) {
        let annotator = annotator();
        for mut bitext in [Bitext::of_lines("x", &source, &target), Bitext::of_texts("x", &source, &target)] {
            Aligner::new(&annotator).beads(&mut bitext);
            holds_all_once(&bitext);
        }
    }

    #[test]
    fn links_stay_inside_their_sentences(source in text(SOURCE), target in text(TARGET)) {
        let annotator = annotator();
        let mut bitext = Bitext::of_lines("x", &source, &target);
        Aligner::new(&annotator).beads(&mut bitext);
        for tokens in [Tokens::Cut, Tokens::Given] {
            let alignment = words(&annotator, bitext.clone(), tokens);
            for (bead, words) in alignment.beads() {
                prop_assert_eq!(bead.is_pair(), words.is_some());
                let Some(words) = words else { continue };
                let inside = |l: &padan::align::WordLink| l.source < words.source.len() && l.target < words.target.len();
                prop_assert!(words.links.iter().all(inside));
                let rising = |w: &[padan::align::WordLink]| (w[0].source, w[0].target) < (w[1].source, w[1].target);
                prop_assert!(words.links.windows(2).all(rising));
                let in_groups: usize = words.groups().iter().map(|g| g.0.len()).sum();
                let mut linked: Vec<usize> = words.links.iter().map(|l| l.source).collect();
                linked.dedup();
                prop_assert_eq!(in_groups, linked.len());
            }
        }
    }
}

#[test]
fn a_moved_paragraph_is_found() {
    let source = "Menteri luar negeri tiba di Jenewa pada hari Selasa.\nPemerintah Prancis menaikkan harga minyak 12 persen.\n\
                  Tentara menangkap tiga puluh pemberontak di Aceh.\nRumah sakit di Surabaya kekurangan dokter dan obat.\n";
    let target = "The government of France raised the price of oil by 12 percent.\nThe army arrested thirty rebels in Aceh.\n\
                  Hospitals in Surabaya lack doctors and medicine.\nThe foreign minister arrived in Geneva on Tuesday.\n";
    let annotator = annotator();
    let mut bitext = Bitext::of_lines("x", source, target);
    Aligner::new(&annotator).beads(&mut bitext);
    holds_all_once(&bitext);
    let moved: Vec<_> = bitext.beads.iter().filter(|b| b.moved).map(|b| (b.source.start, b.target.start)).collect();
    assert_eq!(moved, [(0, 3)]);
}

#[test]
fn words_are_linked_from_the_first_pair() {
    // Tokens between spaces; links by their words, for reading.
    for (source, target, wanted) in [
        ("Kedutaan itu ditutup .", "The embassy was closed .", &["Kedutaan=embassy", "itu=The", "ditutup=closed"][..]),
        (
            "Gencatan senjata gagal .",
            "The ceasefire failed .",
            &["Gencatan=ceasefire", "senjata=ceasefire", "gagal=failed"],
        ),
        (
            "Ekspor naik 1.500 ton .",
            "Exports rose by 1,500 tons .",
            &["Ekspor=Exports", "naik=rose", "1.500=1,500", "ton=tons"],
        ),
        (
            "Rumahnya di Jenewa dijual .",
            "His house in Geneva was sold .",
            &["Rumahnya=house", "Rumahnya=His", "di=in", "Jenewa=Geneva"],
        ),
        ("Presiden AS memanggil kami .", "The US president called us .", &["AS=US", "kami=us", "Presiden=president"]),
        (
            "Menteri Luar Negeri itu tiba .",
            "The foreign minister arrived .",
            &["Menteri=minister", "Luar=foreign", "Negeri=foreign"],
        ),
    ] {
        let annotator = annotator();
        let bitext = Bitext::of_pairs("x", [(source.to_owned(), target.to_owned())]);
        let alignment = words(&annotator, bitext, Tokens::Given);
        let words = alignment.words[0].as_ref().expect("both sides");
        let found: Vec<String> =
            words.links.iter().map(|l| format!("{}={}", words.source[l.source], words.target[l.target])).collect();
        for link in wanted {
            assert!(found.iter().any(|f| f == link), "{source}: {link} is not in {found:?}");
        }
    }
}

#[test]
fn a_line_without_end_is_no_sentence_and_does_no_harm() {
    let annotator = annotator();
    let (source, target) = ("kedutaan ".repeat(3000), "embassy ".repeat(3000));
    let bitext = Bitext::of_pairs("x", [(source, target)]);
    let alignment = words(&annotator, bitext, Tokens::Given);
    assert!(alignment.words[0].as_ref().expect("both sides").links.is_empty());
    for format in FORMATS {
        (format.write)(&alignment, &mut std::io::sink()).expect("a sink takes all");
    }
}

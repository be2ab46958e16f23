//! What every alignment promises, whatever the texts.

use padan::align::{Aligner, Alignment, Bitext, FORMATS, Learned, Tokens};
use padan::morph::Analyzer;
use padan::terms::TermIndex;
use padan::{Annotator, Lexicon};
use proptest::prelude::*;

fn annotator() -> Annotator {
    Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default())
}

fn words(annotator: &Annotator, bitext: Bitext, tokens: Tokens) -> Alignment {
    Aligner::new(annotator).align_words(vec![bitext], &Learned::default(), tokens).remove(0)
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
            let bare = Aligner::new(&annotator).without_texts().align_words(vec![bitext.clone()], &Default::default(), tokens);
            prop_assert_eq!(links(&bare[0]), links(&alignment));
            prop_assert!(bare[0].bitext.source.is_empty() && bare[0].bitext.target.is_empty());
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
        let words = alignment.beads().next().and_then(|b| b.1).expect("both sides");
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
    assert!(alignment.links().next().and_then(|b| b.1).expect("both sides").is_empty());
    for format in FORMATS {
        (format.write)(&alignment, &mut std::io::sink()).expect("a sink takes all");
    }
}

/// The links of every bead.
fn links(alignment: &Alignment) -> Vec<Option<Vec<padan::align::WordLink>>> {
    alignment.links().map(|(_, links)| links).collect()
}

/// A bitext of sentences that differ in many words.
fn sample(from: usize, to: usize) -> Bitext {
    const SUBJECTS: &[(&str, &str)] = &[
        ("Kedutaan itu", "The embassy"),
        ("Menteri luar negeri", "The foreign minister"),
        ("Para pemberontak", "The rebels"),
        ("Bank sentral", "The central bank"),
        ("Duta besar Prancis", "The French ambassador"),
    ];
    const VERBS: &[(&str, &str)] =
        &[("menolak", "rejected"), ("menyetujui", "approved"), ("membahas", "discussed"), ("menunda", "postponed")];
    const OBJECTS: &[(&str, &str)] = &[
        ("gencatan senjata", "the ceasefire"),
        ("usul itu", "the proposal"),
        ("kunjungan presiden", "the president's visit"),
        ("anggaran 1.500 triliun rupiah", "the budget of Rp1,500 trillion"),
        ("perjanjian dagang", "the trade agreement"),
        ("rapat di Jenewa", "the meeting in Geneva"),
        ("blorongan", "the framework"),
    ];
    let pair = |n: usize| {
        let (s, v, o) = (SUBJECTS[n % 5], VERBS[n / 3 % 4], OBJECTS[n / 2 % 7]);
        (format!("{} {} {}.", s.0, v.0, o.0), format!("{} {} {}.", s.1, v.1, o.1))
    };
    Bitext::of_pairs("sample", (from..to).map(pair))
}

#[test]
fn what_was_learned_is_the_same_from_a_file() {
    let annotator = annotator();
    let (first, second, text) = (sample(0, 90), sample(40, 160), sample(200, 230));
    let learn = |before: Learned, bitexts: &[Bitext]| Aligner::new(&annotator).learn(before, bitexts, Tokens::Cut);
    let stored = |learned: &Learned| {
        let mut file = Vec::new();
        learned.write(&mut file).unwrap();
        Learned::read(&file).unwrap()
    };
    let at_once = learn(Learned::default(), &[first.clone(), second.clone()]);
    let by_and_by = learn(stored(&learn(Learned::default(), &[first])), &[second]);
    assert!(!at_once.is_empty());
    assert_eq!(at_once, by_and_by);
    let links =
        |learned: &Learned| links(&Aligner::new(&annotator).align_words(vec![text.clone()], learned, Tokens::Cut)[0]);
    // Confidences too are the same to the bit.
    assert_eq!(links(&at_once), links(&stored(&by_and_by)));
    assert_ne!(links(&at_once), links(&Learned::default()), "what was learned counts");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let annotator = annotator();
    let run = |threads: usize| {
        let mut aligner = Aligner::new(&annotator).with_threads(threads.try_into().unwrap());
        let learned = aligner.learn(Learned::default(), &[sample(0, 70)], Tokens::Cut);
        (aligner.align_words(vec![sample(30, 300)], &learned, Tokens::Cut).remove(0), learned)
    };
    let (alignment, learned) = run(1);
    for threads in [1, 2, 3] {
        let again = run(threads);
        assert_eq!(links(&alignment), links(&again.0), "{threads} threads");
        assert_eq!(learned, again.1, "{threads} threads");
    }
}

/// Writes the sides of a bitext into a folder: `a.id`, `a.en`, and both as `a.tsv`.
fn files(folder: &std::path::Path, name: &str, bitext: &Bitext) {
    let side = |side: &[padan::align::Segment]| side.iter().map(|s| s.text.clone() + "\n").collect::<String>();
    std::fs::write(folder.join(format!("{name}.id")), side(&bitext.source)).unwrap();
    std::fs::write(folder.join(format!("{name}.en")), side(&bitext.target)).unwrap();
    let rows: String = bitext.pairs().map(|(s, t)| format!("{s}\t{t}\n")).collect();
    std::fs::write(folder.join(format!("{name}.tsv")), rows).unwrap();
}

fn run(folder: &std::path::Path, args: &[&str]) -> (Option<i32>, String, String) {
    let out = crate::padan(folder).args(args).output().unwrap();
    (out.status.code(), String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap())
}

#[test]
fn runs_over_and_over_give_the_same() {
    let folder = tempfile::tempdir().unwrap();
    files(folder.path(), "a", &sample(0, 150));
    for args in [
        &["align", "--words", "--aligned", "a.id", "a.en", "--to", "jsonl"][..],
        &["terms", "--aligned", "--parallel", "a.id", "a.en", "--no-glossary"],
        &["concordance", "itu", "--aligned", "--parallel", "a.id", "a.en"],
        &["check", "--aligned", "a.id", "a.en", "--confidence", "0", "--level", "info", "--json"],
    ] {
        let first = run(folder.path(), args);
        assert!(!first.1.is_empty() || args[0] == "check", "{args:?}: {first:?}");
        assert_eq!(run(folder.path(), args), first, "{args:?}");
        for jobs in ["1", "2", "3"] {
            assert_eq!(run(folder.path(), &[args, &["--jobs", jobs]].concat()), first, "{args:?}: {jobs} jobs");
        }
    }
}

#[test]
fn a_model_stands_for_its_bitexts() {
    let folder = tempfile::tempdir().unwrap();
    files(folder.path(), "a", &sample(0, 60));
    files(folder.path(), "b", &sample(50, 120));
    files(folder.path(), "text", &sample(300, 320));
    let good = |args: &[&str]| {
        let (status, stdout, stderr) = run(folder.path(), args);
        assert_eq!(status, Some(0), "{args:?}: {stderr}");
        stdout
    };
    let align = ["align", "--words", "--aligned", "text.id", "text.en", "--to", "jsonl", "-q"];
    good(&["align", "--train", "a.tsv", "--save-model", "a.words"]);
    good(&["align", "--model", "a.words", "--train", "b.tsv", "--save-model", "ab.words", "-q"]);
    let trained = good(&[&align[..], &["--train", "a.tsv", "b.tsv"]].concat());
    assert_eq!(good(&[&align[..], &["--model", "ab.words"]].concat()), trained);
    assert_eq!(good(&[&align[..], &["--model", "a.words", "--train", "b.tsv"]].concat()), trained);
    // A model may grow in its place.
    good(&["align", "--model", "a.words", "--train", "b.tsv", "--save-model", "a.words", "-q"]);
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("a.words"), read("ab.words"));
    // Damage is told, and nothing is written.
    let sound = read("ab.words");
    let mut damaged = sound.clone();
    damaged[200] ^= 1;
    for (bytes, wanted) in [
        (&sound[..sound.len() / 2], "the model is cut off"),
        (&damaged[..], "its checksum does not fit"),
        (&b"kata\tword\n"[..], "this is no model of words"),
    ] {
        std::fs::write(folder.path().join("bad.words"), bytes).unwrap();
        let (status, stdout, stderr) = run(folder.path(), &[&align[..], &["--model", "bad.words"]].concat());
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{wanted}");
        assert!(stderr.contains("bad.words") && stderr.contains(wanted), "{stderr}");
    }
    // No input is overwritten.
    let (status, _, stderr) = run(folder.path(), &["align", "--train", "a.tsv", "--save-model", "a.tsv"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("would overwrite it"), "{stderr}");
}

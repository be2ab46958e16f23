use super::*;
use crate::align::{Aligner, Bitext, Learned, Tokens};
use crate::lexicon::Lexicon;
use crate::morph::Analyzer;
use crate::terms::TermIndex;

/// What is found in lines of Indonesian and English, by line and code.
fn findings(annotator: &Annotator, glossary: &Glossary, pairs: &[(&str, &str)]) -> Vec<(usize, &'static str)> {
    let side = |n: usize| pairs.iter().map(|p| [p.0, p.1][n]).collect::<Vec<_>>().join("\n") + "\n";
    let (source, target) = (side(0), side(1));
    let bitext = Bitext::of_aligned_lines("-", &source, &target).expect("as many lines");
    let alignment = &Aligner::new(annotator).align_words(vec![bitext], &Learned::default(), Tokens::Cut)[0];
    let texts = Checked { alignment, source: ("id".as_ref(), &source), target: ("en".as_ref(), &target) };
    let found = check(&texts, annotator, std::slice::from_ref(glossary), |_| true);
    found.iter().filter(|f| f.confidence >= 0.5).map(|f| (f.diagnostic.at.line, f.check.code)).collect()
}

fn codes(annotator: &Annotator, glossary: &Glossary, pairs: &[(&str, &str)]) -> Vec<&'static str> {
    findings(annotator, glossary, pairs).into_iter().map(|(_, code)| code).collect()
}

/// Pairs, and the code that is found in each; nothing for sound ones.
const TABLE: &[(&str, &str, &str)] = &[
    ("Kedutaan besarnya ditutup pada 2004.", "Its embassies were closed in 2004.", ""),
    ("Kedutaan besarnya ditutup pada 2004.", "Its warehouses were closed in 2004.", "C201"),
    ("Kedutaan besar itu ditutup.", "The big embassy was closed.", "C202"),
    ("Sebanyak 1.500 orang mengungsi.", "As many as 1,500 people fled.", ""),
    ("Sebanyak 1.500 orang mengungsi.", "As many as 1.500 people fled.", "C302"),
    ("Sebanyak 1.500 orang mengungsi.", "As many as 1,600 people fled.", "C301"),
    ("Nilainya Rp2,5 triliun.", "It is worth 2.5 trillion rupiah.", ""),
    ("Nilainya Rp2,5 triliun.", "It is worth 2.5 billion rupiah.", "C302"),
    ("Nilainya Rp2,5 triliun.", "It is worth US$2.5 trillion.", "C304"),
    ("Ekspor naik 12,5 persen.", "Exports rose by 12.5 per cent.", ""),
    ("Ekspor naik 12,5 persen.", "Exports rose by 12.5 tonnes.", "C305"),
    ("Mereka bertemu pada 3 Mei 2019.", "They met on May 3, 2019.", ""),
    ("Mereka bertemu pada 3 Mei 2019.", "They met on May 4, 2019.", "C303"),
    ("Mereka bertemu pada hari Selasa.", "They met on Thursday.", "C303"),
    ("Rapat dimulai pukul 14.30.", "The meeting began at 2:30 p.m.", ""),
    ("Rapat dimulai pukul 14.30.", "The meeting began at 3:30 p.m.", "C303"),
    ("Sebanyak 350 rumah rusak.", "Many houses were damaged.", "C306"),
    ("Banyak rumah rusak.", "As many as 350 houses were damaged.", "C307"),
    ("Menurut Wiryawan, mereka pulang.", "According to Wiryawan, they went home.", ""),
    ("Menurut Wiryawan, mereka pulang.", "According to Wiyrawan, they went home.", "C401"),
    ("Pemerintah Mesir menolak.", "The Egyptian government refused.", ""),
    ("Menurut Budi Wiryawan, mereka pulang.", "According to Budi Sulaksono, they went home.", "C402"),
    ("Pemerintah menolak usul itu.", "The pemerintah rejected the proposal.", "C501"),
    ("\"Kami akan pulang,\" kata mereka.", "\"We will go home,\" they said.", ""),
    ("\"Kami akan pulang,\" kata mereka.", "We will go home, they said.", "C502"),
    ("Para diplomat pulang dengan pesawat militer.", "", "C101"),
    (
        "Kedutaan besar itu ditutup.",
        "The embassy was closed. Snow fell all night long on the quiet northern hills.",
        "C102",
    ),
    (
        "Gencatan senjata itu gagal di ibu kota negara tersebut.",
        "Cats sleep under warm stoves while children sing songs.",
        "C103",
    ),
    ("Menurut PBB, perang usai.", "According to the UN, the war is over.", ""),
    ("Menurut PBB, perang usai.", "According to the United Nations (UN), the war is over.", ""),
    ("Menurut PBB, perang usai.", "According to the World Trade Office, the war is over.", "C204"),
];

#[test]
fn every_check_finds_its_fault_and_nothing_in_sound_pairs() {
    let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
    let glossary = Glossary::builtin();
    // All in one document, apart from one another, so that what is known of English is gathered once.
    let apart = ("Hujan turun.", "It rained.");
    let lines: Vec<(&str, &str)> = TABLE.iter().flat_map(|(s, t, _)| [(*s, *t), apart]).collect();
    let found = findings(&annotator, &glossary, &lines);
    let mut wrong = Vec::new();
    for (n, (source, target, wanted)) in TABLE.iter().enumerate() {
        let here: Vec<&str> = found.iter().filter(|(line, _)| *line == 2 * n + 1).map(|(_, code)| *code).collect();
        let right = if wanted.is_empty() { here.is_empty() } else { here.contains(wanted) };
        if !right {
            wrong.push(format!("{source} | {target}: {here:?}, wanted {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_term_in_two_ways() {
    let toml = "[[entry]]\nterm = \"pemogokan\"\nen = [\"strike\", \"walkout\"]\n";
    let analyzer = Analyzer::new(Lexicon::builtin());
    let glossary = Glossary::parse("g.toml", toml).expect("sound");
    let index = TermIndex::of(&glossary, &analyzer);
    let annotator = Annotator::new(analyzer, index, Default::default());
    let one = ("Pemogokan itu dimulai.", "The strike has begun.");
    let same = ("Pemogokan itu selesai.", "The strikes are over.");
    let other = ("Pemogokan itu selesai.", "The walkout is over.");
    assert!(codes(&annotator, &glossary, &[one, same]).is_empty());
    assert_eq!(codes(&annotator, &glossary, &[one, same, other]), ["C203"]);
}

#[test]
fn lists_of_what_is_meant() {
    for (line, sound) in [
        ("C201 because house style", true),
        ("C201 \"gencatan senjata\" because the client says truce", true),
        ("C201", true),
        ("C201 gencatan senjata", false),
        ("C201 \"gencatan senjata because", false),
    ] {
        assert_eq!(Allowed::parse("list", line).is_ok(), sound, "{line}");
    }
}

#[test]
fn every_check_is_explained() {
    for pair in CHECKS.windows(2) {
        assert!(pair[0].code < pair[1].code);
    }
    for check in CHECKS {
        assert!(check.explain.ends_with('.') && !check.about.ends_with('.'), "{}", check.code);
    }
}

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
    ("Ia menjelang perundingan pimpinan PBB.", "He is preparing for Western Audit Bureau-led talks.", "C204"),
    ("Air itu mengalir ke Kanal Hujan Utara (KHU).", "The water flows into the North Rain Canal.", ""),
    ("Rapat dimulai pukul 08.30 malam.", "The meeting began at 8:30 p.m.", ""),
    ("Gempa terjadi pukul 07:16 (05:16 WIB).", "The quake struck at 7:16 a.m. (2216 GMT).", ""),
    ("Mata uang itu Rp9.117/133 per dolar AS.", "The currency stood at Rp9,117/9,133 per US dollar.", ""),
    ("Mata uang itu Rp9.117/133 per dolar AS.", "The currency stood at Rp9,117/9,143 per US dollar.", "C301"),
    ("Mata uang itu Rp9.313/9,315 per dolar AS.", "The currency stood at Rp9,313/9,315 per US dollar.", ""),
    ("Mata uang itu Rp9.313/9.315 per dolar AS.", "The currency stood at Rp9,313/9.315 per US dollar.", "C302"),
    ("Surplusnya 4,9 niliar dolar AS.", "The surplus is US$4.9 billion.", ""),
    ("Daerah menerima Rp504 dan Rp259 triliun.", "The regions received Rp504 trillion and Rp259 trillion.", ""),
    ("Laba naik 29 persen menjadi Rp103 miliar.", "Profit rose 29 percent to Rp103 billion.", ""),
    ("Laba naik 29 persen menjadi Rp103 miliar.", "Profit rose 29 to Rp103 billion.", "C305"),
    ("Italia kalah 4-0 dalam final.", "Italy lost four-nil in the final.", ""),
    ("Ia berenang 50 kilometer.", "He swam 31 miles.", ""),
    ("Menurut Wiryawan, Sulaksono pulang.", "According to Wiryawan, Sulaskono went home.", "C401"),
    ("Presiden Chechnya itu menang.", "The Chechen president won.", ""),
    ("Pemerintah Thailand menolak.", "The Thai government refused.", ""),
    ("Sungai itu sepanjang 350 km.", "The river is 350 km long.", ""),
    ("Jalan itu disebut \"rel maut\" di sana.", "The road is called \"death railway\" there.", ""),
    ("Jalan itu disebut \"rel maut\" di sana.", "The road is called death railway there.", "C502"),
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

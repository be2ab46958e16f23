//! What matches, what does not, and why.

use super::*;

const GLOSSARY: &str = r#"
[lists]
us = ["AS", "Amerika Serikat"]
[[entry]]
term = "kedutaan besar"
en = "embassy"
[[entry]]
term = "duta besar"
en = "ambassador"
abbr = ["dubes"]
[[entry]]
term = "kementerian luar negeri"
en = "foreign ministry"
[[entry.sense]]
when = { next = ["@us"] }
en = "State Department"
[[entry]]
term = "Gedung Putih"
pos = "name"
en = "White House"
[[entry]]
term = "Amerika Serikat"
pos = "name"
en = "United States"
abbr = [{ form = "AS", en = "US" }]
[[entry]]
term = "menyerang"
pos = "verb"
en = "attack"
[[entry]]
term = "duta"
en = "envoy"
not_before = ["wisata"]
[[entry]]
term = "pajak"
en = "tax"
abbr = [{ form = "PBB", when = { near = ["NJOP"] } }]
[[entry]]
term = "Perserikatan Bangsa-Bangsa"
pos = "name"
en = "United Nations"
abbr = [{ form = "PBB", en = "UN" }]
[[entry]]
term = "menilai"
pos = "verb"
en = "assess"
[[entry]]
term = "menjadi"
pos = "verb"
en = "become"
[[entry]]
term = "mendapat"
pos = "verb"
en = "get"
[[entry]]
term = "menandatangani"
root = "tanda tangan"
pos = "verb"
en = "sign"
family = [{ term = "penandatanganan", pos = "noun", en = "signing" }]
[[entry]]
term = "tanggung jawab"
pos = "noun"
en = "responsibility"
family = [{ term = "mempertanggungjawabkan", pos = "verb", en = "account for" }]
[[entry]]
term = "masa"
en = "period"
[[entry]]
term = "akhir"
en = "end"
[[entry]]
term = "laba"
en = "profit"
[[entry]]
term = "anak"
en = "child"
[[entry]]
term = "mata"
en = "eye"
[[entry]]
term = "mata-mata"
redup = "lexical"
en = "spy"
[[entry]]
term = "Asia Tenggara"
pos = "name"
en = "Southeast Asia"
[[entry]]
term = "korban sipil"
match = "exact"
en = "civilian casualties"
[[entry]]
term = "rudal"
en = "missile"
status = "deprecated"
[[entry]]
term = "sandera"
en = "hostage"
scope = ["acme"]
[[entry]]
term = "badan pengawas"
en = "watchdog"
[[entry]]
term = "pengawas pemilu"
en = "election monitor"
[[entry]]
term = "Baret Hijau"
pos = "name"
case = "exact"
en = "Green Berets"
[[entry]]
term = "dia"
key = "agency"
pos = "name"
case = "any"
en = "DIA"
status = "draft"
"#;

fn index() -> TermIndex {
    TermIndex::of(&Glossary::parse("g.toml", GLOSSARY).expect("parses"), &Analyzer::new(Lexicon::builtin()))
}

fn with_sentence<T>(text: &str, look: impl FnOnce(&[View<'_>]) -> T) -> T {
    let lower: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
    let views: Vec<View<'_>> = text.split(' ').zip(&lower).map(|(form, lower)| View::new(form, lower)).collect();
    look(&views)
}

fn check_in(text: &str, context: &Context<'_>, wanted: &[&str]) {
    let index = index();
    let line = |m: &TermMatch<'_>| format!("{}..{} {} {}", m.tokens.start, m.tokens.end, m.target, m.rules().join("+"));
    let found = with_sentence(text, |views| index.find(views, context).iter().map(line).collect::<Vec<_>>());
    assert_eq!(found, wanted, "{text}");
}

fn check(text: &str, wanted: &[&str]) {
    check_in(text, &Context::default(), wanted);
}

#[test]
fn matches_inflected_forms() {
    let table: &[(&str, &[&str])] = &[
        ("kedutaan besarnya ditutup", &["0..2 embassy base+clitic:-nya"]),
        ("kedutaan besarnyalah", &["0..2 embassy base+clitic:-nyalah"]),
        ("Kedutaan-kedutaan Besar", &["0..2 embassy redup:plural"]),
        ("para duta besar tiba", &["1..3 ambassador base+plural:para"]),
        ("para duta-duta besar tiba", &["1..3 ambassador redup:plural+plural:para"]),
        ("kedutaanbesar atau kedutaan-besar", &["0..1 embassy spelling:solid", "2..3 embassy spelling:hyphen"]),
        ("kota itu diserang", &["2..3 attack voice:di-"]),
        ("kuserang lalu kauserangnya", &["0..1 attack voice:ku-", "2..3 attack voice:kau-+clitic:-nya"]),
        ("Dubes dan dubes-dubes", &["0..1 ambassador abbr", "2..3 ambassador abbr+redup:plural"]),
        ("negara se-Asia Tenggara", &["1..3 Southeast Asia prefix:se-"]),
        ("telah ditandatanganinya", &["1..2 sign voice:di-+clitic:-nya"]),
        ("akan ditanda tangani", &["1..3 sign voice:di-+spelling:apart"]),
        ("kota di serang musuh", &["1..3 attack voice:di-+spelling:apart"]),
        ("akan kami serang", &["2..3 attack voice:bare"]),
        ("seranglah mereka", &["0..1 attack voice:bare+clitic:-lah"]),
        ("kementrian luar negeri", &["0..3 foreign ministry spelling:variant"]),
        ("penandatanganannya", &["0..1 signing family+clitic:-nya"]),
        ("PBB-lah dan ASlah", &["0..1 UN abbr+clitic:-lah"]),
        ("perserikatan Bangsa Bangsa", &[]),
        ("Perserikatan Bangsa Bangsa", &["0..3 United Nations spelling:apart"]),
        ("Perserikatan Bangsa‑Bangsa", &["0..2 United Nations base"]),
    ];
    for (text, wanted) in table {
        check(text, wanted);
    }
}

#[test]
fn never_confuses_derivations() {
    let none = [
        "kedutaan itu",
        "kementerian dan pemerintah",
        "penyerangan itu",
        "kejadian itu terjadi",
        "hal itu terdapat di sana",
        "masalah itu",
        "akhirnya selesai",
        "laba-laba itu",
        "pendapatan",
        "perpajakan",
        "keanakan",
        "penilaian",
        "nilai rupiah",
        "di nilai",
        "senapan serang",
        "di Serang",
    ];
    for text in none {
        check(text, &[]);
    }
    check("badan pengawasnya", &["0..2 watchdog base+clitic:-nya"]);
    check("masanya", &["0..1 period base+clitic:-nya"]);
    check("anak-anak", &["0..1 child redup:plural"]);
    check("mata-mata", &["0..1 spy base"]);
    check("yang kami nilai", &["2..3 assess voice:bare"]);
    check("dijadi", &["0..1 become voice:di-"]);
}

#[test]
fn finds_terms_that_affixes_fuse() {
    check("bertanggung jawab", &[]);
    check("tanggungjawabnya", &["0..1 responsibility spelling:solid+clitic:-nya"]);
    check("harus dipertanggungjawabkan", &["1..2 account for family+voice:di-"]);
}

#[test]
fn chooses_by_context_and_case() {
    let table: &[(&str, &[&str])] = &[
        ("Kementerian Luar Negeri AS", &["0..3 State Department base", "3..4 US abbr"]),
        ("Kementerian Luar Negeri ( Kemlu ) AS", &["0..3 State Department base", "6..7 US abbr"]),
        ("Kementerian Luar Negeri Rusia", &["0..3 foreign ministry base"]),
        ("gedung putih as roda", &[]),
        ("Gedung Putih", &["0..2 White House base"]),
        ("baret hijau dan Baret hijau", &[]),
        ("PBB naik kata NJOP", &["0..1 tax abbr"]),
        ("PBB naik", &["0..1 UN abbr"]),
        ("duta wisata", &[]),
        ("korban sipil", &["0..2 civilian casualties base"]),
        ("korban sipilnya dan korban-korban sipil", &[]),
        ("rudal sandera", &[]),
    ];
    for (text, wanted) in table {
        check(text, wanted);
    }
    check_in("sandera", &Context { scope: Some("acme"), ..Context::default() }, &["0..1 hostage base"]);
}

#[test]
fn reads_headlines_in_capitals() {
    let headline = Context { headline: true, ..Context::default() };
    check_in("AS DISERANG", &headline, &["0..1 US abbr", "1..2 attack voice:di-"]);
    check_in(
        "KEMENTERIAN LUAR NEGERI AMERIKA SERIKAT",
        &headline,
        &["0..3 State Department base", "3..5 United States base"],
    );
    check_in("AS SERANG KOTA", &headline, &["0..1 US abbr", "1..2 attack voice:bare"]);
    check_in("NILAI TUKAR", &headline, &[]);
    check_in("GEDUNG PUTIH", &headline, &["0..2 White House base"]);
}

#[test]
fn says_what_lost_and_why() {
    let index = index();
    let context = Context::default();
    with_sentence("badan pengawas pemilu dan mata-mata", |views| {
        let found = index.find(views, &context);
        let crossing: Vec<_> = found.iter().map(|m| (m.key, m.crosses)).collect();
        assert_eq!(crossing, [("badan-pengawas", true), ("pengawas-pemilu", true), ("mata-mata", false)]);
    });
    with_sentence("duta besar", |views| {
        let found = index.find(views, &context);
        let losers: Vec<_> = found[0].losers.iter().map(|l| (l.key(), l.against)).collect();
        assert_eq!(losers, [("duta", Advantage::Longer)]);
    });
    let why = |text: &str, wanted: &[(&str, Reason<'_>)]| {
        with_sentence(text, |views| {
            let (_, rejected) = index.explain(views, &context);
            let found: Vec<_> = rejected.iter().map(|r| (r.key, r.reason)).collect();
            assert_eq!(found, wanted, "{text}");
        });
    };
    why("duta wisata", &[("duta", Reason::NotBefore("wisata"))]);
    why("masalah itu", &[("masa", Reason::OwnWord)]);
    why("gedung putih", &[("gedung-putih", Reason::Case)]);
    why("nilai rupiah", &[("menilai", Reason::Homograph)]);
    why("PBB naik", &[("pajak", Reason::Condition)]);
    why("rudal itu", &[("rudal", Reason::Deprecated)]);
    why("sandera", &[("sandera", Reason::Scope)]);
    why("PBBlah", &[("pajak", Reason::Hyphen), ("perserikatan-bangsa-bangsa", Reason::Hyphen)]);
}

#[test]
fn breaks_ties_in_the_stated_order() {
    let entry =
        |key: &str, more: &str| format!("[[entry]]\nterm = \"kamar\"\nkey = \"{key}\"\nen = \"{key}\"\n{more}\n");
    let winner = |toml: &str, domain: Option<&str>| {
        let index =
            TermIndex::of(&Glossary::parse("g.toml", toml).expect("parses"), &Analyzer::new(Lexicon::builtin()));
        with_sentence("kamar dagang", |views| {
            let found = index.find(views, &Context { domain, ..Context::default() });
            (found[0].key.to_owned(), found[0].ambiguous, found[0].losers[0].against)
        })
    };
    let sense = "[[entry.sense]]\nwhen = { next = [\"dagang\"] }\nen = \"chamber\"\n";
    let table = [
        (entry("a", "") + &entry("b", ""), None, ("a", true, Advantage::Order)),
        (entry("a", "") + &entry("b", sense), None, ("b", false, Advantage::Condition)),
        (entry("a", "") + &entry("b", "domain = \"trade\""), Some("trade"), ("b", false, Advantage::Domain)),
        (entry("a", "status = \"draft\"") + &entry("b", ""), None, ("b", false, Advantage::Status)),
        (entry("a", "") + &entry("b", "match = \"exact\""), None, ("b", false, Advantage::Written)),
    ];
    for (toml, domain, (key, ambiguous, against)) in table {
        assert_eq!(winner(&toml, domain), (key.to_owned(), ambiguous, against), "{toml}");
    }
}

/// The index that padan is built with is made without the analyser; it must hold what the analyser would make.
#[test]
fn the_built_in_index_is_the_one_that_would_be_made_now() {
    let glossary = crate::Glossary::builtin();
    let made = TermIndex::of(&glossary, &Analyzer::new(Lexicon::builtin()));
    let keys = |index: &TermIndex| -> Vec<String> {
        let mut keys: Vec<_> = index.tables[0].phrases().map(str::to_owned).collect();
        keys.sort_unstable();
        keys
    };
    let (built, made) = (keys(&TermIndex::builtin()), keys(&made));
    let only = |a: &[String], b: &[String]| -> Vec<String> {
        a.iter().filter(|form| b.binary_search(form).is_err()).cloned().collect()
    };
    assert_eq!(only(&built, &made), [""; 0], "only in the built-in index");
    assert_eq!(only(&made, &built), [""; 0], "missing from the built-in index");
    assert!(made.len() > 5000, "{}", made.len());
}

//! Matching 100,000 entries over 10 MB, beside the crate `aho-corasick` over the same forms.
//!
//! `cargo bench --bench terms` prints seconds, MB/s and the peak of memory. `PADAN_BENCH_TEXT` names a text to scan in place of our
//! own articles; either is repeated up to 10 MB. Scanning is paragraphs, sentences, tokens, lower-casing and matching.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a bench")]

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, MatchKind};
use padan::effect::{self, Coverage};
use padan::model::Upos;
use padan::morph::Analyzer;
use padan::terms::{self, TermIndex};
use padan::text::SourceText;
use padan::{Glossary, Lexicon};

/// The allocator of the program.
#[cfg(feature = "cli")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ENTRIES: usize = 100_000;
const BYTES: usize = 10_000_000;

/// Entries of one, two and three words, of words that news uses and words that it does not.
fn glossary() -> String {
    let lexicon = Lexicon::builtin();
    let of = |upos| -> Vec<&str> {
        let plain = |f: &&str| f.len() > 3 && f.bytes().all(|b| b.is_ascii_lowercase());
        lexicon.lexemes().filter(|l| l.upos() == upos).map(|l| l.form()).filter(plain).collect()
    };
    let (nouns, verbs) = (of(Upos::Noun), of(Upos::Verb));
    let mut random = 1u64;
    let mut pick = |words: &[&'static str]| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(random >> 33) as usize % words.len()]
    };
    let mut toml = String::new();
    for n in 0..ENTRIES {
        let (pos, term) = match n % 10 {
            0 => ("noun", pick(&nouns).to_owned()),
            1 | 2 => ("verb", pick(&verbs).to_owned()),
            3 => ("name", format!("{} {} {}", pick(&nouns), pick(&nouns), pick(&nouns))),
            4 => ("noun", format!("{} {} {}", pick(&nouns), pick(&nouns), pick(&nouns))),
            _ => ("noun", format!("{} {}", pick(&nouns), pick(&nouns))),
        };
        writeln!(toml, "[[entry]]\nkey = \"k{n}\"\nterm = \"{term}\"\npos = \"{pos}\"\nen = \"rendering {n}\"\n")
            .unwrap();
    }
    toml
}

fn text() -> String {
    let unit = match std::env::var_os("PADAN_BENCH_TEXT") {
        Some(path) => fs::read_to_string(path).unwrap(),
        None => {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
            let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
            paths.retain(|p| p.to_string_lossy().ends_with(".id.txt"));
            paths.sort();
            paths.iter().map(|p| fs::read_to_string(p).unwrap()).collect()
        }
    };
    unit.repeat(BYTES.div_ceil(unit.len()))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// The fastest of some runs.
fn best<T>(mut work: impl FnMut() -> T) -> (T, Duration) {
    (0..5).map(|_| timed(&mut work)).min_by_key(|(_, time)| *time).unwrap()
}

/// Highest resident memory so far, where the system tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|l| l.strip_prefix("VmHWM:")).map_or("unknown".to_owned(), |l| l.trim().to_owned())
}

fn main() {
    let toml = glossary();
    let text = SourceText::from_text("-", text());
    let mb = text.text().len() as f64 / 1e6;
    println!(
        "{ENTRIES} entries ({:.1} MB of TOML), {mb:.1} MB of text; before the build: {}",
        toml.len() as f64 / 1e6,
        peak()
    );
    let analyzer = Analyzer::new(Lexicon::builtin());
    let (glossary, reading) = timed(|| Glossary::parse("g.toml", &toml).unwrap());
    let (index, building) = timed(|| TermIndex::of(&glossary, &analyzer));
    println!(
        "read TOML {:.2} s, build the index {:.2} s; peak {}",
        reading.as_secs_f64(),
        building.as_secs_f64(),
        peak()
    );
    let texts = [text];
    let scan = || effect::coverage(&index, &[ENTRIES], &texts, &effect::Options::default());
    let (Coverage { matches, words, .. }, scanning) = best(scan);
    let rate = |time: Duration| mb / time.as_secs_f64();
    println!("scan {:.1} MB/s, {matches} matches in {words} words; peak {}", rate(scanning), peak());

    let forms: Vec<String> =
        terms::forms(&glossary.terms, &analyzer).iter().flatten().map(|(_, form)| form.words.join(" ")).collect();
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true);
    let (automaton, building) = timed(|| builder.build(&forms).unwrap());
    let (found, searching) = best(|| automaton.find_iter(texts[0].text()).count());
    println!(
        "aho-corasick over the same {} forms: build {:.2} s, scan {:.1} MB/s, {found} matches in any letters; peak {}",
        forms.len(),
        building.as_secs_f64(),
        rate(searching),
        peak()
    );
}

//! What people said about glosses, through edits of text and glossary.

use padan::corrections::read::{self, Entry};
use padan::corrections::{Corrections, Resolution, Verdict};
use padan::model::{Document, check};
use padan::morph::Analyzer;
use padan::render::Options;
use padan::terms::TermIndex;
use padan::text::SourceText;
use padan::{Annotator, Glossary, Lexicon};
use proptest::prelude::*;

fn annotator(glossary: &str) -> Annotator {
    let analyzer = Analyzer::new(Lexicon::builtin());
    let mut terms = TermIndex::default();
    terms.add(&Glossary::parse("g.toml", glossary).unwrap(), &analyzer);
    Annotator::new(analyzer, terms, Default::default())
}

fn document(annotator: &Annotator, text: &str) -> Document {
    annotator.worker().annotate(SourceText::from_text("a.txt", text))
}

/// A sentence of the text that is edited: each word knows the number that it was born with.
type Words = Vec<(u32, &'static str)>;

/// Words that were approved somewhere; they come again and again.
const TARGETS: &[&str] = &["duta", "kapal", "senjata"];
/// Words of the first text.
const OLD: &[&str] = &[
    "presiden", "menteri", "kota", "jalan", "rumah", "pasar", "air", "api", "gunung", "laut", "sungai", "hujan",
    "angin", "batu", "kayu", "besi", "emas", "padi", "beras", "ikan", "ayam", "sapi", "buku", "surat",
];
/// Words that only edits bring.
const NEW: &[&str] =
    &["guru", "murid", "sekolah", "kelas", "meja", "kursi", "pintu", "jendela", "lampu", "kunci", "atap", "lantai"];

const GLOSSARIES: &[&str] = &[
    "",
    "[[entry]]\nterm = \"duta\"\nen = \"envoy\"\n",
    "[[entry]]\nterm = \"kapal laut\"\nen = \"ship\"\n[[entry]]\nterm = \"kapal\"\nen = \"vessel\"\n",
    "[[entry]]\nterm = \"senjata api\"\nen = \"firearm\"\n[[entry]]\nterm = \"duta\"\nen = \"legate\"\n",
];

struct Editor {
    text: Vec<Words>,
    born: u32,
    state: u64,
}

impl Editor {
    fn new(seed: u64) -> Self {
        let mut editor = Self { text: Vec::new(), born: 0, state: seed };
        editor.text = (0..12).map(|_| editor.sentence(OLD)).collect();
        editor
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    fn below(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn word(&mut self, from: &[&'static str]) -> (u32, &'static str) {
        self.born += 1;
        (self.born, from[self.below(from.len())])
    }

    fn sentence(&mut self, from: &[&'static str]) -> Words {
        let length = 6 + self.below(8);
        (0..length).map(|_| if self.below(4) == 0 { self.word(TARGETS) } else { self.word(from) }).collect()
    }

    fn edit(&mut self) {
        let at = self.below(self.text.len());
        match self.below(8) {
            0 => {
                let new = self.sentence(NEW);
                self.text.insert(at, new);
            }
            1 if self.text.len() > 4 => {
                self.text.remove(at);
            }
            2 => {
                let moved = self.text.remove(at);
                let to = self.below(self.text.len() + 1);
                self.text.insert(to, moved);
            }
            3 => {
                // A copy is the same words.
                let twin = self.text[at].clone();
                self.text.push(twin);
            }
            4 if self.text[at].len() > 4 => {
                let n = self.below(self.text[at].len());
                if self.stands_out(at, n) {
                    self.text[at].remove(n);
                }
            }
            5 => {
                let (n, new) = (self.below(self.text[at].len()), self.word(NEW));
                if self.stands_out(at, n) {
                    self.text[at][n] = new;
                }
            }
            _ => {
                let (n, new) = (self.below(self.text[at].len()), self.word(NEW));
                self.text[at].insert(n, new);
            }
        }
    }

    /// Whether a word differs from its neighbours: of two alike side by side, nobody can tell from the text which one went.
    fn stands_out(&self, sentence: usize, n: usize) -> bool {
        let words = &self.text[sentence];
        [n.checked_sub(1), Some(n + 1)].into_iter().flatten().filter_map(|m| words.get(m)).all(|w| w.1 != words[n].1)
    }

    fn plain(&self) -> String {
        let sentence = |s: &Words| s.iter().map(|w| w.1).collect::<Vec<_>>().join(" ") + ".\n\n";
        self.text.iter().map(sentence).collect()
    }
}

fn approve(corrections: &mut Corrections, document: &Document, sentence: usize, token: usize, form: &str, gloss: &str) {
    let text = document.text(document.sentences().nth(sentence).unwrap().span).to_owned();
    let entry = Entry {
        line: 1,
        document: String::new(),
        number: sentence + 1,
        sentence: text,
        tokens: vec![token],
        form: form.to_owned(),
        gloss: gloss.to_owned(),
        check: None,
        review: Some(Verdict::Approved),
    };
    let outcome = corrections.merge(document, &[entry], Verdict::Approved, Resolution::Keep);
    assert!(outcome.lost.is_empty() && outcome.contradicted.is_empty(), "{outcome:?}");
}

/// Approves glosses, each of its own, then edits text and glossary at random, and now and then sets the file against the text.
fn live(seed: u64) {
    let annotators: Vec<Annotator> = GLOSSARIES.iter().map(|g| annotator(g)).collect();
    let mut editor = Editor::new(seed);
    let mut corrections = Corrections::new();
    let first = document(&annotators[0], &editor.plain());
    let mut approved = 0;
    for (s, words) in editor.text.iter().enumerate() {
        for (n, (born, form)) in words.iter().enumerate().filter(|(_, w)| TARGETS.contains(&w.1)) {
            approve(&mut corrections, &first, s, n, form, &format!("gloss-{born}"));
            approved += 1;
        }
    }
    let mut seen = 0;
    for step in 0..100 {
        editor.edit();
        let glossary = editor.below(GLOSSARIES.len());
        let mut document = document(&annotators[glossary], &editor.plain());
        if editor.below(3) == 0 {
            corrections.update(&document);
        }
        // What is written is what is read again.
        let read = Corrections::parse("a.padan.toml", &corrections.to_toml()).unwrap();
        assert_eq!(read, corrections);
        assert_eq!(corrections.all().len(), approved, "seed {seed}, step {step}: a verdict is lost");
        let attached = corrections.apply(&mut document);
        seen += attached.len();
        let places: std::collections::HashSet<_> = attached.iter().map(|a| (a.sentence, a.tokens.clone())).collect();
        assert_eq!(places.len(), attached.len(), "two verdicts on one word");
        let sentences: Vec<_> = document.sentences().collect();
        for (s, words) in editor.text.iter().enumerate() {
            for (n, (born, form)) in words.iter().enumerate() {
                let gloss = &sentences[s].tokens[n].gloss;
                let Some(meant) = gloss.strip_prefix("gloss-") else { continue };
                assert!(meant == born.to_string(), "seed {seed}, step {step}: {gloss} stands on {form} {born}");
            }
        }
    }
    assert!(seen > approved * 20, "seed {seed}: hardly anything was found again: {seen} of {approved} x 100");
}

#[test]
fn equal_neighbours_are_told_apart_by_their_place() {
    live(6_982_553_248_724_402_626);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_verdict_is_lost_or_goes_to_other_words(seed in any::<u64>()) {
        live(seed);
    }
}

fn written(document: &Document, format: &str) -> String {
    let mut out = Vec::new();
    let format = padan::render::format(format).unwrap();
    format.write(std::slice::from_ref(document), &Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn entries(format: &str, text: &str) -> Vec<Entry> {
    let format = read::FORMATS.iter().find(|f| f.name == format).unwrap();
    (format.read)(text).unwrap()
}

const ARTICLE: &str = "Duta Besar \"mengumumkan\" gencatan senjata, kata juru bicara Kemlu (27/2/2025).\n@budi tidak akan tiba & pergi.\n";

#[test]
fn what_nobody_touched_says_nothing() {
    let annotator = crate::annotator();
    let document = document(&annotator, ARTICLE);
    for format in read::FORMATS {
        let entries = entries(format.name, &written(&document, format.name));
        assert!(entries.len() > 8, "{}", format.name);
        for e in &entries {
            assert_eq!(
                e.check.as_deref(),
                Some(check(&e.form, &e.tokens, &e.gloss).as_str()),
                "{}: {e:?}",
                format.name
            );
        }
        let mut corrections = Corrections::new();
        let outcome = corrections.merge(&document, &entries, Verdict::Approved, Resolution::Keep);
        assert!(corrections.is_empty() && outcome.lost.is_empty(), "{}: {outcome:?}", format.name);
    }
}

#[test]
fn what_somebody_changed_comes_back() {
    let annotator = crate::annotator();
    let before = document(&annotator, ARTICLE);
    for format in read::FORMATS {
        let text = written(&before, format.name);
        assert!(text.contains("ambassador") && text.contains("announce"), "{}", format.name);
        let text = text.replace("ambassador", "envoy extraordinary").replace("announce", "proclaim");
        let mut corrections = Corrections::new();
        let outcome = corrections.merge(&before, &entries(format.name, &text), Verdict::Approved, Resolution::Keep);
        let mut glosses: Vec<&str> = outcome.added.iter().map(|c| c.gloss.as_str()).collect();
        glosses.sort_unstable();
        assert_eq!(glosses, ["envoy extraordinary", "proclaim"], "{}: {outcome:?}", format.name);
        let mut after = document(&annotator, &format!("Kata baru.\n{}", ARTICLE.replace("kata juru", "ujar juru")));
        assert_eq!(corrections.apply(&mut after).len(), 2, "{}", format.name);
        let again = written(&after, "jsonl");
        assert!(again.contains("envoy extraordinary") && again.contains("proclaim") && again.contains("\"approved\""));
    }
}

/// As browsers write it: no-break spaces by name, further attributes, marks of the scripts; and as a person may have left it.
#[test]
fn a_page_comes_back_as_a_browser_saves_it() {
    let annotator = crate::annotator();
    let document = document(&annotator, ARTICLE);
    let page = written(&document, "html");
    let cell = |english: &str| format!("<span class=\"e\" lang=\"en\">{english}</span>");
    let saved = page
        .replace(&cell("announce"), &cell("make&nbsp;known &lt;b&gt; &amp; "))
        .replace(&cell("say"), "")
        .replace("<html lang=\"en\">", "<html lang=\"en\" class=\"on\" style=\"--x: 1\">")
        .replace("<span class=\"f\">", "<span class=\"f\" tabindex=\"0\" role=\"button\">");
    assert_ne!(page, saved);
    let mut corrections = Corrections::new();
    let outcome = corrections.merge(&document, &entries("html", &saved), Verdict::Approved, Resolution::Keep);
    let mut added: Vec<(&str, &str, Verdict)> =
        outcome.added.iter().map(|c| (c.words.as_str(), c.gloss.as_str(), c.verdict)).collect();
    added.sort_unstable_by_key(|a| a.0);
    assert_eq!(
        added,
        [("kata", "say", Verdict::Rejected), ("mengumumkan", "make known <b> &", Verdict::Approved)],
        "{outcome:?}"
    );
    assert!(outcome.lost.is_empty());
    let read = read::FORMATS.iter().find(|f| f.name == "html").unwrap().read;
    for foreign in
        ["", "<p>announce</p>", "<article id=\"text\"><p></article>", "<article id=\"text\"><b class=\"w\"/></article>"]
    {
        assert!(read(foreign).is_err(), "{foreign}");
    }
}

#[test]
fn an_earlier_verdict_is_not_overwritten_unasked() {
    let annotator = crate::annotator();
    let document = document(&annotator, ARTICLE);
    let table = |gloss: &str| written(&document, "tsv").replace("\tambassador\t", &format!("\t{gloss}\t"));
    let mut corrections = Corrections::new();
    let mut merge = |gloss: &str, resolution| {
        let outcome = corrections.merge(&document, &entries("tsv", &table(gloss)), Verdict::Approved, resolution);
        (outcome.added.len(), outcome.replaced.len(), outcome.known, outcome.contradicted.len())
    };
    assert_eq!(merge("envoy", Resolution::Keep), (1, 0, 0, 0));
    assert_eq!(merge("envoy", Resolution::Keep), (0, 0, 1, 0));
    assert_eq!(merge("legate", Resolution::Keep), (0, 0, 0, 1));
    assert_eq!(merge("legate", Resolution::Replace), (0, 1, 0, 0));
    assert_eq!(corrections.all()[0].gloss, "legate");
}

#[test]
fn a_rejected_gloss_gives_way() {
    let annotator = crate::annotator();
    let before = document(&annotator, "Duta tiba.");
    let shown = before.sentences().next().unwrap().tokens[0].gloss.to_string();
    let table = written(&before, "tsv");
    let row = table.lines().find(|l| l.contains("\tDuta\t")).unwrap();
    let mut cells: Vec<&str> = row.split('\t').collect();
    cells[14] = "x";
    let mut corrections = Corrections::new();
    let rows = entries("tsv", &table.replace(row, &cells.join("\t")));
    corrections.merge(&before, &rows, Verdict::Approved, Resolution::Keep);
    assert_eq!(corrections.all()[0].verdict, Verdict::Rejected);
    let mut after = document(&annotator, "Duta tiba.");
    corrections.apply(&mut after);
    let token = &after.sentences().next().unwrap().tokens[0];
    assert!(token.gloss != shown && !token.alternatives.iter().any(|a| *a == shown), "{token:?}");
}

use super::*;
use crate::Lexicon;

fn findings(text: &str) -> Vec<Finding> {
    let options = Options { today: Some("2026-11-21".to_owned()), ..Options::default() };
    lint(&LintFile::new("g.toml", text), &Analyzer::new(Lexicon::builtin()), &options, |_| true)
}

/// An entry with these lines; `term` and `en` are there unless a line gives them.
fn entry(lines: &str) -> String {
    let mut text = "[[entry]]\n".to_owned();
    if !lines.starts_with("term") {
        text.push_str("term = \"duta besar\"\n");
    }
    let own = lines.split("[[entry.sense]]").next().unwrap_or_default();
    if !own.lines().any(|l| l.starts_with("en ") || l.starts_with("dnt")) {
        text.push_str("en = \"ambassador\"\n");
    }
    format!("{text}{lines}\n")
}

/// What a text must be found to have: the code, the line, and a part of the message. Remarks are not asked for.
fn check(text: &str, wanted: &[(&str, usize, &str)]) {
    let found = findings(text);
    let said: Vec<String> = found
        .iter()
        .filter(|f| f.diagnostic.severity > Severity::Info || wanted.iter().any(|w| w.0 == f.check.code))
        .map(|f| format!("{} {}: {}", f.check.code, f.diagnostic.at.line, f.diagnostic.message))
        .collect();
    assert_eq!(said.len(), wanted.len(), "{text}\n{said:#?}");
    for ((code, line, message), said) in wanted.iter().zip(&said) {
        assert!(said.starts_with(&format!("{code} {line}: ")) && said.contains(message), "{text}\n{said}\n{message}");
    }
}

#[test]
fn a_sound_glossary_has_no_findings() {
    check("", &[]);
    check("schema = 1\n[[entry]]\nterm = \"duta besar\"\npos = \"noun\"\nen = \"ambassador\"\n", &[]);
}

#[test]
fn every_check_finds_its_fault() {
    let two = |a: &str, b: &str| format!("{}{}", entry(a), entry(b));
    let sense = |when: &str, en: &str| format!("[[entry.sense]]\nwhen = {when}\nen = {en:?}\n");
    let table: Vec<(&str, String, usize)> = vec![
        ("G001", "[[entry]]\nterm = embassy\nen = \"x\"\n".to_owned(), 2),
        ("G002", entry("avoid = [{ en = \"x\", why = \"y\",\n}]"), 4),
        ("G003", format!("{}\r\n", entry("pos = \"noun\"").trim_end()), 4),
        ("G004", entry("stauts = \"draft\""), 4),
        ("G005", entry("abbr = \"KTT\""), 4),
        ("G006", "schema = 7\n".to_owned(), 1),
        ("G007", "<<<<<<< ours\n".to_owned(), 1),
        ("G008", entry("note = \"a\u{a0}b\""), 4),
        ("G010", entry("# padan: allow G208\npos = \"noun\""), 4),
        ("G101", "[[entry]]\nterm = \"duta\"\n".to_owned(), 2),
        ("G102", entry("note = \"x \""), 4),
        ("G103", entry("pos = \"nown\""), 4),
        ("G104", two("pos = \"noun\"", "pos = \"noun\""), 6),
        ("G105", entry("status = \"draft\"\nsince = 2026-01-05"), 5),
        ("G106", entry("since = 2026-01-05\nuntil = 2025-01-05"), 5),
        ("G107", entry("term = \"menyerang\"\nen = \"attack\""), 2),
        ("G108", entry("also = []"), 4),
        ("G109", entry("also = [\"dubes\", \"dubes\"]"), 4),
        (
            "G201",
            two(
                "term = \"pajak\"\nen = \"tax\"\nabbr = [\"PBB\"]",
                "term = \"bangsa\"\nen = \"nation\"\nabbr = [\"PBB\"]",
            ),
            8,
        ),
        ("G202", entry("term = \"menyerang\"\nen = \"attack\"\npos = \"verb\"\nalso = [\"diserang\"]"), 5),
        ("G205", entry("abbr = [\"AS\"]"), 4),
        ("G206", entry("term = \"gedung putih\"\npos = \"name\"\nen = \"White House\""), 2),
        ("G207", entry("term = \"Gencatan Senjata\"\npos = \"noun\"\nen = \"ceasefire\""), 2),
        ("G208", entry("term = \"mata-mata\"\npos = \"noun\"\nen = \"spy\""), 2),
        ("G209", entry("term = \"menandatangani\"\npos = \"verb\"\nen = \"sign\"\nroot = \"tandas\""), 5),
        ("G210", entry("term = \"kedutaannya\"\nen = \"embassy\""), 2),
        ("G211", entry("term = \"diserang\"\npos = \"verb\"\nen = \"attack\""), 2),
        (
            "G212",
            two(
                "term = \"lintas batas\"\nen = \"border crossing\"",
                "term = \"lintas-batas\"\nkey = \"x\"\nen = \"border crossing\"",
            ),
            5,
        ),
        ("G301", entry("en = [\"x\", \"y\"]\navoid = [{ en = \"y\", why = \"z\" }]"), 4),
        ("G302", entry("avoid = [{ en = \"big envoy\" }]"), 4),
        ("G303", entry("avoid = [{ en = \"x\", why = \"y\", use = \"z\" }]"), 4),
        ("G304", entry("en = \"the ambassador\""), 3),
        ("G305", entry("term = \"kedutaan\"\nen = \"embassies\""), 3),
        ("G306", entry("term = \"Kremlin\"\npos = \"name\"\nen = \"Kremlin\""), 4),
        ("G307", entry("term = \"Gedung Putih\"\npos = \"name\"\nen = \"white house\""), 4),
        ("G308", two("term = \"warna\"\nen = \"colour\"", "term = \"pertahanan\"\nen = \"defense\""), 6),
        (
            "G309",
            two("avoid = [{ en = \"envoy\", why = \"y\" }]", "term = \"wakil duta besar\"\nen = \"deputy envoy\""),
            4,
        ),
        ("G401", entry(&sense("{ next = [\"@uss\"] }", "x")), 5),
        ("G402", entry(&(sense("{ next = [\"a\", \"b\"] }", "x") + &sense("{ next = [\"a\"] }", "y"))), 8),
        ("G403", entry(&(sense("{ next = [\"a\", \"b\"] }", "x") + &sense("{ next = [\"a\", \"c\"] }", "y"))), 8),
        ("G404", entry(&sense("{ next = [\"a\"] }", "ambassador")), 6),
        (
            "G405",
            two(
                &sense("{ next = [\"AS\"] }", "x"),
                &("term = \"duta\"\nen = \"envoy\"\n".to_owned() + &sense("{ near = [\"AS\"] }", "y")),
            ),
            12,
        ),
        ("G406", format!("[lists]\nus = [\"AS\"]\n{}", entry("")), 2),
        ("G407", entry(&sense("{}", "x")), 5),
        (
            "G501",
            two(
                "term = \"juru bicara\"\nen = \"spokesman\"",
                "term = \"jurubicara\"\nen = \"spokesperson\"\npos = \"phrase\"",
            ),
            5,
        ),
        ("G503", entry("see = \"kbri\""), 4),
        ("G504", two("replaced_by = \"duta\"", "term = \"duta\"\nen = \"envoy\"\nreplaced_by = \"duta-besar\""), 4),
        ("G505", entry("see = \"duta-besar\""), 4),
        ("G604", entry("example = [{ text = \"Kota itu sepi.\" }]"), 4),
        ("G604", entry("example = [{ text = \"Duta besarnya pulang.\", en = \"It is late.\" }]"), 4),
    ];
    let mut wrong = Vec::new();
    for (code, text, line) in &table {
        let found = findings(text);
        let others = |f: &&Finding| f.check.code != *code && f.diagnostic.severity > Severity::Info;
        // Some faults cannot be without another.
        let alone = ["G108", "G201", "G501", "G505"].contains(code) || !found.iter().any(|f| others(&f));
        let there = found.iter().any(|f| f.check.code == *code && f.diagnostic.at.line == *line);
        if !there || !alone {
            let said: Vec<_> = found
                .iter()
                .map(|f| format!("{} {}: {}", f.check.code, f.diagnostic.at.line, f.diagnostic.message))
                .collect();
            wrong.push(format!("{code} at {line}:\n{text}\n{said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    // Those that need texts, an option, or another file, are tested below; the rest must be in the table.
    let elsewhere = ["G009", "G203", "G204", "G502", "G601", "G602", "G603", "G605", "G606"];
    for check in CHECKS {
        let known = table.iter().any(|(code, ..)| *code == check.code) || elsewhere.contains(&check.code);
        assert!(known, "{} has no test", check.code);
    }
}

#[test]
fn remarks_and_what_cannot_match() {
    let text =
        "[[entry]]\nterm = \"kedutaan besar\"\nen = \"embassy\"\n[[entry]]\nterm = \"kedutaan\"\nen = \"embassy\"\n";
    check(text, &[("G204", 5, "part of \"kedutaan besar\""), ("G502", 6, "also the English of \"kedutaan besar\"")]);
    let text = "[[entry]]\nterm = \"duta\"\nen = \"envoy\"\n[[entry]]\nkey = \"x\"\nterm = \"duta\"\nen = \"envoy\"\n";
    check(text, &[("G203", 6, "can never match")]);
}

#[test]
fn texts_are_evidence() {
    let glossary = "[[entry]]\nterm = \"gencatan senjata\"\npos = \"noun\"\nen = [\"truce\", \"ceasefire\"]\n\
        avoid = [{ en = \"armistice\", why = \"another thing\" }]\n[[entry.sense]]\nwhen = { next = [\"sepihak\"] }\nen = \"lull\"\n\
        [[entry]]\nterm = \"genjatan senjata besar\"\nen = \"x\"\n";
    let source =
        "Gencatan senjata itu gagal.\n".repeat(8) + "Gencatan senjata sepihak gagal.\nGencatan-senjata gagal.\n";
    let target = "The ceasefire failed.\n".repeat(5)
        + &"The armistice failed.\n".repeat(3)
        + "The ceasefire failed.\nThe ceasefire failed.\n";
    let aligned = Aligned::lines(&source, &target).expect("as many lines");
    let corpus = [source.as_str()];
    let options = Options { corpus: &corpus, aligned: Some(&aligned), ..Options::default() };
    let analyzer = Analyzer::new(Lexicon::builtin());
    let found = lint(&LintFile::new("g.toml", glossary), &analyzer, &options, |c| c.code.starts_with("G6"));
    let said: Vec<_> = found.iter().map(|f| (f.check.code, f.diagnostic.at.line)).collect();
    assert_eq!(said, [("G605", 2), ("G606", 4), ("G602", 5), ("G603", 7), ("G601", 10)], "{found:#?}");
    assert!(Aligned::lines("a\nb\n", "a\n").is_none());
}

#[test]
fn comments_silence_with_a_reason() {
    let fault = "term = \"mata-mata\"\npos = \"noun\"\nen = \"spy\"\n";
    check(&format!("# padan: allow G208 because it is decided\n[[entry]]\n{fault}"), &[]);
    check(
        &format!("[[entry]]\n# padan: allow G208, G307 because it is decided\n{fault}"),
        &[("G010", 2, "G307 finds nothing")],
    );
    check(&format!("[[entry]] # padan: allow G208\n{fault}"), &[("G010", 1, "no reason"), ("G208", 2, "plural")]);
    check(
        &format!(
            "# padan: allow G208 because we like it\n\n[[entry]]\n{fault}[[entry]]\n{}",
            fault.replace("mata", "laba")
        ),
        &[],
    );
    check(
        &format!(
            "[[entry]]\nterm = \"duta\"\nen = \"envoy\"\n# padan: allow G999 because so\npos = \"noun\"\n[[entry]]\n{fault}"
        ),
        &[("G010", 4, "no check G999"), ("G208", 7, "plural")],
    );
}

#[test]
fn one_fault_does_not_hide_the_others() {
    let text = "[[entry]]\nterm = \"duta\"\nen = \"envoy\"\nstauts = \"x\"\n[[entry]]\nterm = \"mata-mata\"\npos = \"noun\"\nen = \"spy\"\n";
    check(text, &[("G004", 4, "`stauts`"), ("G208", 6, "plural")]);
}

fn fixed(text: &str) -> String {
    let file = LintFile::new("g.toml", text);
    fix(&file, &Analyzer::new(Lexicon::builtin()), &Options::default(), |_| true).0
}

#[test]
fn fixes_mend_what_they_say() {
    let table = [
        (entry("stauts = \"draft\""), "status = \"draft\""),
        (entry("abbr = \"KTT\""), "abbr = [\"KTT\"]"),
        (entry("dnt = \"true\""), "dnt = true"),
        (entry("since = \"2026-01-02\""), "since = 2026-01-02"),
        (entry("note = \"a\u{a0}b\u{200b}c\""), "note = \"a bc\""),
        (entry("note = ' x '"), "note = 'x'"),
        (entry("avoid = [{ en = \"x\", why = \"y\",\n}]"), "avoid = [{ en = \"x\", why = \"y\"}]"),
        (entry("also = [\"a\", \"b\", \"a\"]"), "also = [\"a\", \"b\"]"),
        (entry("en = [\"the ambassador\", \"to envoy\"]"), "en = [\"ambassador\", \"envoy\"]"),
        (entry("term = \"Gencatan Senjata\"\npos = \"noun\"\nen = \"ceasefire\""), "term = \"gencatan senjata\""),
        (entry("term = \"kedutaannya\"\nen = \"embassy\""), "term = \"kedutaan\""),
        (entry("term = \"diserang\"\npos = \"verb\"\nen = \"attack\""), "term = \"menyerang\""),
        (entry("term = \"Kremlin\"\npos = \"name\"\nen   = \"Kremlin\" # kept"), "dnt  = true # kept"),
        (
            entry("term = \"menyerang\"\npos = \"verb\"\nen = \"attack\"\nalso = [\"diserang\", \"menggempur\"]"),
            "also = [\"menggempur\"]",
        ),
        (format!("\u{feff}{}\r\n", entry("pos = \"noun\"").trim_end()), "pos = \"noun\"\n"),
    ];
    for (text, wanted) in table {
        let mended = fixed(&text);
        assert!(mended.contains(wanted), "{text}\n{mended}");
        assert_eq!(fixed(&mended), mended, "a second run has nothing to do");
        let left = findings(&mended);
        assert!(left.iter().all(|f| f.fix.is_none()), "{left:#?}");
    }
}

#[test]
fn formatting_keeps_what_is_said() {
    let text = "schema = 1\n# Ours.\n[[entry]]\nen = \"envoy\" # sic\n# about the term\nterm = \"duta\"\nredup=\"none\"\n\n\n\n[[entry]]\nterm = 'x'  \nen   = 'y'\n";
    let wanted = "schema = 1\n# Ours.\n[[entry]]\n# about the term\nterm  = \"duta\"\nredup = \"none\"\nen    = \"envoy\" # sic\n\n[[entry]]\nterm = 'x'\nen   = 'y'\n";
    assert_eq!(format(text).as_deref(), Some(wanted));
    assert_eq!(format(wanted).as_deref(), Some(wanted));
    assert_eq!(format(&text.replace('\n', "\r\n")), Some(wanted.replace('\n', "\r\n")));
    assert_eq!(format("a = b"), None);
}

#[test]
fn checks_are_in_order_and_explained() {
    for pair in CHECKS.windows(2) {
        assert!(pair[0].code < pair[1].code, "{}", pair[1].code);
    }
    for check in CHECKS {
        assert!(
            check.explain.len() > 20
                && check.explain.ends_with(|c| ".!:".contains(c) || check.explain.contains("http")),
            "{}",
            check.code
        );
    }
}

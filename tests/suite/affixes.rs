//! Every example in the table of affixes is read as it says.

use padan::Lexicon;
use padan::model::MorphemeKind;
use padan::morph::{Analyzer, affixes};

#[test]
fn every_example_is_the_best_reading() {
    let analyzer = Analyzer::new(Lexicon::builtin());
    let mut wrong = Vec::new();
    for (_, affix) in affixes() {
        assert!(!affix.examples.is_empty(), "{} has no example", affix.form);
        for (word, underlying) in affix.examples {
            let best = analyzer.analyze(word)[0].underlying();
            if best != *underlying {
                wrong.push(format!("{}: {word} is {best}, not {underlying}", affix.form));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Words, their segmentation, and the pieces as written.
const READINGS: &[(&str, &str, &str)] = &[
    ("mempermasalahkannya", "meN-per-masalah-kan=nya", "mem-per-masalah-kan=nya"),
    ("kedutaannya", "ke-duta-an=nya", "ke-duta-an=nya"),
    ("mengebom", "meN-bom", "menge-bom"),
    ("menyetujui", "meN-setuju-i", "meny-etuju-i"),
    ("perbankan", "per-bank-an", "per-bank-an"),
    ("kerusakan", "ke-rusak-an", "ke-rusak-an"),
    ("menikah", "meN-nikah", "me-nikah"),
    ("mengunjungi", "meN-kunjung-i", "meng-unjung-i"),
    ("berupa", "ber-rupa", "be-rupa"),
    ("senilai", "se-nilai", "se-nilai"),
    ("apakah", "apa=kah", "apa=kah"),
    ("ketidakpastian", "ke-tidak-pasti-an", "ke-tidak-pasti-an"),
    ("menandatangani", "meN-tanda-tangan-i", "men-anda-tangan-i"),
    ("ditandatangani", "di-tanda-tangan-i", "di-tanda-tangan-i"),
    ("mempekerjakan", "meN-per-kerja-kan", "mem-pe-kerja-kan"),
    ("mengemukakan", "meN-ke-muka-kan", "meng-e-muka-kan"),
    ("diperdagangkan", "di-per-dagang-kan", "di-per-dagang-kan"),
    ("sekutu-sekutunya", "sekutu~sekutu=nya", "sekutu~sekutu=nya"),
    ("serangan-serangan", "serang-an~serang", "serang-an~serangan"),
    ("besar-besaran", "besar~besar-an", "besar~besar-an"),
    ("berabad-abad", "ber-abad~abad", "ber-abad~abad"),
    ("memukul-mukul", "meN-pukul~pukul", "mem-ukul~mukul"),
    ("tembak-menembak", "tembak~meN-tembak", "tembak~men-embak"),
    ("negara2", "negara~negara", "negara~2"),
    ("kupikir", "ku=pikir", "ku=pikir"),
    ("ke-72", "ke-72", "ke-72"),
    ("1990-an", "1990-an", "1990-an"),
    ("undang-undang", "undang~undang", "undang~undang"),
    ("bertanggungjawab", "ber-tanggung-jawab", "ber-tanggung-jawab"),
];

#[test]
fn words_are_cut_as_grammars_cut_them() {
    let analyzer = Analyzer::new(Lexicon::builtin());
    let mut wrong = Vec::new();
    for &(word, underlying, surface) in READINGS {
        let readings = analyzer.analyze(word);
        let (u, s) = (readings[0].underlying(), readings[0].surface(word));
        if (u.as_str(), s.as_str()) != (underlying, surface) {
            wrong.push(format!("{word}: {u} / {s}, not {underlying} / {surface}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the root of a word means in it: that of the reading which its affixes stand on.
#[test]
fn roots_mean_what_their_affixes_stand_on() {
    let table = [
        ("digunakan", "use"),
        ("diketahui", "know"),
        ("terdiri", "stand"),
        ("pendapatan", "get"),
        ("buatan", "make"),
        ("dikembangkan", "develop"),
        ("mengakuisisi", "acquire"),
        ("memesan", "order"),
        ("pembangunan", "build"),
        ("kelahiran", "be.born"),
        ("sedangkan", "PROG"),
    ];
    let analyzer = Analyzer::new(Lexicon::builtin());
    for (word, wanted) in table {
        let readings = analyzer.analyze(word);
        let root = readings[0].morphemes.iter().find(|m| m.kind == MorphemeKind::Root).expect("a root");
        assert_eq!(root.gloss.text(&root.form), wanted, "{word}");
    }
}

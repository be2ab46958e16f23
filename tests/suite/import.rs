//! Dictionaries from elsewhere.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use padan::lexicon::ExtraFile;
use padan::lexicon::import::{FORMATS, Format, Report};
use proptest::prelude::*;

fn format(name: &str) -> &'static Format {
    FORMATS.iter().find(|f| f.name == name).unwrap()
}

fn import(name: &str, path: &Path) -> Result<(String, Report), String> {
    let (text, report) = format(name).import(path, "web").map_err(|e| e.to_string())?;
    // What is written can always be read.
    ExtraFile::parse("out.tsv", &text).unwrap();
    Ok((text, report))
}

/// The lines of an import without the head.
fn lines(name: &str, path: &Path) -> Vec<String> {
    let (text, _) = import(name, path).unwrap();
    text.lines().skip(1).map(|l| l.replace('\t', "|")).collect()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn base64(n: usize) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |n: usize| char::from(DIGITS[n % 64]);
    if n < 64 { digit(n).to_string() } else { base64(n / 64) + &digit(n).to_string() }
}

/// Articles one after another with where each begins and how long it is.
fn laid_out<'a>(articles: &[(&'a str, &str)]) -> (Vec<(&'a str, usize, usize)>, String) {
    let mut data = String::new();
    let mut places = Vec::new();
    for (headword, article) in articles {
        places.push((*headword, data.len(), article.len()));
        data.push_str(article);
    }
    (places, data)
}

const DICTD: &[(&str, &str)] = &[
    ("00databaseinfo", "A small dictionary.\n"),
    ("amerika", "Amerika /amerika/ <pn>\nAmerica\n"),
    ("beli", "beli /bəli/ <v>\n1. to buy, to purchase (something, somewhere)\n2. see {membeli}\n"),
    ("rumah", "rumah <n>\n a house; home, a dwelling.\n Note: any building\n"),
    ("-an", "-an <suffix>\nthing\n"),
];

fn dictd(folder: &Path, packed: bool) -> PathBuf {
    let (places, data) = laid_out(DICTD);
    let index: String = places.iter().map(|(h, at, len)| format!("{h}\t{}\t{}\n", base64(*at), base64(*len))).collect();
    fs::write(folder.join("small.index"), index).unwrap();
    if packed {
        fs::write(folder.join("small.dict.dz"), gz(data.as_bytes())).unwrap();
    } else {
        fs::write(folder.join("small.dict"), data).unwrap();
    }
    folder.join("small.index")
}

#[test]
fn dictd_is_read_packed_or_not_by_any_of_its_names() {
    let wanted = [
        "Amerika|PROPN|.|America|src=web",
        "beli|VERB|.|buy, purchase|src=web",
        "rumah|NOUN|.|house; home, dwelling|src=web",
    ];
    for packed in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let index = dictd(folder.path(), packed);
        assert_eq!(lines("dictd", &index), wanted);
        assert_eq!(lines("dictd", &folder.path().join("small")), wanted);
        let (_, report) = import("dictd", &index).unwrap();
        assert_eq!((report.articles, report.entries, report.glosses), (4, 3, 6));
        assert_eq!(report.dropped.into_iter().collect::<Vec<_>>(), [("affixes and signs", 1), ("cross-references", 1)]);
    }
}

#[test]
fn dictd_faults_are_placed() {
    let folder = tempfile::tempdir().unwrap();
    let index = dictd(folder.path(), false);
    let table = [
        ("rumah\tA\n", "small.index:1:1: expected a headword"),
        ("rumah\tA\tB\nbeli\t%\tB\n", "small.index:2:6: no number in base 64"),
        ("rumah\tA\t!\n", "small.index:1:9: no number in base 64"),
        ("rumah\tA\t////\n", "small.index:1:9: an article of more than 1 MiB"),
        ("rumah\t////\tB\n", "small.index:1:7: the article would end after the"),
        ("rumah\t/////////////////////\tB\n", "no number in base 64"),
    ];
    for (text, wanted) in table {
        fs::write(&index, text).unwrap();
        let said = import("dictd", &index).unwrap_err();
        assert!(said.contains(wanted), "{said}");
    }
    fs::write(&index, b"rumah\tA\tB\n\xff").unwrap();
    assert!(import("dictd", &index).unwrap_err().contains("small.index:2:1: not UTF-8"));
    let packed = gz("rumah\nhouse\n".repeat(400).as_bytes());
    fs::write(folder.path().join("small.dict.dz"), &packed[..packed.len() / 2]).unwrap();
    let said = import("dictd", &index).unwrap_err();
    assert!(said.contains("small.dict.dz: byte") && said.contains("cannot be unpacked"), "{said}");
    let said = import("dictd", &folder.path().join("none.index")).unwrap_err();
    assert!(said.contains("none"), "{said}");
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.tsv");
    // A line of 17 MiB that packs into some 17 KiB.
    fs::write(&path, gz(&vec![b'a'; 17 << 20])).unwrap();
    let said = import("tsv", &path).unwrap_err();
    assert!(said.contains("bomb.tsv:1:1: longer than 16 MiB"), "{said}");
}

fn stardict(folder: &Path, types: &str, packed: bool) -> PathBuf {
    let article = |text: &str| match types {
        "" => format!("m{text}\0"),
        "tm" => format!("ruma\0{text}"),
        _ => text.to_owned(),
    };
    let texts = [
        ("Amerika", article("America")),
        ("beli", article("v to buy; to purchase")),
        ("rumah", article("n a house\nhome")),
    ];
    let pairs: Vec<(&str, &str)> = texts.iter().map(|(h, a)| (*h, a.as_str())).collect();
    let (places, data) = laid_out(&pairs);
    let mut idx = Vec::new();
    for (headword, at, len) in places {
        idx.extend_from_slice(headword.as_bytes());
        idx.push(0);
        idx.extend_from_slice(&(at as u32).to_be_bytes());
        idx.extend_from_slice(&(len as u32).to_be_bytes());
    }
    let types = if types.is_empty() { String::new() } else { format!("sametypesequence={types}\n") };
    let ifo = format!(
        "StarDict's dict ifo file\nversion=2.4.2\nwordcount=3\nidxfilesize={}\nbookname=Small\n{types}",
        idx.len()
    );
    fs::write(folder.join("small.ifo"), ifo).unwrap();
    if packed {
        fs::write(folder.join("small.idx.gz"), gz(&idx)).unwrap();
        fs::write(folder.join("small.dict.dz"), gz(data.as_bytes())).unwrap();
    } else {
        fs::write(folder.join("small.idx"), idx).unwrap();
        fs::write(folder.join("small.dict"), data).unwrap();
    }
    folder.join("small.ifo")
}

#[test]
fn stardict_is_read_in_all_its_shapes() {
    for (types, packed) in [("m", false), ("m", true), ("h", false), ("tm", true), ("", false)] {
        let folder = tempfile::tempdir().unwrap();
        let path = stardict(folder.path(), types, packed);
        let wanted = [
            "Amerika|PROPN|.|America|src=web",
            "beli|VERB|.|buy; purchase|src=web",
            "rumah|NOUN|.|house; home|src=web",
        ];
        assert_eq!(lines("stardict", &path), wanted, "{types:?} {packed}");
    }
}

#[test]
fn stardict_faults_are_placed() {
    let folder = tempfile::tempdir().unwrap();
    let path = stardict(folder.path(), "m", false);
    let fails = |wanted: &str| {
        let said = import("stardict", &path).unwrap_err();
        assert!(said.contains(wanted), "{said}");
    };
    let idx = fs::read(folder.path().join("small.idx")).unwrap();
    fs::write(folder.path().join("small.idx"), &idx[..idx.len() - 2]).unwrap();
    fails("small.idx: byte 29: ends within an entry");
    fs::write(folder.path().join("small.idx"), &idx[..3]).unwrap();
    fails("small.idx: byte 0: a headword without an end");
    fs::write(folder.path().join("small.idx"), b"a\0\0\0\0\0\xff\xff\xff\xff").unwrap();
    fails("small.idx: byte 0: the article would end after the");
    fs::write(folder.path().join("small.ifo"), "StarDict's dict ifo file\nidxoffsetbits=7\n").unwrap();
    fails("small.ifo:2:15: neither 32 nor 64");
    fs::write(folder.path().join("small.ifo"), "something else").unwrap();
    fails("small.ifo:1:1: expected");
}

#[test]
fn wiktextract_gives_its_indonesian_words() {
    let folder = tempfile::tempdir().unwrap();
    let text = r#"{"word":"beli","lang_code":"id","pos":"verb","forms":[{"form":"membeli","tags":["active"]},{"form":"dibeli","tags":["passive"]}],"senses":[{"glosses":["to buy; to purchase"]}]}
{"word":"rumah","lang_code":"ms","pos":"noun","senses":[{"glosses":["Malay house"]}]}
{"word":"rumah","lang_code":"id","pos":"noun","senses":[{"glosses":["building","a house"]},{"glosses":["home"],"tags":["figuratively"]}]}
{"word":"roemah","lang_code":"id","pos":"noun","senses":[{"glosses":["Superseded spelling of rumah."],"alt_of":[{"word":"rumah"}]}]}
{"word":"Jakarta","lang_code":"id","pos":"name","senses":[{"glosses":["Jakarta (the capital, for now)"]}]}
{"word":"-an","lang_code":"id","pos":"suffix","senses":[{"glosses":["nominaliser"]}]}
{"redirect":"x"}
"#;
    let path = folder.path().join("id.jsonl");
    let wanted = [
        "Jakarta|PROPN|.|Jakarta|src=web",
        "beli|VERB|.|buy; purchase|src=web",
        "membeli|VERB|.|buy; purchase|src=web",
        "rumah|NOUN|.|house; home|src=web",
    ];
    fs::write(&path, text).unwrap();
    assert_eq!(lines("wiktextract", &path), wanted);
    fs::write(&path, gz(text.as_bytes())).unwrap();
    assert_eq!(lines("wiktextract", &path), wanted);
    fs::write(&path, "{\"word\":\"a\"}\n{\"word\": 5}\n").unwrap();
    let said = import("wiktextract", &path).unwrap_err();
    assert!(said.contains("id.jsonl:2:10: invalid type"), "{said}");
    fs::write(&path, "[".repeat(100_000)).unwrap();
    assert!(import("wiktextract", &path).is_err());
}

#[test]
fn lists_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.tsv");
    fs::write(&path, "\u{feff}# mine\r\nrumah\ta house, home\r\n\r\nrumah\tdwelling\tn\r\nbeli\tto buy\n").unwrap();
    assert_eq!(lines("tsv", &path), ["beli|VERB|.|buy|src=web", "rumah|NOUN|.|house, home; dwelling|src=web"]);
    fs::write(&path, "rumah house\n").unwrap();
    assert!(import("tsv", &path).unwrap_err().contains("list.tsv:1:1: expected a form"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Damaged dictionaries are read or refused; what is written is always sound.
    #[test]
    fn damage_is_no_panic(file in 0usize..3, at in 0usize..400, byte in any::<u8>(), cut in any::<bool>(), packed in any::<bool>()) {
        for name in ["dictd", "stardict"] {
            let folder = tempfile::tempdir().unwrap();
            let path = match name {
                "dictd" => dictd(folder.path(), packed),
                _ => stardict(folder.path(), "", packed),
            };
            let mut files: Vec<PathBuf> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path()).collect();
            files.sort();
            let victim = &files[file % files.len()];
            let mut bytes = fs::read(victim).unwrap();
            let at = at % bytes.len();
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            fs::write(victim, bytes).unwrap();
            let _ = import(name, &path);
        }
    }

    #[test]
    fn any_list_gives_a_sound_file(text in "(\\PC{0,12}\t\\PC{0,30}(\t\\PC{0,4})?\n){0,6}") {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.tsv");
        fs::write(&path, text).unwrap();
        let _ = import("tsv", &path);
    }
}

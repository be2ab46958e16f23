//! `padan batch`: what is done again, what survives, and what is refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

/// A folder with inputs in `in`.
struct Place(tempfile::TempDir);

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| place.write(name, text));
        place
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn batch(&self, args: &[&str]) -> Output {
        crate::padan(self.path()).arg("batch").args(args).stdin(Stdio::null()).output().unwrap()
    }

    /// What was done, and why.
    fn done(&self, args: &[&str]) -> Vec<String> {
        let out = self.batch(&[args, &["--json-progress"]].concat());
        let stderr = String::from_utf8(out.stderr).unwrap();
        assert!(out.status.success(), "{stderr}");
        let events = stderr.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
        let done = events.filter(|e| e["event"] == "done");
        done.map(|e| format!("{}: {}", e["doc"].as_str().unwrap(), e["why"].as_str().unwrap())).collect()
    }

    /// Every result below `folder`, without what the run remembers.
    fn results(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.path().join(folder)];
        while let Some(at) = folders.pop() {
            for entry in fs::read_dir(at).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    if !path.ends_with(".padan") {
                        folders.push(path);
                    }
                } else {
                    let name = path.strip_prefix(self.path().join(folder)).unwrap().to_owned();
                    found.insert(name, fs::read(path).unwrap());
                }
            }
        }
        found
    }
}

const GLOSSARY: &str = "[[entry]]\nterm = \"gencatan senjata\"\nen = \"ceasefire\"\n[[entry]]\nterm = \"duta besar\"\nen = \"ambassador\"\n";

fn articles() -> Place {
    Place::new(&[
        ("in/a.txt", "Gencatan senjatanya diumumkan."),
        ("in/b/c.txt", "Duta besar tiba di kedutaan."),
        ("in/d.md", "Menteri itu bicara."),
        ("g.toml", GLOSSARY),
    ])
}

#[test]
fn only_what_changed_is_done_again() {
    let place = articles();
    let args = ["in", "-o", "out", "--to", "jsonl", "-g", "g.toml"];
    assert_eq!(place.done(&args), ["a.txt: new", "b/c.txt: new", "d.md: new"]);
    assert_eq!(place.done(&args), [""; 0]);
    place.write("in/d.md", "Menteri itu tiba.");
    assert_eq!(place.done(&args), ["d.md: changed"]);
    // The same bytes at another time are no change.
    place.write("in/d.md", "Menteri itu tiba.");
    assert_eq!(place.done(&args), [""; 0]);
    fs::remove_file(place.path().join("out/a.jsonl")).unwrap();
    place.write("out/b/c.jsonl", "x");
    assert_eq!(place.done(&args), ["a.txt: its result is gone", "b/c.txt: its result was changed"]);
    assert_eq!(place.done(&[&args[..], &["--domain", "politik"]].concat()).len(), 3);
    assert_eq!(place.done(&[&args[..], &["--domain", "politik", "--force"]].concat()).len(), 3);
}

#[test]
fn a_changed_entry_or_lexicon_line_touches_its_articles_alone_and_the_results_are_those_of_a_full_run() {
    let place = articles();
    place.write("l.tsv", "zzzz\tNOUN\t.\tz\n");
    let args = ["in", "-o", "out", "--to", "jsonl", "-g", "g.toml", "--lexicon", "l.tsv"];
    let full = ["in", "-o", "full", "--to", "jsonl", "-g", "g.toml", "--lexicon", "l.tsv", "--force"];
    assert_eq!(place.done(&args).len(), 3);
    place.write("g.toml", &GLOSSARY.replace("ceasefire", "truce"));
    assert_eq!(place.done(&args), ["a.txt: the glossary has changed at \"gencatan-senjata\""]);
    place.done(&full);
    assert_eq!(place.results("out"), place.results("full"));
    place.write("g.toml", &format!("# nothing\n{}", GLOSSARY.replace("ceasefire", "truce")));
    assert_eq!(place.done(&args), [""; 0]);
    place.write("l.tsv", "menteri\tNOUN\t.\tcabinet member\n");
    assert_eq!(place.done(&args), ["d.md: the lexicon has changed for \"Menteri\""]);
    place.done(&full);
    assert_eq!(place.results("out"), place.results("full"));
}

#[test]
fn one_stream_is_in_order_and_keeps_what_did_not_change() {
    let place = articles();
    let args = ["in", "-o", "all.tsv", "--to", "table", "--columns", "doc,form,gloss", "--header", "-g", "g.toml"];
    assert_eq!(place.done(&args).len(), 3);
    let first = fs::read_to_string(place.path().join("all.tsv")).unwrap();
    assert!(first.starts_with("doc\tform\tgloss\na.txt\tGencatan\t") && first.contains("d.md\tMenteri"), "{first}");
    place.write("in/b/c.txt", "Konsul itu tiba.");
    assert_eq!(place.done(&args), ["b/c.txt: changed"]);
    let second = fs::read_to_string(place.path().join("all.tsv")).unwrap();
    assert_eq!(place.done(&[&args[..], &["--force"]].concat()).len(), 3);
    assert_eq!(second, fs::read_to_string(place.path().join("all.tsv")).unwrap());
    assert!(second.contains("Konsul") && !second.contains("kedutaan"));
    let out = place.batch(&["in", "-o", "all.html", "--to", "html"]);
    assert_eq!(out.status.code(), Some(2), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn what_a_killed_run_leaves_of_the_index_is_swept() {
    let place = articles();
    let args = ["in", "-o", "out", "--to", "table"];
    assert!(place.batch(&args).status.success());
    let left = place.path().join("out/.padan/.padan-left.part");
    fs::write(&left, "<html>").unwrap();
    assert!(place.batch(&args).status.success());
    assert!(!left.exists() && place.path().join("out/index.html").exists());
}

/// Enough for pieces of a long file, packed files and records.
fn many() -> Place {
    let place = Place::new(&[]);
    for n in 0..30 {
        place.write(
            &format!("in/{}/{n}.txt", n % 3),
            &format!("Menteri ke-{n} mengumumkan gencatan senjata. ").repeat(20),
        );
    }
    place.write("in/long.txt", &"Kedutaan ditutup. Duta besar tiba.\n".repeat(3_000));
    let record = |n| format!("{{\"id\": {n}, \"text\": \"Kedutaan ke-{n} ditutup.\", \"n\": {n}}}\n");
    place.write("in/records.jsonl", &(0..600).map(record).collect::<String>());
    place
}

#[test]
fn a_killed_run_goes_on_to_the_same_bytes() {
    let place = many();
    for (target, rest) in [("out", vec!["--to", "conllu,table"]), ("out.jsonl", vec!["--to", "jsonl"])] {
        let args: Vec<&str> = [vec!["batch", "in", "--quiet", "-o", target], rest.clone()].concat();
        for pause in [5, 80, 200, 500] {
            let mut child = crate::padan(place.path()).args(&args).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(pause));
            let _ = child.kill();
            let _ = child.wait();
        }
        assert!(crate::padan(place.path()).args(&args).status().unwrap().success());
    }
    for args in [["in", "-o", "whole", "--to", "conllu,table"], ["in", "-o", "whole.jsonl", "--to", "jsonl"]] {
        assert!(place.batch(&[&args[..], &["--jobs", "1"]].concat()).status.success());
    }
    assert_eq!(place.results("out"), place.results("whole"));
    assert!(fs::read(place.path().join("out.jsonl")).unwrap() == fs::read(place.path().join("whole.jsonl")).unwrap());
    assert_eq!(place.results("out").len(), 65);
}

#[test]
fn pieces_of_a_long_file_are_as_the_whole() {
    let place = many();
    assert!(place.batch(&["in/long.txt", "-o", "a.jsonl", "--jobs", "3"]).status.success());
    let out = crate::padan(&place.path().join("in")).args(["annotate", "long.txt", "--to", "jsonl"]).output().unwrap();
    assert!(fs::read(place.path().join("a.jsonl")).unwrap() == out.stdout);
}

#[test]
fn two_runs_do_not_write_to_one_place() {
    let place = articles();
    fs::create_dir_all(place.path().join("out/.padan")).unwrap();
    let lock = fs::File::create(place.path().join("out/.padan/lock")).unwrap();
    lock.lock().unwrap();
    let out = place.batch(&["in", "-o", "out"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("another run is writing there"));
    drop(lock);
    assert!(place.batch(&["in", "-o", "out"]).status.success());
}

#[test]
#[cfg(unix)]
fn loops_of_links_and_names_that_are_no_text_are_handled() {
    use std::os::unix::ffi::OsStrExt;
    let place = articles();
    std::os::unix::fs::symlink("..", place.path().join("in/b/up")).unwrap();
    let odd = std::ffi::OsStr::from_bytes(b"in/\xffx.txt");
    fs::write(place.path().join(odd), "Kedutaan.").unwrap();
    let out = place.batch(&["in", "-o", "out", "--to", "table"]);
    let stderr = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("in/b/up: a link back to in") && stderr.contains("4 done"), "{stderr}");
    assert!(place.path().join(std::ffi::OsStr::from_bytes(b"out/\xffx.tsv")).exists());
    let again = place.batch(&["in", "-o", "out", "--to", "table"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("0 done, 4 unchanged"));
}

#[test]
fn results_of_inputs_that_are_gone_are_told_and_pruned() {
    let place = articles();
    place.done(&["in", "-o", "out"]);
    fs::remove_file(place.path().join("in/a.txt")).unwrap();
    let out = place.batch(&["in", "-o", "out"]);
    assert!(String::from_utf8_lossy(&out.stderr).contains("1  results of inputs that are gone, such as a.txt"));
    assert!(place.path().join("out/a.jsonl").exists());
    // A name that becomes shared moves the result.
    place.write("in/d.txt", "Konsul.");
    place.done(&["in", "-o", "out", "--prune"]);
    let names: Vec<String> = place.results("out").keys().map(|p| p.display().to_string()).collect();
    assert_eq!(names, ["b/c.jsonl", "d.md.jsonl", "d.txt.jsonl", "index.html"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_stops_the_run_and_the_next_one_goes_on() {
    let place = many();
    let limited = |blocks: u32, target: &str| {
        let script = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec '{}' batch in -o {target} --to jsonl --quiet",
            env!("CARGO_BIN_EXE_padan")
        );
        std::process::Command::new("sh").args(["-c", &script]).current_dir(place.path()).output().unwrap()
    };
    for target in ["out", "out.jsonl"] {
        let out = limited(64, target);
        assert_eq!(out.status.code(), Some(2), "{}", String::from_utf8_lossy(&out.stderr));
        assert!(place.batch(&["in", "-o", target, "--to", "jsonl"]).status.success());
    }
    assert!(place.batch(&["in", "-o", "whole"]).status.success());
    assert!(place.batch(&["in", "-o", "whole.jsonl"]).status.success());
    assert_eq!(place.results("out"), place.results("whole"));
    assert!(fs::read(place.path().join("out.jsonl")).unwrap() == fs::read(place.path().join("whole.jsonl")).unwrap());
}

#[test]
fn the_strict_stop_at_the_first_failure() {
    let place = articles();
    fs::write(place.path().join("in/b.txt"), b"\0").unwrap();
    let out = place.batch(&["in", "-o", "out", "--strict", "--jobs", "1"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("b.txt"));
    assert!(!place.path().join("out/d.jsonl").exists());
}

#[test]
fn terms_of_one_word_and_of_many_are_counted_once_each() {
    let toml = "[[entry]]\nterm = \"kedutaan\"\nen = \"embassy\"\n[[entry]]\nterm = \"duta besar\"\nen = \"ambassador\"\n[[entry]]\nterm = \"perundingan\"\nen = \"talks\"\n";
    let text = "Kedutaannya ditutup. Duta besar itu meninggalkan kedutaan. Perundingan batal.";
    let place = Place::new(&[("in/a.txt", text), ("g.toml", toml)]);
    place.done(&["in", "-o", "out", "--glossary", "g.toml"]);
    let manifest = fs::read_to_string(place.path().join("out/.padan/manifest.jsonl")).unwrap();
    let rows = manifest.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
    let terms: Vec<_> = rows.filter_map(|row| row.get("terms").cloned()).collect();
    assert_eq!(terms, [serde_json::json!([["kedutaan", 2], ["duta-besar", 1], ["perundingan", 1]])]);
}

#[test]
fn a_drop_folder_is_watched() {
    let place = articles();
    let mut child = crate::padan(place.path())
        .args(["batch", "in", "-o", "out", "--watch", "--interval", "1", "--quiet"])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let appears = |name: &str| {
        (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            place.path().join(name).exists()
        })
    };
    assert!(appears("out/a.jsonl"));
    place.write("in/new.txt", "Konsul itu tiba.");
    assert!(appears("out/new.jsonl"));
    let glosses = |english: &str| {
        (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            std::fs::read_to_string(place.path().join("out/new.jsonl")).is_ok_and(|out| out.contains(english))
        })
    };
    place.write("glossary.toml", "[[entry]]\nterm = \"konsul\"\nen = \"consular envoy\"\n");
    assert!(glosses("consular envoy"));
    // One with a fault changes nothing.
    place.write("glossary.toml", "[[entry]]\nterm = \"konsul\n");
    place.write("in/last.txt", "Konsul itu pulang.");
    assert!(appears("out/last.jsonl"));
    assert!(glosses("consular envoy"));
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Workers of a run meet texts in an order that chance decides, so what one remembers must not show.
#[test]
fn what_a_worker_met_before_does_not_show() {
    let annotator = crate::annotator();
    let glosses = |worker: &mut padan::Worker<'_>, text: &str| {
        let document = worker.annotate(padan::text::SourceText::from_text("a", text));
        document.sentences().flat_map(|s| &s.tokens).map(|t| (t.gloss.to_string(), t.source)).collect::<Vec<_>>()
    };
    let texts = ["Itu perusahaa besar.", "Perusahaa Zarqwi tiba.", "Di PERUSAHAA zarqwi."];
    for (first, second) in [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)] {
        let mut used = annotator.worker();
        glosses(&mut used, texts[first]);
        assert_eq!(glosses(&mut used, texts[second]), glosses(&mut annotator.worker(), texts[second]));
    }
}

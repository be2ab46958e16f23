//! Inputs that are no texts, and outputs that cannot be written.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn annotate(folder: &Path, args: &[&str]) -> Output {
    crate::padan(folder).arg("annotate").args(args).stdin(Stdio::null()).output().unwrap()
}

#[track_caller]
fn fails(out: &Output, status: i32, wanted: &[&str]) {
    let stderr = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(status), "{stderr}");
    for part in wanted {
        assert!(stderr.contains(part), "lacks {part:?}: {stderr}");
    }
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn files_that_are_no_texts_are_named_with_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("empty.txt", b"");
    write("binary.txt", b"\x7fELF\x02\x01\x01\0");
    write("broken.txt", "kata \u{4eba}".as_bytes().split_last().unwrap().1);
    fs::create_dir(folder.path().join("folder")).unwrap();
    let empty = annotate(folder.path(), &["empty.txt"]);
    assert!(empty.status.success() && empty.stdout.is_empty() && empty.stderr.is_empty());
    fails(&annotate(folder.path(), &["missing.txt"]), 2, &["missing.txt", "No such file"]);
    fails(&annotate(folder.path(), &["folder"]), 2, &["folder", "is a folder"]);
    fails(&annotate(folder.path(), &["binary.txt"]), 2, &["binary.txt", "byte 4", "0x02"]);
    fails(&annotate(folder.path(), &["broken.txt"]), 2, &["broken.txt", "byte 5", "UTF-8"]);
}

#[test]
fn one_bad_file_among_many_does_not_stop_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Kedutaan ditutup.").unwrap();
    fs::write(folder.path().join("b.txt"), b"\0").unwrap();
    let out = annotate(folder.path(), &["a.txt", "b.txt", "missing.txt", "--to", "jsonl"]);
    fails(&out, 1, &["b.txt", "missing.txt"]);
    assert!(String::from_utf8_lossy(&out.stdout).contains("embassy"));
}

#[test]
#[cfg(unix)]
fn unreadable_files_are_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret.txt");
    fs::write(&path, "rahasia").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything; then there is nothing to see here.
    if fs::File::open(&path).is_err() {
        fails(&annotate(folder.path(), &["secret.txt"]), 2, &["secret.txt", "denied"]);
    }
}

#[test]
fn windows_1252_and_utf_16_are_read_and_said_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("w.txt"), b"Ia berkata \x93damai\x94 di Per\xf3n.").unwrap();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("Kedutaan".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    fs::write(folder.path().join("u.txt"), utf16).unwrap();
    let out = annotate(folder.path(), &["w.txt", "--to", "jsonl"]);
    assert!(String::from_utf8_lossy(&out.stdout).contains("“damai” di Perón"));
    assert!(String::from_utf8_lossy(&out.stderr).contains("w.txt: read as Windows-1252"));
    let out = annotate(folder.path(), &["u.txt", "--to", "jsonl"]);
    assert!(String::from_utf8_lossy(&out.stdout).contains("embassy"));
}

#[test]
fn a_line_of_ten_megabytes_is_only_slow() {
    let folder = tempfile::tempdir().unwrap();
    let line = "Menteri luar negeri mengumumkan gencatan senjata tanpa titik ".repeat(170_000);
    fs::write(folder.path().join("long.txt"), &line).unwrap();
    let out = annotate(folder.path(), &["long.txt", "--to", "conllu", "-o", "long.conllu"]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let lines = fs::read_to_string(folder.path().join("long.conllu")).unwrap();
    assert!(lines.matches("\tMenteri\t").count() + lines.matches("\tmenteri\t").count() >= 170_000);
}

#[test]
fn a_broken_glossary_stops_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Kedutaan ditutup.").unwrap();
    fs::write(folder.path().join("glossary.toml"), "[[entry]]\nterm = \"kedutaan\"\nen = embassy\n").unwrap();
    let out = annotate(folder.path(), &["a.txt", "-o", "a.out"]);
    fails(&out, 2, &["glossary.toml:3:6", "en = embassy", "^"]);
    assert!(out.stdout.is_empty() && !folder.path().join("a.out").exists());
}

#[test]
fn a_closed_pipe_is_quiet() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Kedutaan ditutup. ".repeat(20_000)).unwrap();
    let mut child = crate::padan(folder.path())
        .args(["annotate", "a.txt", "--to", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "{:?}", out.status);
    assert!(out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_and_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Kedutaan ditutup. ".repeat(2_000)).unwrap();
    let out = crate::padan(folder.path())
        .args(["annotate", "a.txt", "--to", "jsonl"])
        .stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    fails(&out, 2, &["No space left"]);
    // A limit on file size makes writing fail after some blocks, as a full disk does.
    let limited = |target: &str| {
        let script = format!(
            "trap '' XFSZ; ulimit -f 8; exec '{}' annotate a.txt --to jsonl -o {target}",
            env!("CARGO_BIN_EXE_padan")
        );
        Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap()
    };
    fails(&limited("out.jsonl"), 2, &["out.jsonl"]);
    fails(&limited("results/"), 2, &["a.jsonl"]);
    fs::write(folder.path().join("old.jsonl"), "kept").unwrap();
    fails(&limited("old.jsonl"), 2, &["old.jsonl"]);
    assert_eq!(fs::read_to_string(folder.path().join("old.jsonl")).unwrap(), "kept");
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .chain(fs::read_dir(folder.path().join("results")).unwrap())
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|n| n.contains("out") || n.contains(".part") || n == "a.jsonl")
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_result_never_overwrites_its_text() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Kedutaan ditutup.").unwrap();
    fails(&annotate(folder.path(), &["a.txt", "-o", "a.txt"]), 2, &["a.txt", "overwrite"]);
    fails(&annotate(folder.path(), &["a.txt", "-o", "."]), 2, &["a.txt", "overwrite"]);
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), "Kedutaan ditutup.");
}

#[test]
fn hostile_text_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "<script>alert(1)</script> ]]> \u{202e}kedutaan\u{1b}[31m & \"x\" onerror=1 'y'\u{b}";
    let mut child = crate::padan(folder.path())
        .args(["annotate", "--to", "html"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(hostile.as_bytes()).unwrap();
    let page = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(
        page.matches("<script").count() == 2
            && !page.contains("<script>alert")
            && !page.contains('\u{1b}')
            && !page.contains('\u{202e}')
    );
    let terminal = {
        fs::write(folder.path().join("h.txt"), hostile).unwrap();
        annotate(folder.path(), &["h.txt", "--color", "never"]).stdout
    };
    assert!(!terminal.contains(&0x1b));
}

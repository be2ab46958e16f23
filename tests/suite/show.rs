//! `--open` and `--watch`.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Waits until `path` holds `wanted`. A machine may be slow; only a run that does nothing fails.
#[track_caller]
fn comes(path: &Path, wanted: &str) {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let text = fs::read_to_string(path).unwrap_or_default();
        if text.contains(wanted) {
            return;
        }
        assert!(Instant::now() < end, "{} never held {wanted:?}: {text}", path.display());
        std::thread::sleep(Duration::from_millis(30));
    }
}

#[test]
fn open_hands_the_page_to_the_browser() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let bin = folder.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let shown = folder.path().join("shown");
    let script = format!("#!/bin/sh\ncp \"$1\" '{0}.part' && mv '{0}.part' '{0}'\n", shown.display());
    fs::write(bin.join("xdg-open"), script).unwrap();
    fs::set_permissions(bin.join("xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(folder.path().join("a.txt"), "Kedutaan ditutup.").unwrap();
    let path = std::env::join_paths(
        std::iter::once(bin).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    )
    .unwrap();
    let status = crate::padan(folder.path())
        .args(["annotate", "a.txt", "--open"])
        .env("PATH", path)
        .env("TMPDIR", folder.path())
        .status()
        .unwrap();
    assert!(status.success());
    comes(&shown, "embassy");
    assert!(fs::read_to_string(&shown).unwrap().starts_with("<!doctype html>"));
}

#[test]
fn watch_writes_anew_when_an_input_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    fs::write(file("a.txt"), "Kedutaan ditutup.").unwrap();
    fs::write(file("mine.toml"), "[[entry]]\nterm = \"kedutaan\"\nen = \"legation\"\n").unwrap();
    let mut child = crate::padan(folder.path())
        .args(["annotate", "a.txt", "--to", "html", "-o", "a.html", "-g", "mine.toml", "--watch"])
        .stderr(fs::File::create(file("said")).unwrap())
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    comes(&file("a.html"), "legation");
    comes(&file("said"), "watching");
    fs::write(file("a.txt"), "Kedutaan dibuka kembali.").unwrap();
    comes(&file("a.html"), "dibuka");
    // A fault is said, and the page stays as it was.
    fs::write(file("mine.toml"), "[[entry]]\nterm = \"kedutaan\"\nen = \n").unwrap();
    comes(&file("said"), "mine.toml:3");
    assert!(fs::read_to_string(file("a.html")).unwrap().contains("legation"));
    // Editors write another file and rename it.
    fs::write(file("mine.new"), "[[entry]]\nterm = \"kedutaan\"\nen = \"mission\"\n").unwrap();
    fs::rename(file("mine.new"), file("mine.toml")).unwrap();
    comes(&file("a.html"), "mission");
    child.kill().unwrap();
    child.wait().unwrap();
}

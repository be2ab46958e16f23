//! Glossaries that change: by several programs at once, by merges of git, on a terminal, and while the power goes out.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const GLOSSARY: &str = "schema = 1\n\n# Ours.\n[[entry]]\nterm = \"duta\" # head\nen   = \"envoy\"\nnote = \"0\"\n";

fn run(folder: &Path, args: &[&str]) -> String {
    let out = crate::padan(folder).args(args).stdin(Stdio::null()).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success(), "{args:?}: {said}");
    said
}

#[test]
fn two_programs_never_lose_an_edit_of_the_other() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("glossary.toml"), GLOSSARY).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let folder = folder.path();
            scope.spawn(move || {
                for n in 0..10 {
                    run(folder, &["glossary", "edit", "duta", "--add", &format!("also=form {writer} {n}"), "--json"]);
                }
            });
        }
    });
    let text = fs::read_to_string(folder.path().join("glossary.toml")).unwrap();
    for writer in 0..4 {
        for n in 0..10 {
            assert!(text.contains(&format!("\"form {writer} {n}\"")), "{writer} {n}: {text}");
        }
    }
    assert!(text.starts_with("schema = 1\n\n# Ours.\n[[entry]]\nterm = \"duta\" # head\n"), "{text}");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["glossary.toml"], "no other file is left");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().join("real.toml");
    fs::write(&real, GLOSSARY).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o664)).unwrap();
    symlink("real.toml", folder.path().join("glossary.toml")).unwrap();
    run(folder.path(), &["glossary", "edit", "duta", "--set", "note=1"]);
    assert!(fs::symlink_metadata(folder.path().join("glossary.toml")).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o664);
    assert!(fs::read_to_string(&real).unwrap().contains("note = \"1\"\n"));
}

/// A run of git that fails the test if it fails; its output and status.
fn git(folder: &Path, args: &[&str]) -> (bool, String) {
    let out = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    (out.status.success(), format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr)))
}

#[test]
fn git_merges_branches_with_it() {
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let file = at.join("glossary.toml");
    let must = |args: &[&str]| {
        let (done, said) = git(at, args);
        assert!(done, "{args:?}: {said}");
    };
    must(&["init", "-q", "-b", "main"]);
    must(&["config", "merge.padan.driver", &format!("'{}' glossary merge %O %A %B", env!("CARGO_BIN_EXE_padan"))]);
    fs::write(at.join(".gitattributes"), "glossary.toml merge=padan\n").unwrap();
    fs::write(&file, GLOSSARY).unwrap();
    must(&["add", "."]);
    must(&["commit", "-qm", "base"]);
    must(&["checkout", "-qb", "ana"]);
    run(at, &["glossary", "add", "konsul", "consul"]);
    run(at, &["glossary", "edit", "duta", "--set", "note=ana"]);
    must(&["commit", "-qam", "ana"]);
    must(&["checkout", "-q", "main"]);
    run(at, &["glossary", "add", "atase", "attaché"]);
    run(at, &["glossary", "edit", "duta", "--add", "en=legate"]);
    must(&["commit", "-qam", "main"]);
    // Both added an entry in one place and changed one entry: rows would clash.
    must(&["merge", "-q", "ana", "-m", "merged"]);
    let text = fs::read_to_string(&file).unwrap();
    for part in ["term = \"duta\" # head\nen   = [\"envoy\", \"legate\"]\nnote = \"ana\"\n", "\"konsul\"", "\"atase\""]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    // And now a true clash.
    must(&["checkout", "-qb", "budi"]);
    run(at, &["glossary", "edit", "duta", "--set", "note=budi"]);
    must(&["commit", "-qam", "budi"]);
    must(&["checkout", "-q", "main"]);
    run(at, &["glossary", "edit", "duta", "--set", "note=main"]);
    must(&["commit", "-qam", "other"]);
    let (done, said) = git(at, &["merge", "-q", "budi", "-m", "merged"]);
    assert!(!done, "{said}");
    let text = fs::read_to_string(&file).unwrap();
    let marks = "<<<<<<< ours\nnote = \"main\"\n=======\nnote = \"budi\"\n>>>>>>> theirs\n";
    assert!(text.contains(marks), "{text}");
    let out = crate::padan(at).args(["glossary", "lint", "--only", "G007", "--json"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stdout).lines().count(), 3);
}

/// Answers typed on a terminal, by a program that makes one.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_asked_field_by_field() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("glossary.toml"), GLOSSARY).unwrap();
    fs::write(folder.path().join("news.txt"), "Gencatan senjatanya gagal. Gencatan senjata itu rapuh.\n").unwrap();
    let command = format!("'{}' glossary add --corpus news.txt", env!("CARGO_BIN_EXE_padan"));
    let child = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    // util-linux has it; a machine without it cannot run this test.
    let Ok(mut child) = child else { return };
    use std::io::Write;
    let answers =
        "duta\ngencatan senjata\nceasefire; truce\nnown\nnoun\njeda tembak\n\ncease-fire: house style\n\n\n\ny\n";
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(said.contains("There is such an entry already") && said.contains("found 2 times in 2 sentences"), "{said}");
    let text = fs::read_to_string(folder.path().join("glossary.toml")).unwrap();
    let entry = "\n[[entry]]\nterm  = \"gencatan senjata\"\npos   = \"noun\"\nen    = [\"ceasefire\", \"truce\"]\nalso  = [\"jeda tembak\"]\navoid = [\n  { en = \"cease-fire\", why = \"house style\" },\n]\n";
    assert!(text.ends_with(entry), "{text}\n{said}");
}

/// Kills the program at random moments: `cargo test --test suite killed -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn killed_at_any_moment_the_file_is_the_old_one_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("glossary.toml");
    let big: String = (0..2000).map(|n| format!("\n[[entry]]\nterm = \"kata {n}\"\nen   = \"word {n}\"\n")).collect();
    fs::write(&file, format!("{GLOSSARY}{big}")).unwrap();
    let (mut old, mut kept, mut made) = (fs::read_to_string(&file).unwrap(), 0, 0);
    // A generator of Lehmer's kind is random enough for moments.
    let mut seed: u64 = 20261121;
    let mut longest = std::time::Duration::from_millis(20);
    for n in 1..=1000 {
        seed = seed * 48_271 % 0x7fff_ffff;
        let note = format!("note={n}");
        let mut child = crate::padan(folder.path())
            .args(["glossary", "edit", "duta", "--set", &note])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(longest.mul_f64(seed as f64 / f64::from(0x7fff_ffff)));
        child.kill().unwrap();
        let status = child.wait().unwrap();
        // Half of the edits end before they are killed, however fast the machine is: moments go up to twice the time of an edit.
        longest = longest.mul_f64(if status.success() { 1.0 / 1.02 } else { 1.02 });
        let last = old.lines().find(|l| l.starts_with("note")).unwrap().to_owned();
        let new = old.replacen(&last, &format!("note = \"{n}\""), 1);
        let now = fs::read_to_string(&file).unwrap();
        assert!(now == old || now == new, "edit {n} left something else");
        if now == new {
            made += 1
        } else {
            kept += 1
        }
        old = now;
    }
    println!("1000 edits killed at random moments: the file was {made} times the new one, {kept} times the old one");
    assert!(made > 50 && kept > 50, "{made} {kept}: the moments were badly chosen");
}

/// The tables of `docs/GLOSSARY.md` are made of the code: `UPDATE_DOCS=1 cargo test --test suite docs` writes them anew.
#[test]
fn docs_have_the_tables_of_the_code() {
    use padan::diagnostic::Severity;
    use padan::glossary::schema::{ENTRY, Shape};
    let value = |shape: Shape| match shape {
        Shape::Choice(values) => values.iter().map(|v| format!("`{v}`")).collect::<Vec<_>>().join(" "),
        Shape::Table(keys) | Shape::Tables(keys) | Shape::TextsOrTables(keys) => {
            let keys: Vec<_> = keys.iter().map(|k| format!("`{}`", k.name)).collect();
            format!("{} of {}", shape.name(), keys.join(" "))
        }
        _ => shape.name().to_owned(),
    };
    let keys: String = ENTRY.iter().map(|k| format!("| `{}` | {} | {} |\n", k.name, value(k.shape), k.about)).collect();
    let row = |c: &padan::lint::glossary::Check| {
        let grave = match c.severity {
            Severity::Error => "E",
            Severity::Warning => "W",
            Severity::Info => "I",
        };
        format!("| {} | {grave}{} | {} |\n", c.code, if c.fixable { "+" } else { "" }, c.about)
    };
    let checks: String = padan::lint::glossary::CHECKS.iter().map(row).collect();
    let path = crate::root().join("docs/GLOSSARY.md");
    let text = fs::read_to_string(&path).unwrap();
    let mut wanted = text.clone();
    for (name, rows) in [("keys", keys), ("checks", checks)] {
        let start = wanted.find(&format!("<!-- {name} -->\n")).unwrap();
        let head: usize = wanted[start..].split_inclusive('\n').take(3).map(str::len).sum();
        let end = start + wanted[start..].find("<!-- end -->").unwrap();
        wanted.replace_range(start + head..end, &rows);
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    assert!(wanted == fs::read_to_string(&path).unwrap(), "docs/GLOSSARY.md is not up to date");
}

#[test]
fn the_built_in_glossary_is_lint_clean() {
    let out = crate::padan(&crate::root()).args(["glossary", "lint"]).output().unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    assert!(out.status.success(), "{said}");
    let out = crate::padan(&crate::root()).args(["glossary", "fmt", "--check"]).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout));
}

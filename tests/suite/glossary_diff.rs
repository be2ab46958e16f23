//! `padan glossary diff` in a git repository.

use std::fs;
use std::path::Path;
use std::process::Command;

fn git(folder: &Path, args: &[&str]) {
    let mut command = Command::new("git");
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
    command.current_dir(folder).args(identity).args(args).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let run = command.output().unwrap();
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

fn diff(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let run = crate::padan(folder).args(["glossary", "diff"]).args(args).output().unwrap();
    let said = [run.stdout, run.stderr].concat();
    (run.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn compares_with_any_revision() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let sub = folder.join("terms");
    fs::create_dir(&sub).unwrap();
    let write = |en: &str| {
        fs::write(sub.join("glossary.toml"), format!("[[entry]]\nterm = \"rudal\"\nen = \"{en}\"\n")).unwrap();
    };
    fs::write(folder.join("a.txt"), "Rudal itu jatuh.\n").unwrap();
    git(folder, &["init", "-q"]);
    write("rocket");
    git(folder, &["add", "."]);
    git(folder, &["commit", "-qm", "one"]);
    write("missile");
    git(folder, &["commit", "-qam", "two"]);
    let file = ["-g", "terms/glossary.toml", "--corpus", "a.txt"];
    let with = |old: &[&'static str]| [old, &file[..]].concat();
    assert_eq!(diff(folder, &with(&[])), (Some(0), "0 sentences changed, by 0 entries\n".to_owned()));
    let (status, said) = diff(folder, &with(&["HEAD~1"]));
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("Rudal: rocket → missile"), "{said}");
    write("projectile");
    let (status, said) = diff(folder, &with(&[]));
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("Rudal: missile → projectile"), "{said}");
    // In the glossary's own folder it need not be named.
    let (status, said) = diff(&sub, &["--corpus", "../a.txt"]);
    assert_eq!(status, Some(1), "{said}");
}

//! Runs of the program, one a file of `tests/cli/`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    args: Vec<String>,
    #[serde(default)]
    stdin: String,
    /// Files that are there before the run.
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    status: i32,
    /// Standard output as a whole.
    stdout: Option<String>,
    /// What standard output must hold.
    #[serde(default)]
    stdout_has: Vec<String>,
    /// What standard error must hold; with none, it must be empty.
    #[serde(default)]
    stderr_has: Vec<String>,
    /// Files that are there after the run, with something that they hold.
    #[serde(default)]
    after: BTreeMap<String, String>,
    /// Files that must not be there.
    #[serde(default)]
    absent: Vec<String>,
}

#[test]
fn every_run_does_what_its_file_says() {
    let mut paths: Vec<_> = fs::read_dir(crate::root().join("tests/cli")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 5);
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let run: Run = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
        let folder = tempfile::tempdir().unwrap();
        for (file, content) in &run.files {
            let file = folder.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, content).unwrap();
        }
        let mut child = crate::padan(folder.path())
            .args(&run.args)
            .envs(&run.env)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A run that never reads its input may be gone before it is all written.
        let _ = child.stdin.take().unwrap().write_all(run.stdin.as_bytes());
        let out = child.wait_with_output().unwrap();
        let (stdout, stderr) = (String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap());
        let said = format!("{name}\n--- stdout\n{stdout}\n--- stderr\n{stderr}");
        assert_eq!(out.status.code(), Some(run.status), "{said}");
        if let Some(wanted) = &run.stdout {
            assert_eq!(stdout.trim(), wanted.trim(), "{said}");
        }
        for wanted in &run.stdout_has {
            assert!(stdout.contains(wanted), "lacks {wanted:?}: {said}");
        }
        for wanted in &run.stderr_has {
            assert!(stderr.contains(wanted), "lacks {wanted:?}: {said}");
        }
        assert!(!run.stderr_has.is_empty() || stderr.is_empty(), "{said}");
        for (file, wanted) in &run.after {
            let content =
                fs::read_to_string(folder.path().join(file)).unwrap_or_else(|e| panic!("{file}: {e}: {said}"));
            assert!(content.contains(wanted), "{file} lacks {wanted:?}: {content}");
        }
        for file in &run.absent {
            assert!(!folder.path().join(file).exists(), "{file} is there: {said}");
        }
    }
}

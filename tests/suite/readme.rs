//! The README's examples print what it says they print.

use std::fs;

/// A block of the README that begins with `$ padan …` lines is a session: each command is run in the repository, and what
/// follows it is its output.
#[test]
fn sessions_print_what_they_say() {
    let text = fs::read_to_string(crate::root().join("README.md")).unwrap();
    let mut sessions = 0;
    for block in text.split("```").skip(1).step_by(2) {
        let Some((_, body)) = block.split_once('\n') else { continue };
        if !body.starts_with("$ ") {
            continue;
        }
        for step in body.split("$ ").filter(|s| !s.is_empty()) {
            let (command, wanted) = step.split_once('\n').unwrap();
            if !command.contains("padan ") || command.starts_with("cargo") {
                continue;
            }
            let bin = std::path::Path::new(env!("CARGO_BIN_EXE_padan")).parent().unwrap().to_owned();
            let path = std::env::join_paths(
                std::iter::once(bin).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
            )
            .unwrap();
            let out = std::process::Command::new("sh")
                .args(["-c", command])
                .current_dir(crate::root())
                .env("PATH", path)
                .output()
                .unwrap();
            let said = String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap();
            assert_eq!(said.trim_end(), wanted.trim_end(), "{command}");
            sessions += 1;
        }
    }
    assert!(sessions >= 2, "the README shows what padan does");
}

//! `padan annotate` with `--open` and `--watch`: the result in a browser, renewed when what it is made of changes.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use notify::{EventKind, RecursiveMode, Watcher};
use padan::render::{self, Format};

use super::annotate;
use crate::args::Annotate;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output::Names;
use crate::report;

/// Editors write a file in several steps; this long after the last one it is whole.
const QUIET: Duration = Duration::from_millis(150);

/// Glosses texts, and shows and renews the result if that was asked for.
pub fn run(args: &Annotate) -> Result<Outcome> {
    if !args.page.open && !args.page.watch {
        return annotate::once(args, args.to.0, args.output.as_deref());
    }
    if args.page.watch && (args.files.is_empty() || args.files.iter().any(|f| f.as_os_str() == inputs::STDIN)) {
        bail!("--watch needs texts in files; standard input is read once");
    }
    let page = render::format("html").expect("a row of FORMATS");
    let format = if args.page.open && args.to.0.name == "text" { page } else { args.to.0 };
    let path = place(args, format)?;
    let outcome = annotate::once(args, format, Some(&path))?;
    if args.page.open {
        open(&path)?;
    }
    match args.page.watch {
        true => watch(&inputs_of(args), || annotate::once(args, format, Some(&path))),
        false => Ok(outcome),
    }
}

/// The file that the result goes to: that of `-o`, or one in a new folder for things that need not last.
fn place(args: &Annotate, format: &Format) -> Result<PathBuf> {
    let text = match args.files.as_slice() {
        [] => Some(Path::new(inputs::STDIN)),
        [one] => Some(one.as_path()),
        _ => None,
    };
    let in_folder = |folder: &Path| match text {
        Some(text) => Ok(Names::default().place(folder, text, format.extension)),
        None => bail!("--open and --watch are for one result; name its file with -o"),
    };
    match &args.output {
        Some(path) if path.is_dir() => in_folder(path),
        Some(path) if path.as_os_str() == inputs::STDIN => bail!("--open and --watch need a file; name it with -o"),
        Some(path) => Ok(path.clone()),
        None if args.page.open => {
            let folder = tempfile::Builder::new().prefix("padan-").tempdir().context("temporary folder")?;
            in_folder(&folder.keep())
        }
        None => bail!("--watch writes to a file; name it with -o, or add --open"),
    }
}

/// The files that the result is made of.
fn inputs_of(args: &Annotate) -> Vec<PathBuf> {
    let mut files = args.files.clone();
    match args.glossary.glossary.as_slice() {
        _ if args.glossary.no_glossary => {}
        [] => files.push(PathBuf::from("glossary.toml")),
        some => files.extend_from_slice(some),
    }
    files.extend(args.lexicon.lexicon.iter().cloned());
    files.extend(args.page.translation.iter().chain(&args.page.known).cloned());
    files
}

/// Shows a file in the program that the system shows such files with.
///
/// # Errors
/// There is none.
fn open(path: &Path) -> Result<()> {
    let whole = std::path::absolute(path).with_context(|| path.display().to_string())?;
    open::that_detached(&whole).with_context(|| format!("{}: cannot be shown", whole.display()))
}

/// Does `work` whenever one of `files` changes, until the process is ended. What goes wrong is said, and the next change waited for.
///
/// # Errors
/// The system cannot watch.
fn watch(files: &[PathBuf], mut work: impl FnMut() -> Result<Outcome>) -> Result<Outcome> {
    let (send, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|e| !matches!(e.kind, EventKind::Access(_))) {
            // Nobody listens any more only when the program ends.
            let _ = send.send(());
        }
    })
    .context("cannot watch files")?;
    // Folders are watched, not files: many editors write a new file and rename it.
    let mut folders: Vec<&Path> =
        files.iter().map(|f| f.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))).collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        watcher.watch(folder, RecursiveMode::NonRecursive).with_context(|| folder.display().to_string())?;
    }
    let mut before = state(files);
    report::note(&format!("watching {} files; press Ctrl-C to end", files.len()));
    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        let now = state(files);
        if now == before {
            continue;
        }
        before = now;
        match work() {
            Ok(_) => report::note("written anew"),
            Err(e) => {
                report::failure(&e);
            }
        }
    }
    Ok(Outcome::Done)
}

/// What the files hold, shortened; files that are not there hold nothing.
fn state(files: &[PathBuf]) -> Vec<Option<u64>> {
    let shortened = |path: &PathBuf| {
        let mut hasher = DefaultHasher::new();
        hasher.write(&std::fs::read(path).ok()?);
        Some(hasher.finish())
    };
    files.iter().map(shortened).collect()
}

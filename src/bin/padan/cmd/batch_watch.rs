//! `padan batch --watch`: a drop folder, for as long as the program runs.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use padan::batch::inputs::find;

use super::batch::{Batch, Setup, once};
use crate::inputs::glossary_paths;
use crate::outcome::Outcome;
use crate::report;

/// Size and time of files.
type Seen = HashMap<PathBuf, (u64, Option<SystemTime>)>;

/// What a look sees.
#[derive(Clone, PartialEq, Eq)]
struct Look {
    texts: Seen,
    /// Glossaries and lexicons.
    sources: Seen,
}

impl Look {
    fn new(args: &Batch, setup: &Setup) -> Self {
        let texts = find(&setup.plan.inputs, &setup.plan.filter).unwrap_or_default();
        Self { texts: seen(texts.inputs.into_iter().map(|input| input.path().to_owned())), sources: sources(args) }
    }
}

/// Looks again and again, and runs when what there is has changed and then stayed the same for one look: a file that is still being copied
/// grows. Errors are reported, and looking goes on; while a glossary or a lexicon has a fault, what was read before holds. Looking rather
/// than listening also sees what comes over a network.
pub fn watch(args: &Batch) -> Result<Outcome> {
    let pause = Duration::from_secs(args.interval);
    let mut loaded = sources(args);
    let mut setup = Setup::load(args)?;
    let mut done: Option<Look> = None;
    let mut before: Option<Look> = None;
    loop {
        let now = Look::new(args, &setup);
        if before.as_ref() == Some(&now) && done.as_ref() != Some(&now) {
            if now.sources != loaded {
                match Setup::load(args).context("(what was read before still holds)") {
                    Ok(fresh) => (setup, loaded) = (fresh, now.sources.clone()),
                    Err(e) => report::warning(&e),
                }
            }
            if let Err(e) = once(args, &setup, &AtomicBool::new(false)) {
                report::warning(&e);
            }
            // A run that failed is tried again when something changes.
            done = Some(now.clone());
        }
        before = Some(now);
        std::thread::sleep(pause);
    }
}

fn sources(args: &Batch) -> Seen {
    seen(glossary_paths(&args.glossary).into_iter().chain(args.lexicon.lexicon.iter().cloned()))
}

fn seen(paths: impl Iterator<Item = PathBuf>) -> Seen {
    let about = |path: &PathBuf| std::fs::metadata(path).map_or((0, None), |m| (m.len(), m.modified().ok()));
    paths.map(|path| (path.clone(), about(&path))).collect()
}

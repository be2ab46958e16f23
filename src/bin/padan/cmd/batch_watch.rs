//! `padan batch --watch`: a drop folder, for as long as the program runs.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::Result;
use padan::Annotator;
use padan::batch::{Knowledge, Plan, inputs};

use super::batch::{Batch, once};
use crate::outcome::Outcome;
use crate::report;

/// What a look at the inputs sees of a file.
type Seen = HashMap<PathBuf, (u64, Option<std::time::SystemTime>)>;

/// Looks again and again, and runs when what there is has changed and then stayed the same for one look: a file that is still being copied
/// grows. Errors are reported, and looking goes on. Looking rather than listening also sees what comes over a network.
pub fn watch(args: &Batch, plan: &Plan, annotator: &Annotator, knowledge: &Knowledge) -> Result<Outcome> {
    let pause = Duration::from_secs(args.interval);
    let mut done: Option<Seen> = None;
    let mut before: Option<Seen> = None;
    loop {
        let now = look(plan);
        let settled = before.as_ref() == Some(&now);
        if settled && done.as_ref() != Some(&now) {
            if let Err(e) = once(args, plan, annotator, knowledge, &AtomicBool::new(false)) {
                report::warning(&e);
            }
            // A run that failed is tried again when something changes.
            done = Some(now.clone());
        }
        before = Some(now);
        std::thread::sleep(pause);
    }
}

fn look(plan: &Plan) -> Seen {
    let found = inputs::find(&plan.inputs, &plan.filter).unwrap_or_default();
    let modified = |path: &Path| std::fs::metadata(path).and_then(|m| m.modified()).ok();
    found.inputs.into_iter().map(|i| (i.path().to_owned(), (i.size, modified(i.path())))).collect()
}

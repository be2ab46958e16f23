//! Whether an input is to be done, and why.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Target;
use super::articles::slashed;
use super::bytes::{Stamp, hash_file};
use super::changes::{Changes, Knowledge};
use super::manifest::{Manifest, Places, Row};
use super::run::Run;

/// What is to be done with an input.
pub(super) enum Decision {
    /// Nothing; this is its row.
    Unchanged(Box<Row>),
    /// It is to be done, for this reason.
    Do(String),
}

/// What earlier runs did.
pub(super) struct Old {
    manifest: Mutex<Manifest>,
    /// When the last run came to its end.
    time: Option<SystemTime>,
    /// Whether rows are of a run that did not.
    unclean: bool,
    places: Places,
    knowledge: Knowledge,
    with: String,
    /// The stream of the last run, if nobody has touched it since.
    pub(super) stream: Option<PathBuf>,
    changes: Mutex<HashMap<String, Arc<Changes>>>,
    /// Results that now have another name.
    moved: Mutex<Vec<String>>,
}

/// A file that changed twice within this time may look the same.
const TICK: Duration = Duration::from_secs(2);

impl Old {
    pub(super) fn new(
        manifest: Manifest,
        time: Option<SystemTime>,
        unclean: bool,
        places: Places,
        knowledge: Knowledge,
        stream: Option<PathBuf>,
    ) -> Self {
        Self {
            manifest: Mutex::new(manifest),
            time,
            unclean,
            places,
            with: knowledge.id(),
            knowledge,
            stream,
            changes: Mutex::default(),
            moved: Mutex::default(),
        }
    }

    /// What earlier runs did.
    pub(super) fn manifest(&self) -> MutexGuard<'_, Manifest> {
        self.manifest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The names of results that now have others.
    pub(super) fn moved(&self) -> Vec<String> {
        self.moved.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn decide(&self, run: &Run<'_>, index: usize) -> Decision {
        let again = |why: &str| Decision::Do(why.to_owned());
        let input = &run.inputs[index];
        if input.path().as_os_str() == "-" {
            return again("standard input");
        }
        let row = self.manifest().row(&run.doc(index));
        let Ok(Some(mut row)) = row else { return again("new") };
        row.gone = false;
        if row.failed.is_some() {
            return again("it failed before");
        }
        let Ok(about) = fs::metadata(input.path()) else { return again("changed") };
        let stamp = Stamp::of(&about);
        if row.stamp != Some(stamp) || self.is_recent(stamp) {
            if row.stamp.is_none() || hash_file(input.path()).ok().as_ref() != Some(&row.hash) {
                return again("changed");
            }
            row.stamp = Some(stamp);
        }
        let changes = (row.with != self.with).then(|| self.changes(&row.with, run));
        if let Some(Changes::All(why)) = changes.as_deref() {
            return again(why);
        }
        if let Some(why) = self.lacks(run, index, &row) {
            return again(why);
        }
        if let Some(changes) = changes {
            if let Changes::Some(touch) = &*changes {
                let Ok(mut articles) = run.open(index) else { return again("changed") };
                loop {
                    match articles.next_piece() {
                        Ok(Some(piece)) => {
                            if let Some(why) = touch.finds(&piece.source) {
                                return Decision::Do(why);
                            }
                        }
                        Ok(None) => break,
                        Err(_) => return again("changed"),
                    }
                }
            }
            row.with.clone_from(&self.with);
        }
        Decision::Unchanged(Box::new(row))
    }

    /// Whether a file changed so shortly before the end of the last run that its stamp may deceive.
    fn is_recent(&self, stamp: Stamp) -> bool {
        let Some(time) = self.time else { return true };
        let modified = UNIX_EPOCH + Duration::from_nanos(stamp.modified);
        self.unclean || modified + TICK > time
    }

    /// What is wrong with the results of an input.
    fn lacks(&self, run: &Run<'_>, index: usize, row: &Row) -> Option<&'static str> {
        let folder = match &run.plan.target {
            Target::Folder(folder) => folder,
            _ if self.stream.is_some() && row.outputs.len() == 1 => return None,
            _ => return Some("its result is gone"),
        };
        let results = run.results(index);
        if !results.iter().map(|r| slashed(r)).eq(row.outputs.iter().map(|o| o.file.as_str())) {
            let files = row.outputs.iter().map(|o| o.file.clone());
            self.moved.lock().unwrap_or_else(PoisonError::into_inner).extend(files);
            return Some("its result has another name");
        }
        for (result, output) in results.iter().zip(&row.outputs) {
            let path = folder.join(result);
            let Ok(about) = fs::metadata(&path) else { return Some("its result is gone") };
            let touched = match (about.modified(), self.time) {
                (Ok(modified), Some(time)) => self.unclean || modified > time,
                _ => true,
            };
            if about.len() != output.size || touched && hash_file(&path).ok().as_ref() != Some(&output.hash) {
                return Some("its result was changed");
            }
        }
        None
    }

    /// What changed since rows that are marked with `with`.
    fn changes(&self, with: &str, run: &Run<'_>) -> Arc<Changes> {
        let mut known = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(changes) = known.get(with) {
            return Arc::clone(changes);
        }
        let changes = match Knowledge::kept(&self.places, with) {
            Some(before) => Changes::between(&before, &self.knowledge, run.annotator.analyzer()),
            None => Changes::All("it is not known what it was done with".to_owned()),
        };
        let changes = Arc::new(changes);
        known.insert(with.to_owned(), Arc::clone(&changes));
        changes
    }
}

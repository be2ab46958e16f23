//! Many articles at once: incremental, parallel, in bounded memory, and never half-written.
//!
//! A [`Plan`] says what to read, what to write and how; [`run`] does it and reports [`Event`]s to whoever draws them. What it did is kept
//! beside the results ([`manifest`]), so that the next run does again only what changed. `docs/BATCH.md` tells the whole.

mod articles;
mod bytes;
mod changes;
mod decide;
mod extract;
pub mod inputs;
pub mod manifest;
mod output;
mod queue;
mod records;
mod run;
mod stream;
mod tally;

use std::path::PathBuf;

pub use articles::{Articles, Piece, ReadError, Remark, cut};
pub use bytes::hash_file;
pub use changes::Knowledge;
pub use extract::html as main_text;
pub use inputs::Filter;
pub use manifest::Row;
pub use records::{Fields, Record, json_record};
pub use run::{places, run};

use crate::glossary::Glossary;
use crate::render::{self, Format};

/// What a run is to do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Files and folders to read.
    pub inputs: Vec<PathBuf>,
    /// Which files of folders.
    pub filter: Filter,
    /// Where the results go.
    pub target: Target,
    /// What they are. A stream has one format.
    pub formats: Vec<&'static Format>,
    /// How they are written.
    pub render: render::Options,
    /// The glossary, for formats that show what it says of terms.
    pub glossary: Option<Glossary>,
    /// Which fields of records are looked at.
    pub fields: Fields,
    /// How many articles are annotated at a time.
    pub jobs: usize,
    /// What is done again.
    pub again: Again,
    /// What a failure does.
    pub failure: OnFailure,
    /// Whether results of inputs that are gone are removed.
    pub prune: bool,
}

/// Where results go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A folder that mirrors the inputs.
    Folder(PathBuf),
    /// One file, in the order of the inputs.
    File(PathBuf),
    /// Standard output, in the order of the inputs. Nothing is remembered.
    Stdout,
}

/// What is done again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Again {
    /// What changed, or is touched by what changed.
    #[default]
    Changed,
    /// All.
    All,
    /// Nothing: it is only said what would be done, and why.
    Nothing,
}

/// What a failure does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnFailure {
    /// It is listed, and the rest is done.
    #[default]
    GoOn,
    /// It ends the run.
    Stop,
}

/// Something that happened in a run.
#[derive(Debug)]
pub enum Event<'a> {
    /// All inputs were found.
    Found {
        /// How many.
        inputs: usize,
        /// Their bytes.
        bytes: u64,
        /// Files in folders that no reader takes.
        passed_over: usize,
    },
    /// Part of a long input was done.
    Progress {
        /// Bytes of its text.
        bytes: u64,
    },
    /// An input was done.
    Done {
        /// What became of it.
        row: &'a Row,
        /// Why it was done.
        why: &'a str,
        /// Its bytes.
        bytes: u64,
        /// How long it took.
        seconds: f64,
    },
    /// An input was left as it is.
    Unchanged {
        /// What became of it earlier.
        row: &'a Row,
        /// Its bytes.
        bytes: u64,
    },
    /// An input would be done.
    Would {
        /// The input.
        doc: &'a str,
        /// Why.
        why: &'a str,
    },
    /// An input could not be done.
    Failed {
        /// The input.
        doc: &'a str,
        /// Why not.
        reason: &'a str,
        /// Its bytes.
        bytes: u64,
    },
    /// An input is gone, but its results are still there.
    Stale {
        /// The input.
        doc: &'a str,
        /// Whether its results were removed.
        removed: bool,
    },
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Inputs that were done.
    pub done: usize,
    /// Inputs that were left as they are.
    pub unchanged: usize,
    /// Inputs, and folders, that failed.
    pub failed: usize,
    /// Inputs with records that could not be read.
    pub faulty: usize,
    /// Whether the run was asked to stop before its end.
    pub stopped: bool,
}

/// Why a run could not go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// A glob that is none.
    #[error("{0}")]
    Glob(String),
    /// The results would go into a folder that is read.
    #[error("{}: is inside the input folder {}; an input folder is never written to", .output.display(), .input.display())]
    OutputInInput {
        /// Where the results would go.
        output: PathBuf,
        /// The folder that is read.
        input: PathBuf,
    },
    /// Another run writes to the same place.
    #[error("{}: another run is writing there", .0.display())]
    Busy(PathBuf),
    /// A stream has one format that articles of any number fit into.
    #[error("--to {0} does not fit into one stream; give a folder with -o DIR/")]
    NoStream(&'static str),
    /// Two formats whose results would have the same names.
    #[error("--to {0} and --to {1} give files of the same names; write them into folders of their own")]
    OneName(&'static str, &'static str),
    /// Results or the manifest cannot be written.
    #[error("{}", .path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// An input failed and the plan says to stop.
    #[error("{doc}: {reason}")]
    Failed {
        /// The input.
        doc: String,
        /// Why.
        reason: String,
    },
}

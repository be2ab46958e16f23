//! Exit statuses.

use std::process::ExitCode;

/// How a run ended: 0 when all is well, 1 when a check found something or some inputs failed, 2 when the work could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Done,
    /// Nothing was found, or some of the inputs failed.
    Lacking,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Lacking => Self::from(1),
        }
    }
}

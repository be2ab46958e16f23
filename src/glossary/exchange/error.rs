//! Why a file could not be read or written.

use std::path::PathBuf;

use crate::diagnostic::Diagnostic;

/// A file that cannot be exchanged, with the place of the fault.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// A fault in a text.
    #[error("{diagnostic}")]
    Text {
        /// The fault.
        diagnostic: Box<Diagnostic>,
        /// The text, as it was decoded.
        text: String,
    },
    /// A fault in a cell of a workbook.
    #[error("{}: {sheet}!{cell}: {message}", path.display())]
    Cell {
        /// The workbook.
        path: PathBuf,
        /// The sheet.
        sheet: String,
        /// The cell, as spreadsheets name it.
        cell: String,
        /// What is wrong.
        message: String,
    },
    /// A fault of the file as a whole.
    #[error("{}: {message}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// Terms that the format cannot take.
    #[error("{0}")]
    Unwritable(String),
}

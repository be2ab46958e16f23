//! Reads glosses back from files that padan wrote and a person worked in.

mod flextext;
mod html;
mod jsonl;
mod tsv;

use super::Verdict;

/// A gloss in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands in the file: a line, from 1.
    pub line: usize,
    /// The document that it names, as it was given.
    pub document: String,
    /// Number of its sentence in the document, from 1.
    pub number: usize,
    /// The sentence; white space and punctuation may differ from the text's.
    pub sentence: String,
    /// The places of its words' tokens in the sentence, from 0.
    pub tokens: Vec<usize>,
    /// The words.
    pub form: String,
    /// The gloss.
    pub gloss: String,
    /// The fingerprint of the gloss that padan wrote, if it is still there.
    pub check: Option<String>,
    /// What a person said about the gloss.
    pub review: Option<Verdict>,
}

/// Why a file cannot be read back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A line is not what the format asks for.
    #[error("line {line}: {message}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The file is not of the format at all.
    #[error("this is no {0} file that padan wrote")]
    Foreign(&'static str),
}

/// A format that can be read back.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The name, as in [`crate::render::FORMATS`].
    pub name: &'static str,
    /// File extension, without its full stop.
    pub extension: &'static str,
    /// Reads the glosses of a file.
    pub read: fn(&str) -> Result<Vec<Entry>, ReadError>,
}

/// The formats that can be read back.
pub const FORMATS: &[Format] = &[
    Format { name: "tsv", extension: "tsv", read: tsv::read },
    Format { name: "jsonl", extension: "jsonl", read: jsonl::read },
    Format { name: "flextext", extension: "flextext", read: flextext::read },
    Format { name: "html", extension: "html", read: html::read },
];

/// What a person may write into a field of reviews.
fn review(word: &str, line: usize) -> Result<Option<Verdict>, ReadError> {
    match word.trim().to_lowercase().as_str() {
        "" => Ok(None),
        "approved" | "ok" | "yes" | "y" => Ok(Some(Verdict::Approved)),
        "rejected" | "wrong" | "no" | "x" => Ok(Some(Verdict::Rejected)),
        "suggested" | "?" => Ok(Some(Verdict::Suggested)),
        other => Err(ReadError::Line {
            line,
            message: format!("review is {other:?}; known are approved (ok), rejected (x) and suggested (?)"),
        }),
    }
}

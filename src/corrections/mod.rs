//! What people said about glosses: approvals, corrections and rejections, kept in a file beside the article.
//!
//! A verdict is about words in a sentence, and holds the sentence as it was read. The file also knows the fingerprints of all
//! sentences of that text, in order. When the text has changed, the sentences are set against one another as `diff` does, so that
//! a verdict follows its words and never goes to like words elsewhere; one whose words are gone is *stale*: it stays in the file and
//! does nothing.

mod apply;
mod attach;
mod file;
mod merge;
pub mod read;

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sha1_smol::Sha1;

pub use attach::Attachment;
pub use file::LoadError;
pub use merge::{Outcome, Resolution};

/// What a person said about a gloss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The gloss is right: it is shown, whatever padan would say.
    Approved,
    /// The gloss is wrong: the next best is shown.
    Rejected,
    /// The gloss may be right: it is offered first among the alternatives.
    Suggested,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: &'static [Self] = &[Self::Approved, Self::Rejected, Self::Suggested];

    /// The word that files and commands use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Suggested => "suggested",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Verdict {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|v| v.as_str() == s).ok_or(())
    }
}

/// The verdicts on the glosses of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Fingerprints of the sentences of the text that the verdicts were last set against, in order.
    text: Vec<String>,
    /// The verdicts, in order of the text as far as they have a place in it.
    all: Vec<Correction>,
}

/// A verdict on the gloss of words in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The sentence, its white space made single blanks.
    pub sentence: String,
    /// Which of the sentences with this text is meant, from 1.
    pub occurrence: usize,
    /// The words as written, joined by blanks; `…` stands for words between them that do not belong to them.
    pub words: String,
    /// Which of the places in the sentence with these words is meant, from 1.
    pub nth: usize,
    /// The gloss.
    pub gloss: String,
    /// What was said about it.
    pub verdict: Verdict,
    /// What padan showed when the verdict was given, if it was something else.
    pub was: Option<String>,
    /// A remark of the person's.
    pub note: Option<String>,
}

impl Corrections {
    /// None, for a text not seen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The file beside an article in which its corrections are kept: `news.txt.padan.toml` of `news.txt`.
    pub fn path_of(article: &Path) -> PathBuf {
        let mut name = article.as_os_str().to_owned();
        name.push(".padan.toml");
        name.into()
    }

    /// The verdicts.
    pub fn all(&self) -> &[Correction] {
        &self.all
    }

    /// Whether nothing was said yet.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// Text with its white space made single blanks.
fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fingerprint of a sentence.
fn fingerprint(sentence: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(sentence.as_bytes());
    hash.digest().to_string()[..8].to_owned()
}

//! Dictionaries from elsewhere as lexicon files, for a user's own use.
//!
//! A format is a row of [`FORMATS`]: it hands over articles as it finds them. What becomes of them is the same for all: forms
//! and glosses are cleaned (`clean.rs`), joined by form and part of speech, and written with their source.

mod article;
mod clean;
mod dictd;
mod file;
mod stardict;
mod tsv;
mod wiktextract;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use super::source::UPOS;
use crate::text::Location;
use clean::{Form, Gloss};

/// A dictionary that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A file that cannot be read.
    #[error("{}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line that is not what it should be.
    #[error("{at}: {message}")]
    Line {
        /// Where.
        at: Location,
        /// What is wrong.
        message: String,
    },
    /// Bytes that are not what they should be.
    #[error("{}: byte {offset}: {message}", path.display())]
    Bytes {
        /// The file.
        path: PathBuf,
        /// Where, in what the file holds once it is unpacked.
        offset: u64,
        /// What is wrong.
        message: String,
    },
}

/// What a dictionary says of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Article {
    form: String,
    /// The part of speech, in the words of the dictionary.
    pos: Option<String>,
    /// The senses, as they are written.
    senses: Vec<String>,
}

type Take<'a> = dyn FnMut(Article) + 'a;

/// A format that dictionaries are written in.
#[derive(Debug)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// What it is, and which file to name.
    pub about: &'static str,
    read: fn(&Path, &mut Take<'_>) -> Result<(), ImportError>,
}

/// Every format.
pub const FORMATS: &[Format] = &[
    Format { name: "dictd", about: "dictd: NAME.index, with NAME.dict or NAME.dict.dz beside it", read: dictd::read },
    Format {
        name: "stardict",
        about: "StarDict: NAME.ifo, with NAME.idx[.gz] and NAME.dict[.dz] beside it",
        read: stardict::read,
    },
    Format {
        name: "wiktextract",
        about: "JSON lines of wiktextract, of which the Indonesian words are taken; may be packed (.gz)",
        read: wiktextract::read,
    },
    Format {
        name: "tsv",
        about: "lines of an Indonesian form, a tab, and its English; a third column may have the part of speech",
        read: tsv::read,
    },
];

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles that were read.
    pub articles: usize,
    /// Entries that came of them.
    pub entries: usize,
    /// Forms of these entries.
    pub forms: usize,
    /// Glosses of these entries.
    pub glosses: usize,
    /// Entries whose part of speech is a guess by their shape.
    pub guessed: usize,
    /// What was left out, and how often.
    pub dropped: BTreeMap<&'static str, usize>,
}

/// Most senses of an entry, and most synonyms of a sense: the lexicon's own habit.
const MOST: usize = 5;

/// Most entries that are collected; no dictionary has as many, and a damaged one shall not fill the memory.
const MOST_ENTRIES: usize = 2_000_000;

impl Format {
    /// Reads the dictionary at `path` as the text of a lexicon file whose entries name `source`.
    ///
    /// # Errors
    /// A file is missing or is not of this format, with the place.
    pub fn import(&self, path: &Path, source: &str) -> Result<(String, Report), ImportError> {
        let mut collected = Collected::default();
        (self.read)(path, &mut |article| collected.take(article))?;
        Ok(collected.write(source))
    }
}

/// The name of a source as a flag can hold it: no spaces.
pub fn source_name(name: &str) -> String {
    let plain = |c: char| if c.is_whitespace() || c.is_control() { '_' } else { c };
    let name: String = name.trim().chars().map(plain).take(60).collect();
    if name.is_empty() { "import".to_owned() } else { name }
}

/// Entries by form and part of speech.
#[derive(Default)]
struct Collected {
    entries: BTreeMap<(String, usize), Vec<Vec<String>>>,
    guessed: std::collections::BTreeSet<(String, usize)>,
    report: Report,
}

impl Collected {
    fn take(&mut self, article: Article) {
        self.report.articles += 1;
        let form = match clean::form(&article.form) {
            Form::Word(form) => form,
            Form::Dropped(why) => return self.drop(why),
        };
        let senses = self.senses(&article.senses);
        if senses.is_empty() {
            return self.drop("without English");
        }
        let (upos, guessed) = match article.pos.as_deref().map(clean::upos) {
            Some(clean::Pos::Known(upos)) => (upos, false),
            Some(clean::Pos::NoWord) => return self.drop("affixes and signs"),
            Some(clean::Pos::Unknown) | None => (clean::guess(&form, &article.senses), true),
        };
        let upos = UPOS.iter().position(|&u| u == upos).expect("a part of speech of the table");
        if self.entries.len() >= MOST_ENTRIES {
            return self.drop("beyond the two millionth entry");
        }
        if guessed {
            self.guessed.insert((form.clone(), upos));
        }
        let known = self.entries.entry((form, upos)).or_default();
        for sense in senses {
            let new: Vec<String> = sense.into_iter().filter(|g| !known.iter().flatten().any(|k| k == g)).collect();
            if !new.is_empty() && known.len() < MOST {
                known.push(new);
            }
        }
    }

    fn senses(&mut self, written: &[String]) -> Vec<Vec<String>> {
        let mut out: Vec<Vec<String>> = Vec::new();
        for sense in written.iter().flat_map(|s| clean::senses(s)) {
            let mut glosses: Vec<String> = Vec::new();
            for gloss in sense {
                match clean::gloss(gloss) {
                    Gloss::English(gloss) if glosses.len() < MOST && !glosses.contains(&gloss) => glosses.push(gloss),
                    Gloss::English(_) => {}
                    Gloss::Dropped(why) => self.drop(why),
                }
            }
            if !glosses.is_empty() {
                out.push(glosses);
            }
        }
        out
    }

    fn drop(&mut self, why: &'static str) {
        *self.report.dropped.entry(why).or_default() += 1;
    }

    fn write(mut self, source: &str) -> (String, Report) {
        let source = source_name(source);
        let mut out = format!("# From {source}, by `padan lexicon import`.\n");
        let mut last = "";
        for ((form, upos), senses) in &self.entries {
            let senses: Vec<String> = senses.iter().map(|s| s.join(", ")).collect();
            self.report.entries += 1;
            self.report.forms += usize::from(form != last);
            self.report.glosses += senses.iter().map(|s| s.split(", ").count()).sum::<usize>();
            // Writing to a string does not fail.
            let _ = writeln!(out, "{form}\t{}\t.\t{}\tsrc={source}", UPOS[*upos], senses.join("; "));
            last = form;
        }
        self.report.guessed = self.guessed.len();
        (out, self.report)
    }
}

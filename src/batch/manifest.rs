//! What a run has done: a row an input, kept beside the results, from which the next run sees what there is to do.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::bytes::Stamp;

/// An input and what became of it. Nothing in it depends on when the run took place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// How outputs call it: its place below the folder that was named.
    pub doc: String,
    /// Hash of its bytes, 128 bits of BLAKE3.
    pub hash: String,
    /// Size and time of change when it was read.
    pub stamp: Option<Stamp>,
    /// Which glossary, lexicon, options and padan it was done with.
    pub with: String,
    /// Its results. Empty if it failed.
    pub outputs: Vec<Output>,
    /// Articles in it.
    pub articles: usize,
    /// Sentences.
    pub sentences: usize,
    /// Words: tokens other than punctuation.
    pub words: usize,
    /// Words of which nothing is known, with how often; the commonest [`Row::LISTED`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<(String, usize)>,
    /// Keys of glossary terms that it has, with how often; the commonest [`Row::LISTED`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<(String, usize)>,
    /// How it begins.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What there was to say about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// Records of it that could not be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<String>,
    /// Whether the input is gone, though its results are still there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
    /// Why there is no result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
}

impl Row {
    /// Most words and terms that a row lists.
    pub const LISTED: usize = 100;
}

/// A result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// The file, below the output folder; of a stream, empty.
    pub file: String,
    /// Where in the stream it begins.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub at: u64,
    /// Bytes.
    pub size: u64,
    /// Hash of the bytes.
    pub hash: String,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// The rows of earlier runs, found by input. Only places are held in memory: a million rows take 16 MB.
#[derive(Default)]
pub struct Manifest {
    files: Vec<File>,
    /// In order of their keys.
    rows: Vec<Place>,
}

/// Where a row is.
#[derive(Clone, Copy)]
struct Place {
    /// A hash of the input's name. Of two names with one hash, one has no row; so it is done again, and nothing is wrong.
    key: u64,
    /// Number of the file, and where in it the row begins; [`FORGOTTEN`] if it was taken out.
    at: u64,
}

/// Bits of a place in a file.
const PLACE: u32 = 56;

const FORGOTTEN: u64 = u64::MAX;

impl Manifest {
    /// Reads the rows of these files; later files win. A torn last line, as a killed run leaves it, is passed over. Files that are not
    /// there have no rows.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn load(paths: &[PathBuf]) -> io::Result<Self> {
        let mut manifest = Self::default();
        for path in paths {
            let file = match File::open(path) {
                Ok(file) => file,
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => return Err(e),
            };
            let number = manifest.files.len() as u64;
            let mut reader = BufReader::with_capacity(1 << 18, file);
            let (mut line, mut at) = (Vec::new(), 0);
            loop {
                line.clear();
                let n = reader.read_until(b'\n', &mut line)?;
                if n == 0 || !line.ends_with(b"\n") {
                    break;
                }
                if let Ok(row) = serde_json::from_slice::<Doc<'_>>(&line) {
                    manifest.rows.push(Place { key: key(&row.doc), at: number << PLACE | at });
                }
                at += n as u64;
            }
            manifest.files.push(reader.into_inner());
        }
        // The last of each key stays.
        manifest.rows.sort_unstable_by_key(|p| (p.key, std::cmp::Reverse(p.at)));
        manifest.rows.dedup_by_key(|p| p.key);
        Ok(manifest)
    }

    fn find(&self, doc: &str) -> Option<usize> {
        self.rows.binary_search_by_key(&key(doc), |p| p.key).ok().filter(|&n| self.rows[n].at != FORGOTTEN)
    }

    /// The row of an input.
    ///
    /// # Errors
    /// The file cannot be read any more.
    pub fn row(&mut self, doc: &str) -> io::Result<Option<Row>> {
        let Some(n) = self.find(doc) else { return Ok(None) };
        Ok(self.read(self.rows[n].at)?.filter(|row| row.doc == doc))
    }

    fn read(&mut self, at: u64) -> io::Result<Option<Row>> {
        let file = &mut self.files[(at >> PLACE) as usize];
        file.seek(SeekFrom::Start(at & ((1 << PLACE) - 1)))?;
        let mut line = Vec::with_capacity(1024);
        BufReader::with_capacity(1024, file).read_until(b'\n', &mut line)?;
        Ok(serde_json::from_slice(&line).ok())
    }

    /// Takes the row of an input out, so that [`Self::rest`] has those that no input had.
    pub fn forget(&mut self, doc: &str) {
        if let Some(n) = self.find(doc) {
            self.rows[n].at = FORGOTTEN;
        }
    }

    /// Gives each row that was not forgotten to `take`, in no order that means anything.
    ///
    /// # Errors
    /// Those of reading, and of `take`.
    pub fn rest(&mut self, mut take: impl FnMut(Row) -> io::Result<()>) -> io::Result<()> {
        for n in 0..self.rows.len() {
            let at = self.rows[n].at;
            if at != FORGOTTEN
                && let Some(row) = self.read(at)?
            {
                take(row)?;
            }
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Doc<'a> {
    #[serde(borrow)]
    doc: std::borrow::Cow<'a, str>,
}

fn key(doc: &str) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *blake3::hash(doc.as_bytes()).as_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

/// Every row of a manifest, in order.
///
/// # Errors
/// The file cannot be opened.
pub fn rows(path: &Path) -> io::Result<impl Iterator<Item = Row> + use<>> {
    let lines = BufReader::with_capacity(1 << 18, File::open(path)?).split(b'\n');
    Ok(lines.map_while(Result::ok).filter_map(|line| serde_json::from_slice(&line).ok()))
}

/// The manifest of the run that goes on.
pub struct Journal {
    file: BufWriter<File>,
}

impl Journal {
    /// Begins a journal.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn create(path: &Path) -> io::Result<Self> {
        Ok(Self { file: BufWriter::with_capacity(1 << 16, File::create(path)?) })
    }

    /// Adds a row of something that was done. It is on the disk, as far as the system's memory is, when this returns.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn add(&mut self, row: &Row) -> io::Result<()> {
        self.keep(row)?;
        self.file.flush()
    }

    /// Adds a row that the manifest of an earlier run has too; it may be lost if the run is killed.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(&mut self, row: &Row) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, row)?;
        self.file.write_all(b"\n")
    }

    /// Writes what is not written yet.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn end(mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Where a run keeps what it knows.
#[derive(Clone, Debug)]
pub struct Places {
    /// The folder.
    pub folder: PathBuf,
}

impl Places {
    /// The rows of the last run that came to its end.
    pub fn manifest(&self) -> PathBuf {
        self.folder.join("manifest.jsonl")
    }

    /// The rows of the run that goes on, or was interrupted.
    pub fn journal(&self) -> PathBuf {
        self.folder.join("journal.jsonl")
    }

    /// The rows of an interrupted run, while the next one goes on.
    pub fn interrupted(&self) -> PathBuf {
        self.folder.join("interrupted.jsonl")
    }

    /// The figures of the last run.
    pub fn run(&self) -> PathBuf {
        self.folder.join("run.json")
    }

    /// Where glossaries, lexicons and options are kept by their hash.
    pub fn kept(&self, name: &str) -> PathBuf {
        self.folder.join("with").join(name)
    }

    /// The file that a run locks.
    pub fn lock(&self) -> PathBuf {
        self.folder.join("lock")
    }
}

/// Puts what an interrupted run journaled before what an earlier one did, into one file that the next run can be interrupted in turn.
///
/// # Errors
/// The files cannot be written.
pub fn take_over(places: &Places) -> io::Result<bool> {
    let (journal, interrupted) = (places.journal(), places.interrupted());
    if !journal.exists() {
        return Ok(interrupted.exists());
    }
    if !interrupted.exists() {
        fs::rename(&journal, &interrupted)?;
        return Ok(true);
    }
    // Both: that run was itself a second attempt. Its whole lines go after those of the first.
    let mut bytes = whole_lines(&interrupted)?;
    bytes.extend(whole_lines(&journal)?);
    let mut file = tempfile::NamedTempFile::new_in(&places.folder)?;
    file.write_all(&bytes)?;
    file.persist(&interrupted).map_err(|e| e.error)?;
    fs::remove_file(&journal)?;
    Ok(true)
}

fn whole_lines(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.read_to_end(&mut bytes)?;
    let end = bytes.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    bytes.truncate(end);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_again_and_torn_ones_are_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let places = Places { folder: folder.path().to_owned() };
        let row = |doc: &str, words| Row { doc: doc.to_owned(), words, ..Row::default() };
        let mut journal = Journal::create(&places.manifest()).expect("made");
        for (doc, words) in [("a", 1), ("b/\"c\"", 2), ("d", 3)] {
            journal.add(&row(doc, words)).expect("written");
        }
        drop(journal);
        let mut second = Journal::create(&places.journal()).expect("made");
        second.add(&row("a", 5)).expect("written");
        second.add(&row("d", 9)).expect("written");
        drop(second);
        let bytes = fs::read(places.journal()).expect("there");
        fs::write(places.journal(), &bytes[..bytes.len() - 1]).expect("torn");
        let mut manifest = Manifest::load(&[places.manifest(), places.journal()]).expect("read");
        assert_eq!(manifest.row("a").expect("read").map(|r| r.words), Some(5));
        assert_eq!(manifest.row("b/\"c\"").expect("read").map(|r| r.words), Some(2));
        assert_eq!(manifest.row("d").expect("read").map(|r| r.words), Some(3));
        assert_eq!(manifest.row("e").expect("read"), None);
        manifest.forget("a");
        let mut rest = Vec::new();
        let mut keep = |row: Row| {
            rest.push(row.doc);
            Ok(())
        };
        manifest.rest(&mut keep).expect("read");
        rest.sort();
        assert_eq!(rest, ["b/\"c\"", "d"]);
    }

    #[test]
    fn an_interrupted_second_attempt_keeps_both() {
        let folder = tempfile::tempdir().expect("a folder");
        let places = Places { folder: folder.path().to_owned() };
        for doc in ["a", "b"] {
            let mut journal = Journal::create(&places.journal()).expect("made");
            journal.add(&Row { doc: doc.to_owned(), ..Row::default() }).expect("written");
            drop(journal);
            assert!(take_over(&places).expect("done"));
        }
        assert_eq!(rows(&places.interrupted()).expect("there").count(), 2);
        assert!(!places.journal().exists());
    }
}

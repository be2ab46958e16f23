//! Files of what was learned.
//!
//! `padan words`, a line feed; the version of the form, the length of what follows the checksum, and its SHA-1; then the words of both
//! sides with their counts, and the pairs of each source word. Numbers are little-endian, or seven bits a byte with the lowest first; words
//! share their beginning with the word before them.

use std::io::{self, Write};

use sha1_smol::Sha1;

use super::learned::{Learned, Side};

const MAGIC: &[u8; 12] = b"padan words\n";
const VERSION: u32 = 1;
/// Bytes before the content: magic, version, length, checksum.
const HEAD: usize = 12 + 4 + 8 + 20;

/// Why a file is not taken for what was learned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LearnedError {
    /// It is another kind of file.
    #[error("this is no model of words; `padan align --train … --save-model FILE` writes one")]
    OtherFile,
    /// It was written by another version of padan.
    #[error("the model is of version {found}, this padan reads version {VERSION}; make it anew from its bitexts")]
    Version {
        /// The version that the file says.
        found: u32,
    },
    /// Bytes are missing at its end.
    #[error("the model is cut off: it has {found} bytes of {wanted}")]
    Truncated {
        /// How many bytes there are.
        found: u64,
        /// How many there should be.
        wanted: u64,
    },
    /// Its checksum is that of other content.
    #[error("the model is damaged: its checksum does not fit")]
    Damaged,
}

impl Learned {
    /// Writes it as a file.
    ///
    /// # Errors
    /// `out` cannot be written.
    ///
    /// ```
    /// # use padan::align::{Aligner, Bitext, Learned, Tokens};
    /// # use padan::{Annotator, Lexicon, morph::Analyzer, terms::TermIndex};
    /// # let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
    /// let bitext = Bitext::of_pairs("m", [("Kedutaan ditutup.".to_owned(), "The embassy was closed.".to_owned())]);
    /// let learned = Aligner::new(&annotator).learn(Learned::default(), &[bitext], Tokens::Cut);
    /// let mut file = Vec::new();
    /// learned.write(&mut file)?;
    /// assert_eq!(Learned::read(&file)?, learned);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut content = Vec::new();
        for side in [&self.sources, &self.targets] {
            put(&mut content, side.words.len() as u64);
            let mut before = "";
            for (n, word) in side.words.iter().enumerate() {
                let shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
                put(&mut content, shared as u64);
                put(&mut content, (word.len() - shared) as u64);
                content.extend(&word.as_bytes()[shared..]);
                content.extend(side.totals[n].to_le_bytes());
                content.extend(side.known[n].to_le_bytes());
                before = word;
            }
        }
        for pairs in self.starts.windows(2) {
            put(&mut content, u64::from(pairs[1] - pairs[0]));
            let mut before = 0;
            for at in pairs[0] as usize..pairs[1] as usize {
                put(&mut content, u64::from(self.pairs[at] - before));
                before = self.pairs[at];
                content.extend(self.forward[at].to_le_bytes());
                content.extend(self.backward[at].to_le_bytes());
            }
        }
        out.write_all(MAGIC)?;
        out.write_all(&VERSION.to_le_bytes())?;
        out.write_all(&(content.len() as u64).to_le_bytes())?;
        out.write_all(&Sha1::from(&content).digest().bytes())?;
        out.write_all(&content)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// It is another kind of file, of another version, cut off or damaged.
    pub fn read(file: &[u8]) -> Result<Self, LearnedError> {
        let cut = |wanted: usize| LearnedError::Truncated { found: file.len() as u64, wanted: wanted as u64 };
        let magic = file.len().min(MAGIC.len());
        if file.is_empty() || file[..magic] != MAGIC[..magic] {
            return Err(LearnedError::OtherFile);
        }
        let number = file.get(12..16).ok_or_else(|| cut(HEAD))?;
        let found = u32::from_le_bytes(number.try_into().map_err(|_| LearnedError::Damaged)?);
        if found != VERSION {
            return Err(LearnedError::Version { found });
        }
        let (head, content) = file.split_at_checked(HEAD).ok_or_else(|| cut(HEAD))?;
        let length = u64::from_le_bytes(head[16..24].try_into().map_err(|_| LearnedError::Damaged)?);
        if (content.len() as u64) < length {
            let (found, wanted) = (file.len() as u64, length.saturating_add(HEAD as u64));
            return Err(LearnedError::Truncated { found, wanted });
        }
        if content.len() as u64 > length || Sha1::from(content).digest().bytes()[..] != head[24..] {
            return Err(LearnedError::Damaged);
        }
        Reader { bytes: content }.learned().ok_or(LearnedError::Damaged)
    }
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

struct Reader<'f> {
    bytes: &'f [u8],
}

impl<'f> Reader<'f> {
    fn take(&mut self, count: usize) -> Option<&'f [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return usize::try_from(number).ok();
            }
        }
        None
    }

    fn count(&mut self) -> Option<f32> {
        let value = f32::from_le_bytes(self.take(4)?.try_into().ok()?);
        (value.is_finite() && value >= 0.0).then_some(value)
    }

    fn side(&mut self) -> Option<Side> {
        let mut side = Side::default();
        let mut word: Vec<u8> = Vec::new();
        for _ in 0..self.number()? {
            let (shared, rest) = (self.number()?, self.number()?);
            if shared > word.len() {
                return None;
            }
            word.truncate(shared);
            word.extend(self.take(rest)?);
            side.words.push(std::str::from_utf8(&word).ok()?.into());
            side.totals.push(self.count()?);
            side.known.push(self.count()?);
        }
        side.words.is_sorted().then_some(side)
    }

    fn learned(mut self) -> Option<Learned> {
        let (sources, targets) = (self.side()?, self.side()?);
        let mut learned = Learned { sources, targets, ..Learned::default() };
        for _ in 0..learned.sources.words.len() {
            learned.starts.push(learned.pairs.len() as u32);
            let mut target = 0;
            for n in 0..self.number()? {
                let step = self.number()?;
                target += step;
                if target >= learned.targets.words.len() || n > 0 && step == 0 {
                    return None;
                }
                learned.pairs.push(target as u32);
                learned.forward.push(self.count()?);
                learned.backward.push(self.count()?);
            }
        }
        if !learned.starts.is_empty() {
            learned.starts.push(learned.pairs.len() as u32);
        }
        self.bytes.is_empty().then_some(learned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Learned {
        let side = |words: &[&str]| Side {
            words: words.iter().map(|&w| w.into()).collect(),
            totals: vec![1.5; words.len()],
            known: vec![0.25; words.len()],
        };
        Learned {
            sources: side(&["damai", "damak", "é"]),
            targets: side(&["calm", "peace"]),
            starts: vec![0, 2, 2, 3],
            pairs: vec![0, 1, 1],
            forward: vec![0.1, 0.9, 1.0],
            backward: vec![0.2, 0.8, 0.0],
        }
    }

    fn file(learned: &Learned) -> Vec<u8> {
        let mut out = Vec::new();
        learned.write(&mut out).expect("memory");
        out
    }

    #[test]
    fn what_is_written_is_read() {
        for learned in [sample(), Learned::default()] {
            assert_eq!(Learned::read(&file(&learned)).expect("sound"), learned);
        }
    }

    #[test]
    fn no_damaged_file_is_read() {
        let sound = file(&sample());
        for length in 0..sound.len() {
            let error = Learned::read(&sound[..length]).expect_err("cut off");
            let other = length == 0 && error == LearnedError::OtherFile;
            assert!(other || matches!(error, LearnedError::Truncated { .. }), "{length}: {error}");
        }
        for at in 0..sound.len() {
            let mut damaged = sound.clone();
            damaged[at] ^= 0x10;
            assert!(Learned::read(&damaged).is_err(), "byte {at}");
        }
        assert_eq!(Learned::read(&[sound, vec![0]].concat()), Err(LearnedError::Damaged));
        assert_eq!(Learned::read(b"PK\x03\x04"), Err(LearnedError::OtherFile));
    }

    #[test]
    fn another_version_is_told() {
        let mut newer = file(&sample());
        newer[12] = 2;
        assert_eq!(Learned::read(&newer), Err(LearnedError::Version { found: 2 }));
    }
}

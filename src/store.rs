//! A block of bytes that is looked up in place: keys, and for each key the places of its records.
//!
//! The lexicon and the index of glossary terms are such blocks. Those that padan is built with are compiled in, so that opening
//! them is free. Shared with the build script, so it imports nothing of the crate.
//!
//! Layout, all numbers little-endian: a header of [`HEADER`] bytes (mark, number of slots, of keys, begin and end of the records), an
//! open-addressing index of (hash, place of the group) pairs, the groups (key, values), then the records.

use std::collections::BTreeMap;

/// Bytes before the index.
const HEADER: usize = 20;

/// First bytes of a block; the last one is the version of the layout.
const MAGIC: &[u8; 4] = b"PDN\x02";

/// Kinds of keys, which are their first byte. Plain forms have none.
pub mod kind {
    /// A voiceless verb stem, `umum-kan` for *mengumumkan*.
    pub const STEM: &[u8] = &[1];
    /// A whole phrase, words joined by single spaces.
    pub const PHRASE: &[u8] = &[2];
    /// The beginning of a phrase.
    pub const PHRASE_PREFIX: &[u8] = &[3];
    /// A variant spelling.
    pub const VARIANT: &[u8] = &[4];
    /// The sense rules of a citation form.
    pub const RULES: &[u8] = &[5];
    /// The files that the records come from.
    pub const FILES: &[u8] = &[6];
}

/// FNV-1a, 32 bits: keys are short, there is no table to warm up, and it can be fed piecemeal.
#[derive(Clone, Copy)]
struct Hash(u32);

impl Hash {
    const START: Self = Self(0x811c_9dc5);

    #[inline]
    fn feed(mut self, bytes: &[u8]) -> Self {
        for &b in bytes {
            self.0 = (self.0 ^ u32::from(b)).wrapping_mul(0x0100_0193);
        }
        self
    }

    #[inline]
    fn slot(self, mask: u32) -> u32 {
        (self.0 ^ (self.0 >> 15)).wrapping_mul(0x2c1b_3c6d) & mask
    }
}

/// Collects keys and records.
#[derive(Debug, Default)]
pub struct Builder {
    keys: BTreeMap<Vec<u8>, Vec<u32>>,
    records: Vec<u8>,
}

impl Builder {
    /// Where the next record will begin.
    pub fn place(&self) -> u32 {
        self.records.len() as u32
    }

    /// Says that `key` of `kind` has the record at `place`.
    pub fn add(&mut self, kind: &[u8], key: &str, place: u32) {
        self.keys.entry([kind, key.as_bytes()].concat()).or_default().push(place);
    }

    /// Makes every beginning of the phrase `words`, up to a space, known as one.
    pub fn add_prefixes(&mut self, words: &str) {
        for (end, _) in words.match_indices(' ') {
            self.keys.entry([kind::PHRASE_PREFIX, &words.as_bytes()[..end]].concat()).or_default();
        }
    }

    /// The records of `key` so far.
    pub fn get(&self, kind: &[u8], key: &str) -> &[u32] {
        self.keys.get(&[kind, key.as_bytes()].concat()).map_or(&[], Vec::as_slice)
    }

    /// Appends a byte to the record.
    pub fn byte(&mut self, n: u8) {
        self.records.push(n);
    }

    /// Appends a number to the record.
    pub fn number(&mut self, n: u32) {
        self.records.extend_from_slice(&n.to_le_bytes());
    }

    /// Appends a string to the record; what exceeds 64 KiB is cut off.
    pub fn string(&mut self, s: &str) {
        let s = &s[..s.floor_char_boundary(usize::from(u16::MAX))];
        self.records.extend_from_slice(&(s.len() as u16).to_le_bytes());
        self.records.extend_from_slice(s.as_bytes());
    }

    /// Appends a list of strings to the record.
    pub fn strings<S: AsRef<str>>(&mut self, list: &[S]) {
        self.number(list.len() as u32);
        list.iter().for_each(|s| self.string(s.as_ref()));
    }

    /// The block. `end` is where the records that [`Store::records`] walks end; those after it are only pointed at.
    pub fn finish(self, end: u32) -> Vec<u8> {
        let slots = (self.keys.len().max(1) * 2).next_power_of_two() as u32;
        let mask = slots - 1;
        let groups_at = HEADER as u32 + slots * 8;
        let mut index = vec![(0u32, 0u32); slots as usize];
        let mut groups = Vec::new();
        for (key, values) in &self.keys {
            let hash = Hash::START.feed(key);
            let mut slot = hash.slot(mask);
            while index[slot as usize].1 != 0 {
                slot = (slot + 1) & mask;
            }
            index[slot as usize] = (hash.0, groups_at + groups.len() as u32);
            groups.extend_from_slice(&(key.len() as u16).to_le_bytes());
            groups.extend_from_slice(key);
            groups.extend_from_slice(&(values.len() as u32).to_le_bytes());
            values.iter().for_each(|v| groups.extend_from_slice(&v.to_le_bytes()));
        }
        let records_at = groups_at + groups.len() as u32;
        let mut out = MAGIC.to_vec();
        for n in [slots, self.keys.len() as u32, records_at, records_at + end] {
            out.extend_from_slice(&n.to_le_bytes());
        }
        for (hash, at) in index {
            out.extend_from_slice(&hash.to_le_bytes());
            out.extend_from_slice(&at.to_le_bytes());
        }
        out.extend_from_slice(&groups);
        out.extend_from_slice(&self.records);
        out
    }
}

/// A block, opened.
#[derive(Clone, Copy, Debug)]
pub struct Store<'a> {
    bytes: &'a [u8],
}

impl<'a> Store<'a> {
    /// Opens a block that [`Builder::finish`] made.
    ///
    /// # Panics
    /// If the bytes are none.
    pub fn open(bytes: &'a [u8]) -> Self {
        assert!(bytes.len() >= HEADER && bytes.starts_with(MAGIC), "a block of this version");
        Self { bytes }
    }

    /// Looks again at a block that was opened.
    #[inline]
    pub fn view(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// The places of the records of the key that `parts` make together; `None` if there is no such key.
    #[inline]
    pub fn find(self, parts: [&[u8]; 4]) -> Option<Places<'a>> {
        let hash = parts.iter().fold(Hash::START, |h, p| h.feed(p));
        let mask = self.u32_at(4) - 1;
        let mut slot = hash.slot(mask);
        loop {
            let at = HEADER + slot as usize * 8;
            let group = self.u32_at(at + 4) as usize;
            if group == 0 {
                return None;
            }
            if self.u32_at(at) == hash.0
                && let Some(values) = self.values_if(group, parts)
            {
                let left = self.u32_at(values);
                return Some(Places { store: self, at: values + 4, left });
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Where the values of the group begin, if its key is what `parts` make.
    fn values_if(self, group: usize, parts: [&[u8]; 4]) -> Option<usize> {
        let len = usize::from(self.u16_at(group));
        let end = group + 2 + len;
        let mut key = &self.bytes[group + 2..end];
        for part in parts {
            key = key.strip_prefix(part)?;
        }
        key.is_empty().then_some(end)
    }

    /// Every key with its kind as its first byte, in order.
    pub fn keys(self) -> impl Iterator<Item = &'a [u8]> {
        let mut at = HEADER + self.u32_at(4) as usize * 8;
        let end = self.u32_at(12) as usize;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let start = at + 2;
                let values = start + usize::from(self.u16_at(at));
                at = values + 4 + self.u32_at(values) as usize * 4;
                &self.bytes[start..values]
            })
        })
    }

    /// Number of keys.
    pub fn len(self) -> usize {
        self.u32_at(8) as usize
    }

    /// Where the records begin and end, for walking all of them.
    pub fn records(self) -> (u32, u32) {
        (self.u32_at(12), self.u32_at(16))
    }

    /// Reads from the record at `place`.
    pub fn reader(self, place: u32) -> Reader<'a> {
        Reader { store: self, at: place as usize }
    }

    /// The byte at `at`.
    #[inline]
    pub fn byte(self, at: usize) -> u8 {
        self.bytes[at]
    }

    #[inline]
    fn u16_at(self, at: usize) -> u16 {
        u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]])
    }

    #[inline]
    fn u32_at(self, at: usize) -> u32 {
        let b: [u8; 4] = self.bytes[at..at + 4].try_into().expect("four bytes");
        u32::from_le_bytes(b)
    }
}

/// Places of records.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    store: Store<'a>,
    at: usize,
    left: u32,
}

impl Iterator for Places<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        let place = self.store.u32_at(12) + self.store.u32_at(self.at);
        self.at += 4;
        Some(place)
    }
}

/// Reads a record field by field, in the order in which it was written.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    store: Store<'a>,
    at: usize,
}

impl<'a> Reader<'a> {
    /// Where the next field begins.
    pub fn place(&self) -> u32 {
        self.at as u32
    }

    /// A byte.
    pub fn byte(&mut self) -> u8 {
        self.at += 1;
        self.store.bytes[self.at - 1]
    }

    /// A number.
    pub fn number(&mut self) -> u32 {
        self.at += 4;
        self.store.u32_at(self.at - 4)
    }

    /// The place of a record, written as a number.
    pub fn record(&mut self) -> u32 {
        self.store.u32_at(12) + self.number()
    }

    /// A string.
    pub fn string(&mut self) -> &'a str {
        let len = usize::from(self.store.u16_at(self.at));
        let start = self.at + 2;
        self.at = start + len;
        std::str::from_utf8(&self.store.bytes[start..self.at]).expect("written from a str")
    }

    /// Passes over a string.
    pub fn skip_string(&mut self) {
        self.at += 2 + usize::from(self.store.u16_at(self.at));
    }

    /// A list of strings.
    pub fn strings(&mut self) -> Vec<&'a str> {
        (0..self.number()).map(|_| self.string()).collect()
    }
}

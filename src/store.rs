//! A block of bytes that is looked up in place: keys, and for each key the places of its records.
//!
//! The lexicon and the index of glossary terms are such blocks. Those that padan is built with are compiled in, so that opening
//! them is free. Shared with the build script, so it imports nothing of the crate.
//!
//! Layout, all numbers little-endian: a header of [`HEADER`] bytes (mark, number of slots, of keys, begin and end of the records), an
//! open-addressing index of (hash, place of the group) pairs, the groups (key, values), then the records.

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
#[derive(Clone, Copy, Debug)]
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
    /// All keys, one after another.
    keys: Vec<u8>,
    groups: Vec<Group>,
    /// Places of groups, from 1, by hash; 0 is free. A power of two, at most half full.
    slots: Vec<u32>,
    records: Vec<u8>,
}

/// A key and its values; most have one or none.
#[derive(Debug)]
struct Group {
    hash: Hash,
    key: std::ops::Range<u32>,
    first: Option<u32>,
    more: Vec<u32>,
}

impl Group {
    fn values(&self) -> impl Iterator<Item = u32> {
        self.first.into_iter().chain(self.more.iter().copied())
    }
}

impl Builder {
    /// Where the next record will begin.
    pub fn place(&self) -> u32 {
        self.records.len() as u32
    }

    /// Says that `key` of `kind` has the record at `place`.
    pub fn add(&mut self, kind: &[u8], key: &str, place: u32) {
        let group = self.group(kind, key.as_bytes());
        match group.first {
            None => group.first = Some(place),
            Some(_) => group.more.push(place),
        }
    }

    /// Makes every beginning of the phrase `words`, up to a space, known as one.
    pub fn add_prefixes(&mut self, words: &str) {
        for (end, _) in words.match_indices(' ') {
            self.group(kind::PHRASE_PREFIX, &words.as_bytes()[..end]);
        }
    }

    /// The records of `key` so far.
    pub fn get(&self, kind: &[u8], key: &str) -> Vec<u32> {
        match self.find(kind, key.as_bytes()) {
            Ok(group) => self.groups[group].values().collect(),
            Err(_) => Vec::new(),
        }
    }

    fn key(&self, group: &Group) -> &[u8] {
        &self.keys[group.key.start as usize..group.key.end as usize]
    }

    /// The place of a group; failing that, its hash.
    fn find(&self, kind: &[u8], key: &[u8]) -> Result<usize, Hash> {
        let hash = Hash::START.feed(kind).feed(key);
        let Some(mask) = self.slots.len().checked_sub(1) else { return Err(hash) };
        let mut slot = hash.slot(mask as u32) as usize;
        while let Some(at) = (self.slots[slot] as usize).checked_sub(1) {
            let group = &self.groups[at];
            if group.hash.0 == hash.0 && self.key(group).strip_prefix(kind) == Some(key) {
                return Ok(at);
            }
            slot = (slot + 1) & mask;
        }
        Err(hash)
    }

    /// The group of a key, new if there is none.
    fn group(&mut self, kind: &[u8], key: &[u8]) -> &mut Group {
        let at = match self.find(kind, key) {
            Ok(at) => at,
            Err(hash) => {
                let start = self.keys.len() as u32;
                self.keys.extend_from_slice(kind);
                self.keys.extend_from_slice(key);
                self.groups.push(Group { hash, key: start..self.keys.len() as u32, first: None, more: Vec::new() });
                if self.groups.len() * 2 > self.slots.len() {
                    self.slots = vec![0; (self.groups.len() * 4).next_power_of_two()];
                    (0..self.groups.len()).for_each(|at| self.enter(at));
                } else {
                    self.enter(self.groups.len() - 1);
                }
                self.groups.len() - 1
            }
        };
        &mut self.groups[at]
    }

    /// Puts a group that is not there into the slots.
    fn enter(&mut self, at: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = self.groups[at].hash.slot(mask as u32) as usize;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = at as u32 + 1;
    }

    /// The groups in order of their keys.
    fn sorted(&self) -> Vec<&Group> {
        // Keys differ early, so most comparisons need no look at the keys themselves.
        let front = |key: &[u8]| {
            let mut bytes = [0; 8];
            let len = key.len().min(8);
            bytes[..len].copy_from_slice(&key[..len]);
            u64::from_be_bytes(bytes)
        };
        let mut order: Vec<(u64, &Group)> = self.groups.iter().map(|g| (front(self.key(g)), g)).collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.key(a.1).cmp(self.key(b.1))));
        order.into_iter().map(|(_, group)| group).collect()
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
        let sorted = self.sorted();
        let slots = (sorted.len().max(1) * 2).next_power_of_two() as u32;
        let mask = slots - 1;
        let groups_at = HEADER as u32 + slots * 8;
        let mut index = vec![(0u32, 0u32); slots as usize];
        let mut groups = Vec::with_capacity(self.keys.len() + sorted.len() * 10);
        for group in &sorted {
            let mut slot = group.hash.slot(mask);
            while index[slot as usize].1 != 0 {
                slot = (slot + 1) & mask;
            }
            index[slot as usize] = (group.hash.0, groups_at + groups.len() as u32);
            let key = self.key(group);
            groups.extend_from_slice(&(key.len() as u16).to_le_bytes());
            groups.extend_from_slice(key);
            groups.extend_from_slice(&(group.values().count() as u32).to_le_bytes());
            group.values().for_each(|v| groups.extend_from_slice(&v.to_le_bytes()));
        }
        let records_at = groups_at + groups.len() as u32;
        let mut out = MAGIC.to_vec();
        for n in [slots, sorted.len() as u32, records_at, records_at + end] {
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

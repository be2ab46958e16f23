//! A block of bytes that is looked up in place: keys, and for each key the places of its records.
//!
//! The lexicon and the index of glossary terms are such blocks. Those that padan is built with are compiled in, so that opening
//! them is free. Shared with the build script, so it imports nothing of the crate.
//!
//! Layout: a header of [`HEADER`] bytes (mark, then as four little-endian bytes each the number of slots, of keys, begin and end of
//! the records), an open-addressing index (a byte of each key's hash, then where its group is, four bytes), the groups (key, values),
//! then the records. Numbers in groups and records are LEB128, seven bits a byte, so that most take one; a string is its length
//! and its bytes.

/// Bytes before the index.
const HEADER: usize = 20;

/// First bytes of a block; the last one is the version of the layout.
const MAGIC: &[u8; 4] = b"PDN\x03";

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
    /// The words of a phrase before its gap.
    pub const GAPPED: &[u8] = &[7];
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

    /// Every bit of the sum in every bit.
    #[inline]
    fn mixed(self) -> u32 {
        let h = (self.0 ^ (self.0 >> 16)).wrapping_mul(0x21f0_aaad);
        let h = (h ^ (h >> 15)).wrapping_mul(0x735a_2d97);
        h ^ (h >> 15)
    }

    /// Where among `slots` to look first.
    #[inline]
    fn slot(self, slots: u32) -> u32 {
        ((u64::from(self.mixed()) * u64::from(slots)) >> 32) as u32
    }

    /// What the index remembers of it; never 0, which is a free slot.
    #[inline]
    fn print(self) -> u8 {
        self.mixed() as u8 | 1
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
        if self.slots.is_empty() {
            return Err(hash);
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash.slot(self.slots.len() as u32) as usize;
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
        let mut slot = self.groups[at].hash.slot(self.slots.len() as u32) as usize;
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
        put_number(&mut self.records, n);
    }

    /// Appends a string to the record.
    pub fn string(&mut self, s: &str) {
        put_bytes(&mut self.records, s.as_bytes());
    }

    /// Appends a list of strings to the record.
    pub fn strings<S: AsRef<str>>(&mut self, list: &[S]) {
        self.number(list.len() as u32);
        list.iter().for_each(|s| self.string(s.as_ref()));
    }

    /// The block. `end` is where the records that [`Store::records`] walks end; those after it are only pointed at.
    pub fn finish(self, end: u32) -> Vec<u8> {
        let sorted = self.sorted();
        // Four of seven taken: a key that is not there, the usual case, is known so after three bytes.
        let slots = (sorted.len() * 7 / 4 + 1) as u32;
        let groups_at = HEADER as u32 + slots * 5;
        let mut prints = vec![0u8; slots as usize];
        let mut places = vec![0u32; slots as usize];
        let mut groups = Vec::with_capacity(self.keys.len() + sorted.len() * 6);
        for group in &sorted {
            let mut slot = group.hash.slot(slots) as usize;
            while prints[slot] != 0 {
                slot = (slot + 1) % slots as usize;
            }
            prints[slot] = group.hash.print();
            places[slot] = groups_at + groups.len() as u32;
            put_bytes(&mut groups, self.key(group));
            put_number(&mut groups, group.values().count() as u32);
            group.values().for_each(|v| put_number(&mut groups, v));
        }
        let records_at = groups_at + groups.len() as u32;
        let mut out = MAGIC.to_vec();
        for n in [slots, sorted.len() as u32, records_at, records_at + end] {
            out.extend_from_slice(&n.to_le_bytes());
        }
        out.extend_from_slice(&prints);
        places.iter().for_each(|at| out.extend_from_slice(&at.to_le_bytes()));
        out.extend_from_slice(&groups);
        out.extend_from_slice(&self.records);
        out
    }
}

fn put_number(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u32);
    out.extend_from_slice(bytes);
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
        let slots = self.u32_at(4);
        let prints = &self.bytes[HEADER..HEADER + slots as usize];
        let print = hash.print();
        let mut slot = hash.slot(slots) as usize;
        loop {
            match prints[slot] {
                0 => return None,
                p if p == print => {
                    let group = self.u32_at(HEADER + slots as usize + slot * 4);
                    if let Some(mut values) = self.values_if(group, parts) {
                        let left = values.number();
                        return Some(Places { reader: values, left });
                    }
                }
                _ => (),
            }
            slot += 1;
            if slot == prints.len() {
                slot = 0;
            }
        }
    }

    /// The values of the group, if its key is what `parts` make.
    fn values_if(self, group: u32, parts: [&[u8]; 4]) -> Option<Reader<'a>> {
        let mut reader = self.reader(group);
        let mut key = reader.bytes();
        for part in parts {
            key = key.strip_prefix(part)?;
        }
        key.is_empty().then_some(reader)
    }

    /// Every key with its kind as its first byte, in order.
    pub fn keys(self) -> impl Iterator<Item = &'a [u8]> {
        let mut reader = self.reader((HEADER + self.u32_at(4) as usize * 5) as u32);
        let end = self.u32_at(12);
        std::iter::from_fn(move || {
            (reader.place() < end).then(|| {
                let key = reader.bytes();
                for _ in 0..reader.number() {
                    reader.number();
                }
                key
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
    fn u32_at(self, at: usize) -> u32 {
        let b: [u8; 4] = self.bytes[at..at + 4].try_into().expect("four bytes");
        u32::from_le_bytes(b)
    }
}

/// Places of records.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    reader: Reader<'a>,
    left: u32,
}

impl Iterator for Places<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        Some(self.reader.record())
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
    #[inline]
    pub fn byte(&mut self) -> u8 {
        self.at += 1;
        self.store.bytes[self.at - 1]
    }

    /// A number.
    #[inline]
    pub fn number(&mut self) -> u32 {
        let mut n = 0;
        for shift in (0..).step_by(7) {
            let byte = self.byte();
            n |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        n
    }

    /// Bytes with their length before them.
    #[inline]
    fn bytes(&mut self) -> &'a [u8] {
        let len = self.number() as usize;
        let start = self.at;
        self.at += len;
        &self.store.bytes[start..self.at]
    }

    /// The place of a record, written as a number.
    pub fn record(&mut self) -> u32 {
        self.store.u32_at(12) + self.number()
    }

    /// A string.
    pub fn string(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).expect("written from a str")
    }

    /// Passes over a string.
    pub fn skip_string(&mut self) {
        self.bytes();
    }

    /// A list of strings.
    pub fn strings(&mut self) -> Vec<&'a str> {
        (0..self.number()).map(|_| self.string()).collect()
    }
}

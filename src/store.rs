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

/// The hash of a word, for a [`Filter`].
#[inline]
pub fn word_hash(word: &[u8]) -> u32 {
    Hash::START.feed(word).0
}

/// The hash of two words that stand together, of the hashes of both.
#[inline]
pub fn pair_hash(first: u32, second: u32) -> u32 {
    (first.rotate_left(15) ^ second).wrapping_mul(0x85eb_ca6b)
}

/// A set of hashes, as bits: what is not in it, the usual case, is known so without a search.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// Where its bits begin.
    at: usize,
    /// Logarithm of their number.
    log2: u32,
}

impl Filter {
    /// Whether the hash may be in the set of this block; if not, surely it is not.
    #[inline]
    pub fn may_hold(self, store: Store<'_>, hash: u32) -> bool {
        let bit = Self::bit(hash, self.log2);
        store.bytes[self.at + (bit >> 3)] & 1 << (bit & 7) != 0
    }

    #[inline]
    fn bit(hash: u32, log2: u32) -> usize {
        (hash.wrapping_mul(0x9e37_79b9) >> (32 - log2)) as usize
    }
}

/// How the keys of a block follow one another.
#[derive(Clone, Copy, Debug)]
pub enum Order {
    /// As bytes.
    Sorted,
    /// As they were added first.
    Added,
}

/// Collects keys and records.
#[derive(Debug, Default)]
pub struct Builder {
    /// All keys, one after another.
    keys: Vec<u8>,
    groups: Vec<Group>,
    /// Values of groups that have several.
    more: Vec<More>,
    slots: Vec<Slot>,
    records: Vec<u8>,
}

/// A key and its values; most have one or none. The key ends where that of the next group begins.
#[derive(Debug)]
struct Group {
    key: u32,
    /// [`NONE`] if there is no value.
    first: u32,
    /// Where in `more` the last of the other values is; [`NONE`] if there are none.
    last: u32,
}

/// A value, and where in the same list the one before it is.
#[derive(Debug)]
struct More {
    value: u32,
    before: u32,
}

/// A place of the table of keys: the hash of a key and its group, from 1; 0 is free. There is a power of two of them, at most three
/// of four taken.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u32,
    group: u32,
}

const NONE: u32 = u32::MAX;

impl Builder {
    /// Where the next record will begin.
    pub fn place(&self) -> u32 {
        self.records.len() as u32
    }

    /// Says that `key` of `kind` has the record at `place`.
    pub fn add(&mut self, kind: &[u8], key: &str, place: u32) {
        let next = self.more.len() as u32;
        let group = self.group(kind, key.as_bytes());
        if group.first == NONE {
            group.first = place;
            return;
        }
        let before = std::mem::replace(&mut group.last, next);
        self.more.push(More { value: place, before });
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
            Ok(at) => self.values(at),
            Err(_) => Vec::new(),
        }
    }

    fn values(&self, at: usize) -> Vec<u32> {
        let Group { first, last, .. } = self.groups[at];
        let mut values = Vec::new();
        let mut at = last;
        while at != NONE {
            values.push(self.more[at as usize].value);
            at = self.more[at as usize].before;
        }
        values.extend((first != NONE).then_some(first));
        values.reverse();
        values
    }

    fn key(&self, at: usize) -> &[u8] {
        let end = self.groups.get(at + 1).map_or(self.keys.len(), |next| next.key as usize);
        &self.keys[self.groups[at].key as usize..end]
    }

    /// The place of a group; failing that, its hash.
    fn find(&self, kind: &[u8], key: &[u8]) -> Result<usize, Hash> {
        let hash = Hash::START.feed(kind).feed(key);
        if self.slots.is_empty() {
            return Err(hash);
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash.slot(self.slots.len() as u32) as usize;
        while let Some(at) = (self.slots[slot].group as usize).checked_sub(1) {
            if self.slots[slot].hash == hash.0 && self.key(at).strip_prefix(kind) == Some(key) {
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
                self.groups.push(Group { key: self.keys.len() as u32, first: NONE, last: NONE });
                self.keys.extend_from_slice(kind);
                self.keys.extend_from_slice(key);
                let wanted = (self.groups.len() * 4 / 3 + 1).next_power_of_two();
                if wanted > self.slots.len() {
                    let old = std::mem::replace(&mut self.slots, vec![Slot::default(); wanted]);
                    old.into_iter().filter(|s| s.group != 0).for_each(|s| self.enter(s));
                }
                self.enter(Slot { hash: hash.0, group: self.groups.len() as u32 });
                self.groups.len() - 1
            }
        };
        &mut self.groups[at]
    }

    /// Puts a group that is not there into the slots.
    fn enter(&mut self, new: Slot) {
        let mask = self.slots.len() - 1;
        let mut slot = Hash(new.hash).slot(self.slots.len() as u32) as usize;
        while self.slots[slot].group != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = new;
    }

    /// The groups in order of their keys.
    fn sorted(&self) -> Vec<usize> {
        // Keys differ early, so most comparisons need no look at the keys themselves.
        let front = |key: &[u8]| {
            let mut bytes = [0; 8];
            let len = key.len().min(8);
            bytes[..len].copy_from_slice(&key[..len]);
            u64::from_be_bytes(bytes)
        };
        let mut order: Vec<(u64, u32)> = (0..self.groups.len()).map(|at| (front(self.key(at)), at as u32)).collect();
        let key = |at: u32| self.key(at as usize);
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| key(a.1).cmp(key(b.1))));
        order.into_iter().map(|(_, at)| at as usize).collect()
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

    /// Appends the set of `hashes`.
    pub fn filter(&mut self, mut hashes: Vec<u32>) {
        hashes.sort_unstable();
        hashes.dedup();
        let log2 = (hashes.len() * 16).next_power_of_two().trailing_zeros().clamp(8, 24);
        let mut bits = vec![0u8; 1 << (log2 - 3)];
        for bit in hashes.into_iter().map(|hash| Filter::bit(hash, log2)) {
            bits[bit >> 3] |= 1 << (bit & 7);
        }
        self.number(log2);
        self.records.extend(bits);
    }

    /// The block, with its keys in `order`. `end` is where the records that [`Store::records`] walks end; those after it are only pointed at.
    pub fn finish(mut self, end: u32, order: Order) -> Vec<u8> {
        self.slots = Vec::new();
        let groups: Vec<usize> = match order {
            Order::Sorted => self.sorted(),
            Order::Added => (0..self.groups.len()).collect(),
        };
        // Four of seven taken: a key that is not there, the usual case, is known so after three bytes.
        let slots = groups.len() * 7 / 4 + 1;
        let groups_at = HEADER + slots * 5;
        let mut out = Vec::with_capacity(groups_at + self.keys.len() + groups.len() * 6 + self.records.len());
        out.resize(groups_at, 0);
        for at in groups {
            let key = self.key(at);
            let hash = Hash::START.feed(key);
            let mut slot = hash.slot(slots as u32) as usize;
            while out[HEADER + slot] != 0 {
                slot = if slot + 1 == slots { 0 } else { slot + 1 };
            }
            out[HEADER + slot] = hash.print();
            let (place, at_place) = (out.len() as u32, HEADER + slots + slot * 4);
            out[at_place..at_place + 4].copy_from_slice(&place.to_le_bytes());
            put_bytes(&mut out, key);
            let Group { first, last, .. } = self.groups[at];
            match (first, last) {
                (NONE, _) => put_number(&mut out, 0),
                (first, NONE) => [1, first].into_iter().for_each(|n| put_number(&mut out, n)),
                _ => {
                    let values = self.values(at);
                    put_number(&mut out, values.len() as u32);
                    values.into_iter().for_each(|v| put_number(&mut out, v));
                }
            }
        }
        let records_at = out.len() as u32;
        out.extend_from_slice(&self.records);
        out[..4].copy_from_slice(MAGIC);
        for (n, field) in [slots as u32, self.groups.len() as u32, records_at, records_at + end].into_iter().zip(1..) {
            out[field * 4..field * 4 + 4].copy_from_slice(&n.to_le_bytes());
        }
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

    /// Every key with its kind as its first byte, in the order of the block.
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

    /// So many bytes.
    #[inline]
    pub fn array<const N: usize>(&mut self) -> [u8; N] {
        let rest = &self.store.bytes[self.at..];
        self.at += N;
        *rest.first_chunk().expect("a whole record")
    }

    /// A number.
    #[inline]
    pub fn number(&mut self) -> u32 {
        let (mut n, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            n |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return n;
            }
            shift += 7;
        }
    }

    /// Bytes with their length before them.
    #[inline]
    pub fn bytes(&mut self) -> &'a [u8] {
        let len = self.number() as usize;
        let start = self.at;
        self.at += len;
        &self.store.bytes[start..self.at]
    }

    /// The place of a record, written as a number.
    #[inline]
    pub fn record(&mut self) -> u32 {
        self.store.u32_at(12) + self.number()
    }

    /// A string.
    pub fn string(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).expect("written from a str")
    }

    /// The filter that was appended here.
    pub fn filter(&mut self) -> Filter {
        let log2 = self.number();
        let at = self.at;
        self.at += 1 << (log2 - 3);
        Filter { at, log2 }
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

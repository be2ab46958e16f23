//! Strings with numbers, and lists by number, in few pieces of memory: the words of a corpus are many and short.

use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Different strings, numbered from 0 as they come.
#[derive(Debug, Default)]
pub(super) struct Interner {
    /// All strings, one behind the other.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    numbers: HashTable<u32>,
    state: FixedState,
}

impl Interner {
    /// The number of a string, if it has one.
    pub(super) fn get(&self, s: &str) -> Option<u32> {
        self.numbers.find(self.state.hash_one(s), |&n| string(&self.text, &self.ends, n) == s).copied()
    }

    /// The number of a string; a new one if it has none.
    pub(super) fn number(&mut self, s: &str) -> u32 {
        if let Some(n) = self.get(s) {
            return n;
        }
        let n = self.ends.len() as u32;
        self.text.push_str(s);
        self.ends.push(u32::try_from(self.text.len()).expect("different words of a corpus fill no four gigabytes"));
        let (text, ends, state) = (&self.text, &self.ends, &self.state);
        let hash = |s: &str| state.hash_one(s);
        self.numbers.insert_unique(hash(s), n, |&n| hash(string(text, ends, n)));
        n
    }

    /// The string of a number that it gave.
    pub(super) fn string(&self, n: u32) -> &str {
        string(&self.text, &self.ends, n)
    }

    /// How many strings there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All strings, by their numbers.
    pub(super) fn strings(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|n| self.string(n))
    }
}

fn string<'t>(text: &'t str, ends: &[u32], n: u32) -> &'t str {
    &text[row(ends, n as usize)]
}

/// Lists that stand one behind the other in one piece of memory, with no room left over.
#[derive(Debug)]
pub(super) struct Rows<T> {
    items: Box<[T]>,
    /// Where each ends.
    ends: Box<[u32]>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { items: Box::default(), ends: Box::default() }
    }
}

impl<T> Rows<T> {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, n: usize) -> &[T] {
        &self.items[row(&self.ends, n)]
    }

    pub(super) fn get_mut(&mut self, n: usize) -> &mut [T] {
        &mut self.items[row(&self.ends, n)]
    }
}

/// Where a row stands.
fn row(ends: &[u32], n: usize) -> Range<usize> {
    let from = n.checked_sub(1).map_or(0, |before| ends[before] as usize);
    from..ends[n] as usize
}

/// Rows as they are put together. One builder makes many, so that its room is needed once.
#[derive(Debug)]
pub(super) struct RowsBuilder<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for RowsBuilder<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T: Copy> RowsBuilder<T> {
    /// Adds to the row that is being made.
    pub(super) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Ends the row that is being made.
    pub(super) fn end_row(&mut self) {
        self.ends.push(self.items.len() as u32);
    }

    /// The rows made since the last time.
    pub(super) fn rows(&mut self) -> Rows<T> {
        // Copies have just the room that they need; what shrinks in its place may keep more.
        let rows = Rows { items: self.items.as_slice().into(), ends: self.ends.as_slice().into() };
        self.ends.clear();
        self.items.clear();
        rows
    }
}

/// Lists with numbers from 0.
///
/// So many at a time are put away and stay where they are: one growing piece would be moved again and again, and hold its room twice
/// whenever it is.
#[derive(Debug)]
pub(super) struct Lists<T> {
    full: Vec<Rows<T>>,
    open: RowsBuilder<T>,
}

/// How many lists are put away at once.
const TOGETHER: usize = 256;

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { full: Vec::new(), open: RowsBuilder::default() }
    }
}

impl<T: Copy> Lists<T> {
    /// Adds a list; its number is how many there were.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.open.items.extend(list);
        self.open.end_row();
        if self.open.ends.len() == TOGETHER {
            self.full.push(self.open.rows());
        }
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.full.len() * TOGETHER + self.open.ends.len()
    }

    /// The list of a number.
    pub(super) fn get(&self, n: u32) -> &[T] {
        let (block, n) = (n as usize / TOGETHER, n as usize % TOGETHER);
        match self.full.get(block) {
            Some(rows) => rows.get(n),
            None => &self.open.items[row(&self.open.ends, n)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_string_has_one_number() {
        let mut strings = Interner::default();
        let words: Vec<String> = (0..500).map(|n| format!("kata{}", n % 100)).chain([String::new()]).collect();
        let numbers: Vec<u32> = words.iter().map(|w| strings.number(w)).collect();
        assert_eq!(strings.len(), 101);
        for (word, &n) in words.iter().zip(&numbers) {
            assert_eq!((strings.string(n), strings.get(word)), (word.as_str(), Some(n)));
        }
        assert_eq!(strings.get("kata100"), None);
        assert_eq!(strings.strings().nth(100), Some(""));
    }

    #[test]
    fn lists_are_found_by_their_numbers() {
        let mut lists = Lists::default();
        let list = |n: usize| (0..n as u32 % 5).map(move |i| n as u32 + i);
        for n in 0..3 * TOGETHER + 7 {
            lists.push(list(n));
            assert_eq!(lists.len(), n + 1);
        }
        for n in 0..lists.len() {
            assert_eq!(lists.get(n as u32), list(n).collect::<Vec<_>>(), "{n}");
        }
    }
}

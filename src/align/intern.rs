//! Strings with numbers, and lists by number, each in one piece of memory: the words of a corpus are many and short.

use std::hash::BuildHasher;

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
    let n = n as usize;
    let from = n.checked_sub(1).map_or(0, |before| ends[before] as usize);
    &text[from..ends[n] as usize]
}

/// Lists with numbers from 0.
#[derive(Debug)]
pub(super) struct Lists<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Adds a list; its number is how many there were.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len() as u32);
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The list of a number.
    pub(super) fn get(&self, n: u32) -> &[T] {
        let n = n as usize;
        let from = n.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.items[from..self.ends[n] as usize]
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
        for list in [&[1, 2][..], &[], &[3]] {
            lists.push(list.iter().copied());
        }
        assert_eq!((lists.get(0), lists.get(1), lists.get(2)), (&[1, 2][..], &[][..], &[3][..]));
    }
}

//! What is known of pairs of words, by the source word: rows that rise by target word, in blocks that can be made anew one by one.

use super::super::lists::Rows;

/// Something about a source word and the target word `target`.
pub(super) trait Entry {
    /// The kind of the target word.
    fn target(&self) -> u32;
}

/// A pair of words with a number for each direction: how likely the one is rendered by the other, or how often it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub target: u32,
    forward: Small,
    backward: Small,
}

impl Cell {
    pub(super) fn new(target: u32, forward: f32, backward: f32) -> Self {
        Self { target, forward: Small::new(forward), backward: Small::new(backward) }
    }

    pub(super) fn forward(&self) -> f32 {
        self.forward.get()
    }

    pub(super) fn backward(&self) -> f32 {
        self.backward.get()
    }
}

/// A number that is not negative, in two bytes: as exact as one part in two thousand, from 2 to the minus 36 to 2 to the 28; what is
/// less is 0.
#[derive(Clone, Copy, Debug)]
struct Small(u16);

impl Small {
    /// The bits of the least number above 0, and how many of the last bits of others are left out.
    const LEAST: u32 = (127 - 36) << 23;
    const LEFT_OUT: u32 = 13;

    fn new(n: f32) -> Self {
        let rounded = n.to_bits() + (1 << (Self::LEFT_OUT - 1));
        Self((rounded.saturating_sub(Self::LEAST).min(u32::MAX >> 3) >> Self::LEFT_OUT) as u16)
    }

    fn get(self) -> f32 {
        if self.0 == 0 { 0.0 } else { f32::from_bits(Self::LEAST + (u32::from(self.0) << Self::LEFT_OUT)) }
    }
}

impl Entry for Cell {
    fn target(&self) -> u32 {
        self.target
    }
}

/// How well a pair of words may render one another, as padan knows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Known {
    pub target: u32,
    pub affinity: f32,
}

impl Entry for Known {
    fn target(&self) -> u32 {
        self.target
    }
}

/// A number for each word that is given: each source kind forward, each target kind backward.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    pub source: Vec<f32>,
    pub target: Vec<f32>,
}

/// The rows of source kinds that follow one another.
#[derive(Debug)]
pub(super) struct Block<T> {
    /// The first of the kinds.
    pub first: u32,
    /// Entries rise in each.
    pub rows: Rows<T>,
}

impl<T> Default for Block<T> {
    fn default() -> Self {
        Self { first: 0, rows: Rows::default() }
    }
}

impl<T> Block<T> {
    /// The kinds that have rows.
    pub(super) fn kinds(&self) -> std::ops::Range<u32> {
        self.first..self.first + self.rows.len() as u32
    }

    /// The row of a kind of the block.
    pub(super) fn row(&self, kind: u32) -> &[T] {
        self.rows.get((kind - self.first) as usize)
    }

    pub(super) fn row_mut(&mut self, kind: u32) -> &mut [T] {
        self.rows.get_mut((kind - self.first) as usize)
    }
}

/// The entry of a row for a target kind.
pub(super) fn find<T: Entry>(row: &[T], target: u32) -> Option<&T> {
    row.binary_search_by_key(&target, T::target).ok().map(|at| &row[at])
}

/// Rows of all source kinds.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// Rising by kind, none left out.
    pub blocks: Vec<Block<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { blocks: Vec::new() }
    }
}

impl<T: Entry> Table<T> {
    /// The row of a kind; empty if there is none.
    pub(super) fn row(&self, kind: u32) -> &[T] {
        let after = self.blocks.partition_point(|b| b.first <= kind);
        let block = after.checked_sub(1).map(|n| &self.blocks[n]).filter(|b| b.kinds().contains(&kind));
        block.map_or(&[], |b| b.row(kind))
    }

    /// Every entry with its source kind, rising.
    pub(super) fn entries(&self) -> impl Iterator<Item = (u32, &T)> {
        self.blocks.iter().flat_map(|b| b.kinds().flat_map(move |s| b.row(s).iter().map(move |e| (s, e))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::lists::RowsBuilder;
    use super::*;

    #[test]
    fn small_numbers_are_nearly_exact() {
        for n in [1e-9f32, 0.000_31, 0.02, 0.3, 0.5, 1.0, 7.77, 123_456.7, 2e8] {
            let small = Small::new(n).get();
            assert!((small / n - 1.0).abs() <= 0.0005, "{n}: {small}");
        }
        for (n, wanted) in [(0.0, 0.0), (1e-30, 0.0), (1e30, Small(u16::MAX).get())] {
            assert_eq!(Small::new(n).get(), wanted, "{n}");
        }
    }

    #[test]
    fn rows_are_found_again() {
        let (mut builder, mut blocks) = (RowsBuilder::default(), Vec::new());
        for (first, rows) in [(0, &[&[3, 5][..], &[]][..]), (2, &[&[1]])] {
            for row in rows {
                row.iter().for_each(|&target| builder.push(Known { target, affinity: target as f32 }));
                builder.end_row();
            }
            blocks.push(Block { first, rows: builder.rows() });
        }
        let table = Table { blocks };
        let entries: Vec<_> = table.entries().map(|(s, k)| (s, k.target)).collect();
        assert_eq!(entries, [(0, 3), (0, 5), (2, 1)]);
        for (source, target, wanted) in [(0, 5, Some(5.0)), (0, 4, None), (1, 3, None), (2, 1, Some(1.0)), (3, 1, None)]
        {
            assert_eq!(find(table.row(source), target).map(|k| k.affinity), wanted, "{source} {target}");
        }
    }
}

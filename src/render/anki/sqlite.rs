//! A database file of SQLite with plain tables, written in one go.
//!
//! Of the file format (<https://www.sqlite.org/fileformat2.html>) only what such a file needs: a page of the schema, and for each
//! table a tree of pages with rows in the order of their numbers. Anki's files are that small, and the library would be the largest
//! part of padan.

/// Bytes of a page.
const PAGE: usize = 4096;

/// Most bytes of a row that stay in its page.
const MOST: usize = PAGE - 35;

/// Fewest bytes of a longer row that stay in its page.
const LEAST: usize = (PAGE - 12) * 32 / 255 - 23;

/// Most children of a page: each takes up to fifteen bytes.
const CHILDREN: usize = 256;

/// A value of a column.
#[derive(Clone, Debug)]
pub enum Value {
    /// The number of the row, in its column.
    RowId,
    /// A whole number.
    Integer(i64),
    /// Another number.
    Real(f64),
    /// Text.
    Text(String),
}

impl Value {
    /// Text as SQLite keeps it in a column of numbers, like the one that Anki sorts by: what reads as a number is one.
    pub fn numeric(text: &str) -> Self {
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-' | 'e' | 'E');
        match text.parse::<f64>() {
            Ok(number) if text.chars().all(digits) && number.is_finite() => {
                // Whole numbers that a float holds exactly are kept as such.
                if number.fract() == 0.0 && number.abs() < 9e15 {
                    Self::Integer(number as i64)
                } else {
                    Self::Real(number)
                }
            }
            _ => Self::Text(text.to_owned()),
        }
    }
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The statement that makes it.
    pub sql: &'static str,
    /// Its rows with their numbers, rising.
    pub rows: Vec<(i64, Vec<Value>)>,
}

/// The bytes of a database file of `tables`.
pub fn database(tables: &[Table]) -> Vec<u8> {
    // The first page is the schema's and is written last.
    let mut pages = Pages { all: vec![Vec::new()] };
    let schema: Vec<(i64, Vec<Value>)> = tables
        .iter()
        .enumerate()
        .map(|(n, table)| {
            let root = pages.tree(&table.rows);
            let text = |s: &str| Value::Text(s.to_owned());
            let row =
                vec![text("table"), text(table.name), text(table.name), Value::Integer(root as i64), text(table.sql)];
            (n as i64 + 1, row)
        })
        .collect();
    let cells: Vec<Vec<u8>> = schema.iter().map(|(id, row)| pages.cell(*id, row)).collect();
    let mut first = page(13, &cells, None, 100);
    let count = pages.all.len() as u32;
    first[..16].copy_from_slice(b"SQLite format 3\0");
    first[16..18].copy_from_slice(&(PAGE as u16).to_be_bytes());
    first[18..24].copy_from_slice(&[1, 1, 0, 64, 32, 32]);
    // Counters and the encoding; the version is that of a library that wrote such files.
    for (at, value) in [(24, 1), (28, count), (40, 1), (44, 4), (56, 1), (92, 1), (96, 3_045_000_u32)] {
        first[at..at + 4].copy_from_slice(&value.to_be_bytes());
    }
    pages.all[0] = first;
    pages.all.concat()
}

struct Pages {
    all: Vec<Vec<u8>>,
}

impl Pages {
    /// Adds a page and gives its number, from 1.
    fn add(&mut self, page: Vec<u8>) -> u32 {
        self.all.push(page);
        self.all.len() as u32
    }

    /// Writes rows as a tree and gives the number of its root.
    fn tree(&mut self, rows: &[(i64, Vec<Value>)]) -> u32 {
        let cells: Vec<(i64, Vec<u8>)> = rows.iter().map(|(id, row)| (*id, self.cell(*id, row))).collect();
        let mut level: Vec<(i64, u32)> = Vec::new();
        for chunk in filled(&cells, 8) {
            let last = chunk.last().map_or(0, |(id, _)| *id);
            let bytes: Vec<Vec<u8>> = chunk.iter().map(|(_, c)| c.clone()).collect();
            level.push((last, self.add(page(13, &bytes, None, 0))));
        }
        while level.len() > 1 {
            let cells: Vec<(i64, Vec<u8>)> = level
                .iter()
                .map(|(last, page)| {
                    let mut cell = page.to_be_bytes().to_vec();
                    varint(*last as u64, &mut cell);
                    (*last, cell)
                })
                .collect();
            // Evenly, so that no page is left with a single child.
            let many = cells.len().div_ceil(cells.len().div_ceil(CHILDREN));
            let mut above = Vec::new();
            for chunk in cells.chunks(many) {
                // The last child stands in the head of the page.
                let (right, rest) = chunk.split_last().expect("a chunk is not empty");
                let child = u32::from_be_bytes([right.1[0], right.1[1], right.1[2], right.1[3]]);
                let bytes: Vec<Vec<u8>> = rest.iter().map(|(_, c)| c.clone()).collect();
                above.push((right.0, self.add(page(5, &bytes, Some(child), 0))));
            }
            level = above;
        }
        level[0].1
    }

    /// A row as a cell; what is too long for a page goes on in others.
    fn cell(&mut self, id: i64, row: &[Value]) -> Vec<u8> {
        let record = record(row);
        let mut cell = Vec::new();
        varint(record.len() as u64, &mut cell);
        varint(id as u64, &mut cell);
        if record.len() <= MOST {
            cell.extend_from_slice(&record);
            return cell;
        }
        let fitting = LEAST + (record.len() - LEAST) % (PAGE - 4);
        let here = if fitting <= MOST { fitting } else { LEAST };
        cell.extend_from_slice(&record[..here]);
        let pieces: Vec<&[u8]> = record[here..].chunks(PAGE - 4).collect();
        let first = self.all.len() as u32 + 1;
        cell.extend_from_slice(&first.to_be_bytes());
        for (n, piece) in pieces.iter().enumerate() {
            let next = if n + 1 == pieces.len() { 0 } else { first + n as u32 + 1 };
            let mut page = next.to_be_bytes().to_vec();
            page.extend_from_slice(piece);
            page.resize(PAGE, 0);
            self.add(page);
        }
        cell
    }
}

/// Cells in runs that each fill a page. There is one run at least, be it empty.
fn filled(cells: &[(i64, Vec<u8>)], head: usize) -> Vec<&[(i64, Vec<u8>)]> {
    let mut out = Vec::new();
    let (mut start, mut used) = (0, head);
    for (n, (_, cell)) in cells.iter().enumerate() {
        let needed = cell.len() + 2;
        if used + needed > PAGE && n > start {
            out.push(&cells[start..n]);
            (start, used) = (n, head);
        }
        used += needed;
    }
    out.push(&cells[start..]);
    out
}

/// A page of a tree: 13 has rows, 5 has pages. `from` is where its head begins.
fn page(kind: u8, cells: &[Vec<u8>], right: Option<u32>, from: usize) -> Vec<u8> {
    let mut out = vec![0; PAGE];
    let mut end = PAGE;
    let head = if right.is_some() { 12 } else { 8 };
    for (n, cell) in cells.iter().enumerate() {
        end -= cell.len();
        out[end..end + cell.len()].copy_from_slice(cell);
        let at = from + head + 2 * n;
        out[at..at + 2].copy_from_slice(&(end as u16).to_be_bytes());
    }
    out[from] = kind;
    out[from + 3..from + 5].copy_from_slice(&(cells.len() as u16).to_be_bytes());
    out[from + 5..from + 7].copy_from_slice(&(end as u16).to_be_bytes());
    if let Some(right) = right {
        out[from + 8..from + 12].copy_from_slice(&right.to_be_bytes());
    }
    out
}

/// A row: the types of its values, then the values.
fn record(row: &[Value]) -> Vec<u8> {
    let (mut types, mut body) = (Vec::new(), Vec::new());
    for value in row {
        match value {
            Value::RowId => types.push(0),
            Value::Integer(n) => {
                let (kind, bytes) = match *n {
                    -0x80..=0x7f => (1, 1),
                    -0x8000..=0x7fff => (2, 2),
                    -0x8000_0000..=0x7fff_ffff => (4, 4),
                    _ => (6, 8),
                };
                types.push(kind);
                body.extend_from_slice(&n.to_be_bytes()[8 - bytes..]);
            }
            Value::Real(n) => {
                types.push(7);
                body.extend_from_slice(&n.to_be_bytes());
            }
            Value::Text(text) => {
                varint(13 + 2 * text.len() as u64, &mut types);
                body.extend_from_slice(text.as_bytes());
            }
        }
    }
    // The length counts itself.
    let mut head = Vec::new();
    let mut length = types.len() + 1;
    varint(length as u64, &mut head);
    while head.len() + types.len() != length {
        length = head.len() + types.len();
        head.clear();
        varint(length as u64, &mut head);
    }
    [head, types, body].concat()
}

/// A number in groups of seven bits, the highest first; negative ones take nine bytes.
fn varint(n: u64, out: &mut Vec<u8>) {
    if n >> 56 != 0 {
        for group in (0..8).rev() {
            out.push(((n >> (8 + 7 * group)) & 0x7f) as u8 | 0x80);
        }
        out.push(n as u8);
        return;
    }
    let groups = (64 - n.leading_zeros()).div_ceil(7).max(1);
    for group in (0..groups).rev() {
        let more = if group > 0 { 0x80 } else { 0 };
        out.push(((n >> (7 * group)) & 0x7f) as u8 | more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_as_a_number_is_one() {
        for (text, wanted) in
            [("60.000", "Integer(60)"), ("8.700", "Real(8.7)"), ("1945", "Integer(1945)"), ("-1e3", "Integer(-1000)")]
        {
            assert_eq!(format!("{:?}", Value::numeric(text)), wanted);
        }
        for text in ["1970-an", "6,4", "inf", "NaN", "infinity", "", "e", "1e999", " 1"] {
            assert_eq!(format!("{:?}", Value::numeric(text)), format!("Text({text:?})"));
        }
    }

    #[test]
    fn numbers_in_groups_of_seven_bits() {
        let written = |n: u64| {
            let mut out = Vec::new();
            varint(n, &mut out);
            out
        };
        assert_eq!(written(0), [0]);
        assert_eq!(written(127), [127]);
        assert_eq!(written(128), [0x81, 0]);
        assert_eq!(written(300), [0x82, 0x2c]);
        assert_eq!(written(u64::MAX), [0xff; 9]);
    }

    #[test]
    fn pages_are_whole_however_long_the_rows() {
        for length in [0, 1, 488, 489, 4000, 4060, 4061, 4062, 8192, 100_000] {
            let rows = (1..40).map(|n| (n, vec![Value::RowId, Value::Text("x".repeat(length))])).collect();
            let bytes = database(&[Table { name: "t", sql: "CREATE TABLE t (id integer primary key, s text)", rows }]);
            assert_eq!(bytes.len() % PAGE, 0);
            let count = u32::from_be_bytes([bytes[28], bytes[29], bytes[30], bytes[31]]);
            assert_eq!(bytes.len(), PAGE * count as usize);
        }
    }
}

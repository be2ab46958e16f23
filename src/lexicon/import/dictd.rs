//! dictd: an index of lines `headword<TAB>offset<TAB>length`, the numbers in base 64, and the articles one after another.

use std::path::Path;

use super::article::articles;
use super::{ImportError, Take, file};

/// Longest article in bytes.
const LONGEST: usize = 1 << 20;

/// The digits of numbers, in order of value.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(super) fn read(path: &Path, take: &mut Take<'_>) -> Result<(), ImportError> {
    let stem = file::stem(path, &[".index", ".dict.dz", ".dict"]);
    let index = file::beside(&stem, &[".index", ".index.gz"])?;
    let data_path = file::beside(&stem, &[".dict.dz", ".dict"])?;
    let data = file::bytes(&data_path)?;
    file::each_line(&index, |number, line| {
        if line.is_empty() {
            return Ok(());
        }
        let fault = |column: usize, message: &str| ImportError::line(&index, number, column, message);
        let mut cells = line.split('\t');
        let headword = cells.next().unwrap_or_default();
        let column = headword.chars().count() + 2;
        let (Some(offset), Some(length)) = (cells.next(), cells.next()) else {
            return Err(fault(1, "expected a headword, an offset and a length, with tabs between them"));
        };
        // 00databaseinfo, 00-database-short and the like are about the dictionary.
        if headword.starts_with("00database") || headword.starts_with("00-database") {
            return Ok(());
        }
        let offset = base64(offset).ok_or_else(|| fault(column, "no number in base 64"))?;
        let length_column = column + cells_width(line, 1);
        let length = base64(length).ok_or_else(|| fault(length_column, "no number in base 64"))?;
        if length > LONGEST {
            return Err(fault(length_column, "an article of more than 1 MiB"));
        }
        let Some(bytes) = offset.checked_add(length).and_then(|end| data.get(offset..end)) else {
            let message = format!("the article would end after the {} bytes of {}", data.len(), data_path.display());
            return Err(fault(column, &message));
        };
        let text = std::str::from_utf8(bytes)
            .map_err(|e| ImportError::bytes(&data_path, offset + e.valid_up_to(), "not UTF-8"))?;
        articles(headword, text).into_iter().for_each(&mut *take);
        Ok(())
    })
}

/// The width of a column in characters, with the tab after it.
fn cells_width(line: &str, cell: usize) -> usize {
    line.split('\t').nth(cell).map_or(0, |c| c.chars().count() + 1)
}

/// A number in base 64.
fn base64(digits: &str) -> Option<usize> {
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0usize, |n, digit| {
        let value = DIGITS.iter().position(|&d| d == digit)?;
        n.checked_mul(64)?.checked_add(value)
    })
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn numbers_are_read_and_faults_are_none() {
        assert_eq!(base64("A"), Some(0));
        assert_eq!(base64("BA"), Some(64));
        assert_eq!(base64("b"), Some(27));
        assert_eq!(base64(""), None);
        assert_eq!(base64("-1"), None);
        assert_eq!(base64("//////////////////"), None);
    }
}

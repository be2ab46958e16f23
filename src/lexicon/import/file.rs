//! Files of dictionaries, packed or not.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

use super::ImportError;
use crate::text::Location;

/// Most bytes that are unpacked into memory; a few kilobytes can be packed so that they would fill any machine.
const MOST: u64 = 512 << 20;

/// Longest line in bytes.
const LONGEST_LINE: u64 = 16 << 20;

impl ImportError {
    pub(super) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Read { path: path.to_owned(), source }
    }

    pub(super) fn line(path: &Path, line: usize, column: usize, message: impl Into<String>) -> Self {
        Self::Line { at: Location { path: path.to_owned(), line, column }, message: message.into() }
    }

    pub(super) fn bytes(path: &Path, offset: usize, message: impl Into<String>) -> Self {
        Self::Bytes { path: path.to_owned(), offset: offset as u64, message: message.into() }
    }
}

/// Opens a file; what is packed (`.gz`, `.dz`, told by its first bytes) is unpacked as it is read.
pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>, ImportError> {
    let file = File::open(path).map_err(ImportError::read(path))?;
    let mut plain = BufReader::with_capacity(1 << 16, file);
    let packed = plain.fill_buf().map_err(ImportError::read(path))?.starts_with(&[0x1f, 0x8b]);
    Ok(match packed {
        true => Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(plain))),
        false => Box::new(plain),
    })
}

/// All bytes of a file, unpacked.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    let read = open(path)?.take(MOST + 1).read_to_end(&mut bytes);
    read.map_err(|e| match e.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            ImportError::bytes(path, bytes.len(), format!("cannot be unpacked from here on: {e}"))
        }
        _ => ImportError::read(path)(e),
    })?;
    if bytes.len() as u64 > MOST {
        return Err(ImportError::bytes(path, bytes.len(), format!("holds more than {} MiB", MOST >> 20)));
    }
    Ok(bytes)
}

/// The lines of a file in turn, without their ends; empty ones too.
pub(super) fn each_line(
    path: &Path,
    mut each: impl FnMut(usize, &str) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut file = open(path)?;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = file.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut line);
        let read = read.map_err(|e| ImportError::line(path, number, 1, format!("cannot be read: {e}")))?;
        if read == 0 {
            break;
        }
        if read as u64 > LONGEST_LINE {
            return Err(ImportError::line(path, number, 1, format!("longer than {} MiB", LONGEST_LINE >> 20)));
        }
        match std::str::from_utf8(&line) {
            Ok(text) => {
                let text = text.strip_suffix('\n').unwrap_or(text);
                let text = text.strip_suffix('\r').unwrap_or(text);
                each(number, if number == 1 { text.trim_start_matches('\u{feff}') } else { text })?;
            }
            Err(e) => {
                let column = String::from_utf8_lossy(&line[..e.valid_up_to()]).chars().count() + 1;
                return Err(ImportError::line(path, number, column, "not UTF-8"));
            }
        }
    }
    Ok(())
}

/// The first of the files `stem` with one of these extensions.
pub(super) fn beside(stem: &Path, extensions: &[&str]) -> Result<PathBuf, ImportError> {
    let with = |extension: &&str| {
        let mut name = stem.as_os_str().to_owned();
        name.push(extension);
        PathBuf::from(name)
    };
    match extensions.iter().map(with).find(|p| p.is_file()) {
        Some(path) => Ok(path),
        None => {
            let source =
                io::Error::new(io::ErrorKind::NotFound, format!("no file {} beside it", extensions.join(" or ")));
            Err(ImportError::Read { path: stem.to_owned(), source })
        }
    }
}

/// `path` without `extension`, so that the files of a dictionary can be named by any of them or by their stem.
pub(super) fn stem(path: &Path, extensions: &[&str]) -> PathBuf {
    let name = path.to_string_lossy();
    match extensions.iter().find_map(|e| name.strip_suffix(e)) {
        Some(stem) => PathBuf::from(stem),
        None => path.to_owned(),
    }
}

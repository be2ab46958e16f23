//! Records of JSON Lines and of tables: an article each.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::value::RawValue;

use super::articles::{LARGEST_WHOLE, ReadError};

/// Which fields or columns of a record are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The one that names the record; without it, a record is called by its file and line.
    pub id: String,
    /// The one that has the text.
    pub text: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self { id: "id".to_owned(), text: "text".to_owned() }
    }
}

/// A record.
#[derive(Debug)]
pub struct Record {
    /// Where it begins, from 1.
    pub line: u64,
    /// Its name.
    pub id: Option<String>,
    /// Its text.
    pub text: String,
    /// Its other fields, as a JSON object.
    pub fields: Option<Box<RawValue>>,
}

/// Gives records. A faulty one is an error with its line; after [`ReadError::Content`] the next one can be asked for.
pub trait Records: Send {
    /// The next record.
    fn next_record(&mut self) -> Option<Result<Record, (u64, ReadError)>>;
}

/// A line may hold this much more than its text.
const LONGEST_LINE: usize = 2 * LARGEST_WHOLE;

/// Records of JSON Lines.
pub fn json_lines(reader: Box<dyn Read + Send>, fields: &Fields) -> Box<dyn Records> {
    Box::new(JsonLines { reader: BufReader::with_capacity(1 << 16, reader), fields: fields.clone(), line: 0 })
}

struct JsonLines {
    reader: BufReader<Box<dyn Read + Send>>,
    fields: Fields,
    line: u64,
}

impl JsonLines {
    /// The next line; `None` at the end, an error if it is too long, which passes over it.
    fn read_line(&mut self, bytes: &mut Vec<u8>) -> Result<bool, ReadError> {
        bytes.clear();
        self.line += 1;
        let n = self.reader.by_ref().take(LONGEST_LINE as u64 + 1).read_until(b'\n', bytes)?;
        if n > LONGEST_LINE && !bytes.ends_with(b"\n") {
            self.reader.skip_until(b'\n')?;
            return Err(ReadError::Content(format!("a line of more than {} MiB", LONGEST_LINE >> 20)));
        }
        Ok(n > 0)
    }
}

impl Records for JsonLines {
    fn next_record(&mut self) -> Option<Result<Record, (u64, ReadError)>> {
        let mut bytes = Vec::new();
        loop {
            match self.read_line(&mut bytes) {
                Ok(false) => return None,
                Ok(true) if bytes.trim_ascii().is_empty() => {}
                Ok(true) => return Some(json_record(&bytes, self.line, &self.fields).map_err(|e| (self.line, e))),
                Err(e) => return Some(Err((self.line, e))),
            }
        }
    }
}

/// A record of one line of JSON.
///
/// # Errors
/// [`ReadError::Content`] if it is none.
pub fn json_record(bytes: &[u8], line: u64, fields: &Fields) -> Result<Record, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let fault = |message: String| ReadError::Content(message);
    let mut object: BTreeMap<String, Box<RawValue>> =
        serde_json::from_slice(bytes).map_err(|e| fault(e.to_string()))?;
    let Some(text) = object.remove(&fields.text) else {
        let names: Vec<&str> = object.keys().map(String::as_str).collect();
        return Err(fault(format!("no field {:?}; it has {}", fields.text, names.join(", "))));
    };
    let text: String =
        serde_json::from_str(text.get()).map_err(|_| fault(format!("field {:?} is no text", fields.text)))?;
    let id = match object.remove(&fields.id) {
        None => None,
        Some(id) => match serde_json::from_str(id.get()).map_err(|e| fault(e.to_string()))? {
            serde_json::Value::String(s) => Some(s),
            serde_json::Value::Null => None,
            other => Some(other.to_string()),
        },
    };
    let fields = (!object.is_empty()).then(|| serde_json::value::to_raw_value(&object)).transpose();
    Ok(Record { line, id, text, fields: fields.map_err(|e| fault(e.to_string()))? })
}

/// Rows of a table with a header.
///
/// # Errors
/// It has no header, or no column of the text.
pub fn table(reader: Box<dyn Read + Send>, delimiter: u8, fields: &Fields) -> Result<Box<dyn Records>, ReadError> {
    let since = Arc::new(AtomicUsize::new(0));
    let bounded = Bounded { reader, since: Arc::clone(&since) };
    let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bounded);
    let header = csv.headers().map_err(csv_error)?.clone();
    let names: Vec<String> = header.iter().map(|n| n.trim_start_matches('\u{feff}').to_owned()).collect();
    let Some(text) = names.iter().position(|n| *n == fields.text) else {
        let message = format!("no column {:?}; it has {}", fields.text, names.join(", "));
        return Err(ReadError::Content(message));
    };
    let id = names.iter().position(|n| *n == fields.id);
    Ok(Box::new(Table { csv, names, id, text, since, row: csv::StringRecord::new() }))
}

struct Table {
    csv: csv::Reader<Bounded>,
    names: Vec<String>,
    id: Option<usize>,
    text: usize,
    since: Arc<AtomicUsize>,
    row: csv::StringRecord,
}

/// A quote that is never closed makes a row of the rest of the file; this stops it.
struct Bounded {
    reader: Box<dyn Read + Send>,
    since: Arc<AtomicUsize>,
}

impl Read for Bounded {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buf)?;
        if self.since.fetch_add(n, Ordering::Relaxed) > LONGEST_LINE {
            return Err(io::Error::other(format!(
                "a row of more than {} MiB; is a quote not closed?",
                LONGEST_LINE >> 20
            )));
        }
        Ok(n)
    }
}

impl Records for Table {
    fn next_record(&mut self) -> Option<Result<Record, (u64, ReadError)>> {
        self.since.store(0, Ordering::Relaxed);
        let found = self.csv.read_record(&mut self.row);
        let line = self.row.position().or(Some(self.csv.position())).map_or(0, csv::Position::line);
        match found {
            Ok(false) => None,
            Err(e) => Some(Err((line, csv_error(e)))),
            Ok(true) => Some(self.record(line).map_err(|e| (line, e))),
        }
    }
}

impl Table {
    fn record(&self, line: u64) -> Result<Record, ReadError> {
        let Some(text) = self.row.get(self.text) else {
            let message = format!("{} cells, but the text is in cell {}", self.row.len(), self.text + 1);
            return Err(ReadError::Content(message));
        };
        let id = self.id.and_then(|n| self.row.get(n)).filter(|s| !s.is_empty()).map(str::to_owned);
        let others: BTreeMap<&str, &str> = self
            .names
            .iter()
            .zip(&self.row)
            .enumerate()
            .filter(|(n, _)| *n != self.text && Some(*n) != self.id)
            .map(|(_, (name, cell))| (name.as_str(), cell))
            .collect();
        let fields = (!others.is_empty()).then(|| serde_json::value::to_raw_value(&others)).transpose();
        let fields = fields.map_err(|e| ReadError::Content(e.to_string()))?;
        Ok(Record { line, id, text: text.to_owned(), fields })
    }
}

fn csv_error(error: csv::Error) -> ReadError {
    let message = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(e) => ReadError::Io(e),
        _ => ReadError::Content(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut records: Box<dyn Records>) -> Vec<String> {
        let mut out = Vec::new();
        while let Some(record) = records.next_record() {
            out.push(match record {
                Ok(r) => {
                    let fields = r.fields.map(|f| f.get().to_owned()).unwrap_or_default();
                    format!("{} {:?} {} {fields}", r.line, r.id, r.text)
                }
                Err((line, e)) => format!("{line}: {e}"),
            });
        }
        out
    }

    fn reader(text: &str) -> Box<dyn Read + Send> {
        Box::new(io::Cursor::new(text.to_owned()))
    }

    #[test]
    fn reads_json_lines() {
        let lines = "\u{feff}{\"id\":\"a\",\"text\":\"Satu.\",\"z\":[1, 2],\"n\":1.50}\n\n{\"id\":7,\"text\":\"Dua.\"}\r\n{\"txt\":1}\nx\n{\"text\":\"Tiga.\"}";
        assert_eq!(
            all(json_lines(reader(lines), &Fields::default())),
            [
                "1 Some(\"a\") Satu. {\"n\":1.50,\"z\":[1, 2]}",
                "3 Some(\"7\") Dua. ",
                "4: no field \"text\"; it has txt",
                "5: expected value at line 1 column 1",
                "6 None Tiga. "
            ]
        );
    }

    #[test]
    fn reads_tables() {
        let csv = "id,judul,text\n1,A,\"Satu,\ndua.\"\n2,B\n3,C,Tiga.\n";
        let records = table(reader(csv), b',', &Fields::default()).expect("a header");
        assert_eq!(
            all(records),
            [
                "2 Some(\"1\") Satu,\ndua. {\"judul\":\"A\"}",
                "4: 2 cells, but the text is in cell 3",
                "5 Some(\"3\") Tiga. {\"judul\":\"C\"}"
            ]
        );
        let Err(e) = table(reader("a,b\n"), b',', &Fields::default()) else { panic!("there is no text") };
        assert_eq!(e.to_string(), "no column \"text\"; it has a, b");
    }
}

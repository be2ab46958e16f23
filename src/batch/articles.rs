//! Articles of an input, in pieces that a worker can hold: a long text is cut between paragraphs.

use std::fmt::Write as _;
use std::io;
use std::mem;

use serde_json::value::RawValue;

use super::bytes::{self, Watch};
use super::extract;
use super::inputs::{Content, Input};
use super::records::{Fields, Record, Records};
use super::stream::TextStream;
use crate::render::Part;
use crate::segment;
use crate::text::{DecodeError, SourceText};

/// About how many bytes of text a piece has. Annotated and written, a byte takes a few hundred.
pub(super) const PIECE: usize = 64 << 10;

/// Largest article, in bytes of text, for formats that need all of it at once; largest record.
pub(super) const LARGEST_WHOLE: usize = 4 << 20;

/// Largest web page, document or e-book in bytes: these are read whole.
const LARGEST_FILE: u64 = 64 << 20;

/// An article, or a part of one.
#[derive(Debug)]
pub struct Piece {
    /// The text of this part, under the name of the article.
    pub source: SourceText,
    /// The other fields of its record, as a JSON object.
    pub fields: Option<Box<RawValue>>,
    /// What of the article went before.
    pub part: Part,
}

impl Piece {
    /// Whether an article begins here.
    pub fn first(&self) -> bool {
        self.part == Part::default()
    }
}

/// Something worth knowing about an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It is not in UTF-8.
    ReadAs(&'static str),
    /// A line was too long for one paragraph, and was cut into several, between sentences where there are any.
    CutLine,
    /// How much of a web page was left out: bytes of its text that were kept, and all of them.
    LeftOut {
        /// Bytes of text that were kept.
        kept: usize,
        /// Bytes of text on the page.
        of: usize,
    },
    /// The main text of a page could not be told from the rest, so all of it was taken.
    NoMainText,
    /// A record could not be read: its line, and why.
    Record(u64, String),
}

/// Why an input cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file cannot be read, or not unpacked.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is no text.
    #[error("{0}")]
    Decode(#[from] DecodeError),
    /// It is not what its name says.
    #[error("{0}")]
    Content(String),
    /// It is too large for what is asked.
    #[error("{0}")]
    TooLarge(String),
    /// It changed while it was read.
    #[error("changed while it was read; run again when it is complete")]
    Changed,
}

/// Gives the pieces of an input, one after another.
pub struct Articles {
    inner: Inner,
    watch: Option<Watch>,
    current: Option<Current>,
    whole: bool,
    /// What there is to say, until somebody takes it.
    pub remarks: Vec<Remark>,
}

enum Inner {
    Text { name: String, part: Part, stream: TextStream },
    Records { name: String, records: Box<dyn Records> },
    End,
}

/// A record or document that is given piece by piece.
struct Current {
    name: String,
    fields: Option<Box<RawValue>>,
    text: String,
    at: usize,
    part: Part,
}

impl Articles {
    /// Opens an input. `whole` asks for articles in one piece each.
    ///
    /// # Errors
    /// It cannot be opened, or is not what its name says.
    pub fn open(input: &Input, fields: &Fields, whole: bool) -> Result<Self, ReadError> {
        let (mut reader, watch) = bytes::open(input.path(), input.packing)?;
        let name = slashed(input.relative());
        let mut remarks = Vec::new();
        let whole_file = |reader: &mut dyn io::Read| {
            let mut bytes = Vec::new();
            io::Read::take(&mut *reader, LARGEST_FILE + 1).read_to_end_into(&mut bytes)?;
            match bytes.len() as u64 > LARGEST_FILE {
                true => Err(ReadError::TooLarge("larger than 64 MiB; convert it to plain text".to_owned())),
                false => Ok(bytes),
            }
        };
        let extracted = match input.content {
            Content::Text => None,
            Content::JsonLines => {
                let records = super::records::json_lines(reader, fields);
                return Ok(Self::records(name, records, watch, whole));
            }
            Content::Csv => {
                let records = super::records::table(reader, b',', fields)?;
                return Ok(Self::records(name, records, watch, whole));
            }
            Content::Tsv => {
                let records = super::records::table(reader, b'\t', fields)?;
                return Ok(Self::records(name, records, watch, whole));
            }
            Content::Html => Some(extract::html(&whole_file(&mut *reader)?, &mut remarks)?),
            Content::Docx => Some(extract::docx(whole_file(&mut *reader)?)?),
            Content::Epub => Some(extract::epub(whole_file(&mut *reader)?)?),
        };
        let mut articles = match extracted {
            None => Self::text(name, reader, whole),
            Some(text) => {
                let current = Current { name, fields: None, text, at: 0, part: Part::default() };
                Self { inner: Inner::End, watch: None, current: Some(current), whole, remarks }
            }
        };
        articles.watch = watch;
        Ok(articles)
    }

    /// Takes what `reader` gives as plain text, one article.
    pub fn text(name: impl Into<String>, reader: Box<dyn io::Read + Send>, whole: bool) -> Self {
        let stream = TextStream::new(reader);
        let inner = Inner::Text { name: name.into(), part: Part::default(), stream };
        Self { inner, watch: None, current: None, whole, remarks: Vec::new() }
    }

    fn records(name: String, records: Box<dyn Records>, watch: Option<Watch>, whole: bool) -> Self {
        let inner = Inner::Records { name, records };
        Self { inner, watch, current: None, whole, remarks: Vec::new() }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// Reading cannot go on.
    pub fn next_piece(&mut self) -> Result<Option<Piece>, ReadError> {
        loop {
            if let Some(current) = &mut self.current {
                match current.next_piece(self.whole, &mut self.remarks)? {
                    Some(piece) => return Ok(Some(piece)),
                    None => self.current = None,
                }
            }
            match &mut self.inner {
                Inner::Text { name, part, stream } => {
                    let text = match self.whole {
                        true => stream.whole(LARGEST_WHOLE)?,
                        false => stream.next_piece(&mut self.remarks)?,
                    };
                    if let Some(encoding) = stream.take_encoding() {
                        self.remarks.push(Remark::ReadAs(encoding));
                    }
                    let Some(text) = text else {
                        self.inner = Inner::End;
                        return Ok(None);
                    };
                    let before = *part;
                    let source = SourceText::from_text(&*name, text);
                    if !stream.is_at_end() {
                        *part = after(before, &source);
                    }
                    return Ok(Some(Piece { source, fields: None, part: before }));
                }
                Inner::Records { name, records } => match records.next_record() {
                    None => self.inner = Inner::End,
                    Some(Err((line, e @ ReadError::Content(_)))) => {
                        self.remarks.push(Remark::Record(line, e.to_string()));
                    }
                    Some(Err((_, e))) => return Err(e),
                    Some(Ok(Record { line, id, text, fields })) => {
                        let name = id.unwrap_or_else(|| format!("{name}:{line}"));
                        self.current = Some(Current { name, fields, text, at: 0, part: Part::default() });
                    }
                },
                Inner::End => return Ok(None),
            }
        }
    }

    /// After the end: the hash and the stamp of the file.
    ///
    /// # Errors
    /// It changed while it was read.
    pub fn finish(self) -> Result<Option<bytes::Fingerprint>, ReadError> {
        match self.watch {
            None => Ok(None),
            Some(watch) => watch.finish()?.ok_or(ReadError::Changed).map(Some),
        }
    }
}

impl Current {
    fn next_piece(&mut self, whole: bool, remarks: &mut Vec<Remark>) -> Result<Option<Piece>, ReadError> {
        let rest = &self.text[self.at..];
        // An article without text still is one.
        if rest.is_empty() && self.at > 0 || self.at > self.text.len() {
            return Ok(None);
        }
        if whole && self.text.len() > LARGEST_WHOLE {
            return Err(too_large());
        }
        let end = if whole { rest.len() } else { cut(rest, PIECE, remarks) };
        let source = SourceText::from_text(&self.name, &rest[..end]);
        let before = self.part;
        self.at += end.max(usize::from(self.text.is_empty()));
        if self.at < self.text.len() {
            self.part = after(before, &source);
        }
        let fields = match self.at < self.text.len() {
            true => self.fields.clone(),
            false => mem::take(&mut self.fields),
        };
        Ok(Some(Piece { source, fields, part: before }))
    }
}

pub(super) fn too_large() -> ReadError {
    ReadError::TooLarge(format!(
        "more than {} MiB of text do not fit on a page; write it --to jsonl, conllu or table",
        LARGEST_WHOLE >> 20
    ))
}

/// What stands before the part that follows `source`.
fn after(before: Part, source: &SourceText) -> Part {
    let text = source.text();
    let paragraphs = segment::paragraphs(text);
    Part {
        paragraphs: before.paragraphs + paragraphs.len(),
        sentences: before.sentences + paragraphs.iter().map(|&p| segment::sentences(text, p).len()).sum::<usize>(),
        points: before.points + source.code_points().at(text.len()),
    }
}

/// A line longer than this is cut.
const LONGEST_LINE: usize = 2 * PIECE;

/// Where to cut `text`, of which more than a `piece` is there, in bytes, or which ends here: after a blank line, else after a line,
/// else after a sentence, else at white space.
pub fn cut(text: &str, piece: usize, remarks: &mut Vec<Remark>) -> usize {
    if text.len() <= piece + piece / 2 {
        return text.len();
    }
    let head = &text[..text.floor_char_boundary(piece)];
    if let Some(end) = blank_line(head).or_else(|| line_end(text, head)) {
        return end;
    }
    let window = &text[..text.floor_char_boundary(LONGEST_LINE)];
    if let Some(end) = window[head.len()..].find('\n') {
        return head.len() + end + 1;
    }
    if window.len() == text.len() {
        return text.len();
    }
    if !remarks.contains(&Remark::CutLine) {
        remarks.push(Remark::CutLine);
    }
    let sentence = [". ", "! ", "? "].iter().filter_map(|stop| head.rfind(stop)).max().map(|at| at + 2);
    let blank = || head.rfind(char::is_whitespace).map(|at| head.ceil_char_boundary(at + 1));
    sentence.or_else(blank).filter(|&end| end > 0).unwrap_or(head.len())
}

/// The end of the last blank line.
fn blank_line(head: &str) -> Option<usize> {
    let ends = memchr::memrchr_iter(b'\n', head.as_bytes());
    ends.map(|at| at + 1).find(|&end| head[..end - 1].ends_with('\n') || head[..end - 1].ends_with("\n\r"))
}

fn line_end(text: &str, head: &str) -> Option<usize> {
    let at = head.rfind(['\n', '\r'])? + 1;
    // The two bytes of a Windows line end stay together.
    Some(at + usize::from(text[..at].ends_with('\r') && text[at..].starts_with('\n')))
}

/// A relative path as outputs write it, the same on every system. Bytes that are no UTF-8 are written as `\xFF`, so that two names
/// never become one.
pub fn slashed(path: &std::path::Path) -> String {
    let mut out = String::new();
    for part in path.components() {
        if !out.is_empty() {
            out.push('/');
        }
        for chunk in part.as_os_str().as_encoded_bytes().utf8_chunks() {
            out.push_str(chunk.valid());
            for b in chunk.invalid() {
                let _ = write!(out, "\\x{b:02X}");
            }
        }
    }
    out
}

/// Reading into a buffer that grows.
trait ReadToEndInto {
    fn read_to_end_into(self, bytes: &mut Vec<u8>) -> io::Result<usize>;
}

impl<R: io::Read> ReadToEndInto for io::Take<R> {
    fn read_to_end_into(mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        io::Read::read_to_end(&mut self, bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> (Vec<String>, Vec<Remark>) {
        let mut articles = Articles::text("a", Box::new(io::Cursor::new(text.to_owned())), false);
        let mut out = Vec::new();
        while let Some(piece) = articles.next_piece().expect("text") {
            out.push(piece.source.text().to_owned());
        }
        (out, articles.remarks)
    }

    #[test]
    fn pieces_are_the_text_and_end_with_paragraphs() {
        let paragraph = "Menteri luar negeri tiba. ".repeat(100) + "\n\n";
        let text = paragraph.repeat(200);
        let (found, remarks) = pieces(&text);
        assert_eq!(found.concat(), text);
        assert!(found.len() > 5 && found.iter().all(|p| p.ends_with("\n\n")), "{}", found.len());
        assert_eq!(remarks, []);
    }

    #[test]
    fn long_lines_are_cut_between_sentences_and_said_so() {
        let (found, remarks) = pieces(&"Menteri luar negeri tiba. ".repeat(40_000));
        assert!(found.len() > 10 && found.iter().all(|p| p.ends_with(". ")));
        assert_eq!(remarks, [Remark::CutLine]);
        let solid = "é".repeat(300_000);
        let (found, _) = pieces(&solid);
        assert_eq!(found.concat(), solid);
    }

    #[test]
    fn counts_go_on_from_piece_to_piece() {
        let text = "Satu. Dua.\nTiga é.\n".repeat(20_000);
        let mut articles = Articles::text("a", Box::new(io::Cursor::new(text.clone())), false);
        let mut last = None;
        while let Some(piece) = articles.next_piece().expect("text") {
            last = Some(after(piece.part, &piece.source));
        }
        let wanted = Part { paragraphs: 40_000, sentences: 60_000, points: text.chars().count() };
        assert_eq!(last, Some(wanted));
    }
}

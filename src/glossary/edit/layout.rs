//! Which lines belong to which entry.

use std::ops::Range;

use super::tree::{Key, Tree};

/// Where the entries of a file stand.
#[derive(Clone, Debug)]
pub struct Layout {
    /// One for each `[[entry]]`.
    pub entries: Vec<EntryPlace>,
    /// How lines end in this file.
    pub eol: &'static str,
}

/// Where an entry stands, in whole lines.
#[derive(Clone, Debug)]
pub struct EntryPlace {
    /// Its headers: `[[entry]]` and those below it.
    pub sections: Range<usize>,
    /// Begin of the comment that touches it, or of its header.
    pub start: usize,
    /// Begin of its header line.
    pub header: usize,
    /// Behind its last line.
    pub end: usize,
}

impl EntryPlace {
    /// The bytes of the entry and of the comment that touches it.
    pub fn whole(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl Layout {
    /// Finds the entries of `text`, whose tree is `tree`.
    pub fn new(text: &str, tree: &Tree) -> Self {
        let crlf = text.matches("\r\n").count();
        let eol = if crlf * 2 > text.matches('\n').count() { "\r\n" } else { "\n" };
        let mut layout = Self { entries: Vec::new(), eol };
        let sections = &tree.sections;
        let mut n = 0;
        while n < sections.len() {
            let is_entry = sections[n].array && sections[n].path.len() == 1 && sections[n].path[0].name == "entry";
            if !is_entry {
                n += 1;
                continue;
            }
            let mut last = n + 1;
            while sections.get(last).is_some_and(|s| s.path.len() > 1 && s.path[0].name == "entry") {
                last += 1;
            }
            let ends = sections[n..last].iter().flat_map(|s| {
                let pairs = s.pairs.iter().map(|(_, span)| span.end);
                pairs.chain(std::iter::once(s.header.end))
            });
            let end = layout.line_end(text, ends.max().unwrap_or(sections[n].header.end));
            let header = layout.line_start(text, sections[n].header.start);
            let floor = layout.entries.last().map_or(0, |e| e.end);
            let start = comment_above(text, header).max(floor);
            layout.entries.push(EntryPlace { sections: n..last, start, header, end: comment_below(text, end) });
            n = last;
        }
        layout
    }

    /// The entry that the byte `at` belongs to.
    pub fn entry_at(&self, at: usize) -> Option<usize> {
        let n = self.entries.partition_point(|e| e.start <= at).checked_sub(1)?;
        (at < self.entries[n].end).then_some(n)
    }

    /// Begin of the line that holds the byte `at`.
    pub fn line_start(&self, text: &str, at: usize) -> usize {
        text[..at].rfind('\n').map_or(if text.starts_with('\u{feff}') { 3 } else { 0 }, |n| n + 1)
    }

    /// Behind the line that holds the byte `at`, its line end included.
    pub fn line_end(&self, text: &str, at: usize) -> usize {
        text[at..].find('\n').map_or(text.len(), |n| at + n + 1)
    }

    /// The column of the equals sign behind a key, in characters from 0.
    pub fn equals(&self, text: &str, key: &Key) -> usize {
        let line = self.line_start(text, key.span.start);
        let gap = text[key.span.end..].find('=').unwrap_or_default();
        text[line..key.span.end + gap].chars().count()
    }
}

/// The white space at the begin of a line.
pub fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Begin of the comment lines right above the line that begins at `header`. Those at the top of the file are about the file.
fn comment_above(text: &str, header: usize) -> usize {
    let mut start = header;
    while let Some(before) = text[..start].strip_suffix('\n') {
        let line = before.rfind('\n').map_or(0, |n| n + 1);
        let comment = text[line..start].trim();
        if !comment.starts_with('#') || comment.starts_with("#:") {
            return start;
        }
        if line == 0 {
            return header;
        }
        start = line;
    }
    if text[..start].trim_start_matches('\u{feff}').is_empty() { header } else { start }
}

/// End of the comment lines right below an entry, unless the next header follows right on.
fn comment_below(text: &str, end: usize) -> usize {
    let mut at = end;
    for line in text[end..].split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.starts_with('#') {
            at += line.len();
        } else if trimmed.is_empty() {
            return at;
        } else {
            return end;
        }
    }
    at
}

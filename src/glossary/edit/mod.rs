//! Changes to glossary files that touch only what they must.
//!
//! A change finds the bytes of what it is about, puts others in their place, reads the result again, and compares it with what the
//! change was meant to give: comments, order, quotes, blank lines, line ends and a byte order mark survive because nobody touches
//! them, and an edit that would change anything else is refused ([`EditError::Unproven`]).
//!
//! ```
//! use padan::glossary::edit::{Editor, tree::Node};
//! let mut editor = Editor::new("[[entry]]\nterm = \"duta\"  # sic\nen = 'envoy'\n")?;
//! editor.set(0, "en", Node::string("legate"))?;
//! assert_eq!(editor.text(), "[[entry]]\nterm = \"duta\"  # sic\nen = 'legate'\n");
//! # Ok::<(), padan::glossary::edit::EditError>(())
//! ```

pub mod file;
mod layout;
mod lists;
pub mod merge;
pub mod tree;
pub mod write;

use std::ops::Range;
use std::path::PathBuf;

use super::schema::ENTRY;
pub use layout::Layout;
use tree::{Fault, Kind, Node, Tree};

/// Why a glossary cannot be edited.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The file cannot be read or written.
    #[error("{path}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file is not UTF-8.
    #[error("{path}: not UTF-8 at byte {offset}; save it as UTF-8", path = path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first byte that is not.
        offset: usize,
    },
    /// Another program keeps writing the file.
    #[error("{path}: another program keeps changing the file; try again", path = path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The text is not TOML.
    #[error("{}", .0.message)]
    NotToml(Fault),
    /// A value that is a table of its own under a header, which is not edited by key.
    #[error("`{0}` stands under a header of its own; edit the entry as text")]
    OwnTable(String),
    /// A value with comments inside, which a new value would lose.
    #[error("the value of `{0}` has a comment inside; edit the entry as text")]
    HoldsComment(String),
    /// The entries stand in one list in brackets.
    #[error("entries in one list `entry = […]` are not edited; write them as [[entry]]")]
    InlineEntries,
    /// There is no such member in the list.
    #[error("`{key}` has no {item:?}")]
    NoItem {
        /// The list.
        key: String,
        /// What it lacks.
        item: String,
    },
    /// Text that is to be an entry is none, or more than one.
    #[error("write one entry, beginning with [[entry]]")]
    NotOneEntry,
    /// The edit would have changed more than it must; nothing was changed.
    #[error("this edit would change more than it must, so nothing was changed; edit the entry as text")]
    Unproven,
}

/// A glossary while it is edited.
#[derive(Clone, Debug)]
pub struct Editor {
    text: String,
    tree: Tree,
    layout: Layout,
}

impl Editor {
    /// Begins to edit `text`.
    ///
    /// # Errors
    /// It is not TOML, or its entries are no `[[entry]]`.
    pub fn new(text: impl Into<String>) -> Result<Self, EditError> {
        let text = text.into();
        let tree = Tree::parse(&text);
        if let Some(fault) = tree.faults.first() {
            return Err(EditError::NotToml(fault.clone()));
        }
        let layout = Layout::new(&text, &tree);
        if layout.entries.len() != tree.entries().len() {
            return Err(EditError::InlineEntries);
        }
        Ok(Self { text, tree, layout })
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, at the end.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The tree of the text as it is now.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Where the entries stand.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The entries with this key, given or made of the term.
    pub fn with_key<'a>(&'a self, key: &'a str) -> impl Iterator<Item = usize> + 'a {
        let entries = self.tree.entries().iter().enumerate();
        entries.filter(move |(_, e)| entry_key(e).is_some_and(|k| k == key)).map(|(n, _)| n)
    }

    /// The text of an entry with the comment that touches it.
    pub fn entry_text(&self, entry: usize) -> &str {
        &self.text[self.layout.entries[entry].whole()]
    }

    /// Gives `key` of an entry this value, in the place of its old one or on a line of its own where `fmt` would have it.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn set(&mut self, entry: usize, key: &str, value: Node) -> Result<(), EditError> {
        let old = self.tree.entries()[entry].get(key);
        let splice = match old {
            Some(_) => {
                let span = self.value_span(entry, key)?;
                if self.tree.comments.iter().any(|c| span.start <= c.start && c.end <= span.end) {
                    return Err(EditError::HoldsComment(key.to_owned()));
                }
                let line = self.layout.line_start(&self.text, span.start);
                let indent = layout::indent(&self.text[line..]);
                let column = self.text[line..span.start].chars().count();
                let literal = self.text[span.clone()].starts_with('\'');
                let new = match value.str() {
                    Some(s) if literal && !s.contains('\'') && !s.chars().any(char::is_control) => format!("'{s}'"),
                    _ => write::value(&value, column, indent, self.layout.eol),
                };
                (span, new)
            }
            None => self.new_line(entry, key, &value),
        };
        let name = key.to_owned();
        let toml = value.to_toml();
        self.apply(vec![splice], |table| {
            entry_table(table, entry)?.insert(name, toml?);
            Some(())
        })
    }

    /// The line that gives an entry a key that it has not, and where it goes.
    fn new_line(&self, entry: usize, key: &str, value: &Node) -> (Range<usize>, String) {
        let place = &self.layout.entries[entry];
        let section = &self.tree.sections[place.sections.start];
        let rank = |name: &str| ENTRY.iter().position(|k| k.name == name).unwrap_or(ENTRY.len());
        let before = section.pairs.iter().filter(|(k, _)| rank(&k.name) < rank(key)).max_by_key(|(k, _)| rank(&k.name));
        let at = before.map_or(section.header.end, |(_, span)| span.end);
        let at = self.layout.line_end(&self.text, at);
        let model = before.or(section.pairs.first()).map(|(_, span)| self.layout.line_start(&self.text, span.start));
        let indent = model.map_or("", |line| layout::indent(&self.text[line..]));
        // The equals signs of an entry stand below one another, if they do already.
        let columns: Vec<usize> = section.pairs.iter().map(|(k, _)| self.layout.equals(&self.text, k)).collect();
        let width = match columns.as_slice() {
            [first, rest @ ..] if rest.iter().all(|c| c == first) => *first,
            _ => 0,
        };
        let written = write::key(key);
        let head = format!("{indent}{written:<width$}", width = width.saturating_sub(indent.len() + 1));
        let eol = self.layout.eol;
        let value = write::value(value, head.chars().count() + 3, indent, eol);
        let lead = if self.text[..at].ends_with('\n') || at == 0 { "" } else { eol };
        (at..at, format!("{lead}{head} = {value}{eol}"))
    }

    /// Takes `key` away from an entry.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn unset(&mut self, entry: usize, key: &str) -> Result<(), EditError> {
        let Some((name, _)) = self.tree.entries()[entry].pair(key) else { return Ok(()) };
        let start = name.span.start;
        let span = self.value_span(entry, key)?;
        let lines = self.layout.line_start(&self.text, start)..self.layout.line_end(&self.text, span.end);
        let name = key.to_owned();
        self.apply(vec![(lines, String::new())], |table| entry_table(table, entry)?.remove(&name).map(|_| ()))
    }

    /// Adds an entry of these keys after the entry `after`, or after the last one. The new entry's place is returned.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn append(&mut self, fields: &[(&str, Node)], after: Option<usize>) -> Result<usize, EditError> {
        let text = entry_lines(fields, self.layout.eol);
        self.insert_text(&text, after)
    }

    /// Adds an entry written out in TOML after the entry `after`, or after the last one.
    ///
    /// # Errors
    /// The text is not one entry.
    pub fn insert_text(&mut self, entry: &str, after: Option<usize>) -> Result<usize, EditError> {
        let eol = self.layout.eol;
        let entry = with_line_ends(entry, eol);
        let toml = one_entry(&entry)?;
        let after = after.or(self.layout.entries.len().checked_sub(1));
        let at = after.map_or(self.text.len(), |n| self.layout.entries[n].end);
        let index = after.map_or(0, |n| n + 1);
        let front = &self.text[..at];
        let mut block = String::new();
        if !front.is_empty() && front != "\u{feff}" {
            if !front.ends_with('\n') {
                block.push_str(eol);
            }
            block.push_str(eol);
        }
        block.push_str(entry.trim_end());
        block.push_str(eol);
        let rest = &self.text[at..];
        if !rest.is_empty() && !rest.starts_with(['\n', '\r']) {
            block.push_str(eol);
        }
        self.apply(vec![(at..at, block)], |table| {
            let entries = table.entry("entry").or_insert_with(|| toml::Value::Array(Vec::new()));
            let entries = entries.as_array_mut()?;
            (index <= entries.len()).then(|| entries.insert(index, toml::Value::Table(toml)))
        })?;
        Ok(index)
    }

    /// Removes an entry, with the comment that touches it. A banner above, set off by a blank line, stays.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn remove(&mut self, entry: usize) -> Result<(), EditError> {
        let mut span = self.layout.entries[entry].whole();
        let rest = &self.text[span.end..];
        let blank: usize = rest.split_inclusive('\n').take_while(|l| l.trim().is_empty()).map(str::len).sum();
        if blank < rest.len() {
            span.end += blank;
        } else {
            let front = self.text[..span.start].trim_end_matches(['\n', '\r', ' ', '\t']).len();
            span.start = self.layout.line_end(&self.text, front).min(span.start);
            span.end = self.text.len();
        }
        self.apply(vec![(span, String::new())], |table| {
            let entries = table.get_mut("entry")?.as_array_mut()?;
            entries.remove(entry);
            if entries.is_empty() {
                table.remove("entry");
            }
            Some(())
        })
    }

    /// Puts an entry written out in TOML in the place of another, with its comment.
    ///
    /// # Errors
    /// The text is not one entry.
    pub fn replace(&mut self, entry: usize, text: &str) -> Result<(), EditError> {
        let text = with_line_ends(text, self.layout.eol);
        let toml = one_entry(&text)?;
        let span = self.layout.entries[entry].whole();
        let block = format!("{}{}", text.trim_end(), self.layout.eol);
        self.apply(vec![(span, block)], |table| {
            *entry_table(table, entry)? = toml;
            Some(())
        })
    }

    /// Puts texts in place of others; `check` is told both tables and says whether the change is the one that was meant.
    ///
    /// # Errors
    /// The result is not TOML, or `check` does not hold.
    pub fn splice(
        &mut self,
        splices: Vec<(Range<usize>, String)>,
        check: impl FnOnce(&toml::Table, &toml::Table) -> bool,
    ) -> Result<(), EditError> {
        let new = spliced(&self.text, splices);
        let (Some(old), Some(made)) = (read_toml(&self.text), read_toml(&new)) else { return Err(EditError::Unproven) };
        if !check(&old, &made) {
            return Err(EditError::Unproven);
        }
        *self = Self::new(new)?;
        Ok(())
    }

    /// Puts texts in place of others and proves that this does to the tree what `meant` does to it, and no more.
    fn apply(
        &mut self,
        splices: Vec<(Range<usize>, String)>,
        meant: impl FnOnce(&mut toml::Table) -> Option<()>,
    ) -> Result<(), EditError> {
        self.splice(splices, |old, new| {
            let mut wanted = old.clone();
            meant(&mut wanted).is_some() && wanted == *new
        })
    }

    /// Where the value of `key` stands.
    fn value_span(&self, entry: usize, key: &str) -> Result<Range<usize>, EditError> {
        let own = || EditError::OwnTable(key.to_owned());
        let section = &self.tree.sections[self.layout.entries[entry].sections.start];
        let mut pairs = section.pairs.iter().filter(|(k, _)| k.name == key);
        let (Some((name, span)), None) = (pairs.next(), pairs.next()) else { return Err(own()) };
        // A dotted key gives a part of the value only.
        if !self.text[name.span.end..].trim_start_matches([' ', '\t']).starts_with('=') {
            return Err(own());
        }
        let node = self.tree.entries()[entry].get(key).ok_or_else(own)?;
        if node.span.end != span.end { Err(own()) } else { Ok(node.span.clone()) }
    }
}

/// The key of an entry: given, or the slug of its term.
pub fn entry_key(entry: &Node) -> Option<String> {
    let given = entry.get("key").and_then(Node::str).map(str::to_owned);
    given.or_else(|| entry.get("term").and_then(Node::str).map(super::slug))
}

/// An entry as lines, with the equals signs below one another.
pub fn entry_lines(fields: &[(&str, Node)], eol: &str) -> String {
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let mut out = format!("[[entry]]{eol}");
    for (name, value) in fields {
        out.push_str(&format!("{name:<width$} = {}{eol}", write::value(value, width + 3, "", eol)));
    }
    out
}

fn spliced(text: &str, mut splices: Vec<(Range<usize>, String)>) -> String {
    splices.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (span, new) in splices {
        out.push_str(&text[at..span.start.max(at)]);
        out.push_str(&new);
        at = span.end.max(at);
    }
    out.push_str(&text[at..]);
    out
}

fn read_toml(text: &str) -> Option<toml::Table> {
    toml::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()
}

fn one_entry(text: &str) -> Result<toml::Table, EditError> {
    let tree = Tree::parse(text);
    if let Some(fault) = tree.faults.first() {
        return Err(EditError::NotToml(fault.clone()));
    }
    let mut table = read_toml(text).ok_or(EditError::NotOneEntry)?;
    match (table.len(), table.remove("entry")) {
        (1, Some(toml::Value::Array(mut entries))) if entries.len() == 1 => match entries.pop() {
            Some(toml::Value::Table(entry)) => Ok(entry),
            _ => Err(EditError::NotOneEntry),
        },
        _ => Err(EditError::NotOneEntry),
    }
}

fn entry_table(table: &mut toml::Table, entry: usize) -> Option<&mut toml::Table> {
    table.get_mut("entry")?.as_array_mut()?.get_mut(entry)?.as_table_mut()
}

fn with_line_ends(text: &str, eol: &str) -> String {
    let text = text.replace("\r\n", "\n");
    if eol == "\n" { text } else { text.replace('\n', eol) }
}

/// Whether a value is a list, in brackets.
fn is_list(node: &Node) -> bool {
    matches!(node.kind, Kind::Array(_))
}

#[cfg(test)]
mod tests;

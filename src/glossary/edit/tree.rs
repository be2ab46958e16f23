//! TOML as a tree that knows where everything stands, comments and faults included.
//!
//! The tree is built from the events of `toml_parser`, which go on after a fault, so that one slip of the pen does not hide the
//! rest of the file. Duplicate keys and headers that contradict one another are reported too.

use std::ops::Range;

use toml_parser::decoder::ScalarKind;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};
use toml_parser::{ParseError, Source};

/// Deepest nesting that is read; a glossary needs four.
const DEEPEST: u32 = 32;

/// A value and the bytes that it stands in.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands. Of a table under a header, the header.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A string, decoded.
    String(String),
    /// A whole number, as written.
    Integer(String),
    /// Another number, as written.
    Float(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A date or time, as written.
    Date(String),
    /// An array, in brackets or of `[[headers]]`.
    Array(Vec<Node>),
    /// A table: in braces, under a header or by dotted keys.
    Table(Vec<(Key, Node)>),
    /// Nothing that TOML knows.
    Broken,
}

/// A key and the bytes that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key, decoded.
    pub name: String,
    /// Where it stands.
    pub span: Range<usize>,
}

impl Node {
    /// The value under `key`, if this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.pair(key).map(|(_, value)| value)
    }

    /// The key and value under `key`, if this is a table that has it.
    pub fn pair(&self, key: &str) -> Option<&(Key, Self)> {
        self.pairs().iter().find(|(k, _)| k.name == key)
    }

    /// The keys and values of a table; of anything else nothing.
    pub fn pairs(&self) -> &[(Key, Self)] {
        match &self.kind {
            Kind::Table(pairs) => pairs,
            _ => &[],
        }
    }

    /// The members of an array; of anything else nothing.
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a string.
    pub fn str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(s) => Some(s),
            _ => None,
        }
    }

    /// The strings of a string or of an array, with their places.
    pub fn strings(&self) -> impl Iterator<Item = (&str, &Self)> {
        let one = self.str().map(|s| (s, self));
        one.into_iter().chain(self.items().iter().filter_map(|n| Some((n.str()?, n))))
    }

    /// What it is, by name.
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::String(_) => "a string",
            Kind::Integer(_) => "a whole number",
            Kind::Float(_) => "a number",
            Kind::Boolean(_) => "true or false",
            Kind::Date(_) => "a date",
            Kind::Array(_) => "a list",
            Kind::Table(_) => "a table",
            Kind::Broken => "no value",
        }
    }

    /// Whether both say the same, wherever and however they are written. The order of keys means nothing.
    pub fn same(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::String(a), Kind::String(b))
            | (Kind::Integer(a), Kind::Integer(b))
            | (Kind::Float(a), Kind::Float(b))
            | (Kind::Date(a), Kind::Date(b)) => a == b,
            (Kind::Boolean(a), Kind::Boolean(b)) => a == b,
            (Kind::Array(a), Kind::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b)),
            (Kind::Table(a), Kind::Table(b)) => {
                a.len() == b.len() && a.iter().all(|(k, v)| other.get(&k.name).is_some_and(|w| v.same(w)))
            }
            _ => false,
        }
    }
}

/// Something that is not TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Range<usize>,
    /// What.
    pub message: String,
}

/// A header line with the pairs below it; the first one of a file has no header.
#[derive(Clone, Debug)]
pub struct Section {
    /// The header with its brackets.
    pub header: Range<usize>,
    /// The keys of the header.
    pub path: Vec<Key>,
    /// Whether it is `[[…]]`.
    pub array: bool,
    /// Where its pairs stand: first key to end of value.
    pub pairs: Vec<(Key, Range<usize>)>,
}

/// A file of TOML.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The table that the file is.
    pub root: Node,
    /// The headers and pairs in the order of the file.
    pub sections: Vec<Section>,
    /// The comments, `#` to the end of line.
    pub comments: Vec<Range<usize>>,
    /// What is not TOML.
    pub faults: Vec<Fault>,
    /// What only TOML 1.1 allows: the first line end or the trailing comma inside braces.
    pub newer: Vec<Range<usize>>,
}

impl Tree {
    /// Reads `text`. A byte order mark in front is passed over, and counted.
    pub fn parse(text: &str) -> Self {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let bom = text.len() - body.len();
        let source = Source::new(body);
        let tokens = source.lex().into_vec();
        let mut errors: Vec<ParseError> = Vec::new();
        let mut events: Vec<Event> = Vec::with_capacity(tokens.len());
        parse_document(&tokens, &mut RecursionGuard::new(&mut events, DEEPEST), &mut errors);
        let mut reader =
            Reader { source, bom, events: &events, at: 0, errors, comments: Vec::new(), newer: Vec::new() };
        let sections = reader.document();
        let Reader { errors, comments, newer, .. } = reader;
        let mut faults: Vec<Fault> = errors.iter().map(|e| fault(e, body, bom)).collect();
        let spans = sections
            .iter()
            .map(|s| Section {
                header: s.header.clone(),
                path: s.path.clone(),
                array: s.array,
                pairs: s.pairs.iter().map(|(path, v)| (path[0].clone(), path[0].span.start..v.span.end)).collect(),
            })
            .collect();
        let mut root = Node { span: bom..text.len(), kind: Kind::Table(Vec::new()) };
        for section in sections {
            place(&mut root, section, &mut faults);
        }
        faults.sort_by_key(|f| f.span.start);
        Self { root, sections: spans, comments, faults, newer }
    }

    /// The entries, in order.
    pub fn entries(&self) -> &[Node] {
        self.root.get("entry").map(Node::items).unwrap_or_default()
    }
}

fn fault(error: &ParseError, text: &str, bom: usize) -> Fault {
    let span = error.unexpected().or(error.context());
    let (start, end) = span.map_or((0, 0), |s| (s.start(), s.end()));
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(end.max(start));
    let expected: Vec<String> = error
        .expected()
        .unwrap_or_default()
        .iter()
        .map(|e| match e {
            toml_parser::Expected::Literal(l) => match l.trim() {
                "" => "a line end".to_owned(),
                l => format!("`{l}`"),
            },
            toml_parser::Expected::Description(d) => (*d).to_owned(),
            _ => "something else".to_owned(),
        })
        .collect();
    let mut message = error.description().to_owned();
    if !expected.is_empty() {
        message = format!("{message}, expected {}", expected.join(", "));
    }
    Fault { span: start + bom..end + bom, message }
}

/// A section before it is put into the tree.
struct RawSection {
    header: Range<usize>,
    path: Vec<Key>,
    array: bool,
    pairs: Vec<(Vec<Key>, Node)>,
}

struct Reader<'a> {
    source: Source<'a>,
    bom: usize,
    events: &'a [Event],
    at: usize,
    errors: Vec<ParseError>,
    comments: Vec<Range<usize>>,
    newer: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn span(&self, event: &Event) -> Range<usize> {
        event.span().start() + self.bom..event.span().end() + self.bom
    }

    /// The next event that is neither space nor comment; `inside` braces, line ends and trailing commas are noted.
    fn next(&mut self, inside: bool) -> Option<Event> {
        loop {
            let event = *self.events.get(self.at)?;
            self.at += 1;
            match event.kind() {
                EventKind::Whitespace | EventKind::Error => {}
                EventKind::Newline => {
                    if inside {
                        self.newer.push(self.span(&event));
                    }
                }
                EventKind::Comment => {
                    let span = self.span(&event);
                    self.comments.push(span);
                }
                _ => return Some(event),
            }
        }
    }

    fn document(&mut self) -> Vec<RawSection> {
        let bom = self.bom;
        let mut sections = vec![RawSection { header: bom..bom, path: Vec::new(), array: false, pairs: Vec::new() }];
        let mut path: Vec<Key> = Vec::new();
        while let Some(event) = self.next(false) {
            match event.kind() {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    let start = self.span(&event).start;
                    let array = event.kind() == EventKind::ArrayTableOpen;
                    let (keys, end) = self.header(start);
                    sections.push(RawSection { header: start..end, path: keys, array, pairs: Vec::new() });
                }
                EventKind::SimpleKey => path.push(self.key(&event)),
                EventKind::KeyValSep => {
                    let value = self.value();
                    let keys = std::mem::take(&mut path);
                    if let (Some(value), Some(section), false) = (value, sections.last_mut(), keys.is_empty()) {
                        section.pairs.push((keys, value));
                    }
                }
                _ => {}
            }
        }
        sections
    }

    fn header(&mut self, start: usize) -> (Vec<Key>, usize) {
        let mut keys = Vec::new();
        let mut end = start;
        while let Some(event) = self.events.get(self.at).copied() {
            match event.kind() {
                EventKind::SimpleKey => keys.push(self.key(&event)),
                EventKind::KeySep | EventKind::Whitespace | EventKind::Error => {}
                EventKind::StdTableClose | EventKind::ArrayTableClose => {
                    self.at += 1;
                    return (keys, self.span(&event).end);
                }
                _ => break,
            }
            end = self.span(&event).end;
            self.at += 1;
        }
        (keys, end)
    }

    fn key(&mut self, event: &Event) -> Key {
        let mut name = String::new();
        if let Some(raw) = self.source.get(*event) {
            raw.decode_key(&mut name, &mut self.errors);
        }
        Key { name, span: self.span(event) }
    }

    /// The value that comes next; none if there is no value where there should be one.
    fn value(&mut self) -> Option<Node> {
        // A missing value leaves the line end; it is no part of the value.
        let before = self.at;
        let event = self.next(false)?;
        let span = self.span(&event);
        match event.kind() {
            EventKind::Scalar => Some(self.scalar(&event)),
            EventKind::ArrayOpen => Some(self.array(span.start)),
            EventKind::InlineTableOpen => Some(self.braces(span.start)),
            _ => {
                self.at = before;
                None
            }
        }
    }

    fn scalar(&mut self, event: &Event) -> Node {
        let span = self.span(event);
        let Some(raw) = self.source.get(*event) else { return Node { span, kind: Kind::Broken } };
        let mut text = String::new();
        let before = self.errors.len();
        let kind = match raw.decode_scalar(&mut text, &mut self.errors) {
            ScalarKind::String if self.errors.len() > before && event.encoding().is_none() => Kind::Broken,
            ScalarKind::String => Kind::String(text),
            ScalarKind::Boolean(b) => Kind::Boolean(b),
            ScalarKind::DateTime => Kind::Date(text),
            ScalarKind::Float => Kind::Float(text),
            ScalarKind::Integer(_) => Kind::Integer(text),
        };
        Node { span, kind }
    }

    fn array(&mut self, start: usize) -> Node {
        let mut items = Vec::new();
        let mut end = start + 1;
        while let Some(event) = self.next(false) {
            let span = self.span(&event);
            end = span.end;
            match event.kind() {
                EventKind::ArrayClose => break,
                EventKind::Scalar => items.push(self.scalar(&event)),
                EventKind::ArrayOpen => items.push(self.array(span.start)),
                EventKind::InlineTableOpen => items.push(self.braces(span.start)),
                _ => {}
            }
        }
        Node { span: start..end, kind: Kind::Array(items) }
    }

    fn braces(&mut self, start: usize) -> Node {
        let mut pairs: Vec<(Vec<Key>, Node)> = Vec::new();
        let mut path: Vec<Key> = Vec::new();
        let mut end = start + 1;
        let mut comma = None;
        while let Some(event) = self.next(true) {
            let span = self.span(&event);
            end = span.end;
            match event.kind() {
                EventKind::InlineTableClose => {
                    self.newer.extend(comma.take());
                    break;
                }
                EventKind::ValueSep => comma = Some(span),
                EventKind::SimpleKey => {
                    comma = None;
                    path.push(self.key(&event));
                }
                EventKind::KeyValSep => {
                    let value = self.value();
                    let keys = std::mem::take(&mut path);
                    if let Some(value) = value {
                        end = value.span.end;
                        if !keys.is_empty() {
                            pairs.push((keys, value));
                        }
                    }
                }
                _ => {}
            }
        }
        let mut node = Node { span: start..end, kind: Kind::Table(Vec::new()) };
        let mut faults = Vec::new();
        for (path, value) in pairs {
            insert(&mut node, &path, value, &mut faults);
        }
        for f in faults {
            let span = toml_parser::Span::new_unchecked(f.span.start - self.bom, f.span.end - self.bom);
            self.errors.push(ParseError::new(f.message).with_unexpected(span));
        }
        node
    }
}

/// Puts a section where its header says.
fn place(root: &mut Node, section: RawSection, faults: &mut Vec<Fault>) {
    let mut at = root;
    let last = section.path.len().saturating_sub(1);
    for (depth, key) in section.path.iter().enumerate() {
        let Kind::Table(pairs) = &mut at.kind else {
            faults.push(Fault { span: key.span.clone(), message: format!("{} is no table", key.name) });
            return;
        };
        let found = pairs.iter().position(|(k, _)| k.name == key.name);
        let found = found.unwrap_or_else(|| {
            let kind = if depth == last && section.array { Kind::Array(Vec::new()) } else { Kind::Table(Vec::new()) };
            pairs.push((key.clone(), Node { span: section.header.clone(), kind }));
            pairs.len() - 1
        });
        let node = &mut pairs[found].1;
        let table = || Node { span: section.header.clone(), kind: Kind::Table(Vec::new()) };
        if !matches!(node.kind, Kind::Array(_) | Kind::Table(_)) {
            faults.push(Fault { span: key.span.clone(), message: format!("duplicate key `{}`", key.name) });
            return;
        }
        if let Kind::Array(items) = &mut node.kind
            && (items.is_empty() || depth == last && section.array)
        {
            items.push(table());
        }
        at = if matches!(node.kind, Kind::Array(_)) { last_item(node) } else { node };
    }
    for (path, value) in section.pairs {
        insert(at, &path, value, faults);
    }
}

/// The last member of an array that has one.
fn last_item(array: &mut Node) -> &mut Node {
    let Kind::Array(items) = &mut array.kind else { unreachable!("asked of an array alone") };
    items.last_mut().expect("an item was put there if there was none")
}

fn insert(table: &mut Node, path: &[Key], value: Node, faults: &mut Vec<Fault>) {
    let Some((key, rest)) = path.split_first() else { return };
    let span = table.span.clone();
    let Kind::Table(pairs) = &mut table.kind else {
        faults
            .push(Fault { span: key.span.clone(), message: format!("{} is under a value that is no table", key.name) });
        return;
    };
    let found = pairs.iter().position(|(k, _)| k.name == key.name);
    match (found, rest.is_empty()) {
        (None, true) => pairs.push((key.clone(), value)),
        (Some(_), true) => {
            faults.push(Fault { span: key.span.clone(), message: format!("duplicate key `{}`", key.name) });
        }
        (None, false) => {
            let mut node = Node { span: value.span.clone(), kind: Kind::Table(Vec::new()) };
            insert(&mut node, rest, value, faults);
            pairs.push((key.clone(), node));
        }
        (Some(n), false) => insert(&mut pairs[n].1, rest, value, faults),
    }
    table.span = span;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(node: &Node) -> String {
        match &node.kind {
            Kind::String(s) => format!("{s:?}"),
            Kind::Integer(s) | Kind::Float(s) | Kind::Date(s) => s.clone(),
            Kind::Boolean(b) => b.to_string(),
            Kind::Array(items) => format!("[{}]", items.iter().map(outline).collect::<Vec<_>>().join(" ")),
            Kind::Table(pairs) => {
                let pairs: Vec<String> = pairs.iter().map(|(k, v)| format!("{}={}", k.name, outline(v))).collect();
                format!("{{{}}}", pairs.join(" "))
            }
            Kind::Broken => "?".to_owned(),
        }
    }

    #[test]
    fn reads_every_way_of_writing() {
        let table = [
            ("a = 1 # x\nb.c = 'd'\nb.e = true\n", "{a=1 b={c=\"d\" e=true}}"),
            (
                "\u{feff}[[entry]]\r\nterm = \"x\"\r\n[[entry.sense]]\r\nwhen.next = ['a']\r\n[[entry]]\r\n",
                "{entry=[{term=\"x\" sense=[{when={next=[\"a\"]}}]} {}]}",
            ),
            ("[a]\nd = 2026-01-02\n[a.b]\nf = 1.5\n", "{a={d=2026-01-02 b={f=1.5}}}"),
            ("x = [ { a = \"1\" }, # one\n  { b = \"\\u0041\" },\n]\n", "{x=[{a=\"1\"} {b=\"A\"}]}"),
        ];
        for (text, wanted) in table {
            let tree = Tree::parse(text);
            assert_eq!(outline(&tree.root), wanted, "{text}");
            assert_eq!(tree.faults, [], "{text}");
        }
    }

    #[test]
    fn goes_on_after_faults() {
        let table = [
            ("a = b\nc = 1\n", 1, "{a=? c=1}"),
            ("a = \nc = 1\n", 1, "{a=? c=1}"),
            ("a = 1\na = 2\n", 1, "{a=1}"),
            ("a = { b = 1, b = 2 }\nc = 1\n", 1, "{a={b=1} c=1}"),
        ];
        for (text, faults, wanted) in table {
            let tree = Tree::parse(text);
            assert_eq!(
                (tree.faults.len(), outline(&tree.root).as_str()),
                (faults, wanted),
                "{text}: {:?}",
                tree.faults
            );
        }
    }

    #[test]
    fn sees_what_is_newer_than_toml_1_0() {
        let newer = |text: &str| Tree::parse(text).newer.len();
        assert_eq!(newer("a = { b = 1 }\nc = [\n 1,\n]\n"), 0);
        assert_eq!(newer("a = { b = 1, }\n"), 1);
        assert!(newer("a = {\n b = 1\n}\n") > 0);
    }
}

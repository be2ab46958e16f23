//! XML, written with indentation and read with suspicion.
//!
//! Entities cannot be declared: a document type may only be named. Depth, length of tags and number of nodes are limited.

use roxmltree::{Document, Node, ParsingOptions};

use super::input::Source;
use super::{ExchangeError, Input, Report};

/// Deepest nesting of elements.
const DEEPEST: usize = 64;

/// Longest tag in bytes.
const LONGEST_TAG: usize = 64 << 10;

/// Most nodes of a document.
const MOST_NODES: u32 = 8_000_000;

/// Most attributes of an element; readers compare each with all.
const MOST_ATTRIBUTES: usize = 256;

/// A document that is being written.
pub(super) struct Writer {
    out: String,
    open: Vec<&'static str>,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// A line as it is.
    pub(super) fn raw(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    pub(super) fn close(&mut self) {
        let name = self.open.pop().expect("as many elements are closed as opened");
        self.indent();
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// An element that holds text.
    pub(super) fn text(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.begin(name, attributes);
        self.out.push('>');
        escape(&mut self.out, text);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    pub(super) fn finish(self) -> Vec<u8> {
        debug_assert!(self.open.is_empty());
        self.out.into_bytes()
    }

    fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.out.push_str("  ");
        }
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// The text of a document, by its byte order mark or its declaration, proved harmless.
pub(super) fn source<'a>(input: &'a Input<'_>, report: &mut Report) -> Result<Source<'a>, ExchangeError> {
    let mut source = match declared(input.bytes) {
        Some(name) if !is_utf8(&name) => {
            let Some(encoding) = encoding_rs::Encoding::for_label(name.as_bytes()) else {
                return Err(input.fault(format!("unknown encoding {name:?}; save it as UTF-8")));
            };
            let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(input.bytes) else {
                return Err(input.fault(format!("is not in {name}, as it says")));
            };
            report.remark(format!("{}: read as {}", input.path.display(), encoding.name()));
            Source::new(&input.path, text.into_owned())
        }
        Some(_) => match std::str::from_utf8(input.bytes) {
            Ok(text) => Source::new(&input.path, text.to_owned()),
            Err(e) => {
                let offset = e.valid_up_to();
                let byte = input.bytes[offset];
                return Err(input.undecodable(&crate::text::DecodeError::NotUtf8 { offset, byte }));
            }
        },
        None => input.source(report)?,
    };
    let doctype = guard(&source)?;
    if let Some(doctype) = doctype {
        // Blanks in its place: the parser needs no document type, and places stay what they are.
        let blank: String = source.text[doctype.clone()]
            .chars()
            .map(|c| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) })
            .collect();
        source.text.replace_range(doctype, &blank);
    }
    Ok(source)
}

/// The encoding that a document without a byte order mark declares.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(200))?;
    let head: String = head.iter().map(|&b| if b.is_ascii() { char::from(b) } else { '?' }).collect();
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|&c| c == '"' || c == '\'')?;
    Some(value[1..].split(quote).next()?.trim().to_owned())
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].contains(&name.to_lowercase().as_str())
}

/// Walks over the tags before the parser sees them. Gives where the document type stands, if there is one.
fn guard(source: &Source<'_>) -> Result<Option<std::ops::Range<usize>>, ExchangeError> {
    let text = source.text.as_str();
    let mut doctype = None;
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        let begin = at + found;
        let rest = &text[begin..];
        let skip = |opening: &str, closing: &str| {
            let end = rest[opening.len()..].find(closing).map(|e| begin + opening.len() + e + closing.len());
            end.ok_or_else(|| source.fault(begin..begin + opening.len(), "never ends", ""))
        };
        if rest.starts_with("<!--") {
            at = skip("<!--", "-->")?;
        } else if rest.starts_with("<![CDATA[") {
            at = skip("<![CDATA[", "]]>")?;
        } else if rest.starts_with("<?") {
            at = skip("<?", "?>")?;
        } else if rest.starts_with("<!") {
            let end = tag_end(rest, true).unwrap_or(rest.len());
            if let Some(subset) = rest[..end].find('[') {
                let declared = rest.find("<!ENTITY").map_or(subset, |e| e);
                let span = begin + declared..begin + declared + 1;
                let help = "entities are never read: they can fill the memory and open other files; resolve them first";
                return Err(source.fault(span, "a document type that declares things of its own", help));
            }
            if depth > 0 || doctype.is_some() {
                return Err(source.fault(begin..begin + 2, "a declaration inside the document", ""));
            }
            doctype = Some(begin..begin + end);
            at = begin + end;
        } else {
            let Some(end) = tag_end(rest, false) else {
                return Err(source.fault(begin..begin + 1, "a tag that never ends", ""));
            };
            let tag = &rest[..end];
            if tag.len() > LONGEST_TAG {
                return Err(source.fault(
                    begin..begin + 1,
                    format!("a tag of more than {} KiB", LONGEST_TAG >> 10),
                    "",
                ));
            }
            if tag.matches('=').count() > MOST_ATTRIBUTES && tag.split_whitespace().count() > MOST_ATTRIBUTES {
                return Err(source.fault(
                    begin..begin + 1,
                    format!("a tag of more than {MOST_ATTRIBUTES} attributes"),
                    "",
                ));
            }
            if tag.starts_with("</") {
                depth = depth.saturating_sub(1);
            } else if !tag.ends_with("/>") {
                depth += 1;
                if depth > DEEPEST {
                    let message = format!("elements nested more than {DEEPEST} deep");
                    return Err(source.fault(
                        begin..begin + tag.len(),
                        message,
                        "no glossary format nests more than a dozen",
                    ));
                }
            }
            at = begin + end;
        }
    }
    Ok(doctype)
}

/// Where a tag ends that `text` begins with. A document type ends where its internal subset begins, if it has one.
fn tag_end(text: &str, doctype: bool) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return Some(at + 1),
            (None, '[') if doctype => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The tree of a document.
pub(super) fn parse<'a>(source: &'a Source<'_>) -> Result<Document<'a>, ExchangeError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(&source.text, options).map_err(|e| {
        let at = e.pos();
        let line = usize::try_from(at.row).unwrap_or(1).saturating_sub(1);
        let begin: usize = source.text.split_inclusive('\n').take(line).map(str::len).sum();
        let column = usize::try_from(at.col).unwrap_or(1).saturating_sub(1);
        let at =
            begin + source.text[begin.min(source.text.len())..].chars().take(column).map(char::len_utf8).sum::<usize>();
        let message = e.to_string();
        // The place is said by us.
        let message = message.split(" at ").next().unwrap_or_default().to_owned();
        source.fault(at..at + 1, message, "the file is not well-formed XML")
    })
}

/// The text of an element and of all in it, on one line.
pub(super) fn text(node: Node<'_, '_>) -> String {
    let parts = node.descendants().filter(|n| n.is_text()).filter_map(|n| n.text());
    parts.collect::<String>().split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The elements in an element.
pub(super) fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

/// The language of an element, by its primary subtag.
pub(super) fn language(node: Node<'_, '_>) -> Language {
    let xml = node.attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
    let tag = xml.or_else(|| node.attribute("lang")).unwrap_or_default().to_lowercase();
    match tag.split(['-', '_']).next().unwrap_or_default() {
        // `in` is what Indonesian was called before 1989, and what old Java programs still write.
        "id" | "in" | "ind" => Language::Indonesian,
        "en" | "eng" => Language::English,
        _ => Language::Other,
    }
}

/// The languages that padan knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Indonesian,
    English,
    Other,
}

/// A key as an XML name: characters that names cannot have become `_xHHHH_`.
pub(super) fn id(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for (n, c) in key.char_indices() {
        let first = c.is_ascii_alphabetic() || c == '_' || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ƿ');
        let later = first || (n > 0 && (c.is_ascii_digit() || matches!(c, '-' | '.')));
        // An underscore that would look like our own sign.
        let ours = c == '_' && key[n + 1..].starts_with('x');
        if later && !ours {
            out.push(c);
        } else {
            out.push_str(&format!("_x{:04X}_", u32::from(c)));
        }
    }
    if out.is_empty() { "_x_".to_owned() } else { out }
}

/// The key that an XML name stands for.
pub(super) fn key(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    let mut rest = id;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 2..];
        let end = tail.find('_').filter(|&e| (1..=6).contains(&e));
        let decoded = end.and_then(|e| Some((u32::from_str_radix(&tail[..e], 16).ok().and_then(char::from_u32)?, e)));
        match decoded {
            Some((c, e)) => {
                out.push(c);
                rest = &tail[e + 1..];
            }
            None => {
                out.push_str("_x");
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    if id == "_x_" { String::new() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_come_back(word in "[a-z0-9_x.é漢 -]{0,8}") {
            let id = id(&word);
            prop_assert!(id.chars().next().is_some_and(|c| !c.is_ascii_digit() && c != '-' && c != '.'));
            prop_assert_eq!(key(&id), word);
        }
    }

    fn refused(xml: &str) -> String {
        let input = Input { path: "g.xml".into(), bytes: xml.as_bytes() };
        let found = source(&input, &mut Report::default()).and_then(|s| parse(&s).map(|_| ()));
        found.expect_err(&xml[..xml.len().min(80)]).to_string()
    }

    #[test]
    fn refuses_hostile_documents_with_the_place() {
        let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n <!ENTITY lol \"lol\">\n <!ENTITY lol2 \"&lol;&lol;\">\n]>\n<tbx>&lol2;</tbx>";
        assert_eq!(refused(bomb), "g.xml:3:2: a document type that declares things of its own");
        let external = "<!DOCTYPE tbx [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<tbx>&x;</tbx>";
        assert_eq!(refused(external), "g.xml:1:16: a document type that declares things of its own");
        let parameter = "<!DOCTYPE tbx [ %remote; ]>\n<tbx/>";
        assert_eq!(refused(parameter), "g.xml:1:15: a document type that declares things of its own");
        let deep = format!("<a>\n{}", "<b>".repeat(100_000));
        assert_eq!(refused(&deep), "g.xml:2:190: elements nested more than 64 deep");
        assert!(refused("<a>&x;</a>").starts_with("g.xml:1:4: "), "{}", refused("<a>&x;</a>"));
        assert!(refused("<a>\n  <b></a>").starts_with("g.xml:2:"), "{}", refused("<a>\n  <b></a>"));
        let wide = format!("<a {}/>", (0..10_000).map(|n| format!("a{n}=\"\" ")).collect::<String>());
        assert!(refused(&wide).contains("a tag of more than"), "{}", refused(&wide));
        assert!(refused("<a/><!DOCTYPE a><!DOCTYPE a>").contains("declaration"));
    }

    #[test]
    fn takes_a_document_type_that_is_only_named() {
        let xml = "<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">\n<martif/>";
        let input = Input { path: "g.xml".into(), bytes: xml.as_bytes() };
        let source = source(&input, &mut Report::default()).expect("reads");
        assert!(parse(&source).is_ok());
    }
}

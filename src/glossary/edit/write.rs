//! Values as text, in the way our glossaries are written.

use super::tree::{Key, Kind, Node};

/// Longest line of a list; a longer one has a line a member.
const WIDTH: usize = 100;

impl Node {
    fn new(kind: Kind) -> Self {
        Self { span: 0..0, kind }
    }

    /// A string that stands nowhere yet.
    pub fn string(text: impl Into<String>) -> Self {
        Self::new(Kind::String(text.into()))
    }

    /// A list of strings that stands nowhere yet.
    pub fn list<S: Into<String>>(items: impl IntoIterator<Item = S>) -> Self {
        Self::new(Kind::Array(items.into_iter().map(Self::string).collect()))
    }

    /// A list that stands nowhere yet.
    pub fn array(items: Vec<Self>) -> Self {
        Self::new(Kind::Array(items))
    }

    /// A table that stands nowhere yet.
    pub fn table<'a>(pairs: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let pairs = pairs.into_iter().map(|(name, value)| (Key { name: name.to_owned(), span: 0..0 }, value));
        Self::new(Kind::Table(pairs.collect()))
    }

    /// `true` or `false`, standing nowhere yet.
    pub fn flag(value: bool) -> Self {
        Self::new(Kind::Boolean(value))
    }

    /// A date as written, standing nowhere yet.
    pub fn date(text: impl Into<String>) -> Self {
        Self::new(Kind::Date(text.into()))
    }

    /// The value as the crate `toml` has it; nothing if it is no value of TOML.
    pub(super) fn to_toml(&self) -> Option<toml::Value> {
        Some(match &self.kind {
            Kind::String(s) => toml::Value::String(s.clone()),
            Kind::Integer(s) | Kind::Float(s) | Kind::Date(s) => {
                let table: toml::Table = toml::from_str(&format!("v = {s}")).ok()?;
                table.get("v")?.clone()
            }
            Kind::Boolean(b) => toml::Value::Boolean(*b),
            Kind::Array(items) => toml::Value::Array(items.iter().map(Self::to_toml).collect::<Option<_>>()?),
            Kind::Table(pairs) => {
                let pairs = pairs.iter().map(|(k, v)| Some((k.name.clone(), v.to_toml()?)));
                toml::Value::Table(pairs.collect::<Option<_>>()?)
            }
            Kind::Broken => return None,
        })
    }
}

/// A string in double quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A key, in quotes if it needs them.
pub fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { quoted(name) }
}

/// A value on one line.
pub fn inline(node: &Node) -> String {
    match &node.kind {
        Kind::String(s) => quoted(s),
        Kind::Integer(s) | Kind::Float(s) | Kind::Date(s) => s.clone(),
        Kind::Boolean(b) => b.to_string(),
        Kind::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Kind::Table(pairs) if pairs.is_empty() => "{}".to_owned(),
        Kind::Table(pairs) => {
            let pairs: Vec<String> = pairs.iter().map(|(k, v)| format!("{} = {}", key(&k.name), inline(v))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Kind::Broken => "\"\"".to_owned(),
    }
}

/// A value that begins in column `column` of a line with this `indent`: lists of tables and long lists have a line a member.
pub fn value(node: &Node, column: usize, indent: &str, eol: &str) -> String {
    let line = inline(node);
    let tables = node.items().iter().any(|n| matches!(n.kind, Kind::Table(_)));
    if node.items().is_empty() || (!tables && column + line.chars().count() <= WIDTH) {
        return line;
    }
    let members: String = node.items().iter().map(|n| format!("{indent}  {},{eol}", inline(n))).collect();
    format!("[{eol}{members}{indent}]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::edit::tree::Tree;

    #[test]
    fn writes_what_reads_back() {
        for text in ["plain", "say \"hi\"", "a\\b", "tab\tend\n", "é⍽\u{7f}\u{1}", ""] {
            let toml = format!("v = {}\n", quoted(text));
            let tree = Tree::parse(&toml);
            assert_eq!(tree.root.get("v").and_then(Node::str), Some(text), "{toml}");
        }
    }

    #[test]
    fn breaks_long_lists_and_lists_of_tables() {
        assert_eq!(value(&Node::list(["a", "b"]), 8, "", "\n"), "[\"a\", \"b\"]");
        let long = "x".repeat(60);
        assert_eq!(value(&Node::list([&long, &long]), 8, "", "\n"), format!("[\n  \"{long}\",\n  \"{long}\",\n]"));
        let ban = Node::array(vec![Node::table([("en", Node::string("x")), ("why", Node::string("y"))])]);
        assert_eq!(value(&ban, 8, "  ", "\r\n"), "[\r\n    { en = \"x\", why = \"y\" },\r\n  ]");
    }
}

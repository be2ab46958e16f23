//! A glossary as the checks see it: whatever could be read of it, with the place of everything.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::evidence::{self, Line};
use super::{LintFile, Options, index_of};
use crate::Glossary;
use crate::glossary::edit::tree::{Kind, Node, Tree};
use crate::glossary::edit::{Layout, entry_key};
use crate::glossary::{Term, TermPos};
use crate::morph::Analyzer;
use crate::terms::{TermIndex, surfaces};

/// How many entries that cannot be read are passed over before the reader gives up.
const MOST_FAULTS: usize = 200;

/// A glossary while it is checked.
pub(super) struct Work<'a> {
    pub text: &'a str,
    pub tree: Tree,
    pub layout: Layout,
    pub entries: Vec<EntryView>,
    /// The entries that can be read, as terms.
    pub glossary: Glossary,
    /// Of each term, its entry.
    pub entry_of: Vec<usize>,
    pub analyzer: &'a Analyzer,
    pub options: &'a Options<'a>,
    index: OnceCell<TermIndex>,
    forms: OnceCell<Vec<Vec<(String, &'static str)>>>,
    aligned: OnceCell<HashMap<usize, Vec<Line>>>,
}

/// What is known of an entry without reading all of it.
pub(super) struct EntryView {
    pub key: String,
    /// Where it is pointed at: its term, or its header.
    pub span: Range<usize>,
}

impl<'a> Work<'a> {
    pub fn new(file: &LintFile<'a>, analyzer: &'a Analyzer, options: &'a Options<'a>) -> Self {
        let text = file.text;
        let tree = Tree::parse(text);
        let layout = Layout::new(text, &tree);
        let entries = tree
            .entries()
            .iter()
            .map(|node| EntryView {
                key: entry_key(node).unwrap_or_default(),
                span: node.get("term").map_or(node.span.clone(), |t| t.span.clone()),
            })
            .collect();
        let (glossary, entry_of) = sound(file, &layout);
        Self {
            text,
            tree,
            layout,
            entries,
            glossary,
            entry_of,
            analyzer,
            options,
            index: OnceCell::new(),
            forms: OnceCell::new(),
            aligned: OnceCell::new(),
        }
    }

    /// The entries as they are written.
    pub fn nodes(&self) -> &[Node] {
        self.tree.entries()
    }

    /// The entries that can be read, with how they are written.
    pub fn terms(&self) -> impl Iterator<Item = (usize, &Term, &Node)> {
        let nodes = self.tree.entries();
        self.glossary.terms.iter().enumerate().map(move |(n, term)| (n, term, &nodes[self.entry_of[n]]))
    }

    /// Where the term with this number is pointed at.
    pub fn span(&self, term: usize) -> &Range<usize> {
        &self.entries[self.entry_of[term]].span
    }

    /// `line:column` of an entry, for messages.
    pub fn place(&self, term: usize) -> String {
        let at = &self.glossary.terms[term].at;
        format!("{}:{}", at.line, at.column)
    }

    /// Where the string `text` stands in the list or string `key` of a term; failing that, where the term does.
    pub fn member(&self, term: usize, key: &str, text: &str) -> Range<usize> {
        let node = self.nodes()[self.entry_of[term]].get(key);
        let in_table = |n: &Node| n.pairs().iter().find(|(_, v)| v.str() == Some(text)).map(|(_, v)| v.span.clone());
        let found = node.and_then(|node| {
            let own = node.strings().find(|(s, _)| *s == text).map(|(_, n)| n.span.clone());
            own.or_else(|| node.items().iter().find_map(in_table))
        });
        found.unwrap_or_else(|| self.span(term).clone())
    }

    /// The matcher over the entries that can be read.
    pub fn index(&self) -> &TermIndex {
        self.index.get_or_init(|| match self.text == crate::glossary::BUILTIN {
            true => TermIndex::builtin(),
            false => index_of(&self.glossary, self.analyzer),
        })
    }

    /// The forms of each term.
    pub fn forms(&self) -> &[Vec<(String, &'static str)>] {
        self.forms.get_or_init(|| surfaces(&self.glossary.terms, self.analyzer))
    }

    /// The aligned sentences of each term.
    pub fn aligned(&self) -> &HashMap<usize, Vec<Line>> {
        self.aligned.get_or_init(|| evidence::aligned(self))
    }

    /// The terms by key.
    pub fn keys(&self) -> HashMap<&str, usize> {
        let mut keys = HashMap::new();
        for (n, term) in self.glossary.terms.iter().enumerate() {
            keys.entry(term.key.as_str()).or_insert(n);
        }
        keys
    }

    /// Every string of the file, with its place, whether it is a key's value or a member of a list.
    pub fn strings<'t>(&'t self, each: &mut impl FnMut(&'t str, &'t Node)) {
        fn walk<'t>(node: &'t Node, each: &mut impl FnMut(&'t str, &'t Node)) {
            match &node.kind {
                Kind::String(s) => each(s, node),
                Kind::Array(items) => items.iter().for_each(|n| walk(n, each)),
                Kind::Table(pairs) => pairs.iter().for_each(|(_, n)| walk(n, each)),
                _ => {}
            }
        }
        walk(&self.tree.root, each);
    }

    /// Whether a term is a name.
    pub fn is_name(term: &Term) -> bool {
        term.pos == TermPos::Name
    }
}

/// The terms of the entries that can be read. What stops the reader is blanked out, entry by entry, so that one slip does not hide
/// the rest.
fn sound(file: &LintFile<'_>, layout: &Layout) -> (Glossary, Vec<usize>) {
    let mut text = file.text.to_owned();
    let mut left: Vec<usize> = (0..layout.entries.len()).collect();
    for _ in 0..MOST_FAULTS {
        match Glossary::parse(&file.path, &text) {
            Ok(glossary) if glossary.terms.len() == left.len() => return (glossary, left),
            Ok(_) => break,
            Err(fault) => {
                let Some(entry) = layout.entry_at(fault.0.span.start) else { break };
                let Some(at) = left.iter().position(|&n| n == entry) else { break };
                left.remove(at);
                let place = layout.entries[entry].whole();
                // The same number of bytes, so that places stay.
                let blank: String =
                    file.text[place.clone()].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
                text.replace_range(place, &blank);
            }
        }
    }
    (Glossary::default(), Vec::new())
}

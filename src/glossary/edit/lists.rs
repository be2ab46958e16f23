//! Members of lists, one at a time, so that the others keep their lines and comments.

use super::tree::Node;
use super::{EditError, Editor, entry_table, is_list, layout, write};

impl Editor {
    /// Adds a member to the end of a list; a single string becomes a list of two, and a list that is not there is made.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn push(&mut self, entry: usize, key: &str, item: Node) -> Result<(), EditError> {
        let Some(node) = self.tree.entries()[entry].get(key).cloned() else {
            return self.set(entry, key, Node::array(vec![item]));
        };
        let span = self.value_span(entry, key)?;
        let new = write::inline(&item);
        let splices = match node.items().last() {
            _ if !is_list(&node) => {
                vec![(span.start..span.start, "[".to_owned()), (span.end..span.end, format!(", {new}]"))]
            }
            None => vec![(span.start + 1..span.start + 1, new)],
            Some(last) => {
                let end = last.span.end;
                let line_end = self.text[end..].find('\n').map_or(self.text.len(), |n| end + n);
                let rest = self.text[end..line_end].trim_end_matches('\r');
                let code = rest.split('#').next().unwrap_or_default();
                let line = self.layout.line_start(&self.text, last.span.start);
                if line_end >= span.end {
                    vec![(end..end, format!(", {new}"))]
                } else {
                    // The new member takes the line below, with the indent of the last one.
                    let indent = layout::indent(&self.text[line..]);
                    let indent = if line <= span.start { format!("{indent}  ") } else { indent.to_owned() };
                    let at = end + rest.len();
                    let comma = if code.trim_start().starts_with(',') { "" } else { "," };
                    vec![(end..end, comma.to_owned()), (at..at, format!("{}{indent}{new},", self.layout.eol))]
                }
            }
        };
        let (name, item) = (key.to_owned(), item.to_toml());
        // Where the last member has neither comma nor comment, both splices are at one place, in this order.
        self.apply(splices, |table| {
            let value = entry_table(table, entry)?.get_mut(&name)?;
            match value {
                toml::Value::Array(items) => items.push(item?),
                one => *one = toml::Value::Array(vec![one.clone(), item?]),
            }
            Some(())
        })
    }

    /// Takes the member that is `item` out of a list of strings, or of tables whose `en`, `form`, `term` or `text` is `item`. A list
    /// that would be empty goes.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn pull(&mut self, entry: usize, key: &str, item: &str) -> Result<(), EditError> {
        let lacking = || EditError::NoItem { key: key.to_owned(), item: item.to_owned() };
        let node = self.tree.entries()[entry].get(key).cloned().ok_or_else(lacking)?;
        let span = self.value_span(entry, key)?;
        if node.str() == Some(item) {
            return self.unset(entry, key);
        }
        let is = |n: &Node| {
            n.str() == Some(item)
                || ["en", "form", "term", "text"].iter().any(|k| n.get(k).and_then(Node::str) == Some(item))
        };
        let found = node.items().iter().position(is).ok_or_else(lacking)?;
        if node.items().len() == 1 {
            return self.unset(entry, key);
        }
        let own = node.items()[found].span.clone();
        let after = &self.text[own.end..span.end];
        let gap = after.len() - after.trim_start_matches([' ', '\t']).len();
        let comma = after[gap..].starts_with(',').then_some(own.end + gap + 1);
        let line = self.layout.line_start(&self.text, own.start);
        let line_end = self.layout.line_end(&self.text, own.end);
        let behind = self.text[comma.unwrap_or(own.end)..line_end].trim();
        let alone = self.text[line..own.start].trim().is_empty() && (behind.is_empty() || behind.starts_with('#'));
        let cut = if alone && line > span.start && line_end <= span.end {
            line..line_end
        } else if let Some(comma) = comma {
            let rest = &self.text[comma..];
            own.start..comma + rest.len() - rest.trim_start_matches([' ', '\t']).len()
        } else {
            // The last member goes with the comma before it.
            node.items()[found - 1].span.end..own.end
        };
        let name = key.to_owned();
        self.apply(vec![(cut, String::new())], |table| {
            let items = entry_table(table, entry)?.get_mut(&name)?.as_array_mut()?;
            (found < items.len()).then(|| drop(items.remove(found)))
        })
    }
}

//! Untrusted text between tags and in quoted attributes.

use crate::model::is_visible;

/// Text as it may stand between tags and in quoted attributes, of HTML and of XML. Control characters and non-characters, which
/// no page may hold, and marks that turn the line round are left out.
pub fn escape(s: &str) -> String {
    let mut out = String::with_capacity(s.len() + s.len() / 8);
    push(&mut out, s);
    out
}

/// Appends [`escape`]d text.
pub fn push(out: &mut String, s: &str) {
    for c in s.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if is_visible(c) => out.push(c),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        let table = [
            ("<script>", "&lt;script&gt;"),
            ("]]>", "]]&gt;"),
            ("\" onerror='", "&quot; onerror=&#39;"),
            ("a\u{202e}b\u{200f}c\u{1b}[31m\u{0}\u{ffff}\u{85}", "abc[31m"),
            ("baris\n\tsatu", "baris\n\tsatu"),
        ];
        for (text, wanted) in table {
            assert_eq!(escape(text), wanted);
        }
    }
}

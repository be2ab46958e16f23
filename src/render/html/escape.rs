//! Untrusted text between tags and in quoted attributes.

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
            '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            '\u{fdd0}'..='\u{fdef}' => {}
            c if u32::from(c) & 0xfffe == 0xfffe => {}
            c => out.push(c),
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

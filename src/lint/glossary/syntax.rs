//! What keeps a file from being read, here or elsewhere.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::work::Work;
use super::{Found, fix};
use crate::glossary::edit::tree::Node;
use crate::glossary::edit::write;

/// Lines that merges leave behind.
const MARKERS: &[&str] = &["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

fn is_marker(line: &str) -> bool {
    MARKERS.iter().any(|m| line.strip_prefix(m).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' ')))
}

/// The lines of the text with where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

pub(super) fn not_toml(work: &Work<'_>, found: &mut Found<'_>) {
    let marked = lines(work.text).any(|(_, l)| is_marker(l));
    let mut last = usize::MAX;
    for fault in &work.tree.faults {
        let line = work.text[..fault.span.start].rfind('\n').map_or(0, |n| n + 1);
        // The first fault of a line; what is broken by marks of a merge is said there.
        if line != last && !marked {
            found.at(&fault.span, fault.message.as_str());
        }
        last = line;
    }
    if work.tree.faults.is_empty()
        && let Err(fault) = toml::from_str::<toml::Table>(work.text.trim_start_matches('\u{feff}'))
    {
        let bom = work.text.len() - work.text.trim_start_matches('\u{feff}').len();
        let span = fault.span().unwrap_or_default();
        found.at(&(span.start + bom..span.end + bom), fault.message().to_owned());
    }
}

pub(super) fn newer_toml(work: &Work<'_>, found: &mut Found<'_>) {
    for span in &work.tree.newer {
        let what = if work.text[span.clone()].starts_with(',') { "a comma before }" } else { "a line end inside { }" };
        let finding = found.at(span, format!("{what} is TOML 1.1; other readers refuse it"));
        if !work.tree.comments.iter().any(|c| c.end == span.start) {
            finding.mend(span.clone(), "");
        }
    }
}

pub(super) fn line_ends(work: &Work<'_>, found: &mut Found<'_>) {
    if work.text.starts_with('\u{feff}') {
        found.at(&(0..3), "a byte order mark, which UTF-8 needs not").mend(0..3, "");
    }
    let windows = |line: &str| line.ends_with("\r\n");
    let ended = lines(work.text).filter(|(_, l)| l.ends_with('\n'));
    let (crlf, lf): (Vec<_>, Vec<_>) = ended.partition(|(_, l)| windows(l));
    if crlf.is_empty() || lf.is_empty() {
        return;
    }
    let (odd, name, rest, end) =
        if crlf.len() < lf.len() { (crlf, "CRLF", "LF", "\n") } else { (lf, "LF", "CRLF", "\r\n") };
    let (start, line) = odd[0];
    let at = start + line.trim_end_matches(['\r', '\n']).len();
    let count = odd.len();
    let message = format!("this line ends {name}, as {count} of the file do; the rest end {rest}");
    let finding = found.at(&(at..start + line.len()), message);
    for (start, line) in odd {
        finding.mend(start + line.trim_end_matches(['\r', '\n']).len()..start + line.len(), end);
    }
}

pub(super) fn merge_marker(work: &Work<'_>, found: &mut Found<'_>) {
    for (start, line) in lines(work.text).filter(|(_, l)| is_marker(l)) {
        let line = line.trim_end();
        found.at(&(start..start + line.len()), format!("a merge left {:?} here", line));
    }
}

/// Characters that are not seen, or look like a space and are none, and what to put in their place.
fn visible(c: char) -> Option<&'static str> {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(" "),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => Some(""),
        _ => None,
    }
}

pub(super) fn characters(work: &Work<'_>, found: &mut Found<'_>) {
    work.strings(&mut |text: &str, node: &Node| {
        if text.is_ascii() {
            return;
        }
        let odd = text.chars().find(|&c| visible(c).is_some());
        if odd.is_none() && is_nfc(text) {
            return;
        }
        let clean: String = text
            .chars()
            .flat_map(|c| visible(c).map_or_else(|| c.to_string(), str::to_owned).chars().collect::<Vec<_>>())
            .nfc()
            .collect();
        let raw = &work.text[node.span.clone()];
        let (span, message) = match odd {
            Some(c) => {
                let at = raw.find(c).map_or(node.span.clone(), |n| {
                    let start = node.span.start + n;
                    start..start + c.len_utf8()
                });
                (at, format!("an invisible character, U+{:04X}", c as u32))
            }
            None => (node.span.clone(), "not composed (NFC): letters and accents are apart".to_owned()),
        };
        found.at(&span, message).mend(node.span.clone(), requoted(raw, &clean));
    });
}

/// The string in the quotes that it has.
pub(super) fn requoted(raw: &str, text: &str) -> String {
    match raw.starts_with('\'') && !text.contains('\'') && !text.chars().any(char::is_control) {
        true => format!("'{text}'"),
        false => write::quoted(text),
    }
}

pub(super) fn schema(work: &Work<'_>, found: &mut Found<'_>) {
    use crate::glossary::edit::tree::Kind;
    if let Some(node) = work.tree.root.get("schema")
        && let Kind::Integer(n) = &node.kind
        && n != "1"
    {
        found.at(&node.span, format!("schema {n} is not known")).help("this padan reads schema 1");
    }
}

pub(super) fn order(work: &Work<'_>, found: &mut Found<'_>) {
    if !work.options.order {
        return;
    }
    let Some(editor) = super::editor(work.text) else { return };
    for (n, place) in work.layout.entries.iter().enumerate() {
        let Some((span, new)) = fix::ordered(&editor, n) else { continue };
        let first = &work.tree.sections[place.sections.start];
        found.at(&first.header, "the keys of this entry are not as `padan glossary fmt` has them").mend(span, new);
    }
}

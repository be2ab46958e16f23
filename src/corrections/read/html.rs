//! Our own page, in which a person corrected glosses: in the page itself, which saves a copy with them, or in an editor.
//!
//! The text of the page reads the same as HTML and as XML, also as browsers write it, so that part of it is read as XML. Every cell
//! holds the fingerprint of the English that padan showed in it and the places of its words, `data-c="9be20f4c 3,4"`.

use roxmltree::{Document, Node};

use super::{Entry, ReadError};
use crate::model::{check, visible};

/// What the text stands between.
const BEGIN: &str = "<article id=\"text\"";
const END: &str = "</article>";

pub(super) fn read(page: &str) -> Result<Vec<Entry>, ReadError> {
    let foreign = ReadError::Foreign("html");
    let Some(start) = page.find(BEGIN) else { return Err(foreign) };
    let Some(length) = page[start..].find(END) else { return Err(foreign) };
    let before = page[..start].lines().count().max(1);
    // The one entity that browsers write and XML does not know.
    let text = page[start..start + length + END.len()].replace("&nbsp;", "\u{a0}");
    let xml = Document::parse(&text)
        .map_err(|e| ReadError::Line { line: before + e.pos().row as usize - 1, message: e.to_string() })?;
    let mut out = Vec::new();
    let sentences = xml.descendants().filter_map(|n| Some((n, n.attribute("id")?.strip_prefix('s')?.parse().ok()?)));
    for (node, number) in sentences {
        read_sentence(&xml, node, number, before, &mut out);
    }
    if out.is_empty() && xml.descendants().any(|n| has_class(n, "w")) {
        return Err(ReadError::Foreign("html"));
    }
    Ok(out)
}

fn read_sentence(xml: &Document<'_>, sentence: Node<'_, '_>, number: usize, before: usize, out: &mut Vec<Entry>) {
    let written = sentence.descendants().filter(|n| has_class(*n, "f") || has_class(*n, "x"));
    let text = written.map(content).collect::<Vec<_>>().join(" ");
    for cell in sentence.descendants() {
        let Some((print, tokens)) = cell.attribute("data-c").and_then(noted) else { continue };
        let words = cell.descendants().filter(|n| has_class(*n, "w"));
        let own = words.filter(|w| {
            let noted = w.attribute("data-c").and_then(noted);
            noted.is_some_and(|(_, place)| place.iter().all(|t| tokens.contains(t)))
        });
        let form =
            own.filter_map(|w| w.children().find(|n| has_class(*n, "f"))).map(content).collect::<Vec<_>>().join(" ");
        let gloss = cell.children().find(|n| has_class(*n, "e") || has_class(*n, "t"));
        let gloss = visible(&gloss.map(content).unwrap_or_default());
        // The page shows words with the marks around them, so its fingerprints are of the English alone.
        let untouched = check("", &tokens, &gloss) == print;
        out.push(Entry {
            line: before + xml.text_pos_at(cell.range().start).row as usize - 1,
            document: String::new(),
            number,
            sentence: text.clone(),
            check: Some(if untouched { check(&form, &tokens, &gloss) } else { print }),
            tokens,
            form,
            gloss,
            review: None,
        });
    }
}

/// The fingerprint and the places, from 0, that padan noted in a cell.
fn noted(value: &str) -> Option<(String, Vec<usize>)> {
    let (print, places) = value.split_once(' ')?;
    let tokens = places.split(',').map(|p| p.parse::<usize>().ok()?.checked_sub(1)).collect::<Option<_>>()?;
    Some((print.to_owned(), tokens))
}

fn has_class(node: Node<'_, '_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|all| all.split_ascii_whitespace().any(|c| c == class))
}

/// The text in a node, without the mark of a guess.
fn content(node: Node<'_, '_>) -> String {
    let marked = |n: Node<'_, '_>| n.ancestors().take_while(|a| *a != node).any(|a| has_class(a, "q"));
    node.descendants().filter(|n| n.is_text() && !marked(*n)).filter_map(|n| n.text()).collect()
}

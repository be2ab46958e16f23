//! FLEx interlinear text. Words are known again by the note that padan puts beside them, which FieldWorks keeps.

use roxmltree::{Document, Node, ParsingOptions};

use super::{Entry, ReadError};

pub(super) fn read(text: &str) -> Result<Vec<Entry>, ReadError> {
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let xml = Document::parse_with_options(text, options)
        .map_err(|e| ReadError::Line { line: e.pos().row as usize, message: e.to_string() })?;
    if !xml.root_element().has_tag_name("document") {
        return Err(ReadError::Foreign("flextext"));
    }
    let mut out = Vec::new();
    for article in xml.root_element().children().filter(|n| n.has_tag_name("interlinear-text")) {
        let document = item(article, "source").unwrap_or_default();
        let phrases = article.descendants().filter(|n| n.has_tag_name("phrase"));
        for (n, phrase) in phrases.enumerate() {
            let number = item(phrase, "segnum").and_then(|s| s.trim().parse().ok()).unwrap_or(n + 1);
            read_phrase(&xml, phrase, &document, number, &mut out);
        }
    }
    Ok(out)
}

fn read_phrase(xml: &Document<'_>, phrase: Node<'_, '_>, document: &str, number: usize, out: &mut Vec<Entry>) {
    let words: Vec<Node<'_, '_>> = phrase
        .children()
        .filter(|n| n.has_tag_name("words"))
        .flat_map(|w| w.children())
        .filter(|n| n.has_tag_name("word"))
        .collect();
    let spelled: Vec<String> =
        words.iter().map(|w| item(*w, "txt").or_else(|| item(*w, "punct")).unwrap_or_default()).collect();
    let sentence = item(phrase, "txt").unwrap_or_else(|| spelled.join(" "));
    for (word, form) in words.iter().zip(&spelled) {
        let Some((check, tokens)) = noted(*word) else { continue };
        let gloss = item_node(*word, "gls");
        out.push(Entry {
            line: xml.text_pos_at(word.range().start).row as usize,
            document: document.to_owned(),
            number,
            sentence: sentence.clone(),
            tokens,
            form: form.clone(),
            gloss: gloss.and_then(|g| g.text()).unwrap_or_default().trim().to_owned(),
            check: Some(check),
            review: None,
        });
    }
}

/// What padan noted in a word: the fingerprint of its gloss and the places of its tokens.
fn noted(word: Node<'_, '_>) -> Option<(String, Vec<usize>)> {
    word.children().filter(|n| n.has_tag_name("item") && n.attribute("type") == Some("note")).find_map(|n| {
        let (check, places) = n.text()?.strip_prefix("padan ")?.split_once(' ')?;
        let tokens =
            places.split(',').map(|p| p.trim().parse::<usize>().ok()?.checked_sub(1)).collect::<Option<_>>()?;
        Some((check.to_owned(), tokens))
    })
}

fn item_node<'a, 'i>(node: Node<'a, 'i>, kind: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|n| n.has_tag_name("item") && n.attribute("type") == Some(kind))
}

fn item(node: Node<'_, '_>, kind: &str) -> Option<String> {
    Some(item_node(node, kind)?.text().unwrap_or_default().to_owned())
}

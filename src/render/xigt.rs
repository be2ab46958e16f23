//! Xigt (Goodman et al. 2015, "Xigt: extensible interlinear glossed text for natural language processing"): tiers of items that
//! point into one another by identifiers and character offsets. The tier types are those of its default
//! schema, and `status` for where each gloss comes from.

use std::io::{self, Write};

use super::interlinear::{self, Word};
use super::xml::{XmlWriter, is_unfit};
use super::{Options, title};
use crate::model::{Document, Sentence, TokenKind, Upos};
use crate::text::Span;

pub(super) fn render(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = XmlWriter::new();
    xml.open("xigt-corpus", &[]);
    let mut number = 0;
    for document in documents {
        for sentence in document.sentences() {
            number += 1;
            write_sentence(&mut xml, document, sentence, number, options);
        }
    }
    out.write_all(xml.finish().as_bytes())
}

/// Counts characters of the sentence as they are left after what XML cannot hold is gone.
fn count(s: &str) -> usize {
    s.chars().filter(|&c| !is_unfit(c) || matches!(c, '\n' | '\t')).count()
}

fn write_sentence(xml: &mut XmlWriter, document: &Document, sentence: &Sentence, number: usize, _: &Options) {
    let text = document.text(sentence.span);
    xml.open("igt", &[("id", &format!("i{number}")), ("doc-id", &title(document))]);
    xml.open("tier", &[("type", "phrases"), ("id", "p")]);
    xml.leaf("item", &[("id", "p1")], text);
    xml.close();
    let groups = interlinear::groups(document, sentence);
    let words: Vec<&Word<'_>> = groups.iter().flat_map(|g| &g.columns).filter_map(|c| c.word.as_ref()).collect();
    xml.open("tier", &[("type", "words"), ("id", "w"), ("segmentation", "p")]);
    // Offsets are counted on from word to word: a long sentence would take squares of time otherwise.
    let (mut byte, mut at) = (sentence.span.start, 0);
    for word in &words {
        let span = word.token.span;
        at += count(document.text(Span { start: byte, end: span.start }));
        let end = at + count(document.text(span));
        let segmentation = format!("p1[{at}:{end}]");
        xml.leaf("item", &[("id", &format!("w{}", word.index + 1)), ("segmentation", &segmentation)], "");
        (byte, at) = (span.end, end);
    }
    xml.close();
    write_morphemes(xml, document, &words);
    xml.open("tier", &[("type", "glosses"), ("id", "e"), ("alignment", "w")]);
    for word in &words {
        let id = word.index + 1;
        xml.leaf("item", &[("id", &format!("e{id}")), ("alignment", &format!("w{id}"))], &word.token.gloss);
    }
    xml.close();
    xml.open("tier", &[("type", "status"), ("id", "s"), ("alignment", "e")]);
    for word in &words {
        let id = word.index + 1;
        xml.leaf("item", &[("id", &format!("s{id}")), ("alignment", &format!("e{id}"))], &word.token.status());
    }
    xml.close();
    let units: Vec<_> = groups.iter().filter_map(|g| g.unit).collect();
    if !units.is_empty() {
        xml.open("tier", &[("type", "glosses"), ("id", "t"), ("alignment", "w")]);
        for (n, unit) in units.iter().enumerate() {
            // Brackets and dashes inside a unit are no items.
            let covered = unit.tokens.iter().filter(|&t| words.iter().any(|w| w.index == *t));
            let tokens: Vec<String> = covered.map(|t| format!("w{}", t + 1)).collect();
            let id = format!("t{}", n + 1);
            xml.leaf("item", &[("id", &id), ("alignment", &tokens.join(","))], &unit.gloss);
        }
        xml.close();
        xml.open("tier", &[("type", "status"), ("id", "u"), ("alignment", "t")]);
        for (n, unit) in units.iter().enumerate() {
            let (id, of) = (format!("u{}", n + 1), format!("t{}", n + 1));
            xml.leaf("item", &[("id", &id), ("alignment", &of)], &unit.status());
        }
        xml.close();
    }
    if let Some(translation) = &sentence.translation {
        xml.open("tier", &[("type", "translations"), ("id", "f"), ("alignment", "p")]);
        xml.leaf("item", &[("id", "f1"), ("alignment", "p1")], &translation.text);
        xml.close();
    }
    xml.close();
}

/// The tiers of morphemes and their glosses. An item of a morpheme points at what is written and holds its citation form.
fn write_morphemes(xml: &mut XmlWriter, document: &Document, words: &[&Word<'_>]) {
    let mut glosses: Vec<(String, String)> = Vec::new();
    xml.open("tier", &[("type", "morphemes"), ("id", "m"), ("segmentation", "w")]);
    for word in words {
        let form = document.text(word.token.span);
        let id = word.index + 1;
        let cut =
            word.token.analysis().filter(|_| word.token.upos != Upos::Propn && word.token.kind == TokenKind::Word);
        match cut {
            Some(analysis) => {
                let shown = analysis.shown();
                for (n, m) in shown.iter().enumerate() {
                    let start = count(form.get(..m.surface.start as usize).unwrap_or(form));
                    let end = start + count(interlinear::piece(m, form));
                    let gloss = if shown.len() == 1 { word.token.gloss.as_ref().into() } else { m.gloss.text(&m.form) };
                    let name = format!("m{id}.{}", n + 1);
                    let segmentation = format!("w{id}[{start}:{end}]");
                    xml.leaf("item", &[("id", &name), ("segmentation", &segmentation)], &m.label());
                    glosses.push((name, gloss.into_owned()));
                }
            }
            None => {
                let name = format!("m{id}.1");
                let segmentation = format!("w{id}[0:{}]", count(form));
                xml.leaf("item", &[("id", &name), ("segmentation", &segmentation)], "");
                glosses.push((name, word.token.gloss.to_string()));
            }
        }
    }
    xml.close();
    xml.open("tier", &[("type", "glosses"), ("id", "g"), ("alignment", "m")]);
    for (morpheme, gloss) in &glosses {
        xml.leaf("item", &[("id", &morpheme.replace('m', "g")), ("alignment", morpheme)], gloss);
    }
    xml.close();
}

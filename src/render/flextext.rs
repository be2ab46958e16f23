//! FLEx interlinear text, as FieldWorks and ELAN exchange it. Validates against SIL's schema.
//!
//! A term is one `word` of type `phrase`. Of a morpheme, `txt` is what is written here and `cf` the citation form. What the
//! glossary or a person says is `humanApproved`, what rules made of it or of the lexicon a guess.

use std::io::{self, Write};

use uuid::Uuid;

use super::interlinear::{self, Cell, Column, Layer, Word};
use super::xml::XmlWriter;
use super::{Options, title};
use crate::model::{Document, GlossSource, Morpheme, MorphemeKind, Sentence, TokenKind, UnitSource, Upos, check};

/// The namespace of our identifiers.
const NAMESPACE: Uuid = Uuid::from_u128(0x6a0f_7d1e_5b8c_4a37_9a55_7061_6461_6e31);

pub(super) fn render(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = XmlWriter::new();
    xml.open("document", &[("version", "2"), ("exportSource", "padan")]);
    for document in documents {
        let name = document.source.name().to_string_lossy();
        xml.open("interlinear-text", &[("guid", &guid(&[&name]))]);
        item(&mut xml, "title", "id", &title(document));
        item(&mut xml, "source", "en", &name);
        xml.open("paragraphs", &[]);
        let mut number = 0;
        for (p, paragraph) in document.paragraphs.iter().enumerate() {
            xml.open("paragraph", &[("guid", &guid(&[&name, "p", &p.to_string()]))]);
            xml.open("phrases", &[]);
            for sentence in &paragraph.sentences {
                number += 1;
                write_sentence(&mut xml, document, sentence, &name, number, options);
            }
            xml.close();
            xml.close();
        }
        xml.close();
        xml.open("languages", &[]);
        xml.leaf("language", &[("lang", "id"), ("font", "Charis SIL"), ("vernacular", "true")], "");
        xml.leaf("language", &[("lang", "en"), ("font", "Charis SIL")], "");
        xml.close();
        xml.close();
    }
    out.write_all(xml.finish().as_bytes())
}

/// A stable identifier of what `parts` name.
fn guid(parts: &[&str]) -> String {
    Uuid::new_v5(&NAMESPACE, parts.join("\u{1f}").as_bytes()).to_string()
}

fn item(xml: &mut XmlWriter, kind: &str, lang: &str, text: &str) {
    xml.leaf("item", &[("type", kind), ("lang", lang)], text);
}

fn write_sentence(
    xml: &mut XmlWriter,
    document: &Document,
    sentence: &Sentence,
    name: &str,
    number: usize,
    options: &Options,
) {
    let number = number.to_string();
    let cells = interlinear::cells(document, sentence, &options.layers);
    xml.open("phrase", &[("guid", &guid(&[name, "s", &number]))]);
    item(xml, "txt", "id", document.text(sentence.span));
    item(xml, "segnum", "en", &number);
    xml.open("words", &[]);
    // Punctuation is words of its own, so the marks that touch a word are taken from the tokens.
    let mut next = 0;
    for cell in &cells {
        let words: Vec<&Word<'_>> = cell.columns.iter().filter_map(|c| c.word.as_ref()).collect();
        let Some(first) = words.first() else { continue };
        marks(xml, document, sentence, next..first.index);
        next = words.last().map_or(first.index, |w| w.index) + 1;
        write_word(xml, document, sentence, cell, &words);
    }
    marks(xml, document, sentence, next..sentence.tokens.len());
    xml.close();
    if let Some(translation) = &sentence.translation {
        item(xml, "gls", "en", &translation.text);
    }
    let literal: Vec<String> = cells
        .iter()
        .flat_map(|c| &c.columns)
        .filter_map(|c: &Column<'_>| Some(c.word.as_ref()?.glosses.clone()))
        .collect();
    if !literal.is_empty() {
        item(xml, "lit", "en", &literal.join(" "));
    }
    xml.close();
}

/// The punctuation among `tokens`.
fn marks(xml: &mut XmlWriter, document: &Document, sentence: &Sentence, tokens: std::ops::Range<usize>) {
    for token in sentence.tokens[tokens].iter().filter(|t| !t.is_word()) {
        xml.open("word", &[]);
        item(xml, "punct", "id", document.text(token.span));
        xml.close();
    }
}

fn write_word(xml: &mut XmlWriter, document: &Document, sentence: &Sentence, cell: &Cell<'_>, words: &[&Word<'_>]) {
    let form: Vec<&str> = words.iter().map(|w| document.text(w.token.span)).collect();
    let form = form.join(" ");
    let Some(first) = words.first() else { return };
    let (gloss, status, tokens) = match cell.unit {
        Some(unit) => (unit.gloss.as_str(), unit_status(unit.source), words.iter().map(|w| w.index).collect()),
        None => (first.token.gloss.as_ref(), token_status(first.token.source), vec![first.index]),
    };
    let place = document.text(sentence.span);
    let check = check(&form, &tokens, gloss);
    let id = guid(&[place, &format!("{tokens:?}"), &check]);
    if let Some(unit) = cell.unit {
        xml.open("word", &[("guid", &id), ("type", "phrase")]);
        item(xml, "txt", "id", &form);
        xml.open("morphemes", &[("analysisStatus", status)]);
        xml.open("morph", &[("type", "phrase")]);
        item(xml, "txt", "id", &form);
        item(xml, "cf", "id", unit.key.as_deref().unwrap_or(&form));
        item(xml, "gls", "en", &unit.gloss);
        xml.close();
        xml.close();
    } else {
        xml.open("word", &[("guid", &id)]);
        item(xml, "txt", "id", &form);
        write_morphemes(xml, first, &form, status);
    }
    xml.leaf("item", &[("type", "gls"), ("lang", "en"), ("analysisStatus", status)], gloss);
    if cell.unit.is_none() {
        item(xml, "pos", "en", first.token.upos.as_str());
    }
    let why = cell.line(Layer::Status);
    if !why.is_empty() {
        item(xml, "note", "en", &why);
    }
    // By this the gloss is known again when the file comes back.
    let places: Vec<String> = tokens.iter().map(|t| (t + 1).to_string()).collect();
    xml.leaf("item", &[("type", "note"), ("lang", "en")], &format!("padan {check} {}", places.join(",")));
    xml.close();
}

fn write_morphemes(xml: &mut XmlWriter, word: &Word<'_>, form: &str, status: &str) {
    let cut = word.token.analysis().filter(|_| word.token.upos != Upos::Propn && word.token.kind == TokenKind::Word);
    let Some(analysis) = cut else { return };
    let shown = analysis.shown();
    xml.open("morphemes", &[("analysisStatus", status)]);
    for m in shown.iter() {
        xml.open("morph", &[("type", morph_type(m))]);
        item(xml, "txt", "id", &jointed(m, interlinear::piece(m, form).trim_matches('-')));
        item(xml, "cf", "id", &jointed(m, &m.form));
        let gloss = if shown.len() == 1 { word.token.gloss.as_ref().into() } else { m.gloss.text(&m.form) };
        item(xml, "gls", "en", &gloss);
        xml.close();
    }
    xml.close();
}

/// A form with the hyphen or equals sign that FLEx writes at its bound end.
fn jointed(m: &Morpheme, form: &str) -> String {
    match m.kind {
        MorphemeKind::Prefix => format!("{form}-"),
        MorphemeKind::Suffix => format!("-{form}"),
        MorphemeKind::Proclitic => format!("{form}="),
        MorphemeKind::Enclitic => format!("={form}"),
        MorphemeKind::Root | MorphemeKind::Copy => form.to_owned(),
    }
}

fn morph_type(m: &Morpheme) -> &'static str {
    match m.kind {
        MorphemeKind::Prefix => "prefix",
        MorphemeKind::Suffix => "suffix",
        MorphemeKind::Proclitic => "proclitic",
        MorphemeKind::Enclitic => "enclitic",
        MorphemeKind::Root => "root",
        MorphemeKind::Copy => "stem",
    }
}

fn token_status(source: GlossSource) -> &'static str {
    match source {
        GlossSource::Approved | GlossSource::Glossary => "humanApproved",
        GlossSource::Derived => "guessByHumanApproved",
        GlossSource::Lexicon | GlossSource::Name => "guessByStatisticalAnalysis",
        GlossSource::Copied
        | GlossSource::Corrected
        | GlossSource::Guess
        | GlossSource::Unknown
        | GlossSource::None => "guess",
    }
}

fn unit_status(source: UnitSource) -> &'static str {
    match source {
        UnitSource::Approved | UnitSource::Glossary => "humanApproved",
        UnitSource::Lexicon => "guessByStatisticalAnalysis",
        UnitSource::Rule | UnitSource::Document => "guess",
    }
}

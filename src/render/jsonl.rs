//! JSON Lines: one object a sentence. The rows here are the wire format; the model may change without them.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::RawValue;

use super::Options;
use super::decimal::{Offsets, number};
use super::recurrent::Recurrent;
use crate::model::check::Begun;
use crate::model::{
    Document, MorphemeKind, Reason, RenderedTerm, Sentence, Token, TokenKind, Translation, Unit, Upos, check,
};

// The shape of a line; `render` writes it piece by piece.
/// A sentence.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(title = "padan annotated sentence", deny_unknown_fields)]
struct Row<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Its tokens, in order. Together with the gaps between them they give the text.
    tokens: Vec<TokenRow<'a>>,
    #[serde(flatten)]
    tail: Tail<'a>,
}

/// What a line says of its sentence before the tokens.
#[derive(Serialize, schemars::JsonSchema)]
struct Head<'a> {
    /// The document: its path as given, `-` for standard input.
    doc: &'a str,
    /// Fields that came with the text, where it was a record of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>", default)]
    fields: Option<&'a RawValue>,
    /// Number of the sentence in its document, from 1.
    sent: usize,
    /// Number of the paragraph in its document, from 1.
    par: usize,
    /// Offset of the sentence in the decoded document, in Unicode code points.
    start: usize,
    /// The sentence.
    text: &'a str,
}

/// What a line says of its sentence after the tokens.
#[derive(Serialize, schemars::JsonSchema)]
struct Tail<'a> {
    /// Glossary terms, phrases, names, abbreviations, figures and dates with English of their own; larger ones first.
    units: Vec<UnitRow<'a>>,
    /// The translation beside the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    translation: Option<TranslationRow<'a>>,
}

/// What a person made of the sentence in English.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TranslationRow<'a> {
    /// The English.
    text: &'a str,
    /// How many sentences it renders, if more than one: this one and those right before it.
    #[serde(skip_serializing_if = "is_one")]
    #[schemars(default = "one")]
    sentences: usize,
    /// Its words that render terms of the glossary.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    terms: Vec<RenderedRow<'a>>,
}

fn is_one(n: &usize) -> bool {
    *n == 1
}

fn one() -> usize {
    1
}

/// Words of a translation that render a term.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
struct RenderedRow<'a> {
    /// Offset in the translation, in code points.
    start: usize,
    /// One past the last code point.
    end: usize,
    /// The words.
    text: &'a str,
    /// The words of the term in the source.
    of: String,
}

// The first three fields and `check` depend on where the token stands, the others on nothing but the word and its reading.
/// A token.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TokenRow<'a> {
    /// Place in the sentence, from 0.
    i: usize,
    /// Offset in the decoded document, in code points.
    start: usize,
    /// One past its last code point.
    end: usize,
    /// As written.
    form: &'a str,
    /// `word`, `number`, `address`, `punctuation` or `symbol`.
    kind: &'static str,
    /// Universal part of speech.
    upos: &'static str,
    /// Dictionary root; of names, numbers and punctuation the form itself.
    root: &'a str,
    /// Morphemes in surface order; their surfaces give the form (its hyphens aside).
    segments: Vec<SegmentRow<'a>>,
    /// The English shown in this place; empty for punctuation.
    gloss: &'a str,
    /// The next best renderings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    alternatives: Vec<&'a str>,
    /// Where the gloss comes from: `approved`, `glossary`, `lexicon`, `derived`, `name`, `copied`, `corrected`, `guess`, `unknown` or `none`.
    status: &'static str,
    /// Line of the rule in `lexicon/senses.tsv` that gave the gloss its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    rule: Option<u32>,
    /// What else gave the gloss its place: `translation`, the one beside the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    reason: Option<&'static str>,
    /// Fingerprint of the gloss, by which it is known whether somebody changed it; left out for punctuation.
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<String>,
    /// For a person's verdict: `approved`, `rejected` or `suggested`. padan writes none.
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'static str>,
}

/// A morpheme.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SegmentRow<'a> {
    /// Citation form with its joint: `meN-`, `umum`, `-kan`, `=nya`, `ku=`, `~RED`.
    form: std::borrow::Cow<'a, str>,
    /// As written.
    surface: &'a str,
    /// English of a root, label of an affix.
    gloss: std::borrow::Cow<'a, str>,
    /// What the morpheme does in this place, where its form does not say: `possessor`, `object`, `agent`, `speaker`, `definite`, `nominaliser`,
    /// `adverbialiser`, `ordinal` or `collective`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    role: Option<&'static str>,
    /// Whether the role is a guess; the label is then the neutral one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    guess: bool,
}

/// A unit of several tokens, or one.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
struct UnitRow<'a> {
    /// Places of its tokens, rising.
    tokens: &'a [usize],
    /// Its words.
    form: String,
    /// Its English.
    gloss: &'a str,
    /// Other renderings that its entry has.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    #[schemars(default)]
    alternatives: &'a [String],
    /// `term`, `phrase`, `name`, `abbreviation`, `noun-phrase`, `adjective-phrase`, `verb-phrase`, `figure` or `date`.
    r#type: &'static str,
    /// `approved`, `glossary`, `document` (told in brackets), `lexicon` or `rule`.
    source: &'static str,
    /// Key of the glossary entry, or form of the lexicon's.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    /// What put the rendering before the others: `translation`, the one beside the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    reason: Option<&'static str>,
    /// Fingerprint of the gloss.
    check: String,
    /// For a person's verdict: `approved`, `rejected` or `suggested`. padan writes none.
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'static str>,
}

/// The JSON Schema of a line.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Row<'_>).to_value()
}

/// Bytes that are collected before they are written; so many pass by the buffer below.
const ENOUGH: usize = 1 << 16;

pub(super) fn render(
    document: &Document,
    options: &Options,
    recurrent: &mut Recurrent,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut points = document.source.code_points().after(options.part.points);
    let name = document.source.name().to_string_lossy();
    let mut sent = options.part.sentences;
    // What was not written yet.
    let mut line = Vec::new();
    let mut offsets = Offsets::default();
    for (par, paragraph) in document.paragraphs.iter().enumerate() {
        for sentence in &paragraph.sentences {
            sent += 1;
            line.extend_from_slice(b"{\"doc\":");
            string(&name, &mut line);
            if let Some(fields) = &options.fields {
                line.extend_from_slice(b",\"fields\":");
                line.extend_from_slice(fields.get().as_bytes());
            }
            line.extend_from_slice(b",\"sent\":");
            number(sent, &mut line);
            line.extend_from_slice(b",\"par\":");
            number(options.part.paragraphs + par + 1, &mut line);
            line.extend_from_slice(b",\"start\":");
            offsets.write(points.at(sentence.span.start as usize), &mut line);
            line.extend_from_slice(b",\"text\":");
            let text = document.text(sentence.span);
            let plain = is_plain(text);
            string_if(plain, text, &mut line);
            line.extend_from_slice(b",\"tokens\":[");
            recurrent.look_up(document, &sentence.tokens, |form, token, out| {
                const NOWHERE: &[u8] = b"{\"i\":0,\"start\":0,\"end\":0";
                let row = TokenRow { check: None, ..token_row(document, token, 0, (0, 0)) };
                let json = serde_json::to_vec(&row).expect("strings and numbers");
                out.extend_from_slice(&json[NOWHERE.len()..json.len() - 1]);
                token.is_word().then(|| Begun::new(form))
            });
            for (i, token) in sentence.tokens.iter().enumerate() {
                if i > 0 {
                    line.push(b',');
                }
                let places = (points.at(token.span.start as usize), points.at(token.span.end as usize));
                write_token(token, (i, places), &mut offsets, recurrent.written(i), &mut line);
            }
            line.extend_from_slice(b"],\"units\":[");
            for (n, unit) in sentence.units.iter().enumerate() {
                if n > 0 {
                    line.push(b',');
                }
                write_unit(document, sentence, unit, plain, &mut line);
            }
            line.push(b']');
            if let Some(translation) = &sentence.translation {
                line.extend_from_slice(b",\"translation\":");
                serde_json::to_writer(&mut line, &translation_row(document, translation))?;
            }
            line.extend_from_slice(b"}\n");
            if line.len() >= ENOUGH {
                out.write_all(&line)?;
                line.clear();
            }
        }
    }
    out.write_all(&line)
}

/// Writes the token as [`TokenRow`] is written; `rest` is what stands behind its place, with the fingerprint that was begun.
fn write_token(
    token: &Token,
    (i, (start, end)): (usize, (usize, usize)),
    offsets: &mut Offsets,
    (rest, begun): (&[u8], Option<Begun>),
    out: &mut Vec<u8>,
) {
    out.extend_from_slice(b"{\"i\":");
    number(i, out);
    out.extend_from_slice(b",\"start\":");
    offsets.write(start, out);
    out.extend_from_slice(b",\"end\":");
    offsets.write(end, out);
    out.extend_from_slice(rest);
    if let Some(begun) = begun {
        out.extend_from_slice(b",\"check\":\"");
        out.extend_from_slice(&begun.digits(&[i], &token.gloss));
        out.push(b'"');
    }
    out.push(b'}');
}

/// Writes the unit as [`UnitRow`] is written; `plain` says that of the sentence.
fn write_unit(document: &Document, sentence: &Sentence, unit: &Unit, plain: bool, out: &mut Vec<u8>) {
    let form = document.words(sentence, &unit.tokens);
    out.extend_from_slice(b"{\"tokens\":[");
    for (n, &token) in unit.tokens.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        number(token, out);
    }
    out.extend_from_slice(b"],\"form\":");
    string_if(plain, &form, out);
    out.extend_from_slice(b",\"gloss\":");
    string(&unit.gloss, out);
    for (n, other) in unit.alternatives.iter().enumerate() {
        out.extend_from_slice(if n == 0 { b",\"alternatives\":[" } else { b"," });
        string(other, out);
    }
    if !unit.alternatives.is_empty() {
        out.push(b']');
    }
    let words: [(&[u8], Option<&str>); 4] = [
        (b",\"type\":", Some(unit.kind.as_str())),
        (b",\"source\":", Some(unit.source.as_str())),
        (b",\"key\":", unit.key.as_deref()),
        (b",\"reason\":", unit.reason.and_then(Reason::word)),
    ];
    for (name, word) in words {
        if let Some(word) = word {
            out.extend_from_slice(name);
            string(word, out);
        }
    }
    out.extend_from_slice(b",\"check\":\"");
    out.extend_from_slice(&Begun::new(&form).digits(&unit.tokens, &unit.gloss));
    out.extend_from_slice(b"\"}");
}

/// Writes a string of JSON.
fn string(s: &str, out: &mut Vec<u8>) {
    string_if(is_plain(s), s, out);
}

/// Whether a string stands in JSON as it is.
fn is_plain(s: &str) -> bool {
    s.bytes().fold(true, |all, b| all & (b >= b' ') & (b != b'"') & (b != b'\\'))
}

/// Writes a string of JSON, which is known to be `plain` or not.
fn string_if(plain: bool, s: &str, out: &mut Vec<u8>) {
    if !plain {
        return serde_json::to_writer(out, s).expect("memory takes all");
    }
    out.push(b'"');
    out.extend_from_slice(s.as_bytes());
    out.push(b'"');
}

fn translation_row<'a>(document: &Document, translation: &'a Translation) -> TranslationRow<'a> {
    let text = translation.text.as_str();
    let points = |end: u32| text.get(..end as usize).unwrap_or_default().chars().count();
    let term = |t: &RenderedTerm| RenderedRow {
        start: points(t.span.start),
        end: points(t.span.end),
        text: t.span.of(text),
        of: t.source.iter().map(|&s| document.text(s)).collect::<Vec<_>>().join(" "),
    };
    TranslationRow { text, sentences: translation.sentences, terms: translation.terms.iter().map(term).collect() }
}

fn token_row<'a>(document: &'a Document, token: &'a Token, i: usize, (start, end): (usize, usize)) -> TokenRow<'a> {
    let form = document.text(token.span);
    let cut = token.analysis().filter(|_| token.upos != Upos::Propn);
    let (root, segments) = match cut {
        Some(analysis) => {
            let segments = analysis.morphemes.iter().enumerate().map(|(n, m)| SegmentRow {
                role: token.role(n).map(|r| r.role.as_str()),
                guess: token.role(n).is_some_and(|r| !r.sure),
                form: m.label(),
                surface: form.get(m.surface.range()).unwrap_or_default(),
                gloss: match &m.gloss {
                    _ if m.kind == MorphemeKind::Root && analysis.morphemes.len() == 1 => token.gloss.as_ref().into(),
                    gloss => gloss.text(&m.form),
                },
            });
            (analysis.root.as_ref(), segments.collect())
        }
        None => (
            form,
            vec![SegmentRow {
                form: form.into(),
                surface: form,
                gloss: token.gloss.as_ref().into(),
                role: None,
                guess: false,
            }],
        ),
    };
    TokenRow {
        i,
        start,
        end,
        form,
        kind: kind(token.kind),
        upos: token.upos.as_str(),
        root,
        segments,
        gloss: &token.gloss,
        alternatives: token.alternatives.iter().map(AsRef::as_ref).collect(),
        status: token.source.as_str(),
        rule: token.reason.and_then(Reason::rule),
        reason: token.reason.and_then(Reason::word),
        check: token.is_word().then(|| check(form, &[i], &token.gloss)),
        review: None,
    }
}

/// The word for a kind of token.
pub(super) fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Word => "word",
        TokenKind::Number => "number",
        TokenKind::Address => "address",
        TokenKind::Punctuation => "punctuation",
        TokenKind::Symbol => "symbol",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::Analyzer;
    use crate::terms::TermIndex;
    use crate::text::SourceText;
    use crate::{Annotator, Lexicon};

    fn tail<'a>(document: &'a Document, sentence: &'a Sentence) -> Tail<'a> {
        let unit = |u: &'a Unit| {
            let words: Vec<&str> = u.tokens.iter().map(|&t| document.text(sentence.tokens[t].span)).collect();
            let form = words.join(" ");
            UnitRow {
                tokens: &u.tokens,
                check: check(&form, &u.tokens, &u.gloss),
                review: None,
                form,
                gloss: &u.gloss,
                r#type: u.kind.as_str(),
                source: u.source.as_str(),
                key: u.key.as_deref(),
                alternatives: &u.alternatives,
                reason: u.reason.and_then(Reason::word),
            }
        };
        let units = sentence.units.iter().map(unit).collect();
        Tail { units, translation: sentence.translation.as_ref().map(|t| translation_row(document, t)) }
    }

    #[test]
    fn lines_are_written_as_their_rows_are() {
        let analyzer = Analyzer::new(Lexicon::builtin());
        let annotator = Annotator::new(analyzer, TermIndex::builtin(), Default::default());
        let text = "Menteri \"Luar\" Negeri itu bertemu duta besar itu. Kedutaannya, Kedutaannya dan\tkedutaannya!\n\nItu: 5.000 orang.";
        let mut document = annotator.worker().annotate(SourceText::from_text("a\"b", text));
        let english = "The minister met \"the\" ambassador.".to_owned();
        document.paragraphs[0].sentences[0].translation =
            Some(Translation { text: english, sentences: 1, terms: Vec::new() });
        let fields = RawValue::from_string("{\"desk\":\"world\"}".to_owned()).expect("JSON");
        let options = Options { fields: Some(fields.clone()), ..Options::default() };
        let mut written = Vec::new();
        render(&document, &options, &mut Recurrent::default(), &mut written).expect("memory");
        let mut points = document.source.code_points();
        let mut rows = String::new();
        for (par, paragraph) in document.paragraphs.iter().enumerate() {
            for sentence in &paragraph.sentences {
                let start = points.at(sentence.span.start as usize);
                let token = |(i, token): (usize, _)| {
                    let t: &Token = token;
                    let places = (points.at(t.span.start as usize), points.at(t.span.end as usize));
                    token_row(&document, t, i, places)
                };
                let sent = rows.lines().count() + 1;
                let head = Head {
                    doc: "a\"b",
                    fields: Some(&fields),
                    sent,
                    par: par + 1,
                    start,
                    text: document.text(sentence.span),
                };
                let tokens = sentence.tokens.iter().enumerate().map(token).collect();
                let row = Row { head, tokens, tail: tail(&document, sentence) };
                rows += &serde_json::to_string(&row).expect("a row");
                rows.push('\n');
            }
        }
        assert_eq!(String::from_utf8(written).expect("text"), rows);
    }
}

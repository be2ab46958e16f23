//! A page of its own: each word with its gloss beneath, terms as one cell, cards, lists. It is whole without scripts, which add
//! cards, self-test and memory; nothing in it reaches for the network, and its policy would not let it.

mod escape;
mod index;
mod lists;
mod sentence;

use std::io::{self, Write};

use super::interlinear::Layer;
use super::{Density, Options};
use crate::model::{Document, Paragraph, RenderedTerm, Translation, check};
pub(super) use escape::escape;
pub(super) use index::Index;
pub(super) use lists::{affix_form, renderings};
use lists::{affixes, labels, phrases, sentence_notes, terms, words};
pub(super) use sentence::{Look, Sentences};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
const CORRECT: &str = include_str!("html/correct.js");

// `STYLE_HASH`, `SCRIPT_HASH` and `CORRECT_HASH`, as a content security policy writes them.
include!(concat!(env!("OUT_DIR"), "/page_hashes.rs"));

/// A longer first line is no headline.
const HEADLINE: usize = 160;

pub(super) fn render(document: &Document, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let title = title(document, options);
    let headline = headline(document).map_or(String::new(), |h| format!("{} – ", escape(h)));
    let live = if options.page.live { " data-live" } else { "" };
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\"{live}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; \
         script-src '{SCRIPT_HASH}' '{CORRECT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"padan {}\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{headline}{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        env!("CARGO_PKG_VERSION"),
        escape(&title),
    )?;
    let index = Index::new(document);
    write_head(document, options, &title, out)?;
    let print = check("", &[], document.source.text());
    writeln!(out, "<main>\n<article id=\"text\" data-print=\"{print}\" aria-label=\"Text with glosses\">")?;
    let mut sentences = Sentences::new(document, &index, &options.page.known, Look::page());
    let mut number = 0;
    for (n, paragraph) in document.paragraphs.iter().enumerate() {
        write_paragraph(document, paragraph, n, &mut number, &mut sentences, out)?;
    }
    writeln!(out, "</article>")?;
    write_lists(document, &index, options, out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

/// The title of a document: the one that was asked for, else the name of its file.
pub(super) fn title(document: &Document, options: &Options) -> String {
    let asked = options.page.title.clone().filter(|t| !t.trim().is_empty());
    asked.unwrap_or_else(|| super::title(document))
}

/// The first line, if it is a headline: one sentence without a full stop.
pub(super) fn headline(document: &Document) -> Option<&str> {
    let [only] = document.paragraphs.first()?.sentences.as_slice() else { return None };
    let text = document.text(only.span);
    (text.len() <= HEADLINE && !text.ends_with(['.', '!', '…', '"', '”', ':'])).then_some(text)
}

fn write_paragraph(
    document: &Document,
    paragraph: &Paragraph,
    n: usize,
    number: &mut usize,
    sentences: &mut Sentences<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let from = *number;
    let until = from + paragraph.sentences.len();
    *number = until;
    let by_sentence = until - from > 1 && paragraph.sentences.iter().any(|s| s.translation.is_some());
    let whole = match paragraph.sentences.as_slice() {
        [only] if only.translation.is_some() => only.translation.as_ref().map(|t| english(document, t)),
        _ => paragraph.translation.as_deref().map(escape),
    };
    let class = if n == 0 && headline(document).is_some() { "p headline" } else { "p" };
    let side = if whole.is_some() { " side" } else { "" };
    writeln!(out, "<div class=\"{class}{side}\"><div class=\"ss\">")?;
    writeln!(
        out,
        "<p class=\"orig\" lang=\"id\" hidden=\"until-found\">{}</p>",
        escape(document.text(paragraph.span).trim())
    )?;
    if by_sentence {
        for (n, sentence) in (from..).zip(&paragraph.sentences) {
            let cells = sentences.cells(sentence, n);
            writeln!(out, "<div class=\"s side\" id=\"s{}\">\n<p class=\"line\" lang=\"id\">{cells}</p>", n + 1)?;
            write_translation(sentence.translation.as_ref().map(|t| english(document, t)), out)?;
            writeln!(out, "</div>")?;
        }
    } else {
        writeln!(out, "<p class=\"line\" lang=\"id\">")?;
        for (n, sentence) in (from..).zip(&paragraph.sentences) {
            writeln!(out, "<span class=\"s\" id=\"s{}\">{}</span>", n + 1, sentences.cells(sentence, n))?;
        }
        writeln!(out, "</p>")?;
    }
    let notes = sentence_notes(document, from..until);
    if !notes.is_empty() {
        write!(out, "{notes}")?;
    }
    writeln!(out, "</div>")?;
    write_translation(whole, out)?;
    writeln!(out, "</div>")
}

fn write_translation(translation: Option<String>, out: &mut dyn Write) -> io::Result<()> {
    translation.map_or(Ok(()), |html| writeln!(out, "<p class=\"tr\">{html}</p>"))
}

/// A translation; words that render terms of the glossary are marked, and tell what they render.
fn english(document: &Document, translation: &Translation) -> String {
    let piece = |(text, term): (&str, Option<&RenderedTerm>)| match term {
        Some(term) => {
            let words: Vec<&str> = term.source.iter().map(|&span| document.text(span)).collect();
            format!("<b title=\"{}\">{}</b>", escape(&words.join(" ")), escape(text))
        }
        None => escape(text),
    };
    translation.pieces().map(piece).collect()
}

/// Whether some of the text has a translation.
fn is_translated(document: &Document) -> bool {
    document.paragraphs.iter().any(|p| p.translation.is_some()) || document.sentences().any(|s| s.translation.is_some())
}

/// Title and controls. The controls are plain inputs, which the style sheet asks; they work without scripts.
fn write_head(document: &Document, options: &Options, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let shown = |layer| options.page.shown.as_ref().is_some_and(|layers| layers.contains(&layer));
    let chosen = options.page.shown.is_some();
    let pieces = shown(Layer::Morphemes) || shown(Layer::Glosses);
    let check = |on: bool| if on { " checked" } else { "" };
    writeln!(
        out,
        "<header>\n<h1>{}</h1>\n<button type=\"button\" id=\"save\" class=\"js\" hidden>Save</button>\n\
         <button type=\"button\" id=\"test\" class=\"js\" aria-pressed=\"false\">Self-test</button>\n\
         <details id=\"view\"><summary>View</summary>\n<div class=\"panel\">\n\
         <fieldset><legend>Show</legend>",
        escape(title)
    )?;
    let notes = document.notes.terms.iter().any(|t| t.definition.is_some() || t.note.is_some());
    let phrases = document.sentences().flat_map(|s| &s.units).any(|u| u.kind.is_composed());
    let boxes = [
        ("l-e", "English of each word", !chosen || shown(Layer::English), true),
        ("l-t", "Terms and phrases as one", !chosen || shown(Layer::Terms), true),
        ("l-p", "English of phrases put together", false, phrases),
        ("l-m", "Morphemes and labels", pieces, true),
        ("l-s", "Where the English comes from", shown(Layer::Status), true),
        ("l-o", "Each paragraph as written", false, true),
        ("l-f", "Translation", true, is_translated(document)),
        ("l-n", "Notes on terms", false, notes),
        ("l-w", "Lists at the end", true, true),
    ];
    for (id, label, on, there) in boxes {
        if there {
            writeln!(out, "<label><input type=\"checkbox\" id=\"{id}\"{}> {label}</label>", check(on))?;
        }
    }
    writeln!(out, "</fieldset>")?;
    let known = !options.page.known.is_empty();
    writeln!(out, "<fieldset><legend>Gloss</legend>")?;
    for &(density, name, label) in Density::ALL {
        let on = check(density == options.page.density);
        writeln!(out, "<label><input type=\"radio\" name=\"density\" id=\"d-{name}\"{on}> {label}</label>")?;
    }
    let script = if known { "" } else { " class=\"js\"" };
    writeln!(
        out,
        "<label{script}><input type=\"checkbox\" id=\"d-known\"{}> no words that I know</label>\n</fieldset>",
        check(known)
    )?;
    radios(out, "Place of glosses", "place", &[("p-below", "below the words"), ("p-above", "above the words")])?;
    if is_translated(document) {
        radios(out, "Translation", "translation", &[("f-below", "below"), ("f-side", "beside")])?;
    }
    let themes = [("th-auto", "as the system"), ("th-light", "light"), ("th-dark", "dark"), ("th-ink", "e-ink")];
    radios(out, "Colours", "theme", &themes)?;
    radios(out, "Print", "size", &[("sz-normal", "normal"), ("sz-large", "large")])?;
    writeln!(
        out,
        "<p class=\"js\"><button type=\"button\" id=\"reset\">As it was at first</button> \
         <button type=\"button\" id=\"discard\" hidden>Discard corrections</button></p>\n\
         <p class=\"js keys\">Tab to the text, then: <kbd>←</kbd> <kbd>→</kbd> word, <kbd>↑</kbd> <kbd>↓</kbd> sentence, \
         <kbd>Enter</kbd> card, <kbd>H</kbd> hide or show its gloss, <kbd>K</kbd> known, <kbd>Esc</kbd> close.</p>\n\
         </div>\n</details>\n<p class=\"js\" id=\"said\" role=\"status\"></p>\n<script>\n{SCRIPT}</script>\n\
         <script>\n{CORRECT}</script>\n</header>"
    )
}

/// A choice of one; the first is chosen.
fn radios(out: &mut dyn Write, legend: &str, name: &str, choices: &[(&str, &str)]) -> io::Result<()> {
    writeln!(out, "<fieldset><legend>{legend}</legend>")?;
    for (n, (id, label)) in choices.iter().enumerate() {
        let checked = if n == 0 { " checked" } else { "" };
        writeln!(out, "<label><input type=\"radio\" name=\"{name}\" id=\"{id}\"{checked}> {label}</label>")?;
    }
    writeln!(out, "</fieldset>")
}

/// Words, terms, phrases, affixes and labels.
fn write_lists(document: &Document, index: &Index<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if index.words.is_empty() {
        return Ok(());
    }
    let href = |n: usize| format!("#s{n}");
    writeln!(out, "<section id=\"lists\" aria-label=\"Lists\">")?;
    if !document.notes.terms.is_empty() {
        write!(out, "<section id=\"terms\">\n<h2>Terms of the glossary</h2>\n{}</section>\n", terms(document, &href))?;
    }
    let phrases = phrases(document);
    if !phrases.is_empty() {
        writeln!(out, "<section id=\"phrases\">\n<h2>Phrases, names, abbreviations</h2>\n<dl class=\"phrases\">")?;
        for (text, english) in phrases {
            writeln!(out, "<div><dt lang=\"id\">{}</dt><dd>{}</dd></div>", escape(&text), escape(&english))?;
        }
        writeln!(out, "</dl>\n</section>")?;
    }
    write!(out, "<section id=\"words\">\n<h2>Words by root</h2>\n{}</section>\n", words(document, index, &href))?;
    if !document.notes.affixes.is_empty() {
        let affixes = affixes(&document.notes);
        write!(out, "<section id=\"affixes\">\n<h2>Affixes and what they do</h2>\n{affixes}</section>\n")?;
    }
    if options.legend {
        write!(
            out,
            "<section id=\"labels\">\n<h2>Labels</h2>\n{}<p>A question mark stands after a gloss that is a guess. A line under several \
             words joins them: the English below it is that of all of them together.</p>\n</section>\n",
            labels(document)
        )?;
    }
    writeln!(out, "</section>")
}

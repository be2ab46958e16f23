//! Pages for leipzig.js (<https://github.com/bdchauvette/leipzig.js>): the lines of each sentence, which that script aligns.
//!
//! The page holds no script; whoever puts its blocks on a site loads leipzig.js there. Without it the lines can be read as they
//! stand.

use std::io::{self, Write};

use super::interlinear::{self, Layer};
use super::xml::{escape, is_unfit};
use super::{Options, emphasised, title};
use crate::model::Document;

pub(super) fn render(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let heading = documents.first().map_or_else(|| "padan".to_owned(), title);
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"padan {}\">\n<title>{}</title>\n</head>\n<body>\n<main>\n",
        env!("CARGO_PKG_VERSION"),
        escape(&heading),
    )?;
    let layers: Vec<Layer> = options.layers.iter().copied().filter(|&l| l != Layer::Terms).collect();
    for document in documents {
        writeln!(out, "<h1>{}</h1>", escape(&title(document)))?;
        for sentence in document.sentences() {
            let cells = interlinear::cells(document, sentence, &options.layers);
            writeln!(out, "<div data-gloss>")?;
            writeln!(
                out,
                "<p class=\"gloss__line--original\" lang=\"id\">{}</p>",
                escape(document.text(sentence.span).trim())
            )?;
            for &layer in &layers {
                let lang = if matches!(layer, Layer::Words | Layer::Morphemes) { "id" } else { "en" };
                let line: Vec<String> = cells.iter().map(|c| word(&c.line(layer))).collect();
                writeln!(out, "<p class=\"gloss__line\" lang=\"{lang}\">{}</p>", escape(&line.join(" ")))?;
            }
            if let Some(translation) = &sentence.translation {
                let english = emphasised(translation, escape, "<b>", "</b>");
                writeln!(out, "<p class=\"gloss__line--free\" lang=\"en\">{english}</p>")?;
            }
            writeln!(out, "</div>")?;
        }
    }
    let labels = interlinear::all_labels(documents);
    if options.legend && layers.contains(&Layer::Glosses) && !labels.is_empty() {
        writeln!(out, "<section>\n<h2>Labels</h2>\n<dl>")?;
        for tag in labels {
            writeln!(out, "<dt>{tag}</dt><dd>{}</dd>", escape(tag.meaning()))?;
        }
        writeln!(out, "</dl>\n</section>")?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

/// A word of a line: braces round blanks or nothing. Braces of the text would end a word; they become ornamental ones.
fn word(s: &str) -> String {
    let s: String = s
        .chars()
        .filter(|&c| c.is_whitespace() || !is_unfit(c))
        .map(|c| match c {
            '{' => '\u{2774}',
            '}' => '\u{2775}',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    if s.is_empty() || s.contains(' ') { format!("{{{s}}}") } else { s }
}

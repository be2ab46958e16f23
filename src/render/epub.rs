//! An e-book (EPUB 3.3) of one article or many: a chapter each, notes that pop up, a chapter of terms, affixes and labels.
//!
//! Its sentences are those of the page. The same documents give the same bytes: names and times in the archive are fixed, and the
//! book's identity follows from what it holds.

mod notes;
mod package;

use std::fmt::Write as _;
use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::html::{Index, Look, Sentences, escape, headline, title};
use super::interlinear::Layer;
use super::{Options, emphasised};
use crate::model::{Document, Paragraph};
use notes::Notes;

const STYLE: &str = include_str!("epub/book.css");

/// What begins every page of the book; `{}` would be its title.
const XMLNS: &str = "xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"";

/// What marks English.
const EN: &str = "lang=\"en\" xml:lang=\"en\"";
/// What marks Indonesian.
const ID: &str = "lang=\"id\" xml:lang=\"id\"";

/// A chapter of the book.
struct Chapter {
    /// The name of its file.
    file: String,
    /// Its title, escaped, and the language of the title.
    title: String,
    lang: &'static str,
    /// Its page.
    page: String,
}

pub(super) fn render(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let name = book_title(documents, options);
    let mut chapters: Vec<Chapter> =
        documents.iter().enumerate().map(|(n, document)| chapter(document, n, documents.len(), options)).collect();
    let texts = chapters.len();
    let lists = notes::lists(documents, options);
    if !lists.is_empty() {
        let title = "Terms, affixes, labels".to_owned();
        let page = page(&title, EN, &lists);
        chapters.push(Chapter { file: "lists.xhtml".to_owned(), title, lang: EN, page });
    }
    let mut files: Vec<(String, String)> = vec![
        ("META-INF/container.xml".to_owned(), package::CONTAINER.to_owned()),
        ("EPUB/package.opf".to_owned(), package::package(&name, &chapters, texts)),
        ("EPUB/nav.xhtml".to_owned(), package::navigation(&name, &chapters, texts)),
        ("EPUB/cover.svg".to_owned(), package::cover(&name, texts)),
        ("EPUB/cover.xhtml".to_owned(), package::cover_page(&name)),
        ("EPUB/book.css".to_owned(), STYLE.to_owned()),
    ];
    files.extend(chapters.into_iter().map(|c| (format!("EPUB/{}", c.file), c.page)));
    out.write_all(&archive(&files)?)
}

/// The archive: `mimetype` first and as it is, as the format asks.
fn archive(files: &[(String, String)]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT).unix_permissions(0o644);
    let stored = options.compression_method(CompressionMethod::Stored);
    archive.start_file("mimetype", stored).map_err(io::Error::other)?;
    archive.write_all(b"application/epub+zip")?;
    for (name, text) in files {
        let deflated = options.compression_method(CompressionMethod::Deflated);
        archive.start_file(name.as_str(), deflated).map_err(io::Error::other)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish().map_err(io::Error::other)?.into_inner())
}

/// The title that was asked for, else that of the only text.
fn book_title(documents: &[Document], options: &Options) -> String {
    match (&options.page.title, documents) {
        (Some(title), _) if !title.trim().is_empty() => title.clone(),
        (_, [only]) => headline(only).map_or_else(|| title(only, options), str::to_owned),
        _ => "Indonesian with glosses".to_owned(),
    }
}

/// A page with a body.
fn page(title: &str, lang: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html {XMLNS} {lang}>\n<head>\n<meta charset=\"utf-8\"/>\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"book.css\"/>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

fn chapter(document: &Document, n: usize, of: usize, options: &Options) -> Chapter {
    let index = Index::new(document);
    let shown = options.page.shown.clone().unwrap_or_else(|| vec![Layer::Terms, Layer::Words, Layer::English]);
    let look = Look::book(shown, options.page.density);
    let mut sentences = Sentences::new(document, &index, &options.page.known, look);
    let headline = headline(document);
    // The title that was asked for is that of the book.
    let (title, lang) = match headline {
        Some(line) => (escape(line), ID),
        None => (escape(&if of == 1 { title(document, options) } else { super::title(document) }), EN),
    };
    let mut body = String::from("<section epub:type=\"chapter\" role=\"doc-chapter\" aria-labelledby=\"title\">\n");
    let mut notes = Notes::new(document, &index);
    let mut number = 0;
    if headline.is_none() {
        let _ = writeln!(body, "<h1 id=\"title\" {EN}>{title}</h1>");
    }
    for (k, paragraph) in document.paragraphs.iter().enumerate() {
        let heading = k == 0 && headline.is_some();
        write_paragraph(paragraph, heading, &mut number, &mut sentences, &mut notes, &mut body);
    }
    body.push_str(&notes.finish(&sentences));
    body.push_str("</section>\n");
    Chapter { file: format!("text-{}.xhtml", n + 1), page: page(&title, EN, &body), title, lang }
}

fn write_paragraph(
    paragraph: &Paragraph,
    heading: bool,
    number: &mut usize,
    sentences: &mut Sentences<'_>,
    notes: &mut Notes<'_>,
    out: &mut String,
) {
    let (open, close) = if heading { (" id=\"title\"", "h1") } else { ("", "p") };
    let translated = paragraph.sentences.len() > 1 && paragraph.sentences.iter().any(|s| s.translation.is_some());
    let mut opened = false;
    for sentence in &paragraph.sentences {
        if !opened {
            let _ = writeln!(out, "<{close}{open} class=\"line\" {ID}>");
            opened = true;
        }
        let _ = writeln!(out, "<span id=\"s{}\">{}</span>", *number + 1, sentences.cells(sentence, *number));
        notes.pass(*number);
        *number += 1;
        if let Some(text) = sentence.translation.as_ref().filter(|_| translated || paragraph.sentences.len() == 1) {
            let _ = writeln!(out, "</{close}>\n<p class=\"tr\" {EN}>{}</p>", emphasised(text, escape, "<b>", "</b>"));
            opened = false;
        }
    }
    if opened {
        let _ = writeln!(out, "</{close}>");
    }
    if let Some(text) = &paragraph.translation {
        let _ = writeln!(out, "<p class=\"tr\" {EN}>{}</p>", escape(text));
    }
}

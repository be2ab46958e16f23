//! The text of web pages, Word documents and e-books.

use std::io::{Cursor, Read};

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::articles::{ReadError, Remark};
use crate::text::decode;

/// Largest part of a document or e-book in bytes, unpacked: a small file can hold endless text.
const LARGEST_PART: u64 = 64 << 20;

/// A page of fewer elements than this is looked at; a larger one is no article.
const MOST_ELEMENTS: usize = 200_000;

/// The main text of a saved web page, under its title, as Mozilla's Readability finds it.
///
/// # Errors
/// The bytes are no text.
pub fn html(bytes: &[u8], remarks: &mut Vec<Remark>) -> Result<String, ReadError> {
    let decoded = decode(bytes)?;
    let page = decoded.text.as_ref();
    let all = text_of(page);
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, text_mode: TextMode::Formatted, ..Config::default() };
    let article = Readability::new(page, None, Some(config)).and_then(|mut r| r.parse());
    match article {
        Ok(article) if !article.text_content.trim().is_empty() => {
            let body = article.text_content.trim();
            remarks.push(Remark::LeftOut { kept: body.len(), of: all.len().max(body.len()) });
            let title = article.title.split_whitespace().collect::<Vec<_>>().join(" ");
            Ok(match title.is_empty() || body.starts_with(&title) {
                true => body.to_owned(),
                false => format!("{title}\n\n{body}"),
            })
        }
        _ => {
            remarks.push(Remark::NoMainText);
            Ok(all)
        }
    }
}

/// All the text of a page, blocks on lines of their own.
fn text_of(page: &str) -> String {
    let document = Document::from(page);
    document.select("script, style, noscript, template, head").remove();
    document.formatted_text().trim().to_owned()
}

/// The paragraphs of a Word document.
///
/// # Errors
/// It is none.
pub fn docx(bytes: Vec<u8>) -> Result<String, ReadError> {
    let xml = Package::open(bytes, "Word document")?.part("word/document.xml")?;
    let mut out = String::new();
    let mut reader = Reader::from_str(&xml);
    let mut in_text = false;
    loop {
        match reader.read_event().map_err(|e| broken("Word document", &e))? {
            Event::Start(e) if e.local_name().as_ref() == "t" => in_text = true,
            Event::End(e) if e.local_name().as_ref() == "t" => in_text = false,
            Event::End(e) if e.local_name().as_ref() == "p" => out.push('\n'),
            Event::Empty(e) => match e.local_name().as_ref() {
                "tab" => out.push('\t'),
                "br" | "cr" => out.push('\n'),
                "noBreakHyphen" => out.push('-'),
                _ => {}
            },
            Event::Text(text) if in_text => out.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if in_text => out.extend(entity(&name)),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(out)
}

/// The character that a reference stands for.
fn entity(name: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Some(c);
    }
    quick_xml::escape::resolve_predefined_entity(&name.xml10_content()).and_then(|s| s.chars().next())
}

/// The chapters of an e-book, in reading order.
///
/// # Errors
/// It is none.
pub fn epub(bytes: Vec<u8>) -> Result<String, ReadError> {
    let mut package = Package::open(bytes, "e-book")?;
    let container = package.part("META-INF/container.xml")?;
    let root = attribute_of(&container, "rootfile", "full-path")
        .ok_or_else(|| ReadError::Content("no e-book: it names no package document".to_owned()))?;
    let opf = package.part(&root)?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out = String::new();
    for href in spine(&opf)? {
        let place = resolve(folder, &href);
        out.push_str(&text_of(&package.part(&place)?));
        out.push_str("\n\n");
    }
    Ok(out)
}

/// The files of the spine of an OPF package document, in order.
fn spine(opf: &str) -> Result<Vec<String>, ReadError> {
    let mut reader = Reader::from_str(opf);
    let (mut items, mut order) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().map_err(|e| broken("e-book", &e))? {
            Event::Start(e) | Event::Empty(e) => {
                let get = |name: &str| attribute(&e, name);
                match e.local_name().as_ref() {
                    "item" => items.extend(get("id").zip(get("href"))),
                    "itemref" => order.extend(get("idref")),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let href = |id: &String| items.iter().find(|(item, _)| item == id).map(|(_, href)| href.clone());
    Ok(order.iter().filter_map(href).collect())
}

fn attribute(element: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn attribute_of(xml: &str, element: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == element => return attribute(&e, name),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// A reference in a package document as the name of a part.
fn resolve(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    unescaped(&parts.join("/"))
}

/// Undoes `%20` and the like.
fn unescaped(href: &str) -> String {
    let mut out = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&b, after)) = rest.split_first() {
        let digits = (b == b'%').then(|| after.get(..2)).flatten().and_then(|d| std::str::from_utf8(d).ok());
        match digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
            Some(code) => {
                out.push(code);
                rest = &after[2..];
            }
            None => {
                out.push(b);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn broken(what: &str, error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Content(format!("no {what}: {error}"))
}

/// A zip file with named parts.
struct Package {
    what: &'static str,
    archive: ZipArchive<Cursor<Vec<u8>>>,
}

impl Package {
    fn open(bytes: Vec<u8>, what: &'static str) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(what, &e))?;
        Ok(Self { what, archive })
    }

    fn part(&mut self, name: &str) -> Result<String, ReadError> {
        let fault = |e: &dyn std::fmt::Display| ReadError::Content(format!("no {}: {name}: {e}", self.what));
        let part = self.archive.by_name(name).map_err(|e| fault(&e))?;
        let mut bytes = Vec::new();
        part.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|e| fault(&e))?;
        if bytes.len() as u64 > LARGEST_PART {
            return Err(ReadError::TooLarge(format!("{name}: more than 64 MiB when unpacked")));
        }
        Ok(decode(&bytes).map_err(|e| fault(&e))?.text.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            zip.start_file(*name, stored).expect("in memory");
            zip.write_all(content.as_bytes()).expect("in memory");
        }
        zip.finish().expect("in memory").into_inner()
    }

    #[test]
    fn reads_word_documents() {
        let xml = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Kedutaan </w:t></w:r><w:r><w:t>A&amp;B &#233;</w:t></w:r></w:p>\
            <w:p><w:r><w:t>ditutup.</w:t></w:r></w:p></w:body></w:document>";
        let text = docx(package(&[("word/document.xml", xml)])).expect("a document");
        assert_eq!(text, "Kedutaan A&B é\nditutup.\n");
        assert!(docx(b"PK no zip".to_vec()).expect_err("no zip").to_string().starts_with("no Word document"));
    }

    #[test]
    fn reads_e_books_in_reading_order() {
        let opf = "<package><manifest><item id='b' href='b.xhtml'/><item id='a' href='../t/a%20x.xhtml'/></manifest>\
            <spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
        let text = epub(package(&[
            ("META-INF/container.xml", "<container><rootfiles><rootfile full-path='o/c.opf'/></rootfiles></container>"),
            ("o/c.opf", opf),
            ("t/a x.xhtml", "<html><head><title>x</title></head><body><p>Satu.</p><p>Dua.</p></body></html>"),
            ("o/b.xhtml", "<html><body><p>Tiga.</p></body></html>"),
        ]));
        let text = text.expect("an e-book");
        assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["Satu.", "Dua.", "Tiga."]);
        assert!(text.contains('\n'));
    }

    #[test]
    fn boilerplate_of_pages_is_left_out() {
        let story = "<p>Menteri luar negeri mengumumkan gencatan senjata, dan kedutaan besar ditutup, kata juru bicara itu.</p>";
        let page = format!(
            "<html><head><title>Gencatan senjata diumumkan</title></head><body><nav><ul><li><a href='/'>Beranda</a></li>\
             <li><a href='/x'>Indeks berita</a></li></ul></nav><div id='content'><article>{}</article></div>\
             <footer>Hak cipta</footer></body></html>",
            story.repeat(12)
        );
        let mut remarks = Vec::new();
        let text = html(page.as_bytes(), &mut remarks).expect("a page");
        assert!(text.starts_with("Gencatan senjata diumumkan\n"), "{text}");
        assert!(
            text.contains("gencatan senjata,") && !text.contains("Beranda") && !text.contains("Hak cipta"),
            "{text}"
        );
        assert!(matches!(remarks.as_slice(), [Remark::LeftOut { kept, of }] if kept < of), "{remarks:?}");
        let mut remarks = Vec::new();
        assert_eq!(html(b"<p>Singkat.", &mut remarks).expect("a page"), "Singkat.");
    }
}

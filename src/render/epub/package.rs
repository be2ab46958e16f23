//! What holds a book together: container, package, table of contents, cover.

use std::fmt::Write as _;

use uuid::Uuid;

use super::{Chapter, EN, page};
use crate::render::html::escape;
use crate::render::package::MODIFIED;

pub const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n\
<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n</container>\n";

/// The name space of our identifiers: UUID version 5 of the URL of EPUB 3.3.
const SPACE: Uuid = Uuid::from_u128(0x7d1f_9a52_4a0c_5c5e_9a3b_0f1d_4c86_5e21);

/// The package document. `texts` of the chapters are articles; what follows them are lists.
pub fn package(title: &str, chapters: &[Chapter], texts: usize) -> String {
    let mut all = String::from(title);
    chapters.iter().for_each(|c| all.push_str(&c.page));
    let identity = Uuid::new_v5(&SPACE, all.as_bytes());
    let mut manifest = String::new();
    let mut spine = String::new();
    for chapter in chapters {
        let id = chapter.file.trim_end_matches(".xhtml");
        let _ =
            writeln!(manifest, "<item id=\"{id}\" href=\"{}\" media-type=\"application/xhtml+xml\"/>", chapter.file);
        let _ = writeln!(spine, "<itemref idref=\"{id}\"/>");
    }
    let articles = if texts == 1 { "an Indonesian article".to_owned() } else { format!("{texts} Indonesian articles") };
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>
<dc:title>{}</dc:title>
<dc:language>id</dc:language>
<dc:language>en</dc:language>
<dc:description>The text of {articles} with English glosses under its words.</dc:description>
<meta property="dcterms:modified">{MODIFIED}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">displayTransformability</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text throughout; each word is followed by its English gloss, marked as English. Notes and lists are linked. Nothing is told by colour alone.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
<item id="style" href="book.css" media-type="text/css"/>
{manifest}</manifest>
<spine>
<itemref idref="cover"/>
<itemref idref="nav"/>
{spine}</spine>
</package>
"#,
        escape(title)
    )
}

/// The table of contents.
pub fn navigation(title: &str, chapters: &[Chapter], texts: usize) -> String {
    let mut list = String::new();
    for chapter in chapters {
        let _ = writeln!(list, "<li><a href=\"{}\" {}>{}</a></li>", chapter.file, chapter.lang, chapter.title);
    }
    let lists = chapters
        .get(texts)
        .map_or(String::new(), |c| format!("<li><a epub:type=\"glossary\" href=\"{}\">{}</a></li>\n", c.file, c.title));
    let first = chapters.first().map_or("nav.xhtml", |c| c.file.as_str());
    page(
        &escape(title),
        EN,
        &format!(
            "<nav epub:type=\"toc\" role=\"doc-toc\" aria-labelledby=\"contents\">\n<h1 id=\"contents\">Contents</h1>\n<ol>\n{list}</ol>\n</nav>\n\
             <nav epub:type=\"landmarks\" hidden=\"hidden\" aria-label=\"Landmarks\">\n<ol>\n\
             <li><a epub:type=\"cover\" href=\"cover.xhtml\">Cover</a></li>\n\
             <li><a epub:type=\"bodymatter\" href=\"{first}\">Text</a></li>\n{lists}</ol>\n</nav>\n"
        ),
    )
}

/// The page that shows the cover.
pub fn cover_page(title: &str) -> String {
    let title = escape(title);
    let body = format!(
        "<section epub:type=\"cover\" class=\"cover\" aria-label=\"Cover\">\n<img src=\"cover.svg\" role=\"doc-cover\" alt=\"Cover: {title}\"/>\n</section>\n"
    );
    page(&title, EN, &body)
}

/// Letters of the title in a line of the cover.
const LINE: usize = 17;
/// Lines of the title on the cover.
const LINES: usize = 8;

/// The cover: the title over a rule, as between lines.
pub fn cover(title: &str, texts: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        let word: String = word.chars().take(LINE).collect();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines[LINES - 1].push('…');
    }
    let mut spans = String::new();
    for (n, line) in lines.iter().enumerate() {
        let _ = writeln!(spans, "<text x=\"80\" y=\"{}\">{}</text>", 300 + n * 88, escape(line));
    }
    let below = 300 + lines.len() * 88;
    let articles = if texts == 1 { String::new() } else { format!("{texts} articles") };
    format!(
        r##"<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 1200" width="800" height="1200" role="img">
<title>{}</title>
<rect width="800" height="1200" fill="#fcfbf7"/>
<rect x="0" y="0" width="800" height="150" fill="#175a74"/>
<g font-family="Georgia, serif" font-size="68" fill="#22201c">
{spans}</g>
<rect x="80" y="{}" width="240" height="5" fill="#175a74"/>
<g font-family="sans-serif" font-size="34" fill="#2b6049">
<text x="80" y="{}">Indonesian with English glosses</text>
<text x="80" y="{}">{articles}</text>
</g>
</svg>
"##,
        escape(title),
        below - 40,
        below + 30,
        below + 84
    )
}

//! Pages and books: what they hold beyond what the snapshots show.

use std::io::Cursor;

use padan::annotate::{describe, translate};
use padan::model::{Band, Document};
use padan::render::{Density, Options, Page};
use padan::text::SourceText;
use padan::{Glossary, render};

const TEXT: &str =
    "Perundingan gencatan senjata dimulai\n\nPolisi mengumumkan hasil perundingan itu. Mereka mengumumkannya kemarin.";

const GLOSSARY: &str = r#"
[[entry]]
term = "gencatan senjata"
en = "ceasefire"
def = "An agreed stop of fighting."
note = "Not 'armistice'."
[[entry]]
term = "perundingan"
en = "talks"
"#;

fn document(text: &str) -> Document {
    let glossary = Glossary::parse("mine.toml", GLOSSARY).unwrap();
    let analyzer = padan::morph::Analyzer::new(padan::Lexicon::builtin());
    let mut terms = padan::terms::TermIndex::default();
    terms.add(&glossary, &analyzer);
    let annotator = padan::Annotator::new(analyzer, terms, Default::default());
    let mut document = annotator.worker().annotate(SourceText::from_text("berita.txt", text));
    describe(&mut document, &glossary);
    document
}

fn written(name: &str, documents: &[Document], page: Page) -> Vec<u8> {
    let mut out = Vec::new();
    let options = Options { page, ..Options::default() };
    render::format(name).unwrap().write(documents, &options, &mut out).unwrap();
    out
}

fn page(document: &Document, page: Page) -> String {
    String::from_utf8(written("html", std::slice::from_ref(document), page)).unwrap()
}

#[test]
fn a_document_carries_what_its_words_need() {
    let document = document(TEXT);
    let notes = &document.notes;
    let terms: Vec<(&str, Option<&str>, usize)> =
        notes.terms.iter().map(|t| (t.name(), t.definition.as_deref(), t.places.len())).collect();
    assert_eq!(terms, [("perundingan", None, 2), ("gencatan senjata", Some("An agreed stop of fighting."), 1)]);
    let forms: Vec<&str> = notes.affixes.iter().map(|a| a.form).collect();
    for wanted in ["meN", "di", "kan", "nya", "per…an"] {
        assert!(forms.contains(&wanted), "{wanted} of {forms:?}");
    }
    let band = |form: &str| notes.entries.values().find(|e| e.form == form).map(|e| e.band);
    assert_eq!(band("polisi"), Some(Band::Basic));
    for sentence in document.sentences() {
        for morpheme in sentence.tokens.iter().filter_map(|t| t.analysis()).flat_map(|a| &a.morphemes) {
            use padan::model::MorphemeKind::{Copy, Root};
            assert_eq!(notes.affix(morpheme).is_some(), !matches!(morpheme.kind, Root | Copy), "{morpheme:?}");
        }
    }
}

#[test]
fn the_page_says_what_the_glossary_says_and_counts_words() {
    let page = page(&document(TEXT), Page::default());
    for wanted in [
        "An agreed stop of fighting.",
        "Not &#39;armistice&#39;.",
        "<b lang=\"id\" xml:lang=\"id\">perundingan</b> <i>noun</i> <span class=\"here\">talks</span>",
        "2×, <a href=\"#s1\">sentence 1</a>",
        "class=\"p headline\"",
        "active: the subject does it",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
}

fn english(document: &Document, paragraph: usize, sentence: usize) -> Option<&str> {
    document.paragraphs[paragraph].sentences[sentence].translation.as_ref().map(|t| t.text.as_str())
}

#[test]
fn translations_stand_by_paragraph_or_by_sentence() {
    let mut by_paragraph = document(TEXT);
    translate(&mut by_paragraph, "Ceasefire talks begin\n\nThe police announced it. They did so yesterday.").unwrap();
    assert_eq!(english(&by_paragraph, 0, 0), Some("Ceasefire talks begin"));
    assert_eq!(
        by_paragraph.paragraphs[1].translation.as_deref(),
        Some("The police announced it. They did so yesterday.")
    );
    let mut by_sentence = document(TEXT);
    translate(&mut by_sentence, "Ceasefire talks begin\nThe police announced it.\nThey did so yesterday.").unwrap();
    let page = page(&by_sentence, Page::default());
    assert_eq!(page.matches("class=\"tr\"").count(), 3);
    assert!(translate(&mut by_sentence, "One.\n\nTwo.\n\nThree.\n\nFour.").is_err());
    assert_eq!(english(&by_sentence, 1, 1), Some("They did so yesterday."));
}

#[test]
fn books_leave_out_glosses_as_asked() {
    let documents = [document(TEXT)];
    let glosses = |density| {
        let page = Page { density, ..Page::default() };
        chapters(&written("epub", &documents, page))[0].matches("class=\"e\"").count()
    };
    let all = glosses(Density::All);
    let fewer = [Density::First, Density::NotBasic, Density::Rare].map(glosses);
    assert!(fewer.iter().all(|&n| 0 < n && n < all), "{fewer:?} of {all}");
    assert!(fewer[2] <= fewer[1]);
    assert_eq!(glosses(Density::Terms), 2);
}

#[test]
fn a_book_of_two_texts_is_the_same_whenever_it_is_made() {
    let documents = [document(TEXT), document("Polisi </section><script>alert(1)</script> ]]> pulang.")];
    let title = Page { title: Some("../../<b>Berita".to_owned()), ..Page::default() };
    let book = written("epub", &documents, title.clone());
    assert_eq!(book, written("epub", &documents, title));
    // The format asks that the type of the file stands at byte 38, not packed.
    assert_eq!(&book[30..58], b"mimetypeapplication/epub+zip");
    let archive = zip::ZipArchive::new(Cursor::new(&book)).unwrap();
    let names: Vec<String> = archive.file_names().map(|n| n.unwrap().into_owned()).collect();
    assert!(names.iter().all(|n| !n.contains("..") && n.is_ascii()), "{names:?}");
    assert!(["EPUB/text-1.xhtml", "EPUB/text-2.xhtml"].iter().all(|n| names.iter().any(|m| m == n)), "{names:?}");
    let chapters = chapters(&book);
    assert!(!chapters[1].contains("<script"));
    for chapter in &chapters {
        roxmltree::Document::parse_with_options(
            chapter,
            roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() },
        )
        .unwrap();
        for target in chapter.split("href=\"#").skip(1).filter_map(|s| s.split('"').next()) {
            assert!(chapter.contains(&format!("id=\"{target}\"")), "{target}");
        }
    }
}

/// The chapters of a book.
fn chapters(book: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let all: Vec<String> = archive.file_names().map(|n| n.unwrap().into_owned()).collect();
    let names: Vec<String> = all.into_iter().filter(|n| n.contains("text-")).collect();
    let read = |name: &String| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    names.iter().map(read).collect()
}

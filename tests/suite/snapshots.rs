//! Every renderer's output for one small document.

use padan::render::{FORMATS, Options, Renderer};
use padan::text::SourceText;

const TEXT: &str = "ISTANBUL - Duta Besar Rusia mengumumkan gencatan senjata, kata juru bicara Kemlu (27/2/2025).\n\
    \"Kedutaannya ditutup,\" ujar Sergei Petrov, dan sekutu-sekutunya <belum> menandatangani.\n";

#[test]
fn every_format_writes_what_it_wrote() {
    let annotator = crate::annotator();
    let document = annotator.worker().annotate(SourceText::from_text("contoh.txt", TEXT));
    let documents = [document];
    let options = Options { width: 88, ..Options::default() };
    for format in FORMATS.iter().filter(|f| f.is_of_texts() && f.name != "anki") {
        let text = match format.renderer {
            Renderer::Files(files) => {
                let shown =
                    |f: padan::render::PackedFile| format!("== {}\n{}", f.name, String::from_utf8(f.bytes).unwrap());
                files(&documents, &options).unwrap().into_iter().map(shown).collect()
            }
            _ => {
                let mut out = Vec::new();
                format.write(&documents, &options, &mut out).unwrap();
                String::from_utf8(out).unwrap_or_else(|e| unpacked(e.as_bytes()))
            }
        };
        // Style, script and their hashes are long and have tests of their own.
        let text = cut(cut(text, "<style>", "</style>"), "<script>", "</script>");
        let text = cut(text, "style-src", "base-uri");
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(format.name, text);
        });
    }
}

/// The files of an archive, one after another.
fn unpacked(archive: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let mut out = String::new();
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).unwrap();
        out.push_str(&format!("== {}\n", file.name().unwrap()));
        std::io::Read::read_to_string(&mut file, &mut out).unwrap();
        out.push('\n');
    }
    out
}

/// `text` with what stands between `from` and `to` left out.
fn cut(text: String, from: &str, to: &str) -> String {
    match text.split_once(from).and_then(|(head, rest)| Some((head, rest.split_once(to)?.1))) {
        Some((head, tail)) => format!("{head}{from}…{to}{tail}"),
        None => text,
    }
}

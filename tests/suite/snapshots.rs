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
                String::from_utf8(out).unwrap()
            }
        };
        let text =
            match text.split_once("<style>").and_then(|(head, rest)| Some((head, rest.split_once("</style>")?.1))) {
                Some((head, body)) => format!("{head}<style>…</style>{body}"),
                None => text,
            };
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(format.name, text);
        });
    }
}

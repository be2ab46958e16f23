//! Compiles `lexicon/*.tsv` and `glossary.toml` into the blocks that the library reads in place.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::exit;

#[path = "../src/diagnostic.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod diagnostic;
#[path = "../src/glossary"]
#[allow(dead_code, reason = "the library uses the rest")]
mod glossary {
    pub mod forms;
    mod load;
    mod term;
    pub use term::*;
}
#[path = "../src/store.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod store;

#[path = "../src/lexicon"]
#[allow(dead_code, reason = "the library uses the rest")]
mod lexicon {
    pub mod compile;
    pub mod source;
}

#[path = "../src/terms"]
#[allow(dead_code, reason = "the library uses the rest")]
mod terms {
    pub mod compile;
}

#[path = "../src/text"]
mod text {
    mod case;
    mod place;
    pub use case::lowered;
    pub use place::{LineIndex, Location};
}

use lexicon::source::{Entry, FILES, SourceError, parse_entries, parse_rules, parse_variants};

fn main() {
    for path in
        ["lexicon", "glossary.toml", "src/lexicon", "src/glossary", "src/terms", "src/store.rs", "src/render/html"]
    {
        println!("cargo::rerun-if-changed={path}");
    }
    let texts: Vec<(PathBuf, String)> = FILES.iter().map(|name| read(name)).collect();
    let entries: Vec<(&str, Vec<Entry<'_>>)> = texts
        .iter()
        .map(|(path, text)| {
            let entries = parse_entries(text).unwrap_or_else(|e| fail(path, &e));
            (path.to_str().expect("a name of ours"), entries)
        })
        .collect();
    let (path, text) = read("variants.tsv");
    let variants = parse_variants(&text).unwrap_or_else(|e| fail(&path, &e));
    let (path, text) = read("senses.tsv");
    let rules = parse_rules(&text).unwrap_or_else(|e| fail(&path, &e));
    write("lexicon.bin", &lexicon::compile::compile(&entries, &variants, &rules));

    let mut forms: HashMap<&str, Vec<&Entry<'_>>> = HashMap::new();
    for entry in entries.iter().flat_map(|(_, entries)| entries) {
        forms.entry(entry.form).or_default().push(entry);
    }
    let mut standards: HashMap<String, Vec<&str>> = HashMap::new();
    for variant in &variants {
        standards.entry(variant.standard.to_lowercase()).or_default().push(variant.form);
    }
    match glossary::Glossary::parse("glossary.toml", glossary::BUILTIN) {
        Ok(glossary) => write("terms.bin", &terms::compile::compile(&glossary, &Listed { forms, standards })),
        Err(e) => {
            println!("cargo::error={e}");
            exit(1)
        }
    }
    let hashes = format!(
        "const STYLE_HASH: &str = {:?};\nconst SCRIPT_HASH: &str = {:?};\nconst CORRECT_HASH: &str = {:?};\n",
        policy_hash("src/render/html/page.css"),
        policy_hash("src/render/html/page.js"),
        policy_hash("src/render/html/correct.js")
    );
    write("page_hashes.rs", hashes.as_bytes());
}

/// How a content security policy names what stands in a page between `<style>` or `<script>`, a line break, and the end tag.
fn policy_hash(path: &str) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    // A browser reads line ends of any kind as \n.
    let inline = format!("\n{}", text.replace("\r\n", "\n"));
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(inline)))
}

/// Entries by form and variants by standard form, as the compiler of terms asks for them.
struct Listed<'a> {
    forms: HashMap<&'a str, Vec<&'a Entry<'a>>>,
    standards: HashMap<String, Vec<&'a str>>,
}

impl terms::compile::Words for Listed<'_> {
    fn verb_stem(&self, verb: &str) -> Option<String> {
        let verbs = self.forms.get(verb)?.iter().filter(|e| e.upos == "VERB");
        let stem = verbs.filter_map(|e| e.analysis.strip_prefix("meN-")).next()?;
        Some(stem.replace(['-', '+', '~'], ""))
    }

    fn listed(&self, form: &str) -> Vec<(&str, Vec<&str>)> {
        let entries = self.forms.get(form).into_iter().flatten().filter(|e| e.upos != "PROPN");
        entries.map(|e| (e.upos, e.senses.iter().flatten().copied().collect())).collect()
    }

    fn variants(&self, standard: &str) -> Vec<&str> {
        self.standards.get(standard).cloned().unwrap_or_default()
    }
}

fn read(name: &str) -> (PathBuf, String) {
    let path = Path::new("lexicon").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    if let Some(line) = text.lines().position(|l| !unicode_normalization::is_nfc(l)) {
        fail(&path, &SourceError { line: line + 1, column: 1, message: "not in NFC".into() });
    }
    (path, text)
}

fn write(name: &str, bytes: &[u8]) {
    let path = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo")).join(name);
    std::fs::write(&path, bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

fn fail(path: &Path, fault: &SourceError) -> ! {
    println!("cargo::error={}:{fault}", path.display());
    exit(1)
}

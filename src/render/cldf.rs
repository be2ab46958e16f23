//! A CLDF dataset (<https://cldf.clld.org>): texts, examples, the terms in them, and what describes these tables.
//!
//! `Analyzed_Word` holds the segmentation as written, so that it gives the words back; `Analyzed_Underlying` is ours and holds
//! citation forms.

use std::collections::HashSet;
use std::io;

use serde_json::json;

use super::interlinear::{self, Word};
use super::package::PackedFile;
use super::xml::is_unfit;
use super::{Options, title};
use crate::model::{Document, GlossTag, Sentence};

pub(super) fn files(documents: &[Document], _: &Options) -> io::Result<Vec<PackedFile>> {
    let mut examples = table(&[
        "ID",
        "Language_ID",
        "Primary_Text",
        "Analyzed_Word",
        "Gloss",
        "Translated_Text",
        "Meta_Language_ID",
        "LGR_Conformance",
        "Comment",
        "Contribution_ID",
        "Analyzed_Underlying",
        "Word_Gloss",
        "Status",
    ])?;
    let mut terms = table(&["ID", "Example_ID", "Words", "Form", "Gloss", "Type", "Source", "Key"])?;
    let mut texts = table(&["ID", "Name", "Description"])?;
    let mut names = HashSet::new();
    for document in documents {
        let id = identifier(&title(document), &mut names);
        let about = clean(&document.source.name().to_string_lossy());
        texts.write_record([id.as_str(), &clean(&title(document)), &about])?;
        for (n, sentence) in document.sentences().enumerate() {
            write_example(document, sentence, &id, n + 1, &mut examples, &mut terms)?;
        }
    }
    let mut languages = table(&["ID", "Name", "Glottocode", "ISO639P3code"])?;
    languages.write_record(["indo1316", "Indonesian", "indo1316", "ind"])?;
    languages.write_record(["stan1293", "English", "stan1293", "eng"])?;
    let mut labels = table(&["ID", "Name", "Description"])?;
    for tag in interlinear::all_labels(documents) {
        labels.write_record([tag.as_str(), tag.as_str(), tag.meaning()])?;
    }
    let metadata = serde_json::to_string_pretty(&metadata())? + "\n";
    Ok(vec![
        PackedFile::text("Generic-metadata.json", metadata),
        finish("contributions.csv", texts)?,
        finish("examples.csv", examples)?,
        finish("labels.csv", labels)?,
        finish("languages.csv", languages)?,
        finish("terms.csv", terms)?,
    ])
}

type Table = csv::Writer<Vec<u8>>;

fn table(columns: &[&str]) -> io::Result<Table> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(columns)?;
    Ok(table)
}

fn finish(name: &'static str, table: Table) -> io::Result<PackedFile> {
    let bytes = table.into_inner().map_err(|e| io::Error::other(e.to_string()))?;
    Ok(PackedFile { name: name.into(), bytes })
}

fn write_example(
    document: &Document,
    sentence: &Sentence,
    text: &str,
    number: usize,
    examples: &mut Table,
    terms: &mut Table,
) -> io::Result<()> {
    let id = format!("{text}-{number}");
    let groups = interlinear::groups(document, sentence);
    let words: Vec<&Word<'_>> = groups.iter().flat_map(|g| &g.columns).filter_map(|c| c.word.as_ref()).collect();
    let list = |piece: &dyn Fn(&Word<'_>) -> String| {
        words.iter().map(|w| known(&clean(&piece(w)))).collect::<Vec<_>>().join("\t")
    };
    let surface = list(&|w| w.surface.clone());
    let glosses = list(&|w| w.glosses.clone());
    examples.write_record([
        id.as_str(),
        "indo1316",
        &clean(document.text(sentence.span)),
        &surface,
        &glosses,
        &sentence.translation.as_ref().map(|t| clean(&t.text)).unwrap_or_default(),
        "stan1293",
        if words.is_empty() { "" } else { "MORPHEME_ALIGNED" },
        &abbreviations(&words),
        text,
        &list(&|w| w.morphemes.clone()),
        &list(&|w| w.token.gloss.replace(' ', ".")),
        &list(&|w| w.token.status().into_owned()),
    ])?;
    for (n, unit) in sentence.units.iter().enumerate() {
        // Words are counted as the lists of the example count them.
        let places: Vec<String> = unit
            .tokens
            .iter()
            .filter_map(|t| Some((words.iter().position(|w| w.index == *t)? + 1).to_string()))
            .collect();
        terms.write_record([
            format!("{id}-t{}", n + 1).as_str(),
            &id,
            &places.join(" "),
            &clean(&document.words(sentence, &unit.tokens)),
            &clean(&unit.gloss),
            unit.kind.as_str(),
            unit.source.as_str(),
            &clean(unit.key.as_deref().unwrap_or_default()),
        ])?;
    }
    Ok(())
}

/// Labels beyond those of the Leipzig rules, explained as pyigt reads it: `(AV = actor voice, …)`.
fn abbreviations(words: &[&Word<'_>]) -> String {
    const LEIPZIG: &[&str] = &[
        "1", "2", "3", "A", "APPL", "ART", "CAUS", "CLF", "COP", "DEF", "DEM", "DIST", "EXCL", "FOC", "FUT", "IMP",
        "INCL", "INDF", "INTR", "IPFV", "NEG", "NMLZ", "OBJ", "PASS", "PFV", "PL", "POSS", "PROG", "PROH", "PROX", "Q",
        "RECP", "REFL", "REL", "RES", "SG", "TR",
    ];
    let mut found: Vec<GlossTag> = words
        .iter()
        .flat_map(|w| w.glosses.split(['-', '=', '~', '.']))
        .filter_map(|piece| piece.parse().ok())
        .filter(|tag: &GlossTag| !LEIPZIG.contains(&tag.as_str()))
        .collect();
    found.sort_unstable();
    found.dedup();
    let plain = |tag: GlossTag| tag.meaning().split(" (").next().unwrap_or_default().replace(',', " or");
    let list: Vec<String> = found.into_iter().map(|tag| format!("{tag} = {}", plain(tag))).collect();
    if list.is_empty() { String::new() } else { format!("({})", list.join(", ")) }
}

/// A word of a list is never empty, and no mere joint.
fn known(word: &str) -> String {
    if word.trim_matches(['-', '=', '~', '.', '<', '>']).is_empty() { "\u{2026}".to_owned() } else { word.to_owned() }
}

/// Text on one line.
fn clean(s: &str) -> String {
    s.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|&c| !is_unfit(c)).collect()
}

/// An identifier that CLDF allows, and that no other text has.
fn identifier(name: &str, taken: &mut HashSet<String>) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
    let plain = if plain.trim_matches('-').is_empty() { "text".to_owned() } else { plain.trim_matches('-').to_owned() };
    let mut id = plain.clone();
    let mut n = 2;
    while !taken.insert(id.to_lowercase()) {
        id = format!("{plain}-{n}");
        n += 1;
    }
    id
}

fn metadata() -> serde_json::Value {
    let term = |name: &str| format!("http://cldf.clld.org/v1.0/terms.rdf#{name}");
    let id = || json!({"name": "ID", "datatype": {"base": "string", "format": "[a-zA-Z0-9_\\-]+"}, "propertyUrl": term("id"), "required": true});
    let plain = |name: &str| json!({"name": name, "datatype": "string"});
    let of = |name: &str, property: &str| json!({"name": name, "datatype": "string", "propertyUrl": term(property)});
    let list = |name: &str| json!({"name": name, "datatype": "string", "separator": "\t"});
    let list_of = |name: &str, property: &str| json!({"name": name, "datatype": "string", "separator": "\t", "propertyUrl": term(property)});
    let refers = |column: &str, table: &str| json!({"columnReference": [column], "reference": {"resource": table, "columnReference": ["ID"]}});
    json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:conformsTo": term("Generic"),
        "dc:title": "Indonesian texts with English glosses",
        "prov:wasGeneratedBy": [{"dc:title": "padan", "dc:description": env!("CARGO_PKG_VERSION")}],
        "dialect": {"commentPrefix": null},
        "tables": [
            {
                "url": "contributions.csv",
                "dc:conformsTo": term("ContributionTable"),
                "tableSchema": {"columns": [id(), of("Name", "name"), of("Description", "description")], "primaryKey": ["ID"]},
            },
            {
                "url": "examples.csv",
                "dc:conformsTo": term("ExampleTable"),
                "tableSchema": {
                    "columns": [
                        id(),
                        of("Language_ID", "languageReference"),
                        json!({"name": "Primary_Text", "datatype": "string", "propertyUrl": term("primaryText"), "required": true}),
                        list_of("Analyzed_Word", "analyzedWord"),
                        list_of("Gloss", "gloss"),
                        of("Translated_Text", "translatedText"),
                        of("Meta_Language_ID", "metaLanguageReference"),
                        of("LGR_Conformance", "lgrConformance"),
                        of("Comment", "comment"),
                        of("Contribution_ID", "contributionReference"),
                        list("Analyzed_Underlying"),
                        list("Word_Gloss"),
                        list("Status"),
                    ],
                    "primaryKey": ["ID"],
                    "foreignKeys": [
                        refers("Language_ID", "languages.csv"),
                        refers("Meta_Language_ID", "languages.csv"),
                        refers("Contribution_ID", "contributions.csv"),
                    ],
                },
            },
            {
                "url": "labels.csv",
                "dc:description": "The labels of the gloss lines",
                "tableSchema": {
                    "columns": [
                        json!({"name": "ID", "datatype": "string", "propertyUrl": term("id"), "required": true}),
                        of("Name", "name"),
                        of("Description", "description"),
                    ],
                    "primaryKey": ["ID"],
                },
            },
            {
                "url": "languages.csv",
                "dc:conformsTo": term("LanguageTable"),
                "tableSchema": {
                    "columns": [id(), of("Name", "name"), of("Glottocode", "glottocode"), of("ISO639P3code", "iso639P3code")],
                    "primaryKey": ["ID"],
                },
            },
            {
                "url": "terms.csv",
                "dc:description": "Terms, phrases, names and abbreviations with English of their own",
                "tableSchema": {
                    "columns": [
                        id(),
                        of("Example_ID", "exampleReference"),
                        json!({"name": "Words", "datatype": "integer", "separator": " ", "dc:description": "places in Analyzed_Word, from 1"}),
                        plain("Form"),
                        plain("Gloss"),
                        plain("Type"),
                        plain("Source"),
                        plain("Key"),
                    ],
                    "primaryKey": ["ID"],
                    "foreignKeys": [refers("Example_ID", "examples.csv")],
                },
            },
        ],
    })
}

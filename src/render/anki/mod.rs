//! Decks of notes for Anki, a note a word or term of the texts: as a package, and as a table.
//!
//! A note is known by its words in lower case, so a later deck renews the notes of an earlier one and adds none twice.

mod sqlite;

use std::collections::HashSet;
use std::io::{self, Write};

use serde_json::{Value as Json, json};
use sha1_smol::Sha1;

use super::interlinear::{self, Cell, Layer};
use super::package::{self, PackedFile};
use super::xml::escape;
use super::{Options, emphasised, title};
use crate::model::{Document, GlossSource, MorphemeKind, Sentence, TokenKind};
use sqlite::{Table, Value};

/// The fields of a note. The first is its identity where tables are imported.
const FIELDS: &[&str] = &["Id", "Word", "Gloss", "Sentence", "Root", "Morphemes", "Labels", "Translation", "Source"];

const NOTE_TYPE: &str = "padan";

/// Our note type's number in every collection.
const MODEL: i64 = 1_763_700_000_001;

const FRONT: &str = "<div class=\"sentence\" lang=\"id\">{{Sentence}}</div>";

const BACK: &str = "{{FrontSide}}\n<hr id=\"answer\">\n<div class=\"word\" lang=\"id\">{{Word}}</div>\n\
<div class=\"gloss\" lang=\"en\">{{Gloss}}</div>\n\
{{#Morphemes}}<div class=\"cut\"><span lang=\"id\">{{Morphemes}}</span><br><span lang=\"en\">{{Labels}}</span></div>{{/Morphemes}}\n\
{{#Root}}<div class=\"root\">root: <span lang=\"id\">{{Root}}</span></div>{{/Root}}\n\
{{#Translation}}<div class=\"translation\" lang=\"en\">{{Translation}}</div>{{/Translation}}\n\
<div class=\"source\">{{Source}}</div>";

const CSS: &str = ".card { font-family: sans-serif; font-size: 1.2rem; text-align: center; line-height: 1.5; }\n\
.word { font-weight: bold; }\n.gloss { font-size: 1.3em; }\n.cut, .root, .source, .translation { margin-top: .6em; }\n\
.cut, .root { font-size: .9em; }\n.source { font-size: .7em; opacity: .7; }\n";

/// A note: its fields, as HTML, and its tags.
struct Note {
    fields: Vec<String>,
    tags: Vec<String>,
}

/// The package of a deck, with its note type.
pub(super) fn package(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let notes = notes(documents);
    let database = sqlite::database(&tables(&notes, &deck(documents), options.modified));
    let files = [PackedFile { name: "collection.anki2".into(), bytes: database }, PackedFile::text("media", "{}")];
    package::zip(&files, out)
}

/// The table of a deck. The note type must be there already: a package brings it.
pub(super) fn table(documents: &[Document], _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let deck = deck(documents);
    writeln!(out, "#separator:Tab\n#html:true\n#notetype:{NOTE_TYPE}\n#deck:{}", deck.replace(['\t', '\n', '"'], " "))?;
    writeln!(out, "#columns:{}\tTags\n#tags column:{}", FIELDS.join("\t"), FIELDS.len() + 1)?;
    for note in notes(documents) {
        writeln!(out, "{}\t{}", note.fields.join("\t"), note.tags.join(" "))?;
    }
    Ok(())
}

fn deck(documents: &[Document]) -> String {
    match documents {
        [one] => format!("padan::{}", escape(&title(one)).replace("::", ":")),
        _ => "padan".to_owned(),
    }
}

fn notes(documents: &[Document]) -> Vec<Note> {
    let mut known = HashSet::new();
    let mut out = Vec::new();
    for document in documents {
        for (n, sentence) in document.sentences().enumerate() {
            for cell in interlinear::cells_where(document, sentence, |u| u.kind.is_fixed()) {
                out.extend(note(document, sentence, n + 1, &cell, &mut known));
            }
        }
    }
    out
}

fn note(
    document: &Document,
    sentence: &Sentence,
    number: usize,
    cell: &Cell<'_>,
    known: &mut HashSet<String>,
) -> Option<Note> {
    let words: Vec<&interlinear::Word<'_>> = cell.columns.iter().filter_map(|c| c.word.as_ref()).collect();
    let first = words.first()?;
    let forms: Vec<&str> = words.iter().map(|w| document.text(w.token.span)).collect();
    let form = forms.join(" ");
    let gloss = cell.line(Layer::English);
    // Nothing is learnt from figures, and names that are the same in English.
    let plain = first.token.kind == TokenKind::Number
        || matches!(first.token.source, GlossSource::Copied | GlossSource::None | GlossSource::Unknown);
    if gloss.is_empty() || (cell.unit.is_none() && plain) || gloss == form {
        return None;
    }
    let id = identity(&form);
    if !known.insert(id.clone()) {
        return None;
    }
    let start = words.first()?.token.span.start;
    let end = words.last()?.token.span.end;
    let text = document.text(sentence.span);
    let (before, rest) = text.split_at((start - sentence.span.start) as usize);
    let (marked, after) = rest.split_at((end - start) as usize);
    let shown = format!("{}<b>{}</b>{}", html(before), html(marked), html(after));
    let cut = words.iter().any(|w| interlinear::has_pieces(w.token));
    let analysis = first.token.analysis().filter(|_| cell.unit.is_none());
    let mut tags = vec!["padan".to_owned()];
    match cell.unit {
        Some(unit) => tags.push(unit.kind.as_str().to_owned()),
        None => tags.push(first.token.upos.as_str().to_lowercase()),
    }
    if let Some(analysis) = analysis.filter(|_| cut) {
        let bound = analysis.morphemes.iter().filter(|m| !matches!(m.kind, MorphemeKind::Root | MorphemeKind::Copy));
        tags.extend(bound.map(|m| format!("affix::{}", tag(&m.form))));
    }
    let source = cell.unit.map_or(first.token.source.as_str(), |u| u.source.as_str());
    tags.push(format!("from::{source}"));
    if cell.unit.is_none() && interlinear::is_guess(first.token) {
        tags.push("guess".to_owned());
    }
    tags.sort_unstable();
    tags.dedup();
    let line = |layer| if cut { html(&cell.line(layer)) } else { String::new() };
    let labels: Vec<&str> = words.iter().map(|w| w.glosses.as_str()).collect();
    let fields = vec![
        html(&id),
        html(&form),
        html(&gloss),
        shown,
        analysis.filter(|_| cut).map(|a| html(&a.root)).unwrap_or_default(),
        line(Layer::Morphemes),
        if cut { html(&labels.join(" ")) } else { String::new() },
        sentence.translation.as_ref().map(|t| emphasised(t, html, "<b>", "</b>")).unwrap_or_default(),
        html(&format!("{}, {number}", title(document))),
    ];
    Some(Note { fields, tags })
}

/// The words in lower case; of very long ones the beginning and a fingerprint.
fn identity(form: &str) -> String {
    let lower = form.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    if lower.chars().count() <= 80 {
        return lower;
    }
    let head: String = lower.chars().take(60).collect();
    format!("{head}… {}", &digest(&lower)[..12])
}

fn digest(s: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(s.as_bytes());
    hash.digest().to_string()
}

/// A number that `s` always has, fit for JavaScript and unlike those that Anki makes of the time.
fn number(s: &str) -> i64 {
    let hex = &digest(s)[..10];
    1 + i64::from_str_radix(hex, 16).expect("digits of a digest")
}

/// Text of a field. Anki reads fields as HTML, and gives braces and `[sound:…]` a meaning of its own.
fn html(s: &str) -> String {
    escape(s)
        .replace("{{", "&#123;&#123;")
        .replace("}}", "&#125;&#125;")
        .replace("[sound:", "&#91;sound:")
        .replace("[anki:", "&#91;anki:")
}

/// A tag holds no blanks.
fn tag(s: &str) -> String {
    s.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
}

fn tables(notes: &[Note], deck: &str, modified: u64) -> Vec<Table> {
    let modified = i64::try_from(modified).unwrap_or(i64::MAX / 1000).clamp(1, i64::MAX / 1000);
    let deck_id = number(deck);
    let text = |s: &str| Value::Text(s.to_owned());
    let mut note_rows: Vec<(i64, Vec<Value>)> = Vec::new();
    let mut card_rows: Vec<(i64, Vec<Value>)> = Vec::new();
    let mut taken = HashSet::new();
    for (n, note) in notes.iter().enumerate() {
        let id = &note.fields[0];
        let mut row = number(id);
        while !taken.insert(row) {
            row += 1;
        }
        let guid = format!("padan-{}", &digest(id)[..20]);
        let checksum = i64::from_str_radix(&digest(id)[..8], 16).expect("digits of a digest");
        note_rows.push((
            row,
            vec![
                Value::RowId,
                Value::Text(guid),
                Value::Integer(MODEL),
                Value::Integer(modified),
                Value::Integer(-1),
                Value::Text(format!(" {} ", note.tags.join(" "))),
                Value::Text(note.fields.join("\u{1f}")),
                Value::numeric(id),
                Value::Integer(checksum),
                Value::Integer(0),
                text(""),
            ],
        ));
        let mut card = vec![Value::RowId, Value::Integer(row), Value::Integer(deck_id), Value::Integer(0)];
        card.extend([Value::Integer(modified), Value::Integer(-1), Value::Integer(0), Value::Integer(0)]);
        card.push(Value::Integer(n as i64 + 1));
        card.extend((0..8).map(|_| Value::Integer(0)));
        card.push(text(""));
        card_rows.push((row, card));
    }
    note_rows.sort_by_key(|(id, _)| *id);
    card_rows.sort_by_key(|(id, _)| *id);
    let collection = vec![
        Value::RowId,
        Value::Integer(modified),
        Value::Integer(modified * 1000),
        Value::Integer(modified * 1000),
        Value::Integer(11),
        Value::Integer(0),
        Value::Integer(0),
        Value::Integer(0),
        json_text(&configuration()),
        json_text(&json!({ MODEL.to_string(): model(modified) })),
        json_text(&decks(deck, deck_id, modified)),
        json_text(&json!({ "1": options() })),
        text("{}"),
    ];
    vec![
        Table {
            name: "col",
            sql: "CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null, models text not null, decks text not null, dconf text not null, tags text not null)",
            rows: vec![(1, collection)],
        },
        Table {
            name: "notes",
            sql: "CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null, flags integer not null, data text not null)",
            rows: note_rows,
        },
        Table {
            name: "cards",
            sql: "CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null, mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null, ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null)",
            rows: card_rows,
        },
        Table {
            name: "revlog",
            sql: "CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null)",
            rows: Vec::new(),
        },
        Table {
            name: "graves",
            sql: "CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null)",
            rows: Vec::new(),
        },
    ]
}

fn json_text(json: &Json) -> Value {
    Value::Text(json.to_string())
}

fn configuration() -> Json {
    json!({
        "activeDecks": [1], "addToCur": true, "collapseTime": 1200, "curDeck": 1, "curModel": MODEL.to_string(), "dueCounts": true,
        "estTimes": true, "newBury": true, "newSpread": 0, "nextPos": 1, "sortBackwards": false, "sortType": "noteFld", "timeLim": 0,
    })
}

fn model(modified: i64) -> Json {
    let fields: Vec<Json> = FIELDS
        .iter()
        .enumerate()
        .map(|(n, name)| json!({"name": name, "ord": n, "font": "Arial", "size": 20, "rtl": false, "sticky": false, "media": []}))
        .collect();
    json!({
        "id": MODEL.to_string(), "name": NOTE_TYPE, "type": 0, "mod": modified, "usn": -1, "sortf": 1, "did": null, "css": CSS,
        "flds": fields,
        "tmpls": [{"name": "Word in its sentence", "ord": 0, "qfmt": FRONT, "afmt": BACK, "bqfmt": "", "bafmt": "", "bfont": "", "bsize": 0, "did": null}],
        "req": [[0, "any", [3]]], "tags": [], "vers": [], "latexPre": "", "latexPost": "", "latexsvg": false,
    })
}

fn decks(name: &str, id: i64, modified: i64) -> Json {
    let deck = |id: i64, name: &str| {
        json!({
            "id": id, "name": name, "conf": 1, "desc": "", "dyn": 0, "collapsed": false, "extendNew": 0, "extendRev": 50, "mod": modified,
            "usn": -1, "lrnToday": [0, 0], "newToday": [0, 0], "revToday": [0, 0], "timeToday": [0, 0],
        })
    };
    json!({ "1": deck(1, "Default"), id.to_string(): deck(id, name) })
}

fn options() -> Json {
    json!({
        "id": 1, "name": "Default", "autoplay": true, "maxTaken": 60, "mod": 0, "replayq": true, "timer": 0, "usn": 0,
        "lapse": {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
        "new": {"bury": true, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20, "separate": true},
        "rev": {"bury": true, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "perDay": 100},
    })
}

//! The lists at the end of a page or book: words by root, terms, affixes, labels.

use std::fmt::Write as _;

use super::escape::escape;
use super::index::{Index, Word, unit_text};
use crate::model::{AffixNote, Analysis, Document, Gloss, MorphemeKind, Notes, TermNote, TermPlace, Unit, UnitSource};
use crate::render::interlinear;

/// English alternatives that a word of the list is given at most.
const ALTERNATIVES: usize = 4;

/// The words by root family; names last. `href` gives the address of a sentence.
pub fn words(document: &Document, index: &Index<'_>, href: &dyn Fn(usize) -> String) -> String {
    let mut out = String::from("<dl class=\"words\">\n");
    let mut n = 0;
    for family in index.words.chunk_by(|a, b| a.root.is_some() && a.root == b.root) {
        let head = &family[0];
        // A name that English writes the same needs no line.
        if head.root.is_some() || head.glosses.iter().any(|g| *g != head.form) {
            let gloss = family.iter().find_map(|w| w.root_gloss).filter(|_| head.root.is_some());
            let gloss = gloss.map_or(String::new(), |g| format!(" <span>{}</span>", escape(g)));
            let _ = writeln!(out, "<div><dt><span {ID}>{}</span>{gloss}</dt>", escape(head.root.unwrap_or(&head.form)));
            for (k, word) in family.iter().enumerate() {
                out.push_str(&entry(document, word, n + k, href));
            }
            out.push_str("</div>\n");
        }
        n += family.len();
    }
    out.push_str("</dl>\n");
    out
}

/// What marks Indonesian inside English.
const ID: &str = "lang=\"id\" xml:lang=\"id\"";

fn entry(document: &Document, word: &Word<'_>, n: usize, href: &dyn Fn(usize) -> String) -> String {
    let notes = &document.notes;
    let known = word.lexeme.and_then(|id| notes.entries.get(&id));
    let key = known.map_or(word.form.as_str(), |e| e.form);
    let mut out = format!("<dd id=\"w{}\" data-k=\"{}\">", n + 1, escape(&key.to_lowercase()));
    let _ = write!(out, "<b {ID}>{}</b>", escape(&word.form));
    let analysis = word.token.analysis().filter(|_| word.root.is_some());
    if word.root.is_some() {
        let _ = write!(out, " <i>{}</i>", word.token.upos.meaning());
    }
    let glosses: Vec<String> = word.glosses.iter().map(|g| escape(g)).collect();
    let _ = write!(out, " <span class=\"here\">{}</span>", glosses.join(", "));
    if let Some(analysis) = analysis.filter(|_| interlinear::has_pieces(word.token)) {
        let _ = write!(out, " <span class=\"cut\" {ID}>{}</span>", pieces(analysis, notes));
    }
    if let Some(entry) = known {
        let senses: Vec<String> = entry.senses.iter().map(|s| escape(&s.join(", "))).collect();
        let usage = if entry.usage.is_empty() { String::new() } else { format!(" ({})", entry.usage.join(", ")) };
        let of = match entry.form == word.form {
            true => String::new(),
            false => format!("<span {ID}>{}</span> ", escape(entry.form)),
        };
        let said = senses.len() == 1 && glosses.len() == 1 && senses[0] == glosses[0];
        if !said {
            let _ = write!(out, " <span class=\"senses\">{of}{}{usage}</span>", senses.join("; "));
        }
        if let Some(full) = entry.full {
            let _ = write!(out, " <span class=\"full\">= <span {ID}>{}</span></span>", escape(full));
        }
    }
    // The senses of its own entry say what else a word may mean; one without an entry of its own has what the rules give.
    let own = known.is_some_and(|e| e.form.eq_ignore_ascii_case(&word.form));
    let new = |g: &&&str| {
        !own && !word.glosses.contains(g) && known.is_none_or(|e| !e.senses.iter().flatten().any(|s| s == *g))
    };
    let others: Vec<String> = word.alternatives.iter().filter(new).take(ALTERNATIVES).map(|g| escape(g)).collect();
    if !others.is_empty() {
        let _ = write!(out, " <span class=\"also\">also {}</span>", others.join(", "));
    }
    let count = word.places.len();
    let times = if count > 1 { format!("{count}×, ") } else { String::new() };
    let first = word.places[0];
    let _ = writeln!(out, " <span class=\"at\">{times}<a href=\"{}\">sentence {first}</a></span></dd>", href(first));
    out
}

/// The pieces of a word, affixes linked to their explanation.
fn pieces(analysis: &Analysis, notes: &Notes) -> String {
    let shown = analysis.shown();
    let mut out = String::new();
    for (n, m) in shown.iter().enumerate() {
        let joint = n.checked_sub(1).map(|before| m.joint(&shown[before]));
        let form = escape(&m.form);
        // The joint stands with the affix, as it does in the list of affixes.
        let (front, back) = match m.kind {
            MorphemeKind::Prefix | MorphemeKind::Proclitic => {
                let next = shown.get(n + 1).map_or('-', |next| next.joint(m));
                (joint.filter(|_| shown[n - 1].kind == MorphemeKind::Root), Some(next))
            }
            _ => (joint.filter(|_| !matches!(shown[n - 1].kind, MorphemeKind::Prefix | MorphemeKind::Proclitic)), None),
        };
        let text =
            format!("{}{form}{}", front.map_or(String::new(), String::from), back.map_or(String::new(), String::from));
        match notes.affix(m) {
            Some(note) => {
                let _ = write!(out, "<a href=\"#a{}\">{text}</a>", note + 1);
            }
            None => {
                let gloss = match &m.gloss {
                    Gloss::Lexical(english) if shown.len() > 1 => format!(" data-g=\"{}\"", escape(english)),
                    _ => String::new(),
                };
                let _ = write!(out, "<span{gloss}>{text}</span>");
            }
        }
    }
    out
}

/// The terms of the glossary that the document uses.
pub fn terms(document: &Document, href: &dyn Fn(usize) -> String) -> String {
    let mut out = String::from("<dl class=\"terms\">\n");
    for (n, term) in document.notes.terms.iter().enumerate() {
        let _ = write!(
            out,
            "<div id=\"t{}\"><dt {ID}>{}</dt>\n<dd><b>{}</b>",
            n + 1,
            escape(term.name()),
            escape(&renderings(document, term).join(", "))
        );
        if let Some(definition) = &term.definition {
            let _ = write!(out, " <span class=\"def\">{}</span>", escape(definition));
        }
        if let Some(note) = &term.note {
            let _ = write!(out, " <span class=\"note\">{}</span>", escape(note));
        }
        let mut sentences: Vec<usize> = term.places.iter().map(|p| p.sentence + 1).collect();
        sentences.dedup();
        let count = term.places.len();
        let times = if count > 1 { format!("{count}×, ") } else { String::new() };
        let first = sentences[0];
        let _ = writeln!(
            out,
            " <span class=\"at\">{times}<a href=\"{}\">sentence {first}</a></span></dd></div>",
            href(first)
        );
    }
    out.push_str("</dl>\n");
    out
}

/// The English of a term in this document: what its places show, each once.
pub fn renderings<'a>(document: &'a Document, term: &TermNote) -> Vec<&'a str> {
    let sentences: Vec<_> = document.sentences().collect();
    let shown = |place: &TermPlace| {
        let sentence = sentences[place.sentence];
        let of_term = |u: &&Unit| u.key.as_deref() == Some(&*term.key) && u.tokens.first() == Some(&place.tokens.start);
        let unit = sentence.units.iter().find(of_term);
        unit.map_or(&*sentence.tokens[place.tokens.start].gloss, |u| &u.gloss)
    };
    let mut all: Vec<&str> = Vec::new();
    for gloss in term.places.iter().map(shown) {
        if !all.contains(&gloss) {
            all.push(gloss);
        }
    }
    all
}

/// The notes on the terms whose first place is in these sentences; nothing if they have none.
pub fn sentence_notes(document: &Document, sentences: std::ops::Range<usize>) -> String {
    let mut out = String::new();
    for term in &document.notes.terms {
        let here = term.places.first().is_some_and(|p| sentences.contains(&p.sentence));
        let said: Vec<&str> = [&term.definition, &term.note].into_iter().flatten().map(String::as_str).collect();
        if here && !said.is_empty() {
            let _ = writeln!(
                out,
                "<li><b {ID}>{}</b> <b>{}</b>: {}</li>",
                escape(term.name()),
                escape(&renderings(document, term).join(", ")),
                escape(&said.join(" "))
            );
        }
    }
    if out.is_empty() { out } else { format!("<ul class=\"notes\">\n{out}</ul>\n") }
}

/// An affix with its joints: `meN-`, `-kan`, `=nya`, `ke-…-an`.
pub fn affix_form(affix: &AffixNote) -> String {
    match (affix.form.split_once('…'), affix.kind) {
        (Some((before, after)), _) => format!("{before}-…-{after}"),
        (None, MorphemeKind::Enclitic) => format!("={}", affix.form),
        (None, MorphemeKind::Proclitic) => format!("{}=", affix.form),
        (None, MorphemeKind::Suffix) => format!("-{}", affix.form),
        (None, _) => format!("{}-", affix.form),
    }
}

/// The affixes that the document uses.
pub fn affixes(notes: &Notes) -> String {
    let mut out = String::from("<dl class=\"affixes\">\n");
    for (n, affix) in notes.affixes.iter().enumerate() {
        let label: Vec<&str> = affix.label.iter().map(|t| t.as_str()).collect();
        let example = affix.example.map_or(String::new(), |(word, cut)| {
            format!(" <span class=\"ex\" {ID}>{} ← {}</span>", escape(word), escape(cut))
        });
        let _ = writeln!(
            out,
            "<div id=\"a{}\"><dt {ID}>{}</dt><dd><span class=\"lb\">{}</span> {}{example}</dd></div>",
            n + 1,
            escape(&affix_form(affix)),
            label.join("."),
            escape(affix.meaning)
        );
    }
    out.push_str("</dl>\n");
    out
}

/// The labels that the document uses.
pub fn labels(document: &Document) -> String {
    let mut out = String::from("<dl class=\"labels\">\n");
    for tag in interlinear::labels(document) {
        let _ = writeln!(out, "<div><dt>{tag}</dt><dd>{}</dd></div>", escape(tag.meaning()));
    }
    out.push_str("</dl>\n");
    out
}

/// The text of the units that are phrases or names of several words, each once, with its English.
pub fn phrases(document: &Document) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for sentence in document.sentences() {
        for unit in sentence.units.iter().filter(|u| u.source != UnitSource::Glossary && u.kind.is_fixed()) {
            let text = unit_text(document, sentence, &unit.tokens);
            let pair = (unit.key.clone().unwrap_or_else(|| text.to_owned()), unit.gloss.clone());
            if pair.1 != text && !out.contains(&pair) {
                out.push(pair);
            }
        }
    }
    out.sort_by_cached_key(|(text, gloss)| (text.to_lowercase(), gloss.clone()));
    out
}

//! Notes that pop up in a chapter, and the lists at the end of the book.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{EN, ID};
use crate::model::{AffixNote, Document, Gloss, GlossTag, TermNote};
use crate::render::html::{Index, Sentences, affix_form, escape, renderings};
use crate::render::{Options, interlinear};

/// The notes of a chapter.
pub struct Notes<'a> {
    document: &'a Document,
    index: &'a Index<'a>,
    until: usize,
}

impl<'a> Notes<'a> {
    pub fn new(document: &'a Document, index: &'a Index<'a>) -> Self {
        Self { document, index, until: 0 }
    }

    /// The sentence at `n` has been written.
    pub fn pass(&mut self, n: usize) {
        self.until = n + 1;
    }

    /// The notes that the sentences refer to.
    pub fn finish(self, sentences: &Sentences<'_>) -> String {
        let mut out = String::new();
        for (n, word) in self.index.words.iter().enumerate() {
            if sentences.refers_to_word(n) {
                let _ = writeln!(out, "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"w{}\" {EN}>", n + 1);
                self.word(n, &mut out);
                let _ =
                    writeln!(out, "<p><a href=\"#s{}\">sentence {}</a></p></aside>", word.places[0], word.places[0]);
            }
        }
        for (n, term) in self.document.notes.terms.iter().enumerate() {
            if sentences.refers_to_term(n) {
                let _ = writeln!(out, "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"t{}\" {EN}>", n + 1);
                let _ = write!(out, "<p>{}</p>", term_text(self.document, term));
                let at = term.places[0].sentence + 1;
                let _ = writeln!(out, "<p><a href=\"#s{at}\">sentence {at}</a></p></aside>");
            }
        }
        if out.is_empty() {
            return out;
        }
        format!(
            "<section class=\"notes\" epub:type=\"footnotes\" aria-label=\"Notes\" {EN}>\n<h2>Notes</h2>\n{out}</section>\n"
        )
    }

    fn word(&self, n: usize, out: &mut String) {
        let word = &self.index.words[n];
        let glosses: Vec<String> = word.glosses.iter().map(|g| escape(g)).collect();
        let _ = writeln!(
            out,
            "<p><b {ID}>{}</b> <i>{}</i> {}</p>",
            escape(&word.form),
            word.token.upos.meaning(),
            glosses.join(", ")
        );
        if let Some(analysis) = word.token.analysis() {
            let shown = analysis.shown();
            let pieces: Vec<String> = shown
                .iter()
                .map(|m| match self.document.notes.affix(m).map(|a| &self.document.notes.affixes[a]) {
                    Some(affix) => format!("<b {ID}>{}</b> {}", escape(&affix_form(affix)), escape(affix.meaning)),
                    None => {
                        let gloss = match &m.gloss {
                            Gloss::Lexical(english) => format!(" {}", escape(english)),
                            _ => String::new(),
                        };
                        format!("<b {ID}>{}</b>{gloss}", escape(&m.form))
                    }
                })
                .collect();
            if pieces.len() > 1 {
                let _ = writeln!(out, "<p>{}</p>", pieces.join("; "));
            }
        }
        if let Some(entry) = word.lexeme.and_then(|id| self.document.notes.entries.get(&id)) {
            let senses: Vec<String> = entry.senses.iter().map(|s| escape(&s.join(", "))).collect();
            let _ = writeln!(out, "<p><b {ID}>{}</b>: {}</p>", escape(entry.form), senses.join("; "));
        }
    }
}

fn term_text(document: &Document, term: &TermNote) -> String {
    let english = renderings(document, term).join(", ");
    let mut out = format!("<b {ID}>{}</b> {}", escape(term.name()), escape(&english));
    for said in [&term.definition, &term.note].into_iter().flatten() {
        let _ = write!(out, ". {}", escape(said.trim_end_matches('.')));
    }
    out
}

/// Terms, affixes and labels of all chapters; nothing if there are none.
pub fn lists(documents: &[Document], options: &Options) -> String {
    let mut terms: BTreeMap<(String, &str), (Vec<&str>, &TermNote)> = BTreeMap::new();
    let mut affixes: Vec<&AffixNote> = Vec::new();
    let mut labels: Vec<GlossTag> = Vec::new();
    for document in documents {
        for term in &document.notes.terms {
            let source = term.name();
            let entry = terms.entry((source.to_lowercase(), source)).or_insert_with(|| (Vec::new(), term));
            for gloss in renderings(document, term) {
                if !entry.0.contains(&gloss) {
                    entry.0.push(gloss);
                }
            }
        }
        for affix in &document.notes.affixes {
            if !affixes.contains(&affix) {
                affixes.push(affix);
            }
        }
        labels.extend(interlinear::labels(document));
    }
    labels.sort_unstable();
    labels.dedup();
    let mut out = String::new();
    if !terms.is_empty() {
        out.push_str("<section epub:type=\"glossary\" role=\"doc-glossary\" aria-labelledby=\"terms\">\n<h1 id=\"terms\">Terms of the glossary</h1>\n<dl epub:type=\"glossary\">\n");
        for ((_, source), (glosses, term)) in &terms {
            let said: Vec<&str> = [&term.definition, &term.note].into_iter().flatten().map(String::as_str).collect();
            let said = if said.is_empty() { String::new() } else { format!(". {}", escape(&said.join(" "))) };
            let _ = writeln!(
                out,
                "<dt epub:type=\"glossterm\"><dfn {ID}>{}</dfn></dt>\n<dd epub:type=\"glossdef\">{}{said}</dd>",
                escape(source),
                escape(&glosses.join(", "))
            );
        }
        out.push_str("</dl>\n</section>\n");
    }
    if !affixes.is_empty() {
        out.push_str("<section aria-labelledby=\"affixes\">\n<h2 id=\"affixes\">Affixes and what they do</h2>\n<dl>\n");
        for affix in affixes {
            let label: Vec<&str> = affix.label.iter().map(|t| t.as_str()).collect();
            let example = affix
                .example
                .map_or(String::new(), |(word, cut)| format!(" <span {ID}>{} ← {}</span>", escape(word), escape(cut)));
            let _ = writeln!(
                out,
                "<dt {ID}>{}</dt>\n<dd>{} {}{example}</dd>",
                escape(&affix_form(affix)),
                label.join("."),
                escape(affix.meaning)
            );
        }
        out.push_str("</dl>\n</section>\n");
    }
    if options.legend && !labels.is_empty() {
        out.push_str("<section aria-labelledby=\"labels\">\n<h2 id=\"labels\">Labels</h2>\n<dl>\n");
        for tag in labels {
            let _ = writeln!(out, "<dt>{tag}</dt>\n<dd>{}</dd>", escape(tag.meaning()));
        }
        out.push_str("</dl>\n</section>\n");
    }
    out
}

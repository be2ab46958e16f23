//! Sentences as markup that reads the same as HTML and as XML: cells of a word with its tiers, and cells of a unit around them.

use std::collections::HashSet;

use super::escape::{escape, push};
use super::index::{Index, says_nothing, unit_text};
use crate::model::{
    Band, Document, Gloss, GlossSource, GlossTag, Sentence, Token, Unit, UnitKind, UnitSource, check, visible,
};
use crate::render::Density;
use crate::render::interlinear::{self, Column, Group, Layer};

/// How sentences are written.
#[derive(Clone, Debug)]
pub struct Look {
    /// What marks English inside Indonesian.
    english: &'static str,
    /// The lines under the words.
    layers: Vec<Layer>,
    /// Which words have a gloss; a page leaves that to its reader.
    density: Density,
    /// Whether a word that has a note refers to it the first time.
    notes: bool,
}

impl Look {
    /// As a page has them: everything, and style sheet and script choose.
    pub fn page() -> Self {
        Self { english: " lang=\"en\"", layers: Layer::usual(), density: Density::All, notes: false }
    }

    /// As a book has them, in XML.
    pub fn book(layers: Vec<Layer>, density: Density) -> Self {
        Self { english: " lang=\"en\" xml:lang=\"en\"", layers, density, notes: true }
    }

    fn shows(&self, layer: Layer) -> bool {
        self.layers.contains(&layer)
    }
}

/// Writes the sentences of a document.
#[derive(Debug)]
pub struct Sentences<'a> {
    document: &'a Document,
    index: &'a Index<'a>,
    look: Look,
    /// Words whose gloss the reader does not want.
    known: HashSet<String>,
    /// Units that have stood before, so that the first place can be told.
    seen: HashSet<String>,
    /// Words and terms to whose notes the text refers.
    words: HashSet<usize>,
    terms: HashSet<usize>,
}

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In a cell of its own.
    Alone,
    /// In the cell of a unit.
    Inside,
    /// In a unit that has no gloss here.
    Bare,
}

/// How a book refers to a note that pops up.
const NOTEREF: &str = "epub:type=\"noteref\" role=\"doc-noteref\"";

/// What a cell is, for the choice of which have a gloss.
#[derive(Clone, Copy, Debug)]
struct Cell {
    first: bool,
    band: Band,
    glossary: bool,
    known: bool,
}

impl Cell {
    /// Whether the cell has a gloss.
    fn glossed(self, density: Density) -> bool {
        match density {
            Density::All => true,
            Density::First => self.first,
            Density::NotBasic => self.band > Band::Basic,
            Density::Rare => self.band > Band::Common,
            Density::Terms => self.glossary,
        }
    }

    /// Its classes.
    fn classes(self, class: &mut String) {
        let band = match self.band {
            Band::Basic => " b1",
            Band::Common => " b2",
            Band::Rare => "",
        };
        class.push_str(if self.glossary { " gl" } else { "" });
        class.push_str(if self.first { " first" } else { "" });
        class.push_str(band);
        class.push_str(if self.known { " known" } else { "" });
    }
}

impl<'a> Sentences<'a> {
    /// The sentences of `document`. Its reader wants no gloss for words that are `known`.
    pub fn new(document: &'a Document, index: &'a Index<'a>, known: &[String], look: Look) -> Self {
        let known = known.iter().map(|w| w.to_lowercase()).collect();
        let (seen, words, terms) = Default::default();
        Self { document, index, look, known, seen, words, terms }
    }

    /// Whether the text refers to a note on this word of the index.
    pub fn refers_to_word(&self, word: usize) -> bool {
        self.words.contains(&word)
    }

    /// Whether the text refers to a note on this term.
    pub fn refers_to_term(&self, term: usize) -> bool {
        self.terms.contains(&term)
    }

    /// The cells of a sentence, which is the `n`th of the document, from 0.
    pub fn cells(&mut self, sentence: &Sentence, n: usize) -> String {
        let mut out = String::with_capacity(sentence.tokens.len() * 160);
        // A phrase put together is put around the cells of its words, which keep their own English.
        let around = |u: &Unit| u.kind.is_composed();
        let phrases: Vec<&Unit> =
            if self.look.notes { Vec::new() } else { sentence.outer_units_where(around).collect() };
        let mut open: Option<&Unit> = None;
        for group in interlinear::groups_where(self.document, sentence, |u| !around(u)) {
            let unit = group.unit.filter(|u| !self.is_plain(u, sentence));
            self.space(&group, &mut out);
            let mut words = group.columns.iter().filter_map(|c| c.word.as_ref()).map(|w| w.index);
            let first = words.next();
            let last = words.next_back().or(first);
            if open.is_none() {
                let begins = |p: &&Unit| first == p.tokens.first().copied() && last < p.tokens.last().copied();
                open = phrases.iter().copied().find(begins).filter(|_| first.is_some());
                if let Some(phrase) = open {
                    out.push_str("<span class=\"np\"");
                    noted(&phrase.tokens, &phrase.gloss, &phrase.status(), &mut out);
                    out.push_str("><span class=\"ws\">");
                }
            }
            match unit {
                Some(unit) => self.unit(unit, &group, sentence, n, &mut out),
                None => {
                    for (k, column) in group.columns.iter().enumerate() {
                        out.push_str(if k > 0 && column.spaced { "\n" } else { "" });
                        self.word(column, Place::Alone, n, &mut out);
                    }
                }
            }
            if let Some(phrase) = open.take_if(|p| last >= p.tokens.last().copied()) {
                self.close(phrase, &mut out);
            }
        }
        if let Some(phrase) = open {
            self.close(phrase, &mut out);
        }
        out
    }

    fn close(&self, phrase: &Unit, out: &mut String) {
        out.push_str(&format!("</span><span class=\"t\"{}>{}</span></span>", self.look.english, escape(&phrase.gloss)));
    }

    fn space(&self, group: &Group<'_>, out: &mut String) {
        if !out.is_empty() && group.columns.first().is_some_and(|c| c.spaced) {
            out.push('\n');
        }
    }

    /// A name or figure that English writes the same: nothing stands under it.
    fn is_plain(&self, unit: &Unit, sentence: &Sentence) -> bool {
        matches!(unit.kind, UnitKind::Name | UnitKind::Figure | UnitKind::Date)
            && unit.gloss == unit_text(self.document, sentence, &unit.tokens)
    }

    fn unit(&mut self, unit: &Unit, group: &Group<'_>, sentence: &Sentence, n: usize, out: &mut String) {
        let text = unit_text(self.document, sentence, &unit.tokens);
        let key = unit.key.clone().unwrap_or_else(|| text.to_lowercase());
        let cell = Cell {
            first: self.seen.insert(key),
            band: match unit.kind {
                UnitKind::Name | UnitKind::Figure | UnitKind::Date => Band::Basic,
                UnitKind::Phrase | UnitKind::NounPhrase | UnitKind::AdjectivePhrase | UnitKind::VerbPhrase => {
                    Band::Common
                }
                UnitKind::Term | UnitKind::Abbreviation => Band::Rare,
            },
            glossary: unit.source == UnitSource::Glossary,
            known: self.known.contains(&text.to_lowercase()),
        };
        let glossed = cell.glossed(self.look.density) && !(self.look.notes && cell.known);
        let fused = glossed && self.look.shows(Layer::Terms);
        if !fused && self.look.notes {
            for (k, column) in group.columns.iter().enumerate() {
                out.push_str(if k > 0 && column.spaced { "\n" } else { "" });
                self.word(column, if glossed { Place::Alone } else { Place::Bare }, n, out);
            }
            return;
        }
        let mut class = format!("c u {}", unit.kind.as_str());
        cell.classes(&mut class);
        let term = self.index.term(n, unit.tokens[0]).map(|(term, _)| term).filter(|_| cell.glossary);
        let data = term.filter(|_| !self.look.notes).map_or(String::new(), |t| format!(" data-t=\"{}\"", t + 1));
        out.push_str(&format!("<span class=\"{class}\"{data}"));
        if !self.look.notes {
            noted(&unit.tokens, &unit.gloss, &unit.status(), out);
        }
        out.push_str("><span class=\"ws\">");
        for (k, column) in group.columns.iter().enumerate() {
            out.push_str(if k > 0 && column.spaced { " " } else { "" });
            self.word(column, Place::Inside, n, out);
        }
        out.push_str("</span>");
        let english = self.look.english;
        match term.filter(|&t| self.look.notes && self.is_told(t)) {
            Some(t) if self.terms.insert(t) => {
                out.push_str(&format!(
                    "<a class=\"t\"{english} {NOTEREF} href=\"#t{}\">{}</a>",
                    t + 1,
                    escape(&unit.gloss)
                ));
            }
            _ => out.push_str(&format!("<span class=\"t\"{english}>{}</span>", escape(&unit.gloss))),
        }
        self.status(&unit.status(), out);
        out.push_str("</span>");
    }

    /// The line of the status. A page has it in an attribute, for its style sheet and its cards.
    fn status(&self, status: &str, out: &mut String) {
        if self.look.shows(Layer::Status) {
            out.push_str(&format!("<span class=\"why\"{}>{}</span>", self.look.english, escape(status)));
        }
    }

    /// Whether the glossary says more of a term than its English.
    fn is_told(&self, term: usize) -> bool {
        let term = &self.document.notes.terms[term];
        term.definition.is_some() || term.note.is_some()
    }

    fn word(&mut self, column: &Column<'_>, at: Place, n: usize, out: &mut String) {
        let Some(word) = &column.word else {
            out.push_str(&format!("<span class=\"x\">{}</span>", escape(&column.text)));
            return;
        };
        let token = word.token;
        let english = self.look.english;
        let cut = interlinear::has_pieces(token);
        let guess = interlinear::is_guess(token);
        let place = self.index.place(n, word.index);
        let cell = Cell {
            first: place.is_none_or(|p| p.first),
            band: place.map_or(Band::Basic, |p| self.index.words[p.word].band),
            glossary: token.source == GlossSource::Glossary,
            known: self.is_known(token),
        };
        let mut class = String::from(if at == Place::Inside { "w" } else { "c w" });
        class.push_str(if cut { "" } else { " n" });
        class.push_str(if guess { " guess" } else { "" });
        cell.classes(&mut class);
        out.push_str(&format!("<span class=\"{class}\""));
        let term = self.index.term(n, word.index).map(|(term, _)| term).filter(|_| cell.glossary);
        if !self.look.notes {
            for (name, number) in [("w", place.map(|p| p.word)), ("t", term)] {
                out.push_str(&number.map_or(String::new(), |number| format!(" data-{name}=\"{}\"", number + 1)));
            }
            noted(&[word.index], self.said(token).unwrap_or_default(), &token.status(), out);
        }
        let told = place.map(|p| p.word).filter(|_| self.look.notes && cut && at != Place::Bare);
        match told {
            Some(w) if self.words.insert(w) => {
                out.push_str(&format!("><a class=\"f\" {NOTEREF} href=\"#w{}\">{}</a>", w + 1, escape(&column.text)));
            }
            _ => out.push_str(&format!("><span class=\"f\">{}</span>", escape(&column.text))),
        }
        let glossed = match at {
            Place::Bare => false,
            Place::Inside => true,
            Place::Alone => cell.glossed(self.look.density) && !(self.look.notes && cell.known),
        };
        if glossed && cut && self.look.shows(Layer::Morphemes) {
            out.push_str(&format!("<span class=\"m\">{}</span>", escape(&word.morphemes)));
        }
        if glossed && (cut || at == Place::Inside) && self.look.shows(Layer::Glosses) {
            out.push_str(&format!("<span class=\"g\"{english}>{}</span>", labelled(word)));
        }
        // Inside a unit of a book the unit's English stands for that of its words.
        if glossed && self.look.shows(Layer::English) && !(self.look.notes && at == Place::Inside) {
            self.english(token, guess, term, out);
            self.status(&token.status(), out);
        }
        out.push_str("</span>");
    }

    fn english(&mut self, token: &Token, guess: bool, term: Option<usize>, out: &mut String) {
        let english = self.look.english;
        let Some(said) = self.said(token) else { return };
        let mark = if guess { "<span class=\"q\" title=\"a guess\">?</span>" } else { "" };
        let text = escape(said);
        match term.filter(|&t| self.look.notes && self.is_told(t)) {
            Some(t) if self.terms.insert(t) => {
                out.push_str(&format!("<a class=\"e\"{english} {NOTEREF} href=\"#t{}\">{text}{mark}</a>", t + 1));
            }
            _ => out.push_str(&format!("<span class=\"e\"{english}>{text}{mark}</span>")),
        }
    }

    /// The English under a word; `None` if nothing stands there.
    fn said<'t>(&self, token: &'t Token) -> Option<&'t str> {
        match (says_nothing(self.document, token), token.source) {
            (false, _) => Some(&token.gloss),
            (true, GlossSource::Unknown) => Some(""),
            (true, _) => None,
        }
    }

    fn is_known(&self, token: &Token) -> bool {
        if self.known.is_empty() {
            return false;
        }
        let lexeme = token.analysis().and_then(|a| a.lexeme).and_then(|id| self.document.notes.entries.get(&id));
        self.known.contains(&self.document.text(token.span).to_lowercase())
            || lexeme.is_some_and(|l| self.known.contains(&l.form.to_lowercase()))
            || token.analysis().is_some_and(|a| self.known.contains(&*a.root))
    }
}

/// Notes where the English of a cell comes from, and what stands there under which words, by which corrections of it are read back.
fn noted(tokens: &[usize], english: &str, status: &str, out: &mut String) {
    let places: Vec<String> = tokens.iter().map(|t| (t + 1).to_string()).collect();
    let check = check("", tokens, &visible(english));
    out.push_str(&format!(" data-c=\"{check} {}\" data-s=\"{}\"", places.join(","), escape(status)));
}

/// The gloss line with each label in an `abbr`.
fn labelled(word: &interlinear::Word<'_>) -> String {
    let Some(analysis) = word.token.analysis().filter(|_| interlinear::has_pieces(word.token)) else {
        return escape(&word.glosses);
    };
    let mut out = String::new();
    let shown = analysis.shown();
    for (n, m) in shown.iter().enumerate() {
        if n > 0 {
            out.push(m.joint(&shown[n - 1]));
        }
        match &m.gloss {
            Gloss::Grammatical(tags) => {
                for (k, tag) in tags.iter().enumerate() {
                    out.push_str(if k > 0 { "." } else { "" });
                    out.push_str(&abbr(*tag));
                }
            }
            other => push(&mut out, &other.text(&m.form).replace('-', "\u{2011}")),
        }
    }
    out
}

fn abbr(tag: GlossTag) -> String {
    format!("<abbr title=\"{}\">{tag}</abbr>", escape(tag.meaning()))
}

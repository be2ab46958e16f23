//! Which columns and tiers a sentence has. Every interlinear format starts from here.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{
    Document, Gloss, GlossSource, GlossTag, Morpheme, Sentence, Token, TokenKind, Unit, Upos, gloss_tags, join,
};

/// A line of interlinear text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// English of terms, phrases and names, over the words that they span.
    Terms,
    /// The words as written.
    Words,
    /// Their morphemes in citation form.
    Morphemes,
    /// What each morpheme means.
    Glosses,
    /// English of the word in its context.
    English,
    /// Where the English comes from and why; see [`Token::status`] and [`Unit::status`].
    Status,
}

impl Layer {
    /// Every layer, top down, with the name that `--layers` takes.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Terms, "terms"),
        (Self::Words, "words"),
        (Self::Morphemes, "morphemes"),
        (Self::Glosses, "glosses"),
        (Self::English, "english"),
        (Self::Status, "status"),
    ];

    /// The layers that are shown when none are asked for: all but the status.
    pub fn usual() -> Vec<Self> {
        Self::ALL.iter().map(|&(layer, _)| layer).filter(|&l| l != Self::Status).collect()
    }
}

/// A word with its tiers; punctuation that touches it is part of its text.
#[derive(Clone, Debug)]
pub struct Column<'a> {
    /// The text of the column, punctuation included.
    pub text: String,
    /// The word itself; `None` for punctuation that stands alone.
    pub word: Option<Word<'a>>,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// The tiers of a word.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// Place of the token in its sentence.
    pub index: usize,
    /// The token.
    pub token: &'a Token,
    /// Its morphemes in citation form, joined as Leipzig rules ask; hyphens that are spelling are non-breaking.
    pub morphemes: String,
    /// The same morphemes as they are written here, joined in the same way.
    pub surface: String,
    /// What they mean, in as many pieces.
    pub glosses: String,
}

/// A stretch of columns: under one unit, or a single column under none.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The unit over the columns.
    pub unit: Option<&'a Unit>,
    /// The columns, in order.
    pub columns: Vec<Column<'a>>,
}

/// The columns of a sentence, grouped under its outermost units. A unit with gaps covers what lies between; one whose English has
/// the gap too (*both … and*) leaves its words and those between to themselves.
pub fn groups<'a>(document: &'a Document, sentence: &'a Sentence) -> Vec<Group<'a>> {
    groups_where(document, sentence, |_| true)
}

/// The same, but only units that hold are units.
pub fn groups_where<'a>(
    document: &'a Document,
    sentence: &'a Sentence,
    holds: impl Fn(&Unit) -> bool,
) -> Vec<Group<'a>> {
    let columns = columns(document, sentence);
    let mut units: Vec<&Unit> =
        sentence.outer_units_where(|u| !u.is_split() && holds(u)).filter(|u| shows(u, sentence)).collect();
    units.sort_by_key(|u| u.tokens[0]);
    let mut out: Vec<Group<'a>> = Vec::with_capacity(columns.len());
    let mut until = 0;
    for column in columns {
        let at = column.word.as_ref().map(|w| w.index);
        let inside = at.is_none() || at.is_some_and(|n| n < until);
        if inside
            && let Some(group) = out.last_mut().filter(|g| g.unit.is_some())
            && at.is_some()
        {
            group.columns.push(column);
            continue;
        }
        let unit = at.and_then(|n| units.iter().copied().find(|u| u.tokens[0] == n));
        if let Some(unit) = unit {
            until = unit.tokens.last().map_or(0, |last| last + 1);
        }
        out.push(Group { unit, columns: vec![column] });
    }
    out
}

/// A column of formats that set a term's words into one cell: one word, or all words of a unit.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    /// The unit, if its words are set together.
    pub unit: Option<&'a Unit>,
    /// The columns; one unless there is a unit.
    pub columns: Vec<Column<'a>>,
}

impl Cell<'_> {
    /// What the cell holds in a line; empty where punctuation stands alone.
    pub fn line(&self, layer: Layer) -> String {
        let words = || self.columns.iter().filter_map(|c| c.word.as_ref());
        match (layer, self.unit) {
            (Layer::Words, _) => self.columns.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" "),
            (Layer::Morphemes, _) => words().map(|w| w.morphemes.as_str()).collect::<Vec<_>>().join(" "),
            (Layer::Terms | Layer::Glosses | Layer::English, Some(unit)) => unit.gloss.clone(),
            (Layer::Status, Some(unit)) => unit.status(),
            (Layer::Status, None) => words().map(|w| w.token.status()).collect(),
            (Layer::Terms, None) => String::new(),
            (Layer::Glosses, None) => words().map(|w| w.glosses.as_str()).collect(),
            (Layer::English, None) => words().map(|w| w.token.gloss.as_ref()).collect(),
        }
    }
}

/// The cells of a sentence. Terms are set into one cell if their layer is asked for.
pub fn cells<'a>(document: &'a Document, sentence: &'a Sentence, layers: &[Layer]) -> Vec<Cell<'a>> {
    let fused = layers.contains(&Layer::Terms);
    cells_where(document, sentence, |_| fused)
}

/// The same, with those units set into one cell that hold.
pub fn cells_where<'a>(document: &'a Document, sentence: &'a Sentence, holds: impl Fn(&Unit) -> bool) -> Vec<Cell<'a>> {
    let mut out = Vec::new();
    for group in groups_where(document, sentence, holds) {
        if group.unit.is_some() {
            out.push(Cell { unit: group.unit, columns: group.columns });
        } else {
            out.extend(group.columns.into_iter().map(|c| Cell { unit: None, columns: vec![c] }));
        }
    }
    out
}

/// Cuts cells into rows no wider than `width`, of what each cell is `wide`; a wider cell has a row of its own.
pub fn rows<'c, 'a>(cells: &'c [Cell<'a>], width: usize, wide: impl Fn(&Cell<'a>) -> usize) -> Vec<&'c [Cell<'a>]> {
    let mut out = Vec::new();
    let (mut from, mut used) = (0, 0);
    for (n, cell) in cells.iter().enumerate() {
        let own = wide(cell);
        if n > from && used + own > width {
            out.push(&cells[from..n]);
            (from, used) = (n, 0);
        }
        used += own;
    }
    if from < cells.len() {
        out.push(&cells[from..]);
    }
    out
}

/// A unit of one word whose English is that of the word says nothing over it.
fn shows(unit: &Unit, sentence: &Sentence) -> bool {
    match unit.tokens.as_slice() {
        [one] => sentence.tokens[*one].gloss != unit.gloss,
        _ => true,
    }
}

fn columns<'a>(document: &'a Document, sentence: &'a Sentence) -> Vec<Column<'a>> {
    let mut out: Vec<Column<'a>> = Vec::with_capacity(sentence.tokens.len());
    let mut opening = String::new();
    let mut opening_spaced = false;
    let mut last_end = None;
    for (n, token) in sentence.tokens.iter().enumerate() {
        let form = document.text(token.span);
        let touches = last_end == Some(token.span.start);
        let next_touches = sentence.tokens.get(n + 1).is_some_and(|next| next.span.start == token.span.end);
        last_end = Some(token.span.end);
        let spaced = if opening.is_empty() { !touches } else { opening_spaced };
        if !token.is_word() {
            match out.last_mut() {
                Some(before) if touches && opening.is_empty() => before.text.push_str(form),
                _ if next_touches || (touches && !opening.is_empty()) => {
                    opening.push_str(form);
                    opening_spaced = spaced;
                }
                _ => out.push(Column { text: std::mem::take(&mut opening) + form, word: None, spaced }),
            }
            continue;
        }
        let text = std::mem::take(&mut opening) + form;
        let word = Word {
            index: n,
            token,
            morphemes: morphemes(token, form),
            surface: surface(token, form),
            glosses: gloss_line(token, form),
        };
        out.push(Column { text, word: Some(word), spaced });
    }
    if !opening.is_empty() {
        out.push(Column { text: opening, word: None, spaced: opening_spaced });
    }
    out
}

/// Whether the reading in this place is shown cut: names and numbers are not.
fn is_cut(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.upos != Upos::Propn
}

/// Hyphens that are spelling and no joints become U+2011, so that pieces can be counted.
fn unbroken(s: &str) -> Cow<'_, str> {
    if s.contains('-') { Cow::Owned(s.replace('-', "\u{2011}")) } else { Cow::Borrowed(s) }
}

fn morphemes(token: &Token, form: &str) -> String {
    match token.analysis().filter(|_| is_cut(token)) {
        Some(analysis) => join(&analysis.shown(), |m| Cow::Owned(unbroken(&m.form).into_owned())),
        None => unbroken(form).into_owned(),
    }
}

/// What writes a morpheme in `form`. Of the few words whose small letters take other numbers of bytes, nothing.
pub fn piece<'a>(morpheme: &Morpheme, form: &'a str) -> &'a str {
    form.get(morpheme.surface.range()).unwrap_or_default()
}

fn surface(token: &Token, form: &str) -> String {
    match token.analysis().filter(|_| is_cut(token)) {
        Some(analysis) => join(&analysis.shown(), |m| match piece(m, form).trim_matches('-') {
            "" => Cow::Borrowed("\u{2205}"),
            written => Cow::Owned(unbroken(written).into_owned()),
        }),
        None => unbroken(form).into_owned(),
    }
}

fn gloss_line(token: &Token, form: &str) -> String {
    let Some(analysis) = token.analysis().filter(|_| is_cut(token)) else {
        return if token.gloss.is_empty() { unbroken(form).into_owned() } else { dotted(&token.gloss) };
    };
    let shown = analysis.shown();
    join(&shown, |m| match &m.gloss {
        // A word of one piece means in its place what its gloss says; a root inside a word means what it means alone.
        Gloss::Lexical(_) | Gloss::Unknown if shown.len() == 1 => Cow::Owned(dotted(&token.gloss)),
        gloss => Cow::Owned(unbroken(&gloss.text(&m.form)).into_owned()),
    })
}

/// Whether the word is shown in more than one piece.
pub fn has_pieces(token: &Token) -> bool {
    token.analysis().is_some_and(|a| is_cut(token) && a.shown().len() > 1)
}

fn dotted(gloss: &str) -> String {
    gloss.replace(' ', ".").replace('-', "\u{2011}")
}

/// The labels that the glosses of a document use, in alphabetical order.
pub fn labels(document: &Document) -> BTreeSet<GlossTag> {
    let mut out = BTreeSet::new();
    for token in document.sentences().flat_map(|s| &s.tokens).filter(|t| is_cut(t)) {
        for morpheme in token.analysis().into_iter().flat_map(|a| a.shown().into_owned()) {
            match &morpheme.gloss {
                Gloss::Grammatical(tags) => out.extend(tags.iter().copied()),
                Gloss::Label(label) => out.extend(gloss_tags(label)),
                Gloss::Lexical(_) | Gloss::Unknown => {}
            }
        }
    }
    out
}

/// The labels that several documents use.
pub fn all_labels(documents: &[Document]) -> BTreeSet<GlossTag> {
    documents.iter().flat_map(labels).collect()
}

/// Whether a gloss is a guess that a reader should not rely on.
pub fn is_guess(token: &Token) -> bool {
    matches!(token.source, GlossSource::Corrected | GlossSource::Guess | GlossSource::Unknown)
}

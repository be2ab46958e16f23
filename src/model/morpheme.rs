//! Readings of a word: morphemes around a root.

use std::borrow::Cow;
use std::fmt;

use super::tag::{GlossTag, Upos};
use crate::text::Span;

/// What a morpheme is in its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MorphemeKind {
    /// An affix before the root, or the first half of a circumfix.
    Prefix,
    /// An affix after the root, or the second half of a circumfix.
    Suffix,
    /// A pronoun written before its verb: *ku-*, *kau-*.
    Proclitic,
    /// A pronoun or particle written after its host: *-nya*, *-lah*.
    Enclitic,
    /// What carries the dictionary meaning. Compounds have several.
    Root,
    /// The copy that reduplication makes.
    Copy,
}

/// What a morpheme means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gloss {
    /// English of a root.
    Lexical(Cow<'static, str>),
    /// Labels of a grammatical morpheme, joined by full stops when printed.
    Grammatical(&'static [GlossTag]),
    /// A label given by the lexicon, for function words: `DEM.DIST`.
    Label(Cow<'static, str>),
    /// A root that the lexicon does not have.
    Unknown,
}

/// A piece of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morpheme {
    /// What it is.
    pub kind: MorphemeKind,
    /// The bytes that write it, counted from the start of its word. The pieces of a word follow one another
    /// without a gap; hyphens belong to the piece after them.
    pub surface: Span,
    /// Citation form without its joint: `meN`, `umum`, `kan`, `nya`. A copy has the form of what it copies.
    pub form: Cow<'static, str>,
    /// What it means.
    pub gloss: Gloss,
}

impl Morpheme {
    /// The form with its joint as in `meN-`, `umum`, `-kan`, `=nya`, `ku=`, `~RED`.
    pub fn label(&self) -> Cow<'_, str> {
        match self.kind {
            MorphemeKind::Prefix => Cow::Owned(format!("{}-", self.form)),
            MorphemeKind::Suffix => Cow::Owned(format!("-{}", self.form)),
            MorphemeKind::Proclitic => Cow::Owned(format!("{}=", self.form)),
            MorphemeKind::Enclitic => Cow::Owned(format!("={}", self.form)),
            MorphemeKind::Root => Cow::Borrowed(self.form.as_ref()),
            MorphemeKind::Copy => Cow::Borrowed("~RED"),
        }
    }

    /// The character that joins this piece to the one before it.
    pub fn joint(&self, before: &Morpheme) -> char {
        match (before.kind, self.kind) {
            // tembak~meN-tembak: the prefix stands on the copy.
            (MorphemeKind::Root, MorphemeKind::Prefix) | (MorphemeKind::Copy, MorphemeKind::Root) => '~',
            (MorphemeKind::Prefix, MorphemeKind::Copy) => '-',
            (_, MorphemeKind::Copy) => '~',
            (MorphemeKind::Proclitic, _) | (_, MorphemeKind::Enclitic) => '=',
            _ => '-',
        }
    }
}

/// An opaque handle of a lexeme; [`crate::Lexicon::lexeme`] resolves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LexemeId {
    /// Which table of the lexicon.
    pub(crate) table: u8,
    /// Where its record begins.
    pub(crate) at: u32,
}

/// How well a reading is founded, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// The form is an entry of the lexicon, or inflected from one: passive, plural, with a clitic.
    Listed,
    /// Rules make it from an entry.
    Derived,
    /// The root is not in the lexicon; the cut is a guess by rule.
    Guess,
    /// Nothing is known: an unknown word taken whole.
    Unknown,
}

/// Why a reading costs what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostReason {
    /// Another lexeme of the same form is commoner.
    LaterLexeme,
    /// The lexeme is marked rare, old, regional or colloquial.
    Register,
    /// The lexeme is not ours.
    Imported,
    /// A bound root stands alone.
    BoundAlone,
    /// The root is too short to be trusted under affixes.
    ShortRoot,
    /// An affix, by the place of its row in the table of affixes.
    Affix(u8),
    /// The affix does not take the part of speech that it stands on.
    TakesNot(u8),
    /// Rules make the word from an entry, but the word itself is not listed.
    NotListed,
    /// The form is a variant spelling.
    Variant,
    /// The form is taken for a slip of the pen.
    Slip,
    /// A copy by reduplication.
    Reduplication,
    /// The copy is a word of its own by now.
    OwnWord,
    /// A compound of words that is not listed.
    Compound,
    /// The root is not in the lexicon.
    UnknownRoot,
}

/// What a reading costs: the lower, the likelier. Keeps its parts, so that it can explain itself.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    total: u32,
    len: u8,
    parts: [(Option<CostReason>, u16); Self::PARTS],
}

impl Cost {
    const PARTS: usize = 10;

    /// Adds `points` for `reason`. Nothing is recorded for zero points.
    pub fn add(&mut self, reason: CostReason, points: u16) {
        if points == 0 {
            return;
        }
        self.total += u32::from(points);
        if let Some(slot) = self.parts.get_mut(usize::from(self.len)) {
            *slot = (Some(reason), points);
            self.len += 1;
        }
    }

    /// The sum.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// The parts in the order in which they were added.
    pub fn parts(&self) -> impl Iterator<Item = (CostReason, u16)> + '_ {
        self.parts.iter().filter_map(|&(reason, points)| Some((reason?, points)))
    }
}

impl fmt::Debug for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.total)?;
        f.debug_list().entries(self.parts()).finish()
    }
}

/// Rows of the table of affixes, in the order in which they were put around a lexeme, inside out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AffixRows {
    len: u8,
    rows: [u8; 7],
    clitics: u8,
}

impl AffixRows {
    /// Adds the next row outwards. More than seven never happen; they would be left out.
    pub fn push(&mut self, row: u8) {
        if let Some(slot) = self.rows.get_mut(usize::from(self.len)) {
            *slot = row;
            self.len += 1;
        }
    }

    /// Adds a clitic, which syntax sees as a word of its own.
    pub fn push_clitic(&mut self, row: u8) {
        self.push(row);
        self.clitics += 1;
    }

    /// How many of the rows are clitics.
    pub fn clitics(&self) -> usize {
        usize::from(self.clitics)
    }

    /// The rows, inside out.
    pub fn iter(&self) -> impl Iterator<Item = u8> + '_ {
        self.rows[..usize::from(self.len)].iter().copied()
    }
}

/// One reading of a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The pieces, in surface order. Never empty.
    pub morphemes: Vec<Morpheme>,
    /// The entry whose English the word has; `None` when the root is unknown.
    pub lexeme: Option<LexemeId>,
    /// The affixes and clitics around that entry.
    pub affixes: AffixRows,
    /// The dictionary root: *umum* for *mengumumkan*, *undang-undang* for itself, *tanggung jawab* for
    /// *bertanggungjawab*.
    pub root: Cow<'static, str>,
    /// Part of speech of the whole word.
    pub upos: Upos,
    /// What the entry means as a whole, if it is cut: the label of a function word, or its first gloss.
    pub whole_gloss: Option<Gloss>,
    /// How well founded the reading is.
    pub basis: Basis,
    /// How likely it is without context.
    pub cost: Cost,
}

impl Analysis {
    /// The underlying segmentation: `ke-duta-an=nya`.
    pub fn underlying(&self) -> String {
        self.joined(|m| Cow::Borrowed(m.form.as_ref()))
    }

    /// The surface segmentation of `word`, the text that was analysed: `mem-ukul`. Removing the joints gives back
    /// the word without its hyphens.
    pub fn surface(&self, word: &str) -> String {
        self.joined(|m| Cow::Owned(m.surface.of(word).trim_matches('-').to_owned()))
    }

    /// The gloss line of the pieces: `NMLZ-envoy-NMLZ=3`.
    pub fn gloss_line(&self) -> String {
        self.joined(|m| m.gloss.text(&m.form))
    }

    /// The pieces as a reader should see them: a word whose history is no more than that stays whole (*kepada*, *undang-undang*),
    /// with its clitics apart (*kepada=nya*). Stored data decides nothing of this; [`Self::morphemes`] keeps every cut.
    pub fn shown(&self) -> Cow<'_, [Morpheme]> {
        let inner = self.morphemes.len() - self.affixes.clitics().min(self.morphemes.len() - 1);
        let (body, clitics) = self.morphemes.split_at(inner);
        let end = body.last().map_or(0, |m| m.surface.end);
        if body.len() < 2 || self.root.len() != end as usize || self.affixes.iter().count() > self.affixes.clitics() {
            return Cow::Borrowed(&self.morphemes);
        }
        let whole = Morpheme {
            kind: MorphemeKind::Root,
            surface: Span { start: 0, end },
            form: self.root.clone(),
            gloss: self.whole_gloss.clone().unwrap_or(Gloss::Unknown),
        };
        Cow::Owned(std::iter::once(whole).chain(clitics.iter().cloned()).collect())
    }

    /// Joins what `piece` gives for each morpheme with `-`, `=` and `~`.
    pub fn joined<'a>(&'a self, piece: impl Fn(&'a Morpheme) -> Cow<'a, str>) -> String {
        join(&self.morphemes, piece)
    }

    /// Whether a morpheme of this citation form and kind is there.
    pub fn has(&self, kind: MorphemeKind, form: &str) -> bool {
        self.morphemes.iter().any(|m| m.kind == kind && m.form == form)
    }

    /// The form of the last enclitic that is a pronoun: `nya`, `ku`, `mu`.
    pub fn enclitic_pronoun(&self) -> Option<&str> {
        let pronoun =
            |m: &&Morpheme| m.kind == MorphemeKind::Enclitic && matches!(m.form.as_ref(), "nya" | "ku" | "mu");
        self.morphemes.iter().rev().find(pronoun).map(|m| m.form.as_ref())
    }
}

/// Joins what `piece` gives for each morpheme with `-`, `=` and `~`.
pub fn join<'a>(morphemes: &'a [Morpheme], piece: impl Fn(&'a Morpheme) -> Cow<'a, str>) -> String {
    let mut out = String::new();
    for (n, m) in morphemes.iter().enumerate() {
        if let Some(before) = n.checked_sub(1).map(|b| &morphemes[b]) {
            out.push(m.joint(before));
        }
        out.push_str(&piece(m));
    }
    out
}

impl Gloss {
    /// As printed on the gloss line; spaces inside become full stops. An unknown root prints as itself.
    pub fn text<'a>(&'a self, form: &'a str) -> Cow<'a, str> {
        match self {
            Self::Lexical(english) if english.contains(' ') => Cow::Owned(english.replace(' ', ".")),
            Self::Lexical(english) => Cow::Borrowed(english),
            Self::Grammatical([tag]) => Cow::Borrowed(tag.as_str()),
            Self::Grammatical(tags) => Cow::Owned(tags.iter().map(|t| t.as_str()).collect::<Vec<_>>().join(".")),
            Self::Label(label) => Cow::Borrowed(label),
            Self::Unknown => Cow::Borrowed(form),
        }
    }
}

/// The underlying segmentation, as `ber-uang`.
impl fmt::Display for Analysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.underlying())
    }
}

//! Every reading of a word.

use std::borrow::Cow;

use super::affix::{Before, Class, Rows, Shape, affixes};
use super::clitic::EncliticSplit;
use super::compose;
use super::cost::{self, lexeme_cost};
use super::pieces;
use super::search::{DEPTH, Peel, Search};
use crate::lexicon::{Flag, Lexeme, Lexicon};
use crate::model::{AffixRows, Analysis, Basis, Cost, CostReason, Gloss, Morpheme, MorphemeKind, Upos};
use crate::text::Span;

/// Finds every reading of a word as affixes around a root.
#[derive(Clone, Debug)]
pub struct Analyzer {
    pub(super) lexicon: Lexicon,
    pub(super) rows: Rows,
    /// Ways for a word to begin, by its first two letters.
    pub(super) openings: Vec<Vec<Opening>>,
    /// Suffix rows, by their last letter.
    pub(super) suffixes: [Vec<(u8, &'static str)>; 26],
}

/// One way for a word to begin: an allomorph of a prefix or circumfix.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    pub(super) row: u8,
    pub(super) surface: &'static str,
    pub(super) before: Before,
    pub(super) restores: &'static str,
    /// Second half of a circumfix.
    pub(super) closes: &'static str,
}

/// Place of a letter in [`Analyzer::suffixes`].
pub(super) fn one_letter(a: u8) -> Option<usize> {
    let a = usize::from(a.wrapping_sub(b'a'));
    (a < 26).then_some(a)
}

/// Place of two letters in [`Analyzer::openings`].
pub(super) fn two_letters(a: u8, b: u8) -> Option<usize> {
    Some(one_letter(a)? * 26 + one_letter(b)?)
}

impl Analyzer {
    /// An analyser over `lexicon`.
    pub fn new(lexicon: Lexicon) -> Self {
        let mut openings = vec![Vec::new(); 26 * 26];
        let mut suffixes: [Vec<_>; 26] = Default::default();
        for (row, a) in affixes() {
            let (shapes, closes) = match a.shape {
                Shape::Prefix(shapes) => (shapes, ""),
                Shape::Circumfix(shapes, closes) => (shapes, closes),
                Shape::Suffix(form) => {
                    if a.class != Class::Enclitic {
                        let last = form.bytes().last().and_then(one_letter);
                        suffixes[last.expect("suffixes are written with a to z")].push((row, form));
                    }
                    continue;
                }
            };
            for shape in shapes {
                let [first, second] = [shape.surface.as_bytes()[0], shape.surface.as_bytes()[1]];
                openings[two_letters(first, second).expect("prefixes are written with a to z")].push(Opening {
                    row,
                    surface: shape.surface,
                    before: shape.before,
                    restores: shape.restores,
                    closes,
                });
            }
        }
        Self { lexicon, rows: Rows::new(), openings, suffixes }
    }

    /// The lexicon that roots are looked up in.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Every reading of `word` as affixes around a root, best first.
    ///
    /// Never empty: a word without a reading yields one whose root is unknown. `word` is taken as it stands;
    /// lower-case it first. Ties fall to fewer morphemes, then to the underlying form, so two runs agree.
    ///
    /// ```
    /// use padan::{Lexicon, morph::Analyzer};
    /// let readings = Analyzer::new(Lexicon::builtin()).analyze("kedutaannya");
    /// assert_eq!(readings[0].underlying(), "ke-duta-an=nya");
    /// assert_eq!(readings[0].surface("kedutaannya"), "ke-duta-an=nya");
    /// assert_eq!(readings[0].gloss_line(), "NMLZ-envoy-NMLZ=3");
    /// ```
    pub fn analyze(&self, word: &str) -> Vec<Analysis> {
        let mut out = self.readings(word, true);
        self.add_variant(word, &mut out);
        if out.is_empty() {
            out = self.guesses(word);
        }
        rank(&mut out);
        out
    }

    /// Readings with a root in the lexicon; enclitics are taken off here. What is left may be a variant spelling if `variants`.
    pub(super) fn readings(&self, word: &str, variants: bool) -> Vec<Analysis> {
        let mut out = Vec::new();
        for clitics in EncliticSplit::all(&self.rows, word) {
            let base = &word[..clitics.base_end];
            let mut found = if base.contains('-') { self.hyphenated(base) } else { self.stem(base) };
            if variants && !clitics.rows.is_empty() {
                self.add_variant(base, &mut found);
            }
            for analysis in &mut found {
                clitics.attach(analysis);
            }
            out.append(&mut found);
        }
        out
    }

    /// Adds the readings of the standard form if `form` is listed as a variant spelling and has no entry of its own. They win over
    /// what rules make of it: *didalam* is *di dalam* and no passive, *apapun* is *apa pun*.
    pub(super) fn add_variant(&self, form: &str, found: &mut Vec<Analysis>) {
        // A name or abbreviation of the same letters does not keep a variant from being one (goa, Goa).
        let entry = |a: &Analysis| {
            let lexeme = a.lexeme.map(|id| self.lexicon.lexeme(id)).filter(|l| l.form() == form && l.full().is_none());
            a.basis == Basis::Listed && a.upos != Upos::Propn && lexeme.is_some()
        };
        if found.iter().any(entry) {
            return;
        }
        let Some(variant) = self.lexicon.variant(form) else { return };
        let mut spelled = self.through_variant(form, variant.standard);
        // Words written together of which no entry knows the whole, as akupun, say no more than the rules.
        if found.is_empty() || spelled.iter().any(|a| a.lexeme.is_some()) {
            found.iter_mut().for_each(|a| a.cost.add(CostReason::OwnWord, cost::OWN_WORD));
            found.append(&mut spelled);
        }
    }

    /// Readings of a stretch without enclitics or hyphens.
    pub(super) fn stem(&self, base: &str) -> Vec<Analysis> {
        if let Some(single) =
            base.strip_suffix('2').filter(|s| s.len() > 2 && s.bytes().all(|b| b.is_ascii_alphabetic()))
        {
            return self.copied(single, base.len());
        }
        let nothing = Peel { row: 0, front: 0, back: 0 };
        let mut search = Search { analyzer: self, word: base, stack: [nothing; DEPTH], depth: 0, out: Vec::new() };
        search.peel("", base, None);
        search.out
    }
    /// A variant spelling: the readings of the standard form, laid over the form that is written.
    pub(super) fn through_variant(&self, word: &str, standard: &str) -> Vec<Analysis> {
        if standard.contains(' ') {
            return self.compound(word, standard);
        }
        // One that would be led back through another, or through itself (seharus, of seharusnya), has no reading.
        let mut found = self.readings(&standard.to_lowercase(), false);
        for a in &mut found {
            pieces::place(&self.rows, word, &mut a.morphemes);
            a.cost.add(CostReason::Variant, cost::VARIANT);
        }
        found
    }

    /// A compound written solid: *jurubicara* for *juru bicara*.
    pub(super) fn compound(&self, word: &str, standard: &str) -> Vec<Analysis> {
        let lexemes: Vec<Lexeme> = self.lexicon.phrase(standard).collect();
        let roots = |lexeme: Option<Lexeme>| {
            let mut morphemes: Vec<Morpheme> = standard.split(' ').flat_map(|part| self.part(part)).collect();
            pieces::place(&self.rows, word, &mut morphemes);
            let root = Cow::Owned(pieces::compound_roots(&self.lexicon, &morphemes).join(" "));
            let mut cost = Cost::default();
            cost.add(CostReason::Variant, cost::VARIANT);
            Analysis {
                morphemes,
                lexeme: lexeme.map(Lexeme::id),
                affixes: AffixRows::default(),
                root,
                upos: lexeme.map_or(Upos::Noun, Lexeme::upos),
                whole_gloss: None,
                basis: Basis::Listed,
                cost,
            }
        };
        match lexemes.as_slice() {
            [] => {
                // didunia, kedaerah: the noun behind its preposition.
                let noun = standard.split_once(' ').filter(|(first, _)| compose::preposition(first).is_some());
                vec![roots(noun.and_then(|(_, noun)| self.lexicon.form(noun).next()))]
            }
            some => some.iter().map(|&l| roots(Some(l))).collect(),
        }
    }

    /// The pieces of one word of a compound.
    pub(super) fn part(&self, part: &str) -> Vec<Morpheme> {
        match self.lexicon.form(part).next() {
            Some(lexeme) => pieces::morphemes(&self.rows, &self.lexicon, lexeme),
            None => vec![Morpheme {
                kind: MorphemeKind::Root,
                surface: Span::default(),
                form: Cow::Owned(part.to_owned()),
                gloss: Gloss::Unknown,
            }],
        }
    }
    /// A lexeme that is the whole stretch.
    pub(super) fn listed(&self, lexeme: Lexeme, rank: usize) -> Analysis {
        let mut cost = Cost::default();
        lexeme_cost(lexeme, rank, &mut cost);
        if lexeme.is(Flag::Bound) {
            cost.add(CostReason::BoundAlone, cost::BOUND_ALONE);
        }
        Analysis {
            morphemes: pieces::morphemes(&self.rows, &self.lexicon, lexeme),
            lexeme: Some(lexeme.id()),
            affixes: AffixRows::default(),
            root: pieces::root(&self.rows, &self.lexicon, lexeme),
            upos: lexeme.upos(),
            whole_gloss: lexeme.analysis().map(|_| pieces::whole_gloss(lexeme)),
            basis: Basis::Listed,
            cost,
        }
    }
}

/// A word taken whole, of which nothing is known.
pub(super) fn unknown(word: &str, len: usize) -> Analysis {
    let mut cost = Cost::default();
    cost.add(CostReason::UnknownRoot, cost::UNKNOWN_WORD);
    let number = word.bytes().any(|b| b.is_ascii_digit());
    Analysis {
        morphemes: vec![Morpheme {
            kind: MorphemeKind::Root,
            surface: Span::new(0, len),
            form: Cow::Owned(word.to_owned()),
            gloss: Gloss::Unknown,
        }],
        lexeme: None,
        affixes: AffixRows::default(),
        root: Cow::Owned(word.to_owned()),
        upos: if number { Upos::Num } else { Upos::Noun },
        whole_gloss: None,
        basis: if number { Basis::Listed } else { Basis::Unknown },
        cost,
    }
}

/// Sorts readings, best first, and drops those that say the same as a cheaper one.
pub(super) fn rank(readings: &mut Vec<Analysis>) {
    readings.sort_by(|a, b| {
        (a.cost.total(), a.morphemes.len())
            .cmp(&(b.cost.total(), b.morphemes.len()))
            .then_with(|| a.underlying().cmp(&b.underlying()))
            .then_with(|| a.upos.cmp(&b.upos))
    });
    let mut kept: Vec<Analysis> = Vec::with_capacity(readings.len());
    for reading in readings.drain(..) {
        let same = |k: &Analysis| {
            k.upos == reading.upos
                && k.morphemes.len() == reading.morphemes.len()
                && k.morphemes.iter().zip(&reading.morphemes).all(|(a, b)| a.form == b.form && a.kind == b.kind)
        };
        if !kept.iter().any(same) {
            kept.push(reading);
        }
    }
    *readings = kept;
}

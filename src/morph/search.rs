//! The search over the table of affixes: from the outside in, each remainder looked up.

use std::borrow::Cow;

use super::affix::{Class, Shape, affix};
use super::analyze::{Analyzer, one_letter, two_letters};
use super::cost::{self, lexeme_cost};
use super::pieces::{self, applicative_label, row_gloss};
use crate::lexicon::Lexeme;
use crate::model::{AffixRows, Analysis, Basis, Cost, CostReason, Gloss, GlossTag, Morpheme, MorphemeKind, Upos};
use crate::text::Span;

/// Deepest stack of affixes: *dipertanggungjawabkannya* needs four.
pub(super) const DEPTH: usize = 5;

/// An affix taken off.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peel {
    pub(super) row: u8,
    /// Bytes that it took at the front and at the back.
    pub(super) front: u8,
    pub(super) back: u8,
}

/// A search over one stretch of a word without hyphens and enclitics.
pub(super) struct Search<'a> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) word: &'a str,
    pub(super) stack: [Peel; DEPTH],
    pub(super) depth: usize,
    pub(super) out: Vec<Analysis>,
}

impl Search<'_> {
    /// Looks up `first` + `rest` and takes off each affix that may stand here.
    ///
    /// `first` is a letter that assimilation took away; `allowed` the classes that may stand inside the last affix.
    pub(super) fn peel(&mut self, first: &'static str, rest: &str, allowed: Option<&'static [Class]>) {
        let lexicon = &self.analyzer.lexicon;
        for (rank, lexeme) in lexicon.restored(first, rest).enumerate() {
            self.hit(lexeme, rank);
        }
        if rest.len() < 3 {
            return;
        }
        if self.depth > 0
            && first.is_empty()
            && rest.len() >= 7
            && let Some(variant) = lexicon.variant(rest)
            // diketahui is not diketahu, a slip for it, with -i.
            && variant.standard != self.word
        {
            self.variant_hit(rest, variant.standard, variant.lexemes.first().copied());
        }
        if self.depth == DEPTH {
            return;
        }
        let admits = |class: Class| allowed.is_none_or(|a| a.contains(&class));
        let analyzer = self.analyzer;
        let last = rest.bytes().last().and_then(one_letter);
        for &(row, suffix) in last.iter().flat_map(|&last| &analyzer.suffixes[last]) {
            if let Some(inner) = rest.strip_suffix(suffix).filter(|i| i.len() + first.len() >= 2)
                && admits(affix(row).class)
            {
                self.with(Peel { row, front: 0, back: suffix.len() as u8 }, |s| {
                    s.peel(first, inner, Some(affix(row).inside));
                });
            }
        }
        let mut letters = first.bytes().chain(rest.bytes());
        let (Some(a), Some(b)) = (letters.next(), letters.next()) else { return };
        let Some(place) = two_letters(a, b) else { return };
        for o in &analyzer.openings[place] {
            let front = o.surface.len() - first.len();
            // The first two letters are known to be right; the rest is a letter or two.
            let written = || rest.bytes().zip(o.surface.bytes().skip(first.len())).take(front).all(|(x, y)| x == y);
            if rest.len() < front + o.closes.len() || !admits(affix(o.row).class) || !written() {
                continue;
            }
            let Some(inner) = rest.get(front..).filter(|i| o.before.allows(i)) else { continue };
            let Some(inner) = inner.strip_suffix(o.closes).filter(|i| i.len() + o.restores.len() >= 2) else {
                continue;
            };
            self.with(Peel { row: o.row, front: front as u8, back: o.closes.len() as u8 }, |s| {
                s.peel(o.restores, inner, Some(affix(o.row).inside));
            });
        }
    }

    fn with(&mut self, peel: Peel, search: impl FnOnce(&mut Self)) {
        if self.depth < DEPTH {
            self.stack[self.depth] = peel;
            self.depth += 1;
            search(self);
            self.depth -= 1;
        }
    }

    fn peels(&self) -> &[Peel] {
        &self.stack[..self.depth]
    }

    /// A lexeme under the affixes taken off so far.
    fn hit(&mut self, lexeme: Lexeme, rank: usize) {
        if self.depth == 0 {
            self.out.push(self.analyzer.listed(lexeme, rank));
            return;
        }
        // Names and abbreviations take affixes only after a hyphen: Semarang is not se-Marang.
        let upos = lexeme.upos();
        if upos == Upos::Propn || lexeme.full().is_some() || matches!(upos, Upos::Adp | Upos::Cconj | Upos::Intj) {
            return;
        }
        let mut cost = Cost::default();
        lexeme_cost(lexeme, rank, &mut cost);
        let inner = pieces::morphemes(&self.analyzer.rows, &self.analyzer.lexicon, lexeme);
        self.build(
            inner,
            pieces::root(&self.analyzer.rows, &self.analyzer.lexicon, lexeme),
            lexeme.form().len(),
            Some(lexeme),
            cost,
        );
    }

    /// A compound written solid under affixes: *pertanggungjawaban*.
    fn variant_hit(&mut self, written: &str, standard: &'static str, lexeme: Option<Lexeme>) {
        let parts: Vec<Morpheme> = standard.split(' ').flat_map(|p| self.analyzer.part(p)).collect();
        let root = match parts.iter().filter(|m| m.kind == MorphemeKind::Root).count() {
            1 => parts.iter().find(|m| m.kind == MorphemeKind::Root).map(|m| m.form.clone()).unwrap_or_default(),
            _ => Cow::Borrowed(standard),
        };
        let mut parts = parts;
        pieces::place(&self.analyzer.rows, written, &mut parts);
        let mut cost = Cost::default();
        cost.add(CostReason::Variant, cost::VARIANT);
        self.build(parts, root, written.len(), lexeme, cost);
    }

    /// Puts the affixes taken off around `inner`, whose surfaces are counted on a base of `len` bytes.
    fn build(
        &mut self,
        inner: Vec<Morpheme>,
        root: Cow<'static, str>,
        len: usize,
        lexeme: Option<Lexeme>,
        mut cost: Cost,
    ) {
        let front: usize = self.peels().iter().map(|p| usize::from(p.front)).sum();
        let back: usize = self.peels().iter().map(|p| usize::from(p.back)).sum();
        let written = self.word.len() - front - back;
        let lost = len.saturating_sub(written);
        let mut upos = lexeme.map_or(Upos::Noun, Lexeme::upos);
        let base_upos = upos;
        let mut morphemes = Vec::with_capacity(inner.len() + self.depth + 1);
        let mut at = 0usize;
        for peel in self.peels() {
            let row = affix(peel.row);
            if peel.front > 0 {
                let kind = match row.class {
                    Class::Proclitic => MorphemeKind::Proclitic,
                    Class::Word => MorphemeKind::Root,
                    _ => MorphemeKind::Prefix,
                };
                let form = row.form.split('…').next().unwrap_or(row.form);
                let end = at + usize::from(peel.front);
                let gloss = if matches!(row.shape, Shape::Circumfix(_, "an")) && row.class == Class::Ber {
                    Gloss::Grammatical(&[GlossTag::Intr])
                } else {
                    row_gloss(row)
                };
                morphemes.push(Morpheme { kind, surface: Span::new(at, end), form: Cow::Borrowed(form), gloss });
                at = end;
            }
        }
        for mut m in inner {
            let place = |n: u32| at + (n as usize).saturating_sub(lost).min(written);
            m.surface = Span::new(place(m.surface.start), place(m.surface.end));
            morphemes.push(m);
        }
        at += written;
        let mut inflected = true;
        let mut rows = AffixRows::default();
        for n in (0..self.depth).rev() {
            let peel = self.stack[n];
            let row = affix(peel.row);
            if row.class == Class::Proclitic {
                rows.push_clitic(peel.row)
            } else {
                rows.push(peel.row)
            }
            cost.add(CostReason::Affix(peel.row), row.cost);
            if !row.takes.is_empty() && !row.takes.contains(&upos) {
                cost.add(CostReason::TakesNot(peel.row), cost::TAKES_NOT);
            }
            upos = row.makes.unwrap_or(upos);
            inflected &= matches!(row.class, Class::Superlative | Class::Numeral | Class::Proclitic);
            if peel.back > 0 {
                let end = at + usize::from(peel.back);
                let form = match row.shape {
                    Shape::Suffix(form) | Shape::Circumfix(_, form) => form,
                    Shape::Prefix(_) => continue,
                };
                let enclitic = form == "nya";
                let gloss = match form {
                    "kan" | "i" => Gloss::Grammatical(applicative_label(form, lexeme)),
                    _ => row_gloss(row),
                };
                let kind = if enclitic { MorphemeKind::Enclitic } else { MorphemeKind::Suffix };
                morphemes.push(Morpheme { kind, surface: Span::new(at, end), form: Cow::Borrowed(form), gloss });
                at = end;
            }
        }
        match root.len() {
            0..=2 => cost.add(CostReason::ShortRoot, cost::SHORT_ROOT * 3),
            3 => cost.add(CostReason::ShortRoot, cost::SHORT_ROOT),
            _ => {}
        }
        let mut analysis = Analysis {
            morphemes,
            lexeme: lexeme.map(Lexeme::id),
            affixes: rows,
            root,
            upos,
            whole_gloss: None,
            basis: if inflected { Basis::Listed } else { Basis::Derived },
            cost,
        };
        if !inflected && !self.find_stem(&mut analysis, base_upos) {
            analysis.cost.add(CostReason::NotListed, cost::NOT_LISTED);
        }
        self.out.push(analysis);
    }

    /// Finds the listed active verb of which `analysis` is a passive, a bare stem or a proclitic form, and takes its
    /// English. Returns whether there is one.
    fn find_stem(&self, analysis: &mut Analysis, base: Upos) -> bool {
        if analysis.upos != Upos::Verb {
            return false;
        }
        let mut stem = String::with_capacity(self.word.len());
        let mut voiced = false;
        let mut last = MorphemeKind::Prefix;
        for (n, m) in analysis.morphemes.iter().enumerate() {
            let outermost = self
                .peels()
                .iter()
                .take_while(|p| matches!(affix(p.row).class, Class::Voice | Class::Proclitic))
                .count();
            if n < outermost {
                voiced = true;
                continue;
            }
            if m.kind == MorphemeKind::Enclitic {
                return false;
            }
            if !stem.is_empty() {
                stem.push(match (last, m.kind) {
                    (_, MorphemeKind::Copy) => '~',
                    (MorphemeKind::Root, MorphemeKind::Root) => '+',
                    _ => '-',
                });
            }
            stem.push_str(&m.form);
            last = m.kind;
        }
        let bare = !voiced
            && self.depth > 0
            && matches!(affix(self.stack[0].row).class, Class::Applicative | Class::Causative);
        if !voiced && !bare {
            return false;
        }
        match self.analyzer.lexicon.verb_stem(&stem).next() {
            Some(active) => {
                analysis.lexeme = Some(active.id());
                // Its morphemes mean what they mean in the active.
                let own = pieces::morphemes(&self.analyzer.rows, &self.analyzer.lexicon, active);
                for m in &mut analysis.morphemes {
                    if let Some(same) = own.iter().find(|o| o.kind == m.kind && o.form == m.form) {
                        m.gloss = same.gloss.clone();
                    }
                }
                let mut rows = AffixRows::default();
                let outer =
                    self.peels().iter().rev().filter(|p| matches!(affix(p.row).class, Class::Voice | Class::Proclitic));
                outer.for_each(|p| match affix(p.row).class {
                    Class::Proclitic => rows.push_clitic(p.row),
                    _ => rows.push(p.row),
                });
                analysis.affixes = rows;
                analysis.basis = Basis::Listed;
                true
            }
            // A verb that is listed bare: di-beli of beli.
            None if self.depth == 1 && base == Upos::Verb && voiced => {
                analysis.basis = Basis::Listed;
                true
            }
            None => false,
        }
    }
}

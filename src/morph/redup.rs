//! Words with hyphens: reduplication, which copies instead of adding, affixes set off by a hyphen, and compounds.

use std::borrow::Cow;

use super::affix::{Class, Shape, affixes};
use super::analyze::{Analyzer, rank, unknown};
use super::cost;
use super::pieces::{copy_label, row_gloss};
use crate::lexicon::Flag;
use crate::model::{AffixRows, Analysis, Basis, Cost, CostReason, Gloss, GlossTag, Morpheme, MorphemeKind, Upos};
use crate::text::Span;

impl Analyzer {
    /// `negara2`, `negara-negara`: the readings of `single`, copied whole.
    pub(super) fn copied(&self, single: &str, end: usize) -> Vec<Analysis> {
        let mut found = self.stem(single);
        // hutang-hutang, of utang
        if found.is_empty() {
            self.add_variant(single, &mut found);
        }
        for a in &mut found {
            let at = a.morphemes.len();
            insert_copy(a, at, Span::new(single.len(), end));
        }
        found
    }
    /// A word with hyphens: listed, reduplicated, an affix before or after a hyphen, or a compound.
    pub(super) fn hyphenated(&self, base: &str) -> Vec<Analysis> {
        let mut out = self.stem(base);
        let Some((left, right)) = base.split_once('-') else { return out };
        if left.is_empty() || right.is_empty() {
            return out;
        }
        if !right.contains('-') {
            // hati-hati, careful, is hardly ever hearts.
            let lexeme = |a: &Analysis| a.lexeme.map(|id| self.lexicon.lexeme(id));
            let own = out.iter().filter_map(lexeme).any(|l| l.is(Flag::Whole));
            let listed = out.len();
            self.reduplicated(left, right, &mut out);
            if own {
                out[listed..].iter_mut().for_each(|a| a.cost.add(CostReason::OwnWord, cost::OWN_WORD));
            }
        }
        if out.is_empty() {
            self.hyphened_affix(base, left, right, &mut out);
        }
        if out.is_empty() {
            out.extend(self.hyphened_compound(base));
        }
        out
    }
    /// The patterns of reduplication, each led back to the word that was copied.
    fn reduplicated(&self, left: &str, right: &str, out: &mut Vec<Analysis>) {
        let whole = left.len() + 1 + right.len();
        // serangan-serangan, negara-negara
        if left == right {
            out.extend(self.copied(left, whole));
            return;
        }
        // besar-besaran (L + an), lari-lari + i; berabad-abad, memukul-mukul, kehijau-hijauan (R ends L, maybe suffixed)
        for suffix in ["", "an", "i", "kan"] {
            let Some(copy) = right.strip_suffix(suffix).filter(|c| c.len() >= 2) else { continue };
            if !left.ends_with(copy) || (copy == left && suffix.is_empty()) {
                continue;
            }
            let single = format!("{left}{suffix}");
            for mut a in self.stem(&single) {
                let shift = copy.len() + 1;
                let tail = if suffix.is_empty() { None } else { a.morphemes.last() };
                if tail.is_some_and(|m| m.kind != MorphemeKind::Suffix || m.form != suffix) {
                    continue;
                }
                // The copy follows what it copies: in mematai-matai and berabad-abad the root, in besar-besaran all but the suffix.
                let root = a.morphemes.iter().rposition(|m| m.kind == MorphemeKind::Root).unwrap_or_default();
                let at = if suffix.is_empty() && left.len() > copy.len() {
                    root + 1
                } else {
                    a.morphemes.len() - usize::from(!suffix.is_empty())
                };
                if suffix.is_empty() {
                    // Surface order has the copy last: me-mata-i-matai.
                    insert_copy(&mut a, at, Span::new(left.len(), whole));
                } else {
                    let last = a.morphemes.len() - 1;
                    a.morphemes[last].surface = Span::new(left.len() + shift, whole);
                    insert_copy(&mut a, at, Span::new(left.len(), left.len() + shift));
                }
                out.push(a);
            }
        }
        // tembak-menembak, tarik-menarik: the prefix stands on the copy
        if out.is_empty() && right.len() > left.len() {
            for mut a in self.stem(right) {
                let Some(root) = a.morphemes.iter().position(|m| m.kind == MorphemeKind::Root) else { continue };
                if root == 0 || a.morphemes[root].form != left {
                    continue;
                }
                let shift = left.len() as u32 + 1;
                let first = Morpheme { surface: Span::new(0, left.len()), ..a.morphemes[root].clone() };
                for m in &mut a.morphemes {
                    m.surface = m.surface.shifted(shift);
                }
                a.morphemes[0].surface.start -= 1;
                let copy = &mut a.morphemes[root];
                copy.kind = MorphemeKind::Copy;
                copy.gloss = Gloss::Grammatical(&[GlossTag::Recp]);
                a.morphemes.insert(0, first);
                a.cost.add(CostReason::Reduplication, cost::REDUPLICATION);
                out.push(a);
            }
        }
    }
    /// `ke-72`, `di-PHK`, `anti-Taliban`, `1990-an`: an affix set off by a hyphen.
    fn hyphened_affix(&self, base: &str, left: &str, right: &str, out: &mut Vec<Analysis>) {
        for (row, a) in affixes() {
            let shapes = match a.shape {
                Shape::Prefix(shapes) => shapes,
                Shape::Suffix(_) | Shape::Circumfix(..) => continue,
            };
            if !shapes.iter().any(|s| s.surface == left) {
                continue;
            }
            let digits = right.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            if digits != (a.class == Class::Numeral) || matches!(a.class, Class::Proclitic | Class::Inner) {
                continue;
            }
            // ke-AS-an: the other half of a circumfix may follow after a second hyphen.
            let mut inner = if right.contains('-') { self.hyphenated(right) } else { self.stem(right) };
            if inner.is_empty() {
                inner.push(unknown(right, right.len()));
            }
            for mut i in inner {
                let shift = left.len() as u32;
                for m in &mut i.morphemes {
                    m.surface = m.surface.shifted(shift + 1);
                }
                i.morphemes[0].surface.start -= 1;
                let surface = Span::new(0, left.len());
                let gloss = row_gloss(a);
                i.morphemes
                    .insert(0, Morpheme { kind: MorphemeKind::Prefix, surface, form: Cow::Borrowed(a.form), gloss });
                i.cost.add(CostReason::Affix(row), a.cost);
                i.affixes.push(row);
                i.upos = match (a.class, i.upos) {
                    // se-Asia: across Asia.
                    (Class::Se, Upos::Propn) => Upos::Adv,
                    (_, upos) => a.makes.unwrap_or(upos),
                };
                i.basis = i.basis.max(Basis::Derived);
                out.push(i);
            }
        }
        if let Some((stem, "an")) = base.rsplit_once('-') {
            let mut inner = if stem.contains('-') { self.hyphenated(stem) } else { self.stem(stem) };
            if inner.is_empty() {
                inner.push(unknown(stem, stem.len()));
            }
            for mut i in inner {
                let number = stem.bytes().all(|b| b.is_ascii_digit());
                let label: &'static [_] = if number { &[GlossTag::Apprx] } else { &[GlossTag::Nmlz] };
                i.morphemes.push(Morpheme {
                    kind: MorphemeKind::Suffix,
                    surface: Span::new(stem.len(), base.len()),
                    form: Cow::Borrowed("an"),
                    gloss: Gloss::Grammatical(label),
                });
                let row = affixes().find(|(_, a)| a.form == "an" && a.label == label).map_or(0, |(row, _)| row);
                i.affixes.push(row);
                i.upos = if number { Upos::Num } else { Upos::Noun };
                i.basis = Basis::Derived;
                out.push(i);
            }
        }
    }
    /// `enam-pihak`: a compound of known words. One with a name in it stays whole.
    fn hyphened_compound(&self, base: &str) -> Option<Analysis> {
        let mut morphemes = Vec::new();
        let mut at = 0;
        let mut upos = Upos::Noun;
        for part in base.split('-') {
            let best = {
                let mut r = self.stem(part);
                rank(&mut r);
                r.into_iter().next()?
            };
            if best.upos == Upos::Propn {
                upos = Upos::Propn;
            }
            let lead = u32::from(at > 0);
            for (n, mut m) in best.morphemes.into_iter().enumerate() {
                m.surface = m.surface.shifted(at as u32 + lead);
                if n == 0 {
                    m.surface.start -= lead;
                }
                morphemes.push(m);
            }
            at += part.len() + lead as usize;
        }
        let mut cost = Cost::default();
        cost.add(CostReason::Compound, cost::COMPOUND);
        if upos == Upos::Propn {
            let gloss =
                base.split('-').map(|p| self.lexicon.form(p).next().map_or(p.to_owned(), |l| l.gloss().to_owned()));
            let gloss = gloss.collect::<Vec<_>>().join("-");
            morphemes = vec![Morpheme {
                kind: MorphemeKind::Root,
                surface: Span::new(0, base.len()),
                form: Cow::Owned(base.to_owned()),
                gloss: Gloss::Lexical(Cow::Owned(gloss)),
            }];
        }
        Some(Analysis {
            morphemes,
            lexeme: None,
            affixes: AffixRows::default(),
            root: Cow::Owned(base.to_owned()),
            upos,
            whole_gloss: None,
            basis: Basis::Derived,
            cost,
        })
    }
}

fn insert_copy(a: &mut Analysis, at: usize, surface: Span) {
    let form = Cow::Owned(a.root.to_string());
    let gloss = Gloss::Grammatical(copy_label(a.upos));
    // A copy of the root alone may stand before a suffix in the analysis and after it on paper (mematai-matai); the
    // surfaces then swap, so that the pieces still follow one another.
    let mut spans: Vec<Span> = a.morphemes[at..].iter().map(|m| m.surface).collect();
    if let (Some(first), true) = (spans.first().copied(), spans.first().is_some_and(|s| s.start < surface.start)) {
        let end = surface.end;
        a.morphemes.insert(at, Morpheme { kind: MorphemeKind::Copy, surface: first, form, gloss });
        spans.remove(0);
        let mut start = first.end;
        for (m, span) in a.morphemes[at + 1..].iter_mut().zip(spans.into_iter().chain([surface])) {
            m.surface = Span { start, end: span.end };
            start = span.end;
        }
        debug_assert_eq!(start, end, "the pieces cover the word");
    } else {
        a.morphemes.insert(at, Morpheme { kind: MorphemeKind::Copy, surface, form, gloss });
    }
    a.cost.add(CostReason::Reduplication, cost::REDUPLICATION);
}

//! The search for readings.

use std::borrow::Cow;

use super::affix::{Affix, Class, Shape, affix, affixes, is_vowel, syllables};
use super::pieces::{self, applicative_label, copy_label, row_gloss};
use crate::lexicon::{Flag, Lexeme, Lexicon};
use crate::model::{AffixRows, Analysis, Basis, Cost, CostReason, Gloss, Morpheme, MorphemeKind, Upos};
use crate::text::Span;

/// What each fault of a reading costs; the affixes' own costs stand in their table.
mod cost {
    /// For each lexeme of the same form that stands before.
    pub const LATER_LEXEME: u16 = 6;
    pub const RARE: u16 = 30;
    pub const COLLOQUIAL: u16 = 8;
    /// Dearer than what the rules make well of our own entries, cheaper than a far-fetched cut.
    pub const IMPORTED: u16 = 40;
    pub const BOUND_ALONE: u16 = 50;
    pub const SHORT_ROOT: u16 = 24;
    pub const TAKES_NOT: u16 = 34;
    pub const NOT_LISTED: u16 = 20;
    pub const VARIANT: u16 = 10;
    pub const REDUPLICATION: u16 = 8;
    pub const COMPOUND: u16 = 40;
    pub const UNKNOWN_ROOT: u16 = 150;
    pub const UNKNOWN_WORD: u16 = 200;
}

/// Deepest stack of affixes: *dipertanggungjawabkannya* needs four.
const DEPTH: usize = 5;

/// Finds every reading of a word as affixes around a root.
#[derive(Clone, Debug)]
pub struct Analyzer {
    lexicon: Lexicon,
    /// Prefix rows by their first letter, `a` to `z`.
    prefixes: Vec<Vec<Opening>>,
    /// Suffix rows.
    suffixes: Vec<(u8, &'static str)>,
}

/// One way for a word to begin: an allomorph of a prefix or circumfix.
#[derive(Clone, Copy, Debug)]
struct Opening {
    row: u8,
    surface: &'static str,
    before: super::affix::Before,
    restores: &'static str,
    /// Second half of a circumfix.
    closes: &'static str,
}

/// An affix taken off.
#[derive(Clone, Copy, Debug)]
struct Peel {
    row: u8,
    /// Bytes that it took at the front and at the back.
    front: u8,
    back: u8,
}

/// A search over one stretch of a word without hyphens and enclitics.
struct Search<'a> {
    analyzer: &'a Analyzer,
    word: &'a str,
    stack: [Peel; DEPTH],
    depth: usize,
    out: Vec<Analysis>,
}

impl Analyzer {
    /// An analyser over `lexicon`.
    pub fn new(lexicon: Lexicon) -> Self {
        let mut prefixes = vec![Vec::new(); 26];
        let mut suffixes = Vec::new();
        for (row, a) in affixes() {
            let (shapes, closes) = match a.shape {
                Shape::Prefix(shapes) => (shapes, ""),
                Shape::Circumfix(shapes, closes) => (shapes, closes),
                Shape::Suffix(form) => {
                    if a.class != Class::Enclitic {
                        suffixes.push((row, form));
                    }
                    continue;
                }
            };
            for shape in shapes {
                let letter = usize::from(shape.surface.as_bytes()[0] - b'a');
                prefixes[letter].push(Opening {
                    row,
                    surface: shape.surface,
                    before: shape.before,
                    restores: shape.restores,
                    closes,
                });
            }
        }
        Self { lexicon, prefixes, suffixes }
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
        let mut out = self.readings(word);
        if out.is_empty()
            && let Some(variant) = self.lexicon.variant(word)
        {
            out = self.through_variant(word, variant.standard);
        }
        if out.is_empty() {
            out = self.guesses(word);
        }
        rank(&mut out);
        out
    }

    /// Readings with a root in the lexicon; enclitics are taken off here.
    fn readings(&self, word: &str) -> Vec<Analysis> {
        let mut out = Vec::new();
        for clitics in EncliticSplit::all(word) {
            let base = &word[..clitics.base_end];
            let mut found = if base.contains('-') { self.hyphenated(base) } else { self.stem(base) };
            if found.is_empty()
                && !clitics.rows.is_empty()
                && let Some(v) = self.lexicon.variant(base)
            {
                found = self.through_variant(base, v.standard);
            }
            for analysis in &mut found {
                clitics.attach(analysis);
            }
            out.append(&mut found);
        }
        out
    }

    /// Readings of a stretch without enclitics or hyphens.
    fn stem(&self, base: &str) -> Vec<Analysis> {
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

    /// `negara2`, `negara-negara`: the readings of `single`, copied whole.
    fn copied(&self, single: &str, end: usize) -> Vec<Analysis> {
        let mut found = self.stem(single);
        for a in &mut found {
            let at = a.morphemes.len();
            insert_copy(a, at, Span::new(single.len(), end));
        }
        found
    }

    /// A variant spelling: the readings of the standard form, laid over the form that is written.
    fn through_variant(&self, word: &str, standard: &str) -> Vec<Analysis> {
        if standard.contains(' ') {
            return self.compound(word, standard);
        }
        let mut found = self.readings(standard);
        for a in &mut found {
            pieces::place(word, &mut a.morphemes);
            a.cost.add(CostReason::Variant, cost::VARIANT);
        }
        found
    }

    /// A compound written solid: *jurubicara* for *juru bicara*.
    fn compound(&self, word: &str, standard: &str) -> Vec<Analysis> {
        let lexemes: Vec<Lexeme> = self.lexicon.phrase(standard).collect();
        let roots = |lexeme: Option<Lexeme>| {
            let mut morphemes: Vec<Morpheme> = standard.split(' ').flat_map(|part| self.part(part)).collect();
            pieces::place(word, &mut morphemes);
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
            [] => vec![roots(None)],
            some => some.iter().map(|&l| roots(Some(l))).collect(),
        }
    }

    /// The pieces of one word of a compound.
    fn part(&self, part: &str) -> Vec<Morpheme> {
        match self.lexicon.form(part).next() {
            Some(lexeme) => pieces::morphemes(&self.lexicon, lexeme),
            None => vec![Morpheme {
                kind: MorphemeKind::Root,
                surface: Span::default(),
                form: Cow::Owned(part.to_owned()),
                gloss: Gloss::Unknown,
            }],
        }
    }

    /// A word with hyphens: listed, reduplicated, an affix before or after a hyphen, or a compound.
    fn hyphenated(&self, base: &str) -> Vec<Analysis> {
        let mut out = self.stem(base);
        let Some((left, right)) = base.split_once('-') else { return out };
        if left.is_empty() || right.is_empty() {
            return out;
        }
        if !right.contains('-') {
            self.reduplicated(left, right, &mut out);
        }
        if out.is_empty() {
            self.hyphened_affix(base, left, right, &mut out);
        }
        if out.is_empty() {
            out.extend(self.hyphened_compound(base));
        }
        out
    }

    /// A lexeme that is the whole stretch.
    fn listed(&self, lexeme: Lexeme, rank: usize) -> Analysis {
        let mut cost = Cost::default();
        lexeme_cost(lexeme, rank, &mut cost);
        if lexeme.is(Flag::Bound) {
            cost.add(CostReason::BoundAlone, cost::BOUND_ALONE);
        }
        Analysis {
            morphemes: pieces::morphemes(&self.lexicon, lexeme),
            lexeme: Some(lexeme.id()),
            affixes: AffixRows::default(),
            root: pieces::root(&self.lexicon, lexeme),
            upos: lexeme.upos(),
            whole_gloss: lexeme.analysis().map(|_| pieces::whole_gloss(lexeme)),
            basis: Basis::Listed,
            cost,
        }
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
                copy.gloss = Gloss::Grammatical(&[crate::model::GlossTag::Recp]);
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
            if digits != (a.class == Class::Numeral) || a.class == Class::Proclitic {
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
                i.upos = a.makes.unwrap_or(i.upos);
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
                let label: &'static [_] =
                    if number { &[crate::model::GlossTag::Apprx] } else { &[crate::model::GlossTag::Nmlz] };
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

    /// Cuts of a word whose root is not in the lexicon, by the look of its edges, and the word left whole.
    fn guesses(&self, word: &str) -> Vec<Analysis> {
        let mut out = Vec::new();
        for clitics in EncliticSplit::all(word) {
            // Of the enclitics, only -nya is sure enough on an unknown word; Sumarlah, Manunku may be names.
            if clitics.rows.iter().any(|&(row, _)| affix(row).form != "nya") {
                continue;
            }
            let base = &word[..clitics.base_end];
            if base.contains('-') || !base.is_ascii() {
                continue;
            }
            let mut found = guess_affixes(base);
            if found.is_empty() && !clitics.rows.is_empty() && plausible(base) {
                found.push(unknown(base, base.len()));
            }
            for analysis in &mut found {
                clitics.attach(analysis);
                analysis.basis = Basis::Guess;
            }
            out.append(&mut found);
        }
        out.push(unknown(word, word.len()));
        out
    }
}

impl Search<'_> {
    /// Looks up `first` + `rest` and takes off each affix that may stand here.
    ///
    /// `first` is a letter that assimilation took away; `allowed` the classes that may stand inside the last affix.
    fn peel(&mut self, first: &'static str, rest: &str, allowed: Option<&'static [Class]>) {
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
        {
            self.variant_hit(rest, variant.standard, variant.lexemes.first().copied());
        }
        if self.depth == DEPTH {
            return;
        }
        let admits = |class: Class| allowed.is_none_or(|a| a.contains(&class));
        let analyzer = self.analyzer;
        for &(row, suffix) in &analyzer.suffixes {
            if let Some(inner) = rest.strip_suffix(suffix).filter(|i| i.len() + first.len() >= 2)
                && admits(affix(row).class)
            {
                self.with(Peel { row, front: 0, back: suffix.len() as u8 }, |s| {
                    s.peel(first, inner, Some(affix(row).inside));
                });
            }
        }
        let letter = first.bytes().chain(rest.bytes()).next().unwrap_or_default();
        let Some(openings) = analyzer.prefixes.get(usize::from(letter.wrapping_sub(b'a'))) else { return };
        for o in openings {
            let Some(inner) = o.surface.strip_prefix(first).and_then(|s| rest.strip_prefix(s)) else { continue };
            if !admits(affix(o.row).class) || !o.before.allows(inner) {
                continue;
            }
            let Some(inner) = inner.strip_suffix(o.closes).filter(|i| i.len() + o.restores.len() >= 2) else {
                continue;
            };
            let front = (o.surface.len() - first.len()) as u8;
            self.with(Peel { row: o.row, front, back: o.closes.len() as u8 }, |s| {
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
        let inner = pieces::morphemes(&self.analyzer.lexicon, lexeme);
        self.build(inner, pieces::root(&self.analyzer.lexicon, lexeme), lexeme.form().len(), Some(lexeme), cost);
    }

    /// A compound written solid under affixes: *pertanggungjawaban*.
    fn variant_hit(&mut self, written: &str, standard: &'static str, lexeme: Option<Lexeme>) {
        let parts: Vec<Morpheme> = standard.split(' ').flat_map(|p| self.analyzer.part(p)).collect();
        let root = match parts.iter().filter(|m| m.kind == MorphemeKind::Root).count() {
            1 => parts.iter().find(|m| m.kind == MorphemeKind::Root).map(|m| m.form.clone()).unwrap_or_default(),
            _ => Cow::Borrowed(standard),
        };
        let mut parts = parts;
        pieces::place(written, &mut parts);
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
                    Gloss::Grammatical(&[crate::model::GlossTag::Intr])
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

fn lexeme_cost(lexeme: Lexeme, rank: usize, cost: &mut Cost) {
    cost.add(CostReason::LaterLexeme, cost::LATER_LEXEME.saturating_mul(rank as u16));
    if lexeme.is(Flag::Rare) || lexeme.is(Flag::Old) {
        cost.add(CostReason::Register, cost::RARE);
    } else if lexeme.is(Flag::Colloquial) || lexeme.is(Flag::Regional) {
        cost.add(CostReason::Register, cost::COLLOQUIAL);
    }
    if lexeme.source().is_some() {
        cost.add(CostReason::Imported, cost::IMPORTED);
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

/// A word taken whole, of which nothing is known.
fn unknown(word: &str, len: usize) -> Analysis {
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

/// Whether `root` could be a native root: two syllables or more, and no cluster at its edges but the usual ones.
fn plausible(root: &str) -> bool {
    let b = root.as_bytes();
    root.len() >= 4
        && syllables(root) >= 2
        && b.iter().all(u8::is_ascii_lowercase)
        && (is_vowel(b[0]) || is_vowel(b[1]) || matches!(&b[..2], b"sy" | b"ng" | b"ny" | b"kh"))
}

/// The affixation patterns that show on an unknown word: long enough to be trusted.
fn guess_affixes(base: &str) -> Vec<Analysis> {
    const SUFFIXES: &[&str] = &["kan", "i", "an", ""];
    let mut out = Vec::new();
    for (row, a) in affixes() {
        if !matches!(a.class, Class::Voice | Class::Ber | Class::Nominal) {
            continue;
        }
        let (shapes, closes) = match a.shape {
            Shape::Prefix(shapes) => (shapes, None),
            Shape::Circumfix(shapes, closes) => (shapes, Some(closes)),
            Shape::Suffix(_) => continue,
        };
        for shape in shapes {
            let Some(rest) = base.strip_prefix(shape.surface).filter(|r| shape.before.allows(r)) else { continue };
            let nominal = a.class == Class::Nominal;
            let tails: &[&str] = match closes {
                Some(_) => &["an"],
                None if nominal => &[""],
                None => SUFFIXES,
            };
            for suffix in tails {
                let Some(core) = rest.strip_suffix(suffix) else { continue };
                // An unknown word that begins with se, ke or pe is rarely affixed; meng- … -kan nearly always.
                let bare_weak = suffix.is_empty() && !matches!(a.form, "meN" | "di" | "ber");
                let root = format!("{}{core}", shape.restores);
                if bare_weak || !plausible(&root) {
                    continue;
                }
                out.push(guess(base, row, a, shape.surface.len(), suffix, &root));
            }
        }
    }
    out
}

fn guess(base: &str, row: u8, a: &'static Affix, front: usize, suffix: &str, root: &str) -> Analysis {
    let mut cost = Cost::default();
    cost.add(CostReason::UnknownRoot, cost::UNKNOWN_ROOT);
    cost.add(CostReason::Affix(row), a.cost);
    // The more is cut off, the likelier the cut: nothing but meN- … -kan looks like meN- … -kan.
    let longer = [("kan", 0), ("i", 14), ("an", 10), ("", 24)].iter().find(|s| s.0 == suffix).map_or(0, |s| s.1);
    cost.add(CostReason::NotListed, longer);
    // Few roots begin with ny or ng; after me- or pe- it is nearly always a lost s or k.
    if root.starts_with("ny") || root.starts_with("ng") {
        cost.add(CostReason::ShortRoot, cost::SHORT_ROOT);
    }
    let end = base.len() - suffix.len();
    let form = a.form.split('…').next().unwrap_or(a.form);
    let piece = |kind, start, end, form, gloss| Morpheme { kind, surface: Span::new(start, end), form, gloss };
    let mut morphemes = vec![
        piece(MorphemeKind::Prefix, 0, front, Cow::Borrowed(form), row_gloss(a)),
        piece(MorphemeKind::Root, front, end, Cow::Owned(root.to_owned()), Gloss::Unknown),
    ];
    if !suffix.is_empty() {
        let gloss = match suffix {
            "an" => Gloss::Grammatical(a.label),
            other => Gloss::Grammatical(applicative_label(other, None)),
        };
        morphemes.push(piece(MorphemeKind::Suffix, end, base.len(), Cow::Owned(suffix.to_owned()), gloss));
    }
    Analysis {
        morphemes,
        lexeme: None,
        affixes: AffixRows::default(),
        root: Cow::Owned(root.to_owned()),
        upos: a.makes.unwrap_or(Upos::Noun),
        whole_gloss: None,
        basis: Basis::Guess,
        cost,
    }
}

/// One way to split enclitics off a word.
struct EncliticSplit {
    base_end: usize,
    /// Row of each clitic and where it ends, in surface order.
    rows: Vec<(u8, usize)>,
}

impl EncliticSplit {
    /// Every split, the one without clitics first. At most a pronoun and a particle: *miliknyalah*.
    fn all(word: &str) -> Vec<Self> {
        let particle = |form: &str| matches!(form, "lah" | "kah" | "pun" | "tah");
        let clitics = || affixes().filter(|(_, a)| a.class == Class::Enclitic);
        let mut out = vec![Self { base_end: word.len(), rows: Vec::new() }];
        for (row, a) in clitics() {
            let Some(end) = base_before(word, a.form) else { continue };
            out.push(Self { base_end: end, rows: vec![(row, word.len())] });
            if particle(a.form) {
                for (inner, b) in clitics().filter(|(_, b)| !particle(b.form)) {
                    if let Some(base_end) = base_before(&word[..end], b.form) {
                        out.push(Self { base_end, rows: vec![(inner, end), (row, word.len())] });
                    }
                }
            }
        }
        out
    }

    /// Puts the clitics on `analysis`, a reading of the base.
    fn attach(&self, analysis: &mut Analysis) {
        let mut at = self.base_end;
        for &(row, end) in &self.rows {
            let a = affix(row);
            analysis.morphemes.push(Morpheme {
                kind: MorphemeKind::Enclitic,
                surface: Span::new(at, end),
                form: Cow::Borrowed(a.form),
                gloss: row_gloss(a),
            });
            analysis.cost.add(CostReason::Affix(row), a.cost);
            analysis.affixes.push_clitic(row);
            at = end;
        }
    }
}

/// Where the host of the enclitic `form` ends in `text`. A hyphen sets clitics off names and figures (*AS-nya*), where the
/// host need not look like a word.
fn base_before(text: &str, form: &str) -> Option<usize> {
    let base = text.strip_suffix(form)?;
    if let Some(host) = base.strip_suffix('-') {
        return (!host.is_empty()).then_some(host.len());
    }
    (base.len() >= 2 && base.bytes().any(|b| is_vowel(b) || b.is_ascii_digit())).then_some(base.len())
}

/// Sorts readings, best first, and drops those that say the same as a cheaper one.
fn rank(readings: &mut Vec<Analysis>) {
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

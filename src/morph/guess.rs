//! Cuts of words whose root is not in the lexicon, by the look of their edges.

use std::borrow::Cow;

use super::affix::{Affix, Class, Shape, affix, affixes, is_vowel, syllables};
use super::analyze::{Analyzer, unknown};
use super::clitic::EncliticSplit;
use super::cost;
use super::pieces::{applicative_label, row_gloss};
use crate::model::{AffixRows, Analysis, Basis, Cost, CostReason, Gloss, Morpheme, MorphemeKind, Upos};
use crate::text::Span;

impl Analyzer {
    /// Cuts of a word whose root is not in the lexicon, by the look of its edges, and the word left whole.
    pub(super) fn guesses(&self, word: &str) -> Vec<Analysis> {
        let mut out = Vec::new();
        for clitics in EncliticSplit::all(&self.rows, word) {
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

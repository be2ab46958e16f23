//! Enclitics: pronouns and particles written after their host.

use std::borrow::Cow;

use super::affix::{Rows, affix, is_vowel};
use super::pieces::row_gloss;
use crate::model::{Analysis, CostReason, Morpheme, MorphemeKind};
use crate::text::Span;

/// One way to split enclitics off a word.
pub(super) struct EncliticSplit {
    pub(super) base_end: usize,
    /// Row of each clitic and where it ends, in surface order.
    pub(super) rows: Vec<(u8, usize)>,
}

impl EncliticSplit {
    /// Every split, the one without clitics first. At most a pronoun and a particle: *miliknyalah*.
    pub(super) fn all(table: &Rows, word: &str) -> Vec<Self> {
        let particle = |form: &str| matches!(form, "lah" | "kah" | "pun" | "tah");
        let clitics = || table.enclitics().iter().copied();
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
    pub(super) fn attach(&self, analysis: &mut Analysis) {
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
    // Nearly always the last letter tells.
    if text.as_bytes().last() != form.as_bytes().last() {
        return None;
    }
    let base = text.strip_suffix(form)?;
    if let Some(host) = base.strip_suffix('-') {
        return (!host.is_empty()).then_some(host.len());
    }
    (base.len() >= 2 && base.bytes().any(|b| is_vowel(b) || b.is_ascii_digit())).then_some(base.len())
}

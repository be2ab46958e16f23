//! Lays entries out as the block that `table.rs` reads. Shared with the build script.

use super::source::{Entry, Rule, UPOS, Variant};
use crate::store::{Builder, kind};

/// The verb stem of an analysis without its voice prefix: `umum-kan` for `meN-umum-kan`. `None` for other words.
fn voiceless(analysis: &str) -> Option<&str> {
    analysis.strip_prefix("meN-")
}

/// Lays out a whole lexicon. Entries of one form keep their order; files given earlier rank before later ones.
pub fn compile(files: &[Vec<Entry<'_>>], variants: &[Variant<'_>], rules: &[Rule<'_>]) -> Vec<u8> {
    let mut out = Builder::default();
    for entry in files.iter().flatten() {
        let place = out.place();
        write_lexeme(&mut out, entry);
        let form = entry.form.to_lowercase();
        if form.contains(' ') {
            out.add_prefixes(&form);
            out.add(kind::PHRASE, &form, place);
        } else {
            if entry.upos == "VERB"
                && let Some(stem) = voiceless(entry.analysis)
            {
                out.add(kind::STEM, stem, place);
            }
            out.add(b"", &form, place);
        }
    }
    let end = out.place();
    for variant in variants {
        let place = out.place();
        out.byte(variant.kind);
        out.string(variant.standard);
        let standard = variant.standard.to_lowercase();
        let mut targets = out.get(b"", &standard).to_vec();
        targets.extend_from_slice(out.get(kind::PHRASE, &standard));
        out.number(targets.len() as u32);
        targets.iter().for_each(|&t| out.number(t));
        let form = variant.form.to_lowercase();
        // Written apart against the standard (carut marut), a variant is met as a phrase.
        if form.contains(' ') {
            out.add_prefixes(&form);
            targets.iter().for_each(|&t| out.add(kind::PHRASE, &form, t));
        }
        out.add(kind::VARIANT, &form, place);
    }
    for rule in rules {
        let place = out.place();
        out.byte(upos_byte(rule.upos));
        out.string(rule.gloss);
        out.byte(rule.when.len() as u8);
        for condition in &rule.when {
            out.byte(u8::from(condition.negated));
            out.byte(condition.what);
            out.strings(&condition.values);
        }
        out.add(kind::RULES, rule.form, place);
    }
    out.finish(end)
}

fn upos_byte(upos: &str) -> u8 {
    UPOS.iter().position(|&u| u == upos).expect("checked by the reader") as u8
}

fn write_lexeme(out: &mut Builder, entry: &Entry<'_>) {
    out.byte(upos_byte(entry.upos));
    out.byte(entry.flags.kind);
    let [low, high] = entry.flags.bits.to_le_bytes();
    out.byte(low);
    out.byte(high);
    out.string(entry.form);
    out.string(if entry.analysis == "." { "" } else { entry.analysis });
    out.string(entry.surface.unwrap_or_default());
    out.string(entry.flags.label.unwrap_or_default());
    out.string(&entry.flags.adjective.unwrap_or_default().replace('_', " "));
    out.string(&entry.flags.full.unwrap_or_default().replace('_', " "));
    out.byte(entry.senses.len() as u8);
    for sense in &entry.senses {
        out.byte(sense.len() as u8);
        sense.iter().for_each(|gloss| out.string(gloss));
    }
}

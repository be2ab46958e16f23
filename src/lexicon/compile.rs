//! Lays entries out as the block that `table.rs` reads. Shared with the build script.

use super::source::{Entry, FLAGS, UPOS, Variant};
use crate::store::{Builder, kind};

/// The bit of a record's flags that says that a source follows the senses.
pub const HAS_SOURCE: u16 = 1 << 15;

const _: () = assert!(FLAGS.len() < 16);

/// The verb stem of an analysis without its voice prefix: `umum-kan` for `meN-umum-kan`. `None` for other words.
fn voiceless(analysis: &str) -> Option<&str> {
    analysis.strip_prefix("meN-")
}

/// Lays out a whole lexicon. Entries of one form keep their order; files given earlier rank before later ones. A file is its
/// path and what it holds.
pub fn compile(files: &[(&str, Vec<Entry<'_>>)], variants: &[Variant<'_>]) -> Vec<u8> {
    let mut out = Builder::default();
    let mut starts = Vec::new();
    for (_, entries) in files {
        starts.push(out.place());
        entries.iter().for_each(|entry| add_lexeme(&mut out, entry));
    }
    let end = out.place();
    for variant in variants {
        let place = out.place();
        out.byte(variant.kind);
        out.string(variant.standard);
        out.add(kind::VARIANT, &variant.form.to_lowercase(), place);
    }
    let place = out.place();
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    out.strings(&names);
    starts.into_iter().for_each(|start| out.number(start));
    out.add(kind::FILES, "", place);
    out.finish(end)
}

fn add_lexeme(out: &mut Builder, entry: &Entry<'_>) {
    let place = out.place();
    write_lexeme(out, entry);
    let form = entry.form.to_lowercase();
    if form.contains(' ') {
        out.add_prefixes(&form);
        out.add(kind::PHRASE, &form, place);
        return;
    }
    if entry.upos == "VERB"
        && let Some(stem) = voiceless(entry.analysis)
    {
        out.add(kind::STEM, stem, place);
    }
    out.add(b"", &form, place);
}

fn write_lexeme(out: &mut Builder, entry: &Entry<'_>) {
    let upos = UPOS.iter().position(|&u| u == entry.upos).expect("checked by the reader");
    out.byte(upos as u8);
    out.byte(entry.flags.kind);
    let bits = entry.flags.bits | if entry.flags.source.is_some() { HAS_SOURCE } else { 0 };
    let [low, high] = bits.to_le_bytes();
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
    if let Some(source) = entry.flags.source {
        out.string(source);
    }
}

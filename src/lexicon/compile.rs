//! Lays entries out as the block that `table.rs` reads. Shared with the build script.

use super::source::{Entry, FLAGS, GAP, Rule, UPOS, Variant};
use crate::store::{Builder, Order, kind, pair_hash, word_hash};

/// The bit, beside those for the strings that a record has, that says that a source follows the senses.
pub const HAS_SOURCE: u8 = 1 << 7;

const _: () = assert!(FLAGS.len() <= 16);

/// The verb stem of an analysis without its voice prefix: `umum-kan` for `meN-umum-kan`. `None` for other words.
fn voiceless(analysis: &str) -> Option<&str> {
    analysis.strip_prefix("meN-")
}

/// Lays out a whole lexicon. Entries of one form keep their order; files given earlier rank before later ones. A file is its
/// path and what it holds. Behind the entries stand the filters of the first two words of phrases, of those that go on behind them, and of
/// four neighbouring letters.
pub fn compile(files: &[(&str, Vec<Entry<'_>>)], variants: &[Variant<'_>], rules: &[Rule<'_>]) -> Vec<u8> {
    let mut out = Builder::default();
    let mut starts = Vec::new();
    for (_, entries) in files {
        starts.push(out.place());
        entries.iter().for_each(|entry| add_lexeme(&mut out, entry));
    }
    let end = out.place();
    let entries = files.iter().flat_map(|(_, entries)| entries.iter().map(|e| e.form));
    let forms = entries.chain(variants.iter().map(|v| v.form));
    out.filter(forms.clone().filter_map(first_words).collect());
    let longer = |form: &&str| form.contains(GAP) || form.split(' ').count() > 2;
    out.filter(forms.clone().filter(longer).filter_map(first_words).collect());
    let lower = forms.filter(|form| form.bytes().all(|b| b.is_ascii_lowercase()));
    out.filter(lower.flat_map(letters).collect());
    for variant in variants {
        let place = out.place();
        out.byte(variant.kind);
        out.string(variant.standard);
        let form = variant.form.to_lowercase();
        // Written apart against the standard (carut marut), a variant is met as a phrase.
        if form.contains(' ') {
            let standard = variant.standard.to_lowercase();
            let targets = [out.get(b"", &standard), out.get(kind::PHRASE, &standard)].concat();
            out.add_prefixes(&form);
            targets.iter().for_each(|&t| out.add(kind::PHRASE, &form, t));
        }
        out.add(kind::VARIANT, &form, place);
    }
    for rule in rules {
        let place = out.place();
        out.byte(upos_byte(rule.upos));
        out.number(rule.line as u32);
        out.string(rule.gloss);
        out.byte(rule.when.len() as u8);
        for condition in &rule.when {
            out.byte(u8::from(condition.negated));
            out.byte(condition.what);
            out.strings(&condition.values);
        }
        out.add(kind::RULES, rule.form, place);
    }
    let place = out.place();
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    out.strings(&names);
    starts.into_iter().for_each(|start| out.number(start));
    out.add(kind::FILES, "", place);
    out.finish(end, Order::Sorted)
}

/// The hash of the first two words of a phrase; of those before its gap, if it has one.
fn first_words(form: &str) -> Option<u32> {
    let form = form.to_lowercase();
    let front = form.split_once(GAP).map_or(form.as_str(), |(front, _)| front);
    let mut words = front.split(' ').map(|w| word_hash(w.as_bytes()));
    Some(pair_hash(words.next()?, words.next()?))
}

/// What inflection, which is not listed, puts before and behind forms: between them all joints of letters that it makes.
const INFLECTION: [(&str, &str); 6] =
    [("di", "kan"), ("ter", "nya"), ("se", "lah"), ("ke", "an"), ("ku", "i"), ("", "pun")];

/// The hashes of each four neighbouring letters of a form and of its inflected forms.
fn letters(form: &str) -> Vec<u32> {
    let inflected = INFLECTION.iter().map(|(before, behind)| format!("{before}{form}{behind}"));
    inflected.flat_map(|word| word.as_bytes().windows(4).map(word_hash).collect::<Vec<_>>()).collect()
}

fn upos_byte(upos: &str) -> u8 {
    UPOS.iter().position(|&u| u == upos).expect("checked by the reader") as u8
}

fn add_lexeme(out: &mut Builder, entry: &Entry<'_>) {
    let place = out.place();
    write_lexeme(out, entry);
    let form = entry.form.to_lowercase();
    if let Some((front, _)) = form.split_once(GAP) {
        out.add_prefixes(&format!("{front} "));
        out.add(kind::GAPPED, front, place);
        return;
    }
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
    out.byte(upos_byte(entry.upos));
    out.byte(entry.flags.kind);
    out.byte(entry.flags.of);
    let [low, high] = entry.flags.bits.to_le_bytes();
    out.byte(low);
    out.byte(high);
    let spaced = |value: Option<&str>| value.unwrap_or_default().replace('_', " ");
    let strings = [
        entry.form,
        if entry.analysis == "." { "" } else { entry.analysis },
        entry.surface.unwrap_or_default(),
        entry.flags.label.unwrap_or_default(),
        &spaced(entry.flags.adjective),
        &spaced(entry.flags.full),
    ];
    let source = if entry.flags.source.is_some() { HAS_SOURCE } else { 0 };
    out.byte((0..).zip(strings).fold(source, |given, (bit, s)| given | u8::from(!s.is_empty()) << bit));
    strings.into_iter().filter(|s| !s.is_empty()).for_each(|s| out.string(s));
    out.byte(entry.senses.len() as u8);
    for sense in &entry.senses {
        out.byte(sense.len() as u8);
        sense.iter().for_each(|gloss| out.string(gloss));
    }
    if let Some(source) = entry.flags.source {
        out.string(source);
    }
}

//! Lays entries out as bytes that [`super::table`] reads in place. Shared with the build script, so it imports
//! nothing of the crate but its neighbour.
//!
//! The table is one block: a header, an open-addressing hash index, then groups and lexemes. All numbers are
//! little-endian. A *key* is a lower-cased form, or a form with a one-byte prefix that says what it is a key to.

use super::source::{Entry, UPOS, Variant};

/// Keys of voiceless verb stems, `umum-kan` for *mengumumkan*.
pub const STEM_KEY: u8 = 1;
/// Keys of whole phrases, words joined by single spaces.
pub const PHRASE_KEY: u8 = 2;
/// Keys of the beginnings of phrases.
pub const PHRASE_PREFIX_KEY: u8 = 3;
/// Keys of variant spellings; their lexemes are those of the standard form.
pub const VARIANT_KEY: u8 = 4;

/// First bytes of a table; the last one is the version of the layout.
pub const MAGIC: &[u8; 4] = b"PDN\x01";

/// Bytes before the index: the mark, then the number of slots, of keys, and where the lexemes begin and end.
pub const HEADER: usize = 20;

/// FNV-1a, 32 bits: short keys, no tables, and it can be fed piecemeal.
#[derive(Clone, Copy, Debug)]
pub struct Hash(pub u32);

impl Default for Hash {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Hash {
    /// Feeds `bytes`.
    #[inline]
    pub fn feed(mut self, bytes: &[u8]) -> Self {
        for &b in bytes {
            self.0 = (self.0 ^ u32::from(b)).wrapping_mul(0x0100_0193);
        }
        self
    }

    /// The slot where a search in a table of `mask + 1` slots begins.
    #[inline]
    pub fn slot(self, mask: u32) -> u32 {
        (self.0 ^ (self.0 >> 15)).wrapping_mul(0x2c1b_3c6d) & mask
    }
}

/// The verb stem of an analysis without its voice prefix: `umum-kan` for `meN-umum-kan`. `None` for other words.
pub fn voiceless(analysis: &str) -> Option<&str> {
    analysis.strip_prefix("meN-")
}

/// Lays out a whole lexicon. Entries of one form keep their order; files given earlier rank before later ones.
pub fn compile(files: &[Vec<Entry<'_>>], variants: &[Variant<'_>]) -> Vec<u8> {
    let mut keys: std::collections::BTreeMap<Vec<u8>, Vec<u32>> = Default::default();
    let mut lexemes: Vec<u8> = Vec::new();
    let prefixed = |kind: u8, key: &str| [&[kind], key.as_bytes()].concat();
    for entry in files.iter().flatten() {
        let at = lexemes.len() as u32;
        write_lexeme(&mut lexemes, entry);
        let form = entry.form.to_lowercase();
        if form.contains(' ') {
            for (i, _) in form.match_indices(' ') {
                keys.entry(prefixed(PHRASE_PREFIX_KEY, &form[..i])).or_default();
            }
            keys.entry(prefixed(PHRASE_KEY, &form)).or_default().push(at);
        } else {
            if entry.upos == "VERB"
                && let Some(stem) = voiceless(entry.analysis)
            {
                keys.entry(prefixed(STEM_KEY, stem)).or_default().push(at);
            }
            keys.entry(form.into_bytes()).or_default().push(at);
        }
    }
    let end = lexemes.len() as u32;
    for variant in variants {
        let standard = variant.standard.to_lowercase();
        let targets = match keys.get(standard.as_bytes()) {
            Some(targets) => targets.clone(),
            None => keys.get(&prefixed(PHRASE_KEY, &standard)).cloned().unwrap_or_default(),
        };
        let mut value = vec![u32::from(variant.kind), lexemes.len() as u32];
        short_str(&mut lexemes, variant.standard);
        value.extend(targets);
        keys.insert(prefixed(VARIANT_KEY, &variant.form.to_lowercase()), value);
    }
    lay_out(&keys, &lexemes, end)
}

fn lay_out(keys: &std::collections::BTreeMap<Vec<u8>, Vec<u32>>, lexemes: &[u8], end: u32) -> Vec<u8> {
    let slots = (keys.len().max(1) * 2).next_power_of_two() as u32;
    let mask = slots - 1;
    let groups_at = HEADER as u32 + slots * 8;
    let groups_len: usize = keys.iter().map(|(k, v)| 2 + k.len() + 1 + 4 * v.len()).sum();
    let lexemes_at = groups_at + groups_len as u32;
    let mut index = vec![(0u32, 0u32); slots as usize];
    let mut groups = Vec::with_capacity(groups_len);
    for (key, values) in keys {
        let hash = Hash::default().feed(key);
        let mut slot = hash.slot(mask);
        while index[slot as usize].1 != 0 {
            slot = (slot + 1) & mask;
        }
        index[slot as usize] = (hash.0, groups_at + groups.len() as u32);
        groups.push(u8::try_from(key.len()).expect("keys are shorter than 256 bytes"));
        groups.extend_from_slice(key);
        groups.push(u8::try_from(values.len()).expect("fewer than 256 lexemes a form"));
        groups.push(0);
        let variant = key.first() == Some(&VARIANT_KEY);
        for (n, value) in values.iter().enumerate() {
            let value = if variant && n == 0 { *value } else { lexemes_at + value };
            groups.extend_from_slice(&value.to_le_bytes());
        }
    }
    let mut out = MAGIC.to_vec();
    for n in [slots, keys.len() as u32, lexemes_at, lexemes_at + end] {
        out.extend_from_slice(&n.to_le_bytes());
    }
    for (tag, at) in index {
        out.extend_from_slice(&tag.to_le_bytes());
        out.extend_from_slice(&at.to_le_bytes());
    }
    out.extend_from_slice(&groups);
    out.extend_from_slice(lexemes);
    out
}

fn write_lexeme(out: &mut Vec<u8>, entry: &Entry<'_>) {
    let upos = UPOS.iter().position(|&u| u == entry.upos).expect("checked by the reader");
    out.push(upos as u8);
    out.push(entry.flags.kind);
    out.extend_from_slice(&entry.flags.bits.to_le_bytes());
    short_str(out, entry.form);
    short_str(out, if entry.analysis == "." { "" } else { entry.analysis });
    short_str(out, entry.surface.unwrap_or_default());
    short_str(out, entry.flags.label.unwrap_or_default());
    short_str(out, &entry.flags.adjective.unwrap_or_default().replace('_', " "));
    short_str(out, &entry.flags.full.unwrap_or_default().replace('_', " "));
    out.push(entry.senses.len() as u8);
    for sense in &entry.senses {
        out.push(sense.len() as u8);
        for gloss in sense {
            short_str(out, gloss);
        }
    }
}

fn short_str(out: &mut Vec<u8>, s: &str) {
    out.push(u8::try_from(s.len()).expect("strings of the lexicon are shorter than 256 bytes"));
    out.extend_from_slice(s.as_bytes());
}

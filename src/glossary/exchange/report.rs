//! What could not be carried.

use std::borrow::Cow;

/// One kind of loss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What was lost: a key of `glossary.toml`, or a few words.
    pub what: Cow<'static, str>,
    /// How often.
    pub count: usize,
    /// The entries it was lost from, by key; on import with their place.
    pub keys: Vec<String>,
}

/// What an export or import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Entries that were carried.
    pub entries: usize,
    /// What could not be carried, in the order in which it was met.
    pub losses: Vec<Loss>,
    /// What is worth knowing and lost nothing.
    pub remarks: Vec<String>,
}

impl Report {
    /// Counts `count` losses of the same kind from one entry.
    pub fn lose(&mut self, what: impl Into<Cow<'static, str>>, count: usize, key: impl Into<String>) {
        if count == 0 {
            return;
        }
        let (what, key) = (what.into(), key.into());
        let known = self.losses.iter().position(|l| l.what == what);
        let at = known.unwrap_or_else(|| {
            self.losses.push(Loss { what, count: 0, keys: Vec::new() });
            self.losses.len() - 1
        });
        let loss = &mut self.losses[at];
        loss.count += count;
        if loss.keys.last() != Some(&key) {
            loss.keys.push(key);
        }
    }

    /// Something worth knowing.
    pub fn remark(&mut self, remark: impl Into<String>) {
        self.remarks.push(remark.into());
    }
}

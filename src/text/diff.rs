//! What changed from one sequence to another.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

/// A stretch that was replaced; one side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// Places in the old sequence.
    pub old: Range<usize>,
    /// Places in the new one.
    pub new: Range<usize>,
}

/// What was replaced, rising on both sides; what lies between is equal (E. W. Myers 1986, "An O(ND) difference algorithm and its
/// variations").
///
/// ```
/// use padan::text::{Hunk, hunks};
///
/// assert_eq!(hunks(&["a", "b", "c"], &["a", "x", "y", "c"]), [Hunk { old: 1..2, new: 1..3 }]);
/// assert_eq!(hunks(&["a"], &["a"]), []);
/// ```
pub fn hunks(old: &[&str], new: &[&str]) -> Vec<Hunk> {
    let mut input = InternedInput::default();
    input.reserve(old.len() as u32, new.len() as u32);
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let places = |r: Range<u32>| r.start as usize..r.end as usize;
    let diff = Diff::compute(Algorithm::Myers, &input);
    diff.hunks().map(|h| Hunk { old: places(h.before), new: places(h.after) }).collect()
}

/// Where each element of `old` is in `new`, if it was kept.
pub(crate) fn kept(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut out = Vec::with_capacity(old.len());
    let mut at = 0;
    let end = Hunk { old: old.len()..old.len(), new: new.len()..new.len() };
    for hunk in hunks(old, new).into_iter().chain([end]) {
        for _ in out.len()..hunk.old.start {
            out.push(Some(at));
            at += 1;
        }
        out.resize(hunk.old.end, None);
        at = hunk.new.end;
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The hunks turn the old sequence into the new one, and what was kept is equal.
        #[test]
        fn hunks_are_the_difference(old in prop::collection::vec("[abc]", 0..12), new in prop::collection::vec("[abc]", 0..12)) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let mut made = Vec::new();
            let mut at = 0;
            for hunk in hunks(&old, &new) {
                made.extend_from_slice(&old[at..hunk.old.start]);
                made.extend_from_slice(&new[hunk.new.clone()]);
                at = hunk.old.end;
            }
            made.extend_from_slice(&old[at..]);
            prop_assert_eq!(&made, &new);
            let kept = kept(&old, &new);
            prop_assert_eq!(kept.len(), old.len());
            for (n, place) in kept.iter().enumerate() {
                prop_assert!(place.is_none_or(|m| old[n] == new[m]));
            }
            let places: Vec<usize> = kept.into_iter().flatten().collect();
            prop_assert!(places.is_sorted());
        }
    }
}

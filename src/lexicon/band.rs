//! How early a learner meets a word.
//!
//! The lists in `lexicon/bands/` were written for padan by the teaching order of beginners' courses, not counted in a corpus.

use crate::model::Band;

const BASIC: &str = include_str!("../../lexicon/bands/basic.txt");
const COMMON: &str = include_str!("../../lexicon/bands/common.txt");

/// The band of a citation form.
///
/// ```
/// use padan::{lexicon::band, model::Band};
/// assert_eq!([band("rumah"), band("sidang"), band("gencatan")], [Band::Basic, Band::Common, Band::Rare]);
/// ```
pub fn band(form: &str) -> Band {
    match () {
        () if holds(BASIC, form) => Band::Basic,
        () if holds(COMMON, form) => Band::Common,
        () => Band::Rare,
    }
}

/// Whether `list`, one form a line in the order of their bytes, has `form`.
fn holds(list: &str, form: &str) -> bool {
    let (mut from, mut to) = (0, list.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let begin = list.as_bytes()[..middle].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let end = list.as_bytes()[middle..].iter().position(|&b| b == b'\n').map_or(list.len(), |at| middle + at);
        match list.as_bytes()[begin..end].cmp(form.as_bytes()) {
            std::cmp::Ordering::Equal => return begin < end,
            std::cmp::Ordering::Less => from = end + 1,
            std::cmp::Ordering::Greater => to = begin,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order_without_doubles_and_of_listed_words() {
        let lexicon = crate::Lexicon::builtin();
        let mut faults: Vec<&str> = Vec::new();
        for list in [BASIC, COMMON] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "{:?}", lines.windows(2).find(|w| w[0] >= w[1]));
            assert!(lines.iter().all(|l| holds(list, l)));
            faults.extend(lines.iter().copied().filter(|l| lexicon.form(l).next().is_none()));
        }
        assert!(faults.is_empty(), "not in the lexicon: {faults:?}");
        let double: Vec<&str> = COMMON.lines().filter(|l| holds(BASIC, l)).collect();
        assert!(double.is_empty(), "in both: {double:?}");
        assert!(!holds(BASIC, "") && !holds(BASIC, "zzz") && !holds(BASIC, "\n"));
    }
}

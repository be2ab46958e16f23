//! Which English a word has among its neighbours: the rules of `lexicon/senses.tsv`.

use std::ops::Range;

use crate::lexicon::source::{ITSELF, NEAR};
use crate::lexicon::{Bits, SenseCondition, SenseRule, SenseRules};
use crate::model::Upos;
use crate::store::word_hash;

/// What a rule sees of a token.
#[derive(Clone, Copy, Debug)]
pub struct Neighbour<'a> {
    /// As written, lower-cased.
    pub lower: &'a str,
    /// Citation form of its lexeme; empty if there is none.
    pub citation: &'a str,
    /// Part of speech.
    pub upos: Upos,
    /// What tells quickly that it is none of some words.
    pub marks: Marks,
}

/// Marks of the forms of a token: as a set, and the hash of each.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    bits: Bits,
    hashes: [u32; 2],
}

impl Marks {
    fn new(forms: [&str; 2]) -> Self {
        Self { bits: forms.into_iter().collect(), hashes: forms.map(|form| word_hash(form.as_bytes())) }
    }

    /// Whether one of the forms may be one of the words that the condition asks for; if not, surely none is.
    #[inline]
    fn may_meet(&self, condition: &SenseCondition) -> bool {
        self.bits.meets(condition.bits) && self.hashes.iter().any(|hash| condition.hashes.contains(hash))
    }
}

impl<'a> Neighbour<'a> {
    /// A token by its forms.
    pub fn new(lower: &'a str, citation: &'a str, upos: Upos) -> Self {
        Self { lower, citation, upos, marks: Marks::new([lower, citation]) }
    }
}

/// The first of `rules` that holds for the tokens `at`: a word, or a phrase.
pub fn first_that_holds<'r>(
    rules: &'r SenseRules,
    sentence: &[Neighbour<'_>],
    at: Range<usize>,
) -> Option<&'r SenseRule> {
    let word = |n: Option<usize>| n.and_then(|n| sentence.get(n)).map_or(Bits::default(), |n| n.marks.bits);
    let beside = [word(at.start.checked_sub(1)), word(Some(at.end))];
    rules.between(beside).find(|rule| rule.when.iter().all(|c| holds(c, sentence, &at) != c.negated))
}

fn holds(condition: &SenseCondition, sentence: &[Neighbour<'_>], at: &Range<usize>) -> bool {
    let there = |distance: i32| {
        let from = if distance > 0 { at.end - 1 } else { at.start };
        let place = from as i64 + i64::from(distance);
        usize::try_from(place).ok().and_then(|n| sentence.get(n))
    };
    if condition.values.is_empty() {
        // The edge of the sentence, quotes and stops aside.
        return match condition.distance {
            1.. => sentence[at.end..].iter().all(|n| n.upos == Upos::Punct),
            _ => sentence[..at.start].iter().all(|n| n.upos == Upos::Punct),
        };
    }
    let matches = |n: &Neighbour<'_>| match condition.of_pos {
        true => condition.tags >> n.upos as u32 & 1 == 1,
        false => n.marks.may_meet(condition) && [n.lower, n.citation].iter().any(|f| condition.values.contains(f)),
    };
    match condition.distance {
        ITSELF => sentence[at.clone()].iter().any(|n| condition.values.contains(&n.lower)),
        0 => {
            let from = at.start.saturating_sub(NEAR);
            let to = (at.end + NEAR).min(sentence.len());
            (from..to).any(|n| !at.contains(&n) && matches(&sentence[n]))
        }
        distance => there(distance).is_some_and(matches),
    }
}

//! Correction of slips of the pen: one letter too many, too few, wrong, or two changed round.

use super::analyze::Analyzer;
use crate::model::{Analysis, Basis, CostReason};

/// What a slip did to a word: where it is mended, how many letters are taken out there and which are put in.
#[derive(Clone, Copy, Debug)]
struct Mend {
    at: usize,
    takes: usize,
    puts: [Option<u8>; 2],
}

/// Every way to mend a word of one kind of slip.
type Mends = fn(&[u8]) -> Box<dyn Iterator<Item = Mend> + '_>;

/// The slips, likeliest first, each with the length from which a word is long enough for it: in shorter ones too many other
/// words are near.
const SLIPS: &[(usize, Mends)] = &[(6, transposed), (7, one_less), (7, one_more), (8, one_wrong)];

/// No word with its affixes is longer. Every mend of every letter of a word of a megabyte would fill any memory.
const LONGEST: usize = 48;

impl Analyzer {
    /// Readings of what `word` was meant to be, if just one word of the lexicon (in whatever form) is a slip away.
    ///
    /// For words that [`Analyzer::analyze`] has no reading of. The first letter is taken to be right. A slip of two letters changed
    /// round is likelier than one too many or too few, and that than a wrong one; the likeliest kind that leads to a word decides,
    /// and if it leads to several words there is no correction.
    ///
    /// ```
    /// use padan::{Lexicon, morph::Analyzer};
    /// let analyzer = Analyzer::new(Lexicon::builtin());
    /// let (meant, readings) = analyzer.correct("mengumumkna").expect("near enough");
    /// assert_eq!((meant.as_str(), readings[0].underlying().as_str()), ("mengumumkan", "meN-umum-kan"));
    /// assert!(analyzer.correct("xqzvw").is_none());
    /// ```
    pub fn correct(&self, word: &str) -> Option<(String, Vec<Analysis>)> {
        if word.len() > LONGEST || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let mut candidate = String::with_capacity(word.len() + 1);
        for (_, mends) in SLIPS.iter().filter(|(shortest, _)| word.len() >= *shortest) {
            let mut meant: Vec<(String, Vec<Analysis>)> = Vec::new();
            for mend in mends(word.as_bytes()) {
                candidate.clear();
                candidate.push_str(&word[..mend.at]);
                candidate.extend(mend.puts.into_iter().flatten().map(char::from));
                candidate.push_str(&word[mend.at + mend.takes..]);
                if !self.lexicon.may_spell(&candidate) || meant.iter().any(|(other, _)| *other == candidate) {
                    continue;
                }
                let mut readings = self.readings(&candidate, true);
                let forced = |a: &Analysis| a.cost.parts().any(|(r, _)| matches!(r, CostReason::TakesNot(_)));
                readings.retain(|a| a.basis == Basis::Listed && a.cost.total() < 60 && !forced(a));
                super::analyze::rank(&mut readings);
                if !readings.is_empty() {
                    meant.push((candidate.clone(), readings));
                }
            }
            // Forms of one word (mengatakan, mengatakah) agree on the root; then the likelier one is meant.
            let roots = |m: &(String, Vec<Analysis>)| m.1[0].root.clone();
            if let Some(first) = meant.first().map(roots) {
                if meant.iter().any(|m| roots(m) != first) {
                    return None;
                }
                meant.sort_by_key(|(candidate, readings)| (readings[0].cost.total(), candidate.len()));
                let (candidate, mut readings) = meant.swap_remove(0);
                for a in &mut readings {
                    super::pieces::place(&self.rows, word, &mut a.morphemes);
                    a.cost.add(CostReason::Slip, super::cost::SLIP);
                }
                return Some((candidate, readings));
            }
        }
        None
    }
}

/// Two neighbours changed round.
fn transposed(word: &[u8]) -> Box<dyn Iterator<Item = Mend> + '_> {
    let differ = |&at: &usize| word[at] != word[at + 1];
    let mend = |at| Mend { at, takes: 2, puts: [Some(word[at + 1]), Some(word[at])] };
    Box::new((1..word.len() - 1).filter(differ).map(mend))
}

/// A letter too many is taken out.
fn one_less(word: &[u8]) -> Box<dyn Iterator<Item = Mend> + '_> {
    Box::new((1..word.len()).map(|at| Mend { at, takes: 1, puts: [None; 2] }))
}

/// A letter that is lacking is put in.
fn one_more(word: &[u8]) -> Box<dyn Iterator<Item = Mend> + '_> {
    Box::new((1..=word.len()).flat_map(|at| any_letter(at, 0)))
}

/// A letter is replaced.
fn one_wrong(word: &[u8]) -> Box<dyn Iterator<Item = Mend> + '_> {
    Box::new((1..word.len()).flat_map(|at| any_letter(at, 1)))
}

/// Each letter for those that are taken out.
fn any_letter(at: usize, takes: usize) -> impl Iterator<Item = Mend> {
    (b'a'..=b'z').map(move |letter| Mend { at, takes, puts: [Some(letter), None] })
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;
    use crate::morph::Analyzer;

    #[test]
    fn corrects_what_is_sure_and_nothing_else() {
        let analyzer = Analyzer::new(Lexicon::builtin());
        let table = [
            ("mengumumkna", Some("mengumumkan")),
            ("perunidngan", Some("perundingan")),
            ("mengataka", Some("mengatakan")),
            ("diharapakan", Some("diharapkan")),
            ("pembrontak", Some("pemberontak")),
            ("state", None),
            ("zzzzzzz", None),
        ];
        for (word, meant) in table {
            assert_eq!(analyzer.correct(word).map(|(m, _)| m).as_deref(), meant, "{word}");
        }
    }
}

//! Candidates as drafts of entries.

use super::Candidate;
use crate::glossary::{Abbreviation, Example, Term, TermStatus};

/// Renderings that are rarer stay out of a draft.
const LEAST: f64 = 0.2;

impl Candidate {
    /// A draft of an entry, ready for `padan glossary approve`.
    ///
    /// ```
    /// use padan::candidates::{Candidate, Rendering};
    /// let rendering = Rendering { english: "tugboat".to_owned(), count: 3, share: 1.0, ..Default::default() };
    /// let candidate = Candidate { term: "kapal tunda".to_owned(), renderings: vec![rendering], ..Default::default() };
    /// assert_eq!(candidate.draft().to_toml(&Default::default()), "[[entry]]\nterm = \"kapal tunda\"\nen = \"tugboat\"\nstatus = \"draft\"\n");
    /// ```
    pub fn draft(&self) -> Term {
        let mut term = Term::new(self.term.clone());
        term.target = self.renderings.iter().filter(|r| r.share >= LEAST).take(3).map(|r| r.english.clone()).collect();
        if term.target.is_empty() {
            term.target = self.renderings.first().map(|r| r.english.clone()).into_iter().collect();
        }
        term.pos = self.pos;
        term.status = TermStatus::Draft;
        term.abbreviations = self
            .abbreviation
            .iter()
            .map(|form| Abbreviation { form: form.clone(), target: None, when: None })
            .collect();
        term.examples = self
            .examples
            .iter()
            .map(|(source, target)| Example { source: source.clone(), target: target.clone(), citation: None })
            .collect();
        term
    }
}

//! How much a glossary holds.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::Glossary;
use crate::glossary::Term;

/// Counts over the terms of a glossary or of one of its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Entries.
    pub entries: usize,
    /// English renderings of entries, without those of senses, abbreviations and relatives.
    pub renderings: usize,
    /// Other spellings and synonyms.
    pub also: usize,
    /// Abbreviations.
    pub abbreviations: usize,
    /// Listed irregular forms.
    pub forms: usize,
    /// Derived words with English of their own.
    pub relatives: usize,
    /// Senses by context.
    pub senses: usize,
    /// Renderings that are not wanted, those of senses too.
    pub avoided: usize,
    /// Sentences that run as tests.
    pub examples: usize,
    /// Entries of several words.
    pub several_words: usize,
    /// Entries that have a definition.
    pub defined: usize,
    /// Entries by part of speech.
    pub pos: BTreeMap<&'static str, usize>,
    /// Entries by status.
    pub status: BTreeMap<&'static str, usize>,
    /// Entries by subject field; those without one under the empty name.
    pub domains: BTreeMap<String, usize>,
}

/// The counts of each file of a glossary, in the order of the files.
pub fn stats(glossary: &Glossary) -> Vec<(PathBuf, Stats)> {
    let mut files: Vec<(PathBuf, Stats)> = Vec::new();
    for term in &glossary.terms {
        let place = match files.iter().position(|(path, _)| *path == term.at.path) {
            Some(place) => place,
            None => {
                files.push((term.at.path.clone(), Stats::default()));
                files.len() - 1
            }
        };
        files[place].1.add(term);
    }
    files
}

impl Stats {
    fn add(&mut self, term: &Term) {
        self.entries += 1;
        self.renderings += term.target.len();
        self.also += term.also.len();
        self.abbreviations += term.abbreviations.len();
        self.forms += term.forms.len();
        self.relatives += term.family.len();
        self.senses += term.senses.len();
        self.avoided += term.avoid.len() + term.senses.iter().map(|s| s.avoid.len()).sum::<usize>();
        self.examples += term.examples.len();
        self.several_words += usize::from(term.source.split_whitespace().nth(1).is_some());
        self.defined += usize::from(term.definition.is_some());
        *self.pos.entry(term.pos.name()).or_default() += 1;
        *self.status.entry(term.status.name()).or_default() += 1;
        *self.domains.entry(term.domain.clone().unwrap_or_default()).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_each_file_by_itself() {
        let mut glossary = Glossary::parse(
            "a.toml",
            "[[entry]]\nterm = \"duta besar\"\nen = [\"ambassador\", \"envoy\"]\nabbr = [\"dubes\"]\n\
             [[entry]]\nterm = \"menyerang\"\npos = \"verb\"\nen = \"attack\"\nstatus = \"draft\"\n",
        )
        .expect("parses");
        glossary.extend(Glossary::parse("b.toml", "[[entry]]\nterm = \"duta\"\nen = \"envoy\"\n").expect("parses"));
        let files = stats(&glossary);
        assert_eq!(files.iter().map(|(_, s)| s.entries).collect::<Vec<_>>(), [2, 1]);
        let first = &files[0].1;
        assert_eq!((first.renderings, first.abbreviations, first.several_words), (3, 1, 1));
        assert_eq!(first.pos, BTreeMap::from([("noun", 1), ("verb", 1)]));
        assert_eq!(first.status, BTreeMap::from([("draft", 1), ("preferred", 1)]));
    }
}

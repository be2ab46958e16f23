//! Learns a context [`Model`] from a treebank.
//!
//! A lexicalised hidden Markov model of the first order (F. Pla and A. Molina, "Improving part-of-speech tagging using lexicalized HMMs",
//! Natural Language Engineering 10, 2004): tags follow tags, and frequent words with their tags are states of their own. Everything is
//! smoothed by the method of I. Witten and T. Bell (IEEE Transactions on Information Theory 37, 1991), each distribution with the one below it:
//! beside a word, beside a tag, alone. A step costs the negative logarithm of how much likelier the tag is there than anywhere, so that what the
//! lexicon says of a word without context keeps its place; a word costs the negative logarithm of the share of its tags.

use std::collections::HashMap;
use std::path::Path;

use super::model::{Model, WordRows, Words};
use crate::diagnostic::Diagnostic;
use crate::model::Upos;

/// Points a natural logarithm: what the analyser's costs are in.
const STEP_POINTS: f64 = 3.5;
/// The same for the tags of a word.
const WORD_POINTS: f64 = 7.0;
/// A word that was met less often has no rows.
const SEEN: u32 = 2;
/// A word that was met less often has no rows of its neighbours.
const SEEN_BESIDE: u32 = 12;
/// Smallest difference to the row without the word that is worth a row.
const WORTH: i32 = 1;

const TAGS: usize = Upos::ALL.len();

/// What was counted so far.
#[derive(Clone, Debug)]
pub struct Training {
    sentences: u32,
    words: u32,
    /// How often a tag (column) follows another (row; the start of the sentence is the last).
    pairs: Vec<[u32; TAGS]>,
    types: HashMap<Box<str>, Seen>,
}

/// What was counted of a word.
#[derive(Clone, Debug)]
struct Seen {
    tags: [u32; TAGS],
    after: HashMap<(Upos, Upos), u32>,
    before: HashMap<(Upos, Option<Upos>), u32>,
}

/// A treebank that cannot be read.
#[derive(Debug)]
pub struct TreebankError(pub Box<Diagnostic>);

impl std::fmt::Display for TreebankError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for TreebankError {}

/// Nothing to learn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrainError {
    /// There was no word.
    #[error("no word with a part of speech to learn from")]
    Nothing,
}

impl Default for Training {
    fn default() -> Self {
        Self { sentences: 0, words: 0, pairs: vec![[0; TAGS]; TAGS + 1], types: HashMap::new() }
    }
}

impl Training {
    /// How many sentences and words were counted.
    pub fn size(&self) -> (u32, u32) {
        (self.sentences, self.words)
    }

    /// Counts a sentence: words in lower case with their parts of speech.
    pub fn sentence<'a>(&mut self, words: impl IntoIterator<Item = (&'a str, Upos)>) {
        let mut before: Option<(Box<str>, Upos)> = None;
        for (word, upos) in words {
            let tag_before = before.as_ref().map(|b| b.1);
            self.pairs[tag_before.map_or(TAGS, |t| t as usize)][upos as usize] += 1;
            if let Some((word, of)) = &before {
                *self.seen(word).after.entry((*of, upos)).or_default() += 1;
            }
            let seen = self.seen(word);
            seen.tags[upos as usize] += 1;
            *seen.before.entry((upos, tag_before)).or_default() += 1;
            before = Some((word.into(), upos));
            self.words += 1;
        }
        self.sentences += u32::from(before.is_some());
    }

    fn seen(&mut self, word: &str) -> &mut Seen {
        if !self.types.contains_key(word) {
            let none = Seen { tags: [0; TAGS], after: HashMap::new(), before: HashMap::new() };
            self.types.insert(word.into(), none);
        }
        self.types.get_mut(word).expect("was put there")
    }

    /// Counts `text`, the content of the CoNLL-U file at `path`. A multiword token counts as one word with the part of speech of its host, as padan's
    /// own tokens do.
    ///
    /// ```
    /// let mut training = padan::sense::Training::default();
    /// training.treebank("own.conllu", "1\tSaat\tsaat\tNOUN\t_\t_\t_\t_\t_\t_\n2\tini\tini\tDET\t_\t_\t_\t_\t_\t_\n").unwrap();
    /// assert_eq!(training.size(), (1, 2));
    /// assert!(training.treebank("own.conllu", "1\tSaat\tsaat\tNAME\n").unwrap_err().to_string().starts_with("own.conllu:1:1: "));
    /// ```
    ///
    /// # Errors
    /// The first fault, with its place. What stands before it was counted.
    pub fn treebank(&mut self, path: impl AsRef<Path>, text: &str) -> Result<(), TreebankError> {
        let fault = |part: &str, message: String| {
            let at = part.as_ptr() as usize - text.as_ptr() as usize;
            let help = "CoNLL-U has ten columns set apart by tabs: number, form, lemma, UPOS …";
            let fault = Diagnostic::error(path.as_ref().to_owned(), text, at..at + part.len(), message);
            TreebankError(Box::new(fault.with_help(help)))
        };
        let mut sentence: Vec<(String, Option<Upos>)> = Vec::new();
        // Where the multiword token ends whose words are being read.
        let mut within = 0;
        for line in text.lines().chain([""]) {
            if line.starts_with('#') {
                continue;
            }
            if line.trim().is_empty() {
                let words = sentence.iter().filter_map(|(word, upos)| Some((word.as_str(), (*upos)?)));
                self.sentence(words);
                sentence.clear();
                within = 0;
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            let [number, form, _, upos, _, _, _, _, _, _] = cells[..] else {
                return Err(fault(line, format!("a word has ten columns, this one {}", cells.len())));
            };
            if let Some((_, last)) = number.split_once('-') {
                within = last.parse().map_err(|_| fault(number, format!("{number:?} is no range of words")))?;
                sentence.push((form.to_lowercase(), None));
                continue;
            }
            if number.contains('.') {
                continue;
            }
            let n: u32 = number.parse().map_err(|_| fault(number, format!("{number:?} is no number of a word")))?;
            // A treebank may leave a part of speech out; the word then breaks no chain that we know of.
            let upos = match upos {
                "_" => None,
                tag => Some(tag.parse::<Upos>().map_err(|_| fault(upos, format!("unknown part of speech {tag:?}")))?),
            };
            if n > within {
                sentence.push((form.to_lowercase(), upos));
                continue;
            }
            // The host is the first word of the token that is no pronoun or particle.
            if let Some((_, host)) = sentence.last_mut() {
                let clitic = |u: Upos| matches!(u, Upos::Pron | Upos::Part | Upos::Det);
                *host = match *host {
                    Some(h) if !clitic(h) || upos.is_none_or(clitic) => Some(h),
                    _ => upos,
                };
            }
        }
        Ok(())
    }

    /// The model of what was counted.
    ///
    /// # Errors
    /// Nothing was.
    pub fn model(&self) -> Result<Model, TrainError> {
        if self.words == 0 {
            return Err(TrainError::Nothing);
        }
        let counts: [u32; TAGS] = std::array::from_fn(|t| self.pairs.iter().map(|row| row[t]).sum());
        // Alone; one more of each, so that none is impossible.
        let total = f64::from(self.words) + TAGS as f64;
        let alone: [f64; TAGS] = std::array::from_fn(|t| (f64::from(counts[t]) + 1.0) / total);
        let after: Vec<[f64; TAGS]> = self.pairs.iter().map(|row| witten_bell(row, &alone)).collect();
        let points = |likelier: f64| (-likelier.ln() * STEP_POINTS).round() as i32;
        let tags = std::array::from_fn(|a| std::array::from_fn(|b| points(after[a][b] / alone[b])));

        let starts: u32 = self.pairs[TAGS].iter().sum();
        let before_all = f64::from(self.words);
        let before_alone: [f64; TAGS + 1] = std::array::from_fn(|t| {
            let n = if t == TAGS { starts } else { counts[t] };
            (f64::from(n) + 1.0) / (before_all + f64::from(starts) + TAGS as f64 + 1.0)
        });
        let mut words = Words::default();
        for (word, seen) in &self.types {
            let met: u32 = seen.tags.iter().sum();
            if met < SEEN || !word.chars().any(char::is_alphabetic) {
                continue;
            }
            let mut rows = WordRows { own: own(&seen.tags, met), ..WordRows::default() };
            for &of in Upos::ALL {
                if seen.tags[of as usize] < SEEN_BESIDE {
                    continue;
                }
                let next: [u32; TAGS] =
                    std::array::from_fn(|b| seen.after.get(&(of, Upos::ALL[b])).copied().unwrap_or(0));
                let here = witten_bell(&next, &after[of as usize]);
                for &b in Upos::ALL {
                    let n = points(here[b as usize] / after[of as usize][b as usize]);
                    if n.abs() > WORTH {
                        rows.after.push((of, b, n));
                    }
                }
                // What stands before a tag, of all that do.
                let column: [u32; TAGS + 1] = std::array::from_fn(|a| self.pairs[a][of as usize]);
                let before = witten_bell(&column, &before_alone);
                let place = |a: usize| Upos::ALL.get(a).copied();
                let previous: [u32; TAGS + 1] =
                    std::array::from_fn(|a| seen.before.get(&(of, place(a))).copied().unwrap_or(0));
                let here = witten_bell(&previous, &before);
                for a in 0..=TAGS {
                    let n = points(here[a] / before[a]);
                    if n.abs() > WORTH {
                        rows.before.push((of, place(a), n));
                    }
                }
            }
            let says_nothing = rows.own.len() < 2 && rows.after.is_empty() && rows.before.is_empty() && met < SEEN * 2;
            if !says_nothing {
                words.insert(word.clone(), rows);
            }
        }
        Ok(Model::new(tags, words))
    }
}

/// The tags of a word with their costs, the likeliest free.
fn own(tags: &[u32; TAGS], met: u32) -> Vec<(Upos, i32)> {
    let most = tags.iter().copied().max().unwrap_or(1).max(1);
    Upos::ALL
        .iter()
        .filter(|&&t| tags[t as usize] > 0)
        .map(|&t| {
            let n = tags[t as usize];
            // A word that was met seldom says less.
            let trust = f64::from(met) / (f64::from(met) + 2.0);
            (t, ((f64::from(most) / f64::from(n)).ln() * WORD_POINTS * trust).round() as i32)
        })
        .collect()
}

/// The distribution of `counts`, smoothed with the `wider` one.
fn witten_bell<const N: usize>(counts: &[u32; N], wider: &[f64; N]) -> [f64; N] {
    let all: u32 = counts.iter().sum();
    let kinds = counts.iter().filter(|&&n| n > 0).count().max(1) as f64;
    std::array::from_fn(|n| (f64::from(counts[n]) + kinds * wider[n]) / (f64::from(all) + kinds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: &str, form: &str, upos: &str) -> String {
        format!("{number}\t{form}\t_\t{upos}\t_\t_\t_\t_\t_\t_\n")
    }

    #[test]
    fn multiword_tokens_have_the_tag_of_their_host() {
        let text = row("1-2", "Rumahnya", "_") + &row("1", "Rumah", "NOUN") + &row("2", "nya", "PRON");
        let text = text + &row("3-4", "kubaca", "_") + &row("3", "ku", "PRON") + &row("4", "baca", "VERB") + "\n";
        let mut training = Training::default();
        training.treebank("-", &text).expect("sound");
        assert_eq!(training.size(), (1, 2));
        assert_eq!(training.types["rumahnya"].tags[Upos::Noun as usize], 1);
        assert_eq!(training.types["kubaca"].tags[Upos::Verb as usize], 1);
        assert_eq!(training.pairs[Upos::Noun as usize][Upos::Verb as usize], 1);
    }

    #[test]
    fn what_was_met_often_costs_less() {
        let mut training = Training::default();
        for n in 0..30 {
            let of = if n % 3 == 0 { Upos::Verb } else { Upos::Noun };
            training.sentence([("kata", of), ("dia", Upos::Pron), (".", Upos::Punct)]);
        }
        let model = training.model().expect("there are words");
        assert!(model.own("kata", Upos::Noun) < model.own("kata", Upos::Verb));
        assert!(model.own("kata", Upos::Verb) < model.own("kata", Upos::Adj));
        let step = |upos| model.step(Some((Upos::Pron, "dia")), upos, "x").total();
        assert!(step(Upos::Punct) < step(Upos::Noun));
        assert_eq!(Training::default().model().map(|m| m.words()).ok(), None);
    }

    #[test]
    fn faults_have_their_place() {
        let table = [
            (row("1", "a", "NAME"), "-:1:7: unknown part of speech \"NAME\""),
            ("# x\n1\ta\n".to_owned(), "-:2:1: a word has ten columns, this one 2"),
            (row("1-x", "a", "_"), "-:1:1: \"1-x\" is no range of words"),
            (row("x", "a", "NOUN"), "-:1:1: \"x\" is no number of a word"),
        ];
        for (text, message) in table {
            assert_eq!(Training::default().treebank("-", &text).expect_err(&text).to_string(), message);
        }
    }
}

//! Takes over what a person did in a file that padan wrote.

use super::attach::blank;
use super::read::Entry;
use super::{Correction, Corrections, Verdict};
use crate::model::{Document, Sentence, check};

/// What to do where an earlier verdict on the same words says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The earlier one stays, and the outcome says so.
    Keep,
    /// The new one takes its place.
    Replace,
}

/// What became of the entries of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Verdicts that are new.
    pub added: Vec<Correction>,
    /// Verdicts that gave way to another on the same words.
    pub replaced: Vec<Correction>,
    /// Verdicts that were known already.
    pub known: usize,
    /// Entries that an earlier verdict contradicts, and that were left out for it.
    pub contradicted: Vec<(Entry, Correction)>,
    /// Changed entries whose sentence or words are not in the article.
    pub lost: Vec<Entry>,
}

impl Corrections {
    /// Takes over the changed entries of a file.
    ///
    /// `document` is the article as padan glosses it, with these corrections. An entry whose fingerprint fits was not touched and
    /// says nothing. A changed gloss without a review counts as `verdict`.
    pub fn merge(
        &mut self,
        document: &Document,
        entries: &[Entry],
        verdict: Verdict,
        resolution: Resolution,
    ) -> Outcome {
        self.update(document);
        let sentences: Vec<&Sentence> = document.sentences().collect();
        let keys: Vec<String> = sentences.iter().map(|s| key(document.text(s.span))).collect();
        let mut outcome = Outcome::default();
        for entry in entries {
            let Some(given) = said(entry, verdict) else { continue };
            let place = sentence_of(entry, &keys).and_then(|s| Some((s, tokens_of(entry, document, sentences[s])?)));
            let Some((sentence, tokens)) = place else {
                outcome.lost.push(entry.clone());
                continue;
            };
            let shown = shown(sentences[sentence], &tokens);
            let gloss = if entry.gloss.is_empty() { shown.clone() } else { entry.gloss.clone() };
            // Without a fingerprint, a gloss that padan would write itself is no news.
            if entry.check.is_none() && entry.review.is_none() && gloss == shown {
                continue;
            }
            let was = (gloss != shown && !shown.is_empty()).then_some(shown);
            let new = Correction { gloss, verdict: given, was, ..blank(document, sentence, &tokens) };
            self.take(new, entry, resolution, &mut outcome);
        }
        self.update(document);
        outcome
    }

    fn take(&mut self, new: Correction, entry: &Entry, resolution: Resolution, outcome: &mut Outcome) {
        let same_words = |c: &&mut Correction| {
            c.sentence == new.sentence && c.occurrence == new.occurrence && c.words == new.words && c.nth == new.nth
        };
        match self.all.iter_mut().find(same_words) {
            Some(old) if old.gloss == new.gloss && old.verdict == new.verdict => outcome.known += 1,
            // A suggestion gives way to a verdict, and a rejection to a gloss that is something else.
            Some(old)
                if resolution == Resolution::Replace
                    || (old.verdict == Verdict::Suggested && new.verdict != Verdict::Suggested)
                    || (old.verdict == Verdict::Rejected && old.gloss != new.gloss) =>
            {
                let note = old.note.clone();
                outcome.replaced.push(std::mem::replace(old, Correction { note, ..new }));
            }
            Some(old) => outcome.contradicted.push((entry.clone(), old.clone())),
            None => {
                outcome.added.push(new.clone());
                self.all.push(new);
            }
        }
    }
}

/// What the entry says: nothing, if nobody touched it.
fn said(entry: &Entry, verdict: Verdict) -> Option<Verdict> {
    let untouched = entry.check.as_ref().is_some_and(|c| *c == check(&entry.form, &entry.tokens, &entry.gloss));
    match entry.review {
        Some(review) => Some(review),
        None if untouched => None,
        None if entry.gloss.is_empty() => entry.check.as_ref().map(|_| Verdict::Rejected),
        None => Some(verdict),
    }
}

/// Letters and digits alone: what every format keeps of a sentence.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The sentence that an entry is from: that of its number, if it is still the same, else the only one like it.
fn sentence_of(entry: &Entry, keys: &[String]) -> Option<usize> {
    let wanted = key(&entry.sentence);
    let numbered = entry.number.checked_sub(1).filter(|&n| keys.get(n) == Some(&wanted));
    numbered.or_else(|| {
        let mut places = (0..keys.len()).filter(|&n| keys[n] == wanted);
        let first = places.next();
        first.filter(|_| places.next().is_none())
    })
}

fn tokens_of(entry: &Entry, document: &Document, sentence: &Sentence) -> Option<Vec<usize>> {
    let words: Vec<&str> =
        entry.tokens.iter().map(|&t| Some(document.text(sentence.tokens.get(t)?.span))).collect::<Option<_>>()?;
    (!words.is_empty() && key(&words.concat()) == key(&entry.form)).then(|| entry.tokens.clone())
}

/// The gloss that is shown for words now; empty if they have none together.
fn shown(sentence: &Sentence, tokens: &[usize]) -> String {
    let unit = sentence.units.iter().find(|u| u.tokens == tokens).map(|u| u.gloss.clone());
    match tokens {
        [only] => unit.unwrap_or_else(|| sentence.tokens[*only].gloss.to_string()),
        _ => unit.unwrap_or_default(),
    }
}

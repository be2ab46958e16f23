//! Where the words of a verdict stand in a text that may have changed.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Correction, Corrections, fingerprint, normal};
use crate::model::{Document, Sentence};
use crate::segment;
use crate::text::{hunks, kept};

/// Where the words of a correction stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Place of the correction in [`Corrections::all`].
    pub correction: usize,
    /// Place of the sentence in the document.
    pub sentence: usize,
    /// Its words' tokens, rising.
    pub tokens: Vec<usize>,
}

/// The least likeness of a sentence and what it became, from 0 to 1. A sentence of ten words may lose or change four.
const ALIKE: f64 = 0.6;

/// Most words that `…` stands for.
const GAP: usize = 12;

/// The sentences of a document, and which of the old ones each of them is.
struct Text<'a> {
    document: &'a Document,
    sentences: Vec<&'a Sentence>,
    normal: Vec<String>,
    prints: Vec<String>,
}

impl<'a> Text<'a> {
    fn new(document: &'a Document) -> Self {
        let sentences: Vec<&Sentence> = document.sentences().collect();
        let normal: Vec<String> = sentences.iter().map(|s| normal(document.text(s.span))).collect();
        let prints = normal.iter().map(|s| fingerprint(s)).collect();
        Self { document, sentences, normal, prints }
    }

    /// The words of a sentence with the places of their tokens.
    fn words(&self, sentence: usize) -> Vec<(usize, &'a str)> {
        let tokens = self.sentences[sentence].tokens.iter().enumerate();
        tokens.filter(|(_, t)| t.is_word()).map(|(n, t)| (n, self.document.text(t.span))).collect()
    }
}

/// Old sentences that are still there, and what may have become of the others.
struct Changes {
    /// Where each old sentence is now.
    now: Vec<Option<usize>>,
    /// New sentences between the unchanged neighbours of each old one that is gone.
    gap: Vec<Range<usize>>,
    /// New sentences that are no old ones.
    fresh: HashSet<usize>,
}

fn slices(all: &[String]) -> Vec<&str> {
    all.iter().map(String::as_str).collect()
}

fn changes(old: &[String], new: &[String]) -> Changes {
    let (old, new) = (slices(old), slices(new));
    let mut now = kept(&old, &new);
    let mut gap = vec![0..0; old.len()];
    let mut fresh = HashSet::new();
    for hunk in hunks(&old, &new) {
        gap[hunk.old].fill(hunk.new.clone());
        fresh.extend(hunk.new);
    }
    // What was moved: one that is gone here and came there.
    let mut gone: HashMap<&str, Vec<usize>> = HashMap::new();
    for n in (0..old.len()).filter(|&n| now[n].is_none()) {
        gone.entry(old[n]).or_default().push(n);
    }
    let mut came: HashMap<&str, Vec<usize>> = HashMap::new();
    for &n in &fresh {
        came.entry(new[n]).or_default().push(n);
    }
    for (print, old_places) in gone {
        if let ([from], Some([to])) = (old_places.as_slice(), came.get(print).map(Vec::as_slice)) {
            now[*from] = Some(*to);
            fresh.remove(to);
        }
    }
    Changes { now, gap, fresh }
}

impl Corrections {
    /// Where each correction stands in `document`; those that are not there are stale. No two stand at the same words.
    pub fn attach(&self, document: &Document) -> Vec<Attachment> {
        let text = Text::new(document);
        let changes = changes(&self.text, &text.prints);
        let mut found: Vec<(f64, Attachment)> = Vec::new();
        for (n, correction) in self.all.iter().enumerate() {
            found.extend(
                self.place(correction, &text, &changes)
                    .map(|(alike, sentence, tokens)| (alike, Attachment { correction: n, sentence, tokens })),
            );
        }
        // The better founded one has the words.
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.correction.cmp(&b.1.correction)));
        let mut taken = HashSet::new();
        found.retain(|(_, a)| taken.insert((a.sentence, a.tokens.clone())));
        let mut out: Vec<Attachment> = found.into_iter().map(|(_, a)| a).collect();
        out.sort_by_key(|a| a.correction);
        out
    }

    fn place(&self, c: &Correction, text: &Text<'_>, changes: &Changes) -> Option<(f64, usize, Vec<usize>)> {
        let print = fingerprint(&c.sentence);
        let old = (0..self.text.len()).filter(|&n| self.text[n] == print).nth(c.occurrence - 1);
        let same = match old {
            Some(old) => changes.now[old],
            // A sentence that the text never had, or no longer: it may have come back, and then it is the only one.
            None => {
                let places: Vec<usize> =
                    (0..text.prints.len()).filter(|&n| text.prints[n] == print && changes.fresh.contains(&n)).collect();
                match places.as_slice() {
                    places if self.text.is_empty() => places.get(c.occurrence - 1).copied(),
                    [only] => Some(*only),
                    _ => None,
                }
            }
        };
        if let Some(now) = same.filter(|&n| text.normal[n] == c.sentence) {
            let places = occurrences(&text.words(now), &c.words);
            return Some((2.0, now, places.into_iter().nth(c.nth - 1)?));
        }
        let mut best: Option<(f64, usize, Vec<usize>)> = None;
        for now in changes.gap[old?].clone().filter(|n| changes.fresh.contains(n)) {
            if let Some((alike, tokens)) = follow(c, &text.words(now))
                && best.as_ref().is_none_or(|b| alike > b.0)
            {
                best = Some((alike, now, tokens));
            }
        }
        best
    }

    /// Sets the corrections against `document`: those that have a place in it take over its sentences, the others stay as they are.
    pub fn update(&mut self, document: &Document) {
        let attachments = self.attach(document);
        let text = Text::new(document);
        let mut rest: Vec<Option<Correction>> = std::mem::take(&mut self.all).into_iter().map(Some).collect();
        let mut placed: Vec<(usize, Vec<usize>, Correction)> = Vec::new();
        for a in attachments {
            if let Some(mut c) = rest[a.correction].take() {
                describe(&mut c, &text, a.sentence, &a.tokens);
                placed.push((a.sentence, a.tokens, c));
            }
        }
        placed.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        self.all = placed.into_iter().map(|(_, _, c)| c).chain(rest.into_iter().flatten()).collect();
        self.text = text.prints;
    }
}

/// Makes `c` be about `tokens` of a sentence.
fn describe(c: &mut Correction, text: &Text<'_>, sentence: usize, tokens: &[usize]) {
    let (words, nth) = spelled(&text.words(sentence), tokens);
    c.occurrence = text.prints[..=sentence].iter().filter(|p| **p == text.prints[sentence]).count();
    c.sentence.clone_from(&text.normal[sentence]);
    (c.words, c.nth) = (words, nth);
}

/// An empty correction of `tokens` in the sentence numbered `sentence`.
pub(super) fn blank(document: &Document, sentence: usize, tokens: &[usize]) -> Correction {
    let mut c = Correction {
        sentence: String::new(),
        occurrence: 1,
        words: String::new(),
        nth: 1,
        gloss: String::new(),
        verdict: super::Verdict::Approved,
        was: None,
        note: None,
    };
    describe(&mut c, &Text::new(document), sentence, tokens);
    c
}

/// The words at `tokens` as a correction spells them, and which of the places with such words they are.
fn spelled(words: &[(usize, &str)], tokens: &[usize]) -> (String, usize) {
    let mut out = String::new();
    let mut last = None;
    for (n, (_, form)) in words.iter().enumerate().filter(|(_, (token, _))| tokens.contains(token)) {
        if let Some(last) = last {
            out.push_str(if last + 1 == n { " " } else { " … " });
        }
        out.push_str(form);
        last = Some(n);
    }
    let nth = occurrences(words, &out).iter().position(|o| o == tokens).map_or(1, |n| n + 1);
    (out, nth)
}

/// Every place in a sentence where the words of a correction stand.
fn occurrences(sentence: &[(usize, &str)], words: &str) -> Vec<Vec<usize>> {
    let parts: Vec<&str> = words.split(' ').collect();
    (0..sentence.len()).filter_map(|start| match_at(sentence, start, &parts)).collect()
}

fn match_at(sentence: &[(usize, &str)], start: usize, parts: &[&str]) -> Option<Vec<usize>> {
    let mut at = start;
    let mut out = Vec::with_capacity(parts.len());
    let mut skip = false;
    for &part in parts {
        if part == "…" {
            skip = true;
            continue;
        }
        let reach = if skip { GAP + 1 } else { 1 };
        at += sentence.get(at..)?.iter().take(reach).position(|(_, form)| form.split_whitespace().eq([part]))?;
        out.push(sentence[at].0);
        at += 1;
        skip = false;
    }
    Some(out)
}

/// The words of a correction in what its sentence may have become, and how alike the sentences are. Words that stand more than once
/// must have kept their neighbours.
fn follow(c: &Correction, new: &[(usize, &str)]) -> Option<(f64, Vec<usize>)> {
    let old = words_of(&c.sentence);
    let spots: Vec<(usize, &str)> = old.iter().enumerate().map(|(n, w)| (n, w.as_str())).collect();
    let place = occurrences(&spots, &c.words).into_iter().nth(c.nth - 1)?;
    let old_forms: Vec<&str> = old.iter().map(String::as_str).collect();
    let new_forms: Vec<&str> = new.iter().map(|(_, form)| *form).collect();
    let now = kept(&old_forms, &new_forms);
    let alike = 2.0 * now.iter().flatten().count() as f64 / (old_forms.len() + new_forms.len()) as f64;
    if alike < ALIKE {
        return None;
    }
    let moved: Vec<usize> = place.iter().map(|&n| now[n]).collect::<Option<_>>()?;
    // What was in one piece still is.
    if place.windows(2).zip(moved.windows(2)).any(|(a, b)| a[1] == a[0] + 1 && b[1] != b[0] + 1) {
        return None;
    }
    let alone = occurrences(&spots, &c.words).len() == 1 && occurrences(new, &c.words).len() == 1;
    let (first, last) = (*place.first()?, *place.last()?);
    let (new_first, new_last) = (*moved.first()?, *moved.last()?);
    let left = match first.checked_sub(1) {
        Some(before) => now[before].is_some_and(|n| n + 1 == new_first),
        None => new_first == 0,
    };
    let right = match now.get(last + 1) {
        Some(after) => *after == Some(new_last + 1),
        None => new_last + 1 == new.len(),
    };
    let steady = if alone { left || right } else { left && right };
    steady.then(|| (alike, moved.into_iter().map(|n| new[n].0).collect()))
}

/// The words of a sentence that stands alone.
fn words_of(sentence: &str) -> Vec<String> {
    let word = |t: &segment::RawToken| {
        use crate::model::TokenKind;
        !matches!(t.kind, TokenKind::Punctuation | TokenKind::Symbol)
    };
    segment::paragraphs(sentence)
        .into_iter()
        .flat_map(|p| segment::sentences(sentence, p))
        .flat_map(|s| s.tokens)
        .filter(word)
        .map(|t| t.span.of(sentence).to_owned())
        .collect()
}

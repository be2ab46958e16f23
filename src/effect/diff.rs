//! What a change of the glossary does to the glosses of texts.
//!
//! Terms are looked for by the old index and by the new one; only where they differ are the words read and glossed, twice.

use std::collections::HashMap;
use std::ops::Range;

use super::{Options, scan};
use crate::annotate::Annotator;
use crate::annotate::evidence::Evidence;
use crate::model::Sentence;
use crate::morph::Analyzer;
use crate::segment;
use crate::terms::{TermIndex, TermMatch};
use crate::text::{SourceText, Span};

/// Compares the glosses of two glossaries.
#[derive(Debug)]
pub struct Differ {
    old: Annotator,
    new: Annotator,
    options: Options,
}

/// A sentence whose gloss differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSentence {
    /// Where it stands in its text.
    pub span: Span,
    /// What differs, in order.
    pub changes: Vec<Change>,
}

/// Words whose English differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where they stand in the text.
    pub span: Span,
    /// Their English by the old glossary.
    pub old: String,
    /// Their English by the new one.
    pub new: String,
    /// The key of the old entry, if one matched.
    pub old_key: Option<String>,
    /// The key of the new entry, if one matches.
    pub new_key: Option<String>,
}

impl Change {
    /// The key of the entry that the change is put down to: the new one, or the one that is gone.
    pub fn entry(&self) -> &str {
        self.new_key.as_deref().or(self.old_key.as_deref()).unwrap_or_default()
    }
}

/// What is compared of a match.
#[derive(Clone, PartialEq)]
struct Seen {
    tokens: Range<usize>,
    key: String,
    target: String,
    passive: bool,
    crossed: bool,
}

impl Seen {
    fn of(m: &TermMatch<'_>) -> Self {
        let (key, target) = (m.key.to_owned(), m.target.clone().into_owned());
        Self { tokens: m.tokens.clone(), key, target, passive: m.inflection.is_passive(), crossed: m.crosses }
    }
}

impl Differ {
    /// A comparison of the terms of `old` with those of `new`.
    pub fn new(analyzer: &Analyzer, old: TermIndex, new: TermIndex, options: Options) -> Self {
        let annotator = |terms| Annotator::new(analyzer.clone(), terms, options.clone());
        Self { old: annotator(old), new: annotator(new), options }
    }

    /// The sentences of a text whose glosses differ.
    pub fn compare(&self, source: &SourceText) -> Vec<ChangedSentence> {
        let text = source.text();
        let [mut old, mut new] = [&self.old, &self.new].map(|a| scan::document(a.terms(), text));
        let mut out = Vec::new();
        let (mut old_worker, mut new_worker) = (self.old.worker(), self.new.worker());
        for span in segment::paragraphs(text) {
            // What other paragraphs say of abbreviations is left out on both sides.
            let evidence = [&old, &new].map(|document| Evidence::of_senses(document.senses.clone()));
            let [before, after] = [(&self.old, &mut old), (&self.new, &mut new)].map(|(annotator, document)| {
                let mut all: Vec<Vec<Seen>> = Vec::new();
                scan::paragraph(annotator.terms(), &self.options, text, span, document, &mut |_, found| {
                    all.push(found.iter().map(Seen::of).collect());
                });
                all
            });
            if before == after {
                continue;
            }
            let [mut of_old, mut of_new] = evidence;
            let old = old_worker.paragraph(text, span, &old.lowered, &mut of_old);
            let new = new_worker.paragraph(text, span, &new.lowered, &mut of_new);
            let pairs = old.sentences.iter().zip(&new.sentences);
            for ((old, new), (before, after)) in pairs.zip(before.iter().zip(&after)) {
                if before == after {
                    continue;
                }
                let changes = changes(old, new, before, after);
                if !changes.is_empty() {
                    out.push(ChangedSentence { span: old.span, changes });
                }
            }
        }
        out
    }
}

/// The words of two annotations of one sentence whose English differs.
fn changes(old: &Sentence, new: &Sentence, before: &[Seen], after: &[Seen]) -> Vec<Change> {
    let unit = |s: &Sentence, tokens: &[usize]| s.units.iter().find(|u| u.tokens == tokens).map(|u| u.gloss.clone());
    let english = |s: &Sentence, tokens: &[usize]| {
        let words = || {
            let glosses: Vec<&str> = tokens.iter().map(|&n| &*s.tokens[n].gloss).filter(|g| !g.is_empty()).collect();
            glosses.join(" ")
        };
        unit(s, tokens).unwrap_or_else(words)
    };
    // Units, longest first, then words that no differing unit covers.
    let mut places: Vec<Vec<usize>> = Vec::new();
    for u in old.units.iter().chain(&new.units) {
        if unit(old, &u.tokens) != unit(new, &u.tokens) && !places.contains(&u.tokens) {
            places.push(u.tokens.clone());
        }
    }
    places.sort_by_key(|tokens| (std::cmp::Reverse(tokens.len()), tokens.first().copied()));
    for n in 0..old.tokens.len().min(new.tokens.len()) {
        if old.tokens[n].gloss != new.tokens[n].gloss && !places.iter().any(|p| p.contains(&n)) {
            places.push(vec![n]);
        }
    }
    let key = |seen: &[Seen], tokens: &[usize]| {
        let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
        let same = seen.iter().find(|s| s.tokens == (first..last + 1));
        let over = || seen.iter().find(|s| s.tokens.start <= last && first < s.tokens.end);
        same.or_else(over).map(|s| s.key.clone())
    };
    let mut out: Vec<Change> = Vec::new();
    for tokens in places.iter().filter(|p| !p.is_empty()) {
        let (was, is) = (english(old, tokens), english(new, tokens));
        if was != is {
            let span =
                Span { start: old.tokens[tokens[0]].span.start, end: old.tokens[tokens[tokens.len() - 1]].span.end };
            out.push(Change { span, old: was, new: is, old_key: key(before, tokens), new_key: key(after, tokens) });
        }
    }
    out.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
    out
}

/// The changed sentences by the entry that they are put down to, those of most sentences first. Each is given by the place of its text
/// and its own.
pub fn by_entry(texts: &[Vec<ChangedSentence>]) -> Vec<(&str, Vec<(usize, &ChangedSentence)>)> {
    let mut groups: HashMap<&str, Vec<(usize, &ChangedSentence)>> = HashMap::new();
    for (n, sentence) in texts.iter().enumerate().flat_map(|(n, all)| all.iter().map(move |s| (n, s))) {
        let mut entries: Vec<&str> = sentence.changes.iter().map(Change::entry).collect();
        entries.sort_unstable();
        entries.dedup();
        for entry in entries {
            groups.entry(entry).or_default().push((n, sentence));
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by(|a, b| (b.1.len(), a.0).cmp(&(a.1.len(), b.0)));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Glossary, Lexicon};

    fn check(old: &str, new: &str, text: &str, wanted: &[(&str, &str, &str, &str)]) {
        let analyzer = Analyzer::new(Lexicon::builtin());
        let index = |toml| TermIndex::of(&Glossary::parse("g.toml", toml).expect("parses"), &analyzer);
        let differ = Differ::new(&analyzer, index(old), index(new), Options::default());
        let source = SourceText::from_text("-", text);
        let found = differ.compare(&source);
        let changes: Vec<(&str, &str, &str, &str)> = found
            .iter()
            .flat_map(|s| &s.changes)
            .map(|c| (c.entry(), c.span.of(source.text()), c.old.as_str(), c.new.as_str()))
            .collect();
        assert_eq!(changes, wanted);
    }

    const TRUCE: &str = "[[entry]]\nterm = \"gencatan senjata\"\nen = \"truce\"\n";
    const CEASEFIRE: &str = "[[entry]]\nterm = \"gencatan senjata\"\nen = \"ceasefire\"\n";
    const TEXT: &str = "Kedua pihak menyepakati gencatan senjata. Mereka pulang.\nGencatan senjatanya dilanggar.";

    #[test]
    fn shows_old_beside_new() {
        let both = [
            ("gencatan-senjata", "gencatan senjata", "truce", "ceasefire"),
            ("gencatan-senjata", "Gencatan senjatanya", "truce", "ceasefire"),
        ];
        check(TRUCE, CEASEFIRE, TEXT, &both);
        check(CEASEFIRE, CEASEFIRE, TEXT, &[]);
        let more = format!("{CEASEFIRE}note = \"said of a pause in fighting\"\n");
        check(CEASEFIRE, &more, TEXT, &[]);
    }

    #[test]
    fn puts_single_words_down_to_their_entry() {
        let noun = |en: &str| format!("[[entry]]\nterm = \"kedutaan\"\nen = \"{en}\"\n");
        check(
            &noun("embassy"),
            &noun("mission"),
            "Kedutaannya ditutup.",
            &[("kedutaan", "Kedutaannya", "embassy", "mission")],
        );
        // An entry that says what the lexicon says anyway.
        check("", &noun("embassy"), "Kedutaannya ditutup.", &[]);
    }
}

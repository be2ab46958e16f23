//! Finds the terms of a glossary in sentences.
//!
//! Matching goes by whole tokens, over forms that [`crate::glossary::forms`] generated; enclitics are taken off the last token.
//! Which match wins is told in `docs/MATCHING.md`; [`Advantage`] has the order.

mod found;
mod search;
mod sentences;
mod surfaces;
mod table;
mod words;

pub mod compile;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

pub use compile::Role;
pub use found::{Advantage, Loser, Reason, Rejected, TermMatch};
pub use sentences::{Sentence, each_sentence};
pub use surfaces::surfaces;

use crate::glossary::{Form, Glossary, Term};
use crate::lexicon::Lexicon;
use crate::morph::Analyzer;
use search::{Candidate, Rank, Search, Word};
use table::Table;
use words::LexiconWords;
pub use words::verb_stem;

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/terms.bin"));

/// An index over the forms of the terms of one glossary or several; later glossaries win over earlier ones.
#[derive(Debug)]
pub struct TermIndex {
    tables: Vec<Table>,
    lexicon: Lexicon,
}

impl Default for TermIndex {
    fn default() -> Self {
        Self { tables: Vec::new(), lexicon: Lexicon::builtin() }
    }
}

/// What the matcher sees of a token.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// As written.
    pub form: &'a str,
    /// Lower-cased.
    pub lower: &'a str,
}

/// What matching looks at beyond the sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The sentence is a headline in capitals, so that case says nothing.
    pub headline: bool,
    /// The whole document, lower-cased, for conditions on it.
    pub document: &'a str,
    /// The document's subject field.
    pub domain: Option<&'a str>,
    /// The document's scope.
    pub scope: Option<&'a str>,
    /// The senses that the document has shown so far: they hold until another one is shown.
    pub senses: Option<&'a Senses>,
}

/// Senses of entries, by number of the glossary and of the entry in it.
pub type Senses = HashMap<(usize, usize), usize>;

/// Learns from the matches of a sentence which senses the document shows from there on. A match of the entry's own English ends the sense
/// that was shown before.
pub fn learn(senses: &mut Senses, matches: &[TermMatch<'_>]) {
    for m in matches.iter().filter(|m| m.role != Role::Relative) {
        match m.sense {
            Some(sense) => senses.insert((m.glossary, m.term), sense),
            None => senses.remove(&(m.glossary, m.term)),
        };
    }
}

impl TermIndex {
    /// The index of the built-in glossary, compiled with padan.
    pub fn builtin() -> Self {
        Self { tables: vec![Table::new(BUILTIN)], lexicon: Lexicon::builtin() }
    }

    /// Adds the built-in glossary, whose terms win over those already there.
    pub fn add_builtin(&mut self) {
        self.tables.push(Table::new(BUILTIN));
    }

    /// The index of one glossary.
    pub fn of(glossary: &Glossary, analyzer: &Analyzer) -> Self {
        let mut index = Self::default();
        index.add(glossary, analyzer);
        index
    }

    /// Adds the terms of `glossary`, which win over those already there. `analyzer` gives the stems from which passives are made, and
    /// its lexicon the words that only look like forms of a term.
    pub fn add(&mut self, glossary: &Glossary, analyzer: &Analyzer) {
        self.tables.push(Table::new(compile::compile(glossary, &LexiconWords::new(analyzer))));
        self.lexicon = analyzer.lexicon().clone();
    }

    /// Whether some condition looks at the whole document.
    pub fn looks_at_document(&self) -> bool {
        self.tables.iter().any(Table::looks_at_document)
    }

    /// The terms in a sentence, those of several tokens before those inside them.
    ///
    /// A match that crosses another is kept; one that is held by a longer one is kept only if it has several words or is an
    /// abbreviation, as a child of the longer one.
    pub fn find(&self, sentence: &[View<'_>], context: &Context<'_>) -> Vec<TermMatch<'_>> {
        self.search(sentence, context, None)
    }

    /// The terms in a sentence, and the forms that stand there and were not taken for their terms, with the reasons.
    pub fn explain(&self, sentence: &[View<'_>], context: &Context<'_>) -> (Vec<TermMatch<'_>>, Vec<Rejected<'_>>) {
        let mut rejected = Vec::new();
        let found = self.search(sentence, context, Some(&mut rejected));
        // A form that was rejected as it stands may be found by another way of reading it.
        let taken =
            |r: &Rejected<'_>| found.iter().any(|m| (m.glossary, m.term, &m.tokens) == (r.glossary, r.term, &r.tokens));
        rejected.retain(|r| !taken(r));
        rejected.dedup();
        (found, rejected)
    }

    fn search<'i>(
        &'i self,
        sentence: &[View<'_>],
        context: &Context<'_>,
        mut rejected: Option<&mut Vec<Rejected<'i>>>,
    ) -> Vec<TermMatch<'i>> {
        let mut found: Vec<Candidate<'i>> = Vec::new();
        let words: Vec<Word<'_>> = sentence.iter().map(Word::of).collect();
        for (number, table) in self.tables.iter().enumerate() {
            let rejected = rejected.as_deref_mut();
            let found = &mut found;
            Search { table, number, sentence, words: &words, context, lexicon: &self.lexicon, found, rejected }.run();
        }
        if found.is_empty() {
            return Vec::new();
        }
        choose(found, sentence)
    }
}

/// The winners among the candidates.
fn choose<'i>(mut found: Vec<Candidate<'i>>, sentence: &[View<'_>]) -> Vec<TermMatch<'i>> {
    // Longest first; of the same tokens the best, and of equals the earlier entry.
    found.sort_by_key(|c| (Reverse(c.end - c.start), c.start, Reverse(c.rank), c.term.number));
    let mut kept: Vec<TermMatch<'i>> = Vec::with_capacity(found.len());
    let mut at = 0;
    while let Some(best) = found.get(at) {
        let same = found[at..].iter().take_while(|c| (c.start, c.end) == (best.start, best.end)).count();
        let group = &found[at..at + same];
        at += same;
        let tokens = best.start..best.end;
        let abbreviation = best.pattern.role == Role::Abbreviation;
        let holder = kept.iter_mut().find(|k| k.tokens.start <= tokens.start && tokens.end <= k.tokens.end);
        let inside = holder.is_some();
        if let Some(holder) = holder
            && tokens.len() == 1
            && !abbreviation
        {
            holder.losers.extend(distinct(group).map(|c| lost(c, Advantage::Longer)));
            continue;
        }
        let rivals = distinct(group).skip(1);
        let losers: Vec<Loser<'i>> = rivals.map(|c| lost(c, advantage(best.rank, c.rank))).collect();
        let english = { best.target }.next();
        let ambiguous = losers.iter().any(|l| l.against == Advantage::Order && l.target != english);
        let covered = || {
            let words: Vec<&str> = sentence[tokens.clone()].iter().map(|v| v.form).collect();
            Cow::Owned(words.join(" "))
        };
        let before = best.start.checked_sub(1).map(|n| sentence[n].lower);
        kept.push(TermMatch {
            glossary: best.table,
            term: best.term.number,
            key: best.term.key(),
            target: english.map_or_else(covered, Cow::Borrowed),
            others: { best.target }.skip(1).collect(),
            of_senses: of_senses(best),
            sense: best.sense,
            pos: best.pattern.pos,
            status: best.term.status,
            role: best.pattern.role,
            place: best.pattern.number,
            inflection: best.pattern.inflection,
            spelling: best.pattern.spelling,
            clitic: best.clitic,
            se: best.se,
            para: before == Some("para"),
            abbreviation,
            inside,
            crosses: false,
            ambiguous,
            losers,
            tokens,
        });
    }
    kept.sort_by_key(|m| (m.tokens.start, Reverse(m.tokens.end)));
    // In order of their starts, a match is crossed by one that begins before it ends and ends after.
    for n in 0..kept.len() {
        let end = kept[n].tokens.end;
        for other in n + 1..kept.len() {
            if kept[other].tokens.start >= end {
                break;
            }
            if kept[other].tokens.end > end && kept[other].tokens.start > kept[n].tokens.start {
                kept[n].crosses = true;
                kept[other].crosses = true;
            }
        }
    }
    kept
}

/// The renderings of the senses of the entry that were not taken. Relatives have English of their own.
fn of_senses<'i>(best: &Candidate<'i>) -> Vec<&'i str> {
    let mut out: Vec<&str> = Vec::new();
    if best.pattern.role != Role::Relative {
        let main = best.sense.map(|_| best.term.target);
        let senses = best.term.senses().enumerate().filter(|(n, _)| Some(*n) != best.sense).map(|(_, (_, list))| list);
        for english in main.into_iter().chain(senses).flatten() {
            if !out.contains(&english) {
                out.push(english);
            }
        }
    }
    out
}

/// The candidates of one span, the first of each term.
fn distinct<'c, 'i>(group: &'c [Candidate<'i>]) -> impl Iterator<Item = &'c Candidate<'i>> {
    let same = |a: &Candidate<'_>, b: &Candidate<'_>| (a.table, a.term.number) == (b.table, b.term.number);
    group.iter().enumerate().filter(move |(n, c)| !group[..*n].iter().any(|b| same(b, c))).map(|(_, c)| c)
}

fn lost<'i>(c: &Candidate<'i>, against: Advantage) -> Loser<'i> {
    let target = { c.target }.next();
    Loser { glossary: c.table, term: c.term.number, key: c.term.key(), tokens: c.start..c.end, target, against }
}

/// What the winner has before the loser.
fn advantage(winner: Rank, loser: Rank) -> Advantage {
    match () {
        () if winner.glossary != loser.glossary => Advantage::Glossary,
        () if winner.condition != loser.condition => Advantage::Condition,
        () if winner.domain != loser.domain => Advantage::Domain,
        () if winner.status != loser.status => Advantage::Status,
        () if winner.written != loser.written => Advantage::Written,
        () if winner.whole != loser.whole => Advantage::Whole,
        () => Advantage::Order,
    }
}

/// The forms of each term that the matcher looks for, as the glossary would write them; enclitics come on top.
///
/// ```
/// use padan::{Glossary, Lexicon, morph::Analyzer, terms};
/// let toml = "[[entry]]\nterm = \"menyerang\"\npos = \"verb\"\nen = \"attack\"\n";
/// let glossary = Glossary::parse("g.toml", toml)?;
/// let forms = terms::forms(&glossary.terms, &Analyzer::new(Lexicon::builtin()));
/// let words: Vec<_> = forms[0].iter().map(|(_, form)| form.words.join(" ")).collect();
/// assert_eq!(words[..7], ["menyerang", "diserang", "terserang", "kuserang", "kauserang", "di serang", "serang"]);
/// # Ok::<(), padan::glossary::LoadError>(())
/// ```
pub fn forms(terms: &[Term], analyzer: &Analyzer) -> Vec<Vec<(Role, Form)>> {
    let words = LexiconWords::new(analyzer);
    terms.iter().map(|term| compile::term_forms(term, &words)).collect()
}

#[cfg(test)]
mod tests;

//! Finds the terms of a glossary in sentences.
//!
//! Matching goes by whole tokens, over forms that [`crate::glossary::forms`] generated; enclitics are taken off the last token.
//! Order, as documented in `docs/ARCHITECTURE.md`: the longest span wins; of the same span a satisfied condition beats none,
//! a later glossary beats an earlier one, and last an earlier entry beats a later one.

mod sentences;
mod surfaces;
mod table;

pub mod compile;

use std::ops::Range;

use crate::glossary::{CaseRule, Glossary, Inflection, TermPos};
use crate::model::{Analysis, MorphemeKind};
use crate::morph::Analyzer;
use compile::Role;
pub use sentences::{Sentence, each_sentence};
pub use surfaces::surfaces;
use table::{Pattern, Table, TermRecord, When};

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/terms.bin"));

/// An index over the forms of the terms of one glossary or several; later glossaries win over earlier ones.
#[derive(Debug, Default)]
pub struct TermIndex {
    tables: Vec<Table>,
}

/// A term found in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct TermMatch {
    /// Which glossary it is from, in the order in which they were added.
    pub glossary: usize,
    /// Place of the term in [`Glossary::terms`].
    pub term: usize,
    /// Key of the term.
    pub key: String,
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// Its English here; for a passive form, still that of the active.
    pub target: String,
    /// Further renderings.
    pub others: Vec<String>,
    /// The sense whose condition held.
    pub sense: Option<usize>,
    /// What kind of word the matched form is.
    pub pos: TermPos,
    /// How the form differs from the citation form.
    pub inflection: Inflection,
    /// Whether an abbreviation matched.
    pub abbreviation: bool,
    /// How the form differs from the citation form: `base`, `voice:di`, `redup:plural`, `clitic:nya`.
    pub rules: Vec<String>,
    /// Whether another entry matched the same tokens with nothing to choose by.
    pub ambiguous: bool,
}

/// What the matcher sees of a token.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// As written.
    pub form: &'a str,
    /// Lower-cased.
    pub lower: &'a str,
}

/// Enclitics that may follow the last word of a term, longest first.
const CLITICS: &[&str] = &["nyalah", "nyakah", "nyapun", "kulah", "mulah", "nya", "lah", "kah", "pun", "ku", "mu"];

impl TermIndex {
    /// The index of the built-in glossary, compiled with padan.
    pub fn builtin() -> Self {
        Self { tables: vec![Table::new(BUILTIN)] }
    }

    /// Adds the terms of `glossary`, which win over those already there. `analyzer` gives the stems from which passives are made.
    pub fn add(&mut self, glossary: &Glossary, analyzer: &Analyzer) {
        let verb_stem = |verb: &str| verb_stem(analyzer, verb);
        self.tables.push(Table::new(compile::compile(glossary, &verb_stem)));
    }

    /// Whether some condition looks at the whole document.
    pub fn looks_at_document(&self) -> bool {
        self.tables.iter().any(Table::looks_at_document)
    }

    /// The terms in a sentence, those of several tokens before those inside them.
    ///
    /// A match that crosses another is kept; one that is held by a longer one is kept only if it has several words or is an
    /// abbreviation, as a child of the longer one.
    pub fn find(&self, sentence: &[View<'_>], context: &Context<'_>) -> Vec<TermMatch> {
        let mut found: Vec<TermMatch> = Vec::new();
        let mut front = String::new();
        for (rank, table) in self.tables.iter().enumerate() {
            for start in 0..sentence.len() {
                find_at(table, rank, sentence, start, context, &mut front, &mut found);
            }
        }
        // Longest first; of the same tokens the later glossary's.
        found.sort_by(|a, b| {
            (b.tokens.len(), a.tokens.start, b.glossary).cmp(&(a.tokens.len(), b.tokens.start, a.glossary))
        });
        let mut kept: Vec<TermMatch> = Vec::with_capacity(found.len());
        for m in found {
            let held = |k: &TermMatch| k.tokens.start <= m.tokens.start && m.tokens.end <= k.tokens.end;
            let same = kept.iter().any(|k| k.tokens == m.tokens);
            let inside = kept.iter().any(held);
            if !same && (!inside || m.tokens.len() > 1 || m.abbreviation) {
                kept.push(m);
            }
        }
        kept.sort_by(|a, b| (a.tokens.start, b.tokens.len()).cmp(&(b.tokens.start, a.tokens.len())));
        kept
    }
}

/// What stands after the voice prefix of an active verb: `umumkan` of *mengumumkan*.
fn verb_stem(analyzer: &Analyzer, verb: &str) -> Option<String> {
    let active = |a: &&Analysis| a.morphemes.first().is_some_and(|m| m.kind == MorphemeKind::Prefix && m.form == "meN");
    let readings = analyzer.analyze(verb);
    let reading = readings.iter().find(active)?;
    Some(reading.morphemes[1..].iter().map(|m| m.form.as_ref()).collect())
}

/// The terms of one glossary that begin at `start`. `front` is scratch space.
fn find_at(
    table: &Table,
    rank: usize,
    sentence: &[View<'_>],
    start: usize,
    context: &Context<'_>,
    front: &mut String,
    found: &mut Vec<TermMatch>,
) {
    front.clear();
    for end in start..sentence.len() {
        let lower = sentence[end].lower;
        for clitic in CLITICS {
            if let Some(host) = lower.strip_suffix(clitic) {
                let host = host.strip_suffix('-').unwrap_or(host);
                let place = Place { table, rank, sentence, tokens: start..end + 1, clitic: Some(clitic), context };
                found.extend(place.best(front, host));
            }
        }
        let place = Place { table, rank, sentence, tokens: start..end + 1, clitic: None, context };
        found.extend(place.best(front, lower));
        if !table.begins(front, lower) {
            return;
        }
        front.push_str(lower);
        front.push(' ');
    }
}

/// Tokens that spell some form.
struct Place<'a> {
    table: &'a Table,
    rank: usize,
    sentence: &'a [View<'a>],
    tokens: Range<usize>,
    clitic: Option<&'static str>,
    context: &'a Context<'a>,
}

impl Place<'_> {
    /// The best of the terms that have the form `front` + `last`.
    fn best(&self, front: &str, last: &str) -> Option<TermMatch> {
        let mut best: Option<(u8, TermMatch)> = None;
        for pattern in self.table.forms(front, last) {
            if self.clitic.is_some() && !pattern.clitics || !self.case_fits(&pattern) {
                continue;
            }
            let term = self.table.term(pattern.term);
            if self.guarded(&term) {
                continue;
            }
            let Some((rank, found)) = self.as_match(&pattern, &term) else { continue };
            match &mut best {
                Some((top, _)) if *top > rank => {}
                // Of equals the earlier entry wins, and the match says that it was a toss-up.
                Some((top, kept)) if *top == rank => {
                    kept.ambiguous |= kept.term != found.term && kept.target != found.target;
                }
                _ => best = Some((rank, found)),
            }
        }
        best.map(|(_, m)| m)
    }

    /// The match that `pattern` makes, with its rank: a satisfied condition beats none, a base form a generated one.
    fn as_match(&self, pattern: &Pattern<'_>, term: &TermRecord<'_>) -> Option<(u8, TermMatch)> {
        let mut rank = u8::from(pattern.inflection == Inflection::Base);
        let mut sense = None;
        let mut targets: &[&str] = &term.target;
        let mut pos = term.pos;
        let own;
        match pattern.role {
            Role::Main => {}
            Role::Abbreviation(n) => {
                let (target, when) = &term.abbreviations[n as usize];
                if let Some(when) = when {
                    if !self.holds(when) {
                        return None;
                    }
                    rank += 2;
                }
                if !target.is_empty() {
                    own = [*target];
                    targets = &own;
                }
            }
            Role::Relative(n) => {
                let (relative_pos, relative) = &term.family[n as usize];
                targets = relative;
                pos = *relative_pos;
            }
        }
        if !matches!(pattern.role, Role::Relative(_))
            && let Some(n) = term.senses.iter().position(|(when, _)| self.holds(when))
        {
            sense = Some(n);
            targets = &term.senses[n].1;
            rank += 2;
        }
        let covered = || {
            let words: Vec<&str> = self.sentence[self.tokens.clone()].iter().map(|v| v.form).collect();
            words.join(" ")
        };
        let mut rules = vec![pattern.inflection.rule().to_owned()];
        rules.extend(self.clitic.map(|c| format!("clitic:-{c}")));
        let found = TermMatch {
            glossary: self.rank,
            term: term.number,
            key: term.key.to_owned(),
            tokens: self.tokens.clone(),
            target: targets.first().map_or_else(covered, |&t| t.to_owned()),
            others: targets.iter().skip(1).map(|&t| t.to_owned()).collect(),
            sense,
            pos,
            inflection: pattern.inflection,
            abbreviation: matches!(pattern.role, Role::Abbreviation(_)),
            rules,
            ambiguous: false,
        };
        Some((rank, found))
    }

    fn case_fits(&self, pattern: &Pattern<'_>) -> bool {
        let capital = |s: &str| s.starts_with(char::is_uppercase);
        if self.context.headline {
            return true;
        }
        let mut pairs = pattern.written.split(' ').zip(&self.sentence[self.tokens.clone()]);
        match pattern.case {
            CaseRule::Any => true,
            CaseRule::Auto => pairs.all(|(w, t)| !capital(w) || capital(t.form)),
            CaseRule::Exact => pairs.all(|(w, t)| t.form.starts_with(w)),
        }
    }

    fn guarded(&self, term: &TermRecord<'_>) -> bool {
        term.not_before.iter().any(|w| self.followed_by(w)) || term.not_after.iter().any(|w| self.preceded_by(w))
    }

    /// Whether all the lists of a condition hold.
    fn holds(&self, when: &When<'_>) -> bool {
        let any = |list: &[&str], test: &dyn Fn(&str) -> bool| list.is_empty() || list.iter().any(|w| test(w));
        let near =
            |w: &str| (0..self.sentence.len()).any(|at| !self.tokens.contains(&at) && words_at(self.sentence, at, w));
        any(&when.next, &|w| self.followed_by(w))
            && any(&when.prev, &|w| self.preceded_by(w))
            && any(&when.near, &near)
            && any(&when.doc, &|w| self.context.document.contains(w.to_lowercase().as_str()))
            && any(&when.domain, &|w| self.context.domain == Some(w))
            && any(&when.scope, &|w| self.context.scope == Some(w))
    }

    fn followed_by(&self, phrase: &str) -> bool {
        words_at(self.sentence, self.tokens.end, phrase)
    }

    fn preceded_by(&self, phrase: &str) -> bool {
        let n = phrase.split(' ').count();
        self.tokens.start.checked_sub(n).is_some_and(|at| words_at(self.sentence, at, phrase))
    }
}

/// Whether the words of `phrase` stand at `at`. Words with capitals need capitals, so that AS is not *as*.
fn words_at(sentence: &[View<'_>], at: usize, phrase: &str) -> bool {
    let mut tokens = sentence[at.min(sentence.len())..].iter();
    phrase.split(' ').all(|w| {
        tokens.next().is_some_and(|t| if w.starts_with(char::is_uppercase) { t.form == w } else { t.lower == w })
    })
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    const GLOSSARY: &str = r#"
[lists]
us = ["AS", "Amerika Serikat"]
[[entry]]
term = "kedutaan besar"
en = "embassy"
[[entry]]
term = "duta besar"
en = "ambassador"
abbr = ["dubes"]
[[entry]]
term = "kementerian luar negeri"
en = "foreign ministry"
[[entry.sense]]
when = { next = ["@us"] }
en = "State Department"
[[entry]]
term = "Gedung Putih"
pos = "name"
en = "White House"
[[entry]]
term = "Amerika Serikat"
pos = "name"
en = "United States"
abbr = [{ form = "AS", en = "US" }]
[[entry]]
term = "menyerang"
pos = "verb"
en = "attack"
[[entry]]
term = "duta"
en = "envoy"
not_before = ["wisata"]
[[entry]]
term = "pajak"
en = "tax"
abbr = [{ form = "PBB", when = { near = ["NJOP"] } }]
[[entry]]
term = "Perserikatan Bangsa-Bangsa"
pos = "name"
en = "United Nations"
abbr = [{ form = "PBB", en = "UN" }]
"#;

    fn check(text: &str, wanted: &[&str]) {
        let glossary = Glossary::parse("g.toml", GLOSSARY).expect("parses");
        let mut index = TermIndex::default();
        index.add(&glossary, &Analyzer::new(Lexicon::builtin()));
        let lower: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
        let views: Vec<View<'_>> = text.split(' ').zip(&lower).map(|(form, lower)| View { form, lower }).collect();
        let found: Vec<String> = index
            .find(&views, &Context::default())
            .iter()
            .map(|m| format!("{}..{} {} {}", m.tokens.start, m.tokens.end, m.target, m.rules.join("+")))
            .collect();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn matches_inflected_forms_and_never_derivations() {
        check("kedutaan besarnya ditutup", &["0..2 embassy base+clitic:-nya"]);
        check("para duta-duta besar tiba", &["1..3 ambassador redup:plural"]);
        check("kedutaan itu", &[]);
        check("kota itu diserang", &["2..3 attack voice:di-"]);
        check("Dubes dan dubes", &["2..3 ambassador base"]);
    }

    #[test]
    fn chooses_by_context_and_case() {
        check("Kementerian Luar Negeri AS", &["0..3 State Department base", "3..4 US base"]);
        check("Kementerian Luar Negeri Rusia", &["0..3 foreign ministry base"]);
        check("gedung putih as roda", &[]);
        check("Gedung Putih", &["0..2 White House base"]);
        check("PBB naik kata NJOP", &["0..1 tax base"]);
        check("PBB naik", &["0..1 UN base"]);
        check("duta wisata", &[]);
    }
}

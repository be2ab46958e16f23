//! Finds the terms of a glossary in sentences.
//!
//! Matching goes by whole tokens, over forms that [`crate::glossary::forms`] generated; enclitics are taken off the last token.
//! Order, as documented in `docs/ARCHITECTURE.md`: the longest span wins; of the same span a satisfied condition beats none,
//! a later glossary beats an earlier one, and last an earlier entry beats a later one.

use std::collections::HashMap;
use std::ops::Range;

use crate::glossary::{CaseRule, Form, Glossary, Inflection, Term, TermPos, TermStatus, When, forms};
use crate::morph::Analyzer;

/// An index over the forms of a glossary's terms.
#[derive(Debug)]
pub struct TermIndex {
    glossary: Glossary,
    patterns: Vec<Pattern>,
    /// Word (lower-cased) to its number.
    words: HashMap<Box<str>, u32>,
    /// Node and word to node. Node 0 is the root.
    edges: HashMap<(u32, u32), u32>,
    /// Node to the patterns that end there.
    ends: HashMap<u32, Vec<u32>>,
}

/// One form of one term.
#[derive(Debug)]
struct Pattern {
    term: u32,
    role: Role,
    inflection: Inflection,
    case: CaseRule,
    /// For [`CaseRule::Auto`], which words must begin with a capital; for [`CaseRule::Exact`], the words as written.
    written: Vec<Box<str>>,
    clitics: bool,
}

/// Which of the words of a term a pattern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// The term, a synonym or a listed form.
    Main,
    /// The abbreviation at this place.
    Abbreviation(u16),
    /// The relative at this place of the family.
    Relative(u16),
}

/// A term found in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct TermMatch {
    /// Place of the term in [`Glossary::terms`].
    pub term: usize,
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
    /// Indexes `glossary`. `analyzer` gives the stems from which passives are made.
    pub fn new(glossary: Glossary, analyzer: &Analyzer) -> Self {
        let mut index =
            Self { glossary: Glossary::default(), patterns: Vec::new(), words: HashMap::new(), edges: HashMap::new(), ends: HashMap::new() };
        for (n, term) in glossary.terms.iter().enumerate() {
            if term.status != TermStatus::Deprecated {
                index.add_term(n as u32, term, analyzer);
            }
        }
        index.glossary = glossary;
        index
    }

    /// The glossary that the index was made of.
    pub fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    fn add_term(&mut self, n: u32, term: &Term, analyzer: &Analyzer) {
        for source in std::iter::once(&term.source).chain(&term.also) {
            let made = match term.inflects {
                true => forms(analyzer, source, term.pos, term.reduplication, term.root.as_deref()),
                false => forms(analyzer, source, TermPos::Phrase, crate::glossary::Reduplication::None, None),
            };
            for form in made {
                self.add(n, Role::Main, form, term.case, term.inflects);
            }
        }
        for form in &term.forms {
            let words = form.split_whitespace().map(str::to_owned).collect();
            self.add(n, Role::Main, Form { words, inflection: Inflection::Base }, term.case, term.inflects);
        }
        for (at, abbreviation) in term.abbreviations.iter().enumerate() {
            let words = abbreviation.form.split_whitespace().map(str::to_owned).collect();
            // Clippings such as dubes inflect like words; capitals take clitics only after a hyphen, which the lexicon reads.
            let clipping = abbreviation.form.starts_with(|c: char| c.is_lowercase());
            self.add(n, Role::Abbreviation(at as u16), Form { words, inflection: Inflection::Base }, CaseRule::Exact, clipping);
        }
        for (at, relative) in term.family.iter().enumerate() {
            let reduplication = match relative.pos {
                TermPos::Noun => crate::glossary::Reduplication::Plural,
                _ => crate::glossary::Reduplication::None,
            };
            for source in std::iter::once(&relative.source).chain(&relative.also) {
                for form in forms(analyzer, source, relative.pos, reduplication, None) {
                    self.add(n, Role::Relative(at as u16), form, term.case, true);
                }
            }
        }
    }

    fn add(&mut self, term: u32, role: Role, form: Form, case: CaseRule, clitics: bool) {
        let mut node = 0;
        for word in &form.words {
            let next_word = self.words.len() as u32;
            let word = *self.words.entry(word.to_lowercase().into_boxed_str()).or_insert(next_word);
            let next_node = self.edges.len() as u32 + 1;
            node = *self.edges.entry((node, word)).or_insert(next_node);
        }
        let pattern = self.patterns.len() as u32;
        let written = form.words.into_iter().map(String::into_boxed_str).collect();
        self.patterns.push(Pattern { term, role, inflection: form.inflection, case, written, clitics });
        self.ends.entry(node).or_default().push(pattern);
    }

    /// The terms in a sentence, those of several tokens before those inside them.
    ///
    /// A match that crosses another is kept; one that is held by a longer one is kept only if it has several words or is an
    /// abbreviation, as a child of the longer one.
    pub fn find(&self, sentence: &[View<'_>], context: &Context<'_>) -> Vec<TermMatch> {
        let mut found = Vec::new();
        for start in 0..sentence.len() {
            self.find_at(sentence, start, context, &mut found);
        }
        found.sort_by(|a, b| {
            (b.tokens.len(), a.tokens.start).cmp(&(a.tokens.len(), b.tokens.start))
        });
        let mut kept: Vec<TermMatch> = Vec::with_capacity(found.len());
        for m in found {
            let held = |k: &&TermMatch| k.tokens.start <= m.tokens.start && m.tokens.end <= k.tokens.end;
            let inside = kept.iter().any(|k| held(&k));
            if !inside || m.tokens.len() > 1 || m.abbreviation {
                kept.push(m);
            }
        }
        kept.sort_by(|a, b| (a.tokens.start, b.tokens.len()).cmp(&(b.tokens.start, a.tokens.len())));
        kept
    }

    fn find_at(&self, sentence: &[View<'_>], start: usize, context: &Context<'_>, found: &mut Vec<TermMatch>) {
        let mut node = 0;
        for end in start..sentence.len() {
            let lower = sentence[end].lower;
            for clitic in CLITICS {
                let Some(host) = lower.strip_suffix(clitic) else { continue };
                let host = host.strip_suffix('-').unwrap_or(host);
                if let Some(at) = self.step(node, host) {
                    self.matches_at(at, sentence, start..end + 1, Some(clitic), context, found);
                }
            }
            match self.step(node, lower) {
                Some(next) => node = next,
                None => return,
            }
            self.matches_at(node, sentence, start..end + 1, None, context, found);
        }
    }

    fn step(&self, node: u32, word: &str) -> Option<u32> {
        let word = *self.words.get(word)?;
        self.edges.get(&(node, word)).copied()
    }

    fn matches_at(
        &self,
        node: u32,
        sentence: &[View<'_>],
        tokens: Range<usize>,
        clitic: Option<&str>,
        context: &Context<'_>,
        found: &mut Vec<TermMatch>,
    ) {
        let Some(patterns) = self.ends.get(&node) else { return };
        let mut best: Option<(u8, TermMatch)> = None;
        for pattern in patterns.iter().map(|&p| &self.patterns[p as usize]) {
            let term = &self.glossary.terms[pattern.term as usize];
            if clitic.is_some() && !pattern.clitics
                || !case_fits(pattern, &sentence[tokens.clone()], context.headline)
                || guarded(term, sentence, &tokens)
            {
                continue;
            }
            let Some((rank, found)) = self.as_match(pattern, term, sentence, &tokens, clitic, context) else { continue };
            match &mut best {
                Some((top, kept)) if *top > rank => {}
                Some((top, kept)) if *top == rank => {
                    // A later glossary wins; inside one file an earlier entry does, and the match says that it was a toss-up.
                    let other = &self.glossary.terms[kept.term];
                    if other.at.path != term.at.path {
                        best = Some((rank, found));
                    } else if kept.term != found.term && kept.target != found.target {
                        kept.ambiguous = true;
                    }
                }
                _ => best = Some((rank, found)),
            }
        }
        found.extend(best.map(|(_, m)| m));
    }

    /// The match that `pattern` makes, with its rank: a satisfied condition beats none, a base form a generated one.
    fn as_match(
        &self,
        pattern: &Pattern,
        term: &Term,
        sentence: &[View<'_>],
        tokens: &Range<usize>,
        clitic: Option<&str>,
        context: &Context<'_>,
    ) -> Option<(u8, TermMatch)> {
        let holds = |when: &When| holds(when, sentence, tokens, context);
        let mut rank = u8::from(pattern.inflection == Inflection::Base);
        let mut sense = None;
        let mut targets: &[String] = &term.target;
        let mut pos = term.pos;
        let own;
        match pattern.role {
            Role::Main => {}
            Role::Abbreviation(at) => {
                let abbreviation = &term.abbreviations[usize::from(at)];
                if let Some(when) = &abbreviation.when {
                    if !holds(when) {
                        return None;
                    }
                    rank += 2;
                }
                if let Some(target) = &abbreviation.target {
                    own = [target.clone()];
                    targets = &own;
                }
            }
            Role::Relative(at) => {
                let relative = &term.family[usize::from(at)];
                targets = &relative.target;
                pos = relative.pos;
            }
        }
        if !matches!(pattern.role, Role::Relative(_))
            && let Some(at) = term.senses.iter().position(|s| holds(&s.when))
        {
            sense = Some(at);
            targets = &term.senses[at].target;
            rank += 2;
        }
        let covered = || {
            let words: Vec<&str> = sentence[tokens.clone()].iter().map(|v| v.form).collect();
            words.join(" ")
        };
        let target = targets.first().cloned().unwrap_or_else(covered);
        let mut rules = vec![pattern.inflection.rule()];
        rules.extend(clitic.map(|c| format!("clitic:{c}")));
        Some((
            rank,
            TermMatch {
                term: pattern.term as usize,
                tokens: tokens.clone(),
                target,
                others: targets.iter().skip(1).cloned().collect(),
                sense,
                pos,
                abbreviation: matches!(pattern.role, Role::Abbreviation(_)),
                rules,
                ambiguous: false,
            },
        ))
    }
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

fn case_fits(pattern: &Pattern, tokens: &[View<'_>], headline: bool) -> bool {
    let capital = |s: &str| s.chars().next().is_some_and(char::is_uppercase);
    if headline {
        return true;
    }
    match pattern.case {
        CaseRule::Any => true,
        CaseRule::Auto => pattern.written.iter().zip(tokens).all(|(w, t)| !capital(w) || capital(t.form)),
        CaseRule::Exact => pattern.written.iter().zip(tokens).all(|(w, t)| t.form.starts_with(w.as_ref())),
    }
}

fn guarded(term: &Term, sentence: &[View<'_>], tokens: &Range<usize>) -> bool {
    term.not_before.iter().any(|w| follows(sentence, tokens.end, w))
        || term.not_after.iter().any(|w| precedes(sentence, tokens.start, w))
}

/// Whether all the lists of a condition hold.
fn holds(when: &When, sentence: &[View<'_>], tokens: &Range<usize>, context: &Context<'_>) -> bool {
    let any = |list: &[String], test: &dyn Fn(&str) -> bool| list.is_empty() || list.iter().any(|w| test(w));
    any(&when.next, &|w| follows(sentence, tokens.end, w))
        && any(&when.prev, &|w| precedes(sentence, tokens.start, w))
        && any(&when.near, &|w| (0..sentence.len()).any(|at| !tokens.contains(&at) && follows(sentence, at, w)))
        && any(&when.doc, &|w| context.document.contains(w.to_lowercase().as_str()))
        && any(&when.domain, &|w| context.domain == Some(w))
        && any(&when.scope, &|w| context.scope == Some(w))
}

/// Whether the words of `phrase` stand at `at`. Words with capitals need capitals, so that AS is not *as*.
fn follows(sentence: &[View<'_>], at: usize, phrase: &str) -> bool {
    let words = phrase.split_whitespace();
    let mut tokens = sentence[at.min(sentence.len())..].iter();
    words.into_iter().all(|w| tokens.next().is_some_and(|t| same_word(t, w)))
}

fn precedes(sentence: &[View<'_>], start: usize, phrase: &str) -> bool {
    let n = phrase.split_whitespace().count();
    start.checked_sub(n).is_some_and(|at| follows(sentence, at, phrase))
}

fn same_word(token: &View<'_>, word: &str) -> bool {
    if word.starts_with(char::is_uppercase) { token.form == word } else { token.lower == word }
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
        let index = TermIndex::new(glossary, &Analyzer::new(Lexicon::builtin()));
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
        check("kedutaan besarnya ditutup", &["0..2 embassy base+clitic:nya"]);
        check("para duta-duta besar tiba", &["1..3 ambassador redup:plural"]);
        check("kedutaan itu", &[]);
        check("kota itu diserang", &["2..3 attack voice:di"]);
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

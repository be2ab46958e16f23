//! Modifiers that a conjunction joins: *hubungan politik dan ekonomi* political and economic relations.

use std::borrow::Cow;
use std::ops::Range;

use super::compose::is_relational;
use super::words::{FIELDS, KINDS, PLACES};
use super::{Class, Element, Sentence, phrase};
use crate::model::{Unit, Upos};

/// A conjunction between modifiers.
struct Conjunction {
    word: &'static str,
    english: &'static str,
    /// The word that may stand before the first of what it joins, and then they are no modifiers: *baik tua maupun muda*.
    correlate: &'static str,
}

#[rustfmt::skip]
const CONJUNCTIONS: &[Conjunction] = &[
    Conjunction { word: "atau",   english: "or",  correlate: "entah" },
    Conjunction { word: "dan",    english: "and", correlate: "antara" },
    Conjunction { word: "maupun", english: "and", correlate: "baik" },
    Conjunction { word: "serta",  english: "and", correlate: "baik" },
];

/// Whether a word joins others, and so is small even in names.
pub(super) fn is_conjunction(word: &str) -> bool {
    CONJUNCTIONS.iter().any(|conjunction| conjunction.word == word)
}

/// Elements that stand for one: modifiers, or a phrase with a modifier that is joined with others.
pub(super) struct Joined {
    /// With the conjunction.
    elements: Range<usize>,
    /// That of a phrase, of qualities or kinds, or of nations.
    class: Class,
    conjunction: &'static str,
    gloss: String,
}

impl Sentence<'_> {
    /// The phrases with `joined` modifiers that are not among those `found` yet: a listed phrase with more than its own, and of a noun with several
    /// what it is with the first.
    pub(super) fn around_joined(&self, elements: &[Element<'_>], joined: &[Joined], found: &mut Vec<Unit>) {
        for Joined { elements: Range { start, end }, class, gloss, .. } in joined {
            let tokens = elements[*start].from..elements[end - 1].to;
            if *class == Class::Noun {
                found.push(phrase(tokens, gloss.clone(), Upos::Noun));
                continue;
            }
            let whole = found.iter().find(|unit| unit.tokens.last() == Some(&(tokens.end - 1)));
            let noun = whole.and_then(|unit| elements[..*start].iter().rposition(|e| e.from == unit.tokens[0]));
            if let Some(noun) = noun.filter(|&noun| elements[noun].class == Class::Noun) {
                self.push(elements, noun, start + 1, found);
            }
        }
    }

    /// The modifiers that are joined. Those that say of what kind something is always are; qualities are where the noun before them cannot
    /// be what the clause says them of.
    pub(super) fn joined(&self, elements: &[Element<'_>]) -> Vec<Joined> {
        let mut found: Vec<Joined> = Vec::new();
        for n in 1..elements.len() {
            let free = elements[n].class == Class::Other && found.last().is_none_or(|last| last.elements.end <= n);
            let of = |conjunction: &&Conjunction| free && conjunction.word == self.forms[elements[n].from];
            if let Some(conjunction) = CONJUNCTIONS.iter().find(of) {
                found.extend(self.joined_at(elements, n, conjunction));
            }
        }
        found
    }

    /// Those around the conjunction at `n`.
    fn joined_at(&self, elements: &[Element<'_>], n: usize, conjunction: &'static Conjunction) -> Option<Joined> {
        let form = |n: usize| self.forms[elements[n].from];
        // Of a list, before the conjunction: ekonomi, sosial, dan politik.
        let comma = form(n - 1) == ",";
        let mut first = (n - 1).checked_sub(usize::from(comma))?;
        while first > 1 && form(first - 1) == "," && self.is_kind(&elements[first]) {
            first -= 2;
        }
        // Of two, a comma before the conjunction parts clauses.
        if is_conjunction(form(first)) || comma && first + 2 == n {
            return None;
        }
        let end = n + 2;
        let modifiers = elements.get(first..end)?.iter().filter(|e| {
            let word = self.forms[e.from];
            word != "," && !is_conjunction(word)
        });
        let modifiers: Vec<&Element<'_>> = modifiers.collect();
        // Kebijakan fiskal is a phrase of its own; with dan moneter it is fiscal and monetary policy.
        let opened = self.opened(modifiers[0]);
        let begins = match &opened {
            Some((_, _, modifier)) => self.are_kinds(&[&[modifier], &modifiers[1..]].concat()),
            None => {
                let noun = elements[..first].iter().rposition(|e| e.class != Class::Adjective)?;
                let qualities = || modifiers.len() == 2 && modifiers.iter().all(|e| is_quality(e));
                elements[noun].class == Class::Noun
                    && !self.is_closed(&elements[first - 1])
                    && !(noun.saturating_sub(1)..first).any(|n| form(n) == conjunction.correlate)
                    && (self.are_kinds(&modifiers)
                        || self.are_nations(&elements[noun], &modifiers)
                        || qualities() && !self.opens_clause(elements, noun))
            }
        };
        if !begins || self.is_modified(elements, n + 1) {
            return None;
        }
        // Trade and industry, but economic and industrial.
        let of_fields = modifiers.iter().any(|e| self.is_field(e));
        let word = |e: &&Element<'_>| match of_fields && FIELDS.contains(&e.gloss) {
            true => e.gloss.to_owned(),
            false => self.attributive(e).into_owned(),
        };
        let mut words: Vec<String> = modifiers.iter().map(word).collect();
        if let Some((adjective, ..)) = opened {
            words[0] = adjective.to_owned();
        }
        words.dedup();
        let (last, before) = words.split_last()?;
        let gloss = match before {
            [] => last.clone(),
            _ => format!("{} {} {last}", before.join(", "), conjunction.english),
        };
        let (class, gloss) = match opened {
            Some((_, head, _)) => (Class::Noun, format!("{gloss} {head}")),
            None if modifiers[0].class == Class::Name => (Class::Name, gloss),
            None => (Class::Adjective, gloss),
        };
        let gloss = self.cased(elements, first, end, gloss);
        Some(Joined { elements: first..end, class, conjunction: conjunction.english, gloss })
    }

    /// Whether all say of what kind something is, alike: adjectives do not join nouns that English leaves as they are (*produk
    /// lokal dan investasi* local products and investment).
    fn are_kinds(&self, modifiers: &[&Element<'_>]) -> bool {
        let adjective = modifiers.iter().any(|e| e.class == Class::Adjective);
        modifiers.iter().all(|e| self.is_kind(e)) && !(adjective && modifiers.iter().any(|e| self.is_field(e)))
    }

    /// Whether an element says of what kind something is: English has an adjective for it (*ekonomi* economic), or it is a field of affairs.
    fn is_kind(&self, element: &Element<'_>) -> bool {
        let english = self.attributive(element);
        let fact = || element.lexeme.map(|l| self.fact(l));
        let own =
            || fact().and_then(|fact| fact.adjective.or(fact.sibling)).is_some_and(|adjective| adjective == english);
        let listed = || own() || KINDS.contains(&&*english);
        let noun = || !element.person && element.to == element.from + 1 && listed() && is_relational(&english);
        let kind = match element.class {
            Class::Adjective => is_relational(&english),
            Class::Noun => noun() || self.is_field(element),
            _ => false,
        };
        kind && !self.is_closed(element)
    }

    /// Whether a noun names a field of affairs as English does before another noun.
    fn is_field(&self, element: &Element<'_>) -> bool {
        element.class == Class::Noun
            && element.to == element.from + 1
            && FIELDS.contains(&element.gloss)
            && self.attributive(element) == element.gloss
    }

    /// A phrase that ends in what says of which kind it is: the English of that, and of the rest, and the modifier by itself.
    fn opened<'e>(&'e self, element: &Element<'e>) -> Option<(&'e str, &'e str, Element<'e>)> {
        let several = element.class == Class::Noun && element.to > element.from + 1;
        let (adjective, head) = element.gloss.split_once(' ').filter(|_| several)?;
        let last = self.token_element(element.to - 1);
        ((is_relational(adjective) || FIELDS.contains(&adjective)) && self.is_kind(&last))
            .then_some((adjective, head, last))
    }

    /// Whether they are nations that each have what the noun names: *pasukan AS dan Irak* US and Iraqi troops; but *negara Eropa dan AS*, as
    /// the US is a country, and *Direktur Jenderal Asia dan Afrika*, who is one.
    fn are_nations(&self, noun: &Element<'_>, modifiers: &[&Element<'_>]) -> bool {
        let nation = |e: &&Element<'_>| e.class == Class::Name && e.lexeme.is_some_and(|l| l.adjective().is_some());
        let region = |e: &&Element<'_>| e.lexeme.and_then(|l| l.kind()) == Some("region");
        let last = noun.gloss.rsplit(' ').next().unwrap_or_default();
        modifiers.len() == 2
            && modifiers.iter().all(nation)
            && last != "country"
            && !PLACES.contains(&last)
            && !(self.is_proper(noun.from) && modifiers.iter().any(region))
    }

    /// Whether the noun at `n` has modifiers of its own.
    fn is_modified(&self, elements: &[Element<'_>], n: usize) -> bool {
        let own = |next: &Element<'_>| match elements[n].class {
            Class::Noun => matches!(next.class, Class::Noun | Class::Adjective),
            Class::Name => next.class == Class::Name,
            _ => false,
        };
        elements.get(n + 1).is_some_and(own)
    }
}

/// Whether an element says what something is like.
fn is_quality(element: &Element<'_>) -> bool {
    element.class == Class::Adjective && element.to == element.from + 1 && !is_relational(element.gloss)
}

/// The elements with each of the `joined` as one.
pub(super) fn with_joined<'e>(elements: &'e [Element<'e>], joined: &'e [Joined]) -> Cow<'e, [Element<'e>]> {
    if joined.is_empty() {
        return Cow::Borrowed(elements);
    }
    let mut out = Vec::with_capacity(elements.len());
    let mut at = 0;
    for Joined { elements: range, class, conjunction, gloss } in joined {
        out.extend_from_slice(&elements[at..range.start]);
        let (first, last) = (elements[range.start], elements[range.end - 1]);
        let lexeme = first.lexeme.filter(|_| *class == Class::Noun);
        let body = *class == Class::Name;
        out.push(Element { to: last.to, class: *class, gloss, lexeme, body, joined: Some(conjunction), ..first });
        at = range.end;
    }
    out.extend_from_slice(&elements[at..]);
    Cow::Owned(out)
}

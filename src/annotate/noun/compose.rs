//! The English of noun phrases: what follows an Indonesian noun stands before an English one, or after a preposition.

use std::borrow::Cow;

use super::{BEFORE, Class, Element, Sentence};
use crate::english;
use crate::lexicon::Flag;
use crate::model::{TokenKind, Upos};

/// Endings of English adjectives that name a kind rather than a quality: they stay with their noun (*US nuclear weapons*).
const RELATIONAL: &[&str] = &["al", "ic", "ar", "ary", "ian", "ese", "ine"];

/// English adjectives that stand before all else, even where they are part of a phrase (*pejabat senior* senior official).
const LEADING: &[&str] = &["acting", "former", "new", "senior", "top"];

impl Sentence<'_> {
    /// The English of the noun at `at` with what follows it up to `end`.
    pub(super) fn compose(&self, elements: &[Element<'_>], at: usize, end: usize) -> String {
        let head = &elements[at];
        // kasus seperti itu: case like that.
        if let Some(last) = elements[at + 1..end].last().filter(|e| follows(e)) {
            return format!("{} {}", self.compose(elements, at, end - 1), last.gloss);
        }
        // bagian utara Irak: northern part of Iraq.
        if let [rest @ .., name] = &elements[at + 1..end]
            && name.class == Class::Name
            && name.place_or_body()
            && rest.last().map_or_else(|| begins_with_side(head.gloss), |side| self.attributive(side).ends_with("ern"))
        {
            return format!("{} of {}", self.compose(elements, at, end - 1), english::named(name.gloss));
        }
        let first_noun = (at + 1..end).find(|&n| elements[n].class != Class::Adjective).unwrap_or(end);
        if first_noun < end && !self.only_adjectives_of_names(&elements[first_noun..end]) {
            let complement = || self.compose(elements, first_noun, end);
            let front = self.before(&elements[at + 1..first_noun], self.titled(head));
            match head.of() {
                Some("bare") => {
                    return self.cased(elements, at, end, format!("{front} of {}", english::named(&complement())));
                }
                Some("before") if elements[first_noun].class == Class::Name => {
                    return format!("{} {}", capitals(&front), complement());
                }
                Some("first") => return self.cased(elements, at, end, format!("{front} {}", complement())),
                Some("the") => {
                    let noun = &elements[first_noun];
                    let kind = noun.lexeme.and_then(|l| l.kind()).unwrap_or_default();
                    let bare = noun.class == Class::Name && !matches!(kind, "event" | "river" | "sea");
                    let complement = complement();
                    let complement = if bare { english::named(&complement) } else { format!("the {complement}") };
                    return self.cased(elements, at, end, format!("{front} of {complement}"));
                }
                Some("plural") => {
                    let complement = complement();
                    let noun = &elements[first_noun];
                    let one = self.tokens[noun.from].upos == Upos::Propn && !noun.place_or_body();
                    let complement = if one { complement } else { english::plural(&complement) };
                    return self.cased(elements, at, end, format!("{front} of {complement}"));
                }
                _ => {}
            }
        }
        if head.class == Class::Name {
            return head.gloss.to_owned();
        }
        if let Some(n) = (at + 1..end).find(|&n| self.governs(&elements[n])) {
            let front = self.before(&elements[at + 1..n], Cow::Borrowed(head.gloss));
            let governor = elements[n].gloss;
            return match (&elements[n + 1..end], governor.strip_suffix(" by")) {
                ([], _) => format!("{front} {governor}"),
                ([name], Some(done)) => format!("{}-{done} {front}", self.proper(name)),
                _ => format!("{front} {governor} {}", self.compose(elements, n + 1, end)),
            };
        }
        // mantan presiden AS: former US president; pejabat senior AS: senior US official.
        let leads = |(first, _): &(&str, &str)| {
            head.to > head.from + 1 && (BEFORE.contains(&self.forms[head.from]) || LEADING.contains(first))
        };
        let (first, noun) = head.gloss.split_once(' ').filter(leads).unwrap_or(("", head.gloss));
        let gloss = self.before(&elements[at + 1..end], Cow::Borrowed(noun));
        let gloss = if first.is_empty() { gloss } else { format!("{first} {gloss}") };
        self.cased(elements, at, end, gloss)
    }

    /// Whether the complement is one name with an adjective: *warga Iran* Iranian citizen.
    fn only_adjectives_of_names(&self, complement: &[Element<'_>]) -> bool {
        matches!(complement, [name] if name.class == Class::Name && name.lexeme.is_some_and(|l| l.adjective().is_some()))
    }

    /// `head` with `modifiers` before it: the last one first, qualities before names.
    fn before(&self, modifiers: &[Element<'_>], head: Cow<'_, str>) -> String {
        let quality =
            |e: &Element<'_>| e.class == Class::Adjective && !RELATIONAL.iter().any(|ending| e.gloss.ends_with(ending));
        let name = modifiers.iter().rposition(|e| e.class != Class::Adjective);
        // Donald Trump's new administration, but the new US administration.
        let owner = name.is_some_and(|name| self.is_owner(&modifiers[name]));
        let moved = |n: usize| name.is_some_and(|name| n < name) && !owner && quality(&modifiers[n]);
        let front = (0..modifiers.len()).rev().filter(|&n| moved(n));
        let rest = (0..modifiers.len()).rev().filter(|&n| !moved(n));
        let mut out = String::new();
        for n in front.chain(rest) {
            let english = self.attributive(&modifiers[n]);
            // pohon randu: kapok tree, not kapok tree tree.
            let own = english.strip_suffix(&*head).and_then(|kind| kind.strip_suffix(' '));
            out.push_str(own.unwrap_or(&english));
            out.push(' ');
        }
        out.push_str(&head);
        out
    }

    /// The English of a name without its article.
    fn proper<'e>(&self, element: &'e Element<'_>) -> &'e str {
        element.gloss.strip_prefix("the ").unwrap_or(element.gloss)
    }

    /// The English of an element before a noun.
    pub(super) fn attributive<'e>(&self, element: &'e Element<'_>) -> Cow<'e, str> {
        // Only where the English is that of the word itself, not that of a prefix (anti-Taliban) or of a sense rule.
        let fact = element.lexeme.map(|l| self.fact(l)).filter(|l| l.gloss == element.gloss || l.names);
        if let Some(fact) = fact {
            let sibling = fact.sibling.filter(|_| element.class == Class::Noun);
            if let Some(adjective) = fact.adjective.or(sibling) {
                return Cow::Borrowed(adjective);
            }
        }
        match element.class {
            Class::Noun if element.lexeme.is_some_and(|l| l.is(Flag::Genitive)) => {
                Cow::Owned(english::genitive(element.gloss))
            }
            Class::Name if self.is_owner(element) => Cow::Owned(english::genitive(element.gloss)),
            Class::Name => Cow::Borrowed(self.proper(element)),
            Class::Adjective => Cow::Borrowed(element.gloss.strip_prefix("be ").unwrap_or(element.gloss)),
            _ => Cow::Borrowed(element.gloss),
        }
    }

    /// A name of several words that no list has is a person's, and English makes a genitive of it.
    fn is_owner(&self, element: &Element<'_>) -> bool {
        element.class == Class::Name && element.lexeme.is_none() && element.to - element.from > 1
    }

    pub(super) fn titled<'e>(&self, head: &'e Element<'_>) -> Cow<'e, str> {
        let titled = (head.from..head.to).all(|n| self.capital(n));
        if titled { Cow::Owned(capitals(head.gloss)) } else { Cow::Borrowed(head.gloss) }
    }

    /// With capitals where the Indonesian has them on every word.
    pub(super) fn cased(&self, elements: &[Element<'_>], at: usize, end: usize, gloss: String) -> String {
        let words = elements[at].from..elements[end - 1].to;
        if !words.clone().all(|n| self.capital(n)) {
            return gloss;
        }
        let begins = self.tokens[..words.start].iter().all(|t| t.kind == TokenKind::Punctuation);
        // Names and abbreviations have their capitals anywhere.
        let noun = |e: &Element<'_>| e.class != Class::Name && (e.from..e.to).any(|n| !self.is_all_capitals(n));
        if !begins || elements[at + 1..end].iter().any(noun) { capitals(&gloss) } else { gloss }
    }

    fn is_all_capitals(&self, at: usize) -> bool {
        !self.forms[at].contains(char::is_lowercase)
    }

    /// Modifiers whose English ends in a preposition stand after their noun: *pasukan pimpinan AS* troops led by the US.
    pub(super) fn governs(&self, element: &Element<'_>) -> bool {
        ["by", "of", "for", "from", "with", "in", "on", "to"]
            .contains(&element.gloss.rsplit(' ').next().unwrap_or_default())
    }
}

/// *northern part*.
fn begins_with_side(gloss: &str) -> bool {
    gloss.split_once(' ').is_some_and(|(side, _)| side.ends_with("ern"))
}

/// Modifiers whose English begins with a preposition stand after their noun.
fn follows(element: &Element<'_>) -> bool {
    matches!(element.gloss.split_once(' '), Some(("like" | "without" | "with" | "under" | "in" | "at" | "on", _)))
}

/// Capitals on every word but the small ones.
fn capitals(gloss: &str) -> String {
    let small = |w: &str| matches!(w, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "a" | "an");
    let capital = |w: &str| {
        let mut chars = w.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    };
    gloss.split(' ').map(|w| if small(w) { w.to_owned() } else { capital(w) }).collect::<Vec<_>>().join(" ")
}

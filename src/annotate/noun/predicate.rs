//! Whether the last word of a noun phrase is what the clause says of it.

use super::compose::is_relational;
use super::words::{ADVERBIAL, CLAUSES, COMPARING, DEGREES, GOVERNING, MAKING, OUTCOMES};
use super::{Class, Element, Sentence};
use crate::annotate::word::lists;
use crate::model::{MorphemeKind, TokenKind, Upos};

impl Sentence<'_> {
    /// Whether the last word of a noun phrase is what the sentence says of the others: *Mobil presiden rusak*, where they are all that it
    /// has; *titik didih alkohol lebih rendah daripada air*; *tanaman obat mudah ditanam*.
    pub(super) fn is_predicate(&self, elements: &[Element<'_>], at: usize, end: usize) -> bool {
        let mark = |e: &Element<'_>| self.tokens[e.from].kind == TokenKind::Punctuation;
        let closes = |e: &Element<'_>| matches!(self.forms[e.from], "." | "!" | "?");
        let Some(next) = elements.get(end).filter(|_| end > at + 1 && elements[end - 1].class == Class::Adjective)
        else {
            return false;
        };
        let compares = COMPARING.contains(&self.forms[next.from]);
        let governs =
            GOVERNING.contains(&self.forms[elements[end - 1].from]) && self.tokens[next.from].upos == Upos::Verb;
        let clause = at.checked_sub(1).is_some_and(|n| lists(CLAUSES, self.forms[elements[n].from]));
        let breaks = mark(next) || matches!(self.tokens[next.from].upos, Upos::Cconj | Upos::Adp | Upos::Sconj);
        let opens = self.opens_clause(elements, at);
        let last = elements[end - 1].from;
        let outcome = opens && OUTCOMES.contains(&self.forms[last]);
        let adverb = ADVERBIAL.iter().find(|(word, _)| *word == self.forms[last]).is_some_and(|&(_, active)| {
            matches!(self.tokens[next.from].upos, Upos::Verb | Upos::Num)
                && (active || !self.begins_with(next.from, "meN"))
        });
        // Asap rokok berbahaya bagi paru-paru: the clause has no other.
        let quality = !is_relational(elements[end - 1].gloss) && !self.begins_with(last, "ter");
        let only = quality
            && self.begins(elements, at)
            && (closes(next) || breaks && !mark(next) && self.says_nothing(next.from));
        // Varian baru lebih mudah menular: what is more or most so in a subject is with yang.
        let made = at.checked_sub(1).is_some_and(|n| MAKING.contains(&self.forms[elements[n].from]));
        // Koperasi lebih sering membeli beras: how it is done.
        let manner = self.tokens[next.from].upos == Upos::Verb;
        let graded = (opens || made || manner) && DEGREES.contains(&self.forms[last]);
        compares
            || governs
            || adverb
            || graded
            || clause && breaks
            || outcome && (breaks || self.tokens[next.from].upos == Upos::Adv)
            || only
    }

    /// Whether nothing from the token at `from` to the end of its clause can be what the clause says.
    fn says_nothing(&self, from: usize) -> bool {
        let clause = self.tokens[from..]
            .iter()
            .enumerate()
            .take_while(|(n, t)| t.kind != TokenKind::Punctuation && (*n == 0 || t.upos != Upos::Sconj));
        clause.into_iter().all(|(n, t)| {
            let says = matches!(t.upos, Upos::Verb | Upos::Aux | Upos::Adj | Upos::Part | Upos::Pron | Upos::Num);
            !says && self.forms[from + n] != "yang"
        })
    }

    /// Whether the noun at `at` begins a sentence or a clause after a conjunction, not one that only says more of another after a comma.
    fn begins(&self, elements: &[Element<'_>], at: usize) -> bool {
        let aside =
            at.checked_sub(1).is_some_and(|n| matches!(self.forms[elements[n].from], "," | "(" | "-" | "–" | "—"));
        !aside && self.opens_clause(elements, at)
    }

    /// Whether the word at `at` has the prefix outermost.
    fn begins_with(&self, at: usize, prefix: &str) -> bool {
        let first = self.tokens[at].analysis().and_then(|a| a.morphemes.first());
        first.is_some_and(|m| m.kind == MorphemeKind::Prefix && m.form == prefix)
    }

    /// Whether nothing but how many they are stands between the noun at `at` and the beginning of its clause.
    pub(super) fn opens_clause(&self, elements: &[Element<'_>], at: usize) -> bool {
        let upos = |e: &Element<'_>| self.tokens[e.from].upos;
        let before = elements[..at].iter().rev().find(|e| e.class != Class::Number && upos(e) != Upos::Det);
        before.is_none_or(|e| matches!(upos(e), Upos::Punct | Upos::Sconj) || lists(CLAUSES, self.forms[e.from]))
    }
}

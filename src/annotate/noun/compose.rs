//! The English of noun phrases: what follows an Indonesian noun stands before an English one, or after a preposition.

use std::borrow::Cow;

use super::joined::is_conjunction;
use super::words::{
    BEFORE, BELONGINGS, CHANGES, DEEDS, FIELDS, KEEPING, KINDS, LEADING, NAMED, ORDINALS, PLACES, QUALITIES,
    RELATIONAL, SEATS, WAVES,
};
use super::{Class, Element, Sentence};
use crate::annotate::word::lists;
use crate::english;
use crate::lexicon::{Flag, Lexeme};
use crate::model::{MorphemeKind, TokenKind, Upos};

/// Bytes that most noun phrases have room in.
const USUAL: usize = 48;

/// Whether an English adjective names a kind rather than a quality.
pub(super) fn is_relational(adjective: &str) -> bool {
    let ending = RELATIONAL.iter().any(|ending| adjective.ends_with(ending));
    let last = adjective.rsplit(' ').next().unwrap_or_default();
    ending && !QUALITIES.contains(&last) || KINDS.contains(&last) || FIELDS.contains(&last)
}

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
        if first_noun < end
            && !self.only_adjectives_of_names(head, &elements[first_noun..end])
            && !(end > first_noun + 1 && self.joins(&elements[first_noun]))
        {
            let complement = || self.compose(elements, first_noun, end);
            let opens = head.to == head.from + 1 && !self.is_proper(head.from);
            let title = if opens { Cow::Borrowed(head.gloss) } else { self.titled(head) };
            let front = self.before(&elements[at + 1..first_noun], title);
            // istri Trump: Trump's wife.
            if self.has_owner(head, &elements[first_noun..end]) {
                let owner = english::genitive(elements[first_noun].gloss);
                return format!("{owner} {}", self.before(&elements[at + 1..first_noun], Cow::Borrowed(head.gloss)));
            }
            match head.of() {
                Some("bare") if self.is_seat(head, &elements[first_noun..end]) => {
                    return self.cased(elements, at, end, format!("{front} {}", complement()));
                }
                Some("bare") if self.is_region(head, &elements[first_noun..end]) => {
                    return format!("{} {}", complement(), capitals(&front));
                }
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
            return self.name_with(head, &elements[at + 1..end]);
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
        // gelombang unjuk rasa mahasiswa: wave of student protests.
        if let Some((wave, many)) = head.gloss.split_once(" of ").filter(|(wave, _)| WAVES.contains(wave)) {
            return self.cased(
                elements,
                at,
                end,
                format!("{wave} of {}", self.before(&elements[at + 1..end], Cow::Borrowed(many))),
            );
        }
        // menteri negara-negara ASEAN: minister of ASEAN countries; pelonggaran hubungan: easing of relations.
        let deed = CHANGES.contains(&head.gloss) || DEEDS.iter().any(|ending| head.gloss.ends_with(ending));
        if let Some(n) = (at + 1..end).find(|&n| self.is_copied(&elements[n]) || deed && self.is_plural(&elements[n])) {
            let front = self.before(&elements[at + 1..n], Cow::Borrowed(head.gloss));
            let of = if CHANGES.contains(&head.gloss) { "in" } else { "of" };
            return self.cased(elements, at, end, format!("{front} {of} {}", self.compose(elements, n, end)));
        }
        // mantan presiden AS: former US president; pejabat senior AS: senior US official.
        let leads = |(first, _): &(&str, &str)| {
            head.to > head.from + 1 && (lists(BEFORE, self.forms[head.from]) || LEADING.contains(first))
        };
        let (first, noun) = head.gloss.split_once(' ').filter(leads).unwrap_or(("", head.gloss));
        let gloss = self.before(&elements[at + 1..end], Cow::Borrowed(noun));
        let gloss = if first.is_empty() { gloss } else { format!("{first} {gloss}") };
        self.cased(elements, at, end, gloss)
    }

    /// A name with what stands behind it: *Rusia selatan* southern Russia, *Bengala Barat* West Bengal, *DPR Jepang* Japanese House of
    /// Representatives; what English has no other place for stays behind it.
    fn name_with(&self, name: &Element<'_>, behind: &[Element<'_>]) -> String {
        let mut gloss = name.gloss.to_owned();
        for next in behind {
            let bare = || gloss.strip_prefix("the ").unwrap_or(&gloss);
            let english = self.attributive(next);
            let nation = next.class == Class::Name && next.lexeme.is_some_and(|l| l.adjective().is_some());
            gloss = match () {
                () if english.ends_with("ern") && self.capital(next.from) => {
                    format!("{} {}", capitals(next.gloss), bare())
                }
                () if english.ends_with("ern") => format!("{english} {}", bare()),
                () if begins_with_side(next.gloss) => format!("{} of {gloss}", next.gloss),
                () if nation && is_body(name) => format!("{english} {}", bare()),
                () => format!("{gloss} {}", next.gloss),
            };
        }
        gloss
    }

    /// Whether the complement is one name with an adjective: *warga Iran* Iranian citizen; but *negara bagian Texas* state of Texas.
    fn only_adjectives_of_names(&self, head: &Element<'_>, complement: &[Element<'_>]) -> bool {
        let [name] = complement else { return false };
        let within = matches!(name.lexeme.and_then(|l| l.kind()), Some("region" | "city" | "island"));
        name.class == Class::Name
            && (name.joined.is_some() || name.lexeme.is_some_and(|l| l.adjective().is_some()))
            && !(within
                && head.of() == Some("bare")
                && PLACES.contains(&head.gloss.rsplit(' ').next().unwrap_or_default()))
    }

    /// Whether the complement is the town that the head says what it is.
    fn is_seat(&self, head: &Element<'_>, complement: &[Element<'_>]) -> bool {
        let town = |name: &Element<'_>| name.lexeme.and_then(|l| l.kind()) == Some("city");
        lists(SEATS, head.gloss) && matches!(complement, [name] if town(name))
    }

    /// *Pulau Nias* Nias Island: the name of a region with the word for its kind, written as a name.
    fn is_region(&self, head: &Element<'_>, complement: &[Element<'_>]) -> bool {
        let name = matches!(complement, [name] if name.class == Class::Name);
        name && self.is_proper(head.from) && PLACES.contains(&head.gloss) && head.gloss != "state"
    }

    /// Whether the complement is the person whom those that the head names belong to.
    fn has_owner(&self, head: &Element<'_>, complement: &[Element<'_>]) -> bool {
        matches!(complement, [name] if name.class == Class::Name && !name.place_or_body()) && head.is_relative()
    }

    /// `head` with `modifiers` before it: the last one first, qualities before names.
    fn before(&self, modifiers: &[Element<'_>], head: Cow<'_, str>) -> String {
        let quality = |e: &Element<'_>| e.class == Class::Adjective && !is_relational(e.gloss);
        let name = modifiers.iter().rposition(|e| e.class != Class::Adjective);
        // Donald Trump's new administration, but the new US administration; Warren Commission.
        let named = || {
            modifiers.first().is_some_and(|first| self.is_proper(first.from - 1))
                || NAMED.contains(&head.rsplit(' ').next().unwrap_or_default())
        };
        let owner = name.is_some_and(|name| self.is_owner(&modifiers[name])) && !named();
        // Selat Denmark: Denmark Strait.
        let keeps = modifiers.first().is_some_and(|first| first.from.checked_sub(1).is_some_and(|n| self.is_proper(n)))
            && KEEPING.contains(&head.rsplit(' ').next().unwrap_or_default().to_lowercase().as_str());
        let moved = |n: usize| name.is_some_and(|name| n < name) && !owner && quality(&modifiers[n]);
        let mut order: Vec<usize> = (0..modifiers.len()).rev().collect();
        order.sort_by_key(|&n| !moved(n));
        // Latihan Garuda Shield: Garuda Shield exercise, as it is one name; but helikopter Apache | AS.
        let one = |a: usize, b: usize| {
            let (a, b) = (&modifiers[a.min(b)], &modifiers[a.max(b)]);
            let abbreviates = a.lexeme.is_some() && self.is_all_capitals(b.from) && !self.is_all_capitals(a.from);
            a.class == Class::Name && b.class == Class::Name && b.lexeme.is_none() && !abbreviates
        };
        order.chunk_by_mut(|&b, &a| one(a, b)).for_each(<[usize]>::reverse);
        let mut out = String::with_capacity(USUAL);
        for &n in &order {
            let last = n + 1 == modifiers.len();
            let belongs =
                last && modifiers[n].person && modifiers[n].class == Class::Noun && BELONGINGS.contains(&&*head);
            let english = match owner && name == Some(n) || belongs {
                true => Cow::Owned(english::genitive(modifiers[n].gloss)),
                false if keeps && modifiers[n].class == Class::Name => Cow::Borrowed(self.proper(&modifiers[n])),
                false => self.attributive(&modifiers[n]),
            };
            // negara penghasil minyak: oil-producing country; without an object it is a noun as any other.
            let english = match english.starts_with('-') {
                true if out.is_empty() => Cow::Borrowed(modifiers[n].gloss),
                true => {
                    out.pop();
                    english
                }
                false => english,
            };
            // pohon randu: kapok tree, not kapok tree tree.
            let own = english.strip_suffix(&*head).and_then(|kind| kind.strip_suffix(' '));
            // tajuk pohon randu: kapok tree crown, not kapok tree tree crown.
            let shared = || {
                let (kind, noun) = english.rsplit_once(' ').filter(|_| order.last() == Some(&n))?;
                (head.split_once(' ')?.0 == noun).then_some(kind)
            };
            out.push_str(own.or_else(shared).unwrap_or(&english));
            out.push(' ');
        }
        out.push_str(&head);
        out
    }

    /// Whether the English of a modifier is joined to its object: *negara penghasil minyak* oil-producing country.
    pub(super) fn joins(&self, element: &Element<'_>) -> bool {
        self.attributive(element).starts_with('-')
    }

    /// The English of a name without its article.
    pub(super) fn proper<'e>(&self, element: &'e Element<'_>) -> &'e str {
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
            // perundingan putaran kedua: second-round talks.
            Class::Noun if is_ordered(element.gloss) => Cow::Owned(element.gloss.replace(' ', "-")),
            Class::Name => Cow::Borrowed(self.proper(element)),
            Class::Adjective => Cow::Borrowed(element.gloss.strip_prefix("be ").unwrap_or(element.gloss)),
            _ => Cow::Borrowed(element.gloss),
        }
    }

    /// Whether a name is that of a person, of which English makes a genitive: it is listed as one, or has several words and is not listed.
    fn is_owner(&self, element: &Element<'_>) -> bool {
        let personal = |l: Lexeme| matches!(l.kind(), Some("given" | "family" | "person"));
        let mut words = element.from..element.to;
        let several = !element.body && words.len() > 1 && !words.any(|n| self.is_all_capitals(n));
        element.class == Class::Name && element.lexeme.map_or(several, personal)
    }

    /// Whether the capital of the word at `at` is that of a name: no sentence begins with it.
    pub(super) fn is_proper(&self, at: usize) -> bool {
        self.capital(at) && !self.opens_sentence(at)
    }

    /// Whether a sentence begins with the word at `at`, if need be one behind a dateline or in a quotation.
    fn opens_sentence(&self, at: usize) -> bool {
        let opens = |n: usize| matches!(self.forms[n], "-" | "–" | "—" | ":" | "“" | "\"");
        self.tokens[..at].iter().all(|t| t.kind == TokenKind::Punctuation) || at.checked_sub(1).is_some_and(opens)
    }

    pub(super) fn titled<'e>(&self, head: &'e Element<'_>) -> Cow<'e, str> {
        let titled = (head.from..head.to).all(|n| self.capital(n));
        if titled { Cow::Owned(capitals(head.gloss)) } else { Cow::Borrowed(head.gloss) }
    }

    /// With capitals where the Indonesian has them on every word.
    pub(super) fn cased(&self, elements: &[Element<'_>], at: usize, end: usize, gloss: String) -> String {
        let words = elements[at].from..elements[end - 1].to;
        if !words.clone().all(|n| self.capital(n) || is_conjunction(self.forms[n])) {
            return gloss;
        }
        let begins = self.opens_sentence(words.start);
        // Names and abbreviations have their capitals anywhere.
        let noun = |e: &Element<'_>| e.class != Class::Name && (e.from..e.to).any(|n| !self.is_all_capitals(n));
        if !begins || elements[at + 1..end].iter().any(noun) { capitals(&gloss) } else { gloss }
    }

    fn is_all_capitals(&self, at: usize) -> bool {
        !self.forms[at].contains(char::is_lowercase)
    }

    /// A noun that its copy makes plural.
    fn is_copied(&self, element: &Element<'_>) -> bool {
        let copied = |n: usize| {
            let analysis = self.tokens[n].analysis();
            analysis.is_some_and(|a| a.morphemes.iter().any(|m| m.kind == MorphemeKind::Copy))
        };
        element.class == Class::Noun && copied(element.from) && english::plural(element.gloss) == element.gloss
    }

    /// Whether the English of a noun is a plural, and no adjective stands for it: *sales*, but *politics*, political.
    fn is_plural(&self, element: &Element<'_>) -> bool {
        let gloss = element.gloss;
        element.class == Class::Noun
            && gloss.ends_with('s')
            && english::plural(gloss) == gloss
            && self.attributive(element) == gloss
    }

    /// Modifiers whose English ends in a preposition stand after their noun: *pasukan pimpinan AS* troops led by the US.
    pub(super) fn governs(&self, element: &Element<'_>) -> bool {
        ["as", "by", "of", "for", "from", "with", "in", "on", "to"]
            .contains(&element.gloss.rsplit(' ').next().unwrap_or_default())
    }
}

/// *second round*.
fn is_ordered(gloss: &str) -> bool {
    gloss.split_once(' ').is_some_and(|(order, noun)| ORDINALS.contains(&order) && !noun.contains(' '))
}

/// Whether a name is that of a body that each nation has: *DPR*, but not *NATO*, before which its members have an English adjective.
fn is_body(name: &Element<'_>) -> bool {
    name.lexeme.is_some_and(|l| (l.kind() == Some("org") || l.full().is_some()) && l.adjective().is_none())
}

/// *northern part*.
pub(super) fn begins_with_side(gloss: &str) -> bool {
    gloss.split_once(' ').is_some_and(|(side, _)| side.ends_with("ern"))
}

/// Modifiers whose English begins with a preposition stand after their noun.
fn follows(element: &Element<'_>) -> bool {
    const PREPOSITIONS: &[&str] =
        &["across", "after", "among", "at", "between", "during", "in", "like", "on", "under", "with", "without"];
    element.gloss.split_once(' ').is_some_and(|(first, _)| PREPOSITIONS.contains(&first))
}

/// Capitals on every word but the small ones.
pub(super) fn capitals(gloss: &str) -> String {
    let small = |w: &str| matches!(w, "of" | "the" | "and" | "or" | "for" | "in" | "on" | "to" | "a" | "an");
    let capital = |w: &str| {
        let mut chars = w.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    };
    gloss.split(' ').map(|w| if small(w) { w.to_owned() } else { capital(w) }).collect::<Vec<_>>().join(" ")
}

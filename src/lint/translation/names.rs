//! Names of the source, looked for in the translation.

use std::collections::{BTreeSet, HashMap};

use super::work::{Pair, Work, stems};
use super::{At, Found, Side, dates};
use crate::align::{likeness, skeleton};
use crate::model::{GlossSource, Token, TokenKind, UnitKind, Upos};

/// A name without a counterpart.
struct Missing {
    pair: usize,
    token: usize,
    /// The word that is like it, or stands in its place.
    other: Option<usize>,
    /// It is like it.
    misspelt: bool,
    confidence: f32,
}

/// Whether a word is written as names are: one capital, and small letters.
fn is_written(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    letters > 2 && form.starts_with(char::is_uppercase) && form.chars().any(char::is_lowercase)
}

fn is_name(work: &Work<'_>, pair: &Pair<'_>, n: usize) -> bool {
    let token = &pair.sentence.tokens[n];
    let form = pair.form(token);
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    if token.kind != TokenKind::Word
        || letters < 3
        || !form.starts_with(char::is_uppercase)
        || token.upos != Upos::Propn
    {
        return false;
    }
    let small = form.chars().any(char::is_lowercase);
    let unknown = !matches!(token.source, GlossSource::Glossary | GlossSource::Copied | GlossSource::Corrected);
    // What is a common word in lower case may be a title: *Menteri*, *Bank*.
    let lexicon = work.annotator.analyzer().lexicon();
    let common = lexicon.form(&form.to_lowercase()).any(|l| l.upos() != Upos::Propn);
    let day = dates::DAYS.iter().any(|(d, _)| *d == form.to_lowercase());
    small && unknown && !common && !is_held(pair, n) && !day
}

/// Whether a token is part of a unit with English of its own, which says what it is there.
fn is_held(pair: &Pair<'_>, n: usize) -> bool {
    let held = pair.sentence.units.iter().any(|u| {
        u.tokens.contains(&n)
            && u.tokens.len() > 1
            && matches!(u.kind, UnitKind::Term | UnitKind::Phrase | UnitKind::Abbreviation)
            || u.tokens.contains(&n) && u.kind == UnitKind::Date
    });
    held || pair.terms.iter().any(|m| m.tokens.contains(&n))
}

/// The name without what stands behind it in small letters: *Washington-lah*, *Bush-nya*, and by a slip *Irak-karena*.
fn bare(form: &str) -> &str {
    let small = |(front, back): &(&str, &str)| front.len() > 2 && back.starts_with(char::is_lowercase);
    form.split_once('-').filter(small).map_or(form, |(front, _)| front)
}

/// Whether a word of the translation is the name, or made of it.
pub(super) fn renders(work: &Work<'_>, pair: &Pair<'_>, token: &Token, target: &str) -> bool {
    let form = bare(pair.form(token)).to_lowercase();
    let lower = target.replace('’', "'").to_lowercase();
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    let part = |whole: &str, part: &str| {
        whole == part || whole.split(['-', '\'']).any(|p| p == part) || whole.replace(['-', '\'', ' '], "") == part
    };
    if part(lower, &form) || part(&form, lower) {
        return true;
    }
    // *Suriah* Syria, Syrian; *Jerman* Germans.
    let lexicon = work.annotator.analyzer().lexicon();
    let listed =
        token.analyses.iter().filter_map(|a| a.lexeme).flat_map(|id| lexicon.lexeme(id).glosses().collect::<Vec<_>>());
    let glosses =
        std::iter::once(token.gloss.as_ref()).chain(token.alternatives.iter().map(AsRef::as_ref)).chain(listed);
    let target = stems(&work.key, target);
    let glosses: Vec<String> = glosses.map(str::to_lowercase).collect();
    // *Shi'a* and Shia
    let plain = lower.replace('\'', "");
    glosses.iter().flat_map(|g| stems(&work.key, g)).any(|g| target.contains(&g))
        || glosses.iter().flat_map(|g| g.split([' ', '-'])).chain([form.as_str()]).any(|g| is_demonym(g, lower))
        || plain.len() > 3
            && lower.contains('\'')
            && glosses.iter().any(|g| stems(&work.key, g) == stems(&work.key, &plain))
        || likeness(&skeleton(&form), &skeleton(lower)) >= 1.0
}

/// Whether a word is made of the name of a place or faith: *Syrian* of *Syria*, *Chinese* of *China*, *Briton* of *Britain*.
fn is_demonym(name: &str, word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "", "n", "an", "ian", "ean", "i", "ese", "ish", "ic", "ist", "ists", "ns", "ans", "ians", "is", "s", "es",
        "er", "ers",
    ];
    // What names of countries and peoples end in, and words made of them do not, or the reverse.
    const OWN: &[(&str, &str)] = &[
        ("ain", "on"),
        ("ain", "ons"),
        ("land", ""),
        ("nya", "en"),
        ("nya", "ens"),
        ("i", "istan"),
        ("istan", ""),
        ("istan", "s"),
        ("land", "s"),
    ];
    let shared = name.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    let (Some(left), Some(ending)) = (name.get(shared..), word.get(shared..)) else { return false };
    shared >= 4 && (left.len() <= 2 && ENDINGS.contains(&ending) || OWN.contains(&(left, ending)))
}

/// The names of a pair, and the words with capitals of its translation.
struct Names<'w> {
    work: &'w Work<'w>,
    /// The place of the pair.
    at: usize,
    pair: &'w Pair<'w>,
    /// Tokens of the source that are names, and the word that renders each.
    names: Vec<(usize, Option<usize>)>,
    /// Words of the translation that nothing of the source accounts for.
    free: Vec<usize>,
    /// Tokens, the words that are they but for some letters, and how like they are.
    slips: Vec<(usize, usize, f32)>,
}

impl<'w> Names<'w> {
    fn new(work: &'w Work<'w>, at: usize) -> Self {
        let pair = &work.pairs[at];
        let mut own = Self { work, at, pair, names: Vec::new(), free: Vec::new(), slips: Vec::new() };
        let tokens = &pair.sentence.tokens;
        let names = (0..tokens.len()).filter(|&n| is_name(work, pair, n));
        own.names = names.map(|n| (n, own.place(pair, &tokens[n]))).collect();
        let free = |&w: &usize| {
            let form = own.word(w);
            is_written(form)
                && !dates::is_calendar(form)
                && !tokens.iter().any(|t| t.is_word() && renders(work, pair, t, form))
        };
        own.free = (0..pair.tokens.len()).filter(free).collect();
        for token in 0..tokens.len() {
            let name = own.names.iter().find(|(n, _)| *n == token);
            let slip = misspelling(work, pair, token, &own.free, name.is_some());
            // Beside a word made of it the name itself may be misspelt: *Indonesian*, Indonesai.
            let there = name.is_some_and(|(_, place)| place.is_some());
            own.slips.extend(slip.filter(|(_, like)| !there || *like > 0.8).map(|(other, like)| (token, other, like)));
        }
        own
    }

    fn word(&self, word: usize) -> &'w str {
        self.pair.tokens[word].span.of(&self.pair.target)
    }

    fn form(&self, token: usize) -> &'w str {
        self.pair.form(&self.pair.sentence.tokens[token])
    }

    /// Where a translation has a token of this pair.
    fn place(&self, of: &Pair<'_>, token: &Token) -> Option<usize> {
        of.tokens.iter().position(|w| renders(self.work, self.pair, token, w.span.of(&of.target)))
    }

    /// What is to be said of a token, if something is.
    fn missing(&self, token: usize) -> Option<Missing> {
        let missing = |other, misspelt, confidence| Missing { pair: self.at, token, other, misspelt, confidence };
        if let Some((_, other, like)) = self.slips.iter().find(|(t, ..)| *t == token) {
            return Some(missing(Some(*other), true, 0.55 + like * 0.4));
        }
        let t = &self.pair.sentence.tokens[token];
        let name = self.names.iter().find(|(n, _)| *n == token);
        // A word of the lexicon is part of a name too: *American Airlines*.
        let may_be =
            || token > 0 && t.upos == Upos::Propn && is_written(self.form(token)) && !is_held(self.pair, token);
        match name {
            Some((_, Some(_))) => return None,
            Some((_, None)) => {}
            None if may_be() && self.place(self.pair, t).is_none() => {}
            None => return None,
        }
        if let Some(other) = self.in_place(token) {
            return Some(missing(Some(other), false, 0.7));
        }
        name?;
        if let Some((other, sure)) = self.strange(token) {
            return Some(missing(Some(other), false, sure));
        }
        // One word of a name is enough, and of a name of which nothing is there the first one is told.
        let again = self.names.iter().any(|(n, _)| n + 1 == token);
        let part = again || self.neighbours(token).iter().any(Option::is_some);
        if part || self.work.around(self.at).any(|p| self.place(p, t).is_some()) {
            return None;
        }
        const FOR: &[&str] =
            &["he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "who", "i", "we", "our", "here"];
        let pronoun = (0..self.pair.tokens.len()).any(|w| FOR.contains(&self.word(w).to_lowercase().as_str()));
        let linked = !self.pair.rendering(&(token..token + 1)).is_empty();
        (!pronoun && !linked).then(|| missing(None, false, 0.45))
    }

    /// Where the translation has the words with capitals right before and after a token.
    fn neighbours(&self, token: usize) -> [Option<usize>; 2] {
        [token.checked_sub(1), Some(token + 1)].map(|n| {
            let t = self.pair.sentence.tokens.get(n?)?;
            self.pair.form(t).starts_with(char::is_uppercase).then(|| self.place(self.pair, t))?
        })
    }

    /// The word that stands where a token should: beside the counterpart of the word before or after (*Hosni Mubarak*), or linked to it.
    fn in_place(&self, token: usize) -> Option<usize> {
        let [before, after] = self.neighbours(token);
        let linked = self.pair.rendering(&(token..token + 1));
        let beside = |w: usize| before.is_some_and(|b| b + 1 == w) || after.is_some_and(|a| w + 1 == a);
        // What English has in lower case may be a title; beside a name that stands there letter for letter it has taken its place.
        let same = |n: usize, w: Option<usize>| w.is_some_and(|w| self.form(n) == self.word(w));
        let kept = token > 0 && same(token - 1, before) || same(token + 1, after);
        let fits =
            |w: usize| kept && beside(w) || (beside(w) || linked.contains(&w)) && is_proper(self.work, self.word(w));
        self.free.iter().copied().find(|&w| w > 0 && fits(w))
    }

    /// The one name of the translation that nothing accounts for, which may stand for one of a name or two that are missing; and how sure that is.
    fn strange(&self, token: usize) -> Option<(usize, f32)> {
        // No part of a name that stands there, nor one that is misspelt, nor a people.
        let accounted = |w: usize| {
            self.names.iter().any(|(_, place)| place.is_some_and(|p| p.abs_diff(w) == 1))
                || self.slips.iter().any(|(_, other, _)| self.word(*other) == self.word(w))
                || ["an", "ans", "ese", "ish"].iter().any(|e| self.word(w).len() > 5 && self.word(w).ends_with(e))
        };
        let strange = |w: &&usize| **w > 0 && is_proper(self.work, self.word(**w)) && !accounted(**w);
        let other = *self.free.iter().find(strange)?;
        let one = self.free.iter().filter(strange).all(|w| self.word(*w) == self.word(other));
        let gone = || self.names.iter().filter(|(_, place)| place.is_none()).map(|(n, _)| *n);
        let missing: BTreeSet<&str> = gone().map(|n| self.form(n)).collect();
        let part = |at: usize, of: usize| at as f32 / of.max(1) as f32;
        let far = |t: usize| (part(t, self.pair.sentence.tokens.len()) - part(other, self.pair.tokens.len())).abs();
        let nearest = gone().all(|n| far(n) >= far(token));
        // *Rusman* may be told by a pronoun.
        let person = ["he", "she", "they"]
            .iter()
            .any(|p| (0..self.pair.tokens.len()).any(|w| self.word(w).eq_ignore_ascii_case(p)));
        let fits =
            one && (!located(self.pair, token) || follows_place(self.pair, other)) && (!person || far(token) < 0.2);
        match missing.len() {
            1 if fits => Some((other, 0.55)),
            2 if fits && nearest => Some((other, 0.5)),
            _ => None,
        }
    }
}

/// The names without a counterpart, by pair.
fn find(work: &Work<'_>) -> Vec<Missing> {
    let mut out = Vec::new();
    for (n, pair) in work.pairs.iter().enumerate().filter(|(_, p)| !p.untranslated) {
        let names = Names::new(work, n);
        out.extend((0..pair.sentence.tokens.len()).filter_map(|token| names.missing(token)));
    }
    // A spelling that comes back in several sentences is the translator's, not a slip.
    let spelling = |m: &Missing| -> Option<(String, String)> {
        let pair = &work.pairs[m.pair];
        let other = pair.tokens[m.other?].span.of(&pair.target);
        Some((pair.form(&pair.sentence.tokens[m.token]).to_lowercase(), other.to_lowercase()))
    };
    let mut seen: HashMap<(String, String), BTreeSet<usize>> = HashMap::new();
    for m in &out {
        if let Some(s) = spelling(m) {
            seen.entry(s).or_default().insert(m.pair);
        }
    }
    out.retain(|m| spelling(m).is_none_or(|s| seen[&s].len() < 2));
    out
}

/// Whether a word with a capital is a name, as far as English and the lexicon tell.
fn is_proper(work: &Work<'_>, form: &str) -> bool {
    let lexicon = work.annotator.analyzer().lexicon();
    !work.is_english(form) || lexicon.form(form).any(|l| l.upos() == Upos::Propn)
}

/// Whether a name of the source says where something is, which reports leave out, or say by *here*.
fn located(pair: &Pair<'_>, token: usize) -> bool {
    let mut words = pair.sentence.tokens[..token].iter().rev().map(|t| pair.form(t));
    let before = words.find(|w| !w.starts_with(char::is_uppercase));
    matches!(before, Some("di" | "ke" | "dari"))
}

/// Whether a word of the translation says where something is.
fn follows_place(pair: &Pair<'_>, word: usize) -> bool {
    let before = word.checked_sub(1).map_or("", |b| pair.tokens[b].span.of(&pair.target));
    matches!(before, "in" | "at" | "to" | "from" | "near" | "into" | "of" | "for" | "is")
}

/// The word that is a name of the source but for some letters, and how like it is.
fn misspelling(work: &Work<'_>, pair: &Pair<'_>, token: usize, free: &[usize], name: bool) -> Option<(usize, f32)> {
    let t = &pair.sentence.tokens[token];
    let form = bare(pair.form(t));
    let capital = form.starts_with(char::is_uppercase) && form.chars().any(char::is_lowercase);
    if !capital || t.kind != TokenKind::Word || form.chars().count() < 4 {
        return None;
    }
    let least = if name { 0.6 } else { 0.7 };
    let there = pair.tokens.iter().any(|w| w.span.of(&pair.target) == form);
    let own = skeleton(form);
    let like = |&w: &usize| {
        let other = pair.tokens[w].span.of(&pair.target);
        // Letters that have changed places are one slip, not two.
        let swapped = strsim::osa_distance(&form.to_lowercase(), &other.to_lowercase());
        let near = 1.0 - swapped as f32 / form.chars().count().max(other.chars().count()) as f32;
        (w, likeness(&own, &skeleton(other)).max(near))
    };
    let fits = |&(w, like): &(usize, f32)| {
        let other = pair.tokens[w].span.of(&pair.target);
        // What begins both sentences has its capital from there.
        let named = name && like >= 0.75 && (w > 0 || token > 0);
        like >= least && (named || !work.is_english(&other.to_lowercase())) && !there
    };
    free.iter().map(like).filter(fits).max_by(|a, b| a.1.total_cmp(&b.1))
}

fn places(work: &Work<'_>, m: &Missing) -> (At, Option<At>) {
    let pair = &work.pairs[m.pair];
    let source = (Side::Source, pair.sentence.tokens[m.token].span.range());
    match m.other {
        Some(other) => ((Side::Target, pair.tokens[other].span.range()), Some(source)),
        None => (source, Some(pair.whole(Side::Target))),
    }
}

pub(super) fn misspelt(work: &Work<'_>, found: &mut Found<'_>) {
    for m in find(work).into_iter().filter(|m| m.misspelt) {
        let pair = &work.pairs[m.pair];
        let Some(other) = m.other else { continue };
        let (source, target) = (pair.form(&pair.sentence.tokens[m.token]), pair.tokens[other].span.of(&pair.target));
        let (first, second) = places(work, &m);
        found.at(pair.bead, first, second, m.confidence, format!("{target:?} is {source:?} in the source"));
    }
}

pub(super) fn missing_names(work: &Work<'_>, found: &mut Found<'_>) {
    for m in find(work).into_iter().filter(|m| !m.misspelt) {
        let pair = &work.pairs[m.pair];
        let source = pair.form(&pair.sentence.tokens[m.token]);
        let message = match m.other {
            Some(other) => format!("{:?} stands in the place of {source:?}", pair.tokens[other].span.of(&pair.target)),
            None => format!("{source:?} has no counterpart"),
        };
        let (first, second) = places(work, &m);
        found.at(pair.bead, first, second, m.confidence, message);
    }
}

//! Names of the source, looked for in the translation.

use std::collections::HashMap;

use super::work::{Pair, Work, stems};
use super::{At, Found, Side, numbers};
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
    // A unit with English of its own says what the name is there.
    let held = pair.sentence.units.iter().any(|u| {
        u.tokens.contains(&n)
            && u.tokens.len() > 1
            && matches!(u.kind, UnitKind::Term | UnitKind::Phrase | UnitKind::Abbreviation)
            || u.tokens.contains(&n) && u.kind == UnitKind::Date
    });
    let term = pair.terms.iter().any(|m| m.tokens.contains(&n));
    let day = numbers::DAYS.iter().any(|(d, _)| *d == form.to_lowercase());
    small && unknown && !common && !held && !term && !day
}

/// The name without what Indonesian puts behind it: *Washington-lah*, *Bush-nya*.
fn bare(form: &str) -> &str {
    ["-nya", "-lah", "-kah", "-pun"].iter().find_map(|c| form.strip_suffix(c)).unwrap_or(form)
}

/// Whether a word of the translation is the name, or made of it.
fn renders(work: &Work<'_>, pair: &Pair<'_>, token: &Token, target: &str) -> bool {
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
    glosses.iter().flat_map(|g| stems(&work.key, g)).any(|g| target.contains(&g))
        || glosses.iter().flat_map(|g| g.split([' ', '-'])).chain([form.as_str()]).any(|g| is_demonym(g, lower))
        || likeness(&skeleton(&form), &skeleton(lower)) >= 1.0
}

/// Whether a word is made of the name of a place or faith: *Syrian* of *Syria*, *Chinese* of *China*.
fn is_demonym(name: &str, word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "", "n", "an", "ian", "ean", "i", "ese", "ish", "ic", "ist", "ists", "ns", "ans", "ians", "is", "s", "es",
        "er", "ers",
    ];
    let shared = name.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    let (Some(left), Some(ending)) = (name.get(shared..), word.get(shared..)) else { return false };
    shared >= 4 && left.len() <= 2 && ENDINGS.contains(&ending)
}

/// The names without a counterpart, by pair.
fn find(work: &Work<'_>) -> Vec<Missing> {
    let mut out = Vec::new();
    for (n, pair) in work.pairs.iter().enumerate().filter(|(_, p)| !p.untranslated) {
        let form = |w: usize| pair.tokens[w].span.of(&pair.target);
        let has = |p: &Pair<'_>, t: &Token| p.tokens.iter().position(|w| renders(work, pair, t, w.span.of(&p.target)));
        let names: Vec<usize> = (0..pair.sentence.tokens.len()).filter(|&t| is_name(work, pair, t)).collect();
        let place: Vec<Option<usize>> = names.iter().map(|&t| has(pair, &pair.sentence.tokens[t])).collect();
        // Words of the translation that nothing of the source accounts for.
        let free: Vec<usize> = (0..pair.tokens.len())
            .filter(|&w| {
                form(w).starts_with(char::is_uppercase)
                    && form(w).chars().any(char::is_lowercase)
                    && form(w).chars().count() > 2
                    && !pair.sentence.tokens.iter().any(|t| t.is_word() && renders(work, pair, t, form(w)))
            })
            .collect();
        for (token, t) in pair.sentence.tokens.iter().enumerate() {
            let at = names.iter().position(|&name| name == token);
            if at.is_some_and(|at| place[at].is_some()) {
                continue;
            }
            if let Some((other, like)) = misspelling(work, pair, token, &free, at.is_some()) {
                out.push(Missing { pair: n, token, other: Some(other), misspelt: true, confidence: 0.55 + like * 0.4 });
                continue;
            }
            let Some(at) = at else { continue };
            // Beside the counterpart of the name before or after: *Hosni Mubarak*.
            let found = |name: Option<usize>| place[names.iter().position(|n| Some(*n) == name)?];
            let (before, after) = (found(token.checked_sub(1)), found(Some(token + 1)));
            let linked = pair.rendering(&(token..token + 1));
            let beside = |w: usize| before.is_some_and(|b| b + 1 == w) || after.is_some_and(|a| w + 1 == a);
            let other =
                free.iter().copied().find(|&w| w > 0 && (beside(w) || linked.contains(&w)) && is_proper(work, form(w)));
            if other.is_some() {
                out.push(Missing { pair: n, token, other, misspelt: false, confidence: 0.7 });
                continue;
            }
            // One word of a name is enough, and of a name of which nothing is there the first one is told.
            let again = at > 0 && names[at - 1] + 1 == token;
            if before.is_some() || after.is_some() || again || work.around(n).any(|p| has(p, t).is_some()) {
                continue;
            }
            const FOR: &[&str] = &[
                "he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "who", "i", "we", "our", "here",
            ];
            let pronoun = pair.tokens.iter().any(|t| FOR.contains(&t.span.of(&pair.target).to_lowercase().as_str()));
            if !pronoun && linked.is_empty() {
                out.push(Missing { pair: n, token, other: None, misspelt: false, confidence: 0.45 });
            }
        }
    }
    // A spelling that comes back is the translator's, not a slip.
    let spelling = |m: &Missing| -> Option<(String, String)> {
        let pair = &work.pairs[m.pair];
        let other = pair.tokens[m.other?].span.of(&pair.target);
        Some((pair.form(&pair.sentence.tokens[m.token]).to_lowercase(), other.to_lowercase()))
    };
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    out.iter().filter_map(spelling).for_each(|s| *seen.entry(s).or_default() += 1);
    out.retain(|m| spelling(m).is_none_or(|s| seen[&s] < 2));
    out
}

/// Whether a word with a capital is a name, as far as English and the lexicon tell.
fn is_proper(work: &Work<'_>, form: &str) -> bool {
    let lexicon = work.annotator.analyzer().lexicon();
    !work.is_english(form) || lexicon.form(form).any(|l| l.upos() == Upos::Propn)
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
        like >= least && (name && like >= 0.75 || !work.is_english(other)) && !there
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

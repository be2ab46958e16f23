//! Verbs with what belongs to them: support verbs with their objects, passives with who does it.

use super::units::Units;
use crate::english;
use crate::lexicon::{Flag, Lexicon};
use crate::model::{Analysis, MorphemeKind, Token, Unit, UnitKind, UnitSource, Upos};

/// Roots of verbs whose passive has behind it what something is called or made, or what is said of somebody, not who does it:
/// *dijuluki Si Kancil*, *diduga Iran terlibat*.
const SAYING: &[&str] = &[
    "aku", "anggap", "angkat", "berita", "calon", "curiga", "dakwa", "duga", "gelar", "harap", "harus", "jadi",
    "juluk", "kabar", "kenal", "khawatir", "kira", "klaim", "kukuh", "lantik", "lapor", "minta", "nama", "nilai",
    "nobat", "panggil", "percaya", "perkira", "pilih", "sangka", "sebut", "tahu", "takut", "tetap", "tuduh", "tunjuk",
    "yakin",
];

/// Adds the verbs of a sentence with what belongs to them to `units`, which have the noun phrases.
pub(super) fn find(lexicon: &Lexicon, tokens: &[Token], units: &mut Units) {
    for (n, token) in tokens.iter().enumerate() {
        let Some(reading) = token.analysis().filter(|_| token.upos == Upos::Verb) else { continue };
        if token.has_clitic() || n + 1 == tokens.len() || units.cover(n) {
            continue;
        }
        let whole = match () {
            () if reading.has(MorphemeKind::Prefix, "di") => with_agent(lexicon, tokens, n, reading, units),
            () if reading.has(MorphemeKind::Prefix, "meN") => with_object(lexicon, tokens, n, reading, units),
            () => None,
        };
        if let Some((end, gloss)) = whole {
            units.add(Unit {
                tokens: (n..end).collect(),
                gloss,
                alternatives: Vec::new(),
                kind: UnitKind::VerbPhrase,
                upos: Upos::Verb,
                source: UnitSource::Rule,
                key: None,
                reason: None,
            });
        }
    }
}

/// A support verb with the noun that says what is done: *melakukan pemeriksaan* conduct an examination. The verb says hardly more than
/// that it is; together they are one expression ("light verb construction" in the guidelines of PARSEME 1.3).
fn with_object(
    lexicon: &Lexicon,
    tokens: &[Token],
    n: usize,
    reading: &Analysis,
    units: &Units,
) -> Option<(usize, String)> {
    reading.lexeme.filter(|&id| lexicon.lexeme(id).is(Flag::Support))?;
    let object = Nominal::at(tokens, n + 1, units)?;
    (object.upos == Upos::Noun).then(|| (object.end, format!("{} {}", tokens[n].gloss, object.gloss)))
}

/// A passive with the person, country or body that does it, for which English has a preposition: *dipimpin Taliban* be led by the Taliban.
fn with_agent(
    lexicon: &Lexicon,
    tokens: &[Token],
    n: usize,
    reading: &Analysis,
    units: &Units,
) -> Option<(usize, String)> {
    // diminati be popular: an entry of its own is no passive of what somebody does.
    let passive = reading.lexeme.is_some_and(|id| !lexicon.lexeme(id).is(Flag::Passive));
    if !passive || !tokens[n].gloss.starts_with("be ") || SAYING.contains(&reading.root.as_ref()) {
        return None;
    }
    let agent = Nominal::at(tokens, n + 1, units)?;
    let lexeme = tokens[n + 1].analysis().and_then(|a| a.lexeme).map(|id| lexicon.lexeme(id));
    let acts = match agent.upos {
        Upos::Noun => lexeme.is_some_and(|l| l.is(Flag::Person) && !l.is(Flag::Classifier)),
        Upos::Propn => lexeme.is_none_or(|l| !matches!(l.kind(), Some("day" | "month" | "language" | "religion"))),
        _ => false,
    };
    acts.then(|| (agent.end, format!("{} by {}", tokens[n].gloss, english::named(agent.gloss))))
}

/// A noun or name with all that belongs to it, as far as the units know.
struct Nominal<'a> {
    end: usize,
    upos: Upos,
    gloss: &'a str,
}

impl<'a> Nominal<'a> {
    fn at(tokens: &'a [Token], at: usize, units: &'a Units) -> Option<Self> {
        if let Some((unit, _)) = units.widest(at) {
            let nominal = !matches!(unit.kind, UnitKind::Date | UnitKind::Figure | UnitKind::VerbPhrase);
            return nominal.then(|| Self { end: at + unit.tokens.len(), upos: unit.upos, gloss: &unit.gloss });
        }
        let token = &tokens[at];
        (!token.gloss.is_empty()).then(|| Self { end: at + 1, upos: token.upos, gloss: &token.gloss })
    }
}

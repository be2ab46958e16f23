//! Verbs with what belongs to them: support verbs with their objects, passives with who does it.

use super::units::Units;
use crate::english;
use crate::lexicon::{Flag, Lexicon};
use crate::model::{Analysis, MorphemeKind, Token, Unit, UnitKind, UnitSource, Upos};

/// Roots of verbs whose passive has behind it what something is called, made or given, not who does it: *dijuluki Si Kancil*, *dipasangi
/// bom*.
const NAMING: &[&str] = &[
    "ajar", "anggap", "angkat", "beban", "bekal", "beri", "calon", "cap", "curiga", "dakwa", "duga", "gelar", "hadiah",
    "jadi", "jatuh", "juluk", "kena", "kenal", "kira", "kukuh", "lantik", "nama", "nobat", "panggil", "pasang",
    "percaya", "perkira", "pilih", "sangka", "sebut", "tawar", "tetap", "tuduh", "tunjuk", "yakin",
];

/// Roots of verbs whose passive has behind it what is said or wanted, of others: *dilaporkan Iran menolak*, but *yang dilaporkan Antara*.
const SAYING: &[&str] =
    &["aku", "berita", "harap", "harus", "kabar", "khawatir", "klaim", "lapor", "minta", "nilai", "tahu", "takut"];

/// Nouns that say when something is done.
const WHEN: &[&str] =
    &["akhir", "awal", "jelang", "malam", "musim", "pagi", "pertengahan", "petang", "saat", "siang", "sore", "waktu"];

/// Adds the verbs of a sentence with what belongs to them to `units`, which have the noun phrases.
pub(super) fn find(lexicon: &Lexicon, forms: &[&str], tokens: &[Token], units: &mut Units) {
    for (n, token) in tokens.iter().enumerate() {
        let Some(reading) = token.analysis().filter(|_| token.upos == Upos::Verb) else { continue };
        if token.has_clitic() || n + 1 == tokens.len() || units.cover(n) {
            continue;
        }
        let whole = match () {
            () if reading.has(MorphemeKind::Prefix, "di") => with_agent(lexicon, forms, tokens, n, reading, units),
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

/// A passive with who does it, for which English has a preposition: *dipimpin Taliban* be led by the Taliban. After *yang* that is whatever
/// noun follows; elsewhere it may also be what the clause is about (*digelar rapat*), and persons, countries and bodies alone are sure.
fn with_agent(
    lexicon: &Lexicon,
    forms: &[&str],
    tokens: &[Token],
    n: usize,
    reading: &Analysis,
    units: &Units,
) -> Option<(usize, String)> {
    // diminati be popular: an entry of its own is no passive of what somebody does.
    let passive = reading.lexeme.is_some_and(|id| !lexicon.lexeme(id).is(Flag::Passive));
    let verb = tokens[n].gloss.as_ref();
    // dilengkapi senjata: be equipped with, not by whom.
    if !passive || english::awaits_object(verb) || !verb.starts_with("be ") {
        return None;
    }
    let between = |m: &usize| matches!(tokens[*m].upos, Upos::Aux | Upos::Adv | Upos::Part);
    let relative = (0..n).rev().find(|m| !between(m)).is_some_and(|m| forms[m] == "yang");
    let root = reading.root.as_ref();
    if NAMING.contains(&root) || SAYING.contains(&root) && !relative {
        return None;
    }
    let agent = Nominal::at(tokens, n + 1, units)?;
    let lexeme = tokens[n + 1].analysis().and_then(|a| a.lexeme).map(|id| lexicon.lexeme(id));
    let time = || lexeme.is_some_and(|l| l.is(Flag::Unit)) || WHEN.contains(&forms[n + 1]);
    let acts = match agent.upos {
        Upos::Noun => {
            // yang dirahasiakan namanya: whose name.
            let any = relative && !tokens[agent.end - 1].has_clitic();
            lexeme.is_some_and(|l| !l.is(Flag::Classifier) && (l.is(Flag::Person) || any && l.kind().is_none()))
                && !time()
        }
        Upos::Propn => lexeme.is_none_or(|l| !matches!(l.kind(), Some("day" | "month" | "language" | "religion"))),
        _ => false,
    };
    acts.then(|| (agent.end, format!("{verb} by {}", english::named(agent.gloss))))
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

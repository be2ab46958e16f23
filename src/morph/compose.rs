//! The English of a whole word: that of its lexeme, with what the affixes around it do.

use std::borrow::Cow;

use super::affix::{Affix, Class, affix};
use crate::english;
use crate::lexicon::{Lexeme, Lexicon};
use crate::model::{Analysis, MorphemeKind, Upos};

/// Glosses of a word in the order in which a reader should be offered them. Empty if the root is unknown.
///
/// ```
/// use padan::{Lexicon, morph::{Analyzer, renderings}};
/// let lexicon = Lexicon::builtin();
/// let readings = Analyzer::new(lexicon.clone()).analyze("diumumkan");
/// assert_eq!(renderings(&lexicon, &readings[0])[0], "be announced");
/// ```
pub fn renderings(lexicon: &Lexicon, analysis: &Analysis) -> Vec<Cow<'static, str>> {
    let Some(lexeme) = analysis.lexeme.map(|id| lexicon.lexeme(id)) else { return Vec::new() };
    let mut glosses: Vec<Cow<'static, str>> = lexicon.glosses(lexeme).map(|g| inflected(lexeme, analysis, g)).collect();
    glosses.dedup();
    glosses
}

/// Prepositions that are often written together with their noun by mistake, and their English there.
const PREPOSITIONS: &[(&str, &str)] = &[("di", "in"), ("ke", "to")];

/// The English of such a preposition.
pub(super) fn preposition(word: &str) -> Option<&'static str> {
    PREPOSITIONS.iter().find(|(form, _)| *form == word).map(|(_, english)| *english)
}

/// What the affixes and copies around `lexeme` in `analysis` make of its English `gloss`.
pub fn inflected(lexeme: Lexeme, analysis: &Analysis, gloss: &'static str) -> Cow<'static, str> {
    let mut upos = lexeme.upos();
    let mut gloss = Cow::Borrowed(gloss);
    let first = &analysis.morphemes[0];
    if first.kind == MorphemeKind::Root
        && analysis.morphemes.len() > 1
        && let Some(english) = preposition(&first.form)
        && !lexeme.form().contains(' ')
    {
        return Cow::Owned(format!("{english} {gloss}"));
    }
    for row in analysis.affixes.iter().map(affix) {
        // anti-Suriah: anti-Syrian, pro-Rusia: pro-Russian.
        if row.class == Class::Bound
            && upos == Upos::Propn
            && let Some(adjective) = lexeme.adjective()
        {
            gloss = Cow::Borrowed(adjective);
        }
        if row.class != Class::Enclitic {
            if let Some(composed) = apply(row, upos, &gloss) {
                gloss = Cow::Owned(composed);
            }
            upos = row.makes.unwrap_or(upos);
        }
    }
    let copied = analysis.morphemes.iter().any(|m| m.kind == MorphemeKind::Copy);
    if copied && analysis.upos == Upos::Noun && !lexeme.analysis().is_some_and(|a| a.contains('~')) {
        gloss = Cow::Owned(english::plural(&gloss));
    }
    gloss
}

/// What one affix makes of a gloss; `None` if it leaves it as it is.
fn apply(row: &'static Affix, upos: Upos, gloss: &str) -> Option<String> {
    let verb = upos == Upos::Verb;
    let adjective = upos == Upos::Adj;
    let composed = match (row.class, row.form) {
        (Class::Voice, "di") | (Class::Voice, "ter") if verb => passive(gloss),
        (Class::Voice, "meN") if adjective => format!("become {gloss}"),
        (Class::Superlative, _) => english::superlative(gloss),
        (Class::Numeral, _) if upos == Upos::Num => english::ordinal_word(gloss),
        // kebaca, of speech: terbaca.
        (Class::Numeral, _) if verb => passive(gloss),
        (Class::Ber, "ber") if upos == Upos::Noun => format!("have {gloss}"),
        (Class::Ber, "ber") if adjective => format!("be {gloss}"),
        (Class::Applicative, "kan") if adjective => format!("make {gloss}"),
        (Class::Causative, "per") if adjective => format!("make {}", english::comparative(gloss)),
        (Class::NounSuffix, _) if upos == Upos::Num => english::plural(gloss),
        (Class::Nominal, "peN") | (Class::Nominal, "pe") if verb => english::agent(strip_be(gloss)),
        (Class::Nominal, "peN…an") if adjective => format!("making {gloss}"),
        (Class::NounSuffix, _) | (Class::Nominal, _) if verb => english::gerund(gloss),
        (Class::Word, _) => format!("not {gloss}"),
        (Class::Nominal, "ke…an") if adjective && gloss.starts_with("not ") => {
            format!("lack of {}", english::quality(&gloss[4..]))
        }
        (Class::Nominal, "ke…an") if adjective => english::quality(gloss),
        (Class::Se, "se…nya") => format!("as {gloss} as possible"),
        (Class::Se, _) if adjective => format!("as {gloss} as"),
        (Class::Se, _) if upos == Upos::Propn => format!("across {gloss}"),
        (Class::Se, _) => format!("one {gloss}"),
        (Class::Proclitic, "ku") => format!("I {gloss}"),
        (Class::Proclitic, _) => format!("you {gloss}"),
        (Class::Bound, _) if row.meaning.ends_with('-') => format!("{}{gloss}", row.meaning),
        (Class::Bound, _) => format!("{} {gloss}", row.meaning),
        _ => return None,
    };
    Some(composed)
}

fn strip_be(gloss: &str) -> &str {
    gloss.strip_prefix("be ").unwrap_or(gloss)
}

/// The passive of a bare verb gloss: `announce` → `be announced`; what is passive already stays.
pub fn passive(gloss: &str) -> String {
    if gloss.starts_with("be ") { gloss.to_owned() } else { format!("be {}", english::participle(gloss)) }
}

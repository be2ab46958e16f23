//! Two views of the same annotation: a reader's and a linguist's.

use std::borrow::Cow;
use std::sync::Arc;

use super::Layer;
use crate::model::{Document, Role, Sentence, Token, TokenKind, Unit, UnitKind, Upos};
use crate::text::Span;

/// Which view of an annotation is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Light: words and their English in place, a term or name as one word, pronouns put into the English.
    Reader,
    /// Every morpheme with its label, as the Leipzig Glossing Rules ask.
    Leipzig,
}

/// What a pronoun at the end of a word makes of the word's English: the role, and the English of *-ku*, *-mu*, *-nya*; `{}` is that of the word.
const PATTERNS: &[(Role, [&str; 3])] = &[
    (Role::Possessor, ["my {}", "your {}", "his/its {}"]),
    (Role::Object, ["{} me", "{} you", "{} him/it"]),
    (Role::Agent, ["{} by me", "{} by you", "{} by him/it"]),
    (Role::Speaker, ["I {}", "you {}", "he/she {}"]),
    (Role::Definite, ["the {}"; 3]),
    (Role::Nominaliser, ["the {}"; 3]),
];

impl Style {
    /// Every style, with the name that `--style` takes and what it is.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Reader, "reader", "words and their English in place; terms and names are one word"),
        (Self::Leipzig, "leipzig", "every morpheme with its label; the English of terms above"),
    ];

    /// The lines that the style shows.
    pub fn layers(self) -> Vec<Layer> {
        match self {
            Self::Reader => vec![Layer::Terms, Layer::Words, Layer::English],
            Self::Leipzig => vec![Layer::Terms, Layer::Words, Layer::Morphemes, Layer::Glosses],
        }
    }

    /// Brings `document` into the shape that the style shows. What a reader's view fuses is gone from it: it is for reading, not for
    /// further work.
    pub fn apply(self, document: &mut Document) {
        if self == Self::Leipzig {
            return;
        }
        let mut now = Vec::new();
        for sentence in document.paragraphs.iter_mut().flat_map(|p| &mut p.sentences) {
            for token in &mut sentence.tokens {
                if let Some(english) = with_pronoun(token, &token.gloss) {
                    token.gloss = Cow::Owned(english);
                }
            }
            now.push(fuse(sentence));
        }
        for place in document.notes.terms.iter_mut().flat_map(|t| &mut t.places) {
            let at = &now[place.sentence];
            if !at.is_empty() {
                place.tokens = at[place.tokens.start]..at[place.tokens.end - 1] + 1;
            }
        }
    }
}

/// `english` with what the pronoun of `token` makes of it; `None` if it makes nothing, or that is not sure.
fn with_pronoun(token: &Token, english: &str) -> Option<String> {
    let analysis = token.analysis()?;
    // What the lexicon lists with its pronoun has it in its English.
    let role = token.roles.iter().rev().find(|r| r.sure).filter(|_| analysis.affixes.clitics() > 0)?;
    let person = match analysis.morphemes.get(role.morpheme)?.form.as_ref() {
        "ku" => 0,
        "mu" => 1,
        "nya" => 2,
        _ => return None,
    };
    // "both" and "all" want no article.
    if role.role == Role::Definite && matches!(token.upos, Upos::Pron | Upos::Det | Upos::Num) {
        return None;
    }
    let (_, patterns) = PATTERNS.iter().find(|(r, _)| *r == role.role)?;
    Some(patterns[person].replace("{}", english))
}

/// Makes one token of each unit whose tokens follow one another. Units inside it are gone; those with gaps stay over their words.
/// Gives the place of each old token among the new ones; nothing if they are the same.
fn fuse(sentence: &mut Sentence) -> Vec<usize> {
    let whole = |unit: &&Unit| {
        let (first, last) = (unit.tokens[0], unit.tokens[unit.tokens.len() - 1]);
        unit.tokens.len() > 1 && last - first + 1 == unit.tokens.len()
    };
    let outer: Vec<Unit> = sentence.outer_units().filter(whole).cloned().collect();
    if outer.is_empty() {
        return Vec::new();
    }
    let mut place = vec![0; sentence.tokens.len()];
    let mut tokens: Vec<Token> = Vec::with_capacity(sentence.tokens.len());
    let mut at = 0;
    while at < sentence.tokens.len() {
        let unit = outer.iter().find(|u| u.tokens[0] == at);
        let last = unit.map_or(at, |u| u.tokens[u.tokens.len() - 1]);
        place[at..=last].fill(tokens.len());
        tokens.push(match unit {
            Some(unit) => fused(unit, &sentence.tokens[at], &sentence.tokens[last]),
            None => sentence.tokens[at].clone(),
        });
        at = last + 1;
    }
    sentence.units.retain(|u| !outer.iter().any(|o| u.tokens.iter().all(|t| o.tokens.contains(t))));
    for unit in &mut sentence.units {
        unit.tokens.iter_mut().for_each(|t| *t = place[*t]);
        unit.tokens.dedup();
    }
    sentence.tokens = tokens;
    place
}

/// Whether the pronoun at the end of the last word is the whole unit's: that of *sumber dayanya* is, that of *meraih kemerdekaannya*
/// belongs to the noun, and *pada gilirannya* has it in its English.
fn takes_pronoun(unit: &Unit, last: &Token) -> bool {
    match unit.upos {
        Upos::Noun | Upos::Propn | Upos::X => true,
        Upos::Verb => last.upos == Upos::Verb,
        _ => false,
    }
}

/// The token of a unit.
fn fused(unit: &Unit, first: &Token, last: &Token) -> Token {
    Token {
        span: Span { start: first.span.start, end: last.span.end },
        kind: TokenKind::Word,
        analyses: Arc::from([]),
        chosen: 0,
        upos: if unit.kind == UnitKind::Name { Upos::Propn } else { first.upos },
        gloss: Cow::Owned(
            with_pronoun(last, &unit.gloss).filter(|_| takes_pronoun(unit, last)).unwrap_or_else(|| unit.gloss.clone()),
        ),
        alternatives: std::sync::Arc::default(),
        roles: Vec::new(),
        ..first.clone()
    }
}

//! What one part of speech costs after another.

use Upos::{Adj, Adp, Adv, Aux, Cconj, Det, Intj, Noun, Num, Part, Pron, Propn, Punct, Sconj, Verb};

use crate::model::Upos;

/// What may follow a part of speech, or the start of a sentence, and what it costs.
type Row = (Option<Upos>, &'static [(Upos, u32)]);

/// Pairs that differ from [`USUAL`], one row a first member: `(before, [(after, points)])`. `None` before is the start of the
/// sentence. Written from the grammar: what follows what in an Indonesian clause.
const PAIRS: &[Row] = &[
    (
        None,
        &[
            (Noun, 4),
            (Propn, 4),
            (Pron, 4),
            (Adp, 5),
            (Sconj, 6),
            (Cconj, 8),
            (Det, 9),
            (Adv, 8),
            (Verb, 9),
            (Adj, 12),
            (Num, 9),
            (Aux, 12),
        ],
    ),
    (
        Some(Noun),
        &[
            (Noun, 6),
            (Propn, 6),
            (Adj, 4),
            (Det, 3),
            (Pron, 5),
            (Verb, 6),
            (Aux, 4),
            (Adp, 3),
            (Cconj, 4),
            (Sconj, 6),
            (Punct, 2),
            (Adv, 7),
            (Num, 9),
        ],
    ),
    (
        Some(Propn),
        &[(Propn, 2), (Verb, 4), (Aux, 4), (Punct, 2), (Adp, 4), (Cconj, 4), (Noun, 9), (Adj, 11), (Adv, 7), (Pron, 7)],
    ),
    (
        Some(Pron),
        &[
            (Verb, 3),
            (Aux, 3),
            (Adv, 5),
            (Adj, 6),
            (Part, 4),
            (Adp, 5),
            (Punct, 3),
            (Noun, 9),
            (Det, 9),
            (Cconj, 6),
            (Sconj, 7),
        ],
    ),
    (Some(Det), &[(Noun, 3), (Verb, 7), (Punct, 4), (Adj, 7), (Aux, 6), (Adp, 6), (Pron, 6), (Propn, 7), (Num, 8)]),
    (
        Some(Verb),
        &[
            (Noun, 4),
            (Adp, 4),
            (Propn, 5),
            (Sconj, 4),
            (Pron, 5),
            (Adv, 6),
            (Det, 5),
            (Num, 6),
            (Verb, 8),
            (Adj, 8),
            (Punct, 4),
            (Cconj, 6),
            (Aux, 10),
            (Part, 8),
        ],
    ),
    (
        Some(Aux),
        &[
            (Verb, 2),
            (Adv, 6),
            (Adj, 5),
            (Part, 6),
            (Aux, 8),
            (Noun, 8),
            (Adp, 7),
            (Pron, 7),
            (Det, 8),
            (Propn, 9),
            (Num, 8),
            (Punct, 10),
        ],
    ),
    (
        Some(Adp),
        &[
            (Noun, 2),
            (Propn, 2),
            (Pron, 3),
            (Det, 9),
            (Num, 5),
            (Verb, 15),
            (Adj, 9),
            (Adv, 10),
            (Adp, 9),
            (Aux, 18),
            (Sconj, 12),
            (Cconj, 14),
            (Punct, 10),
            (Part, 18),
        ],
    ),
    (
        Some(Adj),
        &[
            (Noun, 7),
            (Punct, 3),
            (Adp, 4),
            (Det, 5),
            (Cconj, 4),
            (Verb, 8),
            (Sconj, 6),
            (Adv, 7),
            (Pron, 6),
            (Propn, 7),
            (Aux, 7),
            (Adj, 8),
        ],
    ),
    (
        Some(Adv),
        &[
            (Verb, 4),
            (Adj, 4),
            (Adp, 6),
            (Noun, 7),
            (Num, 5),
            (Aux, 6),
            (Part, 6),
            (Det, 6),
            (Punct, 6),
            (Pron, 7),
            (Adv, 7),
            (Sconj, 7),
            (Propn, 9),
        ],
    ),
    (Some(Num), &[(Noun, 2), (Num, 2), (Punct, 4), (Adp, 6), (Adj, 9), (Verb, 9), (Propn, 6), (Det, 7)]),
    (Some(Part), &[(Verb, 3), (Adj, 4), (Adv, 6), (Aux, 5), (Noun, 7), (Adp, 6), (Pron, 7)]),
    (
        Some(Sconj),
        &[
            (Noun, 4),
            (Pron, 3),
            (Verb, 4),
            (Propn, 4),
            (Det, 10),
            (Aux, 6),
            (Adj, 7),
            (Adv, 6),
            (Adp, 6),
            (Part, 6),
            (Num, 7),
        ],
    ),
    (
        Some(Cconj),
        &[
            (Noun, 4),
            (Verb, 5),
            (Propn, 4),
            (Adj, 6),
            (Pron, 6),
            (Adp, 6),
            (Adv, 7),
            (Aux, 7),
            (Num, 7),
            (Det, 9),
            (Part, 7),
        ],
    ),
    (Some(Intj), &[(Punct, 3)]),
    (
        Some(Punct),
        &[
            (Noun, 5),
            (Propn, 5),
            (Verb, 6),
            (Pron, 5),
            (Adp, 5),
            (Sconj, 5),
            (Cconj, 5),
            (Adv, 7),
            (Det, 9),
            (Num, 7),
            (Adj, 8),
            (Aux, 9),
            (Punct, 5),
            (Part, 7),
        ],
    ),
];

/// Any pair that no row names.
const USUAL: u32 = 11;

/// What `after` costs when `before` precedes it; `None` is the start of the sentence.
pub fn transition(before: Option<Upos>, after: Upos) -> u32 {
    let row = PAIRS.iter().find(|(b, _)| *b == before);
    row.and_then(|(_, pairs)| pairs.iter().find(|(a, _)| *a == after)).map_or(USUAL, |&(_, points)| points)
}

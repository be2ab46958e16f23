//! Chooses the reading of each word of a sentence.
//!
//! A Viterbi search over the readings: each has the cost that the analyser gave it, what its letter case adds, and what the context
//! [`Model`] says of its part of speech beside the word before. All costs are in the analyser's points.

mod explain;
mod model;
mod rules;
mod train;

use smallvec::SmallVec;

use crate::model::{Basis, TokenKind, Upos};

pub use explain::{Explained, Option as ExplainedOption, explain};
pub use model::{BUILTIN, Model, ModelError, Step, WordRows};
pub use rules::{Marks, Neighbour, first_that_holds};
pub use train::{TrainError, Training, TreebankError};

/// What the choice looks at of a reading.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Part of speech.
    pub upos: Upos,
    /// What the reading costs without context.
    pub cost: u32,
    /// How well founded it is.
    pub basis: Basis,
    /// The citation form, if it is a name or an abbreviation: it says what letter case to expect.
    pub name: Option<&'static str>,
    /// Whether the word is the entry's form itself.
    pub whole: bool,
    /// Whether it is part of a person's name.
    pub personal: bool,
    /// Whether it is the name of a place.
    pub place: bool,
    /// Whether it is a root that never stands alone.
    pub bound: bool,
    /// Whether it begins with a prefix.
    pub prefixed: bool,
}

/// A token as the choice sees it.
#[derive(Clone, Copy, Debug)]
pub struct Slot<'a> {
    /// As written.
    pub form: &'a str,
    /// Lower-cased.
    pub lower: &'a str,
    /// What kind of token it is.
    pub kind: TokenKind,
    /// Its readings, best first; empty for all but words.
    pub candidates: &'a [Candidate],
    /// What the model knows of the word.
    pub rows: Option<&'a WordRows>,
    /// Its options, if it is written in small letters and they are known; see [`small_options`].
    pub small: Option<&'a [Priced]>,
}

/// The outcome for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Place of the reading.
    pub candidate: usize,
    /// Part of speech; [`Upos::Propn`] also for unknown words that are names by their capitals.
    pub upos: Upos,
}

/// What letter case costs a reading.
mod cost {
    /// A name in lower case, an abbreviation in other letters than its own.
    pub const WRONG_CASE: i32 = 400;
    /// A capital inside a sentence on a word that is no name.
    pub const CAPITAL: i32 = 14;
    /// What that costs more on a word that is the name of a place too: *masakan Padang*.
    pub const CAPITAL_OF_PLACE: i32 = 10;
    /// The same as a capital inside a sentence, on a word that no entry lists whole.
    pub const CAPITAL_UNLISTED: i32 = 60;
    /// A name at the start of a sentence, where a capital says nothing.
    pub const NAME_AT_START: i32 = 10;
    /// The name that an unknown capitalised word is taken for.
    pub const UNKNOWN_NAME: i32 = 70;
    /// The same at the start of a sentence.
    pub const UNKNOWN_NAME_AT_START: i32 = 110;
    /// Part of a person's name beside another name.
    pub const PERSONAL_BESIDE_NAME: i32 = 0;
    /// An adjective or verb with a capital right before a word that can only be a name: Teguh Santoso.
    pub const FIRST_NAME: i32 = 10;
    /// A noun or adjective with a capital right behind part of a person's name, and the last one that has one: *Rina Kembang*.
    pub const LAST_NAME: i32 = 10;
    /// A root that never stands alone.
    pub const BOUND: i32 = 10;
    /// What a verb costs less right behind a quotation, where speech verbs stand: *"Pergi!" jerit Ibu*.
    pub const SPEECH: i32 = 20;
    /// A part of speech that only the model knows.
    pub const OTHER_TAG: i32 = 4;
}

/// Chooses a reading for each slot of a sentence. In a `headline` all letters are capitals and case says nothing.
pub fn choose(model: &Model, slots: &[Slot<'_>], headline: bool) -> Vec<Choice> {
    Lattice::new(model, slots, headline, cheapest).trace()
}

/// Every option of every slot with the cost of the best way to it.
#[derive(Debug, Default)]
struct Lattice {
    nodes: Vec<Node>,
    /// Where the nodes of each slot end.
    ends: Vec<usize>,
}

impl Lattice {
    /// Of the options of each slot the lattice has those that `select` leaves.
    fn new(model: &Model, slots: &[Slot<'_>], headline: bool, select: fn(&mut Vec<Priced>)) -> Self {
        let mut lattice = Self { nodes: Vec::with_capacity(slots.len() * 2), ends: Vec::with_capacity(slots.len()) };
        let mut start = true;
        let mut rows_before = None;
        let mut scratch: Vec<Priced> = Vec::new();
        for (n, slot) in slots.iter().enumerate() {
            let rows = slot.rows;
            let options = match slot.small {
                Some(small) if !headline => small,
                _ => {
                    scratch.clear();
                    add_options(slots, n, start, headline, &mut scratch);
                    select(&mut scratch);
                    &scratch
                }
            };
            let before = n.checked_sub(1).map_or(0..0, |before| lattice.range(before));
            let quoted = is_behind_quotation(slots, n);
            for &(choice, mut own) in options {
                if quoted && choice.upos == Upos::Verb {
                    own.word -= cost::SPEECH;
                }
                let step = |upos| model.step_of(upos, rows_before, choice.upos, rows).total();
                let way = |(from, node): (usize, &Node)| (node.cost + step(Some(node.choice.upos)), from);
                let (cost, from) = match n {
                    0 => (step(None), 0),
                    _ => {
                        (lattice.nodes[before.clone()].iter().enumerate().map(way).min()).expect("a slot has an option")
                    }
                };
                lattice.nodes.push(Node { choice, own, cost: cost + own.total(), from });
            }
            lattice.ends.push(lattice.nodes.len());
            rows_before = rows;
            start = match slot.kind {
                TokenKind::Punctuation => {
                    start || matches!(slot.form, "\"" | "“" | ":" | "." | "!" | "?" | "-" | "–" | "—" | "(" | "||")
                }
                TokenKind::Symbol => start,
                _ => false,
            };
        }
        lattice
    }

    fn range(&self, slot: usize) -> std::ops::Range<usize> {
        slot.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[slot]
    }

    /// The options of a slot; none behind the last.
    fn column(&self, slot: usize) -> &[Node] {
        if slot < self.ends.len() { &self.nodes[self.range(slot)] } else { &[] }
    }

    /// The options on the cheapest way through all slots.
    fn trace(&self) -> Vec<Choice> {
        let mut out: Vec<Choice> = Vec::with_capacity(self.ends.len());
        let last = self.column(self.ends.len().saturating_sub(1));
        let mut at = (0..last.len()).min_by_key(|&n| (last[n].cost, n)).unwrap_or_default();
        for slot in (0..self.ends.len()).rev() {
            let node = &self.column(slot)[at];
            out.push(node.choice);
            at = node.from;
        }
        out.reverse();
        out
    }
}

/// Whether a word in small letters stands right behind the end of a quotation.
fn is_behind_quotation(slots: &[Slot<'_>], n: usize) -> bool {
    let mark = n.checked_sub(1).map(|m| &slots[m]).filter(|mark| mark.kind == TokenKind::Punctuation);
    let Some(mark) = mark.map(|mark| mark.form).filter(|_| slots[n].form.starts_with(char::is_lowercase)) else {
        return false;
    };
    let before = n.checked_sub(2).map_or("", |m| slots[m].form);
    match mark {
        "”" | "’" | "»" => true,
        "\"" | "'" => matches!(before, "," | "." | "!" | "?" | "…" | "..."),
        _ => false,
    }
}

/// An option of a slot with what it costs in its place.
pub type Priced = (Choice, Own);

/// Leaves the cheapest option of each part of speech. Steps ask for nothing else of a reading, so no other can be on the cheapest way.
fn cheapest(options: &mut Vec<Priced>) {
    let mut kept = 0;
    for n in 0..options.len() {
        let (choice, own) = options[n];
        match options[..kept].iter().position(|(other, _)| other.upos == choice.upos) {
            Some(at) if own.total() < options[at].1.total() => {
                // It takes its own place in the order, which decides between equals.
                options[at..kept].rotate_left(1);
                options[kept - 1] = (choice, own);
            }
            Some(_) => (),
            None => {
                options[kept] = (choice, own);
                kept += 1;
            }
        }
    }
    options.truncate(kept);
}

/// The options of a word, of which most have few.
pub type Options = SmallVec<[Priced; 3]>;

/// The options of a word in small letters, wherever it stands: for [`Slot::small`].
pub fn small_options(lower: &str, candidates: &[Candidate], rows: Option<&WordRows>) -> Options {
    let slot = Slot { form: lower, lower, kind: TokenKind::Word, candidates, rows, small: None };
    let mut options = Vec::new();
    add_options(&[slot], 0, true, false, &mut options);
    cheapest(&mut options);
    SmallVec::from_slice(&options)
}

/// An option of a slot.
#[derive(Clone, Copy, Debug)]
struct Node {
    choice: Choice,
    /// What the option costs in its place, its neighbours aside.
    own: Own,
    /// The cheapest way from the start of the sentence to it.
    cost: i32,
    /// The option before it on that way.
    from: usize,
}

/// What an option costs in its place, its neighbours aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// What the analyser says of the reading.
    pub reading: i32,
    /// Letter case, and roots that stand alone.
    pub case: i32,
    /// What the model knows of the word.
    pub word: i32,
}

impl Own {
    /// The sum.
    pub fn total(self) -> i32 {
        self.reading + self.case + self.word
    }
}

/// Adds the readings of a slot with their costs in its place, without those of the neighbours.
fn add_options(slots: &[Slot<'_>], n: usize, start: bool, headline: bool, out: &mut Vec<Priced>) {
    let slot = &slots[n];
    let rows = slot.rows;
    if slot.candidates.is_empty() {
        let upos = match slot.kind {
            TokenKind::Number => Upos::Num,
            TokenKind::Symbol => Upos::Sym,
            TokenKind::Address => Upos::X,
            TokenKind::Punctuation | TokenKind::Word => Upos::Punct,
        };
        out.push((Choice { candidate: 0, upos }, Own::default()));
        return;
    }
    let capital = slot.form.starts_with(char::is_uppercase);
    let capitals = capital && is_written_in_capitals(slot.form);
    // Behind a prefix it is the name whose case says something: anti-AS, pro-Rusia.
    let behind_prefix = || {
        let name = slot.form.rsplit_once('-').map_or(slot.form, |(_, name)| name);
        let capital = name.starts_with(char::is_uppercase);
        (capital, capital && is_written_in_capitals(name))
    };
    let beside_name = || {
        [n.checked_sub(1), Some(n + 1)].into_iter().flatten().filter_map(|m| slots.get(m)).any(|s| {
            s.kind == TokenKind::Word
                && s.form.starts_with(char::is_uppercase)
                && (s.candidates.iter().any(|c| c.personal)
                    || s.candidates.first().is_some_and(|c| c.basis >= Basis::Guess))
        })
    };
    // BPK is the audit agency, whatever bpk and Bpk may be.
    let initials = capitals && !headline && slot.candidates.iter().any(|c| c.name == Some(slot.form));
    let place = slot.candidates.iter().any(|c| c.place);
    for (candidate, c) in slot.candidates.iter().enumerate() {
        let (capital, capitals) = if c.prefixed { behind_prefix() } else { (capital, capitals) };
        let case = match c.name {
            _ if headline => 0,
            name if initials && name != Some(slot.form) => cost::WRONG_CASE,
            Some(name) if name.starts_with(char::is_lowercase) => 0,
            Some(_) if !capital => cost::WRONG_CASE,
            // AS is written in capitals; As at the start of a sentence is the axle.
            Some(name) if is_capitals(name) && name.len() > 1 && !capitals => cost::WRONG_CASE,
            Some(_) if c.personal && beside_name() => cost::PERSONAL_BESIDE_NAME,
            Some(_) if start => cost::NAME_AT_START,
            Some(_) => 0,
            None if capitals && slot.lower.len() <= 5 && !start => cost::CAPITAL * 2,
            None if capital && !start => {
                if c.whole {
                    cost::CAPITAL + if place { cost::CAPITAL_OF_PLACE } else { 0 }
                } else {
                    cost::CAPITAL_UNLISTED
                }
            }
            None => 0,
        };
        // Readings that only a name's case rules out stay, at a price, so that there always is one.
        let bound = if c.bound && c.whole { cost::BOUND } else { 0 };
        let mut upos = c.upos;
        // Foreign words in capitals are titles and names: The West Wing.
        if (c.basis == Basis::Unknown || c.upos == Upos::X) && capital && !headline {
            upos = Upos::Propn;
        }
        let word = rows.map_or(0, |rows| rows.cost(upos));
        out.push((Choice { candidate, upos }, Own { reading: c.cost as i32, case: case + bound, word }));
    }
    // A capitalised word of which only a guess or a far-fetched derivation is known is likelier a name.
    let unlisted = !start && slot.candidates.iter().all(|c| c.basis >= Basis::Derived);
    let far_fetched = |c: &Candidate| c.basis >= Basis::Derived && (c.prefixed || unlisted);
    let mut weak = slot.candidates.iter().enumerate().filter(|(_, c)| far_fetched(c));
    let next_is_capital = || {
        slots.get(n + 1).is_some_and(|next| next.kind == TokenKind::Word && next.form.starts_with(char::is_uppercase))
    };
    if capital && !headline && slot.form.chars().count() == 1 && next_is_capital() {
        // An initial: M Nuh.
        out.push((Choice { candidate: 0, upos: Upos::Propn }, Own::default()));
    }
    let before_unknown = || {
        slots.get(n + 1).is_some_and(|next| {
            next.kind == TokenKind::Word
                && next.form.starts_with(char::is_uppercase)
                && next.candidates.iter().all(|c| c.basis >= Basis::Guess || c.personal)
        })
    };
    let quality = slot.candidates.first().is_some_and(|c| matches!(c.upos, Upos::Adj | Upos::Verb | Upos::Adv));
    if capital && !capitals && !headline && !start && quality && before_unknown() {
        out.push((Choice { candidate: 0, upos: Upos::Propn }, Own { case: cost::FIRST_NAME, ..Own::default() }));
    }
    let behind_given = || {
        let before = n.checked_sub(1).map(|m| &slots[m]).filter(|s| s.form.starts_with(char::is_uppercase));
        before.is_some_and(|s| s.candidates.first().is_some_and(|c| c.personal))
    };
    let named = slot.candidates.first().is_some_and(|c| matches!(c.upos, Upos::Noun | Upos::Adj));
    if capital && !capitals && !headline && !start && named && !next_is_capital() && behind_given() {
        out.push((Choice { candidate: 0, upos: Upos::Propn }, Own { case: cost::LAST_NAME, ..Own::default() }));
    }
    if capital && !headline {
        let case = if start { cost::UNKNOWN_NAME_AT_START } else { cost::UNKNOWN_NAME };
        let price = Own { case, ..Own::default() };
        let whole = slot.candidates.iter().rposition(|c| c.basis == Basis::Unknown);
        if let Some((at, _)) = weak.next_back() {
            out.push((Choice { candidate: whole.unwrap_or(at), upos: Upos::Propn }, price));
        } else if let Some(at) = whole {
            out.push((Choice { candidate: at, upos: Upos::Propn }, price));
        }
    }
    // A part of speech that the model knows of the word and no reading has: the treebank sees the word otherwise than the lexicon.
    if let Some(rows) = rows {
        let cheapest = (0..slot.candidates.len()).min_by_key(|&n| (out[n].1.reading, n)).unwrap_or_default();
        for &(upos, word) in &rows.own {
            if slot.candidates.iter().all(|c| c.upos != upos) {
                let own = Own { word, reading: out[cheapest].1.reading, case: cost::OTHER_TAG };
                out.push((Choice { candidate: cheapest, upos }, own));
            }
        }
    }
}

/// Whether a form of several letters has capitals alone.
fn is_written_in_capitals(form: &str) -> bool {
    form.chars().filter(|c| c.is_alphabetic()).count() > 1 && is_capitals(form)
}

fn is_capitals(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random, the same every time.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (self.0 >> 33) % n
        }
    }

    #[test]
    fn options_that_cannot_win_change_nothing() {
        let model = Model::builtin();
        let forms = ["saat", "Bank", "itu", "yang", "anti-AS", "BPK", "di", "Teguh", "lebih"];
        let mut dice = Dice(7);
        let mut left_out = 0;
        for _ in 0..2_000 {
            let lower: Vec<(&str, String)> =
                (0..1 + dice.below(6)).map(|_| forms[dice.below(9) as usize]).map(|f| (f, f.to_lowercase())).collect();
            let readings: Vec<Vec<Candidate>> = lower
                .iter()
                .map(|(form, _)| {
                    let candidate = |_| Candidate {
                        upos: Upos::ALL[dice.below(6) as usize],
                        cost: dice.below(4) as u32 * 5,
                        basis: [Basis::Listed, Basis::Derived, Basis::Guess][dice.below(3) as usize],
                        name: (dice.below(4) == 0).then_some(form),
                        whole: dice.below(2) == 0,
                        personal: dice.below(4) == 0,
                        place: dice.below(4) == 0,
                        bound: dice.below(8) == 0,
                        prefixed: dice.below(4) == 0,
                    };
                    (0..5).map(candidate).collect()
                })
                .collect();
            let rows = |lower: &str| model.word(lower);
            let small: Vec<_> = lower.iter().zip(&readings).map(|((_, l), c)| small_options(l, c, rows(l))).collect();
            let slots: Vec<Slot<'_>> = lower
                .iter()
                .zip(&readings)
                .zip(&small)
                .map(|(((form, lower), candidates), small)| Slot {
                    form,
                    lower,
                    kind: TokenKind::Word,
                    candidates,
                    rows: rows(lower),
                    small: (form == lower).then_some(small),
                })
                .collect();
            let bare: Vec<Slot<'_>> = slots.iter().map(|slot| Slot { small: None, ..*slot }).collect();
            for headline in [false, true] {
                let all = Lattice::new(&model, &bare, headline, |_| ());
                assert_eq!(choose(&model, &slots, headline), all.trace(), "{slots:?}");
                left_out += all.nodes.len() - Lattice::new(&model, &slots, headline, cheapest).nodes.len();
            }
        }
        assert!(left_out > 10_000, "{left_out}");
    }
}

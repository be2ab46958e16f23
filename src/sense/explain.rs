//! Why a reading was chosen: every option of a slot with its costs.

use super::{Choice, Lattice, Model, Node, Own, Slot, Step};
use crate::model::Upos;

/// The options of a slot.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The options, the chosen one first, then by what the best sentence with each of them costs.
    pub options: Vec<Option>,
}

/// An option of a slot, and the best sentence that has it.
#[derive(Clone, Copy, Debug)]
pub struct Option {
    /// Which reading.
    pub choice: Choice,
    /// What it costs in its place, its neighbours aside.
    pub own: Own,
    /// The part of speech before it in the best sentence that has it; `None` at the start.
    pub before: std::option::Option<Upos>,
    /// The step from there.
    pub left: Step,
    /// The part of speech after it; `None` at the end.
    pub after: std::option::Option<Upos>,
    /// The step there.
    pub right: Step,
    /// What that sentence costs.
    pub sentence: i32,
}

impl Explained {
    /// By how much the best sentence with another option costs more than the chosen one. `None` if there is no other.
    pub fn margin(&self) -> std::option::Option<i32> {
        Some(self.options.get(1)?.sentence - self.options.first()?.sentence)
    }
}

/// Explains the choice for the slot at `n`; the slots are those that [`super::choose`] chose from.
pub fn explain(model: &Model, slots: &[Slot<'_>], headline: bool, n: usize) -> Explained {
    let bare: Vec<Slot<'_>> = slots.iter().map(|slot| Slot { small: None, ..*slot }).collect();
    let lattice = Lattice::new(model, &bare, headline, |_| ());
    let chosen = lattice.trace()[n];
    let rows = |n: usize| model.word(slots[n].lower);
    let step = |n: usize, before: &Node, after: &Node| {
        model.step_of(Some(before.choice.upos), rows(n), after.choice.upos, rows(n + 1))
    };
    // What the rest of the sentence costs after each option: of the slot behind, then of this one.
    let mut after: Vec<i32> = Vec::new();
    let mut rest: Vec<i32> = vec![0; lattice.column(slots.len() - 1).len()];
    for m in (n + 1..slots.len()).rev() {
        after = rest;
        let on = |node| onward(lattice.column(m), &after, |next| step(m - 1, node, next)).0;
        rest = lattice.column(m - 1).iter().map(on).collect();
    }
    let option = |(at, node): (usize, &Node)| {
        let previous = n.checked_sub(1).map(|before| &lattice.column(before)[node.from]);
        let left = match previous {
            Some(before) => step(n - 1, before, node),
            None => model.step_of(None, None, node.choice.upos, rows(n)),
        };
        let column = lattice.column(n + 1);
        let next = (!column.is_empty()).then(|| &column[onward(column, &after, |next| step(n, node, next)).1]);
        Option {
            choice: node.choice,
            own: node.own,
            before: previous.map(|p| p.choice.upos),
            left,
            after: next.map(|p| p.choice.upos),
            right: next.map_or_else(Step::default, |next| step(n, node, next)),
            sentence: node.cost + rest[at],
        }
    };
    let mut options: Vec<Option> = lattice.column(n).iter().enumerate().map(option).collect();
    options.sort_by_key(|o| (o.choice != chosen, o.sentence));
    Explained { options }
}

/// The cheapest way on into `column`, of which each option costs `rest` after itself: what it costs and where it goes.
fn onward(column: &[Node], rest: &[i32], step: impl Fn(&Node) -> Step) -> (i32, usize) {
    let cost = |(n, node): (usize, &Node)| (step(node).total() + node.own.total() + rest[n], n);
    column.iter().enumerate().map(cost).min().unwrap_or_default()
}

//! Which of the candidates in a sentence win.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::View;
use super::compile::Role;
use super::found::{Advantage, Loser, TermMatch};
use super::search::{Candidate, Rank};
use super::table::{List, Table, TermRecord};

/// Candidates of the same tokens, the best first, that no longer match takes away.
struct Kept<'c> {
    group: &'c [Candidate],
    /// Whether it lies inside a longer match.
    inside: bool,
}

impl Kept<'_> {
    fn holds(&self, other: &Candidate) -> bool {
        self.group[0].start <= other.start && other.end <= self.group[0].end
    }
}

/// The winners among the candidates, in order of their tokens.
pub(super) fn choose<'i>(tables: &'i [Table], mut found: Vec<Candidate>, sentence: &[View<'_>]) -> Vec<TermMatch<'i>> {
    found.sort_by_key(Candidate::order);
    let mut kept: Vec<Kept<'_>> = Vec::with_capacity(found.len());
    let mut beaten: Vec<(usize, &[Candidate])> = Vec::new();
    for group in found.chunk_by(|a, b| (a.start, a.end) == (b.start, b.end)) {
        let best = &group[0];
        // Longer ones come first, and one of a single token holds no other.
        let holder = kept.iter().take_while(|k| k.group[0].len() > 1).position(|k| k.holds(best));
        match holder {
            Some(holder) if best.len() == 1 && best.pattern.role != Role::Abbreviation => beaten.push((holder, group)),
            _ => kept.push(Kept { group, inside: holder.is_some() }),
        }
    }
    let mut order: Vec<usize> = (0..kept.len()).collect();
    order.sort_by_key(|&n| (kept[n].group[0].start, Reverse(kept[n].group[0].end)));
    let chosen = order.into_iter().map(|n| {
        let inner = beaten.iter().filter(move |(holder, _)| *holder == n).map(|(_, group)| *group);
        term_match(tables, &kept[n], inner, sentence)
    });
    let mut matches: Vec<TermMatch<'i>> = chosen.collect();
    mark_crossing(&mut matches);
    matches
}

/// The match of the best of a group. `inner` are the groups inside it that it takes away.
fn term_match<'i, 'c>(
    tables: &'i [Table],
    kept: &Kept<'_>,
    inner: impl Iterator<Item = &'c [Candidate]>,
    sentence: &[View<'_>],
) -> TermMatch<'i> {
    let best = &kept.group[0];
    let (table, tokens) = (&tables[best.table as usize], best.tokens());
    let term = table.term(best.pattern.term);
    let mut targets = table.targets(&term, best.english);
    let rivals = distinct(kept.group).skip(1).map(|c| lost(tables, c, advantage(best.rank, c.rank)));
    let mut losers: Vec<Loser<'i>> = rivals.collect();
    let ambiguous = losers.iter().any(|l| l.against == Advantage::Order && !l.targets().begins_like(&targets));
    let english = targets.next();
    losers.extend(inner.flat_map(distinct).map(|c| lost(tables, c, Advantage::Longer)));
    let covered = || {
        let words: Vec<&str> = sentence[tokens.clone()].iter().map(|v| v.form).collect();
        Cow::Owned(words.join(" "))
    };
    let before = tokens.start.checked_sub(1).map(|n| sentence[n].lower);
    TermMatch {
        glossary: best.table as usize,
        term: term.number,
        key: term.key(),
        target: english.map_or_else(covered, Cow::Borrowed),
        others: targets.collect(),
        of_senses: of_senses(best, &term),
        sense: best.sense(),
        pos: best.pattern.pos,
        status: term.status,
        role: best.pattern.role,
        place: best.pattern.number as usize,
        inflection: best.pattern.inflection,
        spelling: best.pattern.spelling,
        clitic: best.clitic,
        se: best.se,
        para: before == Some("para"),
        abbreviation: best.pattern.role == Role::Abbreviation,
        inside: kept.inside,
        crosses: false,
        ambiguous,
        losers,
        tokens,
    }
}

/// In order of their starts, a match is crossed by one that begins before it ends and ends after.
fn mark_crossing(matches: &mut [TermMatch<'_>]) {
    for n in 0..matches.len() {
        let (start, end) = (matches[n].tokens.start, matches[n].tokens.end);
        for other in n + 1..matches.len() {
            if matches[other].tokens.start >= end {
                break;
            }
            if matches[other].tokens.end > end && matches[other].tokens.start > start {
                matches[n].crosses = true;
                matches[other].crosses = true;
            }
        }
    }
}

/// The renderings of the senses of the entry that were not taken. Relatives have English of their own.
fn of_senses<'i>(best: &Candidate, term: &TermRecord<'i>) -> Vec<&'i str> {
    let mut out: Vec<&str> = Vec::new();
    if best.pattern.is_plain() || best.pattern.role == Role::Relative {
        return out;
    }
    let main: Option<List<'_>> = best.sense().map(|_| term.target());
    let senses = term.senses().enumerate().filter(|(n, _)| Some(*n) != best.sense()).map(|(_, (_, list))| list);
    for english in main.into_iter().chain(senses).flatten() {
        if !out.contains(&english) {
            out.push(english);
        }
    }
    out
}

/// The candidates of one span, the first of each term.
fn distinct(group: &[Candidate]) -> impl Iterator<Item = &Candidate> {
    let same = |a: &Candidate, b: &Candidate| (a.table, a.pattern.term) == (b.table, b.pattern.term);
    group.iter().enumerate().filter(move |(n, c)| !group[..*n].iter().any(|b| same(b, c))).map(|(_, c)| c)
}

fn lost<'i>(tables: &'i [Table], c: &Candidate, against: Advantage) -> Loser<'i> {
    let (glossary, place) = (c.table as usize, c.pattern.term);
    Loser { glossary, tokens: c.tokens(), against, table: &tables[glossary], place, english: c.english }
}

/// What the winner has before the loser.
fn advantage(winner: Rank, loser: Rank) -> Advantage {
    match () {
        () if winner.glossary != loser.glossary => Advantage::Glossary,
        () if winner.condition != loser.condition => Advantage::Condition,
        () if winner.domain != loser.domain => Advantage::Domain,
        () if winner.status != loser.status => Advantage::Status,
        () if winner.written != loser.written => Advantage::Written,
        () if winner.whole != loser.whole => Advantage::Whole,
        () => Advantage::Order,
    }
}

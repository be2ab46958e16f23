//! Which sentences belong together.
//!
//! The best sequence of beads is found by dynamic programming over a band around anchors. A bead's worth is a log-likelihood
//! ratio: how much better its sides explain one another, word by word, than the language alone would (Moore 2002), together
//! with the likelihood of their lengths and of its kind (Gale and Church 1993). Words explain one another by what padan
//! knows of them (as in Varga et al. 2005, with a dictionary that knows affixes), by names, numbers and spelling.

use std::collections::HashMap;
use std::ops::Range;

use super::lexis::{Lexis, open};
use super::line::{SourceClass, SourceLine, TargetWord};
use super::target::TargetClass;

/// Segments of both sides that are translations of one another. An empty side: left out, or added.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Segments of the source.
    pub source: Range<usize>,
    /// Segments of the target.
    pub target: Range<usize>,
    /// How far to trust it, 0 to 1. That of a bead with an empty side says how sure the gap is.
    pub confidence: f32,
    /// The translation stands elsewhere than its neighbours' do.
    pub moved: bool,
}

impl Bead {
    /// A bead that is known to be right.
    pub fn sure(source: Range<usize>, target: Range<usize>) -> Self {
        Self { source, target, confidence: 1.0, moved: false }
    }

    /// Whether both sides have segments.
    pub fn is_pair(&self) -> bool {
        !self.source.is_empty() && !self.target.is_empty()
    }
}

/// Kinds of beads, with how many segments of each side, and the logarithm of how often they occur.
const KINDS: &[(usize, usize, f32)] =
    &[(1, 1, -0.12), (1, 0, -4.2), (0, 1, -4.2), (1, 2, -3.2), (2, 1, -3.2), (2, 2, -8.0)];

/// A word that the other side explains gains how rare it is (`-ln p`), less what chance would give a segment of usual length,
/// and less again for two segments, times how far that is to be trusted.
const TRUST: f32 = 0.75;
const CHANCE: f32 = 1.5;
const CHANCE_OF_TWO: f32 = 1.4;
/// Explanations that are worth less are none.
const KNOWN: f32 = 0.3;
/// What a content word loses that the other side does not explain: little, for translation is free.
const UNEXPLAINED: f32 = -0.75;
/// Weight of the lengths' likelihood.
const LENGTH: f32 = 0.9;
/// Variance of the length ratio for a character, after Gale and Church.
const VARIANCE: f32 = 6.8;
/// Segments to each side of the line between anchors that are looked at.
const BAND: usize = 24;

/// A segment, reduced to what the comparison needs.
struct Line {
    length: f32,
    /// Number of content words.
    words: usize,
    /// Keys of the words, rising: key, word, weight.
    keys: Vec<(u32, u16, f32)>,
}

/// Keys that tell of spelling share the numbers above this one with English stems.
const SPELLING: u32 = 1 << 31;

/// Numbers of spellings: the beginnings of what is left of a word when the languages' ways of writing loan words are set aside.
#[derive(Default)]
struct Spellings(HashMap<String, u32>);

impl Spellings {
    fn key(&mut self, skeleton: &str) -> Option<u32> {
        let short: String = skeleton.chars().take(5).collect();
        if short.chars().count() < 4 {
            return None;
        }
        let next = self.0.len() as u32;
        Some(SPELLING | *self.0.entry(short).or_insert(next))
    }
}

/// Both sides as lines.
struct Lines {
    source: Vec<Line>,
    target: Vec<Line>,
    /// How rare each key is in the target: `-ln p`.
    rarity: HashMap<u32, f32>,
}

impl Lines {
    fn new(
        lexis: &Lexis<'_>,
        source: &[SourceLine],
        target: &[Vec<TargetWord>],
        lengths: (&[usize], &[usize]),
    ) -> Self {
        let mut spellings = Spellings::default();
        let target: Vec<Line> =
            target.iter().zip(lengths.1).map(|(l, &n)| Line::of_target(lexis, l, n, &mut spellings)).collect();
        let mut counts: HashMap<u32, f32> = HashMap::new();
        target.iter().flat_map(|l| &l.keys).for_each(|&(k, ..)| *counts.entry(k).or_default() += 1.0);
        let all: f32 = target.iter().map(|l| l.words as f32).sum();
        // A short text says little of how rare a word is; some thousand words of any text are assumed beside it.
        let rarity: HashMap<u32, f32> =
            counts.into_iter().map(|(k, c)| (k, ((all + 3000.0) / (c + 1.0)).ln())).collect();
        let mut kinds = HashMap::new();
        let source = source
            .iter()
            .zip(lengths.0)
            .map(|(l, &n)| Line::of_source(lexis, l, n, &mut spellings, &mut kinds, &rarity))
            .collect();
        Self { source, target, rarity }
    }

    /// How well each word of source line `i` and of target line `j` is explained by the other line.
    fn explained(&self, i: usize, j: usize) -> (Vec<f32>, Vec<f32>) {
        let (s, t) = (&self.source[i], &self.target[j]);
        let mut of_source = vec![0.0f32; s.words];
        let mut of_target = vec![0.0f32; t.words];
        for &(key, word, _) in &t.keys {
            let from = s.keys.partition_point(|&(k, ..)| k < key);
            let rarity = self.rarity.get(&key).copied().unwrap_or(0.0);
            for &(_, back, weight) in s.keys[from..].iter().take_while(|&&(k, ..)| k == key) {
                let worth = weight * rarity;
                let (a, b) = (&mut of_target[usize::from(word)], &mut of_source[usize::from(back)]);
                *a = a.max(worth);
                *b = b.max(worth);
            }
        }
        (of_source, of_target)
    }

    fn length(&self, source: Range<usize>, target: Range<usize>, ratio: f32) -> f32 {
        let s: f32 = self.source[source].iter().map(|l| l.length).sum();
        let t: f32 = self.target[target].iter().map(|l| l.length).sum();
        let expected = s * ratio;
        let mean = (expected + t) / 2.0;
        if mean <= 0.0 {
            return 0.0;
        }
        let off = (t - expected) / (mean * VARIANCE).sqrt();
        // The tails are heavy: a free translation may have any length.
        -LENGTH * (1.0 + off * off / 2.0).ln()
    }
}

fn raise(keys: &mut Vec<(u32, f32)>, key: u32, weight: f32) {
    match keys.iter_mut().find(|(k, _)| *k == key) {
        Some((_, w)) => *w = w.max(weight),
        None => keys.push((key, weight)),
    }
}

/// The most words of a segment that are looked at; what is longer is no sentence.
const LONGEST: usize = 2000;

impl Line {
    fn new(words: &[Vec<(u32, f32)>], length: usize) -> Self {
        let mut keys: Vec<(u32, u16, f32)> = Vec::new();
        for (n, of_word) in words.iter().enumerate() {
            keys.extend(of_word.iter().map(|&(k, w)| (k, n as u16, w)));
        }
        keys.sort_unstable_by_key(|&(k, word, _)| (k, word));
        Self { length: length as f32, words: words.len(), keys }
    }

    fn of_target(lexis: &Lexis<'_>, line: &[TargetWord], length: usize, spellings: &mut Spellings) -> Self {
        let content = |c: TargetClass| matches!(c, TargetClass::Content | TargetClass::Number);
        let mut words = Vec::new();
        for word in line.iter().filter(|w| content(w.class())).take(LONGEST) {
            let kind = &lexis.targets[word.kind() as usize];
            let mut keys: Vec<(u32, f32)> = lexis.target_keys(word.kind()).iter().map(|&k| (k, 1.0)).collect();
            if word.class() == TargetClass::Content {
                keys.extend(spellings.key(lexis.skeletons.string(kind.skeleton)).map(|k| (k, 1.0)));
            }
            words.push(keys);
        }
        Self::new(&words, length)
    }

    /// Keys that the target does not have at all are left out. `kinds` remembers those of each kind of word.
    fn of_source(
        lexis: &Lexis<'_>,
        line: &SourceLine,
        length: usize,
        spellings: &mut Spellings,
        kinds: &mut HashMap<u32, Vec<(u32, f32)>>,
        rarity: &HashMap<u32, f32>,
    ) -> Self {
        let mut words = Vec::new();
        for (n, word) in line.words.iter().enumerate() {
            if words.len() >= LONGEST || !open(word.class()) && word.class() != SourceClass::Pronoun {
                continue;
            }
            let kind = &lexis.sources[word.kind as usize];
            let of_kind = kinds.entry(word.kind).or_insert_with(|| {
                let renders = lexis.renders(word.kind);
                let mut keys: Vec<(u32, f32)> = renders.iter().copied().filter(|&(_, w)| w >= 0.2).collect();
                if open(kind.class) {
                    let strange = renders.is_empty() || kind.class == SourceClass::Name;
                    keys.extend(
                        spellings
                            .key(lexis.skeletons.string(kind.skeleton))
                            .map(|k| (k, if strange { 0.7 } else { 0.35 })),
                    );
                }
                keys.retain(|(k, _)| rarity.contains_key(k));
                keys
            });
            let mut keys = of_kind.clone();
            let units = line.units.iter().filter(|u| u.contains(n));
            let glosses = std::iter::once((word.gloss(), 1.0)).chain(units.map(|u| (u.gloss, 0.8)));
            for (gloss, trust) in glosses {
                for &(key, weight) in lexis.gloss_keys(gloss).iter().filter(|(k, _)| rarity.contains_key(k)) {
                    raise(&mut keys, key, weight * trust);
                }
            }
            words.push(keys);
        }
        Self::new(&words, length)
    }
}

/// What words that are explained so well by `lines` segments are worth; each that is not costs. The more there is to explain it
/// by, the less an explanation is worth.
fn worth(explained: &[f32], lines: usize) -> f32 {
    let chance = if lines > 1 { CHANCE + CHANCE_OF_TWO } else { CHANCE };
    let of = |&e: &f32| if e > KNOWN { ((e - chance) * TRUST).max(UNEXPLAINED) } else { UNEXPLAINED };
    explained.iter().map(of).sum()
}

fn best_of(a: &[f32], b: &[f32]) -> Vec<f32> {
    a.iter().zip(b).map(|(x, y)| x.max(*y)).collect()
}

/// Worth of beads, computed once a cell.
struct Cells<'a> {
    lines: &'a Lines,
    ratio: f32,
    /// Explanations of the cells of the last rows.
    rows: HashMap<(usize, usize), (Vec<f32>, Vec<f32>)>,
}

impl Cells<'_> {
    fn cell(&mut self, i: usize, j: usize) -> (Vec<f32>, Vec<f32>) {
        self.rows.entry((i, j)).or_insert_with(|| self.lines.explained(i, j)).clone()
    }

    /// The worth of the words of a bead that ends before `i` and `j`.
    fn words(&mut self, i: usize, j: usize, (a, b): (usize, usize)) -> f32 {
        match (a, b) {
            (1, 1) => {
                let (s, t) = self.cell(i - 1, j - 1);
                worth(&s, 1) + worth(&t, 1)
            }
            (2, 1) => {
                let ((s1, t1), (s2, t2)) = (self.cell(i - 2, j - 1), self.cell(i - 1, j - 1));
                worth(&s1, 1) + worth(&s2, 1) + worth(&best_of(&t1, &t2), 2)
            }
            (1, 2) => {
                let ((s1, t1), (s2, t2)) = (self.cell(i - 1, j - 2), self.cell(i - 1, j - 1));
                worth(&best_of(&s1, &s2), 2) + worth(&t1, 1) + worth(&t2, 1)
            }
            _ => {
                let (a, b) = (self.cell(i - 2, j - 2), self.cell(i - 2, j - 1));
                let (c, d) = (self.cell(i - 1, j - 2), self.cell(i - 1, j - 1));
                worth(&best_of(&a.0, &b.0), 2)
                    + worth(&best_of(&c.0, &d.0), 2)
                    + worth(&best_of(&a.1, &c.1), 2)
                    + worth(&best_of(&b.1, &d.1), 2)
            }
        }
    }

    fn score(&mut self, i: usize, j: usize, (a, b, kind): (usize, usize, f32)) -> f32 {
        if a == 0 || b == 0 {
            return kind;
        }
        kind + self.words(i, j, (a, b)) + self.lines.length(i - a..i, j - b..j, self.ratio)
    }
}

/// The beads of two lists of sentences: together they hold every segment once, and but for the moved ones they rise on both
/// sides.
pub(super) fn align(
    lexis: &Lexis<'_>,
    source: &[SourceLine],
    target: &[Vec<TargetWord>],
    lengths: (&[usize], &[usize]),
) -> Vec<Bead> {
    let lines = Lines::new(lexis, source, target, lengths);
    let (n, m) = (source.len(), target.len());
    let total = |side: &[Line]| side.iter().map(|l| l.length).sum::<f32>();
    let ratio = match total(&lines.source) {
        s if s > 0.0 && m > 0 => (total(&lines.target) / s).clamp(0.5, 2.0),
        _ => 1.0,
    };
    let anchors = anchors(&lines);
    let bands = bands(n, m, &anchors);
    let mut cells = Cells { lines: &lines, ratio, rows: HashMap::new() };
    // back[i][j - start] is the kind of the best bead that ends before i and j.
    let mut back: Vec<Vec<u8>> = Vec::with_capacity(n + 1);
    let mut scores: Vec<Vec<f32>> = Vec::with_capacity(3);
    for i in 0..=n {
        let band = bands[i].clone();
        let mut row = vec![f32::NEG_INFINITY; band.len()];
        let mut kinds = vec![u8::MAX; band.len()];
        for j in band.clone() {
            if i == 0 && j == 0 {
                row[0] = 0.0;
                continue;
            }
            for (k, &kind) in KINDS.iter().enumerate() {
                let (a, b, _) = kind;
                if a > i || b > j {
                    continue;
                }
                let (pi, pj) = (i - a, j - b);
                let before = match a {
                    0 => (pj >= band.start).then(|| row[pj - band.start]),
                    _ => bands[pi].contains(&pj).then(|| scores[scores.len() - a][pj - bands[pi].start]),
                };
                let Some(before) = before.filter(|s| s.is_finite()) else { continue };
                let score = before + cells.score(i, j, kind);
                if score > row[j - band.start] {
                    row[j - band.start] = score;
                    kinds[j - band.start] = k as u8;
                }
            }
        }
        back.push(kinds);
        scores.push(row);
        if scores.len() > 2 {
            scores.remove(0);
        }
        cells.rows.retain(|&(r, _), _| r + 1 >= i);
    }
    let mut beads = trace(&bands, &back, n, m);
    for bead in &mut beads {
        bead.confidence = confidence(&lines, bead);
    }
    moved(&lines, beads)
}

/// How far lines that were given as pairs, as many on both sides, are pairs: a bead for each.
pub(super) fn given(
    lexis: &Lexis<'_>,
    source: &[SourceLine],
    target: &[Vec<TargetWord>],
    lengths: (&[usize], &[usize]),
) -> Vec<Bead> {
    let lines = Lines::new(lexis, source, target, lengths);
    let mut beads: Vec<Bead> = (0..source.len()).map(|n| Bead::sure(n..n + 1, n..n + 1)).collect();
    beads.iter_mut().for_each(|bead| bead.confidence = confidence(&lines, bead));
    beads
}

/// Reads the beads back from the end.
fn trace(bands: &[Range<usize>], back: &[Vec<u8>], n: usize, m: usize) -> Vec<Bead> {
    let mut beads = Vec::new();
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        let kind = bands[i].contains(&j).then(|| back[i][j - bands[i].start]).and_then(|k| KINDS.get(usize::from(k)));
        let (a, b) = match kind {
            Some(&(a, b, _)) => (a, b),
            // Only where no path reaches: the bands always join, so this is the far corner of an empty side.
            None if i > 0 => (1, 0),
            None => (0, 1),
        };
        beads.push(Bead { source: i - a..i, target: j - b..j, confidence: 0.0, moved: false });
        (i, j) = (i - a, j - b);
    }
    beads.reverse();
    beads
}

/// The share of the content words of both sides that are explained, a little softened.
fn confidence(lines: &Lines, bead: &Bead) -> f32 {
    if !bead.is_pair() {
        return 0.5;
    }
    let mut found = 0.0;
    let mut all = 0.0;
    let mut tally = |explained: &[f32]| {
        found += explained.iter().map(|e| (e / 3.0).min(1.0)).sum::<f32>();
        all += explained.len() as f32;
    };
    let over = |f: &dyn Fn(usize, usize) -> Vec<f32>, rows: Vec<(usize, usize)>| {
        rows.into_iter().map(|(i, j)| f(i, j)).reduce(|a, b| best_of(&a, &b)).unwrap_or_default()
    };
    for i in bead.source.clone() {
        tally(&over(&|i, j| lines.explained(i, j).0, bead.target.clone().map(|j| (i, j)).collect()));
    }
    for j in bead.target.clone() {
        tally(&over(&|i, j| lines.explained(i, j).1, bead.source.clone().map(|i| (i, j)).collect()));
    }
    // A line of punctuation or function words alone says nothing against its counterpart.
    if all == 0.0 { 0.5 } else { ((found / all) * 1.15).min(1.0) }
}

/// Pairs of segments that belong together beyond doubt, rising on both sides: the anchors of the band.
///
/// Candidates share rare keys; the best rising chain of them is kept.
fn anchors(lines: &Lines) -> Vec<(usize, usize)> {
    let mut places: HashMap<u32, Vec<u32>> = HashMap::new();
    for (j, line) in lines.target.iter().enumerate() {
        for &(key, ..) in &line.keys {
            let list = places.entry(key).or_default();
            if list.last() != Some(&(j as u32)) {
                list.push(j as u32);
            }
        }
    }
    let mut candidates: Vec<(usize, usize, f32)> = Vec::new();
    for (i, line) in lines.source.iter().enumerate() {
        let mut votes: HashMap<u32, f32> = HashMap::new();
        let mut last = u32::MAX;
        for &(key, _, weight) in &line.keys {
            if key == last {
                continue;
            }
            last = key;
            let Some(list) = places.get(&key).filter(|l| l.len() <= 8) else { continue };
            for &j in list {
                *votes.entry(j).or_default() += weight * lines.rarity.get(&key).copied().unwrap_or(0.0);
            }
        }
        let mut votes: Vec<(u32, f32)> = votes.into_iter().collect();
        votes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let Some(&(j, vote)) = votes.first() else { continue };
        let second = votes.get(1).map_or(0.0, |v| v.1);
        if vote > 14.0 && vote > second * 1.5 {
            candidates.push((i, j as usize, vote));
        }
    }
    chain(&candidates)
}

/// The heaviest chain of candidates that rises on both sides. A Fenwick tree of best weights by target makes it `n log n`.
fn chain(candidates: &[(usize, usize, f32)]) -> Vec<(usize, usize)> {
    let Some(width) = candidates.iter().map(|c| c.1 + 2).max() else { return Vec::new() };
    let mut tree: Vec<(f32, usize)> = vec![(0.0, usize::MAX); width + 1];
    let mut before = vec![usize::MAX; candidates.len()];
    let mut total = vec![0.0f32; candidates.len()];
    for (n, &(_, j, weight)) in candidates.iter().enumerate() {
        let mut best = (0.0, usize::MAX);
        let mut at = j;
        while at > 0 {
            if tree[at].0 > best.0 {
                best = tree[at];
            }
            at &= at - 1;
        }
        (total[n], before[n]) = (best.0 + weight, best.1);
        let mut at = j + 1;
        while at < tree.len() {
            if total[n] > tree[at].0 {
                tree[at] = (total[n], n);
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut at = (0..candidates.len()).max_by(|&a, &b| total[a].total_cmp(&total[b]).then(b.cmp(&a)));
    let mut out = Vec::new();
    while let Some(n) = at.filter(|&n| n != usize::MAX) {
        out.push((candidates[n].0, candidates[n].1));
        at = Some(before[n]);
    }
    out.reverse();
    out
}

/// The targets that each row looks at: around the straight line between the anchors beside it. Neighbouring rows overlap.
fn bands(n: usize, m: usize, anchors: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut points = vec![(0, 0)];
    points.extend(anchors.iter().map(|&(i, j)| (i, j)));
    points.push((n, m));
    let mut out = Vec::with_capacity(n + 1);
    let mut at = 0;
    for i in 0..=n {
        while at + 2 < points.len() && points[at + 1].0 <= i {
            at += 1;
        }
        let ((i0, j0), (i1, j1)) = (points[at], points[at + 1]);
        let rows = i1.saturating_sub(i0).max(1);
        let columns = j1.saturating_sub(j0);
        // Where the sides differ in number, somewhere something is left out: the band is wide enough for all of it.
        let slack = BAND + columns.abs_diff(rows).min(400) + rows.min(100) / 4;
        let middle = j0 + columns * (i - i0).min(rows) / rows;
        out.push(middle.saturating_sub(slack)..(middle + slack + 1).min(m + 1));
    }
    out[0].start = 0;
    out[n].end = m + 1;
    // A path must lead on from each row: bands that jump are joined.
    for i in 1..=n {
        if out[i].start >= out[i - 1].end {
            out[i].start = out[i - 1].end.saturating_sub(1);
        }
    }
    for i in (0..n).rev() {
        if out[i].end <= out[i + 1].start {
            out[i].end = out[i + 1].start + 1;
        }
    }
    out
}

/// Finds segments left over on both sides that belong together all the same: they were moved.
fn moved(lines: &Lines, mut beads: Vec<Bead>) -> Vec<Bead> {
    const LEAST: f32 = 0.55;
    let left: Vec<usize> = (0..beads.len()).filter(|&b| beads[b].target.is_empty()).collect();
    let added: Vec<usize> = (0..beads.len()).filter(|&b| beads[b].source.is_empty()).collect();
    // Each key's places among the lines that were added, so that a book with many of them stays quick.
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for &b in &added {
        for &(key, ..) in &lines.target[beads[b].target.start].keys {
            places.entry(key).or_default().push(b);
        }
    }
    let mut found: Vec<(f32, usize, usize)> = Vec::new();
    for &a in &left {
        let i = beads[a].source.start;
        if lines.source[i].words < 3 {
            continue;
        }
        let mut near: Vec<usize> = lines.source[i]
            .keys
            .iter()
            .filter_map(|(k, ..)| places.get(k))
            .filter(|p| p.len() <= 50)
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        for b in near {
            let j = beads[b].target.start;
            let pair = Bead { source: i..i + 1, target: j..j + 1, confidence: 0.0, moved: true };
            let sure = confidence(lines, &pair);
            if sure >= LEAST && lines.target[j].words >= 3 {
                found.push((sure, a, b));
            }
        }
    }
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut gone = vec![false; beads.len()];
    for (sure, a, b) in found {
        if gone[a] || gone[b] || beads[a].moved {
            continue;
        }
        beads[a] =
            Bead { source: beads[a].source.clone(), target: beads[b].target.clone(), confidence: sure, moved: true };
        gone[b] = true;
    }
    let mut kept = gone.iter();
    beads.retain(|_| !kept.next().is_some_and(|g| *g));
    beads
}

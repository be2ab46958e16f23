//! Fits `weights.tsv` anew, from pairs of lines whose links are known.
//!
//! No test, but it needs what only this module sees. docs/ALIGN.md says how to run it. Each group of word classes has a logistic regression of
//! its own, with a quadratic penalty towards the weights of all groups together, and those towards nothing; the second pass is fitted on what
//! the first thinks. A share of the pairs is linked by weights fitted on the others, which gives the figure to expect.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::super::{Bitext, Tokens, lines};
use super::link::{self, FEATURES, FIRST, GROUPS, Prior, Scene, Weights};
use super::model::Evidence;
use super::{Learned, Lexis, Model, Pairs};
use crate::Annotator;
use crate::lexicon::Lexicon;
use crate::morph::Analyzer;
use crate::terms::TermIndex;

/// How much a pair of words counts: linked surely, linked possibly, not linked.
const COUNTS: [f64; 3] = [1.1, 0.15, 0.9];
/// How strongly weights are held to those of all groups together.
const PENALTY: f64 = 2.0;
/// Passes of judgement.
const PASSES: usize = 2;
/// Shares of the pairs that are linked by weights of the others.
const FOLDS: usize = 5;

/// The links of a pair of lines: sure ones, and sure and possible ones.
#[derive(Default)]
struct Gold {
    sure: HashSet<(usize, usize)>,
    all: HashSet<(usize, usize)>,
}

/// A pair of words: its features, how much it counts, and whether it is linked.
struct Row {
    features: [f32; FEATURES],
    counts: f64,
    linked: bool,
}

/// Pairs of lines with what their words are to one another.
struct Corpus<'a> {
    lexis: Lexis<'a>,
    pairs: Pairs,
    evidence: Vec<Evidence>,
    gold: Vec<Gold>,
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

impl<'a> Corpus<'a> {
    /// `tokens.tsv` has name, source and target a line, `alignment.tsv` name and links `i-j` (sure) and `i?j` (possible).
    fn new(annotator: &'a Annotator, folder: &Path) -> Self {
        let (tokens, links) = (read(&folder.join("tokens.tsv")), read(&folder.join("alignment.tsv")));
        let mut rows = Vec::new();
        for line in tokens.lines() {
            let [name, source, target] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("no three fields: {line}")
            };
            rows.push((name, source, target));
        }
        let side = |n: usize| rows.iter().map(|r| [r.1, r.2][n].to_owned() + "\n").collect::<String>();
        let bitext = Bitext::of_aligned_lines("gold", &side(0), &side(1)).expect("as many lines");
        let mut lexis = Lexis::new(annotator);
        let pairs: Pairs = bitext.pairs().map(|(s, t)| lines(&mut lexis, &s, &t, Tokens::Given)).collect();
        let model = Model::train(&lexis, &pairs, &Learned::default());
        let evidence = pairs.iter().map(|pair| model.evidence(&lexis, pair)).collect();
        let gold = rows.iter().map(|(name, ..)| {
            let line = links
                .lines()
                .find_map(|l| l.split_once('\t').filter(|(n, _)| n == name))
                .expect("links of each pair")
                .1;
            let mut gold = Gold::default();
            for link in line.split_whitespace() {
                let (i, j) = link.split_once(['-', '?']).expect("i-j or i?j");
                let link_of = (i.parse().expect("a number"), j.parse().expect("a number"));
                gold.all.insert(link_of);
                if link.contains('-') {
                    gold.sure.insert(link_of);
                }
            }
            gold
        });
        let gold = gold.collect();
        Self { lexis, pairs, evidence, gold }
    }

    fn scene(&self, n: usize) -> Scene<'_> {
        Scene::new(&self.lexis, self.pairs.get(n), &self.evidence[n])
    }

    /// The pairs of words of one pair of lines, each with its group, as the pass after those of `weights` sees them.
    fn rows(&self, n: usize, weights: &Weights) -> Vec<(usize, Row)> {
        let scene = self.scene(n);
        let (height, width) = (self.pairs.get(n).source.len(), self.pairs.get(n).target.len());
        let prior = (!weights.passes.is_empty()).then(|| Prior::new(scene.judge(weights), height, width));
        let mut out = Vec::new();
        for (i, j) in (0..height).flat_map(|i| (0..width).map(move |j| (i, j))) {
            let Some(group) = scene.group(i, j) else { continue };
            let mut features = [0.0; FEATURES];
            scene.features(i, j, prior.as_ref(), &mut features);
            let (sure, linked) = (self.gold[n].sure.contains(&(i, j)), self.gold[n].all.contains(&(i, j)));
            let counts = if sure {
                COUNTS[0]
            } else if linked {
                COUNTS[1]
            } else {
                COUNTS[2]
            };
            out.push((group, Row { features, counts, linked }));
        }
        out
    }

    /// Weights fitted on some pairs of lines.
    fn fit(&self, of: &[usize]) -> Weights {
        let mut weights = Weights { passes: Vec::new() };
        for pass in 0..PASSES {
            let used = if pass == 0 { FIRST } else { FEATURES };
            let rows: Vec<(usize, Row)> = of.iter().flat_map(|&n| self.rows(n, &weights)).collect();
            let all: Vec<&Row> = rows.iter().map(|(_, row)| row).collect();
            let base = regression(&all, &vec![0.0; used]);
            let mut groups = vec![[0.0f32; FEATURES]; GROUPS];
            for (g, place) in groups.iter_mut().enumerate() {
                let own: Vec<&Row> = rows.iter().filter(|(group, _)| *group == g).map(|(_, row)| row).collect();
                if !own.is_empty() {
                    let fitted = regression(&own, &base);
                    // As they are written.
                    place.iter_mut().zip(fitted).for_each(|(w, f)| *w = ((f * 100.0).round() / 100.0) as f32);
                }
            }
            weights.passes.push(groups);
        }
        weights
    }

    /// Of the links that are found those that are sure, those that are known at all, and how many; and how many are sure. To be summed.
    fn score(&self, n: usize, weights: &Weights) -> [usize; 4] {
        let links = link::decide(&self.scene(n).judge(weights), self.pairs.get(n).target.len());
        let hits = |of: &HashSet<(usize, usize)>| links.iter().filter(|l| of.contains(&(l.source, l.target))).count();
        [hits(&self.gold[n].sure), hits(&self.gold[n].all), links.len(), self.gold[n].sure.len()]
    }
}

fn shown(name: &str, scores: impl Iterator<Item = [usize; 4]>) -> String {
    let [sure, all, found, known] = scores.fold([0; 4], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]]);
    let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    format!(
        "{name}: precision {:.3}, recall {:.3}, AER {:.4}",
        share(all, found),
        share(sure, known),
        1.0 - share(sure + all, found + known)
    )
}

/// The weights of the likeliest logistic model, by Newton's method, with a quadratic penalty towards `base`.
fn regression(rows: &[&Row], base: &[f64]) -> Vec<f64> {
    let size = base.len();
    let penalty = |k: usize| if k == 0 { PENALTY * 0.1 } else { PENALTY };
    let mut weights = base.to_vec();
    for _ in 0..25 {
        let mut slope: Vec<f64> = (0..size).map(|k| penalty(k) * (weights[k] - base[k])).collect();
        let mut bend = vec![vec![0.0; size]; size];
        for row in rows {
            let x: Vec<f64> = row.features[..size].iter().map(|&f| f64::from(f)).collect();
            let sum: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-sum.clamp(-30.0, 30.0)).exp());
            let (off, curve) = (row.counts * (p - f64::from(u8::from(row.linked))), row.counts * p * (1.0 - p));
            for k in (0..size).filter(|&k| x[k] != 0.0) {
                slope[k] += off * x[k];
                for l in 0..size {
                    bend[k][l] += curve * x[k] * x[l];
                }
            }
        }
        (0..size).for_each(|k| bend[k][k] += penalty(k));
        let step = solved(bend, slope);
        weights.iter_mut().zip(&step).for_each(|(w, s)| *w -= s);
        if step.iter().all(|s| s.abs() < 1e-4) {
            break;
        }
    }
    weights
}

/// The solution of `matrix · x = right`; the matrix is positive definite.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for k in 0..size {
        for row in k + 1..size {
            let times = matrix[row][k] / matrix[k][k];
            let (above, below) = matrix.split_at_mut(row);
            below[0].iter_mut().zip(&above[k]).skip(k).for_each(|(b, a)| *b -= times * a);
            right[row] -= times * right[k];
        }
    }
    for k in (0..size).rev() {
        let known: f64 = (k + 1..size).map(|l| matrix[k][l] * right[l]).sum();
        right[k] = (right[k] - known) / matrix[k][k];
    }
    right
}

#[test]
#[ignore = "fits weights; PADAN_GOLD is the folder of tokens.tsv and alignment.tsv, PADAN_WEIGHTS the file to write"]
fn fit_the_weights_of_links() {
    let folder = PathBuf::from(std::env::var_os("PADAN_GOLD").expect("PADAN_GOLD names a folder"));
    let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
    let corpus = Corpus::new(&annotator, &folder);
    let all: Vec<usize> = (0..corpus.pairs.len()).collect();
    let mut report = vec![shown("as built in", all.iter().map(|&n| corpus.score(n, &Weights::builtin())))];
    let mut apart = Vec::new();
    for fold in 0..FOLDS {
        let (here, others): (Vec<usize>, Vec<usize>) = all.iter().partition(|&n| n % FOLDS == fold);
        let weights = corpus.fit(&others);
        apart.extend(here.iter().map(|&n| corpus.score(n, &weights)));
    }
    report.push(shown("each fifth by weights of the others", apart.into_iter()));
    let weights = corpus.fit(&all);
    report.push(shown("fitted on all", all.iter().map(|&n| corpus.score(n, &weights))));
    std::io::Write::write_all(&mut std::io::stderr(), (report.join("\n") + "\n").as_bytes()).expect("standard error");
    if let Some(path) = std::env::var_os("PADAN_WEIGHTS") {
        std::fs::write(path, weights.to_string()).expect("the file can be written");
    }
}

#[test]
fn a_line_is_found_again() {
    // Linked where the second feature is large.
    let row = |x: f32, linked| {
        let mut features = [0.0; FEATURES];
        features[..2].copy_from_slice(&[1.0, x]);
        Row { features, counts: 1.0, linked }
    };
    let rows: Vec<Row> = (0..40).map(|n| row(n as f32 / 40.0, n >= 20)).collect();
    let weights = regression(&rows.iter().collect::<Vec<_>>(), &[0.0, 0.0]);
    let p = |x: f64| 1.0 / (1.0 + (-(weights[0] + weights[1] * x)).exp());
    assert!(p(0.1) < 0.4 && p(0.9) > 0.6, "{weights:?}");
    assert_eq!(solved(vec![vec![2.0, 1.0], vec![1.0, 3.0]], vec![5.0, 10.0]), [1.0, 3.0]);
}

//! What texts say: terms are looked for in them, and in aligned texts their renderings too.

use std::collections::HashMap;
use std::rc::Rc;

use super::Found;
use super::work::Work;
use crate::english::StemKey;
use crate::glossary::edit::tree::Node;
use crate::terms::{Sentence, each_sentence};

/// Fewest aligned sentences with a term from which anything is concluded.
const FEW: usize = 5;

/// Indonesian and English, sentence by sentence.
#[derive(Debug)]
pub struct Aligned {
    /// The pairs.
    pub pairs: Vec<(String, String)>,
}

impl Aligned {
    /// Two texts whose lines are translations of one another. Nothing if they have not as many lines.
    pub fn lines(source: &str, target: &str) -> Option<Self> {
        let pairs: Vec<_> = source.lines().zip(target.lines()).map(|(s, t)| (s.to_owned(), t.to_owned())).collect();
        (pairs.len() == source.lines().count() && pairs.len() == target.lines().count()).then_some(Self { pairs })
    }
}

/// How often each term is found in the corpus, and how often inside a longer one.
fn counts(work: &Work<'_>) -> (Vec<usize>, usize) {
    let mut counts = vec![0; work.glossary.terms.len()];
    let mut sentences = 0;
    for text in work.options.corpus {
        each_sentence(text, |sentence| {
            sentences += 1;
            for found in sentence.find(work.index()) {
                counts[found.term] += 1;
            }
        });
    }
    (counts, sentences)
}

pub(super) fn never_seen(work: &Work<'_>, found: &mut Found<'_>) {
    if work.options.corpus.is_empty() {
        return;
    }
    let (counts, sentences) = counts(work);
    for (n, term, _) in work.terms().filter(|(n, ..)| counts[*n] == 0) {
        found.at(work.span(n), format!("{:?} is not in the {sentences} sentences of the corpus", term.source));
    }
}

pub(super) fn unlisted_spelling(work: &Work<'_>, found: &mut Found<'_>) {
    if work.options.corpus.is_empty() {
        return;
    }
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let mut terms: HashMap<String, usize> = HashMap::new();
    let mut longest = 1;
    for (n, term) in work.glossary.terms.iter().enumerate() {
        let words = term.source.split([' ', '-']).count();
        if words > 1 {
            longest = longest.max(words);
            terms.entry(letters(&term.source)).or_insert(n);
        }
    }
    let mut seen: HashMap<(usize, String), usize> = HashMap::new();
    for text in work.options.corpus {
        each_sentence(text, |sentence| {
            let matches = sentence.find(work.index());
            let tokens = sentence.lower();
            for from in 0..tokens.len() {
                let mut joined = String::new();
                for (to, token) in tokens.iter().enumerate().skip(from).take(longest) {
                    let word = letters(token);
                    if word.is_empty() {
                        break;
                    }
                    joined.push_str(&word);
                    let Some(&term) = terms.get(&joined) else { continue };
                    let written = sentence.words(&(from..to + 1)).to_lowercase();
                    let source = &work.glossary.terms[term];
                    let listed = source.source.to_lowercase() == written || source.also.contains(&written);
                    let base =
                        matches.iter().any(|m| m.term == term && m.tokens == (from..to + 1) && m.rules() == ["base"]);
                    if !listed && !base {
                        *seen.entry((term, written)).or_default() += 1;
                    }
                }
            }
        });
    }
    let mut seen: Vec<_> = seen.into_iter().collect();
    seen.sort_unstable();
    for ((term, written), count) in seen {
        let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
        found
            .at(work.span(term), format!("the corpus has {written:?} {times}"))
            .help("list it in `also`, if it is the same term");
    }
}

/// An aligned sentence with a term.
pub(super) struct Line {
    /// The sense that was chosen.
    sense: Option<usize>,
    /// Whether an abbreviation stands there.
    abbreviation: bool,
    /// The stems of its English.
    stems: Rc<[String]>,
}

/// The aligned sentences of each term.
pub(super) fn aligned(work: &Work<'_>) -> HashMap<usize, Vec<Line>> {
    let mut out: HashMap<usize, Vec<Line>> = HashMap::new();
    let Some(aligned) = work.options.aligned else { return out };
    let key = StemKey::default();
    for (source, target) in &aligned.pairs {
        let sentence = Sentence::new(source);
        let matches = sentence.find(work.index());
        if matches.is_empty() {
            continue;
        }
        let stems: Rc<[String]> = key.of(target).into();
        for m in matches {
            let line = Line { sense: m.sense, abbreviation: m.abbreviation, stems: Rc::clone(&stems) };
            out.entry(m.term).or_default().push(line);
        }
    }
    out
}

fn holds(stems: &[String], phrase: &[String]) -> bool {
    !phrase.is_empty() && stems.windows(phrase.len()).any(|w| w == phrase)
}

pub(super) fn ban_contradicted(work: &Work<'_>, found: &mut Found<'_>) {
    let (lines, key) = (work.aligned(), StemKey::default());
    for (n, _, node) in work.terms() {
        let Some(lines) = lines.get(&n).filter(|l| l.len() >= FEW) else { continue };
        for ban in node.get("avoid").map(Node::items).unwrap_or_default() {
            let Some(en) = ban.get("en") else { continue };
            let Some(text) = en.str() else { continue };
            let stems = key.of(text);
            let used = lines.iter().filter(|l| holds(&l.stems, &stems)).count();
            if used >= 3 && used * 5 >= lines.len() {
                found
                    .at(
                        &en.span,
                        format!("{text:?} is banned, yet stands in {used} of {} aligned sentences", lines.len()),
                    )
                    .help("reconsider the ban, or say in `why` that it is house style");
            }
        }
    }
}

pub(super) fn sense_without_support(work: &Work<'_>, found: &mut Found<'_>) {
    let (lines, key) = (work.aligned(), StemKey::default());
    for (n, term, node) in work.terms().filter(|(_, t, _)| !t.senses.is_empty()) {
        let Some(lines) = lines.get(&n).filter(|l| l.len() >= FEW) else { continue };
        for (number, sense) in term.senses.iter().enumerate() {
            let renderings: Vec<Vec<String>> = sense.target.iter().map(|t| key.of(t)).collect();
            let chosen: Vec<_> = lines.iter().filter(|l| l.sense == Some(number)).collect();
            let supported = chosen.iter().filter(|l| renderings.iter().any(|r| holds(&l.stems, r))).count();
            if supported > 0 {
                continue;
            }
            let written = node.get("sense").and_then(|s| s.items().get(number)).unwrap_or(node);
            let span = written.get("when").map_or(written.span.clone(), |w| w.span.clone());
            let name = sense.target.first().map(String::as_str).unwrap_or_default();
            let message = if chosen.is_empty() {
                format!("this condition holds in none of {} aligned sentences with {:?}", lines.len(), term.source)
            } else {
                format!("{name:?} stands in none of the {} aligned sentences where this holds", chosen.len())
            };
            found.at(&span, message);
        }
    }
}

pub(super) fn preferred_is_rare(work: &Work<'_>, found: &mut Found<'_>) {
    let (lines, key) = (work.aligned(), StemKey::default());
    for (n, term, node) in work.terms().filter(|(_, t, _)| t.target.len() > 1) {
        let Some(lines) = lines.get(&n) else { continue };
        let lines: Vec<_> = lines.iter().filter(|l| l.sense.is_none() && !l.abbreviation).collect();
        if lines.len() < FEW {
            continue;
        }
        let count = |t: &String| {
            let stems = key.of(t);
            lines.iter().filter(|l| holds(&l.stems, &stems)).count()
        };
        let counts: Vec<usize> = term.target.iter().map(count).collect();
        let Some(most) = (1..counts.len()).max_by_key(|&i| counts[i]) else { continue };
        if counts[0] * 5 < lines.len() && counts[most] >= 3 && counts[most] > 2 * counts[0] {
            let percent = |n: usize| n * 100 / lines.len();
            let span = node.get("en").map_or(work.span(n).clone(), |e| e.span.clone());
            found
                .at(
                    &span,
                    format!(
                        "{:?} is preferred, yet stands in {} % of {} aligned sentences, {:?} in {} %",
                        term.target[0],
                        percent(counts[0]),
                        lines.len(),
                        term.target[most],
                        percent(counts[most])
                    ),
                )
                .help("put the other one first, or give senses");
        }
    }
}

pub(super) fn example_fails(work: &Work<'_>, found: &mut Found<'_>) {
    let key = StemKey::default();
    for (_, term, node) in work.terms() {
        // A deprecated entry matches nothing on purpose.
        if term.status == crate::glossary::TermStatus::Deprecated {
            continue;
        }
        let items = node.get("example").map(Node::items).unwrap_or_default();
        for (example, item) in term.examples.iter().zip(items) {
            let sentence = Sentence::new(&example.source);
            let matches = sentence.find(work.index());
            let span = |key: &str| item.get(key).map_or(item.span.clone(), |n| n.span.clone());
            let ours: Vec<_> = matches.iter().filter(|m| m.key == term.key).collect();
            if ours.is_empty() {
                let finding = found.at(&span("text"), format!("{:?} is not found in its example", term.source));
                if let Some(other) = matches.iter().max_by_key(|m| m.tokens.len()) {
                    finding.help(format!("{:?} matches {:?} there", other.key, sentence.words(&other.tokens)));
                }
                continue;
            }
            let Some(target) = &example.target else { continue };
            let stems = key.of(target);
            let renderings = || ours.iter().flat_map(|m| std::iter::once(&*m.target).chain(m.others.iter().copied()));
            let english = |r: &str| {
                let r = key.of(r);
                r.is_empty() || holds(&stems, &r)
            };
            if !renderings().chain(term.target_forms.iter().map(String::as_str)).any(english) {
                let wanted: Vec<&str> = renderings().collect();
                found.at(&span("en"), format!("the English of the example has none of {}", wanted.join(", ")));
            }
        }
    }
}

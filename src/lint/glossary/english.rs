//! The English of the entries.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::Found;
use super::syntax::requoted;
use super::work::Work;
use crate::english::{StemKey, plural};
use crate::glossary::edit::tree::Node;
use crate::glossary::{Term, TermPos};
use crate::lint::lexicon::spelling;

/// The members of `avoid` as they are written, of the entry and of its senses.
fn ban_nodes(node: &Node) -> impl Iterator<Item = &Node> {
    fn of(node: &Node) -> impl Iterator<Item = &Node> {
        node.get("avoid").map(Node::items).unwrap_or_default().iter()
    }
    let senses = node.get("sense").map(Node::items).unwrap_or_default();
    of(node).chain(senses.iter().flat_map(of))
}

/// The strings that are renderings, with their places: `en` of the entry, its senses and its family.
fn english(node: &Node) -> Vec<(&str, &Node)> {
    let members = |key: &str| node.get(key).map(Node::items).unwrap_or_default().iter();
    let tables = members("sense").chain(members("family")).chain(members("abbr"));
    std::iter::once(node).chain(tables).filter_map(|n| n.get("en")).flat_map(Node::strings).collect()
}

pub(super) fn wanted_and_banned(work: &Work<'_>, found: &mut Found<'_>) {
    for (_, term, node) in work.terms() {
        for ban in node.get("avoid").map(Node::items).unwrap_or_default() {
            let Some(en) = ban.get("en") else { continue };
            let Some(text) = en.str() else { continue };
            if term.target.iter().any(|t| t.eq_ignore_ascii_case(text)) {
                found.at(&en.span, format!("{text:?} is both a rendering and banned")).help("decide on one");
            }
        }
    }
}

pub(super) fn no_reason(work: &Work<'_>, found: &mut Found<'_>) {
    for (_, _, node) in work.terms() {
        for ban in ban_nodes(node).filter(|b| b.get("why").is_none()) {
            let text = ban.get("en").and_then(Node::str).unwrap_or_default();
            found.at(&ban.span, format!("{text:?} is banned without a reason")).help("add `why = \"…\"`");
        }
    }
}

pub(super) fn replacement(work: &Work<'_>, found: &mut Found<'_>) {
    let key = StemKey::default();
    for (_, term, node) in work.terms() {
        let known: Vec<Vec<String>> = term.renderings().map(|r| key.of(r)).collect();
        for used in ban_nodes(node).filter_map(|b| b.get("use")) {
            let Some(text) = used.str() else { continue };
            if !known.contains(&key.of(text)) {
                found
                    .at(&used.span, format!("{text:?} is to be used, but is no rendering of {:?}", term.source))
                    .help("add it to `en`, or use one of those");
            }
        }
    }
}

pub(super) fn article(work: &Work<'_>, found: &mut Found<'_>) {
    for (_, term, node) in work.terms() {
        for (text, en) in english(node) {
            let articles: &[&str] = if term.pos == TermPos::Phrase { &[] } else { &["a ", "an ", "the ", "to "] };
            let Some(bare) = articles.iter().find_map(|a| text.strip_prefix(a)) else { continue };
            // "to" is part of prepositions and adverbs: to date.
            if text.starts_with("to ") && matches!(term.pos, TermPos::Adv | TermPos::Prep) {
                continue;
            }
            let what = if text.starts_with("to ") { "`to`" } else { "an article" };
            let raw = &work.text[en.span.clone()];
            found
                .at(&en.span, format!("{text:?} begins with {what}"))
                .help(format!("write {bare:?}"))
                .mend(en.span.clone(), requoted(raw, bare));
        }
    }
}

pub(super) fn plural_citation(work: &Work<'_>, found: &mut Found<'_>) {
    // What the lexicon glosses with is English; of *series* there is no *sery*.
    // Listing it takes a while, so only if there is a word to look up.
    let glosses: LazyCell<HashSet<&str>, _> =
        LazyCell::new(|| work.analyzer.lexicon().lexemes().flat_map(|l| l.glosses()).collect());
    for (_, term, node) in work.terms() {
        let several =
            term.source.contains('-') || ["para ", "kaum ", "beberapa "].iter().any(|p| term.source.starts_with(p));
        if term.pos != TermPos::Noun || several {
            continue;
        }
        let Some(en) = node.get("en") else { continue };
        for (text, en) in en.strings() {
            let head = text.split(" of ").next().unwrap_or(text).rsplit(' ').next().unwrap_or(text);
            if !head.ends_with('s') || head.ends_with("ss") {
                continue;
            }
            let stem = head.strip_suffix("ies").map(|s| format!("{s}y"));
            let es = head.strip_suffix("es").map(str::to_owned);
            let s = head.strip_suffix('s').map(str::to_owned);
            let singular =
                [stem, s, es].into_iter().flatten().find(|w| plural(w) == head && glosses.contains(w.as_str()));
            if let Some(singular) = singular {
                found.at(&en.span, format!("{text:?} is a plural")).help(format!(
                    "Indonesian nouns are either: write {singular:?}, unless English has only the plural"
                ));
            }
        }
    }
}

pub(super) fn same_as_term(work: &Work<'_>, found: &mut Found<'_>) {
    for (n, term, node) in work.terms() {
        let Some(en) = node.get("en") else { continue };
        if term.untranslated || en.str() != Some(term.source.as_str()) || !Work::is_name(term) {
            continue;
        }
        let finding = found.at(&en.span, format!("{:?} stays as it is", term.source));
        finding.help("say so: `dnt = true`");
        let section = &work.tree.sections[work.layout.entries[work.entry_of[n]].sections.start];
        if let Some((key, span)) = section.pairs.iter().find(|(k, _)| k.name == "en") {
            let gap = &work.text[key.span.end..en.span.start];
            let gap = gap.strip_prefix(' ').filter(|g| g.starts_with(' ')).unwrap_or(gap);
            finding.mend(key.span.start..span.end, format!("dnt{gap}true"));
        }
    }
}

pub(super) fn name_without_capitals(work: &Work<'_>, found: &mut Found<'_>) {
    for (_, _, node) in work.terms().filter(|(_, t, _)| Work::is_name(t)) {
        let Some(en) = node.get("en") else { continue };
        for (text, en) in en.strings() {
            if !text.chars().any(|c| c.is_uppercase() || c.is_ascii_digit()) {
                found.at(&en.span, format!("{text:?} is the English of a name and has no capital"));
            }
        }
    }
}

pub(super) fn mixed_spelling(work: &Work<'_>, found: &mut Found<'_>) {
    let mut american = Vec::new();
    let mut british = Vec::new();
    for (_, _, node) in work.terms().filter(|(_, t, _)| !Work::is_name(t)) {
        for (text, en) in english(node) {
            for word in text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.chars().all(char::is_lowercase)) {
                match spelling::norm(word) {
                    Some(spelling::Norm::American) => american.push((word, text, en)),
                    Some(spelling::Norm::British) => british.push((word, text, en)),
                    None => {}
                }
            }
        }
    }
    if american.is_empty() || british.is_empty() {
        return;
    }
    let (odd, rest, name) = if american.len() <= british.len() {
        (&american, &british, "American")
    } else {
        (&british, &american, "British")
    };
    let (other, _, at) = rest[0];
    let (line, column) = found.lines.line_column(work.text, at.span.start);
    for (word, _, en) in odd {
        found.at(&en.span, format!("{word:?} is {name} spelling; {other:?} at {line}:{column} is not")).help(format!(
            "of the file, {} words are spelt the other way, {} this way",
            rest.len(),
            odd.len()
        ));
    }
}

pub(super) fn bans_ours(work: &Work<'_>, found: &mut Found<'_>) {
    let key = StemKey::default();
    // Preferred renderings by their first stem.
    let mut ours: HashMap<String, Vec<(usize, Vec<String>)>> = HashMap::new();
    for (n, term) in work.glossary.terms.iter().enumerate() {
        let Some(first) = term.target.first() else { continue };
        let stems = key.of(first);
        for stem in &stems {
            ours.entry(stem.clone()).or_default().push((n, stems.clone()));
        }
    }
    for (n, term, node) in work.terms() {
        let words = |t: &Term| t.source.to_lowercase();
        for (ban, at) in term.bans().zip(ban_nodes(node)) {
            let banned = key.of(&ban.target);
            let Some(first) = banned.first() else { continue };
            // Only where both are about the same words: a ban of "head" for *ketua* says nothing about *kepala*.
            let clash = ours.get(first).into_iter().flatten().find(|(other, stems)| {
                let theirs = words(&work.glossary.terms[*other]);
                *other != n
                    && stems.windows(banned.len()).any(|w| *w == *banned)
                    && theirs
                        .split(' ')
                        .collect::<Vec<_>>()
                        .windows(words(term).split(' ').count())
                        .any(|w| w.join(" ") == words(term))
            });
            let Some((other, _)) = clash else { continue };
            let other_term = &work.glossary.terms[*other];
            let span = at.get("en").map_or(at.span.clone(), |n| n.span.clone());
            found
                .at(
                    &span,
                    format!(
                        "{:?} is banned here, but {:?} at {} prefers {:?}",
                        ban.target,
                        other_term.source,
                        work.place(*other),
                        other_term.target[0]
                    ),
                )
                .help("decide on one, or allow it with the reason");
        }
    }
}

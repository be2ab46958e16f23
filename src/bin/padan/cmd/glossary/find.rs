//! `padan glossary find`: entries by Indonesian or English, inflected or misspelt.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use padan::Lexicon;
use padan::english::StemKey;
use padan::glossary::Term;
use padan::glossary::edit::tree::Node;
use padan::morph::Analyzer;
use padan::terms::{Sentence, TermIndex};
use serde_json::json;
use strsim::damerau_levenshtein;

use super::entry::{self, Source};
use crate::args::GlossaryArgs;
use crate::outcome::Outcome;
use crate::output;

/// What to look for.
#[derive(Debug, Args)]
pub struct Find {
    /// Words, Indonesian or English
    #[arg(required = true, value_name = "WORD")]
    pub words: Vec<String>,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    /// Most entries to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// One JSON object an entry
    #[arg(long)]
    pub json: bool,
}

/// How an entry was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Term,
    Form,
    English,
    PartOfTerm,
    PartOfEnglish,
    Misspelt,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Form => "form",
            Self::English => "english",
            Self::PartOfTerm => "in term",
            Self::PartOfEnglish => "in english",
            Self::Misspelt => "similar",
        }
    }
}

/// Indonesian words of an entry.
fn sources(term: &Term) -> impl Iterator<Item = &str> {
    let family = term.family.iter().flat_map(|f| std::iter::once(&f.source).chain(&f.also));
    let abbreviations = term.abbreviations.iter().map(|a| &a.form);
    let all = std::iter::once(&term.source).chain(&term.also).chain(&term.forms).chain(abbreviations).chain(family);
    all.map(String::as_str).chain(std::iter::once(term.key.as_str()))
}

/// English words of an entry.
fn targets(term: &Term) -> impl Iterator<Item = &str> {
    let senses = term.senses.iter().flat_map(|s| &s.target);
    let family = term.family.iter().flat_map(|f| &f.target);
    let abbreviations = term.abbreviations.iter().filter_map(|a| a.target.as_ref());
    term.target.iter().chain(senses).chain(family).chain(abbreviations).map(String::as_str)
}

/// Mistakes that are forgiven in a word of this length.
fn forgiven(query: &str) -> usize {
    match query.chars().count() {
        0..4 => 0,
        4..8 => 1,
        8..16 => 2,
        _ => 3,
    }
}

/// How well an entry answers a query: the way, and the distance of a misspelling.
fn answers(term: &Term, query: &str, stems: &[String], key: &StemKey) -> Option<(Way, usize)> {
    if sources(term).any(|s| s.to_lowercase() == query) {
        return Some((Way::Term, 0));
    }
    let english: Vec<Vec<String>> = targets(term).map(|t| key.of(t)).collect();
    if english.iter().any(|e| e == stems) {
        return Some((Way::English, 0));
    }
    let words = |s: &str| s.to_lowercase().split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
    let asked = words(query);
    if sources(term).any(|s| words(s).windows(asked.len()).any(|w| w == asked)) {
        return Some((Way::PartOfTerm, 0));
    }
    if !stems.is_empty() && english.iter().any(|e| e.windows(stems.len()).any(|w| w == stems)) {
        return Some((Way::PartOfEnglish, 0));
    }
    let distance = |s: &str| damerau_levenshtein(&s.to_lowercase(), query);
    let nearest = sources(term).chain(targets(term)).map(distance).min()?;
    (nearest <= forgiven(query)).then_some((Way::Misspelt, nearest))
}

pub fn run(args: &Find) -> Result<Outcome> {
    let sources = Source::all(&args.glossary)?;
    let query = padan::text::SourceText::from_text("-", args.words.join(" ")).text().trim().to_lowercase();
    let key = StemKey::default();
    let stems = key.of(&query);
    let analyzer = Analyzer::new(Lexicon::builtin());
    let mut found: Vec<(Way, usize, &Term, &Node)> = Vec::new();
    for source in &sources {
        let glossary = padan::Glossary { terms: source.terms.clone() };
        let mut index = TermIndex::default();
        index.add(&glossary, &analyzer);
        let written = args.words.join(" ");
        let inflected: Vec<usize> = Sentence::new(&written).find(&index).into_iter().map(|m| m.term).collect();
        for (n, (term, node)) in source.entries().enumerate() {
            match answers(term, &query, &stems, &key) {
                Some((way, _)) if way > Way::Form && inflected.contains(&n) => found.push((Way::Form, 0, term, node)),
                Some((way, distance)) => found.push((way, distance, term, node)),
                None if inflected.contains(&n) => found.push((Way::Form, 0, term, node)),
                None => {}
            }
        }
    }
    // Guesses are for when there is nothing better.
    if found.iter().any(|(way, ..)| *way < Way::Misspelt) {
        found.retain(|(way, ..)| *way < Way::Misspelt);
    }
    found.sort_by_key(|(way, distance, ..)| (*way, *distance));
    let mut out = output::stdout();
    for (way, _, term, node) in found.iter().take(args.limit) {
        if args.json {
            let mut row = entry::row(term, node);
            row.insert("found".to_owned(), json!(way.name()));
            entry::write_json(&mut out, &row)?;
        } else {
            let english = if term.untranslated { "(kept)".to_owned() } else { term.target.join(", ") };
            writeln!(out, "{:<11} {}  {english}  ({})", way.name(), term.source, term.at)?;
        }
    }
    if found.len() > args.limit && !args.json {
        writeln!(out, "… {} more with --limit", found.len() - args.limit)?;
    }
    out.flush()?;
    Ok(if found.is_empty() { Outcome::Lacking } else { Outcome::Done })
}

//! `padan glossary senses`: how often each sense of an entry is chosen in texts, or how it is rendered, with examples.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use padan::glossary::Term;
use padan::glossary::edit::tree::Node;
use padan::glossary::edit::write;
use padan::morph::Analyzer;
use padan::terms::{TermIndex, each_sentence};
use padan::{Glossary, Lexicon};
use serde_json::json;

use super::entry::{self, Source};
use crate::args::GlossaryArgs;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;
use crate::pairs::ParallelArgs;

/// Which entries, in which texts.
#[derive(Debug, Args)]
pub struct Senses {
    /// Keys or terms [default: every entry that has senses]
    #[arg(value_name = "KEY")]
    pub keys: Vec<String>,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    /// Texts, or folders of texts, in which the senses are counted
    #[arg(long, required_unless_present = "parallel", value_name = "PATH")]
    pub corpus: Vec<PathBuf>,
    #[command(flatten)]
    pub parallel: ParallelArgs,
    /// Only entries that are mostly rendered otherwise, or as their bans say (with --parallel)
    #[arg(long, requires = "parallel")]
    pub contradicted: bool,
    /// Examples of each sense
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub examples: usize,
    /// One JSON object a sense
    #[arg(long)]
    pub json: bool,
}

/// What texts have of a sense.
#[derive(Clone, Default)]
struct Seen {
    count: usize,
    examples: Vec<String>,
}

pub fn run(args: &Senses) -> Result<Outcome> {
    if !args.parallel.parallel.is_empty() {
        return super::renderings::run(args);
    }
    let sources = Source::all(&args.glossary)?;
    let analyzer = Analyzer::new(Lexicon::builtin());
    let texts = inputs::corpus(&args.corpus)?;
    let mut index = TermIndex::default();
    for source in &sources {
        let glossary = Glossary { terms: source.terms.clone() };
        index.add(&glossary, &analyzer);
    }
    let asked = |t: &Term| match args.keys.as_slice() {
        [] => !t.senses.is_empty(),
        keys => keys.iter().any(|k| *k == t.key || *k == t.source),
    };
    // Of each entry that is asked for: its own English first, then its senses.
    let mut seen: Vec<Vec<Option<Vec<Seen>>>> = sources
        .iter()
        .map(|s| s.terms.iter().map(|t| asked(t).then(|| vec![Seen::default(); t.senses.len() + 1])).collect())
        .collect();
    for text in &texts {
        each_sentence(text.text(), |sentence| {
            for found in sentence.find(&index) {
                let Some(Some(senses)) = seen.get_mut(found.glossary).and_then(|g| g.get_mut(found.term)) else {
                    continue;
                };
                let seen = &mut senses[found.sense.map_or(0, |n| n + 1)];
                seen.count += 1;
                if seen.examples.len() < args.examples {
                    seen.examples.push(sentence.text().split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
        });
    }
    let mut out = output::stdout();
    let mut any = false;
    for (source, seen) in sources.iter().zip(&seen) {
        for ((term, node), seen) in source.entries().zip(seen) {
            let Some(seen) = seen else { continue };
            if std::mem::replace(&mut any, true) && !args.json {
                writeln!(out)?;
            }
            show(term, node, seen, args.json, &mut out)?;
        }
    }
    out.flush()?;
    Ok(if any { Outcome::Done } else { Outcome::Lacking })
}

fn show(term: &Term, node: &Node, seen: &[Seen], json: bool, out: &mut impl Write) -> Result<()> {
    let total: usize = seen.iter().map(|s| s.count).sum();
    if !json {
        writeln!(out, "{}  ({}): {total} times", term.source, term.at)?;
    }
    for (n, seen) in seen.iter().enumerate() {
        let sense = n.checked_sub(1);
        let english = sense.map_or(&term.target, |s| &term.senses[s].target);
        let written = sense.and_then(|s| node.get("sense")?.items().get(s)?.get("when"));
        if json {
            let row = json!({
                "key": term.key,
                "sense": sense,
                "when": written.map(entry::json),
                "en": english,
                "count": seen.count,
                "examples": seen.examples,
            });
            entry::write_json(out, &row)?;
            continue;
        }
        let when = written.map_or_else(|| "otherwise".to_owned(), write::inline);
        writeln!(out, "  {:>5}  {}  {when}", seen.count, english.join(", "))?;
        for example in &seen.examples {
            writeln!(out, "         · {example}")?;
        }
    }
    Ok(())
}

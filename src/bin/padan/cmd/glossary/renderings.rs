//! `padan glossary senses --parallel`: how translators render the entries and their senses.

use std::io::Write;

use anyhow::Result;
use padan::align::{Aligner, Learned, Tokens};
use padan::candidates::{SenseUse, Verdict, senses};
use padan::glossary::Term;
use padan::morph::Analyzer;
use padan::terms::TermIndex;
use padan::{Annotator, Glossary, Lexicon};
use serde_json::json;

use super::entry::{self, Source};
use super::senses::Senses;
use crate::outcome::Outcome;
use crate::output;

pub fn run(args: &Senses) -> Result<Outcome> {
    let sources = Source::all(&args.glossary)?;
    let analyzer = Analyzer::new(Lexicon::builtin());
    let glossaries: Vec<Glossary> = sources.iter().map(|s| Glossary { terms: s.terms.clone() }).collect();
    let mut index = TermIndex::default();
    glossaries.iter().for_each(|g| index.add(g, &analyzer));
    let annotator = Annotator::new(analyzer, index, Default::default());
    let mut aligner = Aligner::new(&annotator);
    let bitexts = args.parallel.load(&mut aligner, false)?.into_iter().map(|l| l.bitext).collect();
    let aligned = aligner.align_words(bitexts, &Learned::default(), Tokens::Cut);
    let uses = senses(&annotator, &glossaries, &aligned, args.examples);
    let mut out = output::stdout();
    let mut last = None;
    for seen in &uses {
        let Some(term) = glossaries.get(seen.glossary).and_then(|g| g.terms.get(seen.term)) else { continue };
        let asked = args.keys.is_empty() || args.keys.iter().any(|k| *k == term.key || *k == term.source);
        if !asked || args.contradicted && !contradicted(seen) {
            continue;
        }
        if args.json {
            entry::write_json(&mut out, &row(term, seen))?;
        } else {
            if last != Some((seen.glossary, seen.term)) {
                if last.is_some() {
                    writeln!(out)?;
                }
                writeln!(out, "{}  ({})", term.source, term.at)?;
            }
            show(term, seen, &mut out)?;
        }
        last = Some((seen.glossary, seen.term));
    }
    out.flush()?;
    Ok(if last.is_some() { Outcome::Done } else { Outcome::Lacking })
}

/// Whether translators mostly write something else than what is preferred, or what is banned.
fn contradicted(seen: &SenseUse) -> bool {
    let against = |v: Verdict| !matches!(v, Verdict::Preferred | Verdict::Admitted);
    let first = seen.renderings.first().is_some_and(|(r, v)| against(*v) && r.count > 1);
    first || seen.renderings.iter().any(|(r, v)| *v == Verdict::Banned && r.count > 1)
}

fn english(term: &Term, seen: &SenseUse) -> Vec<String> {
    seen.sense.and_then(|s| term.senses.get(s)).map_or_else(|| term.target.clone(), |s| s.target.clone())
}

fn show(term: &Term, seen: &SenseUse, out: &mut impl Write) -> Result<()> {
    let sense =
        if term.senses.is_empty() { String::new() } else { format!(", sense {}", seen.sense.map_or(0, |s| s + 1)) };
    writeln!(out, "  {} times{sense}; the glossary has {}", seen.count, english(term, seen).join(", "))?;
    for ((rendering, verdict), examples) in seen.renderings.iter().zip(&seen.examples) {
        let told = if *verdict == Verdict::Preferred { String::new() } else { format!("  ({})", verdict.name()) };
        writeln!(out, "  {:>5}  {}{told}", rendering.count, rendering.english)?;
        if !matches!(verdict, Verdict::Preferred | Verdict::Admitted) {
            for (source, target) in examples {
                writeln!(out, "         · {source}\n           {target}")?;
            }
        }
    }
    if seen.unrendered > 0 {
        writeln!(out, "  {:>5}  (not rendered as a whole)", seen.unrendered)?;
    }
    Ok(())
}

fn row(term: &Term, seen: &SenseUse) -> serde_json::Value {
    let rendering = |((r, verdict), examples): (&(padan::candidates::Rendering, Verdict), &Vec<(String, String)>)| {
        json!({
            "en": r.english,
            "count": r.count,
            "verdict": verdict.name(),
            "examples": examples.iter().map(|(id, en)| json!({ "id": id, "en": en })).collect::<Vec<_>>(),
        })
    };
    json!({
        "key": term.key,
        "sense": seen.sense,
        "en": english(term, seen),
        "count": seen.count,
        "unrendered": seen.unrendered,
        "contradicted": contradicted(seen),
        "renderings": seen.renderings.iter().zip(&seen.examples).map(rendering).collect::<Vec<_>>(),
    })
}

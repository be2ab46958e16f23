//! `padan lookup`: every reading of a word.

use std::io::Write;

use anyhow::Result;
use padan::english::StemKey;
use padan::glossary::Term;
use padan::lexicon::{Flag, Lexeme};
use padan::model::{Analysis, Basis, CostReason, MorphemeKind};
use padan::morph::{Analyzer, affix, affixes, renderings};
use padan::{Glossary, Lexicon};

use crate::args::Lookup;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;

/// Readings shown without `--explain`.
const SHOWN: usize = 4;

pub fn run(args: &Lookup) -> Result<Outcome> {
    let lexicon = inputs::lexicon(&args.lexicon)?;
    let glossary = inputs::glossary(&args.glossary)?;
    let mut out = output::stdout();
    let mut found = true;
    if args.english {
        for word in &args.words {
            found &= english(&lexicon, &glossary, word, &mut out)?;
        }
    } else {
        let analyzer = Analyzer::new(lexicon);
        for (n, word) in args.words.iter().enumerate() {
            if n > 0 {
                writeln!(out)?;
            }
            found &= indonesian(&analyzer, &glossary, word, args.explain, &mut out)?;
        }
    }
    out.flush()?;
    Ok(if found { Outcome::Done } else { Outcome::Lacking })
}

fn indonesian(
    analyzer: &Analyzer,
    glossary: &Glossary,
    word: &str,
    explain: bool,
    out: &mut impl Write,
) -> Result<bool> {
    let source = padan::text::SourceText::from_text("-", word);
    let word = source.text().trim();
    let lower = word.to_lowercase();
    writeln!(out, "{word}")?;
    let readings = analyzer.analyze(&lower);
    let shown = if explain { readings.len() } else { SHOWN };
    for (n, reading) in readings.iter().take(shown).enumerate() {
        reading_lines(analyzer, reading, n + 1, &lower, explain, out)?;
    }
    if readings.len() > shown {
        writeln!(out, "  … {} more with --explain", readings.len() - shown)?;
    }
    // The terms that hold the word itself or the entry that it is a form of; failing them, those that hold its root.
    let entries =
        readings.iter().filter_map(|r| r.lexeme).map(|id| analyzer.lexicon().lexeme(id).form().to_lowercase());
    let words: Vec<String> = std::iter::once(lower.clone()).chain(entries).collect();
    let roots: Vec<String> = readings.iter().map(|r| r.root.to_lowercase()).collect();
    let holding = |words: &[String]| -> Vec<&Term> {
        glossary.terms.iter().filter(|t| words.iter().any(|w| mentions(t, w))).collect()
    };
    let mut terms = holding(&words);
    if terms.is_empty() {
        terms = holding(&roots);
    }
    if !terms.is_empty() {
        writeln!(out, "  terms")?;
        for term in &terms {
            writeln!(out, "    {}  {}  ({})", term.source, term.target.join(", "), term.at)?;
        }
    }
    Ok(readings.iter().any(|r| r.basis < Basis::Guess) || !terms.is_empty())
}

fn mentions(term: &Term, word: &str) -> bool {
    let has = |s: &str| s.to_lowercase().split_whitespace().any(|w| w == word);
    has(&term.source) || term.also.iter().any(|s| has(s)) || term.abbreviations.iter().any(|a| has(&a.form))
}

fn reading_lines(
    analyzer: &Analyzer,
    reading: &Analysis,
    number: usize,
    lower: &str,
    explain: bool,
    out: &mut impl Write,
) -> Result<()> {
    let lexicon = analyzer.lexicon();
    let basis = match reading.basis {
        Basis::Listed => "",
        Basis::Derived => "  (derived)",
        Basis::Guess => "  (guess)",
        Basis::Unknown => "  (unknown)",
    };
    let english = renderings(lexicon, reading);
    let english = if english.is_empty() { "–".to_owned() } else { english.join(", ") };
    writeln!(out, "  {number}. {}  {}  {english}{basis}", reading.underlying(), reading.upos)?;
    if reading.morphemes.len() > 1 {
        writeln!(out, "     {}  {}", reading.surface(lower), reading.gloss_line())?;
        for m in &reading.morphemes {
            let label = m.label();
            let meaning = match m.kind {
                MorphemeKind::Root => m.gloss.text("?").into_owned(),
                MorphemeKind::Copy => "copy: more than one, again and again, or very".to_owned(),
                _ => {
                    let rows = affixes().map(|(_, a)| a).filter(|a| a.form.split('…').any(|f| f == m.form));
                    let same = |a: &&padan::morph::Affix| padan::model::Gloss::Grammatical(a.label) == m.gloss;
                    let row = rows.clone().find(same).or_else(|| rows.clone().next());
                    row.map_or(String::new(), |a| format!("{}: {}", m.gloss.text(""), a.meaning))
                }
            };
            writeln!(out, "       {label:<8} {meaning}")?;
        }
    }
    if let Some(lexeme) = reading.lexeme.map(|id| lexicon.lexeme(id)) {
        let register = [
            (Flag::Colloquial, "colloquial"),
            (Flag::Old, "old"),
            (Flag::Rare, "rare"),
            (Flag::Formal, "formal"),
            (Flag::Vulgar, "vulgar"),
            (Flag::Regional, "regional"),
        ];
        let register: Vec<&str> = register.iter().filter(|(f, _)| lexeme.is(*f)).map(|(_, n)| *n).collect();
        let register = if register.is_empty() { String::new() } else { format!("  [{}]", register.join(", ")) };
        writeln!(out, "     {}{register}{}", entry(lexeme), source(lexeme))?;
        if let Some(full) = lexeme.full() {
            writeln!(out, "     = {full}")?;
        }
        for other in lexicon.imported(lexeme).filter(|&l| l != lexeme) {
            writeln!(out, "     {}{}", entry(other), source(other))?;
        }
    }
    if explain {
        let parts: Vec<String> = reading.cost.parts().map(|(r, points)| format!("{points} {}", reason(r))).collect();
        writeln!(
            out,
            "     cost {}{}{}",
            reading.cost.total(),
            if parts.is_empty() { "" } else { " = " },
            parts.join(" + ")
        )?;
    }
    Ok(())
}

/// An entry with its senses.
fn entry(lexeme: Lexeme) -> String {
    let senses: Vec<String> = lexeme.senses().iter().map(|s| s.join(", ")).collect();
    format!("{} {}: {}", lexeme.form(), lexeme.upos(), senses.join("; "))
}

/// Where an imported entry comes from.
fn source(lexeme: Lexeme) -> String {
    lexeme.source().map_or(String::new(), |source| format!("  (from {source})"))
}

fn reason(reason: CostReason) -> String {
    match reason {
        CostReason::LaterLexeme => "another lexeme of this form is commoner".to_owned(),
        CostReason::Register => "register".to_owned(),
        CostReason::Imported => "imported".to_owned(),
        CostReason::BoundAlone => "a bound root stands alone".to_owned(),
        CostReason::ShortRoot => "short root".to_owned(),
        CostReason::Affix(row) => affix(row).form.to_owned(),
        CostReason::TakesNot(row) => format!("{} does not take this part of speech", affix(row).form),
        CostReason::NotListed => "not listed".to_owned(),
        CostReason::Variant => "variant spelling".to_owned(),
        CostReason::Slip => "slip of the pen".to_owned(),
        CostReason::Reduplication => "reduplication".to_owned(),
        CostReason::OwnWord => "the form is listed as another word".to_owned(),
        CostReason::Compound => "compound".to_owned(),
        CostReason::UnknownRoot => "root not in the lexicon".to_owned(),
    }
}

/// Entries whose English holds `word`, by stems; best known first.
fn english(lexicon: &Lexicon, glossary: &Glossary, word: &str, out: &mut impl Write) -> Result<bool> {
    let key = StemKey::default();
    let wanted = key.of(word);
    let mut found = false;
    writeln!(out, "{word}")?;
    for term in &glossary.terms {
        if term.target.iter().any(|t| key.of(t) == wanted) {
            writeln!(out, "  {}  {}  (glossary {})", term.source, term.target.join(", "), term.at)?;
            found = true;
        }
    }
    let mut hits: Vec<(usize, &'static str, String)> = Vec::new();
    for lexeme in lexicon.lexemes() {
        let place = lexeme.glosses().position(|g| key.of(g) == wanted);
        if let Some(place) = place {
            // Imported entries come after ours.
            let place = place + if lexeme.source().is_some() { 100 } else { 0 };
            hits.push((place, lexeme.form(), entry(lexeme) + &source(lexeme)));
        }
    }
    hits.sort_unstable();
    hits.dedup();
    for (_, _, line) in &hits {
        writeln!(out, "  {line}")?;
    }
    if !found && hits.is_empty() {
        writeln!(out, "  nothing found")?;
    }
    Ok(found || !hits.is_empty())
}

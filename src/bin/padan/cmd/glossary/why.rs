//! `padan glossary why`: what matches a text and what does not, with the reasons.

use std::io::Write;
use std::ops::Range;

use anyhow::Result;
use padan::effect::{self, Explained, Why};
use padan::glossary::{Glossary, Term};
use padan::morph::Analyzer;
use padan::terms::TermMatch;
use padan::text::{LineIndex, SourceText};
use serde::Serialize;

use crate::args::{GlossaryArgs, LexiconFiles};
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;

#[derive(Debug, clap::Args)]
#[command(after_help = "Exits 1 when no term matches.")]
pub struct Args {
    /// What to match; `-` is standard input
    #[arg(required = true, value_name = "TEXT")]
    pub text: Vec<String>,
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    #[command(flatten)]
    pub lexicon: LexiconFiles,
    /// Subject field of the text, for senses that ask for one
    #[arg(long, value_name = "FIELD")]
    pub domain: Option<String>,
    /// Client or project of the text, for entries that are for one
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,
    /// One JSON object a sentence
    #[arg(long)]
    pub json: bool,
}

/// A sentence as a line of JSON.
#[derive(Serialize)]
struct Row<'a> {
    sentence: &'a str,
    matches: Vec<MatchRow<'a>>,
    rejected: Vec<RejectedRow<'a>>,
    related: Vec<RelatedRow<'a>>,
}

#[derive(Serialize)]
struct MatchRow<'a> {
    text: &'a str,
    line: usize,
    column: usize,
    key: &'a str,
    at: String,
    form: String,
    rules: Vec<String>,
    sense: Option<usize>,
    en: &'a str,
    others: &'a [&'a str],
    status: &'a str,
    inside: bool,
    crosses: bool,
    ambiguous: bool,
    losers: Vec<LoserRow<'a>>,
}

#[derive(Serialize)]
struct LoserRow<'a> {
    text: &'a str,
    key: &'a str,
    at: String,
    en: Option<&'a str>,
    reason: &'a str,
}

#[derive(Serialize)]
struct RejectedRow<'a> {
    text: &'a str,
    line: usize,
    column: usize,
    key: &'a str,
    at: String,
    reason: String,
}

#[derive(Serialize)]
struct RelatedRow<'a> {
    text: &'a str,
    made: &'a str,
    key: &'a str,
    at: String,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let glossaries = inputs::glossaries(&args.glossary)?;
    let analyzer = Analyzer::new(inputs::lexicon(&args.lexicon)?);
    let index = inputs::term_index(&args.glossary, &analyzer)?;
    let source = match args.text.as_slice() {
        [one] if one == inputs::STDIN => inputs::text(one.as_ref())?,
        words => SourceText::from_text("-", words.join(" ")),
    };
    let options =
        effect::Options { domain: args.domain.clone(), scope: args.scope.clone(), ..effect::Options::default() };
    let why = Why::new(&index, &glossaries, &analyzer, options);
    let mut out = output::stdout();
    let lines = LineIndex::new(source.text());
    let mut any = false;
    for (n, sentence) in why.explain(&source).iter().enumerate() {
        any |= !sentence.matches.is_empty();
        let row = row(source.text(), &lines, sentence, &glossaries);
        if args.json {
            serde_json::to_writer(&mut out, &row)?;
            writeln!(out)?;
        } else {
            if n > 0 {
                writeln!(out)?;
            }
            print(&row, &mut out)?;
        }
    }
    out.flush()?;
    Ok(if any { Outcome::Done } else { Outcome::Lacking })
}

fn row<'a>(text: &'a str, lines: &LineIndex, sentence: &'a Explained<'a>, glossaries: &'a [Glossary]) -> Row<'a> {
    let raw = &sentence.raw;
    let words = |tokens: &Range<usize>| {
        &text[raw.tokens[tokens.start].span.start as usize..raw.tokens[tokens.end - 1].span.end as usize]
    };
    let place = |tokens: &Range<usize>| lines.line_column(text, raw.tokens[tokens.start].span.start as usize);
    let term = |glossary: usize, term: usize| -> &'a Term { &glossaries[glossary].terms[term] };
    let at = |glossary, number| term(glossary, number).at.to_string();
    let matches = sentence.matches.iter().map(|m| MatchRow {
        text: words(&m.tokens),
        line: place(&m.tokens).0,
        column: place(&m.tokens).1,
        key: m.key,
        at: at(m.glossary, m.term),
        form: citation(m, term(m.glossary, m.term)),
        rules: m.rules(),
        sense: m.sense,
        en: &m.target,
        others: &m.others,
        status: m.status.name(),
        inside: m.inside,
        crosses: m.crosses,
        ambiguous: m.ambiguous,
        losers: m
            .losers
            .iter()
            .map(|l| LoserRow {
                text: words(&l.tokens),
                key: l.key(),
                at: at(l.glossary, l.term()),
                en: l.target(),
                reason: l.against.reason(),
            })
            .collect(),
    });
    let rejected = sentence.rejected.iter().map(|r| RejectedRow {
        text: words(&r.tokens),
        line: place(&r.tokens).0,
        column: place(&r.tokens).1,
        key: r.key,
        at: at(r.glossary, r.term),
        reason: r.reason.to_string(),
    });
    let related = sentence.related.iter().map(|r| RelatedRow {
        text: raw.tokens[r.token].span.of(text),
        made: &r.made,
        key: &term(r.glossary, r.term).key,
        at: at(r.glossary, r.term),
    });
    Row {
        sentence: raw.span.of(text),
        matches: matches.collect(),
        rejected: rejected.collect(),
        related: related.collect(),
    }
}

/// The word of the entry that the match is a form of.
fn citation(m: &TermMatch<'_>, term: &Term) -> String {
    m.citation(term).unwrap_or(&term.source).to_owned()
}

fn print(row: &Row<'_>, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{}", row.sentence)?;
    if row.matches.is_empty() {
        writeln!(out, "  no term")?;
    }
    for m in &row.matches {
        let others = if m.others.is_empty() { String::new() } else { format!("; also {}", m.others.join(", ")) };
        writeln!(out, "  {}  {}{others}", m.text, m.en)?;
        writeln!(out, "    entry  {}  ({})", m.key, m.at)?;
        writeln!(out, "    form   {}: {}", m.form, m.rules.join(", "))?;
        if let Some(sense) = m.sense {
            writeln!(out, "    sense  {} of the entry", sense + 1)?;
        }
        let notes = [
            (m.status == "draft", "a draft, not approved yet"),
            (m.inside, "inside a longer match"),
            (m.crosses, "crosses another match"),
            (m.ambiguous, "ambiguous"),
        ];
        for (_, note) in notes.iter().filter(|(holds, _)| *holds) {
            writeln!(out, "    note   {note}")?;
        }
        for l in &m.losers {
            let en = l.en.map_or(String::new(), |en| format!(" {en}"));
            writeln!(out, "    over   {} ({}){en}: {}", l.key, l.at, l.reason)?;
        }
    }
    for r in &row.rejected {
        writeln!(out, "  {}  not {} ({}): {}", r.text, r.key, r.at, r.reason)?;
    }
    for r in &row.related {
        let RelatedRow { text, made, key, at } = r;
        writeln!(out, "  {text}  not {key} ({at}): {made} is a word of its own; `family` gives it English")?;
    }
    Ok(())
}

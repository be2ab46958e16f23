//! `padan glossary add`: an entry more, given by arguments, as text, or by answers to questions.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use padan::glossary::Term;
use padan::glossary::edit::tree::{Node, Tree};
use padan::glossary::edit::{Editor, entry_key, entry_lines, file};
use padan::glossary::schema::{ENTRY, KeySpec, POS, Shape};
use padan::morph::Analyzer;
use padan::terms::{TermIndex, surfaces};
use padan::{Glossary, Lexicon};

use super::edit::entry_text;
use super::saving::{Saving, asked, fault};
use super::values;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;

/// The new entry.
#[derive(Debug, Args)]
pub struct Add {
    /// Indonesian citation form
    pub term: Option<String>,
    /// English, preferred first
    pub english: Vec<String>,
    /// What kind of word it is
    #[arg(long, value_parser = POS.to_vec())]
    pub pos: Option<String>,
    /// Another spelling or a synonym
    #[arg(long, value_name = "TERM")]
    pub also: Vec<String>,
    /// An abbreviation
    #[arg(long, value_name = "FORM")]
    pub abbr: Vec<String>,
    /// English that is not wanted, with the reason
    #[arg(long, value_name = "ENGLISH: WHY")]
    pub avoid: Vec<String>,
    /// A sentence with the term
    #[arg(long, value_name = "TEXT")]
    pub example: Vec<String>,
    /// Any other field
    #[arg(long, value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    /// Take the entry written in this file; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["term", "pos", "also", "abbr", "avoid", "example", "set"])]
    pub from: Option<PathBuf>,
    /// Put it after this entry [default: at the end]
    #[arg(long, value_name = "KEY")]
    pub after: Option<String>,
    /// Count the forms of the entry in these texts or folders of texts
    #[arg(long, value_name = "PATH")]
    pub corpus: Vec<PathBuf>,
    #[command(flatten)]
    pub saving: Saving,
}

/// The fields that questions ask for, with what they ask.
const QUESTIONS: &[(&str, &str)] = &[
    ("term", "Indonesian term"),
    ("en", "English, preferred first; several with ;"),
    ("pos", "Kind of word"),
    ("also", "Other spellings, synonyms; several with ;"),
    ("abbr", "Abbreviations; several with ;"),
    ("avoid", "English to avoid, with the reason (big embassy: calque); several with ;"),
    ("domain", "Subject field"),
    ("note", "Note"),
    ("example", "A sentence with the term"),
];

pub fn run(args: &Add) -> Result<Outcome> {
    let saving = &args.saving;
    if !saving.glossary.exists() && !saving.dry_run && (args.from.is_some() || args.term.is_some() || saving.asks()) {
        file::create(&saving.glossary, "schema = 1\nsource = \"id\"\ntarget = \"en\"\n")?;
    }
    let text = match (&args.from, &args.term) {
        (Some(path), _) => entry_text(path)?,
        (None, Some(term)) => entry_lines(&fields(args, term)?, "\n"),
        (None, None) if saving.asks() => {
            let Some(fields) = interview(saving)? else { return Ok(Outcome::Lacking) };
            entry_lines(&fields, "\n")
        }
        (None, None) => bail!("name the term and its English: padan glossary add TERM ENGLISH"),
    };
    let glossary = inputs::parse_glossary("the new entry".as_ref(), &text)?;
    let [term] = glossary.terms.as_slice() else { bail!("write one entry, beginning with [[entry]]") };
    if !saving.json {
        preview(term, &glossary, &args.corpus)?;
    }
    if args.term.is_none() && args.from.is_none() && !agreed(&text)? {
        return Ok(Outcome::Lacking);
    }
    let key = Tree::parse(&text).entries().first().and_then(entry_key).unwrap_or_default();
    saving.change(|editor| {
        if let Some(there) = editor.with_key(&key).next() {
            let at = editor.layout().entries[there].header;
            let line = editor.text()[..at].matches('\n').count() + 1;
            let path = saving.glossary.display();
            bail!("{path}:{line}: there is an entry {key:?} already; edit it, or give this one a key with --set key=…");
        }
        let after = args.after.as_deref().map(|key| saving.find(editor, key)).transpose()?;
        editor.insert_text(&text, after).map_err(|e| fault(e, "the new entry".as_ref(), &text))?;
        Ok(())
    })
}

/// The fields that the arguments give, in their order in a file.
fn fields(args: &Add, term: &str) -> Result<Vec<(&'static str, Node)>> {
    let mut out: Vec<(&'static str, Node)> = vec![("term", Node::string(term))];
    match args.english.as_slice() {
        [] => {}
        [one] => out.push(("en", Node::string(one.as_str()))),
        several => out.push(("en", Node::list(several.iter().map(String::as_str)))),
    }
    out.extend(args.pos.as_deref().map(|pos| ("pos", Node::string(pos))));
    for (name, given) in
        [("also", &args.also), ("abbr", &args.abbr), ("avoid", &args.avoid), ("example", &args.example)]
    {
        let spec = values::field(name)?;
        let members = given.iter().map(|text| values::member(spec, text)).collect::<Result<Vec<_>>>()?;
        if !members.is_empty() {
            out.push((spec.name, Node::array(members)));
        }
    }
    for text in &args.set {
        let (spec, value) = values::assignment(text)?;
        out.retain(|(name, _)| *name != spec.name);
        out.push((spec.name, values::value(spec, value)?));
    }
    Ok(in_order(out))
}

fn in_order(mut fields: Vec<(&'static str, Node)>) -> Vec<(&'static str, Node)> {
    fields.sort_by_key(|(name, _)| ENTRY.iter().position(|k| k.name == *name));
    fields
}

/// Asks field by field. Nothing if the answers end.
fn interview(saving: &Saving) -> Result<Option<Vec<(&'static str, Node)>>> {
    let text = file::read(&saving.glossary)?;
    let editor = Editor::new(text.as_str()).map_err(|e| fault(e, &saving.glossary, &text))?;
    let mut fields = Vec::new();
    for (name, question) in QUESTIONS {
        let spec = values::field(name)?;
        let needed = *name == "term" || *name == "en";
        let hint = match spec.shape {
            Shape::Choice(values) => format!(" ({})", values.join(", ")),
            _ => String::new(),
        };
        loop {
            let Some(answer) = asked(&format!("{question}{hint}: "))? else { return Ok(None) };
            if answer.is_empty() {
                if needed {
                    continue;
                }
                break;
            }
            match understood(spec, &answer) {
                Ok(node) => {
                    if *name == "term"
                        && let Some(there) = editor.with_key(&padan::glossary::slug(&answer)).next()
                    {
                        let mut out = output::stdout();
                        writeln!(out, "There is such an entry already:\n\n{}", editor.entry_text(there))?;
                        out.flush()?;
                        continue;
                    }
                    fields.push((spec.name, node));
                    break;
                }
                Err(e) => crate::report::note(&e.to_string()),
            }
        }
    }
    Ok(Some(in_order(fields)))
}

/// An answer as a value; lists are written with semicolons.
fn understood(spec: &KeySpec, answer: &str) -> Result<Node> {
    let parts: Vec<&str> = answer.split(';').map(str::trim).filter(|p| !p.is_empty()).collect();
    match (spec.shape, parts.as_slice()) {
        (Shape::OneOrMany, [_, _, ..]) => Ok(Node::list(parts)),
        (Shape::Texts | Shape::TextsOrTables(_), _) => {
            Ok(Node::array(parts.iter().map(|p| values::member(spec, p)).collect::<Result<_>>()?))
        }
        (Shape::Tables(_), _) if spec.name == "avoid" => {
            Ok(Node::array(parts.iter().map(|p| values::member(spec, p)).collect::<Result<_>>()?))
        }
        _ => values::value(spec, answer),
    }
}

/// Shows the forms that the entry matches, and how often each is in the texts.
fn preview(term: &Term, glossary: &Glossary, corpus: &[PathBuf]) -> Result<()> {
    let analyzer = Analyzer::new(Lexicon::builtin());
    let forms: Vec<String> =
        surfaces(std::slice::from_ref(term), &analyzer).into_iter().flatten().map(|(form, _)| form).collect();
    let mut out = output::stdout();
    writeln!(out, "matches {}", forms.join(", "))?;
    if !corpus.is_empty() {
        let mut index = TermIndex::default();
        index.add(glossary, &analyzer);
        let texts = inputs::corpus(corpus)?;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut sentences = 0;
        for text in &texts {
            padan::terms::each_sentence(text.text(), |sentence| {
                sentences += 1;
                for found in sentence.find(&index) {
                    *counts.entry(sentence.words(&found.tokens).to_lowercase()).or_default() += 1;
                }
            });
        }
        let total: usize = counts.values().sum();
        writeln!(out, "found {total} times in {sentences} sentences of {} texts", texts.len())?;
        let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
        counts.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        for (form, count) in counts.iter().take(12) {
            writeln!(out, "  {count:>6}  {form}")?;
        }
    }
    out.flush()?;
    Ok(())
}

/// Shows the entry and asks whether to save it.
fn agreed(text: &str) -> Result<bool> {
    let mut out = output::stdout();
    writeln!(out, "\n{text}")?;
    out.flush()?;
    drop(out);
    super::saving::confirmed("Save this?")
}

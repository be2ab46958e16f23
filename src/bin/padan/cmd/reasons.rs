//! `padan annotate --explain`: why a token was read and glossed as it was.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::{Result, bail};
use padan::model::{Document, GlossSource, Reason, Sentence, Token, Upos};
use padan::sense::{Explained, ExplainedOption, Step};
use padan::{Annotator, Worker};

use crate::outcome::Outcome;
use crate::output;

/// A place in a text: sentence and token, both from 1.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub sentence: usize,
    pub token: usize,
}

impl std::str::FromStr for Place {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let parts = s.split_once(':').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        match parts {
            Some((sentence, token)) if sentence > 0 && token > 0 => Ok(Self { sentence, token }),
            _ => Err("want SENT:TOKEN, both counted from 1, as 2:5".to_owned()),
        }
    }
}

/// Writes why a token of `document` was read as it was. The document is as `worker` has annotated it, with its translation if it has one.
pub fn run(annotator: &Annotator, worker: &mut Worker<'_>, document: &Document, place: Place) -> Result<Outcome> {
    let sentences = document.sentences().count();
    let Some(sentence) = document.sentences().nth(place.sentence - 1) else {
        bail!("there is no sentence {}; the text has {sentences}", place.sentence);
    };
    let Some(token) = sentence.tokens.get(place.token - 1) else {
        bail!("there is no token {} in sentence {}; it has {}", place.token, place.sentence, sentence.tokens.len());
    };
    let explained = worker.explain(document, sentence, place.token - 1);
    let mut out = output::stdout();
    writeln!(out, "{}:{}  {}", place.sentence, place.token, document.text(token.span))?;
    writeln!(out, "{}", marked(document, sentence, place.token - 1))?;
    readings(annotator, token, &explained, &mut out)?;
    gloss(token, &mut out)?;
    for unit in sentence.units.iter().filter(|u| u.tokens.contains(&(place.token - 1))) {
        let chosen = if unit.reason == Some(Reason::Translation) { ", as the translation says" } else { "" };
        let key = unit.key.as_deref().map_or(String::new(), |k| format!(", entry \"{k}\""));
        writeln!(
            out,
            "unit     \"{}\" for {}: {} of the {}{key}{chosen}",
            unit.gloss,
            document.words(sentence, &unit.tokens),
            unit.kind.as_str(),
            unit.source.as_str()
        )?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The sentence with the token in brackets.
fn marked(document: &Document, sentence: &Sentence, n: usize) -> String {
    let (span, text) = (sentence.tokens[n].span, document.source.text());
    let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
    let (from, to) = (span.start as usize, span.end as usize);
    format!("{}[{}]{}", &text[start..from], &text[from..to], &text[to..end])
}

fn readings(annotator: &Annotator, token: &Token, explained: &Explained, out: &mut impl Write) -> Result<()> {
    writeln!(out, "readings, by what the best sentence with each costs")?;
    for (n, option) in explained.options.iter().enumerate() {
        let reading = token.analyses.get(option.choice.candidate);
        let cut = reading.map_or(String::new(), |a| format!("{a}  "));
        let english = reading
            .and_then(|a| padan::morph::renderings(annotator.analyzer().lexicon(), a).first().cloned())
            .map_or(String::new(), |e| format!("  {e}"));
        let mark = if n == 0 { "*" } else { " " };
        writeln!(out, "  {mark} {cut}{}{english}", option.choice.upos)?;
        writeln!(out, "      {}", costs(option))?;
    }
    match explained.margin() {
        Some(margin) if margin >= 0 => writeln!(out, "margin   {margin} points before the next")?,
        Some(margin) => writeln!(out, "margin   {margin}")?,
        None => writeln!(out, "margin   none: there is no other reading")?,
    }
    Ok(())
}

/// `41 = 6 reading + 14 case + left 9 (NOUN 6, its word 3) + right 4 (PUNCT) + the rest of the sentence`.
fn costs(option: &ExplainedOption) -> String {
    let own = option.own;
    let mut parts = vec![format!("{} reading", own.reading)];
    for (points, name) in [(own.case, "letter case"), (own.word, "this word")] {
        if points != 0 {
            parts.push(format!("{points} {name}"));
        }
    }
    let name = |tag: Option<Upos>, edge: &'static str| tag.map_or(edge, Upos::as_str);
    parts.push(format!("{} after {}{}", option.left.total(), name(option.before, "the start"), beside(option.left)));
    if let Some(after) = option.after {
        parts.push(format!("{} before {after}{}", option.right.total(), beside(option.right)));
    }
    let here = own.total() + option.left.total() + option.right.total();
    format!(
        "{} = {} here, {} in the rest of the sentence: {}",
        option.sentence,
        here,
        option.sentence - here,
        parts.join(", ")
    )
}

/// The parts of a step that are of words.
fn beside(step: Step) -> String {
    let mut out = String::new();
    for (points, what) in [(step.after_word, "the word before"), (step.before_word, "the word after")] {
        if points != 0 {
            let _ = write!(out, " ({points:+} for {what})");
        }
    }
    out
}

fn gloss(token: &Token, out: &mut impl Write) -> Result<()> {
    let why = match (token.source, token.reason) {
        (GlossSource::Approved, _) => "approved by a person".to_owned(),
        (_, Some(Reason::Rule(line))) => format!("by the rule at lexicon/senses.tsv:{line}"),
        (_, Some(Reason::Translation)) => "what the translation says here".to_owned(),
        (GlossSource::Glossary, _) => "by an entry of the glossary".to_owned(),
        (GlossSource::Lexicon, _) => "the first English of the entry".to_owned(),
        (GlossSource::Derived, _) => "made of the root and its affixes".to_owned(),
        (GlossSource::Name, _) => "a name".to_owned(),
        (GlossSource::Copied, _) => "copied".to_owned(),
        (GlossSource::Corrected, _) => "of the word that this was taken for a slip of".to_owned(),
        (GlossSource::Guess, _) => "a guess".to_owned(),
        (GlossSource::Unknown, _) => "nothing is known".to_owned(),
        (GlossSource::None, _) => "punctuation has none".to_owned(),
    };
    writeln!(out, "read as  {}", token.upos)?;
    writeln!(out, "gloss    \"{}\": {why}", token.gloss)?;
    if !token.alternatives.is_empty() {
        writeln!(out, "others   {}", token.alternatives.join(", "))?;
    }
    for role in &token.roles {
        let sure = if role.sure { "" } else { ", a guess; the label stays neutral" };
        let form = token
            .analysis()
            .and_then(|a| a.morphemes.get(role.morpheme))
            .map_or_else(String::new, |m| m.label().into_owned());
        writeln!(out, "role     {form} {}{sure}", role.role.as_str())?;
    }
    Ok(())
}

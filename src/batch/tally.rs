//! Counts of an input while it is done.

use std::borrow::Cow;
use std::collections::HashMap;

use super::articles::Remark;
use super::manifest::Row;
use crate::lexicon::Lexicon;
use crate::model::{Document, GlossSource, Token, Unit, UnitSource};
use crate::text::lowered;

/// What is counted.
#[derive(Debug, Default)]
pub struct Tally {
    articles: usize,
    sentences: usize,
    words: usize,
    unknown: HashMap<String, usize>,
    terms: HashMap<String, usize>,
    title: String,
    remarks: Vec<String>,
    faults: Vec<String>,
}

/// More different words than this are not told apart in one input.
const MOST: usize = 20_000;

/// Longest title in characters.
const TITLE: usize = 100;

impl Tally {
    /// Counts a piece whose words were read with `lexicon`.
    pub fn add(&mut self, lexicon: &Lexicon, document: &Document, first: bool) {
        self.articles += usize::from(first);
        for sentence in document.sentences() {
            if self.title.is_empty() {
                self.title = one_line(document.text(sentence.span));
            }
            self.sentences += 1;
            let glossary = |unit: &&Unit| unit.source == UnitSource::Glossary;
            for (n, token) in sentence.tokens.iter().enumerate().filter(|(_, t)| t.is_word()) {
                self.words += 1;
                // A term of one word is no unit, unless it is an abbreviation.
                if token.source == GlossSource::Glossary
                    && !sentence.units.iter().filter(glossary).any(|unit| unit.tokens == [n])
                {
                    count(&mut self.terms, &citation(lexicon, document, token), 1);
                }
                if matches!(token.source, GlossSource::Unknown | GlossSource::Guess) {
                    count(&mut self.unknown, document.text(token.span), 1);
                }
            }
            for unit in sentence.units.iter().filter(glossary) {
                count(&mut self.terms, unit.key.as_deref().unwrap_or(&unit.gloss), 1);
            }
        }
    }

    /// Takes the counts of a later piece in.
    pub fn merge(&mut self, other: Self) {
        self.articles += other.articles;
        self.sentences += other.sentences;
        self.words += other.words;
        other.unknown.iter().for_each(|(word, &n)| count(&mut self.unknown, word, n));
        other.terms.iter().for_each(|(key, &n)| count(&mut self.terms, key, n));
        if self.title.is_empty() {
            self.title = other.title;
        }
        self.remarks.extend(other.remarks);
        self.faults.extend(other.faults);
    }

    /// Takes remarks in.
    pub fn remark(&mut self, doc: &str, remarks: impl IntoIterator<Item = Remark>) {
        for remark in remarks {
            let said = match remark {
                Remark::ReadAs(encoding) => format!("read as {encoding}"),
                Remark::CutLine => "a line too long for one paragraph was cut between sentences".to_owned(),
                Remark::LeftOut { kept, of } => {
                    format!(
                        "{} % of the text of the page left out as boilerplate",
                        100 - (kept * 100).div_ceil(of.max(1)).min(100)
                    )
                }
                Remark::NoMainText => "no main text found; all text of the page was taken".to_owned(),
                Remark::Record(line, why) => {
                    if self.faults.len() < Row::LISTED {
                        self.faults.push(format!("{doc}:{line}: {why}"));
                    }
                    continue;
                }
            };
            if !self.remarks.contains(&said) {
                self.remarks.push(said);
            }
        }
    }

    /// The row that tells of it.
    pub fn row(self, doc: String, with: String) -> Row {
        Row {
            doc,
            with,
            articles: self.articles,
            sentences: self.sentences,
            words: self.words,
            unknown: commonest(self.unknown),
            terms: commonest(self.terms),
            title: self.title,
            remarks: self.remarks,
            faults: self.faults,
            ..Row::default()
        }
    }
}

/// The word as the lexicon has it; one that is not listed as the text has it.
fn citation<'a>(lexicon: &Lexicon, document: &'a Document, token: &Token) -> Cow<'a, str> {
    let lexeme = token.analysis().and_then(|a| a.lexeme).map(|id| lexicon.lexeme(id));
    lexeme.map_or_else(|| lowered(document.text(token.span)), |l| Cow::Owned(l.form().to_owned()))
}

fn count(map: &mut HashMap<String, usize>, key: &str, n: usize) {
    if let Some(count) = map.get_mut(key) {
        *count += n;
    } else if map.len() < MOST {
        map.insert(key.to_owned(), n);
    }
}

/// The commonest members, which do not depend on the order of a hash table.
fn commonest(map: HashMap<String, usize>) -> Vec<(String, usize)> {
    let mut all: Vec<(String, usize)> = map.into_iter().collect();
    all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.truncate(Row::LISTED);
    all
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(TITLE).collect();
    let line = words.join(" ");
    match line.char_indices().nth(TITLE) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

//! The context model: what a part of speech costs after another, beside a word, and for a word.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use foldhash::fast::RandomState;

use crate::diagnostic::Diagnostic;
use crate::model::Upos;

/// The built-in model, as text.
pub const BUILTIN: &str = include_str!("context.tsv");

const TAGS: usize = Upos::ALL.len();

/// Rows before this one in the table of tags: the start of the sentence is the last.
const START: usize = TAGS;

/// How a sentence's readings are weighed against one another. `src/sense/context.tsv` is the built-in one; `padan train` learns
/// another from a treebank.
#[derive(Clone, Debug)]
pub struct Model {
    /// Cost of a part of speech (column) after another (row).
    tags: [[i32; TAGS]; TAGS + 1],
    words: Words,
}

/// What is known of words, by word.
pub(super) type Words = HashMap<Box<str>, WordRows, RandomState>;

/// What the model knows of a word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordRows {
    /// Cost of the word as each part of speech.
    pub(super) own: Vec<(Upos, i32)>,
    /// Read as the first, with the second after it.
    pub(super) after: Vec<(Upos, Upos, i32)>,
    /// Read as the first, with the second (`None`: the start) before it.
    pub(super) before: Vec<(Upos, Option<Upos>, i32)>,
}

/// What a step from one word to the next costs, in its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The parts of speech one after the other.
    pub tags: i32,
    /// More or less for this word before.
    pub after_word: i32,
    /// More or less for this word after.
    pub before_word: i32,
}

impl Step {
    /// The sum.
    pub fn total(self) -> i32 {
        self.tags + self.after_word + self.before_word
    }
}

/// A model that cannot be read.
#[derive(Debug)]
pub struct ModelError(pub Box<Diagnostic>);

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ModelError {}

impl Model {
    /// The model that padan is built with.
    pub fn builtin() -> Self {
        Self::parse("src/sense/context.tsv", BUILTIN).expect("checked by a test")
    }

    pub(super) fn new(tags: [[i32; TAGS]; TAGS + 1], words: Words) -> Self {
        Self { tags, words }
    }

    /// Reads `text`, the content of the file at `path`: a row a line, as in `src/sense/context.tsv`.
    ///
    /// ```
    /// use padan::{model::Upos, sense::Model};
    /// let model = Model::parse("own.tsv", "rest\t11\ntags\tADP\tNOUN\t2\nafter\tsaat/NOUN\tDET\t-3\n").unwrap();
    /// assert_eq!(model.step(Some((Upos::Adp, "di")), Upos::Noun, "rumah").total(), 2);
    /// assert_eq!(model.step(Some((Upos::Noun, "saat")), Upos::Det, "ini").total(), 8);
    /// assert!(Model::parse("own.tsv", "tags\tADP\tNAME\t2\n").unwrap_err().to_string().starts_with("own.tsv:1:10: "));
    /// ```
    ///
    /// # Errors
    /// The first fault, with its place.
    pub fn parse(path: impl AsRef<Path>, text: &str) -> Result<Self, ModelError> {
        let mut model = Self { tags: [[0; TAGS]; TAGS + 1], words: Words::default() };
        let mut start = 0;
        for whole in text.split_inclusive('\n') {
            let line = whole.trim_end_matches(['\n', '\r']);
            if !line.is_empty() && !line.starts_with('#') {
                model.row(line).map_err(|(column, message)| {
                    let at = start + (column.as_ptr() as usize - line.as_ptr() as usize);
                    let help = "rows are: rest POINTS; tags A B POINTS; word WORD B POINTS; after WORD/A B POINTS; \
                                before WORD/B A POINTS, in columns set apart by tabs";
                    let fault = Diagnostic::error(path.as_ref().to_owned(), text, at..at + column.len(), message);
                    ModelError(Box::new(fault.with_help(help)))
                })?;
            }
            start += whole.len();
        }
        Ok(model)
    }

    /// Takes in a row, or says which part of it is at fault and why.
    fn row<'a>(&mut self, line: &'a str) -> Result<(), (&'a str, String)> {
        let cells: Vec<&str> = line.split('\t').collect();
        let points = |cell: &'a str| match cell.parse::<i32>() {
            Ok(n) if n.abs() <= 10_000 => Ok(n),
            _ => Err((cell, format!("{cell:?} is no number of points"))),
        };
        match cells[..] {
            ["rest", n] => self.tags = [[points(n)?; TAGS]; TAGS + 1],
            ["tags", before, after, n] => self.tags[place(start_or_tag(before)?)][tag(after)? as usize] = points(n)?,
            ["word", word, upos, n] => {
                let row = (tag(upos)?, points(n)?);
                self.words.entry(word.into()).or_default().own.push(row);
            }
            ["after", state, upos, n] => {
                let (word, of) = word_and_tag(state)?;
                let row = (of, tag(upos)?, points(n)?);
                self.words.entry(word.into()).or_default().after.push(row);
            }
            ["before", state, upos, n] => {
                let (word, of) = word_and_tag(state)?;
                let row = (of, start_or_tag(upos)?, points(n)?);
                self.words.entry(word.into()).or_default().before.push(row);
            }
            [kind @ ("rest" | "tags" | "word" | "after" | "before"), ..] => {
                let want = if kind == "rest" { 2 } else { 4 };
                return Err((line, format!("a row {kind:?} has {want} columns, this one {}", cells.len())));
            }
            _ => return Err((cells[0], format!("{:?} is no kind of row", cells[0]))),
        }
        Ok(())
    }

    /// The rows, as [`Self::parse`] reads them; `comment` stands before them.
    pub fn to_text(&self, comment: &str) -> String {
        let mut out: String = comment.lines().map(|line| format!("# {line}\n")).collect();
        let name = |tag: Option<Upos>| tag.map_or("^", Upos::as_str);
        for before in Upos::ALL.iter().copied().map(Some).chain([None]) {
            for &after in Upos::ALL {
                let n = self.tags[place(before)][after as usize];
                let _ = writeln!(out, "tags\t{}\t{after}\t{n}", name(before));
            }
        }
        let mut words: Vec<_> = self.words.iter().collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        for (word, rows) in words {
            for (upos, n) in &rows.own {
                let _ = writeln!(out, "word\t{word}\t{upos}\t{n}");
            }
            for (of, upos, n) in &rows.after {
                let _ = writeln!(out, "after\t{word}/{of}\t{upos}\t{n}");
            }
            for (of, upos, n) in &rows.before {
                let _ = writeln!(out, "before\t{word}/{of}\t{}\t{n}", name(*upos));
            }
        }
        out
    }

    /// What the model knows of `word`, in lower case.
    pub fn word(&self, word: &str) -> Option<&WordRows> {
        self.words.get(word)
    }

    /// How many words the model has rows of.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// What it costs that `word` is read as `upos`, among the parts of speech that the model knows of it.
    pub fn own(&self, word: &str, upos: Upos) -> i32 {
        self.word(word).map_or(0, |rows| rows.cost(upos))
    }

    /// What it costs that `word` as `upos` follows `before`; `None` is the start of the sentence. Words are in lower case.
    pub fn step(&self, before: Option<(Upos, &str)>, upos: Upos, word: &str) -> Step {
        let rows_before = before.and_then(|(_, word)| self.word(word));
        self.step_of(before.map(|b| b.0), rows_before, upos, self.word(word))
    }

    pub(super) fn step_of(
        &self,
        before: Option<Upos>,
        rows_before: Option<&WordRows>,
        upos: Upos,
        rows: Option<&WordRows>,
    ) -> Step {
        let after_word = rows_before
            .zip(before)
            .map_or(0, |(rows, of)| rows.after.iter().find(|&&(a, b, _)| (a, b) == (of, upos)).map_or(0, |row| row.2));
        let before_word = rows
            .map_or(0, |rows| rows.before.iter().find(|&&(a, b, _)| (a, b) == (upos, before)).map_or(0, |row| row.2));
        Step { tags: self.tags[place(before)][upos as usize], after_word, before_word }
    }
}

impl WordRows {
    /// The cost of the word as `upos`; of a part of speech that it never had, more than of any that it had.
    pub(super) fn cost(&self, upos: Upos) -> i32 {
        match self.own.iter().find(|(u, _)| *u == upos) {
            Some((_, points)) => *points,
            None => self.own.iter().map(|(_, points)| *points).max().map_or(0, |most| most + NEVER),
        }
    }
}

/// What a part of speech that a word never had costs beyond the dearest that it had.
const NEVER: i32 = 6;

fn place(before: Option<Upos>) -> usize {
    before.map_or(START, |upos| upos as usize)
}

fn tag(cell: &str) -> Result<Upos, (&str, String)> {
    cell.parse().map_err(|_| (cell, format!("unknown part of speech {cell:?}")))
}

fn start_or_tag(cell: &str) -> Result<Option<Upos>, (&str, String)> {
    if cell == "^" { Ok(None) } else { tag(cell).map(Some) }
}

fn word_and_tag(cell: &str) -> Result<(&str, Upos), (&str, String)> {
    match cell.rsplit_once('/') {
        Some((word, upos)) if !word.is_empty() => Ok((word, tag(upos)?)),
        _ => Err((cell, format!("{cell:?} is no word with its part of speech, as saat/NOUN"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_reads_back() {
        let model = Model::builtin();
        let again = Model::parse("-", &model.to_text("twice")).expect("as written");
        assert_eq!(model.tags, again.tags);
        assert_eq!(model.words, again.words);
    }

    #[test]
    fn faults_have_their_place() {
        let table = [
            ("rest\t1\t2\n", "-:1:1: a row \"rest\" has 2 columns, this one 3"),
            ("\n# x\ntags\tNOUN\tVERB\tx\n", "-:3:16: \"x\" is no number of points"),
            ("after\tsaat\tDET\t1\n", "-:1:7: \"saat\" is no word with its part of speech, as saat/NOUN"),
            ("afer\tsaat/NOUN\tDET\t1\n", "-:1:1: \"afer\" is no kind of row"),
            ("before\tsaat/NOM\tDET\t1\n", "-:1:13: unknown part of speech \"NOM\""),
        ];
        for (text, message) in table {
            assert_eq!(Model::parse("-", text).expect_err(text).to_string(), message);
        }
    }
}

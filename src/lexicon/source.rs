//! Reads the lexicon's TSV. Shared with the build script, so it imports nothing of the crate.

use std::fmt;

/// One line of a lexicon file.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Line in its file, from 1.
    pub line: usize,
    /// Citation form.
    pub form: &'a str,
    /// UPOS tag.
    pub upos: &'a str,
    /// Underlying segmentation, `.` for a word that is not cut.
    pub analysis: &'a str,
    /// Where the rules do not give the form: the surface segmentation.
    pub surface: Option<&'a str>,
    /// Senses, each a list of near-synonyms.
    pub senses: Vec<Vec<&'a str>>,
    /// Everything in column 5.
    pub flags: Flags<'a>,
}

/// Column 5 of an entry.
#[derive(Clone, Debug, Default)]
pub struct Flags<'a> {
    /// Bits of [`FLAGS`].
    pub bits: u16,
    /// `gl=`: the Leipzig label of a function word.
    pub label: Option<&'a str>,
    /// `adj=`: the English that a name or noun has before another noun.
    pub adjective: Option<&'a str>,
    /// `kind=`: index into [`KINDS`], plus one.
    pub kind: u8,
    /// `of=`: index into [`OF`], plus one.
    pub of: u8,
    /// `full=`: what an abbreviation stands for.
    pub full: Option<&'a str>,
    /// `src=`: where an imported entry comes from. It ranks after entries without one.
    pub source: Option<&'a str>,
}

/// A line of any lexicon file.
#[derive(Clone, Debug)]
pub enum Line<'a> {
    /// Four or five columns.
    Entry(Entry<'a>),
    /// Three columns.
    Variant(Variant<'a>),
}

impl Line<'_> {
    /// Its first column.
    pub fn form(&self) -> &str {
        match self {
            Self::Entry(entry) => entry.form,
            Self::Variant(variant) => variant.form,
        }
    }

    /// Line in its file, from 1.
    pub fn number(&self) -> usize {
        match self {
            Self::Entry(entry) => entry.line,
            Self::Variant(variant) => variant.line,
        }
    }
}

/// A line of `variants.tsv`.
#[derive(Clone, Debug)]
pub struct Variant<'a> {
    /// Line in its file, from 1.
    pub line: usize,
    /// The form met in texts.
    pub form: &'a str,
    /// The standard form.
    pub standard: &'a str,
    /// Index into [`VARIANT_KINDS`].
    pub kind: u8,
}

/// A line of `senses.tsv`: the English of a lexeme where a condition holds.
#[derive(Clone, Debug)]
pub struct Rule<'a> {
    /// Line in its file, from 1.
    pub line: usize,
    /// Citation form of the lexeme.
    pub form: &'a str,
    /// UPOS tag of the reading.
    pub upos: &'a str,
    /// The English.
    pub gloss: &'a str,
    /// Conditions, all of which must hold.
    pub when: Vec<Condition<'a>>,
    /// A sentence in which the rule holds.
    pub example: &'a str,
}

/// What must stand around a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition<'a> {
    /// Whether it must not be so.
    pub negated: bool,
    /// Index into [`CONDITIONS`].
    pub what: u8,
    /// The words or parts of speech of which one must stand there.
    pub values: Vec<&'a str>,
}

/// The place of a condition that looks at the word itself, as it is written.
pub const ITSELF: i32 = i32::MAX;

/// Where a condition looks: its name, how far from the word (0 is anywhere within [`NEAR`] words), and whether at parts of speech.
pub const CONDITIONS: &[(&str, i32, bool)] = &[
    ("next", 1, false),
    ("next2", 2, false),
    ("prev", -1, false),
    ("prev2", -2, false),
    ("near", 0, false),
    ("next.pos", 1, true),
    ("next2.pos", 2, true),
    ("prev.pos", -1, true),
    ("prev2.pos", -2, true),
    ("first", -1, true),
    ("last", 1, true),
    ("form", ITSELF, false),
];

/// How many words `near` looks at on either side.
pub const NEAR: usize = 5;

/// The files of lexemes in `lexicon/`. Of two lexemes with one form, that of the earlier file is the likelier reading.
pub const FILES: &[&str] = &[
    "function.tsv",
    "numbers.tsv",
    "roots.tsv",
    "derived.tsv",
    "names.tsv",
    "abbreviations.tsv",
    "phrases.tsv",
    "foreign.tsv",
];

/// The parts of speech that an entry may have.
pub const UPOS: &[&str] =
    &["NOUN", "VERB", "ADJ", "ADV", "PROPN", "PRON", "DET", "NUM", "ADP", "SCONJ", "CCONJ", "AUX", "PART", "INTJ", "X"];

/// The bare flags, in the order of their bits.
pub const FLAGS: &[&str] = &[
    "tr", "intr", "bound", "coll", "old", "rare", "regional", "vulgar", "formal", "pass", "clf", "unit", "whole",
    "person", "genitive", "support",
];

/// How the English of a noun takes what follows it (`of=`): after *of*, as it is, in the plural or with an article; the noun goes
/// without saying before a name or number (*hari Selasa* Tuesday); it stays before its name (*Gunung Merapi* Mount Merapi), or before whatever follows
/// (*deputi gubernur* deputy governor); those whom it names belong to the person whose name follows (*teman Budi* Budi's friend).
pub const OF: &[&str] = &["bare", "plural", "the", "drop", "before", "first", "owner"];

/// The kinds of names and abbreviations.
pub const KINDS: &[&str] = &[
    "country", "city", "region", "island", "sea", "river", "mountain", "person", "given", "family", "org", "party",
    "people", "language", "religion", "month", "day", "product", "work", "event",
];

/// The kinds of variant spellings.
pub const VARIANT_KINDS: &[&str] = &["spelling", "old", "coll", "slip"];

/// What stands in a phrase where other words may: *baik … maupun*.
pub const GAP: &str = " … ";

/// Longest form or analysis in bytes: keys have a limit, and no word comes near it.
pub const LONGEST: usize = 1000;

/// The joints of an analysis.
pub const JOINTS: [char; 4] = ['-', '~', '=', '+'];

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

/// The columns of a line with the place of each, for messages.
struct Columns<'a> {
    line: usize,
    text: &'a str,
    cells: Vec<&'a str>,
}

impl<'a> Columns<'a> {
    fn error(&self, cell: usize, message: impl Into<String>) -> SourceError {
        let before: usize = self.cells[..cell.min(self.cells.len())].iter().map(|c| c.chars().count() + 1).sum();
        SourceError { line: self.line, column: before + 1, message: message.into() }
    }

    fn checked(self, range: std::ops::RangeInclusive<usize>) -> Result<Self, SourceError> {
        if !range.contains(&self.cells.len()) {
            let message = format!("{} columns, expected {} to {}", self.cells.len(), range.start(), range.end());
            return Err(SourceError { line: self.line, column: 1, message });
        }
        for (n, cell) in self.cells.iter().enumerate() {
            if cell.is_empty() || cell.trim() != *cell {
                return Err(self.error(n, format!("column {} is blank or padded", n + 1)));
            }
        }
        if let Some(at) = self.text.find(|c: char| c.is_control() && c != '\t') {
            let column = self.text[..at].chars().count() + 1;
            return Err(SourceError { line: self.line, column, message: "control character".into() });
        }
        Ok(self)
    }
}

fn lines(text: &str) -> impl Iterator<Item = Columns<'_>> {
    text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).map(|(n, l)| Columns {
        line: n + 1,
        text: l,
        cells: l.split('\t').collect(),
    })
}

fn in_order(previous: &mut Option<String>, columns: &Columns<'_>) -> Result<(), SourceError> {
    let form = columns.cells[0];
    if previous.as_deref().is_some_and(|p| p > form) {
        let p = previous.as_deref().unwrap_or_default();
        return Err(columns.error(0, format!("{form:?} stands after {p:?}: lines are sorted by form")));
    }
    *previous = Some(form.to_owned());
    Ok(())
}

/// Reads a file of lexemes whose lines are sorted.
///
/// # Errors
/// The first fault, with its line and column.
pub fn parse_entries(text: &str) -> Result<Vec<Entry<'_>>, SourceError> {
    let mut out: Vec<Entry<'_>> = Vec::new();
    let mut previous = None;
    for columns in lines(text) {
        let columns = columns.checked(4..=5)?;
        in_order(&mut previous, &columns)?;
        let entry = parse_entry(&columns)?;
        if out.iter().rev().take_while(|e| e.form == entry.form).any(|e| same(e, &entry)) {
            return Err(again(&entry));
        }
        out.push(entry);
    }
    Ok(out)
}

/// Reads `variants.tsv`.
///
/// # Errors
/// The first fault, with its line and column.
pub fn parse_variants(text: &str) -> Result<Vec<Variant<'_>>, SourceError> {
    let mut out = Vec::new();
    let mut previous = None;
    for columns in lines(text) {
        let columns = columns.checked(3..=3)?;
        in_order(&mut previous, &columns)?;
        out.push(parse_variant(&columns)?);
    }
    Ok(out)
}

/// Reads the lines of a file in which entries and variants may stand in any order, each with what is wrong with it.
pub fn read_lines(text: &str) -> impl Iterator<Item = Result<Line<'_>, SourceError>> {
    lines(text).map(|columns| {
        let columns = columns.checked(3..=5)?;
        match columns.cells.len() {
            3 => parse_variant(&columns).map(Line::Variant),
            _ => parse_entry(&columns).map(Line::Entry),
        }
    })
}

/// Whether two entries of one form are the same lexeme. Homonyms of one part of speech differ in their history: *memasak* is
/// `meN-masak` and `meN-pasak`.
pub fn same(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    a.form == b.form && a.upos == b.upos && a.analysis == b.analysis && a.flags.source == b.flags.source
}

/// The fault of an entry that stands twice.
pub fn again(entry: &Entry<'_>) -> SourceError {
    let message = format!("{:?} {} {:?} is already there", entry.form, entry.upos, entry.analysis);
    SourceError { line: entry.line, column: 1, message }
}

fn parse_variant<'a>(columns: &Columns<'a>) -> Result<Variant<'a>, SourceError> {
    let Some(kind) = VARIANT_KINDS.iter().position(|&k| k == columns.cells[2]) else {
        let message = match UPOS.contains(&columns.cells[1]) {
            true => "3 columns, expected 4 to 5".to_owned(),
            false => format!("unknown kind {:?}", columns.cells[2]),
        };
        return Err(columns.error(2, message));
    };
    check_key(columns, 0)?;
    check_key(columns, 1)?;
    Ok(Variant { line: columns.line, form: columns.cells[0], standard: columns.cells[1], kind: kind as u8 })
}

fn parse_entry<'a>(columns: &Columns<'a>) -> Result<Entry<'a>, SourceError> {
    let (form, upos) = (columns.cells[0], columns.cells[1]);
    check_key(columns, 0)?;
    if !UPOS.contains(&upos) {
        return Err(columns.error(1, format!("unknown part of speech {upos:?}")));
    }
    check_key(columns, 2)?;
    let (analysis, surface) = match columns.cells[2].split_once('/') {
        Some((a, s)) => (a, Some(s)),
        None => (columns.cells[2], None),
    };
    if analysis != "." && !analysis.contains(JOINTS) {
        return Err(columns.error(2, format!("{analysis:?} has no cut; write `.` for a word that is not cut")));
    }
    if analysis.split(JOINTS).any(str::is_empty) {
        return Err(columns.error(2, format!("{analysis:?} has an empty piece")));
    }
    if let Some(s) = surface {
        if s.replace(JOINTS, "") != form.replace(['-', ' '], "") {
            return Err(columns.error(2, format!("the surface cut {s:?} does not give {form:?}")));
        }
        let pieces = |cut: &str| cut.split(JOINTS).count();
        if analysis == "." || pieces(s) != pieces(analysis) || form.contains("--") || s.split(JOINTS).any(str::is_empty)
        {
            return Err(columns.error(2, format!("the surface cut {s:?} has other pieces than {analysis:?}")));
        }
    }
    let senses = parse_senses(columns)?;
    let flags = parse_flags(columns)?;
    Ok(Entry { line: columns.line, form, upos, analysis, surface, senses, flags })
}

/// What is looked up must fit into a key, and places in it are counted in its lower case.
fn check_key(columns: &Columns<'_>, cell: usize) -> Result<(), SourceError> {
    let text = columns.cells[cell];
    if text.len() > LONGEST {
        return Err(columns.error(cell, format!("longer than {LONGEST} bytes")));
    }
    if text.to_lowercase().len() != text.len() {
        return Err(columns.error(cell, format!("{text:?} has a letter whose lower case is longer or shorter")));
    }
    Ok(())
}

/// Reads `senses.tsv`.
///
/// # Errors
/// The first fault, with its line and column.
pub fn parse_rules(text: &str) -> Result<Vec<Rule<'_>>, SourceError> {
    let mut out = Vec::new();
    let mut previous = None;
    for columns in lines(text) {
        let columns = columns.checked(5..=5)?;
        in_order(&mut previous, &columns)?;
        let [form, upos, gloss, when, example] = columns.cells[..] else { continue };
        if !UPOS.contains(&upos) {
            return Err(columns.error(1, format!("unknown part of speech {upos:?}")));
        }
        if gloss.contains([',', ';']) {
            return Err(columns.error(2, "one gloss, without commas"));
        }
        let when = when.split(' ').map(|c| parse_condition(&columns, c)).collect::<Result<_, _>>()?;
        out.push(Rule { line: columns.line, form, upos, gloss, when, example });
    }
    Ok(out)
}

fn parse_condition<'a>(columns: &Columns<'a>, text: &'a str) -> Result<Condition<'a>, SourceError> {
    let (negated, text) = match text.strip_prefix("not.") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (name, values) = text.split_once('=').unwrap_or((text, ""));
    let Some(what) = CONDITIONS.iter().position(|(n, ..)| *n == name) else {
        return Err(columns.error(3, format!("unknown condition {name:?}")));
    };
    let edge = matches!(name, "first" | "last");
    let values: Vec<&str> = values.split(',').filter(|v| !v.is_empty()).collect();
    if edge != values.is_empty() {
        return Err(columns.error(3, format!("{name:?} takes {} values", if edge { "no" } else { "some" })));
    }
    let of_pos = |v: &&str| UPOS.contains(v) || matches!(*v, "PUNCT" | "SYM" | "X");
    if CONDITIONS[what].2 && !edge && !values.iter().all(of_pos) {
        return Err(columns.error(3, format!("{name:?} takes parts of speech")));
    }
    Ok(Condition { negated, what: what as u8, values })
}

fn parse_senses<'a>(columns: &Columns<'a>) -> Result<Vec<Vec<&'a str>>, SourceError> {
    let senses: Vec<Vec<&str>> =
        columns.cells[3].split(';').map(|sense| sense.split(',').map(str::trim).collect()).collect();
    if senses.iter().flatten().any(|gloss: &&str| gloss.is_empty()) {
        return Err(columns.error(3, "empty gloss"));
    }
    if senses.len() > 9 || senses.iter().any(|s| s.len() > 9) {
        return Err(columns.error(3, "more than nine senses or synonyms"));
    }
    Ok(senses)
}

fn parse_flags<'a>(columns: &Columns<'a>) -> Result<Flags<'a>, SourceError> {
    let mut flags = Flags::default();
    for flag in columns.cells.get(4).into_iter().flat_map(|c| c.split(' ')) {
        match flag.split_once('=') {
            Some(("gl", v)) if !v.is_empty() => flags.label = Some(v),
            Some(("adj", v)) if !v.is_empty() => flags.adjective = Some(v),
            Some(("full", v)) if !v.is_empty() => flags.full = Some(v),
            Some(("src", v)) if !v.is_empty() => flags.source = Some(v),
            Some(("of", v)) => match OF.iter().position(|&o| o == v) {
                Some(at) => flags.of = at as u8 + 1,
                None => return Err(columns.error(4, format!("unknown complement {v:?}"))),
            },
            Some(("kind", v)) => match KINDS.iter().position(|&k| k == v) {
                Some(at) => flags.kind = at as u8 + 1,
                None => return Err(columns.error(4, format!("unknown kind {v:?}"))),
            },
            _ => match FLAGS.iter().position(|&f| f == flag) {
                Some(bit) => flags.bits |= 1 << bit,
                None => return Err(columns.error(4, format!("unknown flag {flag:?}"))),
            },
        }
    }
    Ok(flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_line_and_column_of_a_fault() {
        let table = [
            ("a\tNOM\t.\tx", "1:3: unknown part of speech \"NOM\""),
            ("# c\n\nb\tNOUN\t.\tx\na\tNOUN\t.\tx", "4:1: \"a\" stands after \"b\": lines are sorted by form"),
            ("b\tNOUN\t.\tx\nb\tNOUN\t.\ty", "2:1: \"b\" NOUN \".\" is already there"),
            ("b\tNOUN\t.\tx;;y", "1:10: empty gloss"),
            ("b\tNOUN\t.\tx\tloud", "1:12: unknown flag \"loud\""),
            ("b\tNOUN\tb\tx", "1:8: \"b\" has no cut; write `.` for a word that is not cut"),
            ("bb\tVERB\tber-ajar/bel-ajar\tx", "1:9: the surface cut \"bel-ajar\" does not give \"bb\""),
            ("b\tNOUN\t.", "1:1: 3 columns, expected 4 to 5"),
            ("b\tNOUN\ta-\tx", "1:8: \"a-\" has an empty piece"),
            ("bela\tVERB\tber-a-b/be-la\tx", "1:11: the surface cut \"be-la\" has other pieces than \"ber-a-b\""),
            ("İ\tNOUN\t.\tx", "1:1: \"İ\" has a letter whose lower case is longer or shorter"),
            ("b \tNOUN\t.\tx", "1:1: column 1 is blank or padded"),
        ];
        for (text, message) in table {
            assert_eq!(parse_entries(text).expect_err(text).to_string(), message);
        }
    }

    #[test]
    fn a_file_of_ones_own_holds_entries_and_variants_in_any_order() {
        let text = "z\tNOUN\t.\tx\tsrc=w\na\tz\tcoll\nb\tNOUN\t.\nc\td\te\n";
        let lines: Vec<String> = read_lines(text)
            .map(|l| match l {
                Ok(Line::Entry(e)) => format!("{} {:?}", e.form, e.flags.source),
                Ok(Line::Variant(v)) => format!("{} -> {}", v.form, v.standard),
                Err(e) => e.to_string(),
            })
            .collect();
        let wanted = ["z Some(\"w\")", "a -> z", "3:8: 3 columns, expected 4 to 5", "4:5: unknown kind \"e\""];
        assert_eq!(lines, wanted);
    }
}

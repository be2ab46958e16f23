//! `padan lexicon stats`: how much is listed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write;

use anyhow::Result;
use padan::lexicon::Lexeme;

use crate::args::LexiconStats;
use crate::inputs;
use crate::outcome::Outcome;
use crate::output;

/// A row of a table.
#[derive(Default)]
struct Row {
    entries: usize,
    forms: HashSet<&'static str>,
    senses: usize,
    glosses: usize,
}

impl Row {
    fn add(&mut self, lexeme: Lexeme) {
        self.entries += 1;
        self.forms.insert(lexeme.form());
        let senses = lexeme.senses();
        self.senses += senses.len();
        self.glosses += senses.iter().map(Vec::len).sum::<usize>();
    }
}

pub fn run(args: &LexiconStats) -> Result<Outcome> {
    let lexicon = inputs::lexicon(&args.lexicon)?;
    let mut files: Vec<(&'static str, Row)> = Vec::new();
    let mut places: HashMap<&'static str, usize> = HashMap::new();
    let mut parts: BTreeMap<&'static str, Row> = BTreeMap::new();
    let mut kinds: BTreeMap<&'static str, Row> = BTreeMap::new();
    let mut all = Row::default();
    for lexeme in lexicon.lexemes() {
        let file = lexeme.file();
        let place = *places.entry(file).or_insert(files.len());
        if place == files.len() {
            files.push((file, Row::default()));
        }
        files[place].1.add(lexeme);
        parts.entry(lexeme.upos().as_str()).or_default().add(lexeme);
        if let Some(kind) = lexeme.kind() {
            kinds.entry(kind).or_default().add(lexeme);
        }
        all.add(lexeme);
    }
    let mut variants: BTreeMap<&'static str, usize> = BTreeMap::new();
    for variant in lexicon.variants().filter_map(|form| lexicon.variant(form)) {
        *variants.entry(variant.kind).or_default() += 1;
    }
    let mut out = output::stdout();
    table(&mut out, "file", files)?;
    table(&mut out, "part of speech", by_size(parts))?;
    table(&mut out, "kind of name", by_size(kinds))?;
    writeln!(out, "{:<28} {:>9}", "variants", "forms")?;
    for (kind, count) in &variants {
        writeln!(out, "  {kind:<26} {count:>9}")?;
    }
    writeln!(out)?;
    table(&mut out, "all", vec![("entries", all)])?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn by_size(rows: BTreeMap<&'static str, Row>) -> Vec<(&'static str, Row)> {
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.entries));
    rows
}

fn table(out: &mut impl Write, title: &str, rows: Vec<(&'static str, Row)>) -> Result<()> {
    writeln!(out, "{title:<28} {:>9} {:>9} {:>9} {:>9}", "entries", "forms", "senses", "glosses")?;
    for (name, row) in rows {
        let Row { entries, forms, senses, glosses } = row;
        writeln!(out, "  {name:<26} {entries:>9} {:>9} {senses:>9} {glosses:>9}", forms.len())?;
    }
    writeln!(out)?;
    Ok(())
}

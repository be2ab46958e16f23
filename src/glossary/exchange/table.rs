//! Rows and columns, for the formats that are tables: CSV, TSV and workbooks.
//!
//! A row is an entry; its senses and the words of its family are rows of their own, told by the column `row` and tied to the entry by
//! `key` (without a key: to the entry above). So every field has a plain column, and nothing is lost.

use std::collections::HashMap;

use super::super::load::slug;
use super::super::{
    Abbreviation, Avoided, CaseRule, Example, Reduplication, Relative, Term, TermPos, TermSense, TermStatus,
};
use super::draft::{Draft, Drafts, named};
use super::notation::{condition, join, join_parts, parse_condition, split, split_parts};
use super::{ExchangeError, Report};

/// A column: its name, what stands in it for an entry, and how it is read.
pub(super) struct Column {
    pub name: &'static str,
    /// What may stand in it, if that is a closed set.
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code, reason = "only workbooks have drop-downs"))]
    pub choices: fn() -> Vec<&'static str>,
    get: fn(&Term) -> String,
    set: fn(&mut Draft, &str) -> Result<(), String>,
}

const OPEN: fn() -> Vec<&'static str> = Vec::new;

/// What the column `row` says of rows that are no entries.
const SENSE: &str = "sense";
const FAMILY: &str = "family";

macro_rules! column {
    ($name:literal, $get:expr, $set:expr) => {
        Column { name: $name, choices: OPEN, get: $get, set: $set }
    };
    ($name:literal, $choices:expr, $get:expr, $set:expr) => {
        Column { name: $name, choices: $choices, get: $get, set: $set }
    };
}

/// The columns, in their order. Only `term` and `en` must be there.
pub(super) const COLUMNS: &[Column] = &[
    column!("term", |t| t.source.clone(), |d, v| set(&mut d.term.source, v.to_owned())),
    column!("en", |t| join(&t.target), |d, v| set(&mut d.term.target, split(v))),
    column!("status", || TermStatus::ALL.iter().map(|s| s.name()).collect(), |t| t.status.name().to_owned(), |d, v| {
        set(&mut d.status, Some(named("status", TermStatus::ALL, TermStatus::name, v)?))
    }),
    column!("pos", || TermPos::ALL.iter().map(|p| p.name()).collect(), |t| t.pos.name().to_owned(), |d, v| set(
        &mut d.term.pos,
        named("pos", TermPos::ALL, TermPos::name, v)?
    )),
    column!("domain", |t| text(&t.domain), |d, v| set(&mut d.term.domain, Some(v.to_owned()))),
    column!("abbr", |t| join(t.abbreviations.iter().map(abbreviation)), |d, v| {
        set(&mut d.term.abbreviations, split(v).iter().map(|a| parse_abbreviation(a)).collect::<Result<_, _>>()?)
    }),
    column!("also", |t| join(&t.also), |d, v| set(&mut d.term.also, split(v))),
    column!("avoid", |t| avoided(&t.avoid), |d, v| set(&mut d.term.avoid, parse_avoided(v)?)),
    column!("note", |t| text(&t.note), |d, v| set(&mut d.term.note, Some(v.to_owned()))),
    column!("key", |t| t.key.clone(), |d, v| set(&mut d.key, Some(v.to_owned()))),
    column!("row", || vec![SENSE, FAMILY], |_| String::new(), |_, _| Ok(())),
    column!("when", |_| String::new(), |_, _| Err(format!("only rows with `row` = {SENSE} have a condition"))),
    column!("def", |t| text(&t.definition), |d, v| set(&mut d.term.definition, Some(v.to_owned()))),
    column!("example", |t| join(t.examples.iter().map(example)), |d, v| {
        set(&mut d.term.examples, split(v).iter().map(|e| parse_example(e)).collect::<Result<_, _>>()?)
    }),
    column!("source", |t| text(&t.citation), |d, v| set(&mut d.term.citation, Some(v.to_owned()))),
    column!("scope", |t| join(&t.scope), |d, v| set(&mut d.term.scope, split(v))),
    column!("dnt", || vec!["true", "false"], |t| flag(t.untranslated), |d, v| set(
        &mut d.term.untranslated,
        parse_flag(v)?
    )),
    column!("root", |t| text(&t.root), |d, v| set(&mut d.term.root, Some(v.to_owned()))),
    column!("forms", |t| join(&t.forms), |d, v| set(&mut d.term.forms, split(v))),
    column!("en_forms", |t| join(&t.target_forms), |d, v| set(&mut d.term.target_forms, split(v))),
    column!(
        "match",
        || vec!["inflect", "exact"],
        |t| if t.inflects { String::new() } else { "exact".to_owned() },
        |d, v| match v {
            "inflect" => Ok(()),
            "exact" => set(&mut d.term.inflects, false),
            _ => Err(format!("unknown match {v:?}; known are inflect, exact")),
        }
    ),
    column!(
        "case",
        || CaseRule::ALL.iter().map(|c| c.name()).collect(),
        |t| if t.case == CaseRule::default() { String::new() } else { t.case.name().to_owned() },
        |d, v| set(&mut d.term.case, named("case", CaseRule::ALL, CaseRule::name, v)?)
    ),
    column!(
        "redup",
        || Reduplication::ALL.iter().map(|r| r.name()).collect(),
        |t| if super::Field::Redup.count(t) == 0 { String::new() } else { t.reduplication.name().to_owned() },
        |d, v| set(&mut d.reduplication, Some(named("redup", Reduplication::ALL, Reduplication::name, v)?))
    ),
    column!("not_before", |t| join(&t.not_before), |d, v| set(&mut d.term.not_before, split(v))),
    column!("not_after", |t| join(&t.not_after), |d, v| set(&mut d.term.not_after, split(v))),
    column!("see", |t| join(&t.see), |d, v| set(&mut d.term.see, split(v))),
    column!("replaced_by", |t| join(&t.replaced_by), |d, v| set(&mut d.term.replaced_by, split(v))),
    column!("by", |t| text(&t.by), |d, v| set(&mut d.term.by, Some(v.to_owned()))),
    column!("since", |t| text(&t.since), |d, v| set(&mut d.term.since, Some(date(v)?))),
    column!("until", |t| text(&t.until), |d, v| set(&mut d.term.until, Some(date(v)?))),
];

fn set<T>(place: &mut T, value: T) -> Result<(), String> {
    *place = value;
    Ok(())
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn flag(value: bool) -> String {
    if value { "true".to_owned() } else { String::new() }
}

fn parse_flag(value: &str) -> Result<bool, String> {
    match value.to_lowercase().as_str() {
        "true" | "yes" | "1" | "x" => Ok(true),
        "false" | "no" | "0" => Ok(false),
        _ => Err(format!("{value:?} is neither true nor false")),
    }
}

fn date(value: &str) -> Result<String, String> {
    match value.parse::<toml::value::Datetime>() {
        Ok(_) => Ok(value.to_owned()),
        Err(_) => Err(format!("{value:?} is no date; write 2026-11-21")),
    }
}

fn abbreviation(abbr: &Abbreviation) -> String {
    let when = abbr.when.as_ref().map(condition);
    join_parts(&[&abbr.form, abbr.target.as_deref().unwrap_or_default(), when.as_deref().unwrap_or_default()])
}

fn parse_abbreviation(item: &str) -> Result<Abbreviation, String> {
    let [form, target, when] = parts(item, "abbr", "AS :: US :: near: Washington")?;
    let when = if when.is_empty() { None } else { Some(parse_condition(&when)?) };
    Ok(Abbreviation { form, target: some(target), when })
}

fn avoided(list: &[Avoided]) -> String {
    join(list.iter().map(|a| {
        join_parts(&[&a.target, a.why.as_deref().unwrap_or_default(), a.instead.as_deref().unwrap_or_default()])
    }))
}

fn parse_avoided(list: &str) -> Result<Vec<Avoided>, String> {
    let one = |item: &String| {
        let [target, why, instead] = parts(item, "avoid", "rendering :: why not :: what instead")?;
        Ok(Avoided { target, why: some(why), instead: some(instead) })
    };
    split(list).iter().map(one).collect()
}

fn example(example: &Example) -> String {
    let [target, citation] = [&example.target, &example.citation].map(|t| t.as_deref().unwrap_or_default());
    join_parts(&[&example.source, target, citation])
}

fn parse_example(item: &str) -> Result<Example, String> {
    let [source, target, citation] = parts(item, "example", "sentence :: its English :: where from")?;
    Ok(Example { source, target: some(target), citation: some(citation) })
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The three parts of an item, missing ones empty.
fn parts(item: &str, column: &str, shape: &str) -> Result<[String; 3], String> {
    let parts = split_parts(item);
    if parts.len() > 3 {
        return Err(format!("{item:?} has more than the three parts of {column}: {shape}"));
    }
    let mut parts = parts.into_iter();
    Ok(std::array::from_fn(|_| parts.next().unwrap_or_default()))
}

/// The rows of the table, without the header.
pub(super) fn rows(terms: &[Term]) -> impl Iterator<Item = Vec<String>> {
    terms.iter().flat_map(|term| {
        let entry: Vec<String> = COLUMNS.iter().map(|c| (c.get)(term)).collect();
        let senses = term.senses.iter().map(|sense| {
            let when = condition(&sense.when);
            let note = text(&sense.note);
            row(&[
                ("term", term.source.clone()),
                ("en", join(&sense.target)),
                ("avoid", avoided(&sense.avoid)),
                ("note", note),
                ("key", term.key.clone()),
                ("row", SENSE.to_owned()),
                ("when", when),
            ])
        });
        let family = term.family.iter().map(|relative| {
            row(&[
                ("term", relative.source.clone()),
                ("en", join(&relative.target)),
                ("pos", relative.pos.name().to_owned()),
                ("also", join(&relative.also)),
                ("key", term.key.clone()),
                ("row", FAMILY.to_owned()),
            ])
        });
        std::iter::once(entry).chain(senses).chain(family)
    })
}

fn row(cells: &[(&str, String)]) -> Vec<String> {
    let cell = |c: &Column| cells.iter().find(|(name, _)| *name == c.name).map(|(_, v)| v.clone()).unwrap_or_default();
    COLUMNS.iter().map(cell).collect()
}

/// A fault in a cell: the number of the cell in its row, and what is wrong.
pub(super) struct CellFault {
    pub cell: usize,
    pub message: String,
}

/// A table that is being read, row by row.
pub(super) struct Reader {
    /// For each cell of a row, the column it belongs to.
    columns: Vec<Option<usize>>,
    entries: Vec<(Draft, String)>,
    by_key: HashMap<String, usize>,
    /// Senses and families with the key of their entry, the entry above, and the place and cell to blame.
    parts: Vec<(Part, String, Option<usize>)>,
}

enum Part {
    Sense(TermSense),
    Family(Relative),
}

impl Reader {
    /// Begins with the header.
    pub(super) fn new(header: &[String], report: &mut Report) -> Result<Self, CellFault> {
        let mut columns: Vec<Option<usize>> = Vec::new();
        for (cell, name) in header.iter().enumerate() {
            let plain = name.trim().to_lowercase();
            let column = COLUMNS.iter().position(|c| c.name == plain);
            if column.is_some() && columns.contains(&column) {
                return Err(CellFault { cell, message: format!("column {plain:?} is there twice") });
            }
            if column.is_none() && !plain.is_empty() {
                report.lose("columns that are not known", 1, name.trim());
            }
            columns.push(column);
        }
        for needed in ["term", "en"] {
            let there = |c: &Option<usize>| c.is_some_and(|c| COLUMNS[c].name == needed);
            if !columns.iter().any(there) {
                let names: Vec<&str> = COLUMNS.iter().map(|c| c.name).collect();
                let message = format!("no column {needed:?}; the first row names the columns: {}", names.join(","));
                return Err(CellFault { cell: 0, message });
            }
        }
        Ok(Self { columns, entries: Vec::new(), by_key: HashMap::new(), parts: Vec::new() })
    }

    /// Takes a row that stands at `place`.
    pub(super) fn row(&mut self, cells: &[String], place: String) -> Result<(), CellFault> {
        let beyond = cells.iter().skip(self.columns.len()).position(|c| !c.trim().is_empty());
        if let Some(beyond) = beyond {
            let message = "a cell beyond the last column of the header".to_owned();
            return Err(CellFault { cell: self.columns.len() + beyond, message });
        }
        let filled = self.columns.iter().zip(cells).enumerate();
        let filled = filled.filter_map(|(cell, (column, text))| Some((cell, COLUMNS.get((*column)?)?, text.trim())));
        let filled: Vec<(usize, &Column, &str)> = filled.filter(|(_, _, text)| !text.is_empty()).collect();
        if filled.is_empty() {
            return Ok(());
        }
        let kind = filled.iter().find(|(_, column, _)| column.name == "row");
        match kind {
            None => self.entry(&filled, place),
            Some(&(cell, _, kind)) => self.part(&filled, cell, kind, place),
        }
    }

    fn entry(&mut self, filled: &[(usize, &Column, &str)], place: String) -> Result<(), CellFault> {
        let mut draft = Draft::new("");
        for &(cell, column, text) in filled {
            (column.set)(&mut draft, text).map_err(|message| CellFault { cell, message })?;
        }
        let key = draft.key.clone().unwrap_or_else(|| slug(&draft.term.source));
        self.by_key.entry(key).or_insert(self.entries.len());
        self.entries.push((draft, place));
        Ok(())
    }

    fn part(
        &mut self,
        filled: &[(usize, &Column, &str)],
        kind_cell: usize,
        kind: &str,
        place: String,
    ) -> Result<(), CellFault> {
        let mut draft = Draft::new("");
        let mut when = None;
        for &(cell, column, text) in filled {
            let done = match (column.name, kind) {
                ("row", _) => Ok(()),
                ("when", SENSE) => parse_condition(text).map(|w| when = Some(w)),
                ("term" | "en" | "avoid" | "note" | "key", SENSE)
                | ("term" | "en" | "pos" | "also" | "key", FAMILY) => (column.set)(&mut draft, text),
                (_, SENSE | FAMILY) => Err(format!("a row of kind {kind} has no {}", column.name)),
                _ => {
                    let message =
                        format!("unknown row {kind:?}; known are {SENSE}, {FAMILY}, and nothing for an entry");
                    return Err(CellFault { cell: kind_cell, message });
                }
            };
            done.map_err(|message| CellFault { cell, message })?;
        }
        let fault = |message: &str| Err(CellFault { cell: kind_cell, message: message.to_owned() });
        let Draft { term, key, .. } = draft;
        let part = match (kind, when) {
            (SENSE, None) => return fault("a sense needs a condition in `when`"),
            _ if term.target.is_empty() => return fault("a row without English"),
            (SENSE, Some(when)) => {
                Part::Sense(TermSense { when, target: term.target, avoid: term.avoid, note: term.note })
            }
            _ if term.source.is_empty() => return fault("a row without a term"),
            _ => Part::Family(Relative { source: term.source, target: term.target, pos: term.pos, also: term.also }),
        };
        let above = self.entries.len().checked_sub(1);
        if key.is_none() && above.is_none() {
            return fault("no entry stands above, and no key says which one is meant");
        }
        self.parts.push((part, key.unwrap_or_default(), above));
        let _ = place;
        Ok(())
    }

    /// Puts the parts to their entries.
    pub(super) fn finish(self, mut drafts: Drafts<'_>, report: &mut Report) -> Result<Vec<Term>, ExchangeError> {
        let Self { mut entries, by_key, parts, .. } = self;
        let key_of = |(draft, _): &(Draft, String)| draft.key.clone().unwrap_or_else(|| slug(&draft.term.source));
        for (part, key, above) in parts {
            let above = above.filter(|&a| key.is_empty() || entries.get(a).map(key_of).as_ref() == Some(&key));
            let Some(owner) = above.or_else(|| by_key.get(&key).copied()) else {
                report.lose("rows of entries that are not there", 1, key);
                continue;
            };
            match part {
                Part::Sense(sense) => entries[owner].0.term.senses.push(sense),
                Part::Family(relative) => entries[owner].0.term.family.push(relative),
            }
        }
        for (draft, place) in entries {
            drafts.add(draft, place, report)?;
        }
        Ok(drafts.terms)
    }
}

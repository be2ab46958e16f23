//! TermBase eXchange: version 3 (ISO 30042:2019) in both its styles, and version 2, which most programs still read.
//!
//! The dialect is TBX-Basic. What it has no data category for, but people must know, stands in notes that begin with `[padan]` and
//! are read back: conditions of senses, what to use instead, that an entry is a draft.

mod read;
mod write;

use super::field::Field;
use super::{Format, Report};
use crate::glossary::{Term, TermPos};

pub(super) const V3_DCA: Format = Format {
    name: "tbx",
    about: "TBX-Basic, version 3, categories as attributes (DCA)",
    extension: "tbx",
    keeps: KEEPS,
    shows: &[],
    checked_by: &["lxml (RELAX NG)", "saxonche (Schematron)", "xmllint"],
    one_line: true,
    narrow,
    write: |terms, _, report| Ok(write::write(terms, write::Style::Dca, report)),
    read: Some(read::read),
};

pub(super) const V3_DCT: Format = Format {
    name: "tbx-dct",
    about: "TBX-Basic, version 3, categories as elements (DCT)",
    write: |terms, _, report| Ok(write::write(terms, write::Style::Dct, report)),
    ..V3_DCA
};

pub(super) const V2: Format = Format {
    name: "tbx2",
    about: "TBX-Basic, version 2, for programs that do not know version 3 (OmegaT)",
    checked_by: &["translate-toolkit", "lxml (XML Schema)", "xmllint"],
    write: |terms, _, report| Ok(write::write(terms, write::Style::V2, report)),
    ..V3_DCA
};

pub(super) const WEBLATE: Format = Format {
    name: "tbx2-weblate",
    about: "TBX, version 2, with the values that Weblate asks for",
    checked_by: &["translate-toolkit"],
    write: |terms, _, report| Ok(write::write(terms, write::Style::Weblate, report)),
    ..V3_DCA
};

const KEEPS: &[Field] = &[
    Field::Key,
    Field::Term,
    Field::English,
    Field::Pos,
    Field::Also,
    Field::Abbr,
    Field::AbbrOwn,
    Field::Avoid,
    Field::Why,
    Field::Family,
    Field::Dnt,
    Field::Senses,
    Field::Status,
    Field::Domain,
    Field::Scope,
    Field::Definition,
    Field::Note,
    Field::Examples,
    Field::Citation,
    Field::See,
    Field::ReplacedBy,
    Field::By,
    Field::Since,
];

/// What notes of ours begin with.
const OURS: &str = "[padan] ";

/// What `ref`s say that tie entries together.
const FAMILY_OF: &str = "family of";
const REPLACED_BY: &str = "replaced by";
const SEE: &str = "see";

/// Notes of ours, by what stands after [`OURS`]; those that end in a colon have a value.
const DRAFT: &str = "draft";
const UNTRANSLATED: &str = "do not translate";
const WHEN: &str = "when:";
const USE: &str = "use:";
const ENGLISH: &str = "English:";
const OF_SENSE: &str = "note:";

fn narrow(term: &mut Term, report: &mut Report) {
    let key = term.key.clone();
    let mut pos = |pos: &mut TermPos| {
        let plain = match *pos {
            TermPos::Name => TermPos::Noun,
            TermPos::Prep | TermPos::Affix => TermPos::Phrase,
            _ => return,
        };
        let (from, to) = (pos.name(), if plain == TermPos::Noun { "noun" } else { "other" });
        report.lose(format!("pos {from} (written as {to})"), 1, &key);
        *pos = plain;
    };
    pos(&mut term.pos);
    term.family.iter_mut().for_each(|f| pos(&mut f.pos));
    if term.untranslated && term.target == [term.source.as_str()] {
        term.target.clear();
    }
    if term.since.as_ref().is_some_and(|s| !is_date(s)) {
        term.since = None;
        report.lose("since that is no plain date", 1, &key);
    }
    super::join_senses(term, report);
}

/// Whether `text` is a day, as `2026-11-21`.
fn is_date(text: &str) -> bool {
    let day = text.parse::<toml::value::Datetime>();
    day.is_ok_and(|d| d.date.is_some_and(|day| day.year > 0) && d.time.is_none() && d.offset.is_none())
}

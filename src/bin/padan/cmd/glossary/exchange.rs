//! What export and import share: names of formats, and how losses are told.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use padan::glossary::exchange::{ExchangeError, FORMATS, Format, Loss, Report};

use crate::report::{self, Fault};

/// A row of the table of formats, by its name.
#[derive(Clone, Copy, Debug)]
pub struct FormatName(pub &'static Format);

impl ValueEnum for FormatName {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [FormatName; FORMATS.len()] = {
            let mut all = [FormatName(&FORMATS[0]); FORMATS.len()];
            let mut n = 0;
            while n < FORMATS.len() {
                all[n] = FormatName(&FORMATS[n]);
                n += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name).help(self.0.about))
    }
}

/// The error with the line that it is about.
pub fn fault(error: ExchangeError) -> anyhow::Error {
    match error {
        ExchangeError::Text { diagnostic, text } => Fault { diagnostic, text }.into(),
        other => other.into(),
    }
}

/// Most keys that are named for a loss.
const MOST_KEYS: usize = 5;

/// Says what was lost, in words.
pub fn tell(report: &Report) {
    for Loss { what, count, keys } in &report.losses {
        let mut named = keys.iter().take(MOST_KEYS).cloned().collect::<Vec<_>>().join(", ");
        if keys.len() > MOST_KEYS {
            named.push_str(&format!(", and {} more", keys.len() - MOST_KEYS));
        }
        report::note(&format!("lost: {count} {what}: {named}"));
    }
    for remark in &report.remarks {
        report::note(remark);
    }
}

/// The report as a JSON object; `more` are further members.
pub fn json(report: &Report, more: &[(&str, serde_json::Value)]) -> serde_json::Value {
    let losses: Vec<serde_json::Value> =
        report.losses.iter().map(|l| serde_json::json!({ "what": l.what, "count": l.count, "keys": l.keys })).collect();
    let mut object = serde_json::json!({ "entries": report.entries, "lost": losses, "remarks": report.remarks });
    if let Some(object) = object.as_object_mut() {
        object.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    }
    object
}

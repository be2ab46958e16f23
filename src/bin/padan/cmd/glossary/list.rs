//! `padan glossary list`: the entries, a line each.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use padan::glossary::Term;
use padan::glossary::schema::{POS, STATUS};
use unicode_width::UnicodeWidthStr;

use super::entry::{self, Source};
use crate::args::GlossaryArgs;
use crate::outcome::Outcome;
use crate::output;

/// Widest column of terms; longer ones push what follows.
const WIDEST: usize = 44;

/// Which entries to list.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub glossary: GlossaryArgs,
    /// Only entries of this status
    #[arg(long, value_parser = STATUS.to_vec())]
    pub status: Vec<String>,
    /// Only entries of this kind of word
    #[arg(long, value_parser = POS.to_vec())]
    pub pos: Vec<String>,
    /// Only entries of this subject field
    #[arg(long, value_name = "FIELD")]
    pub domain: Vec<String>,
    /// Only entries for this client or project, and those for all
    #[arg(long, value_name = "SCOPE")]
    pub scope: Vec<String>,
    /// One JSON object an entry
    #[arg(long)]
    pub json: bool,
}

impl List {
    fn wants(&self, term: &Term) -> bool {
        let among = |list: &[String], value: &str| list.is_empty() || list.iter().any(|v| v == value);
        among(&self.status, entry::status(term.status))
            && among(&self.pos, entry::pos(term.pos))
            && among(&self.domain, term.domain.as_deref().unwrap_or_default())
            && (self.scope.is_empty() || term.scope.is_empty() || term.scope.iter().any(|s| self.scope.contains(s)))
    }
}

pub fn run(args: &List) -> Result<Outcome> {
    let sources = Source::all(&args.glossary)?;
    let wanted: Vec<_> = sources.iter().flat_map(Source::entries).filter(|(t, _)| args.wants(t)).collect();
    let mut out = output::stdout();
    let width = wanted.iter().map(|(t, _)| t.source.width()).max().unwrap_or_default().min(WIDEST);
    for (term, node) in &wanted {
        if args.json {
            entry::write_json(&mut out, &entry::row(term, node))?;
            continue;
        }
        let english = if term.untranslated { "(kept)".to_owned() } else { term.target.join(", ") };
        let pad = " ".repeat(width.saturating_sub(term.source.width()));
        let status = match term.status {
            padan::glossary::TermStatus::Preferred => String::new(),
            other => format!("  [{}]", entry::status(other)),
        };
        let own = (term.key != padan::glossary::slug(&term.source)).then(|| format!("  ({})", term.key));
        writeln!(out, "{}{pad}  {english}{status}{}", term.source, own.unwrap_or_default())?;
    }
    out.flush()?;
    Ok(if wanted.is_empty() { Outcome::Lacking } else { Outcome::Done })
}

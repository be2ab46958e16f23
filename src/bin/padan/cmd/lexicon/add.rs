//! `padan lexicon add`: a line more, in its place.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use padan::diagnostic::Diagnostic;
use padan::lexicon::ExtraFile;
use padan::lexicon::source::{Entry, Line, read_lines, same};
use padan::morph::explains;

use crate::args::LexiconAdd;
use crate::outcome::Outcome;
use crate::output::{self, Pending};
use crate::report::Fault;

pub fn run(args: &LexiconAdd) -> Result<Outcome> {
    let shown = args.file.display().to_string();
    let text = match std::fs::read(&args.file) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(e) => bail!("{shown}: not UTF-8 at byte {}; save it as UTF-8", e.utf8_error().valid_up_to()),
        },
        Err(e) if e.kind() == ErrorKind::NotFound => String::new(),
        Err(e) => return Err(e).context(shown),
    };
    let cells = [&args.form, &args.english, &args.analysis].into_iter().chain(&args.flags);
    if cells.flat_map(|c| c.chars()).any(char::is_control) {
        bail!("tabs and line ends cannot stand in an entry");
    }
    let line = line(args);
    let new = parse(&line)?;
    if new.surface.is_none() && new.analysis != "." && !explains(new.analysis.to_owned().leak(), new.form) {
        bail!("{} does not give {}; write the surface cut after it, as ber-ajar/bel-ajar", new.analysis, new.form);
    }
    if let Err(e) = ExtraFile::parse(&args.file, &text) {
        return Err(Fault { diagnostic: e.0, text }.into());
    }
    let lines: Vec<Line<'_>> = read_lines(&text).filter_map(Result::ok).collect();
    let twin = |l: &&Line<'_>| matches!(l, Line::Entry(e) if same(e, &new));
    if let Some(there) = lines.iter().find(twin) {
        return Err(twice(&args.file, &text, there, &new).into());
    }
    // Before the first line that is greater: entries of one form stay in the order in which they came.
    let before = lines.iter().find(|l| l.form() > new.form).map(Line::number);
    let (content, number) = insert(&text, &line, before);
    // A link keeps pointing at the file that changes.
    let path = std::fs::canonicalize(&args.file).unwrap_or_else(|_| args.file.clone());
    let mut file = Pending::create(&path)?;
    file.write_all(content.as_bytes()).with_context(|| shown.clone())?;
    file.finish()?;
    let mut out = output::stdout();
    writeln!(out, "{shown}:{number}: {}", line.replace('\t', "  "))?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// The line that the arguments make, composed as the lexicon is.
fn line(args: &LexiconAdd) -> String {
    let cells = [args.form.trim(), &args.pos.to_uppercase(), args.analysis.trim(), args.english.trim()];
    let flags = args.flags.as_deref().map(str::trim).filter(|f| !f.is_empty());
    let line = cells.into_iter().chain(flags).collect::<Vec<_>>().join("\t");
    padan::text::SourceText::from_text("-", line).text().to_owned()
}

fn parse(line: &str) -> Result<Entry<'_>> {
    let mut lines = read_lines(line);
    match (lines.next(), lines.next()) {
        (Some(Ok(Line::Entry(entry))), None) => Ok(entry),
        (Some(Err(_)), None) => match ExtraFile::parse("the new line", line) {
            Err(e) => Err(Fault { diagnostic: e.0, text: line.to_owned() }.into()),
            Ok(_) => bail!("this is no entry"),
        },
        _ => bail!("an entry is one line that does not begin with #"),
    }
}

fn twice(path: &Path, text: &str, there: &Line<'_>, new: &Entry<'_>) -> Fault {
    let start: usize = text.split_inclusive('\n').take(there.number() - 1).map(str::len).sum();
    let message = format!("{:?} {} {:?} is already there", new.form, new.upos, new.analysis);
    let span = start..start + there.form().len();
    let diagnostic = Diagnostic::error(path.to_owned(), text, span, message).with_help("change that line instead");
    Fault { diagnostic: Box::new(diagnostic), text: text.to_owned() }
}

/// `text` with `line` before the line of this number, or at the end; and the number that the new line has.
fn insert(text: &str, line: &str, before: Option<usize>) -> (String, usize) {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = before.map_or(lines.len(), |number| number - 1);
    let mut out = lines[..at].concat();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(end);
    }
    out.push_str(line);
    out.push_str(end);
    out.push_str(&lines[at..].concat());
    (out, at + 1)
}

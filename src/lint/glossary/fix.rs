//! Mending what the checks found, and laying entries out as we write them.

use std::ops::Range;

use super::work::Work;
use super::{Check, Finding, LintFile, Options, lint};
use crate::glossary::edit::Editor;
use crate::glossary::edit::tree::Tree;
use crate::glossary::schema::ENTRY;
use crate::morph::Analyzer;

/// How often the checks are run: a fix may show another fault.
const ROUNDS: usize = 12;

/// `file` without the faults that can be mended safely, and the findings that were mended. What a fix would do beyond its own bytes
/// (a comment lost, an entry gone) is not done.
pub fn fix(
    file: &LintFile<'_>,
    analyzer: &Analyzer,
    options: &Options<'_>,
    wanted: impl Fn(&Check) -> bool,
) -> (String, Vec<Finding>) {
    let mut text = file.text.to_owned();
    let mut mended = Vec::new();
    for _ in 0..ROUNDS {
        let now = LintFile::new(&file.path, &text);
        let mut findings = lint(&now, analyzer, options, &wanted);
        findings.retain(|f| f.fix.is_some());
        let mut taken: Vec<Range<usize>> = Vec::new();
        let mut splices: Vec<(Range<usize>, String)> = Vec::new();
        let mut round = Vec::new();
        for finding in findings {
            let Some(fix) = &finding.fix else { continue };
            // Two fixes of the same bytes: the second waits for the next round.
            let free = |s: &Range<usize>| taken.iter().all(|t| s.end < t.start || t.end < s.start);
            if !fix.iter().all(|(span, _)| free(span)) {
                continue;
            }
            if !harmless(&text, fix) {
                continue;
            }
            taken.extend(fix.iter().map(|(span, _)| span.clone()));
            splices.extend(fix.iter().cloned());
            round.push(finding);
        }
        let new = spliced(&text, splices);
        if round.is_empty() || new == text || !sound(&text, &new) {
            break;
        }
        text = new;
        mended.extend(round);
    }
    (text, mended)
}

/// Whether no comment is touched.
fn harmless(text: &str, fix: &[(Range<usize>, String)]) -> bool {
    fix.iter().all(|(span, new)| {
        let old = &text[span.clone()];
        !old.contains('#') || new.matches('#').count() >= old.matches('#').count()
    })
}

/// Whether entries and comments are all still there, and the file no worse TOML than before.
fn sound(old: &str, new: &str) -> bool {
    let (old, new) = (Tree::parse(old), Tree::parse(new));
    new.faults.len() <= old.faults.len()
        && new.entries().len() == old.entries().len()
        && new.comments.len() == old.comments.len()
}

fn spliced(text: &str, mut splices: Vec<(Range<usize>, String)>) -> String {
    splices.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in splices {
        out.push_str(&text[at..span.start]);
        out.push_str(&new);
        at = span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The lines of a key, to be taken away.
pub(super) fn unset(work: &Work<'_>, entry: usize, key: &str) -> Option<(Range<usize>, String)> {
    let section = &work.tree.sections[work.layout.entries[entry].sections.start];
    let (name, span) = section.pairs.iter().find(|(k, _)| k.name == key)?;
    let lines = work.layout.line_start(work.text, name.span.start)..work.layout.line_end(work.text, span.end);
    (!work.text[lines.clone()].contains('#')).then(|| (lines, String::new()))
}

/// The lines of the section whose header is `header`, with the blank lines above, to be taken away.
pub(super) fn section(work: &Work<'_>, entry: usize, header: &Range<usize>) -> Option<Range<usize>> {
    let sections = &work.tree.sections[work.layout.entries[entry].sections.clone()];
    let section = sections.iter().find(|s| s.header == *header)?;
    let end = section.pairs.iter().map(|(_, s)| s.end).max().unwrap_or(section.header.end);
    let lines = work.layout.line_start(work.text, section.header.start)..work.layout.line_end(work.text, end);
    let above = work.text[..lines.start].trim_end().len();
    let start = work.layout.line_end(work.text, above).min(lines.start);
    (!work.text[start..lines.end].contains('#')).then_some(start..lines.end)
}

/// `text` with the keys of every entry in order, equals signs below one another, one blank line between entries, and no blanks at
/// the ends of lines. Values, comments and the order of entries stay.
///
/// Nothing if `text` is no TOML, or would say something else afterwards.
pub fn format(text: &str) -> Option<String> {
    let mut editor = Editor::new(text).ok()?;
    for entry in 0..editor.layout().entries.len() {
        if let Some(splice) = ordered(&editor, entry) {
            editor.splice(vec![splice], |a, b| a == b).ok()?;
        }
    }
    let eol = editor.layout().eol;
    // Blanks inside strings of several lines stay: the tables would differ.
    let lines: Vec<&str> = editor.text().lines().map(|l| l.trim_end_matches([' ', '\t', '\r'])).collect();
    let mut out = String::with_capacity(editor.text().len());
    let mut blank = 0;
    for line in lines {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() && out != "\u{feff}" && (blank > 0 || line == "[[entry]]" && !out_ends_in_comment(&out)) {
            out.push_str(eol);
        }
        blank = 0;
        out.push_str(line);
        out.push_str(eol);
    }
    let whole = 0..editor.text().len();
    editor.splice(vec![(whole, out)], |a, b| a == b).ok()?;
    Some(editor.into_text())
}

fn out_ends_in_comment(out: &str) -> bool {
    out.lines().next_back().is_some_and(|l| l.trim_start().starts_with('#'))
}

/// The keys of an entry's own section in order and with the equals signs below one another; nothing if they are so already.
pub(super) fn ordered(editor: &Editor, entry: usize) -> Option<(Range<usize>, String)> {
    let (text, tree, layout) = (editor.text(), editor.tree(), editor.layout());
    let place = &layout.entries[entry];
    let section = &tree.sections[place.sections.start];
    let (first, last) = (section.pairs.first()?, section.pairs.last()?);
    let span = layout.line_start(text, first.0.span.start)..layout.line_end(text, last.1.end);
    // Each pair goes with the comment lines above it.
    let mut from = span.start;
    let mut blocks: Vec<(usize, usize, String)> = Vec::new();
    let width = section.pairs.iter().map(|(k, _)| k.span.len()).max()?;
    for (key, pair) in &section.pairs {
        let line = layout.line_start(text, key.span.start);
        let end = layout.line_end(text, pair.end);
        let equals = key.span.end + text[key.span.end..pair.end].find('=')?;
        if !text[key.span.end..equals].trim().is_empty() || line < from {
            // A dotted key; it stays as it is.
            return None;
        }
        let name = &text[key.span.clone()];
        let value = text[equals + 1..end].trim_start_matches([' ', '\t']);
        let mut block = text[from..line].to_owned();
        block.push_str(&format!("{name:<width$} = {value}"));
        if !block.ends_with('\n') {
            block.push_str(layout.eol);
        }
        let rank = ENTRY.iter().position(|k| k.name == key.name).unwrap_or(ENTRY.len());
        blocks.push((rank, blocks.len(), block));
        from = end;
    }
    blocks.sort_unstable();
    let new: String = blocks.into_iter().map(|(_, _, block)| block).collect();
    let old = &text[span.clone()];
    let same = new == *old || !old.ends_with('\n') && new.trim_end() == old;
    (!same).then_some((span, new))
}

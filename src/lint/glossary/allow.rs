//! `# padan: allow G208 because …`: comments that silence checks, and those that silence nothing.

use std::ops::Range;

use super::work::Work;
use super::{CHECKS, Check, Finding, Found};

/// The check of these comments themselves.
pub(super) const CODE: &str = "G010";

/// How such a comment begins.
const MARK: &str = "padan: allow ";

/// A comment that silences checks.
struct Allow<'a> {
    span: Range<usize>,
    codes: Vec<&'a str>,
    reason: &'a str,
    /// The bytes in which it silences them.
    reach: Range<usize>,
}

/// Takes away the findings that a comment allows. Returned are the code and comment of each that took something away.
pub(super) fn filter(work: &Work<'_>, findings: &mut Vec<Finding>) -> Vec<(usize, &'static str)> {
    let allows = allows(work);
    let mut used = Vec::new();
    if allows.is_empty() {
        return used;
    }
    findings.retain(|f| {
        let at = f.diagnostic.span.start;
        let silences = |a: &Allow<'_>| a.codes.contains(&f.check.code) && a.reach.contains(&at) && !a.reason.is_empty();
        match allows.iter().find(|a| silences(a)) {
            Some(allow) => {
                used.push((allow.span.start, f.check.code));
                false
            }
            None => true,
        }
    });
    used
}

/// Reports comments that give no reason, name no check, or silence nothing.
pub(super) fn idle(
    work: &Work<'_>,
    used: &[(usize, &'static str)],
    wanted: &impl Fn(&Check) -> bool,
    found: &mut Found<'_>,
) {
    for allow in allows(work) {
        if allow.reason.is_empty() {
            found.at(&allow.span, "no reason is given").help("write `# padan: allow CODE because …`");
            continue;
        }
        for code in &allow.codes {
            let Some(check) = CHECKS.iter().find(|c| c.code == *code) else {
                found.at(&allow.span, format!("there is no check {code}"));
                continue;
            };
            // Checks that did not run, or that only texts can answer, may find something another time.
            let ran = wanted(check) && !code.starts_with("G6") && *code != "G009" && *code != "G105";
            if ran && !used.contains(&(allow.span.start, check.code)) {
                found.at(&allow.span, format!("{code} finds nothing here")).help("take the comment away");
            }
        }
    }
}

/// Findings about these comments are made after all others, by [`idle`].
pub(super) fn unused(_: &Work<'_>, _: &mut Found<'_>) {}

fn allows<'a>(work: &Work<'a>) -> Vec<Allow<'a>> {
    let text = work.text;
    let first = work.tree.sections.iter().find_map(|s| match s.pairs.first() {
        _ if !s.path.is_empty() => Some(s.header.start),
        Some((_, span)) => Some(span.start),
        None => None,
    });
    let mut out = Vec::new();
    for comment in &work.tree.comments {
        let body = text[comment.clone()].trim_start_matches('#').trim();
        let Some(rest) = body.strip_prefix(MARK) else { continue };
        let (codes, reason) = rest.split_once(" because ").unwrap_or((rest, ""));
        let codes = codes.split([' ', ',']).filter(|c| !c.is_empty()).collect();
        let line_start = text[..comment.start].rfind('\n').map_or(0, |n| n + 1);
        let alone = text[line_start..comment.start].trim_matches(['\u{feff}', ' ', '\t']).is_empty();
        let mut at = line_end(text, comment.end);
        let reach = if !alone {
            line_start..at
        } else if first.is_none_or(|first| comment.start < first) && blank_follows(text, at) {
            0..text.len() + 1
        } else {
            // The line below, past other comments.
            while text[at..].trim_start_matches([' ', '\t']).starts_with('#') {
                at = line_end(text, at);
            }
            match work.layout.entries.iter().find(|e| e.header == at) {
                Some(entry) => entry.whole(),
                None => at..value_end(work, at),
            }
        };
        out.push(Allow { span: comment.clone(), codes, reason: reason.trim(), reach });
    }
    out
}

/// Behind the value that begins on the line at `at`, or behind the line.
fn value_end(work: &Work<'_>, at: usize) -> usize {
    let end = line_end(work.text, at);
    let pairs = work.tree.sections.iter().flat_map(|s| &s.pairs);
    let ends =
        pairs.filter(|(key, _)| (at..end).contains(&key.span.start)).map(|(_, span)| line_end(work.text, span.end));
    ends.max().unwrap_or(end)
}

/// Whether the comment that goes on at `at` is followed by a blank line: then it is about the file.
fn blank_follows(text: &str, at: usize) -> bool {
    let next = text[at..].split('\n').find(|l| !l.trim_start().starts_with('#'));
    next.is_none_or(|l| l.trim().is_empty())
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |n| at + n + 1)
}

//! Tables. Columns are found by their names, so they may be moved, and others may be added.

use std::borrow::Cow;

use super::{Entry, ReadError, review};

pub(super) fn read(text: &str) -> Result<Vec<Entry>, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| fault(1, e.to_string()))?.clone();
    let column = |name: &str| header.iter().position(|h| h.trim() == name);
    let needed = |name: &str| column(name).ok_or(ReadError::Foreign("tsv"));
    let (doc, sent, token, form, gloss) =
        (needed("doc")?, needed("sent")?, needed("token")?, needed("form")?, needed("gloss")?);
    let (check, review_column) = (column("check"), column("review"));
    let mut out: Vec<Entry> = Vec::new();
    // The words of each sentence, which its entries share once they are all there.
    let mut open: Option<(String, usize, String, usize)> = None;
    for record in reader.records() {
        let record = record.map_err(|e| fault(e.position().map_or(0, |p| p.line() as usize), e.to_string()))?;
        let line = record.position().map_or(0, |p| p.line() as usize);
        let row: Vec<Cow<'_, str>> = record.iter().map(bare).collect();
        let cell = |at: usize| row.get(at).map_or("", |value| unguarded(value));
        let number: usize =
            cell(sent).parse().map_err(|_| fault(line, format!("{:?} is no number of a sentence", cell(sent))))?;
        let tokens =
            places(cell(token)).ok_or_else(|| fault(line, format!("{:?} is no list of tokens", cell(token))))?;
        let same = open.as_ref().is_some_and(|(d, n, _, _)| d == cell(doc) && *n == number);
        if !same {
            close(open.take(), &mut out);
            open = Some((cell(doc).to_owned(), number, String::new(), out.len()));
        }
        if let ([_], Some((_, _, sentence, first))) = (tokens.as_slice(), &mut open) {
            // An abbreviation is a unit of one word, and stands before it.
            let twice = out[*first..].last().is_some_and(|e| e.tokens == tokens);
            if !twice {
                sentence.push_str(cell(form));
                sentence.push(' ');
            }
        }
        let reviewed = review_column.map(|c| review(cell(c), line)).transpose()?.flatten();
        let check = check.map(|c| cell(c).to_owned()).filter(|c| !c.is_empty());
        if check.is_none() && reviewed.is_none() && cell(gloss).is_empty() {
            continue;
        }
        out.push(Entry {
            line,
            document: cell(doc).to_owned(),
            number,
            sentence: String::new(),
            tokens,
            form: cell(form).to_owned(),
            gloss: cell(gloss).trim().to_owned(),
            check,
            review: reviewed,
        });
    }
    close(open, &mut out);
    Ok(out)
}

/// Gives the entries of a sentence its text.
fn close(open: Option<(String, usize, String, usize)>, out: &mut [Entry]) {
    if let Some((_, _, sentence, first)) = open {
        out[first..].iter_mut().for_each(|e| e.sentence.clone_from(&sentence));
    }
}

fn fault(line: usize, message: String) -> ReadError {
    ReadError::Line { line, message }
}

/// `3,4` counts from 1.
fn places(list: &str) -> Option<Vec<usize>> {
    list.split(',').map(|n| n.trim().parse::<usize>().ok()?.checked_sub(1)).collect()
}

/// A value without the quotes that spreadsheets put round some. padan writes none, so a quote alone is a quote.
fn bare(value: &str) -> Cow<'_, str> {
    match value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if !inner.replace("\"\"", "").contains('"') => Cow::Owned(inner.replace("\"\"", "\"")),
        _ => Cow::Borrowed(value),
    }
}

/// A value without the apostrophe that keeps spreadsheets from taking it for a formula.
fn unguarded(value: &str) -> &str {
    match value.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => value,
    }
}

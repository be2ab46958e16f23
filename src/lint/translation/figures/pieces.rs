//! Sentences in pieces, and the values of digits.

use std::ops::Range;

use super::Language;

/// A run of letters, digits or one sign.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    pub lower: String,
    pub span: Range<usize>,
    pub digits: bool,
    /// White space stands before it.
    pub apart: bool,
}

/// Cuts a sentence into numbers with the marks inside them, words, and signs.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let bytes = text.as_bytes();
    let mut out: Vec<Piece<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut apart = true;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            apart = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let digits = c.is_ascii_digit();
        if digits || c.is_alphabetic() {
            while let Some(&(at, next)) = chars.peek() {
                // 27/2/2025 is one, 9.211/9.215 are two.
                let short = |from: usize| text[from..at].len() <= 2;
                let slash = next == '/' && short(text[start..at].rfind('/').map_or(start, |n| start + n + 1));
                let inner = (matches!(next, '.' | ',' | ':') || slash)
                    && digits
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                let goes_on = if digits { next.is_ascii_digit() || inner } else { next.is_alphabetic() };
                if !goes_on {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        out.push(Piece {
            text: &text[start..end],
            lower: text[start..end].to_lowercase(),
            span: start..end,
            digits,
            apart,
        });
        apart = false;
    }
    out
}

/// The values of digits with marks, in the notation of the language first.
pub(super) fn values(digits: &str, language: Language) -> Vec<f64> {
    let (thousands, decimal) = match language {
        Language::Indonesian => ('.', ','),
        Language::English => (',', '.'),
    };
    let read = |thousands: char, decimal: char| -> Option<f64> {
        let (whole, part) = digits.split_once(decimal).unwrap_or((digits, ""));
        if part.contains([thousands, decimal]) {
            return None;
        }
        let mut groups = whole.split(thousands);
        let first = groups.next()?;
        if whole.contains(thousands) && (first.is_empty() || first.len() > 3 || groups.any(|g| g.len() != 3)) {
            return None;
        }
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        format!("{whole}.{part}0").parse().ok()
    };
    let mut out: Vec<f64> = read(thousands, decimal).into_iter().collect();
    // Writers slip into the other notation; then only what could not be ours is theirs.
    // In the source alone, where 250,000 may be either; English 1.500 is a fault.
    if out.is_empty() || language == Language::Indonesian && digits.ends_with(",000") {
        out.extend(read(decimal, thousands));
    }
    out
}

/// Digits that are not zeros at either end.
pub(super) fn significant(digits: &str) -> usize {
    let all: String = digits.chars().filter(char::is_ascii_digit).collect();
    let trimmed = all.trim_start_matches('0');
    let trimmed =
        if digits.contains([',', '.']) && !digits.ends_with("000") { trimmed } else { trimmed.trim_end_matches('0') };
    trimmed.len().max(1)
}

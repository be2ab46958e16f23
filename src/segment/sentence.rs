//! Paragraphs to sentences.

use super::token::{RawToken, tokenize};
use crate::model::TokenKind;
use crate::text::Span;

/// A sentence with its tokens.
#[derive(Clone, Debug)]
pub struct RawSentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens. Never empty.
    pub tokens: Vec<RawToken>,
}

impl RawSentence {
    /// Whether it is a sentence of words all in capitals: case then says nothing.
    pub fn is_headline(&self, text: &str) -> bool {
        is_headline(text, self.tokens.iter().map(|t| (t.span, t.kind)))
    }
}

/// Whether tokens make a sentence of words all in capitals.
pub fn is_headline(text: &str, tokens: impl Iterator<Item = (Span, TokenKind)>) -> bool {
    let (mut letters, mut all) = (0, 0);
    for (span, kind) in tokens {
        all += 1;
        if kind != TokenKind::Word {
            continue;
        }
        let form = span.of(text);
        if form.chars().any(char::is_lowercase) {
            return false;
        }
        letters += form.chars().filter(|c| c.is_alphabetic()).count();
    }
    letters > 12 && all >= 3
}

/// Longest sentence in tokens. Text without full stops (a table, a dump) is cut at white space after so many, so that
/// memory stays bounded by this and not by the line.
const LONGEST: usize = 400;

/// Cuts a paragraph into sentences.
///
/// A sentence ends after `.`, `!`, `?` or `…` with the quotes and brackets that close there, when what follows can begin
/// one: a capital, a figure, an opening quote. It does not end after initials and abbreviations, nor when the reporting
/// clause goes on in lower case (`"Benar?" tanyanya`).
pub fn sentences(text: &str, paragraph: Span) -> Vec<RawSentence> {
    let tokens = tokenize(text, paragraph);
    let mut out = Vec::new();
    let mut from = 0;
    let mut quotes = 0usize;
    let mut at = 0;
    while at < tokens.len() {
        if is_straight_quote(text, tokens[at]) {
            quotes += 1;
        }
        let ends = ends_sentence(text, &tokens, at);
        if ends {
            let mut end = at + 1;
            let mut open = quotes % 2 == 1;
            while let Some(next) = tokens.get(end)
                && closes(next.span.of(text), &mut open, next.span.start == tokens[end - 1].span.end)
            {
                if is_straight_quote(text, *next) {
                    quotes += 1;
                }
                end += 1;
            }
            if tokens.get(end).is_none_or(|next| begins_sentence(text, &tokens, end, next)) {
                push(&mut out, &tokens[from..end]);
                from = end;
            }
            at = end;
        } else {
            at += 1;
            if at - from >= LONGEST && tokens.get(at).is_some_and(|t| t.span.start > tokens[at - 1].span.end) {
                push(&mut out, &tokens[from..at]);
                from = at;
            }
        }
    }
    push(&mut out, &tokens[from..]);
    out
}

fn push(out: &mut Vec<RawSentence>, tokens: &[RawToken]) {
    if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
        let span = Span { start: first.span.start, end: last.span.end };
        out.push(RawSentence { span, tokens: tokens.to_vec() });
    }
}

fn is_straight_quote(text: &str, token: RawToken) -> bool {
    token.kind == TokenKind::Punctuation && token.span.of(text) == "\""
}

fn ends_sentence(text: &str, tokens: &[RawToken], at: usize) -> bool {
    let token = tokens[at];
    if token.kind == TokenKind::Word && text.as_bytes()[token.span.end as usize - 1] != b'.' {
        return false;
    }
    let form = token.span.of(text);
    if token.kind == TokenKind::Punctuation {
        return match form.chars().next() {
            Some('!' | '?' | '…') => true,
            Some('.') => at > 0,
            _ => false,
        };
    }
    // An abbreviation that keeps its stop ends the sentence only if it cannot stand before a name: dll., dkk., A.S.
    let tail = form.strip_suffix('.').unwrap_or_default();
    !tail.is_empty()
        && (matches!(tail.to_lowercase().as_str(), "dll" | "dkk" | "dsb" | "dst" | "tbk" | "inc" | "ltd" | "corp")
            || tail.contains('.')
                && tail.len() >= 3
                && !tail.starts_with(char::is_lowercase)
                && next_is_function_word(text, tokens, at))
}

/// After `S.H.` or `A.S.` only a capitalised function word shows that a new sentence begins.
fn next_is_function_word(text: &str, tokens: &[RawToken], at: usize) -> bool {
    const OPENERS: &[&str] = &[
        "Ia",
        "Dia",
        "Mereka",
        "Namun",
        "Tetapi",
        "Tapi",
        "Sementara",
        "Selain",
        "Dalam",
        "Pada",
        "Di",
        "Menurut",
        "Itu",
        "Ini",
        "Setelah",
        "Sebelum",
        "Karena",
        "Para",
        "Kami",
        "Kita",
        "Saya",
        "Hal",
        "Untuk",
        "Dengan",
        "Meski",
        "Meskipun",
    ];
    tokens.get(at + 1).is_some_and(|next| OPENERS.contains(&next.span.of(text)))
}

/// Quotes and brackets that close a sentence with its full stop. A straight quote closes if one is open or if it stands
/// against the full stop with white space after it.
fn closes(form: &str, open: &mut bool, adjacent: bool) -> bool {
    match form {
        "”" | "’" | "»" | ")" | "]" | "''" => true,
        "\"" => {
            let closing = *open && adjacent;
            *open = false;
            closing
        }
        "'" => adjacent,
        _ => false,
    }
}

fn begins_sentence(text: &str, tokens: &[RawToken], at: usize, next: &RawToken) -> bool {
    let spaced = next.span.start > tokens[at - 1].span.end;
    let form = next.span.of(text);
    match next.kind {
        TokenKind::Number | TokenKind::Address => spaced,
        TokenKind::Word => form.chars().next().is_some_and(|c| !c.is_lowercase()),
        TokenKind::Punctuation | TokenKind::Symbol => {
            let opening = matches!(
                form.chars().next(),
                Some('"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '*' | '-' | '–' | '—' | '•')
            );
            opening && spaced && tokens.get(at + 1).is_none_or(|t| !t.span.of(text).starts_with(char::is_lowercase))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, sentences_of: &[&str]) {
        let found: Vec<&str> = sentences(text, Span::new(0, text.len())).iter().map(|s| s.span.of(text)).collect();
        assert_eq!(found, sentences_of);
    }

    #[test]
    fn splits_where_a_reader_would() {
        check("Ia tiba. Mereka pergi.", &["Ia tiba.", "Mereka pergi."]);
        check("\"Benar? Ya.\" Ia pergi.", &["\"Benar?", "Ya.\"", "Ia pergi."]);
        check("\"Apakah benar?\" tanyanya.", &["\"Apakah benar?\" tanyanya."]);
        check("Prof. Dr. Amir tiba pukul 14.30 WIB. Ia pergi.", &["Prof. Dr. Amir tiba pukul 14.30 WIB.", "Ia pergi."]);
        check("Nilainya 3,5 juta. 20 orang tewas.", &["Nilainya 3,5 juta.", "20 orang tewas."]);
        check("Presiden George W. Bush tiba.", &["Presiden George W. Bush tiba."]);
        check("ISTANBUL - Tim tiba. (Ant)", &["ISTANBUL - Tim tiba.", "(Ant)"]);
        check(
            "Ia berkata: \"Kami siap.\" \"Kami juga,\" kata dia.",
            &["Ia berkata: \"Kami siap.\"", "\"Kami juga,\" kata dia."],
        );
        check("selesai.. Mereka pulang", &["selesai..", "Mereka pulang"]);
        check("Beras, gula, dll. dijual di sana.", &["Beras, gula, dll. dijual di sana."]);
        check(
            "Harganya Rp. 5 juta. Ia membayar dengan Rp. Semua lega.",
            &["Harganya Rp. 5 juta.", "Ia membayar dengan Rp.", "Semua lega."],
        );
        check("Plt. Bupati Bogor dan Pj. Gubernur hadir.", &["Plt. Bupati Bogor dan Pj. Gubernur hadir."]);
        check("RAPAT DITUNDA", &["RAPAT DITUNDA"]);
        check("“Kami siap.” Lavrov pergi.", &["“Kami siap.”", "Lavrov pergi."]);
    }
}

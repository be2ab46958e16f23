//! Text to tokens.

use crate::model::TokenKind;
use crate::text::Span;

/// A token before it is analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawToken {
    /// Where it stands.
    pub span: Span,
    /// What kind of string it is.
    pub kind: TokenKind,
    /// Whether it was seen to be of small ASCII letters, perhaps with hyphens and a stop, as most words are: lower-casing leaves it as it is.
    pub small: bool,
}

/// Abbreviations that keep their full stop, lower-cased: the stop does not end a sentence unless a new one begins.
pub(super) const WITH_STOP: &[&str] = &[
    "a.n", "al", "ay", "bpk", "cq", "dkk", "dll", "dr", "drg", "drs", "dra", "dsb", "dst", "dsbnya", "h", "hj", "hlm",
    "ir", "jl", "jend", "jr", "jln", "kab", "kec", "kel", "ket", "kol", "kpt", "letjen", "letkol", "mayjen", "mr",
    "mrs", "ms", "no", "prof", "ra", "rm", "rs", "sdr", "sdri", "sr", "st", "tgl", "tn", "ny", "vol", "vs", "yth",
    "ybs", "brigjen", "gen", "kh", "tk", "op", "cit", "ed", "pdt", "hal", "kombes", "dirjen", "irjen", "kapt", "lih",
    "ttd", "u.p", "a.l", "d.a", "s.d", "co", "inc", "ltd", "corp", "tbk", "plt", "plh", "pj", "pol", "purn", "ust",
    "alm", "ds", "gg",
];

/// Cuts `text[within]` into tokens. The tokens and the white space between them give the text back.
///
/// ```
/// let text = "Harga $1,5 juta (27/2/2025), kata A.S. di Koran-jakarta.com.";
/// let words: Vec<_> = padan::segment::tokenize(text, padan::text::Span::new(0, text.len()))
///     .iter()
///     .map(|t| t.span.of(text))
///     .collect();
/// assert_eq!(
///     words,
///     ["Harga", "$1,5", "juta", "(", "27/2/2025", ")", ",", "kata", "A.S.", "di", "Koran-jakarta.com", "."],
/// );
/// ```
pub fn tokenize(text: &str, within: Span) -> Vec<RawToken> {
    let mut tokens = Vec::with_capacity(within.len() / 6 + 1);
    let mut at = within.start as usize;
    let text = &text[..within.end as usize];
    loop {
        while text.as_bytes().get(at) == Some(&b' ') {
            at += 1;
        }
        let rest = &text[at..];
        let (len, kind, small) = if let Some((len, small)) = plain_word(rest) {
            (len, TokenKind::Word, small)
        } else {
            let Some(c) = rest.chars().next() else { break };
            if c.is_whitespace() || is_invisible(c) {
                at += c.len_utf8();
                continue;
            }
            let (len, kind) = scan(rest, c);
            (len, kind, false)
        };
        debug_assert!(len > 0 && rest.is_char_boundary(len), "a token has at least a character");
        tokens.push(RawToken { span: Span::new(at, at + len), kind, small });
        at += len;
    }
    tokens
}

/// Joiners and marks that print nothing. They belong to the gaps, like white space.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
        || c.is_control()
}

/// Length and kind of the token at the start of `rest`, which is no plain word.
fn scan(rest: &str, c: char) -> (usize, TokenKind) {
    if matches!(c, ',' | '"' | '(' | ')' | ';' | ':' | '/' | '\'' | '[' | ']' | '&') {
        return (1, TokenKind::Punctuation);
    }
    if let Some(len) = address(rest) {
        return (len, TokenKind::Address);
    }
    if let Some(len) = number(rest) {
        return (len, TokenKind::Number);
    }
    if let Some(sign) = currency(rest) {
        return (sign.len(), TokenKind::Symbol);
    }
    if c.is_alphanumeric() {
        let len = word(rest);
        return (len, TokenKind::Word);
    }
    // Runs of one mark are one token: "...", "***", "--".
    let mark = rest.chars().take_while(|&d| d == c).map(char::len_utf8).sum();
    let runs = matches!(c, '.' | '*' | '-' | '_' | '=' | '!' | '?' | '|' | '~' | '#');
    let kind = if is_punctuation(c) { TokenKind::Punctuation } else { TokenKind::Symbol };
    (if runs { mark } else { c.len_utf8() }, kind)
}

/// What most tokens are, and quickly known to be: plain letters, perhaps with inner hyphens, before a blank or a mark that joins nothing.
/// Their length, and whether all are small.
fn plain_word(rest: &str) -> Option<(usize, bool)> {
    let bytes = rest.as_bytes();
    let (mut at, mut small) = (0, true);
    loop {
        let letters = ascii_letters(&bytes[at..]);
        if letters.0 == 0 {
            return None;
        }
        at += letters.0;
        small &= letters.1;
        match bytes.get(at) {
            Some(b'-') => at += 1,
            None | Some(b' ' | b'\n' | b',' | b')' | b'"' | b';' | b'?' | b'!' | b'/') => return Some((at, small)),
            // At the end of a sentence, so nothing can go on behind the full stop.
            Some(b'.') if matches!(bytes.get(at + 1), None | Some(b' ' | b'\n' | b')' | b'"')) => {
                return Some((at + usize::from(keeps_stop(&rest[..at], &rest[at + 1..])), small));
            }
            _ => return None,
        }
    }
}

/// How many letters of ASCII `bytes` begin with, and whether all of them are small. Eight bytes are looked at together: a byte less than
/// 128, plus 128 less the first letter, has its highest bit set from that letter on.
fn ascii_letters(bytes: &[u8]) -> (usize, bool) {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHEST: u64 = EACH << 7;
    let (mut at, mut capitals) = (0, 0);
    while let Some(&eight) = bytes[at..].first_chunk() {
        let eight = u64::from_le_bytes(eight);
        let small = (eight | (EACH * u64::from(b' '))) & !HIGHEST;
        let from_a = small + EACH * u64::from(0x80 - b'a');
        let beyond_z = small + EACH * u64::from(0x80 - (b'z' + 1));
        let others = !(from_a & !beyond_z & !eight) & HIGHEST;
        // The bit that small letters have and capitals lack, moved to the highest, of the bytes before the first other.
        let before = others.wrapping_sub(1) & !others;
        capitals |= !(eight << 2) & HIGHEST & before;
        if others != 0 {
            return (at + (others.trailing_zeros() / 8) as usize, capitals == 0);
        }
        at += 8;
    }
    let rest = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic());
    let small = capitals == 0 && rest.clone().all(u8::is_ascii_lowercase);
    (at + rest.count(), small)
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '$' | '%' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '«' | '»' | '¡' | '¿' | '·' | '§' | '¶' | '\u{3001}'..='\u{3011}')
}

/// A web or e-mail address, a handle, a hash tag.
fn address(rest: &str) -> Option<usize> {
    let run = |s: &str| {
        s.find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '(' | ')' | '“' | '”')).unwrap_or(s.len())
    };
    let b = rest.as_bytes();
    if b.len() > 2 && matches!(b[0], b'@' | b'#') && b[1].is_ascii_alphanumeric() {
        let len = 1 + rest[1..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len() - 1);
        return Some(len);
    }
    if !b[0].is_ascii_alphanumeric() {
        return None;
    }
    let whole = &rest[..run(rest)];
    let whole = whole.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '/');
    let scheme = ["http://", "https://", "ftp://", "www."]
        .iter()
        .any(|s| whole.get(..s.len()).is_some_and(|w| w.eq_ignore_ascii_case(s)));
    if scheme {
        return Some(whole.len());
    }
    let (user, host) = whole.split_once('@')?;
    let word = |s: &str| {
        !s.is_empty() && s.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b'_' | b'+'))
    };
    (word(user) && word(host) && host.contains('.')).then_some(whole.len())
}

/// A figure with its separators: `60.000`, `3,5`, `01:20`, `14.30`, `27/2/2025`, `$1,5`, `1990-2000`, `20–30`, `90+3`, `10%`.
/// A figure that goes on with letters is a word (`2nd`, `1990-an`).
fn number(rest: &str) -> Option<usize> {
    let mut lead = rest.chars().take_while(|c| matches!(c, '$' | '€' | '£' | '¥')).map(char::len_utf8).sum::<usize>();
    if let Some(currency) = currency(rest).filter(|c| rest[c.len()..].starts_with(|d: char| d.is_ascii_digit())) {
        lead = currency.len();
    }
    let b = rest.as_bytes();
    if lead == 0 && matches!(b[0], b'+' | b'-') && b.get(1).is_some_and(u8::is_ascii_digit) {
        lead = 1;
    }
    let mut at = lead;
    if !b.get(at).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    loop {
        while b.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        let joint = match rest[at..].chars().next() {
            Some(c) if matches!(c, '.' | ',' | ':' | '/' | '-' | '–' | '+') => c.len_utf8(),
            _ => break,
        };
        if !b.get(at + joint).is_some_and(u8::is_ascii_digit) {
            break;
        }
        at += joint;
    }
    let after = &rest[at..];
    if lead > 0 {
        return Some(at);
    }
    // 1990-an, 2nd, 3M: the word scanner takes them whole.
    let letters = after.starts_with(char::is_alphabetic)
        || after.strip_prefix('-').is_some_and(|a| a.starts_with(char::is_alphabetic));
    (!letters).then_some(at)
}

/// Currencies whose sign has letters before it.
const CURRENCY_SIGNS: &[&str] = &["US$", "AU$", "A$", "S$", "HK$", "NT$", "NZ$", "C$", "R$"];

/// The currency at the start of `rest` whose sign has letters before it.
fn currency(rest: &str) -> Option<&'static str> {
    let sign = rest.bytes().take(3).position(|b| b == b'$').filter(|&letters| letters > 0)?;
    CURRENCY_SIGNS.iter().copied().find(|known| rest[..=sign] == **known)
}

/// Currencies that are written against their figure and are words of their own: `Rp2,3`.
const CURRENCY_WORDS: &[&str] = &["Rp", "RM", "USD", "IDR", "EUR"];

/// Letters and digits with inner hyphens, apostrophes, underscores and full stops; a day of reckoning is one (`H+2`).
fn word(rest: &str) -> usize {
    let before_figure =
        |c: &&&str| rest.strip_prefix(**c).is_some_and(|after| after.starts_with(|d: char| d.is_ascii_digit()));
    if let Some(currency) = CURRENCY_WORDS.iter().find(before_figure) {
        return currency.len();
    }
    // Rp.500
    if let Some(after) = rest.strip_prefix("Rp.")
        && after.starts_with(|c: char| c.is_ascii_digit())
    {
        return rest.len() - after.len();
    }
    let mut at = 0;
    loop {
        let run = rest[at..].find(|c: char| !(c.is_alphanumeric() || is_combining(c))).unwrap_or(rest.len() - at);
        at += run;
        let tail = &rest[at..];
        let Some(c) = tail.chars().next() else { break };
        let next = tail[c.len_utf8()..].chars().next();
        let joins = match c {
            '-' | '\u{2010}' | '\u{2011}' | '_' => next.is_some_and(char::is_alphanumeric),
            '\'' | '’' => next.is_some_and(char::is_alphabetic) && rest[..at].ends_with(char::is_alphabetic),
            '+' => next.is_some_and(|n| n.is_ascii_digit()) && rest[..at].ends_with(char::is_uppercase),
            '&' => next.is_some_and(char::is_uppercase) && rest[..at].ends_with(char::is_uppercase),
            '.' | ',' if next.is_some_and(|n| n.is_ascii_digit()) => rest[..at].ends_with(|d: char| d.is_ascii_digit()),
            '.' => joins_by_stop(&rest[..at], &tail[1..]),
            _ => false,
        };
        if !joins {
            if c == '.' && keeps_stop(&rest[..at], &tail[1..]) {
                at += 1;
            }
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A full stop inside a word: initials (`A.S.`, `S.H.`) and host names (`TRIBUNNEWS.COM`, `Koran-jakarta.com`). In dirty text
/// a full stop without a space after it ends a sentence (`selesai.Mereka`), so a capital after small letters does not join.
fn joins_by_stop(before: &str, after: &str) -> bool {
    const DOMAINS: &[&str] =
        &["com", "co", "id", "net", "org", "go", "ac", "or", "info", "tv", "gov", "edu", "uk", "news", "io", "web"];
    let last = before.rsplit(['.', '-']).next().unwrap_or(before);
    let next_len = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let next = &after[..next_len];
    if next.is_empty() {
        return false;
    }
    let initial = |s: &str| s.chars().count() == 1 && s.chars().all(char::is_alphabetic);
    let lower = next.to_ascii_lowercase();
    let domain = DOMAINS.contains(&lower.as_str())
        && (next == lower || last.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()));
    domain && before.len() > 1
        || initial(last)
            && (initial(next)
                || next.chars().count() <= 3
                    && next.starts_with(char::is_uppercase)
                    && after[next_len..].starts_with('.'))
        || (last.len() <= 2 && before.contains('.') || matches!(last, "S" | "M" | "Ph"))
            && next.len() <= 4
            && next.starts_with(char::is_uppercase)
            && before.starts_with(char::is_uppercase)
}

/// Whether the full stop between `word` and `after` belongs to the word: an initial, a dotted abbreviation, or one of [`WITH_STOP`].
fn keeps_stop(word: &str, after: &str) -> bool {
    if word.chars().count() == 1 && word.chars().all(char::is_uppercase) {
        // An initial stands before a name; what closes a paragraph is a letter: turun ke Seri B.
        let after = after.trim_start_matches(['"', '”', '\'', '’', ')', ' ']);
        return !(after.is_empty() || after.starts_with('\n'));
    }
    if word == "Rp" {
        return after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    }
    if word.contains('.') {
        let parts = || word.split('.');
        return parts().all(|p| p.chars().count() <= 3 && p.chars().all(char::is_alphabetic))
            && parts().next().is_some_and(|p| p.len() <= 2);
    }
    word.len() <= 7
        && WITH_STOP.contains(&word.to_lowercase().as_str())
        && !matches!(
            word,
            "al" | "no"
                | "ra"
                | "st"
                | "hal"
                | "ed"
                | "co"
                | "op"
                | "gen"
                | "vol"
                | "lih"
                | "h"
                | "ms"
                | "tk"
                | "pol"
                | "ds"
                | "BPK"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, tokens: &str) {
        let found: Vec<&str> = tokenize(text, Span::new(0, text.len())).iter().map(|t| t.span.of(text)).collect();
        assert_eq!(found.join(" "), tokens, "{text}");
    }

    #[test]
    fn cuts_what_the_news_brings() {
        check("tahun 1990-an, ke-72 dan ke-AS-an.", "tahun 1990-an , ke-72 dan ke-AS-an .");
        check("Rp2,3 triliun; US$1,5 juta; 60.000; 3,5%", "Rp 2,3 triliun ; US$1,5 juta ; 60.000 ; 3,5 %");
        check("pukul 14.30 WIB (01:20)", "pukul 14.30 WIB ( 01:20 )");
        check("WASHINGTON - Menlu", "WASHINGTON - Menlu");
        check("\"Benar,\" katanya...", "\" Benar , \" katanya ...");
        check("O'Neal dan Jum’at 'mempunyai'", "O'Neal dan Jum’at ' mempunyai '");
        check("Prof. Dr. H. Amir, S.H., M.Si. dkk.", "Prof. Dr. H. Amir , S.H. , M.Si. dkk.");
        check("TRIBUNNEWS.COM, Koran-jakarta.com || Sabtu", "TRIBUNNEWS.COM , Koran-jakarta.com || Sabtu");
        check("selesai.Mereka pulang..", "selesai . Mereka pulang ..");
        check("WIBWASHINGTON e-KTP sekutu-sekutunya", "WIBWASHINGTON e-KTP sekutu-sekutunya");
        check("surel a.b@c.co.id, https://a.id/x?y=1.", "surel a.b@c.co.id , https://a.id/x?y=1 .");
        check("negara2 dan 1,7juta", "negara2 dan 1,7juta");
        check("dan/atau P&G", "dan / atau P&G");
        check("pada 2004.", "pada 2004 .");
    }

    #[test]
    fn letters_are_counted_as_one_by_one() {
        let long = "kedutaanbesarrepublik";
        let table =
            ["", "a", "abcdefg", "abcdefgh", "abcDefghijklmnopq", "ABCDEFGHI.", "abc-def", "ab@", "zz[", "a`", "y{z"];
        for text in table.into_iter().chain(["abcdefgáb", "é", long, "iniAlamat", "a b C"]) {
            let letters = text.bytes().take_while(u8::is_ascii_alphabetic);
            let wanted = (letters.clone().count(), !letters.clone().any(|b| b.is_ascii_uppercase()));
            assert_eq!(ascii_letters(text.as_bytes()), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_small_stays_as_it_is() {
        let text = "Kedua negara-negara itu, kata A.S., é Édouard PBB-lah iPhone dll. e-KTP 1990-an";
        let tokens = tokenize(text, Span::new(0, text.len()));
        let small: Vec<&str> = tokens.iter().filter(|t| t.small).map(|t| t.span.of(text)).collect();
        assert_eq!(small, ["negara-negara", "itu", "kata", "dll."]);
    }
}

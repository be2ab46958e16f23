//! Lists and conditions in one line of text, for formats whose fields are plain strings.
//!
//! Items of a list stand between ` | `, parts of an item between ` :: `, conditions between `; `. A backslash takes the next
//! character as it is.

use super::super::When;

/// `items` in one string.
pub(super) fn join(items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    items.into_iter().map(|i| escape(i.as_ref(), &['|'])).collect::<Vec<_>>().join(" | ")
}

/// The items of a list, without empty ones.
pub(super) fn split(list: &str) -> Vec<String> {
    let items = cut(list, "|").into_iter().map(|i| unescape(i.trim(), &['|']));
    items.filter(|i| !i.is_empty()).collect()
}

/// The parts of an item in one string; empty ones at the end are left out.
pub(super) fn join_parts(parts: &[&str]) -> String {
    let used = parts.iter().rposition(|p| !p.is_empty()).map_or(0, |last| last + 1);
    let escape = |part: &&str| part.replace('\\', "\\\\").replace("::", "\\:\\:");
    parts[..used].iter().map(escape).collect::<Vec<_>>().join(" :: ")
}

/// The parts of an item.
pub(super) fn split_parts(item: &str) -> Vec<String> {
    cut(item, "::").into_iter().map(|p| unescape(p.trim(), &[':'])).collect()
}

/// A condition: `next: AS | Amerika; near: pajak`. One that always holds is `always`.
pub(super) fn condition(when: &When) -> String {
    let parts = lists(when).into_iter().filter(|(_, words)| !words.is_empty());
    let parts: Vec<String> = parts.map(|(name, words)| format!("{name}: {}", escape(&join(words), &[';']))).collect();
    if parts.is_empty() { ALWAYS.to_owned() } else { parts.join("; ") }
}

const ALWAYS: &str = "always";

/// Reads a condition.
///
/// # Errors
/// What is wrong with it.
pub(super) fn parse_condition(text: &str) -> Result<When, String> {
    let mut when = When::default();
    if text.trim() == ALWAYS {
        return Ok(when);
    }
    for part in cut(text, ";") {
        let Some((name, words)) = part.split_once(':') else {
            return Err(format!("{part:?} is no condition; write it as `next: one | other; near: third`"));
        };
        let words = split(&unescape(words, &[';']));
        let list = match name.trim() {
            "next" => &mut when.next,
            "prev" => &mut when.prev,
            "near" => &mut when.near,
            "doc" => &mut when.doc,
            "domain" => &mut when.domain,
            "scope" => &mut when.scope,
            other => {
                return Err(format!("unknown condition {other:?}; known are next, prev, near, doc, domain, scope"));
            }
        };
        list.extend(words);
    }
    Ok(when)
}

/// The lists of a condition with their names.
pub(super) fn lists(when: &When) -> [(&'static str, &[String]); 6] {
    [
        ("next", &when.next),
        ("prev", &when.prev),
        ("near", &when.near),
        ("doc", &when.doc),
        ("domain", &when.domain),
        ("scope", &when.scope),
    ]
}

pub(super) fn escape(text: &str, special: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\\' || special.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Takes away the backslashes that `escape` put before `special`. Others stay: they belong to people who know of no escapes.
pub(super) fn unescape(text: &str, special: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(&next) if c == '\\' && (next == '\\' || special.contains(&next)) => {
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}

/// Pieces of `text` between `separator`s that no backslash stands before.
pub(super) fn cut<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let mut out = Vec::new();
    let (mut begin, mut at) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        if c == '\\' {
            at += 1;
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        } else if text[at..].starts_with(separator) {
            out.push(&text[begin..at]);
            at += separator.len();
            begin = at;
        } else {
            at += c.len_utf8();
        }
    }
    out.push(&text[begin..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_write() {
        assert_eq!(split("kedubes|KBRI |"), ["kedubes", "KBRI"]);
        assert_eq!(split_parts("big embassy :: calque"), ["big embassy", "calque"]);
        assert_eq!(split_parts("C:\\temp"), ["C:\\temp"]);
        let when = parse_condition("next: AS | Amerika; near: pajak").expect("reads");
        assert_eq!((when.next.len(), when.near.len()), (2, 1));
        assert_eq!(condition(&when), "next: AS | Amerika; near: pajak");
        assert!(parse_condition("sometimes").is_err());
        assert!(parse_condition("after: x").is_err());
    }

    fn word() -> impl Strategy<Value = String> {
        "[a-c:;|\\\\é](?:[a-c:;|\\\\é ]{0,6}[a-c:;|\\\\é])?"
    }

    proptest! {
        #[test]
        fn what_is_joined_splits_again(items in proptest::collection::vec(word(), 0..4)) {
            prop_assert_eq!(&split(&join(&items)), &items);
            if !items.is_empty() {
                let parts: Vec<&str> = items.iter().map(String::as_str).collect();
                prop_assert_eq!(&split_parts(&join_parts(&parts)), &items);
            }
            let when = When { next: items.clone(), scope: items, ..When::default() };
            prop_assert_eq!(parse_condition(&condition(&when)).expect("reads"), when);
        }
    }
}

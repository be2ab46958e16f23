//! Articles of printed dictionaries, which are text for people: headword, sound, part of speech, then senses.

use super::Article;
use super::clean::{Pos, upos};

/// The articles that the text under a headword holds: a new one begins where the headword stands again.
pub(super) fn articles(headword: &str, text: &str) -> Vec<Article> {
    let mut out = vec![Article { form: headword.to_owned(), ..Article::default() }];
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        // Further down, a line of the headword alone is English that is spelt the same: bus.
        let again = |rest: &str| n == 0 || rest.contains(['<', '/', '[']);
        let (form, rest) = head(headword, line).filter(|(_, rest)| again(rest)).unwrap_or(("", line));
        let is_head = !form.is_empty();
        let (rest, pos) = without_marks(rest);
        if is_head && out.last().is_some_and(|a| !a.senses.is_empty()) {
            out.push(Article { form: headword.to_owned(), ..Article::default() });
        }
        let Some(article) = out.last_mut() else { continue };
        article.pos = pos.or(article.pos.take());
        if is_head {
            article.form = form.to_owned();
        }
        let sense = without_number(rest.trim());
        if !sense.is_empty() && !aside(sense) {
            article.senses.push(sense.to_owned());
        }
    }
    out
}

/// The headword at the beginning of a line, as it is written there (an index may have it in lower case), and what follows.
fn head<'a>(headword: &str, line: &'a str) -> Option<(&'a str, &'a str)> {
    let (form, rest) = line.split_at_checked(headword.len())?;
    let same = form == headword || form.to_lowercase() == headword.to_lowercase();
    (same && (rest.is_empty() || rest.starts_with([' ', ',', '<', '/', '[']))).then_some((form, rest))
}

/// Lines that are no sense: notes, examples, cross-references.
fn aside(line: &str) -> bool {
    const MARKS: &[&str] =
        &["note:", "see:", "see also", "synonym", "antonym", "example", "category", "cf.", "compare", "\"", "“", "-"];
    let lower = line.to_lowercase();
    MARKS.iter().any(|mark| lower.starts_with(mark))
}

/// `1. house`, `2) home` without the number.
fn without_number(sense: &str) -> &str {
    let rest = sense.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(after) if rest.len() < sense.len() => after.trim_start(),
        _ => sense,
    }
}

/// Brackets around sounds and marks. Freedict doubles the bars of some sounds.
const BRACKETS: &[(&str, &str)] = &[("<", ">"), ("[", "]"), ("{", "}"), ("//", "//"), ("/", "/")];

/// A line without sounds (`/ruma/`, `[ruma]`) and marks (`<n>`, `n.`), and the part of speech that the marks name.
fn without_marks(line: &str) -> (String, Option<String>) {
    let mut out = String::new();
    let mut pos = None;
    let mut rest = line;
    while let Some(start) = rest.find(['<', '[', '/', '{']) {
        let at = &rest[start..];
        let (open, close) = BRACKETS.iter().find(|(open, _)| at.starts_with(open)).unwrap_or(&BRACKETS[0]);
        // and/or is no sound.
        let inside_word = close.starts_with('/') && rest[..start].ends_with(char::is_alphanumeric);
        let Some(length) = at[open.len()..].find(close).filter(|_| !inside_word) else {
            out.push_str(&rest[..start + open.len()]);
            rest = &at[open.len()..];
            continue;
        };
        let inside = &at[open.len()..open.len() + length];
        if *open == "<" {
            let first = inside.split([',', ' ']).find(|m| !matches!(upos(m), Pos::Unknown));
            pos = first.map(str::to_owned).or(pos);
        }
        out.push_str(&rest[..start]);
        if *open == "{" {
            out.push_str(inside);
        }
        rest = &at[open.len() + length + close.len()..];
    }
    out.push_str(rest);
    // n rumah, n. rumah: the mark stands bare in front.
    let trimmed = out.trim();
    if let Some((mark, after)) = trimmed.split_once(' ')
        && pos.is_none()
        && is_bare_mark(mark)
    {
        return (after.trim().to_owned(), Some(mark.to_owned()));
    }
    (trimmed.to_owned(), pos)
}

/// Marks of a part of speech that no gloss begins with.
fn is_bare_mark(word: &str) -> bool {
    matches!(
        word,
        "n" | "n." | "v" | "v." | "vt" | "vi" | "vt." | "vi." | "adj." | "adv." | "num." | "prep." | "conj." | "pron."
    )
}

/// HTML, Pango and XDXF as plain text: tags are left out, those that end a line end one, entities are read.
pub(super) fn plain(markup: &str) -> String {
    const BREAKS: &[&str] = &["br", "p", "div", "li", "ol", "ul", "tr", "dd", "dt", "def", "blockquote"];
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start + 1..];
        let Some(end) = rest.find('>') else {
            rest = "";
            break;
        };
        let name = rest[..end].trim_start_matches('/');
        let name = name.split([' ', '/']).next().unwrap_or_default().to_lowercase();
        if BREAKS.contains(&name.as_str()) && !out.ends_with('\n') {
            out.push('\n');
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    for (entity, text) in [
        ("&lt;", "‹"),
        ("&gt;", "›"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senses_are_found_in_articles() {
        let read = |headword: &str, text: &str| {
            let one = |a: Article| format!("{} {} {}", a.form, a.pos.unwrap_or_default(), a.senses.join(" | "));
            articles(headword, text).into_iter().map(one).collect::<Vec<_>>()
        };
        assert_eq!(read("rumah", "rumah /rumah/ <n>\n1. house\n2. home\n   Note: any\n"), ["rumah n house | home"]);
        assert_eq!(read("rumah", "rumah\n  house, home"), ["rumah  house, home"]);
        assert_eq!(read("lari", "lari <n>\nescape\nlari <v>\nrun\n"), ["lari n escape", "lari v run"]);
        assert_eq!(read("lari", "v run"), ["lari v run"]);
        assert_eq!(read("a", "and/or\n[ɑ] vowel\nb {c}"), ["a  and/or | vowel | b c"]);
        assert_eq!(read("chase", "chase //tʃeɪs// <n>\nhunt\nchase /[x]/ <v>\nrun"), ["chase n hunt", "chase v run"]);
        assert_eq!(read("aaron", "Aaron <pn>\nHarun"), ["Aaron pn Harun"]);
        assert_eq!(read("bus", "bus <n>\nbus\nbus line"), ["bus n bus | bus line"]);
        assert_eq!(read("x", "x </ <n\ny"), ["x  </ <n | y"]);
        assert_eq!(read("x", ""), ["x  "]);
    }
}

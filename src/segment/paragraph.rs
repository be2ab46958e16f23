//! Text to paragraphs.

use crate::text::Span;

/// The paragraphs of `text`, without the white space around them.
///
/// A blank line always separates. Inside a block, each line is a paragraph of its own, as in texts saved from web pages,
/// unless the lines were plainly wrapped at a width: most of them break off inside a sentence near the same column.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    let (mut at, mut end) = (0, 0);
    while at < text.len() {
        if at == end {
            end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n + 1);
        }
        let line = until_separator(&text[at..end]);
        let kept = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        if kept.is_empty() {
            // "\r\n" gives an empty piece after "\r"; only a line end of its own is a blank line.
            if line != "\n" || !text[..at].ends_with('\r') {
                flush(text, &mut block, &mut out);
            }
        } else {
            block.push(Span::new(start, start + kept.len()));
        }
        at += line.len();
    }
    flush(text, &mut block, &mut out);
    out
}

/// `line` up to its first form feed, line or paragraph separator, with it.
fn until_separator(line: &str) -> &str {
    let separator = |at| ["\u{c}", "\u{2028}", "\u{2029}"].into_iter().find(|s| line[at..].starts_with(s));
    // Some begin with the byte that quotation marks and dashes begin with.
    let mut ends = memchr::memchr2_iter(0x0c, 0xe2, line.as_bytes()).filter_map(|at| Some(at + separator(at)?.len()));
    ends.next().map_or(line, |end| &line[..end])
}

fn flush(text: &str, block: &mut Vec<Span>, out: &mut Vec<Span>) {
    match (block.first(), block.last()) {
        (Some(first), Some(last)) if is_wrapped(text, block) => out.push(Span { start: first.start, end: last.end }),
        _ => out.append(block),
    }
    block.clear();
}

fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let Some((_, broken)) = lines.split_last() else { return false };
    if broken.is_empty() {
        return false;
    }
    let widest = lines.iter().map(|s| s.len()).max().unwrap_or_default();
    let runs_on = broken
        .iter()
        .zip(&lines[1..])
        .filter(|(line, next)| {
            let ends = line.of(text).ends_with(['.', '!', '?', '"', '”', ':', ')']);
            let goes_on = next.of(text).starts_with(|c: char| c.is_lowercase());
            line.len() * 10 >= widest * 7 && (!ends || goes_on)
        })
        .count();
    (40..=120).contains(&widest)
        && runs_on * 10 >= broken.len() * 7
        && lines.iter().skip(1).any(|s| s.of(text).starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &[&str]) {
        let found: Vec<&str> = paragraphs(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn splits_lines_and_blocks() {
        check("Satu.\r\nDua.\r\n\r\n  Tiga. \r\n", &["Satu.", "Dua.", "Tiga."]);
        check("", &[]);
        check("\n \n", &[]);
        check("Satu.\u{c}Dua — ya.\u{2028}“Tiga.”\u{2029}\r\rEmpat.", &["Satu.", "Dua — ya.", "“Tiga.”", "Empat."]);
        let wrapped = "Presiden mengatakan bahwa pertemuan itu akan diadakan\npada hari Kamis di Istanbul, Turki, untuk membahas hal\nitu.\n\nLalu.";
        check(wrapped, &[&wrapped[..wrapped.len() - 7], "Lalu."]);
    }
}

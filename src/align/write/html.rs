//! A page of pairs. Words that are linked light up together, by style alone: the page has no script. Under each pair its
//! matrix of links can be opened.

use std::io::{self, Write};

use super::{Alignment, escape};
use crate::align::BeadWords;

const STYLE: &str = include_str!("page.css");

/// Groups of linked words with a rule of their own; a pair with more of them does not light up the rest.
const LIT: usize = 120;

pub(super) fn write(alignment: &Alignment, out: &mut dyn Write) -> io::Result<()> {
    let title = escape(&alignment.bitext.name);
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"padan {}\">\n<title>{title}</title>\n<style>\n{STYLE}",
        env!("CARGO_PKG_VERSION"),
    )?;
    let most = alignment.beads().filter_map(|(_, words)| Some(words?.groups().len())).max().unwrap_or(0).min(LIT);
    for n in 0..most {
        writeln!(out, ".b:has(.g{n}:hover) .g{n},.b:has(.g{n}:focus) .g{n}{{background:var(--lit)}}")?;
    }
    writeln!(out, "</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>")?;
    for (n, (bead, words)) in alignment.beads().enumerate() {
        let kind = match () {
            () if bead.moved => " moved",
            () if bead.target.is_empty() => " out",
            () if bead.source.is_empty() => " added",
            () if bead.confidence < 0.3 => " unsure",
            () => "",
        };
        writeln!(out, "<section class=\"b{kind}\" id=\"b{}\">", n + 1)?;
        match words {
            Some(words) => write_words(&words, out)?,
            None => {
                let side = |text: String, language: &str| match text.is_empty() {
                    true => String::new(),
                    false => format!("<p lang=\"{language}\">{}</p>\n", escape(&text)),
                };
                write!(out, "{}", side(alignment.bitext.source_text(bead), "id"))?;
                write!(out, "{}", side(alignment.bitext.target_text(bead), "en"))?;
            }
        }
        let note = match kind {
            " moved" => "moved: its neighbours’ translations stand elsewhere",
            " out" => "left out of the translation",
            " added" => "added in the translation",
            " unsure" => "unsure",
            _ => "",
        };
        if !note.is_empty() {
            writeln!(out, "<p class=\"note\">{note}</p>")?;
        }
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

fn write_words(words: &BeadWords, out: &mut dyn Write) -> io::Result<()> {
    let groups = words.groups();
    type Group = (Vec<usize>, Vec<usize>);
    let group_of = |side: fn(&Group) -> &Vec<usize>, place: usize| groups.iter().position(|g| side(g).contains(&place));
    let line = |tokens: &[String], side: fn(&Group) -> &Vec<usize>| {
        let word = |(place, token): (usize, &String)| match group_of(side, place) {
            Some(g) => format!("<span class=\"w g{g}\" tabindex=\"0\">{}</span>", escape(token)),
            None => format!("<span class=\"w free\">{}</span>", escape(token)),
        };
        tokens.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
    };
    writeln!(out, "<p lang=\"id\">{}</p>", line(&words.source, |g| &g.0))?;
    writeln!(out, "<p lang=\"en\">{}</p>", line(&words.target, |g| &g.1))?;
    if words.source.len() * words.target.len() > 10_000 {
        return Ok(());
    }
    write!(out, "<details><summary>Matrix</summary><table><thead><tr><td></td>")?;
    for token in &words.target {
        write!(out, "<th scope=\"col\" lang=\"en\"><span>{}</span></th>", escape(token))?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for (i, token) in words.source.iter().enumerate() {
        write!(out, "<tr><th scope=\"row\" lang=\"id\">{}</th>", escape(token))?;
        for j in 0..words.target.len() {
            match words.links.iter().find(|l| (l.source, l.target) == (i, j)) {
                Some(link) => {
                    let shade = if link.confidence >= 0.8 { "sure" } else { "likely" };
                    write!(out, "<td class=\"{shade}\" title=\"{:.2}\">●</td>", link.confidence)?;
                }
                None => write!(out, "<td></td>")?,
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></details>")
}

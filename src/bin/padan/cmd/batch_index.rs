//! `index.html` over all articles of a folder of results.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use padan::batch::{Row, Target, manifest, places};
use padan::render::Format;

use crate::output::Pending;

/// Articles on a page; more go onto further pages.
const ON_A_PAGE: usize = 5_000;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a;background:#fff}\
h1{font-size:1.4rem;margin:0 0 .3rem}p{margin:.3rem 0 1rem;color:#555}input{font:inherit;padding:.4rem .6rem;width:100%;max-width:30rem;\
border:1px solid #999;border-radius:4px;box-sizing:border-box;background:inherit;color:inherit}\
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}\
th{font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}a{color:#0b4f9c}small{color:#666;display:block}\
.failed td{color:#a11}.pages a{margin-right:.8rem}@media(prefers-color-scheme:dark){body{background:#161616;color:#e6e6e6}p,small{color:#aaa}\
a{color:#8cbcff}th,td{border-color:#333}.failed td{color:#ff9a9a}}";

const SCRIPT: &str = "const q=document.getElementById('q'),n=document.getElementById('n'),rows=[...document.querySelectorAll('tbody tr')];\
const text=rows.map(r=>(r.textContent+' '+(r.dataset.u||'')).toLowerCase());q.hidden=false;\
q.addEventListener('input',()=>{const w=q.value.toLowerCase().split(/\\s+/).filter(Boolean);let c=0;\
rows.forEach((r,i)=>{const s=w.every(x=>text[i].includes(x));r.hidden=!s;c+=s});n.textContent=w.length?c+' found':''});";

/// Writes the pages.
pub fn write(folder: &Path, formats: &[&Format]) -> Result<()> {
    let Some(places) = places(&Target::Folder(folder.to_owned())) else { return Ok(()) };
    let path = places.manifest();
    let rows = || -> Result<_> {
        Ok(manifest::rows(&path).with_context(|| path.display().to_string())?.filter(|row| !row.gone))
    };
    let (mut count, mut words, mut failed) = (0usize, 0, 0);
    for row in rows()? {
        count += 1;
        words += row.words;
        failed += usize::from(row.failed.is_some());
    }
    let pages = count.div_ceil(ON_A_PAGE).max(1);
    let mut rows = rows()?;
    for page in 0..pages {
        // In the folder of what padan keeps, where the next run sweeps away what a killed one leaves.
        let mut out = Pending::create_in(&places.folder, &folder.join(name(page)))?;
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>Glossed articles</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>Glossed articles</h1>\n<p>{count} files, {words} words{}</p>\n",
            if failed > 0 { format!(", {failed} failed") } else { String::new() },
        )?;
        if pages > 1 {
            write!(out, "<p class=\"pages\">")?;
            for n in 0..pages {
                match n == page {
                    true => write!(out, "<b>{}</b> ", n + 1)?,
                    false => write!(out, "<a href=\"{}\">{}</a> ", name(n), n + 1)?,
                }
            }
            writeln!(out, "</p>")?;
        }
        write!(
            out,
            "<input id=\"q\" type=\"search\" placeholder=\"Search titles, files, unknown words\" aria-label=\"Search\" hidden> <span id=\"n\" role=\"status\"></span>\n\
             <table>\n<thead><tr><th>Article</th><th class=\"n\">Words</th><th class=\"n\">Terms</th><th class=\"n\">Unknown</th><th>Unknown words</th></tr></thead>\n<tbody>\n"
        )?;
        for row in rows.by_ref().take(ON_A_PAGE) {
            row_of(&row, formats, &mut out)?;
        }
        write!(out, "</tbody>\n</table>\n<script>{SCRIPT}</script>\n</body>\n</html>\n")?;
        out.finish()?;
    }
    Ok(())
}

fn name(page: usize) -> String {
    if page == 0 { "index.html".to_owned() } else { format!("index.{}.html", page + 1) }
}

fn row_of(row: &Row, formats: &[&Format], out: &mut dyn Write) -> Result<()> {
    if let Some(reason) = &row.failed {
        writeln!(
            out,
            "<tr class=\"failed\"><td>{}</td><td colspan=\"4\">{}</td></tr>",
            escape(&row.doc),
            escape(reason)
        )?;
        return Ok(());
    }
    let title = if row.title.is_empty() { &row.doc } else { &row.title };
    let link = |n: usize, text: &str| match row.outputs.get(n) {
        Some(output) => format!("<a href=\"{}\">{}</a>", url(&output.file), escape(text)),
        None => escape(text),
    };
    let others = (1..row.outputs.len()).map(|n| link(n, formats.get(n).map_or("", |f| f.name)));
    let below: Vec<String> = std::iter::once(escape(&row.doc)).chain(others).collect();
    let sum = |list: &[(String, usize)]| list.iter().map(|(_, n)| n).sum::<usize>();
    let unknown: Vec<&str> = row.unknown.iter().map(|(word, _)| word.as_str()).collect();
    let shown = unknown.iter().take(8).copied().collect::<Vec<_>>().join(", ");
    writeln!(
        out,
        "<tr data-u=\"{}\"><td lang=\"id\">{}<small lang=\"en\">{}</small></td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td lang=\"id\">{}</td></tr>",
        escape(&unknown.join(" ")),
        link(0, title),
        below.join(" · "),
        row.words,
        sum(&row.terms),
        sum(&row.unknown),
        escape(&shown),
    )?;
    Ok(())
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A relative path as a link.
fn url(path: &str) -> String {
    let mut out = String::from("./");
    for b in path.bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => out.push(b as char),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

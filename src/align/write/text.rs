//! Pairs for reading.

use std::io::{self, Write};

use super::Alignment;
use crate::align::BeadWords;

pub(super) fn write(alignment: &Alignment, out: &mut dyn Write) -> io::Result<()> {
    let bitext = &alignment.bitext;
    for (n, (bead, words)) in alignment.beads().enumerate() {
        let mark = match () {
            () if bead.moved => "  (moved)",
            () if bead.target.is_empty() => "  (left out)",
            () if bead.source.is_empty() => "  (added)",
            () if bead.confidence < 0.3 => "  (unsure)",
            () => "",
        };
        let number = format!("{}.", n + 1);
        let source = bitext.source_text(bead);
        let target = bitext.target_text(bead);
        match (bead.source.is_empty(), bead.target.is_empty()) {
            (false, true) => writeln!(out, "{number:<5}{source}{mark}")?,
            (true, false) => writeln!(out, "{number:<5}{target}{mark}")?,
            _ => writeln!(out, "{number:<5}{source}{mark}\n     {target}")?,
        }
        if let Some(words) = words {
            let groups: Vec<String> = words.groups().iter().map(|g| show(&words, g)).collect();
            writeln!(out, "     {}", groups.join("; "))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// `juru bicara = spokesman`.
fn show(words: &BeadWords, (source, target): &(Vec<usize>, Vec<usize>)) -> String {
    let list = |tokens: &[String], places: &[usize]| {
        let mut out = String::new();
        for (n, &place) in places.iter().enumerate() {
            if n > 0 {
                out.push_str(if places[n - 1] + 1 == place { " " } else { " … " });
            }
            out.push_str(&tokens[place]);
        }
        out
    };
    format!("{} = {}", list(&words.source, source), list(&words.target, target))
}

//! Word links as `i-j`, after the decoder that made the notation common.

use std::io::{self, Write};

use super::Alignment;

pub(super) fn write(alignment: &Alignment, out: &mut dyn Write) -> io::Result<()> {
    // A line a pair of lines, though one of them be empty: line n must answer line n of the input.
    for (bead, links) in alignment.links() {
        if let Some(links) = links {
            let links: Vec<String> = links.iter().map(|l| format!("{}-{}", l.source, l.target)).collect();
            writeln!(out, "{}", links.join(" "))?;
        } else if bead.is_pair() {
            writeln!(out)?;
        }
    }
    Ok(())
}

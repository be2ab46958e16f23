//! Pairs as lines with tabs, which `padan align` reads back.

use std::io::{self, Write};

use super::Alignment;

pub(super) fn write(alignment: &Alignment, out: &mut dyn Write) -> io::Result<()> {
    let plain = |s: String| s.replace(['\t', '\n', '\r'], " ");
    for bead in alignment.bitext.beads.iter().filter(|b| b.is_pair()) {
        let (source, target) = (alignment.bitext.source_text(bead), alignment.bitext.target_text(bead));
        writeln!(out, "{}\t{}\t{:.2}", plain(source), plain(target), bead.confidence)?;
    }
    Ok(())
}

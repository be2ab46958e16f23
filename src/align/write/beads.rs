//! Line numbers of both sides.

use std::io::{self, Write};
use std::ops::Range;

use super::Alignment;

pub(super) fn write(alignment: &Alignment, out: &mut dyn Write) -> io::Result<()> {
    for bead in &alignment.bitext.beads {
        writeln!(out, "{}\t{}", numbers(&bead.source), numbers(&bead.target))?;
    }
    Ok(())
}

/// `3,4`, or `-` for none.
fn numbers(range: &Range<usize>) -> String {
    if range.is_empty() {
        return "-".to_owned();
    }
    range.clone().map(|n| n.to_string()).collect::<Vec<_>>().join(",")
}

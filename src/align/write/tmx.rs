//! Translation memories, TMX 1.4: a unit a pair.

use std::io::{self, Write};

use super::{Alignment, escape};

pub(super) fn write(alignment: &Alignment, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n\
         <header creationtool=\"padan\" creationtoolversion=\"{}\" segtype=\"sentence\" o-tmf=\"padan\" adminlang=\"en\" srclang=\"id\" datatype=\"plaintext\"/>\n<body>\n",
        env!("CARGO_PKG_VERSION"),
    )?;
    let bitext = &alignment.bitext;
    for bead in bitext.beads.iter().filter(|b| b.is_pair()) {
        writeln!(
            out,
            "<tu>\n<prop type=\"x-document\">{}</prop><prop type=\"x-confidence\">{:.2}</prop>\n\
             <tuv xml:lang=\"id\"><seg>{}</seg></tuv>\n<tuv xml:lang=\"en\"><seg>{}</seg></tuv>\n</tu>",
            escape(&bitext.name),
            bead.confidence,
            escape(&bitext.source_text(bead)),
            escape(&bitext.target_text(bead)),
        )?;
    }
    writeln!(out, "</body>\n</tmx>")
}

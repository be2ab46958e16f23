//! A long text in a format that can be written part by part: memory does not grow with its readings, and they stay in the caches.

use std::io::Write;

use anyhow::Result;
use padan::batch::cut;
use padan::render::{Options, Part, Writer};
use padan::text::SourceText;

use super::{Glosser, WriteError};

/// Bytes of a part: its readings stay in a cache of the second level.
const PART: usize = 16 << 10;

pub fn write(
    worker: &mut Glosser<'_>,
    source: &SourceText,
    writer: &mut Writer<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> Result<()> {
    let text = source.text();
    let mut options = Options { part: Part::default(), ..options.clone() };
    let mut at = 0;
    loop {
        let end = at + cut(&text[at..], PART, &mut Vec::new());
        let document = worker.gloss_part(SourceText::from_text(source.name(), &text[at..end]), at == 0);
        writer.write(std::slice::from_ref(&document), &options, out).map_err(WriteError)?;
        if end == text.len() {
            return Ok(());
        }
        options.part = options.part.after(&document);
        at = end;
    }
}

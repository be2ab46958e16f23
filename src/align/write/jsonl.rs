//! A JSON object a bead.

use std::io::{self, Write};

use serde::Serialize;

use super::Alignment;
use crate::align::BeadWords;

#[derive(Serialize)]
struct Row<'a> {
    document: &'a str,
    /// Segments from 0.
    source: Vec<usize>,
    target: Vec<usize>,
    source_text: String,
    target_text: String,
    confidence: f64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    moved: bool,
    #[serde(flatten)]
    words: Option<Words<'a>>,
}

#[derive(Serialize)]
struct Words<'a> {
    source_tokens: &'a [String],
    target_tokens: &'a [String],
    /// Source token, target token, confidence.
    links: Vec<(usize, usize, f64)>,
}

pub(super) fn write(alignment: &Alignment, out: &mut dyn Write) -> io::Result<()> {
    let bitext = &alignment.bitext;
    for (bead, words) in alignment.beads() {
        let row = Row {
            document: &bitext.name,
            source: bead.source.clone().collect(),
            target: bead.target.clone().collect(),
            source_text: bitext.source_text(bead),
            target_text: bitext.target_text(bead),
            confidence: rounded(bead.confidence),
            moved: bead.moved,
            words: words.as_ref().map(Words::new),
        };
        serde_json::to_writer(&mut *out, &row)?;
        writeln!(out)?;
    }
    Ok(())
}

impl<'a> Words<'a> {
    fn new(words: &'a BeadWords) -> Self {
        let links = words.links.iter().map(|l| (l.source, l.target, rounded(l.confidence))).collect();
        Self { source_tokens: &words.source, target_tokens: &words.target, links }
    }
}

/// Two decimals: more would claim too much.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

//! A translation that a person made, set beside the sentences that it renders.

use crate::model::{Document, Translation};
use crate::segment;

/// A translation that does not fit its text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the translation has {theirs} paragraphs in {lines} lines, the text {ours} paragraphs with {sentences} sentences; \
     give it a paragraph for each paragraph, or a line for each sentence"
)]
pub struct TranslationError {
    /// Paragraphs of the translation.
    pub theirs: usize,
    /// Lines of the translation that are not blank.
    pub lines: usize,
    /// Paragraphs of the text.
    pub ours: usize,
    /// Sentences of the text.
    pub sentences: usize,
}

/// Sets `translation` beside the sentences of `document`: its lines beside the sentences if it has as many, else its paragraphs
/// beside the paragraphs. [`crate::align::Aligner::translate`] finds the sentences that belong together, and learns from them.
///
/// # Errors
/// It has as many of neither.
///
/// ```
/// # use padan::{Annotator, Lexicon, annotate, morph::Analyzer, terms::TermIndex, text::SourceText};
/// # let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
/// let mut document = annotator.worker().annotate(SourceText::from_text("-", "Kedutaan ditutup. Duta besar pulang."));
/// annotate::translate(&mut document, "The embassy was closed.\nThe ambassador went home.")?;
/// let translation = document.paragraphs[0].sentences[1].translation.as_ref().map(|t| t.text.as_str());
/// assert_eq!(translation, Some("The ambassador went home."));
/// # Ok::<(), annotate::TranslationError>(())
/// ```
pub fn translate(document: &mut Document, translation: &str) -> Result<(), TranslationError> {
    let lines: Vec<&str> = translation.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let paragraphs = segment::paragraphs(translation);
    let sentences = document.sentences().count();
    let (theirs, ours) = (paragraphs.len(), document.paragraphs.len());
    if lines.len() == sentences {
        let all = document.paragraphs.iter_mut().flat_map(|p| &mut p.sentences);
        all.zip(lines).for_each(|(sentence, line)| sentence.translation = Some(Translation::new(line)));
        return Ok(());
    }
    if theirs != ours {
        return Err(TranslationError { theirs, lines: lines.len(), ours, sentences });
    }
    for (paragraph, span) in document.paragraphs.iter_mut().zip(paragraphs) {
        let text = span.of(translation).split_whitespace().collect::<Vec<_>>().join(" ");
        match paragraph.sentences.as_mut_slice() {
            [only] => only.translation = Some(Translation::new(text)),
            _ => paragraph.translation = Some(text),
        }
    }
    Ok(())
}

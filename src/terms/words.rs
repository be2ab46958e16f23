//! What the lexicon says when terms are laid out.

use std::collections::HashMap;

use super::compile::Words;
use crate::model::{Analysis, MorphemeKind, Upos};
use crate::morph::Analyzer;

/// The words of an analyser's lexicon.
pub(super) struct LexiconWords<'a> {
    analyzer: &'a Analyzer,
    /// Variant spellings by their standard form.
    variants: HashMap<String, Vec<&'static str>>,
}

impl<'a> LexiconWords<'a> {
    pub(super) fn new(analyzer: &'a Analyzer) -> Self {
        let lexicon = analyzer.lexicon();
        let mut variants: HashMap<String, Vec<&'static str>> = HashMap::new();
        for (variant, standard) in lexicon.variants().filter_map(|v| Some((v, lexicon.variant(v)?.standard))) {
            variants.entry(standard.to_lowercase()).or_default().push(variant);
        }
        Self { analyzer, variants }
    }
}

impl Words for LexiconWords<'_> {
    fn verb_stem(&self, verb: &str) -> Option<String> {
        let active =
            |a: &&Analysis| a.morphemes.first().is_some_and(|m| m.kind == MorphemeKind::Prefix && m.form == "meN");
        let readings = self.analyzer.analyze(verb);
        let reading = readings.iter().find(active)?;
        Some(reading.morphemes[1..].iter().map(|m| m.form.as_ref()).collect())
    }

    fn listed(&self, form: &str) -> Vec<(&str, Vec<&str>)> {
        let entries = self.analyzer.lexicon().form(form);
        let ours = entries.filter(|l| l.upos() != Upos::Propn && l.source().is_none());
        ours.map(|l| (l.upos().as_str(), l.glosses().collect())).collect()
    }

    fn variants(&self, standard: &str) -> Vec<&str> {
        self.variants.get(standard).cloned().unwrap_or_default()
    }
}

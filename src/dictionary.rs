//! Dictionaries made of the lexicon, a glossary and the words of texts.
//!
//! Readers such as Yomitan and KOReader look words up as they stand. The dictionaries here hold every form that the texts have, and
//! the derived words of the lexicon, and lead them to their roots.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::glossary::Glossary;
use crate::lexicon::{Flag, Lexicon};
use crate::model::{
    Analysis, Basis, Dictionary, DictionaryEntry, DictionaryForm, Document, MorphemeKind, TokenKind, Upos,
};
use crate::morph::Analyzer;

/// What goes into a dictionary.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What it is called.
    pub title: String,
    /// Only the words of the texts and what they are made of, rather than the whole lexicon and glossary.
    pub only_texts: bool,
}

/// Makes a dictionary.
///
/// ```
/// use padan::{Annotator, Lexicon, dictionary, morph::Analyzer, text::SourceText};
/// let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), Default::default(), Default::default());
/// let text = annotator.worker().annotate(SourceText::from_text("-", "Diumumkannya gencatan senjata."));
/// let options = dictionary::Options { only_texts: true, ..Default::default() };
/// let dictionary = dictionary::build(annotator.analyzer(), &Default::default(), &[text], &options);
/// let form = dictionary.forms.iter().find(|f| f.form == "diumumkannya" && f.headword == "umum").expect("is in the text");
/// assert_eq!(form.affixes.join(" "), "di- -kan =nya");
/// ```
pub fn build(analyzer: &Analyzer, glossary: &Glossary, documents: &[Document], options: &Options) -> Dictionary {
    let lexicon = analyzer.lexicon();
    let mut forms = Forms::default();
    let mut used = HashSet::new();
    let mut text = String::new();
    for document in documents {
        forms.add_document(lexicon, document, &mut used);
        text.push_str(&document.source.text().to_lowercase());
        text.push('\n');
    }
    let wanted = |headword: &str| !options.only_texts || used.contains(&headword.to_lowercase());
    let mut entries: BTreeMap<(String, u8, usize), DictionaryEntry> = BTreeMap::new();
    for (n, lexeme) in lexicon.lexemes().enumerate() {
        let phrase = lexeme.form().contains(' ');
        let here = if phrase { !options.only_texts || text.contains(lexeme.form()) } else { wanted(lexeme.form()) };
        let glosses: Vec<String> = lexeme.glosses().filter(|g| !g.is_empty()).map(str::to_owned).collect();
        if !here || glosses.is_empty() || lexeme.is(Flag::Vulgar) && options.only_texts && !wanted(lexeme.form()) {
            continue;
        }
        let upos = (!phrase).then(|| lexeme.upos());
        let headword = lexeme.form().to_owned();
        if lexeme.analysis().is_some() && !phrase {
            forms.add_lexeme(analyzer, lexeme.form());
        }
        entries.insert((sort_key(&headword), 1, n), DictionaryEntry { headword, upos, glosses, term: false });
    }
    for (n, term) in glossary.terms.iter().enumerate() {
        let spelled = std::iter::once(&term.source).chain(&term.also).chain(term.abbreviations.iter().map(|a| &a.form));
        let here = |s: &String| !options.only_texts || text.contains(&s.to_lowercase());
        if term.target.is_empty() || !spelled.clone().any(here) {
            continue;
        }
        let headword = term.source.clone();
        for other in spelled.skip(1).filter(|s| **s != headword) {
            forms.add(other, &headword, Vec::new(), None);
        }
        let glosses = term.target.clone();
        entries.insert((sort_key(&headword), 0, n), DictionaryEntry { headword, upos: None, glosses, term: true });
    }
    let exact: BTreeSet<&str> = entries.values().map(|e| e.headword.as_str()).collect();
    let folded: BTreeMap<String, &str> = exact.iter().map(|e| (e.to_lowercase(), *e)).collect();
    // A form leads to a headword that is there, as it is spelled there, and never to itself.
    let led = |mut f: DictionaryForm| {
        if !exact.contains(f.headword.as_str()) {
            f.headword = (*folded.get(&f.headword.to_lowercase())?).to_owned();
        }
        (f.form != f.headword).then_some(f)
    };
    let forms: Vec<DictionaryForm> = forms.all.into_values().filter_map(led).collect();
    Dictionary { title: options.title.clone(), entries: entries.into_values().collect(), forms }
}

/// Capitals stand beside small letters.
fn sort_key(s: &str) -> String {
    format!("{}\0{s}", s.to_lowercase())
}

/// Forms, each with one way to each headword.
#[derive(Default)]
struct Forms {
    all: BTreeMap<(String, String), DictionaryForm>,
}

impl Forms {
    fn add(&mut self, form: &str, headword: &str, affixes: Vec<String>, gloss: Option<String>) {
        let key = (form.to_owned(), headword.to_owned());
        let new = || DictionaryForm { form: form.to_owned(), headword: headword.to_owned(), affixes, gloss };
        self.all.entry(key).or_insert_with(new);
    }

    /// The words of a text, as they were read there. `used` takes the headwords that they lead to.
    fn add_document(&mut self, lexicon: &Lexicon, document: &Document, used: &mut HashSet<String>) {
        for token in document.sentences().flat_map(|s| &s.tokens).filter(|t| t.kind == TokenKind::Word) {
            let Some(analysis) = token.analysis() else { continue };
            let form = document.text(token.span);
            let lower = form.to_lowercase();
            used.insert(lower.clone());
            if token.upos == Upos::Propn || analysis.basis >= Basis::Guess {
                continue;
            }
            used.insert(analysis.root.to_lowercase());
            let gloss = Some(token.gloss.to_string()).filter(|g| !g.is_empty());
            self.add(&lower, &analysis.root, affixes(analysis), gloss.clone());
            if let Some(lexeme) = analysis.lexeme.map(|id| lexicon.lexeme(id)) {
                used.insert(lexeme.form().to_lowercase());
                self.add(&lower, lexeme.form(), Vec::new(), gloss);
            }
        }
    }

    /// A derived word of the lexicon, to its root.
    fn add_lexeme(&mut self, analyzer: &Analyzer, form: &str) {
        let readings = analyzer.analyze(form);
        if let Some(reading) = readings.first().filter(|r| r.morphemes.len() > 1 && r.basis == Basis::Listed) {
            self.add(form, &reading.root, affixes(reading), None);
        }
    }
}

/// The affixes and clitics of a reading, with their joints.
fn affixes(analysis: &Analysis) -> Vec<String> {
    let bound = analysis.morphemes.iter().filter(|m| m.kind != MorphemeKind::Root);
    bound.map(|m| m.label().into_owned()).collect()
}

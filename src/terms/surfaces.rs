//! The forms of a term, as people are shown them.

use crate::glossary::forms::forms;
use crate::glossary::{Reduplication, Term, TermPos};
use crate::morph::Analyzer;

/// The forms that a term matches in texts, with the rule that makes each; enclitics come on top of them. The citation form is
/// the first; none is named twice.
///
/// ```
/// use padan::{Glossary, Lexicon, morph::Analyzer, terms::surfaces};
/// let toml = "[[entry]]\nterm = \"menyerang\"\npos = \"verb\"\nen = \"attack\"\n";
/// let glossary = Glossary::parse("g.toml", toml)?;
/// let forms = surfaces(&glossary.terms[0], &Analyzer::new(Lexicon::builtin()));
/// assert_eq!(forms[1], ("diserang".to_owned(), "voice:di-"));
/// # Ok::<(), padan::glossary::LoadError>(())
/// ```
pub fn surfaces(term: &Term, analyzer: &Analyzer) -> Vec<(String, &'static str)> {
    let stem = |verb: &str| super::verb_stem(analyzer, verb);
    let mut out: Vec<(String, &'static str)> = Vec::new();
    let mut add = |words: String, rule| {
        if out.iter().all(|(known, _)| *known != words) {
            out.push((words, rule));
        }
    };
    for source in std::iter::once(&term.source).chain(&term.also) {
        let (pos, redup) = match term.inflects {
            true => (term.pos, term.reduplication),
            false => (TermPos::Phrase, Reduplication::None),
        };
        for form in forms(&stem, source, pos, redup, term.root.as_deref()) {
            add(form.words.join(" "), form.inflection.rule());
        }
    }
    term.forms.iter().for_each(|f| add(f.clone(), "forms"));
    term.abbreviations.iter().for_each(|a| add(a.form.clone(), "abbr"));
    for relative in &term.family {
        let redup = if relative.pos == TermPos::Noun { Reduplication::Plural } else { Reduplication::None };
        for source in std::iter::once(&relative.source).chain(&relative.also) {
            for form in forms(&stem, source, relative.pos, redup, None) {
                add(form.words.join(" "), "family");
            }
        }
    }
    out
}

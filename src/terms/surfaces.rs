//! The forms of terms, as people are shown them.

use super::{Role, forms};
use crate::glossary::{Inflection, Term};
use crate::morph::Analyzer;

/// The forms that each term matches in texts, with the rule that makes each; enclitics come on top of them. The citation form is
/// the first; none is named twice.
///
/// ```
/// use padan::{Glossary, Lexicon, morph::Analyzer, terms::surfaces};
/// let toml = "[[entry]]\nterm = \"menyerang\"\npos = \"verb\"\nen = \"attack\"\n";
/// let glossary = Glossary::parse("g.toml", toml)?;
/// let forms = surfaces(&glossary.terms, &Analyzer::new(Lexicon::builtin()));
/// assert_eq!(forms[0][1], ("diserang".to_owned(), "voice:di-"));
/// # Ok::<(), padan::glossary::LoadError>(())
/// ```
pub fn surfaces(terms: &[Term], analyzer: &Analyzer) -> Vec<Vec<(String, &'static str)>> {
    let shown = |forms: Vec<(Role, crate::glossary::Form)>| {
        let mut seen = std::collections::HashSet::new();
        let mut out: Vec<(String, &'static str)> = Vec::with_capacity(forms.len());
        for (role, form) in forms {
            let rule = match role {
                Role::Listed => "forms",
                Role::Abbreviation => "abbr",
                Role::Relative => "family",
                _ if form.inflection != Inflection::Base => form.inflection.rule(),
                _ => form.spelling.rule().unwrap_or_else(|| Inflection::Base.rule()),
            };
            let words = form.words.join(" ");
            if seen.insert(words.clone()) {
                out.push((words, rule));
            }
        }
        out
    };
    forms(terms, analyzer).into_iter().map(shown).collect()
}

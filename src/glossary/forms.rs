//! The forms in which a term may stand in a text, generated from its citation form and part of speech.
//!
//! Terms are matched by generation, never by stemming: *kedutaan* is made from *duta*, but it is no form of it.

use super::{Reduplication, TermPos};
use crate::model::{Analysis, MorphemeKind};
use crate::morph::Analyzer;

/// How a form differs from the citation form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Inflection {
    /// The citation form.
    Base,
    /// A voice of the verb: `di-`, `ter-`, `ku-`, `kau-`, or bare.
    Voice(&'static str),
    /// Reduplicated plural of the first word.
    Plural,
    /// Spelt solid, hyphened or apart.
    Spelling,
}

impl Inflection {
    /// As `padan glossary why` prints it.
    pub fn rule(self) -> String {
        match self {
            Self::Base => "base".to_owned(),
            Self::Voice(prefix) => format!("voice:{prefix}"),
            Self::Plural => "redup:plural".to_owned(),
            Self::Spelling => "spelling".to_owned(),
        }
    }
}

/// A form of a term: its words as they are written, without enclitics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The words.
    pub words: Vec<String>,
    /// How the form differs from the citation form.
    pub inflection: Inflection,
}

/// The forms of the citation form `source`; enclitics on the last word are left to the matcher, which takes them off.
///
/// `root` names the root where affixes fuse two words: `tanda tangan` of *menandatangani*.
pub fn forms(
    analyzer: &Analyzer,
    source: &str,
    pos: TermPos,
    reduplication: Reduplication,
    root: Option<&str>,
) -> Vec<Form> {
    let words: Vec<String> = source.split_whitespace().map(str::to_owned).collect();
    let Some(head) = words.first() else { return Vec::new() };
    let with_head = |head: String, inflection| {
        let words = std::iter::once(head).chain(words[1..].iter().cloned()).collect();
        Form { words, inflection }
    };
    let mut out = vec![Form { words: words.clone(), inflection: Inflection::Base }];
    match pos {
        TermPos::Verb => {
            if let Some(stem) = stem(analyzer, head, root) {
                out.extend(["di", "ter", "ku", "kau"].map(|p| with_head(format!("{p}{stem}"), Inflection::Voice(p))));
                out.push(with_head(stem, Inflection::Voice("bare")));
            }
        }
        TermPos::Noun | TermPos::Name | TermPos::Adj => {
            if reduplication == Reduplication::Plural && pos == TermPos::Noun && !head.contains('-') {
                out.push(with_head(format!("{head}-{head}"), Inflection::Plural));
            }
            if let [first, second] = words.as_slice()
                && pos == TermPos::Noun
            {
                out.push(Form { words: vec![format!("{first}{second}")], inflection: Inflection::Spelling });
                out.push(Form { words: vec![format!("{first}-{second}")], inflection: Inflection::Spelling });
            }
        }
        TermPos::Adv | TermPos::Phrase | TermPos::Prep | TermPos::Affix => {}
    }
    if reduplication == Reduplication::Lexical
        && let Some((first, second)) = head.split_once('-')
        && words.len() == 1
    {
        let apart = vec![first.to_owned(), second.to_owned()];
        out.push(Form { words: apart, inflection: Inflection::Spelling });
    }
    out
}

/// What stands after the voice prefix of a transitive verb in its underlying form: `umumkan` of *mengumumkan*. `None` for verbs that
/// have no passive by prefix.
fn stem(analyzer: &Analyzer, verb: &str, root: Option<&str>) -> Option<String> {
    let lower = verb.to_lowercase();
    if let Some(root) = root {
        let solid: String = root.split_whitespace().collect();
        let suffix = ["kan", "i"].into_iter().find(|s| lower.ends_with(s) && !solid.ends_with(s)).unwrap_or_default();
        return Some(format!("{solid}{suffix}"));
    }
    let active = |a: &&Analysis| a.morphemes.first().is_some_and(|m| m.kind == MorphemeKind::Prefix && m.form == "meN");
    let readings = analyzer.analyze(&lower);
    let reading = readings.iter().find(active)?;
    Some(reading.morphemes[1..].iter().map(|m| m.form.as_ref()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    fn check(source: &str, pos: TermPos, redup: Reduplication, root: Option<&str>, wanted: &[&str]) {
        let analyzer = Analyzer::new(Lexicon::builtin());
        let found: Vec<String> = forms(&analyzer, source, pos, redup, root).iter().map(|f| f.words.join(" ")).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn generates_voices_plurals_and_spellings() {
        check("menyerang", TermPos::Verb, Reduplication::None, None, &["menyerang", "diserang", "terserang", "kuserang", "kauserang", "serang"]);
        check(
            "menandatangani",
            TermPos::Verb,
            Reduplication::None,
            Some("tanda tangan"),
            &["menandatangani", "ditandatangani", "tertandatangani", "kutandatangani", "kautandatangani", "tandatangani"],
        );
        check("duta besar", TermPos::Noun, Reduplication::Plural, None, &["duta besar", "duta-duta besar", "dutabesar", "duta-besar"]);
        check("mata-mata", TermPos::Noun, Reduplication::Lexical, None, &["mata-mata", "mata mata"]);
        check("Gedung Putih", TermPos::Name, Reduplication::None, None, &["Gedung Putih"]);
    }
}

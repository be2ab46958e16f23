//! The forms in which a term may stand in a text, generated from its citation form and part of speech.
//!
//! Terms are matched by generation, never by stemming: *kedutaan* is made from *duta*, but it is no form of it.

use super::{Reduplication, TermPos};

/// Gives what stands after the voice prefix of an active verb in its underlying form: `umumkan` for *mengumumkan*.
pub type VerbStem<'a> = &'a dyn Fn(&str) -> Option<String>;

/// How a form differs from the citation form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Inflection {
    /// The citation form.
    Base,
    /// The passive with *di-*.
    Di,
    /// The passive with *ter-*.
    Ter,
    /// The verb with *ku-*.
    Ku,
    /// The verb with *kau-*.
    Kau,
    /// The bare stem of the verb.
    Bare,
    /// Reduplicated plural of the first word.
    Plural,
    /// Spelt solid, hyphened or apart.
    Spelling,
}

impl Inflection {
    /// Every member, in the order of declaration.
    pub const ALL: &'static [Self] =
        &[Self::Base, Self::Di, Self::Ter, Self::Ku, Self::Kau, Self::Bare, Self::Plural, Self::Spelling];

    /// The rule by name.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Di => "voice:di-",
            Self::Ter => "voice:ter-",
            Self::Ku => "voice:ku-",
            Self::Kau => "voice:kau-",
            Self::Bare => "voice:bare",
            Self::Plural => "redup:plural",
            Self::Spelling => "spelling",
        }
    }

    /// Whether the form is a passive.
    pub fn is_passive(self) -> bool {
        matches!(self, Self::Di | Self::Ter)
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
    verb_stem: VerbStem<'_>,
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
            if let Some(stem) = stem(verb_stem, head, root) {
                let voices = [
                    ("di", Inflection::Di),
                    ("ter", Inflection::Ter),
                    ("ku", Inflection::Ku),
                    ("kau", Inflection::Kau),
                    ("", Inflection::Bare),
                ];
                out.extend(voices.map(|(prefix, voice)| with_head(format!("{prefix}{stem}"), voice)));
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

/// What stands after the voice prefix of a transitive verb. `None` for verbs that have no passive by prefix.
fn stem(verb_stem: VerbStem<'_>, verb: &str, root: Option<&str>) -> Option<String> {
    let lower = verb.to_lowercase();
    let Some(root) = root else { return verb_stem(&lower) };
    let solid: String = root.split_whitespace().collect();
    let suffix = ["kan", "i"].into_iter().find(|s| lower.ends_with(s) && !solid.ends_with(s)).unwrap_or_default();
    Some(format!("{solid}{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    fn check(source: &str, pos: TermPos, redup: Reduplication, root: Option<&str>, wanted: &[&str]) {
        let verb_stem = |verb: &str| (verb == "menyerang").then(|| "serang".to_owned());
        let found: Vec<String> =
            forms(&verb_stem, source, pos, redup, root).iter().map(|f| f.words.join(" ")).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn generates_voices_plurals_and_spellings() {
        check(
            "menyerang",
            TermPos::Verb,
            Reduplication::None,
            None,
            &["menyerang", "diserang", "terserang", "kuserang", "kauserang", "serang"],
        );
        check(
            "menandatangani",
            TermPos::Verb,
            Reduplication::None,
            Some("tanda tangan"),
            &[
                "menandatangani",
                "ditandatangani",
                "tertandatangani",
                "kutandatangani",
                "kautandatangani",
                "tandatangani",
            ],
        );
        check(
            "duta besar",
            TermPos::Noun,
            Reduplication::Plural,
            None,
            &["duta besar", "duta-duta besar", "dutabesar", "duta-besar"],
        );
        check("mata-mata", TermPos::Noun, Reduplication::Lexical, None, &["mata-mata", "mata mata"]);
        check("Gedung Putih", TermPos::Name, Reduplication::None, None, &["Gedung Putih"]);
    }
}

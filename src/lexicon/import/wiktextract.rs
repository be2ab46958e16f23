//! wiktextract: one JSON object a line, a word of one language with one part of speech.

use std::path::Path;

use serde::Deserialize;

use super::{Article, ImportError, Take, file};

/// The language whose words are taken.
const LANGUAGE: &str = "id";

#[derive(Deserialize)]
struct Word {
    word: Option<String>,
    lang_code: Option<String>,
    pos: Option<String>,
    #[serde(default)]
    senses: Vec<Sense>,
    #[serde(default)]
    forms: Vec<Form>,
}

#[derive(Deserialize)]
struct Sense {
    #[serde(default)]
    glosses: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    form_of: Option<serde::de::IgnoredAny>,
    alt_of: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Form {
    form: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
}

pub(super) fn read(path: &Path, take: &mut Take<'_>) -> Result<(), ImportError> {
    file::each_line(path, |number, line| {
        if line.trim().is_empty() {
            return Ok(());
        }
        let word: Word = serde_json::from_str(line).map_err(|e| {
            let byte = line.floor_char_boundary(e.column().saturating_sub(1));
            let message = e.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            ImportError::line(path, number, line[..byte].chars().count() + 1, message)
        })?;
        if word.lang_code.as_deref() == Some(LANGUAGE) {
            word.articles().for_each(&mut *take);
        }
        Ok(())
    })
}

impl Word {
    /// The word itself, and the active form that verbs are listed by: *membeli* for *beli*. Plurals and passives are made by
    /// rule.
    fn articles(self) -> impl Iterator<Item = Article> {
        // Of nested glosses the last is the narrowest. Inflected and alternative forms say only what they are of:
        // that is a cross-reference, whatever its words.
        let sense = |s: Sense| match s.form_of.or(s.alt_of) {
            None if !s.tags.iter().any(|t| matches!(t.as_str(), "form-of" | "alt-of" | "no-gloss")) => {
                s.glosses.last().cloned()
            }
            _ => Some("= another word".to_owned()),
        };
        let senses: Vec<String> = self.senses.into_iter().filter_map(sense).collect();
        let pos = self.pos;
        let verb = pos.as_deref() == Some("verb");
        let active =
            move |f: &Form| verb && f.tags.iter().any(|t| t == "active") && !f.tags.iter().any(|t| t == "passive");
        let head = self.word.unwrap_or_default();
        let own = head.clone();
        let forms = self.forms.into_iter().filter(active).filter_map(|f| f.form).filter(move |f| *f != own);
        std::iter::once(head).chain(forms).map(move |form| Article { form, pos: pos.clone(), senses: senses.clone() })
    }
}

//! What verdicts do to an annotated text.

use std::borrow::Cow;

use super::{Attachment, Corrections, Verdict};
use crate::model::{Document, GlossSource, Sentence, Unit, UnitKind, UnitSource};

impl Corrections {
    /// Makes `document` show what people said, and gives back where: the verdicts that are missing from it are stale.
    pub fn apply(&self, document: &mut Document) -> Vec<Attachment> {
        let attachments = self.attach(document);
        let mut sentences: Vec<&mut Sentence> = document.paragraphs.iter_mut().flat_map(|p| &mut p.sentences).collect();
        for a in &attachments {
            let correction = &self.all[a.correction];
            if let Some(sentence) = sentences.get_mut(a.sentence) {
                show(sentence, &a.tokens, correction.verdict, &correction.gloss);
            }
        }
        attachments
    }
}

fn show(sentence: &mut Sentence, tokens: &[usize], verdict: Verdict, gloss: &str) {
    if let Some(at) = sentence.units.iter().position(|u| u.tokens == tokens) {
        match verdict {
            Verdict::Approved => {
                sentence.units[at].gloss = gloss.to_owned();
                sentence.units[at].source = UnitSource::Approved;
            }
            Verdict::Rejected if sentence.units[at].gloss == gloss => {
                sentence.units.remove(at);
            }
            Verdict::Rejected | Verdict::Suggested => {}
        }
    } else if tokens.len() > 1 && verdict == Verdict::Approved {
        add_unit(sentence, tokens, gloss);
    }
    let [only] = tokens else { return };
    let token = &mut sentence.tokens[*only];
    let others = std::sync::Arc::make_mut(&mut token.alternatives);
    match verdict {
        Verdict::Approved => {
            let before = std::mem::replace(&mut token.gloss, Cow::Owned(gloss.to_owned()));
            others.retain(|a| a != gloss && *a != before);
            if before != gloss && !before.is_empty() {
                others.insert(0, before);
            }
            token.source = GlossSource::Approved;
        }
        Verdict::Rejected => {
            others.retain(|a| a != gloss);
            if token.gloss == gloss {
                if !others.is_empty() {
                    token.gloss = others.remove(0);
                }
                token.source = GlossSource::Guess;
            }
        }
        Verdict::Suggested => {
            if token.gloss != gloss {
                others.retain(|a| a != gloss);
                others.insert(0, Cow::Owned(gloss.to_owned()));
            }
        }
    }
}

/// A unit that a person has made of words. Units that it would cross go.
fn add_unit(sentence: &mut Sentence, tokens: &[usize], gloss: &str) {
    let crosses = |u: &Unit| {
        let shared = u.tokens.iter().filter(|t| tokens.contains(t)).count();
        shared > 0 && shared < u.tokens.len() && shared < tokens.len()
    };
    sentence.units.retain(|u| !crosses(u));
    sentence.units.push(Unit {
        tokens: tokens.to_vec(),
        gloss: gloss.to_owned(),
        alternatives: Vec::new(),
        kind: UnitKind::Term,
        upos: sentence.tokens[tokens[0]].upos,
        source: UnitSource::Approved,
        key: None,
        reason: None,
    });
    sentence.units.sort_by(|a, b| (a.tokens[0], b.tokens.len()).cmp(&(b.tokens[0], a.tokens.len())));
}

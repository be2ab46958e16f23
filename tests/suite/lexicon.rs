//! The lexicon's text is sound.

use std::fs;

use padan::lexicon::source::{Entry, FILES, parse_entries, parse_rules, parse_variants};
use padan::morph::explains;

use crate::root;

fn each_entry(mut check: impl FnMut(&str, &Entry<'static>)) {
    for file in FILES {
        let text = fs::read_to_string(root().join("lexicon").join(file)).unwrap();
        for entry in parse_entries(text.leak()).unwrap_or_else(|e| panic!("lexicon/{file}:{e}")) {
            check(file, &entry);
        }
    }
}

#[test]
fn analyses_give_their_forms() {
    let mut wrong = Vec::new();
    each_entry(|file, entry| {
        let cut = entry.analysis != "." && entry.surface.is_none();
        if cut && !explains(entry.analysis, entry.form) {
            wrong.push(format!("lexicon/{file}:{}: {} does not give {}", entry.line, entry.analysis, entry.form));
        }
    });
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn glosses_have_the_form_that_a_gloss_wants() {
    let mut wrong = Vec::new();
    each_entry(|file, entry| {
        for gloss in entry.senses.iter().flatten() {
            let article = ["to ", "a ", "an ", "the "].iter().any(|a| gloss.starts_with(a));
            if matches!(entry.upos, "VERB" | "NOUN") && article || gloss.contains(['\u{a0}', '|', '"']) {
                wrong.push(format!("lexicon/{file}:{}: {gloss:?}", entry.line));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn labels_are_known_or_words() {
    let mut wrong = Vec::new();
    each_entry(|file, entry| {
        for part in entry.flags.label.into_iter().flat_map(|l| l.split('.')) {
            let word = part.chars().all(|c| c.is_ascii_lowercase());
            if !word && padan::model::gloss_tags(part).count() == 0 {
                wrong.push(format!("lexicon/{file}:{}: {part}", entry.line));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn variants_point_at_words() {
    let text = fs::read_to_string(root().join("lexicon/variants.tsv")).unwrap();
    let analyzer = padan::morph::Analyzer::new(padan::Lexicon::builtin());
    let known = |word: &str| analyzer.analyze(&word.to_lowercase())[0].basis < padan::model::Basis::Guess;
    let mut wrong = Vec::new();
    for variant in parse_variants(&text).unwrap_or_else(|e| panic!("lexicon/variants.tsv:{e}")) {
        let phrase = padan::Lexicon::builtin().phrase(&variant.standard.to_lowercase()).next().is_some();
        if !phrase && !variant.standard.split(' ').all(known) {
            wrong.push(format!("lexicon/variants.tsv:{}: {} is unknown", variant.line, variant.standard));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_word_is_read_as_its_entry_says() {
    let analyzer = padan::morph::Analyzer::new(padan::Lexicon::builtin());
    let mut wrong = Vec::new();
    each_entry(|file, entry| {
        let form = entry.form.to_lowercase();
        if form.contains(' ') {
            return;
        }
        let listed = |a: &padan::model::Analysis| {
            a.upos.as_str() == entry.upos && a.morphemes.last().is_some_and(|m| m.surface.end as usize == form.len())
        };
        if !analyzer.analyze(&form).iter().any(listed) {
            wrong.push(format!("lexicon/{file}:{}: {} {}", entry.line, entry.form, entry.upos));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sense_rule_holds_in_its_example() {
    let text = fs::read_to_string(root().join("lexicon/senses.tsv")).unwrap();
    let annotator = crate::annotator();
    let mut worker = annotator.worker();
    let lexicon = annotator.analyzer().lexicon();
    let mut wrong = Vec::new();
    for rule in parse_rules(text.leak()).unwrap_or_else(|e| panic!("lexicon/senses.tsv:{e}")) {
        let document = worker.annotate(padan::text::SourceText::from_text("-", rule.example));
        let of_lexeme = |analysis: &padan::model::Analysis| {
            analysis.lexeme.is_some_and(|id| lexicon.lexeme(id).form() == rule.form)
                && (analysis.upos.as_str() == rule.upos || rule.upos == "NOUN" || rule.upos == "VERB")
        };
        let inflected = |analysis: &padan::model::Analysis, gloss: &str| {
            let id = analysis.lexeme.unwrap();
            padan::morph::inflected(lexicon.lexeme(id), analysis, rule.gloss) == gloss
        };
        let phrase = document
            .sentences()
            .flat_map(|s| &s.units)
            .any(|u| u.key.as_deref() == Some(rule.form) && u.gloss == rule.gloss);
        let word = document
            .sentences()
            .flat_map(|s| &s.tokens)
            .find_map(|t| t.analysis().filter(|a| of_lexeme(a)).map(|a| (inflected(a, &t.gloss), t.gloss.to_string())));
        match word {
            _ if phrase => {}
            Some((true, _)) => {}
            Some((false, gloss)) => {
                wrong.push(format!(
                    "lexicon/senses.tsv:{}: {:?}, not {:?}: {}",
                    rule.line, gloss, rule.gloss, rule.example
                ));
            }
            None => wrong
                .push(format!("lexicon/senses.tsv:{}: no {} {}: {}", rule.line, rule.form, rule.upos, rule.example)),
        }
    }
    assert!(wrong.is_empty(), "{} rules:\n{}", wrong.len(), wrong.join("\n"));
}

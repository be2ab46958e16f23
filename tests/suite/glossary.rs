//! The glossary that we ship, and its compiled copy.

use padan::english::StemKey;
use padan::model::TokenKind;
use padan::morph::Analyzer;
use padan::segment;
use padan::terms::{Context, TermIndex, TermMatch, View};
use padan::text::Span;
use padan::{Glossary, Lexicon};

/// What the matcher sees of a sentence.
fn with_views<T>(text: &str, look: impl FnOnce(&[View<'_>]) -> T) -> T {
    let tokens = segment::tokenize(text, Span::new(0, text.len()));
    let lower: Vec<String> = tokens.iter().map(|t| t.span.of(text).to_lowercase()).collect();
    let views: Vec<View<'_>> = tokens.iter().zip(&lower).map(|(t, lower)| View::new(t.span.of(text), lower)).collect();
    assert!(tokens.iter().any(|t| t.kind == TokenKind::Word));
    look(&views)
}

/// The matches of a sentence: key and English.
fn matches(index: &TermIndex, text: &str) -> Vec<(String, Vec<String>)> {
    let document = text.to_lowercase();
    let context = Context { document: &document, ..Context::default() };
    let found = with_views(text, |views| index.find(views, &context)).into_iter();
    let english =
        |m: &TermMatch<'_>| std::iter::once(&*m.target).chain(m.others.iter().copied()).map(str::to_owned).collect();
    found.map(|m| (m.key.to_owned(), english(&m))).collect()
}

#[test]
fn every_example_holds_its_term_and_its_english() {
    let glossary = Glossary::builtin();
    let index = TermIndex::builtin();
    let key = StemKey::default();
    let mut wrong = Vec::new();
    for term in &glossary.terms {
        for example in &term.examples {
            let found = matches(&index, &example.source);
            let Some((_, english)) = found.iter().find(|(k, _)| *k == term.key) else {
                wrong.push(format!("{}: {} is not in {:?}", term.at, term.key, example.source));
                continue;
            };
            if let Some(target) = &example.target
                && !english.iter().any(|e| key.holds(target, e))
            {
                wrong.push(format!("{}: {english:?} is not in {target:?}", term.at));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_compiled_copy_matches_what_the_text_matches() {
    let analyzer = Analyzer::new(Lexicon::builtin());
    let mut from_text = TermIndex::default();
    from_text.add(&Glossary::builtin(), &analyzer);
    let compiled = TermIndex::builtin();
    for term in Glossary::builtin().terms {
        for text in term.examples.iter().map(|e| e.source.as_str()).chain([term.source.as_str()]) {
            assert_eq!(matches(&from_text, text), matches(&compiled, text), "{text}");
        }
    }
}

#[test]
fn keys_are_unique() {
    let mut keys: Vec<String> = Glossary::builtin().terms.into_iter().map(|t| t.key).collect();
    keys.sort();
    let twice: Vec<&String> = keys.windows(2).filter(|w| w[0] == w[1]).map(|w| &w[0]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

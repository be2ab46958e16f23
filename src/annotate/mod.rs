//! The whole way from text to an annotated document. This module alone knows the order of the steps.

mod degree;
pub(crate) mod evidence;
mod figures;
mod keys;
mod names;
mod notes;
mod noun;
mod numerals;
mod phrases;
mod roles;
mod translation;
mod units;
mod verb;
mod word;

use std::borrow::Cow;
use std::sync::Arc;

use crate::glossary::{Inflection, TermPos};
use crate::model::{
    Document, GlossSource, Notes, Paragraph, Reason, Sentence, Token, TokenKind, Unit, UnitKind, UnitSource, Upos,
};
use crate::morph::{Analyzer, inflected, passive};
use crate::segment::{self, RawSentence};
use crate::sense::{self, Neighbour};
use crate::terms::{self, Context, TermIndex, TermMatch, View};
use crate::text::{SourceText, Span};
use evidence::Evidence;
pub use notes::describe;
pub use translation::{TranslationError, translate};
use units::Units;
pub(crate) use units::recompose;
use word::{WordId, WordType, WordTypes, likeliest, neighbour, other_token, slots, word_token};

/// Everything that annotation needs and that threads can share.
#[derive(Debug)]
pub struct Annotator {
    analyzer: Analyzer,
    terms: TermIndex,
    options: Options,
    model: sense::Model,
}

/// What a document is about, and how to read it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Subject field, for glossary senses that ask for one.
    pub domain: Option<String>,
    /// Scope (client, project), for glossary senses that ask for one.
    pub scope: Option<String>,
    /// How the reading of a word is chosen.
    pub choice: ReadingChoice,
}

/// How the reading of a word is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadingChoice {
    /// By the sentence around it; with terms, phrases and names.
    #[default]
    InContext,
    /// Each word by itself: its likeliest reading and that reading's English. No terms, phrases, names or alternatives.
    /// Several times as fast; enough for lists of roots.
    Likeliest,
}

impl Annotator {
    /// An annotator over a lexicon and glossaries.
    ///
    /// ```
    /// use padan::{Annotator, Lexicon, morph::Analyzer, terms::TermIndex, text::SourceText};
    /// let analyzer = Analyzer::new(Lexicon::builtin());
    /// let annotator = Annotator::new(analyzer, TermIndex::builtin(), Default::default());
    /// let document = annotator.worker().annotate(SourceText::from_text("-", "Kedutaannya ditutup."));
    /// let glosses: Vec<_> = document.sentences().flat_map(|s| &s.tokens).map(|t| t.gloss.as_ref()).collect();
    /// assert_eq!(glosses, ["embassy", "be closed", ""]);
    /// ```
    pub fn new(analyzer: Analyzer, terms: TermIndex, options: Options) -> Self {
        Self { analyzer, terms, options, model: sense::Model::builtin() }
    }

    /// The same with another context model.
    #[must_use]
    pub fn with_model(mut self, model: sense::Model) -> Self {
        self.model = model;
        self
    }

    /// The analyser.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// The options.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The index of the glossary's terms.
    pub fn terms(&self) -> &TermIndex {
        &self.terms
    }

    /// A worker with a cache of its own; use one a thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            annotator: self,
            types: WordTypes::default(),
            ids: Vec::new(),
            phrases: phrases::Met::default(),
            labelled: roles::Labelled::default(),
            facts: noun::Facts::default(),
            none: Arc::default(),
            notes: notes::Collector::default(),
            evidence: Evidence::default(),
        }
    }
}

/// Annotates documents, remembering the word types that it has met.
#[derive(Debug)]
pub struct Worker<'a> {
    annotator: &'a Annotator,
    types: WordTypes<'a>,
    /// Those of the words of the sentence in hand.
    ids: Vec<Option<WordId>>,
    /// The alternatives of tokens that have none.
    none: Arc<Vec<Cow<'static, str>>>,
    /// Phrases that were met.
    phrases: phrases::Met,
    /// Readings with the labels of roles.
    labelled: roles::Labelled,
    /// What noun phrases asked of lexemes.
    facts: noun::Facts,
    /// What is to be said of the document in hand.
    notes: notes::Collector,
    /// What the document in hand has told so far.
    evidence: Evidence,
}

/// A reading that costs so much more than the chosen one is not asked for its sense rules.
const FAR_FETCHED: u32 = 30;

impl<'a> Worker<'a> {
    /// Annotates a text. Analysis cannot fail: an unknown word is an answer.
    pub fn annotate(&mut self, source: SourceText) -> Document {
        let mut document = self.annotate_part(source, true);
        let lexicon = self.annotator.analyzer.lexicon();
        document.notes = std::mem::take(&mut self.notes).finish(lexicon, &document.paragraphs);
        document
    }

    /// Annotates the `first` part of a text, or what follows the one before: what the parts before have told of abbreviations and
    /// senses still holds. A part has no [notes](Document::notes), which only pages and books want.
    pub fn annotate_part(&mut self, source: SourceText, first: bool) -> Document {
        if first {
            self.evidence = Evidence::default();
        }
        let text = source.text();
        let lowered = if self.annotator.terms.looks_at_document() { text.to_lowercase() } else { String::new() };
        let mut evidence = std::mem::take(&mut self.evidence);
        self.notes = notes::Collector::default();
        let paragraphs: Vec<Paragraph> = segment::paragraphs(text)
            .into_iter()
            .map(|span| self.paragraph(text, span, &lowered, &mut evidence))
            .collect();
        self.evidence = evidence;
        Document { source, paragraphs, notes: Notes::default() }
    }

    /// A sentence whose words are read one by one.
    fn words(&mut self, text: &str, raw: &RawSentence) -> Sentence {
        self.types.forget();
        let token = |t: &segment::RawToken| {
            let form = t.span.of(text);
            if t.kind != TokenKind::Word {
                return other_token(t, form, &self.none);
            }
            let id = self.types.of(self.annotator, form, t.small);
            likeliest(t, self.types.get(id), form, &self.none)
        };
        let tokens = raw.tokens.iter().map(token).collect();
        Sentence { span: raw.span, tokens, units: Vec::new(), translation: None }
    }

    /// Annotates one paragraph of `text`. `document` is the whole, lower-cased, if a glossary has conditions on it; `evidence` is
    /// what the paragraphs before it have told.
    pub(crate) fn paragraph(&mut self, text: &str, span: Span, document: &str, evidence: &mut Evidence) -> Paragraph {
        let sentences = segment::sentences(text, span);
        let sentences = sentences.into_iter().map(|raw| self.sentence(text, &raw, document, evidence)).collect();
        Paragraph { span, sentences, translation: None }
    }

    /// Annotates a sentence of `text` that is cut into tokens already, as if it were a document of its own.
    pub fn annotate_sentence(&mut self, text: &str, raw: &RawSentence) -> Sentence {
        let lowered = if self.annotator.terms.looks_at_document() { text.to_lowercase() } else { String::new() };
        self.sentence(text, raw, &lowered, &mut Evidence::default())
    }

    fn sentence(&mut self, text: &str, raw: &RawSentence, document: &str, evidence: &mut Evidence) -> Sentence {
        if self.annotator.options.choice == ReadingChoice::Likeliest {
            return self.words(text, raw);
        }
        let headline = raw.is_headline(text);
        let forms: Vec<&str> = raw.tokens.iter().map(|t| t.span.of(text)).collect();
        self.read(raw.tokens.iter().map(|t| (t.kind, t.small)), &forms);
        let types: Vec<Option<&WordType<'_>>> = self.ids.iter().map(|id| id.map(|id| self.types.get(id))).collect();
        let slots = slots(&self.annotator.model, &forms, raw.tokens.iter().map(|t| (t.kind, t.small)), &types);
        let mut chosen = sense::choose(&self.annotator.model, &slots, headline);
        names::settle(self.annotator.analyzer.lexicon(), &slots, &mut chosen, headline);
        let mut tokens: Vec<Token> = raw
            .tokens
            .iter()
            .zip(&forms)
            .zip(&types)
            .zip(&chosen)
            .map(|(((t, form), word), &choice)| match word {
                Some(word) => word_token(self.annotator.analyzer.lexicon(), t, word, choice, form),
                None => other_token(t, form, &self.none),
            })
            .collect();
        self.annotator.choose_senses(&types, &slots, &mut tokens);
        if !headline {
            evidence::read_brackets(self.annotator.analyzer.lexicon(), &forms, &mut tokens);
        }
        let views: Vec<View<'_>> = forms
            .iter()
            .zip(&slots)
            .zip(&types)
            .map(|((&form, slot), word)| match word {
                Some(word) => View::known(form, slot.lower, word.known),
                None => View::new(form, slot.lower),
            })
            .collect();
        let context = Context {
            headline,
            document,
            domain: self.annotator.options.domain.as_deref(),
            scope: self.annotator.options.scope.as_deref(),
            senses: Some(&evidence.senses),
        };
        let matches = self.annotator.terms.find(&views, &context);
        terms::learn(&mut evidence.senses, &matches);
        self.notes.sentence(&matches);
        let mut units = Units::new(tokens.len());
        for m in &matches {
            take_term(m, &mut tokens, &mut units);
        }
        let lexicon = self.annotator.analyzer.lexicon();
        phrases::find(lexicon, &mut self.phrases, &forms, &types, &mut tokens, headline, &mut units);
        self.annotator.abbreviations(&forms, &types, &tokens, &mut units);
        evidence.apply(lexicon, &forms, &mut tokens, headline, &mut units);
        figures::find(lexicon, &forms, &tokens, &mut units);
        names::find(lexicon, &forms, &tokens, headline, &mut units);
        let may_have = |n: &usize| types[*n].is_some_and(|w| w.readings[tokens[*n].chosen].has_role);
        let places: Vec<usize> = (0..tokens.len()).filter(may_have).collect();
        roles::find(lexicon, &mut self.labelled, &forms, &mut tokens, &places);
        degree::find(&forms, &tokens, &mut units);
        noun::find(lexicon, &mut self.facts, &forms, &tokens, &mut units);
        verb::find(lexicon, &forms, &tokens, &mut units);
        let units = units.finish();
        evidence.learn(&forms, &tokens, &units);
        Sentence { span: raw.span, tokens, units, translation: None }
    }

    /// Why the word at `n` of `sentence`, a sentence of `document`, was read as it was: what context weighed. Sense rules that then chose
    /// otherwise are in [`Token::reason`].
    pub fn explain(&mut self, document: &Document, sentence: &Sentence, n: usize) -> sense::Explained {
        let text = document.source.text();
        let raw = || sentence.tokens.iter().map(|t| (t.span, t.kind));
        let forms: Vec<&str> = raw().map(|(span, _)| span.of(text)).collect();
        self.read(raw().map(|(_, kind)| (kind, false)), &forms);
        let types: Vec<Option<&WordType<'_>>> = self.ids.iter().map(|id| id.map(|id| self.types.get(id))).collect();
        sense::explain(
            &self.annotator.model,
            &slots(&self.annotator.model, &forms, raw().map(|t| (t.1, false)), &types),
            segment::is_headline(text, raw()),
            n,
        )
    }

    /// Looks up the word types of a sentence. With the kind of each token comes whether it is known to have small ASCII letters alone.
    fn read(&mut self, kinds: impl Iterator<Item = (TokenKind, bool)>, forms: &[&str]) {
        if self.types.forget() {
            self.labelled.clear();
        }
        self.ids.clear();
        let word = |((kind, small), form): ((TokenKind, bool), &&str)| {
            (kind == TokenKind::Word).then(|| self.types.of(self.annotator, form, small))
        };
        self.ids.extend(kinds.zip(forms).map(word));
    }
}

impl Annotator {
    /// Puts the English that a sense rule gives before the rest. The rules of the chosen reading are asked first, then those of
    /// the others that are not far-fetched: a rule that holds for one of them also chooses it.
    fn choose_senses(&self, types: &[Option<&WordType<'_>>], slots: &[sense::Slot<'_>], tokens: &mut [Token]) {
        let ruled = |n: &usize| types[*n].is_some_and(|w| w.ruled);
        // What is read as a name has the senses of the name alone: DPA is a news agency and was a council.
        let name = |n: usize| tokens[n].source == GlossSource::Name;
        let named = |n: usize| {
            let word = types[n].expect("only words have rules");
            let reading = &word.readings[tokens[n].chosen];
            reading.upos == Upos::Propn && !reading.rules.is_empty()
        };
        let places: Vec<usize> = (0..tokens.len()).filter(ruled).filter(|&n| !name(n) || named(n)).collect();
        if places.is_empty() {
            return;
        }
        let lexicon = self.analyzer.lexicon();
        let sentence: Vec<Neighbour<'_>> = tokens
            .iter()
            .zip(slots)
            .zip(types)
            .map(|((token, slot), &word)| neighbour(token, slot.lower, word))
            .collect();
        let mut found = Vec::new();
        for n in places {
            let word = types[n].expect("only words have rules");
            let chosen = tokens[n].chosen;
            let own = &word.readings[chosen];
            let lower = slots[n].lower;
            let near = |m: &usize| {
                let other = &word.readings[*m];
                !name(n)
                    && *m != chosen
                    && !other.rules.is_empty()
                    && other.may_stand_as(slots[n].form)
                    // Makalah is a paper, whatever rules maka has.
                    && (!other.clitic || own.clitic)
                    // Selamanya is forever, whatever rules selama has; but jelasnya may be he explained, and rules may name the form.
                    && (!own.is_listed_as(lower)
                        || !other.clitic
                        || other.upos == Upos::Verb
                        || other.is_listed_as(lower)
                        || other.has_rule_for(lower))
                    && other.cost < own.cost + FAR_FETCHED
            };
            let readings = std::iter::once(chosen).chain((0..word.readings.len()).filter(near));
            let holds = |m: usize| {
                let rule = sense::first_that_holds(&word.readings[m].rules, &sentence, n..n + 1)?;
                Some((m, rule, lexicon.lexeme(word.analyses[m].lexeme?)))
            };
            if let Some((m, rule, lexeme)) = readings.into_iter().find_map(holds) {
                found.push((n, m, inflected(lexeme, &word.analyses[m], rule.gloss), rule.line));
            }
        }
        drop(sentence);
        for (n, reading, gloss, line) in found {
            let token = &mut tokens[n];
            token.reason = Some(Reason::Rule(line));
            if token.chosen != reading && token.gloss != gloss {
                token.chosen = reading;
                token.upos = token.analyses[reading].upos;
            }
            token.prefer(gloss);
        }
    }

    /// Abbreviations that the lexicon knows and the glossary does not.
    fn abbreviations(&self, forms: &[&str], types: &[Option<&WordType<'_>>], tokens: &[Token], units: &mut Units) {
        for (n, word) in types.iter().enumerate() {
            if !forms[n].starts_with(char::is_uppercase) {
                continue;
            }
            let Some(lexeme) = word.and_then(|_| tokens[n].analysis()).and_then(|a| a.lexeme) else {
                continue;
            };
            let lexeme = self.analyzer.lexicon().lexeme(lexeme);
            if lexeme.full().is_some() && !units.has_single(n) {
                units.add(Unit {
                    tokens: vec![n],
                    gloss: tokens[n].gloss.to_string(),
                    alternatives: tokens[n].alternatives.iter().map(|a| a.to_string()).collect(),
                    kind: UnitKind::Abbreviation,
                    upos: tokens[n].upos,
                    source: UnitSource::Lexicon,
                    key: Some(lexeme.form().to_owned()),
                    reason: None,
                });
            }
        }
    }
}

/// A term of several words, or an abbreviation, becomes a unit; one of a single word gives its token the gloss.
fn take_term(m: &TermMatch<'_>, tokens: &mut [Token], units: &mut Units) {
    let gloss = rendered(m, &m.target);
    let mut others: Vec<String> = Vec::new();
    for other in m.others.iter().chain(&m.of_senses).map(|o| rendered(m, o)) {
        if other != gloss && !others.contains(&other) {
            others.push(other);
        }
    }
    let alone = m.tokens.len() == 1;
    if alone {
        let token = &mut tokens[m.tokens.start];
        let mut alternatives: Vec<Cow<'static, str>> = others.iter().cloned().map(Cow::Owned).collect();
        let own = std::iter::once(std::mem::take(&mut token.gloss)).chain(token.alternatives.iter().cloned());
        alternatives.extend(own.filter(|g| !g.is_empty() && *g != gloss.as_str()));
        alternatives.dedup();
        token.gloss = Cow::Owned(gloss.clone());
        token.alternatives = Arc::new(alternatives);
        token.source = GlossSource::Glossary;
        token.reason = None;
    }
    if !alone || m.abbreviation {
        let kind = match () {
            () if m.abbreviation => UnitKind::Abbreviation,
            () if m.pos == TermPos::Name => UnitKind::Name,
            () => UnitKind::Term,
        };
        units.add(Unit {
            tokens: m.tokens.clone().collect(),
            gloss,
            alternatives: others,
            kind,
            upos: term_upos(m.pos),
            source: UnitSource::Glossary,
            key: Some(m.key.to_owned()),
            reason: None,
        });
    }
}

/// A rendering of a term's entry as it is for the form that stands in the text.
pub(crate) fn rendered(m: &TermMatch<'_>, target: &str) -> String {
    match m.inflection {
        i if i.is_passive() => passive(target),
        Inflection::Plural => crate::english::plural(target),
        _ => target.to_owned(),
    }
}

fn term_upos(pos: TermPos) -> Upos {
    match pos {
        TermPos::Noun => Upos::Noun,
        TermPos::Verb => Upos::Verb,
        TermPos::Adj => Upos::Adj,
        TermPos::Adv => Upos::Adv,
        TermPos::Name => Upos::Propn,
        TermPos::Prep => Upos::Adp,
        TermPos::Phrase | TermPos::Affix => Upos::X,
    }
}

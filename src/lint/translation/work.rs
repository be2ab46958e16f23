//! A text and its translation as the checks see them.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use super::figures::{self, Figure, Language};
use super::{Checked, Side};
use crate::align::{self, Aligner, Bead, Bitext, WordLink, leaning, target_tokens};
use crate::annotate::Annotator;
use crate::english::StemKey;
use crate::glossary::{Glossary, Term};
use crate::model::{Sentence, Token, Upos};
use crate::segment::{self, RawSentence, tokenize};
use crate::terms::{Context, TermMatch, View};
use crate::text::Span;

/// What the checks look at.
pub(super) struct Work<'a> {
    pub annotator: &'a Annotator,
    pub glossaries: &'a [Glossary],
    /// The beads, in order.
    pub beads: &'a [Bead],
    pub pairs: Vec<Pair<'a>>,
    pub key: StemKey,
    vocabulary: OnceCell<HashSet<String>>,
    unmatched: OnceCell<Vec<Unmatched>>,
}

/// A sentence inside a pair without a counterpart: the pair, and its bytes on the one side or the other.
pub(super) type Unmatched = (usize, Option<Range<usize>>, Option<Range<usize>>);

/// A word of the translation.
#[derive(Clone, Debug)]
pub(super) struct TargetToken {
    pub span: Span,
    /// Its stems; hyphens and apostrophes join several.
    pub stems: Vec<String>,
}

/// A bead with both sides.
pub(super) struct Pair<'a> {
    /// Its place among the beads.
    pub bead: usize,
    pub source: String,
    pub target: String,
    pub sentence: Sentence,
    pub tokens: Vec<TargetToken>,
    pub links: Vec<WordLink>,
    /// Content words of the source, and how far the lexicon explains the words of both sides by one another.
    pub content: usize,
    pub likeness: f32,
    /// The translation is Indonesian.
    pub untranslated: bool,
    pub terms: Vec<TermMatch<'a>>,
    pub source_figures: Vec<Figure>,
    pub target_figures: Vec<Figure>,
}

impl<'a> Work<'a> {
    pub(super) fn new(checked: &'a Checked<'a>, annotator: &'a Annotator, glossaries: &'a [Glossary]) -> Self {
        let bitext = &checked.alignment.bitext;
        let key = StemKey::default();
        let document = match annotator.terms().looks_at_document() {
            true => bitext.source.iter().map(|s| s.text.to_lowercase()).collect::<Vec<_>>().join("\n"),
            false => String::new(),
        };
        let mut worker = annotator.worker();
        let mut aligner = Aligner::new(annotator);
        let mut pairs = Vec::new();
        for (number, (bead, links)) in checked.alignment.links().enumerate().filter(|(_, (b, _))| b.is_pair()) {
            let (source, target) = (bitext.source_text(bead), bitext.target_text(bead));
            let tokens = tokenize(&source, Span::new(0, source.len()));
            let raw = RawSentence { span: Span::new(0, source.len()), tokens };
            let sentence = worker.annotate_sentence(&source, &raw);
            let lower: Vec<String> = raw.tokens.iter().map(|t| t.span.of(&source).to_lowercase()).collect();
            let views: Vec<View<'_>> =
                raw.tokens.iter().zip(&lower).map(|(t, lower)| View::new(t.span.of(&source), lower)).collect();
            let context = Context { headline: raw.is_headline(&source), document: &document, ..Context::default() };
            let terms = annotator.terms().find(&views, &context);
            let tokens = target_tokens(&target)
                .into_iter()
                .map(|span| TargetToken { span, stems: stems(&key, span.of(&target)) })
                .collect();
            let links = links.unwrap_or_default();
            let content = sentence.tokens.iter().filter(|t| is_content(t)).count();
            let likeness =
                if bead.confidence < 1.0 { bead.confidence } else { likeness(&mut aligner, &source, &target) };
            let untranslated =
                leaning(std::iter::once(target.as_str())) > 0 && leaning(std::iter::once(source.as_str())) > 0;
            pairs.push(Pair {
                bead: number,
                source_figures: figures::figures(&source, Language::Indonesian),
                target_figures: figures::figures(&target, Language::English),
                source,
                target,
                sentence,
                tokens,
                links,
                content,
                likeness,
                untranslated,
                terms,
            });
        }
        Self {
            annotator,
            glossaries,
            beads: &bitext.beads,
            pairs,
            key,
            vocabulary: OnceCell::new(),
            unmatched: OnceCell::new(),
        }
    }

    /// The entry of a match.
    pub(super) fn term(&self, found: &TermMatch<'_>) -> Option<&'a Term> {
        self.glossaries.get(found.glossary)?.terms.get(found.term)
    }

    /// The translations of the sentence and of its neighbours.
    pub(super) fn around(&self, pair: usize) -> impl Iterator<Item = &Pair<'a>> {
        self.pairs[pair.saturating_sub(1)..self.pairs.len().min(pair + 2)].iter()
    }

    /// Sentences inside pairs that have no counterpart there: translation units and lines may hold several.
    pub(super) fn unmatched(&self) -> &[Unmatched] {
        self.unmatched.get_or_init(|| {
            let mut out = Vec::new();
            for (n, pair) in self.pairs.iter().enumerate().filter(|(_, p)| !p.untranslated) {
                let source: Vec<Span> = pair.sentence.tokens.iter().map(|t| t.span).collect();
                let target: Vec<Span> = pair.tokens.iter().map(|t| t.span).collect();
                let content = |side: Side, n: usize| match side {
                    Side::Source => is_content(&pair.sentence.tokens[n]),
                    Side::Target => align::is_content(pair.tokens[n].span.of(&pair.target)),
                };
                let linked = |side: Side, n: usize| {
                    pair.links
                        .iter()
                        .any(|l| l.confidence >= 0.65 && n == if side == Side::Source { l.source } else { l.target })
                };
                for (side, text, tokens) in [(Side::Source, &pair.source, source), (Side::Target, &pair.target, target)]
                {
                    let sentences = segment::sentences(text, Span::new(0, text.len()));
                    for sentence in sentences.iter().filter(|_| sentences.len() > 1) {
                        let word = |n: &usize| {
                            sentence.span.range().contains(&(tokens[*n].start as usize)) && content(side, *n)
                        };
                        let words: Vec<usize> = (0..tokens.len()).filter(word).collect();
                        let rendered = words.iter().filter(|&&w| linked(side, w)).count();
                        // A few words may well be rendered within another sentence.
                        if words.len() >= 4 && rendered * 3 <= words.len() {
                            let span = Some(sentence.span.range());
                            out.push(if side == Side::Source { (n, span, None) } else { (n, None, span) });
                        }
                    }
                }
            }
            out
        })
    }

    /// Whether a word is English, as far as the English of lexicon and glossary has it in some form.
    pub(super) fn is_english(&self, word: &str) -> bool {
        let vocabulary = self.vocabulary.get_or_init(|| {
            let mut all = HashSet::new();
            let lexicon = self.annotator.analyzer().lexicon();
            // Names are no words of English, and some are words of Indonesian: *Pasar Minggu*.
            // Parts of words may be Indonesian too: *orang-utan*.
            let ours =
                |part: &str| lexicon.form(part).any(|l| l.upos() != Upos::Propn && l.glosses().all(|g| g != part));
            let mut add = |text: &str| {
                let words = text.split_whitespace().filter(|w| !w.starts_with(char::is_uppercase));
                let words = words.filter(|w| !w.contains('-') || !w.split('-').any(ours));
                words.for_each(|w| all.extend(stems(&self.key, w)));
            };
            lexicon.lexemes().for_each(|l| l.glosses().for_each(&mut add));
            let terms = self.glossaries.iter().flat_map(|g| &g.terms);
            terms.flat_map(|t| &t.target).for_each(|t| add(t));
            all
        });
        let known = |s: &str| vocabulary.contains(s);
        stems(&self.key, word)
            .iter()
            .all(|s| known(s) || s.strip_suffix("man").is_some_and(|front| front.len() > 3 && known(front)))
    }
}

/// How far a pair that was given as one is one, by what lexicon and glossary say of its words.
fn likeness(aligner: &mut Aligner<'_>, source: &str, target: &str) -> f32 {
    let mut inner = Bitext::of_lines("", source, target);
    aligner.beads(&mut inner);
    inner.beads.iter().find(|b| b.is_pair()).map_or(0.0, |b| b.confidence)
}

/// Whether a token has a meaning of its own.
fn is_content(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Verb | Upos::Adj | Upos::Propn | Upos::Num)
}

/// The stems of words, in American spelling; the stops of abbreviations are left out.
pub(super) fn stems(key: &StemKey, word: &str) -> Vec<String> {
    let american = |stem: String| {
        let s = stem
            .replace("isat", "izat")
            .replace("defenc", "defens")
            .replace("centr", "center")
            .replace("programm", "program");
        match s.strip_suffix("is").filter(|front| front.len() > 3) {
            Some(front) => format!("{front}iz"),
            None if s.len() > 5 => s.replace("our", "or"),
            None => s,
        }
    };
    let dotted = word.contains('.') && word.chars().all(|c| c == '.' || c.is_uppercase());
    let word = if dotted { word.replace('.', "") } else { word.replace('’', "'") };
    const WHOLE: &[&str] =
        &["women", "specimen", "regimen", "abdomen", "acumen", "yemen", "semen", "bitumen", "stamen"];
    let men = |w: &str| w.len() > 5 && w.is_ascii() && w.ends_with("men") && !WHOLE.contains(&w);
    let word: Vec<String> =
        word.split(' ').map(|w| if men(w) { format!("{}man", &w[..w.len() - 3]) } else { w.to_owned() }).collect();
    let plain = |stem: String| stem.trim_matches('\'').to_owned();
    key.of(&word.join(" ")).into_iter().map(plain).filter(|s| !s.is_empty()).map(american).collect()
}

impl Pair<'_> {
    pub(super) fn form(&self, token: &Token) -> &str {
        token.span.of(&self.source)
    }

    /// The bytes of tokens of the source.
    pub(super) fn source_span(&self, tokens: &Range<usize>) -> Range<usize> {
        let tokens = &self.sentence.tokens[tokens.clone()];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.range().start..last.span.range().end,
            _ => 0..0,
        }
    }

    /// The bytes of tokens of the target.
    pub(super) fn target_span(&self, tokens: &Range<usize>) -> Range<usize> {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span.range().start..last.span.range().end,
            _ => 0..0,
        }
    }

    /// The tokens of the target that render tokens of the source, rising.
    pub(super) fn rendering(&self, tokens: &Range<usize>) -> Vec<usize> {
        let mut out: Vec<usize> = self.links.iter().filter(|l| tokens.contains(&l.source)).map(|l| l.target).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The words that render tokens of the source, from the first to the last: `None` if none does.
    pub(super) fn rendered(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let all = self.rendering(tokens);
        // A stray link far off tells nothing.
        let near = |&&j: &&usize| all.iter().filter(|&&k| k.abs_diff(j) <= 4).count() * 2 > all.len();
        let kept: Vec<usize> = all.iter().filter(near).copied().collect();
        match (kept.first(), kept.last()) {
            (Some(first), Some(last)) => Some(*first..last + 1),
            _ => {
                let links = self.links.iter().filter(|l| tokens.contains(&l.source));
                links.max_by(|a, b| a.confidence.total_cmp(&b.confidence)).map(|l| l.target..l.target + 1)
            }
        }
    }

    /// The stems of the target with their tokens.
    pub(super) fn stems(&self) -> impl Iterator<Item = (&str, usize)> {
        self.tokens.iter().enumerate().flat_map(|(n, t)| t.stems.iter().map(move |s| (s.as_str(), n)))
    }

    /// How sure the links of tokens of the source are.
    pub(super) fn sureness(&self, tokens: &Range<usize>) -> f32 {
        self.links.iter().filter(|l| tokens.contains(&l.source)).map(|l| l.confidence).fold(0.0, f32::max)
    }

    /// A word of the translation that no sure link reaches, beside what renders the neighbours of tokens of the source.
    pub(super) fn in_place_of(&self, tokens: &Range<usize>) -> Option<usize> {
        let near = |n: usize| self.links.iter().filter(move |l| l.source == n).map(|l| l.target);
        let before = (tokens.start.saturating_sub(2)..tokens.start).flat_map(near);
        let after = (tokens.end..tokens.end + 2).flat_map(near);
        let anchors: Vec<usize> = before.chain(after).collect();
        let free = |w: &usize| {
            let form = self.tokens[*w].span.of(&self.target);
            form.len() > 3
                && form.chars().all(char::is_lowercase)
                && align::is_content(form)
                && self.links.iter().all(|l| l.target != *w || l.confidence < 0.6)
        };
        let beside = |w: usize| anchors.iter().any(|a| a.abs_diff(w) <= 2);
        (0..self.tokens.len()).find(|&w| beside(w) && free(&w))
    }

    /// Whether the word right before byte `at` of the translation says something and renders nothing.
    pub(super) fn beside(&self, at: usize) -> bool {
        let before = self.tokens.iter().rposition(|t| t.span.range().end <= at);
        before.is_some_and(|w| {
            let form = self.tokens[w].span.of(&self.target);
            form.len() > 3 && align::is_content(form) && self.links.iter().all(|l| l.target != w)
        })
    }

    /// The whole of a side.
    pub(super) fn whole(&self, side: Side) -> (Side, Range<usize>) {
        match side {
            Side::Source => (side, 0..self.source.len()),
            Side::Target => (side, 0..self.target.len()),
        }
    }
}

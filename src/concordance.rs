//! Keywords in context, with what renders them: a concordance of aligned texts.

use std::ops::Range;

use crate::align::{Alignment, target_tokens};
use crate::annotate::Annotator;
use crate::english::StemKey;
use crate::model::{Sentence, Token, TokenKind};
use crate::segment::{RawSentence, tokenize};
use crate::terms::{Context, View};
use crate::text::Span;

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The words as written, whatever their case.
    Form,
    /// A root, however it is affixed.
    Root,
    /// An affix: `meN-`, `-kan`, `ke-…-an`, `=nya`.
    Affix,
    /// A term of the glossary, in whatever form, by its key or itself.
    Term,
    /// English words, in whatever inflected form.
    English,
}

/// A place where the query was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which of the alignments.
    pub alignment: usize,
    /// Which of its beads.
    pub bead: usize,
    /// The Indonesian.
    pub source: String,
    /// The English.
    pub target: String,
    /// Bytes of the source that were found or render what was found.
    pub source_marks: Vec<Range<usize>>,
    /// Bytes of the target, the same.
    pub target_marks: Vec<Range<usize>>,
}

/// The places where `query` is found in aligned texts, in order. Words must be aligned.
///
/// ```
/// use padan::align::{Aligner, Bitext, Learned, Tokens};
/// use padan::concordance::{By, search};
/// use padan::{Annotator, Lexicon, morph::Analyzer, terms::TermIndex};
/// let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
/// let bitext = Bitext::of_aligned_lines("-", "Kedutaan besarnya ditutup.", "Its embassy was closed.")?;
/// let aligned = Aligner::new(&annotator).align_words(vec![bitext], &Learned::default(), Tokens::Cut);
/// let hits = search(&annotator, &aligned, "tutup", By::Root);
/// assert_eq!(&hits[0].source[hits[0].source_marks[0].clone()], "ditutup");
/// assert!(hits[0].target_marks.iter().any(|m| hits[0].target[m.clone()].ends_with("closed")));
/// # Ok::<(), padan::align::BitextError>(())
/// ```
pub fn search(annotator: &Annotator, aligned: &[Alignment], query: &str, by: By) -> Vec<Hit> {
    let mut worker = annotator.worker();
    let key = StemKey::default();
    let wanted = Wanted::new(&key, query, by);
    let mut out = Vec::new();
    for (alignment, a) in aligned.iter().enumerate() {
        for (bead, (b, links)) in a.links().enumerate().filter(|(_, (b, _))| b.is_pair()) {
            let (source, target) = (a.bitext.source_text(b), a.bitext.target_text(b));
            let target_spans = target_tokens(&target);
            let links = links.unwrap_or_default();
            if by == By::English {
                for found in wanted.english(&key, &target, &target_spans) {
                    let tokens = tokenize(&source, Span::new(0, source.len()));
                    let own = links.iter().filter(|l| found.contains(&l.target)).map(|l| tokens[l.source].span);
                    let hit = Hit {
                        alignment,
                        bead,
                        source_marks: marks(own),
                        target_marks: marks(target_spans[found.clone()].iter().copied()),
                        source: source.clone(),
                        target: target.clone(),
                    };
                    out.push(hit);
                }
                continue;
            }
            let tokens = tokenize(&source, Span::new(0, source.len()));
            let lower = source.to_lowercase();
            if !wanted.possible(&lower) {
                continue;
            }
            let raw = RawSentence { span: Span::new(0, source.len()), tokens };
            let sentence = worker.annotate_sentence(&source, &raw);
            for found in wanted.source(annotator, &source, &sentence) {
                let own = links.iter().filter(|l| found.contains(&l.source)).map(|l| target_spans[l.target]);
                out.push(Hit {
                    alignment,
                    bead,
                    source_marks: marks(sentence.tokens[found.clone()].iter().map(|t| t.span)),
                    target_marks: marks(own),
                    source: source.clone(),
                    target: target.clone(),
                });
            }
        }
    }
    out
}

/// Spans as ranges, rising; those with a space between them at most are one.
fn marks(spans: impl Iterator<Item = Span>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = spans.map(Span::range).collect();
    all.sort_by_key(|r| (r.start, r.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for r in all {
        match out.last_mut() {
            Some(last) if r.start <= last.end + 1 => last.end = last.end.max(r.end),
            _ => out.push(r),
        }
    }
    out
}

/// A query, made ready.
struct Wanted {
    by: By,
    query: String,
    words: Vec<String>,
    stems: Vec<String>,
}

impl Wanted {
    fn new(key: &StemKey, query: &str, by: By) -> Self {
        let query = query.trim().to_lowercase();
        let words = tokenize(&query, Span::new(0, query.len())).iter().map(|t| t.span.of(&query).to_owned()).collect();
        Self { by, words, stems: key.of(&query), query }
    }

    /// Whether a sentence may hold the query at all; annotating takes time.
    fn possible(&self, lower: &str) -> bool {
        match self.by {
            By::Form => self.words.iter().all(|w| lower.contains(w.as_str())),
            _ => true,
        }
    }

    /// The words of the target that are the query.
    fn english(&self, key: &StemKey, target: &str, spans: &[Span]) -> Vec<Range<usize>> {
        let stems: Vec<(String, usize)> = spans
            .iter()
            .enumerate()
            .flat_map(|(n, s)| key.of(s.of(target)).into_iter().map(move |stem| (stem, n)))
            .collect();
        let same = |w: &&[(String, usize)]| w.iter().map(|(s, _)| s).eq(&self.stems);
        let windows = stems.windows(self.stems.len().max(1)).filter(same);
        windows.map(|w| w[0].1..w[w.len() - 1].1 + 1).collect()
    }

    /// The tokens of the source that are the query.
    fn source(&self, annotator: &Annotator, text: &str, sentence: &Sentence) -> Vec<Range<usize>> {
        let tokens = &sentence.tokens;
        match self.by {
            By::Form => {
                let lower: Vec<String> = tokens.iter().map(|t| t.span.of(text).to_lowercase()).collect();
                let windows = lower.windows(self.words.len().max(1)).enumerate();
                windows.filter(|(_, w)| *w == self.words).map(|(n, w)| n..n + w.len()).collect()
            }
            By::Root => each(tokens, |t| t.analysis().is_some_and(|a| a.root.to_lowercase() == self.query)),
            By::Affix => each(tokens, |t| {
                let plain = |s: &str| s.to_lowercase().replace("...", "…");
                t.analysis().is_some_and(|a| {
                    a.morphemes
                        .iter()
                        .any(|m| plain(&m.label()) == plain(&self.query) || plain(&m.form) == plain(&self.query))
                })
            }),
            By::Term => {
                let lower: Vec<String> = tokens.iter().map(|t| t.span.of(text).to_lowercase()).collect();
                let views: Vec<View<'_>> =
                    tokens.iter().zip(&lower).map(|(t, lower)| View::new(t.span.of(text), lower)).collect();
                let found = annotator.terms().find(&views, &Context::default());
                let key = self.query.replace(' ', "-");
                found.into_iter().filter(|m| m.key == self.query || m.key == key).map(|m| m.tokens).collect()
            }
            By::English => Vec::new(),
        }
    }
}

fn each(tokens: &[Token], fits: impl Fn(&Token) -> bool) -> Vec<Range<usize>> {
    (0..tokens.len()).filter(|&n| tokens[n].kind == TokenKind::Word && fits(&tokens[n])).map(|n| n..n + 1).collect()
}

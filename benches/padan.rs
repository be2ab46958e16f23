//! Speed over one text, our own articles: start, tokens, readings, annotation, and each renderer.
//!
//! `cargo bench` prints bytes or words a second. Whole-process timings against other programs are in `docs/MEASURED.md`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use padan::align::{Aligner, Bitext, Learned, Tokens};
use padan::morph::Analyzer;
use padan::render::{FORMATS, Options};
use padan::terms::TermIndex;
use padan::text::{SourceText, Span};
use padan::{Annotator, Lexicon, segment};

/// All articles of `corpus/`, one after another.
fn text() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.to_string_lossy().ends_with(".id.txt"));
    paths.sort();
    paths.iter().map(|p| fs::read_to_string(p).unwrap()).collect()
}

fn words(text: &str) -> Vec<String> {
    let tokens = segment::tokenize(text, Span::new(0, text.len()));
    let types: BTreeSet<String> = tokens.iter().map(|t| t.span.of(text).to_lowercase()).collect();
    types.into_iter().filter(|w| w.starts_with(char::is_alphabetic)).collect()
}

fn annotator() -> Annotator {
    Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default())
}

fn bench(c: &mut Criterion) {
    let text = text();
    let types = words(&text);

    c.bench_function("startup", |b| b.iter(|| black_box(annotator())));

    let mut group = c.benchmark_group("segment");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("sentences", |b| {
        b.iter(|| {
            for span in segment::paragraphs(&text) {
                black_box(segment::sentences(&text, span));
            }
        });
    });
    group.finish();

    let mut group = c.benchmark_group("analyze");
    let analyzer = Analyzer::new(Lexicon::builtin());
    group.throughput(Throughput::Elements(types.len() as u64));
    group.bench_function("word types, uncached", |b| {
        b.iter(|| types.iter().for_each(|w| drop(black_box(analyzer.analyze(w)))));
    });
    group.finish();

    let mut group = c.benchmark_group("annotate");
    let annotator = annotator();
    let mut worker = annotator.worker();
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("cached", |b| {
        b.iter(|| black_box(worker.annotate(SourceText::from_text("-", text.as_str()))));
    });
    let document = worker.annotate(SourceText::from_text("-", text.as_str()));
    for format in FORMATS.iter().filter(|f| f.is_of_texts()) {
        group.bench_function(format!("render {}", format.name), |b| {
            b.iter(|| {
                format.write(std::slice::from_ref(&document), &Options::default(), &mut std::io::sink()).unwrap()
            });
        });
    }
    group.finish();

    let mut group = c.benchmark_group("align");
    let articles = articles();
    group.throughput(Throughput::Bytes(articles.iter().map(|(s, _)| s.len() as u64).sum()));
    let beads = || {
        let mut aligner = Aligner::new(&annotator);
        let one = |(s, t): &(String, String)| {
            let mut bitext = Bitext::of_texts("-", s, t);
            aligner.beads(&mut bitext);
            bitext
        };
        articles.iter().map(one).collect::<Vec<_>>()
    };
    group.bench_function("sentences", |b| b.iter(|| black_box(beads())));
    let bitexts = beads();
    group.bench_function("words", |b| {
        b.iter(|| black_box(Aligner::new(&annotator).align_words(bitexts.clone(), &Learned::default(), Tokens::Cut)));
    });
    group.finish();
}

/// The articles with their translations.
fn articles() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.to_string_lossy().ends_with(".id.txt"));
    paths.sort();
    let translation = |p: &std::path::PathBuf| p.to_string_lossy().replace(".id.txt", ".en.txt");
    paths.iter().map(|p| (fs::read_to_string(p).unwrap(), fs::read_to_string(translation(p)).unwrap())).collect()
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = bench
}
criterion_main!(benches);

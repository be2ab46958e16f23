//! What changed since an article was done, and whether that touches it.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::bytes::hash;
use super::manifest::Places;
use crate::Lexicon;
use crate::glossary::{CaseRule, Glossary, Term, TermStatus};
use crate::lexicon::ExtraFile;
use crate::model::TokenKind;
use crate::morph::{Analyzer, renderings};
use crate::segment;
use crate::terms::{Context, TermIndex, View};
use crate::text::SourceText;

/// All that results depend on besides their inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// What identifies the program, its built-in lexicon and glossary included.
    pub program: String,
    /// Formats and options, as a text that differs when they do.
    pub options: String,
    /// The glossaries, in order, as TOML.
    pub glossaries: Vec<String>,
    /// The lexicon files beside the built-in lexicon, in order, as they are.
    pub lexicons: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    program: String,
    options: String,
    glossaries: Vec<String>,
    lexicons: Vec<String>,
}

impl Knowledge {
    /// A name for all of it.
    pub fn id(&self) -> String {
        let hashes = |texts: &[String]| texts.iter().map(|t| hash(t.as_bytes())).collect::<Vec<_>>().join(",");
        let all = [&self.program, &self.options, &hashes(&self.glossaries), &hashes(&self.lexicons)];
        hash(all.map(String::as_str).join("\n").as_bytes())
    }

    /// Keeps it under its name, so that a later run can see what became different.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(&self, places: &Places) -> io::Result<()> {
        let keep = |name: &str, content: &[u8]| -> io::Result<String> {
            let path = places.kept(name);
            if !path.exists() {
                let mut file = tempfile::NamedTempFile::new_in(&places.folder)?;
                file.write_all(content)?;
                file.as_file().sync_all()?;
                file.persist(path).map_err(|e| e.error)?;
            }
            Ok(name.to_owned())
        };
        fs::create_dir_all(places.kept(""))?;
        let texts = |texts: &[String]| {
            texts.iter().map(|t| keep(&hash(t.as_bytes()), t.as_bytes())).collect::<io::Result<Vec<_>>>()
        };
        let kept = Kept {
            program: self.program.clone(),
            options: self.options.clone(),
            glossaries: texts(&self.glossaries)?,
            lexicons: texts(&self.lexicons)?,
        };
        keep(&self.id(), &serde_json::to_vec(&kept)?)?;
        Ok(())
    }

    /// What was kept under `id`. `None` if it is not there any more.
    pub fn kept(places: &Places, id: &str) -> Option<Self> {
        let kept: Kept = serde_json::from_slice(&fs::read(places.kept(id)).ok()?).ok()?;
        let texts = |names: &[String]| {
            names.iter().map(|name| fs::read_to_string(places.kept(name)).ok()).collect::<Option<Vec<_>>>()
        };
        Some(Self {
            glossaries: texts(&kept.glossaries)?,
            lexicons: texts(&kept.lexicons)?,
            program: kept.program,
            options: kept.options,
        })
    }

    /// Forgets all that was kept but this.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn keep_only(&self, places: &Places) -> io::Result<()> {
        let texts = self.glossaries.iter().chain(&self.lexicons);
        let names: HashSet<String> = texts.map(|t| hash(t.as_bytes())).chain([self.id()]).collect();
        for entry in fs::read_dir(places.kept(""))? {
            let entry = entry?;
            if !names.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// The difference between what an article was done with and what there is now.
pub enum Changes {
    /// None.
    Nothing,
    /// All is to be done again, for this reason.
    All(String),
    /// Articles in which this finds something.
    Some(Box<Touch>),
}

/// Finds what in an article is touched by changes of glossaries and lexicons.
pub struct Touch {
    /// The terms that changed, as they were and as they are, with nothing that could keep them from matching.
    terms: Option<TermIndex>,
    words: Option<Words>,
}

/// Both lexicons, and which word types they treat alike.
struct Words {
    before: Analyzer,
    after: Analyzer,
    /// The last words of phrases that changed.
    phrase_words: Vec<String>,
    differ: Mutex<HashMap<Box<str>, bool>>,
}

/// More word types than this are not remembered.
const REMEMBERED: usize = 500_000;

impl Changes {
    /// From `before` to `after`.
    pub fn between(before: &Knowledge, after: &Knowledge, analyzer: &Analyzer) -> Self {
        if before == after {
            return Self::Nothing;
        }
        if before.program != after.program {
            return Self::All("padan is another version".to_owned());
        }
        if before.options != after.options {
            return Self::All("other options".to_owned());
        }
        if before.glossaries.len() != after.glossaries.len() {
            return Self::All("other glossaries".to_owned());
        }
        let words = match before.lexicons == after.lexicons {
            true => None,
            false => match Words::new(&before.lexicons, &after.lexicons, analyzer) {
                Some(words) => Some(words),
                None => return Self::All("other lexicons".to_owned()),
            },
        };
        let mut changed = Vec::new();
        for (old, new) in before.glossaries.iter().zip(&after.glossaries).filter(|(old, new)| old != new) {
            let (Ok(old), Ok(new)) = (Glossary::parse("old", old), Glossary::parse("new", new)) else {
                return Self::All("another glossary".to_owned());
            };
            changed.extend(changed_terms(old, new));
        }
        let terms = (!changed.is_empty()).then(|| {
            let mut index = TermIndex::default();
            index.add(&Glossary { terms: changed }, analyzer);
            index
        });
        Self::Some(Box::new(Touch { terms, words }))
    }
}

/// The terms that are in one glossary and not in the other, or not in the same order, without their conditions.
fn changed_terms(old: Glossary, new: Glossary) -> Vec<Term> {
    // Where an entry stands in its file is nothing that shows in a result.
    let print = |term: &Term| {
        let mut term = term.clone();
        term.at = crate::text::Location { path: Default::default(), line: 0, column: 0 };
        hash(format!("{term:?}").as_bytes())
    };
    let prints = |g: &Glossary| g.terms.iter().map(print).collect::<Vec<_>>();
    let (old_prints, new_prints) = (prints(&old), prints(&new));
    let sets = [&old_prints, &new_prints].map(|p| p.iter().cloned().collect::<HashSet<_>>());
    let common = |prints: &[String], other: &HashSet<String>| {
        prints.iter().filter(|p| other.contains(*p)).cloned().collect::<Vec<_>>()
    };
    let (in_old, in_new) = (common(&old_prints, &sets[1]), common(&new_prints, &sets[0]));
    // Of two entries that match the same words the earlier one wins, so their order matters.
    let moved: HashSet<&String> = if in_old.len() == in_new.len() {
        in_old.iter().zip(&in_new).filter(|(a, b)| a != b).flat_map(|(a, b)| [a, b]).collect()
    } else {
        in_old.iter().chain(&in_new).collect()
    };
    let picked = |terms: Vec<Term>, prints: &[String], other: &HashSet<String>| {
        terms
            .into_iter()
            .zip(prints)
            .filter(|(_, p)| !other.contains(*p) || moved.contains(p))
            .map(|(t, _)| unconditional(t))
            .collect::<Vec<_>>()
    };
    let mut changed = picked(old.terms, &old_prints, &sets[1]);
    changed.extend(picked(new.terms, &new_prints, &sets[0]));
    changed
}

/// The term matching wherever one of its forms stands.
fn unconditional(mut term: Term) -> Term {
    term.senses.clear();
    term.not_before.clear();
    term.not_after.clear();
    term.case = CaseRule::Any;
    term.status = TermStatus::default();
    term.abbreviations.iter_mut().for_each(|a| a.when = None);
    term
}

impl Words {
    fn new(before: &[String], after: &[String], analyzer: &Analyzer) -> Option<Self> {
        let parse = |texts: &[String]| -> Option<Lexicon> {
            let files: Vec<ExtraFile<'_>> =
                texts.iter().map(|t| ExtraFile::parse("", t).ok()).collect::<Option<_>>()?;
            Some(if files.is_empty() { Lexicon::builtin() } else { Lexicon::builtin_with(&files) })
        };
        let lines =
            |texts: &[String]| -> HashSet<String> { texts.iter().flat_map(|t| t.lines()).map(str::to_owned).collect() };
        let (old, new) = (lines(before), lines(after));
        let phrase_words = old
            .symmetric_difference(&new)
            .filter_map(|line| line.split('\t').next())
            .filter_map(|form| form.rsplit_once(' '))
            .map(|(_, last)| last.to_lowercase())
            .collect();
        Some(Self {
            before: Analyzer::new(parse(before)?),
            after: analyzer.clone(),
            phrase_words,
            differ: Mutex::new(HashMap::new()),
        })
    }

    /// Whether the two lexicons treat a word differently.
    fn differ(&self, form: &str) -> bool {
        if self.phrase_words.iter().any(|last| form.to_lowercase().starts_with(last.as_str())) {
            return true;
        }
        let known = |map: &HashMap<Box<str>, bool>| map.get(form).copied();
        let lock = || self.differ.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = known(&lock()) {
            return known;
        }
        let differs = view(&self.before, form) != view(&self.after, form);
        let mut map = lock();
        if map.len() >= REMEMBERED {
            map.clear();
        }
        map.insert(form.into(), differs);
        differs
    }
}

/// All that annotation sees of a word, as text.
fn view(analyzer: &Analyzer, form: &str) -> String {
    let lower = form.replace('’', "'").to_lowercase();
    let lexicon = analyzer.lexicon();
    let mut analyses = analyzer.analyze(&lower);
    if let Some((_, meant)) = analyzer.correct(&lower) {
        analyses.extend(meant);
    }
    let mut out = String::new();
    for a in &analyses {
        let lexeme = a.lexeme.map(|id| lexicon.lexeme(id));
        let of_lexeme = lexeme.map(|l| {
            let glosses: Vec<&str> = lexicon.glosses(l).collect();
            let rules = lexicon.sense_rules(l);
            format!("{} {} {:?} {:?} {:?} {glosses:?} {rules:?}", l.form(), l.upos(), l.analysis(), l.full(), l.kind())
        });
        let english = renderings(lexicon, a);
        let total = a.cost.total();
        let _ = writeln!(
            out,
            "{:?} {:?} {} {} {:?} {:?} {total} {of_lexeme:?} {english:?}",
            a.morphemes, a.affixes, a.root, a.upos, a.whole_gloss, a.basis
        );
    }
    out
}

impl Touch {
    /// What in `text` is touched, in words: the term or the word. `None` if nothing is.
    pub fn finds(&self, source: &SourceText) -> Option<String> {
        let text = source.text();
        let context = Context { headline: true, ..Context::default() };
        for paragraph in segment::paragraphs(text) {
            for sentence in segment::sentences(text, paragraph) {
                let forms: Vec<&str> = sentence.tokens.iter().map(|t| t.span.of(text)).collect();
                if let Some(words) = &self.words {
                    let is_word = |n: &usize| sentence.tokens[*n].kind == TokenKind::Word;
                    if let Some(n) = (0..forms.len()).filter(is_word).find(|&n| words.differ(forms[n])) {
                        return Some(format!("the lexicon has changed for {:?}", forms[n]));
                    }
                }
                if let Some(terms) = &self.terms {
                    let lower: Vec<String> = forms.iter().map(|f| f.to_lowercase()).collect();
                    let views: Vec<View<'_>> =
                        forms.iter().zip(&lower).map(|(&form, lower)| View::new(form, lower)).collect();
                    // What was rejected here, with no conditions, may be taken with them, or by its neighbours.
                    let (found, rejected) = terms.explain(&views, &context);
                    let mut keys = found.iter().map(|m| m.key).chain(rejected.iter().map(|r| r.key));
                    if let Some(key) = keys.next() {
                        return Some(format!("the glossary has changed at {key:?}"));
                    }
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(before: &str, after: &str, lexicons: [&str; 2]) -> Changes {
        let with = |glossary: &str, lexicon: &str| Knowledge {
            glossaries: vec![glossary.to_owned()],
            lexicons: vec![lexicon.to_owned()],
            ..Knowledge::default()
        };
        let file = ExtraFile::parse("", lexicons[1]).expect("sound");
        let analyzer = Analyzer::new(Lexicon::builtin_with(&[file]));
        Changes::between(&with(before, lexicons[0]), &with(after, lexicons[1]), &analyzer)
    }

    fn touched(changes: &Changes, text: &str) -> bool {
        match changes {
            Changes::Nothing => false,
            Changes::All(_) => true,
            Changes::Some(touch) => touch.finds(&SourceText::from_text("a", text)).is_some(),
        }
    }

    #[test]
    fn a_changed_entry_touches_the_texts_that_have_it() {
        let entry = |term: &str, english: &str| format!("[[entry]]\nterm = {term:?}\nen = {english:?}\n");
        let both = entry("gencatan senjata", "ceasefire") + &entry("duta besar", "ambassador");
        let other = entry("gencatan senjata", "truce") + &entry("duta besar", "ambassador");
        let found = changes(&both, &other, ["", ""]);
        assert!(touched(&found, "Soal gencatan senjatanya."));
        assert!(touched(&found, "GENCATAN SENJATA"));
        assert!(!touched(&found, "Duta besar bicara soal senjata."));
        // Entries that are new, gone or moved.
        assert!(touched(&changes(&entry("duta besar", "ambassador"), &both, ["", ""]), "gencatan senjata"));
        assert!(touched(&changes(&both, &entry("duta besar", "ambassador"), ["", ""]), "gencatan senjata"));
        let moved = entry("duta besar", "ambassador") + &entry("gencatan senjata", "ceasefire");
        assert!(touched(&changes(&both, &moved, ["", ""]), "duta besar"));
        assert!(!touched(&changes(&both, &moved, ["", ""]), "kedutaan"));
        // A comment is no change of an entry.
        assert!(!touched(&changes(&both, &format!("# ganti\n{both}"), ["", ""]), "gencatan senjata"));
    }

    #[test]
    fn a_changed_lexicon_touches_derived_words_too() {
        let lines = ["", "menggugling\tVERB\tmeN-gugling\tgoogle\ttr\ngugling\tNOUN\t.\tgoogling\n"];
        let found = changes("", "", lines);
        assert!(touched(&found, "Ia menggugling nama itu."));
        assert!(touched(&found, "Nama itu diguglingnya."));
        assert!(!touched(&found, "Duta besar bicara."));
        let found = changes("", "", ["", "duta kopi\tNOUN\t.\tcoffee envoy\n"]);
        assert!(touched(&found, "Para duta kopinya tiba."));
        assert!(!touched(&found, "Para duta tiba."));
    }
}

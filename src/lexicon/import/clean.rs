//! Forms, parts of speech and glosses, as the lexicon wants them.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::source::LONGEST;

/// Most words of a form, and of a gloss: longer ones are sayings and explanations.
const MOST_WORDS: usize = 6;

/// What became of a headword.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Form {
    Word(String),
    Dropped(&'static str),
}

/// What became of a gloss.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Gloss {
    English(String),
    Dropped(&'static str),
}

/// What a dictionary's part of speech is here.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pos {
    Known(&'static str),
    /// An affix, a letter, a sign.
    NoWord,
    Unknown,
}

/// Parts of speech as dictionaries abbreviate them.
const PARTS: &[(&str, &[&str])] = &[
    ("NOUN", &["n", "noun", "nomina", "nn", "subst", "substantive", "classifier", "counter", "s"]),
    ("VERB", &["v", "verb", "verba", "vt", "vi", "vb", "v.t", "v.i"]),
    ("ADJ", &["a", "adj", "adjective", "adjektiva"]),
    ("ADV", &["adv", "adverb", "adverbia"]),
    ("PROPN", &["name", "propn", "pn", "proper noun", "proper-noun"]),
    ("PRON", &["pron", "pronoun", "pronomina"]),
    ("DET", &["det", "determiner", "article", "art"]),
    ("NUM", &["num", "numeral", "number", "numeralia"]),
    ("ADP", &["prep", "preposition", "adp", "postp", "preposisi"]),
    ("CCONJ", &["conj", "conjunction", "cconj", "konjungsi"]),
    ("SCONJ", &["sconj"]),
    ("AUX", &["aux", "auxiliary"]),
    ("PART", &["part", "particle", "partikel"]),
    ("INTJ", &["intj", "int", "interj", "interjection", "interjeksi"]),
];

/// What dictionaries call things that are no words.
const NO_WORDS: &[&str] = &[
    "prefix",
    "suffix",
    "infix",
    "circumfix",
    "affix",
    "interfix",
    "combining_form",
    "character",
    "symbol",
    "punct",
    "letter",
    "pref",
    "suff",
];

/// Glosses that only point elsewhere.
const POINTERS: &[&str] = &[
    "see ",
    "cf. ",
    "cf ",
    "compare ",
    "= ",
    "=",
    "→",
    "q.v.",
    "alternative form of",
    "alternative spelling of",
    "obsolete spelling of",
    "obsolete form of",
    "superseded spelling of",
    "nonstandard form of",
    "nonstandard spelling of",
    "misspelling of",
    "synonym of",
    "plural of",
    "passive of",
    "active of",
    "abbreviation of",
    "initialism of",
    "acronym of",
    "clipping of",
    "contraction of",
    "ellipsis of",
    "dated form of",
    "dated spelling of",
    "archaic form of",
    "informal form of",
    "colloquial form of",
    "eye dialect",
    "pronunciation spelling",
    "standard spelling of",
    "apocopic form of",
    "used to form",
    "base word of",
    "root form of",
    "short for",
];

pub(super) fn upos(written: &str) -> Pos {
    let lower = written.trim().trim_end_matches('.').to_lowercase();
    match PARTS.iter().find(|(upos, names)| names.contains(&lower.as_str()) || upos.eq_ignore_ascii_case(&lower)) {
        Some((upos, _)) => Pos::Known(upos),
        None if NO_WORDS.contains(&lower.as_str()) => Pos::NoWord,
        None => Pos::Unknown,
    }
}

/// The part of speech of a form of which the dictionary says none.
pub(super) fn guess(form: &str, senses: &[String]) -> &'static str {
    let infinitive = senses.first().is_some_and(|s| s.trim_start().starts_with("to "));
    match () {
        () if infinitive => "VERB",
        () if form.starts_with(char::is_uppercase) => "PROPN",
        () => "NOUN",
    }
}

/// A headword without marks of stress, homonymy and variation.
pub(super) fn form(written: &str) -> Form {
    let composed: String = without_brackets(written).nfc().collect();
    let form = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    // bisa1 and bisa2 are homonyms; G7 is a name.
    let bare = form.trim_end_matches(|c: char| c.is_ascii_digit());
    let form = if bare.ends_with(char::is_lowercase) { bare } else { &form };
    let form =
        form.trim_matches(|c: char| matches!(c, '*' | '!' | '?' | '.' | ',' | ';' | ':' | '"') || c.is_whitespace());
    match () {
        () if form.is_empty() => Form::Dropped("without a headword"),
        () if form.starts_with(['-', '=', '~']) || form.ends_with(['-', '=', '~']) => {
            Form::Dropped("affixes and signs")
        }
        () if !form.starts_with(|c: char| c.is_alphanumeric()) || form.starts_with('#') => {
            Form::Dropped("affixes and signs")
        }
        () if form.split(' ').count() > MOST_WORDS || form.len() > LONGEST / 4 => Form::Dropped("long headwords"),
        () if form.chars().any(char::is_control) || form.to_lowercase().len() != form.len() => {
            Form::Dropped("headwords with odd letters")
        }
        () => Form::Word(form.to_owned()),
    }
}

/// The senses of a definition, each with its synonyms as they are written.
pub(super) fn senses(definition: &str) -> Vec<Vec<String>> {
    // Composed first: the Greek question mark becomes a semicolon.
    let text: String = without_brackets(definition).nfc().collect();
    text.split([';', '\n']).map(|sense| sense.split(',').map(str::to_owned).collect()).collect()
}

/// A gloss as the lexicon wants it: no article, no `to`, no full stop.
pub(super) fn gloss(written: String) -> Gloss {
    let composed: String = written.nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let joined = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = |c: char| matches!(c, '.' | ':' | '!' | '?' | '"' | '“' | '”' | '…' | '|') || c.is_whitespace();
    let mut gloss = joined.trim_matches(ends);
    let lower = gloss.to_lowercase();
    if POINTERS.iter().any(|p| lower.starts_with(p)) {
        return Gloss::Dropped("cross-references");
    }
    for article in ["to ", "a ", "an ", "the "] {
        // Once: the a of `to a degree` is not ours to take.
        if let Some(rest) = gloss.strip_prefix(article) {
            gloss = rest.trim_start();
            break;
        }
    }
    match () {
        () if gloss.is_empty() || !gloss.chars().any(char::is_alphanumeric) => Gloss::Dropped("empty glosses"),
        () if gloss.split(' ').count() > MOST_WORDS || gloss.len() > 80 => Gloss::Dropped("explanations"),
        () => Gloss::English(gloss.replace(['"', '|'], "'")),
    }
}

/// `text` without what stands in brackets, nested or not; a bracket that is never closed takes the rest.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headwords_are_cleaned_or_dropped() {
        let table = [
            ("rumah", "rumah"),
            ("  rumah   sakit ", "rumah sakit"),
            ("bisa2", "bisa"),
            ("lari (cepat)", "lari"),
            ("G7", "G7"),
            ("cafe\u{301}", "café"),
            ("2 kali", "2 kali"),
        ];
        for (written, wanted) in table {
            assert_eq!(form(written), Form::Word(wanted.to_owned()), "{written}");
        }
        for written in ["", "-an", "meN-", "(x)", "satu dua tiga empat lima enam tujuh", "#a", "İ"] {
            assert!(matches!(form(written), Form::Dropped(_)), "{written}");
        }
    }

    #[test]
    fn glosses_are_cleaned_or_dropped() {
        let table = [
            ("to announce", "announce"),
            ("a house.", "house"),
            ("  the  embassy ", "embassy"),
            ("The Hague", "The Hague"),
            ("to be able to", "be able to"),
        ];
        for (written, wanted) in table {
            assert_eq!(gloss(written.to_owned()), Gloss::English(wanted.to_owned()), "{written}");
        }
        for written in ["", " ", "...", "see rumah", "plural of rumah", "a tree that grows in the forests of Java"] {
            assert!(matches!(gloss(written.to_owned()), Gloss::Dropped(_)), "{written}");
        }
    }

    #[test]
    fn senses_are_split_outside_brackets() {
        assert_eq!(senses("house, home (of a man, or b); hut"), [vec!["house", " home "], vec![" hut"]]);
    }

    #[test]
    fn parts_of_speech_are_mapped() {
        assert_eq!(upos("n."), Pos::Known("NOUN"));
        assert_eq!(upos("Verb"), Pos::Known("VERB"));
        assert_eq!(upos("suffix"), Pos::NoWord);
        assert_eq!(upos("x"), Pos::Unknown);
        assert_eq!(guess("Jakarta", &[]), "PROPN");
        assert_eq!(guess("beli", &["to buy".into()]), "VERB");
    }
}

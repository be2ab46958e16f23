//! Tokens, classes and keys of English text.

use crate::segment::tokenize;
use crate::text::Span;

/// What an English word does in a sentence, as far as alignment asks. All but the closed classes are content words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum TargetClass {
    Content,
    Article,
    Demonstrative,
    Auxiliary,
    Negation,
    Pronoun,
    Possessive,
    Genitive,
    To,
    Of,
    Preposition,
    Conjunction,
    Relative,
    Number,
    Punctuation,
}

/// By their numbers; four bits always name one.
pub(super) const CLASSES: [TargetClass; 16] = {
    use TargetClass::*;
    [
        Content,
        Article,
        Demonstrative,
        Auxiliary,
        Negation,
        Pronoun,
        Possessive,
        Genitive,
        To,
        Of,
        Preposition,
        Conjunction,
        Relative,
        Number,
        Punctuation,
        Punctuation,
    ]
};

/// The closed classes. A word of several classes stands in the one that it mostly has in news.
const CLOSED: &[(TargetClass, &[&str])] = &[
    (TargetClass::Article, &["a", "an", "the"]),
    (TargetClass::Demonstrative, &["this", "these", "those"]),
    (
        TargetClass::Auxiliary,
        &[
            "am", "are", "be", "been", "being", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may",
            "might", "must", "shall", "should", "was", "were", "will", "would", "'m", "'re", "'ve", "'ll", "'d",
            "having", "cannot", "ca", "wo",
        ],
    ),
    (TargetClass::Negation, &["not", "n't", "no", "never", "without"]),
    (
        TargetClass::Pronoun,
        &[
            "he",
            "she",
            "it",
            "they",
            "we",
            "i",
            "you",
            "him",
            "her",
            "them",
            "us",
            "me",
            "himself",
            "herself",
            "itself",
            "themselves",
            "there",
        ],
    ),
    (TargetClass::Possessive, &["his", "its", "their", "our", "my", "your", "hers", "theirs"]),
    (TargetClass::Genitive, &["'s", "'", "’s", "’"]),
    (TargetClass::To, &["to"]),
    (TargetClass::Of, &["of"]),
    (
        TargetClass::Preposition,
        &[
            "in",
            "on",
            "at",
            "by",
            "for",
            "from",
            "with",
            "into",
            "onto",
            "over",
            "under",
            "after",
            "before",
            "during",
            "between",
            "among",
            "against",
            "about",
            "through",
            "toward",
            "towards",
            "upon",
            "within",
            "since",
            "until",
            "till",
            "off",
            "out",
            "up",
            "down",
            "as",
            "than",
            "via",
            "per",
            "near",
            "despite",
            "amid",
            "across",
            "around",
            "outside",
            "inside",
            "behind",
            "beyond",
            "along",
            "following",
            "including",
            "throughout",
            "above",
            "below",
            "beside",
            "besides",
            "except",
            "like",
            "unlike",
        ],
    ),
    (
        TargetClass::Conjunction,
        &["and", "or", "but", "nor", "if", "because", "while", "although", "though", "when", "whether", "so", "yet"],
    ),
    (TargetClass::Relative, &["that", "which", "who", "whom", "whose", "where", "what"]),
];

/// The class of a word, lower-cased.
pub(super) fn class(lower: &str) -> TargetClass {
    if let Some((class, _)) = CLOSED.iter().find(|(_, words)| words.contains(&lower)) {
        return *class;
    }
    match lower.chars().find(|c| c.is_alphanumeric()) {
        None => TargetClass::Punctuation,
        Some(_) if lower.starts_with(|c: char| c.is_ascii_digit() || "$€£+-".contains(c)) && number_like(lower) => {
            TargetClass::Number
        }
        Some(_) => TargetClass::Content,
    }
}

/// Whether a word has a meaning of its own.
pub(crate) fn is_content(form: &str) -> bool {
    class(&form.to_lowercase()) == TargetClass::Content
}

fn number_like(s: &str) -> bool {
    !s.chars().any(char::is_alphabetic)
}

/// The tokens of English text: those of [`tokenize`], with genitives and contractions apart (`China 's`, `did n't`).
pub(crate) fn tokens(text: &str) -> Vec<Span> {
    const CONTRACTED: &[&str] = &["n't", "'s", "'m", "'re", "'ve", "'ll", "'d"];
    let mut out = Vec::new();
    for token in tokenize(text, Span::new(0, text.len())) {
        let form = token.span.of(text).replace('’', "'").to_lowercase();
        // Lower-casing and the apostrophe may change lengths; then the token stays whole.
        let cut = CONTRACTED.iter().find(|c| form.len() > c.len() && form.ends_with(**c)).and_then(|ending| {
            let whole = token.span.of(text);
            let chars = ending.chars().count();
            let at = whole.char_indices().rev().nth(chars - 1)?.0;
            Some(token.span.start as usize + at)
        });
        match cut {
            Some(at) => {
                out.push(Span::new(token.span.start as usize, at));
                out.push(Span::new(at, token.span.end as usize));
            }
            None => out.push(token.span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let found: Vec<&str> = tokens(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found.join(" "), wanted);
    }

    #[test]
    fn genitives_and_contractions_stand_apart() {
        check("China's U.S. envoy didn't say.", "China 's U.S. envoy did n't say .");
        check("It’s Iran’s.", "It ’s Iran ’s .");
    }

    #[test]
    fn classes_of_closed_words() {
        use TargetClass::*;
        for (word, wanted) in [
            ("the", Article),
            ("of", Of),
            ("minister", Content),
            ("1,500", Number),
            (",", Punctuation),
            ("'s", Genitive),
        ] {
            assert_eq!(class(word), wanted, "{word}");
        }
    }
}

//! How much of a text the terms of a glossary cover, and which of them it uses.

use super::{Options, scan};
use crate::model::TokenKind;
use crate::terms::TermIndex;
use crate::text::SourceText;

/// What the terms cover.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Sentences read.
    pub sentences: usize,
    /// Those that hold a term.
    pub sentences_covered: usize,
    /// Words read; figures and marks are none.
    pub words: usize,
    /// Words that are part of a term.
    pub words_covered: usize,
    /// Matches, those inside longer ones too.
    pub matches: usize,
    /// Matches where only the order of entries chose.
    pub ambiguous: usize,
    /// Matches that share words with another without lying inside it.
    pub crossing: usize,
    /// How often each entry is used: by glossary, then by place of the term.
    pub uses: Vec<Vec<Use>>,
}

/// How often an entry is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Matches.
    pub matches: usize,
    /// Sentences that have a match.
    pub sentences: usize,
    /// Matches in which another entry won over this one.
    pub lost: usize,
}

/// What the terms of `index` cover of `texts`. `sizes` is the number of terms of each glossary of the index.
///
/// ```
/// use padan::{Glossary, Lexicon, effect, morph::Analyzer, terms::TermIndex, text::SourceText};
/// let glossary = Glossary::parse("g.toml", "[[entry]]\nterm = \"gencatan senjata\"\nen = \"ceasefire\"\n")?;
/// let index = TermIndex::of(&glossary, &Analyzer::new(Lexicon::builtin()));
/// let texts = [SourceText::from_text("-", "Gencatan senjata itu dilanggar. Pertempuran pecah lagi.")];
/// let found = effect::coverage(&index, &[glossary.terms.len()], &texts, &Default::default());
/// assert_eq!((found.sentences, found.sentences_covered, found.words_covered), (2, 1, 2));
/// # Ok::<(), padan::glossary::LoadError>(())
/// ```
pub fn coverage(index: &TermIndex, sizes: &[usize], texts: &[SourceText], options: &Options) -> Coverage {
    let mut found = Coverage { uses: sizes.iter().map(|&n| vec![Use::default(); n]).collect(), ..Coverage::default() };
    let mut last_seen: Vec<Vec<usize>> = sizes.iter().map(|&n| vec![0; n]).collect();
    for text in texts {
        scan::scan(index, options, text.text(), |raw, matches| {
            found.sentences += 1;
            found.sentences_covered += usize::from(!matches.is_empty());
            let word = |n: usize| raw.tokens[n].kind == TokenKind::Word;
            found.words += (0..raw.tokens.len()).filter(|&n| word(n)).count();
            // Matches are in order of their starts, so the words before `seen` have been counted.
            let mut seen = 0;
            for m in &matches {
                found.words_covered += (m.tokens.start.max(seen)..m.tokens.end).filter(|&n| word(n)).count();
                seen = seen.max(m.tokens.end);
            }
            for m in &matches {
                found.matches += 1;
                found.ambiguous += usize::from(m.ambiguous);
                found.crossing += usize::from(m.crosses);
                let used = &mut found.uses[m.glossary][m.term];
                used.matches += 1;
                let seen = &mut last_seen[m.glossary][m.term];
                if *seen != found.sentences {
                    *seen = found.sentences;
                    used.sentences += 1;
                }
                for loser in &m.losers {
                    found.uses[loser.glossary][loser.term()].lost += 1;
                }
            }
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::Analyzer;
    use crate::{Glossary, Lexicon};

    #[test]
    fn counts_uses_and_what_lost() {
        let toml = "[[entry]]\nterm = \"duta\"\nen = \"envoy\"\n[[entry]]\nterm = \"duta besar\"\nen = \"ambassador\"\n\
                    [[entry]]\nterm = \"sandera\"\nen = \"hostage\"\n";
        let glossary = Glossary::parse("g.toml", toml).expect("parses");
        let index = TermIndex::of(&glossary, &Analyzer::new(Lexicon::builtin()));
        let texts =
            [SourceText::from_text("-", "Duta besar itu menemui duta besar lain. Mereka pulang. Para duta tiba.")];
        let found = coverage(&index, &[3], &texts, &Options::default());
        let uses: Vec<_> = found.uses[0].iter().map(|u| (u.matches, u.sentences, u.lost)).collect();
        assert_eq!(uses, [(1, 1, 2), (2, 1, 0), (0, 0, 0)]);
        assert_eq!((found.sentences, found.sentences_covered, found.words, found.words_covered), (3, 2, 12, 5));
    }
}

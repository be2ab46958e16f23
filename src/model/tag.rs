//! The closed vocabularies of annotation: parts of speech and gloss labels.

use std::fmt;
use std::str::FromStr;

/// Declares an enum whose members print as given and parse back; one row a member.
macro_rules! tags {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal, $meaning:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $(#[doc = $meaning] $(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The label as printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// What the label means, in a few English words.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = UnknownTag;
            fn from_str(s: &str) -> Result<Self, UnknownTag> {
                match s { $($text => Ok(Self::$variant),)+ _ => Err(UnknownTag(s.to_owned())) }
            }
        }
    };
}

/// A string that names no member of a tag set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown tag {0:?}")]
pub struct UnknownTag(pub String);

tags! {
    /// Universal part-of-speech tags (<https://universaldependencies.org/u/pos/>).
    Upos {
        Adj = "ADJ", "adjective";
        Adp = "ADP", "adposition";
        Adv = "ADV", "adverb";
        Aux = "AUX", "auxiliary";
        Cconj = "CCONJ", "coordinating conjunction";
        Det = "DET", "determiner";
        Intj = "INTJ", "interjection";
        Noun = "NOUN", "noun";
        Num = "NUM", "numeral";
        Part = "PART", "particle";
        Pron = "PRON", "pronoun";
        Propn = "PROPN", "proper noun";
        Punct = "PUNCT", "punctuation";
        Sconj = "SCONJ", "subordinating conjunction";
        Sym = "SYM", "symbol";
        Verb = "VERB", "verb";
        X = "X", "other";
    }
}

tags! {
    /// Labels of grammatical morphemes and function words: those of the Leipzig Glossing Rules, and ours.
    GlossTag {
        First = "1", "first person";
        Second = "2", "second person";
        Third = "3", "third person";
        Actor = "A", "agent";
        Abil = "ABIL", "abilitative (can be …)";
        Add = "ADD", "additive (also, even)";
        Advrs = "ADVRS", "adversative";
        Advz = "ADVZ", "adverbialiser";
        Adjz = "ADJZ", "adjectiviser";
        Agt = "AGT", "agent or instrument nominaliser";
        Appl = "APPL", "applicative";
        Apprx = "APPRX", "approximative";
        Art = "ART", "article";
        Att = "ATT", "attenuative (-ish)";
        Av = "AV", "actor voice";
        Caus = "CAUS", "causative";
        Clf = "CLF", "classifier";
        Cmpr = "CMPR", "comparative";
        Coll = "COLL", "collective";
        Cop = "COP", "copula";
        Def = "DEF", "definite";
        Dem = "DEM", "demonstrative";
        Dist = "DIST", "distal";
        Equ = "EQU", "equative (as … as)";
        Excl = "EXCL", "exclusive";
        Excs = "EXCS", "excessive (too …)";
        Exist = "EXIST", "existential";
        Foc = "FOC", "focus";
        Fut = "FUT", "future";
        Imp = "IMP", "imperative";
        Incl = "INCL", "inclusive";
        Indf = "INDF", "indefinite";
        Intr = "INTR", "intransitive";
        Ints = "INTS", "intensive";
        Ipfv = "IPFV", "imperfective";
        Iter = "ITER", "iterative";
        Neg = "NEG", "negation";
        Nmlz = "NMLZ", "nominaliser";
        Nvol = "NVOL", "non-volitional";
        Obj = "OBJ", "object";
        Ord = "ORD", "ordinal";
        Pass = "PASS", "passive";
        Pers = "PERS", "article of persons";
        Pfv = "PFV", "perfective";
        Pl = "PL", "plural";
        Poss = "POSS", "possessive";
        Prog = "PROG", "progressive";
        Proh = "PROH", "prohibitive";
        Prox = "PROX", "proximal";
        Q = "Q", "question";
        Recp = "RECP", "reciprocal";
        Red = "RED", "reduplication";
        Refl = "REFL", "reflexive";
        Rel = "REL", "relativiser";
        Res = "RES", "resultative";
        Sg = "SG", "singular";
        Sup = "SUP", "superlative";
        Tr = "TR", "transitiviser";
        Uv = "UV", "undergoer voice";
    }
}

/// Splits a label such as `1PL.EXCL` or `3.POSS` into its members; parts that are plain words yield nothing.
pub fn gloss_tags(label: &str) -> impl Iterator<Item = GlossTag> + '_ {
    label.split(['.', '-', '=', '~']).flat_map(|part| {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (person, rest) = part.split_at(digits);
        [person, rest].into_iter().filter_map(|s| s.parse().ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_parse_back() {
        for &tag in GlossTag::ALL {
            assert_eq!(tag.as_str().parse(), Ok(tag));
        }
        for &tag in Upos::ALL {
            assert_eq!(tag.as_str().parse(), Ok(tag));
        }
    }

    #[test]
    fn labels_split_into_their_members() {
        use GlossTag::*;
        let table: &[(&str, &[GlossTag])] = &[
            ("1PL.EXCL", &[First, Pl, Excl]),
            ("3.POSS", &[Third, Poss]),
            ("DEM.DIST", &[Dem, Dist]),
            ("not.yet", &[]),
            ("PFV", &[Pfv]),
        ];
        for &(label, tags) in table {
            assert_eq!(gloss_tags(label).collect::<Vec<_>>(), tags, "{label}");
        }
    }
}

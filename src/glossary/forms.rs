//! The forms in which a term may stand in a text, generated from its citation form and part of speech.
//!
//! Terms are matched by generation, never by stemming: *kedutaan* is made from *duta*, but it is no form of it.

use super::{Reduplication, TermPos};

/// Gives what stands after the voice prefix of an active verb in its underlying form: `umumkan` for *mengumumkan*.
pub type VerbStem<'a> = &'a dyn Fn(&str) -> Option<String>;

/// How a form differs from the citation form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Inflection {
    /// The citation form.
    Base,
    /// The passive with *di-*.
    Di,
    /// The passive with *ter-*.
    Ter,
    /// The verb with *ku-*.
    Ku,
    /// The verb with *kau-*.
    Kau,
    /// The bare stem of the verb.
    Bare,
    /// Reduplicated plural of the first word, or of the whole.
    Plural,
}

impl Inflection {
    /// Every member, in the order of declaration.
    pub const ALL: &'static [Self] = &[Self::Base, Self::Di, Self::Ter, Self::Ku, Self::Kau, Self::Bare, Self::Plural];

    /// The rule by name.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Di => "voice:di-",
            Self::Ter => "voice:ter-",
            Self::Ku => "voice:ku-",
            Self::Kau => "voice:kau-",
            Self::Bare => "voice:bare",
            Self::Plural => "redup:plural",
        }
    }

    /// Whether the form is a passive.
    pub fn is_passive(self) -> bool {
        matches!(self, Self::Di | Self::Ter)
    }
}

/// How a form joins its words, compared with the citation form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// As the citation form does.
    #[default]
    AsWritten,
    /// Words run together: *kedutaanbesar*, *diambilalih*.
    Solid,
    /// Words joined by a hyphen: *kedutaan-besar*.
    Hyphened,
    /// Words apart that the citation form joins: *undang undang*, *ditanda tangani*.
    Apart,
    /// Another spelling of a word that the lexicon lists: *kementrian*.
    Variant,
}

impl Spelling {
    /// Every member, in the order of declaration.
    pub const ALL: &'static [Self] = &[Self::AsWritten, Self::Solid, Self::Hyphened, Self::Apart, Self::Variant];

    /// The rule by name, if there is something to say.
    pub fn rule(self) -> Option<&'static str> {
        match self {
            Self::AsWritten => None,
            Self::Solid => Some("spelling:solid"),
            Self::Hyphened => Some("spelling:hyphen"),
            Self::Apart => Some("spelling:apart"),
            Self::Variant => Some("spelling:variant"),
        }
    }
}

/// A form of a term: its words as they are written, without enclitics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The words.
    pub words: Vec<String>,
    /// How the form differs from the citation form.
    pub inflection: Inflection,
    /// How it joins its words.
    pub spelling: Spelling,
}

/// Bound first elements (*bentuk terikat*), which the norm writes solid and many texts apart or with a hyphen.
///
/// Source: *Ejaan Bahasa Indonesia yang Disempurnakan*, edition V (2022), on compounds with bound forms.
const BOUND: &[&str] = &[
    "adi",
    "antar",
    "anti",
    "awa",
    "bi",
    "dwi",
    "eka",
    "ekstra",
    "infra",
    "inter",
    "intra",
    "kontra",
    "maha",
    "makro",
    "manca",
    "mikro",
    "multi",
    "neo",
    "non",
    "paripurna",
    "pasca",
    "poli",
    "pra",
    "pro",
    "purna",
    "re",
    "semi",
    "sub",
    "super",
    "supra",
    "swa",
    "tak",
    "trans",
    "tri",
    "tuna",
    "ultra",
];

/// The forms of the citation form `source`; enclitics on the last word are left to the matcher, which takes them off.
///
/// `root` names the root where affixes fuse two words: `tanda tangan` of *menandatangani*.
pub fn forms(
    verb_stem: VerbStem<'_>,
    source: &str,
    pos: TermPos,
    reduplication: Reduplication,
    root: Option<&str>,
) -> Vec<Form> {
    let words = words(source);
    let Some(head) = words.first() else { return Vec::new() };
    let with_head = |head: String, inflection| {
        let words = std::iter::once(head).chain(words[1..].iter().cloned()).collect();
        Form { words, inflection, spelling: Spelling::AsWritten }
    };
    let mut out = vec![with_head(head.clone(), Inflection::Base)];
    if pos == TermPos::Verb
        && let Some(stem) = stem(verb_stem, head, root)
    {
        // The r of ter- and that of the stem become one: terasa, teperdaya beside terperdaya.
        let short_ter = stem.starts_with('r') || has_er(&stem);
        let voices = [
            Some(("di", Inflection::Di)),
            (!stem.starts_with('r')).then_some(("ter", Inflection::Ter)),
            short_ter.then_some(("te", Inflection::Ter)),
            Some(("ku", Inflection::Ku)),
            Some(("kau", Inflection::Kau)),
            Some(("", Inflection::Bare)),
        ];
        let voices = voices.into_iter().flatten();
        out.extend(voices.map(|(prefix, voice)| with_head([prefix, stem.as_str()].concat(), voice)));
    }
    if reduplication == Reduplication::Plural && pos != TermPos::Verb && !head.contains('-') {
        plurals(&words, &mut out);
    }
    spellings(&words, pos, root, &mut out);
    out
}

/// The words of a term as the tokens of a text: marks that texts are cut at stand alone, as in *dan / atau*.
pub fn words(source: &str) -> Vec<String> {
    let mut out = Vec::new();
    for chunk in source.split_whitespace() {
        let mut from = 0;
        for (at, mark) in chunk.match_indices(['/', '(', ')', ',', ':', ';', '"', '“', '”']) {
            let end = at + mark.len();
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            if digit(chunk[..at].chars().next_back()) && digit(chunk[end..].chars().next()) {
                continue;
            }
            out.extend([&chunk[from..at], mark].into_iter().filter(|w| !w.is_empty()).map(str::to_owned));
            from = end;
        }
        out.extend(Some(&chunk[from..]).filter(|w| !w.is_empty()).map(|w| (*w).to_owned()));
    }
    out
}

/// Whether the first syllable of a stem is consonant + *er* before a consonant, as of *percaya*.
fn has_er(stem: &str) -> bool {
    let b = stem.as_bytes();
    b.len() > 4 && &b[1..3] == b"er" && !is_vowel(b[0]) && !is_vowel(b[3])
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// *duta-duta besar*, *duta2 besar*, *surat kabar-surat kabar*.
fn plurals(words: &[String], out: &mut Vec<Form>) {
    let head = &words[0];
    let plural = |head: String| {
        let words = std::iter::once(head).chain(words[1..].iter().cloned()).collect();
        Form { words, inflection: Inflection::Plural, spelling: Spelling::AsWritten }
    };
    out.push(plural([head, "-", head].concat()));
    out.push(plural([head, "2"].concat()));
    if let [first, second] = words {
        let words = vec![first.clone(), [second, "-", first].concat(), second.clone()];
        out.push(Form { words, inflection: Inflection::Plural, spelling: Spelling::AsWritten });
    }
}

/// What other ways of joining the words make of the forms so far.
fn spellings(words: &[String], pos: TermPos, root: Option<&str>, out: &mut Vec<Form>) {
    let bound = BOUND.contains(&words[0].as_str());
    let mut made = Vec::new();
    for Form { words, inflection, .. } in out.iter() {
        let inflection = *inflection;
        let mut push = |words: Vec<String>, spelling| made.push(Form { words, inflection, spelling });
        match words.as_slice() {
            [first, second] if inflection != Inflection::Plural => {
                if bound || matches!(pos, TermPos::Noun | TermPos::Verb) {
                    push(vec![[first.as_str(), second].concat()], Spelling::Solid);
                }
                if bound || matches!(pos, TermPos::Noun | TermPos::Verb | TermPos::Name) {
                    push(vec![[first, "-", second].concat()], Spelling::Hyphened);
                }
            }
            [word] => {
                if pos == TermPos::Verb
                    && let Some((_, second)) = root.and_then(|r| r.trim().rsplit_once(' '))
                    && let Some(at) = word.rfind(second)
                    && at > 0
                {
                    push(vec![word[..at].to_owned(), word[at..].to_owned()], Spelling::Apart);
                    push(vec![format!("{}-{}", &word[..at], &word[at..])], Spelling::Hyphened);
                }
                let first = || BOUND.iter().filter(|b| word.len() >= b.len() + 4).find(|b| word.starts_with(**b));
                if inflection == Inflection::Base
                    && let Some(first) = first()
                    && !word.contains('-')
                {
                    let rest = &word[first.len()..];
                    push(vec![(*first).to_owned(), rest.to_owned()], Spelling::Apart);
                    push(vec![format!("{first}-{rest}")], Spelling::Hyphened);
                }
            }
            _ => {}
        }
        if inflection != Inflection::Plural && words.iter().any(|w| w.contains('-')) {
            let apart = words.iter().flat_map(|w| w.split('-')).filter(|w| !w.is_empty()).map(str::to_owned).collect();
            push(apart, Spelling::Apart);
            if let [word] = words.as_slice()
                && let Some((first, second)) = word.split_once('-')
                && !first.eq_ignore_ascii_case(second)
                && !second.contains('-')
            {
                push(vec![format!("{first}{second}")], Spelling::Solid);
            }
        }
    }
    out.append(&mut made);
}

/// What stands after the voice prefix of a transitive verb. `None` for verbs that have no passive by prefix.
fn stem(verb_stem: VerbStem<'_>, verb: &str, root: Option<&str>) -> Option<String> {
    let lower = verb.to_lowercase();
    let over = |root: &str| stem_over(&lower, &root.split_whitespace().collect::<String>().to_lowercase());
    root.and_then(over).or_else(|| verb_stem(&lower))
}

/// The stem of `verb` around its root: `tandatangani` of *menandatangani*, `pertanggungjawabkan` of *mempertanggungjawabkan*.
fn stem_over(verb: &str, root: &str) -> Option<String> {
    const INNER: &[&str] = &["", "per", "pel", "ber", "bel", "ke", "se", "ter"];
    // Each allomorph with the letter that is lost after it.
    const VOICE: &[(&str, &str)] = &[("meng", "k"), ("meny", "s"), ("men", "t"), ("mem", "p"), ("me", "")];
    // menge- stands before roots of one syllable: mengebom, but mengesampingkan < meN-ke-samping-kan.
    let short = root.bytes().filter(|&b| is_vowel(b)).count() == 1;
    if let Some(rest) = verb.strip_prefix("menge").filter(|rest| short && rest.starts_with(root)) {
        return Some(rest.to_owned());
    }
    VOICE.iter().find_map(|(prefix, lost)| {
        let rest = verb.strip_prefix(prefix)?;
        let around = |stem: &String| stem.find(root).is_some_and(|at| INNER.contains(&&stem[..at]));
        [rest.to_owned(), format!("{lost}{rest}")].into_iter().find(around)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, pos: TermPos, redup: Reduplication, root: Option<&str>, wanted: &[&str]) {
        let stems = [("menyerang", "serang"), ("mengambil", "ambil"), ("merusak", "rusak"), ("memercayai", "percayai")];
        let verb_stem = |verb: &str| stems.iter().find(|(v, _)| *v == verb).map(|(_, s)| (*s).to_owned());
        let found: Vec<String> =
            forms(&verb_stem, source, pos, redup, root).iter().map(|f| f.words.join(" ")).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn generates_the_voices_of_verbs() {
        let verb = |source, root, wanted: &[&str]| check(source, TermPos::Verb, Reduplication::None, root, wanted);
        verb("menyerang", None, &["menyerang", "diserang", "terserang", "kuserang", "kauserang", "serang"]);
        verb("merusak", None, &["merusak", "dirusak", "terusak", "kurusak", "kaurusak", "rusak"]);
        verb(
            "memercayai",
            None,
            &["memercayai", "dipercayai", "terpercayai", "tepercayai", "kupercayai", "kaupercayai", "percayai"],
        );
        verb("bertemu", None, &["bertemu"]);
        verb("bertanggung jawab", None, &["bertanggung jawab", "bertanggungjawab", "bertanggung-jawab"]);
        verb(
            "mengambil alih",
            None,
            &[
                "mengambil alih",
                "diambil alih",
                "terambil alih",
                "kuambil alih",
                "kauambil alih",
                "ambil alih",
                "mengambilalih",
                "mengambil-alih",
                "diambilalih",
                "diambil-alih",
                "terambilalih",
                "terambil-alih",
                "kuambilalih",
                "kuambil-alih",
                "kauambilalih",
                "kauambil-alih",
                "ambilalih",
                "ambil-alih",
            ],
        );
    }

    #[test]
    fn finds_the_stem_around_a_root_of_two_words() {
        let table = [
            ("menandatangani", "tanda tangan", "tandatangani"),
            ("mempertanggungjawabkan", "tanggung jawab", "pertanggungjawabkan"),
            ("mendayagunakan", "daya guna", "dayagunakan"),
            ("menyebarluaskan", "sebar luas", "sebarluaskan"),
            ("mengambinghitamkan", "kambing hitam", "kambinghitamkan"),
            ("memberitahukan", "beri tahu", "beritahukan"),
            ("mengesampingkan", "samping", "kesampingkan"),
            ("mengebom", "bom", "bom"),
        ];
        for (verb, root, stem) in table {
            let found = super::stem(&|_| None, verb, Some(root)).unwrap_or_default();
            assert_eq!(found, stem, "{verb}");
        }
    }

    #[test]
    fn cuts_terms_as_texts_are_cut() {
        let table = [
            ("dan/atau", "dan / atau"),
            ("pasal 27/2", "pasal 27/2"),
            ("PT (Persero)", "PT ( Persero )"),
            ("/a", "/ a"),
        ];
        for (source, wanted) in table {
            assert_eq!(super::words(source).join(" "), wanted);
        }
    }

    #[test]
    fn spells_a_fused_verb_apart() {
        let made = forms(&|_| None, "menandatangani", TermPos::Verb, Reduplication::None, Some("tanda tangan"));
        let words: Vec<String> = made.iter().map(|f| f.words.join(" ")).collect();
        for form in ["menandatangani", "ditandatangani", "ditanda tangani", "menanda tangani", "ditanda-tangani"] {
            assert!(words.iter().any(|w| w == form), "{form}: {words:?}");
        }
    }

    #[test]
    fn generates_plurals_and_spellings() {
        let noun = |source, wanted: &[&str]| check(source, TermPos::Noun, Reduplication::Plural, None, wanted);
        noun("serangan", &["serangan", "serangan-serangan", "serangan2"]);
        noun(
            "duta besar",
            &["duta besar", "duta-duta besar", "duta2 besar", "duta besar-duta besar", "dutabesar", "duta-besar"],
        );
        noun(
            "pascaperang",
            &["pascaperang", "pascaperang-pascaperang", "pascaperang2", "pasca perang", "pasca-perang"],
        );
        check("mata-mata", TermPos::Noun, Reduplication::Lexical, None, &["mata-mata", "mata mata"]);
        check("Gedung Putih", TermPos::Name, Reduplication::None, None, &["Gedung Putih", "Gedung-Putih"]);
        check("Al-Qaeda", TermPos::Name, Reduplication::None, None, &["Al-Qaeda", "Al Qaeda", "AlQaeda"]);
        check(
            "Perserikatan Bangsa-Bangsa",
            TermPos::Name,
            Reduplication::None,
            None,
            &["Perserikatan Bangsa-Bangsa", "Perserikatan-Bangsa-Bangsa", "Perserikatan Bangsa Bangsa"],
        );
        check("antinuklir", TermPos::Adj, Reduplication::None, None, &["antinuklir", "anti nuklir", "anti-nuklir"]);
        check("tidak sah", TermPos::Adj, Reduplication::None, None, &["tidak sah"]);
    }
}

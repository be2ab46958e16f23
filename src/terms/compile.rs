//! Lays the terms of a glossary out as the block that `table.rs` reads. Shared with the build script.

use std::sync::mpsc;

use crate::glossary::forms::{Form, Inflection, Spelling, forms, words as words_of};
use crate::glossary::{CaseRule, Glossary, Reduplication, Term, TermPos, TermStatus, When};
use crate::store::{Builder, Order, kind, pair_hash, word_hash};
use crate::text::lowered;

/// Terms of which another thread makes the forms, at a time, while this one lays out those before; fewer are done by one.
const SHARE: usize = 512;
/// So many shares may wait.
const AHEAD: usize = 4;

/// Which of the words of a term a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The term itself.
    Main,
    /// Another spelling or a synonym.
    Also,
    /// A listed form.
    Listed,
    /// An abbreviation.
    Abbreviation,
    /// A relative of the family.
    Relative,
}

impl Role {
    /// Every member, in the order of declaration.
    pub const ALL: &'static [Self] = &[Self::Main, Self::Also, Self::Listed, Self::Abbreviation, Self::Relative];
}

/// How the letter case of a form is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseTest {
    /// Not at all.
    None,
    /// Words with a capital need one.
    Initials,
    /// Letter by letter.
    Exact,
    /// Every capital needs a capital; small letters may stand as capitals at the beginning or all together (*Dubes*, *DUBES* for *dubes*).
    Capitals,
}

impl CaseTest {
    /// Every member, in the order of declaration.
    pub const ALL: &'static [Self] = &[Self::None, Self::Initials, Self::Exact, Self::Capitals];
}

/// Bits of what a form allows and asks.
pub mod flag {
    /// Enclitics may follow.
    pub const CLITICS: u8 = 1;
    /// Enclitics follow after a hyphen alone: *PBB-lah*.
    pub const HYPHEN: u8 = 2;
    /// The form is also another word; the words around must speak for the verb.
    pub const HOMOGRAPH: u8 = 4;
    /// *se-* with a hyphen may precede.
    pub const SE: u8 = 8;
    /// The entry matches as written only.
    pub const EXACT: u8 = 16;
    /// The form is a root; outside headlines, the words around must speak for the verb.
    pub const ROOT: u8 = 32;
    /// The entry is preferred, and asks nothing of the text and has no senses, so that matching need not look at it.
    pub const PLAIN: u8 = 64;
}

/// What laying out asks about words.
pub trait Words: Sync {
    /// What stands after the voice prefix of an active verb: `umumkan` of *mengumumkan*.
    fn verb_stem(&self, verb: &str) -> Option<String>;

    /// The dictionary entries of a lower-case form, likeliest first: part of speech, then glosses. Names are left out.
    fn listed(&self, form: &str) -> Vec<(&str, Vec<&str>)>;

    /// The variant spellings of a lower-case word or phrase.
    fn variants(&self, standard: &str) -> Vec<&str>;
}

/// Lays out terms, one after the other. The first record says whether some condition looks at the whole document; behind the terms
/// stand the filters of first words and of first and second words.
pub fn compile(glossary: &Glossary, words: &dyn Words) -> Vec<u8> {
    let mut out = Builder::default();
    let looks_at_document = |t: &Term| {
        let whens = t.abbreviations.iter().filter_map(|a| a.when.as_ref()).chain(t.senses.iter().map(|s| &s.when));
        whens.into_iter().any(|w| !w.doc.is_empty())
    };
    out.byte(u8::from(glossary.terms.iter().any(looks_at_document)));
    let (mut firsts, mut seconds): (Vec<u32>, Vec<u32>) = Default::default();
    let mut lay_out = |number, term: &Term, patterns: Vec<Pattern>| {
        for pattern in &patterns {
            let mut hashes = pattern.form.words.iter().map(|w| word_hash(lowered(w).as_bytes()));
            let first = hashes.next().expect("a form has words");
            firsts.push(first);
            seconds.extend(hashes.next().map(|second| pair_hash(first, second)));
        }
        write_term(&mut out, number, term, &patterns);
    };
    let numbered = (0..).zip(&glossary.terms);
    if glossary.terms.len() <= SHARE {
        numbered.for_each(|(number, term)| lay_out(number, term, patterns(term, words)));
    } else {
        std::thread::scope(|scope| {
            let (send, made) = mpsc::sync_channel::<Vec<Vec<Pattern>>>(AHEAD);
            scope.spawn(move || {
                let mut shares = glossary.terms.chunks(SHARE);
                let sent = |share: &[Term]| send.send(share.iter().map(|term| patterns(term, words)).collect());
                shares.all(|share| sent(share).is_ok())
            });
            numbered.zip(made.into_iter().flatten()).for_each(|((number, term), made)| lay_out(number, term, made));
        });
    }
    let filters = out.place();
    out.filter(firsts);
    out.filter(seconds);
    out.finish(filters, Order::Added)
}

/// The forms of a term that the matcher looks for, as a person would write them, with their rules.
pub fn term_forms(term: &Term, words: &dyn Words) -> Vec<(Role, Form)> {
    patterns(term, words).into_iter().map(|p| (p.role, p.form)).collect()
}

/// A form with what its entry asks of the text.
struct Pattern {
    role: Role,
    /// Place of the word in the list of its role.
    number: usize,
    pos: TermPos,
    form: Form,
    case: CaseTest,
    flags: u8,
}

fn patterns(term: &Term, words: &dyn Words) -> Vec<Pattern> {
    let maker = Maker { term, words, verb_stem: &|verb| words.verb_stem(verb) };
    let mut out = Vec::new();
    let root = term.root.as_deref();
    for (n, source) in std::iter::once(&term.source).chain(&term.also).enumerate() {
        let role = if n == 0 { Role::Main } else { Role::Also };
        maker.inflected(role, n.saturating_sub(1), source, term.pos, term.reduplication, root, &term.target, &mut out);
    }
    let listed =
        |form: &str| Form { words: words_of(form), inflection: Inflection::Base, spelling: Spelling::AsWritten };
    let clitics = if term.inflects { flag::CLITICS } else { flag::EXACT };
    for (number, form) in term.forms.iter().enumerate() {
        let case = case_test(term.case, [form]);
        out.push(Pattern { role: Role::Listed, number, pos: term.pos, form: listed(form), case, flags: clitics });
    }
    for (number, abbreviation) in term.abbreviations.iter().enumerate() {
        // Clippings such as Menlu are words: Menlunya, Menlu-Menlu. Initials take clitics after a hyphen alone.
        let clipping = abbreviation.form.chars().any(char::is_lowercase);
        let pattern = |form| Pattern {
            role: Role::Abbreviation,
            number,
            pos: term.pos,
            form,
            case: CaseTest::Capitals,
            flags: clitics | if clipping { 0 } else { flag::HYPHEN },
        };
        let form = listed(&abbreviation.form);
        if let [word] = form.words.as_slice()
            && clipping
            && term.inflects
            && term.pos == TermPos::Noun
        {
            for second in [word.clone(), word.to_lowercase()] {
                let words = vec![format!("{word}-{second}")];
                let plural = Form { words, inflection: Inflection::Plural, spelling: Spelling::AsWritten };
                if !out.iter().any(|p: &Pattern| p.form == plural) {
                    out.push(pattern(plural));
                }
            }
        }
        out.push(pattern(form));
    }
    for (number, relative) in term.family.iter().enumerate() {
        let reduplication = if relative.pos == TermPos::Noun { Reduplication::Plural } else { Reduplication::None };
        // A term of several words is the root of the verbs made of it: mempertanggungjawabkan of tanggung jawab.
        let root = root.or_else(|| term.source.contains(' ').then_some(term.source.as_str()));
        for source in std::iter::once(&relative.source).chain(&relative.also) {
            let target = &relative.target;
            maker.inflected(Role::Relative, number, source, relative.pos, reduplication, root, target, &mut out);
        }
    }
    out.retain(|p| !p.form.words.is_empty());
    if term.inflects {
        variants(words, &mut out);
    }
    out
}

/// Puts in the variant spellings of the words of citation forms.
fn variants(words: &dyn Words, out: &mut Vec<Pattern>) {
    for n in 0..out.len() {
        let Pattern { form, role, .. } = &out[n];
        if form.inflection != Inflection::Base
            || form.spelling != Spelling::AsWritten
            || matches!(role, Role::Listed | Role::Abbreviation)
        {
            continue;
        }
        let mut made: Vec<Vec<String>> = Vec::new();
        for (at, word) in form.words.iter().enumerate() {
            for variant in words.variants(&lowered(word)) {
                let variant = match word.starts_with(char::is_uppercase) {
                    true => capitalized(variant),
                    false => variant.to_owned(),
                };
                let mut words = form.words.clone();
                words.splice(at..=at, variant.split(' ').map(str::to_owned));
                made.push(words);
            }
        }
        if form.words.len() > 1 {
            let whole = form.words.join(" ").to_lowercase();
            made.extend(words.variants(&whole).into_iter().map(|v| v.split(' ').map(str::to_owned).collect()));
        }
        for variant in made {
            let known = |p: &Pattern| p.form.words == variant;
            let own = variant.len() == 1 && !words.listed(&variant[0].to_lowercase()).is_empty();
            if !own && !out.iter().any(known) {
                let Pattern { role, number, pos, case, flags, .. } = out[n];
                let form = Form { words: variant, inflection: Inflection::Base, spelling: Spelling::Variant };
                out.push(Pattern { role, number, pos, form, case, flags });
            }
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

struct Maker<'a> {
    term: &'a Term,
    words: &'a dyn Words,
    verb_stem: &'a dyn Fn(&str) -> Option<String>,
}

impl Maker<'_> {
    /// The forms of one word of the term, without those that are words of their own.
    #[allow(clippy::too_many_arguments, reason = "what a word of a term is")]
    fn inflected(
        &self,
        role: Role,
        number: usize,
        source: &str,
        pos: TermPos,
        reduplication: Reduplication,
        root: Option<&str>,
        target: &[String],
        out: &mut Vec<Pattern>,
    ) {
        let exact = !self.term.inflects;
        let made = match exact {
            true => forms(&|_| None, source, TermPos::Phrase, Reduplication::None, None)
                .into_iter()
                .filter(|f| f.spelling == Spelling::AsWritten)
                .collect(),
            false => forms(self.verb_stem, source, pos, reduplication, root),
        };
        let mut english: Option<Vec<&str>> = None;
        for form in made {
            let mut flags = if exact { flag::EXACT } else { flag::CLITICS };
            if matches!(pos, TermPos::Noun | TermPos::Name) && !exact {
                flags |= flag::SE;
            }
            if let ([word], true) =
                (form.words.as_slice(), form.inflection != Inflection::Base || form.spelling == Spelling::Solid)
            {
                let listed = self.words.listed(&lowered(word));
                if !listed.is_empty() {
                    let english = english.get_or_insert_with(|| {
                        let own = self.words.listed(&source.to_lowercase()).into_iter().flat_map(|(_, g)| g);
                        target.iter().map(String::as_str).chain(own).collect()
                    });
                    let shares = |glosses: &[&str]| share_english(glosses, english);
                    let verb = |(upos, glosses): &(&str, Vec<&str>)| *upos == "VERB" && shares(glosses);
                    match form.inflection {
                        // Bare nilai may be the noun, bunuh a part of bom bunuh diri: the words around decide.
                        Inflection::Bare if form.spelling == Spelling::AsWritten => {
                            flags |= flag::ROOT | if listed.iter().all(verb) { 0 } else { flag::HOMOGRAPH };
                        }
                        Inflection::Plural | Inflection::Base if !listed.iter().any(|(_, g)| shares(g)) => continue,
                        Inflection::Plural | Inflection::Base | Inflection::Bare => {}
                        // terdapat is no form of mendapat, terkenal none of mengenal.
                        _ if !verb(&listed[0]) => continue,
                        _ => {}
                    }
                }
            }
            let case = case_test(self.term.case, form.words.iter());
            let bare = form.inflection == Inflection::Bare && form.words.len() == 1;
            if bare && flags & flag::HOMOGRAPH == 0 {
                // A slip that is as common as it is plain: di dukung. Not di darat, which is on land.
                let words = vec!["di".to_owned(), form.words[0].clone()];
                let form = Form { words, inflection: Inflection::Di, spelling: Spelling::Apart };
                out.push(Pattern { role, number, pos, form, case, flags });
            }
            out.push(Pattern { role, number, pos, form, case, flags });
        }
    }
}

fn case_test<W: AsRef<str>>(rule: CaseRule, words: impl IntoIterator<Item = W>) -> CaseTest {
    match rule {
        CaseRule::Any => CaseTest::None,
        CaseRule::Auto if !words.into_iter().any(|w| w.as_ref().contains(char::is_uppercase)) => CaseTest::None,
        CaseRule::Auto => CaseTest::Initials,
        CaseRule::Exact => CaseTest::Exact,
    }
}

/// Whether two lists of glosses have a word in common, by its first letters: *children* and *child*, *attack* and *be attacked by*.
fn share_english(one: &[&str], other: &[&str]) -> bool {
    const EMPTY: &[&str] = &[
        "about",
        "again",
        "away",
        "become",
        "come",
        "from",
        "have",
        "into",
        "make",
        "over",
        "someone",
        "something",
        "with",
    ];
    let words = |list: &[&str]| -> Vec<String> {
        let words = list.iter().flat_map(|g| g.split(|c: char| !c.is_alphabetic())).map(str::to_lowercase);
        words.filter(|w| w.len() > 2 && !EMPTY.contains(&w.as_str())).collect()
    };
    let other = words(other);
    words(one).iter().any(|a| {
        other.iter().any(|b| {
            let n = a.len().min(b.len()).min(4);
            a.as_bytes()[..n] == b.as_bytes()[..n]
        })
    })
}

fn write_term(out: &mut Builder, number: u32, term: &Term, patterns: &[Pattern]) {
    // What few terms have is written before the term; no part begins at place 0, which stands for nothing.
    let guards = part(out, term.not_before.is_empty() && term.not_after.is_empty(), |out| {
        out.strings(&term.not_before);
        out.strings(&term.not_after);
    });
    let senses = part(out, term.senses.is_empty(), |out| {
        out.number(term.senses.len() as u32);
        for sense in &term.senses {
            write_when(out, &sense.when);
            out.strings(&sense.target);
        }
    });
    let scope = part(out, term.scope.is_empty(), |out| out.strings(&term.scope));
    let abbreviations: Vec<u32> = term
        .abbreviations
        .iter()
        .map(|abbreviation| {
            part(out, abbreviation.target.is_none() && abbreviation.when.is_none(), |out| {
                out.strings(abbreviation.target.as_slice());
                out.byte(u8::from(abbreviation.when.is_some()));
                write_when(out, &abbreviation.when.clone().unwrap_or_default());
            })
        })
        .collect();
    let family: Vec<u32> =
        term.family.iter().map(|relative| part(out, false, |out| out.strings(&relative.target))).collect();
    let plain = [guards, senses, scope] == [0; 3] && term.status == TermStatus::Preferred;
    let place = out.place();
    out.number(number);
    out.byte(term.pos as u8);
    out.byte(term.status as u8);
    out.number(guards);
    out.number(senses);
    out.number(scope);
    out.string(&term.key);
    out.string(term.domain.as_deref().unwrap_or_default());
    out.strings(&term.target);
    for pattern in patterns {
        let own = match pattern.role {
            Role::Main | Role::Also | Role::Listed => 0,
            Role::Abbreviation => abbreviations[pattern.number],
            Role::Relative => family[pattern.number],
        };
        let flags = pattern.flags | if plain { flag::PLAIN } else { 0 };
        write_pattern(out, place, own, flags, pattern);
    }
}

/// Writes a part of a term, and gives its place; nothing and 0 if it is empty.
fn part(out: &mut Builder, empty: bool, write: impl FnOnce(&mut Builder)) -> u32 {
    if empty {
        return 0;
    }
    let place = out.place();
    write(out);
    place
}

fn write_when(out: &mut Builder, when: &When) {
    for list in [&when.next, &when.prev, &when.near, &when.doc, &when.domain, &when.scope] {
        out.strings(list);
    }
}

fn write_pattern(out: &mut Builder, term: u32, own: u32, flags: u8, pattern: &Pattern) {
    let at = out.place();
    let written = pattern.form.words.join(" ");
    let key = lowered(&written);
    term.to_le_bytes().into_iter().for_each(|b| out.byte(b));
    out.byte(pattern.role as u8);
    out.byte(pattern.form.inflection as u8);
    out.byte(pattern.form.spelling as u8);
    out.byte(pattern.case as u8);
    out.byte(flags);
    out.byte(pattern.pos as u8);
    out.number(own);
    out.number(pattern.number as u32);
    out.string(if pattern.case == CaseTest::None { "" } else { &written });
    out.add_prefixes(&key);
    out.add(kind::PHRASE, &key, at);
}

//! One sentence against the forms of one glossary.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::compile::{CaseTest, Role};
use super::found::{Reason, Rejected};
use super::table::{English, List, Pattern, Table, TermRecord, When};
use super::{Context, View};
use crate::glossary::TermStatus;
use crate::glossary::forms::{Inflection, Spelling};
use crate::lexicon::{Flag, Lexeme, Lexicon};
use crate::model::Upos;
use crate::store::word_hash;

/// Enclitics that may follow the last word of a term, longest first.
const CLITICS: &[&str] =
    &["nyalah", "nyakah", "nyapun", "kulah", "mulah", "kupun", "mupun", "nya", "lah", "kah", "pun", "ku", "mu"];

/// What makes one word of *se-* and the word after it.
const SE: &str = "se-";

/// Words after which a bare stem is a verb even if it is also a noun: agents of the bare passive (*yang kami nilai*), auxiliaries, and
/// words that call for something.
const BEFORE_VERBS: &[&str] = &[
    "aku", "saya", "kami", "kita", "kau", "engkau", "kamu", "anda", "kalian", "dia", "ia", "beliau", "mereka", "akan",
    "bisa", "dapat", "harus", "mau", "ingin", "hendak", "jangan", "mari", "ayo", "tolong", "silakan", "harap", "mohon",
];

/// A form of a term in the sentence that nothing forbids.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub table: u32,
    pub start: u32,
    pub end: u32,
    pub pattern: Pattern,
    pub english: English,
    pub clitic: Option<&'static str>,
    pub se: bool,
    pub rank: Rank,
}

impl Candidate {
    /// Longest first; of the same tokens the best, and of equals the earlier entry.
    pub fn order(&self) -> (Reverse<u32>, u32, Reverse<Rank>, u32) {
        (Reverse(self.len()), self.start, Reverse(self.rank), self.pattern.term)
    }

    /// Number of tokens.
    pub fn len(&self) -> u32 {
        self.end - self.start
    }

    /// The tokens that it covers.
    pub fn tokens(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The sense of the entry that was taken.
    pub fn sense(&self) -> Option<usize> {
        match self.english {
            English::Sense(n) => Some(n as usize),
            English::Entry | English::Own(_) => None,
        }
    }
}

/// Words that say that there are several: what was said of one before does not hold for them.
const SEVERAL: &[&str] = &["para", "kedua", "sejumlah", "beberapa", "berbagai"];

/// Bytes of the words before the last of most forms.
const FRONT: usize = 64;

/// How good a candidate is among those of the same tokens; compared field by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub glossary: u32,
    pub condition: u8,
    pub domain: bool,
    pub status: u8,
    pub written: u8,
    pub whole: bool,
}

/// Looks for the terms of one table in one sentence.
pub(super) struct Search<'a, 'i> {
    pub table: &'i Table,
    pub number: usize,
    pub sentence: &'a [View<'a>],
    /// The same tokens as forms are looked up.
    pub words: &'a [Word<'a>],
    pub context: &'a Context<'a>,
    pub lexicon: &'a Lexicon,
    pub found: &'a mut Vec<Candidate>,
    /// Where forms that were not taken go, if somebody asks.
    pub rejected: Option<&'a mut Vec<Rejected<'i>>>,
}

/// A token as forms are looked up: its lower-case letters with plain marks, and their hash.
pub(super) struct Word<'a> {
    plain: &'a str,
    hash: u32,
}

impl<'a> Word<'a> {
    /// The words of a sentence. Those with marks that are not plain are made so into `marked`.
    pub fn all(sentence: &[View<'a>], marked: &'a mut Vec<String>) -> Vec<Self> {
        marked.extend(sentence.iter().filter(|view| view.known.marked).map(|view| plain(view.lower).into_owned()));
        let mut marked = marked.iter();
        let word = |view: &View<'a>| {
            let plain = if view.known.marked { marked.next().map_or(view.lower, |m| m) } else { view.lower };
            Self { plain, hash: view.known.hash }
        };
        sentence.iter().map(word).collect()
    }
}

/// The words of a text that a form may stand for.
#[derive(Clone)]
struct Place {
    tokens: Range<usize>,
    clitic: Option<&'static str>,
    se: bool,
}

impl Search<'_, '_> {
    /// Collects the terms that begin at each token.
    pub fn run(&mut self) {
        let mut front = String::with_capacity(FRONT);
        for (start, word) in self.words.iter().enumerate() {
            if !self.sentence[start].known.may_begin {
                continue;
            }
            self.from(start, (word.plain, word.hash), false, &mut front);
            if let Some(rest) = word.plain.strip_prefix(SE) {
                self.from(start, (rest, word_hash(rest.as_bytes())), true, &mut front);
            }
        }
    }

    /// The terms that begin at `start`, whose word less *se-* is `first`, with its hash. `front` is scratch space.
    fn from(&mut self, start: usize, (first, hash): (&str, u32), se: bool, front: &mut String) {
        let (table, words) = (self.table, self.words);
        front.clear();
        self.clitics(start..start + 1, front, first, se, |host| table.may_begin(word_hash(host.as_bytes())));
        if !table.may_begin(hash) {
            return;
        }
        if se || self.sentence[start].known.may_stand {
            self.forms(Place { tokens: start..start + 1, clitic: None, se }, front, first);
        }
        let mut before = first;
        for (end, word) in words.iter().enumerate().skip(start + 1) {
            let second = end == start + 1;
            if !second && !table.begins(front, before) {
                return;
            }
            front.push_str(before);
            front.push(' ');
            let may_stand = |word: u32| !second || table.may_go_on(hash, word);
            self.clitics(start..end + 1, front, word.plain, se, |host| may_stand(word_hash(host.as_bytes())));
            if !may_stand(word.hash) {
                return;
            }
            self.forms(Place { tokens: start..end + 1, clitic: None, se }, front, word.plain);
            before = word.plain;
        }
    }

    /// The forms that are `front` + `last` less an enclitic, where what is left may stand.
    fn clitics(&mut self, tokens: Range<usize>, front: &str, last: &str, se: bool, may_stand: impl Fn(&str) -> bool) {
        for (host, clitic) in hosts(last) {
            if may_stand(host) {
                self.forms(Place { tokens: tokens.clone(), clitic: Some(clitic), se }, front, host);
            }
        }
    }

    /// The forms that are `front` + `last`.
    fn forms(&mut self, place: Place, front: &str, last: &str) {
        let table = self.table;
        for pattern in table.forms(front, last) {
            match self.judge(&place, &pattern) {
                Ok(candidate) => self.found.push(candidate),
                Err(reason) => {
                    if let Some(rejected) = self.rejected.as_deref_mut() {
                        let (term, tokens) = (table.term(pattern.term), place.tokens.clone());
                        rejected.push(Rejected {
                            glossary: self.number,
                            term: term.number,
                            key: term.key(),
                            tokens,
                            reason,
                        });
                    }
                }
            }
        }
    }
}

impl<'i> Search<'_, 'i> {
    fn judge(&self, place: &Place, pattern: &Pattern) -> Result<Candidate, Reason<'i>> {
        if pattern.is_exact() && place.clitic.is_some() || place.se && !pattern.takes_se() {
            return Err(Reason::Exact);
        }
        if !self.case_fits(place, pattern) {
            return Err(Reason::Case);
        }
        let last = &self.sentence[place.tokens.end - 1];
        if let Some(clitic) = place.clitic {
            if pattern.wants_hyphen() && !last.lower[..last.lower.len() - clitic.len()].ends_with('-') {
                return Err(Reason::Hyphen);
            }
            if !pattern.takes_clitics() {
                return Err(Reason::Exact);
            }
            if self.is_own_word(last, place.tokens.len() == 1) {
                return Err(Reason::OwnWord);
            }
        }
        if self.context.headline && pattern.case == CaseTest::Capitals && self.is_function_word(last) {
            return Err(Reason::OwnWord);
        }
        if !self.reads_as_verb(place, pattern) {
            return Err(Reason::Homograph);
        }
        let (mut condition, mut english) = (0, English::Entry);
        if let Some(own) = pattern.own {
            if pattern.role == Role::Abbreviation
                && let Some(when) = self.table.own_condition(own)
            {
                if !self.holds(&when, place) {
                    return Err(Reason::Condition);
                }
                condition += 1;
            }
            if !self.table.own_target(own).is_empty() {
                english = English::Own(own);
            }
        }
        let mut status = TermStatus::Preferred;
        if !pattern.is_plain() {
            let term = self.table.term(pattern.term);
            self.allows(place, &term)?;
            status = term.status;
            if pattern.role != Role::Relative
                && let Some((sense, chosen)) = self.sense(place, &term)
            {
                english = English::Sense(sense);
                condition += u8::from(chosen);
            }
        }
        let as_written = pattern.inflection == Inflection::Base && pattern.spelling == Spelling::AsWritten;
        let rank = Rank {
            glossary: self.number as u32,
            condition,
            domain: self.context.domain.is_some_and(|d| d == self.table.term(pattern.term).domain()),
            status: match status {
                TermStatus::Preferred => 2,
                TermStatus::Admitted => 1,
                TermStatus::Draft | TermStatus::Deprecated => 0,
            },
            written: u8::from(as_written) + u8::from(pattern.is_exact()),
            whole: place.clitic.is_none() && !place.se,
        };
        Ok(Candidate {
            table: self.number as u32,
            start: place.tokens.start as u32,
            end: place.tokens.end as u32,
            pattern: *pattern,
            english,
            clitic: place.clitic,
            se: place.se,
            rank,
        })
    }

    /// Whether the entry lets its forms be taken here.
    fn allows(&self, place: &Place, term: &TermRecord<'i>) -> Result<(), Reason<'i>> {
        if let Some((mut not_before, mut not_after)) = term.guards() {
            let (start, end) = (place.tokens.start, place.tokens.end);
            if let Some(word) = not_before.find(|w| self.stands(end, w)) {
                return Err(Reason::NotBefore(word));
            }
            if let Some(word) = not_after.find(|w| self.stands_before(start, w)) {
                return Err(Reason::NotAfter(word));
            }
        }
        if let Some(mut scope) = term.scope()
            && !scope.any(|s| self.context.scope == Some(s))
        {
            return Err(Reason::Scope);
        }
        match term.status {
            TermStatus::Deprecated => Err(Reason::Deprecated),
            _ => Ok(()),
        }
    }

    /// The sense of the entry that holds here, and whether by its own condition; else the document has shown it before.
    fn sense(&self, place: &Place, term: &TermRecord<'i>) -> Option<(u32, bool)> {
        let mut senses = (0..).zip(term.senses());
        if let Some((n, _)) = senses.find(|(_, (when, _))| self.holds(when, place)) {
            return Some((n, true));
        }
        let shown = *self.context.senses?.get(&(self.number, term.number))?;
        let several = SEVERAL.iter().any(|word| self.stands_before(place.tokens.start, word));
        let there = shown < term.senses().count() && !several && !self.is_place(place.tokens.end);
        there.then_some((shown as u32, false))
    }

    fn case_fits(&self, place: &Place, pattern: &Pattern) -> bool {
        if pattern.case == CaseTest::None || self.context.headline {
            return true;
        }
        let tokens = &self.sentence[place.tokens.clone()];
        let form = |n: usize, form: &'_ str| {
            if n == 0 && place.se { form.get(3..).unwrap_or("").to_owned() } else { form.to_owned() }
        };
        let mut pairs = self.table.written(pattern).split(' ').zip(tokens).enumerate();
        let capital = |s: &str| s.starts_with(char::is_uppercase);
        match pattern.case {
            CaseTest::None => true,
            CaseTest::Initials => pairs.all(|(n, (w, t))| !capital(w) || capital(&form(n, t.form))),
            CaseTest::Exact => pairs.all(|(n, (w, t))| plain(&form(n, t.form)).starts_with(w)),
            CaseTest::Capitals => pairs.all(|(n, (w, t))| capitals_fit(w, &plain(&form(n, t.form)))),
        }
    }

    /// Whether a token that ends like an enclitic is listed as a word of its own: *masalah*, and *khususnya* if it stands alone. After
    /// the other words of a term, *khususnya* is the last of them with its clitic: *utusan khususnya*.
    fn is_own_word(&self, last: &View<'_>, alone: bool) -> bool {
        let capital = last.form.starts_with(char::is_uppercase);
        self.lexicon.form(&plain(last.lower)).any(|l| {
            let cut = l.analysis().is_some_and(|a| a.contains('='));
            (!cut || alone && l.is(Flag::Whole)) && (capital || l.upos() != Upos::Propn)
        })
    }

    /// Whether the name of a country or another place stands at `at`: after *Menlu AS*, *Menlu Rusia* is somebody else.
    fn is_place(&self, at: usize) -> bool {
        const PLACES: [&str; 6] = ["country", "region", "city", "island", "people", "org"];
        let is_place = |l: Lexeme| l.kind().is_some_and(|kind| PLACES.contains(&kind));
        let Some(name) = self.sentence.get(at).filter(|v| v.form.starts_with(char::is_uppercase)) else { return false };
        let two = || Some([name.lower, self.sentence.get(at + 1)?.lower].join(" "));
        self.lexicon.form(name.lower).any(is_place)
            || self.lexicon.variant(name.lower).is_some_and(|v| v.lexemes.into_iter().any(is_place))
            || two().is_some_and(|words| self.lexicon.phrase(&words).any(is_place))
    }

    /// In a headline, capitals do not tell *DIA*, an agency, from *dia*.
    fn is_function_word(&self, last: &View<'_>) -> bool {
        use Upos::{Adp, Adv, Aux, Cconj, Det, Part, Pron, Sconj};
        let function = |upos| matches!(upos, Adp | Adv | Aux | Cconj | Det | Part | Pron | Sconj);
        self.lexicon.form(last.lower).next().is_some_and(|l| function(l.upos()))
    }

    /// Whether a bare stem can be the verb here: *kami bunuh*, *bunuhlah*, not *bom bunuh diri*.
    fn reads_as_verb(&self, place: &Place, pattern: &Pattern) -> bool {
        if pattern.inflection == Inflection::Di && pattern.is_root() {
            // di serang is the passive spelt apart; di Serang is in a town.
            let capital = self.sentence[place.tokens.end - 1].form.starts_with(char::is_uppercase);
            return place.tokens.len() == 1 || !capital;
        }
        if pattern.inflection != Inflection::Bare || place.tokens.len() > 1 {
            return true;
        }
        let start = place.tokens.start;
        let before = start.checked_sub(1).map(|n| &self.sentence[n]);
        // Serang with a capital inside a sentence is a town.
        let name = before.is_some_and(|b| b.form.chars().any(char::is_alphabetic))
            && self.sentence[start].form.starts_with(char::is_uppercase)
            && !self.context.headline;
        let asks = pattern.is_homograph() || pattern.is_root() && !self.context.headline;
        if !asks && !name {
            return true;
        }
        let called = place.clitic == Some("lah");
        called && !name || before.is_some_and(|b| BEFORE_VERBS.contains(&b.lower))
    }

    /// Whether all the lists of a condition hold.
    fn holds(&self, when: &When<'_>, place: &Place) -> bool {
        let (start, end) = (place.tokens.start, place.tokens.end);
        let any = |list: List<'_>, test: &dyn Fn(&str) -> bool| list.is_empty() || { list }.any(test);
        let next = |w: &str| self.stands(end, w) || self.past_aside(start, end).is_some_and(|at| self.stands(at, w));
        let near = |w: &str| (0..self.sentence.len()).any(|at| !place.tokens.contains(&at) && self.stands(at, w));
        any(when.next, &next)
            && any(when.prev, &|w| self.stands_before(start, w))
            && any(when.near, &near)
            && any(when.doc, &|w| holds_words(self.context.document, &w.to_lowercase()))
            && any(when.domain, &|w| self.context.domain == Some(w))
            && any(when.scope, &|w| self.context.scope == Some(w))
    }

    /// Where the text goes on after an aside in brackets: *Menteri Luar Negeri (Menlu) AS*, seen from either.
    fn past_aside(&self, start: usize, end: usize) -> Option<usize> {
        /// Longest aside in tokens.
        const ASIDE: usize = 6;
        let form = |n: usize| self.sentence.get(n).map(|v| v.form);
        match form(end)? {
            "(" => (end + 1..=end + ASIDE).find(|&n| form(n) == Some(")")).map(|n| n + 1),
            ")" if start > 0 && form(start - 1) == Some("(") => Some(end + 1),
            _ => None,
        }
    }

    /// Whether the words of `phrase` stand right before `end`.
    fn stands_before(&self, end: usize, phrase: &str) -> bool {
        let n = phrase.split(' ').count();
        end.checked_sub(n).is_some_and(|at| self.stands(at, phrase))
    }

    /// Whether the words of `phrase` stand at `at`, the last perhaps with a clitic. Words with capitals need capitals, so that AS is not
    /// *as*, but in a headline.
    fn stands(&self, at: usize, phrase: &str) -> bool {
        let mut words = phrase.split(' ').peekable();
        let mut tokens = self.sentence[at.min(self.sentence.len())..].iter();
        while let Some(word) = words.next() {
            let Some(token) = tokens.next() else { return false };
            let capital = word.starts_with(char::is_uppercase);
            let folded =
                if self.context.headline && capital { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) };
            let form = if capital && !self.context.headline { token.form } else { token.lower };
            let clitic = words.peek().is_none();
            let Some(rest) = form.strip_prefix(&*folded) else { return false };
            let rest = rest.strip_prefix('-').unwrap_or(rest);
            let same = rest.is_empty() || clitic && CLITICS.contains(&rest) && !self.is_own_word(token, true);
            if !same {
                return false;
            }
        }
        true
    }
}

/// A word less each enclitic that it may end with.
fn hosts(word: &str) -> impl Iterator<Item = (&str, &'static str)> {
    let ends = matches!(
        word.as_bytes(),
        [.., b'n', b'y', b'a'] | [.., b'l' | b'k', b'a', b'h'] | [.., b'p', b'u', b'n'] | [.., b'k' | b'm', b'u']
    );
    let clitics: &[&'static str] = if ends { CLITICS } else { &[] };
    clitics.iter().filter_map(move |clitic| {
        let host = word.strip_suffix(clitic)?;
        let host = host.strip_suffix('-').unwrap_or(host);
        (host.len() > 1).then_some((host, *clitic))
    })
}

/// Whether a term of `table` may begin with a word as it is, less *se-* or less an enclitic; if not, surely none does.
pub(super) fn may_begin(table: &Table, word: &str) -> bool {
    let begins = |word: &str| table.may_begin(word_hash(word.as_bytes()));
    let with_hosts = |word: &str| begins(word) || hosts(word).any(|(host, _)| begins(host));
    with_hosts(word) || word.strip_prefix(SE).is_some_and(with_hosts)
}

/// Whether a token has hyphens or apostrophes that are not the plain ones.
pub(super) fn is_marked(word: &str) -> bool {
    const MARKS: [char; 3] = ['\u{2010}', '\u{2011}', '’'];
    !word.is_ascii() && word.contains(MARKS)
}

/// A token with plain hyphens and apostrophes.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    if !is_marked(word) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(
        word.chars()
            .map(|c| match c {
                '’' => '\'',
                '\u{2010}' | '\u{2011}' => '-',
                c => c,
            })
            .collect(),
    )
}

/// Whether the capitals of `written` are capitals in `form`, and its small letters small, but at the beginning or all together.
fn capitals_fit(written: &str, form: &str) -> bool {
    let loud = !form.chars().any(char::is_lowercase);
    let mut begins = true;
    written.chars().zip(form.chars()).all(|(w, f)| {
        let fits = if w.is_uppercase() { f.is_uppercase() } else { !f.is_uppercase() || begins || loud };
        begins = w == '-';
        fits
    })
}

/// Whether `words` stand in `text` as whole words.
fn holds_words(text: &str, words: &str) -> bool {
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(words)
        .any(|(at, _)| edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next()))
}

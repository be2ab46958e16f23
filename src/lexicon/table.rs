//! A compiled lexicon, read in place.

use super::bits::Bits;
use super::compile::HAS_SOURCE;
use super::source::{CONDITIONS, FLAGS, KINDS, OF, UPOS, VARIANT_KINDS};
use crate::model::{LexemeId, Upos};
use crate::store::{Filter, Places, Reader, Store, kind, pair_hash, word_hash};

/// The block that [`super::compile::compile`] made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    store: Store<'static>,
    /// Of the first two words of phrases.
    first_words: Filter,
    /// Of those of longer phrases.
    of_longer: Filter,
    /// Of four neighbouring letters of forms.
    letters: Filter,
    /// Which of the lexicon's tables it is.
    number: u8,
}

/// A dictionary word: a form with one part of speech, its history and its English.
///
/// A lexeme is a pointer into the compiled lexicon; its fields are read when asked for.
#[derive(Clone, Copy)]
pub struct Lexeme {
    store: Store<'static>,
    at: u32,
    table: u8,
}

impl PartialEq for Lexeme {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Lexeme {}

impl std::fmt::Debug for Lexeme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.form(), self.upos())
    }
}

/// A flag of a lexeme; see `lexicon/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the table in lexicon/README.md")]
pub enum Flag {
    Transitive,
    Intransitive,
    Bound,
    Colloquial,
    Old,
    Rare,
    Regional,
    Vulgar,
    Formal,
    Passive,
    Classifier,
    Unit,
    Whole,
    Person,
    Genitive,
    Support,
}

const _: () = assert!(FLAGS.len() == Flag::Support as usize + 1);

/// Bytes of a record before its strings: part of speech, kind, complement, two of flags, which strings are given.
const HEAD: u32 = 6;

/// The strings at the head of a record, in their order.
#[derive(Clone, Copy)]
enum Field {
    Form,
    Analysis,
    Surface,
    Label,
    Adjective,
    Full,
}

impl Lexeme {
    /// The handle by which [`crate::Lexicon::lexeme`] gives the lexeme again.
    #[inline]
    pub fn id(self) -> LexemeId {
        LexemeId { table: self.table, at: self.at }
    }

    /// Part of speech.
    #[inline]
    pub fn upos(self) -> Upos {
        ENTRY_UPOS[usize::from(self.store.byte(self.at as usize))]
    }

    /// What a name or abbreviation names.
    pub fn kind(self) -> Option<&'static str> {
        let kind = usize::from(self.store.byte(self.at as usize + 1));
        KINDS.get(kind.checked_sub(1)?).copied()
    }

    /// How the English of a relational noun takes its complement: a member of [`OF`].
    pub fn of(self) -> Option<&'static str> {
        let of = usize::from(self.store.byte(self.at as usize + 2));
        OF.get(of.checked_sub(1)?).copied()
    }

    /// Whether `flag` is set.
    #[inline]
    pub fn is(self, flag: Flag) -> bool {
        self.bits() & (1 << flag as u16) != 0
    }

    #[inline]
    fn bits(self) -> u16 {
        let at = self.at as usize + 3;
        u16::from_le_bytes([self.store.byte(at), self.store.byte(at + 1)])
    }

    /// Citation form: lower case, names as they are written.
    pub fn form(self) -> &'static str {
        self.given(Field::Form).expect("a lexeme has a form")
    }

    /// The underlying segmentation, `ke-duta-an`; `None` for a word that is not cut.
    pub fn analysis(self) -> Option<&'static str> {
        self.given(Field::Analysis)
    }

    /// The surface segmentation, where the rules do not give it from the analysis.
    pub fn surface(self) -> Option<&'static str> {
        self.given(Field::Surface)
    }

    /// The Leipzig label of a function word.
    pub fn label(self) -> Option<&'static str> {
        self.given(Field::Label)
    }

    /// The English that a name or noun has before another noun: `Russian`.
    pub fn adjective(self) -> Option<&'static str> {
        self.given(Field::Adjective)
    }

    /// What an abbreviation stands for.
    pub fn full(self) -> Option<&'static str> {
        self.given(Field::Full)
    }

    /// Where an imported lexeme comes from; such lexemes rank after all others.
    #[inline]
    pub fn source(self) -> Option<&'static str> {
        if self.strings_given() & HAS_SOURCE == 0 {
            return None;
        }
        Some(self.after_senses().string())
    }

    /// The file that the lexeme stands in, as it was named when it was compiled: `lexicon/roots.tsv`.
    pub fn file(self) -> &'static str {
        let place = self.store.find([kind::FILES, b"", b"", b""]).and_then(|mut places| places.next());
        let mut reader = self.store.reader(place.expect("written by compile"));
        let names = reader.strings();
        let starts = names.iter().map(|_| reader.record()).take_while(|&start| start <= self.at).count();
        names.get(starts.wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// Column 5 of the lexeme's line.
    pub fn flags(self) -> String {
        let bare =
            FLAGS.iter().enumerate().filter(|(bit, _)| self.bits() & (1 << bit) != 0).map(|(_, f)| f.to_string());
        let named = [
            ("gl", self.label()),
            ("adj", self.adjective()),
            ("of", self.of()),
            ("kind", self.kind()),
            ("full", self.full()),
            ("src", self.source()),
        ];
        let named = named.into_iter().filter_map(|(name, v)| Some(format!("{name}={}", v?.replace(' ', "_"))));
        bare.chain(named).collect::<Vec<_>>().join(" ")
    }

    /// The senses, first those that news uses first; each is a list of near-synonyms.
    pub fn senses(self) -> Vec<Vec<&'static str>> {
        let mut reader = self.after_fields();
        (0..reader.byte()).map(|_| (0..reader.byte()).map(|_| reader.string()).collect()).collect()
    }

    /// All glosses in order, senses flattened.
    pub fn glosses(self) -> impl Iterator<Item = &'static str> {
        self.senses().into_iter().flatten()
    }

    /// The first gloss: what a reader is shown when nothing else decides.
    pub fn gloss(self) -> &'static str {
        let mut reader = self.after_fields();
        reader.byte();
        reader.byte();
        reader.string()
    }

    fn given(self, field: Field) -> Option<&'static str> {
        let (given, bit) = (self.strings_given(), 1 << field as u8);
        (given & bit != 0).then(|| self.after(given & (bit - 1)).string())
    }

    /// Bit by bit, in the order of [`Field`], which strings the record has; [`HAS_SOURCE`] is for the one at its end.
    #[inline]
    fn strings_given(self) -> u8 {
        self.store.byte((self.at + HEAD - 1) as usize)
    }

    /// Behind as many strings as `fields` has bits.
    fn after(self, fields: u8) -> Reader<'static> {
        let mut reader = self.store.reader(self.at + HEAD);
        (0..fields.count_ones()).for_each(|_| reader.skip_string());
        reader
    }

    fn after_fields(self) -> Reader<'static> {
        self.after(self.strings_given() & !HAS_SOURCE)
    }

    fn after_senses(self) -> Reader<'static> {
        let mut reader = self.after_fields();
        for _ in 0..reader.byte() {
            (0..reader.byte()).for_each(|_| reader.skip_string());
        }
        reader
    }

    /// Where the record ends.
    fn end(self) -> u32 {
        let mut reader = self.after_senses();
        if self.strings_given() & HAS_SOURCE != 0 {
            reader.skip_string();
        }
        reader.place()
    }
}

const ENTRY_UPOS: [Upos; 15] = [
    Upos::Noun,
    Upos::Verb,
    Upos::Adj,
    Upos::Adv,
    Upos::Propn,
    Upos::Pron,
    Upos::Det,
    Upos::Num,
    Upos::Adp,
    Upos::Sconj,
    Upos::Cconj,
    Upos::Aux,
    Upos::Part,
    Upos::Intj,
    Upos::X,
];

const _: () = assert!(ENTRY_UPOS.len() == UPOS.len());

/// The lexemes at some places.
#[derive(Clone, Debug)]
pub(crate) struct Lexemes {
    table: Table,
    places: Option<Places<'static>>,
}

impl Iterator for Lexemes {
    type Item = Lexeme;

    #[inline]
    fn next(&mut self) -> Option<Lexeme> {
        let at = self.places.as_mut()?.next()?;
        Some(self.table.at(at))
    }
}

impl Table {
    /// Opens a block as the table of a lexicon with this number.
    pub(crate) fn open(bytes: &'static [u8], number: u8) -> Self {
        let store = Store::open(bytes);
        // The filters stand behind the lexemes.
        let mut behind = store.reader(store.records().1);
        let [first_words, of_longer, letters] = [behind.filter(), behind.filter(), behind.filter()];
        Self { store, first_words, of_longer, letters, number }
    }

    #[inline]
    fn at(self, at: u32) -> Lexeme {
        Lexeme { store: self.store, at, table: self.number }
    }

    #[inline]
    fn lexemes_of(self, kind: &[u8], first: &str, rest: &str) -> Lexemes {
        let places = self.store.find([kind, first.as_bytes(), rest.as_bytes(), b""]);
        Lexemes { table: self, places }
    }

    /// The lexemes of a lower-cased form: `first` (a restored letter, or nothing) before `rest`.
    #[inline]
    pub(crate) fn form(self, first: &str, rest: &str) -> Lexemes {
        // A control character would be read as the kind of a key.
        let control = first.bytes().chain(rest.bytes()).next().is_some_and(|b| b < b' ');
        match control {
            true => Lexemes { table: self, places: None },
            false => self.lexemes_of(b"", first, rest),
        }
    }

    /// The verbs of a voiceless stem such as `umum-kan`.
    pub(crate) fn stem(self, stem: &str) -> Lexemes {
        self.lexemes_of(kind::STEM, stem, "")
    }

    /// The phrases that are `words`, lower-cased and joined by single spaces.
    pub(crate) fn phrase(self, words: &str) -> Lexemes {
        self.lexemes_of(kind::PHRASE, words, "")
    }

    /// The phrases whose words before the gap are `words`, as [`Self::phrase`] takes them.
    pub(crate) fn gapped(self, words: &str) -> Lexemes {
        self.lexemes_of(kind::GAPPED, words, "")
    }

    /// Whether some phrase begins with `words` and goes on.
    pub(crate) fn begins_phrase(self, words: &str) -> bool {
        self.store.find([kind::PHRASE_PREFIX, words.as_bytes(), b"", b""]).is_some()
    }

    /// Whether some phrase may begin with the words of these hashes; if not, surely none does.
    #[inline]
    pub(crate) fn may_begin_phrase(self, first: u32, second: u32) -> bool {
        self.first_words.may_hold(self.store, pair_hash(first, second))
    }

    /// Whether some phrase may begin with them and go on; if not, surely none does.
    #[inline]
    pub(crate) fn may_go_on(self, first: u32, second: u32) -> bool {
        self.of_longer.may_hold(self.store, pair_hash(first, second))
    }

    /// Whether each four neighbouring letters of `word` may stand so in some form.
    pub(crate) fn may_spell(self, word: &str) -> bool {
        word.as_bytes().windows(4).all(|w| self.letters.may_hold(self.store, word_hash(w)))
    }

    /// The kind and the standard form of a variant spelling.
    pub(crate) fn variant(self, form: &str) -> Option<(&'static str, &'static str)> {
        let place = self.store.find([kind::VARIANT, form.as_bytes(), b"", b""])?.next()?;
        let mut reader = self.store.reader(place);
        let kind = VARIANT_KINDS[usize::from(reader.byte())];
        Some((kind, reader.string()))
    }

    /// Every variant spelling, lower-cased.
    pub(crate) fn variants(self) -> impl Iterator<Item = &'static str> {
        let form = |key: &'static [u8]| std::str::from_utf8(key.strip_prefix(kind::VARIANT)?).ok();
        self.store.keys().filter_map(form)
    }

    /// The sense rules of the lexeme with this citation form and part of speech, in order.
    pub(crate) fn rules(self, form: &str, upos: Upos) -> impl Iterator<Item = SenseRule> {
        let places = self.store.find([kind::RULES, form.as_bytes(), b"", b""]);
        let read = move |place| {
            let mut r = self.store.reader(place);
            let of = ENTRY_UPOS[usize::from(r.byte())];
            let line = r.number();
            let gloss = r.string();
            let when = (0..r.byte()).map(|_| {
                let negated = r.byte() != 0;
                let (_, distance, of_pos) = CONDITIONS[usize::from(r.byte())];
                let values = r.strings();
                let bits = values.iter().copied().collect();
                let hashes = values.iter().map(|v| word_hash(v.as_bytes())).collect();
                let upos = values.iter().filter(|_| of_pos).filter_map(|v| v.parse::<Upos>().ok());
                let tags = upos.fold(0, |all, upos| all | 1 << upos as u32);
                SenseCondition { negated, distance, of_pos, values, bits, hashes, tags }
            });
            let when = when.collect();
            (of == upos).then_some(SenseRule { line, gloss, when })
        };
        places.into_iter().flatten().filter_map(read)
    }

    pub(crate) fn lexeme(self, id: LexemeId) -> Lexeme {
        self.at(id.at)
    }

    /// Every lexeme, in the order of the files.
    pub(crate) fn lexemes(self) -> impl Iterator<Item = Lexeme> {
        let (mut at, end) = self.store.records();
        std::iter::from_fn(move || {
            let lexeme = self.at(at);
            (at < end).then(|| {
                at = lexeme.end();
                lexeme
            })
        })
    }

    pub(crate) fn len(self) -> usize {
        self.store.len()
    }
}

/// English that a lexeme has where its conditions hold.
#[derive(Clone, Debug)]
pub struct SenseRule {
    /// Its line in `lexicon/senses.tsv`, from 1.
    pub line: u32,
    /// The English, in citation form.
    pub gloss: &'static str,
    /// Conditions, all of which must hold.
    pub when: Vec<SenseCondition>,
}

/// The sense rules of a lexeme, in order.
#[derive(Clone, Debug, Default)]
pub struct SenseRules {
    rules: Box<[SenseRule]>,
    /// Of the words right before and right after, those that a condition of each rule asks for; all if none does. They stand apart from
    /// the rules, most of which are not looked at for anything else.
    beside: Box<[[Bits; 2]]>,
}

impl SenseRules {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The rules.
    pub fn iter(&self) -> impl Iterator<Item = &SenseRule> {
        self.rules.iter()
    }

    /// The rules that may hold between words of these sets; all others surely do not.
    #[inline]
    pub(crate) fn between(&self, beside: [Bits; 2]) -> impl Iterator<Item = &SenseRule> {
        let may_hold = move |asked: &[Bits; 2]| {
            asked.iter().zip(beside).all(|(&asked, there)| asked == Bits::ALL || asked.meets(there))
        };
        self.beside.iter().zip(&self.rules).filter(move |(asked, _)| may_hold(asked)).map(|(_, rule)| rule)
    }
}

impl FromIterator<SenseRule> for SenseRules {
    fn from_iter<I: IntoIterator<Item = SenseRule>>(rules: I) -> Self {
        let rules: Box<[SenseRule]> = rules.into_iter().collect();
        let beside = rules.iter().map(|rule| [-1, 1].map(|distance| asked_at(distance, &rule.when))).collect();
        Self { rules, beside }
    }
}

/// The words that the first condition on the word at `distance` asks for.
fn asked_at(distance: i32, when: &[SenseCondition]) -> Bits {
    let asks = |c: &&SenseCondition| c.distance == distance && !c.negated && !c.of_pos && !c.values.is_empty();
    when.iter().find(asks).map_or(Bits::ALL, |c| c.bits)
}

/// What must stand around a word; see [`super::source::CONDITIONS`].
#[derive(Clone, Debug)]
pub struct SenseCondition {
    /// Whether it must not be so.
    pub negated: bool,
    /// How far from the word to look; 0 is anywhere near.
    pub distance: i32,
    /// Whether to look at parts of speech rather than words.
    pub of_pos: bool,
    /// The words or parts of speech of which one must stand there; none asks for the edge of the sentence.
    pub values: Vec<&'static str>,
    /// The same as a set that tells quickly what is not in it.
    pub bits: Bits,
    /// The hashes of the words.
    pub hashes: Vec<u32>,
    /// The parts of speech as bits, by their numbers.
    pub tags: u32,
}

/// What a variant spelling stands for.
#[derive(Clone, Debug)]
pub struct VariantOf {
    /// `spelling`, `old`, `coll` or `slip`.
    pub kind: &'static str,
    /// The standard form.
    pub standard: &'static str,
    /// Its lexemes; empty if the standard form is itself made by rule.
    pub lexemes: Vec<Lexeme>,
}

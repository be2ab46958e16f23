//! What padan knows about words: forms, parts of speech, histories, English.
//!
//! The lexicon is text in the repository's `lexicon/` folder, compiled into the library as bytes that are read in
//! place. Nothing is parsed or allocated when it is opened. Files of a user's own are compiled when they are loaded and stand
//! beside it.

mod band;
mod bits;
pub mod compile;
pub mod import;
mod load;
pub mod source;
mod table;

use crate::model::LexemeId;
pub use band::band;
pub use bits::Bits;
pub(crate) use load::at_fault;
pub use load::{ExtraFile, LoadError};
pub use table::{Flag, Lexeme, SenseCondition, SenseRule, SenseRules, VariantOf};
use table::{Lexemes, Table};

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// The places of a lexicon's tables. Of lexemes with one form, those of the earlier table rank first.
mod place {
    /// A user's own entries.
    pub const OWN: usize = 0;
    /// Those that padan is built with.
    pub const BUILTIN: usize = 1;
    /// Entries that a user has from elsewhere: they have a source.
    pub const IMPORTED: usize = 2;
}

/// A set of lexemes that can be looked up by form.
#[derive(Clone, Debug)]
pub struct Lexicon {
    tables: [Option<Table>; 3],
    /// Lexemes that are not found, one a table.
    hidden: [Option<LexemeId>; 3],
}

/// Lexemes of one key from all tables.
#[derive(Debug)]
struct Found {
    tables: [Option<Lexemes>; 3],
    hidden: [Option<LexemeId>; 3],
}

impl Iterator for Found {
    type Item = Lexeme;

    #[inline]
    fn next(&mut self) -> Option<Lexeme> {
        for (lexemes, hidden) in self.tables.iter_mut().zip(self.hidden) {
            let Some(lexemes) = lexemes else { continue };
            if let Some(lexeme) = lexemes.find(|l| hidden.is_none_or(|h| h != l.id())) {
                return Some(lexeme);
            }
        }
        None
    }
}

impl Lexicon {
    /// The lexicon that padan is built with.
    ///
    /// ```
    /// let lexicon = padan::Lexicon::builtin();
    /// let embassy = lexicon.form("kedutaan").next().expect("listed");
    /// assert_eq!(embassy.gloss(), "embassy");
    /// ```
    pub fn builtin() -> Self {
        let builtin = Table::open(BUILTIN, place::BUILTIN as u8);
        Self { tables: [None, Some(builtin), None], hidden: [None; 3] }
    }

    /// The built-in lexicon with files of a user's own beside it. Their entries rank before built-in ones of the same form,
    /// those of later files first; entries with a source (`src=`) rank after all others.
    ///
    /// What is loaded stays in memory until the process ends: lexemes are handles into it that live as long. Call it once.
    ///
    /// ```
    /// use padan::{Lexicon, lexicon::ExtraFile};
    /// let file = ExtraFile::parse("mine.tsv", "kedutaan\tNOUN\tke-duta-an\tlegation\n").expect("sound");
    /// let lexicon = Lexicon::builtin_with(&[file]);
    /// let glosses: Vec<_> = lexicon.form("kedutaan").map(|l| l.gloss()).collect();
    /// assert_eq!(glosses, ["legation", "embassy"]);
    /// ```
    pub fn builtin_with(files: &[ExtraFile<'_>]) -> Self {
        let later_first: Vec<&ExtraFile<'_>> = files.iter().rev().collect();
        let mut lexicon = Self::builtin();
        lexicon.load(place::OWN, &later_first, |source| source.is_none());
        lexicon.load(place::IMPORTED, &later_first, |source| source.is_some());
        lexicon
    }

    /// A lexicon of these files alone, earlier ones first. It stays in memory as that of [`Self::builtin_with`] does.
    pub fn of(files: &[ExtraFile<'_>]) -> Self {
        let mut lexicon = Self { tables: [None; 3], hidden: [None; 3] };
        lexicon.load(place::BUILTIN, &files.iter().collect::<Vec<_>>(), |_| true);
        lexicon
    }

    fn load(&mut self, place: usize, files: &[&ExtraFile<'_>], wanted: impl Fn(Option<&str>) -> bool) {
        let bytes = load::compile_wanted(files, wanted);
        self.tables[place] = bytes.map(|b| Table::open(b.leak(), place as u8));
    }

    /// The same lexicon without the entries that have this form, part of speech and analysis: what the rules would make of the
    /// form if it were not listed.
    #[must_use]
    pub fn without(&self, lexeme: Lexeme) -> Self {
        let same =
            |l: &Lexeme| l.form() == lexeme.form() && l.upos() == lexeme.upos() && l.analysis() == lexeme.analysis();
        let form = lexeme.form().to_lowercase();
        let hidden = self.tables.map(|t| t?.form("", &form).find(same).map(Lexeme::id));
        Self { tables: self.tables, hidden }
    }

    #[inline]
    fn find(&self, lookup: impl Fn(Table) -> Lexemes) -> Found {
        // Written out: this is the innermost loop of analysis, and `map` of an array is slow.
        let [own, builtin, imported] = self.tables;
        Found { tables: [own.map(&lookup), builtin.map(&lookup), imported.map(&lookup)], hidden: self.hidden }
    }

    /// The lexemes of a lower-cased form, likeliest first.
    #[inline]
    pub fn form(&self, form: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.find(|t| t.form("", form))
    }

    /// The lexeme of a handle that this lexicon gave.
    ///
    /// # Panics
    /// If another lexicon gave it.
    #[inline]
    pub fn lexeme(&self, id: LexemeId) -> Lexeme {
        self.tables[usize::from(id.table)].expect("a handle of this lexicon").lexeme(id)
    }

    /// The lexemes of a form whose first letter was lost in assimilation: `first` is put before `rest`.
    #[inline]
    pub(crate) fn restored(&self, first: &str, rest: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.find(|t| t.form(first, rest))
    }

    /// The verbs whose analysis without its voice prefix is `stem`: *mengumumkan* for `umum-kan`.
    pub fn verb_stem(&self, stem: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.find(|t| t.stem(stem))
    }

    /// The phrases that are `words`, lower-cased and joined by single spaces.
    pub fn phrase(&self, words: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.find(|t| t.phrase(words))
    }

    /// The phrases with a gap, *baik … maupun*, of which `words` stands before it.
    pub fn gapped(&self, words: &str) -> impl Iterator<Item = Lexeme> + use<> {
        self.find(|t| t.gapped(words))
    }

    /// Whether some phrase begins with `words` and goes on.
    pub fn begins_phrase(&self, words: &str) -> bool {
        self.tables.iter().flatten().any(|t| t.begins_phrase(words))
    }

    /// Whether some phrase may begin with the two words that [`word_hash`](crate::store::word_hash) gives these hashes of; if not,
    /// surely none does.
    #[inline]
    pub(crate) fn may_begin_phrase(&self, first: u32, second: u32) -> bool {
        self.tables.iter().flatten().any(|t| t.may_begin_phrase(first, second))
    }

    /// Whether some phrase may begin with them and go on; if not, surely none does.
    #[inline]
    pub(crate) fn may_go_on(&self, first: u32, second: u32) -> bool {
        self.tables.iter().flatten().any(|t| t.may_go_on(first, second))
    }

    /// Whether each four neighbouring letters of `word` may stand so in some form; if not, it is no form, and hardly one that
    /// affixes make.
    pub(crate) fn may_spell(&self, word: &str) -> bool {
        self.tables.iter().flatten().any(|t| t.may_spell(word))
    }

    /// The sense rules of a lexeme, in order; the first that holds gives its English.
    pub fn sense_rules(&self, lexeme: Lexeme) -> SenseRules {
        self.tables.iter().flatten().flat_map(|t| t.rules(lexeme.form(), lexeme.upos())).collect()
    }

    /// What the variant spelling `form` stands for.
    pub fn variant(&self, form: &str) -> Option<VariantOf> {
        let (kind, standard) = self.tables.iter().flatten().find_map(|t| t.variant(form))?;
        let lower = standard.to_lowercase();
        Some(VariantOf { kind, standard, lexemes: self.form(&lower).chain(self.phrase(&lower)).collect() })
    }

    /// Every variant spelling, lower-cased.
    pub fn variants(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.tables.into_iter().flatten().flat_map(Table::variants)
    }

    /// The glosses of a lexeme, and after them those that imported lexemes of the same form and part of speech add.
    pub fn glosses(&self, lexeme: Lexeme) -> impl Iterator<Item = &'static str> + use<> {
        let ours: Vec<&'static str> = lexeme.glosses().collect();
        let new = |l: Lexeme| l.glosses().filter(|g| !ours.contains(g)).collect::<Vec<_>>();
        let imported: Vec<&'static str> = self.imported(lexeme).filter(|&l| l != lexeme).flat_map(new).collect();
        ours.into_iter().chain(imported)
    }

    /// The imported lexemes of the same form and part of speech as `lexeme`.
    pub fn imported(&self, lexeme: Lexeme) -> impl Iterator<Item = Lexeme> + use<> {
        let found = self.tables[place::IMPORTED].map(|table| {
            let form = lexeme.form().to_lowercase();
            if form.contains(' ') { table.phrase(&form) } else { table.form("", &form) }
        });
        found.into_iter().flatten().filter(move |l| l.upos() == lexeme.upos())
    }

    /// Every lexeme, in the order of the files.
    pub fn lexemes(&self) -> impl Iterator<Item = Lexeme> + use<> {
        self.tables.into_iter().flatten().flat_map(Table::lexemes)
    }

    /// Number of keys by which something is found.
    pub fn len(&self) -> usize {
        self.tables.iter().flatten().map(|t| t.len()).sum()
    }

    /// Whether the lexicon knows nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

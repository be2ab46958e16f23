//! What *-nya* and its like do in their place: the decision list of the glossing standard, first match wins.
//!
//! Order and cases follow the counts of *-nya* in UD Indonesian and C. Grangé, "The Indonesian verbal suffix -nya" (Wacana 16, 2015) for its
//! nominalising use.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::english;
use crate::lexicon::{Flag, Lexicon};
use crate::model::{Analysis, Gloss, GlossSource, MorphemeKind, Role, RoleOf, Token, Upos, is_pronoun};

/// Roots of verbs that report speech; bare, beside a quotation, their *-nya* is who speaks.
const REPORTING: &[&str] = &[
    "kata", "ujar", "ucap", "tutur", "ungkap", "tegas", "papar", "tukas", "cetus", "tandas", "kilah", "imbuh",
    "sambung", "kenang", "tambah", "jelas", "lanjut", "sebut", "terang", "pinta", "seru", "tulis", "jawab", "tanya",
    "pungkas", "keluh",
];

/// Roots of verbs of thinking, whose passive with *-nya* has what is thought behind it: *diakuinya pemerintah lambat*.
const HOLDING: &[&str] =
    &["aku", "harap", "nilai", "yakin", "duga", "ingat", "cerita", "lapor", "tahu", "kira", "sangka", "percaya"];

/// Words after which a passive or a bare verb with *-nya* is a noun: *dengan dibukanya pasar*.
const BEFORE_NOUNS: &[&str] = &[
    "dengan",
    "sebelum",
    "setelah",
    "sesudah",
    "sejak",
    "karena",
    "akibat",
    "atas",
    "tentang",
    "pasca",
    "hingga",
    "sampai",
    "menyusul",
    "soal",
    "mengenai",
    "seiring",
    "selama",
    "usai",
    "tanpa",
    "menjelang",
    "terhadap",
    "perihal",
    "menanti",
    "menunggu",
    "kecuali",
    "melalui",
    "saat",
];

/// Words of degree after which a quality with *-nya* stays one.
const DEGREES: &[&str] = &["betapa", "begitu", "alangkah", "sebegitu", "demikian", "saking"];

/// Nouns that name the matter at hand where they open a clause: *masalahnya, …*, *faktanya …*
const MATTERS: &[&str] = &[
    "masalah",
    "soal",
    "fakta",
    "inti",
    "akibat",
    "hasil",
    "alasan",
    "arti",
    "contoh",
    "buktinya",
    "bukti",
    "kenyataan",
    "kabar",
    "caranya",
    "cara",
    "persoalan",
    "kesimpulan",
    "pokok",
    "syarat",
    "rencana",
    "harapan",
    "tujuan",
    "dampak",
    "celaka",
    "konon",
    "sialnya",
    "sial",
    "parah",
];

/// Nouns of time: *malamnya* that evening, *saatnya* time to.
const TIMES: &[&str] = &[
    "saat", "waktu", "malam", "pagi", "siang", "sore", "hari", "tahun", "bulan", "pekan", "minggu", "esok", "besok",
    "jam", "giliran", "petang", "subuh", "dini",
];

/// Nouns that have a possessor by their nature: *ibunya*, *kepalanya*; a name after them is that of the person.
const PERSONS: &[&str] = &[
    "ibu",
    "ayah",
    "bapak",
    "istri",
    "suami",
    "anak",
    "adik",
    "kakak",
    "saudara",
    "teman",
    "rekan",
    "kakek",
    "nenek",
    "paman",
    "bibi",
    "putra",
    "putri",
    "sahabat",
    "mitra",
    "keponakan",
    "sepupu",
    "kekasih",
    "pacar",
    "kawan",
    "murid",
    "guru",
    "asisten",
    "wakil",
    "lawan",
    "pelatih",
];

/// Readings with the labels of roles, made for the tokens before: most of those with a role are words that had it before.
#[derive(Debug, Default)]
pub(super) struct Labelled(HashMap<(usize, usize), Vec<Made>, RandomState>);

#[derive(Debug)]
struct Made {
    /// The readings without labels. They are kept, so that no others come to stand in their place, by which they are found.
    of: Arc<[Analysis]>,
    roles: Vec<RoleOf>,
    analyses: Arc<[Analysis]>,
}

impl Labelled {
    /// Gives a token what its morphemes do in its place. Those that are sure get the label of their role, in readings of their own.
    fn take_roles(&mut self, token: &mut Token, roles: Vec<RoleOf>) {
        if roles.iter().any(|r| r.sure) {
            let place = token.analyses.as_ptr().addr();
            let made = self.0.entry((place, token.chosen)).or_default();
            let known = made.iter().find(|m| Arc::ptr_eq(&m.of, &token.analyses) && m.roles == roles);
            let known = known.map(|m| Arc::clone(&m.analyses));
            token.analyses = known.unwrap_or_else(|| {
                let (of, analyses) = (Arc::clone(&token.analyses), labelled(token, &roles));
                made.push(Made { of, roles: roles.clone(), analyses: Arc::clone(&analyses) });
                analyses
            });
        }
        token.roles = roles;
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

/// The readings of a token with the labels of roles that are sure.
fn labelled(token: &Token, roles: &[RoleOf]) -> Arc<[Analysis]> {
    let mut own: Vec<Analysis> = token.analyses.to_vec();
    for r in roles.iter().filter(|r| r.sure) {
        if let Some(morpheme) = own.get_mut(token.chosen).and_then(|a| a.morphemes.get_mut(r.morpheme)) {
            morpheme.gloss = Gloss::Grammatical(r.role.labels(&morpheme.form));
        }
    }
    own.into()
}

/// Whether a morpheme of the reading has a role, whatever it is.
pub(super) fn has_role(analysis: &Analysis) -> bool {
    analysis.morphemes.iter().any(is_pronoun) || numeral_prefix(analysis).is_some()
}

/// Gives the morphemes of the tokens at `places`, those of which the reading [has one](has_role), their role.
pub(super) fn find(lexicon: &Lexicon, labelled: &mut Labelled, forms: &[&str], tokens: &mut [Token], places: &[usize]) {
    for &n in places {
        let Some(analysis) = tokens[n].analysis() else { continue };
        let mut roles = Vec::new();
        if let Some(at) = analysis.morphemes.iter().rposition(is_pronoun)
            && let Some((role, sure)) = pronoun(lexicon, forms, tokens, n, analysis)
        {
            roles.push(RoleOf { morpheme: at, role, sure });
        }
        if let Some(at) = numeral_prefix(analysis) {
            let (role, sure) = numeral(tokens, n);
            roles.push(RoleOf { morpheme: at, role, sure });
        }
        let nominaliser = |r: &RoleOf| r.sure && r.role == Role::Nominaliser;
        if roles.iter().any(nominaliser)
            && let Some((reading, at, english)) = person(lexicon, &tokens[n])
        {
            roles = vec![RoleOf { morpheme: at, role: Role::Possessor, sure: true }];
            let token = &mut tokens[n];
            token.chosen = reading;
            token.upos = Upos::Noun;
            token.prefer(english.into());
        }
        let noun = if roles.iter().any(nominaliser) { nominal(&tokens[n]) } else { None };
        labelled.take_roles(&mut tokens[n], roles);
        if let Some(noun) = noun {
            tokens[n].prefer(noun.into());
        }
    }
}

/// The reading of a quality with *-nya* as a person who has it, the place of *-nya* in it, and its English: *mengalahkan seniornya* beats
/// his senior.
fn person(lexicon: &Lexicon, token: &Token) -> Option<(usize, usize, &'static str)> {
    let as_person = |(n, a): (usize, &Analysis)| {
        let lexeme = lexicon.lexeme(a.lexeme?);
        let at = a.morphemes.iter().rposition(|m| m.kind == MorphemeKind::Enclitic)?;
        (a.upos == Upos::Noun && lexeme.is(Flag::Person)).then(|| (n, at, lexeme.gloss()))
    };
    token.analyses.iter().enumerate().find_map(as_person).filter(|_| token.upos == Upos::Adj)
}

/// The English of a verb or an adjective that *-nya* has made a noun: *naiknya* rising, *tingginya* height.
fn nominal(token: &Token) -> Option<String> {
    match token.upos {
        _ if !matches!(token.source, GlossSource::Lexicon | GlossSource::Derived) => None,
        Upos::Verb => Some(english::deed(&token.gloss)),
        Upos::Adj => Some(english::quality(&token.gloss)),
        _ => None,
    }
}

/// The word at `n`, or punctuation, as the list looks at it.
struct Place<'a> {
    forms: &'a [&'a str],
    tokens: &'a [Token],
    n: usize,
}

impl Place<'_> {
    fn upos(&self, distance: isize) -> Option<Upos> {
        self.at(distance).map(|m| self.tokens[m].upos)
    }

    fn at(&self, distance: isize) -> Option<usize> {
        self.n.checked_add_signed(distance).filter(|&m| m < self.tokens.len())
    }

    fn is(&self, distance: isize, words: &[&str]) -> bool {
        self.at(distance).is_some_and(|m| words.contains(&self.forms[m].to_lowercase().as_str()))
    }

    /// Whether nothing but a mark, or nothing, is there.
    fn edge(&self, distance: isize) -> bool {
        self.upos(distance).is_none_or(|u| matches!(u, Upos::Punct | Upos::Sym))
    }

    /// Whether a verb or a quality follows in the clause: *Dibukanya pasar disambut*, but *Dibukanya pintu itu, lalu …*.
    fn has_predicate(&self) -> bool {
        let rest = self.tokens[self.n + 1..].iter().map(|t| t.upos).take_while(|&u| u != Upos::Punct);
        rest.into_iter().any(|u| matches!(u, Upos::Verb | Upos::Adj | Upos::Aux))
    }

    /// Whether an active verb stands there: *menolak dibukanya pasar*.
    fn active(&self, distance: isize) -> bool {
        let reading = self.at(distance).and_then(|m| self.tokens[m].analysis());
        reading.is_some_and(|a| a.upos == Upos::Verb && a.has(MorphemeKind::Prefix, "meN"))
    }

    /// Whether a noun phrase begins there.
    fn noun_phrase(&self, distance: isize) -> bool {
        match self.upos(distance) {
            Some(Upos::Noun | Upos::Propn | Upos::Num) => true,
            Some(Upos::Pron) => !self.is(distance, &["yang"]),
            Some(Upos::Det) => !self.is(distance, &["ini", "itu", "tersebut"]),
            _ => false,
        }
    }
}

fn pronoun(lexicon: &Lexicon, forms: &[&str], tokens: &[Token], n: usize, analysis: &Analysis) -> Option<(Role, bool)> {
    use Role::{Adverbialiser, Agent, Definite, Nominaliser, Object, Possessor, Speaker};
    let here = Place { forms, tokens, n };
    let token = &tokens[n];
    let lexeme = analysis.lexeme.map(|id| lexicon.lexeme(id));
    let has = |form| analysis.has(MorphemeKind::Prefix, form);
    let third = analysis.enclitic_pronoun() == Some("nya");
    let bare = analysis.morphemes.len() == 2;
    // Who speaks, beside a quotation; jelasnya is an adverb elsewhere.
    if third && bare && REPORTING.contains(&analysis.root.as_ref()) {
        let said = matches!(analysis.root.as_ref(), "kata" | "ujar" | "ucap" | "tutur" | "ungkap");
        let quoted = here.at(-1).is_some() && here.edge(-1) && (here.edge(1) || !here.noun_phrase(1));
        if said && analysis.affixes.clitics() > 0 || quoted {
            return Some((Speaker, true));
        }
    }
    // Words whose -nya is part of them.
    if analysis.affixes.clitics() == 0 {
        return Some(match token.upos {
            Upos::Noun | Upos::Verb => (Nominaliser, true),
            Upos::Pron | Upos::Det | Upos::Num | Upos::Adj => (Definite, true),
            _ => (Adverbialiser, true),
        });
    }
    if token.upos == Upos::Propn {
        return Some((Possessor, false));
    }
    // tingginya biaya, kurangnya guru: a quality of what follows.
    let quality = token.analyses.iter().any(|a| a.upos == Upos::Adj && a.affixes.clitics() > 0);
    let opens_clause =
        here.edge(-1) || matches!(here.upos(-1), Some(Upos::Cconj | Upos::Sconj | Upos::Adp | Upos::Verb));
    if third && quality && opens_clause && here.noun_phrase(1) {
        return Some((Nominaliser, true));
    }
    let opens_noun = here.is(-1, BEFORE_NOUNS);
    match token.upos {
        Upos::Verb if has("di") && lexeme.is_some_and(|l| l.upos() == Upos::Verb) => {
            // 3. Who does it; at the beginning of a clause, after a preposition or a verb, and with what it is done to behind it, a noun.
            let says = REPORTING.contains(&analysis.root.as_ref()) || HOLDING.contains(&analysis.root.as_ref());
            let subject = (here.active(-1) || here.edge(-1) && here.has_predicate()) && !says;
            let object = here.noun_phrase(1) || here.is(1, &["kembali", "lagi"]) && here.noun_phrase(2);
            Some(if third && (opens_noun || subject) && object { (Nominaliser, true) } else { (Agent, true) })
        }
        Upos::Verb => Some(verb(&here, third, opens_noun, has("meN"), has("ter") || has("ber"), lexeme)),
        // album terbarunya: a superlative is no quality of its own.
        Upos::Adj if !third || has("ter") => Some((Possessor, true)),
        Upos::Adj => Some(match () {
            // betapa pentingnya: how important.
            () if here.is(-1, DEGREES) => (Definite, true),
            // rumah barunya: the pronoun belongs to the noun.
            () if here.upos(-1) == Some(Upos::Noun) && !opens_noun && !here.noun_phrase(1) => (Possessor, true),
            // suhu rata-rata tahunannya, kontrak profesional pertamanya.
            () if here.upos(-1) == Some(Upos::Adj) && here.upos(-2) == Some(Upos::Noun) && !here.noun_phrase(1) => {
                (Possessor, true)
            }
            () if here.upos(-1) == Some(Upos::Adv) && here.edge(1) => (Nominaliser, false),
            () if here.edge(-1) && here.is(1, &[","]) => (Adverbialiser, true),
            () => (Nominaliser, true),
        }),
        Upos::Adp => Some((Object, true)),
        Upos::Num | Upos::Det | Upos::Pron => Some((Definite, true)),
        Upos::Adv | Upos::Sconj | Upos::Cconj => Some((Adverbialiser, true)),
        Upos::Aux | Upos::Part => Some((Nominaliser, here.is(-1, &["ada", "atau"]))),
        _ if !third => Some((Possessor, true)),
        _ => Some(noun(lexicon, &here, analysis, opens_noun)),
    }
}

fn verb(
    here: &Place<'_>,
    third: bool,
    opens_noun: bool,
    active: bool,
    intransitive: bool,
    lexeme: Option<crate::lexicon::Lexeme>,
) -> (Role, bool) {
    use Role::{Nominaliser, Object, Possessor};
    let flag = |flag| lexeme.is_some_and(|l| l.is(flag));
    let transitive = flag(Flag::Transitive);
    match () {
        () if !third && active => (Object, true),
        // 4. Object of an active verb.
        () if active && transitive && !flag(Flag::Intransitive) => {
            (Object, !(opens_noun && here.noun_phrase(1) && here.upos(2) != Some(Upos::Adp)))
        }
        () if active && here.noun_phrase(1) => (Nominaliser, true),
        () if active && transitive => (Object, true),
        () if active => (Nominaliser, true),
        // ruang kerjanya: a bare stem after its noun.
        () if !intransitive && here.upos(-1) == Some(Upos::Noun) && !opens_noun && !here.noun_phrase(1) => {
            (Possessor, true)
        }
        // 5. A clause made a noun: naiknya harga, berakhirnya perang.
        () if third && (here.noun_phrase(1) || opens_noun) => (Nominaliser, true),
        () if !third => (Possessor, false),
        () if intransitive => (Nominaliser, !here.edge(1)),
        () => (Nominaliser, false),
    }
}

fn noun(lexicon: &Lexicon, here: &Place<'_>, analysis: &Analysis, opens_noun: bool) -> (Role, bool) {
    use Role::{Definite, Nominaliser, Possessor};
    let entry = analysis.lexeme.map(|id| lexicon.lexeme(id));
    let base = entry.map_or("", |l| l.form());
    let listed = |list: &[&str]| list.contains(&base);
    let person = listed(PERSONS);
    let opens_clause = here.edge(-1) || matches!(here.upos(-1), Some(Upos::Cconj | Upos::Sconj));
    match () {
        () if here.is(-1, &["setiap", "tiap", "tiap-tiap", "per"]) => (Definite, true),
        () if base == "ada" => (Nominaliser, true),
        // 6. The matter at hand; times.
        () if listed(TIMES)
            && (opens_clause
                || here.is(-1, &["sudah", "saat", "bukan", "belum", "keesokan", "tiba", "kini", "sekarang"])) =>
        {
            (Definite, true)
        }
        () if listed(MATTERS)
            && opens_clause
            && (here.is(1, &[",", "adalah", "ialah", "yaitu", "bahwa"])
                || !here.noun_phrase(1) && here.upos(1) != Some(Upos::Verb)) =>
        {
            (Definite, here.is(1, &[",", "adalah", "ialah", "bahwa"]))
        }
        // rumahnya Ali: the possessor follows, and -nya only points to it. After a person the name is hers.
        () if here.upos(1) == Some(Upos::Propn) && !person => (Definite, false),
        () if opens_noun && entry.is_some_and(|l| l.upos() == Upos::Verb) => (Nominaliser, true),
        // 7. Whose it is.
        () => (Possessor, true),
    }
}

/// Where a reading has *ke-* before a numeral.
fn numeral_prefix(analysis: &Analysis) -> Option<usize> {
    let at = analysis.morphemes.iter().position(|m| m.kind == MorphemeKind::Prefix && m.form == "ke")?;
    let circumfix = analysis.morphemes.iter().any(|m| m.kind == MorphemeKind::Suffix && m.form == "an");
    let numeral = matches!(analysis.upos, Upos::Num | Upos::Det | Upos::Pron)
        || analysis.root.starts_with(|c: char| c.is_ascii_digit());
    (numeral && !circumfix).then_some(at)
}

/// *negara kedua* second, *kedua negara* both.
fn numeral(tokens: &[Token], n: usize) -> (Role, bool) {
    let upos = |m: Option<usize>| m.and_then(|m| tokens.get(m)).map(|t| t.upos);
    let (before, after) = (upos(n.checked_sub(1)), upos(Some(n + 1)));
    match (before, after) {
        _ if tokens[n].upos == Upos::Pron => (Role::Collective, true),
        (Some(Upos::Noun), Some(Upos::Noun)) => (Role::Ordinal, false),
        (Some(Upos::Noun | Upos::Pron), _) => (Role::Ordinal, true),
        (_, Some(Upos::Noun)) => (Role::Collective, true),
        // rapat tahunan ketiga
        (Some(Upos::Adj), _) if upos(n.checked_sub(2)) == Some(Upos::Noun) => (Role::Ordinal, true),
        _ => (Role::Ordinal, false),
    }
}

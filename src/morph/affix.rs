//! The affixes of Indonesian, as data.
//!
//! One row a member. The search in [`super::analyze`] never names an affix: what a row takes, what it makes, what may
//! stand inside it and how it is written all stand here. Sources: Sneddon et al., *Indonesian: A Comprehensive Grammar*
//! (2010), and *Tata Bahasa Baku Bahasa Indonesia* (2017).

use crate::model::{GlossTag, GlossTag::*, Upos, Upos::*};

/// One affix.
#[derive(Debug)]
pub struct Affix {
    /// Citation form without its joint: `meN`, `kan`; a circumfix has both halves, `ke…an`.
    pub form: &'static str,
    /// Which part of the word it belongs to.
    pub class: Class,
    /// Classes of which an affix may follow directly inside this one.
    pub inside: &'static [Class],
    /// The label on the gloss line.
    pub label: &'static [GlossTag],
    /// What the affix does, in plain English.
    pub meaning: &'static str,
    /// Parts of speech that it stands on. Others cost extra.
    pub takes: &'static [Upos],
    /// Part of speech that it makes; `None` leaves that of its base.
    pub makes: Option<Upos>,
    /// How it is written.
    pub shape: Shape,
    /// How much a reading with it costs; the more productive, the less.
    pub cost: u16,
    /// Words with their underlying segmentation. A test analyses every one.
    pub examples: &'static [(&'static str, &'static str)],
}

/// Classes of affixes, by their place in the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Pronouns and particles after the word.
    Enclitic,
    /// Pronouns before the verb.
    Proclitic,
    /// meN-, di-, ter-: outermost on verbs.
    Voice,
    /// ber-.
    Ber,
    /// Circumfixes and prefixes that make nouns.
    Nominal,
    /// per- inside a voice prefix.
    Causative,
    /// ke-, pe- and se- right at the root of a few verbs: *mengemukakan*, *mempekerjakan*.
    Inner,
    /// se-.
    Se,
    /// ke- on numerals.
    Numeral,
    /// ter- on adjectives.
    Superlative,
    /// -kan and -i.
    Applicative,
    /// -an.
    NounSuffix,
    /// anti-, pasca-, non- …
    Bound,
    /// A word of its own that fuses in front: *tidak* in *ketidakpastian*.
    Word,
}

/// How an affix is written.
#[derive(Debug)]
pub enum Shape {
    /// Before the base, by its first sound.
    Prefix(&'static [Allomorph]),
    /// After the base.
    Suffix(&'static str),
    /// Around the base.
    Circumfix(&'static [Allomorph], &'static str),
}

/// One shape of a prefix.
#[derive(Debug)]
pub struct Allomorph {
    /// As written.
    pub surface: &'static str,
    /// What the rest of the word must look like.
    pub before: Before,
    /// The letter of the base that is lost after this shape.
    pub restores: &'static str,
}

/// What must follow an allomorph.
#[derive(Clone, Copy, Debug)]
pub enum Before {
    /// Anything.
    Any,
    /// One of these letters.
    OneOf(&'static str),
    /// These letters.
    Text(&'static str),
    /// A vowel.
    Vowel,
    /// A base of one syllable.
    OneSyllable,
    /// A base whose first syllable ends in *er*.
    ErSyllable,
}

const fn allomorph(surface: &'static str, before: Before, restores: &'static str) -> Allomorph {
    Allomorph { surface, before, restores }
}

use Before::{Any, ErSyllable, OneOf, OneSyllable, Text, Vowel};
use Class::{
    Applicative, Ber, Bound, Causative, Enclitic, Inner, Nominal, NounSuffix, Numeral, Proclitic, Se, Superlative,
    Voice, Word,
};

// Whether p, t, k and s are lost or kept cannot be told from the surface: mengirim < kirim but mengambil < ambil, memukul <
// pukul but memuat < muat. All rows stand; the lexicon decides. Clusters and recent loans keep the letter (memproses,
// mentransfer, mensyaratkan), and so does p of per- (memperbesar) and of punya.
const MEN: &[Allomorph] = &[
    allomorph("me", OneOf("lmnrwy"), ""),
    allomorph("mem", OneOf("bfvp"), ""),
    allomorph("mem", Vowel, "p"),
    allomorph("men", OneOf("cdjtzs"), ""),
    allomorph("men", Vowel, "t"),
    allomorph("men", OneOf("r"), "t"),
    allomorph("meny", Vowel, "s"),
    allomorph("meng", Vowel, ""),
    allomorph("meng", OneOf("ghkqx"), ""),
    allomorph("meng", Vowel, "k"),
    allomorph("meng", OneOf("lr"), "k"),
    allomorph("menge", OneSyllable, ""),
];

const PEN: &[Allomorph] = &[
    allomorph("pe", OneOf("lmnrwy"), ""),
    allomorph("pem", OneOf("bfvp"), ""),
    allomorph("pem", Vowel, "p"),
    allomorph("pen", OneOf("cdjtzs"), ""),
    allomorph("pen", Vowel, "t"),
    allomorph("pen", OneOf("r"), "t"),
    allomorph("peny", Vowel, "s"),
    allomorph("peng", Vowel, ""),
    allomorph("peng", OneOf("ghkqx"), ""),
    allomorph("peng", Vowel, "k"),
    allomorph("peng", OneOf("lr"), "k"),
    allomorph("penge", OneSyllable, ""),
];

const BER: &[Allomorph] = &[
    allomorph("ber", Any, ""),
    allomorph("be", OneOf("r"), ""),
    allomorph("be", ErSyllable, ""),
    allomorph("bel", Text("ajar"), ""),
];

const TER: &[Allomorph] =
    &[allomorph("ter", Any, ""), allomorph("te", OneOf("r"), ""), allomorph("te", ErSyllable, "")];

const PER: &[Allomorph] = &[
    allomorph("per", Any, ""),
    allomorph("pe", OneOf("r"), ""),
    allomorph("pe", ErSyllable, ""),
    allomorph("pel", Text("ajar"), ""),
];

const PLAIN_PE: &[Allomorph] = &[allomorph("pe", OneOf("bcdfghjklmnprstvwyz"), ""), allomorph("pel", Text("ajar"), "")];

/// A particle or pronoun that any word can carry.
const fn enclitic(
    form: &'static str,
    label: &'static [GlossTag],
    meaning: &'static str,
    cost: u16,
    examples: &'static [(&'static str, &'static str)],
) -> Affix {
    Affix {
        form,
        class: Enclitic,
        inside: &[],
        label,
        meaning,
        takes: &[],
        makes: None,
        shape: Shape::Suffix(form),
        cost,
        examples,
    }
}

/// A prefix that English has too and that is written before a word of its own.
const fn bound(
    form: &'static str,
    shapes: &'static [Allomorph],
    meaning: &'static str,
    examples: &'static [(&'static str, &'static str)],
) -> Affix {
    Affix {
        form,
        class: Bound,
        inside: &[Voice, Ber, Nominal, Applicative, NounSuffix, Se],
        label: &[],
        meaning,
        takes: &[Noun, Adj, Propn, Verb],
        makes: None,
        shape: Shape::Prefix(shapes),
        cost: 32,
        examples,
    }
}

macro_rules! bound_prefixes {
    ($($form:literal, $meaning:literal, $example:expr;)+) => {
        [$(bound($form, &[allomorph($form, Any, "")], $meaning, &[$example]),)+]
    };
}

/// Bound prefixes with their English, which is also their gloss.
pub const BOUND: &[Affix] = &bound_prefixes![
    "adi", "super-", ("adikuasa", "adi-kuasa");
    "anti", "anti-", ("antiperang", "anti-perang");
    "antar", "inter-", ("antarnegara", "antar-negara");
    "dwi", "bi-", ("dwibahasa", "dwi-bahasa");
    "eka", "mono-", ("ekabahasa", "eka-bahasa");
    "eko", "eco-", ("ekowisata", "eko-wisata");
    "ekstra", "extra-", ("ekstraketat", "ekstra-ketat");
    "hiper", "hyper-", ("hiperkompetitif", "hiper-kompetitif");
    "infra", "infra-", ("inframerah", "infra-merah");
    "inter", "inter-", ("interagama", "inter-agama");
    "intra", "intra-", ("intranegara", "intra-negara");
    "kontra", "counter-", ("kontraproduktif", "kontra-produktif");
    "maha", "great", ("mahabesar", "maha-besar");
    "makro", "macro-", ("makrososial", "makro-sosial");
    "mega", "mega-", ("megaproyek", "mega-proyek");
    "mikro", "micro-", ("mikrobisnis", "mikro-bisnis");
    "mini", "mini-", ("minikonser", "mini-konser");
    "mono", "mono-", ("monobahasa", "mono-bahasa");
    "multi", "multi-", ("multipartai", "multi-partai");
    "neo", "neo-", ("neososialis", "neo-sosialis");
    "nir", "without", ("nirlaba", "nir-laba");
    "non", "non-", ("nonmiliter", "non-militer");
    "panca", "five", ("pancawarna", "panca-warna");
    "para", "para-", ("parasosial", "para-sosial");
    "pasca", "post-", ("pascaperang", "pasca-perang");
    "poli", "poly-", ("polibahasa", "poli-bahasa");
    "pra", "pre-", ("prasejarah", "pra-sejarah");
    "pro", "pro-", ("prodemokrasi", "pro-demokrasi");
    "proto", "proto-", ("protobahasa", "proto-bahasa");
    "purna", "former", ("purnatugas", "purna-tugas");
    "semi", "semi-", ("semiresmi", "semi-resmi");
    "serba", "all", ("serbabisa", "serba-bisa");
    "sub", "sub-", ("subsektor", "sub-sektor");
    "super", "super-", ("superkuat", "super-kuat");
    "swa", "self-", ("swadaya", "swa-daya");
    "tele", "tele-", ("telekerja", "tele-kerja");
    "trans", "trans-", ("transbudaya", "trans-budaya");
    "tri", "three", ("triwarna", "tri-warna");
    "tuna", "lacking", ("tunawisma", "tuna-wisma");
    "ultra", "ultra-", ("ultrakuat", "ultra-kuat");
];

/// The affixes and clitics.
pub const AFFIXES: &[Affix] = &[
    Affix {
        form: "meN",
        class: Voice,
        inside: &[Applicative, Causative, Ber, Inner, Bound, Superlative],
        label: &[Av],
        meaning: "active: the subject does it",
        takes: &[Verb, Noun, Adj, Num],
        makes: Some(Verb),
        shape: Shape::Prefix(MEN),
        cost: 20,
        examples: &[
            ("memukul", "meN-pukul"),
            ("mengirim", "meN-kirim"),
            ("mengambil", "meN-ambil"),
            ("menulis", "meN-tulis"),
            ("menyewa", "meN-sewa"),
            ("mengecat", "meN-cat"),
            ("melihat", "meN-lihat"),
            ("memproses", "meN-proses"),
            ("mentransfer", "meN-transfer"),
            ("mengumumkan", "meN-umum-kan"),
            ("mengemukakan", "meN-ke-muka-kan"),
            ("memberlakukan", "meN-ber-laku-kan"),
        ],
    },
    Affix {
        form: "di",
        class: Voice,
        inside: &[Applicative, Causative, Ber, Inner, Bound],
        label: &[Pass],
        meaning: "passive: it is done to the subject",
        takes: &[Verb],
        makes: Some(Verb),
        shape: Shape::Prefix(&[allomorph("di", Any, "")]),
        cost: 16,
        examples: &[
            ("dibaca", "di-baca"),
            ("diumumkan", "di-umum-kan"),
            ("diikuti", "di-ikut-i"),
            ("diperkirakan", "di-per-kira-kan"),
            ("diberlakukan", "di-ber-laku-kan"),
        ],
    },
    Affix {
        form: "ter",
        class: Voice,
        inside: &[Applicative, Causative, Inner],
        label: &[Nvol],
        meaning: "happens without intent, is done, or can be done",
        takes: &[Verb, Noun],
        makes: Some(Verb),
        shape: Shape::Prefix(TER),
        cost: 30,
        examples: &[("terbakar", "ter-bakar"), ("terbawa", "ter-bawa"), ("terasa", "ter-rasa")],
    },
    Affix {
        form: "ter",
        class: Superlative,
        inside: &[],
        label: &[Sup],
        meaning: "most",
        takes: &[Adj],
        makes: Some(Adj),
        shape: Shape::Prefix(TER),
        cost: 26,
        examples: &[("terberat", "ter-berat"), ("terluas", "ter-luas")],
    },
    Affix {
        form: "ber",
        class: Ber,
        inside: &[Nominal, Applicative, NounSuffix, Se, Inner],
        label: &[Intr],
        meaning: "has, does or is, without an object",
        takes: &[Noun, Verb, Adj, Num],
        makes: Some(Verb),
        shape: Shape::Prefix(BER),
        cost: 26,
        examples: &[
            ("berkumpul", "ber-kumpul"),
            ("berenang", "ber-renang"),
            ("bekerja", "ber-kerja"),
            ("belajar", "ber-ajar"),
            ("berkewajiban", "ber-ke-wajib-an"),
            ("bersekutu", "ber-sekutu"),
            ("berlandaskan", "ber-landas-kan"),
        ],
    },
    Affix {
        form: "ber…an",
        class: Ber,
        inside: &[],
        label: &[Recp],
        meaning: "each other, or many at once",
        takes: &[Verb],
        makes: Some(Verb),
        shape: Shape::Circumfix(BER, "an"),
        cost: 36,
        examples: &[("bersalaman", "ber-salam-an"), ("berciuman", "ber-cium-an")],
    },
    Affix {
        form: "per",
        class: Causative,
        inside: &[Applicative, Se],
        label: &[Caus],
        meaning: "makes it so, or makes it more so",
        takes: &[Adj, Noun, Verb, Num],
        makes: Some(Verb),
        shape: Shape::Prefix(PER),
        cost: 16,
        examples: &[("memperbesar", "meN-per-besar"), ("dipercepat", "di-per-cepat")],
    },
    Affix {
        form: "ke",
        class: Inner,
        inside: &[],
        label: &[Intr],
        meaning: "to (a place)",
        takes: &[Noun],
        makes: Some(Verb),
        shape: Shape::Prefix(&[allomorph("ke", Any, "")]),
        cost: 20,
        examples: &[("dikemukakan", "di-ke-muka-kan"), ("mengetengahkan", "meN-ke-tengah-kan")],
    },
    Affix {
        form: "se",
        class: Inner,
        inside: &[],
        label: &[Equ],
        meaning: "same, one",
        takes: &[Noun],
        makes: Some(Verb),
        shape: Shape::Prefix(&[allomorph("se", Any, "")]),
        cost: 24,
        examples: &[("menyeragamkan", "meN-se-ragam-kan")],
    },
    Affix {
        form: "kan",
        class: Applicative,
        inside: &[Causative, Ber, Inner, Bound, NounSuffix],
        label: &[Caus],
        meaning: "makes it so, or does it with or for something",
        takes: &[Verb, Adj, Noun, Num, Adv],
        makes: Some(Verb),
        shape: Shape::Suffix("kan"),
        cost: 12,
        examples: &[("tempatkan", "tempat-kan"), ("bayangkan", "bayang-kan")],
    },
    Affix {
        form: "i",
        class: Applicative,
        inside: &[Causative, Ber, Inner],
        label: &[Appl],
        meaning: "does it to or at something, or again and again",
        takes: &[Verb, Adj, Noun],
        makes: Some(Verb),
        shape: Shape::Suffix("i"),
        cost: 16,
        examples: &[("hormati", "hormat-i"), ("dikunjungi", "di-kunjung-i")],
    },
    Affix {
        form: "an",
        class: NounSuffix,
        inside: &[],
        label: &[Nmlz],
        meaning: "the thing done, the result, the place",
        takes: &[Verb, Noun, Adj],
        makes: Some(Noun),
        shape: Shape::Suffix("an"),
        cost: 26,
        examples: &[("bantuan", "bantu-an"), ("tulisan", "tulis-an")],
    },
    Affix {
        form: "an",
        class: NounSuffix,
        inside: &[],
        label: &[Apprx],
        meaning: "about so many; the years of a decade",
        takes: &[Num],
        makes: Some(Num),
        shape: Shape::Suffix("an"),
        cost: 22,
        examples: &[("puluhan", "puluh-an"), ("ratusan", "ratus-an")],
    },
    Affix {
        form: "ke…an",
        class: Nominal,
        inside: &[Ber, Voice, Se, Nominal, Bound, Numeral, Word],
        label: &[Nmlz],
        meaning: "the state or quality, the place, the collective",
        takes: &[Adj, Noun, Verb, Adv, Aux, Part, Pron, Num],
        makes: Some(Noun),
        shape: Shape::Circumfix(&[allomorph("ke", Any, "")], "an"),
        cost: 28,
        examples: &[
            ("kesulitan", "ke-sulit-an"),
            ("keberhasilan", "ke-ber-hasil-an"),
            ("keterlibatan", "ke-ter-libat-an"),
            ("kepemimpinan", "ke-peN-pimpin-an"),
        ],
    },
    Affix {
        form: "peN…an",
        class: Nominal,
        inside: &[Ber, Causative, Se, Inner, Bound],
        label: &[Nmlz],
        meaning: "the act or process of doing it",
        takes: &[Verb, Noun, Adj],
        makes: Some(Noun),
        shape: Shape::Circumfix(PEN, "an"),
        cost: 28,
        examples: &[
            ("pemilihan", "peN-pilih-an"),
            ("pengecatan", "peN-cat-an"),
            ("pengeboman", "peN-bom-an"),
            ("pemberlakuan", "peN-ber-laku-an"),
        ],
    },
    Affix {
        form: "per…an",
        class: Nominal,
        inside: &[Se, Bound],
        label: &[Nmlz],
        meaning: "the act, the matter or the place of it",
        takes: &[Verb, Noun, Adj, Num],
        makes: Some(Noun),
        shape: Shape::Circumfix(PER, "an"),
        cost: 32,
        examples: &[("perdebatan", "per-debat-an"), ("pelajaran", "per-ajar-an"), ("pekerjaan", "per-kerja-an")],
    },
    Affix {
        form: "tidak",
        class: Word,
        inside: &[Ber, Voice, Se],
        label: &[Neg],
        meaning: "not",
        takes: &[Adj, Verb, Noun, Adv, Aux],
        makes: None,
        shape: Shape::Prefix(&[allomorph("tidak", Any, "")]),
        cost: 8,
        examples: &[("ketidaksiapan", "ke-tidak-siap-an")],
    },
    Affix {
        form: "pe…an",
        class: Nominal,
        inside: &[],
        label: &[Nmlz],
        meaning: "the place or the matter of it",
        takes: &[Noun, Verb],
        makes: Some(Noun),
        shape: Shape::Circumfix(PLAIN_PE, "an"),
        cost: 46,
        examples: &[("pedesaan", "pe-desa-an"), ("pegunungan", "pe-gunung-an")],
    },
    Affix {
        form: "peN",
        class: Nominal,
        inside: &[Causative, Inner, Bound, Ber],
        label: &[Agt],
        meaning: "one who does it, a thing to do it with",
        takes: &[Verb, Adj, Noun],
        makes: Some(Noun),
        shape: Shape::Prefix(PEN),
        cost: 30,
        examples: &[("penulis", "peN-tulis"), ("pemukul", "peN-pukul"), ("pengebom", "peN-bom")],
    },
    Affix {
        form: "pe",
        class: Nominal,
        inside: &[],
        label: &[Agt],
        meaning: "one who does it for a living or a sport",
        takes: &[Verb, Noun],
        makes: Some(Noun),
        shape: Shape::Prefix(PLAIN_PE),
        cost: 36,
        examples: &[("petinju", "pe-tinju"), ("petani", "pe-tani")],
    },
    Affix {
        form: "ke",
        class: Numeral,
        inside: &[],
        label: &[Ord],
        meaning: "-th after a noun; all … of them before one",
        takes: &[Num],
        makes: Some(Num),
        shape: Shape::Prefix(&[allomorph("ke", Any, "")]),
        cost: 8,
        examples: &[("kelima", "ke-lima"), ("kesembilan", "ke-sembilan")],
    },
    Affix {
        form: "se",
        class: Se,
        inside: &[Nominal, NounSuffix, Bound],
        label: &[Equ],
        meaning: "one; as … as; the same; all of",
        takes: &[Noun, Adj],
        makes: None,
        shape: Shape::Prefix(&[allomorph("se", Any, "")]),
        cost: 30,
        examples: &[("setinggi", "se-tinggi"), ("sekota", "se-kota")],
    },
    Affix {
        form: "se…nya",
        class: Se,
        inside: &[Bound],
        label: &[Advz],
        meaning: "as … as can be",
        takes: &[Adj, Verb, Adv],
        makes: Some(Adv),
        shape: Shape::Circumfix(&[allomorph("se", Any, "")], "nya"),
        cost: 30,
        examples: &[("secepatnya", "se-cepat=nya")],
    },
    Affix {
        form: "ku",
        class: Proclitic,
        inside: &[Applicative, Causative],
        label: &[First, Sg],
        meaning: "I (do it)",
        takes: &[Verb],
        makes: Some(Verb),
        shape: Shape::Prefix(&[allomorph("ku", Any, "")]),
        cost: 34,
        examples: &[("kubaca", "ku=baca")],
    },
    Affix {
        form: "kau",
        class: Proclitic,
        inside: &[Applicative, Causative],
        label: &[Second, Sg],
        meaning: "you (do it)",
        takes: &[Verb],
        makes: Some(Verb),
        shape: Shape::Prefix(&[allomorph("kau", Any, "")]),
        cost: 34,
        examples: &[("kaubaca", "kau=baca")],
    },
    enclitic("nya", &[Third], "his, her, its, their; him, her, it; the", 12, &[("rumahnya", "rumah=nya")]),
    enclitic("ku", &[First, Sg], "my; me", 18, &[("bukuku", "buku=ku")]),
    enclitic("mu", &[Second, Sg], "your; you", 18, &[("bukumu", "buku=mu")]),
    enclitic("lah", &[Foc], "stresses the word, or softens a command", 14, &[("bacalah", "baca=lah")]),
    enclitic("kah", &[Q], "asks", 14, &[("benarkah", "benar=kah")]),
    enclitic("pun", &[Add], "also, even", 14, &[("diapun", "dia=pun")]),
    enclitic("tah", &[Q], "asks, of old", 30, &[("manatah", "mana=tah")]),
];

impl Before {
    /// Whether `rest`, what is written after the allomorph, is as this asks.
    #[inline]
    pub fn allows(self, rest: &str) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(letters) => rest.as_bytes().first().is_some_and(|b| letters.as_bytes().contains(b)),
            Self::Text(text) => rest.starts_with(text),
            Self::Vowel => rest.as_bytes().first().is_some_and(|&b| is_vowel(b)),
            Self::OneSyllable => rest.len() >= 2 && syllables(strip_verbal_suffix(rest)) == 1,
            Self::ErSyllable => {
                // The first syllable is consonants, e, r, and then another consonant: kerja, cermin, but not keras.
                let b = rest.as_bytes();
                let onset = b.iter().take_while(|&&c| !is_vowel(c)).count();
                onset > 0 && b.get(onset..onset + 2) == Some(b"er") && b.get(onset + 2).is_some_and(|&c| !is_vowel(c))
            }
        }
    }
}

fn strip_verbal_suffix(rest: &str) -> &str {
    ["kan", "an", "i"].iter().find_map(|s| rest.strip_suffix(s).filter(|r| syllables(r) > 0)).unwrap_or(rest)
}

/// Whether `b` is a vowel letter.
#[inline]
pub fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Number of runs of vowel letters, a rough count of syllables.
pub fn syllables(s: &str) -> usize {
    let mut last = false;
    let mut n = 0;
    for b in s.bytes() {
        let vowel = is_vowel(b);
        n += usize::from(vowel && !last);
        last = vowel;
    }
    n
}

/// The row of [`AFFIXES`] or [`BOUND`] at `index`, as stored in [`crate::model::CostReason`].
pub fn affix(index: u8) -> &'static Affix {
    let n = usize::from(index);
    AFFIXES.get(n).unwrap_or_else(|| &BOUND[n - AFFIXES.len()])
}

/// All rows with their indices.
pub fn affixes() -> impl Iterator<Item = (u8, &'static Affix)> + Clone {
    (0u8..).zip(AFFIXES.iter().chain(BOUND))
}

/// Finds rows by their form.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Prefixes, and circumfixes by their first half, by first letter from `a`.
    prefixes: Vec<Vec<&'static Affix>>,
    /// Particles and pronouns that follow a word.
    enclitics: Vec<(u8, &'static Affix)>,
}

impl Rows {
    /// Indexes the table.
    pub fn new() -> Self {
        let mut prefixes = vec![Vec::new(); 26];
        let mut enclitics = Vec::new();
        for (row, a) in affixes() {
            match a.shape {
                Shape::Suffix(_) if a.class == Enclitic => enclitics.push((row, a)),
                Shape::Suffix(_) => {}
                Shape::Prefix(_) | Shape::Circumfix(..) => {
                    prefixes[usize::from(a.form.as_bytes()[0] - b'a')].push(a);
                }
            }
        }
        Self { prefixes, enclitics }
    }

    /// The prefixes called `form` and the circumfixes that begin with it.
    pub fn prefixes<'a>(&'a self, form: &'a str) -> impl Iterator<Item = &'static Affix> + 'a {
        let letter = form.as_bytes().first().map_or(usize::MAX, |b| usize::from(b.wrapping_sub(b'a')));
        let named = move |a: &&&Affix| match a.shape {
            Shape::Prefix(_) => a.form == form,
            Shape::Circumfix(..) => a.form.strip_prefix(form).is_some_and(|rest| rest.starts_with('…')),
            Shape::Suffix(_) => false,
        };
        self.prefixes.get(letter).into_iter().flatten().filter(named).copied()
    }

    /// The enclitics with their rows.
    pub fn enclitics(&self) -> &[(u8, &'static Affix)] {
        &self.enclitics
    }
}

impl Default for Rows {
    fn default() -> Self {
        Self::new()
    }
}

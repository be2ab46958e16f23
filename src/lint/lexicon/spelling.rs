//! American spellings. Ours is British, so that one reader's text does not mix the two.

use super::{Found, Work};

/// Words in -ize that are so everywhere.
const EVERYWHERE: &[&str] =
    &["size", "prize", "seize", "capsize", "maize", "assize", "resize", "downsize", "oversize", "bize"];

/// Stems whose -or is -our in British English; what may follow them is in [`AFTER_OR`].
const OR: &[&str] = &[
    "arm",
    "behavi",
    "cand",
    "clam",
    "col",
    "demean",
    "endeav",
    "fav",
    "flav",
    "harb",
    "hon",
    "hum",
    "lab",
    "misdemean",
    "neighb",
    "od",
    "parl",
    "ranc",
    "rig",
    "rum",
    "sav",
    "savi",
    "splend",
    "tum",
    "val",
    "vap",
    "vig",
    "discol",
    "dishon",
];

/// What may follow -or.
const AFTER_OR: &[&str] = &[
    "", "s", "ed", "ing", "ful", "fully", "less", "able", "ably", "er", "ers", "ite", "hood", "hoods", "ly", "y", "al",
];

/// Other words, American and British.
const WORDS: &[(&str, &str)] = &[
    ("aging", "ageing"),
    ("airplane", "aeroplane"),
    ("aluminum", "aluminium"),
    ("analog", "analogue"),
    ("caliber", "calibre"),
    ("canceled", "cancelled"),
    ("catalog", "catalogue"),
    ("center", "centre"),
    ("centers", "centres"),
    ("centimeter", "centimetre"),
    ("counselor", "counsellor"),
    ("cozy", "cosy"),
    ("defense", "defence"),
    ("dialog", "dialogue"),
    ("draftsman", "draughtsman"),
    ("enroll", "enrol"),
    ("enrollment", "enrolment"),
    ("esthetic", "aesthetic"),
    ("fiber", "fibre"),
    ("fulfill", "fulfil"),
    ("gray", "grey"),
    ("installment", "instalment"),
    ("jewelry", "jewellery"),
    ("kilometer", "kilometre"),
    ("labeled", "labelled"),
    ("leukemia", "leukaemia"),
    ("liter", "litre"),
    ("luster", "lustre"),
    ("maneuver", "manoeuvre"),
    ("meager", "meagre"),
    ("millimeter", "millimetre"),
    ("mold", "mould"),
    ("moldy", "mouldy"),
    ("mustache", "moustache"),
    ("offense", "offence"),
    ("pajamas", "pyjamas"),
    ("plow", "plough"),
    ("pretense", "pretence"),
    ("skeptic", "sceptic"),
    ("skeptical", "sceptical"),
    ("skillful", "skilful"),
    ("smolder", "smoulder"),
    ("somber", "sombre"),
    ("specter", "spectre"),
    ("theater", "theatre"),
    ("traveled", "travelled"),
    ("traveler", "traveller"),
    ("traveling", "travelling"),
    ("willful", "wilful"),
];

/// The British spelling of an American word.
fn british(word: &str) -> Option<String> {
    if let Some((_, british)) = WORDS.iter().find(|(american, _)| *american == word) {
        return Some((*british).to_owned());
    }
    for (american, british) in [("yz", "ys"), ("iz", "is")] {
        for ending in ["e", "es", "ed", "er", "ers", "ing", "ation", "ations", "able"] {
            let Some(stem) = word.strip_suffix(ending).and_then(|s| s.strip_suffix(american)) else { continue };
            let whole = EVERYWHERE.contains(&format!("{stem}{american}e").as_str());
            // wizened, bizarre and the like have too short a stem to be anything in -ise.
            if stem.len() > 2 && !whole {
                return Some(format!("{stem}{british}{ending}"));
            }
        }
    }
    OR.iter().find_map(|stem| {
        let after = word.strip_prefix(stem)?.strip_prefix("or")?;
        (AFTER_OR.contains(&after) && !LATIN.contains(&word)).then(|| format!("{stem}our{after}"))
    })
}

/// Words of Latin that have no *u* anywhere, though they look like those that do.
const LATIN: &[&str] = &["humoral"];

/// Words in -ise that are so everywhere.
const ISE: &[&str] = &[
    "advertise",
    "advise",
    "arise",
    "comprise",
    "compromise",
    "concise",
    "cruise",
    "demise",
    "devise",
    "disguise",
    "enterprise",
    "exercise",
    "expertise",
    "franchise",
    "improvise",
    "likewise",
    "merchandise",
    "noise",
    "otherwise",
    "paradise",
    "poise",
    "praise",
    "precise",
    "premise",
    "promise",
    "raise",
    "revise",
    "rise",
    "supervise",
    "surprise",
    "televise",
    "wise",
    "bruise",
    "treatise",
    "excise",
    "incise",
    "prise",
    "appraise",
    "despise",
    "chastise",
    "raiser",
];

/// Where a word is spelt so, if it is spelt otherwise elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Norm {
    British,
    American,
}

/// The norm that a lower-case word follows; none for the many that are spelt so everywhere.
pub(crate) fn norm(word: &str) -> Option<Norm> {
    if british(word).is_some() {
        return Some(Norm::American);
    }
    if WORDS.iter().any(|(_, british)| *british == word) {
        return Some(Norm::British);
    }
    let everywhere = ISE.iter().any(|w| word.starts_with(&w[..w.len() - 1]));
    for (ours, theirs) in [("our", "or"), ("is", "iz"), ("ys", "yz")] {
        let Some(at) = word.rfind(ours) else { continue };
        let other = format!("{}{theirs}{}", &word[..at], &word[at + ours.len()..]);
        if !(everywhere && ours == "is") && british(&other).as_deref() == Some(word) {
            return Some(Norm::British);
        }
    }
    None
}

pub(super) fn american(work: &Work<'_>, found: &mut Found<'_>) {
    // Names keep the spelling that they have.
    for (n, entry) in work.entries().filter(|(_, e)| e.upos != "PROPN" && e.flags.full.is_none()) {
        for gloss in entry.senses.iter().flatten() {
            for word in gloss.split(|c: char| !c.is_ascii_lowercase()) {
                if let Some(british) = british(word) {
                    found.at(n, word, format!("{word:?} is {british:?} in British spelling"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Norm, british, norm};

    #[test]
    fn norms_are_told_apart() {
        for word in ["defence", "organisation", "organise", "colour", "centre", "analyse"] {
            assert_eq!(norm(word), Some(Norm::British), "{word}");
        }
        for word in ["defense", "organization", "color"] {
            assert_eq!(norm(word), Some(Norm::American), "{word}");
        }
        for word in ["exercise", "promise", "hour", "four", "court", "size", "disaster", "advised", "promises", "wise"]
        {
            assert_eq!(norm(word), None, "{word}");
        }
    }

    #[test]
    fn american_words_are_known_and_others_left_alone() {
        let table = [
            ("organize", "organise"),
            ("analyzed", "analysed"),
            ("modernization", "modernisation"),
            ("colorful", "colourful"),
            ("defense", "defence"),
        ];
        for (american, wanted) in table {
            assert_eq!(british(american).as_deref(), Some(wanted));
        }
        for word in [
            "size",
            "prizes",
            "seized",
            "laboratory",
            "humoral",
            "humorous",
            "organise",
            "colour",
            "centre",
            "rigorous",
            "honorary",
        ] {
            assert_eq!(british(word), None, "{word}");
        }
    }
}

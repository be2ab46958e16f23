//! The little English morphology that composing and comparing glosses needs.

mod numbers;
mod tables;

use rust_stemmers::{Algorithm, Stemmer};

pub use numbers::{cardinal, ordinal, ordinal_word};
use tables::{ALIKE, DEEDS, DEFINITE, DEFINITE_KINDS, DOUBLING, IRREGULAR_PLURALS, IRREGULAR_VERBS, QUALITIES};

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn doubles(word: &str) -> bool {
    let b = word.as_bytes();
    let n = b.len();
    if DOUBLING.contains(&word) {
        return true;
    }
    let vowels = b.iter().filter(|&&c| is_vowel(c) || c == b'y').count();
    n >= 3
        && vowels == 1
        && !is_vowel(b[n - 1])
        && is_vowel(b[n - 2])
        && !is_vowel(b[n - 3])
        && !matches!(b[n - 1], b'w' | b'x' | b'y')
}

/// Applies `inflect` to the verb of a gloss such as `carry out`, leaving what follows it.
fn on_head(gloss: &str, inflect: impl Fn(&str) -> String) -> String {
    match gloss.split_once(' ') {
        Some((head, rest)) => format!("{} {rest}", inflect(head)),
        None => inflect(gloss),
    }
}

/// The past participle of a bare verb gloss: `announce` → `announced`, `carry out` → `carried out`.
///
/// ```
/// use padan::english::participle;
/// assert_eq!(participle("hold"), "held");
/// assert_eq!(participle("carry out"), "carried out");
/// assert_eq!(participle("stop"), "stopped");
/// ```
pub fn participle(gloss: &str) -> String {
    // lie to: lied to, but lie: lain.
    if let Some((_, _, part)) = IRREGULAR_VERBS.iter().find(|(base, ..)| *base == gloss) {
        return (*part).to_owned();
    }
    on_head(gloss, |verb| {
        if let Some((_, _, part)) = IRREGULAR_VERBS.iter().find(|(base, ..)| *base == verb) {
            return (*part).to_owned();
        }
        with_ed(verb)
    })
}

fn with_ed(verb: &str) -> String {
    let consonant_y =
        |v: &str| v.strip_suffix('y').filter(|s| s.bytes().last().is_some_and(|c| !is_vowel(c))).map(str::to_owned);
    match () {
        () if verb.ends_with('e') => format!("{verb}d"),
        () if doubles(verb) => format!("{verb}{}ed", &verb[verb.len() - 1..]),
        () => match consonant_y(verb) {
            Some(stem) => format!("{stem}ied"),
            None => format!("{verb}ed"),
        },
    }
}

/// The *-ing* form of a bare verb gloss: `die` → `dying`, `set up` → `setting up`.
///
/// ```
/// use padan::english::gerund;
/// assert_eq!(gerund("bomb"), "bombing");
/// assert_eq!(gerund("make"), "making");
/// assert_eq!(gerund("set up"), "setting up");
/// ```
pub fn gerund(gloss: &str) -> String {
    on_head(gloss, |verb| match () {
        () if verb == "be" => "being".to_owned(),
        () if verb.ends_with("ie") => format!("{}ying", &verb[..verb.len() - 2]),
        () if verb.ends_with('e') && !verb.ends_with("ee") && !verb.ends_with("oe") && !verb.ends_with("ye") => {
            format!("{}ing", &verb[..verb.len() - 1])
        }
        () if doubles(verb) => format!("{verb}{}ing", &verb[verb.len() - 1..]),
        () => format!("{verb}ing"),
    })
}

/// The noun for what a verb gloss says: `arrive` → `arrival`, `there is` → `existence`, `make` → `making`.
///
/// ```
/// # use padan::english::deed;
/// assert_eq!(deed("be killed"), "death");
/// assert_eq!(deed("open"), "opening");
/// ```
pub fn deed(gloss: &str) -> String {
    DEEDS.iter().find(|(verb, _)| *verb == gloss).map_or_else(|| gerund(gloss), |(_, noun)| (*noun).to_owned())
}

/// One who does it: `write` → `writer`, `edit` → `editor`. What follows the verb is left out.
pub fn agent(gloss: &str) -> String {
    let verb = gloss.split(' ').next().unwrap_or(gloss);
    match () {
        () if verb.ends_with("ate")
            || verb.ends_with("ect")
            || verb.ends_with("ess")
            || verb == "edit"
            || verb == "govern" =>
        {
            format!("{}or", verb.strip_suffix('e').unwrap_or(verb))
        }
        () => {
            let past = with_ed(verb);
            format!("{}er", past.strip_suffix("ed").unwrap_or(verb))
        }
    }
}

/// The plural of a noun gloss: `embassy` → `embassies`, `point of view` → `points of view`. A gloss that is plural
/// already stays.
///
/// ```
/// use padan::english::plural;
/// assert_eq!(plural("country"), "countries");
/// assert_eq!(plural("member of parliament"), "members of parliament");
/// assert_eq!(plural("talks"), "talks");
/// ```
pub fn plural(gloss: &str) -> String {
    if !gloss.contains(' ') {
        return plural_word(gloss);
    }
    if let Some((head, rest)) =
        [" of ", " in ", " at ", " for ", " to ", " from ", " on ", " by ", " like ", " with ", " without "]
            .iter()
            .find_map(|p| gloss.find(p).map(|at| gloss.split_at(at)))
    {
        return format!("{}{rest}", plural(head));
    }
    let (front, noun) = gloss.rsplit_once(' ').map_or(("", gloss), |(_, n)| (&gloss[..gloss.len() - n.len()], n));
    format!("{front}{}", plural_word(noun))
}

fn plural_word(noun: &str) -> String {
    if let Some((_, plural)) = IRREGULAR_PLURALS.iter().find(|(one, many)| *one == noun || *many == noun) {
        return (*plural).to_owned();
    }
    if ALIKE.contains(&noun) {
        return noun.to_owned();
    }
    let b = noun.as_bytes();
    let ends = |s: &str| noun.ends_with(s);
    match () {
        () if noun.len() < 2 || !b.is_ascii() => format!("{noun}s"),
        () if noun.len() > 4 && (ends("men") || ends("people")) => noun.to_owned(),
        () if ends("man") && noun.len() > 4 && !ends("human") && !ends("german") => {
            format!("{}men", &noun[..noun.len() - 3])
        }
        () if ends("ss") || ends("x") || ends("ch") || ends("sh") || ends("us") => format!("{noun}es"),
        () if ends("sis") => format!("{}es", &noun[..noun.len() - 2]),
        () if ends("s") => noun.to_owned(),
        () if ends("z") => format!("{noun}es"),
        () if ends("y") && !is_vowel(b[b.len() - 2]) => format!("{}ies", &noun[..noun.len() - 1]),
        () => format!("{noun}s"),
    }
}

/// The genitive of a noun or a name: `judge` → `judge's`, `parents` → `parents'`.
pub fn genitive(gloss: &str) -> String {
    let mark = if gloss.ends_with('s') && plural(gloss) == gloss { "'" } else { "'s" };
    format!("{gloss}{mark}")
}

/// The name of a place or a body with the article that it has in a sentence.
///
/// ```
/// use padan::english::named;
/// assert_eq!(named("United States"), "the United States");
/// assert_eq!(named("Syria"), "Syria");
/// ```
pub fn named(name: &str) -> String {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let kind = last != name && DEFINITE_KINDS.contains(&last) && !name.starts_with("the ");
    if kind || DEFINITE.contains(&name) { format!("the {name}") } else { name.to_owned() }
}

/// Prepositions that adjectives of several words end in.
const PREPOSITIONS: &[&str] = &["as", "at", "by", "for", "from", "in", "into", "of", "on", "than", "to", "with"];

/// Whether a gloss of several words ends in a preposition: what follows is its object.
pub(crate) fn awaits_object(gloss: &str) -> bool {
    gloss.rsplit_once(' ').is_some_and(|(_, last)| PREPOSITIONS.contains(&last))
}

/// Whether a preposition stands in a gloss.
pub(crate) fn has_preposition(gloss: &str) -> bool {
    gloss.split(' ').any(|word| PREPOSITIONS.contains(&word))
}

/// The adjective as a noun: `certain` → `certainty`, by a table and the commonest endings, else *-ness*.
pub fn quality(gloss: &str) -> String {
    let adj = gloss.rsplit(' ').next().unwrap_or(gloss);
    if let Some((_, noun)) = QUALITIES.iter().find(|(quality, _)| *quality == adj) {
        return (*noun).to_owned();
    }
    match () {
        // injured, destroyed, short on: the state, which no ending names.
        () if adj.ends_with("ed") && adj.len() > 4 || awaits_object(gloss) => {
            format!("being {gloss}")
        }
        () if adj.ends_with("ble") => format!("{}ility", &adj[..adj.len() - 2]),
        () if adj.ends_with("ent") || adj.ends_with("ant") => format!("{}ce", &adj[..adj.len() - 1]),
        () if adj.ends_with("ile") => format!("{}ity", &adj[..adj.len() - 1]),
        () if adj.ends_with("al") || adj.ends_with("id") && adj.len() > 5 => format!("{adj}ity"),
        () if adj.ends_with('y') && adj.len() > 3 => format!("{}iness", &adj[..adj.len() - 1]),
        () => format!("{adj}ness"),
    }
}

/// The superlative of an adjective gloss: `big` → `biggest`, `effective` → `most effective`.
pub fn superlative(gloss: &str) -> String {
    compared(
        gloss,
        "est",
        "most",
        &[
            ("good", "best"),
            ("bad", "worst"),
            ("many", "most"),
            ("much", "most"),
            ("far", "farthest"),
            ("little", "least"),
        ],
    )
}

/// The comparative of an adjective gloss: `big` → `bigger`, `effective` → `more effective`.
pub fn comparative(gloss: &str) -> String {
    compared(
        gloss,
        "er",
        "more",
        &[
            ("good", "better"),
            ("bad", "worse"),
            ("many", "more"),
            ("much", "more"),
            ("far", "farther"),
            ("little", "less"),
        ],
    )
}

fn compared(gloss: &str, ending: &str, word: &str, irregular: &[(&str, &str)]) -> String {
    if let Some((_, form)) = irregular.iter().find(|(base, _)| *base == gloss) {
        return (*form).to_owned();
    }
    let b = gloss.as_bytes();
    let groups = b.windows(2).filter(|w| is_vowel(w[0]) && !is_vowel(w[1])).count()
        + usize::from(b.last().is_some_and(|&c| is_vowel(c) && c != b'e'));
    let short = groups <= 1 && !gloss.contains(' ') && !gloss.ends_with("ed")
        || (groups <= 2 && (gloss.ends_with('y') && gloss.len() <= 6 || gloss.ends_with("ow")));
    match () {
        () if !short => format!("{word} {gloss}"),
        () if gloss.ends_with('e') => format!("{gloss}{}", &ending[1..]),
        () if gloss.ends_with('y') && b.len() > 2 && !is_vowel(b[b.len() - 2]) => {
            format!("{}i{ending}", &gloss[..gloss.len() - 1])
        }
        () if doubles(gloss) => format!("{gloss}{}{ending}", &gloss[gloss.len() - 1..]),
        () => format!("{gloss}{ending}"),
    }
}

/// Compares English text by its stems: Porter's second algorithm, with irregular forms led back to their base first.
pub struct StemKey {
    stemmer: Stemmer,
}

impl std::fmt::Debug for StemKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StemKey")
    }
}

impl Default for StemKey {
    fn default() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English) }
    }
}

impl StemKey {
    /// The stems of the words of `text`, in order, lower-cased.
    ///
    /// ```
    /// let key = padan::english::StemKey::default();
    /// assert_eq!(key.of("The talks were held"), key.of("the talk be holds"));
    /// ```
    pub fn of(&self, text: &str) -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|w| !w.is_empty())
            .map(|w| {
                // NGOs
                let w = w.strip_suffix('s').filter(|a| a.len() > 1 && a.chars().all(char::is_uppercase)).unwrap_or(w);
                let lower = w.to_lowercase();
                let word = lower.strip_suffix("'s").unwrap_or(&lower);
                let base = match word {
                    "is" | "are" | "am" | "were" | "being" => "be",
                    "has" => "have",
                    _ => IRREGULAR_VERBS
                        .iter()
                        .find(|(_, past, part)| *past == word || *part == word)
                        .map(|(base, ..)| *base)
                        .or_else(|| IRREGULAR_PLURALS.iter().find(|(_, many)| *many == word).map(|(one, _)| *one))
                        .unwrap_or(word),
                };
                self.stemmer.stem(base).into_owned()
            })
            .collect()
    }

    /// Whether `text` holds `phrase`, in whatever inflected form.
    pub fn holds(&self, text: &str, phrase: &str) -> bool {
        let (text, phrase) = (self.of(text), self.of(phrase));
        phrase.is_empty() || text.windows(phrase.len()).any(|w| w == phrase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(f: impl Fn(&str) -> String, table: &[(&str, &str)]) {
        for (given, wanted) in table {
            assert_eq!(f(given), *wanted, "of {given}");
        }
    }

    #[test]
    fn inflects() {
        check(
            participle,
            &[
                ("announce", "announced"),
                ("carry out", "carried out"),
                ("stop", "stopped"),
                ("visit", "visited"),
                ("refer", "referred"),
                ("play", "played"),
                ("shoot at", "shot at"),
                ("fix", "fixed"),
            ],
        );
        check(genitive, &[("judge", "judge's"), ("boss", "boss's"), ("parents", "parents'")]);
        check(
            named,
            &[
                ("Netherlands", "the Netherlands"),
                ("West Bank", "the West Bank"),
                ("World Bank", "World Bank"),
                ("the Java Sea", "the Java Sea"),
            ],
        );
        check(
            gerund,
            &[
                ("announce", "announcing"),
                ("die", "dying"),
                ("see", "seeing"),
                ("run", "running"),
                ("visit", "visiting"),
                ("be able to", "being able to"),
            ],
        );
        check(
            agent,
            &[
                ("write", "writer"),
                ("carry", "carrier"),
                ("operate", "operator"),
                ("run", "runner"),
                ("inspect", "inspector"),
            ],
        );
        check(
            plural,
            &[
                ("country", "countries"),
                ("box", "boxes"),
                ("woman", "women"),
                ("foreign minister", "foreign ministers"),
                ("series", "series"),
                ("state of emergency", "states of emergency"),
                ("day", "days"),
                ("bus", "buses"),
                ("yen", "yen"),
                ("quiz", "quizzes"),
                ("waltz", "waltzes"),
                ("diagnosis", "diagnoses"),
                ("gas", "gases"),
                ("evidence", "evidence"),
                ("specimen", "specimens"),
                ("veto", "vetoes"),
            ],
        );
        check(
            superlative,
            &[
                ("big", "biggest"),
                ("new", "newest"),
                ("good", "best"),
                ("heavy", "heaviest"),
                ("effective", "most effective"),
                ("large", "largest"),
                ("tired", "most tired"),
            ],
        );
        check(
            quality,
            &[
                ("sad", "sadness"),
                ("possible", "possibility"),
                ("happy", "happiness"),
                ("present", "presence"),
                ("real", "reality"),
            ],
        );
        check(
            ordinal_word,
            &[("five", "fifth"), ("twenty", "twentieth"), ("ten", "tenth"), ("twenty one", "twenty first")],
        );
    }

    #[test]
    fn ordinals_of_figures() {
        assert_eq!([1, 2, 3, 11, 21, 72, 113].map(ordinal), ["1st", "2nd", "3rd", "11th", "21st", "72nd", "113th"]);
    }
}

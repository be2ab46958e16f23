//! Likeness of spelling between the languages: names and loan words.

/// Endings of loan words, Indonesian or English, and what stands for both.
const ENDINGS: &[(&str, &str)] = &[
    ("isasi", "isas"),
    ("ization", "isas"),
    ("isation", "isas"),
    ("asi", "as"),
    ("ation", "as"),
    ("ksi", "ks"),
    ("ction", "ks"),
    ("usi", "us"),
    ("ution", "us"),
    ("si", "s"),
    ("tion", "s"),
    ("sion", "s"),
    ("itas", "it"),
    ("ity", "it"),
    ("isme", "ism"),
    ("ical", "ik"),
    ("ic", "ik"),
    ("ive", "if"),
    ("ologi", "olog"),
    ("ology", "olog"),
    ("ogy", "og"),
    ("ogi", "og"),
    ("omi", "om"),
    ("omy", "om"),
    ("ensi", "ens"),
    ("ence", "ens"),
    ("ency", "ens"),
    ("ansi", "ans"),
    ("ance", "ans"),
    ("ancy", "ans"),
    ("is", "is"),
    ("ist", "is"),
];

/// The letters that both languages' spellings of a loan word share: `resolusi` and `resolution` are `resolus`.
pub(crate) fn skeleton(word: &str) -> String {
    let lower: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).map(plain).collect();
    let mut body = lower.as_str();
    let mut ending = "";
    if lower.len() > 5
        && let Some((from, to)) = ENDINGS.iter().find(|(from, _)| lower.ends_with(from))
    {
        body = &lower[..lower.len() - from.len()];
        ending = to;
    }
    let mut out = String::with_capacity(lower.len());
    let b: Vec<char> = body.chars().collect();
    let mut n = 0;
    while n < b.len() {
        let (c, next) = (b[n], b.get(n + 1).copied());
        let (written, taken): (&str, usize) = match (c, next) {
            ('p', Some('h')) => ("f", 2),
            ('t', Some('h')) | ('t', Some('t')) => ("t", 2),
            ('k', Some('h')) | ('c', Some('k')) | ('c', Some('h')) => ("k", 2),
            ('s', Some('h' | 'y')) | ('s', Some('c')) => ("s", 2),
            ('c', Some('e' | 'i' | 'y')) => ("s", 1),
            ('c', _) | ('q', _) => ("k", 1),
            ('x', _) => ("ks", 1),
            ('v', _) => ("f", 1),
            ('z', _) => ("s", 1),
            ('y', _) => ("i", 1),
            ('o', Some('u' | 'o' | 'e')) => ("u", 2),
            ('a', Some('e')) => ("e", 2),
            _ => ("", 1),
        };
        let written = if written.is_empty() { c.to_string() } else { written.to_owned() };
        if !out.ends_with(written.as_str()) {
            out.push_str(&written);
        }
        n += taken;
    }
    out.push_str(ending);
    out
}

fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        c => c,
    }
}

/// How alike two skeletons are, 0 to 1: one less the edit distance over the longer length. Short ones must be the same.
pub(crate) fn likeness(a: &str, b: &str) -> f32 {
    if a == b {
        return if a.len() >= 3 { 1.0 } else { 0.6 };
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longer = a.len().max(b.len());
    if a.len().min(b.len()) < 4 || a.len().abs_diff(b.len()) * 2 > longer {
        return 0.0;
    }
    1.0 - distance(&a, &b) as f32 / longer as f32
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let changed = diagonal + usize::from(ca != cb);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// How alike two English stems are, 0 to 1: the share of the longer one that they begin with together, so that *agre* and
/// *agreement* meet.
pub(crate) fn kinship(a: &str, b: &str) -> f32 {
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    if shared < 4 {
        return 0.0;
    }
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    // A stem inside another (govern, governor) is worth more than a common beginning (contain, contest).
    if shared + 1 >= shorter { 0.5 + 0.5 * shared as f32 / longer as f32 } else { shared as f32 / longer as f32 * 0.8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loan_words_meet() {
        for (source, target) in [
            ("resolusi", "resolution"),
            ("universitas", "university"),
            ("ekonomi", "economy"),
            ("politik", "politic"),
            ("Moskow", "Moscow"),
            ("Mesir", "Misr"),
            ("konstitusi", "constitution"),
            ("Afganistan", "Afghanistan"),
        ] {
            let like = likeness(&skeleton(source), &skeleton(target));
            assert!(like > 0.55, "{source} {target} {like} {} {}", skeleton(source), skeleton(target));
        }
        assert!(likeness(&skeleton("meja"), &skeleton("table")) < 0.5);
    }

    #[test]
    fn kin_stems_meet() {
        assert!(kinship("agre", "agreement") > 0.6);
        assert!(kinship("contain", "contest") < 0.6);
        assert!(kinship("say", "said") == 0.0);
    }
}

//! From the segmentation that the lexicon writes to morphemes with their places in the form.

use std::borrow::Cow;

use super::affix::{Affix, Rows, Shape};
use crate::lexicon::{Flag, Lexeme, Lexicon};
use crate::model::{Gloss, GlossTag, Morpheme, MorphemeKind, Upos};
use crate::text::Span;

/// The morphemes of a listed word, with surfaces counted from the start of its citation form.
pub(super) fn morphemes(rows: &Rows, lexicon: &Lexicon, lexeme: Lexeme) -> Vec<Morpheme> {
    let form = lexeme.form();
    let Some(analysis) = lexeme.analysis() else {
        let gloss = whole_gloss(lexeme);
        let surface = Span::new(0, form.len());
        return vec![Morpheme { kind: MorphemeKind::Root, surface, form: Cow::Borrowed(form), gloss }];
    };
    let mut pieces = parse(rows, analysis);
    gloss_pieces(rows, lexicon, lexeme, &mut pieces);
    match lexeme.surface() {
        Some(cut) => place_as_cut(cut, form, &mut pieces),
        None => {
            place(rows, form, &mut pieces);
        }
    }
    pieces
}

/// What a lexeme means as a whole: the label of a function word, or its first gloss.
pub(super) fn whole_gloss(lexeme: Lexeme) -> Gloss {
    match lexeme.label() {
        Some(label) => Gloss::Label(Cow::Borrowed(label)),
        None => Gloss::Lexical(Cow::Borrowed(lexeme.gloss())),
    }
}

/// The dictionary root of a listed word: the piece that its analysis cuts out, or the word itself where the lexicon says that the
/// history is no more than that (*setelah*, *akhirnya*, *undang-undang*). A compound's roots stand together.
pub(super) fn root(rows: &Rows, lexicon: &Lexicon, lexeme: Lexeme) -> Cow<'static, str> {
    let form = lexeme.form();
    let Some(analysis) = lexeme.analysis().filter(|_| !lexeme.is(Flag::Whole)) else { return Cow::Borrowed(form) };
    let pieces = parse(rows, analysis);
    let affixed = pieces.iter().any(|m| !matches!(m.kind, MorphemeKind::Root | MorphemeKind::Copy));
    if !affixed && analysis.contains('+') {
        return Cow::Borrowed(form);
    }
    let mut roots = compound_roots(lexicon, &pieces).into_iter();
    let first = roots.next().unwrap_or_default();
    // A pair whose half is no word of its own is its own root: kupu-kupu.
    if !affixed && pieces.len() == 2 && lexicon.form(&first).all(|l| l.is(Flag::Bound)) {
        return Cow::Borrowed(form);
    }
    roots.fold(first, |joined, next| Cow::Owned(format!("{joined} {next}")))
}

/// The roots among `pieces`. Prepositions and negators that are fused in front are none: *tidak* in *ketidakpastian*, *di* in
/// *dimana*.
pub(super) fn compound_roots(lexicon: &Lexicon, pieces: &[Morpheme]) -> Vec<Cow<'static, str>> {
    let roots: Vec<&Morpheme> = pieces.iter().filter(|m| m.kind == MorphemeKind::Root).collect();
    let grammatical =
        |m: &&&Morpheme| lexicon.form(&m.form).next().is_some_and(|l| matches!(l.upos(), Upos::Adp | Upos::Part));
    let skipped = roots.iter().take_while(grammatical).count();
    let from = if skipped < roots.len() { skipped } else { 0 };
    roots[from..].iter().map(|m| m.form.clone()).collect()
}

fn is_suffix(form: &str) -> bool {
    matches!(form, "kan" | "i" | "an")
}

/// Splits an analysis into its pieces, not yet placed nor glossed.
pub(super) fn parse(rows: &Rows, analysis: &'static str) -> Vec<Morpheme> {
    let mut pieces: Vec<(char, &'static str)> = Vec::new();
    let mut rest = analysis;
    let mut joint = '-';
    loop {
        let end = rest.find(['-', '=', '~', '+']).unwrap_or(rest.len());
        pieces.push((joint, &rest[..end]));
        match rest[end..].chars().next() {
            Some(next) => {
                joint = next;
                rest = &rest[end + 1..];
            }
            None => break,
        }
    }
    let n = pieces.len();
    let is_prefix = |form: &str| rows.prefixes(form).next().is_some();
    let prefixes = pieces
        .iter()
        .enumerate()
        .take_while(|&(i, &(_, form))| i + 1 < n && is_prefix(form) && matches!(pieces[i + 1].0, '-' | '='))
        .filter(|&(i, _)| i + 1 < n)
        .count();
    let is_tail = |&(joint, form): &(char, &str)| joint == '=' || joint == '-' && is_suffix(form);
    let tail = pieces[1..].iter().rev().take_while(|p| is_tail(p)).count().min(n - 1);
    let prefixes = prefixes.min(n - 1 - tail);
    // In tembak~meN-tembak the prefix stands on the copy.
    let prefixed_copy = |i: usize| pieces[i].0 == '~' && i + 1 < n && is_prefix(pieces[i].1);
    // In pe~pohon-an the copy is the first syllable, and stands in front.
    let partial = |i: usize| {
        i + 1 < n
            && pieces[i + 1].0 == '~'
            && pieces[i].1.len() == 2
            && pieces[i + 1].1.len() > 2
            && pieces[i].1.chars().next() == pieces[i + 1].1.chars().next()
    };
    let kind = |i: usize, joint: char| match () {
        () if partial(i) => MorphemeKind::Copy,
        () if i > 0 && partial(i - 1) => MorphemeKind::Root,
        () if prefixed_copy(i) => MorphemeKind::Prefix,
        () if joint == '~' || i > 0 && prefixed_copy(i - 1) => MorphemeKind::Copy,
        () if i < prefixes && pieces[i + 1].0 == '=' => MorphemeKind::Proclitic,
        () if i < prefixes => MorphemeKind::Prefix,
        () if joint == '=' => MorphemeKind::Enclitic,
        () if i >= n - tail || (joint == '-' && i > prefixes) => MorphemeKind::Suffix,
        () => MorphemeKind::Root,
    };
    pieces
        .iter()
        .enumerate()
        .map(|(i, &(joint, form))| Morpheme {
            kind: kind(i, joint),
            surface: Span::default(),
            form: Cow::Borrowed(form),
            gloss: Gloss::Unknown,
        })
        .collect()
}

fn gloss_pieces(rows: &Rows, lexicon: &Lexicon, lexeme: Lexeme, pieces: &mut [Morpheme]) {
    let upos = lexeme.upos();
    let root = pieces.iter().find(|m| m.kind == MorphemeKind::Root).and_then(|m| lexicon.form(&m.form).next());
    let has_an = pieces.iter().any(|m| m.kind == MorphemeKind::Suffix && m.form == "an");
    let mut circumfixed = false;
    for at in 0..pieces.len() {
        let form = pieces[at].form.clone();
        let gloss = match pieces[at].kind {
            MorphemeKind::Root => {
                let near = |n: Option<usize>, kind| n.and_then(|n| pieces.get(n)).filter(|m| m.kind == kind);
                let prefix = near(at.checked_sub(1), MorphemeKind::Prefix).map_or("", |m| &m.form);
                let suffix = near(Some(at + 1), MorphemeKind::Suffix).map_or("", |m| &m.form);
                root_gloss(lexicon, &form, lexeme, wanted(prefix, suffix))
            }
            MorphemeKind::Copy if at > 0 && pieces[at - 1].kind == MorphemeKind::Prefix => {
                Gloss::Grammatical(&[GlossTag::Recp])
            }
            MorphemeKind::Copy => Gloss::Grammatical(copy_label(upos)),
            MorphemeKind::Prefix | MorphemeKind::Proclitic => {
                let around = has_an && upos != Upos::Verb && !circumfixed;
                // ter- is superlative on adjectives alone: terbesar, but tertutup.
                let made = match root {
                    Some(r) if r.upos() != Upos::Adj && upos == Upos::Adj => Upos::Verb,
                    _ => upos,
                };
                match prefix_row(rows, &form, around, made) {
                    Some(row) => {
                        circumfixed |= matches!(row.shape, Shape::Circumfix(..));
                        row_gloss(row)
                    }
                    None => Gloss::Unknown,
                }
            }
            MorphemeKind::Suffix if form == "an" => Gloss::Grammatical(match upos {
                Upos::Verb if root.is_none_or(|r| lexicon.form(&format!("{}an", r.form())).next().is_none()) => {
                    &[GlossTag::Recp]
                }
                Upos::Num => &[GlossTag::Apprx],
                _ => &[GlossTag::Nmlz],
            }),
            MorphemeKind::Suffix => Gloss::Grammatical(applicative_label(&form, root)),
            MorphemeKind::Enclitic => clitic_row(rows, &form).map_or(Gloss::Unknown, row_gloss),
        };
        pieces[at].gloss = gloss;
    }
}

/// What affixes stand on where the root has readings of several kinds, if they care; an empty affix stands for any or none.
const STAND_ON: &[(&str, &str, Option<Upos>)] = &[
    ("ke", "an", None),
    ("meN", "", Some(Upos::Verb)),
    ("di", "", Some(Upos::Verb)),
    ("ter", "", Some(Upos::Verb)),
    ("ber", "", Some(Upos::Verb)),
    ("peN", "", Some(Upos::Verb)),
    ("pe", "", Some(Upos::Verb)),
    ("", "an", Some(Upos::Verb)),
    ("", "kan", Some(Upos::Verb)),
    ("", "i", Some(Upos::Verb)),
];

/// The part of speech of the root between `prefix` and `suffix`, if they ask for one.
fn wanted(prefix: &str, suffix: &str) -> Option<Upos> {
    let fits = |asked: &str, there: &str| asked.is_empty() || asked == there;
    STAND_ON.iter().find(|(p, s, _)| fits(p, prefix) && fits(s, suffix)).and_then(|&(.., upos)| upos)
}

/// What the root `form` means in `word`: of its glosses the one that the English of the word takes up (*memesan* order: *pesan*
/// order, not message), else that of the part of speech that the affixes ask for, else its first. The verb that has the very English
/// of a verb made of it comes before all: *mengakuisisi* acquire. Affixes that make words of content stand on such: *gunakan* is of
/// *guna* use, not of *guna* to.
fn root_gloss(lexicon: &Lexicon, form: &str, word: Lexeme, wanted: Option<Upos>) -> Gloss {
    let content = |upos: Upos| matches!(upos, Upos::Noun | Upos::Verb | Upos::Adj | Upos::Num);
    let only_content = content(word.upos()) && lexicon.form(form).any(|l| content(l.upos()));
    let asked = |l: &Lexeme| if only_content { content(l.upos()) } else { l.upos() != Upos::Propn };
    let readings = || lexicon.form(form).filter(asked);
    let Some(first) = readings().next().or_else(|| lexicon.form(form).next()) else { return Gloss::Unknown };
    if first.label().is_some() {
        return whole_gloss(first);
    }
    let as_wanted = |l: &Lexeme| wanted == Some(l.upos());
    let verbs = || readings().filter(|l| word.upos() == Upos::Verb && as_wanted(l)).flat_map(Lexeme::glosses);
    let taken_up = |gloss: &&str| word.glosses().any(|whole| share_a_word(gloss, whole));
    let taken = verbs().find(|gloss| *gloss == word.gloss());
    match taken.or_else(|| readings().flat_map(Lexeme::glosses).find(taken_up)) {
        Some(gloss) => Gloss::Lexical(Cow::Borrowed(gloss)),
        None => whole_gloss(readings().find(as_wanted).unwrap_or(first)),
    }
}

/// English words that say nothing of what a word means.
const SMALL_WORDS: &[&str] = &[
    "and",
    "become",
    "for",
    "from",
    "get",
    "give",
    "have",
    "into",
    "make",
    "not",
    "off",
    "one",
    "out",
    "over",
    "something",
    "take",
    "the",
    "under",
    "with",
];

/// Whether two glosses have a word of content in common, endings aside: *develop*, *development*.
fn share_a_word(a: &str, b: &str) -> bool {
    /// Letters that show that two words belong together.
    const ENOUGH: usize = 4;
    let alike = |x: &str, y: &str| {
        let common = x.bytes().zip(y.bytes()).take_while(|(x, y)| x == y).count();
        common >= ENOUGH.min(x.len()) && common * 3 >= x.len().min(y.len()) * 2 && x.len() > 2 && y.len() > 2
    };
    let content = |word: &&str| !SMALL_WORDS.contains(word);
    a.split(' ').filter(content).any(|x| b.split(' ').filter(content).any(|y| alike(x, y)))
}

fn prefix_row(rows: &Rows, form: &str, around: bool, upos: Upos) -> Option<&'static Affix> {
    let all = || rows.prefixes(form);
    let circumfix = |a: &&Affix| matches!(a.shape, Shape::Circumfix(_, "an")) && a.makes == Some(upos);
    let prefix = |a: &&Affix| matches!(a.shape, Shape::Prefix(_));
    if around && let Some(row) = all().find(circumfix) {
        return Some(row);
    }
    all().filter(prefix).find(|a| a.makes == Some(upos)).or_else(|| all().find(prefix))
}

fn clitic_row(rows: &Rows, form: &str) -> Option<&'static Affix> {
    rows.enclitics().iter().map(|&(_, a)| a).find(|a| a.form == form)
}

/// The gloss of an affix: its label, or for bound prefixes their English.
pub(super) fn row_gloss(row: &'static Affix) -> Gloss {
    if row.label.is_empty() {
        Gloss::Lexical(Cow::Borrowed(row.meaning.trim_end_matches('-')))
    } else {
        Gloss::Grammatical(row.label)
    }
}

/// `-kan` and `-i` by what they stand on: -kan makes adjectives, nouns and intransitive verbs causative and adds an
/// object to transitive ones; on a bound root the two cannot be told apart.
pub(super) fn applicative_label(form: &str, base: Option<Lexeme>) -> &'static [GlossTag] {
    match (form, base) {
        ("i", _) => &[GlossTag::Appl],
        (_, Some(l)) if l.is(Flag::Bound) => &[GlossTag::Tr],
        (_, Some(l)) if l.upos() == Upos::Verb && l.is(Flag::Transitive) => &[GlossTag::Appl],
        (_, Some(_)) => &[GlossTag::Caus],
        (_, None) => &[GlossTag::Tr],
    }
}

/// What a copy means: plural on nouns, repetition on verbs, intensity elsewhere.
pub(super) fn copy_label(upos: Upos) -> &'static [GlossTag] {
    match upos {
        Upos::Noun | Upos::Propn => &[GlossTag::Pl],
        Upos::Verb => &[GlossTag::Iter],
        Upos::Adj | Upos::Adv => &[GlossTag::Ints],
        _ => &[GlossTag::Red],
    }
}

/// Places the pieces by a surface cut that the lexicon gives.
fn place_as_cut(cut: &str, form: &str, pieces: &mut [Morpheme]) {
    let mut at = 0;
    let mut cuts = cut.split(['-', '=', '~', '+']);
    let last = pieces.len() - 1;
    for (n, piece) in pieces.iter_mut().enumerate() {
        let hyphen = usize::from(form[at..].starts_with('-'));
        let len = cuts.next().unwrap_or_default().len() + hyphen;
        let end = if n == last { form.len() } else { (at + len).min(form.len()) };
        piece.surface = Span::new(at, end);
        at = end;
    }
}

/// Places the pieces on the form that they underlie.
///
/// Where the rules do not fit (the form is a variant spelling), the root takes what the affixes leave. Returns whether
/// the rules fit.
pub(super) fn place(rows: &Rows, form: &str, pieces: &mut [Morpheme]) -> bool {
    let mut ends = Vec::with_capacity(pieces.len());
    let fits = fit(rows, form, 0, pieces, 0, &mut ends);
    if !fits {
        ends = squeeze(form, pieces);
    }
    let mut at = 0;
    for (piece, &end) in pieces.iter_mut().zip(&ends) {
        piece.surface = Span::new(at, end);
        at = end;
    }
    fits
}

/// Whether the rules give `form` from `analysis`.
pub fn explains(analysis: &'static str, form: &str) -> bool {
    let rows = Rows::new();
    place(&rows, form, &mut parse(&rows, analysis))
}

/// The roots that an analysis names.
pub fn roots(analysis: &'static str) -> impl Iterator<Item = Cow<'static, str>> {
    parse(&Rows::new(), analysis).into_iter().filter(|m| m.kind == MorphemeKind::Root).map(|m| m.form)
}

/// Fits `pieces` from the one at `n` on to `form[at..]`; `lost` letters of the piece at `n` are not written.
fn fit(rows: &Rows, form: &str, at: usize, pieces: &[Morpheme], lost: usize, ends: &mut Vec<usize>) -> bool {
    let n = ends.len();
    let Some(piece) = pieces.get(n) else { return at == form.len() };
    let rest = &form[at..];
    if piece.kind == MorphemeKind::Prefix {
        let set_off = usize::from(n > 0 && rest.starts_with('-'));
        let rest = &rest[set_off..];
        let at = at + set_off;
        for allomorph in rows.prefixes(&piece.form).flat_map(|a| match a.shape {
            Shape::Prefix(shapes) | Shape::Circumfix(shapes, _) => shapes,
            Shape::Suffix(_) => &[],
        }) {
            let Some(written) = allomorph.surface.get(lost..) else { continue };
            let Some(after) = rest.strip_prefix(written) else { continue };
            let next = pieces.get(n + 1).map_or("", |p| p.form.as_ref());
            let hyphen = usize::from(after.starts_with('-'));
            if allomorph.before.allows(after) && next.starts_with(allomorph.restores) || hyphen == 1 {
                ends.push(at + written.len());
                if fit(rows, form, at + written.len(), pieces, allomorph.restores.len(), ends) {
                    return true;
                }
                ends.truncate(n);
            }
        }
        return false;
    }
    let hyphen = usize::from(rest.starts_with('-'));
    let copy = piece.kind == MorphemeKind::Copy;
    let plain = piece.form.get(lost..).unwrap_or_default();
    // The copy of a nasalised base keeps the nasal (memukul-mukul, tembak-menembak); of a copy only the end is sure.
    let candidates = (0..=3).filter(|&extra| extra == 0 || copy).map(|extra| hyphen + plain.len() + extra);
    // negara2 for negara-negara.
    let figure = (copy && rest.starts_with('2')).then_some(1);
    for len in figure.into_iter().chain(candidates) {
        let Some(written) = rest.get(..len) else { continue };
        let same = figure == Some(len)
            || written.ends_with(plain)
            || copy && plain.get(1..).is_some_and(|tail| written.ends_with(tail));
        if same {
            ends.push(at + len);
            if fit(rows, form, at + len, pieces, 0, ends) {
                return true;
            }
            ends.truncate(n);
        }
    }
    false
}

/// Ends of the pieces when the rules do not fit: suffixes from the right where they match, prefixes from the left by
/// their own length, the rest to the root.
fn squeeze(form: &str, pieces: &[Morpheme]) -> Vec<usize> {
    let root = pieces.iter().position(|m| m.kind == MorphemeKind::Root).unwrap_or_default();
    let mut ends = vec![form.len(); pieces.len()];
    let mut right = form.len();
    for n in (root + 1..pieces.len()).rev() {
        ends[n] = right;
        if form[..right].ends_with(pieces[n].form.as_ref()) {
            right -= pieces[n].form.len();
        }
    }
    let mut left = 0;
    for n in 0..root {
        let len = pieces[n].form.len().min(3);
        left = form.floor_char_boundary((left + len).min(right.saturating_sub(1)));
        ends[n] = left;
    }
    ends[root] = right;
    ends
}

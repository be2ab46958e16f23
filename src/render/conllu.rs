//! CoNLL-U: UD version 2 without heads and relations.
//!
//! Enclitics and proclitics that syntax sees (`=nya`, `=lah`, `ku=` …) are words of their own under a multiword token; adverbs that hold
//! one (*akhirnya*) stay whole, and so does reduplication, as UD Indonesian does.

use std::io::{self, Write};

use super::{Options, Part};
use crate::model::{
    Analysis, CostReason, Document, Gloss, GlossSource, GlossTag, Morpheme, MorphemeKind, Reason, Role, RoleOf,
    Sentence, Token, TokenKind, Unit, Upos, gloss_tags,
};
use crate::text::CodePoints;

pub(super) fn render(document: &Document, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let name = document.source.name().to_string_lossy();
    let mut points = document.source.code_points().after(options.part.points);
    let mut sent = options.part.sentences;
    if options.part == Part::default() {
        writeln!(out, "# newdoc id = {}", one_line(&name))?;
    }
    for (par, paragraph) in document.paragraphs.iter().enumerate() {
        for (n, sentence) in paragraph.sentences.iter().enumerate() {
            sent += 1;
            if n == 0 {
                writeln!(out, "# newpar id = p{}", options.part.paragraphs + par + 1)?;
            }
            writeln!(out, "# sent_id = {sent}")?;
            writeln!(out, "# text = {}", one_line(document.text(sentence.span)))?;
            if let Some(translation) = &sentence.translation {
                writeln!(out, "# text_en = {}", one_line(&translation.text))?;
            }
            write_sentence(document, sentence, &mut points, out)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn one_line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write_sentence(
    document: &Document,
    sentence: &Sentence,
    points: &mut CodePoints<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut id = 1;
    let mut units = sentence.outer_units_where(|u| u.tokens.len() > 1 && u.kind.is_fixed()).peekable();
    for (n, token) in sentence.tokens.iter().enumerate() {
        let form = document.text(token.span);
        let range = (points.at(token.span.start as usize), points.at(token.span.end as usize));
        let next = sentence.tokens.get(n + 1);
        let joined = next.is_some_and(|next| next.span.start == token.span.end);
        let unit = units.next_if(|u| u.tokens[0] == n);
        let misc = misc(token, unit, range, joined);
        let cut = token.analysis().filter(|_| token.upos != Upos::Propn && token.kind == TokenKind::Word);
        let words = cut.map(|a| split(a, form)).unwrap_or_default();
        if words.len() > 1 {
            writeln!(out, "{id}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", id + words.len() - 1, escape(form))?;
            for word in &words {
                let (lemma, upos, feats) = match word.clitic {
                    Some(m) => (m.form.to_string(), clitic_upos(token, m), label_feats(&tags(m))),
                    None => (lemma(token, form), token.upos, feats(token, cut)),
                };
                writeln!(out, "{id}\t{}\t{}\t{upos}\t_\t{feats}\t_\t_\t_\t_", escape(word.form), escape(&lemma))?;
                id += 1;
            }
        } else {
            let (lemma, feats) = (lemma(token, form), feats(token, cut));
            writeln!(out, "{id}\t{}\t{}\t{}\t_\t{feats}\t_\t_\t_\t{misc}", escape(form), escape(&lemma), token.upos)?;
            id += 1;
        }
    }
    Ok(())
}

/// A syntactic word of a multiword token.
struct Word<'a> {
    form: &'a str,
    clitic: Option<&'a Morpheme>,
}

/// The syntactic words of a token: its host and the clitics that the text has put on it. Clitics that the lexicon writes inside an
/// entry are no words.
fn split<'a>(analysis: &'a Analysis, form: &'a str) -> Vec<Word<'a>> {
    let clitics = analysis.affixes.clitics();
    if clitics == 0 {
        return Vec::new();
    }
    let mut out: Vec<Word<'a>> = Vec::with_capacity(clitics + 1);
    let mut host: Option<(usize, usize)> = None;
    let mut enclitics = Vec::new();
    let outer = analysis.morphemes.len();
    for (n, m) in analysis.morphemes.iter().enumerate() {
        let Some(piece) = form.get(m.surface.range()) else { return Vec::new() };
        match m.kind {
            MorphemeKind::Proclitic => out.push(Word { form: piece, clitic: Some(m) }),
            MorphemeKind::Enclitic if n + clitics >= outer => {
                enclitics.push(Word { form: piece.trim_start_matches('-'), clitic: Some(m) });
            }
            _ => host = Some((host.map_or(m.surface.start as usize, |h| h.0), m.surface.end as usize)),
        }
    }
    out.extend(host.map(|(start, end)| Word { form: &form[start..end], clitic: None }));
    out.append(&mut enclitics);
    out
}

/// A pronoun is one unless it makes definite, or a noun of a clause: UD has a determiner there.
fn clitic_upos(token: &Token, m: &Morpheme) -> Upos {
    let article = |r: &RoleOf| matches!(r.role, Role::Definite | Role::Nominaliser | Role::Adverbialiser);
    match m.form.as_ref() {
        "nya" if token.roles.iter().any(article) => Upos::Det,
        "nya" | "ku" | "mu" | "kau" => Upos::Pron,
        _ => Upos::Part,
    }
}

fn tags(m: &Morpheme) -> Vec<GlossTag> {
    match &m.gloss {
        Gloss::Grammatical(tags) => tags.to_vec(),
        Gloss::Label(label) => gloss_tags(label).collect(),
        Gloss::Lexical(_) | Gloss::Unknown => Vec::new(),
    }
}

/// The lemma as the treebanks of Indonesian have it: the root, in the spelling of the text, as one word if the text writes one; of
/// numerals made of numerals (*kedua*, *sepuluh*), of compounds with *non-*, *antar-* and their like, and of function words written
/// together with *di* or *ke* (*dibawah*) the whole.
fn lemma(token: &Token, form: &str) -> String {
    let Some(a) = token.analysis().filter(|_| token.upos != Upos::Propn && token.kind == TokenKind::Word) else {
        return form.to_owned();
    };
    let of = |kind| a.morphemes.iter().filter(move |m: &&Morpheme| m.kind == kind);
    let written = |first: &Morpheme, last: &Morpheme| {
        form.get(first.surface.start as usize..last.surface.end as usize).map(str::to_lowercase)
    };
    let variant = a.cost.parts().any(|(reason, _)| reason == CostReason::Variant);
    let whole = match token.upos {
        Upos::Num => of(MorphemeKind::Copy).next().is_none(),
        Upos::Adp | Upos::Adv | Upos::Sconj if variant => true,
        // non-, antar-, semi-: what has English of its own makes a compound.
        _ => a.morphemes[0].kind == MorphemeKind::Prefix && matches!(a.morphemes[0].gloss, Gloss::Lexical(_)),
    };
    if whole && of(MorphemeKind::Prefix).next().is_some() {
        let last = a.morphemes.iter().rfind(|m| m.kind != MorphemeKind::Enclitic);
        return last.and_then(|last| written(&a.morphemes[0], last)).unwrap_or_else(|| a.root.to_string());
    }
    let one = a.root.replace(' ', "");
    let spelt = of(MorphemeKind::Root).next().zip(of(MorphemeKind::Root).next_back()).filter(|_| variant);
    // What a prefix has taken the first letter of is spelt as the standard has it.
    match spelt.and_then(|(first, last)| written(first, last)) {
        Some(spelt) if spelt.chars().next() == one.chars().next() || form.starts_with(&spelt) => spelt,
        _ if form.contains([' ', '-']) => a.root.to_string(),
        _ => one,
    }
}

/// What UD writes for labels of person, number and demonstratives.
fn label_feats(tags: &[GlossTag]) -> String {
    let mut feats: Vec<&str> = Vec::new();
    for tag in tags {
        match tag {
            GlossTag::First => feats.extend(["Person=1", "PronType=Prs"]),
            GlossTag::Second => feats.extend(["Person=2", "PronType=Prs"]),
            GlossTag::Third => feats.extend(["Person=3", "PronType=Prs"]),
            GlossTag::Sg => feats.push("Number=Sing"),
            GlossTag::Pl => feats.push("Number=Plur"),
            GlossTag::Excl => feats.push("Clusivity=Ex"),
            GlossTag::Incl => feats.push("Clusivity=In"),
            GlossTag::Dem => feats.push("PronType=Dem"),
            GlossTag::Rel => feats.push("PronType=Rel"),
            GlossTag::Neg | GlossTag::Proh => feats.push("Polarity=Neg"),
            _ => {}
        }
    }
    join(feats)
}

fn join(mut feats: Vec<&str>) -> String {
    feats.sort_unstable();
    feats.dedup();
    if feats.is_empty() { "_".to_owned() } else { feats.join("|") }
}

fn feats(token: &Token, analysis: Option<&Analysis>) -> String {
    let Some(analysis) = analysis else { return "_".to_owned() };
    let mut feats: Vec<&str> = Vec::new();
    let all: Vec<GlossTag> =
        analysis.morphemes.iter().filter(|m| m.kind != MorphemeKind::Enclitic).flat_map(tags).collect();
    match token.upos {
        Upos::Verb if all.contains(&GlossTag::Av) => feats.push("Voice=Act"),
        Upos::Verb if all.contains(&GlossTag::Pass) || all.contains(&GlossTag::Nvol) => feats.push("Voice=Pass"),
        Upos::Noun if all.contains(&GlossTag::Pl) => feats.push("Number=Plur"),
        Upos::Noun => feats.push("Number=Sing"),
        Upos::Adj if all.contains(&GlossTag::Sup) => feats.push("Degree=Sup"),
        Upos::Num if all.contains(&GlossTag::Ord) => feats.push("NumType=Ord"),
        Upos::Num => feats.push("NumType=Card"),
        Upos::Pron | Upos::Det | Upos::Part => {
            let feats = label_feats(&all);
            return feats;
        }
        _ => {}
    }
    join(feats)
}

fn misc(token: &Token, unit: Option<&Unit>, range: (usize, usize), joined: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !token.gloss.is_empty() {
        parts.push(format!("Gloss={}", escape(&token.gloss).replace(' ', "-")));
    }
    if let Some(a) = token.analysis().filter(|a| token.upos != Upos::Propn && a.morphemes.len() > 1) {
        parts.push(format!("MGloss={}", escape(&a.gloss_line())));
        parts.push(format!("MSeg={}", escape(&a.underlying())));
    }
    if !token.roles.is_empty() {
        let role = |r: &RoleOf| format!("{}{}", r.role.as_str(), if r.sure { "" } else { "?" });
        parts.push(format!("Role={}", token.roles.iter().map(role).collect::<Vec<_>>().join(",")));
    }
    if token.source != GlossSource::None {
        parts.push(format!("Status={}", token.source.as_str()));
    }
    match token.reason {
        Some(Reason::Rule(line)) => parts.push(format!("SenseRule={line}")),
        Some(Reason::Translation) => parts.push("Reason=Translation".to_owned()),
        None => {}
    }
    if let Some(unit) = unit {
        parts.push(format!("MWE={}", unit.gloss.replace([' ', '|', '\t'], "_")));
    }
    if joined {
        parts.push("SpaceAfter=No".to_owned());
    }
    parts.push(format!("TokenRange={}:{}", range.0, range.1));
    parts.join("|")
}

/// A column holds no white space but single blanks, a MISC value no bar.
fn escape(s: &str) -> String {
    if s.contains(['|', '\t', '\n', '\r']) {
        s.replace('|', "/").replace(['\t', '\n', '\r'], " ")
    } else {
        s.to_owned()
    }
}

//! Lays the terms of a glossary out as the block that `table.rs` reads. Shared with the build script.

use crate::glossary::forms::{Form, Inflection, VerbStem, forms};
use crate::glossary::{CaseRule, Glossary, Reduplication, Term, TermPos, TermStatus, When};
use crate::store::{Builder, kind};

/// Which of the words of a term a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The term, a synonym or a listed form.
    Main,
    /// The abbreviation at this place.
    Abbreviation(u32),
    /// The relative at this place of the family.
    Relative(u32),
}

/// Lays out the terms that may be matched; deprecated ones are left out. The first byte of the first record says whether some
/// condition looks at the whole document.
pub fn compile(glossary: &Glossary, verb_stem: VerbStem<'_>) -> Vec<u8> {
    let mut out = Builder::default();
    let looks_at_document = |t: &Term| {
        let whens = t.abbreviations.iter().filter_map(|a| a.when.as_ref()).chain(t.senses.iter().map(|s| &s.when));
        whens.into_iter().any(|w| !w.doc.is_empty())
    };
    out.byte(u8::from(glossary.terms.iter().any(looks_at_document)));
    for (number, term) in glossary.terms.iter().enumerate() {
        if term.status != TermStatus::Deprecated {
            let place = out.place();
            write_term(&mut out, number as u32, term);
            write_patterns(&mut out, place, term, verb_stem);
        }
    }
    let end = out.place();
    out.finish(end)
}

fn write_term(out: &mut Builder, number: u32, term: &Term) {
    out.number(number);
    out.string(&term.key);
    out.byte(term.pos as u8);
    out.strings(&term.target);
    out.strings(&term.not_before);
    out.strings(&term.not_after);
    out.number(term.senses.len() as u32);
    for sense in &term.senses {
        write_when(out, &sense.when);
        out.strings(&sense.target);
    }
    out.number(term.abbreviations.len() as u32);
    for abbreviation in &term.abbreviations {
        out.string(abbreviation.target.as_deref().unwrap_or_default());
        out.byte(u8::from(abbreviation.when.is_some()));
        write_when(out, &abbreviation.when.clone().unwrap_or_default());
    }
    out.number(term.family.len() as u32);
    for relative in &term.family {
        out.byte(relative.pos as u8);
        out.strings(&relative.target);
    }
}

fn write_when(out: &mut Builder, when: &When) {
    for list in [&when.next, &when.prev, &when.near, &when.doc, &when.domain, &when.scope] {
        out.strings(list);
    }
}

fn write_patterns(out: &mut Builder, place: u32, term: &Term, verb_stem: VerbStem<'_>) {
    let mut patterns: Vec<(Role, Form, CaseRule, bool)> = Vec::new();
    for source in std::iter::once(&term.source).chain(&term.also) {
        let (pos, reduplication) = match term.inflects {
            true => (term.pos, term.reduplication),
            false => (TermPos::Phrase, Reduplication::None),
        };
        let made = forms(verb_stem, source, pos, reduplication, term.root.as_deref());
        patterns.extend(made.into_iter().map(|form| (Role::Main, form, term.case, term.inflects)));
    }
    let listed = |form: &str| {
        let words = form.split_whitespace().map(str::to_owned).collect();
        Form { words, inflection: Inflection::Base }
    };
    patterns.extend(term.forms.iter().map(|form| (Role::Main, listed(form), term.case, term.inflects)));
    for (n, abbreviation) in (0..).zip(&term.abbreviations) {
        // Clippings such as dubes take clitics like words; capitals only after a hyphen, which the matcher sees.
        let form = listed(&abbreviation.form);
        patterns.push((Role::Abbreviation(n), form, CaseRule::Exact, true));
    }
    for (n, relative) in (0..).zip(&term.family) {
        let reduplication = if relative.pos == TermPos::Noun { Reduplication::Plural } else { Reduplication::None };
        for source in std::iter::once(&relative.source).chain(&relative.also) {
            let made = forms(verb_stem, source, relative.pos, reduplication, None);
            patterns.extend(made.into_iter().map(|form| (Role::Relative(n), form, term.case, true)));
        }
    }
    for (role, form, case, clitics) in patterns {
        let at = out.place();
        let (role, n) = match role {
            Role::Main => (0, 0),
            Role::Abbreviation(n) => (1, n),
            Role::Relative(n) => (2, n),
        };
        let words = form.words.join(" ");
        out.number(place);
        out.byte(role);
        out.number(n);
        out.byte(form.inflection as u8);
        out.byte(case as u8);
        out.byte(u8::from(clitics));
        out.string(&words);
        let key = words.to_lowercase();
        out.add_prefixes(&key);
        out.add(kind::PHRASE, &key, at);
    }
}

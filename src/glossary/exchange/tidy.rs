//! Texts of a term as formats of one line hold them.

use super::super::{Avoided, Term, When};

/// Makes line ends, tabs and runs of spaces one space, and takes control characters and what becomes empty away.
/// Gives how many texts changed.
pub(super) fn tidy(term: &mut Term) -> usize {
    let mut changed = 0;
    let mut one = |text: &mut String| {
        if let Some(tidied) = tidied(text) {
            *text = tidied;
            changed += 1;
        }
    };
    each_text(term, &mut one);
    drop_empty(term);
    changed
}

/// `text` on one line, if that is another text.
fn tidied(text: &str) -> Option<String> {
    let space =
        |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    // Characters that no XML document may hold, and C1 controls, which some readers refuse.
    let banned = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    let clean = text.trim().len() == text.len() && !text.contains("  ");
    if clean && !text.chars().any(|c| (space(c) && c != ' ') || banned(c)) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.trim().chars() {
        if space(c) {
            gap = true;
        } else if !banned(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    Some(match out.trim_start() {
        trimmed if trimmed.len() < out.len() => trimmed.to_owned(),
        _ => out,
    })
}

fn each_text(term: &mut Term, one: &mut impl FnMut(&mut String)) {
    one(&mut term.key);
    one(&mut term.source);
    let lists = [
        &mut term.target,
        &mut term.also,
        &mut term.forms,
        &mut term.target_forms,
        &mut term.not_before,
        &mut term.not_after,
        &mut term.scope,
        &mut term.see,
        &mut term.replaced_by,
    ];
    lists.into_iter().flatten().for_each(&mut *one);
    let texts =
        [&mut term.root, &mut term.domain, &mut term.definition, &mut term.note, &mut term.citation, &mut term.by];
    texts.into_iter().flatten().for_each(&mut *one);
    for abbr in &mut term.abbreviations {
        one(&mut abbr.form);
        abbr.target.iter_mut().for_each(&mut *one);
        abbr.when.iter_mut().for_each(|w| each_word(w, one));
    }
    term.avoid.iter_mut().for_each(|a| each_avoided(a, one));
    for relative in &mut term.family {
        one(&mut relative.source);
        relative.target.iter_mut().for_each(&mut *one);
        relative.also.iter_mut().for_each(&mut *one);
    }
    for sense in &mut term.senses {
        each_word(&mut sense.when, one);
        sense.target.iter_mut().for_each(&mut *one);
        sense.avoid.iter_mut().for_each(|a| each_avoided(a, one));
        sense.note.iter_mut().for_each(&mut *one);
    }
    for example in &mut term.examples {
        one(&mut example.source);
        example.target.iter_mut().for_each(&mut *one);
        example.citation.iter_mut().for_each(&mut *one);
    }
}

fn each_avoided(avoid: &mut Avoided, one: &mut impl FnMut(&mut String)) {
    one(&mut avoid.target);
    avoid.why.iter_mut().for_each(&mut *one);
    avoid.instead.iter_mut().for_each(&mut *one);
}

fn each_word(when: &mut When, one: &mut impl FnMut(&mut String)) {
    let lists = [&mut when.next, &mut when.prev, &mut when.near, &mut when.doc, &mut when.domain, &mut when.scope];
    lists.into_iter().flatten().for_each(one);
}

/// Takes out what says nothing.
fn drop_empty(term: &mut Term) {
    let lists = [
        &mut term.target,
        &mut term.also,
        &mut term.forms,
        &mut term.target_forms,
        &mut term.not_before,
        &mut term.not_after,
        &mut term.scope,
        &mut term.see,
        &mut term.replaced_by,
    ];
    for list in lists {
        list.retain(|t| !t.is_empty());
    }
    let texts =
        [&mut term.root, &mut term.domain, &mut term.definition, &mut term.note, &mut term.citation, &mut term.by];
    for text in texts {
        text.take_if(|t| t.is_empty());
    }
    term.abbreviations.retain(|a| !a.form.is_empty());
    for abbr in &mut term.abbreviations {
        abbr.target.take_if(|t| t.is_empty());
        if let Some(when) = &mut abbr.when {
            drop_empty_words(when);
        }
    }
    let avoided = |list: &mut Vec<Avoided>| {
        list.retain(|a| !a.target.is_empty());
        for avoid in list {
            avoid.why.take_if(|t| t.is_empty());
            avoid.instead.take_if(|t| t.is_empty());
        }
    };
    avoided(&mut term.avoid);
    for relative in &mut term.family {
        relative.target.retain(|t| !t.is_empty());
        relative.also.retain(|t| !t.is_empty());
    }
    term.family.retain(|f| !f.source.is_empty() && !f.target.is_empty());
    for sense in &mut term.senses {
        drop_empty_words(&mut sense.when);
        sense.target.retain(|t| !t.is_empty());
        avoided(&mut sense.avoid);
        sense.note.take_if(|t| t.is_empty());
    }
    for example in &mut term.examples {
        example.target.take_if(|t| t.is_empty());
        example.citation.take_if(|t| t.is_empty());
    }
    term.examples.retain(|e| !e.source.is_empty());
}

fn drop_empty_words(when: &mut When) {
    for list in [&mut when.next, &mut when.prev, &mut when.near, &mut when.doc, &mut when.domain, &mut when.scope] {
        list.retain(|w| !w.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_a_text_on_one_line() {
        let table = [
            ("duta besar", None),
            (" duta\r\n\tbesar ", Some("duta besar")),
            ("a\u{0}b", Some("ab")),
            ("a \u{1} b", Some("a b")),
            ("\u{1} a", Some("a")),
            ("\t", Some("")),
            ("a\u{a0}b", None),
            ("\u{a0}\u{1}\u{a0}a\u{1}\u{3000}", Some("a")),
        ];
        for (text, wanted) in table {
            assert_eq!(tidied(text).as_deref(), wanted, "{text:?}");
            // What is tidy stays.
            assert_eq!(tidied(&tidied(text).unwrap_or_default()), None, "{text:?}");
        }
    }
}

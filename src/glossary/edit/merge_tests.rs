use super::merge;

const BASE: &str = "\
schema = 1

[lists]
us = [\"AS\"]

# ---- missions

# Wire copy.
[[entry]]
term = \"kedutaan besar\"
pos  = \"noun\"
en   = \"embassy\" # house
also = [\"a\", \"b\"]

[[entry]]
term = \"duta\"
en   = \"envoy\"

# ---- people

[[entry]]
term = \"presiden\"
en   = \"president\"
  [[entry.sense]]
  when = { next = [\"komisaris\"] }
  en = \"chair\"
";

/// Merges two sets of replacements in [`BASE`] and compares with a third, with either side as ours.
fn check(ours: &[(&str, &str)], theirs: &[(&str, &str)], wanted: &[(&str, &str)]) {
    let with = |pairs: &[(&str, &str)]| {
        pairs.iter().fold(BASE.to_owned(), |text, (a, b)| {
            assert!(text.contains(a), "{a}");
            text.replacen(a, b, 1)
        })
    };
    let merged = merge(BASE, &with(ours), &with(theirs)).expect("TOML");
    assert_eq!(merged.text, with(wanted), "{ours:?} {theirs:?}");
    assert_eq!(merged.conflicts, []);
}

#[test]
fn changes_of_different_fields_and_entries_meet() {
    let en = ("en   = \"envoy\"", "en   = \"legate\"");
    let note = ("en   = \"envoy\"\n", "en   = \"envoy\"\nnote = \"x\"\n");
    let both = ("en   = \"envoy\"\n", "en   = \"legate\"\nnote = \"x\"\n");
    check(&[en], &[note], &[both]);
    check(&[note], &[en], &[both]);
    let pos = ("pos  = \"noun\"\n", "");
    check(&[en], &[pos], &[en, pos]);
    check(&[pos], &[en], &[pos, en]);
    let sense = ("en = \"chair\"", "en = \"chairman\"");
    let status = ("en   = \"president\"\n", "en   = \"president\"\nstatus = \"draft\"\n");
    check(&[sense], &[status], &[sense, status]);
    check(&[status], &[sense], &[status, sense]);
    let schema = ("us = [\"AS\"]", "us = [\"AS\", \"Amerika\"]");
    check(&[en], &[schema], &[en, schema]);
    let comment = ("# Wire copy.", "# Wire copy has it solid.");
    check(&[("pos  = \"noun\"", "pos  = \"name\"")], &[comment], &[("pos  = \"noun\"", "pos  = \"name\""), comment]);
}

#[test]
fn lists_merge_as_sets() {
    let list = |to| ("[\"a\", \"b\"]", to);
    check(&[list("[\"a\", \"b\", \"c\"]")], &[list("[\"b\", \"d\"]")], &[list("[\"b\", \"c\", \"d\"]")]);
    check(&[list("[\"b\", \"a\"]")], &[list("[\"a\", \"b\", \"d\"]")], &[list("[\"b\", \"a\", \"d\"]")]);
    let us = |to| ("us = [\"AS\"]", to);
    check(&[us("us = [\"AS\", \"x\"]")], &[us("us = [\"AS\", \"y\"]")], &[us("us = [\"AS\", \"x\", \"y\"]")]);
}

#[test]
fn entries_come_and_go() {
    let konsul = ("# ---- people\n", "[[entry]]\nterm = \"konsul\"\nen   = \"consul\"\n\n# ---- people\n");
    let atase = (
        "\n[[entry]]\nterm = \"duta\"",
        "\n[[entry]]\nterm = \"atase\"\nen   = \"attaché\"\n\n[[entry]]\nterm = \"duta\"",
    );
    check(&[konsul], &[atase], &[konsul, atase]);
    check(&[atase], &[konsul], &[konsul, atase]);
    // Two entries in one place: rows would clash.
    let other = ("# ---- people\n", "[[entry]]\nterm = \"agen\"\nen   = \"agent\"\n\n# ---- people\n");
    let both = (
        "# ---- people\n",
        "[[entry]]\nterm = \"agen\"\nen   = \"agent\"\n\n[[entry]]\nterm = \"konsul\"\nen   = \"consul\"\n\n# ---- people\n",
    );
    let merged = merge(BASE, &BASE.replacen(konsul.0, konsul.1, 1), &BASE.replacen(other.0, other.1, 1)).expect("TOML");
    assert_eq!((merged.text, merged.conflicts), (BASE.replacen(both.0, both.1, 1), Vec::new()));
    let gone = ("[[entry]]\nterm = \"duta\"\nen   = \"envoy\"\n\n", "");
    let merged = merge(BASE, BASE, &BASE.replacen(gone.0, gone.1, 1)).expect("TOML");
    assert!(!merged.text.contains("\"duta\"") && merged.text.contains("# ---- people"), "{}", merged.text);
}

#[test]
fn clashes_stand_inside_one_field() {
    let side = |en: &str| BASE.replacen("\"envoy\"", en, 1);
    let merged = merge(BASE, &side("\"legate\""), &side("\"nuncio\"")).expect("TOML");
    let marks =
        "term = \"duta\"\n<<<<<<< ours\nen   = \"legate\"\n=======\nen   = \"nuncio\"\n>>>>>>> theirs\n\n# ---- people";
    assert!(merged.text.contains(marks), "{}", merged.text);
    assert_eq!(merged.conflicts, [("duta".to_owned(), Some("en".to_owned()))]);
    // One side removes what the other changes.
    let gone = BASE.replacen("[[entry]]\nterm = \"duta\"\nen   = \"envoy\"\n\n", "", 1);
    for (ours, theirs) in [(gone.as_str(), side("\"legate\"")), (&side("\"legate\""), gone.clone())] {
        let merged = merge(BASE, ours, &theirs).expect("TOML");
        assert_eq!(merged.conflicts, [("duta".to_owned(), None)]);
        assert!(
            merged.text.contains("<<<<<<< ours\n") && merged.text.contains("en   = \"legate\"\n"),
            "{}",
            merged.text
        );
    }
    // So do senses, which stand under headers of their own.
    let sense = |en: &str| BASE.replacen("en = \"chair\"", en, 1);
    let merged = merge(BASE, &sense("en = \"chairman\""), &sense("en = \"head\"")).expect("TOML");
    let marks = |ours: &str, theirs: &str| {
        let block = |en: &str| match en {
            "" => String::new(),
            en => format!("  [[entry.sense]]\n  when = {{ next = [\"komisaris\"] }}\n  en = \"{en}\"\n"),
        };
        format!("<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n", block(ours), block(theirs))
    };
    assert!(merged.text.ends_with(&marks("chairman", "head")), "{}", merged.text);
    assert_eq!(merged.conflicts, [("presiden".to_owned(), Some("sense".to_owned()))]);
    let none = BASE.replacen("  [[entry.sense]]\n  when = { next = [\"komisaris\"] }\n  en = \"chair\"\n", "", 1);
    for (ours, theirs, wanted) in
        [(none.clone(), sense("en = \"head\""), marks("", "head")), (sense("en = \"head\""), none, marks("head", ""))]
    {
        let merged = merge(BASE, &ours, &theirs).expect("TOML");
        assert!(merged.text.ends_with(&wanted), "{}", merged.text);
    }
    // Senses in one line on one side: the entry clashes.
    let inline = BASE.replacen(
        "  [[entry.sense]]\n  when = { next = [\"komisaris\"] }\n  en = \"chair\"\n",
        "sense = [{ when = { next = [\"komisaris\"] }, en = \"seat\" }]\n",
        1,
    );
    let merged = merge(BASE, &sense("en = \"head\""), &inline).expect("TOML");
    assert!(merged.text.contains("en = \"seat\"") && merged.text.contains("en = \"head\""), "{}", merged.text);
    assert_eq!(merged.conflicts, [("presiden".to_owned(), None)]);
    let list = |why: &str| {
        BASE.replacen("pos  = \"noun\"\n", &format!("pos  = \"noun\"\navoid = [{{ en = \"x\", why = {why:?} }}]\n"), 1)
    };
    let merged = merge(BASE, &list("calque"), &list("ugly")).expect("TOML");
    assert_eq!(merged.conflicts, [("kedutaan-besar".to_owned(), Some("avoid".to_owned()))]);
}

#[test]
fn line_ends_are_those_of_ours() {
    let windows = BASE.replace('\n', "\r\n");
    let theirs = BASE.replacen("\"envoy\"\n", "\"envoy\"\nnote = \"x\"\n", 1);
    let merged = merge(BASE, &windows, &theirs).expect("TOML");
    assert_eq!(merged.text.matches('\n').count(), merged.text.matches("\r\n").count());
    assert!(merged.text.contains("note = \"x\"\r\n"), "{}", merged.text);
}

mod laws {
    use proptest::prelude::*;

    use super::super::merge;
    use crate::glossary::edit::tree::{Node, Tree};

    /// Glossaries over few keys, so that the sides meet.
    fn glossary() -> impl Strategy<Value = String> {
        let value = prop::sample::select(vec!["a", "b", "c"]);
        let list = prop::collection::vec(value.clone(), 0..3);
        let entry = (prop::option::of(value), list);
        prop::collection::vec(prop::option::weighted(0.7, entry), 4).prop_map(|entries| {
            let mut out = "schema = 1\n".to_owned();
            for (n, entry) in entries.into_iter().enumerate() {
                let Some((note, also)) = entry else { continue };
                out.push_str(&format!("\n# About {n}.\n[[entry]]\nterm = \"t{n}\"\nen = \"e\"\n"));
                if let Some(note) = note {
                    out.push_str(&format!("note = \"{note}\"\n"));
                }
                let mut also = also;
                also.sort();
                also.dedup();
                if !also.is_empty() {
                    out.push_str(&format!("also = {also:?}\n"));
                }
            }
            out
        })
    }

    /// What a glossary says, whatever its order.
    fn said(text: &str) -> Vec<(String, Option<String>, Vec<String>)> {
        let tree = Tree::parse(text);
        assert_eq!(tree.faults, [], "{text}");
        let mut out: Vec<_> = tree
            .entries()
            .iter()
            .map(|e| {
                let get = |k: &str| e.get(k).and_then(Node::str).map(str::to_owned);
                let mut also: Vec<String> =
                    e.get("also").into_iter().flat_map(Node::strings).map(|(s, _)| s.to_owned()).collect();
                also.sort();
                (get("term").unwrap_or_default(), get("note"), also)
            })
            .collect();
        out.sort();
        out
    }

    proptest! {
        #[test]
        fn what_one_side_left_alone_is_the_others(base in glossary(), side in glossary()) {
            let merged = merge(&base, &base, &side).expect("TOML");
            prop_assert_eq!(merged.conflicts, []);
            prop_assert_eq!(said(&merged.text), said(&side));
            prop_assert_eq!(&merge(&base, &side, &base).expect("TOML").text, &side);
            prop_assert_eq!(&merge(&base, &side, &side).expect("TOML").text, &side);
        }

        #[test]
        fn sides_may_be_swapped(base in glossary(), a in glossary(), b in glossary()) {
            let (one, other) = (merge(&base, &a, &b).expect("TOML"), merge(&base, &b, &a).expect("TOML"));
            prop_assert_eq!(one.conflicts.is_empty(), other.conflicts.is_empty());
            if one.conflicts.is_empty() {
                prop_assert_eq!(said(&one.text), said(&other.text));
            } else {
                prop_assert!(one.text.contains("<<<<<<< ours"), "{}", one.text);
            }
        }
    }
}

#[test]
fn comments_of_both_sides_stay() {
    let pos = ("pos  = \"noun\"", "pos  = \"name\"");
    let (mine, yours) = (("# Wire copy.", "# Wire copy.\n# Ours."), ("# Wire copy.", "# Wire copy.\n# Theirs."));
    check(&[mine], &[yours, pos], &[("# Wire copy.", "# Wire copy.\n# Theirs.\n# Ours."), pos]);
    let top = ("schema = 1\n", "# The desk's.\nschema = 1\n");
    let banner = ("# ---- people\n", "# ---- people\n# and offices\n");
    let en = ("\"envoy\"", "\"legate\"");
    check(&[en], &[top, banner], &[en, top, banner]);
    check(&[top, banner], &[en], &[en, top, banner]);
}

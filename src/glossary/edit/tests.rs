use super::*;

const FILE: &str = "\
#:schema ./glossary.schema.json
# Ours.
schema = 1

# ---- missions

# Wire copy.
[[entry]]
term = \"kedutaan besar\" # head
pos  = 'noun'
also = [\"kedutaanbesar\"]
avoid = [
  { en = \"big embassy\", why = \"calque\" }, # heard often
  { en = \"large embassy\", why = \"calque\" }
]

[[entry]]
term = \"duta\"
en   = \"envoy\"
  [[entry.sense]]
  when = { next = [\"besar\"] }
  en = \"ambassador\"

# end of file
";

fn edited(text: &str, change: impl Fn(&mut Editor) -> Result<(), EditError>) -> String {
    let mut editor = Editor::new(text).expect("TOML");
    change(&mut editor).expect("the edit is proved");
    // The same with Windows line ends and a byte order mark.
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let mut other = Editor::new(windows).expect("TOML");
    change(&mut other).expect("the edit is proved");
    assert_eq!(other.text(), format!("\u{feff}{}", editor.text().replace('\n', "\r\n")));
    editor.into_text()
}

/// What `change` takes from the lines of [`FILE`] and what it adds.
fn check(change: impl Fn(&mut Editor) -> Result<(), EditError>, wanted: &[&str]) {
    let new = edited(FILE, change);
    let diff: Vec<String> = similar(FILE, &new);
    assert_eq!(diff, wanted, "{new}");
}

/// Lines that differ: those common at both ends are left out.
fn similar(old: &str, new: &str) -> Vec<String> {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(x, y)| x == y).count();
    let minus = a[front..a.len() - back].iter().map(|l| format!("-{l}"));
    minus.chain(b[front..b.len() - back].iter().map(|l| format!("+{l}"))).collect()
}

#[test]
fn sets_and_unsets_one_line() {
    check(
        |e| e.set(0, "term", Node::string("kedutaan \"besar\"")),
        &["-term = \"kedutaan besar\" # head", "+term = \"kedutaan \\\"besar\\\"\" # head"],
    );
    check(|e| e.set(0, "pos", Node::string("name")), &["-pos  = 'noun'", "+pos  = 'name'"]);
    check(|e| e.set(0, "en", Node::string("embassy")), &["+en = \"embassy\""]);
    check(|e| e.set(1, "pos", Node::string("noun")), &["+pos  = \"noun\""]);
    check(|e| e.set(1, "key", Node::string("envoy")), &["+key  = \"envoy\""]);
    check(|e| e.set(1, "status", Node::string("draft")), &["+status = \"draft\""]);
    check(|e| e.set(1, "since", Node::date("2026-11-21")), &["+since = 2026-11-21"]);
    check(|e| e.unset(0, "pos"), &["-pos  = 'noun'"]);
    check(
        |e| e.unset(0, "avoid"),
        &[
            "-avoid = [",
            "-  { en = \"big embassy\", why = \"calque\" }, # heard often",
            "-  { en = \"large embassy\", why = \"calque\" }",
            "-]",
        ],
    );
    check(|e| e.unset(0, "note"), &[]);
}

#[test]
fn adds_and_takes_members_of_lists() {
    let ban = |en| Node::table([("en", Node::string(en))]);
    check(
        |e| e.push(0, "also", Node::string("x")),
        &["-also = [\"kedutaanbesar\"]", "+also = [\"kedutaanbesar\", \"x\"]"],
    );
    check(
        |e| e.push(0, "avoid", ban("x")),
        &[
            "-  { en = \"large embassy\", why = \"calque\" }",
            "+  { en = \"large embassy\", why = \"calque\" },",
            "+  { en = \"x\" },",
        ],
    );
    check(|e| e.push(1, "en", Node::string("legate")), &["-en   = \"envoy\"", "+en   = [\"envoy\", \"legate\"]"]);
    check(|e| e.push(1, "abbr", Node::string("D")), &["+abbr = [\"D\"]"]);
    check(|e| e.pull(0, "avoid", "big embassy"), &["-  { en = \"big embassy\", why = \"calque\" }, # heard often"]);
    check(|e| e.pull(0, "avoid", "large embassy"), &["-  { en = \"large embassy\", why = \"calque\" }"]);
    check(|e| e.pull(0, "also", "kedutaanbesar"), &["-also = [\"kedutaanbesar\"]"]);
    let list = "[[entry]]\nterm = \"x\"\nen = [ \"a\" , \"b\",\"c\" ]\n";
    let pulled = |item| edited(list, |e| e.pull(0, "en", item));
    assert_eq!(pulled("a"), "[[entry]]\nterm = \"x\"\nen = [ \"b\",\"c\" ]\n");
    assert_eq!(pulled("b"), "[[entry]]\nterm = \"x\"\nen = [ \"a\" , \"c\" ]\n");
    assert_eq!(pulled("c"), "[[entry]]\nterm = \"x\"\nen = [ \"a\" , \"b\" ]\n");
    let lines = "[[entry]]\nterm = \"x\"\nen = [\n  \"a\", # one\n  \"b\" # two\n]\n";
    assert_eq!(
        edited(lines, |e| e.push(0, "en", Node::string("c"))),
        "[[entry]]\nterm = \"x\"\nen = [\n  \"a\", # one\n  \"b\", # two\n  \"c\",\n]\n"
    );
}

#[test]
fn adds_and_removes_entries() {
    let new = || vec![("term", Node::string("konsul")), ("en", Node::string("consul"))];
    check(|e| e.append(&new(), None).map(drop), &["+[[entry]]", "+term = \"konsul\"", "+en   = \"consul\"", "+"]);
    check(|e| e.append(&new(), Some(0)).map(drop), &["+term = \"konsul\"", "+en   = \"consul\"", "+", "+[[entry]]"]);
    // The banner stays; the comment that touches the entry goes with it.
    let removed = edited(FILE, |e| e.remove(0));
    assert!(removed.contains("schema = 1\n\n# ---- missions\n\n[[entry]]\nterm = \"duta\""), "{removed}");
    let removed = edited(FILE, |e| e.remove(1));
    assert!(removed.ends_with("calque\" }\n]\n\n# end of file\n"), "{removed}");
    let removed = edited("[[entry]]\nterm = \"x\"\n", |e| e.remove(0));
    assert_eq!(removed, "");
    let mut editor = Editor::new("").expect("TOML");
    editor.append(&new(), None).expect("the edit is proved");
    assert_eq!(editor.text(), "[[entry]]\nterm = \"konsul\"\nen   = \"consul\"\n");
}

#[test]
fn replaces_an_entry_by_text() {
    let new = edited(FILE, |e| e.replace(0, "# New.\n[[entry]]\nterm = \"konsul\"\nen = \"consul\""));
    assert!(
        new.contains("# ---- missions\n\n# New.\n[[entry]]\nterm = \"konsul\"\nen = \"consul\"\n\n[[entry]]"),
        "{new}"
    );
    let mut editor = Editor::new(FILE).expect("TOML");
    for text in ["", "x = 1", "[[entry]]\nterm = \"a\"\n[[entry]]\nterm = \"b\"\n", "[[entry]]\nterm = a\n"] {
        assert!(editor.replace(0, text).is_err(), "{text}");
    }
    assert_eq!(editor.text(), FILE);
}

#[test]
fn refuses_what_it_cannot_do_without_harm() {
    let mut editor = Editor::new(FILE).expect("TOML");
    assert!(matches!(editor.set(1, "sense", Node::list(["x"])), Err(EditError::OwnTable(_))));
    assert!(matches!(editor.set(0, "avoid", Node::list(["x"])), Err(EditError::HoldsComment(_))));
    assert!(matches!(editor.pull(0, "also", "y"), Err(EditError::NoItem { .. })));
    assert!(matches!(Editor::new("a = b"), Err(EditError::NotToml(_))));
    assert!(matches!(Editor::new("entry = [{ term = \"x\" }]"), Err(EditError::InlineEntries)));
    assert_eq!(editor.text(), FILE);
}

//! Three versions of a glossary made one: entry by entry, by key, and within an entry field by field.
//!
//! Lists are merged as sets in the order of ours; comments travel with their entry. Where both sides changed one field in different
//! ways, both stand between the marks of git, inside that field alone. Rows of whole files (diff3) would clash wherever two people
//! added entries in the same place.

use std::collections::HashMap;

use super::tree::{Kind, Node, Tree};
use super::{EditError, Editor, Layout, entry_key, write};

/// A merged glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its text, with marks where there are conflicts.
    pub text: String,
    /// What clashed: the key of the entry, and the field unless it is the entry as a whole.
    pub conflicts: Vec<(String, Option<String>)>,
}

/// Merges what `ours` and `theirs` made of `base`.
///
/// # Errors
/// One of them is not TOML, or its entries are no `[[entry]]`.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Result<Merged, EditError> {
    if ours == theirs || theirs == base {
        return Ok(Merged { text: ours.to_owned(), conflicts: Vec::new() });
    }
    let (base, mut ours, theirs) = (Side::new(base)?, Side::new(ours)?, Side::new(theirs)?);
    let mut conflicts = Vec::new();
    let (text, clashes) = merge_file_keys(&base, &ours, &theirs, &mut conflicts);
    ours = Side::new(&text)?;
    let mut text = merge_entries(&base, &ours, &theirs, &mut conflicts)?;
    for (line, marked) in clashes {
        text = text.replacen(&line, &marked, 1);
    }
    if conflicts.is_empty() {
        // What is put together must be a glossary again, with each entry once.
        let made = Side::new(&text)?;
        let mut seen = std::collections::HashSet::new();
        if !made.ids.iter().all(|id| seen.insert(id)) {
            return Err(EditError::Unproven);
        }
    }
    Ok(Merged { text, conflicts })
}

/// One of the three versions.
struct Side {
    text: String,
    tree: Tree,
    layout: Layout,
    /// Key of each entry, with a number if it is not the first of its key.
    ids: Vec<String>,
}

impl Side {
    fn new(text: &str) -> Result<Self, EditError> {
        let editor = Editor::new(text)?;
        let mut seen: HashMap<String, usize> = HashMap::new();
        let ids = editor
            .tree
            .entries()
            .iter()
            .map(|node| {
                let key = entry_key(node).unwrap_or_default();
                let n = seen.entry(key.clone()).or_default();
                *n += 1;
                if *n > 1 { format!("{key}\u{0}{n}") } else { key }
            })
            .collect();
        Ok(Self { text: editor.text, tree: editor.tree, layout: editor.layout, ids })
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|i| i == id)
    }

    fn block(&self, entry: usize) -> &str {
        &self.text[self.layout.entries[entry].whole()]
    }

    fn node(&self, entry: usize) -> &Node {
        &self.tree.entries()[entry]
    }

    /// What stands between an entry and the one before.
    fn gap(&self, entry: usize) -> &str {
        let from = entry.checked_sub(1).map_or(0, |n| self.layout.entries[n].end);
        &self.text[from..self.layout.entries[entry].start]
    }

    fn raw(&self, node: &Node) -> &str {
        &self.text[node.span.clone()]
    }
}

/// `key` as people see it.
fn shown(id: &str) -> String {
    id.split('\u{0}').next().unwrap_or_default().to_owned()
}

fn marked(ours: &str, theirs: &str, eol: &str) -> String {
    let line = |s: &str| if s.is_empty() || s.ends_with('\n') { s.to_owned() } else { format!("{s}{eol}") };
    format!("<<<<<<< ours{eol}{}======={eol}{}>>>>>>> theirs{eol}", line(ours), line(theirs))
}

fn has_line(text: &str, line: &str) -> bool {
    text.lines().any(|l| l == line)
}

/// Our lines with the comments that theirs added among them, each behind the line that it stands behind there.
fn with_comments(ours: &str, theirs: &str, eol: &str, known: impl Fn(&str) -> bool) -> String {
    let mut lines: Vec<&str> = ours.split_inclusive('\n').collect();
    let bare = |line: &str| line.trim_end_matches(['\n', '\r']).len();
    let mut added: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    for line in theirs.lines() {
        if let Some(place) = lines.iter().position(|l| &l[..bare(l)] == line) {
            at = place + 1;
        } else if line.trim_start().starts_with('#') && !known(line) {
            added.push((at, format!("{line}{eol}")));
        }
    }
    for (at, line) in added.iter().rev() {
        lines.insert(*at, line);
    }
    lines.concat()
}

fn with_eol(text: &str, eol: &str) -> String {
    super::with_line_ends(text, eol)
}

fn merge_entries(
    base: &Side,
    ours: &Side,
    theirs: &Side,
    conflicts: &mut Vec<(String, Option<String>)>,
) -> Result<String, EditError> {
    let eol = ours.layout.eol;
    let known_comment = |line: &str| has_line(&base.text, line) || has_line(&ours.text, line);
    // The entries of the result: id, what stands before it, and its lines.
    let mut out: Vec<(String, String, String)> = Vec::new();
    for (n, id) in ours.ids.iter().enumerate() {
        let (b, t) = (base.find(id), theirs.find(id));
        let block = ours.block(n);
        let gap = match t {
            Some(t) if n > 0 && t > 0 => with_comments(ours.gap(n), theirs.gap(t), eol, known_comment),
            _ => ours.gap(n).to_owned(),
        };
        let merged = match (b, t) {
            (None, None) => block.to_owned(),
            (Some(b), None) if base.node(b).same(ours.node(n)) => {
                // Theirs removed it; a banner above it stays.
                if !gap.trim().is_empty() {
                    out.push((String::new(), gap.trim_end().to_owned() + eol, String::new()));
                }
                continue;
            }
            (Some(_), None) => {
                conflicts.push((shown(id), None));
                marked(block, "", eol)
            }
            (b, Some(t)) => {
                let old = b.map(|b| with_eol(base.block(b), eol));
                let new = with_eol(theirs.block(t), eol);
                if old.as_ref() == Some(&new) || new == block {
                    block.to_owned()
                } else if old.as_deref() == Some(block) {
                    new
                } else {
                    merge_entry(id, b.map(|b| base.node(b)), (ours, n), (theirs, t), b.map(|b| (base, b)), conflicts)?
                }
            }
        };
        out.push((id.clone(), gap, merged));
    }
    for (t, id) in theirs.ids.iter().enumerate() {
        if ours.find(id).is_some() {
            continue;
        }
        let mut block = with_eol(theirs.block(t), eol);
        if let Some(b) = base.find(id) {
            if base.node(b).same(theirs.node(t)) {
                continue;
            }
            conflicts.push((shown(id), None));
            block = marked("", &block, eol);
        }
        // A banner that theirs put above comes along.
        let banner = with_eol(theirs.gap(t).trim(), eol);
        let is_new = !banner.is_empty() && t > 0 && !ours.text.contains(&banner);
        let gap = if is_new { format!("{eol}{banner}{eol}{eol}") } else { eol.to_owned() };
        let before = (0..t).rev().find_map(|p| out.iter().position(|(i, ..)| *i == theirs.ids[p]));
        let at = before.map_or(0, |p| p + 1);
        out.insert(at, (id.clone(), gap, block));
    }
    // What stands before the first entry of ours goes first, whatever is first now.
    let first_gap = |side: &Side| if side.ids.is_empty() { side.text.clone() } else { side.gap(0).to_owned() };
    let head = with_comments(&first_gap(ours), &first_gap(theirs), eol, known_comment);
    let mut text = String::with_capacity(ours.text.len() + theirs.text.len() / 4);
    text.push_str(&head);
    let mut head_left = !ours.ids.is_empty();
    for (id, gap, block) in &out {
        let of_ours =
            head_left && ours.ids.first() == Some(id) || head_left && id.is_empty() && gap.trim() == head.trim();
        if of_ours {
            head_left = false;
            if text.trim_end_matches(['\n', '\r']).len() == head.trim_end_matches(['\n', '\r']).len() {
                text.push_str(block);
                continue;
            }
            text.push_str(eol);
        } else if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(eol);
            text.push_str(gap);
        } else if text == head && head.ends_with(&format!("{eol}{eol}")) {
            text.push_str(gap.trim_start_matches(['\n', '\r']));
        } else {
            text.push_str(gap);
        }
        text.push_str(block);
    }
    if let Some(last) = ours.layout.entries.last() {
        text.push_str(&ours.text[last.end..]);
    }
    Ok(text)
}

type At<'a> = (&'a Side, usize);

/// An entry that both sides changed.
fn merge_entry(
    id: &str,
    base: Option<&Node>,
    (ours, n): At<'_>,
    (theirs, t): At<'_>,
    at_base: Option<At<'_>>,
    conflicts: &mut Vec<(String, Option<String>)>,
) -> Result<String, EditError> {
    let eol = ours.layout.eol;
    let place = &ours.layout.entries[n];
    // The entry by itself, from its header on; the comment above it is taken from the side that changed it.
    let comment = |side: &Side, entry: usize| {
        let place = &side.layout.entries[entry];
        with_eol(&side.text[place.start..place.header], eol)
    };
    let (ours_comment, theirs_comment) = (comment(ours, n), comment(theirs, t));
    let base_comment = at_base.map(|(side, b)| comment(side, b)).unwrap_or_default();
    let lead = match base_comment == ours_comment {
        true => theirs_comment,
        false => with_comments(&ours_comment, &theirs_comment, eol, |line| has_line(&base_comment, line)),
    };
    let mut editor = Editor::new(&ours.text[place.header..place.end])?;
    let (o, t_node) = (ours.node(n), theirs.node(t));
    let mut names: Vec<&str> = Vec::new();
    for node in [Some(o), Some(t_node), base].into_iter().flatten() {
        for (key, _) in node.pairs() {
            if !names.contains(&key.name.as_str()) {
                names.push(&key.name);
            }
        }
    }
    let mut clashes: Vec<(&str, Node)> = Vec::new();
    let mut marked_blocks: Vec<(String, String)> = Vec::new();
    for name in names {
        let (b, mine, yours) = (base.and_then(|b| b.get(name)), o.get(name), t_node.get(name));
        if alike(b, yours) || alike(mine, yours) {
            continue;
        }
        let own_table = |side: &Side, entry: usize| under_header(side, entry, name);
        if own_table(ours, n) || own_table(theirs, t) {
            if alike(mine, b) {
                take_sections(&mut editor, theirs, t, name)?;
                continue;
            }
            match merge_sections(&mut editor, base.and_then(|b| b.get(name)), (ours, n), (theirs, t), name) {
                Ok(marked) if marked.is_empty() => {}
                Ok(marked) => {
                    conflicts.push((shown(id), Some(name.to_owned())));
                    marked_blocks.extend(marked);
                }
                // Under headers here, in one line there: the entry clashes as a whole.
                Err(_) => {
                    conflicts.push((shown(id), None));
                    return Ok(marked(ours.block(n), &with_eol(theirs.block(t), eol), eol));
                }
            }
            continue;
        }
        if alike(mine, b) {
            match yours {
                Some(yours) => put_raw(&mut editor, name, yours, &with_eol(theirs.raw(yours), eol))?,
                None => editor.unset(0, name)?,
            }
            continue;
        }
        match (mine, yours) {
            (Some(mine), Some(yours)) => match merged_list(name, b, mine, yours) {
                Some(list) => {
                    if !list.same(mine) && editor.set(0, name, list).is_err() {
                        clashes.push((name, yours.clone()));
                    }
                }
                None => clashes.push((name, yours.clone())),
            },
            // One side took away what the other changed.
            (Some(_), None) => clashes.push((name, Node { span: 0..0, kind: Kind::Broken })),
            (None, Some(yours)) => {
                put_raw(&mut editor, name, yours, &with_eol(theirs.raw(yours), eol))?;
                clashes.push((name, yours.clone()));
            }
            (None, None) => {}
        }
    }
    let mut text = editor.text().to_owned();
    for (name, yours) in clashes {
        conflicts.push((shown(id), Some(name.to_owned())));
        let section = &editor.tree.sections[editor.layout.entries[0].sections.start];
        let Some((key, span)) = section.pairs.iter().find(|(k, _)| k.name == name) else { continue };
        let lines =
            editor.layout.line_start(&editor.text, key.span.start)..editor.layout.line_end(&editor.text, span.end);
        let mine = &editor.text[lines.clone()];
        let removed_here = o.get(name).is_none();
        let theirs_line = match yours.kind {
            Kind::Broken => String::new(),
            _ => {
                let equals = editor.text[key.span.start..span.end].find('=').unwrap_or_default();
                let head = &editor.text[lines.start..key.span.start + equals + 1];
                format!("{head} {}{eol}", with_eol(theirs.raw(&yours), eol))
            }
        };
        let marks = if removed_here { marked("", mine, eol) } else { marked(mine, &theirs_line, eol) };
        text = text.replacen(mine, &marks, 1);
    }
    for (block, marked) in marked_blocks {
        text = text.replacen(&block, &marked, 1);
    }
    Ok(lead + &text)
}

fn alike(a: Option<&Node>, b: Option<&Node>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.same(b),
        (None, None) => true,
        _ => false,
    }
}

/// Puts a value in as the other side wrote it.
fn put_raw(editor: &mut Editor, key: &str, value: &Node, raw: &str) -> Result<(), EditError> {
    editor.set(0, key, value.clone()).or_else(|e| match e {
        // A comment inside ours: the value of theirs replaces it whole, and its comments with it.
        EditError::HoldsComment(_) => Ok(()),
        e => Err(e),
    })?;
    let Some(now) = editor.tree().entries()[0].get(key).map(|n| n.span.clone()) else { return Ok(()) };
    editor.splice(vec![(now, raw.to_owned())], |_, new| {
        let entry = new.get("entry").and_then(|e| e.as_array()).and_then(|e| e.first());
        entry.and_then(|e| e.get(key)).cloned() == value.to_toml()
    })
}

/// What two members of a list are compared by.
fn name_of(item: &Node) -> Option<String> {
    if let Some(s) = item.str() {
        return Some(s.to_owned());
    }
    if let Some(when) = item.get("when").filter(|_| item.get("form").is_none()) {
        return Some(write::inline(when));
    }
    ["form", "term", "text", "en"].iter().find_map(|k| item.get(k)).and_then(Node::str).map(str::to_owned)
}

/// The members of a list, or the one string that stands for it.
fn members(node: &Node) -> Vec<Node> {
    match node.kind {
        Kind::Array(_) => node.items().to_vec(),
        _ => vec![node.clone()],
    }
}

/// Two lists merged as sets, in the order of ours. Nothing if they are no lists, or both changed one member.
fn merged_list(key: &str, base: Option<&Node>, ours: &Node, theirs: &Node) -> Option<Node> {
    let list = |n: &Node| matches!(n.kind, Kind::Array(_));
    if !list(ours) && !list(theirs) && !base.is_some_and(list) {
        return None;
    }
    let (b, o, t) = (base.map(members).unwrap_or_default(), members(ours), members(theirs));
    let has = |l: &[Node], item: &Node| l.iter().any(|x| x.same(item));
    // What theirs removed goes; what theirs added comes.
    let mut out: Vec<Node> = o.iter().filter(|x| !has(&b, x) || has(&t, x)).cloned().collect();
    out.extend(t.iter().filter(|x| !has(&b, x) && !has(&o, x)).cloned());
    if key == "en" {
        // The first is the preferred one: a choice of its own.
        let first = |l: &[Node]| l.first().and_then(Node::str).map(str::to_owned);
        let preferred = match (first(&b), first(&o), first(&t)) {
            (b, o, t) if b == t || o == t => o,
            (b, o, t) if b == o => t,
            _ => return None,
        };
        out.sort_by_key(|x| x.str().map(str::to_owned) != preferred);
    }
    // Both changed one member, each in its own way.
    let mut names: Vec<String> = out.iter().filter_map(name_of).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    (names.len() == count).then(|| Node::array(out))
}

/// Whether a key of an entry is written under headers of its own.
fn under_header(side: &Side, entry: usize, name: &str) -> bool {
    let sections = &side.tree.sections[side.layout.entries[entry].sections.clone()];
    sections.iter().any(|s| s.path.len() > 1 && s.path[1].name == name)
}

/// The text of each `[[entry.name]]` of an entry, with the lines below it; headers further down belong to the one above.
fn blocks<'s>(side: &'s Side, entry: usize, name: &str) -> Vec<&'s str> {
    let place = &side.layout.entries[entry];
    let sections = &side.tree.sections[place.sections.clone()];
    let mut starts: Vec<(usize, bool)> = sections[1..]
        .iter()
        .filter(|s| s.path.len() == 2)
        .map(|s| (side.layout.line_start(&side.text, s.header.start), s.path[1].name == name))
        .collect();
    starts.push((place.end, false));
    let pairs = starts.windows(2).filter(|w| w[0].1);
    pairs.map(|w| side.text[w[0].0..w[1].0].trim_end_matches(['\n', '\r', ' ', '\t'])).collect()
}

/// Puts these blocks in place of those that the entry has under `name`.
fn put_blocks(editor: &mut Editor, name: &str, new: &[String]) -> Result<(), EditError> {
    let side = Side::new(editor.text())?;
    let eol = side.layout.eol;
    let place = &side.layout.entries[0];
    let old = blocks(&side, 0, name);
    let start_of = |block: &str| block.as_ptr() as usize - side.text.as_ptr() as usize;
    let (start, end, gap) = match (old.first(), old.last()) {
        (Some(first), Some(last)) => {
            let from = side.layout.line_end(&side.text, side.text[..start_of(first)].trim_end().len());
            let end = side.layout.line_end(&side.text, start_of(last) + last.len());
            (from, end, side.text[from..start_of(first)].to_owned())
        }
        _ => (place.end, place.end, eol.to_owned()),
    };
    let mut text = new.iter().map(|b| format!("{gap}{b}{eol}")).collect::<String>();
    if !side.text[..start].ends_with('\n') {
        text = format!("{eol}{text}");
    }
    let made = format!("{}{text}{}", &side.text[..start], &side.text[end..]);
    *editor = Editor::new(made)?;
    Ok(())
}

/// Takes what the other side has under headers of this name.
fn take_sections(editor: &mut Editor, theirs: &Side, t: usize, name: &str) -> Result<(), EditError> {
    let eol = editor.layout.eol;
    let new: Vec<String> = blocks(theirs, t, name).into_iter().map(|b| with_eol(b, eol)).collect();
    put_blocks(editor, name, &new)
}

/// Merges what stands under headers of this name, told apart by `when` or by what lists are told apart by. Returned is, for each one
/// that both changed, its text and what is to stand in its place. An error if not all of them stand under headers.
fn merge_sections(
    editor: &mut Editor,
    base: Option<&Node>,
    (ours, n): At<'_>,
    (theirs, t): At<'_>,
    name: &str,
) -> Result<Vec<(String, String)>, EditError> {
    let eol = editor.layout.eol;
    let nodes = |node: Option<&Node>| node.map(Node::items).unwrap_or_default().to_vec();
    let (b, o, y) = (nodes(base), nodes(ours.node(n).get(name)), nodes(theirs.node(t).get(name)));
    let (o_text, y_text) = (blocks(ours, n, name), blocks(theirs, t, name));
    if o.len() != o_text.len() || y.len() != y_text.len() {
        return Err(EditError::OwnTable(name.to_owned()));
    }
    let find = |list: &[Node], of: &Node| list.iter().position(|x| name_of(x) == name_of(of));
    let marks = |mine: &str, yours: &str| marked(mine, yours, eol).trim_end().to_owned();
    let (mut out, mut clashes) = (Vec::new(), Vec::new());
    for (mine, text) in o.iter().zip(&o_text) {
        let (was, yours) = (find(&b, mine).map(|i| &b[i]), find(&y, mine));
        let text = (*text).to_owned();
        match yours {
            Some(i) if alike(was, Some(&y[i])) || mine.same(&y[i]) => {}
            Some(i) if alike(was, Some(mine)) => {
                out.push(with_eol(y_text[i], eol));
                continue;
            }
            Some(i) => clashes.push((text.clone(), marks(&text, &with_eol(y_text[i], eol)))),
            None if was.is_none() => {}
            None if alike(was, Some(mine)) => continue,
            None => clashes.push((text.clone(), marks(&text, ""))),
        }
        out.push(text);
    }
    for (yours, text) in y.iter().zip(&y_text) {
        if find(&o, yours).is_some() {
            continue;
        }
        let text = with_eol(text, eol);
        match find(&b, yours) {
            Some(i) if b[i].same(yours) => continue,
            Some(_) => clashes.push((text.clone(), marks("", &text))),
            None => {}
        }
        out.push(text);
    }
    put_blocks(editor, name, &out)?;
    Ok(clashes)
}

/// Merges the keys of the file, of `[defaults]` and of `[lists]`. Returned is ours with what could be merged, and for each clash a
/// line with what is to stand in its place.
fn merge_file_keys(
    base: &Side,
    ours: &Side,
    theirs: &Side,
    conflicts: &mut Vec<(String, Option<String>)>,
) -> (String, Vec<(String, String)>) {
    let eol = ours.layout.eol;
    let mut splices: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut clashes = Vec::new();
    for table in ["", "defaults", "lists"] {
        let node = |side: &'_ Side| -> Option<Node> {
            if table.is_empty() { Some(side.tree.root.clone()) } else { side.tree.root.get(table).cloned() }
        };
        let (b, o, t) = (node(base), node(ours), node(theirs));
        let Some(t_node) = &t else { continue };
        let is = |s: &super::tree::Section| match s.path.as_slice() {
            [] => table.is_empty(),
            [one] => one.name == table && !s.array,
            _ => false,
        };
        let section = ours.tree.sections.iter().find(|s| is(s));
        let Some(section) = section.filter(|_| o.is_some()) else {
            // Ours has no such table at all.
            if b.is_none()
                && let Some(s) = theirs.tree.sections.iter().find(|s| is(s))
            {
                let end = s.pairs.last().map_or(s.header.end, |(_, span)| span.end);
                let lines = s.header.start..theirs.layout.line_end(&theirs.text, end);
                let at = ours.layout.entries.first().map_or(ours.text.len(), |e| e.start);
                splices.push((at..at, format!("{}{eol}", with_eol(&theirs.text[lines], eol))));
            }
            continue;
        };
        let get = |n: &Option<Node>, k: &str| n.as_ref().and_then(|n| n.get(k)).cloned();
        let mut names: Vec<String> = t_node.pairs().iter().map(|(k, _)| k.name.clone()).collect();
        names.extend(b.iter().flat_map(|b| b.pairs()).map(|(k, _)| k.name.clone()).filter(|k| t_node.get(k).is_none()));
        for name in names.iter().filter(|k| !table.is_empty() || !["entry", "defaults", "lists"].contains(&k.as_str()))
        {
            let (was, mine, yours) = (get(&b, name), get(&o, name), get(&t, name));
            if alike(was.as_ref(), yours.as_ref()) || alike(mine.as_ref(), yours.as_ref()) {
                continue;
            }
            let lines = section.pairs.iter().find(|(k, _)| k.name == *name).map(|(k, span)| {
                ours.layout.line_start(&ours.text, k.span.start)..ours.layout.line_end(&ours.text, span.end)
            });
            match (&mine, &yours, lines) {
                (Some(mine), Some(yours), Some(lines)) => {
                    let merged = match alike(Some(mine), was.as_ref()) {
                        true => Some(with_eol(theirs.raw(yours), eol)),
                        false => merged_list(name, was.as_ref(), mine, yours).map(|list| {
                            let column = ours.text[lines.start..mine.span.start].chars().count();
                            write::value(&list, column, "", eol)
                        }),
                    };
                    match merged {
                        Some(text) => splices.push((mine.span.clone(), text)),
                        None => {
                            let line = ours.text[lines].to_owned();
                            let other = format!("{} = {}", write::key(name), with_eol(theirs.raw(yours), eol));
                            conflicts.push((table.to_owned(), Some(name.clone())));
                            clashes.push((line.clone(), marked(&line, &other, eol)));
                        }
                    }
                }
                (Some(mine), None, Some(lines)) if alike(Some(mine), was.as_ref()) => {
                    splices.push((lines, String::new()))
                }
                (None, Some(yours), _) if was.is_none() => {
                    let end = section.pairs.last().map_or(section.header.end, |(_, span)| span.end);
                    let at = ours.layout.line_end(&ours.text, end);
                    splices.push((at..at, format!("{} = {}{eol}", write::key(name), with_eol(theirs.raw(yours), eol))));
                }
                (Some(_), None, Some(lines)) => {
                    let line = ours.text[lines].to_owned();
                    conflicts.push((table.to_owned(), Some(name.clone())));
                    clashes.push((line.clone(), marked(&line, "", eol)));
                }
                _ => {}
            }
        }
    }
    (super::spliced(&ours.text, splices), clashes)
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;

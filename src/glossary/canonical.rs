//! Terms as TOML 1.0, keys in the order of the schema.
//!
//! What the loader would supply anyway is left out: a key that is the slug of its term, `pos = "noun"`, and so on.

use std::fmt::Write as _;

use super::load::{plain_reduplication, slug};
use super::{Abbreviation, Avoided, CaseRule, Example, Glossary, Relative, Term, TermPos, TermSense, TermStatus, When};

/// Columns of a line; lists that do not fit take a line an item.
const WIDTH: usize = 120;

/// What a file's `[defaults]` say, so that an entry in it need not, or must.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Subject field of entries that name none.
    pub domain: Option<String>,
    /// Status of entries that name none.
    pub status: TermStatus,
    /// Scope of entries that name none.
    pub scope: Vec<String>,
}

impl Glossary {
    /// The glossary as a file of its own, in TOML 1.0.
    ///
    /// ```
    /// # use padan::Glossary;
    /// let toml = "[[entry]]\nterm = \"duta besar\"\nen = \"ambassador\"\n";
    /// let written = Glossary::parse("g.toml", toml).unwrap().to_toml();
    /// assert!(written.ends_with("\n[[entry]]\nterm = \"duta besar\"\nen = \"ambassador\"\n"));
    /// ```
    pub fn to_toml(&self) -> String {
        let mut out = "#:schema ./glossary.schema.json\nschema = 1\nsource = \"id\"\ntarget = \"en\"\n".to_owned();
        for term in &self.terms {
            out.push('\n');
            out.push_str(&term.to_toml(&Defaults::default()));
        }
        out
    }
}

impl Term {
    /// The term as an `[[entry]]` for a file with these defaults.
    pub fn to_toml(&self, defaults: &Defaults) -> String {
        let mut w = Writer { out: "[[entry]]\n".to_owned(), indent: "" };
        w.text("term", &self.source);
        // Only an entry that is not translated may do without English.
        if !self.target.is_empty() || !self.untranslated {
            w.one_or_many("en", &self.target);
        }
        if self.key != slug(&self.source) {
            w.text("key", &self.key);
        }
        if self.pos != TermPos::default() {
            w.text("pos", self.pos.name());
        }
        w.list("also", &self.also);
        w.items("abbr", self.abbreviations.iter().map(abbreviation));
        w.items("avoid", self.avoid.iter().map(avoided));
        w.items("family", self.family.iter().map(relative));
        w.optional("root", self.root.as_deref());
        w.list("forms", &self.forms);
        w.list("en_forms", &self.target_forms);
        if !self.inflects {
            w.text("match", "exact");
        }
        if self.case != CaseRule::default() {
            w.text("case", self.case.name());
        }
        if self.reduplication != plain_reduplication(&self.source, self.pos) {
            w.text("redup", self.reduplication.name());
        }
        w.list("not_before", &self.not_before);
        w.list("not_after", &self.not_after);
        if self.untranslated {
            w.line("dnt", "true");
        }
        if self.status != defaults.status {
            w.text("status", self.status.name());
        }
        if self.domain != defaults.domain
            && let Some(domain) = &self.domain
        {
            w.text("domain", domain);
        }
        if self.scope != defaults.scope {
            w.line("scope", &array(self.scope.iter().map(|s| string(s))));
        }
        w.optional("def", self.definition.as_deref());
        w.optional("note", self.note.as_deref());
        w.optional("source", self.citation.as_deref());
        w.items("example", self.examples.iter().map(example));
        w.some("see", &self.see);
        w.some("replaced_by", &self.replaced_by);
        w.optional("by", self.by.as_deref());
        for (name, date) in [("since", &self.since), ("until", &self.until)] {
            if let Some(date) = date {
                w.line(name, date);
            }
        }
        w.indent = "  ";
        for sense in &self.senses {
            w.sense(sense);
        }
        w.out
    }
}

struct Writer {
    out: String,
    indent: &'static str,
}

impl Writer {
    fn line(&mut self, name: &str, value: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{}{name} = {value}", self.indent);
    }

    fn text(&mut self, name: &str, value: &str) {
        self.line(name, &string(value));
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    fn one_or_many(&mut self, name: &str, values: &[String]) {
        match values {
            [one] => self.text(name, one),
            many => self.items(name, many.iter().map(|v| string(v))),
        }
        if values.is_empty() {
            self.line(name, "[]");
        }
    }

    fn some(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.one_or_many(name, values);
        }
    }

    fn list(&mut self, name: &str, values: &[String]) {
        self.items(name, values.iter().map(|v| string(v)));
    }

    /// A list, if there is anything in it: on one line, or on a line an item.
    fn items(&mut self, name: &str, items: impl Iterator<Item = String>) {
        let items: Vec<String> = items.collect();
        if items.is_empty() {
            return;
        }
        let short = array(items.iter().cloned());
        if self.indent.len() + name.len() + 3 + short.chars().count() <= WIDTH {
            return self.line(name, &short);
        }
        let indent = self.indent;
        let lines: String = items.iter().map(|i| format!("{indent}  {i},\n")).collect();
        self.line(name, &format!("[\n{lines}{indent}]"));
    }

    fn sense(&mut self, sense: &TermSense) {
        self.out.push_str("\n  [[entry.sense]]\n");
        self.line("when", &when(&sense.when));
        self.one_or_many("en", &sense.target);
        self.items("avoid", sense.avoid.iter().map(avoided));
        self.optional("note", sense.note.as_deref());
    }
}

fn abbreviation(abbr: &Abbreviation) -> String {
    if abbr.target.is_none() && abbr.when.is_none() {
        return string(&abbr.form);
    }
    let condition = abbr.when.as_ref().map(|w| ("when", when(w)));
    table([Some(("form", string(&abbr.form))), abbr.target.as_ref().map(|t| ("en", string(t))), condition])
}

fn avoided(avoid: &Avoided) -> String {
    table([
        Some(("en", string(&avoid.target))),
        avoid.why.as_ref().map(|w| ("why", string(w))),
        avoid.instead.as_ref().map(|u| ("use", string(u))),
    ])
}

fn relative(relative: &Relative) -> String {
    let english = match relative.target.as_slice() {
        [one] => string(one),
        many => array(many.iter().map(|t| string(t))),
    };
    table([
        Some(("term", string(&relative.source))),
        (!relative.also.is_empty()).then(|| ("also", array(relative.also.iter().map(|a| string(a))))),
        (relative.pos != TermPos::default()).then(|| ("pos", string(relative.pos.name()))),
        Some(("en", english)),
    ])
}

fn example(example: &Example) -> String {
    table([
        Some(("text", string(&example.source))),
        example.target.as_ref().map(|t| ("en", string(t))),
        example.citation.as_ref().map(|c| ("source", string(c))),
    ])
}

fn when(when: &When) -> String {
    let lists = [
        ("next", &when.next),
        ("prev", &when.prev),
        ("near", &when.near),
        ("doc", &when.doc),
        ("domain", &when.domain),
        ("scope", &when.scope),
    ];
    let given = lists.into_iter().filter(|(_, words)| !words.is_empty());
    let given = given.map(|(name, words)| format!("{name} = {}", array(words.iter().map(|w| string(w)))));
    match given.collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => "{}".to_owned(),
        given => format!("{{ {given} }}"),
    }
}

fn table<const N: usize>(pairs: [Option<(&str, String)>; N]) -> String {
    let pairs = pairs.into_iter().flatten().map(|(name, value)| format!("{name} = {value}"));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

fn array(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// A basic string of TOML 1.0.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

//! Bitexts from files: plain texts, lines, tab-separated pairs, TMX and XLIFF.

use roxmltree::{Document, Node, ParsingOptions};

use super::bitext::{Bitext, Segment};
use super::sentence::Bead;
use crate::segment;

/// Why a file is no bitext.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BitextError {
    /// Line-aligned sides of different length.
    #[error("the sides have {source_lines} and {target_lines} lines; line-aligned files have as many on both sides")]
    LineCounts {
        /// Lines of the source.
        source_lines: usize,
        /// Lines of the target.
        target_lines: usize,
    },
    /// A line of a tab-separated file without a second column.
    #[error("line {line}: no tab; each line is the source, a tab, and the target")]
    NoTab {
        /// The line, from 1.
        line: usize,
    },
    /// The file is no well-formed XML.
    #[error("line {line}, column {column}: {message}")]
    Xml {
        /// The line, from 1.
        line: u32,
        /// The column in characters, from 1.
        column: u32,
        /// What is wrong.
        message: String,
    },
    /// XML of another kind.
    #[error("this is <{root}>; only <tmx> and <xliff> hold translation units")]
    OtherXml {
        /// The name of its root element.
        root: String,
    },
    /// The languages are there, but no unit has a target.
    #[error("no translation unit has a target yet")]
    NoTargets,
    /// No unit has both languages.
    #[error("no translation unit has both Indonesian and English (the languages are {languages})")]
    NoPairs {
        /// The languages that are there.
        languages: String,
    },
}

impl Bitext {
    /// A bitext of two running texts, cut into paragraphs and sentences but not aligned.
    pub fn of_texts(name: impl Into<String>, source: &str, target: &str) -> Self {
        Self::unaligned(name, sentences(source), sentences(target))
    }

    /// A bitext of two files with a sentence a line, not aligned. Empty lines are left out of no count: each is a segment.
    pub fn of_lines(name: impl Into<String>, source: &str, target: &str) -> Self {
        Self::unaligned(name, lines(source), lines(target))
    }

    /// A bitext of two files whose lines are translations of one another.
    ///
    /// # Errors
    /// [`BitextError::LineCounts`] if one has more lines than the other.
    pub fn of_aligned_lines(name: impl Into<String>, source: &str, target: &str) -> Result<Self, BitextError> {
        let (source_lines, target_lines) = (source.lines().count(), target.lines().count());
        if source_lines != target_lines {
            return Err(BitextError::LineCounts { source_lines, target_lines });
        }
        let (source, target) = (lines(source), lines(target));
        let beads = (0..source.len()).map(|n| Bead::sure(n..n + 1, n..n + 1)).collect();
        Ok(Self { name: name.into(), source, target, beads })
    }

    /// Reads lines of source, tab and target. Further columns are passed over, and so are empty lines.
    ///
    /// # Errors
    /// [`BitextError::NoTab`] with the first line that has one column.
    pub fn parse_tsv(name: impl Into<String>, text: &str) -> Result<Self, BitextError> {
        let mut bitext = Self { name: name.into(), ..Self::default() };
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            let mut columns = line.split('\t');
            let (Some(source), Some(target)) = (columns.next(), columns.next()) else {
                return Err(BitextError::NoTab { line: n + 1 });
            };
            let paragraph = bitext.source.len() as u32;
            let segment = |column: &str| folded(&[Piece::new(column, offset(text, column))], paragraph);
            bitext.push(segment(source), segment(target));
        }
        Ok(bitext)
    }

    /// Reads the translation units of TMX (any version) or XLIFF (1.2 and 2.x) that have Indonesian and English.
    ///
    /// # Errors
    /// The text is no such XML, or has no such unit.
    pub fn parse_xml(name: impl Into<String>, text: &str) -> Result<Self, BitextError> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let document = Document::parse_with_options(text, options).map_err(|e| {
            let at = e.pos();
            // The position is part of the message too.
            let message = e.to_string();
            let message = message.rsplit_once(" at ").map_or(message.as_str(), |(m, _)| m).to_owned();
            BitextError::Xml { line: at.row, column: at.col, message }
        })?;
        let root = document.root_element();
        let (units, mut languages) = match root.tag_name().name() {
            "tmx" => tmx(root),
            "xliff" => xliff(root),
            other => return Err(BitextError::OtherXml { root: other.to_owned() }),
        };
        if units.is_empty() {
            languages.sort_unstable();
            languages.dedup();
            if languages.iter().any(|l| is_source(l)) && languages.iter().any(|l| is_target(l)) {
                return Err(BitextError::NoTargets);
            }
            let languages = if languages.is_empty() { "not given".to_owned() } else { languages.join(", ") };
            return Err(BitextError::NoPairs { languages });
        }
        let mut bitext = Self { name: name.into(), ..Self::default() };
        for ((source, target), n) in units.into_iter().zip(0..) {
            bitext.push(segment_of(source, n), segment_of(target, n));
        }
        Ok(bitext)
    }
}

/// Lines as segments, each a paragraph.
fn lines(text: &str) -> Vec<Segment> {
    let mut out = Vec::with_capacity(text.lines().count());
    let segment = |(line, paragraph): (&str, u32)| {
        let places = vec![(0, offset(text, line) as u32)];
        Segment { text: line.to_owned(), paragraph, places }
    };
    out.extend(text.lines().zip(0..).map(segment));
    out
}

/// Where `part`, a slice of `text`, begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// A stretch of a file's text.
struct Piece<'a> {
    text: &'a str,
    /// Where it begins in the file.
    start: usize,
    /// Where each byte stands, if the file writes some as references.
    starts: Vec<usize>,
}

impl<'a> Piece<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        Self { text, start, starts: Vec::new() }
    }

    fn place(&self, at: usize) -> usize {
        self.starts.get(at).copied().unwrap_or(self.start + at)
    }
}

/// Pieces of text as one segment, white space folded.
fn folded(pieces: &[Piece<'_>], paragraph: u32) -> Segment {
    let mut segment = Segment::new(String::new(), paragraph);
    let mut gap = false;
    for piece in pieces {
        let mut at = 0;
        for part in piece.text.split_inclusive(char::is_whitespace) {
            let word = part.trim_end();
            if !word.is_empty() {
                if gap && !segment.text.is_empty() {
                    segment.text.push(' ');
                }
                let begin = segment.text.len();
                segment.places.push((begin as u32, piece.place(at) as u32));
                // References stand further apart in the file than their letters.
                for k in (1..word.len()).filter(|&k| piece.place(at + k) != piece.place(at + k - 1) + 1) {
                    segment.places.push(((begin + k) as u32, piece.place(at + k) as u32));
                }
                segment.text.push_str(word);
                gap = false;
            }
            gap |= part.len() > word.len();
            at += part.len();
        }
    }
    segment
}

/// Paragraphs and sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<Segment> {
    let mut out = Vec::new();
    for (span, paragraph) in segment::paragraphs(text).into_iter().zip(0..) {
        for sentence in segment::sentences(text, span) {
            out.push(folded(&[Piece::new(sentence.span.of(text), sentence.span.range().start)], paragraph));
        }
    }
    out
}

/// The part of a language tag that matters.
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase()
}

fn is_source(tag: &str) -> bool {
    matches!(primary(tag).as_str(), "id" | "ind" | "in")
}

fn is_target(tag: &str) -> bool {
    matches!(primary(tag).as_str(), "en" | "eng")
}

/// The text of an element and what is in it, white space folded. Inline tags (`<bpt>`, `<ph>`) hold markup, which is left out.
fn segment_of(node: Node<'_, '_>, paragraph: u32) -> Segment {
    fn add<'a>(node: Node<'a, '_>, out: &mut Vec<Piece<'a>>) {
        for child in node.children() {
            match child.tag_name().name() {
                "bpt" | "ept" | "ph" | "it" | "ut" | "x" if child.is_element() => {
                    out.push(Piece::new(" ", child.range().start))
                }
                _ if child.is_text() => out.push(Piece {
                    text: child.text().unwrap_or_default(),
                    start: child.range().start,
                    starts: starts(child),
                }),
                _ => add(child, out),
            }
        }
    }
    let mut pieces = Vec::new();
    add(node, &mut pieces);
    folded(&pieces, paragraph)
}

/// Where each byte of a text node stands in the file, if not one behind the other: references and CDATA sections are longer there.
fn starts(node: Node<'_, '_>) -> Vec<usize> {
    let text = node.text().unwrap_or_default();
    let range = node.range();
    let raw = node.document().input_text().get(range.clone()).unwrap_or_default();
    if raw == text {
        return Vec::new();
    }
    let mut out = Vec::with_capacity(text.len());
    let mut at = raw.strip_prefix("<![CDATA[").map_or(0, |rest| raw.len() - rest.len());
    for c in text.chars() {
        out.extend(std::iter::repeat_n(range.start + at, c.len_utf8()));
        let rest = raw.get(at..).unwrap_or_default();
        at += match rest.find(';') {
            Some(end) if rest.starts_with('&') && c != '&' || rest.starts_with("&amp;") => end + 1,
            _ if rest.starts_with("\r\n") => 2,
            _ => rest.chars().next().map_or(0, char::len_utf8),
        };
    }
    out
}

/// Source and target of each unit, and the languages met.
type Units<'a> = (Vec<(Node<'a, 'a>, Node<'a, 'a>)>, Vec<String>);

fn tmx<'a>(root: Node<'a, 'a>) -> Units<'a> {
    let mut pairs = Vec::new();
    let mut languages = Vec::new();
    for unit in root.descendants().filter(|n| n.has_tag_name("tu")) {
        let (mut source, mut target) = (None, None);
        for variant in unit.children().filter(|n| n.has_tag_name("tuv")) {
            // xml:lang since 1.4, lang before.
            let language = variant.attributes().find(|a| a.name() == "lang").map(|a| a.value()).unwrap_or_default();
            let text = variant.children().find(|n| n.has_tag_name("seg"));
            languages.push(language.to_owned());
            match () {
                () if is_source(language) && source.is_none() => source = text,
                () if is_target(language) && target.is_none() => target = text,
                () => {}
            }
        }
        pairs.extend(source.zip(target));
    }
    (pairs, languages)
}

fn xliff<'a>(root: Node<'a, 'a>) -> Units<'a> {
    let mut pairs = Vec::new();
    let mut languages = Vec::new();
    let named = |n: &Node<'_, '_>, name: &str| n.is_element() && n.tag_name().name() == name;
    // 2.x gives the languages on the root, 1.2 on each file.
    for scope in root.descendants().filter(|n| named(n, "file")) {
        let attribute = |names: [&str; 2]| {
            let of = |n: Node<'_, '_>| names.iter().find_map(|a| n.attribute(*a)).map(str::to_owned);
            of(scope).or_else(|| of(root)).unwrap_or_default()
        };
        let (from, to) = (attribute(["source-language", "srcLang"]), attribute(["target-language", "trgLang"]));
        languages.extend([from.clone(), to.clone()]);
        let reversed = is_target(&from) && is_source(&to);
        if !(reversed || is_source(&from) && is_target(&to)) {
            continue;
        }
        for unit in scope.descendants().filter(|n| named(n, "trans-unit") || named(n, "segment")) {
            let child = |name: &str| unit.children().find(|n| named(n, name));
            let pair = child("source").zip(child("target")).filter(|(_, t)| !segment_of(*t, 0).text.is_empty());
            pairs.extend(pair.map(|(s, t)| if reversed { (t, s) } else { (s, t) }));
        }
    }
    (pairs, languages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(bitext: &Bitext) -> Vec<(String, String)> {
        bitext.pairs().collect()
    }

    #[test]
    fn tmx_units_of_both_languages() {
        let tmx = r#"<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>
            <tu><tuv xml:lang="id-ID"><seg>Kedutaan <bpt i="1">&lt;b></bpt>ditutup<ept i="1"/>.</seg></tuv>
                <tuv xml:lang="EN"><seg>The embassy was closed.</seg></tuv></tu>
            <tu><tuv xml:lang="id"><seg>Satu</seg></tuv><tuv xml:lang="de"><seg>Eins</seg></tuv></tu></body></tmx>"#;
        let bitext = Bitext::parse_xml("m", tmx).expect("sound");
        assert_eq!(pairs(&bitext), [("Kedutaan ditutup .".into(), "The embassy was closed.".into())]);
    }

    #[test]
    fn xliff_of_both_versions_and_directions() {
        let old = r#"<xliff version="1.2"><file source-language="en" target-language="id"><body>
            <trans-unit id="1"><source>Two.</source><target>Dua.</target></trans-unit>
            <trans-unit id="2"><source>Three.</source></trans-unit></body></file></xliff>"#;
        let new = r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="id" trgLang="en-GB">
            <file id="f"><unit id="1"><segment><source>Dua.</source><target>Two.</target></segment></unit></file></xliff>"#;
        for xliff in [old, new] {
            let bitext = Bitext::parse_xml("x", xliff).expect("sound");
            assert_eq!(pairs(&bitext), [("Dua.".into(), "Two.".into())], "{xliff}");
        }
    }

    #[test]
    fn what_stands_inside_units_is_read_or_passed_over() {
        let old = |unit: &str| {
            format!(
                r#"<xliff version="1.2"><file source-language="id" target-language="en"><body>{unit}<trans-unit id="z">
                <source>Dua.</source><target>Two.</target></trans-unit></body></file></xliff>"#
            )
        };
        let new = |unit: &str| {
            format!(
                r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="id" trgLang="en"><file id="f">{unit}
                <unit id="z"><segment><source>Dua.</source><target>Two.</target></segment></unit></file></xliff>"#
            )
        };
        let pair = |s: &str, t: &str| Some((s.to_owned(), t.to_owned()));
        for (text, wanted) in [
            // No target, an empty one, one of markup alone.
            (old("<trans-unit id='1'><source>Satu.</source></trans-unit>"), None),
            (old("<trans-unit id='1'><source>Satu.</source><target/></trans-unit>"), None),
            (old("<trans-unit id='1'><source>Satu.</source><target> <x id='1'/> </target></trans-unit>"), None),
            (new("<unit id='1'><segment><source>Satu.</source></segment></unit>"), None),
            (new("<unit id='1'><ignorable><source> </source></ignorable></unit>"), None),
            // Inline elements hold text, or stand for something that is none.
            (
                old(
                    "<trans-unit id='1'><source>Satu <g id='1'>kata</g>.</source><target>One <g id='1'>word</g>.</target></trans-unit>",
                ),
                pair("Satu kata.", "One word."),
            ),
            (
                old(
                    "<trans-unit id='1'><source>Satu<x id='1'/>kata.</source><target>One<ph id='1'>&lt;br/></ph>word.</target></trans-unit>",
                ),
                pair("Satu kata.", "One word."),
            ),
            (
                old(
                    "<trans-unit id='1'><source>S<bx id='1'/>at<ex id='1'/>u.</source><target>O<bx id='1'/>n<ex id='1'/>e.</target></trans-unit>",
                ),
                pair("Satu.", "One."),
            ),
            (
                old(
                    "<trans-unit id='1'><source>Satu. Tiga.</source><seg-source><mrk mtype='seg' mid='1'>Satu.</mrk> <mrk mtype='seg' mid='2'>Tiga.</mrk>\
                    </seg-source><target><mrk mtype='seg' mid='1'>One.</mrk> <mrk mtype='seg' mid='2'>Three.</mrk></target></trans-unit>",
                ),
                pair("Satu. Tiga.", "One. Three."),
            ),
            (
                new(
                    "<unit id='1'><segment><source>Satu <pc id='1'>kata</pc> <mrk id='m' type='term'>lagi</mrk><ph id='2'/>.</source>\
                    <target>One <pc id='1'>word</pc> <mrk id='m' type='term'>more</mrk><ph id='2'/>.</target></segment></unit>",
                ),
                pair("Satu kata lagi .", "One word more ."),
            ),
            // What other tools proposed is not the translation.
            (
                old(
                    "<trans-unit id='1'><source>Satu.</source><alt-trans><source>Tiga.</source><target>Three.</target></alt-trans></trans-unit>",
                ),
                None,
            ),
            (old("<trans-unit id='1'><target>One.</target></trans-unit>"), None),
            (
                old(
                    "<trans-unit id='1'><source>A &amp; B <!-- no --><![CDATA[< C]]></source><target>A &amp; B &lt; C</target></trans-unit>",
                ),
                pair("A & B < C", "A & B < C"),
            ),
        ] {
            let bitext = Bitext::parse_xml("x", &text).unwrap_or_else(|e| panic!("{text}: {e}"));
            let wanted: Vec<_> = wanted.into_iter().chain(pair("Dua.", "Two.")).collect();
            assert_eq!(pairs(&bitext), wanted, "{text}");
        }
    }

    #[test]
    fn faults_are_told() {
        let told = |r: Result<Bitext, BitextError>| r.expect_err("faulty").to_string();
        for (text, wanted) in [
            ("<tmx><body>", "line 1, column 1"),
            ("<html/>", "this is <html>"),
            ("", "line 1"),
            ("kata\tword\n", "line 1"),
            (
                "<xliff version=\"1.2\"><file source-language=\"id\" target-language=\"en\">\n<body><trans-unit id=\"1\"><source>Satu</sourc>",
                "line 2, column",
            ),
            ("<tmx><body><tu><tuv xml:lang=\"id\"><seg>&nothing;</seg></tuv></tu></body></tmx>", "line 1, column"),
            (
                "<xliff version=\"1.2\"><file source-language=\"id\" target-language=\"en\"><body><trans-unit id=\"1\"><source>Satu</source>\
                 </trans-unit></body></file></xliff>",
                "no translation unit has a target yet",
            ),
            (
                "<xliff version=\"1.2\"><file source-language=\"id\" target-language=\"de\"><body/></file></xliff>",
                "the languages are de, id",
            ),
            ("<xliff version=\"1.2\"/>", "the languages are not given"),
            ("<tmx><body><tu><tuv lang=\"de\"><seg>x</seg></tuv></tu></body></tmx>", "the languages are de"),
        ] {
            let message = told(Bitext::parse_xml("x", text));
            assert!(message.contains(wanted), "{text}: {message}");
        }
        assert!(told(Bitext::parse_tsv("x", "a\tb\n\nc\n")).starts_with("line 3: no tab"));
        assert!(told(Bitext::of_aligned_lines("x", "a\nb\n", "a\n")).contains("2 and 1 lines"));
        assert!(told(Bitext::of_aligned_lines("x", "", "a\n")).contains("0 and 1 lines"));
    }

    #[test]
    fn texts_are_cut_into_sentences() {
        let bitext = Bitext::of_texts("x", "Satu dua. Tiga.\n\nEmpat.", "One  two. Three.\nFour.");
        let cut: Vec<_> = bitext.source.iter().map(|s| (s.text.as_str(), s.paragraph)).collect();
        assert_eq!(cut, [("Satu dua.", 0), ("Tiga.", 0), ("Empat.", 1)]);
        assert_eq!(bitext.target[0].text, "One two.");
    }
}

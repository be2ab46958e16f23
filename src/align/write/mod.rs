//! Alignments as files, one format a row of [`FORMATS`].

mod beads;
mod html;
mod jsonl;
mod pharaoh;
mod text;
mod tmx;
mod tsv;

use std::io::{self, Write};

use super::Tokens;
use super::bitext::Bitext;
use super::sentence::Bead;
use super::word::{self, BeadWords, WordLink};

/// A bitext whose beads are found, and the links of their words if they were asked for.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// The bitext.
    pub bitext: Bitext,
    words: Option<Words>,
}

/// The links of a bitext's words.
#[derive(Clone, Debug)]
struct Words {
    /// How its words were found.
    tokens: Tokens,
    /// One list a bead; a bead with an empty side has none.
    beads: Vec<word::Links>,
}

impl Alignment {
    /// Sentences alone.
    pub fn of_sentences(bitext: Bitext) -> Self {
        Self { bitext, words: None }
    }

    /// With the links of the words of each bead, as many as there are beads.
    pub(super) fn of_words(bitext: Bitext, tokens: Tokens, beads: Vec<word::Links>) -> Self {
        Self { bitext, words: Some(Words { tokens, beads }) }
    }

    /// The beads with the links of their words; a bead with an empty side has none, and none has any if words were not asked for.
    pub fn links(&self) -> impl Iterator<Item = (&Bead, Option<Vec<WordLink>>)> {
        let of =
            |n: usize, bead: &Bead| Some(self.words.as_ref().filter(|_| bead.is_pair())?.beads[n].iter().collect());
        self.bitext.beads.iter().enumerate().map(move |(n, bead)| (bead, of(n, bead)))
    }

    /// The same with the words themselves, which are cut anew for it.
    pub fn beads(&self) -> impl Iterator<Item = (&Bead, Option<BeadWords>)> {
        self.links().map(|(bead, links)| (bead, links.and_then(|links| self.bead_words(bead, links))))
    }

    fn bead_words(&self, bead: &Bead, links: Vec<WordLink>) -> Option<BeadWords> {
        let tokens = self.words.as_ref()?.tokens;
        let (source, target) = (self.bitext.source_text(bead), self.bitext.target_text(bead));
        Some(BeadWords { source: tokens.source(&source), target: tokens.target(&target), links })
    }
}

/// A form in which alignments are written.
#[derive(Debug)]
pub struct Format {
    /// What `--to` calls it.
    pub name: &'static str,
    /// One line of help.
    pub about: &'static str,
    /// The ending of its files.
    pub extension: &'static str,
    /// Whether it shows words, so that they must be aligned.
    pub words: bool,
    /// Whether it shows texts; if not, they need not be kept, see [`Aligner::without_texts`](crate::align::Aligner::without_texts).
    pub texts: bool,
    /// Whether several alignments may follow one another in a file.
    pub concatenates: bool,
    /// Writes an alignment.
    pub write: fn(&Alignment, &mut dyn Write) -> io::Result<()>,
}

/// Every format. The first is the default.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        about: "each pair on lines of its own, for reading; with --words what renders what",
        extension: "txt",
        words: false,
        texts: true,
        concatenates: true,
        write: text::write,
    },
    Format {
        name: "beads",
        about: "line numbers from 0 of both sides, tab between, - for none",
        extension: "beads",
        words: false,
        texts: false,
        concatenates: true,
        write: beads::write,
    },
    Format {
        name: "pharaoh",
        about: "word links i-j from 0, a line a pair",
        extension: "pharaoh",
        words: true,
        texts: false,
        concatenates: true,
        write: pharaoh::write,
    },
    Format {
        name: "tsv",
        about: "source, target and confidence, a line a pair",
        extension: "tsv",
        words: false,
        texts: true,
        concatenates: true,
        write: tsv::write,
    },
    Format {
        name: "jsonl",
        about: "a JSON object a bead, with tokens and links if --words",
        extension: "jsonl",
        words: false,
        texts: true,
        concatenates: true,
        write: jsonl::write,
    },
    Format {
        name: "tmx",
        about: "a translation memory, TMX 1.4",
        extension: "tmx",
        words: false,
        texts: true,
        concatenates: false,
        write: tmx::write,
    },
    Format {
        name: "html",
        about: "a page: linked words light up together, with the matrix of links",
        extension: "html",
        words: true,
        texts: true,
        concatenates: false,
        write: html::write,
    },
];

/// Text as it may stand in XML and HTML, between tags and in quoted attributes. What XML forbids is left out.
fn escape(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            '\u{fdd0}'..='\u{fdef}' => {}
            c if u32::from(c) & 0xfffe == 0xfffe => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pair with links, a line left out, a line added.
    fn small() -> Alignment {
        let mut bitext =
            Bitext::of_texts("small.id.txt", "Kedutaan itu <ditutup>. Hilang.", "The embassy was \"closed\". Added.");
        bitext.beads = vec![
            Bead { confidence: 0.9, ..Bead::sure(0..1, 0..1) },
            Bead { confidence: 0.5, ..Bead::sure(1..2, 1..1) },
            Bead { confidence: 0.5, ..Bead::sure(2..2, 1..2) },
        ];
        let link = |source, target| WordLink { source, target, confidence: 0.875 };
        let links = vec![link(0, 1), link(1, 0), link(3, 2), link(3, 4), link(5, 6)];
        let beads = vec![word::Links::new(&links), word::Links::default(), word::Links::default()];
        Alignment::of_words(bitext, Tokens::Cut, beads)
    }

    #[test]
    fn every_format() {
        for format in FORMATS {
            let mut out = Vec::new();
            (format.write)(&small(), &mut out).expect("a vector takes all");
            let text = String::from_utf8(out).expect("text").replace(env!("CARGO_PKG_VERSION"), "0.0.0");
            insta::assert_snapshot!(format!("align-{}", format.name), text);
        }
    }

    #[test]
    fn formats_without_texts_need_none() {
        let written = |format: &Format, alignment: &Alignment| {
            let mut out = Vec::new();
            (format.write)(alignment, &mut out).expect("a vector takes all");
            String::from_utf8(out).expect("text")
        };
        let mut bare = small();
        for bead in bare.bitext.beads.clone() {
            bare.bitext.forget(&bead);
        }
        for format in FORMATS.iter().filter(|f| !f.texts) {
            assert_eq!(written(format, &bare), written(format, &small()), "{}", format.name);
        }
    }

    #[test]
    fn xml_formats_are_well_formed() {
        for format in FORMATS.iter().filter(|f| f.name == "tmx") {
            let mut out = Vec::new();
            (format.write)(&small(), &mut out).expect("a vector takes all");
            let text = String::from_utf8(out).expect("text");
            let back = Bitext::parse_xml("back", &text).expect("well-formed");
            let pair = ("Kedutaan itu <ditutup>.".to_owned(), "The embassy was \"closed\".".to_owned());
            assert_eq!(back.pairs().collect::<Vec<_>>(), [pair]);
        }
    }
}

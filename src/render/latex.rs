//! LaTeX documents of numbered examples, by the packages gb4e, langsci-gb4e, expex and linguex.
//!
//! A document compiles by itself with pdfLaTeX, XeLaTeX or LuaLaTeX; the examples in it can be copied into a paper. Braces hold
//! the words of a term together, in all four packages.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::interlinear::{self, Cell, Layer};
use super::{Options, emphasised, title};
use crate::model::{Document, Sentence};

/// What differs between the packages.
struct Package {
    /// Loads it.
    preamble: &'static str,
    /// Most lines that it aligns.
    lines: usize,
    /// Begins an example, by the number of its lines.
    begin: fn(usize) -> String,
    /// Marks of the lines, where each has its own.
    marks: &'static [&'static str],
    /// Ends a line.
    end_line: &'static str,
    /// Ends the aligned lines.
    end_gloss: &'static str,
    /// Stands before and after a free translation.
    free: (&'static str, &'static str),
    /// Ends the example.
    end: &'static str,
}

/// `\gll` aligns two lines, `\glll` three.
fn gll(lines: usize) -> String {
    format!("\\g{}", "l".repeat(lines.max(2)))
}

const GB4E: Package = Package {
    preamble: "\\usepackage{gb4e}\n\\noautomath\n",
    lines: 3,
    begin: |lines| format!("\\begin{{exe}}\n\\ex\n{}", gll(lines)),
    marks: &[],
    end_line: "\\\\",
    end_gloss: "",
    free: ("\\glt `", "'\n"),
    end: "\\end{exe}\n",
};

const LANGSCI: Package = Package {
    preamble: "\\usepackage{tabularx}\n\\usepackage{langsci-gb4e}\n",
    lines: 3,
    begin: |lines| format!("\\ea\n{}", gll(lines)),
    marks: &[],
    end_line: "\\\\",
    end_gloss: "",
    free: ("\\glt `", "'\n"),
    end: "\\z\n",
};

const EXPEX: Package = Package {
    preamble: "\\usepackage{expex}\n",
    lines: 3,
    begin: |_| "\\ex\n\\begingl".to_owned(),
    marks: &["\\gla", "\\glb", "\\glc"],
    end_line: "//",
    end_gloss: "",
    free: ("\\glft `", "'//\n"),
    end: "\\endgl\n\\xe\n",
};

const LINGUEX: Package = Package {
    preamble: "\\usepackage{linguex}\n",
    lines: 3,
    begin: |lines| format!("\\ex. {}", gll(lines)),
    marks: &[],
    end_line: "\\\\",
    end_gloss: "",
    free: ("`", "'\n"),
    end: "\n",
};

pub(super) fn gb4e(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    render(&GB4E, documents, options, out)
}

pub(super) fn langsci(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    render(&LANGSCI, documents, options, out)
}

pub(super) fn expex(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    render(&EXPEX, documents, options, out)
}

pub(super) fn linguex(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    render(&LINGUEX, documents, options, out)
}

/// `cmap` and Latin Modern make ligatures and accents come back as letters when text is copied out of the PDF. pdfLaTeX knows few
/// characters beyond Latin letters; those that it lacks are shown by their number there, and as they are elsewhere.
const HEAD: &str = r##"\documentclass[a4paper]{article}
\usepackage{iftex}
\ifPDFTeX
 \usepackage{cmap}
 \usepackage[T1]{fontenc}
 \usepackage{textcomp}
 \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
 \newcommand\padanchar[1]{{\footnotesize U+#1}}
\else
 \usepackage{fontspec}
 \newcommand\padanchar[1]{\symbol{"#1}}
\fi
\usepackage[margin=2.5cm]{geometry}
\emergencystretch=3em
\sloppy
"##;

fn render(package: &Package, documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut layers: Vec<Layer> = options.layers.iter().copied().filter(|&l| l != Layer::Terms).collect();
    layers.truncate(package.lines);
    if layers.is_empty() {
        layers.push(Layer::Words);
    }
    writeln!(out, "{HEAD}{}\\begin{{document}}", package.preamble)?;
    for document in documents {
        writeln!(out, "\n\\section*{{{}}}\n", escape(&title(document)))?;
        for sentence in document.sentences() {
            write_sentence(package, document, sentence, &layers, options, out)?;
        }
    }
    let labels = interlinear::all_labels(documents);
    if options.legend && layers.contains(&Layer::Glosses) && !labels.is_empty() {
        writeln!(out, "\\section*{{Labels}}\n\n\\noindent")?;
        for (n, tag) in labels.iter().enumerate() {
            let end = if n + 1 == labels.len() { "." } else { ";" };
            writeln!(out, "\\textsc{{{}}}~{}{end}", escape(&tag.as_str().to_lowercase()), escape(tag.meaning()))?;
        }
    }
    writeln!(out, "\\end{{document}}")
}

fn write_sentence(
    package: &Package,
    document: &Document,
    sentence: &Sentence,
    layers: &[Layer],
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let cells = interlinear::cells(document, sentence, &options.layers);
    writeln!(out, "{}", (package.begin)(layers.len()))?;
    // The packages align two lines at least.
    let lines = layers.iter().copied().map(Some).chain(std::iter::repeat_n(None, 2usize.saturating_sub(layers.len())));
    for (n, layer) in lines.enumerate() {
        let mark = package.marks.get(n).map_or(String::new(), |m| format!("{m} "));
        let words: Vec<String> = cells.iter().map(|c| layer.map_or_else(|| "{}".to_owned(), |l| word(c, l))).collect();
        writeln!(out, "{mark}{}{}", words.join(" "), package.end_line)?;
    }
    out.write_all(package.end_gloss.as_bytes())?;
    if let Some(translation) = &sentence.translation {
        let english = emphasised(translation, escape, "\\emph{", "}");
        write!(out, "{}{english}{}", package.free.0, package.free.1)?;
    }
    writeln!(out, "{}", package.end)
}

/// A cell of one line: braces round whatever holds blanks or nothing.
fn word(cell: &Cell<'_>, layer: Layer) -> String {
    let text = shortened(cell.line(layer));
    let set = if layer == Layer::Glosses && cell.unit.is_none() { small_caps(&text) } else { escape(&text) };
    let guess = cell.unit.is_none()
        && cell.columns.iter().filter_map(|c| c.word.as_ref()).any(|w| interlinear::is_guess(w.token));
    let mark = if guess && layer == Layer::English { "?" } else { "" };
    format!("{{{set}{mark}}}")
}

/// TeX cannot set boxes wider than some five metres: of a word that no page could hold, the beginning and its length are shown.
fn shortened(text: String) -> String {
    const LONGEST: usize = 200;
    if text.len() <= LONGEST {
        return text;
    }
    let word = |word: &str| match word.chars().count() {
        letters if letters <= LONGEST => word.to_owned(),
        letters => format!("{}… ({letters} letters)", word.chars().take(40).collect::<String>()),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Labels in capitals become small capitals, as Leipzig rule 3 asks.
fn small_caps(line: &str) -> String {
    let mut out = String::new();
    for piece in line.split_inclusive(['-', '=', '~', '.']) {
        let (body, joint) = match piece.char_indices().last() {
            Some((at, '-' | '=' | '~' | '.')) => piece.split_at(at),
            _ => (piece, ""),
        };
        let label = body.len() > 1 || body == "Q" || body == "A";
        if label && body.parse::<crate::model::GlossTag>().is_ok() {
            let _ = write!(out, "\\textsc{{{}}}", body.to_lowercase());
        } else {
            out.push_str(&escape(body));
        }
        out.push_str(&escape(joint));
    }
    out
}

/// Text that is nothing but text to TeX.
fn escape(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '"' => out.push_str("\\textquotedbl{}"),
            '\'' => out.push_str("\\textquotesingle{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            // Two of them would make a ligature, and expex ends its lines at two slashes.
            '-' | ',' | '/' | '?' | '!' => {
                out.push('{');
                out.push(c);
                out.push('}');
            }
            '[' | ']' | '*' | '@' => {
                out.push('{');
                out.push(c);
                out.push('}');
            }
            '\u{2011}' => out.push_str("\\mbox{-}"),
            '\n' | '\t' | '\r' | '\u{a0}' => out.push(' '),
            c if super::xml::is_unfit(c) || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}') => {}
            c if c.is_ascii() || known(c) => out.push(c),
            c => {
                let _ = write!(out, "\\padanchar{{{:04X}}}", u32::from(c));
            }
        }
    }
    out
}

/// Whether pdfLaTeX with T1 and TS1 fonts sets the character.
fn known(c: char) -> bool {
    matches!(c,
        '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{ff}'
        | 'Ă' | 'ă' | 'Ą' | 'ą' | 'Ć' | 'ć' | 'Č' | 'č' | 'Ď' | 'ď' | 'Đ' | 'đ' | 'Ę' | 'ę' | 'Ě' | 'ě' | 'Ğ' | 'ğ' | 'İ' | 'ı'
        | 'Ĺ' | 'ĺ' | 'Ľ' | 'ľ' | 'Ł' | 'ł' | 'Ń' | 'ń' | 'Ň' | 'ň' | 'Ŋ' | 'ŋ' | 'Ő' | 'ő' | 'Œ' | 'œ' | 'Ŕ' | 'ŕ' | 'Ř' | 'ř'
        | 'Ś' | 'ś' | 'Ş' | 'ş' | 'Š' | 'š' | 'Ţ' | 'ţ' | 'Ť' | 'ť' | 'Ů' | 'ů' | 'Ű' | 'ű' | 'Ÿ' | 'Ź' | 'ź' | 'Ż' | 'ż' | 'Ž' | 'ž'
        | '–' | '—' | '‘' | '’' | '‚' | '“' | '”' | '„' | '†' | '‡' | '•' | '…' | '‰' | '‹' | '›' | '€' | '™')
}

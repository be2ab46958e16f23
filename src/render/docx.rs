//! Word documents: the lines of each sentence in tables without borders, a column a word, as many as fit on the page.

use std::io::{self, Cursor, Read, Write};

use docx_rs::{
    Docx, LineSpacing, PageMargin, Paragraph, Run, RunFonts, Table, TableCell, TableCellMargins, TableLayoutType,
    TableRow, WidthType,
};
use unicode_width::UnicodeWidthStr;
use zip::ZipArchive;

use super::interlinear::{self, Cell, Layer};
use super::package::{self, MODIFIED, PackedFile};
use super::text::visible;
use super::xml::is_unfit;
use super::{Options, title};
use crate::model::{Document, Sentence};

/// Width of a character in twentieths of a point: generous, as the reader may have another font.
const CHARACTER: usize = 165;

/// Characters on a line between the margins of the page, gaps between columns included.
const LINE: usize = 9_638 / CHARACTER;

/// What the file is written with and how it looks.
struct Book {
    docx: Docx,
    /// Paragraphs are numbered, so that the same texts make the same bytes.
    paragraphs: u32,
}

pub(super) fn render(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let margins = PageMargin::new().top(1134).bottom(1134).left(1134).right(1134);
    let docx = Docx::new()
        .created_at(MODIFIED)
        .updated_at(MODIFIED)
        .page_size(11_906, 16_838)
        .page_margin(margins)
        .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri"));
    let mut book = Book { docx, paragraphs: 0 };
    for document in documents {
        let heading = book.paragraph(Run::new().add_text(clean(&title(document))).size(32).bold());
        book.add(heading.outline_lvl(0).keep_next(true).line_spacing(space(240, 160)));
        for sentence in document.sentences() {
            book.sentence(document, sentence, &options.layers);
        }
    }
    let labels = interlinear::all_labels(documents);
    if options.legend && options.layers.contains(&Layer::Glosses) && !labels.is_empty() {
        for tag in labels {
            let line = book.paragraph(Run::new().add_text(tag.to_string()).size(18).bold());
            let line = line.add_run(Run::new().add_text(format!("  {}", clean(tag.meaning()))).size(18));
            book.add(line.line_spacing(space(0, 0)));
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    book.docx.pack(&mut bytes).map_err(io::Error::other)?;
    deflated(bytes, out)
}

/// The package with its parts compressed, which the library leaves as they are.
fn deflated(bytes: Cursor<Vec<u8>>, out: &mut dyn Write) -> io::Result<()> {
    let mut stored = ZipArchive::new(bytes)?;
    let mut files = Vec::new();
    for n in 0..stored.len() {
        let mut part = stored.by_index(n)?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        if !part.is_dir() {
            files.push(PackedFile { name: part.name().map_err(io::Error::other)?.into_owned().into(), bytes });
        }
    }
    package::zip(&files, out)
}

impl Book {
    fn paragraph(&mut self, run: Run) -> Paragraph {
        self.paragraphs += 1;
        Paragraph::new().id(format!("{:08X}", self.paragraphs)).add_run(run)
    }

    fn add(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    fn sentence(&mut self, document: &Document, sentence: &Sentence, layers: &[Layer]) {
        let lines: Vec<Layer> = layers.iter().copied().filter(|&l| l != Layer::Terms).collect();
        let cells = interlinear::cells(document, sentence, layers);
        // English is set smaller than the words: five of its letters are as wide as four of theirs.
        let letters = |cell: &Cell<'_>, l| match l {
            Layer::Words => cell.line(l).width(),
            _ => cell.line(l).width() * 4 / 5,
        };
        let wide = |cell: &Cell<'_>| lines.iter().map(|&l| letters(cell, l)).max().unwrap_or_default() + 2;
        for row in interlinear::rows(&cells, LINE, wide) {
            let columns = row.iter().map(|cell| self.column(cell, &lines, wide(cell))).collect();
            let table = Table::without_borders(vec![TableRow::new(columns).cant_split()])
                .layout(TableLayoutType::Fixed)
                .set_grid(row.iter().map(|cell| wide(cell).min(LINE) * CHARACTER).collect())
                .width(row.iter().map(|cell| wide(cell).min(LINE) * CHARACTER).sum(), WidthType::Dxa)
                .margins(TableCellMargins::new().margin(0, 140, 0, 0));
            self.docx = std::mem::take(&mut self.docx).add_table(table);
            // Word makes one table of two that touch.
            let gap = self.paragraph(Run::new().size(8));
            self.add(gap.size(8).line_spacing(space(0, 60)));
        }
        if let Some(translation) = &sentence.translation {
            let mut line = self.paragraph(Run::new());
            for (text, term) in translation.pieces() {
                let run = Run::new().add_text(clean(text)).size(20).italic();
                line = line.add_run(if term.is_some() { run.bold() } else { run });
            }
            self.add(line.line_spacing(space(0, 200)));
        }
    }

    fn column(&mut self, cell: &Cell<'_>, lines: &[Layer], wide: usize) -> TableCell {
        let mut column = TableCell::new().clear_all_border().width(wide.min(LINE) * CHARACTER, WidthType::Dxa);
        for &layer in lines {
            let run = Run::new().add_text(clean(&cell.line(layer)));
            let run = match layer {
                Layer::Words => run.size(24),
                Layer::Morphemes => run.size(20),
                Layer::Glosses => run.size(18).color("555555"),
                Layer::English | Layer::Terms => run.size(18).color("1F5C3F"),
                Layer::Status => run.size(14).color("777777"),
            };
            let run = if cell.unit.is_some() && layer == Layer::English { run.bold() } else { run };
            let line = self.paragraph(run);
            column = column.add_paragraph(line.keep_next(true).line_spacing(space(0, 0)));
        }
        column
    }
}

fn space(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().before(before).after(after)
}

/// Text that XML can hold and that does not turn the line round.
fn clean(s: &str) -> String {
    visible(s).chars().filter(|&c| !is_unfit(c)).collect()
}

//! Workbooks: the table with drop-downs. Formulas are refused: what they show is not what they say.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader as _, Xlsx};
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format as CellFormat, Workbook, XlsxError};
use zip::ZipArchive;

use super::draft::Drafts;
use super::field::Field;
use super::table::{COLUMNS, Reader, rows};
use super::{ExchangeError, Format, Input, Options, Report};
use crate::glossary::Term;

pub(super) const FORMAT: Format = Format {
    name: "xlsx",
    about: "the same table as a workbook, with drop-downs",
    extension: "xlsx",
    keeps: Field::ALL,
    shows: &[],
    checked_by: &["openpyxl"],
    one_line: true,
    narrow: |_, _| {},
    write,
    read: Some(read),
};

/// The sheet that is written, and preferred when reading.
const SHEET: &str = "glossary";

/// Most bytes that a workbook holds once it is unpacked.
const MOST_UNPACKED: u64 = 64 << 20;

/// Most files in a workbook.
const MOST_FILES: usize = 1000;

/// Most characters in a cell, by the limits of the format.
const MOST_CHARACTERS: usize = 32_767;

/// Rows that have drop-downs: all.
const LAST_ROW: u32 = 1_048_575;

/// Most columns that are looked at.
const MOST_COLUMNS: u32 = 1000;

fn write(terms: &[Term], options: &Options<'_>, report: &mut Report) -> Result<Vec<u8>, ExchangeError> {
    build(terms, options, report).map_err(|e| ExchangeError::Unwritable(format!("the workbook cannot be written: {e}")))
}

fn build(terms: &[Term], options: &Options<'_>, report: &mut Report) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut day = options.date.split('-').map(|n| n.parse::<u16>().unwrap_or(1));
    let mut next = || day.next().unwrap_or(1);
    let (year, month, date) = (next().max(1900), next(), next());
    let [month, date] = [month, date].map(|n| u8::try_from(n).unwrap_or(1));
    let made = ExcelDateTime::from_ymd(year, month, date)?;
    book.set_properties(&DocProperties::new().set_title("padan glossary").set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    sheet.set_freeze_panes(1, 1)?;
    let bold = CellFormat::new().set_bold();
    for (n, column) in (0u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, n, column.name, &bold)?;
        let width = match column.name {
            "term" | "en" | "note" | "def" | "example" | "avoid" => 32,
            "domain" | "abbr" | "also" | "key" | "when" | "source" => 20,
            _ => 11,
        };
        sheet.set_column_width(n, width)?;
        let choices = (column.choices)();
        if !choices.is_empty() {
            let list = DataValidation::new()
                .allow_list_strings(&choices)?
                .set_error_title("padan")?
                .set_error_message(format!("{} is one of: {}", column.name, choices.join(", ")))?;
            sheet.add_data_validation(1, n, LAST_ROW, n, &list)?;
        }
    }
    for (n, row) in (1u32..).zip(rows(terms)) {
        if n > LAST_ROW {
            report.lose("rows beyond the 1,048,575 of a sheet", 1, row[0].clone());
            continue;
        }
        for (column, text) in (0u16..).zip(row).filter(|(_, text)| !text.is_empty()) {
            if text.chars().count() > MOST_CHARACTERS {
                let name = COLUMNS[usize::from(column)].name;
                report.lose(format!("{name} of more than {MOST_CHARACTERS} characters"), 1, format!("row {}", n + 1));
                continue;
            }
            sheet.write_string(n, column, text)?;
        }
    }
    book.save_to_buffer()
}

fn read(input: &Input<'_>, options: &Options<'_>, report: &mut Report) -> Result<Vec<Term>, ExchangeError> {
    refuse_bombs(input)?;
    let broken = |e: calamine::XlsxError| input.fault(format!("not a workbook that can be read: {e}"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(input.bytes)).map_err(broken)?;
    let sheets = book.sheet_names();
    let Some(sheet) = sheets.iter().find(|s| *s == SHEET).or(sheets.first()).cloned() else {
        return Err(input.fault("a workbook without a sheet"));
    };
    for other in sheets.iter().filter(|s| **s != sheet) {
        report.lose("sheets that were not read", 1, other.clone());
    }
    let fault = |(row, column): (u32, u32), message: String| ExchangeError::Cell {
        path: input.path.clone(),
        sheet: sheet.clone(),
        cell: cell_name(row, column),
        message,
    };
    let mut formulas = book.worksheet_cells_reader(&sheet).map_err(broken)?;
    while let Some(cell) = formulas.next_formula().map_err(broken)? {
        if !cell.get_value().is_empty() {
            let formula: String = cell.get_value().chars().take(60).collect();
            let message = format!("a formula (={formula}); paste it as a value: what it shows may change");
            return Err(fault(cell.get_position(), message));
        }
    }
    drop(formulas);
    let mut lines: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(broken)?;
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let at = cell.get_position();
        let text = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Int(n) => n.to_string(),
            DataRef::Float(n) => n.to_string(),
            DataRef::String(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Bool(b) => b.to_string(),
            DataRef::DateTime(date) => {
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{day:02}")
            }
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::Error(error) => return Err(fault(at, format!("an error ({error})"))),
        };
        if at.1 >= MOST_COLUMNS {
            return Err(fault(at, format!("more than {MOST_COLUMNS} columns")));
        }
        if !text.trim().is_empty() {
            lines.entry(at.0).or_default().insert(at.1, text);
        }
    }
    drop(cells);
    let mut reader: Option<Reader> = None;
    for (line, cells) in lines {
        let last = cells.keys().next_back().copied().unwrap_or_default();
        let row: Vec<String> = (0..=last).map(|c| cells.get(&c).cloned().unwrap_or_default()).collect();
        let at = |cell: usize| (line, u32::try_from(cell).unwrap_or_default());
        match &mut reader {
            None => reader = Some(Reader::new(&row, report).map_err(|e| fault(at(e.cell), e.message))?),
            Some(reader) => {
                let place = format!("{sheet}!{}", cell_name(line, 0));
                reader.row(&row, place).map_err(|e| fault(at(e.cell), e.message))?;
            }
        }
    }
    match reader {
        Some(reader) => reader.finish(Drafts::new(input, options), report),
        None => Err(fault((0, 0), "an empty sheet; the first row names the columns: term, en, …".to_owned())),
    }
}

/// Unpacks everything once without keeping it: a few kilobytes can be packed so that they would fill any machine.
fn refuse_bombs(input: &Input<'_>) -> Result<(), ExchangeError> {
    let broken = |e: zip::result::ZipError| input.fault(format!("not a workbook: {e}"));
    let mut archive = ZipArchive::new(Cursor::new(input.bytes)).map_err(broken)?;
    if archive.len() > MOST_FILES {
        return Err(input.fault(format!("holds {} files; a workbook has a dozen", archive.len())));
    }
    let mut left = MOST_UNPACKED;
    for n in 0..archive.len() {
        let file = archive.by_index(n).map_err(broken)?;
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let read = std::io::copy(&mut file.take(left + 1), &mut std::io::sink());
        let read = read.map_err(|e| input.fault(format!("{name}: cannot be unpacked: {e}")))?;
        if read > left {
            let message = format!("{name}: unpacks to more than {} MiB", MOST_UNPACKED >> 20);
            return Err(input.fault(message));
        }
        left -= read;
    }
    Ok(())
}

/// A cell as spreadsheets name it.
fn cell_name(row: u32, column: u32) -> String {
    let mut name = Vec::new();
    let mut n = u64::from(column) + 1;
    while n > 0 {
        n -= 1;
        name.push(b'A' + u8::try_from(n % 26).expect("below 26"));
        n /= 26;
    }
    let letters: String = name.iter().rev().map(|&b| char::from(b)).collect();
    format!("{letters}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cells_as_spreadsheets_do() {
        for (at, name) in [((0, 0), "A1"), ((4, 25), "Z5"), ((4, 26), "AA5"), ((0, 701), "ZZ1"), ((0, 702), "AAA1")] {
            assert_eq!(cell_name(at.0, at.1), name);
        }
    }

    fn refused(bytes: &[u8]) -> String {
        let input = Input { path: "g.xlsx".into(), bytes };
        read(&input, &Options::default(), &mut Report::default()).expect_err("is refused").to_string()
    }

    fn book(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (n, name) in (0u16..).zip(["term", "en", "pos"]) {
            sheet.write_string(0, n, name).expect("fits");
        }
        fill(sheet);
        book.save_to_buffer().expect("is written")
    }

    #[test]
    fn names_the_cell_of_a_fault() {
        let formula = book(|sheet| {
            sheet.write_string(1, 0, "konsul").expect("fits");
            sheet.write_formula(1, 1, "=A2&\"!\"").expect("fits");
        });
        let found = refused(&formula);
        assert!(found.starts_with("g.xlsx: Sheet1!B2: a formula (=A2&\"!\")"), "{found}");
        let wrong = book(|sheet| {
            sheet.write_string(9, 0, "konsul").expect("fits");
            sheet.write_string(9, 2, "nown").expect("fits");
        });
        let found = refused(&wrong);
        assert!(found.starts_with("g.xlsx: Sheet1!C10: unknown pos \"nown\""), "{found}");
        let beyond = book(|sheet| {
            sheet.write_string(1, 5, "what?").expect("fits");
        });
        let found = refused(&beyond);
        assert_eq!(found, "g.xlsx: Sheet1!F2: a cell beyond the last column of the header");
    }

    #[test]
    fn reads_numbers_and_far_cells_without_filling_the_gap() {
        let sparse = book(|sheet| {
            sheet.write_number(1, 0, 17.0).expect("fits");
            sheet.write_string(1, 1, "seventeen").expect("fits");
            sheet.write_string(LAST_ROW, 0, "konsul").expect("fits");
            sheet.write_string(LAST_ROW, 1, "consul").expect("fits");
        });
        let input = Input { path: "g.xlsx".into(), bytes: &sparse };
        let terms = read(&input, &Options::default(), &mut Report::default()).expect("reads");
        let found: Vec<&str> = terms.iter().map(|t| t.source.as_str()).collect();
        assert_eq!(found, ["17", "konsul"]);
    }

    #[test]
    fn refuses_what_unpacks_to_more_than_a_workbook() {
        use std::io::Write as _;
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).expect("begins");
        for _ in 0..=MOST_UNPACKED >> 20 {
            archive.write_all(&vec![b' '; 1 << 20]).expect("is written");
        }
        let bomb = archive.finish().expect("ends").into_inner();
        assert!(bomb.len() < 1 << 20, "{}", bomb.len());
        assert_eq!(refused(&bomb), "g.xlsx: xl/worksheets/sheet1.xml: unpacks to more than 64 MiB");
        let found = refused(b"PK\x03\x04 no archive");
        assert!(found.starts_with("g.xlsx: not a workbook"), "{found}");
    }
}

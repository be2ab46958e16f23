//! Parquet: the rows of `table`, the columns of the reader's choice, typed and compressed, for DuckDB, Spark and pandas.
//!
//! Numbers are 32-bit integers, all else is UTF-8; an empty cell is null.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::table::{self, Column};
use super::{Options, Part};
use crate::model::Document;

/// Rows that are written together.
const GROUP: usize = 100_000;

/// The cells of a column, one after another.
#[derive(Default)]
struct Cells {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

pub(super) fn render(documents: &[Document], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let columns = &options.columns;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("padan ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut file =
        SerializedFileWriter::new(Vec::new(), Arc::new(schema(columns).map_err(fault)?), Arc::new(properties))
            .map_err(fault)?;
    let mut cells: Vec<Cells> = columns.iter().map(|_| Cells::default()).collect();
    let options = Options { part: Part::default(), ..options.clone() };
    for document in documents {
        table::each_row(document, &options, |row| {
            for (column, cells) in columns.iter().zip(&mut cells) {
                column.write(row, &mut cells.bytes);
                cells.ends.push(cells.bytes.len());
            }
            match cells.first() {
                Some(first) if first.ends.len() >= GROUP => group(&mut file, columns, &mut cells).map_err(fault),
                _ => Ok(()),
            }
        })?;
    }
    group(&mut file, columns, &mut cells).map_err(fault)?;
    out.write_all(&file.into_inner().map_err(fault)?)
}

fn fault(e: ParquetError) -> io::Error {
    io::Error::other(e)
}

fn schema(columns: &[&Column]) -> Result<Type, ParquetError> {
    let field = |column: &&Column| {
        let (physical, logical) = match column.is_number {
            true => (Physical::INT32, None),
            false => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let built = Type::primitive_type_builder(column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()?;
        Ok(Arc::new(built))
    };
    let fields = columns.iter().map(field).collect::<Result<_, ParquetError>>()?;
    Type::group_type_builder("tokens").with_fields(fields).build()
}

/// Writes what has been collected as a row group.
fn group(
    file: &mut SerializedFileWriter<Vec<u8>>,
    columns: &[&Column],
    cells: &mut [Cells],
) -> Result<(), ParquetError> {
    if cells.iter().all(|c| c.ends.is_empty()) {
        return Ok(());
    }
    let mut group = file.next_row_group()?;
    for (column, cells) in columns.iter().zip(cells) {
        let Some(mut writer) = group.next_column()? else { break };
        cells.write(column, &mut writer)?;
        writer.close()?;
    }
    group.close()?;
    Ok(())
}

impl Cells {
    fn write(&mut self, column: &Column, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges: Vec<_> = starts.zip(self.ends.iter().copied()).collect();
        let there: Vec<i16> = ranges.iter().map(|(start, end)| i16::from(end > start)).collect();
        let full = ranges.into_iter().filter(|(start, end)| end > start).map(|(start, end)| &self.bytes[start..end]);
        if column.is_number {
            let number = |cell: &[u8]| std::str::from_utf8(cell).ok().and_then(|s| s.parse().ok()).unwrap_or(i32::MAX);
            writer.typed::<Int32Type>().write_batch(&full.map(number).collect::<Vec<_>>(), Some(&there), None)?;
        } else {
            let text: Vec<ByteArray> = full.map(ByteArray::from).collect();
            writer.typed::<ByteArrayType>().write_batch(&text, Some(&there), None)?;
        }
        self.bytes.clear();
        self.ends.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    use super::*;
    use crate::morph::Analyzer;
    use crate::terms::TermIndex;
    use crate::text::SourceText;
    use crate::{Annotator, Lexicon};

    #[test]
    fn rows_come_back() {
        let annotator = Annotator::new(Analyzer::new(Lexicon::builtin()), TermIndex::builtin(), Default::default());
        let document = annotator.worker().annotate(SourceText::from_text("a.txt", "Duta besar itu pulang. Ia tiba."));
        let mut bytes = Vec::new();
        render(&[document.clone(), document], &Options::default(), &mut bytes).expect("memory takes everything");
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("Parquet");
        let rows: Vec<_> = reader.get_row_iter(None).expect("rows").map(|r| r.expect("a row")).collect();
        assert_eq!(rows.len(), 16);
        let names: Vec<&str> = rows[0].get_column_iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, table::USUAL);
        assert_eq!((rows[0].get_int(1).ok(), rows[0].get_string(3).ok().map(String::as_str)), (Some(1), Some("Duta")));
        assert_eq!(rows[0].get_string(10).map(String::as_str).ok(), Some("ambassador"));
        assert!(rows[1].get_string(10).is_err(), "a word inside a unit has none");
    }
}

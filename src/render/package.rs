//! Outputs of several files, and zip files of them.

use std::borrow::Cow;
use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// When every package says that it was made: the same texts make the same bytes.
pub(super) const MODIFIED: &str = "2000-01-01T00:00:00Z";

/// A file of an output that has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedFile {
    /// Its name: ours, never one from an input, and without folders.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl PackedFile {
    /// A file of text.
    pub(super) fn text(name: impl Into<Cow<'static, str>>, text: impl Into<String>) -> Self {
        Self { name: name.into(), bytes: text.into().into_bytes() }
    }
}

/// Writes a zip file of `files`, in their order. The time in it is always the first that the format knows, so that the same input
/// gives the same bytes.
pub(super) fn zip(files: &[PackedFile], out: &mut dyn Write) -> io::Result<()> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    for file in files {
        archive.start_file(file.name.as_ref(), options).map_err(io::Error::other)?;
        archive.write_all(&file.bytes)?;
    }
    out.write_all(archive.finish().map_err(io::Error::other)?.get_ref())
}

//! Writing results: to standard output, to a file, or to one file for each text in a folder.
//!
//! A file appears under its name only when it is whole: it is written beside its place under another name, flushed to the disk,
//! and renamed.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use padan::render::{Format, Renderer};
use tempfile::NamedTempFile;

/// Where results go.
#[derive(Debug)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// One file for all.
    File(PathBuf),
    /// A folder with a file for each text.
    Folder(PathBuf),
}

/// What a format writes, as far as it decides where to.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub name: &'static str,
    pub extension: &'static str,
    /// Several files, in a folder or a zip file.
    pub several: bool,
    /// Many texts fit into one output.
    pub takes_many: bool,
}

impl From<&Format> for Shape {
    fn from(format: &Format) -> Self {
        let several = match format.renderer {
            Renderer::Files(_) => true,
            Renderer::Dictionary(_) => format.extension == "zip",
            Renderer::Each { .. } | Renderer::Recurring(_) | Renderer::All(_) => false,
        };
        Self { name: format.name, extension: format.extension, several, takes_many: format.takes_many() }
    }
}

impl Target {
    /// What `-o PATH` means: a folder if it is one, ends in a separator, or is to hold several texts of a format of single texts,
    /// or a format of several files without the extension of a zip file; else a file.
    pub fn new(output: Option<&Path>, inputs: usize, format: impl Into<Shape>) -> Result<Self> {
        let format = format.into();
        let Some(path) = output else {
            if format.several && io::stdout().is_terminal() {
                bail!("{} is several files; give a folder or a zip file with -o", format.name);
            }
            if inputs > 1 && !format.takes_many {
                bail!("several texts do not fit into one file of this format; give a folder with -o DIR");
            }
            return Ok(Self::Stdout);
        };
        if path.as_os_str() == "-" {
            return Ok(Self::Stdout);
        }
        let separator = path.as_os_str().as_encoded_bytes().last().is_some_and(|&b| std::path::is_separator(b.into()));
        let no_zip = format.several && path.extension().is_none_or(|e| !e.eq_ignore_ascii_case(format.extension));
        if path.is_dir() || separator || no_zip || (inputs > 1 && !format.takes_many) {
            fs::create_dir_all(path).with_context(|| path.display().to_string())?;
            return Ok(Self::Folder(path.to_owned()));
        }
        Ok(Self::File(path.to_owned()))
    }
}

/// A file that is not there until it is finished.
pub struct Pending {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Pending {
    /// Begins the file that will be at `path`.
    pub fn create(path: &Path) -> Result<Self> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Self::create_in(folder, path)
    }

    /// The same, written in `folder`, of the same disk, until it is finished.
    pub fn create_in(folder: &Path, path: &Path) -> Result<Self> {
        let temporary = tempfile::Builder::new()
            .prefix(".padan-")
            .suffix(".part")
            .permissions_like(path)
            .tempfile_in(folder)
            .with_context(|| path.display().to_string())?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, temporary), path: path.to_owned() })
    }

    /// Gives the file its name.
    pub fn finish(self) -> Result<()> {
        let name = || self.path.display().to_string();
        let temporary = self.file.into_inner().map_err(io::IntoInnerError::into_error).with_context(name)?;
        temporary.as_file().sync_all().with_context(name)?;
        temporary.persist(&self.path).map_err(|e| e.error).with_context(name)?;
        Ok(())
    }
}

impl Write for Pending {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.file.write(buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// New files get the permissions that other programs would give them, not the narrow ones of temporary files.
trait PermissionsLike {
    fn permissions_like(&mut self, path: &Path) -> &mut Self;
}

impl PermissionsLike for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_like(&mut self, path: &Path) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).map_or(0o666, |m| m.permissions().mode());
        self.permissions(fs::Permissions::from_mode(mode))
    }

    #[cfg(not(unix))]
    fn permissions_like(&mut self, _: &Path) -> &mut Self {
        self
    }
}

/// Names of the files in a folder of results: each text's own, with the format's extension. Two texts never share one.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// The place in `folder` for the result of `input`.
    pub fn place(&mut self, folder: &Path, input: &Path, extension: &str) -> PathBuf {
        let stem = match input.file_stem() {
            Some(stem) if input.as_os_str() != "-" => stem.to_string_lossy().into_owned(),
            _ => "stdin".to_owned(),
        };
        let mut name = format!("{stem}.{extension}");
        let mut n = 2;
        // Case-insensitive file systems would put A.html and a.html into one file.
        while !self.taken.insert(name.to_lowercase()) {
            name = format!("{stem}-{n}.{extension}");
            n += 1;
        }
        folder.join(name)
    }
}

/// Standard output, buffered; a terminal or pipe gets what is there at the end of each text.
pub fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Whether two paths are the same file, so that an output never overwrites its input.
pub fn same_file(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b && File::open(a).is_ok(),
        _ => false,
    }
}

/// Refuses to write over a file that is read.
pub fn refuse_input(files: &[PathBuf], path: &Path) -> Result<()> {
    match files.iter().find(|f| same_file(f, path)) {
        Some(file) => bail!("{}: the result would overwrite it; choose another -o", file.display()),
        None => Ok(()),
    }
}

//! Results on the disk: whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::bytes::short;
use super::manifest::Output;

/// A file that is not there until it is finished: it is written beside its place under another name.
pub struct Pending {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
    hasher: blake3::Hasher,
    size: u64,
}

/// How the names of unfinished files begin and end; what a killed run leaves is known by it.
const UNFINISHED: (&str, &str) = (".padan-", ".part");

impl Pending {
    /// Begins the file that will be at `path`, and makes its folder.
    ///
    /// # Errors
    /// The folder or the file cannot be made.
    pub fn create(path: &Path) -> io::Result<Self> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let begin = || {
            let mut builder = tempfile::Builder::new();
            builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                // As other programs make them, not with the narrow permissions of temporary files.
                builder.permissions(fs::Permissions::from_mode(0o666));
            }
            builder.tempfile_in(folder)
        };
        let temporary = match begin() {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                begin()?
            }
            other => other?,
        };
        let file = BufWriter::with_capacity(1 << 16, temporary);
        Ok(Self { file, path: path.to_owned(), hasher: blake3::Hasher::new(), size: 0 })
    }

    /// Gives the file its name, and says what is in it. `file` is what the manifest calls it.
    ///
    /// # Errors
    /// It cannot be written or renamed.
    pub fn finish(self, file: String) -> io::Result<Output> {
        let temporary = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        #[cfg(not(target_os = "linux"))]
        temporary.as_file().sync_all()?;
        temporary.persist(&self.path).map_err(|e| e.error)?;
        Ok(Output { file, at: 0, size: self.size, hash: short(&self.hasher.finalize()) })
    }
}

impl Write for Pending {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let n = self.file.write(buf)?;
        self.hasher.update(&buf[..n]);
        self.size += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Puts all that was written below `folder` on the disk. Files are not put there one by one: a run that was cut off by a power failure is
/// seen by its journal, and its results are compared with their hashes.
///
/// # Errors
/// The disk does not take it.
pub fn sync(folder: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(File::open(folder)?)?;
    #[cfg(not(target_os = "linux"))]
    let _ = folder;
    Ok(())
}

/// Removes unfinished files that a killed run left in `folder`.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// One file for all results.
pub struct Stream {
    out: Box<dyn Write + Send>,
    /// Bytes that were written.
    pub at: u64,
    hasher: blake3::Hasher,
    begun: u64,
    file: Option<File>,
}

impl Stream {
    /// A stream into what cannot be taken back, as standard output.
    pub fn to(out: Box<dyn Write + Send>) -> Self {
        Self { out, at: 0, hasher: blake3::Hasher::new(), begun: 0, file: None }
    }

    /// A stream into a file whose first `keep` bytes stay.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn append(path: &Path, keep: u64) -> io::Result<Self> {
        let mut file = File::options().create(true).truncate(false).read(true).write(true).open(path)?;
        file.set_len(keep)?;
        file.seek(SeekFrom::End(0))?;
        let out = Box::new(BufWriter::with_capacity(1 << 16, file.try_clone()?));
        Ok(Self { out, at: keep, hasher: blake3::Hasher::new(), begun: keep, file: Some(file) })
    }

    /// Begins the results of an input.
    pub fn begin(&mut self) {
        self.begun = self.at;
        self.hasher = blake3::Hasher::new();
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.hasher.update(bytes);
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// Ends the results of an input.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn end(&mut self) -> io::Result<Output> {
        self.out.flush()?;
        let hash = short(&self.hasher.finalize());
        Ok(Output { file: String::new(), at: self.begun, size: self.at - self.begun, hash })
    }

    /// Takes the results of the input back, as far as that is possible.
    ///
    /// # Errors
    /// The file cannot be cut.
    pub fn take_back(&mut self) -> io::Result<()> {
        if self.at > self.begun
            && let Some(file) = &mut self.file
        {
            self.out.flush()?;
            file.set_len(self.begun)?;
            file.seek(SeekFrom::Start(self.begun))?;
            self.at = self.begun;
        }
        Ok(())
    }

    /// Copies a stretch of an earlier stream. `false` if it is not what it was; then nothing was added.
    ///
    /// # Errors
    /// Reading or writing fails.
    pub fn copy(&mut self, from: &Path, stretch: &Output) -> io::Result<bool> {
        let mut from = File::open(from)?;
        from.seek(SeekFrom::Start(stretch.at))?;
        let mut from = from.take(stretch.size);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let n = from.read(&mut buffer)?;
            if n == 0 {
                break;
            }
            self.write(&buffer[..n])?;
        }
        if short(&self.hasher.finalize()) == stretch.hash {
            return Ok(true);
        }
        self.take_back()?;
        self.begin();
        Ok(false)
    }
}

/// The hash of a stretch of a file.
///
/// # Errors
/// It cannot be read.
pub fn hash_stretch(path: &Path, stretch: &Output) -> io::Result<String> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(stretch.at))?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file.take(stretch.size))?;
    Ok(short(&hasher.finalize()))
}

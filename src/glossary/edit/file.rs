//! Files that several may edit at once: locked while they change, compared before they are replaced, replaced whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::EditError;

/// How often a change is made anew because another program wrote the file meanwhile.
const TRIES: usize = 8;

/// Replaces the text of the file at `path` by what `change` makes of it; `change` may be asked again if the file changed
/// meanwhile. Nothing is written if the text stays the same.
///
/// Other runs of padan wait. The new text is written beside the file, flushed to the disk, and renamed: the file holds the old
/// text or the new one at every moment. Permissions stay, and a link keeps pointing at the file that changes.
///
/// # Errors
/// The file cannot be read or written, is not UTF-8, or `change` fails.
pub fn edit<T, E: From<EditError>>(
    path: &Path,
    mut change: impl FnMut(&str) -> Result<(String, T), E>,
) -> Result<T, E> {
    let real = resolve(path)?;
    for _ in 0..TRIES {
        let lock = Lock::on(&real)?;
        let old = read(&real)?;
        let (new, out) = change(&old)?;
        if new == old || replace(&real, &old, &new)? {
            drop(lock);
            return Ok(out);
        }
    }
    Err(EditError::Busy { path: path.to_owned() }.into())
}

/// Makes the file at `path` with this text, unless there is one.
///
/// # Errors
/// There is one, or it cannot be written.
pub fn create(path: &Path, text: &str) -> Result<(), EditError> {
    let fault = |source| EditError::Io { path: path.to_owned(), source };
    let part = part(path, text).map_err(fault)?;
    part.persist_noclobber(path).map_err(|e| fault(e.error))?;
    sync_folder(path);
    Ok(())
}

/// The text of the file at `path`.
///
/// # Errors
/// It cannot be read, or is not UTF-8.
pub fn read(path: &Path) -> Result<String, EditError> {
    let bytes = fs::read(path).map_err(|source| EditError::Io { path: path.to_owned(), source })?;
    String::from_utf8(bytes)
        .map_err(|e| EditError::NotUtf8 { path: path.to_owned(), offset: e.utf8_error().valid_up_to() })
}

fn resolve(path: &Path) -> Result<PathBuf, EditError> {
    fs::canonicalize(path).map_err(|source| EditError::Io { path: path.to_owned(), source })
}

/// Puts `new` in place of `old`, unless the file holds something else by now.
fn replace(path: &Path, old: &str, new: &str) -> Result<bool, EditError> {
    let fault = |source| EditError::Io { path: path.to_owned(), source };
    sweep(path);
    let part = part(path, new).map_err(fault)?;
    // Editors that know nothing of our lock may have saved meanwhile.
    if fs::read(path).map_err(fault)? != old.as_bytes() {
        return Ok(false);
    }
    part.persist(path).map_err(|e| fault(e.error))?;
    sync_folder(path);
    Ok(true)
}

/// What unfinished copies of a file end in.
const PART: &str = ".part";

/// What unfinished copies of the file at `path` begin with.
fn part_prefix(path: &Path) -> std::ffi::OsString {
    let mut prefix = std::ffi::OsString::from(".");
    prefix.push(path.file_name().unwrap_or_default());
    prefix.push(".padan-");
    prefix
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes what edits that were killed have left beside the file at `path`, whose lock is held. What cannot be removed stays.
fn sweep(path: &Path) {
    let prefix = part_prefix(path);
    for entry in fs::read_dir(folder_of(path)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if name.starts_with(prefix.as_encoded_bytes()) && name.ends_with(PART.as_bytes()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The text in a file beside `path`, on the disk.
fn part(path: &Path, text: &str) -> io::Result<tempfile::NamedTempFile> {
    let prefix = part_prefix(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(PART);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What other programs give new files; the mask of the process narrows it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut part = builder.tempfile_in(folder_of(path))?;
    if let Ok(about) = fs::metadata(path) {
        part.as_file().set_permissions(about.permissions())?;
    }
    part.write_all(text.as_bytes())?;
    part.as_file().sync_all()?;
    Ok(part)
}

/// Renames last only once the folder is on the disk too. Where folders cannot be opened, the file system sees to it.
fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(folder_of(path)) {
        let _ = folder.sync_all();
    }
}

/// A lock that other runs of padan wait for.
struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the lock on the file at `path`. The file itself is locked: whoever waited for a file that was replaced meanwhile
    /// holds the lock of a file without a name, and waits again.
    #[cfg(unix)]
    fn on(path: &Path) -> Result<Self, EditError> {
        use std::os::unix::fs::MetadataExt;
        let fault = |source| EditError::Io { path: path.to_owned(), source };
        loop {
            let file = File::open(path).map_err(fault)?;
            file.lock().map_err(fault)?;
            let (held, there) = (file.metadata().map_err(fault)?, fs::metadata(path).map_err(fault)?);
            if (held.dev(), held.ino()) == (there.dev(), there.ino()) {
                return Ok(Self { _file: file });
            }
        }
    }

    /// Waits for the lock on a file beside `path`: here a locked file cannot be replaced.
    #[cfg(not(unix))]
    fn on(path: &Path) -> Result<Self, EditError> {
        let fault = |source| EditError::Io { path: path.to_owned(), source };
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(".lock");
        let file = File::options().create(true).truncate(false).write(true).open(path.with_file_name(name));
        let file = file.map_err(fault)?;
        file.lock().map_err(fault)?;
        Ok(Self { _file: file })
    }
}

//! Bytes of inputs: hashed as they are read, unpacked, and watched for change.

use std::fs::{File, Metadata};
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use serde::{Deserialize, Serialize};

use super::inputs::Packing;

/// What the file system says of a file: enough to see that it was not touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Time of the last change, in nanoseconds.
    pub modified: u64,
}

impl Stamp {
    /// The stamp of what `about` is about.
    pub fn of(about: &Metadata) -> Self {
        let since = about.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
        Self { size: about.len(), modified: since.map_or(0, |d| d.as_nanos() as u64) }
    }
}

/// A content hash: the first 128 bits of BLAKE3, in hexadecimal.
pub fn short(hash: &blake3::Hash) -> String {
    hash.to_hex()[..32].to_owned()
}

/// The hash of `bytes`.
pub fn hash(bytes: &[u8]) -> String {
    short(&blake3::hash(bytes))
}

/// The hash of a file's bytes.
///
/// # Errors
/// Those of reading it.
pub fn hash_file(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(short(&hasher.finalize()))
}

/// Sees what is read of a file.
pub struct Watch {
    file: File,
    stamp: Stamp,
    tally: Arc<Mutex<Tally>>,
}

#[derive(Default)]
struct Tally {
    hasher: blake3::Hasher,
    bytes: u64,
}

struct Watched {
    file: File,
    tally: Arc<Mutex<Tally>>,
}

impl Read for Watched {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buf)?;
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        tally.hasher.update(&buf[..n]);
        tally.bytes += n as u64;
        Ok(n)
    }
}

/// What a file was when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of its bytes.
    pub hash: String,
    /// Its stamp.
    pub stamp: Stamp,
}

/// Opens a file: what unpacks it, and what watches the reading. `-` is standard input, which nobody watches.
///
/// # Errors
/// Those of opening it.
pub fn open(path: &Path, packing: Packing) -> io::Result<(Box<dyn Read + Send>, Option<Watch>)> {
    if path.as_os_str() == "-" {
        return Ok((Box::new(io::stdin()), None));
    }
    let file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    let tally = Arc::new(Mutex::new(Tally::default()));
    let watch = Watch { file: file.try_clone()?, stamp: Stamp::of(&about), tally: Arc::clone(&tally) };
    let watched = Watched { file, tally };
    let reader: Box<dyn Read + Send> = match packing {
        Packing::Plain => Box::new(watched),
        Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 16, watched))),
        Packing::Zstd => Box::new(Frames::new(BufReader::with_capacity(1 << 16, watched))),
    };
    Ok((reader, Some(watch)))
}

impl Watch {
    /// Says what was read, once the end was reached. `None` if the file changed in between.
    ///
    /// # Errors
    /// The file system does not answer.
    pub fn finish(self) -> io::Result<Option<Fingerprint>> {
        let now = Stamp::of(&self.file.metadata()?);
        let tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let same = now == self.stamp && tally.bytes == self.stamp.size;
        Ok(same.then(|| Fingerprint { hash: short(&tally.hasher.finalize()), stamp: self.stamp }))
    }
}

/// The frames of a Zstandard file, one after another.
struct Frames<R: Read> {
    decoder: Option<StreamingDecoder<BufReader<R>, FrameDecoder>>,
    rest: Option<BufReader<R>>,
}

impl<R: Read> Frames<R> {
    fn new(reader: BufReader<R>) -> Self {
        Self { decoder: None, rest: Some(reader) }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        use io::BufRead;
        loop {
            if let Some(decoder) = &mut self.decoder {
                let n = decoder.read(buf)?;
                if n > 0 || buf.is_empty() {
                    return Ok(n);
                }
                self.rest = self.decoder.take().map(|d| d.into_inner());
            }
            let Some(mut reader) = self.rest.take() else { return Ok(0) };
            if reader.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let decoder = StreamingDecoder::new(reader).map_err(io::Error::other)?;
            self.decoder = Some(decoder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn what_is_packed_is_unpacked() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt.gz");
        // Two members, as `cat a.gz b.gz` makes them.
        let mut bytes = Vec::new();
        for piece in ["Kedutaan ", "ditutup."] {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            packed.write_all(piece.as_bytes()).expect("in memory");
            bytes.extend(packed.finish().expect("in memory"));
        }
        std::fs::write(&path, &bytes).expect("written");
        let (mut reader, watch) = open(&path, Packing::Gzip).expect("opens");
        let mut text = String::new();
        reader.read_to_string(&mut text).expect("reads");
        assert_eq!(text, "Kedutaan ditutup.");
        let read = watch.expect("a file").finish().expect("ends").expect("unchanged");
        assert_eq!(read.hash, hash(&bytes));
        assert_eq!(read.hash, hash_file(&path).expect("reads"));
    }
}

//! StarDict: `.ifo` says what there is, `.idx` has headwords with places, `.dict` the articles.

use std::collections::HashMap;
use std::path::Path;

use super::article::{articles, plain};
use super::{ImportError, Take, file};

/// Longest headword in bytes; the format allows 255.
const LONGEST: usize = 4096;

pub(super) fn read(path: &Path, take: &mut Take<'_>) -> Result<(), ImportError> {
    let stem = file::stem(path, &[".ifo", ".idx.gz", ".idx", ".dict.dz", ".dict"]);
    let ifo = file::beside(&stem, &[".ifo"])?;
    let about = about(&ifo)?;
    let wide = match about.get("idxoffsetbits").map(|(value, _)| value.as_str()) {
        None | Some("32") => false,
        Some("64") => true,
        Some(_) => return Err(ImportError::line(&ifo, about["idxoffsetbits"].1, 15, "neither 32 nor 64")),
    };
    let types = about.get("sametypesequence").map_or("", |(value, _)| value.as_str());
    let idx_path = file::beside(&stem, &[".idx", ".idx.gz"])?;
    let dict_path = file::beside(&stem, &[".dict.dz", ".dict"])?;
    let (idx, dict) = (file::bytes(&idx_path)?, file::bytes(&dict_path)?);
    let mut at = 0;
    while at < idx.len() {
        let fault = |message: &str| ImportError::bytes(&idx_path, at, message);
        let end = idx[at..].iter().take(LONGEST).position(|&b| b == 0);
        let end = at + end.ok_or_else(|| fault("a headword without an end"))?;
        let headword = std::str::from_utf8(&idx[at..end]).map_err(|_| fault("the headword is not UTF-8"))?;
        let width = if wide { 8 } else { 4 };
        let numbers = idx.get(end + 1..end + 1 + width + 4).ok_or_else(|| fault("ends within an entry"))?;
        let offset = numbers[..width].iter().fold(0u64, |n, &b| n << 8 | u64::from(b));
        let size = numbers[width..].iter().fold(0u64, |n, &b| n << 8 | u64::from(b));
        let range = usize::try_from(offset).ok().zip(offset.checked_add(size).and_then(|e| usize::try_from(e).ok()));
        let Some(bytes) = range.and_then(|(start, end)| dict.get(start..end)) else {
            let message = format!("the article would end after the {} bytes of {}", dict.len(), dict_path.display());
            return Err(fault(&message));
        };
        for text in texts(types, bytes) {
            let text = text.map_err(|within| {
                ImportError::bytes(
                    &dict_path,
                    offset as usize + within,
                    format!("the article of {headword:?} is not sound"),
                )
            })?;
            articles(headword, &text).into_iter().for_each(&mut *take);
        }
        at = end + 1 + width + 4;
    }
    Ok(())
}

/// The settings of an `.ifo` file, with the line of each.
fn about(path: &Path) -> Result<HashMap<String, (String, usize)>, ImportError> {
    let mut out = HashMap::new();
    let mut stardict = false;
    file::each_line(path, |number, line| {
        if number == 1 {
            stardict = line.trim() == "StarDict's dict ifo file";
        } else if let Some((key, value)) = line.split_once('=')
            && out.len() < 100
        {
            out.insert(key.trim().to_owned(), (value.trim().to_owned(), number));
        }
        Ok(())
    })?;
    if !stardict {
        return Err(ImportError::line(path, 1, 1, "expected \"StarDict's dict ifo file\""));
    }
    Ok(out)
}

/// The texts of an article whose fields have these types, or say theirs if that is empty. An error is the place of the fault.
fn texts(types: &str, bytes: &[u8]) -> Vec<Result<String, usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut given = types.bytes().peekable();
    while at < bytes.len() {
        let (kind, last) = match given.next() {
            Some(kind) => (kind, given.peek().is_none()),
            None if types.is_empty() => {
                at += 1;
                (bytes[at - 1], false)
            }
            None => break,
        };
        let rest = &bytes[at..];
        let field = if kind.is_ascii_uppercase() {
            // Sounds and pictures, with their size in front unless they come last.
            match rest.first_chunk::<4>().filter(|_| !last) {
                Some(&size) => at += 4 + (u32::from_be_bytes(size) as usize).min(bytes.len()),
                None => break,
            }
            continue;
        } else if last {
            at = bytes.len();
            rest
        } else {
            let end = rest.iter().position(|&b| b == 0).unwrap_or(rest.len());
            at += end + 1;
            &rest[..end]
        };
        match (kind, std::str::from_utf8(field)) {
            (b'm' | b'l', Ok(text)) => out.push(Ok(text.to_owned())),
            (b'g' | b'h' | b'x', Ok(text)) => out.push(Ok(plain(text))),
            // Phonetics, and links to resources.
            (b't' | b'y' | b'k' | b'w' | b'n' | b'r', Ok(_)) => {}
            (_, Err(e)) => out.push(Err(e.valid_up_to())),
            _ => {
                out.push(Err(at.min(bytes.len())));
                break;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn fields_are_told_apart() {
        let read = |types: &str, bytes: &[u8]| {
            texts(types, bytes).into_iter().map(|t| t.unwrap_or_default()).collect::<Vec<_>>()
        };
        assert_eq!(read("m", b"house"), ["house"]);
        assert_eq!(read("tm", b"ruma\0house"), ["house"]);
        assert_eq!(read("h", b"<b>a</b><br>b"), ["a\nb"]);
        assert_eq!(read("", b"tx\0mhouse\0"), ["house"]);
        assert_eq!(read("Wm", b"\0\0\0\x02xxhouse"), ["house"]);
        assert_eq!(read("Wm", b"\xff\xff\xff\xffxx"), Vec::<String>::new());
    }
}

//! Which files a run reads, and where their results go.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

use super::BatchError;

/// What is inside a file, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Plain text, Markdown.
    Text,
    /// A saved web page.
    Html,
    /// A Word document.
    Docx,
    /// An e-book.
    Epub,
    /// JSON Lines, an article a line.
    JsonLines,
    /// A table with a header, an article a row.
    Csv,
    /// The same between tabs.
    Tsv,
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// `.gz`
    Gzip,
    /// `.zst`
    Zstd,
}

/// The endings that are read.
const ENDINGS: &[(&str, Content)] = &[
    ("txt", Content::Text),
    ("text", Content::Text),
    ("md", Content::Text),
    ("markdown", Content::Text),
    ("html", Content::Html),
    ("htm", Content::Html),
    ("xhtml", Content::Html),
    ("docx", Content::Docx),
    ("epub", Content::Epub),
    ("jsonl", Content::JsonLines),
    ("ndjson", Content::JsonLines),
    ("csv", Content::Csv),
    ("tsv", Content::Tsv),
];

/// What the name of a file says about what is in it: `None` for names that no reader takes.
pub fn content_of(path: &Path) -> Option<(Content, Packing)> {
    let (inner, packing) = match path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase).as_deref() {
        Some("gz") => (path.with_extension(""), Packing::Gzip),
        Some("zst") => (path.with_extension(""), Packing::Zstd),
        _ => (path.to_owned(), Packing::Plain),
    };
    let ending = inner.extension()?.to_str()?.to_ascii_lowercase();
    ENDINGS.iter().find(|(e, _)| *e == ending).map(|&(_, content)| (content, packing))
}

/// A file to read. There may be millions, so it holds one path and says where in it the others are.
#[derive(Clone, Debug)]
pub struct Input {
    path: Box<Path>,
    /// Components at the front of the path that do not belong to its place.
    above: u16,
    /// Where its results go, if not to its place without its ending.
    renamed: Option<Box<Path>>,
    /// Its size when it was found.
    pub size: u64,
    /// What is in it.
    pub content: Content,
    /// How it is packed.
    pub packing: Packing,
}

impl Input {
    /// The file at `path`, or standard input, of a content that is known.
    pub fn named(path: &Path, content: Content) -> Self {
        let packing = content_of(path).map_or(Packing::Plain, |(_, packing)| packing);
        Self { path: path.into(), above: 0, renamed: None, size: 0, content, packing }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its place below the folder that was named, which is also how outputs call it. For a file that was named itself, its name.
    pub fn relative(&self) -> &Path {
        let mut components = self.path.components();
        components.by_ref().take(usize::from(self.above)).for_each(drop);
        components.as_path()
    }

    /// Where its results go below the output folder, without the extension of their format.
    pub fn output(&self) -> Cow<'_, Path> {
        match &self.renamed {
            Some(output) => Cow::Borrowed(output),
            None => Cow::Owned(without_ending(self.relative())),
        }
    }
}

/// What was found under the names that a run was given.
#[derive(Debug, Default)]
pub struct Found {
    /// The files, in order.
    pub inputs: Vec<Input>,
    /// What could not be looked into, with the reason: unreadable folders, loops of links, names that are not there.
    pub failed: Vec<(PathBuf, String)>,
    /// Files that no reader takes.
    pub passed_over: usize,
}

/// Which files to take from folders.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only files that match one of these globs, if there are any.
    pub include: Vec<String>,
    /// No files or folders that match one of these.
    pub exclude: Vec<String>,
    /// What standard input is, if it is no plain text.
    pub standard_input: Option<Content>,
    /// Also what `.gitignore`, `.ignore` and hidden names leave out.
    pub all: bool,
}

/// Looks under `names` for files to read. Order: that of the names, and inside a folder that of the paths.
///
/// # Errors
/// A glob that is none.
pub fn find(names: &[PathBuf], filter: &Filter) -> Result<Found, BatchError> {
    let mut found = Found::default();
    let folders = names.iter().filter(|n| n.is_dir()).count();
    for name in names {
        match fs::metadata(name) {
            Ok(about) if about.is_dir() && name.as_os_str() != "-" => {
                let prefix = folders > 1 && name.file_name().is_some();
                folder(name, prefix, filter, &mut found)?;
            }
            _ if name.as_os_str() == "-" => {
                let input = Input::named(name, filter.standard_input.unwrap_or(Content::Text));
                found.inputs.push(Input { renamed: Some(Path::new("stdin").into()), ..input });
            }
            Ok(about) => {
                // A file that is named is read whatever it is called.
                let content = content_of(name).map_or(Content::Text, |(content, _)| content);
                let above = (name.components().count() - 1) as u16;
                found.inputs.push(Input { above, size: about.len(), ..Input::named(name, content) });
            }
            Err(e) => found.failed.push((name.clone(), e.to_string())),
        }
    }
    place(&mut found.inputs);
    Ok(found)
}

fn folder(root: &Path, prefix: bool, filter: &Filter, found: &mut Found) -> Result<(), BatchError> {
    let mut globs = OverrideBuilder::new(root);
    let bad = |e: ignore::Error| BatchError::Glob(e.to_string());
    for glob in &filter.include {
        globs.add(glob).map_err(bad)?;
    }
    for glob in &filter.exclude {
        globs.add(&format!("!{glob}")).map_err(bad)?;
    }
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(!filter.all)
        .require_git(false)
        .follow_links(true)
        .filter_entry(|entry| entry.file_name() != ".padan")
        .overrides(globs.build().map_err(bad)?)
        .sort_by_file_path(|a, b| a.cmp(b));
    // The folder's own name, too, is part of the place if there are several.
    let above = (root.components().count() - usize::from(prefix)) as u16;
    for entry in walk.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let path = path_of(&e).unwrap_or_else(|| root.to_owned());
                found.failed.push((path, reason(&e)));
                continue;
            }
        };
        if !entry.file_type().is_some_and(|t| t.is_file()) {
            continue;
        }
        let Some((content, packing)) = content_of(entry.path()) else {
            found.passed_over += 1;
            continue;
        };
        let size = entry.metadata().map_or(0, |m| m.len());
        let path = entry.into_path().into_boxed_path();
        found.inputs.push(Input { path, above, renamed: None, size, content, packing });
    }
    Ok(())
}

fn path_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => reason(err),
        ignore::Error::Loop { ancestor, .. } => format!("a link back to {}", ancestor.display()),
        ignore::Error::Io(e) => e.to_string(),
        other => other.to_string(),
    }
}

/// Names the results. Each input's own name without its ending, `2024/a.txt` as `2024/a`; if two would then be the same, also
/// but for letter case, all of them keep their ending (`a.txt`, `a.md`), and what is still the same is numbered.
fn place(inputs: &mut [Input]) {
    let mut names: Vec<u64> = inputs.iter().map(|i| folded(&i.output())).collect();
    names.sort_unstable();
    let is_double = |output: &Path| {
        let name = folded(output);
        names[names.partition_point(|&n| n < name)..].get(1) == Some(&name)
    };
    // index.html is the index of all.
    let is_index = |output: &Path| {
        let name = output.to_string_lossy().to_lowercase();
        name == "index" || name.starts_with("index.")
    };
    let shared = |output: &Path| is_double(output) || is_index(output);
    if !inputs.iter().any(|i| shared(&i.output())) {
        return;
    }
    let mut taken: HashMap<u64, u32> = HashMap::new();
    for input in inputs.iter_mut() {
        let usual = input.output().into_owned();
        let base = if shared(&usual) { clean(input.relative()) } else { usual.clone() };
        let mut output = base.clone();
        loop {
            let n = taken.entry(folded(&output)).or_default();
            *n += 1;
            if *n == 1 {
                break;
            }
            let mut numbered = base.clone().into_os_string();
            numbered.push(format!("-{n}"));
            output = PathBuf::from(numbered);
        }
        if output != usual {
            input.renamed = Some(output.into());
        }
    }
}

/// A relative path that stays below the folder that it is joined to.
fn clean(path: &Path) -> PathBuf {
    path.components().filter(|c| matches!(c, Component::Normal(_))).collect()
}

fn without_ending(relative: &Path) -> PathBuf {
    let path = clean(relative);
    let Some((_, packing)) = content_of(&path) else { return path };
    let path = if packing == Packing::Plain { path } else { path.with_extension("") };
    path.with_extension("")
}

/// A hash that is the same for names that a file system which ignores letter case takes for the same.
fn folded(path: &Path) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    match path.to_str() {
        Some(s) => s.to_lowercase().hash(&mut hasher),
        None => path.hash(&mut hasher),
    }
    hasher.finish()
}

/// `base` with the extension of a format, which never replaces a part of the name (`pukul 14.30`).
pub fn with_extension(base: &Path, extension: &str) -> PathBuf {
    let mut name = OsString::from(base);
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(relative: &str) -> Input {
        let path = Path::new(relative);
        Input::named(path, content_of(path).expect("an ending that is read").0)
    }

    #[test]
    fn results_never_share_a_name() {
        let table: &[(&[&str], &[&str])] = &[
            (&["a.txt", "b/a.txt"], &["a", "b/a"]),
            (&["a.txt", "a.md", "b.txt"], &["a.txt", "a.md", "b"]),
            (&["A.txt", "a.txt"], &["A.txt", "a.txt-2"]),
            (&["a.txt.gz", "c 14.30.html"], &["a", "c 14.30"]),
            (&["../a.txt"], &["a"]),
            (&["Index.txt", "b/index.txt"], &["Index.txt", "b/index"]),
        ];
        for (names, wanted) in table {
            let mut inputs: Vec<Input> = names.iter().map(|n| input(n)).collect();
            place(&mut inputs);
            let found: Vec<String> = inputs.iter().map(|i| i.output().display().to_string()).collect();
            assert_eq!(&found, wanted);
        }
    }
}

//! A run: decides what there is to do, lets workers do it, and puts the results down in order.

use std::collections::HashSet;
use std::fs::{self, File};
use std::hash::BuildHasher;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Instant, SystemTime};

use super::articles::{Articles, Piece, slashed};
use super::bytes;
use super::changes::Knowledge;
use super::decide::{Decision, Old};
use super::inputs::{self, Content, Input, Packing};
use super::manifest::{Journal, Manifest, Output, Places, Row, rows, take_over};
use super::output::{self, Pending, Stream, hash_stretch};
use super::queue::{Finished, Job, Queue, Sink};
use super::tally::Tally;
use super::{Again, BatchError, Event, Plan, Summary, Target};
use crate::render::Writer;
use crate::{Annotator, Worker, annotate, render};

/// Inputs of more bytes than this are done in pieces by all workers; smaller ones by one worker each.
const LARGE: u64 = 128 << 10;

/// The same for packed ones.
const LARGE_PACKED: u64 = 16 << 10;

/// What workers share.
pub(super) struct Run<'a> {
    pub(super) plan: &'a Plan,
    pub(super) annotator: &'a Annotator,
    pub(super) inputs: Vec<Input>,
    /// The name of what there is to know; rows are marked with it.
    pub(super) with: String,
    pub(super) old: Option<Old>,
    stop: &'a AtomicBool,
}

/// What a worker keeps from job to job.
struct Hand<'a> {
    worker: Worker<'a>,
    /// One a format.
    writers: Vec<Writer<'a>>,
}

/// Does what `plan` says. `knowledge` is what the annotator was made of; `stop` ends the run early, to be resumed.
///
/// # Errors
/// See [`BatchError`]. What was done until then is done, and remembered.
pub fn run(
    plan: &Plan,
    annotator: &Annotator,
    knowledge: &Knowledge,
    tell: &mut (dyn FnMut(&Event<'_>) + Send),
    stop: &AtomicBool,
) -> Result<Summary, BatchError> {
    let found = inputs::find(&plan.inputs, &plan.filter)?;
    refuse(plan)?;
    let knowledge = Knowledge { options: options(plan, annotator), ..knowledge.clone() };
    let mut summary = Summary::default();
    let bytes = found.inputs.iter().map(|i| i.size).sum();
    tell(&Event::Found { inputs: found.inputs.len(), bytes, passed_over: found.passed_over });
    for (path, reason) in &found.failed {
        summary.failed += 1;
        let doc = path.display().to_string();
        tell(&Event::Failed { doc: &doc, reason, bytes: 0 });
        if plan.failure == super::OnFailure::Stop {
            return Err(BatchError::Failed { doc, reason: reason.clone() });
        }
    }
    let with = knowledge.id();
    let Some(places) = places(&plan.target) else {
        let out = Box::new(io::stdout());
        let sink = Sink::Stream(Box::new(
            headed(plan, Stream::to(out)).map_err(|e| write_error(Path::new("standard output"), e))?,
        ));
        let run = Run { plan, annotator, inputs: found.inputs, with, old: None, stop };
        return run.all(sink, None, 0, summary, tell);
    };
    if plan.again == Again::Nothing && !places.folder.exists() {
        let run = Run { plan, annotator, inputs: found.inputs, with, old: None, stop };
        return run.all(Sink::Nowhere, None, 0, summary, tell);
    }
    fs::create_dir_all(&places.folder).map_err(|e| write_error(&places.folder, e))?;
    let lock = File::create(places.lock()).map_err(|e| write_error(&places.lock(), e))?;
    if lock.try_lock().is_err() {
        return Err(BatchError::Busy(target_path(&plan.target)));
    }
    output::sweep(&places.folder);
    let mut run = Run { plan, annotator, inputs: found.inputs, with, old: None, stop };
    let prepared = run.prepare(&places, &knowledge);
    let (sink, journal, from) = prepared.map_err(|e| write_error(&places.folder, e))?;
    summary.unchanged = from;
    let summary = run.all(sink, journal, from, summary, tell)?;
    if summary.stopped || plan.again == Again::Nothing {
        return Ok(summary);
    }
    run.finish(&places, &knowledge, tell).map_err(|e| write_error(&places.folder, e))?;
    Ok(summary)
}

/// Where the stream is until it is finished.
fn partial(places: &Places) -> PathBuf {
    places.folder.join("stream.part")
}

fn newer(path: &Path, than: Option<SystemTime>) -> bool {
    match (fs::metadata(path).and_then(|m| m.modified()), than) {
        (Ok(modified), Some(than)) => modified > than,
        _ => true,
    }
}

/// What is one stream begins with its header, if it has one.
fn headed(plan: &Plan, mut stream: Stream) -> io::Result<Stream> {
    for format in &plan.formats {
        stream.write(format.header(&plan.render).as_bytes())?;
    }
    Ok(stream)
}

pub(super) fn write_error(path: &Path, source: io::Error) -> BatchError {
    BatchError::Write { path: path.to_owned(), source }
}

fn target_path(target: &Target) -> PathBuf {
    match target {
        Target::Folder(path) | Target::File(path) => path.clone(),
        Target::Stdout => PathBuf::from("-"),
    }
}

/// Where a run into `target` remembers: in a folder `.padan` among the results, or beside the stream.
pub fn places(target: &Target) -> Option<Places> {
    match target {
        Target::Folder(path) => Some(Places { folder: path.join(".padan") }),
        Target::File(path) => {
            let name = path.file_name()?.to_string_lossy();
            Some(Places { folder: path.with_file_name(format!(".{name}.padan")) })
        }
        Target::Stdout => None,
    }
}

/// Refuses what cannot be: results inside an input folder, formats that do not make a stream.
fn refuse(plan: &Plan) -> Result<(), BatchError> {
    if !matches!(plan.target, Target::Folder(_))
        && let Some(format) = plan.formats.iter().find(|f| !f.concatenates())
    {
        return Err(BatchError::NoStream(format.name));
    }
    for (n, one) in plan.formats.iter().enumerate() {
        if let Some(other) = plan.formats[..n].iter().find(|f| f.extension == one.extension) {
            return Err(BatchError::OneName(other.name, one.name));
        }
    }
    let output = match &plan.target {
        Target::Stdout => return Ok(()),
        Target::Folder(path) | Target::File(path) => real(path),
    };
    for input in plan.inputs.iter().filter(|i| i.is_dir()) {
        if output.starts_with(real(input)) {
            return Err(BatchError::OutputInInput { output: target_path(&plan.target), input: input.clone() });
        }
    }
    Ok(())
}

/// The path without links, of which the end may not be there yet.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    match (path.parent().filter(|p| !p.as_os_str().is_empty()), path.file_name()) {
        (Some(parent), Some(name)) => real(parent).join(name),
        (None, Some(name)) => fs::canonicalize(".").unwrap_or_default().join(name),
        _ => path.to_owned(),
    }
}

/// A text that differs when results would.
fn options(plan: &Plan, annotator: &Annotator) -> String {
    let formats: Vec<&str> = plan.formats.iter().map(|f| f.name).collect();
    let columns: Vec<&str> = plan.render.columns.iter().map(|c| c.name).collect();
    let r = &plan.render;
    format!(
        "{} {:?} {} {} {} {} {} {:?} {:?}",
        formats.join(","),
        r.layers,
        r.width,
        r.color,
        r.legend,
        r.header,
        columns.join(","),
        plan.fields,
        annotator.options(),
    )
}

impl Run<'_> {
    /// Finds out what earlier runs did, and opens what this one writes to: the results, the journal, and the input to begin with.
    fn prepare(&mut self, places: &Places, knowledge: &Knowledge) -> io::Result<(Sink, Option<Journal>, usize)> {
        let dry = self.plan.again == Again::Nothing;
        let stream = match &self.plan.target {
            Target::File(path) => Some(path),
            _ => None,
        };
        let unclean = match (stream, dry) {
            (None, false) => take_over(places)?,
            _ => places.journal().exists() || places.interrupted().exists(),
        };
        let time = fs::metadata(places.manifest()).and_then(|m| m.modified()).ok();
        let mut files = vec![places.manifest()];
        if stream.is_none() {
            files.extend([places.interrupted(), places.journal()]);
        }
        if self.plan.again != Again::All {
            let manifest = Manifest::load(&files)?;
            let old_stream = stream.filter(|path| !newer(path, time)).cloned();
            let unclean = unclean && stream.is_none();
            self.old = Some(Old::new(manifest, time, unclean, places.clone(), knowledge.clone(), old_stream));
        }
        if dry {
            return Ok((Sink::Nowhere, None, 0));
        }
        knowledge.keep(places)?;
        if stream.is_none() {
            if unclean {
                self.sweep();
            }
            return Ok((Sink::Folder(None), Some(Journal::create(&places.journal())?), 0));
        }
        let (rows, at) = self.kept_of_stream(places)?;
        let stream = Stream::append(&partial(places), at)?;
        let stream = if at == 0 { headed(self.plan, stream)? } else { stream };
        let mut journal = Journal::create(&places.journal())?;
        rows.iter().try_for_each(|row| journal.add(row))?;
        Ok((Sink::Stream(Box::new(stream)), Some(journal), rows.len()))
    }

    /// Lets workers do the inputs from the `from`th on.
    fn all(
        &self,
        sink: Sink,
        journal: Option<Journal>,
        from: usize,
        summary: Summary,
        tell: &mut (dyn FnMut(&Event<'_>) + Send),
    ) -> Result<Summary, BatchError> {
        let queue = Queue::new(self, sink, journal, from, summary, tell);
        std::thread::scope(|scope| {
            for _ in 1..self.plan.jobs.max(1) {
                scope.spawn(|| self.serve(&queue));
            }
            self.serve(&queue);
        });
        queue.finish()
    }

    fn serve(&self, queue: &Queue<'_>) {
        let mut hand =
            Hand { worker: self.annotator.worker(), writers: self.plan.formats.iter().map(|f| f.writer()).collect() };
        while let Some((number, job)) = queue.next() {
            let finished = match job {
                Job::Whole(index) => {
                    let begun = Instant::now();
                    let outcome = self.whole(&mut hand, index);
                    Finished::Whole { index, outcome, seconds: begun.elapsed().as_secs_f64() }
                }
                Job::Piece { index, piece, first } => self.piece(&mut hand, index, &piece, first),
            };
            queue.settle(number, finished);
        }
    }

    /// Whether the run was asked to end.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(super) fn doc(&self, index: usize) -> String {
        slashed(self.inputs[index].relative())
    }

    /// Whether all workers share the input.
    pub(super) fn is_large(&self, index: usize) -> bool {
        let input = &self.inputs[index];
        input.path().as_os_str() == "-"
            || input.size > if input.packing == Packing::Plain { LARGE } else { LARGE_PACKED }
    }

    pub(super) fn is_stream(&self) -> bool {
        !matches!(self.plan.target, Target::Folder(_))
    }

    /// What is to be done with an input.
    pub(super) fn decide(&self, index: usize) -> Decision {
        match &self.old {
            None if self.plan.again == Again::All => Decision::Do("all is to be done again".to_owned()),
            None => Decision::Do("new".to_owned()),
            Some(old) => old.decide(self, index),
        }
    }

    /// The files that an input results in, one a format.
    pub(super) fn results(&self, index: usize) -> Vec<PathBuf> {
        let output = self.inputs[index].output();
        self.plan.formats.iter().map(|f| inputs::with_extension(&output, f.extension)).collect()
    }

    pub(super) fn open(&self, index: usize) -> Result<Articles, super::ReadError> {
        let whole = self.plan.formats.iter().any(|f| !f.in_parts());
        let input = &self.inputs[index];
        let records = matches!(input.content, Content::JsonLines | Content::Csv | Content::Tsv);
        if let Some(page) = self.plan.formats.iter().find(|f| !f.concatenates())
            && records
        {
            let message = format!(
                "records do not fit on one page; write them --to jsonl, conllu, table or text, not {}",
                page.name
            );
            return Err(super::ReadError::Content(message));
        }
        Articles::open(input, &self.plan.fields, whole)
    }

    /// Begins the results of an input in a folder.
    pub(super) fn begin(&self, index: usize) -> io::Result<Vec<Pending>> {
        let Target::Folder(folder) = &self.plan.target else { return Ok(Vec::new()) };
        self.results(index).iter().map(|file| Pending::create(&folder.join(file))).collect()
    }

    /// Ends them.
    pub(super) fn end(&self, index: usize, files: Vec<Pending>) -> io::Result<Vec<Output>> {
        self.results(index).into_iter().zip(files).map(|(name, file)| file.finish(slashed(&name))).collect()
    }

    fn whole(&self, hand: &mut Hand<'_>, index: usize) -> Outcome {
        let why = match self.decide(index) {
            Decision::Unchanged(row) => return Outcome::Unchanged(row),
            Decision::Do(why) if self.plan.again == Again::Nothing => return Outcome::Would(why),
            Decision::Do(why) => why,
        };
        match self.rendered(hand, index) {
            Ok((row, bytes)) => Outcome::Done { row: Box::new(row), bytes, why },
            Err(Failure::Read(e)) => Outcome::Failed(e.to_string()),
            Err(Failure::Write(e)) => Outcome::of_write(e),
        }
    }

    /// Does an input from its beginning to its end. For a stream, gives the bytes; in a folder, writes them.
    fn rendered(&self, hand: &mut Hand<'_>, index: usize) -> Result<(Row, Vec<u8>), Failure> {
        let doc = self.doc(index);
        let mut articles = self.open(index)?;
        let mut files = self.begin(index).map_err(Failure::Write)?;
        let mut bytes = Vec::new();
        let mut tally = Tally::default();
        let mut first = true;
        while let Some(piece) = articles.next_piece()? {
            let document = self.annotate(&mut hand.worker, &piece, &mut tally);
            if self.is_stream() {
                self.render(&mut hand.writers[0], &document, &piece, first, &mut bytes).map_err(Failure::Write)?;
            } else {
                for (writer, file) in hand.writers.iter_mut().zip(&mut files) {
                    self.render(writer, &document, &piece, first, file).map_err(Failure::Write)?;
                }
            }
            first = false;
        }
        tally.remark(&doc, std::mem::take(&mut articles.remarks));
        let fingerprint = articles.finish()?;
        let outputs = self.end(index, files).map_err(Failure::Write)?;
        let mut row = Row { outputs, ..tally.row(doc, self.with.clone()) };
        mark(&mut row, fingerprint);
        Ok((row, bytes))
    }

    fn annotate(&self, worker: &mut Worker<'_>, piece: &Piece, tally: &mut Tally) -> crate::model::Document {
        let source = piece.source.clone();
        let notes = self.plan.formats.iter().any(|f| !f.in_parts());
        let mut document = if notes { worker.annotate(source) } else { worker.annotate_part(source, true) };
        if let Some(glossary) = &self.plan.glossary {
            annotate::describe(&mut document, glossary);
        }
        tally.add(self.annotator.analyzer().lexicon(), &document, piece.first());
        document
    }

    fn piece(&self, hand: &mut Hand<'_>, index: usize, piece: &Piece, first: bool) -> Finished {
        let mut tally = Tally::default();
        let document = self.annotate(&mut hand.worker, piece, &mut tally);
        let render = |writer: &mut Writer<'_>| {
            let mut bytes = Vec::new();
            self.render(writer, &document, piece, first, &mut bytes).map(|()| bytes)
        };
        let text = piece.source.text().len() as u64;
        match hand.writers.iter_mut().map(render).collect::<io::Result<Vec<_>>>() {
            Ok(rendered) => Finished::Piece { rendered, tally, text },
            Err(e) => Finished::End { index, result: Err(e.into()), remarks: Vec::new() },
        }
    }

    /// Writes a piece. `first` says that nothing of its input was written yet.
    fn render(
        &self,
        writer: &mut Writer<'_>,
        document: &crate::model::Document,
        piece: &Piece,
        first: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let usual = &self.plan.render;
        let options = render::Options {
            layers: usual.layers.clone(),
            columns: usual.columns.clone(),
            page: usual.page.clone(),
            continued: !first || self.is_stream(),
            part: piece.part,
            fields: piece.fields.clone(),
            ..*usual
        };
        // Plain texts that follow one another need to be told apart.
        if writer.format().name == "text" && !first && piece.first() {
            writeln!(out)?;
        }
        writer.write(std::slice::from_ref(document), &options, out)
    }

    /// Removes what a killed run left unfinished.
    fn sweep(&self) {
        let Target::Folder(folder) = &self.plan.target else { return };
        let mut folders: Vec<PathBuf> =
            self.inputs.iter().filter_map(|i| Some(folder.join(i.output().parent()?))).collect();
        folders.sort_unstable();
        folders.dedup();
        folders.iter().for_each(|f| output::sweep(f));
    }

    /// The rows of an interrupted stream that still hold, from its beginning, and where they end.
    fn kept_of_stream(&self, places: &Places) -> io::Result<(Vec<Row>, u64)> {
        let mut kept = Vec::new();
        let mut at = 0;
        let (journal, part) = (places.journal(), partial(places));
        if self.plan.again == Again::All || !journal.exists() || !part.exists() {
            return Ok((kept, at));
        }
        for (row, input) in rows(&journal)?.zip(&self.inputs) {
            let Some(output) = row.outputs.first() else { break };
            let fits = row.doc == slashed(input.relative())
                && row.with == self.with
                && row.failed.is_none()
                && bytes::hash_file(input.path()).ok().as_ref() == Some(&row.hash)
                && hash_stretch(&part, output).ok().as_ref() == Some(&output.hash);
            if !fits {
                break;
            }
            at = output.at + output.size;
            kept.push(row);
        }
        Ok((kept, at))
    }

    /// Makes all of it last.
    fn finish(
        &self,
        places: &Places,
        knowledge: &Knowledge,
        tell: &mut (dyn FnMut(&Event<'_>) + Send),
    ) -> io::Result<()> {
        match &self.plan.target {
            Target::File(path) => {
                File::open(partial(places))?.sync_all()?;
                fs::rename(partial(places), path)?;
            }
            Target::Folder(folder) => {
                self.stale(folder, places, tell)?;
                output::sync(folder)?;
            }
            Target::Stdout => {}
        }
        File::open(places.journal())?.sync_all()?;
        fs::rename(places.journal(), places.manifest())?;
        match fs::remove_file(places.interrupted()) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        knowledge.keep_only(places)
    }

    /// Results of inputs that are gone are told of, or removed; while they are there, the manifest keeps their rows. Results that now have
    /// another name are removed under the old one.
    fn stale(&self, folder: &Path, places: &Places, tell: &mut (dyn FnMut(&Event<'_>) + Send)) -> io::Result<()> {
        let (mut again, mut known);
        let old: &mut Manifest = match &self.old {
            Some(old) => {
                known = old.manifest();
                &mut known
            }
            None => {
                again = Manifest::load(&[places.manifest(), places.interrupted()])?;
                &mut again
            }
        };
        (0..self.inputs.len()).for_each(|index| old.forget(&self.doc(index)));
        let moved = self.old.as_ref().map(Old::moved).unwrap_or_default();
        // Those of their names that are ours now. Nearly always there are none, so no names are held for it.
        let mut theirs: Vec<u64> = moved.iter().map(|file| name(file)).collect();
        old.rest(|row| {
            theirs.extend(row.outputs.iter().map(|o| name(&o.file)));
            Ok(())
        })?;
        theirs.sort_unstable();
        let mut ours = HashSet::new();
        for index in 0..self.inputs.len() * usize::from(!theirs.is_empty()) {
            let results = self.results(index).into_iter().map(|r| slashed(&r));
            ours.extend(results.filter(|file| theirs.binary_search(&name(file)).is_ok()));
        }
        for file in moved.iter().filter(|file| !ours.contains(*file)) {
            remove(&folder.join(file))?;
        }
        let mut journal = File::options().append(true).open(places.journal())?;
        old.rest(|mut row| {
            row.outputs.retain(|o| !ours.contains(&o.file) && folder.join(&o.file).exists());
            if row.outputs.is_empty() {
                return Ok(());
            }
            if self.plan.prune {
                row.outputs.iter().try_for_each(|o| remove(&folder.join(&o.file)))?;
            } else {
                row.gone = true;
                let mut line = serde_json::to_vec(&row)?;
                line.push(b'\n');
                journal.write_all(&line)?;
            }
            tell(&Event::Stale { doc: &row.doc, removed: self.plan.prune });
            Ok(())
        })
    }
}

/// A hash of the name of a result.
fn name(file: &str) -> u64 {
    foldhash::fast::FixedState::default().hash_one(file)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Puts down what the input was when it was read.
pub(super) fn mark(row: &mut Row, fingerprint: Option<bytes::Fingerprint>) {
    if let Some(fingerprint) = fingerprint {
        row.hash = fingerprint.hash;
        row.stamp = Some(fingerprint.stamp);
    }
}

/// What became of an input that one worker did.
pub(super) enum Outcome {
    /// It was left as it is.
    Unchanged(Box<Row>),
    /// It would be done.
    Would(String),
    /// It was done; for a stream, these are the bytes.
    Done { row: Box<Row>, bytes: Vec<u8>, why: String },
    /// It could not be read, or not written for a reason of its own.
    Failed(String),
    /// Nothing can be written any more.
    Fatal(io::Error),
}

impl Outcome {
    fn of_write(error: io::Error) -> Self {
        match is_fatal(&error) {
            true => Self::Fatal(error),
            false => Self::Failed(format!("cannot write its result: {error}")),
        }
    }
}

/// Whether a failure to write would befall the other results too.
pub(super) fn is_fatal(error: &io::Error) -> bool {
    use io::ErrorKind as K;
    matches!(
        error.kind(),
        K::StorageFull
            | K::QuotaExceeded
            | K::FileTooLarge
            | K::ReadOnlyFilesystem
            | K::PermissionDenied
            | K::BrokenPipe
    )
}

enum Failure {
    Read(super::ReadError),
    Write(io::Error),
}

impl From<super::ReadError> for Failure {
    fn from(error: super::ReadError) -> Self {
        Self::Read(error)
    }
}

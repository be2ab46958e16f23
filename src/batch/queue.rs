//! Hands work to workers, and takes what they have done in the order of the inputs.
//!
//! Whoever is free takes the next job, so no worker waits while there is work. Whoever finishes the next result in order puts it down,
//! and those after it that are ready. Jobs are only given out while results are put down as fast, so memory does not grow.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::articles::{Articles, Piece, ReadError, Remark};
use super::bytes::Fingerprint;
use super::decide::Decision;
use super::manifest::{Journal, Row};
use super::output::{Pending, Stream};
use super::run::{Outcome, Run, is_fatal, mark, write_error};
use super::tally::Tally;
use super::{Again, BatchError, Event, OnFailure, Summary};

/// Results that may wait for those before them, for each worker.
const WAITING: u64 = 4;

/// Where results are put down.
pub(super) enum Sink {
    /// In a folder; these are the files of the input that is done in pieces.
    Folder(Option<Vec<Pending>>),
    /// In one file.
    Stream(Box<Stream>),
    /// Nowhere: it is a dry run.
    Nowhere,
}

/// Something to do.
pub(super) enum Job {
    /// An input.
    Whole(usize),
    /// A piece of an input that all share. `first` says that it begins there.
    Piece { index: usize, piece: Piece, first: bool },
}

/// Something done.
pub(super) enum Finished {
    /// An input.
    Whole { index: usize, outcome: Outcome, seconds: f64 },
    /// An input that all share begins.
    Begin { index: usize, why: String },
    /// A piece of it, in each format.
    Piece { rendered: Vec<Vec<u8>>, tally: Tally, text: u64 },
    /// It ends.
    End { index: usize, result: Result<Option<Fingerprint>, ReadError>, remarks: Vec<Remark> },
}

/// Jobs and results.
pub(super) struct Queue<'a> {
    run: &'a Run<'a>,
    state: Mutex<State<'a>>,
    room: Condvar,
}

struct State<'a> {
    /// The input that is given out next.
    input: usize,
    /// The input that is given out in pieces.
    shared: Option<Shared>,
    /// Number of the job that is given out next.
    next: u64,
    /// Number of the result that is put down next.
    done: u64,
    waiting: BTreeMap<u64, Finished>,
    sink: Sink,
    journal: Option<Journal>,
    /// The input that is put down in pieces.
    open: Option<Open>,
    summary: Summary,
    error: Option<BatchError>,
    tell: &'a mut (dyn FnMut(&Event<'_>) + Send),
}

struct Shared {
    index: usize,
    articles: Articles,
    first: bool,
}

struct Open {
    index: usize,
    why: String,
    tally: Tally,
    begun: Instant,
    failed: bool,
}

impl<'a> Queue<'a> {
    pub(super) fn new(
        run: &'a Run<'a>,
        sink: Sink,
        journal: Option<Journal>,
        from: usize,
        summary: Summary,
        tell: &'a mut (dyn FnMut(&Event<'_>) + Send),
    ) -> Self {
        let state = State {
            input: from,
            shared: None,
            next: 0,
            done: 0,
            waiting: BTreeMap::new(),
            sink,
            journal,
            open: None,
            summary,
            error: None,
            tell,
        };
        Self { run, state: Mutex::new(state), room: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State<'a>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job with its number; `None` when there is no more.
    pub(super) fn next(&self) -> Option<(u64, Job)> {
        let mut state = self.lock();
        loop {
            if state.error.is_some() || self.run.is_stopped() {
                return None;
            }
            if state.next - state.done >= WAITING * self.run.plan.jobs.max(1) as u64 {
                state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            if let Some(mut shared) = state.shared.take() {
                let index = shared.index;
                match shared.articles.next_piece() {
                    Ok(Some(piece)) => {
                        let first = std::mem::replace(&mut shared.first, false);
                        state.shared = Some(shared);
                        return Some((number(&mut state), Job::Piece { index, piece, first }));
                    }
                    end => {
                        let remarks = std::mem::take(&mut shared.articles.remarks);
                        let result = end.and_then(|_| shared.articles.finish());
                        let n = number(&mut state);
                        self.put(&mut state, n, Finished::End { index, result, remarks });
                        continue;
                    }
                }
            }
            let index = state.input;
            if index >= self.run.inputs.len() {
                return None;
            }
            state.input += 1;
            let n = number(&mut state);
            if !self.run.is_large(index) {
                return Some((n, Job::Whole(index)));
            }
            let begun = Instant::now();
            let outcome = match self.run.decide(index) {
                Decision::Unchanged(row) => Outcome::Unchanged(row),
                Decision::Do(why) if self.run.plan.again == Again::Nothing => Outcome::Would(why),
                Decision::Do(why) => match self.run.open(index) {
                    Err(e) => Outcome::Failed(e.to_string()),
                    Ok(articles) => {
                        state.shared = Some(Shared { index, articles, first: true });
                        self.put(&mut state, n, Finished::Begin { index, why });
                        continue;
                    }
                },
            };
            let seconds = begun.elapsed().as_secs_f64();
            self.put(&mut state, n, Finished::Whole { index, outcome, seconds });
        }
    }

    /// Takes what a worker has done.
    pub(super) fn settle(&self, number: u64, finished: Finished) {
        let mut state = self.lock();
        self.put(&mut state, number, finished);
    }

    fn put(&self, state: &mut State<'a>, number: u64, finished: Finished) {
        state.waiting.insert(number, finished);
        while state.error.is_none() {
            let next = state.done;
            let Some(finished) = state.waiting.remove(&next) else { break };
            if let Err(e) = self.put_down(state, finished) {
                state.error = Some(e);
            }
            state.done += 1;
        }
        self.room.notify_all();
    }

    fn put_down(&self, state: &mut State<'a>, finished: Finished) -> Result<(), BatchError> {
        match finished {
            Finished::Whole { index, outcome, seconds } => self.put_whole(state, index, outcome, seconds),
            Finished::Begin { index, why } => {
                let begun = Instant::now();
                state.open = Some(Open { index, why, tally: Tally::default(), begun, failed: false });
                self.begin(state, index)
            }
            Finished::Piece { rendered, tally, text } => {
                let Some(open) = &mut state.open else { return Ok(()) };
                open.tally.merge(tally);
                let index = open.index;
                (state.tell)(&Event::Progress { bytes: text });
                let written = match &mut state.sink {
                    Sink::Folder(Some(files)) => {
                        files.iter_mut().zip(&rendered).try_for_each(|(file, bytes)| io::Write::write_all(file, bytes))
                    }
                    Sink::Stream(stream) => rendered.iter().try_for_each(|bytes| stream.write(bytes)),
                    Sink::Folder(None) | Sink::Nowhere => Ok(()),
                };
                written.or_else(|e| self.not_written(state, index, e))
            }
            Finished::End { index, result, remarks } => self.end(state, index, result, remarks),
        }
    }

    fn begin(&self, state: &mut State<'a>, index: usize) -> Result<(), BatchError> {
        match &mut state.sink {
            Sink::Folder(files) => match self.run.begin(index) {
                Ok(begun) => *files = Some(begun),
                Err(e) => return self.not_written(state, index, e),
            },
            Sink::Stream(stream) => {
                stream.begin();
                self.apart(stream).map_err(|e| self.stream_error(e))?;
            }
            Sink::Nowhere => {}
        }
        Ok(())
    }

    /// Plain texts that follow one another need to be told apart.
    fn apart(&self, stream: &mut Stream) -> io::Result<()> {
        match self.run.plan.formats[0].name == "text" && stream.at > 0 {
            true => stream.write(b"\n"),
            false => Ok(()),
        }
    }

    fn end(
        &self,
        state: &mut State<'a>,
        index: usize,
        result: Result<Option<Fingerprint>, ReadError>,
        remarks: Vec<Remark>,
    ) -> Result<(), BatchError> {
        let Some(open) = state.open.take() else { return Ok(()) };
        if open.failed {
            return Ok(());
        }
        let doc = self.run.doc(index);
        let mut tally = open.tally;
        tally.remark(&doc, remarks);
        let fingerprint = match result {
            Ok(fingerprint) => fingerprint,
            Err(e) => {
                match &mut state.sink {
                    Sink::Folder(files) => *files = None,
                    Sink::Stream(stream) => stream.take_back().map_err(|e| self.stream_error(e))?,
                    Sink::Nowhere => {}
                }
                return self.fail(state, index, &e.to_string());
            }
        };
        let mut row = tally.row(doc, self.run.with.clone());
        mark(&mut row, fingerprint);
        let outputs = match &mut state.sink {
            Sink::Folder(files) => self.run.end(index, files.take().unwrap_or_default()),
            Sink::Stream(stream) => stream.end().map(|output| vec![output]),
            Sink::Nowhere => Ok(Vec::new()),
        };
        match outputs {
            Ok(outputs) => row.outputs = outputs,
            Err(e) => return self.not_written(state, index, e),
        }
        self.done(state, index, row, &open.why, open.begun.elapsed().as_secs_f64())
    }

    fn put_whole(&self, state: &mut State<'a>, index: usize, outcome: Outcome, seconds: f64) -> Result<(), BatchError> {
        match outcome {
            Outcome::Unchanged(mut row) => {
                if let (Sink::Stream(stream), Some(output)) = (&mut state.sink, row.outputs.first().cloned()) {
                    let old = self.run.old.as_ref().and_then(|old| old.stream.as_deref());
                    stream.begin();
                    let copied = match old {
                        Some(old) => stream.copy(old, &output).map_err(|e| self.stream_error(e))?,
                        None => false,
                    };
                    if !copied {
                        let reason = "its stretch of the earlier stream was changed; run with --force";
                        return self.fail(state, index, reason);
                    }
                    row.outputs = vec![stream.end().map_err(|e| self.stream_error(e))?];
                }
                state.summary.unchanged += 1;
                state.summary.faulty += usize::from(!row.faults.is_empty());
                if let Some(journal) = &mut state.journal {
                    journal.keep(&row).map_err(journal_error)?;
                }
                (state.tell)(&Event::Unchanged { row: &row, bytes: self.run.inputs[index].size });
                Ok(())
            }
            Outcome::Would(why) => {
                state.summary.done += 1;
                (state.tell)(&Event::Would { doc: &self.run.doc(index), why: &why });
                Ok(())
            }
            Outcome::Done { mut row, bytes, why } => {
                if let Sink::Stream(stream) = &mut state.sink {
                    stream.begin();
                    let written = self.apart(stream).and_then(|()| stream.write(&bytes)).and_then(|()| stream.end());
                    row.outputs = vec![written.map_err(|e| self.stream_error(e))?];
                }
                self.done(state, index, *row, &why, seconds)
            }
            Outcome::Failed(reason) => self.fail(state, index, &reason),
            Outcome::Fatal(e) => Err(self.result_error(index, e)),
        }
    }

    fn done(&self, state: &mut State<'a>, index: usize, row: Row, why: &str, seconds: f64) -> Result<(), BatchError> {
        state.summary.done += 1;
        state.summary.faulty += usize::from(!row.faults.is_empty());
        self.journal(state, &row)?;
        (state.tell)(&Event::Done { row: &row, why, bytes: self.run.inputs[index].size, seconds });
        self.stop_at(row.faults.first().map(|fault| (row.doc.as_str(), fault.as_str())))
    }

    fn fail(&self, state: &mut State<'a>, index: usize, reason: &str) -> Result<(), BatchError> {
        state.summary.failed += 1;
        let doc = self.run.doc(index);
        let row = Row { doc, with: self.run.with.clone(), failed: Some(reason.to_owned()), ..Row::default() };
        // A stream has rows in the order of its stretches; what failed has none.
        if !matches!(state.sink, Sink::Stream(_)) {
            self.journal(state, &row)?;
        }
        (state.tell)(&Event::Failed { doc: &row.doc, reason, bytes: self.run.inputs[index].size });
        self.stop_at(Some((&row.doc, reason)))
    }

    fn stop_at(&self, fault: Option<(&str, &str)>) -> Result<(), BatchError> {
        match fault {
            Some((doc, reason)) if self.run.plan.failure == OnFailure::Stop => {
                Err(BatchError::Failed { doc: doc.to_owned(), reason: reason.to_owned() })
            }
            _ => Ok(()),
        }
    }

    fn journal(&self, state: &mut State<'a>, row: &Row) -> Result<(), BatchError> {
        match &mut state.journal {
            Some(journal) => journal.add(row).map_err(journal_error),
            None => Ok(()),
        }
    }

    /// A result of an input that is done in pieces cannot be written: the end of the run, or only of that input.
    fn not_written(&self, state: &mut State<'a>, index: usize, error: io::Error) -> Result<(), BatchError> {
        if let Sink::Folder(files) = &mut state.sink
            && !is_fatal(&error)
        {
            *files = None;
            if let Some(open) = &mut state.open {
                open.failed = true;
            }
            return self.fail(state, index, &format!("cannot write its result: {error}"));
        }
        Err(self.result_error(index, error))
    }

    fn result_error(&self, index: usize, error: io::Error) -> BatchError {
        match &self.run.plan.target {
            super::Target::Folder(folder) => {
                let file = self.run.results(index).into_iter().next().unwrap_or_default();
                write_error(&folder.join(file), error)
            }
            _ => self.stream_error(error),
        }
    }

    fn stream_error(&self, error: io::Error) -> BatchError {
        match &self.run.plan.target {
            super::Target::File(path) => write_error(path, error),
            _ => write_error(Path::new("standard output"), error),
        }
    }

    /// What the run did.
    pub(super) fn finish(self) -> Result<Summary, BatchError> {
        let stopped = self.run.is_stopped();
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = state.error {
            return Err(error);
        }
        state.journal.map_or(Ok(()), Journal::end).map_err(journal_error)?;
        Ok(Summary { stopped, ..state.summary })
    }
}

fn journal_error(error: io::Error) -> BatchError {
    write_error(Path::new("the manifest"), error)
}

fn number(state: &mut State<'_>) -> u64 {
    state.next += 1;
    state.next - 1
}

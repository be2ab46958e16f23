//! How failures and diagnostics are drawn.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use padan::diagnostic::{Diagnostic, Severity};
use padan::lint::output::Reported;

/// A fault in a file whose text is at hand, so that the line can be shown.
#[derive(Debug, thiserror::Error)]
#[error("{diagnostic}")]
pub struct Fault {
    pub diagnostic: Box<Diagnostic>,
    pub text: String,
}

/// Says why the work could not be done, and gives the exit status. A closed pipe is nobody's fault: silence, and 0.
pub fn failure(error: &anyhow::Error) -> ExitCode {
    if closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    match error.downcast_ref::<Fault>() {
        Some(fault) => eprint(&draw(&fault.diagnostic, &fault.text)),
        None => eprint(&format!("error: {}", chain(error))),
    }
    ExitCode::from(2)
}

/// A failure that does not end the run.
pub fn warning(error: &anyhow::Error) {
    eprint(&format!("error: {}", chain(error)));
}

/// Something worth knowing.
pub fn note(message: &str) {
    eprint(&format!("note: {message}"));
}

/// A line of a report for other programs.
pub fn line(line: &str) {
    eprint(line);
}

fn eprint(message: &str) {
    // Standard error may be closed too; then there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{message}");
}

fn chain(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Whether the reader of our output went away.
pub fn closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &io::Error| e.kind() == ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(broken)
            || cause.downcast_ref::<serde_json::Error>().and_then(|e| e.io_error_kind()) == Some(ErrorKind::BrokenPipe)
    })
}

fn draw(diagnostic: &Diagnostic, text: &str) -> String {
    let color = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    drawn(diagnostic, None, &[excerpt(&diagnostic.path, &diagnostic.span, diagnostic.at.line, text, true)], color)
}

/// A finding with the lines that it is about, in both texts if there are two. `text` gives the text of a file by its path.
pub fn finding<'t>(found: &Reported<'_>, text: impl Fn(&Path) -> &'t str, color: bool) -> String {
    let d = found.diagnostic;
    let mut excerpts = vec![excerpt(&d.path, &d.span, d.at.line, text(&d.path), true)];
    let other = found.other.map(|o| excerpt(&o.at.path, &o.span, o.at.line, text(&o.at.path), false));
    excerpts.extend(other);
    drawn(d, Some(found.code), &excerpts, color)
}

/// The lines of a file around some bytes of it.
struct Excerpt<'t> {
    path: String,
    lines: &'t str,
    first: usize,
    /// Bytes of `lines`.
    span: Range<usize>,
    /// It is these that are at fault.
    primary: bool,
}

/// Only the lines at fault are handed over: there may be thousands of findings in a long file.
fn excerpt<'t>(path: &Path, span: &Range<usize>, line: usize, text: &'t str, primary: bool) -> Excerpt<'t> {
    let span = span.start.min(text.len())..span.end.min(text.len());
    let begin = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let (lines, span) = (&text[begin..end], span.start - begin..span.end - begin);
    Excerpt { path: path.display().to_string(), lines, first: line, span, primary }
}

/// A diagnostic with excerpts, under a code if it has one.
fn drawn(diagnostic: &Diagnostic, code: Option<&str>, excerpts: &[Excerpt<'_>], color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(&*diagnostic.message);
    let title = match code {
        Some(code) => title.id(code),
        None => title,
    };
    let mut group = Group::with_title(title);
    for e in excerpts {
        let kind = if e.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let snippet = Snippet::source(e.lines).line_start(e.first).path(&*e.path).annotation(kind.span(e.span.clone()));
        group = group.element(snippet);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]).to_string()
}

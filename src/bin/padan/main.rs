//! The padan program.

mod args;
mod cmd;
mod corpus;
mod corrected;
mod findings;
mod inputs;
mod outcome;
mod output;
mod pairs;
mod progress;
mod report;

use clap::Parser;

/// Annotating makes many small things and soon drops them, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(e) => {
            let code = u8::from(e.use_stderr()) * 2;
            let _ = e.print();
            return code.into();
        }
    };
    match cmd::run(args) {
        Ok(outcome) => outcome.into(),
        Err(e) => report::failure(&e),
    }
}

//! Bytes, text, and places in it.

mod case;
mod decode;
mod diff;
mod place;
mod source;
mod span;

pub(crate) use case::lowered;
#[cfg(feature = "batch")]
pub(crate) use decode::first_binary;
pub use decode::{DecodeError, Decoded, Encoding, decode};
pub(crate) use diff::kept;
pub use diff::{Hunk, hunks};
pub use place::{LineIndex, Location};
pub use source::{CodePoints, SourceText};
pub use span::Span;

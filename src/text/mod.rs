//! Bytes, text, and places in it.

mod decode;
mod place;
mod source;
mod span;

#[cfg(feature = "batch")]
#[cfg(feature = "batch")]
pub(crate) use decode::first_binary;
pub use decode::{DecodeError, Decoded, Encoding, decode};
pub use place::{LineIndex, Location};
pub use source::{CodePoints, SourceText};
pub use span::Span;

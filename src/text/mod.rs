//! Bytes, text, and places in it.

mod decode;
mod source;
mod span;

pub use decode::{DecodeError, Decoded, Encoding, decode};
pub use source::{CodePoints, LineIndex, Location, SourceText};
pub use span::Span;

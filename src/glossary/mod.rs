//! The maintained glossary: terms with their English.
//!
//! `term`, `load` and `forms` are shared with the build script, which compiles the built-in one.

pub mod edit;
pub mod forms;
mod load;
pub mod schema;
mod term;

pub use forms::{Form, Inflection, Spelling};
pub use load::{LoadError, slug};
pub use term::*;

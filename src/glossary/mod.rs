//! The maintained glossary: terms with their English.
//!
//! `term`, `load` and `forms` are shared with the build script, which compiles the built-in one.

mod canonical;
pub mod edit;
pub mod exchange;
pub mod forms;
mod load;
pub mod schema;
mod term;

pub use canonical::Defaults;
pub use forms::{Form, Inflection, Spelling};
pub use load::{LoadError, slug};
pub use term::*;

//! What a document is: text, sentences, tokens, readings, glosses.

pub(crate) mod check;
mod dictionary;
mod document;
mod morpheme;
mod notes;
mod role;
mod tag;
mod translation;

pub use check::{check, is_visible, visible};
pub use dictionary::{Dictionary, Entry as DictionaryEntry, Form as DictionaryForm};
pub use document::{Document, GlossSource, Paragraph, Reason, Sentence, Token, TokenKind, Unit, UnitKind, UnitSource};
pub use morpheme::{AffixRows, Analysis, Basis, Cost, CostReason, Gloss, LexemeId, Morpheme, MorphemeKind, join};
pub use notes::{AffixNote, Band, EntryNote, Notes, TermNote, TermPlace};
pub use role::{Role, RoleOf, is_pronoun};
pub use tag::{GlossTag, UnknownTag, Upos, gloss_tags};
pub use translation::{RenderedTerm, Translation};

//! Text to paragraphs, sentences and tokens. Put together again, tokens and the gaps between them give back the text.

mod paragraph;
mod sentence;
mod token;

pub use paragraph::paragraphs;
pub use sentence::{RawSentence, is_headline, sentences};
pub use token::{RawToken, tokenize};

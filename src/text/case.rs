//! Lower case.

use std::borrow::Cow;

/// Lower case; nearly all words of a text are in lower case already, and nearly all others have no letter but those of ASCII.
pub fn lowered(form: &str) -> Cow<'_, str> {
    match (form.is_ascii(), form.bytes().any(|b| b.is_ascii_uppercase())) {
        (true, false) => Cow::Borrowed(form),
        (true, true) => Cow::Owned(form.to_ascii_lowercase()),
        (false, _) => Cow::Owned(form.to_lowercase()),
    }
}

//! Lower case.

use std::borrow::Cow;

/// Lower case; nearly all words of a text are in lower case already, and nearly all others have no letter but those of ASCII.
pub fn lowered(form: &str) -> Cow<'_, str> {
    if form.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(form);
    }
    Cow::Owned(if form.is_ascii() { form.to_ascii_lowercase() } else { form.to_lowercase() })
}

//! Fingerprints of what padan wrote, by which it knows again what a person changed.

use sha1_smol::Sha1;

/// A short fingerprint of the gloss that padan wrote for the words `form` at `tokens` of their sentence.
///
/// It goes out beside the gloss. When a file comes back, a gloss whose fingerprint still fits was not touched, whatever padan
/// would write today.
///
/// ```
/// use padan::model::check;
/// assert_ne!(check("Duta Besar", &[0, 1], "ambassador"), check("Duta Besar", &[0, 1], "envoy"));
/// ```
pub fn check(form: &str, tokens: &[usize], gloss: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(form.as_bytes());
    for token in tokens {
        hash.update(b"\0");
        hash.update(token.to_string().as_bytes());
    }
    hash.update(b"\0\0");
    hash.update(gloss.as_bytes());
    hash.digest().to_string()[..8].to_owned()
}

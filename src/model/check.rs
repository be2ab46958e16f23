//! Fingerprints of what padan wrote, by which it knows again what a person changed.

/// Whether a page may show a character: none that controls, none that is none, no mark that turns the line round.
pub fn is_visible(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        '\u{fdd0}'..='\u{fdef}' => false,
        c => !c.is_control() && u32::from(c) & 0xfffe != 0xfffe,
    }
}

/// English as a page shows it, its white space made single blanks.
pub fn visible(english: &str) -> String {
    let kept: String = english.chars().filter(|&c| is_visible(c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

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
    Begun::new(form).digits(tokens, gloss).iter().copied().map(char::from).collect()
}

/// A fingerprint that has taken in the words, and neither their place nor the gloss.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Begun(u64);

impl Begun {
    pub(crate) fn new(form: &str) -> Self {
        Self(fed(0xcbf2_9ce4_8422_2325, form.as_bytes()))
    }

    /// The letters of [`check`].
    pub(crate) fn digits(self, tokens: &[usize], gloss: &str) -> [u8; 8] {
        let mut hash = self.0;
        for &token in tokens {
            hash = match u8::try_from(token) {
                Ok(small) => (hash ^ u64::from(small)).wrapping_mul(EIGHT),
                Err(_) => fed(hash, &(token as u64).to_le_bytes()),
            };
        }
        // A byte that is 0 stands between places and gloss.
        hash = fed(hash.wrapping_mul(PRIME), gloss.as_bytes());
        let mixed = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        hexadecimal((mixed >> 32) as u32)
    }
}

/// A number in hexadecimal digits, all eight made together.
fn hexadecimal(n: u32) -> [u8; 8] {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let pairs = (u64::from(n) | u64::from(n) << 16) & 0x0000_ffff_0000_ffff;
    let bytes = (pairs | pairs << 8) & 0x00ff_00ff_00ff_00ff;
    let digits = (bytes | bytes << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    // Digits above 9 go on with a, which stands 39 behind what follows 9.
    let letters = (digits + EACH * 6) >> 4 & EACH;
    (digits + EACH * u64::from(b'0') + letters * 39).to_be_bytes()
}

const PRIME: u64 = 0x0100_0000_01b3;
/// What the prime becomes over the eight bytes of a number of which only the first is not 0.
const EIGHT: u64 = PRIME.wrapping_pow(8);

/// FNV-1a: what is told apart here was written by people who mean well.
fn fed(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_hexadecimal() {
        for n in [0, 9, 10, 0x1234_5678, 0x9abc_def0, u32::MAX] {
            assert_eq!(hexadecimal(n).map(char::from).iter().collect::<String>(), format!("{n:08x}"));
        }
    }

    #[test]
    fn fingerprints_stay_what_they_were() {
        // In files that people keep.
        let written: &[(&str, &[usize], &str, &str)] = &[
            ("duta", &[0], "envoy", "3f297176"),
            ("Duta Besar", &[3, 4], "ambassador", "21b1b6c1"),
            ("duta", &[255, 256, 70_000], "envoy", "7fe34f15"),
        ];
        for (form, tokens, gloss, wanted) in written {
            assert_eq!(check(form, tokens, gloss), *wanted, "{form} {tokens:?}");
        }
    }
}

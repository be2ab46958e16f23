//! Numbers in decimal digits.

/// Writes a number.
pub(super) fn number(n: usize, out: &mut Vec<u8>) {
    match n {
        0..10 => out.push(b'0' + n as u8),
        10..100 => out.extend_from_slice(&PAIRS[n]),
        _ => out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes()),
    }
}

/// The digits of the numbers below 100.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut n = 0;
    while n < 100 {
        pairs[n] = [b'0' + (n / 10) as u8, b'0' + (n % 10) as u8];
        n += 1;
    }
    pairs
};

/// What the last four digits of a number count to.
const LOW: usize = 10_000;

/// Offsets in a text: most share all but their last four digits with the one before.
#[derive(Debug, Default)]
pub(super) struct Offsets {
    /// The last offset with its last four digits 0.
    base: usize,
    /// The digits of the last offset, if it has more than four.
    digits: [u8; 24],
    length: usize,
}

impl Offsets {
    /// Writes an offset.
    pub(super) fn write(&mut self, n: usize, out: &mut Vec<u8>) {
        let mut low = n.wrapping_sub(self.base);
        if low >= LOW {
            low = n % LOW;
            self.base = n - low;
            let mut digits = itoa::Buffer::new();
            let digits = digits.format(n).as_bytes();
            self.length = digits.len();
            self.digits[..digits.len()].copy_from_slice(digits);
        }
        if self.base == 0 {
            return number(n, out);
        }
        if let Some(last) = self.digits[..self.length].last_chunk_mut() {
            let ([a, b], [c, d]) = (PAIRS[low / 100], PAIRS[low % 100]);
            *last = [a, b, c, d];
        }
        // Room of a fixed size is copied without a call.
        let length = out.len() + self.length;
        out.extend_from_slice(&self.digits);
        out.truncate(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERS: [usize; 14] =
        [0, 7, 10, 99, 100, 9_999, 10_000, 10_001, 19_999, 20_000, 20_107, 5, 1_234_567_890, usize::MAX];

    #[test]
    fn numbers_are_decimal() {
        for n in NUMBERS {
            let mut out = Vec::new();
            number(n, &mut out);
            assert_eq!(String::from_utf8(out).expect("digits"), n.to_string());
        }
    }

    #[test]
    fn offsets_are_decimal_whatever_stood_before() {
        let mut offsets = Offsets::default();
        for n in NUMBERS.into_iter().chain(NUMBERS.into_iter().rev()) {
            let mut out = Vec::new();
            offsets.write(n, &mut out);
            assert_eq!(String::from_utf8(out).expect("digits"), n.to_string());
        }
    }
}

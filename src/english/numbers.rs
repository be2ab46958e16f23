//! Number words.

/// The ordinal of a number: `21` → `21st`.
pub fn ordinal(n: u64) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// A number in words: `125` → `one hundred twenty-five`.
pub fn cardinal(n: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const SCALES: [(u64, &str); 6] = [
        (1_000_000_000_000_000_000, "quintillion"),
        (1_000_000_000_000_000, "quadrillion"),
        (1_000_000_000_000, "trillion"),
        (1_000_000_000, "billion"),
        (1_000_000, "million"),
        (1_000, "thousand"),
    ];
    let below = |n: u64, joint: &str| if n == 0 { String::new() } else { format!("{joint}{}", cardinal(n)) };
    match n {
        0..20 => SMALL[n as usize].to_owned(),
        20..100 => format!("{}{}", TENS[n as usize / 10], below(n % 10, "-")),
        100..1000 => format!("{} hundred{}", cardinal(n / 100), below(n % 100, " ")),
        _ => {
            let (scale, name) = SCALES.into_iter().find(|(scale, _)| n >= *scale).expect("a thousand at least");
            format!("{} {name}{}", cardinal(n / scale), below(n % scale, " "))
        }
    }
}

/// The ordinal of a number word: `five` → `fifth`, `twenty-one` → `twenty-first`.
pub fn ordinal_word(word: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("five", "fifth"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("twelve", "twelfth"),
    ];
    let (front, last) = word.rsplit_once([' ', '-']).map_or(("", word), |(_, l)| (&word[..word.len() - l.len()], l));
    let last = match IRREGULAR.iter().find(|(one, _)| *one == last) {
        Some((_, ordinal)) => (*ordinal).to_owned(),
        None => match last.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{last}th"),
        },
    };
    format!("{front}{last}")
}

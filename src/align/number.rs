//! Numbers in both notations.

/// The values that a figure may have, as text without separators and with a full stop for decimals: Indonesian `1.500` is
/// `1500` and English `1,500` too. A figure of unsure notation has both values; dates and times stay as they are, with one sign
/// between their parts.
pub(super) fn values(figure: &str) -> Vec<String> {
    let body: &str = figure.trim_matches(|c: char| !c.is_ascii_digit());
    if body.is_empty() {
        return Vec::new();
    }
    let digits_only = body.bytes().all(|b| b.is_ascii_digit());
    if digits_only {
        return vec![stripped(body)];
    }
    if body.bytes().any(|b| matches!(b, b'/' | b':' | b'-')) {
        return vec![body.split(|c: char| !c.is_ascii_digit()).map(stripped).collect::<Vec<_>>().join(":")];
    }
    if body.bytes().any(|b| !b.is_ascii_digit() && b != b'.' && b != b',') {
        return Vec::new();
    }
    let last = body.rfind([',', '.']).unwrap_or(0);
    let marks: Vec<u8> = body.bytes().filter(|b| !b.is_ascii_digit()).collect();
    let after = body.len() - last - 1;
    let all: String = body.chars().filter(char::is_ascii_digit).collect();
    let whole = stripped(&all);
    let front: String = body[..last].chars().filter(char::is_ascii_digit).collect();
    let decimal = format!("{}.{}", stripped(&front), body[last + 1..].trim_end_matches('0'));
    let decimal = decimal.trim_end_matches('.').to_owned();
    match () {
        // 1.234.567
        () if marks.len() > 1 && marks.iter().all(|m| *m == marks[0]) => vec![whole],
        // 1.234,5
        () if marks.len() > 1 => vec![decimal],
        () if after == 3 && front != "0" => vec![whole, decimal],
        () if after == 2 => vec![decimal, format!("{}:{}", stripped(&front), stripped(&body[last + 1..]))],
        () => vec![decimal],
    }
}

fn stripped(digits: &str) -> String {
    match digits.trim_start_matches('0') {
        "" => "0".to_owned(),
        rest => rest.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_notations_meet() {
        for (source, target) in [
            ("1.500", "1,500"),
            ("3,5", "3.5"),
            ("1.234,5", "1,234.5"),
            ("27/2/2025", "27-02-2025"),
            ("14.30", "14:30"),
            ("$1,5", "$1.5"),
            ("2004", "2004"),
            ("1.234.567", "1,234,567"),
        ] {
            let (a, b) = (values(source), values(target));
            assert!(a.iter().any(|v| b.contains(v)), "{source} {a:?}, {target} {b:?}");
        }
        assert!(values("3,5").iter().all(|v| !values("35").contains(v)));
        assert!(values("x").is_empty());
    }
}

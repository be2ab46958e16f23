//! Figures that say something of one another.

use super::words::scale;
use super::{Figure, Kind, Language};

/// Two figures with nothing but a joining mark or word between them say something of one another.
pub(super) fn join(text: &str, figures: &mut [Figure], language: Language) {
    for n in 1..figures.len() {
        let (front, back) = figures.split_at_mut(n);
        let (Some(first), Some(last)) = (front.last_mut(), back.first_mut()) else { continue };
        match text.get(first.span.end..last.span.start).unwrap_or_default().trim() {
            "-" | "–" => {
                share(text, first, last);
                complete(text, first, last, language);
            }
            "/" => complete(text, first, last, language),
            "sampai" | "hingga" | "atau" | "dan" | "to" | "or" | "and" | "s/d" | "sampai dengan" => {
                share(text, first, last);
            }
            _ => {}
        }
    }
}

/// In *275-580 juta dolar* both are millions of dollars, in *Rp504 dan Rp259 triliun* both may be trillions.
fn share(text: &str, first: &mut Figure, last: &Figure) {
    let written = text.get(last.span.clone()).unwrap_or_default();
    let words = written.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let times: f64 = words.filter_map(|w| scale(&w.to_lowercase())).product();
    let unit = matches!(last.kind, Kind::Plain | Kind::Money(_) | Kind::Percent);
    // *rose 29 to $103 million*: what has a sign of its own is another thing.
    let own = matches!(last.kind, Kind::Money(_)) && !written.starts_with(|c: char| c.is_ascii_digit());
    if first.kind == Kind::Plain && !first.words && unit && !own {
        first.kind = last.kind;
        if times > 1.0 {
            first.values.iter_mut().for_each(|v| *v *= times);
        }
    } else if own && first.kind == last.kind && times > 1.0 {
        let scaled: Vec<f64> = first.values.iter().filter(|v| **v < 1000.0).map(|v| v * times).collect();
        first.values.extend(scaled);
    }
}

/// The second of two rates may stand without the digits that it has in common with the first, *9.117/133* and *121,61-66*; and a
/// slip of the source into the other notation shows beside the first: *9.313/9,315*.
fn complete(text: &str, first: &Figure, last: &mut Figure, language: Language) {
    let written = |f: &Figure| -> String {
        let all = text.get(f.span.clone()).unwrap_or_default();
        let from = all.find(|c: char| c.is_ascii_digit()).unwrap_or(all.len());
        all[from..].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect()
    };
    let (long, short) = (written(first), written(last));
    let marks = |s: &str| s.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let (mark, other) = (marks(&long), marks(&short));
    let whole = || -> Option<Vec<f64>> {
        let front = long.get(..long.len().checked_sub(short.len())?)?;
        let joined = format!("{front}{short}");
        let read = |c: char| joined.replace(if c == '.' { ',' } else { '.' }, "").replace(c, ".").parse::<f64>().ok();
        // The values of the first say which of its marks is the decimal point.
        let decimal = first.values.iter().any(|v| v.fract() != 0.0) && !mark.is_empty();
        let last_mark = mark.chars().last().filter(|_| decimal);
        Some(vec![last_mark.map_or_else(|| joined.replace(['.', ','], "").parse().ok(), read)?])
    };
    if other.is_empty() && short.len() < long.len() && !mark.is_empty() {
        let more = whole().unwrap_or_default();
        last.values.extend(more);
    } else if language == Language::Indonesian
        && mark.len() == 1
        && other.len() == 1
        && mark != other
        && short.len() == long.len()
    {
        let point = if first.values.iter().any(|v| v.fract() != 0.0) { "." } else { "" };
        last.values.extend(short.replace(['.', ','], point).parse::<f64>());
    }
}

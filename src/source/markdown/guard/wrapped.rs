//! Lines that somebody wrapped by hand, so that one sentence stands in several.

use crate::zh::label::typed_number;

/// Which of the lines of a run is the first that somebody wrapped by hand.
pub fn first_wrapped(lines: &[&str]) -> Option<usize> {
    let mut pairs = lines.windows(2);
    match looks_wrapped(lines) {
        true => Some(0),
        false => pairs.position(|pair| is_torn(pair[0], pair[1])),
    }
}

/// Whether a sentence goes on in the next line: the first has clauses and no end, or the next begins with what ends a clause.
fn is_torn(first: &str, next: &str) -> bool {
    const CLAUSE: [char; 3] = ['，', '。', '；'];
    let ends = first.trim_end();
    let is_indented = next.starts_with(char::is_whitespace);
    let goes_on = next.starts_with(['，', '。', '、', '；', '：', '）', '”', '》']);
    let labelled = next
        .chars()
        .take(8)
        .any(|c| "：:、·●◆√■▲★○□•※（(".contains(c));
    let begins = next
        .chars()
        .next()
        .is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        && typed_number(next).is_none();
    let is_open = !is_dated(ends)
        && ends
            .chars()
            .next_back()
            .is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '，' || c == '、');
    let long = ends.chars().count() >= 20 && ends.contains(CLAUSE);
    !is_indented
        && (goes_on && !ends.is_empty()
            || long && is_open && begins && !labelled && next.contains(CLAUSE))
}

/// Whether a line ends with a day, as a remark with its signature does: 林致远 3月4日.
fn is_dated(line: &str) -> bool {
    let rest = line.trim_end().strip_suffix('日');
    rest.is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether lines look like one sentence that somebody broke to keep them short: long, about equally long, and without an end.
fn looks_wrapped(lines: &[&str]) -> bool {
    const ENDS: &str = "。！？；：…”）.!?;:)";
    let width =
        |line: &str| -> usize { line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
    let Some((_, broken)) = lines.split_last() else {
        return false;
    };
    let widths: Vec<usize> = broken.iter().map(|line| width(line)).collect();
    let (least, most) = (
        widths.iter().min().copied().unwrap_or(0),
        widths.iter().max().copied().unwrap_or(0),
    );
    let open = broken
        .iter()
        .filter(|line| !line.ends_with(|c| ENDS.contains(c)) && !is_dated(line))
        .count();
    let labelled = lines
        .iter()
        .any(|line| line.chars().take(8).any(|c| "：:、·●◆√■▲★○□•※".contains(c)));
    // Names in columns are set with wide spaces.
    let columns = lines
        .iter()
        .any(|line| line.contains('　') || line.contains("  "));
    least >= 32 && most - least <= 8 && open * 2 > broken.len() && !labelled && !columns
}

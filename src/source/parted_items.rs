//! One text that commas of YAML part into several items of a list: `[各单位(甲,乙)]`, `[甲, 1,234]`.

use super::yaml::Node;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::Span;

/// Says of each such text in a list in brackets what it is parted into.
pub fn say(node: Node<'_>, items: &[Node<'_>], sink: &mut Sink) {
    if !node.is_flow_list() {
        return;
    }
    let texts: Vec<String> = items.iter().map(|item| text(*item)).collect();
    let mut from = 0;
    while from < items.len() {
        let end = closes_bracket(&texts[from..]).or_else(|| thousands(items, &texts, from));
        let Some(end) = end.map(|length| from + length) else {
            from += 1;
            continue;
        };
        let (first, last) = (items[from].span, items[end].span);
        let typed = texts[from..=end].join(",");
        let place = Span {
            end: last.end,
            ..first
        };
        let message = format!("半角逗号把“{typed}”分成了 {} 项", end - from + 1);
        let finding = Diagnostic::new(code::CHINESE_COMMA, place, message);
        sink.push(finding.help(format!(
            "本来是一项，给它加引号：\"{typed}\"；是几项，逗号后面空一格"
        )));
        from = end + 1;
    }
}

/// The first of such texts among the cells of a row, as it was typed, and which cells it was parted into; in a row, numbers side by side may be meant.
pub fn in_row(row: Node<'_>, cells: &[Node<'_>]) -> Option<(String, std::ops::Range<usize>)> {
    if !row.is_flow_list() {
        return None;
    }
    let texts: Vec<String> = cells.iter().map(|cell| text(*cell)).collect();
    let found = (0..texts.len()).find_map(|from| Some((from, closes(&texts[from..])?)));
    let (from, length) = found?;
    let (first, last) = (cells.get(from)?.span, cells.get(from + length)?.span);
    let source = row.source()?;
    let at = |place: u32| usize::try_from(place.checked_sub(row.span.start)?).ok();
    let typed = source.get(at(first.start)?..at(last.end)?);
    let joined = || texts[from..=from + length].join(", ");
    Some((
        typed.map_or_else(joined, str::to_owned),
        from..from + length + 1,
    ))
}

fn text(item: Node<'_>) -> String {
    let typed = item.source().unwrap_or_default().trim();
    // In quotation marks a comma parts nothing.
    match typed.starts_with(['"', '\'']) {
        true => String::new(),
        false => item.text().unwrap_or_default().trim().to_owned(),
    }
}

/// How many items behind the first close the bracket that it opens. The lines of a title may well part what stands in 《》 or “”.
fn closes_bracket(texts: &[String]) -> Option<usize> {
    closed(texts, ['(', '（'], [')', '）'])
}

/// How many items behind the first close the bracket or the Chinese quotation mark that it opens.
fn closes(texts: &[String]) -> Option<usize> {
    closes_bracket(texts).or_else(|| {
        let pairs = [('“', '”'), ('「', '」'), ('《', '》')];
        let mut pairs = pairs.into_iter();
        pairs.find_map(|(open, close)| closed(texts, [open; 2], [close; 2]))
    })
}

fn closed(texts: &[String], opening: [char; 2], closing: [char; 2]) -> Option<usize> {
    let depth = |text: &str| {
        let opened = text.matches(opening).count();
        let closed = text.matches(closing).count();
        i64::try_from(opened).unwrap_or(0) - i64::try_from(closed).unwrap_or(0)
    };
    let mut open = depth(texts.first()?);
    if open <= 0 {
        return None;
    }
    for (index, text) in texts.iter().enumerate().skip(1) {
        open += depth(text);
        if open <= 0 {
            // Of digits on both sides of the comma it is said elsewhere.
            let digit = |c: char| c.is_ascii_digit();
            let is_number = texts[0].ends_with(digit) && text.starts_with(digit);
            return (!is_number).then_some(index);
        }
    }
    None
}

/// A number and the three digits behind its comma: nobody lists numbers where names stand.
fn thousands(items: &[Node<'_>], texts: &[String], from: usize) -> Option<usize> {
    let (first, next) = (texts.get(from)?, texts.get(from + 1)?);
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_close = items.get(from + 1)?.span.start == items.get(from)?.span.end + 1;
    let is_one =
        is_close && are_digits(first) && first.len() <= 3 && next.len() == 3 && are_digits(next);
    is_one.then_some(1)
}

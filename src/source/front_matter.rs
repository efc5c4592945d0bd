//! The front matter (片头) of a Markdown fragment: YAML between two lines of `---` at its start.

use std::ops::Range;

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};

/// A fragment in its two parts, with the places where each begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'s> {
    /// The YAML between the two lines, if the file begins with such a line.
    pub front: Option<&'s str>,
    /// Where that YAML begins, in bytes.
    pub front_start: usize,
    /// The Markdown after it.
    pub body: &'s str,
    /// Where the Markdown begins, in bytes.
    pub body_start: usize,
}

/// Parts `text`. A front matter that is never closed is an error, as the whole text would be lost in it, and so is what only looks like one, as it would be
/// printed.
pub fn split<'s>(text: &'s str, file: FileId, sink: &mut Sink) -> Option<Parts<'s>> {
    // Empty lines before the front matter are a slip that changes nothing.
    let blank: usize = text
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    let first_line = text[blank..]
        .split_inclusive('\n')
        .next()
        .unwrap_or_default();
    if first_line.trim_end() != "---" {
        if let Some((place, message, help)) = mistaken(&text[blank..]) {
            let span = Span::new(file, blank + place.start, blank + place.end);
            sink.push(Diagnostic::new(code::OPEN_FRONT_MATTER, span, message).help(help));
            return None;
        }
        return Some(Parts {
            front: None,
            front_start: 0,
            body: text,
            body_start: 0,
        });
    }
    let front_start = blank + first_line.len();
    let mut place = front_start;
    for line in text[front_start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            let body_start = place + line.len();
            return Some(Parts {
                front: Some(&text[front_start..place]),
                front_start,
                body: &text[body_start..],
                body_start,
            });
        }
        place += line.len();
    }
    sink.push(
        Diagnostic::new(
            code::OPEN_FRONT_MATTER,
            Span::new(file, blank, blank + 3),
            "片头没有结束：只有开头的“---”，没有第二个",
        )
        .help("在片头的键值之后另起一行写“---”"),
    );
    None
}

/// Whether a line gives one of the keys of a front matter, with any colon.
fn is_key(line: &str) -> bool {
    const KEYS: [&str; 7] = ["单位", "标题", "副题", "来源", "换行", "主题", "指标"];
    let key = line.split([':', '：']).next().unwrap_or(line);
    let rest = &line[key.len()..];
    let value = rest.trim_start_matches([':', '：']).trim();
    let squeezed: String = key.chars().filter(|c| !c.is_whitespace()).collect();
    KEYS.contains(&squeezed.as_str())
        && !rest.is_empty()
        && (1..=40).contains(&value.chars().count())
}

/// What looks like a front matter and is none: it does not stand at the start, or the lines of `---` around it are other dashes or missing.
fn mistaken(text: &str) -> Option<(Range<usize>, &'static str, &'static str)> {
    const FIRST: usize = 12;
    const RIGHT: &str = "在文件的最前面写：---，另起一行 单位: 青禾县，再另起一行 ---";
    let mut lines = Vec::new();
    let mut place = 0;
    for line in text.split_inclusive('\n').take(FIRST) {
        let body = line.trim();
        let start = place + line.len() - line.trim_start().len();
        lines.push((start..start + body.len(), body));
        place += line.len();
    }
    lines.retain(|(_, body)| !body.is_empty());
    let is_line = |body: &str| {
        let dashes = body
            .chars()
            .all(|c| matches!(c, '-' | '－' | '—' | '–' | '―' | '─'));
        dashes && body.chars().count() >= 2
    };
    let (first, body) = lines.first()?;
    let next = lines.get(1).map(|(_, body)| *body);
    if is_line(body) && next.is_some_and(is_key) {
        return Some((
            first.clone(),
            "片头前后的横线要写三个半角的“-”，写成别的不是片头",
            RIGHT,
        ));
    }
    if is_key(body) {
        let mut rest = lines[1..].iter().map(|(_, body)| *body);
        let after = rest.find(|body| !is_key(body));
        // 单位：家 over a table is its measure.
        let is_measure = after.is_none_or(|after| after.contains(['|', '｜', '\t']));
        // Nobody begins a text so: a key, a colon of a Latin keyboard and a blank.
        let is_front = after.is_some_and(is_line) || body.contains(": ");
        if is_front && !is_measure {
            return Some((
                first.clone(),
                "这几行像是片头，前面却没有“---”，会当作正文印出来",
                RIGHT,
            ));
        }
    }
    if body.starts_with("```") && next.is_some_and(|next| is_key(next) && next.contains(": ")) {
        let message = "片头前后写成了“```”，会当作原样文字印出来";
        return Some((first.clone(), message, RIGHT));
    }
    let opening = lines
        .windows(2)
        .position(|pair| pair[0].1 == "---" && is_key(pair[1].1))?;
    let mut rest = lines[opening + 1..].iter();
    rest.find(|(_, body)| !is_key(body))
        .filter(|(_, body)| *body == "---")?;
    let message = "片头前面有文字，这里不是片头，会当作正文印出来";
    Some((
        lines[opening].0.clone(),
        message,
        "把片头移到文件的最前面，前面不要有别的文字",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_with_their_places() {
        let mut sink = Sink::default();
        let text = "---\r\n单位: 甲\r\n---\r\n正文";
        let parts = split(text, FileId(0), &mut sink).expect("closed");
        assert_eq!(parts.front, Some("单位: 甲\r\n"));
        assert_eq!(&text[parts.body_start..], "正文");
        let parts = split("正文\n---\n", FileId(0), &mut sink).expect("no front matter");
        assert_eq!((parts.front, parts.body), (None, "正文\n---\n"));
        assert!(split("---\n单位: 甲\n正文", FileId(0), &mut sink).is_none());
        assert!(sink.has_errors());
    }
}

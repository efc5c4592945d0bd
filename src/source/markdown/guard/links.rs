//! Links and pictures as they are really typed, and other stretches that begin and end with a mark: with blanks in the name, or with brackets of a Chinese keyboard.

use std::ops::Range;

use crate::zh::text::is_invisible_control;

/// A link or picture in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedLink {
    /// Where `]` stands.
    pub close: usize,
    /// Where the target stands.
    pub target: Range<usize>,
    /// Where what follows begins.
    pub end: usize,
    /// Whether all brackets are half-width.
    pub exact: bool,
}

/// The link whose `[` or `【` stands at `place` of `line`, if it is one.
#[must_use]
pub fn at(line: &str, place: usize) -> Option<TypedLink> {
    let close = matching(line, place)?;
    let close_length = line[close..].chars().next()?.len_utf8();
    let open = close + close_length;
    let bracket = line[open..].chars().next()?;
    if !matches!(bracket, '(' | '（') {
        return None;
    }
    let start = open + bracket.len_utf8();
    let mut depth = 0_u32;
    let mut end = None;
    for (offset, c) in line[start..].char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => {
                end = Some((start + offset, c));
                break;
            }
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    let (end, closing) = end?;
    let exact = bracket == '(' && closing == ')' && line[place..].starts_with('[');
    let target = &line[start..end];
    let angled = target.trim().strip_prefix('<');
    let whole = |rest: &str| {
        let end = rest.find('>').map_or("x", |end| &rest[end + 1..]);
        end.is_empty() || end.starts_with(" \"")
    };
    if target.contains("](") || angled.is_some_and(|rest| !whole(rest)) {
        return None;
    }
    if !exact && !looks_like_target(target) {
        return None;
    }
    Some(TypedLink {
        close,
        target: start..end,
        end: end + closing.len_utf8(),
        exact,
    })
}

/// Whether the bracket at `place` of `line` begins what looks like a link or picture and is none: `[…](` or `![…]`, and the rest is missing.
#[must_use]
pub fn begins_like_one(line: &str, place: usize) -> bool {
    let Some(close) = matching(line, place) else {
        return false;
    };
    let rest = &line[close + 1..];
    let target = rest
        .trim_start_matches([' ', '　'])
        .strip_prefix(['(', '（']);
    let is_picture = line[..place].ends_with(['!', '！']);
    let lower = target.unwrap_or_default().trim_start().to_ascii_lowercase();
    // A remark in brackets may follow a word in brackets; an address says what is meant.
    let is_address = ["http://", "https://", "www."]
        .iter()
        .any(|start| lower.starts_with(start));
    rest.starts_with('(') && rest[1..].contains([')', '）', '>'])
        || is_picture && target.is_some()
        || is_address
}

/// No words of a link are longer; what is, is not searched for links inside it, which takes the square of its length.
const MAX_WORDS: usize = 600;

/// Whether a picture stands in `text`.
#[must_use]
pub fn holds_picture(text: &str) -> bool {
    if text.len() > MAX_WORDS * 10 || !text.contains(['!', '！']) {
        return text.contains("![") && text.contains("](");
    }
    text.match_indices('[')
        .filter(|(place, _)| {
            text[..*place].ends_with(['!', '！']) && !text[..*place].ends_with("\\!")
        })
        .any(|(place, _)| at(text, place).is_some())
}

/// Whether another link, which is no picture, stands in the text of a link.
#[must_use]
pub fn holds_link(text: &str) -> bool {
    if text.len() > MAX_WORDS {
        return text.contains("](");
    }
    text.match_indices('[')
        .filter(|(place, _)| !text[..*place].ends_with(['!', '！', '\\']))
        .any(|(place, _)| at(text, place).is_some())
}

/// No words of a link are so long, in bytes: a line of nothing but brackets is not searched again from each of them.
const FARTHEST: usize = 4000;

fn matching(line: &str, place: usize) -> Option<usize> {
    let opening = line[place..].chars().next()?;
    let closing = if opening == '[' { ']' } else { '】' };
    let line = &line[..line.floor_char_boundary(place + FARTHEST)];
    line[place..].contains(closing).then_some(())?;
    let mut depth = 0_u32;
    let mut escaped = false;
    // Up to where text of equal width or an address goes, in which a bracket is none.
    let mut code = 0;
    for (offset, c) in line[place..].char_indices() {
        if offset < code {
            continue;
        }
        if c == '`' && !escaped {
            let rest = &line[place + offset..];
            let run = rest.len() - rest.trim_start_matches('`').len();
            code = offset + code_span(rest, run).unwrap_or(run);
        } else if let Some(length) = autolink(&line[place + offset..]).filter(|_| !escaped) {
            code = offset + length;
        } else if escaped {
            escaped = false;
        } else if c == '\\' {
            // Before another one it is text.
            escaped = !line[place + offset + 1..].starts_with('\\');
        } else if c == opening {
            depth += 1;
        } else if c == closing {
            depth -= 1;
            if depth == 0 {
                return Some(place + offset);
            }
        }
    }
    None
}

/// Whether `target` names a file or an address rather than being a remark in brackets.
#[must_use]
pub fn looks_like_target(target: &str) -> bool {
    let target = target.trim();
    let lower = target.to_ascii_lowercase();
    if ["http://", "https://", "www.", "mailto:", "tel:"]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        return true;
    }
    target.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty()
            && (2..=4).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
            && ending.bytes().any(|b| b.is_ascii_alphabetic())
    })
}

/// The text in quotation marks that Markdown allows after a target, and that is shown nowhere: `图.png "说明"`.
#[must_use]
pub fn title(target: &str) -> Option<&str> {
    let target = target.trim();
    let inner = target.strip_suffix('"')?;
    let start = inner.find(" \"")?;
    Some(inner[start + 2..].trim())
}

/// `<https://…>` or `<name@example.cn>` at the start of `rest`: its length.
#[must_use]
pub fn autolink(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('<')?;
    let length = inner.find('>')?;
    let content = &inner[..length];
    let fits = !content.is_empty()
        && !content.contains(|c: char| c.is_whitespace() || c == '<')
        && (is_mail(content)
            || ["http://", "https://", "mailto:", "tel:"]
                .iter()
                .any(|scheme| content.to_ascii_lowercase().starts_with(scheme)));
    fits.then_some(length + 2)
}

/// The length of the code span that a run of `run` backticks begins, if another such run ends it and something is seen in between: of a span that
/// holds nothing but blanks nobody would see anything.
#[must_use]
pub fn code_span(rest: &str, run: usize) -> Option<usize> {
    let mut place = run;
    while let Some(offset) = rest[place..].find('`') {
        let start = place + offset;
        let length = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        if length == run {
            let is_seen = |c: char| !c.is_whitespace() && !is_invisible_control(c);
            return rest[run..start].contains(is_seen).then_some(start + run);
        }
        place = start + length;
    }
    None
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        let plain = |text: &str, more: &str| {
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || more.contains(c))
        };
        plain(name, "._-+") && plain(host, ".-") && host.contains('.')
    })
}

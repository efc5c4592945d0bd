//! Marks typed with a Chinese keyboard, and white space that indents a paragraph.

use super::edit::PastedElement;
use super::page::{Line, Page};
use crate::source::markdown::guard::links;

/// Mends the marks in every line that is left.
pub fn find(page: &mut Page<'_>) {
    rows(page);
    for place in 0..page.lines.len() {
        if !page.is_open(place) {
            continue;
        }
        let line = page.lines[place];
        let begun = beginning(page, &line);
        inside(page, &line);
        // Half-width spaces may be the inside of a list.
        if !begun && line.indent.contains(|c: char| !matches!(c, ' ' | '\t')) {
            let range = line.start..line.body_start();
            page.replace(PastedElement::Indent, line.number, range, "");
        }
    }
}

/// `｜` rows become rows of a table.
fn rows(page: &mut Page<'_>) {
    for place in 0..page.lines.len() {
        let is_row = |at: usize| {
            page.lines
                .get(at)
                .is_some_and(|line| line.body.starts_with('｜'))
        };
        if !page.is_open(place) || !is_row(place) {
            continue;
        }
        if !is_row(place + 1) && !place.checked_sub(1).is_some_and(is_row) {
            continue;
        }
        let line = page.lines[place];
        let is_rule = line.body.chars().all(|c| "｜|－—-：: ".contains(c));
        for (offset, c) in line.body.char_indices() {
            let with = match c {
                '｜' => "|",
                '－' | '—' if is_rule => "-",
                '：' if is_rule => ":",
                _ => continue,
            };
            let at = line.body_start() + offset;
            page.replace(
                PastedElement::WideMark,
                line.number,
                at..at + c.len_utf8(),
                with,
            );
        }
        page.done[place] = true;
    }
}

/// A mark at the start of a line.
fn beginning(page: &mut Page<'_>, line: &Line<'_>) -> bool {
    let body = line.body;
    let hashes = body.chars().take_while(|&c| c == '＃').count();
    let rest = body.trim_start_matches('＃');
    let long = body.chars().count() >= 3;
    let (length, with) = if (1..=6).contains(&hashes) && !rest.trim().is_empty() {
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let length = body.len() - rest.trim_start().len();
        (length, format!("{} ", "#".repeat(hashes)))
    } else if long && (body.chars().all(|c| c == '－') || body.chars().all(|c| c == '—')) {
        (body.len(), "---".to_owned())
    } else if let Some(rest) = body.strip_prefix('＞') {
        if rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) || rest.is_empty() {
            return false;
        }
        (body.len() - rest.trim_start().len(), "> ".to_owned())
    } else if let Some(rest) = body.strip_prefix('－') {
        if !rest.starts_with([' ', '　']) {
            return false;
        }
        (body.len() - rest.trim_start().len(), "- ".to_owned())
    } else {
        return false;
    };
    let range = line.start..line.body_start() + length;
    page.replace(PastedElement::WideMark, line.number, range, &with);
    true
}

/// Marks inside a line: ＊＊ in pairs, links and pictures in full-width brackets.
fn inside(page: &mut Page<'_>, line: &Line<'_>) {
    let body = line.body;
    let at = |place: usize| line.body_start() + place;
    let stars: Vec<usize> = body.match_indices("＊＊").map(|(place, _)| place).collect();
    if stars.len().is_multiple_of(2) {
        for place in stars {
            let range = at(place)..at(place + "＊＊".len());
            page.replace(PastedElement::WideMark, line.number, range, "**");
        }
    }
    for (place, c) in body.char_indices() {
        if !matches!(c, '[' | '【') || body[..place].ends_with('\\') {
            continue;
        }
        let Some(link) = links::at(body, place).filter(|link| !link.exact) else {
            continue;
        };
        let mut mend = |place: usize, with: &str| {
            let typed = body[place..].chars().next().map_or(0, char::len_utf8);
            if !body[place..].starts_with(with) {
                let range = at(place)..at(place + typed);
                page.replace(PastedElement::WideMark, line.number, range, with);
            }
        };
        if body[..place].ends_with('！') {
            mend(place - '！'.len_utf8(), "!");
        }
        mend(place, "[");
        mend(link.close, "]");
        let open = link.close + body[link.close..].chars().next().map_or(0, char::len_utf8);
        mend(open, "(");
        mend(link.target.end, ")");
    }
    // A picture whose brackets are right and whose mark is not.
    for (place, _) in body.match_indices("！[") {
        let exact = links::at(body, place + '！'.len_utf8()).is_some_and(|link| link.exact);
        if exact {
            let range = at(place)..at(place + '！'.len_utf8());
            page.replace(PastedElement::WideMark, line.number, range, "!");
        }
    }
}

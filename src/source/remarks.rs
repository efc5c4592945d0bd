//! Remarks to colleagues: `<!-- … -->`, `%%…%%`, `[//]: # (…)`, and places marked 【待核】. They are for those who write; none is ever printed.

use std::ops::Range;

use super::markdown::guard::{Map, MarkSlip, links};
use super::reference_remarks;
pub use super::uncertain::UNWRITTEN;
use super::uncertain::{bracketed, placeholder};
use crate::diag::code;

/// Where the remarks in `text` stand, in order; none overlaps another.
#[must_use]
pub fn find(text: &str) -> Vec<Range<usize>> {
    find_in(text, false)
}

/// As [`find`]; text of equal width (`` `…` ``) keeps what is in it where `has_code` says that there is such text.
fn find_in(text: &str, has_code: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut ends = CommentEnds::default();
    let mut place = 0;
    while let Some(offset) = text[place..].find(['<', '＜', '%', '％', '【', '[', '［', '`']) {
        let start = place + offset;
        let rest = &text[start..];
        if text[..start].ends_with('\\') {
            place = start + rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        if rest.starts_with('`') {
            place = start + code_length(rest, has_code);
            continue;
        }
        let length = html_comment(text, start, &mut ends)
            .or_else(|| loose_comment(text, start, &mut ends))
            .or_else(|| percent_comment(&text[..start], rest, '%'))
            .or_else(|| percent_comment(&text[..start], rest, '％'))
            .or_else(|| reference_remarks::length(rest))
            .or_else(|| placeholder(rest))
            .or_else(|| bracketed(rest));
        match length {
            Some(length) => {
                found.push(start..start + length);
                place = start + length;
            }
            None => place = start + rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// No text of equal width is longer, in bytes.
const LONGEST_CODE: usize = 4_000;

/// The length of the text of equal width that back quotes at the start of `rest` begin in their line; of the quotes alone where they begin none.
fn code_length(rest: &str, has_code: bool) -> usize {
    let run = rest.len() - rest.trim_start_matches('`').len();
    // No line is longer, and a text can be nothing but quotes.
    let near = &rest[..rest.floor_char_boundary(LONGEST_CODE)];
    let code = has_code.then(|| links::code_span(near, run)).flatten();
    let in_line = code.filter(|length| !near[..*length].contains('\n'));
    in_line.unwrap_or(run)
}

/// Where remarks end, `-->` or `—>` and the like: looked for once for all that begin before.
#[derive(Default)]
struct CommentEnds {
    html: SoughtEnd,
    loose: SoughtEnd,
}

/// The first end at or after a place, as far as it has been looked for.
#[derive(Default)]
struct SoughtEnd {
    from: usize,
    found: Option<Option<usize>>,
}

impl SoughtEnd {
    fn after(&mut self, place: usize, seek: impl FnOnce() -> Option<usize>) -> Option<usize> {
        match self.found {
            Some(None) if place >= self.from => None,
            Some(Some(end)) if place >= self.from && end >= place => Some(end),
            _ => {
                self.from = place;
                *self.found.insert(seek())
            }
        }
    }
}

fn html_comment(text: &str, start: usize, ends: &mut CommentEnds) -> Option<usize> {
    let rest = &text[start..];
    let inner = start + "<!--".len();
    rest.strip_prefix("<!--")?;
    // HTML takes these for remarks without a word.
    if let Some(empty) = ["<!-->", "<!--->"]
        .iter()
        .find(|empty| rest.starts_with(**empty))
    {
        return Some(empty.len());
    }
    let seek = || Some(inner + text[inner..].find("-->")?);
    Some(ends.html.after(inner, seek)? + "-->".len() - start)
}

/// The beginning of a remark as a Chinese keyboard or the corrections of Word leave it: `<！--`, `＜!--`, `< !--`, `<!—`. Its length.
fn loose_opening(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix(['<', '＜'])?;
    let inner = inner
        .trim_start_matches([' ', '　'])
        .strip_prefix(['!', '！'])?;
    let inner = inner.trim_start_matches([' ', '　']);
    let dashes = inner.trim_start_matches(['-', '－', '—', '–']);
    let typed = inner.len() - dashes.len();
    (typed >= 2).then(|| rest.len() - dashes.len())
}

/// The end of such a remark: `-->`, `--＞`, `—>`, `-- >`. Its length.
fn loose_closing(rest: &str) -> Option<usize> {
    let after = rest.trim_start_matches(['-', '－', '—', '–']);
    (rest.len() - after.len() >= 2).then_some(())?;
    let after = after.trim_start_matches([' ', '　']);
    let end = after.strip_prefix(['>', '＞'])?;
    Some(rest.len() - end.len())
}

fn loose_comment(text: &str, start: usize, ends: &mut CommentEnds) -> Option<usize> {
    let inner = start + loose_opening(&text[start..])?;
    let seek = || {
        let dashes = text[inner..].char_indices();
        let mut dashes = dashes.filter(|(_, c)| matches!(c, '-' | '－' | '—' | '–'));
        let (at, _) = dashes.find(|(at, _)| loose_closing(&text[inner + at..]).is_some())?;
        Some(inner + at)
    };
    let end = ends.loose.after(inner, seek)?;
    Some(end + loose_closing(&text[end..])? - start)
}

/// `%%…%%`, but not the doubled sign after a number: `5%%…8%%`.
fn percent_comment(before: &str, rest: &str, sign: char) -> Option<usize> {
    let mark = String::from_iter([sign, sign]);
    let inner = rest.strip_prefix(&mark)?;
    if before.ends_with(|c: char| c.is_ascii_digit() || c == sign) || inner.starts_with(sign) {
        return None;
    }
    let length = inner.find(&mark)?;
    let content = &inner[..length];
    if content.trim().is_empty() || content.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(mark.len() + length + mark.len())
}

/// A fragment without its remarks; fenced text keeps what it has. A line that holds nothing else goes with them.
#[must_use]
pub fn cut_from_fragment(text: &str) -> (String, Map, Vec<MarkSlip>) {
    let (mut clean, mut map) = (String::with_capacity(text.len()), Map::default());
    let mut slips = Vec::new();
    let mut place = 0;
    for range in in_fragment(text) {
        let cut = whole_lines(text, &range);
        if cut.start < place {
            continue;
        }
        map.copy(clean.len(), &(place..cut.start));
        clean.push_str(&text[place..cut.start]);
        if cut == range && text[range.clone()].contains('\n') {
            // What stands before and after it was typed in two lines.
            map.stand_in(clean.len(), &range);
            clean.push('\n');
        }
        place = cut.end;
        slips.push(slip(&text[range.clone()], range));
    }
    map.copy(clean.len(), &(place..text.len()));
    clean.push_str(&text[place..]);
    slips.extend(unclosed(&clean).map(|place| {
        let html = loose_opening(&clean[place..]);
        let range = map.range(&(place..place + html.unwrap_or(1)));
        let (message, help) = match html {
            Some(_) => (
                "备注没有结束，“<!--”后面缺少“-->”",
                "在备注的末尾写上“-->”；不是备注，写成 \\<!--",
            ),
            None => (
                "备注没有结束，“[//]: # (”后面缺少“)”",
                "在备注的末尾写上“)”，中间不空行；不是备注，写成 \\[//]",
            ),
        };
        MarkSlip::new(code::OPEN_REMARK, range, message, help)
    }));
    (clean, map, slips)
}

/// What is said about a remark.
fn slip(remark: &str, range: Range<usize>) -> MarkSlip {
    if remark.starts_with(['【', '[', '［']) && reference_remarks::length(remark).is_none() {
        MarkSlip {
            code: code::PLACEHOLDER,
            range,
            message: "这里注明还没有核实，印出来时已去掉这个记号".to_owned(),
            help: "核实以后删去它；确实要印出来，把“【】”换成“（）”".to_owned(),
        }
    } else {
        MarkSlip {
            code: code::REMARK,
            range,
            message: "这是写给同事的备注，不会印出来".to_owned(),
            help: "定稿以后删去它；确实要印出来，去掉备注的记号".to_owned(),
        }
    }
}

/// The lines of a text with their places, and whether each stands in fenced text or begins or ends one; a fence that nothing ends is none.
fn lines(text: &str) -> Vec<(usize, &str, bool)> {
    let mut lines: Vec<(usize, &str, bool)> = Vec::new();
    let mut place = 0;
    for line in text.split_inclusive('\n') {
        lines.push((place, line, false));
        place += line.len();
    }
    let begins = |line: &str| {
        let body = line.trim_start();
        body.starts_with("```") && !body[3..].contains('`')
    };
    let ends = |line: &str| {
        let body = line.trim();
        body.len() >= 3 && body.bytes().all(|b| b == b'`')
    };
    let last_end = lines.iter().rposition(|(_, line, _)| ends(line));
    let mut at = 0;
    while at < lines.len() {
        // From the last end on, nothing more can end.
        let stop = match begins(lines[at].1) && last_end.is_some_and(|last| last > at) {
            true => (at + 1..lines.len()).find(|other| ends(lines[*other].1)),
            false => None,
        };
        if let Some(stop) = stop {
            lines[at..=stop].iter_mut().for_each(|line| line.2 = true);
            at = stop;
        }
        at += 1;
    }
    lines
}

/// The remarks outside fenced text.
fn in_fragment(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut open = 0;
    for (start, line, fenced) in lines(text) {
        if fenced {
            all.extend(shifted(&text[open..start.max(open)], open));
            open = start + line.len();
        }
    }
    all.extend(shifted(&text[open..], open));
    all
}

/// Whether a place marked as not certain begins `text`: 【待核】.
#[must_use]
pub fn begins(text: &str) -> bool {
    placeholder(text).is_some()
}

/// The first beginning of a remark in `text`, whether anything ends it or not: `<!--`.
#[must_use]
pub fn opening(text: &str) -> Option<Range<usize>> {
    let mut signs = text.char_indices().filter(|(_, c)| matches!(c, '<' | '＜'));
    signs.find_map(|(at, _)| {
        let is_escaped = text[..at].ends_with('\\');
        let length = loose_opening(&text[at..]).filter(|_| !is_escaped)?;
        Some(at..at + length)
    })
}

/// Where a remark begins that no `-->` ends.
fn unclosed(clean: &str) -> Option<usize> {
    lines(clean)
        .into_iter()
        .filter(|(_, _, fenced)| !fenced)
        .find_map(|(start, line, _)| {
            let found = first_open(line)?;
            (!line[..found].ends_with('\\')).then_some(start + found)
        })
}

/// The first place of `line`, outside text of equal width, at which a remark begins.
fn first_open(line: &str) -> Option<usize> {
    let mut place = 0;
    while let Some(offset) = line[place..].find(['<', '＜', '`', '[', '［']) {
        let at = place + offset;
        let rest = &line[at..];
        if rest.starts_with('`') && !line[..at].ends_with('\\') {
            place = at + code_length(rest, true);
            continue;
        }
        if loose_opening(rest).is_some() || reference_remarks::is_open(rest) {
            return Some(at);
        }
        place = at + rest.chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn shifted(text: &str, by: usize) -> impl Iterator<Item = Range<usize>> {
    find_in(text, true)
        .into_iter()
        .map(move |range| range.start + by..range.end + by)
}

/// `range` with the line ends around it, where nothing else stands in its lines.
fn whole_lines(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |place| place + 1);
    let end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |place| range.end + place + 1);
    // Of an item or a quotation without its remark nothing is left but the mark.
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '>' | '-');
    let before = text[start..range.start].trim_start();
    let is_bare = before.chars().all(is_mark) && (before.is_empty() || before.ends_with(' '));
    let alone = is_bare && text[range.end..end].trim().is_empty();
    if alone { start..end } else { range.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_go_and_everything_else_stays() {
        let cases = [
            ("新建126家<!-- 待核 -->。", "新建126家。"),
            // They were typed in two lines, and stay two paragraphs.
            ("甲<!--\n乙\n-->丙", "甲\n丙"),
            ("甲<!-->乙-->丙", "甲乙-->丙"),
            ("甲%%先别发%%乙", "甲乙"),
            ("入会3200人【此处待核】，", "入会3200人，"),
            ("甲<！-- 先别发 -->乙", "甲乙"),
            ("甲＜!-- 先别发 --＞乙", "甲乙"),
            ("甲< !-- 先别发 -->乙", "甲乙"),
            ("甲<!— 先别发 —>乙", "甲乙"),
            ("甲<!—— 先别发 ——>乙", "甲乙"),
            ("甲％％先别发％％乙", "甲乙"),
            ("甲【待 填】乙[待填]丙【王科长：此处数据请核】", "甲乙丙"),
            ("[待填](正文.md)", "[待填](正文.md)"),
            (
                "写成 \\<!-- 甲 -->，\\【待核】",
                "写成 \\<!-- 甲 -->，\\【待核】",
            ),
            ("【核实情况】【待业青年】[1]", "【核实情况】【待业青年】[1]"),
        ];
        for (text, left) in cases {
            assert_eq!(cut_from_fragment(text).0, left);
        }
        for text in [
            "增长5%%，下降8%%。",
            "%%%%",
            "【基层动态】",
            "<!-- 没有结束",
            "5<6，7>3",
        ] {
            assert_eq!(cut_from_fragment(text).0, text);
        }
    }

    #[test]
    fn a_line_of_remarks_goes_with_its_end() {
        let (clean, map, slips) =
            cut_from_fragment("甲\n<!-- 一\n二 -->\n乙\n[//]: # (丙)\n```\n<!-- 丁 -->\n```\n");
        assert_eq!(clean, "甲\n乙\n```\n<!-- 丁 -->\n```\n");
        assert_eq!(slips.len(), 2);
        assert_eq!(map.range(&(4..7)), 21..24);
    }
}

//! What was typed as an item of a list and is none to YAML: `- #3号楼` is a comment, and of `&甲 乙` and `!乙` a part is a mark. (Of the value of a key the
//! reader of keys says it.)

use std::ops::Range;

use super::block_hash::is_text_of_comment;
use super::places::{NodePlace, PlaceKind};

/// What of `text` was typed into lists, below `place`, and is not in their items; in order.
#[must_use]
pub fn find(text: &str, place: &NodePlace) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // No item is lost without one of these.
    if text.contains(['#', '&', '!', '|', '>']) {
        look(text, place, &mut found);
    }
    found
}

fn look(text: &str, place: &NodePlace, found: &mut Vec<Range<usize>>) {
    match &place.kind {
        PlaceKind::Scalar { .. } => {}
        PlaceKind::Mapping(entries) => {
            for (_, value) in entries {
                look(text, value, found);
            }
        }
        PlaceKind::Sequence { items, .. } => {
            let mut from = place.range.start;
            for (index, item) in items.iter().enumerate() {
                let next = items.get(index + 1).map(|item| item.range.start);
                let is_nothing = item.range.is_empty();
                let to = match is_nothing {
                    true => next.unwrap_or(place.range.end).max(item.range.end),
                    false => item.range.start,
                };
                // The last item of a list may be nothing, and then the list ends before what was typed.
                let line_end = text[to..].find('\n').map_or(text.len(), |at| to + at);
                let to = if is_nothing && next.is_none() {
                    line_end
                } else {
                    to
                };
                found.extend(lost(text, from.min(to)..to));
                found.extend(empty_block(text, from.min(to), item));
                from = item.range.end.max(if is_nothing { to } else { 0 });
                look(text, item, found);
            }
        }
    }
}

/// `- |` with nothing under it: the sign was meant to be seen. The item was typed from `from` on.
fn empty_block(text: &str, from: usize, item: &NodePlace) -> Option<Range<usize>> {
    if !matches!(item.kind, PlaceKind::Scalar { .. }) {
        return None;
    }
    let typed = text.get(from..item.range.end.max(from))?;
    let at = from + typed.rfind(['|', '>'])?;
    let line = text[at..].lines().next().unwrap_or_default().trim_end();
    let is_alone = text[..at].trim_end_matches(' ').ends_with('-')
        && line[1..].chars().all(|c| matches!(c, '-' | '+'));
    let is_empty = text[at + line.len()..item.range.end.max(at + line.len())]
        .trim()
        .is_empty();
    (is_alone && is_empty).then(|| at..at + line.len())
}

/// What stands between two items and is neither a comment nor a sign of the list.
fn lost(text: &str, gap: Range<usize>) -> Option<Range<usize>> {
    let mut start = gap.start;
    for line in text[gap.clone()].split_inclusive('\n') {
        let here = start;
        start += line.len();
        for (at, c) in line.char_indices() {
            let is_begun = line[..at]
                .chars()
                .next_back()
                .is_none_or(|before| before.is_whitespace() || "[,-".contains(before));
            if !is_begun || !matches!(c, '#' | '&' | '!') {
                continue;
            }
            let rest = line[at..].trim_end();
            if c == '#' {
                // Only in the place of an item is it no comment, whatever it looks like.
                let is_item = line[..at].trim_end().ends_with('-');
                if is_item && is_text_of_comment(rest) {
                    return Some(here + at..here + at + rest.len());
                }
                break;
            }
            let end = rest.find([' ', ',', ']']).unwrap_or(rest.len());
            return Some(here + at..here + at + end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::places::places;

    #[test]
    fn what_is_no_item_is_found() {
        for (text, lost) in [
            (
                "行:\n  - - 甲\n    - #3号楼\n  - - 乙\n    - 5\n",
                Some("#3号楼"),
            ),
            ("抄送:\n  - #3号楼\n  - 乙\n", Some("#3号楼")),
            ("抄送:\n  - 甲\n  - #3号楼\n", Some("#3号楼")),
            ("抄送:\n  - 甲\n  - #3号楼\n署名: 丙\n", Some("#3号楼")),
            ("抄送: [甲, !: ]\n", Some("!:")),
            ("抄送: [甲, ! ]\n", Some("!")),
            ("抄送: [!x 甲, 乙]\n", Some("!x")),
            ("抄送:\n  - &a 甲\n  - 乙\n", Some("&a")),
            (
                "抄送:\n  # 备注 !甲\n  - 甲 # 备注 &乙\n  - 乙\n  #- 丙\n",
                None,
            ),
            ("抄送:\n  -\n    甲\n  - \"#乙\"\n", None),
            ("抄送: [甲&乙, 丙!]\n", None),
            ("抄送:\n  - 甲\n  - |\n", Some("|")),
            ("抄送:\n  - >\n  - 乙\n", Some(">")),
            ("标题:\n  - |-\n日期: 2026-07-08\n", Some("|-")),
            ("行:\n  - - 甲\n    - |\n  - - 乙\n    - 5\n", Some("|")),
            ("抄送:\n  - |\n    甲\n  - >-\n    乙\n", None),
            ("抄送:\n  - \"|\"\n  - 甲 > 乙\n", None),
            ("正文:\n  - 甲.md\n  # - 乙.md\n", None),
            ("正文:\n  - 甲.md\n  - # 还没写\n", None),
        ] {
            let place = places(text).0.expect(text);
            let found: Vec<&str> = find(text, &place)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found.first().copied(), lost, "{text}");
        }
    }
}

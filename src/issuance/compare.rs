//! Which lines of the text are no longer what was issued.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, TextDiff, capture_diff_slices};

use super::wording::Wording;

/// One line that changed, by its place in the record and in the text as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedLine {
    /// In the record; none for a line that was added.
    pub before: Option<usize>,
    /// In the text as it is now; none for a line that went.
    pub after: Option<usize>,
}

/// What an issue may have many of; a line of another kind is the same element, whatever it says.
const REPEATED: &[&str] = &["段", "列项", "表行", "表头", "原样", "署名", PLAIN_LINE];

/// What a line is called of whose text nobody knows more.
pub const PLAIN_LINE: &str = "行";

/// Longer lines than this, in characters, are compared by their ends alone.
const LONGEST_COMPARED: usize = 2_000;

/// How much of a line must be the same for it to be the other one changed, in hundredths.
const ALIKE: usize = 40;

/// The lines of `now` that are not those of `record` any more, in the order of the text.
#[must_use]
pub fn compare(record: &[String], now: &Wording) -> Vec<ChangedLine> {
    let before: Vec<&str> = record.iter().map(String::as_str).collect();
    let after: Vec<&str> = now.lines.iter().map(|line| line.text.as_str()).collect();
    changed_lines(&before, &after)
}

/// The lines that changed from `before` to `after`, in the order of the text.
#[must_use]
pub fn changed_lines(before: &[&str], after: &[&str]) -> Vec<ChangedLine> {
    if before == after {
        return Vec::new();
    }
    let mut changes = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, before, after) {
        match operation {
            DiffOp::Equal { .. } => {}
            DiffOp::Delete {
                old_index, old_len, ..
            } => changes.extend((old_index..old_index + old_len).map(gone)),
            DiffOp::Insert {
                new_index, new_len, ..
            } => changes.extend((new_index..new_index + new_len).map(new)),
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                let mut next = new_index;
                let replaced = before.iter().enumerate().skip(old_index).take(old_len);
                for (old, line) in replaced {
                    let mut rest = next..new_index + new_len;
                    match rest.find(|at| alike(line, after[*at])) {
                        Some(at) => {
                            changes.extend((next..at).map(new));
                            changes.push(ChangedLine {
                                before: Some(old),
                                after: Some(at),
                            });
                            next = at + 1;
                        }
                        None => changes.push(gone(old)),
                    }
                }
                changes.extend((next..new_index + new_len).map(new));
            }
        }
    }
    changes
}

/// The lines of `before` that went and came again at another place, and the lines of `after` that they became.
#[must_use]
pub fn moved_lines(
    before: &[&str],
    after: &[&str],
    changes: &[ChangedLine],
) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let mut came: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for line in changes.iter().filter(|one| one.before.is_none()).rev() {
        if let Some(at) = line.after
            && let Some(line) = after.get(at)
        {
            came.entry(unnumbered(line)).or_default().push(at);
        }
    }
    let mut moved = (BTreeSet::new(), BTreeSet::new());
    for line in changes.iter().filter(|one| one.after.is_none()) {
        if let Some(from) = line.before
            && let Some(text) = before.get(from)
            && let Some(to) = came.get_mut(unnumbered(text)).and_then(Vec::pop)
        {
            moved.0.insert(from);
            moved.1.insert(to);
        }
    }
    moved
}

/// A line without its counted number, which changes wherever it stands.
fn unnumbered(line: &str) -> &str {
    let Some((kind, words)) = line.split_once('：') else {
        return line;
    };
    if kind.ends_with("级标题") || kind.ends_with("列项") {
        words.trim_start_matches(|c: char| {
            c.is_ascii_digit() || "一二三四五六七八九十百（）、.．①②③④⑤⑥⑦⑧⑨⑩第章节条".contains(c)
        })
    } else {
        line
    }
}

fn gone(line: usize) -> ChangedLine {
    ChangedLine {
        before: Some(line),
        after: None,
    }
}

fn new(line: usize) -> ChangedLine {
    ChangedLine {
        before: None,
        after: Some(line),
    }
}

/// Whether two lines are of one kind, and the one may have become the other.
fn alike(before: &str, after: &str) -> bool {
    let (Some((kind, before)), Some((other, after))) =
        (before.split_once('：'), after.split_once('：'))
    else {
        return false;
    };
    if kind != other {
        return false;
    }
    if !REPEATED.iter().any(|repeated| kind.ends_with(repeated)) {
        return true;
    }
    let same = before.chars().zip(after.chars());
    let start = same.take_while(|(a, b)| a == b).count();
    let same = before.chars().rev().zip(after.chars().rev());
    let end = same.take_while(|(a, b)| a == b).count();
    let longer = before.chars().count().max(after.chars().count());
    let shorter = before.chars().count().min(after.chars().count());
    if (start + end) * 100 >= longer * ALIKE || longer <= 4 {
        return true;
    }
    // A sentence may have changed at both its ends. Cells in a row are told apart by their beginnings alone, as rows are all alike.
    !kind.ends_with("表行")
        && shorter * 2 >= longer
        && longer <= LONGEST_COMPARED
        && TextDiff::from_chars(before, after).ratio() >= 0.6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issuance::wording::WordingLine;

    #[test]
    fn lines_that_changed_are_told_from_lines_that_came_and_went() {
        let now = |lines: &[&str]| Wording {
            lines: lines
                .iter()
                .map(|line| WordingLine {
                    text: (*line).to_owned(),
                    span: None,
                })
                .collect(),
        };
        let record = ["标题：甲", "段：签订合同38份。", "段：覆盖企业112家。"];
        let record: Vec<String> = record.iter().map(|line| (*line).to_owned()).collect();
        type Pair = (Option<usize>, Option<usize>);
        let cases: [(&[&str], &[Pair]); 5] = [
            (
                &["标题：甲", "段：签订合同38份。", "段：覆盖企业112家。"],
                &[],
            ),
            (
                &["标题：乙", "段：签订合同45份。", "段：覆盖企业112家。"],
                &[(Some(0), Some(0)), (Some(1), Some(1))],
            ),
            (&["标题：甲", "段：覆盖企业112家。"], &[(Some(1), None)]),
            (
                &[
                    "标题：甲",
                    "段：共签订合同38份以上。",
                    "段：覆盖企业112家。",
                ],
                &[(Some(1), Some(1))],
            ),
            (
                &[
                    "标题：甲",
                    "段：另起一段，全是新话。",
                    "段：签订合同45份。",
                    "段：覆盖企业112家。",
                ],
                &[(None, Some(1)), (Some(1), Some(2))],
            ),
        ];
        for (lines, expected) in cases {
            let changes = compare(&record, &now(lines));
            let pairs: Vec<_> = changes.iter().map(|c| (c.before, c.after)).collect();
            assert_eq!(pairs, expected, "{lines:?}");
        }
    }
}

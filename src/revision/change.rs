//! The changes between two states of one issue.

use std::collections::BTreeSet;

use super::words::{ChangedPiece, changed_numbers, pieces};
use crate::issuance::{PLAIN_LINE, changed_lines, moved_lines, shown};

/// What kind of change it is, in the order in which a signer must see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// 数字: a number became another.
    Numbers,
    /// 文字: other words.
    Words,
    /// 增加
    Added,
    /// 删去
    Removed,
    /// 移动: the same words at another place.
    Moved,
}

impl ChangeKind {
    /// Every kind with its word, in their order.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Numbers, "数字"),
        (Self::Words, "文字"),
        (Self::Added, "增加"),
        (Self::Removed, "删去"),
        (Self::Moved, "移动"),
    ];
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingChange {
    pub kind: ChangeKind,
    /// Under which heading it stands; empty before the first.
    pub section: String,
    /// What it is: 标题, 段, 表行 …; empty where nobody knows.
    pub element: String,
    /// What stood; empty for what was added.
    pub before: Vec<ChangedPiece>,
    /// What stands; empty for what was removed, and for what moved, which is the same.
    pub after: Vec<ChangedPiece>,
}

impl WordingChange {
    /// Where it is, for people: `一、进展，段`; empty where nobody knows.
    #[must_use]
    pub fn position(&self) -> String {
        match (self.section.as_str(), self.element.as_str()) {
            ("", "") => String::new(),
            ("", element @ ("段" | "列项")) => format!("开头，{element}"),
            ("", element) => element.to_owned(),
            (section, element) if element.ends_with("级标题") => format!("标题“{section}”"),
            (section, element) => format!("{section}，{element}"),
        }
    }
}

/// The changes from the lines `before` to the lines `after`, numbers first and otherwise in the order of the text. A line begins with what it is and `：`,
/// as [`crate::issuance::Wording`] has it.
#[must_use]
pub fn changes(before: &[String], after: &[String]) -> Vec<WordingChange> {
    let old: Vec<&str> = before.iter().map(String::as_str).collect();
    let new: Vec<&str> = after.iter().map(String::as_str).collect();
    let lines = changed_lines(&old, &new);
    let moved = moved_lines(&old, &new, &lines);
    let mut found = Vec::new();
    for line in &lines {
        let stood = line.before.map(|at| parts(old[at]));
        let stands = line.after.map(|at| parts(new[at]));
        let has =
            |places: &BTreeSet<usize>, at: Option<usize>| at.is_some_and(|at| places.contains(&at));
        let section = match (line.after, line.before) {
            (Some(at), _) => section(&new, at),
            (None, Some(at)) => section(&old, at),
            (None, None) => String::new(),
        };
        let one = |text: String, changed| vec![ChangedPiece { text, changed }];
        let change = match (stood, stands) {
            (Some((element, stood)), Some((_, stands))) => {
                let (before, after) = pieces(&stood, &stands);
                let numbers = changed_numbers(&before) != changed_numbers(&after);
                WordingChange {
                    kind: if numbers {
                        ChangeKind::Numbers
                    } else {
                        ChangeKind::Words
                    },
                    section,
                    element,
                    before,
                    after,
                }
            }
            // What moved is said once, where it stands now.
            (Some(_), None) if has(&moved.0, line.before) => continue,
            (None, Some((element, stands))) if has(&moved.1, line.after) => WordingChange {
                kind: ChangeKind::Moved,
                section,
                element,
                before: one(stands, false),
                after: Vec::new(),
            },
            (Some((element, stood)), None) => WordingChange {
                kind: ChangeKind::Removed,
                section,
                element,
                before: one(stood, true),
                after: Vec::new(),
            },
            (None, Some((element, stands))) => WordingChange {
                kind: ChangeKind::Added,
                section,
                element,
                before: Vec::new(),
                after: one(stands, true),
            },
            (None, None) => continue,
        };
        found.push(change);
    }
    found.sort_by_key(|change| change.kind);
    found
}

/// What a line is, and its words as people read them.
fn parts(line: &str) -> (String, String) {
    let (element, words) = line.split_once('：').unwrap_or(("", line));
    let element = if element == PLAIN_LINE { "" } else { element };
    (element.to_owned(), shown(words).trim().to_owned())
}

/// The heading under which the line `at` stands.
fn section(lines: &[&str], at: usize) -> String {
    let before = lines[..=at.min(lines.len().saturating_sub(1))].iter().rev();
    let heading = before.clone().find_map(|line| {
        let (element, words) = line.split_once('：')?;
        let is_heading = element.ends_with("级标题") || matches!(element, "文章标题" | "栏目");
        is_heading.then(|| shown(words))
    });
    heading.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn numbers_come_first_and_what_moved_is_said_once() {
        let before = lines(&[
            "标题：关于甲的通报",
            "一级标题：一、进展",
            "段：各单位行动迅速，工作扎实。",
            "段：签订合同38份。",
            "一级标题：二、问题",
            "段：个别单位报送不及时。",
            "段：资金没有到位。",
        ]);
        let after = lines(&[
            "标题：关于甲的通报",
            "一级标题：一、进展",
            "段：个别单位报送不及时。",
            "段：各单位行动很快，工作扎实。",
            "段：签订合同45份。",
            "一级标题：二、问题",
            "段：下一步要抓紧整改。",
        ]);
        let found = changes(&before, &after);
        let kinds: Vec<ChangeKind> = found.iter().map(|change| change.kind).collect();
        assert_eq!(
            kinds,
            [
                ChangeKind::Numbers,
                ChangeKind::Words,
                ChangeKind::Added,
                ChangeKind::Removed,
                ChangeKind::Moved
            ],
            "{found:#?}"
        );
        assert_eq!(found[0].section, "一、进展");
        assert_eq!(found[0].element, "段");
        assert_eq!(changes(&before, &before), []);
    }
}

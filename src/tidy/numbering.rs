//! Numbers of headings that belong together: where some lines of a row （一）（二）（三） are headings and others are sentences, none is made a heading, as the
//! program would count the headings anew and the sentences would keep theirs.

use std::collections::BTreeMap;

use super::edit::CHECK;
use super::tidied::Left;
use crate::zh::label::{NumberPrefix, Numerals};

/// A line that begins with a number of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberedLine {
    /// Which line of the page it is.
    pub place: usize,
    /// How deep numbers of its kind are, from 0.
    pub kind: usize,
    /// The value of its number.
    pub value: u32,
    /// Whether it is a heading by itself.
    pub is_heading: bool,
    /// How many lines above it are marked as headings.
    pub section: usize,
}

/// How many kinds of numbers there are, see [`kind_of`].
pub(super) const KINDS: usize = 7;

/// The deepest kind whose numbers are nearly always those of headings: （一）.
pub(super) const DEEPEST_OF_HEADINGS: usize = 4;

/// How deep numbers of this kind are: 第一章 and 第一部分 0, 第一节 1, 第一条 2, 一、 3, （一） 4, 1. 5, （1） 6; none for ①, which is no heading's.
pub(super) fn kind_of(number: &NumberPrefix, plain: &str) -> Option<usize> {
    let typed = plain[..number.length].trim_end();
    Some(match (number.numerals, number.bracketed) {
        (Numerals::Han | Numerals::Arabic, true) if typed.starts_with('第') => {
            match typed.chars().next_back()? {
                '条' => 2,
                '节' => 1,
                _ => 0,
            }
        }
        (Numerals::Han, false) => 3,
        (Numerals::Han, true) => 4,
        (Numerals::Arabic, false) => 5,
        (Numerals::Arabic, true) => 6,
        (Numerals::Circled, _) => return None,
    })
}

/// What the numbers of all lines together say.
#[derive(Debug, Default)]
pub struct Numbering {
    /// The lines that stay text though they look like headings, with the reason.
    pub kept: BTreeMap<usize, String>,
    /// What is said of the headings whose number will be another one.
    pub renumbered: BTreeMap<usize, String>,
}

/// Holds the numbered lines, in their order, against one another. `typed` gives a line's number as it was typed.
pub fn judge(lines: &[NumberedLine], typed: impl Fn(usize) -> String) -> Numbering {
    let mut numbering = Numbering::default();
    for NumberedRow {
        lines: row,
        is_one_of,
    } in rows(lines)
    {
        let is_mixed =
            row.iter().any(|line| line.is_heading) && !row.iter().all(|line| line.is_heading);
        let cause = match (is_mixed, is_one_of) {
            (true, _) => Some("一级有的像标题、有的是句子，没有动；是标题的自己改成“#”开头"),
            (_, true) => {
                Some("一级从头编了几次，中间的上一级标题没有编号，没有动；先把上一级改成“#”开头")
            }
            (false, false) => None,
        };
        if let Some(cause) = cause {
            for line in row.iter().filter(|line| line.is_heading) {
                let why = format!("“{}”{cause}", typed(line.place));
                numbering.kept.insert(line.place, why);
            }
            continue;
        }
        if let Some(first) = row
            .first()
            .filter(|line| line.is_heading && line.value != 1)
        {
            let why = format!(
                "“{}”前面没有同一级的标题，整理后从头编号；{CHECK}",
                typed(first.place)
            );
            numbering.renumbered.insert(first.place, why);
        }
        for pair in row.windows(2).filter(|pair| pair[1].is_heading) {
            if pair[1].value != pair[0].value + 1 {
                let why = format!(
                    "“{}”接不上前面的“{}”，整理后按顺序重新编号；{CHECK}是否漏了一段",
                    typed(pair[1].place),
                    typed(pair[0].place)
                );
                numbering.renumbered.insert(pair[1].place, why);
            }
        }
    }
    numbering.keep_below(lines, typed);
    numbering
}

impl Numbering {
    /// What stands under a number that stays text keeps its own: its level would be that of the number above.
    fn keep_below(&mut self, lines: &[NumberedLine], typed: impl Fn(usize) -> String) {
        let mut above: Option<NumberedLine> = None;
        for line in lines {
            let stays = !line.is_heading || self.kept.contains_key(&line.place);
            match above {
                Some(text) if line.kind > text.kind => {
                    if !stays {
                        let why = format!(
                            "它上面的“{}”不是标题，“{}”没有动",
                            typed(text.place),
                            typed(line.place)
                        );
                        self.kept.insert(line.place, why);
                    }
                }
                _ if stays && line.kind <= DEEPEST_OF_HEADINGS => above = Some(*line),
                _ => above = None,
            }
        }
    }

    /// What is said of the lines that stay; `number` gives a line's number in the text.
    pub fn said(self, number: impl Fn(usize) -> usize) -> Vec<Left> {
        let all = self.kept.into_iter();
        all.map(|(place, why)| Left {
            element: None,
            line: number(place),
            why,
        })
        .collect()
    }
}

/// Numbers of one kind that count on.
struct NumberedRow {
    lines: Vec<NumberedLine>,
    /// Whether it is one of several that begin with a one each, with no heading between that is told by its number or its mark. What parts them is a heading
    /// that nobody marked, and which level theirs is cannot be known.
    is_one_of: bool,
}

/// The rows: each begins with a one, or after a number that is less deep.
fn rows(lines: &[NumberedLine]) -> Vec<NumberedRow> {
    let mut rows: Vec<NumberedRow> = Vec::new();
    let mut open: BTreeMap<usize, usize> = BTreeMap::new();
    for line in lines {
        open.retain(|kind, _| *kind <= line.kind);
        let above = open.get(&line.kind).copied();
        if let Some(row) = above.filter(|_| line.value != 1) {
            rows[row].lines.push(*line);
            continue;
        }
        let above = above.filter(|&row| {
            let last = rows[row].lines.last();
            last.is_some_and(|last| last.section == line.section)
        });
        if let Some(row) = above {
            rows[row].is_one_of = true;
        }
        open.insert(line.kind, rows.len());
        rows.push(NumberedRow {
            lines: vec![*line],
            is_one_of: above.is_some(),
        });
    }
    rows
}

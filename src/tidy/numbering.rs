//! Numbers of headings that belong together: where some lines of a row （一）（二）（三） are headings and others are sentences, none is made a heading, as the
//! program would count the headings anew and the sentences would keep theirs.

use std::collections::BTreeMap;

use super::tidied::Left;

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
}

/// The deepest kind whose numbers are nearly always those of headings: （一）.
const DEEPEST_OF_HEADINGS: usize = 2;

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
    for row in rows(lines) {
        let is_mixed =
            row.iter().any(|line| line.is_heading) && !row.iter().all(|line| line.is_heading);
        if is_mixed && row[0].kind <= DEEPEST_OF_HEADINGS {
            for line in row.iter().filter(|line| line.is_heading) {
                let number = typed(line.place);
                let why = format!(
                    "“{number}”一级有的像标题、有的是句子，没有动；是标题的自己改成“#”开头"
                );
                numbering.kept.insert(line.place, why);
            }
            continue;
        }
        for pair in row.windows(2).filter(|pair| pair[1].is_heading) {
            if pair[1].value != pair[0].value + 1 {
                let why = format!(
                    "“{}”接不上前面的“{}”，整理后按顺序重新编号；请核对是否漏了一段",
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

/// The rows of numbers of one kind: each begins with a one, or after a number that is less deep.
fn rows(lines: &[NumberedLine]) -> Vec<Vec<NumberedLine>> {
    let mut rows: Vec<Vec<NumberedLine>> = Vec::new();
    let mut open: BTreeMap<usize, usize> = BTreeMap::new();
    for line in lines {
        open.retain(|kind, _| *kind <= line.kind);
        match open.get(&line.kind).copied().filter(|_| line.value != 1) {
            Some(row) => rows[row].push(*line),
            None => {
                open.insert(line.kind, rows.len());
                rows.push(vec![*line]);
            }
        }
    }
    rows
}

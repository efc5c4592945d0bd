//! Quotations: lines that begin with `>` and a space. `>95分` is text.

use std::ops::Range;

use super::kinds::{BlockKind, is_han, is_line_end};
use super::writer::{LineBody, LineWriter};
use crate::diag::code;

/// Quotations nested deeper than this are text; the reader reports less than that as too deep.
const MAX_QUOTES: usize = 40;

/// Of more signs in a row the reader says that they are too deep.
const MOST_SAID: usize = 24;

/// The length of the mark of a quotation with the space after it; the last of several signs has the space: `>>95分` is text too.
pub fn quote_mark(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('>')?;
    match rest.chars().next() {
        None => Some(1),
        Some('>') => quote_mark(rest).map(|_| 1),
        Some(c) if c.is_whitespace() && !is_line_end(c) => Some(1 + c.len_utf8()),
        Some(_) => None,
    }
}

/// Whether a line is what a program that merges texts leaves behind (JB3002 says it); `typed` is the whole text.
fn is_conflict_mark(text: &str, typed: &str) -> bool {
    text.strip_prefix(">>>>>>> ").is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphanumeric()) || typed.contains("<<<<<<< ")
    })
}

impl LineWriter<'_> {
    /// A line that begins with `>`: a quotation where a space follows, and otherwise text.
    pub(super) fn quote(
        &mut self,
        lines: &[Range<usize>],
        place: usize,
        body: LineBody<'_>,
        depth: usize,
    ) -> BlockKind {
        // `>95分` under a quotation is text again, and keeps its sign.
        let rows = self.count(lines, place, |body| quote_mark(body.text).is_some());
        if depth > MAX_QUOTES || is_conflict_mark(body.text, self.out.typed) {
            return BlockKind::Text;
        }
        let sign = body.start..body.start + 1;
        let Some(cut) = quote_mark(body.text) else {
            let words = body.text.trim_start_matches('>');
            if words.starts_with(|c: char| is_han(c) || "“《（".contains(c)) {
                self.slip(
                    code::NOT_A_MARK,
                    sign,
                    "“>”后面没有空格，当作大于号照样印出来，不成为引用",
                    "要引用，“>”后面空一格；是大于号，写成 \\> 或 ＞",
                );
            }
            return BlockKind::Text;
        };
        let is_empty = |line: &Range<usize>| {
            self.body(line)
                .text
                .trim_matches(|c: char| c == '>' || c.is_whitespace())
                .is_empty()
        };
        if lines[place..place + rows].iter().all(is_empty) {
            self.slip(
                code::NOT_A_MARK,
                sign,
                "这一行只有“>”，照样印出来",
                "不要的话删去它；要引用，在“>”后面空一格再写",
            );
            return BlockKind::Text;
        }
        let begun = |text: &str| text.len() - text.trim_start_matches(['>', ' ']).len();
        let signs = |text: &str| text[..begun(text)].matches('>').count();
        let inner = lines[place..place + rows]
            .iter()
            .map(|line| self.body(line));
        let inner = inner.filter(|body| {
            let (mark, after) = body.text.split_at(begun(body.text));
            let is_mark =
                after.is_empty() || mark.ends_with(' ') || after.starts_with(char::is_whitespace);
            is_mark && (2..=MOST_SAID).contains(&signs(body.text))
        });
        // Once for a quotation, at the first of its lines that has several.
        if depth == 0
            && let Some(first) = inner.map(|body| body.start).next()
        {
            self.slip(
                code::NOT_A_MARK,
                first..first + 1,
                "几个“>”当作引用里的引用，“>”不印出来",
                "只是引用，写一个“>”和一个空格；是大于号，写成 \\> 或 ＞",
            );
        }
        let content = &body.text[cut..];
        let digits = content.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let is_value = digits.len() < content.len()
            && !digits.starts_with(['年', '月', '日', '号', '、', '.', '．', '）', ')']);
        // A whole sentence is quoted, whatever it begins with.
        let is_share = digits.starts_with(['%', '％', '‰']) || digits.starts_with("个百分点");
        let is_sentence = !is_share && content.trim_end().ends_with(['。', '！', '？']);
        if rows == 1 && is_value && !is_sentence {
            self.slip(
                code::NOT_A_MARK,
                sign,
                "“>”后面是数，当作大于号照样印出来，不成为引用",
                "要引用，把数写在别处，或引用两行以上；是大于号，写成 \\> 或 ＞",
            );
            return BlockKind::Text;
        }
        BlockKind::Quote(place + rows)
    }
}

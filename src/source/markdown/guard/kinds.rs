//! What a line begins: a heading, a quotation, an item, a table, or nothing, and then its signs are text.

use std::ops::Range;

use super::fences;
use super::grid;
use super::items::{self, ItemMark, Kind, Nest};
use super::notes;
use super::writer::{LineBody, LineWriter};
use crate::diag::code;

/// What is said of `+ ` before an item.
pub const PLUS: &str = "“+”当作文字照样印出来，不成为列表";

/// What a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Text as it stands, up to and with the line.
    Fence(usize),
    /// A quotation, up to the line.
    Quote(usize),
    /// A table, up to the line.
    Table(usize),
    /// Cells parted by tabs, up to the line.
    Pasted(usize),
    /// A heading of the level.
    Heading(usize),
    /// What a note says.
    Note,
    /// A break between two parts.
    Rule,
    /// An item of a list.
    Item,
    Text,
}

/// Whether a character nobody sees ends a line elsewhere; it is taken out and said, and is no blank.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The level of the heading that `text` is, if it is one.
pub fn heading_level(text: &str) -> Option<usize> {
    let after = text.trim_start_matches(['#', '＃']);
    let hashes = text[..text.len() - after.len()].chars().count();
    let fits = (1..=6).contains(&hashes)
        && after.starts_with(|c: char| c.is_whitespace() && !is_line_end(c))
        && !after.trim_start().trim_start_matches('#').trim().is_empty();
    fits.then_some(hashes)
}

fn is_rule_of(text: &str, sign: char) -> bool {
    text.chars().count() >= 3 && text.chars().all(|c| c == sign)
}

/// Whether `c` is a Chinese character.
pub fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

impl LineWriter<'_> {
    /// The mark of the item at `place`, if it is one.
    pub(super) fn item(
        &mut self,
        lines: &[Range<usize>],
        place: usize,
        body: LineBody<'_>,
        nest: &Nest,
    ) -> Option<ItemMark> {
        if body.wide || (nest.is_empty() && body.indent >= 4) {
            return None;
        }
        let found = items::mark(body.text)?;
        let content = &body.text[found.content..];
        // `- - -` is a line that somebody drew.
        if matches!(found.kind, Kind::Bullet(_))
            && content.chars().all(|c| matches!(c, '-' | '*' | ' '))
        {
            return None;
        }
        let range = body.start..body.start + found.length;
        let neighbour = |line: &&Range<usize>| {
            let other = items::mark(self.body(line).text);
            other.is_some_and(|other| match (other.kind, found.kind) {
                (Kind::Bullet(a), Kind::Bullet(b)) => a == b,
                (Kind::Number(_), Kind::Number(_)) => true,
                _ => false,
            })
        };
        let filled = |line: &&Range<usize>| !self.body(line).text.is_empty();
        let in_row = lines[..place]
            .iter()
            .rev()
            .find(filled)
            .filter(neighbour)
            .is_some()
            || lines[place + 1..]
                .iter()
                .find(filled)
                .filter(neighbour)
                .is_some();
        match found.kind {
            Kind::Bullet(sign) => {
                if items::is_page_number(sign, content) {
                    self.slip(
                        code::NOT_A_MARK,
                        body.start..body.start + body.text.len(),
                        "像是粘贴来的页码，当作文字照样印出来，不当作列表",
                        "页码由程序印，删去这一行",
                    );
                    return None;
                }
                if items::is_signed_value(content) {
                    self.slip(
                        code::NOT_A_MARK,
                        range,
                        "“-”后面是数，当作文字照样印出来，不当作列表",
                        "是负数，“-”和数之间不空格；是列表，不要以这个数开头",
                    );
                    return None;
                }
                if sign == '*' && !in_row && nest.is_empty() {
                    self.slip(
                        code::NOT_A_MARK,
                        range,
                        "只有一条，“*”当作文字照样印出来，不当作列表",
                        "是列表，写成“- ”",
                    );
                    return None;
                }
                if matches!(sign, '－' | '–') {
                    self.slip(
                        code::MENDED_MARK,
                        range,
                        &format!("“{sign}”当作列表的记号"),
                        "改用半角的“-”，后面空一格",
                    );
                }
                Some(found)
            }
            Kind::Number(number) => {
                if number == 1 && body.text.starts_with('0') {
                    let message = "编号前面的“0”不印出来，印成“1.”";
                    self.slip(code::MENDED_MARK, range.clone(), message, "写成 1. 2. 3.");
                }
                // Its list went on with `2.` alone, of which a remark has been left out.
                if self.follows_a_bare_number(&lines[..place], number)
                    || self.follows_a_label(&lines[..place], number)
                {
                    return None;
                }
                let goes_on = nest.place(body.indent, true).continues;
                // Directly under a line of text it is more likely the rest of a sentence.
                let after_text = place > 0 && !self.body(&lines[place - 1]).text.is_empty();
                let begins = number == 1 || (number <= 20 && !after_text);
                if goes_on || begins || (number <= 99 && in_row && number > 0) {
                    return Some(found);
                }
                if number <= 99 {
                    self.slip(
                        code::NOT_A_MARK,
                        range,
                        &format!("列表从 1. 写起；这里的“{number}.”当作文字照样印出来"),
                        "是列表，从 1. 写起；不是，“.”后面不空格",
                    );
                }
                None
            }
        }
    }

    /// What begins at `place`, which is no item.
    pub(super) fn kind(
        &mut self,
        lines: &[Range<usize>],
        place: usize,
        body: LineBody<'_>,
        depth: usize,
    ) -> BlockKind {
        let text = body.text;
        let line = body.start..lines[place].end;
        let sign = body.start..body.start + text.chars().next().map_or(0, char::len_utf8);
        if depth == 0 && notes::definition(text).is_some() {
            return BlockKind::Note;
        }
        if fences::begins(text) {
            if let Some(end) = self.last_fences.end(self.out.typed, lines, place) {
                let info = text[3..].trim();
                if !is_language(info) {
                    self.slip(
                        code::NOT_A_MARK,
                        line,
                        &format!("“```”后面的“{info}”不会印出来"),
                        "“```”单独一行；要印的字写在它下面",
                    );
                }
                return BlockKind::Fence(end);
            }
            self.slip(
                code::NOT_A_MARK,
                line,
                "“```”没有结束，照样印出来",
                "在原样文字的末尾另起一行写“```”；不要的话删去它",
            );
            return BlockKind::Text;
        }
        if grid::begins_with_bar(text) {
            let rows = self.count(lines, place, |body| grid::begins_with_bar(body.text));
            if rows > 1 {
                return BlockKind::Table(place + rows + self.bare_rows(lines, place, rows));
            }
            if text.matches(['|', '｜']).count() > 1 {
                self.slip(
                    code::NOT_A_MARK,
                    line,
                    "只有一行，不成为表格，竖线照样印出来",
                    "表格至少要有表头、“|---|”和一行内容",
                );
            }
            return BlockKind::Text;
        }
        // A quotation under a table is none of its rows.
        let is_quote = |text: &str| text.starts_with("> ") || text.starts_with(">>");
        let is_row = |text: &str| text.contains('|') && !is_quote(text);
        if is_row(text)
            && lines
                .get(place + 1)
                .is_some_and(|next| grid::is_rule(self.body(next).text))
        {
            let rows = self.count(lines, place, |body| is_row(body.text));
            return BlockKind::Table(place + rows);
        }
        if text.contains('\t') && depth == 0 {
            // A row may begin or end with an empty cell.
            let typed =
                |line: &Range<usize>| &self.out.typed[grid::row_range(self.out.typed, line)];
            let tabs = |text: &str| text.matches('\t').count();
            let first = typed(&lines[place]);
            let same = |line: &&Range<usize>| tabs(typed(line).trim()) == tabs(first.trim());
            let padded = |line: &&Range<usize>| {
                let row = typed(line);
                tabs(row) == tabs(first) && !row.trim().is_empty() && !row.contains('。')
            };
            let count = lines[place..].iter().take_while(same).count();
            let rows = count.max(lines[place..].iter().take_while(padded).count());
            if rows > 1 {
                return BlockKind::Pasted(place + rows);
            }
        }
        // Four spaces, or a full-width one, are how people indent paragraphs.
        if text.starts_with(['#', '＃']) {
            if let Some(level) = heading_level(text) {
                if !body.wide && body.indent < 4 {
                    return BlockKind::Heading(level);
                }
                self.slip(
                    code::NOT_A_MARK,
                    sign,
                    "“#”前面有空格，会当作文字印出来，不会成为标题",
                    "“#”写在一行的开头，前面不空格",
                );
                return BlockKind::Text;
            }
            let after = text.trim_start_matches(['#', '＃']);
            let hashes = text[..text.len() - after.len()].chars().count();
            if (1..=6).contains(&hashes) && after.starts_with(|c: char| !c.is_ascii_digit()) {
                self.slip(
                    code::NO_SPACE_AFTER_HASH,
                    line,
                    "“#”后面没有空格，会当作文字印出来，不会成为标题",
                    "“#”后面空一格，如 # 总体情况；确实要印“#”，写成 \\#",
                );
            }
            return BlockKind::Text;
        }
        if is_rule_of(text, '-') || is_rule_of(text, '－') || is_rule_of(text, '—') {
            return BlockKind::Rule;
        }
        if text.starts_with('>') {
            return self.quote(lines, place, body, depth);
        }
        let after = text.chars().nth(1);
        match text.chars().next() {
            Some('＞') if after.is_some_and(|c| !c.is_ascii_digit()) => self.slip(
                code::NOT_A_MARK,
                sign,
                "全角的“＞”当作文字照样印出来，不成为引用",
                "要引用，写半角的“>”，后面空一格；是大于号，可以不管",
            ),
            Some('+')
                if after == Some(' ') && text[2..].starts_with(|c: char| !c.is_ascii_digit()) =>
            {
                self.slip(code::NOT_A_MARK, sign, PLUS, "列表写“- ”")
            }
            Some(sign_typed @ ('-' | '－')) if after.is_some_and(is_han) => self.slip(
                code::NOT_A_MARK,
                sign,
                &format!("“{sign_typed}”后面没有空格，当作文字照样印出来，不成为列表"),
                "要成为列表，写半角的“-”，后面空一格",
            ),
            _ => {}
        }
        BlockKind::Text
    }

    /// How many lines under the `rows` of the table that begins at `place` are rows too, without a bar at their beginning: they have as many cells as the
    /// head. The first is said.
    fn bare_rows(&mut self, lines: &[Range<usize>], place: usize, rows: usize) -> usize {
        let typed = self.out.typed;
        let bodies: Vec<Range<usize>> = lines[place..place + rows]
            .iter()
            .map(|line| self.body(line).start..line.end)
            .collect();
        if !grid::has_rule(typed, &bodies) {
            return 0;
        }
        let more = self.count(lines, place + rows, |body| {
            let line = body.start..body.start + body.text.len();
            grid::has_cells_of(typed, &bodies[0], &line)
                && items::mark(body.text).is_none()
                && !body.text.starts_with(['#', '＃', '>', '`', '|', '｜'])
        });
        if let Some(first) = lines.get(place + rows).filter(|_| more > 0) {
            self.slip(
                code::MENDED_MARK,
                first.clone(),
                "这一行前后没有“|”，格数和表头一样，当作表格的一行",
                "表格的每一行前后都写“|”；是正文，和表格之间空一行",
            );
        }
        more
    }

    /// Whether the lines above count down from `number` to one that is a number and nothing else.
    fn follows_a_bare_number(&self, above: &[Range<usize>], number: u64) -> bool {
        let mut expected = number;
        for line in above.iter().rev() {
            let text = self.body(line).text;
            let Some(before) = expected.checked_sub(1).map(|before| format!("{before}.")) else {
                return false;
            };
            if text == before {
                return true;
            }
            if !text.starts_with(&before) {
                return false;
            }
            expected -= 1;
        }
        false
    }

    /// Whether the lines above count down from `number` to one behind a label: 注：1. …, 附件：1. ….
    fn follows_a_label(&self, above: &[Range<usize>], number: u64) -> bool {
        const MOST: u64 = 99;
        let mut expected = number;
        for line in above.iter().rev().take_while(|_| number <= MOST) {
            let text = self.body(line).text;
            let Some(before) = expected.checked_sub(1).map(|before| format!("{before}.")) else {
                return false;
            };
            let labelled = text
                .split_once(['：', ':'])
                .map(|(_, rest)| rest.trim_start());
            if !text.starts_with(&before) {
                return labelled.is_some_and(|rest| rest.starts_with(&before));
            }
            expected -= 1;
        }
        false
    }

    /// How many lines from `place` on fit.
    pub(super) fn count(
        &self,
        lines: &[Range<usize>],
        place: usize,
        fits: impl Fn(LineBody<'_>) -> bool,
    ) -> usize {
        lines[place..]
            .iter()
            .take_while(|line| {
                let body = self.body(line);
                !body.text.is_empty() && fits(body)
            })
            .count()
    }
}

/// Whether what stands behind the quotes of a fence is nothing, or the name of a language: `yaml`, `c++`, and not 2026.3, `1.` or `a---b`.
fn is_language(info: &str) -> bool {
    let is_sign = |c: char| "+-#.".contains(c);
    let words = info.trim_end_matches(['+', '#']);
    let begins = words.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric());
    info.is_empty() || begins && info.len() - words.len() <= 2 && words.split(is_sign).all(is_word)
}

//! Tables of Markdown, and the paragraph before one that is its caption.

use std::borrow::Cow;

use pulldown_cmark::Alignment;

use super::Lowering;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::printed;
use crate::model::{Align, Cell, Inline, InlineKind, Span, Spanned, Table, plain_text};
use crate::source::{Draft, DraftItem};
use crate::zh::numbered;

impl Lowering<'_> {
    pub(super) fn table(
        &mut self,
        alignments: &[Alignment],
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
        span: Span,
    ) {
        let mut table = Table {
            anchor: String::new(),
            label: String::new(),
            caption: Vec::new(),
            columns: u32::try_from(alignments.len()).unwrap_or(u32::MAX),
            before: Vec::new(),
            measure: None,
            head: vec![head],
            rows,
            row_heights: Vec::new(),
            landscape: false,
            note: None,
            span,
        };
        let typed: Vec<Option<Align>> = alignments
            .iter()
            .map(|alignment| match alignment {
                Alignment::None => None,
                Alignment::Left => Some(Align::Left),
                Alignment::Center => Some(Align::Center),
                Alignment::Right => Some(Align::Right),
            })
            .collect();
        table.align_columns(&typed);
        self.take_lines_above(&mut table);
        table.caption = self.take_table_caption();
        self.block(Draft::Table(Box::new(table)));
    }

    /// The paragraph before a table is its caption where it begins with 表：.
    pub(super) fn take_table_caption(&mut self) -> Vec<Inline> {
        self.plain_caption_above("表");
        let Some(frame) = self.stack.iter_mut().rev().find(|f| f.holds_blocks()) else {
            return Vec::new();
        };
        let Some(Draft::Paragraph { content, .. }) = frame.blocks.last_mut() else {
            return Vec::new();
        };
        let Some(first) = content.first() else {
            return Vec::new();
        };
        let InlineKind::Text(text) = &first.kind else {
            return Vec::new();
        };
        let marked = text
            .strip_prefix("表：")
            .or_else(|| text.strip_prefix("表:"));
        let marked = match marked {
            Some(rest) => text.len() - rest.trim_start().len(),
            // Numbering takes the number off, and says so.
            None if numbered::caption(text, "表").is_some() => 0,
            None => return Vec::new(),
        };
        // With nothing behind it it is no caption, and stays to be seen.
        if text[marked..].trim().is_empty() && content.len() == 1 {
            return Vec::new();
        }
        let Some(first) = content.first_mut() else {
            return Vec::new();
        };
        first.cut_start(marked);
        let caption = std::mem::take(content);
        frame.blocks.pop();
        self.no_note_in_caption(&caption);
        caption
    }

    /// Between the caption and the table: 单位：万元 is its unit of measure, 填报单位：… a line over it (表前).
    pub(super) fn take_lines_above(&mut self, table: &mut Table) {
        let Some(frame) = self.stack.iter_mut().rev().find(|f| f.holds_blocks()) else {
            return;
        };
        let line = |block: &Draft| match block {
            Draft::Paragraph { content, span } => {
                plain(content).map(|text| Spanned::new(text.to_owned(), *span))
            }
            _ => None,
        };
        let lines = frame.blocks.iter().rev();
        let lines = lines.map_while(|block| line(block).filter(|text| is_line_above(text)));
        let mut lines: Vec<Spanned<String>> = lines.take(MOST_LINES_ABOVE + 1).collect();
        if lines.len() > MOST_LINES_ABOVE {
            return;
        }
        let caption = frame.blocks.len().checked_sub(lines.len() + 1);
        let caption = caption.and_then(|place| frame.blocks.get(place));
        let caption = caption.and_then(|block| match block {
            Draft::Paragraph { content, .. } => Some(plain_text(content)),
            _ => None,
        });
        let Some(caption) = caption.filter(|caption| is_caption(caption, "表")) else {
            return;
        };
        // A caption without words is not the one that these lines stand under.
        if matches!(caption.trim(), "表：" | "表:") && !lines.iter().all(|line| is_known_line(line))
        {
            return;
        }
        frame.blocks.truncate(frame.blocks.len() - lines.len());
        lines.reverse();
        let last = lines.len();
        for (place, line) in (1..).zip(lines) {
            // The measure is printed last.
            let value = measure(&line).filter(|_| table.measure.is_none() && place == last);
            if let Some(value) = value {
                let printed = printed::MEASURE.text(value);
                if printed != line.value {
                    let message = format!("“{}”印成“{printed}”", line.value);
                    let finding = Diagnostic::new(code::PRINTED_WORD, line.span, message);
                    self.sink.push(finding.help(format!("写成 {printed}")));
                }
                table.measure = Some(Spanned::new(value.to_owned(), line.span));
                continue;
            }
            if !is_known_line(&line) {
                let message = format!("“{}”在表题和表格之间，当作表前印在表格上方", line.value);
                let finding = Diagnostic::new(code::MENDED_MARK, line.span, message);
                self.sink.push(
                    finding.help("不用处理；是正文，移到表题上面；是注，移到表格下面，写成 注：…"),
                );
            }
            table.before.push(line);
        }
    }
}

/// Whether a paragraph that stands above a table is its caption.
pub(super) fn is_caption(text: &str, kind: &str) -> bool {
    let after = text.strip_prefix(kind);
    after.is_some_and(|rest| rest.starts_with(['：', ':']))
        || numbered::caption(text, kind).is_some()
}

/// What a line over a table says after the first of `labels` that it begins with.
fn after_label<'t>(line: &'t str, labels: &[&str]) -> Option<&'t str> {
    let line = line.strip_prefix(['（', '(']).map_or(line, |inner| {
        inner.strip_suffix(['）', ')']).unwrap_or(inner)
    });
    labels.iter().find_map(|label| {
        let rest = line.strip_prefix(label)?.trim_start();
        rest.strip_prefix(['：', ':']).map(str::trim)
    })
}

/// The unit of measure that a line over a table names: 单位：万元.
fn measure(line: &str) -> Option<&str> {
    const LONGEST: usize = 12;
    let value = after_label(line, &["计量单位", "金额单位", "单位"])?;
    (1..=LONGEST)
        .contains(&value.chars().count())
        .then_some(value)
}

/// The most lines between a caption and its table.
const MOST_LINES_ABOVE: usize = 4;

/// Whether a line may stand between a caption and its table: a short one, and neither a sentence nor another caption.
fn is_line_above(line: &str) -> bool {
    const LONGEST: usize = 40;
    is_known_line(line)
        || line.chars().count() <= LONGEST
            && !line.contains(['。', '；', '！', '？'])
            && !is_caption(line, "表")
            && !is_caption(line, "图")
}

/// Whether a line is one that stands over a table: 单位：万元, 填报单位：青禾县　填报时间：6月.
fn is_known_line(line: &str) -> bool {
    const LABELS: &[&str] = &[
        "填报单位",
        "填报时间",
        "填报日期",
        "填报人",
        "填表单位",
        "填表时间",
        "填表人",
        "制表单位",
        "制表时间",
        "统计时间",
        "统计日期",
        "截止时间",
        "截至时间",
    ];
    let line = &line.replace("（盖章）", "").replace("（公章）", "");
    !line.contains(['。', '；']) && (measure(line).is_some() || after_label(line, LABELS).is_some())
}

/// Takes what is typed under a table into it, where it is its note: 注：…, and the numbered lines that go on with it. Only plain text is.
pub(super) fn take_note(table: &mut Table, below: &Draft, sink: &mut Sink) -> bool {
    match below {
        Draft::Paragraph { content, span } => {
            let Some(text) = plain(content) else {
                return false;
            };
            let rest = text
                .strip_prefix("注：")
                .or_else(|| text.strip_prefix("注:"));
            let line = match rest.map(str::trim) {
                Some("") => return false,
                // The word is printed before the first note; a second one is typed to be seen.
                Some(_) if table.note.is_some() => Cow::Borrowed(text),
                Some(rest) => printed::labelled_note(rest),
                None if goes_on(table, text) || says_what_it_is(text) => Cow::Borrowed(text),
                None => return false,
            };
            if let Some(rest) = rest.filter(|_| text.starts_with("注:") && *line != *text) {
                let message = "半角的“:”印成“：”";
                let finding = Diagnostic::new(code::MENDED_MARK, *span, message);
                sink.push(finding.help(format!("写成 注：{}", rest.trim())));
            }
            add_line(table, &line, *span);
            true
        }
        Draft::List {
            ordered: true,
            start,
            items,
            span,
        } => {
            let lines: Option<Vec<&str>> = items.iter().map(only_line).collect();
            let (true, Some(lines)) = (goes_on(table, &format!("{start}.")), lines) else {
                return false;
            };
            for (number, line) in (*start..).zip(lines) {
                add_line(table, &format!("{number}. {line}"), *span);
            }
            true
        }
        Draft::List { ordered: false, .. }
        | Draft::Heading { .. }
        | Draft::Quote { .. }
        | Draft::Code { .. }
        | Draft::Table(_)
        | Draft::Figure { .. }
        | Draft::Chart { .. }
        | Draft::Figures { .. }
        | Draft::Rule(_) => false,
    }
}

/// Whether a line under a table says by a word of its own that it belongs to it: 资料来源：…, 备注：…, 注1：…. Longer ones may well be of the text.
fn says_what_it_is(line: &str) -> bool {
    const LONGEST: usize = 80;
    /// What stands at the end of whole texts too.
    const OF_TEXTS: [&str; 5] = ["附注", "联系人", "联系电话", "负责人", "单位负责人"];
    let word = line.split(['：', ':']).next().unwrap_or_default().trim();
    printed::has_own_word(line) && !OF_TEXTS.contains(&word) && line.chars().count() <= LONGEST
}

/// Whether a line has the number that follows that of the note's last line.
fn goes_on(table: &Table, line: &str) -> bool {
    let number = |text: &str| -> Option<u32> {
        let digits = text.trim_start_matches(['（', '(']);
        let end = digits.find(|c: char| !c.is_ascii_digit())?;
        let marked = digits[end..].starts_with(['.', '．', '、', '）', ')']);
        digits[..end].parse().ok().filter(|_| marked)
    };
    let last = table.note.as_ref().and_then(|note| note.lines().last());
    let last = last.and_then(number);
    last.is_some_and(|last| number(line) == last.checked_add(1))
}

fn add_line(table: &mut Table, line: &str, span: Span) {
    match &mut table.note {
        Some(note) => {
            note.value.push('\n');
            note.value.push_str(line);
        }
        None => table.note = Some(Spanned::new(line.to_owned(), span)),
    }
}

/// The text of inlines that have no marking.
fn plain(content: &[Inline]) -> Option<&str> {
    let [one] = content else { return None };
    let InlineKind::Text(text) = &one.kind else {
        return None;
    };
    Some(text.trim())
}

fn only_line(item: &DraftItem) -> Option<&str> {
    let [Draft::Paragraph { content, .. }] = item.blocks.as_slice() else {
        return None;
    };
    plain(content)
}

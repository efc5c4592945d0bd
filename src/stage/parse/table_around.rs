//! What spreadsheets have around a table, in rows of their own: a title, lines of who filled it in and in which unit above the head, notes below.

use super::printed_words::{Field, take_off};
use super::raw_row::RawRow;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Spanned, printed};
use crate::source::retitle::TAKEN_AS_TITLE;
use crate::zh::date::IssueDate;

/// What stood above the head.
#[derive(Default)]
pub(super) struct Above {
    pub(super) title: Option<Spanned<String>>,
    pub(super) before: Vec<Spanned<String>>,
    pub(super) measure: Option<Spanned<String>>,
    /// How many rows it took.
    pub(super) count: usize,
}

/// Takes off the rows above the head: a title in one cell, and lines of who filled the table in, when, and in which unit.
pub(super) fn take_above(rows: &mut Vec<RawRow>, sink: &mut Sink) -> Above {
    let mut above = Above::default();
    let mut said = Vec::new();
    let mut place = None;
    while rows.len() > 1 {
        let is_wide = rows[1..].iter().any(|row| row.texts().nth(1).is_some());
        if !is_wide || !stands_above(&rows[0], &rows[1]) {
            break;
        }
        let row = rows.remove(0);
        above.count += 1;
        let mut words = Vec::new();
        for text in row.texts() {
            words.push(take_text(text, &mut above));
        }
        place.get_or_insert(row.span);
        said.push(row.say(&words.join("，")));
    }
    if let Some(place) = place {
        sink.push(
            Diagnostic::new(code::TABLE_TAKEN, place, said.join("；")).help(
                "表头从下一行算起；不是的话，在表格软件里删去这一行，或把它改成有两列以上的表头",
            ),
        );
    }
    above
}

/// Whether `row`, which `below` follows, stands above the head: a text alone, or lines; or a title with lines beside it.
fn stands_above(row: &RawRow, below: &RawRow) -> bool {
    if row.lone().is_some() {
        return true;
    }
    let mut texts = row.texts();
    let count = row.texts().count();
    let Some(first) = texts.next() else {
        return false;
    };
    let others_are_lines = texts.all(|text| is_line(text));
    // A head names all its columns; a title beside a line leaves some out.
    others_are_lines && (is_line(first) || count > 1 && count < below.texts().count())
}

/// Puts `text` where it belongs, and says where that is.
fn take_text(text: &Spanned<String>, above: &mut Above) -> String {
    if is_attachment_label(text) {
        return format!("“{}”是附件的号，由程序印，没有印", short(text));
    }
    if is_measure(text) && above.measure.is_none() {
        let taken = take_off(text.clone(), Field::Measure, &mut Sink::default());
        let printed = printed::MEASURE.text(&taken.value);
        above.measure = Some(taken);
        return match printed == text.value {
            true => format!("“{}”当作计量单位", short(text)),
            false => format!("“{}”当作计量单位，印成“{printed}”", short(text)),
        };
    }
    if above.title.is_none() && !is_line(text) {
        above.title = Some(text.clone());
        return format!("“{}”{TAKEN_AS_TITLE}", short(text));
    }
    // What stands alone below the title is a line of it: （截至6月底）.
    above.before.push(text.clone());
    format!("“{}”当作表前", short(text))
}

/// `附件1`, `附表二：` alone: the label of an attachment, which the program prints over it.
pub(super) fn is_attachment_label(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let number = plain
        .strip_prefix("附件")
        .or_else(|| plain.strip_prefix("附表"));
    number.is_some_and(|number| {
        number.trim_end_matches(['：', ':']).chars().all(|c| {
            c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c)
        })
    })
}

fn short(text: &str) -> String {
    let start: String = text.chars().take(20).collect();
    if start.len() < text.len() {
        format!("{start}…")
    } else {
        start
    }
}

/// A line above a table: 填报单位（盖章）：…, 时间：…, 单位：万元.
fn is_line(text: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "填报单位",
        "填报时间",
        "填报人",
        "填表单位",
        "填表时间",
        "填表日期",
        "填表人",
        "填报日期",
        "制表",
        "制表单位",
        "制表人",
        "制表时间",
        "制表日期",
        "报送单位",
        "报送时间",
        "统计时间",
        "统计日期",
        "截止时间",
        "截至时间",
        "截止日期",
        "日期",
        "时间",
        "单位",
        "计量单位",
        "金额单位",
        "数量单位",
        "计价单位",
        "货币单位",
        "数据截至",
        "数据截止",
        "联系人",
        "联系电话",
    ];
    let inner = text.trim();
    let inner = inner
        .strip_prefix(['（', '('])
        .and_then(|inner| inner.strip_suffix(['）', ')']))
        .unwrap_or(inner);
    let Some((label, _)) = inner.split_once(['：', ':']) else {
        return false;
    };
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let label = ["（盖章）", "(盖章)", "（公章）", "（章）", "（签章）"]
        .iter()
        .find_map(|stamp| label.strip_suffix(stamp))
        .unwrap_or(&label);
    BEGINNINGS.contains(&label)
}

fn is_measure(text: &str) -> bool {
    let inner = text.trim_start_matches(['（', '(']);
    ["单位：", "单位:", "计量单位", "金额单位"]
        .iter()
        .any(|beginning| inner.starts_with(beginning))
}

/// Takes off the lines at the foot that say what they are, 注：…, 说明：…, 资料来源：…, and those that go on with them.
pub(super) fn take_note(rows: &mut Vec<RawRow>, sink: &mut Sink) -> Option<Spanned<String>> {
    // Where 注：… stands alone in its row, what stands alone below goes on with it.
    let begins = |row: &RawRow| row.lone().is_some_and(|text| is_labelled_note(text));
    let below_note = rows.iter().skip(2).position(begins);
    let below_note = below_note.map_or(rows.len(), |index| index + 2);
    let mut first = rows.len();
    // The head and a row stay, whatever follows.
    for (index, row) in rows.iter().enumerate().skip(2).rev() {
        match row.lone() {
            Some(text) if begins_note(text) => first = index,
            // It needs one above that it goes on with.
            Some(text) if goes_on(text) || index > below_note => {}
            _ if is_labelled(row) => first = index,
            _ if index > below_note && ends_table(row) => {}
            _ => break,
        }
    }
    let taken = rows.split_off(first);
    let place = taken.first()?.span;
    let lines: Vec<Spanned<String>> = taken.iter().map(line_of).collect();
    let said: Vec<String> = taken
        .iter()
        .zip(&lines)
        .map(|(row, line)| row.say(&format!("“{}”当作表下的注", short(line))))
        .collect();
    sink.push(
        Diagnostic::new(code::TABLE_TAKEN, place, said.join("；")).help("注印在表格下面，不用处理"),
    );
    let span = lines.first()?.span;
    let lines: Vec<&str> = lines.iter().map(|line| line.value.as_str()).collect();
    let note = Spanned::new(lines.join("\n"), span);
    Some(take_off(note, Field::Note, &mut Sink::default()))
}

/// Whether each text of a row says what it is: 填表人：张三 and 审核人：李四 side by side, or 注：… in another column than the first.
fn is_labelled(row: &RawRow) -> bool {
    let is_note = |text: &str| text.starts_with("注：") || text.starts_with("注:");
    row.texts().next().is_some()
        && row
            .texts()
            .all(|text| printed::has_own_word(text) || is_note(text))
}

/// The texts of a row in one line.
fn line_of(row: &RawRow) -> Spanned<String> {
    let texts: Vec<&str> = row.texts().map(|text| text.value.as_str()).collect();
    let span = row.texts().next().map_or(row.span, |text| text.span);
    Spanned::new(texts.join("　"), span)
}

/// Whether a text says that it is a note: 注：…, 注1.…, 资料来源：….
fn is_labelled_note(text: &str) -> bool {
    let after = text.strip_prefix('注').map(|rest| {
        let numbered =
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c));
        (numbered.len() < rest.len(), numbered)
    });
    let is_note = after.is_some_and(|(is_numbered, rest)| {
        rest.starts_with(['：', ':']) || is_numbered && rest.starts_with(['.', '．', '、'])
    });
    printed::has_own_word(text) || is_note
}

/// Whether a row under a note has nothing of a row of the table: an office and its date.
fn ends_table(row: &RawRow) -> bool {
    let dated = |text: &&Spanned<String>| IssueDate::parse(text).is_ok();
    row.texts().count() == 2 && row.texts().last().is_some_and(|text| dated(&text))
}

/// Whether a text alone in its row at the foot is a note: 注：…, 资料来源：…, *含市直, （此表不含市直）.
fn begins_note(text: &str) -> bool {
    const LEAST: usize = 4;
    let is_labelled = is_labelled_note(text);
    let is_bracketed = text.starts_with(['（', '('])
        && text.trim_end_matches('。').ends_with(['）', ')'])
        && text.chars().count() >= LEAST + 2;
    let is_marked = text.starts_with(['*', '＊', '※']) && text.chars().count() >= LEAST;
    is_labelled || is_bracketed || is_marked
}

/// Whether a text goes on with the note above it: it begins with a number.
fn goes_on(text: &str) -> bool {
    let opened = text.trim_start_matches(['（', '(']);
    let after = opened.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with(|c| ('①'..='⑳').contains(&c))
        || after.len() < opened.len() && after.starts_with(['.', '．', '、', '）', ')'])
}

//! Values of known types out of YAML nodes. Each reader reports what is wrong and then returns nothing.

use super::markdown::guard::LineEnds;
use super::yaml::Node;
use super::{continued, invisible, list_slips, parted_items};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Span, Spanned};
use crate::zh::date::{DateError, IssueDate};
use crate::zh::text::{is_invisible_control, is_wide};

/// Fields that name files, codes and the like and are never printed: behind them a `#` begins a remark. In every other field it may be one of the text.
const NOT_PRINTED: &[&str] = &[
    "文件",
    "文件夹",
    "正文",
    "附件",
    "表",
    "按",
    "样式",
    "编号",
    "代号",
    "指标",
    "系列",
    "下载",
    "日期",
    "印发日期",
    "自",
    "至",
    "截止",
    "印发",
    "网址",
    "原址",
    "索引号",
    "全宗号",
    "保管期限",
    "机构",
    "格式",
];

/// The longest value that is one text, in bytes: about 20,000 Chinese characters, forty pages.
pub const LONGEST_TEXT: usize = 60_000;

/// A line of text: a scalar without line breaks at its ends. Invisible control characters are removed with a warning.
pub fn text(node: Node<'_>, name: &str, sink: &mut Sink) -> Option<Spanned<String>> {
    let Some(value) = node.text() else {
        sink.push(
            Diagnostic::new(
                code::WRONG_TYPE,
                node.span,
                format!("“{name}”应当是一行文字，这里是{}", node.kind()),
            )
            .help("写成一行文字；以 [ 或 { 开头、含有“: ”的，给整个值加引号"),
        );
        return None;
    };
    if value.len() > LONGEST_TEXT {
        let count = value.chars().count();
        let message = format!("“{name}”有 {count} 个字，太长了，没有收");
        let finding = Diagnostic::new(code::BAD_VALUE, node.span.beginning(), message);
        sink.push(finding.help("长的文字写成片段（.md 文件），再写进“正文”"));
        return None;
    }
    if let Some(span) = node.swallowed() {
        let (message, help) =
            match value.contains('\n') || node.source().is_some_and(|s| s.contains('\n')) {
                true => (
                    "这一行以“#”开头，缩进又比上面少，会当作注释，不会印出来",
                    "是正文，就与上面一行左端对齐；是注释，就顶格写，与键的左端对齐".to_owned(),
                ),
                false => (
                    "空格后面的“#”会把这一行剩下的文字当作注释，不会印出来",
                    format!(
                        "是正文，就给整个值加引号：{name}: \"{} #…\"；是注释，就在“#”后面空一格",
                        value.trim()
                    ),
                ),
            };
        sink.push(Diagnostic::new(code::SWALLOWED, span, message).help(help));
    }
    if let Some(span) = node
        .remark_beside()
        .filter(|_| !NOT_PRINTED.contains(&name))
    {
        let message = "“#”起到行末当作备注，不会印出来";
        sink.push(Diagnostic::new(code::SWALLOWED, span, message).help(format!(
            "是正文，就给整个值加引号：{name}: \"{} # …\"；是备注，就另起一行写，或者前面多空几格",
            value.trim()
        )));
    }
    if let Some(span) = node.escape_beside() {
        let message = "双引号里的反斜杠会把后面的字变成别的字符，不会照样印";
        let finding = Diagnostic::new(code::SWALLOWED, span, message);
        sink.push(finding.help(format!("改用单引号：{name}: '…'；或者反斜杠写两遍")));
    }
    if NOT_PRINTED.iter().all(|other| *other != name) || name == "印发" {
        continued::say(node, name, sink);
    }
    let is_list_in = |open: char, close: char| {
        let inner = value
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(|inner| open == '［' || inner.contains(['，', '、', ',']))
    };
    if is_list_in('［', '］') || is_list_in('【', '】') {
        sink.push(
            Diagnostic::new(
                code::CHINESE_COMMA,
                node.span,
                "这里的方括号是全角的，不会成为列表，会原样印出来",
            )
            .help("要写成列表，方括号和逗号都用半角：[甲, 乙]"),
        );
    }
    if NOT_PRINTED.iter().all(|other| *other != name) {
        list_slips::half_list(&value, node, sink);
    }
    let value = visible(unfolded(value.trim(), node.source()).trim(), node, sink);
    Some(Spanned {
        value: without_tabs(value, node, sink),
        span: node.span,
    })
}

/// `value` with a wide blank in the place of each tab, of which nothing would be seen in print; said once, unless it was written as an escape.
fn without_tabs(value: String, node: Node<'_>, sink: &mut Sink) -> String {
    if !value.contains('\t') {
        return value;
    }
    let source = node.source().unwrap_or_default();
    let begun = source.len() - source.trim_start().len();
    if let Some(at) = source.trim_end()[begun..].find('\t') {
        let start = node.span.range().start + begun + at;
        sink.push(tab_said(Span::new(node.span.file, start, start + 1), ""));
    }
    value.replace('\t', "　")
}

/// What is said of a tab in a field at `place`; `name` is what people call the place where that does not say it (`汇总!C5`), else empty.
#[must_use]
pub fn tab_said(place: Span, name: &str) -> Diagnostic {
    let colon = if name.is_empty() { "" } else { "：" };
    let message = format!("{name}{colon}这里有制表符，印成一个全角空格");
    Diagnostic::new(code::TAB, place, message).help("改成空格；是几项，写成列表或表格的几格")
}

/// YAML makes a blank of a line end inside a value. Between two Chinese characters nobody means one: it goes, where the source has the line end.
fn unfolded(value: &str, source: Option<&str>) -> String {
    let Some(source) = source.filter(|source| source.contains('\n')) else {
        return value.to_owned();
    };
    let mut text = value.to_owned();
    let mut from = 0;
    let mut before: Option<char> = None;
    for line in source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        let first = line.chars().next();
        if let (Some(last), Some(first)) = (before, first)
            && is_wide(last)
            && is_wide(first)
        {
            let folded = format!("{last} {first}");
            if let Some(at) = text.get(from..).and_then(|rest| rest.find(&folded)) {
                let blank = from + at + last.len_utf8();
                text.remove(blank);
                from = blank;
            }
        }
        before = line.chars().next_back();
    }
    text
}

fn visible(value: &str, node: Node<'_>, sink: &mut Sink) -> String {
    if !value.contains(is_invisible_control) {
        return value.to_owned();
    }
    // Written as an escape, it is no character of the file: then the whole value is pointed at.
    let in_file = node.source().and_then(invisible::find);
    let place = in_file.as_ref().map_or(node.span, |found| {
        let start = node.span.range().start;
        let (from, to) = (start + found.range.start, start + found.range.end);
        Span::new(node.span.file, from, to)
    });
    if let Some(found) = invisible::find(value) {
        sink.push(found.said(place));
    }
    value
        .chars()
        .filter(|c| !is_invisible_control(*c))
        .collect()
}

/// One line of text or a list of lines.
pub fn lines(node: Node<'_>, name: &str, sink: &mut Sink) -> Vec<Spanned<String>> {
    match node.items() {
        Some(items) => {
            list_slips::of_list(node, &items, sink);
            parted_items::say(node, &items, sink);
            let mut nested = items.iter().filter(|item| item.items().is_some());
            if let Some(first) = nested.next() {
                let message = format!("“{name}”的列表里又有列表");
                let finding = Diagnostic::new(code::WRONG_TYPE, first.span, message);
                sink.push(finding.help("去掉里面的方括号，写成一层：[甲, 乙, 丙]"));
            }
            items
                .into_iter()
                .filter(|item| item.items().is_none())
                .filter_map(|item| text(item, name, sink))
                .filter(|line| !line.value.is_empty())
                .collect()
        }
        // `|` keeps lines.
        None => text(node, name, sink)
            .into_iter()
            .flat_map(|typed| {
                let lines = typed
                    .value
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty());
                lines
                    .map(|line| Spanned::new(line.to_owned(), typed.span))
                    .collect::<Vec<_>>()
            })
            .collect(),
    }
}

/// As [`lines`], for names that are looked up: one that is several in truth is found nowhere, which is said where it is looked for.
pub fn references(node: Node<'_>, name: &str, sink: &mut Sink) -> Vec<Spanned<String>> {
    let Some(items) = node.items() else {
        return lines(node, name, sink);
    };
    let items = items.into_iter();
    items
        .filter_map(|item| text(item, name, sink))
        .filter(|line| !line.value.is_empty())
        .collect()
}

/// Yes or no: `true`, `false`, `是`, `否`.
pub fn boolean(node: Node<'_>, name: &str, sink: &mut Sink) -> Option<bool> {
    let value = node.boolean().or_else(|| match node.text()?.as_str() {
        "是" => Some(true),
        "否" => Some(false),
        _ => None,
    });
    if value.is_none() {
        let message = format!("“{name}”应当写 是 或 否");
        let finding = Diagnostic::new(code::WRONG_TYPE, node.span, message);
        sink.push(finding.help(format!("写成 {name}: 是，或 {name}: 否")));
    }
    value
}

/// A date of issue: `2011-03-16`, `2011年3月16日`, or without the day.
pub fn date(node: Node<'_>, name: &str, sink: &mut Sink) -> Option<Spanned<IssueDate>> {
    let mut own = Sink::default();
    let Some(typed) = text(node, name, &mut own) else {
        sink.append(own);
        return None;
    };
    let read = IssueDate::parse(&typed.value);
    // What is odd about a text that is no date is not said besides.
    if read.is_ok() {
        sink.append(own);
    }
    let (message, help) = match read {
        Ok(value) => {
            return Some(Spanned {
                value,
                span: node.span,
            });
        }
        Err(DateError::Form) => (
            format!("“{}”不是能识别的日期", typed.value),
            "写成 2026-07-08 或 2026年7月8日；只知道月份时写 2026-07",
        ),
        Err(DateError::Year) => (
            format!("“{}”的年份不对", typed.value),
            "年份写四位数字，如 2026",
        ),
        Err(DateError::Month) => (format!("“{}”的月份不对", typed.value), "月份是 1 到 12"),
        Err(DateError::Day(last)) => {
            let message = format!("没有“{}”这一天：这个月只有{last}天", typed.value);
            (message, "核对日期")
        }
    };
    sink.push(Diagnostic::new(code::BAD_DATE, node.span, message).help(help));
    None
}

/// What a line end in a fragment may mean (换行).
pub const LINE_ENDS: &[(LineEnds, &str)] =
    &[(LineEnds::Paragraph, "段落"), (LineEnds::Joined, "续行")];

/// What a line end in a fragment means: `段落` or `续行`.
pub fn line_ends(node: Node<'_>, sink: &mut Sink) -> Option<LineEnds> {
    choice(node, "换行", LINE_ENDS, sink)
}

/// One word out of a few.
pub fn choice<T: Copy>(
    node: Node<'_>,
    name: &str,
    choices: &[(T, &str)],
    sink: &mut Sink,
) -> Option<T> {
    let mut own = Sink::default();
    let Some(typed) = text(node, name, &mut own) else {
        sink.append(own);
        return None;
    };
    let found = choices
        .iter()
        .find(|(_, word)| *word == typed.value)
        .map(|(value, _)| *value);
    // What is odd about a word that is none of them is not said besides.
    if found.is_some() {
        sink.append(own);
    } else {
        let words: Vec<&str> = choices.iter().map(|(_, word)| *word).collect();
        sink.push(
            Diagnostic::new(
                code::BAD_VALUE,
                node.span,
                format!("“{name}”不能是“{}”", typed.value),
            )
            .help(format!("可以写：{}", words.join("、"))),
        );
    }
    found
}

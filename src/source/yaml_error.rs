//! What the YAML library says, in plain Chinese and with the likely slip named.

use super::places::Range;
use super::{block_hash, empty_item, line_slips, slips, value_slips};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};

/// What ends a line in YAML and is not seen: NEL, the separators of lines and paragraphs, vertical tabs and page breaks.
const BREAKS: [char; 5] = ['\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Reports keys that a mapping has twice: the first place, the second, and the key.
pub fn report_duplicates(
    duplicates: Vec<(Range, Range, String)>,
    file: FileId,
    offset: usize,
    sink: &mut Sink,
) {
    let span = |range: Range| Span::new(file, offset + range.start, offset + range.end);
    for (first, second, key) in duplicates {
        let message = format!("键“{key}”写了两次");
        let finding = Diagnostic::new(code::DUPLICATE_KEY, span(second), message);
        let finding = finding.related(span(first), "第一次写在这里");
        sink.push(finding.help("两处合成一处，或删去其中一处"));
    }
}

/// Reports what was typed as an item of a list and will not be printed.
pub fn report_lost(lost: Vec<Range>, file: FileId, offset: usize, sink: &mut Sink) {
    for range in lost {
        let place = Span::new(file, offset + range.start, offset + range.end);
        let message = "这几个字在这里有特殊含义，不会印出来";
        let help = "不要印就删去；确实要印，给整项加引号，如 - \"#3号楼\"";
        sink.push(Diagnostic::new(code::SWALLOWED, place, message).help(help));
    }
}

/// Reports why `text` is not YAML: the slips of Chinese writers where any are found, the library's own finding otherwise.
pub fn report(error: &serde_yaml::Error, text: &str, file: FileId, offset: usize, sink: &mut Sink) {
    if let Some(hash) = block_hash::between(text) {
        let place = Span::new(file, offset + hash.start, offset + hash.end);
        let message =
            "“|”“>”下面的这一行以“#”开头，缩进又比上面少，YAML 当作注释，后面的就读不出来";
        let help = "补上空格，与上面一行左端对齐；是备注，就移到这几行外面";
        sink.push(Diagnostic::new(code::BAD_YAML, place, message).help(help));
        return;
    }
    let unseen = text.find(BREAKS);
    if let Some((at, c)) = unseen.and_then(|at| Some((at, text[at..].chars().next()?))) {
        let place = Span::new(file, offset + at, offset + at + c.len_utf8());
        let number = u32::from(c);
        let message = format!("这里有看不见的换行符（U+{number:04X}），YAML 当作另起一行");
        let help = "删去它前后的字重新输入；Word 里粘贴来的，多半是手动换行符";
        sink.push(Diagnostic::new(code::BAD_YAML, place, message).help(help));
        return;
    }
    let slips = slips::find(text);
    if !slips.is_empty() {
        for slip in slips {
            sink.push(
                Diagnostic::new(
                    code::BAD_YAML,
                    Span::new(file, offset + slip.range.start, offset + slip.range.end),
                    slip.message,
                )
                .help(format!("这一行写成“{}”", slip.help)),
            );
        }
        return;
    }
    let place = error
        .location()
        .map_or(0, |location| text.floor_char_boundary(location.index()));
    let words = error.to_string();
    let is_of_a_value = !["limit", "more than one document", "control characters"]
        .iter()
        .any(|other| words.contains(other));
    let slip = empty_item::find(text, place)
        .or_else(|| line_slips::find(text, place))
        .or_else(|| value_slips::find(text, place));
    if let Some(slip) = slip.filter(|_| is_of_a_value) {
        let span = Span::new(file, offset + slip.range.start, offset + slip.range.end);
        sink.push(
            Diagnostic::new(code::BAD_YAML, span, slip.message)
                .help(format!("这一行写成“{}”", slip.help)),
        );
        return;
    }
    if words.contains("more than one document")
        && let Some((line, start)) = indented_first_line(text)
    {
        let place = Span::new(file, offset + start, offset + start + 1);
        let message = "这一行前面多了空格，与下面的键对不齐";
        let help = format!("同一层的键左端对齐，这一行写成“{}”", line.trim());
        sink.push(Diagnostic::new(code::BAD_YAML, place, message).help(help));
        return;
    }
    if words.contains("more than one document")
        && let Some(at) = text.trim_end().rfind("\n---")
    {
        let place = Span::new(file, offset + at + 1, offset + at + "\n---".len());
        let message = "一个文件里只能有一份内容，中间和末尾不写“---”";
        let help = "删去这一行；只有片段的片头写在两行“---”之间";
        sink.push(Diagnostic::new(code::BAD_YAML, place, message).help(help));
        return;
    }
    // At the end of the text there is nothing to underline: the last visible character stands for it.
    let place = if place >= text.trim_end().len() {
        text.trim_end()
            .char_indices()
            .next_back()
            .map_or(0, |(index, _)| index)
    } else {
        place
    };
    let end = text[place..]
        .chars()
        .next()
        .map_or(place, |c| place + c.len_utf8());
    let (message, help) = translate(&words);
    sink.push(
        Diagnostic::new(
            code::BAD_YAML,
            Span::new(file, offset + place, offset + end),
            message,
        )
        .help(help),
    );
}

/// The first line, where it is indented and no line parts two documents: the key of the next line begins another one to YAML.
fn indented_first_line(text: &str) -> Option<(&str, usize)> {
    if text
        .lines()
        .any(|line| line.starts_with("---") || line.starts_with("..."))
    {
        return None;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        if !body.is_empty() && !body.starts_with('#') {
            return line.starts_with(' ').then_some((line, start));
        }
        start += line.len();
    }
    None
}

/// Reports a text that a lenient library reads and a strict one does not: at `place`, or at the slip before it.
pub fn report_unclear(place: usize, text: &str, file: FileId, offset: usize, sink: &mut Sink) {
    let end = text.trim_end().len();
    let last = text[..end].char_indices().next_back();
    let place = text
        .floor_char_boundary(place)
        .min(last.map_or(0, |(at, _)| at));
    let slip = line_slips::find(text, place).or_else(|| value_slips::find(text, place));
    let (range, message, help) = match slip {
        Some(slip) => (
            slip.range,
            slip.message,
            format!("这一行写成“{}”", slip.help),
        ),
        None => (
            place..place + text[place..].chars().next().map_or(0, char::len_utf8),
            "这里的 YAML 读不准，有的字可能当作注释丢掉".to_owned(),
            "给整个值加引号写在一行里；用“|”分行的，每一行缩进一样多".to_owned(),
        ),
    };
    let span = Span::new(file, offset + range.start, offset + range.end);
    sink.push(Diagnostic::new(code::BAD_YAML, span, message).help(help));
}

/// Message and advice for the words of the library. What is not known is not repeated in English: the place alone says enough.
fn translate(words: &str) -> (String, String) {
    const KNOWN: &[(&str, &str, &str)] = &[
        (
            "mapping values are not allowed",
            "这里不能再出现“键: 值”",
            "一行只写一个键，同一层的键左端对齐；值里有冒号时给值加引号，如 标题: \"甲: 乙\"",
        ),
        (
            "could not find expected ':'",
            "这一行缺少冒号",
            "写成“键: 值”，冒号用半角，后面空一格",
        ),
        (
            "did not find expected key",
            "缩进与上下行对不齐，或值的开头有特殊符号",
            "同一层的键左端对齐，下一层多缩进两格；值以“[”“{”开头时给整个值加引号，如 标题: \"[紧急] 通知\"",
        ),
        (
            "did not find expected '-' indicator",
            "列表的缩进对不齐",
            "同一个列表的“- ”左端对齐",
        ),
        (
            "did not find expected ',' or ']'",
            "方括号里的列表没有写完",
            "各项之间用半角逗号，末尾补上“]”",
        ),
        (
            "did not find expected ',' or '}'",
            "花括号里的键值没有写完",
            "各项之间用半角逗号，末尾补上“}”",
        ),
        (
            "found character that cannot start any token",
            "这个符号不能放在值的开头",
            "给整个值加引号，如 \"@甲\"；缩进只用空格，不用制表符",
        ),
        (
            "found unexpected end of stream",
            "引号或括号没有配对，文件就结束了",
            "补上后一半引号或括号",
        ),
        (
            "found a tab character",
            "缩进用了制表符",
            "改用空格，每层两个",
        ),
        (
            "did not find expected alphabetic or numeric character",
            "以“*”或“&”开头的值有特殊含义",
            "给整个值加引号，如 \"*甲\"",
        ),
        (
            "unknown anchor",
            "以“*”开头的值有特殊含义",
            "给整个值加引号，如 \"*甲\"",
        ),
        (
            "more than one document",
            "一个文件里只能有一份内容，中间不能再有“---”",
            "删去多余的“---”一行",
        ),
        ("recursion limit", "列表或键值套得太深", "减少层数"),
        (
            "repetition limit",
            "引用展开后太大",
            "不要用“&”“*”引用，直接写出内容",
        ),
        (
            "control characters are not allowed",
            "有看不见的控制字符",
            "删去这个字符重新输入",
        ),
    ];
    KNOWN
        .iter()
        .find(|(needle, ..)| words.contains(needle))
        .map_or_else(
            || {
                (
                    "这里的 YAML 写法有误".to_owned(),
                    "检查这一行和上一行的冒号、引号、括号和缩进".to_owned(),
                )
            },
            |(_, message, help)| ((*message).to_owned(), (*help).to_owned()),
        )
}

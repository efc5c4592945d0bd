//! Words that the program prints itself and that a writer types along, as they stand on paper: 主送：, 单位：, ——, brackets. They are taken off, and that is
//! said, so that nothing stands there twice.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Spanned, printed};
use crate::zh::date::IssueDate;
use crate::zh::numbered::{AFTER_NUMBER, is_tight, numbered};

/// A field around which the program prints something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 副题: a dash before it.
    Subtitle,
    /// 标题, printed without that word.
    Title,
    /// 栏目, printed without that word.
    Column,
    /// 附注: brackets around it.
    Remark,
    /// 来源: brackets around it.
    Source,
    /// 计量单位: 单位： before it.
    Measure,
    /// 注 under a table.
    Note,
    /// A title of an attachment: 附件1 or 1. before it.
    Attachment,
    /// 署名: the date below it.
    Signature,
    /// Names after a label such as 抄送 or 签发人.
    Names(&'static str),
    /// One of the names of a list after such a label: what parts the names is printed too.
    ListedName(&'static str),
    /// 印发机关: 印发 stands after its date.
    Office,
}

/// As [`take_off`], of a field that may be left out: one with nothing in its quotation marks was, and nothing is printed around it.
pub fn take_off_given(
    typed: Option<Spanned<String>>,
    field: Field,
    sink: &mut Sink,
) -> Option<Spanned<String>> {
    let given = typed.filter(|text| !text.value.trim().is_empty());
    given.map(|text| take_off(text, field, sink))
}

/// `typed` without what is printed around it anyway; what was taken off goes to `sink`. A field that has nothing else keeps it.
pub fn take_off(typed: Spanned<String>, field: Field, sink: &mut Sink) -> Spanned<String> {
    let text = typed.value.trim();
    let rest = rest(text, field).trim();
    if field == Field::Measure && rest.len() < text.len() && !rest.is_empty() {
        let printed = printed::MEASURE.text(rest);
        let message = match is_plain_measure(text) {
            true => format!(
                "“{}”由程序印上，手写的已去掉",
                &text[..text.len() - rest.len()]
            ),
            false => format!("“{text}”印成“{printed}”"),
        };
        let finding = Diagnostic::new(code::PRINTED_WORD, typed.span, message);
        sink.push(finding.help(format!("只写“{rest}”")));
        return Spanned::new(rest.to_owned(), typed.span);
    }
    let is_bracketed = matches!(field, Field::Remark | Field::Source);
    if is_bracketed && let Some(inner) = within_outer_brackets(rest) {
        sink.push(
            Diagnostic::new(
                code::PRINTED_WORD,
                typed.span,
                format!("最外面的一对括号由程序印上，手写的已去掉，印成：（{inner}）"),
            )
            .help("要放在一对括号里，去掉各项自己的括号，几项之间用“，”或“；”隔开"),
        );
        return Spanned::new(inner.to_owned(), typed.span);
    }
    if rest.is_empty() || rest.len() == text.len() {
        return typed;
    }
    let at = text.find(rest).unwrap_or(0);
    let off = [&text[..at], &text[at + rest.len()..]].map(str::trim);
    let off: Vec<&str> = off.into_iter().filter(|part| !part.is_empty()).collect();
    if !off.is_empty() {
        let off = off.join("……");
        let help = match (field, off.contains('日')) {
            (Field::Office, true) => {
                format!("只写“{rest}”；印的是“印发日期”，没写就是“日期”：核对与这里的日期是否一样")
            }
            (Field::Signature, true) => {
                format!("只写“{rest}”；印的是“日期”：核对与这里的是否一样")
            }
            _ => format!("只写“{rest}”"),
        };
        // 标题： and 来源： are the names of keys, which nobody reads on paper.
        let is_key = off.contains(['：', ':'])
            && matches!(
                field,
                Field::Title | Field::Column | Field::Source | Field::Subtitle | Field::Signature
            );
        let message = match is_key {
            true => format!("“{off}”不印，已去掉"),
            false => format!("“{off}”由程序印上，手写的已去掉"),
        };
        sink.push(Diagnostic::new(code::PRINTED_WORD, typed.span, message).help(help));
    }
    Spanned::new(rest.to_owned(), typed.span)
}

fn rest(text: &str, field: Field) -> &str {
    match field {
        Field::Subtitle => {
            let labelled = after_label(text, &["副题", "副标题"]);
            let rest =
                labelled.trim_start_matches(|c: char| c.is_whitespace() || DASHES.contains(c));
            // -5%的增长: a minus.
            let is_minus = rest.starts_with(is_digit)
                && labelled.trim_start().starts_with(['-', '－', '−', '–'])
                && labelled.chars().filter(|c| DASHES.contains(*c)).count() == 1;
            if is_minus {
                labelled.trim_start()
            } else {
                rest
            }
        }
        Field::Title => after_label(text, &["标题"]),
        Field::Column => after_label(text, &["栏目"]),
        Field::Remark => {
            let closed = text
                .strip_suffix('。')
                .filter(|text| text.ends_with(['）', ')']));
            let text = after_label(closed.unwrap_or(text), &["附注"]).trim();
            without_half_bracket(without_brackets(text))
        }
        Field::Source => {
            let text = after_label(text, &["来源"]).trim();
            after_label(without_half_bracket(without_brackets(text)), &["来源"])
        }
        Field::Measure => labelled_in_brackets(text, &["计量单位", "金额单位", "单位"]),
        Field::Note => {
            let rest = labelled_in_brackets(text, &["注"]);
            // Before another word the program prints none.
            let is_kept = text.starts_with('注') && printed::has_own_word(rest.trim());
            if is_kept { text } else { rest }
        }
        Field::Attachment => attachment(text),
        Field::Signature => {
            let rest = after_label(text, &["署名", "落款"]).trim();
            without_date(rest).trim_end_matches(['，', ',', '　', ' '])
        }
        Field::Names(label) => after_names_label(text, label),
        Field::ListedName(label) => {
            without_closing_point(after_names_label(text, label).trim_matches(BETWEEN_NAMES))
        }
        Field::Office => {
            let text = after_label(text, &["印发机关", "印发单位", "印发"]).trim();
            without_date(text.strip_suffix("印发").unwrap_or(text))
        }
    }
}

/// Whether a unit of measure is typed with the very word that is printed before it.
fn is_plain_measure(text: &str) -> bool {
    text.starts_with("单位：")
}

/// What stands behind the label of names, however that is put: 主持人：, 会议时间：, 抄送单位：, 参会人员：.
fn after_names_label<'t>(text: &'t str, label: &str) -> &'t str {
    const ENDS: [&str; 6] = ["人员", "单位", "机关", "名单", "人", "者"];
    const PRESENT: [&str; 4] = ["参加", "参会", "与会", "到会"];
    let Some((typed, rest)) = text.split_once(['：', ':']) else {
        return after_post(text, label);
    };
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.strip_prefix("会议").unwrap_or(&plain);
    let bare = |word: &str| -> String {
        let end = ENDS.iter().find_map(|end| word.strip_suffix(end));
        end.unwrap_or(word).to_owned()
    };
    let (typed, printed) = (bare(plain), bare(label));
    // 抄报, 分送, 下发 behind 报, 送, 发, and 印发 behind 本期印发.
    let is_longer =
        label.chars().count() == 1 && typed.chars().count() == 2 && typed.ends_with(label);
    let is_shorter = typed.chars().count() == 2 && printed.ends_with(&typed);
    let is_present = label == "出席" && PRESENT.contains(&typed.as_str());
    if plain == label || typed == printed || is_longer || is_shorter || is_present {
        rest
    } else {
        text
    }
}

/// What stands behind 签发人, 主持人 or 记录人 without a colon: 签发人张三.
fn after_post<'t>(text: &'t str, label: &str) -> &'t str {
    const POSTS: [&str; 3] = ["签发", "主持", "记录"];
    let post = POSTS.iter().find(|post| label.starts_with(**post));
    let rest = match label {
        // Nobody is called so.
        "抄送" | "主送" => text.strip_prefix(label),
        _ => post.and_then(|post| text.strip_prefix(post)?.strip_prefix('人')),
    };
    rest.map(str::trim)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text)
}

/// `text` without the full stop of a Latin keyboard behind a Chinese name; `Co., Ltd.` keeps its own.
fn without_closing_point(text: &str) -> &str {
    let inner = text.trim_end_matches('.');
    if inner.ends_with(|c: char| !c.is_ascii()) {
        inner.trim_end_matches(BETWEEN_NAMES)
    } else {
        text
    }
}

/// `text` without a date at its end: the program prints that of 印发日期.
fn without_date(text: &str) -> &str {
    let text = text.trim_end();
    let is_part = |c: char| {
        is_digit(c)
            || c.is_whitespace()
            || "年月日".contains(c)
            || "〇一二三四五六七八九十".contains(c)
    };
    let office = text.trim_end_matches(is_part);
    let date = text[office.len()..].trim();
    if !office.is_empty() && date.ends_with('日') && IssueDate::parse(date).is_ok() {
        office
    } else {
        text
    }
}

/// Dashes of every kind before a subtitle.
const DASHES: &str = "—―－-‐‑‒–−─━";

/// What stands between names, and after the last one; the program prints it.
const BETWEEN_NAMES: [char; 9] = ['、', '，', '；', '。', '：', ';', ',', ':', '　'];

/// What stands in the brackets that are around the whole of `text`: `（甲）和（乙）` is not in brackets, `（甲（乙））` is.
fn without_brackets(text: &str) -> &str {
    let is_open = |c: char| matches!(c, '（' | '(');
    let is_close = |c: char| matches!(c, '）' | ')');
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if is_open(c) {
            depth += 1;
        } else if is_close(c) {
            depth = depth.saturating_sub(1);
        }
        let is_last = at + c.len_utf8() == text.len();
        if (depth == 0) != is_last {
            return text;
        }
    }
    text.strip_prefix(is_open)
        .and_then(|text| text.strip_suffix(is_close))
        .unwrap_or(text)
}

/// `text` without the one bracket of a pair that was typed: `甲）`, `（甲`. The program prints the pair.
fn without_half_bracket(text: &str) -> &str {
    let count = |marks: [char; 2]| text.matches(marks).count();
    let (open, close) = (['（', '('], ['）', ')']);
    let half = match count(open).cmp(&count(close)) {
        Ordering::Less if count(open) + 1 == count(close) => text.strip_suffix(close),
        Ordering::Greater if count(open) == count(close) + 1 => text.strip_prefix(open),
        _ => None,
    };
    half.unwrap_or(text)
}

/// What stands between the first and the last bracket of a text that begins and ends with one, of two pairs: `（甲）（乙）`.
fn within_outer_brackets(text: &str) -> Option<&str> {
    let text = text.strip_suffix('。').unwrap_or(text);
    text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])
}

/// What stands behind one of the labels and its colon; the label may be set with blanks, 主 送：.
fn after_label<'t>(text: &'t str, labels: &[&str]) -> &'t str {
    let Some((label, rest)) = text.split_once(['：', ':']) else {
        return text;
    };
    let plain: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    if labels.contains(&plain.as_str()) {
        rest
    } else {
        text
    }
}

/// As [`after_label`], and inside brackets around the whole: `（单位：家）`.
fn labelled_in_brackets<'t>(text: &'t str, labels: &[&str]) -> &'t str {
    let inner = without_brackets(text);
    let rest = after_label(inner, labels);
    if rest.len() < inner.len() {
        rest
    } else {
        after_label(text, labels)
    }
}

/// Behind `附件1：`, `附件二 `, `（附件3）`, `附件：` or `1.`, inside `《附件三 …》`; a number that is no label of an attachment (2026年, 1.5万) stays.
fn attachment(text: &str) -> &str {
    let quoted = text
        .strip_prefix('《')
        .and_then(|inner| inner.strip_suffix('》'));
    if let Some(inner) = quoted {
        let rest = attachment(inner);
        let is_labelled = rest.len() < inner.len() && inner.starts_with("附件");
        return if is_labelled { rest } else { text };
    }
    if let Some(rest) = text.strip_prefix("（附件）") {
        return rest;
    }
    let starts_with_digit = |rest: &str| rest.starts_with(is_digit);
    let labelled = numbered(text, "附件").filter(|found| found.is_parted || is_tight(found));
    if let Some(found) = labelled.filter(|found| !starts_with_digit(found.title)) {
        return found.title;
    }
    let (after, is_counted) = match text.strip_prefix("附件") {
        Some(after) => (after, true),
        // A blank alone behind a number parts no label: 12 家企业.
        None => {
            let after = text.trim_start_matches(is_digit);
            (
                after,
                after.len() < text.len() && !after.starts_with([' ', '　']),
            )
        }
    };
    let rest = after.trim_start_matches(AFTER_NUMBER);
    let is_label = is_counted && rest.len() < after.len() && !starts_with_digit(rest);
    if is_label { rest } else { text }
}

/// The number in what is taken off the title of an attachment or the name of its file, `附件2.办法`, `1、分工`; none where none is.
#[must_use]
pub fn attachment_number(text: &str) -> Option<u32> {
    let text = text.trim();
    let quoted = text
        .strip_prefix('《')
        .and_then(|inner| inner.strip_suffix('》'));
    let text = quoted
        .filter(|inner| inner.starts_with("附件"))
        .unwrap_or(text);
    let label = text.strip_suffix(attachment(text))?;
    if let Some(found) = numbered(label, "附件") {
        return Some(found.value);
    }
    let digits = label.trim_start_matches("附件").trim_start();
    let digits: String = digits.nfkc().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
#[path = "printed_words_tests.rs"]
mod tests;

//! Lists that are not what their writers meant: a Chinese comma that parts nothing, a comma inside a number that parts it, names line under line that become one.

use super::field_words;
use super::remarks;
use super::yaml::Node;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::Span;

/// What is odd about the items of a list of texts.
pub fn of_list(node: Node<'_>, items: &[Node<'_>], sink: &mut Sink) {
    if !node.is_flow_list() {
        return;
    }
    chinese_comma(node, items, sink);
    parted_number(items, sink);
    placeholder(items, sink);
}

/// `主送: [待填]` is a remark in brackets to its writer, and a list to YAML.
fn placeholder(items: &[Node<'_>], sink: &mut Sink) {
    let [item] = items else {
        return;
    };
    let typed = format!("[{}]", item.text().unwrap_or_default().trim());
    if remarks::find(&typed).first() == Some(&(0..typed.len())) {
        sink.push(field_words::remark_said(item.span, ""));
    }
}

/// `[职工1,234人, 企业38家]`: the comma in a number parts it.
fn parted_number(items: &[Node<'_>], sink: &mut Sink) {
    for pair in items.windows(2) {
        let (Some(before), Some(after)) = (pair[0].text(), pair[1].text()) else {
            continue;
        };
        let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let is_close = pair[1].span.start == pair[0].span.end + 1;
        if is_close
            && before.ends_with(|c: char| c.is_ascii_digit())
            && after.starts_with(|c: char| c.is_ascii_digit())
            && !(is_number(&before) && is_number(&after))
        {
            let place = Span {
                end: pair[1].span.end,
                ..pair[0].span
            };
            let message = format!("半角逗号把“{before},{after}”分成了两项");
            let finding = Diagnostic::new(code::CHINESE_COMMA, place, message);
            sink.push(finding.help(format!(
                "本来是一项，给它加引号：\"{before},{after}\"；是两项，逗号后面空一格"
            )));
        }
    }
}

/// `[甲，乙]` is one item to YAML, and most likely two to its writer.
fn chinese_comma(node: Node<'_>, items: &[Node<'_>], sink: &mut Sink) {
    if !node.is_flow_list() || items.len() != 1 {
        return;
    }
    let item = items[0];
    if item.text().is_some_and(|text| text.contains('，')) {
        sink.push(
            Diagnostic::new(
                code::CHINESE_COMMA,
                item.span,
                "方括号里用了全角逗号“，”，整段会当作一项",
            )
            .help("要分成几项，就改用半角逗号；确实是一项，就去掉方括号"),
        );
    }
}

/// `甲, 乙]`, `［甲, 乙]`: a list of which one bracket is missing or full-width is text with a bracket at its end.
pub fn half_list(value: &str, node: Node<'_>, sink: &mut Sink) {
    let value = value.trim();
    let count = |marks: [char; 3]| value.matches(marks).count();
    let opened = count(['[', '［', '【']);
    let is_unopened = value.ends_with([']', '］', '】']) && opened < count([']', '］', '】']);
    // 进度：[一, 二] with the colon of a Chinese keyboard.
    let is_keyed = value.ends_with(']') && (value.contains("：[") || value.contains("： ["));
    if is_keyed && opened == 1 && is_listed(value) {
        let message = "“：”是全角的，后面的方括号不会成为列表，会原样印出来";
        let finding = Diagnostic::new(code::CHINESE_COMMA, node.span, message);
        sink.push(
            finding.help("冒号改用半角，后面空一格：进度: [一, 二]；不是列表，给整个值加引号"),
        );
        return;
    }
    let is_mixed = value.starts_with('［') && value.ends_with(']');
    if is_unopened || is_mixed {
        let message = "这里的方括号不成对，不会成为列表，会原样印出来";
        let finding = Diagnostic::new(code::CHINESE_COMMA, node.span, message);
        sink.push(finding.help("要写成列表，前后都写半角的方括号：[甲, 乙]；不是列表，删去它"));
    }
}

/// Whether several things stand in the last brackets of `value`.
fn is_listed(value: &str) -> bool {
    let inner = value.rsplit('[').next().unwrap_or_default();
    inner.contains([',', '，', '、'])
}

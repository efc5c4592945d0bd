//! Values that go on in the next lines: YAML joins them, and who typed them line under line most likely meant several.

use super::yaml::Node;
use crate::diag::{Diagnostic, Sink, code};
use crate::zh::date::IssueDate;

/// Fields of names, of which a line each is most likely a name each.
const NAMES: &[&str] = &[
    "主题",
    "署名",
    "签发人",
    "出席",
    "列席",
    "请假",
    "主持",
    "记录",
    "主送",
    "抄送",
    "报",
    "送",
    "发",
    "本期印发",
    "本期增发",
    "印发",
];

/// Fields of whole paragraphs, in which `>` and quotation marks are how somebody wraps a long text on purpose.
const TEXTS: &[&str] = &["按语", "附注", "注", "概述", "说明", "简介"];

/// Fields of which a list makes several lines.
const LISTS: &[&str] = &["标题", "报头", "表前"];

/// Whether the value stands behind `>`, which folds its lines.
fn is_folded(node: Node<'_>) -> bool {
    let start = node.place.map_or(0, |place| place.range.start);
    let before = node.yaml.text.get(..start).unwrap_or_default().trim_end();
    let sign = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
    sign.ends_with('>')
}

/// Says of the field `name` that its lines are joined, unless `|` keeps them.
pub fn say(node: Node<'_>, name: &str, sink: &mut Sink) {
    let source = node.source().unwrap_or_default().trim();
    let is_wrapped = source.starts_with(['"', '\'']) || is_folded(node);
    let keeps_lines = node.text().is_some_and(|text| text.trim().contains('\n'));
    if keeps_lines || is_wrapped && TEXTS.contains(&name) {
        return;
    }
    let lines: Vec<&str> = source
        .lines()
        .map(|line| line.trim().trim_matches(['"', '\'']))
        .filter(|line| !line.is_empty())
        .collect();
    let Some((_, others)) = lines.split_last().filter(|(_, others)| !others.is_empty()) else {
        return;
    };
    // A date under one name is taken off, and that is said.
    let is_dated = name == "署名"
        && lines.len() == 2
        && lines[1].ends_with('日')
        && IssueDate::parse(lines[1]).is_ok();
    if is_dated {
        return;
    }
    if NAMES.contains(&name) {
        let goes_on = |line: &&str| line.ends_with(['、', '，', '；', ',', ';', '：']);
        if !others.iter().all(goes_on) {
            let message = "这几行会接成一个名称";
            sink.push(
                Diagnostic::new(code::CHINESE_COMMA, node.span, message).help(format!(
                    "一行一个的，写成列表，用半角逗号隔开：[{}]",
                    lines.join(", ")
                )),
            );
        }
        return;
    }
    let help = match TEXTS.contains(&name) {
        true => "是一段，写在一行里，或者在冒号后面写“>”再换行；是几段，写“|”再换行",
        false if LISTS.contains(&name) => "写在一行里；要印成几行，写成列表：[第一行, 第二行]",
        false => "写在一行里",
    };
    let message = format!("“{name}”的这几行会接成一行印出来");
    sink.push(Diagnostic::new(code::JOINED_LINES, node.span, message).help(help));
}

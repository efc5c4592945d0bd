//! What the answer to a quotation (引用) brings along, typed around it once more: 增长{{要约书.环比}}, {{建制率}}%.

use std::ops::Range;

use crate::diag::{Diagnostic, Sink, code};
use crate::model::Span;

/// How an answer can begin.
const TURNS: [&str; 8] = [
    "增加", "增长", "减少", "下降", "提高", "降低", "上升", "持平",
];

/// Says of the words around the quotation `range` of `text`, typed at `place`, that its `answer` has them too.
pub fn say_doubled(text: &str, range: Range<usize>, answer: &str, place: Span, sink: &mut Sink) {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    if let Some(printed) = printed_twice(before, answer, after) {
        let message = format!("引用换成“{answer}”，连同前后手写的会印成“{printed}”");
        let finding = Diagnostic::new(code::PRINTED_WORD, place, message);
        sink.push(finding.help("删去前后手写的词或单位，引用的结果里有"));
    }
}

/// What would stand twice where `before` and `after` are typed around the answer `text`, as it would be printed.
fn printed_twice(before: &str, text: &str, after: &str) -> Option<String> {
    let ends_with_turn = TURNS.iter().any(|word| before.ends_with(word));
    let word = TURNS
        .iter()
        .find(|word| text.starts_with(**word) && ends_with_turn);
    if let Some(word) = word {
        let typed: String = last_two(before);
        return Some(format!("{typed}{word}"));
    }
    let is_share = text.ends_with(['%', '％', '‰']);
    let unit = [
        "个百分点",
        "%",
        "％",
        "‰",
        "份",
        "家",
        "户",
        "人",
        "万元",
        "元",
        "个",
        "件",
    ]
    .into_iter()
    .find(|unit| after.starts_with(unit) && (text.ends_with(unit) || is_share && is_part(unit)));
    let unit = unit?;
    let end: String = text.chars().rev().take(4).collect();
    let end: String = end.chars().rev().collect();
    Some(format!("{end}{unit}"))
}

/// Whether a unit is one of parts of a hundred.
fn is_part(unit: &str) -> bool {
    matches!(unit, "%" | "％" | "‰" | "个百分点")
}

fn last_two(text: &str) -> String {
    let reversed: Vec<char> = text.chars().rev().take(2).collect();
    reversed.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::printed_twice;

    #[test]
    fn what_the_answer_has_is_not_typed_around_it() {
        for (before, text, after, printed) in [
            ("建制率为", "95.0%", "%。", Some("5.0%%")),
            ("比上期", "95.0%", "个百分点", Some("5.0%个百分点")),
            ("增加", "增加12份", "。", Some("增加增加")),
            ("增长", "下降1.6%", "。", Some("增长下降")),
            ("", "12份", "份", Some("12份份")),
            ("", "1.6个百分点", "个百分点", Some("个百分点个百分点")),
            ("发出要约书", "12", "份", None),
            ("增加", "12", "份", None),
            ("同比", "增加12份", "，", None),
            ("共", "12家", "人", None),
        ] {
            assert_eq!(
                printed_twice(before, text, after).as_deref(),
                printed,
                "{text}{after}"
            );
        }
    }
}

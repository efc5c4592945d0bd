//! Words that the program prints itself and that a writer types along, as they stand on paper: 主送：, 单位：, ——, brackets. They are taken off, and that is
//! said, so that nothing stands there twice.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::Spanned;

/// A field around which the program prints something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 副题: a dash before it.
    Subtitle,
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
    /// Names after a label such as 抄送 or 签发人.
    Names(&'static str),
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
    if rest.is_empty() || rest.len() == text.len() {
        return typed;
    }
    let at = text.find(rest).unwrap_or(0);
    let off = [&text[..at], &text[at + rest.len()..]].map(str::trim);
    let off: Vec<&str> = off.into_iter().filter(|part| !part.is_empty()).collect();
    if !off.is_empty() {
        let off = off.join("……");
        sink.push(
            Diagnostic::new(
                code::PRINTED_WORD,
                typed.span,
                format!("“{off}”由程序印上，手写的已去掉"),
            )
            .help(format!("只写“{rest}”")),
        );
    }
    Spanned::new(rest.to_owned(), typed.span)
}

fn rest(text: &str, field: Field) -> &str {
    match field {
        Field::Subtitle => text.trim_start_matches(['—', '－', '-', ' ', '　']),
        Field::Remark => without_brackets(text),
        Field::Source => after_label(without_brackets(text), &["来源"]),
        Field::Measure => after_label(text, &["计量单位", "金额单位", "单位"]),
        Field::Note => after_label(text, &["注"]),
        Field::Attachment => attachment(text),
        Field::Names(label) => after_label(text, &[label]),
        Field::Office => text.strip_suffix("印发").unwrap_or(text),
    }
}

fn without_brackets(text: &str) -> &str {
    [('（', '）'), ('(', ')')]
        .into_iter()
        .find_map(|(open, close)| {
            let inner = text.strip_prefix(open)?.strip_suffix(close)?;
            // `（甲）和（乙）` is not in brackets as a whole.
            (!inner.contains([open, close])).then_some(inner)
        })
        .unwrap_or(text)
}

fn after_label<'t>(text: &'t str, labels: &[&str]) -> &'t str {
    labels
        .iter()
        .find_map(|label| {
            text.strip_prefix(label)?
                .trim_start()
                .strip_prefix(['：', ':'])
        })
        .unwrap_or(text)
}

/// Behind `附件1：`, `附件2 `, `附件：` or `1.`; a number that is no label of an attachment (2026年, 1.5万) stays.
fn attachment(text: &str) -> &str {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let marks = ['：', ':', '.', '．', '、', ' ', '　'];
    let labelled = text.strip_prefix("附件");
    let after = labelled.unwrap_or(text).trim_start_matches(is_digit);
    let counted = after.len() < labelled.unwrap_or(text).len();
    let rest = after.trim_start_matches(marks);
    let parted = rest.len() < after.len();
    let starts_with_digit = rest.starts_with(is_digit);
    match labelled {
        Some(_) if parted && !starts_with_digit => rest,
        Some(_) => text,
        None if counted && parted && !starts_with_digit && !after.starts_with([' ', '　']) => rest,
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, rest};

    #[test]
    fn only_what_the_program_prints_is_taken_off() {
        for (field, typed, left) in [
            (Field::Subtitle, "——以柳溪镇为例", "以柳溪镇为例"),
            (Field::Remark, "（此件公开发布）", "此件公开发布"),
            (Field::Remark, "(此件公开发布)", "此件公开发布"),
            (Field::Remark, "（甲）和（乙）", "（甲）和（乙）"),
            (Field::Source, "（来源：青禾县总工会）", "青禾县总工会"),
            (Field::Measure, "单位：万元", "万元"),
            (Field::Measure, "金额单位：万元", "万元"),
            (Field::Measure, "单位 : 家", " 家"),
            (Field::Measure, "家", "家"),
            (Field::Note, "注:数据截至六月底", "数据截至六月底"),
            (Field::Note, "注册地在本市的", "注册地在本市的"),
            (Field::Attachment, "附件1：督查方案", "督查方案"),
            (Field::Attachment, "附件：督查方案", "督查方案"),
            (Field::Attachment, "附件2　台账", "台账"),
            (Field::Attachment, "2.问题台账", "问题台账"),
            (Field::Attachment, "1、问题台账", "问题台账"),
            (Field::Attachment, "附件清单", "附件清单"),
            (Field::Attachment, "2026年度计划", "2026年度计划"),
            (Field::Attachment, "1.5万元以上项目", "1.5万元以上项目"),
            (Field::Attachment, "12 家企业名单", "12 家企业名单"),
            (Field::Names("抄送"), "抄送：市委办公室", "市委办公室"),
            (
                Field::Office,
                "云汀市总工会办公室印发",
                "云汀市总工会办公室",
            ),
        ] {
            assert_eq!(rest(typed, field), left, "{typed}");
        }
    }
}

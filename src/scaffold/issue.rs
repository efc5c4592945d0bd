//! The `issue.yaml` of a new issue.

use std::fmt::Write;

use super::options::ScaffoldOptions;
use crate::model::{Audience, Seal, Spanned};
use crate::source::remarks::UNWRITTEN;
use crate::source::yaml_text::scalar;
use crate::stage::parse::names::{Change, NameEntry};
use crate::stage::parse::{IssueSpec, SeriesSpec};

/// Whom the last issue was for, as far as it says so itself.
fn kept_from(last: Option<&IssueSpec>) -> (Option<&str>, Option<Audience>) {
    let audience = last.and_then(|last| last.publication.audience.as_ref());
    (
        last.and_then(|last| last.elements.secrecy()),
        audience.map(|audience| audience.value),
    )
}

/// A text of several lines on one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Those to whom the last issue went by its own words, and else what may be written.
fn recipients(series: &SeriesSpec, last: Option<&IssueSpec>, line: &mut impl FnMut(&str)) {
    let kept = last.map(|last| &last.recipients);
    if let Some(kept) = kept.filter(|kept| !kept.is_empty()) {
        let kinds: Vec<&str> = kept.keys().copied().collect();
        line(&format!("# 下面的{}同上一期，不对就改", kinds.join("、")));
        for (kind, change) in kept {
            let value = match change {
                Change::Nobody => "无".to_owned(),
                Change::Replace(names) => flow(&names.value),
                Change::Add(names) => format!("{{增加: {}}}", flow(&names.value)),
            };
            line(&format!("{kind}: {value}"));
        }
        return;
    }
    // Names of this office's own units, as an example that it may use.
    let units = series.units.units.iter().take(2);
    let units: Vec<String> = units.map(|unit| in_flow(&unit.name)).collect();
    let example = if units.is_empty() {
        "单位, 单位".to_owned()
    } else {
        units.join(", ")
    };
    if series.standing.is_empty() {
        line(&format!("# 主送: [{example}]"));
    } else {
        line(&format!(
            "# 主送、抄送、报、送、发等不写时用系列的“常用发送”；本期不同才写，如 主送: [{example}]"
        ));
    }
}

/// The stamp that the layout cannot do without, where the series does not say whose.
fn stamp(series: &SeriesSpec, line: &mut impl FnMut(&str)) {
    let rules = series.series.layout.rules();
    let seal = series.elements.over(&series.elements, rules).seal;
    let has_stamp = matches!(&seal, Seal::Stamps(signers) if !signers.is_empty());
    if rules.needs_stamp && !has_stamp {
        line("签名章:");
        line(&format!(
            "  - 职务: {}",
            scalar(&format!("{UNWRITTEN}职务"))
        ));
        line(&format!(
            "    姓名: {}",
            scalar(&format!("{UNWRITTEN}姓名"))
        ));
    }
}

/// What the last issue had of its own and this one may have again, as remarks.
fn of_the_last(last: Option<&IssueSpec>, line: &mut impl FnMut(&str)) {
    let Some(last) = last else { return };
    let list = |values: &[Spanned<String>]| {
        let values: Vec<String> = values.iter().map(|value| in_flow(value)).collect();
        values.join(", ")
    };
    if let Some(signatures) = &last.signatures {
        line(&format!("# 署名: [{}]　（上一期的）", list(signatures)));
    }
    if let Some(closing) = &last.closing {
        line(&format!("# 截止: {}　（上一期的）", closing.value.iso()));
    }
    if !last.figures.is_empty() {
        line(&format!("# 指标: [{}]　（上一期的）", list(&last.figures)));
    }
}

/// A list of names as YAML on one line.
fn flow(entries: &[NameEntry]) -> String {
    let entries = entries.iter().map(|entry| match entry {
        NameEntry::Name(name) => in_flow(name),
        NameEntry::List(name) => format!("{{名单: {}}}", in_flow(name)),
        NameEntry::Class(entries) => flow(entries),
    });
    format!("[{}]", entries.collect::<Vec<_>>().join(", "))
}

/// A value within brackets.
fn in_flow(value: &str) -> String {
    if value.contains([',', '[', ']', '{', '}']) {
        return serde_json::Value::from(one_line(value)).to_string();
    }
    scalar(value)
}

/// The text of the file; `outline` are the lines below `正文:`, and `in_doubt` says that a mark of the newest issue could not be read.
pub fn text(
    series: &SeriesSpec,
    last: Option<&IssueSpec>,
    wish: &ScaffoldOptions,
    document_number: Option<u32>,
    in_doubt: bool,
    outline: &[String],
) -> String {
    let mut text = String::new();
    let mut line = |words: &str| {
        text.push_str(words);
        text.push('\n');
    };
    line("# 写完、核对无误后删去下面这一行，这一期才会发布；在那以前只有 jianbao serve 看得到。");
    line("草稿: true");
    line("");
    let rules = series.series.layout.rules().scaffold;
    let untitled = last.map_or(rules.untitled.is_some(), |last| last.title.is_empty());
    match &wish.title {
        Some(title) => line(&format!("标题: {}", scalar(title))),
        None if untitled => line(&format!(
            "# 标题: {}",
            rules.untitled.unwrap_or("全部由文章组成的一期不用写")
        )),
        None => line(&format!("标题: {}", scalar(&format!("{UNWRITTEN}标题")))),
    }
    match last.and_then(|last| last.subtitle.as_ref()) {
        Some(subtitle) => {
            line(&format!("# 上一期的副题：{}", one_line(&subtitle.value)));
            line(&format!("副题: {}", scalar(&format!("{UNWRITTEN}副题"))));
        }
        None => line("# 副题: 截至某月某日"),
    }
    if let Some(number) = document_number {
        line(&format!("号: {number}"));
    }
    line(&format!("日期: {}", wish.date.iso()));
    let (mark, audience) = kept_from(last);
    if audience.is_some() || mark.is_some() || in_doubt {
        line("# 下面的密级、受众同上一期，不对就改");
    }
    if let Some(mark) = mark {
        line(&format!("密级: {}", scalar(mark)));
    }
    match audience {
        Some(audience) => line(&format!("受众: {}", audience.word())),
        // Nobody knows whom the last one was for.
        None if in_doubt => line(&format!("受众: {}", Audience::Internal.word())),
        None => {}
    }
    if last.map_or(rules.articles, |last| last.contents_list) {
        line("要目: true");
    }
    recipients(series, last, &mut line);
    if rules.articles {
        line("# 按语: 编者按的文字，或一个片段的文件名");
    }
    line("");
    line("正文:");
    for words in outline {
        line(words);
    }
    line("");
    line("# 附件:");
    match last.map(|last| last.attachments.as_slice()) {
        Some(attachments) if !attachments.is_empty() => {
            for attachment in attachments {
                line(&format!("#   - {}　（上一期的）", attachment.file.value));
            }
        }
        _ => line("#   - 进度表.yaml"),
    }
    let topics = last.map_or(&[][..], |last| &last.topics);
    if topics.is_empty() {
        line("# 主题: [一个, 或几个词]");
    } else {
        line(&format!("# 主题: [{}]", topics.join(", ")));
    }
    if let Some(reminder) = rules.reminder {
        line(reminder);
    }
    stamp(series, &mut line);
    of_the_last(last, &mut line);
    let _ = writeln!(
        text,
        "# 印发日期: {}\n# 份数: {}",
        wish.date.iso(),
        series.copies.map_or(80, |copies| copies.value)
    );
    text
}

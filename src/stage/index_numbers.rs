//! Index numbers (索引号) from a series' rule: 机构代码/年份-5位流水号 (《政府信息公开目录系统实施指引（试行）》).

use super::parse::IssueSpec;
use super::parse::publication::{INDEX_NUMBER_LENGTH, bad_index_number};
use super::parse::series::{NumberPattern, RulePart};
use crate::diag::{Diagnostic, Sink, code};

/// The digits of what follows the last `-`.
const SERIAL: usize = 5;

/// The numbers of an issue that the rule may use.
#[derive(Clone, Copy, Debug)]
pub struct IndexNumberParts {
    /// 号
    pub document: Option<u32>,
    /// 期
    pub issue: Option<u32>,
    /// Whether it is a supplement (增刊), which is not counted with the others.
    pub is_supplement: bool,
}

/// The index number of `issue` by `rule`; none where the issue names its own, or is a supplement without a number for it.
pub fn index_number(
    issue: &IssueSpec,
    rule: &NumberPattern,
    counted: IndexNumberParts,
    sink: &mut Sink,
) -> Option<String> {
    if issue.publication.index_number.is_some() {
        return None;
    }
    let parts: Option<Vec<String>> = rule
        .parts
        .iter()
        .map(|part| match part {
            RulePart::Text(text) => Some(text.clone()),
            RulePart::Year => Some(issue.date.value.year.to_string()),
            RulePart::Number => counted.document.map(|number| number.to_string()),
            RulePart::Issue => counted.issue.map(|number| number.to_string()),
            RulePart::Total | RulePart::Supplement => None,
        })
        .collect();
    let Some(parts) = parts else {
        if !counted.is_supplement {
            sink.push(
                Diagnostic::new(
                    code::BAD_RULE,
                    rule.span,
                    format!("{} 没有“索引号”规则里的号", issue.id),
                )
                .help("规则里改用这个系列有的 {号} 或 {期}；或在这一期的 issue.yaml 里写 索引号"),
            );
        }
        return None;
    };
    let text = padded(rule, &parts);
    let serial = text.rsplit('-').next().unwrap_or_default();
    let fits = !text.contains('-') || serial.chars().count() <= SERIAL;
    if !fits || text.chars().count() > INDEX_NUMBER_LENGTH || text.contains(char::is_whitespace) {
        sink.push(bad_index_number(&text, rule.span).label(issue.id.to_string()));
        return None;
    }
    Some(text)
}

/// `YHG01/2026-1` and `12` as `YHG01/2026-10012`: zeros stand before the last number.
fn padded(rule: &NumberPattern, parts: &[String]) -> String {
    let whole = parts.concat();
    let number = rule
        .parts
        .iter()
        .rposition(|part| matches!(part, RulePart::Number | RulePart::Issue));
    let (Some(number), Some((_, serial))) = (number, whole.rsplit_once('-')) else {
        return whole;
    };
    let zeros = "0".repeat(SERIAL.saturating_sub(serial.chars().count()));
    let (before, after) = parts.split_at(number);
    format!("{}{zeros}{}", before.concat(), after.concat())
}

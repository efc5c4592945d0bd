//! Numbers that an issue gives and that no rule of its series prints.

use super::IssueSpec;
use super::series::{NumberRules, RulePart};
use crate::diag::{Diagnostic, Sink, code};

/// Says of a running total (总期), and of a number within the year (期), that no rule prints.
pub fn numbers(issue: &IssueSpec, rules: &NumberRules, sink: &mut Sink) {
    let mut all = rules.issue.iter().chain(&rules.document);
    if let (Some(typed), Some(_)) = (&issue.issue, &rules.issue)
        && !all.clone().any(|rule| rule.uses(&RulePart::Issue))
    {
        let message = "写了“期”，系列的期号规则里没有 {期}，不会印出来";
        let finding = Diagnostic::new(code::UNPRINTED, typed.span, message);
        sink.push(finding.help("要印这个号，按期号规则写“总期”一类的键；或删去这一行"));
    }
    if all.any(|rule| rule.uses(&RulePart::Total)) {
        return;
    }
    if let Some(typed) = &issue.total {
        let message = "写了“总期”，系列的期号规则里没有 {总期}，不会印出来";
        let finding = Diagnostic::new(code::UNPRINTED, typed.span, message);
        sink.push(finding.help("在 series.yaml 里写 期号: 第{期}期（总第{总期}期）；或删去这一行"));
    }
}

//! Numbers that an issue gives and that no rule of its series prints.

use super::IssueSpec;
use super::series::{NumberRules, RulePart};
use crate::diag::{Diagnostic, Sink, code};

/// Says of a running total (总期) that no rule prints.
pub fn total(issue: &IssueSpec, rules: &NumberRules, sink: &mut Sink) {
    let mut all = rules.issue.iter().chain(&rules.document);
    if all.any(|rule| rule.uses(&RulePart::Total)) {
        return;
    }
    if let Some(typed) = &issue.total {
        let message = "写了“总期”，系列的期号规则里没有 {总期}，不会印出来";
        let finding = Diagnostic::new(code::UNPRINTED, typed.span, message);
        sink.push(finding.help("在 series.yaml 里写 期号: 第{期}期（总第{总期}期）；或删去这一行"));
    }
}

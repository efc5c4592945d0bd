//! Recipients: 主送 under the title, and everything at the end of the issue.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Imprint, ImprintRow, Spanned};
use crate::stage::parse::names::{self, Change, IMPRINT_KINDS};
use crate::stage::parse::{IssueSpec, SeriesSpec, keys};

/// What stands at the head and the end of an issue.
#[derive(Debug)]
pub struct End {
    /// 主送 without its colon.
    pub recipients: Option<Spanned<String>>,
    pub imprint: Imprint,
}

/// Joins what the issue says with what the series always does.
pub fn read(spec: &IssueSpec, series: &SeriesSpec, sink: &mut Sink) -> End {
    let recipients = printed(keys::MAIN.zh, spec, series, sink)
        .map(|names| names.map(|text| text.trim_end_matches(['：', ':']).to_owned()));
    let rows = IMPRINT_KINDS
        .iter()
        .filter_map(|(key, label)| {
            let names = printed(key.zh, spec, series, sink)?;
            Some(ImprintRow {
                label: (*label).to_owned(),
                text: names.map(with_full_stop),
            })
        })
        .collect();
    let printed_on = spec.print_date;
    let rules = series.series.layout.rules();
    let in_imprint = spec.office.as_ref().map(|office| office.span);
    let in_imprint = in_imprint.or(printed_on.map(|date| date.span));
    if let Some(span) = in_imprint.filter(|_| !rules.imprint_lined) {
        let message = format!("{}的版记不印印发机关和印发日期", rules.word);
        let finding = Diagnostic::new(code::UNPRINTED, span, message);
        sink.push(finding.help("删去；是别的文种，在 series.yaml 里改“版式”"));
    }
    let office = spec.office.clone().or_else(|| series.office.clone());
    let date = office
        .is_some()
        .then(|| printed_on.or(spec.date.value.day.map(|_| spec.date)))
        .flatten()
        .or(printed_on);
    End {
        recipients,
        imprint: Imprint {
            rows,
            office,
            date,
            copies: spec.copies.or(series.copies),
        },
    }
}

/// 抄送 and its like end with a full stop (GB/T 9704-2012, 7.4.2).
fn with_full_stop(mut names: String) -> String {
    if !names.ends_with('。') {
        names.push('。');
    }
    names
}

fn printed(
    kind: &'static str,
    spec: &IssueSpec,
    series: &SeriesSpec,
    sink: &mut Sink,
) -> Option<Spanned<String>> {
    let standing = match series.standing.get(kind) {
        Some(Change::Replace(entries) | Change::Add(entries)) => Some(entries.clone()),
        Some(Change::Nobody) | None => None,
    };
    // What is joined has the place of what the issue says, for that is where it would be put right.
    let entries = match (standing, spec.recipients.get(kind)) {
        (standing, None) => standing?,
        (_, Some(Change::Nobody)) => return None,
        (_, Some(Change::Replace(entries))) | (None, Some(Change::Add(entries))) => entries.clone(),
        (Some(standing), Some(Change::Add(added))) => {
            let mut all = standing.value;
            all.extend(added.value.iter().cloned());
            Spanned::new(all, added.span)
        }
    };
    let text = entries.map(|entries| names::join(&entries, &series.lists, sink));
    (!text.is_empty()).then_some(text)
}

//! Document numbers (发文字号) and issue numbers (期号): from the series' rules, and checked against each other.

use std::collections::BTreeMap;

use super::index_numbers::{IndexNumberParts, index_number};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Dated, DocumentNumbers, IssueId, Span, Spanned};
use crate::stage::parse::series::{NumberPattern, NumberRules, RulePart};
use crate::stage::parse::{IssueSpec, SeriesSpec};
use crate::zh::numeral;

/// One issue while its series is being numbered.
#[derive(Debug)]
pub struct Numbered {
    /// The numbers as printed.
    pub numbers: DocumentNumbers,
    /// The index number (索引号) that the series' rule gives.
    pub index: Option<String>,
    /// What is wrong with them.
    pub sink: Sink,
}

/// The places of the numbers that have been given out, over all series.
#[derive(Debug, Default)]
pub struct Registry {
    given: BTreeMap<String, (Span, String)>,
}

/// Numbers the issues of one series; `issues` come in the order of their folders. The results are in the same order. `unread` are the issues that cannot
/// be read or were moved away: their numbers are not missing.
pub fn number(
    series: &Dated<SeriesSpec>,
    issues: &[&IssueSpec],
    unread: &[&IssueId],
    registry: &mut Registry,
) -> Vec<Numbered> {
    let mut regular: Option<Previous> = None;
    let mut supplement: Option<Previous> = None;
    let mut total = series.last().rules.total_start;
    issues
        .iter()
        .map(|issue| {
            let mut sink = Sink::default();
            let rules = &series.at(issue.date.value).rules;
            let mut values = values(issue, rules, &mut sink);
            check_year(issue, &mut sink);
            let chain = if issue.id.is_supplement() || values.supplement.is_some() {
                &mut supplement
            } else {
                &mut regular
            };
            let counted = values.issue.or(values.document).or(values.supplement);
            if let Some(number) = counted {
                check_sequence(issue, number, chain.as_ref(), unread, &mut sink);
                if values.issue.is_some() {
                    total = running_total(issue, number, chain.as_ref(), total, &mut sink);
                    values.total = Some(total);
                }
                *chain = Some(Previous {
                    year: issue.id.year,
                    number,
                    date: issue.date,
                });
            }
            let numbers = print(rules, &values, issue.date.value.year);
            // A number that is not the folder's is likely to be another issue's too: one slip.
            let is_wrong = sink
                .errors()
                .any(|error| error.code == code::NUMBER_AND_FOLDER);
            if let (Some(text), Some(rule), false) = (&numbers.document, &rules.document, is_wrong)
            {
                let scope = if rule.uses(&RulePart::Year) {
                    Scope::Archive
                } else {
                    Scope::Year
                };
                registry.give(scope, issue, text, &mut sink);
            }
            if let Some(text) = numbers.issue.as_ref().filter(|_| !is_wrong) {
                registry.give(Scope::Year, issue, text, &mut sink);
            }
            let index = rules.index.as_ref().and_then(|rule| {
                let counted = IndexNumberParts {
                    document: values.document,
                    issue: values.issue,
                    is_supplement: values.supplement.is_some(),
                };
                index_number(issue, rule, counted, &mut sink)
            });
            Numbered {
                numbers,
                index,
                sink,
            }
        })
        .collect()
}

/// The issue before in the same chain of numbers.
struct Previous {
    year: u16,
    number: u32,
    date: Spanned<crate::zh::date::IssueDate>,
}

/// The numbers of an issue before they are printed.
#[derive(Default)]
struct Values {
    document: Option<u32>,
    issue: Option<u32>,
    total: Option<u32>,
    supplement: Option<u32>,
}

/// The numbers that the issue names, or that its folder stands for.
///
/// The folder's number is the issue number (期) where the series has issue numbers, otherwise the document number (号).
fn values(issue: &IssueSpec, rules: &NumberRules, sink: &mut Sink) -> Values {
    let folder = issue.id.folder_number();
    let mut values = Values::default();
    if issue.id.is_supplement() || issue.supplement.is_some() {
        values.supplement = issue
            .supplement
            .as_ref()
            .map(|number| number.value)
            .or(folder);
        if let Some(typed) = &issue.supplement {
            let expected = format!("s{}", typed.value);
            if issue.id.folder != expected {
                sink.push(folder_mismatch(issue, typed, "增刊", &expected));
            }
        }
        if rules.supplement.is_none() && rules.issue.is_some() {
            sink.push(
                Diagnostic::new(
                    code::BAD_RULE,
                    issue
                        .supplement
                        .as_ref()
                        .map_or(issue.date.span, |s| s.span),
                    "这个系列没有增刊的期号规则",
                )
                .help("在 series.yaml 里加上 增刊期号: 增刊第{增刊}期"),
            );
        }
        values.document = issue.number.as_ref().map(|number| number.value);
        return values;
    }
    if rules.issue.is_some() {
        values.issue = issue.issue.as_ref().map(|number| number.value).or(folder);
        check_folder(issue, issue.issue.as_ref(), "期", sink);
        values.document = issue.number.as_ref().map(|number| number.value);
        if rules
            .document
            .as_ref()
            .is_some_and(|rule| rule.uses(&RulePart::Issue))
        {
            values.document = values.issue;
        }
    } else if rules.document.is_some() {
        values.document = issue.number.as_ref().map(|number| number.value).or(folder);
        check_folder(issue, issue.number.as_ref(), "号", sink);
    }
    let unused = [
        (rules.issue.is_none(), &issue.issue, "期", "期号: 第{期}期"),
        (
            rules.document.is_none(),
            &issue.number,
            "号",
            "文号: 云工发〔{年}〕{号}号",
        ),
    ];
    for (no_rule, typed, name, example) in unused {
        if let (true, Some(typed)) = (no_rule, typed) {
            sink.push(
                Diagnostic::new(
                    code::BAD_RULE,
                    typed.span,
                    format!("写了“{name}”，系列却没有规定它怎样印"),
                )
                .help(format!(
                    "在 series.yaml 里加上规则，例如 {example}；或删去这一行"
                )),
            );
        }
    }
    values
}

fn check_folder(issue: &IssueSpec, typed: Option<&Spanned<u32>>, name: &str, sink: &mut Sink) {
    let all_digits = issue.id.folder.bytes().all(|b| b.is_ascii_digit());
    if let (true, Some(folder), Some(typed)) = (all_digits, issue.id.folder_number(), typed)
        && folder != typed.value
    {
        sink.push(folder_mismatch(
            issue,
            typed,
            name,
            &typed.value.to_string(),
        ));
    }
}

fn folder_mismatch(
    issue: &IssueSpec,
    typed: &Spanned<u32>,
    name: &str,
    expected: &str,
) -> Diagnostic {
    Diagnostic::new(
        code::NUMBER_AND_FOLDER,
        typed.span,
        format!("“{name}”是 {}，文件夹却是 {}", typed.value, issue.id.folder),
    )
    .help(format!(
        "改正其中一处：把“{name}”改成文件夹的号，或把文件夹改名为 {expected}"
    ))
}

fn check_year(issue: &IssueSpec, sink: &mut Sink) {
    let year = issue.date.value.year;
    if year != issue.id.year {
        sink.push(
            Diagnostic::new(
                code::DATE_AND_FOLDER,
                issue.date.span,
                format!("日期是 {year} 年，文件夹却在 {} 年", issue.id.year),
            )
            .help("改正日期，或把这一期移到对应年份的文件夹"),
        );
    }
}

fn check_sequence(
    issue: &IssueSpec,
    number: u32,
    previous: Option<&Previous>,
    unread: &[&IssueId],
    sink: &mut Sink,
) {
    let Some(previous) = previous else { return };
    if issue.date_is_known && issue.date.value.surely_before(previous.date.value) {
        sink.push(
            Diagnostic::new(
                code::DATE_BACKWARD,
                issue.date.span,
                format!(
                    "日期倒退：这一期是 {}，前一期（第 {} 号）已是 {}",
                    issue.date.value.arabic(),
                    previous.number,
                    previous.date.value.arabic()
                ),
            )
            .related(previous.date.span, "前一期的日期")
            .help("核对两期的日期和号"),
        );
    }
    let is_unread = |number: u32| {
        unread.iter().any(|id| {
            let supplement = id.is_supplement() == issue.id.is_supplement();
            id.year == issue.id.year && supplement && id.folder_number() == Some(number)
        })
    };
    let missing = previous.number.saturating_add(1);
    let mut gap = missing..number;
    while gap.start < gap.end && is_unread(gap.start) {
        gap.start += 1;
    }
    while gap.start < gap.end && is_unread(gap.end - 1) {
        gap.end -= 1;
    }
    if previous.year == issue.id.year && !gap.is_empty() {
        let range = if gap.len() == 1 {
            format!("第 {} 号", gap.start)
        } else {
            format!("第 {} 号到第 {} 号", gap.start, gap.end - 1)
        };
        sink.push(
            Diagnostic::new(
                code::NUMBER_GAP,
                issue.date.span,
                format!("{} 年缺{range}", issue.id.year),
            )
            .help("补上缺的各期，或改正这一期的号；移到别处去的，在那一期里写“原址”"),
        );
    }
}

/// The running total (总期) of a regular issue: one more than the last, and as many more as numbers are missing between them.
fn running_total(
    issue: &IssueSpec,
    number: u32,
    previous: Option<&Previous>,
    total: u32,
    sink: &mut Sink,
) -> u32 {
    let step = match previous {
        Some(previous) if previous.year == issue.id.year => {
            number.saturating_sub(previous.number).max(1)
        }
        Some(previous) if number > previous.number => number - previous.number,
        Some(_) => number.max(1),
        None => 1,
    };
    let counted = total.saturating_add(step);
    match &issue.total {
        Some(typed) if previous.is_some() && typed.value != counted => {
            sink.push(
                Diagnostic::new(
                    code::DUPLICATE_NUMBER,
                    typed.span,
                    format!("总期写的是 {}，按前几期推算应是 {counted}", typed.value),
                )
                .help("删去“总期”由程序推算，或改正前几期的号"),
            );
            counted
        }
        Some(typed) => typed.value,
        None => counted,
    }
}

fn print(rules: &NumberRules, values: &Values, year: u16) -> DocumentNumbers {
    let issue_rule = if values.supplement.is_some() {
        rules.supplement.as_ref()
    } else {
        rules.issue.as_ref()
    };
    DocumentNumbers {
        document: rules
            .document
            .as_ref()
            .filter(|_| values.document.is_some())
            .map(|rule| apply(rule, values, year, false)),
        issue: issue_rule
            .filter(|_| values.issue.is_some() || values.supplement.is_some())
            .map(|rule| apply(rule, values, year, rules.han)),
    }
}

fn apply(rule: &NumberPattern, values: &Values, year: u16, han: bool) -> String {
    let number = |value: Option<u32>| {
        let value = value.unwrap_or(0);
        if han {
            numeral::han(value)
        } else {
            value.to_string()
        }
    };
    rule.parts
        .iter()
        .map(|part| match part {
            RulePart::Text(text) => text.clone(),
            RulePart::Year if han => numeral::han_digits(year.into()),
            RulePart::Year => year.to_string(),
            RulePart::Number => number(values.document),
            RulePart::Issue => number(values.issue),
            RulePart::Total => number(values.total),
            RulePart::Supplement => number(values.supplement),
        })
        .collect()
}

/// Where a number must be unique.
#[derive(Clone, Copy)]
enum Scope {
    /// In the whole archive: a document number that names its year belongs to one document only.
    Archive,
    /// In its series and year.
    Year,
}

impl Registry {
    /// Takes down a printed number; one that has been given out within `scope` is reported.
    fn give(&mut self, scope: Scope, issue: &IssueSpec, text: &str, sink: &mut Sink) {
        let key = match scope {
            Scope::Archive => text.to_owned(),
            Scope::Year => format!("{}/{}/{text}", issue.id.series, issue.id.year),
        };
        let place = issue
            .number
            .as_ref()
            .or(issue.issue.as_ref())
            .map_or(issue.date.span, |number| number.span);
        match self.given.get(&key) {
            None => {
                self.given.insert(key, (place, issue.id.to_string()));
            }
            Some((first, id)) => sink.push(
                Diagnostic::new(
                    code::DUPLICATE_NUMBER,
                    place,
                    format!("“{text}”已经用于 {id}"),
                )
                .related(*first, "先用这个号的一期")
                .help("改正其中一期的号"),
            ),
        }
    }
}

//! The next issue of a series as files: its number, its date, its outline and a place for everything that somebody must write; and the content folder of
//! an office that begins.
//!
//! This is a pure function from the archive to texts. Whatever it leaves open is marked ([`UNWRITTEN`](crate::source::remarks::UNWRITTEN)), and the check reports
//! it until it is written.

mod issue;
mod kinds;
mod last_fragments;
mod mended_names;
mod new_unit;
mod office;
mod options;
mod outline;
mod unit_list;

pub use kinds::{KINDS, SeriesKind};
pub use new_unit::UnitListFault;
pub use office::Office;
pub use options::ScaffoldOptions;
pub use unit_list::{UnitList, unit_list};

use crate::model::IssueId;
use crate::source::Sources;
use crate::source::fields::nearest_of;
use crate::stage::parse::series::RulePart;
use crate::stage::parse::{IssueSpec, SeriesSpec};
use crate::stage::{Plan, PlannedIssue};
use crate::zh::date::IssueDate;

/// A new issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaffold {
    /// Its place.
    pub id: IssueId,
    /// Path and text of each file, below the folder of the issue; `issue.yaml` first.
    pub files: Vec<(String, String)>,
    /// The issue whose outline it has, if it has one's.
    pub model: Option<IssueId>,
    /// The units that must report, by name.
    pub units: Vec<String>,
}

/// Why there is no new issue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScaffoldError {
    /// There is no such series.
    UnknownSeries {
        /// What was asked for.
        asked: String,
        /// The one that may be meant.
        nearest: Option<String>,
        /// Code and name of each series.
        known: Vec<(String, String)>,
    },
    /// The series, or its register of units, has errors.
    BrokenSeries(String),
    /// The date is before that of the last issue, which the numbers would contradict.
    Backward {
        /// The date that was asked for.
        asked: IssueDate,
        /// The last issue.
        last: IssueId,
        date: IssueDate,
    },
    /// The folder that the issue would have is there already.
    Exists(IssueId),
}

impl std::fmt::Display for ScaffoldError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnknownSeries {
                asked,
                nearest,
                known,
            } => {
                write!(f, "没有系列“{asked}”")?;
                if let Some(nearest) = nearest {
                    write!(f, "，是否为“{nearest}”？")?;
                }
                if known.is_empty() {
                    return f.write_str("。内容文件夹里还没有系列：先建 <系列>/series.yaml");
                }
                let known: Vec<String> = known
                    .iter()
                    .map(|(code, name)| format!("{code}（{name}）"))
                    .collect();
                if nearest.is_none() {
                    f.write_str("。")?;
                }
                write!(f, "已有的系列：{}", known.join("、"))
            }
            Self::BrokenSeries(series) => write!(
                f,
                "系列 {series} 的 series.yaml 或 units.yaml 有错误，先改正。用 jianbao check 查看"
            ),
            Self::Backward { asked, last, date } => write!(
                f,
                "日期 {} 早于最近一期 {last} 的 {}。用 --date 写新一期的日期，如 --date {}",
                asked.arabic(),
                date.arabic(),
                date.iso()
            ),
            Self::Exists(id) => write!(f, "{id}/ 已经有了，什么也没有改动"),
        }
    }
}

/// The files of the issue that `wish` asks for.
///
/// # Errors
/// [`ScaffoldError`] says why there can be none.
pub fn scaffold(
    sources: &Sources,
    plan: &Plan,
    wish: &ScaffoldOptions,
) -> Result<Scaffold, ScaffoldError> {
    let index = plan
        .series
        .iter()
        .position(|spec| spec.last().series.code == wish.series)
        .ok_or_else(|| unknown(plan, &wish.series))?;
    let series = plan.series[index].at(wish.date);
    let earlier: Vec<&PlannedIssue> = plan
        .issues
        .iter()
        .filter(|issue| issue.series == Some(index) && !issue.id.is_supplement())
        .collect();
    let last = earlier
        .iter()
        .filter_map(|issue| issue.spec.as_ref())
        .filter(|spec| spec.date_is_known && spec.supplement.is_none())
        .max_by_key(|spec| (spec.id.year, spec.id.folder_number()));
    if let Some(last) = last
        && wish.date.surely_before(last.date.value)
    {
        return Err(ScaffoldError::Backward {
            asked: wish.date,
            last: last.id.clone(),
            date: last.date.value,
        });
    }
    let number = next_number(series, &earlier, wish.date.year);
    let id = IssueId {
        series: wish.series.clone(),
        year: wish.date.year,
        folder: number.to_string(),
    };
    if sources.below(&id.path()).next().is_some() {
        return Err(ScaffoldError::Exists(id));
    }
    let drawn = outline::draw(sources, series, last);
    let newest = earlier
        .iter()
        .max_by_key(|issue| (issue.id.year, issue.id.folder_number()));
    let in_doubt = newest.is_some_and(|issue| issue.in_doubt);
    let document_number = next_document_number(series, &earlier, wish.date.year);
    let text = issue::text(series, last, wish, document_number, in_doubt, &drawn.lines);
    let mut files = vec![("issue.yaml".to_owned(), text)];
    files.extend(drawn.stubs);
    Ok(Scaffold {
        id,
        files,
        model: last.map(|last| last.id.clone()),
        units: drawn.units,
    })
}

fn unknown(plan: &Plan, asked: &str) -> ScaffoldError {
    if plan.broken_series.contains(asked) {
        return ScaffoldError::BrokenSeries(asked.to_owned());
    }
    let known = plan.series.iter().map(|spec| &spec.last().series);
    let known: Vec<(String, String)> = known
        .map(|series| (series.code.clone(), series.name.clone()))
        .collect();
    let by_name = known.iter().find(|(_, name)| name == asked);
    let codes = known.iter().map(|(code, _)| code.as_str());
    let nearest = by_name
        .map(|(code, _)| code.clone())
        .or_else(|| nearest_of(asked, codes).map(str::to_owned));
    ScaffoldError::UnknownSeries {
        asked: asked.to_owned(),
        nearest,
        known,
    }
}

/// The number of the new issue's folder: the next in its year. In a year without issues it is 1, unless the series has counted on over a new year before.
fn next_number(series: &SeriesSpec, earlier: &[&PlannedIssue], year: u16) -> u32 {
    let numbers = |of: u16| {
        let issues = earlier.iter().filter(move |issue| issue.id.year == of);
        issues.filter_map(|issue| issue.id.folder_number())
    };
    if let Some(last) = numbers(year).max() {
        return last.saturating_add(1);
    }
    let before = earlier.iter().map(|issue| issue.id.year);
    let Some(before) = before.filter(|other| *other < year).max() else {
        return 1;
    };
    let last = numbers(before).max().unwrap_or(0);
    if counts_on(series, earlier) {
        last.saturating_add(1)
    } else {
        1
    }
}

/// Whether the numbers of the series go on where the year ends. A rule that prints the year, or a running total besides, says that they do not.
fn counts_on(series: &SeriesSpec, earlier: &[&PlannedIssue]) -> bool {
    let rule = series
        .rules
        .issue
        .as_ref()
        .or(series.rules.document.as_ref());
    if rule.is_none_or(|rule| rule.uses(&RulePart::Year) || rule.uses(&RulePart::Total)) {
        return false;
    }
    let mut years: Vec<u16> = earlier.iter().map(|issue| issue.id.year).collect();
    years.sort_unstable();
    years.dedup();
    let numbers = |year: u16| {
        let issues = earlier.iter().filter(move |issue| issue.id.year == year);
        issues.filter_map(|issue| issue.id.folder_number())
    };
    match years.as_slice() {
        [.., before, latest] => match (numbers(*before).max(), numbers(*latest).min()) {
            (Some(last), Some(first)) => first == last.saturating_add(1) && first > 1,
            _ => false,
        },
        _ => false,
    }
}

/// 号, where it is not the number of the folder and earlier issues name it.
fn next_document_number(series: &SeriesSpec, earlier: &[&PlannedIssue], year: u16) -> Option<u32> {
    let rule = series.rules.document.as_ref()?;
    if series.rules.issue.is_none() || rule.uses(&RulePart::Issue) {
        return None;
    }
    let specs = earlier.iter().filter_map(|issue| issue.spec.as_ref());
    let typed: Vec<(u16, u32)> = specs
        .filter_map(|spec: &IssueSpec| Some((spec.id.year, spec.number.as_ref()?.value)))
        .collect();
    let in_year = typed.iter().filter(|(of, _)| *of == year);
    match in_year.map(|(_, number)| *number).max() {
        Some(last) => Some(last.saturating_add(1)),
        None => (!typed.is_empty()).then_some(1),
    }
}

//! What is asked without a metric: who has reported (`{{未报单位}}`), and how many problems stand how (`{{问题.未整改数}}`).

use super::objects::{QueryObject, find_units};
use super::query::Query;
use super::reply::{QueryAnswer, QueryProblem};
use super::scene::Scene;
use super::words;
use crate::model::{Delivery, LedgerCounts, LedgerProblem, Reporting, ReportingUnit};
use crate::source::fields::nearest_of;

/// How units have reported.
const REPORTING: &[&str] = &[
    "应报单位",
    "已报单位",
    "未报单位",
    "零报单位",
    "迟报单位",
    "缺项单位",
];

/// The ledger of problems (问题台账).
const PROBLEMS: &str = "问题";

type CountOf = fn(&LedgerCounts) -> usize;

/// How problems stand.
const COUNTS: &[(&str, CountOf)] = &[
    ("总数", |counts| counts.total),
    ("未整改数", |counts| counts.open),
    ("已整改数", |counts| counts.done),
    ("整改中数", |counts| counts.underway),
    ("逾期数", |counts| counts.overdue),
    ("反复数", |counts| counts.again),
    ("本期新增数", |counts| counts.registered),
    ("本期整改数", |counts| counts.closed),
    ("本期反复数", |counts| counts.returned),
    ("上期未整改数", |counts| counts.was_open),
];

/// Whether `word` asks for one of these.
#[must_use]
pub fn is_fact(word: &str) -> bool {
    word == PROBLEMS || REPORTING.contains(&word.strip_suffix('数').unwrap_or(word))
}

/// The words that ask for one of these, without those for numbers of units.
pub fn words() -> impl Iterator<Item = &'static str> {
    REPORTING.iter().copied().chain([PROBLEMS])
}

/// The answer to `query`, whose subject is one of these.
///
/// # Errors
/// [`QueryProblem`] says which word is wrong.
pub(super) fn answer(scene: &Scene<'_>, query: &Query<'_>) -> Result<QueryAnswer, QueryProblem> {
    if query.subject == PROBLEMS {
        return problems(scene, query);
    }
    if !query.properties.is_empty() {
        return Err(QueryProblem::new(
            format!("“{}”后面不能再写点和属性", query.subject),
            format!("写成 {{{{{}}}}}", query.subject),
        ));
    }
    let among = among(scene, query)?;
    let (kind, counts) = match query.subject.strip_suffix('数') {
        Some(kind) => (kind, true),
        None => (query.subject, false),
    };
    let none = Reporting::default();
    let units = scene.reporting.unwrap_or(&none).units.iter();
    let units: Vec<&ReportingUnit> = units
        .filter(|unit| {
            among
                .as_ref()
                .is_none_or(|among| among.contains(&unit.code.as_str()))
        })
        .collect();
    let has = |unit: &ReportingUnit| unit.delivery != Delivery::Silent;
    let names: Vec<&str> = units
        .iter()
        .filter(|unit| match kind {
            "已报单位" => has(unit),
            "未报单位" => !has(unit),
            "零报单位" => unit.delivery == Delivery::Nil,
            "迟报单位" => unit.late.is_some(),
            "缺项单位" => !unit.missing.is_empty(),
            _ => true,
        })
        .map(|unit| unit.name.as_str())
        .collect();
    Ok(QueryAnswer {
        text: match counts {
            true => names.len().to_string(),
            false => words::names(&names),
        },
        source: format!("应报{}个单位", units.len()),
        origins: Vec::new(),
        doubt: None,
    })
}

/// The codes of the units after `@`; none where nothing stands there.
fn among<'a>(scene: &Scene<'a>, query: &Query<'_>) -> Result<Option<Vec<&'a str>>, QueryProblem> {
    let Some(object) = query.object else {
        return Ok(None);
    };
    let units = match find_units(scene, object)? {
        QueryObject::Unit(unit) => vec![unit],
        QueryObject::Group(units) => units,
    };
    Ok(Some(
        units.into_iter().map(|unit| scene.code(unit)).collect(),
    ))
}

fn problems(scene: &Scene<'_>, query: &Query<'_>) -> Result<QueryAnswer, QueryProblem> {
    let words = || COUNTS.iter().map(|(word, _)| *word);
    let all: Vec<&str> = words().collect();
    let found = match query.properties.as_slice() {
        [word] => COUNTS.iter().find(|(known, _)| known == word),
        _ => {
            return Err(QueryProblem::new(
                "没有说要问题的什么数",
                format!("写成 {{{{问题.未整改数}}}}；可以写：{}", all.join("、")),
            ));
        }
    };
    let Some((word, count)) = found else {
        let typed = query.properties.concat();
        let help = match nearest_of(&typed, words()) {
            Some(near) => format!("是否为“{near}”？"),
            None => format!("可以写：{}", all.join("、")),
        };
        return Err(QueryProblem::new(format!("问题没有“{typed}”可问"), help));
    };
    let among = among(scene, query)?;
    let is_asked = |problem: &&LedgerProblem| {
        among.as_ref().is_none_or(|among| {
            let mut units = problem.units.value.iter();
            units.any(|unit| among.contains(&unit.code.as_str()))
        })
    };
    let problems = scene.ledger.iter().flat_map(|ledger| &ledger.problems);
    let counts = LedgerCounts::of(problems.filter(is_asked));
    Ok(QueryAnswer {
        text: count(&counts).to_string(),
        source: format!("问题台账（{}个问题）：{word}", counts.total),
        origins: Vec::new(),
        doubt: None,
    })
}

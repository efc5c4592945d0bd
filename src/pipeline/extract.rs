//! What each unit (单位) gets of one issue (单位摘送), as files to be sent to it alone.

use std::collections::BTreeSet;

use super::print::is_issued;
use super::{BuildEvent, PrintError, Reporter, Typesetting, assembly, carried_on};
use crate::model::printed::ReviewMark;
use crate::model::{Document, IssueId};
use crate::source::remarks::UNWRITTEN;
use crate::stage;
use crate::stage::unit_extract::ExtractedUnit;
use crate::zh::date::IssueDate;

/// What to extract, and with what.
#[derive(Debug)]
pub struct Extraction<'a> {
    /// What the PDFs are set with.
    pub typesetting: Typesetting<'a>,
    /// The issue, as `<series>/<year>/<folder>`.
    pub issue: &'a str,
    /// The unit, by any name of its; none for every unit of which something is in the issue.
    pub unit: Option<&'a str>,
    /// Today: what is taken from an issue that did not go out is marked so.
    pub today: IssueDate,
    /// Whether there are PDFs too, or Word files alone.
    pub pdf: bool,
}

/// Why there is nothing to be sent.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// There is no such issue.
    #[error("没有“{0}”这一期")]
    UnknownIssue(String),
    /// The register has no such unit.
    #[error("单位登记表里没有“{name}”{}", near.as_ref().map_or(String::new(), |near| format!("，是否为“{near}”？")))]
    UnknownUnit {
        /// What was asked for.
        name: String,
        /// A name that is like it.
        near: Option<String>,
    },
    /// Nothing of the issue is the unit's.
    #[error("{issue} 里没有“{unit}”的内容：没有它的片段，表格里也没有它的行")]
    Nothing {
        /// The issue.
        issue: IssueId,
        /// The unit.
        unit: String,
    },
    /// Nothing of the issue is any unit's.
    #[error("{0} 里没有哪个单位自己的内容，不用摘送")]
    NoUnits(IssueId),
    /// A file could not be made.
    #[error(transparent)]
    Print(#[from] PrintError),
}

/// The files for one unit.
#[derive(Debug)]
pub struct UnitExtract {
    /// The unit's printed name.
    pub unit: String,
    /// The PDF, where one was asked for.
    pub pdf: Option<Vec<u8>>,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// The Word file.
    pub word: Vec<u8>,
    /// What rows of tables say that name the unit as a part of something else and are not in it.
    pub left_out: Vec<String>,
}

/// Makes the files for the units that are asked for. There is none where the issue has errors, which have been told.
///
/// # Errors
/// [`ExtractError`].
pub fn extract(
    request: &Extraction<'_>,
    reporter: &dyn Reporter,
) -> Result<Option<Vec<UnitExtract>>, ExtractError> {
    let sources = request.typesetting.sources;
    let mut plan = assembly::plan(sources);
    let mut sink = std::mem::take(&mut plan.sink);
    let planned = plan
        .issues
        .iter()
        .find(|issue| issue.id.path() == request.issue)
        .ok_or_else(|| ExtractError::UnknownIssue(request.issue.to_owned()))?;
    let (whole, own) = assembly::assemble(sources, &plan, planned).finished();
    sink.append(own);
    let Some(whole) = whole else {
        reporter.report(BuildEvent::Findings(&sink.into_sorted()));
        return Ok(None);
    };
    let Some(series) = plan.series_of(planned) else {
        return Ok(None);
    };
    let units: Vec<usize> = match request.unit {
        None => (0..series.units.units.len()).collect(),
        Some(name) => match series.units.find_by_any_name(name) {
            Some(unit) => vec![unit],
            None => {
                let known = series.units.by_name.keys().map(String::as_str);
                let near = crate::source::fields::nearest_of(name, known);
                return Err(ExtractError::UnknownUnit {
                    name: name.to_owned(),
                    near: near.map(str::to_owned),
                });
            }
        },
    };
    let mark = (!is_issued(sources, planned)).then(|| ReviewMark {
        words: format!("送审稿　{}", request.today.arabic()),
        unwritten: UNWRITTEN,
        lacking: BTreeSet::new(),
    });
    let collected = stage::collect(sources, &plan, planned);
    let mut extracts = Vec::new();
    for unit in units {
        let name = series.units.units.get(unit).map(|unit| unit.name.clone());
        let name = name.unwrap_or_default();
        match stage::extract(sources, &plan, planned, &collected, unit) {
            Some(document) => match drawn(request, &document, mark.as_ref(), name, reporter)? {
                Some(extract) => {
                    let own = ExtractedUnit::of(&series.units, unit);
                    let left_out = own.map(|own| own.left_out(&whole));
                    extracts.push(UnitExtract {
                        left_out: left_out.unwrap_or_default(),
                        ..extract
                    });
                }
                None => return Ok(None),
            },
            None if request.unit.is_some() => {
                let issue = planned.id.clone();
                return Err(ExtractError::Nothing { issue, unit: name });
            }
            None => {}
        }
    }
    if extracts.is_empty() {
        return Err(ExtractError::NoUnits(planned.id.clone()));
    }
    reporter.report(BuildEvent::Findings(&sink.into_sorted()));
    Ok(Some(extracts))
}

fn drawn(
    request: &Extraction<'_>,
    document: &Document,
    mark: Option<&ReviewMark>,
    unit: String,
    reporter: &dyn Reporter,
) -> Result<Option<UnitExtract>, PrintError> {
    let word = carried_on::file(document, request.typesetting.sources, mark)?;
    let compiled = match request.pdf {
        true => match request.typesetting.set_marked(document, mark, reporter)? {
            Some(compiled) => Some(compiled),
            None => return Ok(None),
        },
        false => None,
    };
    Ok(Some(UnitExtract {
        unit,
        pages: compiled.as_ref().map(|compiled| compiled.pages),
        pdf: compiled.map(|compiled| compiled.bytes),
        word,
        left_out: Vec::new(),
    }))
}

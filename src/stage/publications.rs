//! What the issues of an archive say of their keeping, held against one another: index numbers, amendments, former addresses.

use std::collections::{BTreeMap, BTreeSet};

use super::parse::IssueSpec;
use super::parse::publication::PublicationSpec;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{
    Amendment, AmendmentKind, Audience, IssueId, Publication, Span, Spanned, is_classified,
};

/// The publication of an issue that says `spec`, with what the series and the site say where it is silent; `index` is the series' number for it.
///
/// An issue marked 内部资料 is kept internal unless it says itself that it is public: the mark is on the paper for all to see.
#[must_use]
pub fn resolve(
    spec: &PublicationSpec,
    mark: Option<&str>,
    inherited: Audience,
    index: Option<String>,
    sink: &mut Sink,
) -> Publication {
    let marked_internal = mark.is_some_and(|mark| !is_classified(mark));
    let audience = match &spec.audience {
        Some(own) => {
            if marked_internal && own.value == Audience::Public {
                sink.push(
                    Diagnostic::new(
                        code::INTERNAL_MARK,
                        own.span,
                        "首页印有“内部资料”，受众却是“公开”",
                    )
                    .help("写成 受众: 内部；确实可以公开，就去掉“密级”一行"),
                );
            }
            own.value
        }
        None if marked_internal => Audience::Internal,
        None => inherited,
    };
    let amendments = spec.amendments.iter().map(|amendment| Amendment {
        kind: amendment.kind,
        date: amendment.date.value,
        note: amendment.note.as_ref().map(|note| note.value.clone()),
        by: amendment.by.as_ref().map(|by| by.value.clone()),
        changes: Vec::new(),
    });
    Publication {
        // What was done to it stands in its record, which is read later.
        acts: Vec::new(),
        corrected: Vec::new(),
        audience,
        draft: spec.draft,
        index_number: spec
            .index_number
            .as_ref()
            .map(|own| own.value.clone())
            .or(index),
        abstract_text: spec.abstract_text.as_ref().map(|text| text.value.clone()),
        amendments: amendments.collect(),
        typed: spec
            .abstract_text
            .iter()
            .chain(
                spec.amendments
                    .iter()
                    .filter_map(|amendment| amendment.note.as_ref()),
            )
            .cloned()
            .collect(),
        former: spec.former.iter().map(|id| id.value.clone()).collect(),
    }
}

/// One issue while all are held against one another.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// Its place.
    pub id: &'a IssueId,
    /// What it says itself; none where that cannot be read.
    pub spec: Option<&'a IssueSpec>,
    /// What [`resolve`] made of it.
    pub publication: &'a Publication,
}

/// Holds all issues against one another. Returns what is wrong with each, in their order.
#[must_use]
pub fn check(issues: &[Held<'_>]) -> Vec<Sink> {
    let places: BTreeSet<IssueId> = issues.iter().map(|issue| issue.id.clone()).collect();
    let mut index_numbers: BTreeMap<String, (Span, IssueId)> = BTreeMap::new();
    let mut claimed: BTreeMap<IssueId, (Span, IssueId)> = BTreeMap::new();
    let successors = successors(issues);
    let mut sinks = Vec::with_capacity(issues.len());
    for issue in issues {
        let mut own = Sink::default();
        let sink = &mut own;
        let Some(spec) = issue.spec else {
            sinks.push(own);
            continue;
        };
        let (id, publication) = (issue.id, &spec.publication);
        if let Some(number) = &issue.publication.index_number {
            let own = publication.index_number.as_ref();
            let place = own.map_or(spec.date.span, |own| own.span);
            unique_number(number, place, id, &mut index_numbers, sink);
        }
        for amendment in &publication.amendments {
            let date = &amendment.date;
            if spec.date_is_known && date.value.surely_before(spec.date.value) {
                sink.push(
                    Diagnostic::new(
                        code::AMENDED_EARLY,
                        date.span,
                        format!(
                            "{}的日期是 {}，早于这一期的日期 {}",
                            amendment.kind.word(),
                            date.value.arabic(),
                            spec.date.value.arabic()
                        ),
                    )
                    .related(spec.date.span, "这一期的日期")
                    .help("核对两个日期"),
                );
            }
            if let Some(by) = &amendment.by {
                check_target(by, amendment.kind, id, &places, &successors, sink);
            }
        }
        for former in &publication.former {
            check_former(former, id, &places, &mut claimed, sink);
        }
        sinks.push(own);
    }
    sinks
}

fn unique_number(
    number: &str,
    place: Span,
    id: &IssueId,
    given: &mut BTreeMap<String, (Span, IssueId)>,
    sink: &mut Sink,
) {
    match given.get(number) {
        None => {
            given.insert(number.to_owned(), (place, id.clone()));
        }
        Some((first, other)) => sink.push(
            Diagnostic::new(
                code::DUPLICATE_NUMBER,
                place,
                format!("索引号“{number}”已经用于 {other}"),
            )
            .related(*first, "先用这个索引号的一期")
            .help("索引号在整个资料库里不能重复，编定后不再改；改正后写的一期，或给两个系列的规则不同的开头"),
        ),
    }
}

/// Which issue supersedes which.
fn successors(issues: &[Held<'_>]) -> BTreeMap<IssueId, IssueId> {
    let mut successors = BTreeMap::new();
    for issue in issues {
        for amendment in &issue.publication.amendments {
            if let (AmendmentKind::Superseded, Some(by)) = (amendment.kind, &amendment.by) {
                successors.insert(issue.id.clone(), by.clone());
            }
        }
    }
    successors
}

fn check_target(
    by: &Spanned<IssueId>,
    kind: AmendmentKind,
    id: &IssueId,
    places: &BTreeSet<IssueId>,
    successors: &BTreeMap<IssueId, IssueId>,
    sink: &mut Sink,
) {
    let target = &by.value;
    if target == id {
        sink.push(
            Diagnostic::new(
                code::UNKNOWN_ISSUE,
                by.span,
                format!("{target} 就是这一期自己"),
            )
            .help(format!(
                "写作出{}的另一期；没有另一期，就删去这一项",
                kind.word()
            )),
        );
        return;
    }
    if !places.contains(target) {
        let diagnostic = Diagnostic::new(
            code::UNKNOWN_ISSUE,
            by.span,
            format!("资料库里没有 {target} 这一期"),
        );
        let near = places.iter().find(|place| {
            place.series == target.series && place.folder == target.folder && *place != id
        });
        sink.push(match near {
            Some(near) => diagnostic.help(format!("是否为 {near}？写 系列/年/期，如 ducha/2026/5")),
            None => diagnostic.help("写 系列/年/期，如 ducha/2026/5；那一期还没有放进资料库，就先删去这一项，把话写在“说明”里"),
        });
        return;
    }
    if kind != AmendmentKind::Superseded {
        return;
    }
    let mut way = vec![id.clone()];
    let mut next = Some(target);
    while let Some(at) = next {
        way.push(at.clone());
        if at == id {
            let names: Vec<String> = way.iter().map(IssueId::to_string).collect();
            sink.push(
                Diagnostic::new(
                    code::CIRCLE,
                    by.span,
                    format!("废止绕回了自己：{}", names.join(" → ")),
                )
                .help("后出的一期代替先出的一期；删去写反的一处"),
            );
            return;
        }
        // A circle further on is said at its own issues.
        next = successors
            .get(at)
            .filter(|at| *at == id || !way.contains(at));
    }
}

fn check_former(
    former: &Spanned<IssueId>,
    id: &IssueId,
    places: &BTreeSet<IssueId>,
    claimed: &mut BTreeMap<IssueId, (Span, IssueId)>,
    sink: &mut Sink,
) {
    let place = &former.value;
    let (message, help) = if place == id {
        (
            format!("原址 {place} 就是这一期现在的地方"),
            "原址写移动以前的 系列/年/期；没有移动过，就删去这一项".to_owned(),
        )
    } else if places.contains(place) {
        (
            format!("原址 {place} 现在有另一期，不能再转到这里"),
            format!("核对路径；{place}/ 是移动时留下的旧文件夹，就删去它"),
        )
    } else if let Some((first, other)) = claimed.get(place) {
        sink.push(
            Diagnostic::new(
                code::FORMER_ADDRESS,
                former.span,
                format!("原址 {place} 已经由 {other} 写了"),
            )
            .related(*first, "先写的一处")
            .help("一个旧地址只能转到一期；删去其中一处"),
        );
        return;
    } else {
        claimed.insert(place.clone(), (former.span, id.clone()));
        return;
    };
    sink.push(Diagnostic::new(code::FORMER_ADDRESS, former.span, message).help(help));
}

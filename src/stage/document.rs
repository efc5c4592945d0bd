//! One issue, from its plan to its document: assembled, then numbered, then joined with what the series says.

use super::assemble::{ContributionSource, assemble};
use super::contributions::{place_name, tally_for};
use super::figures::figures_are_incomplete;
use super::number::{Numberer, attachments, title_lines};
use super::parse::outline_words::ReportingPart;
use super::parse::{IssueSpec, OutlineItem, SeriesSpec, unprinted};
use super::part::Part;
use super::plan::{Plan, PlannedIssue};
use super::quotation::Quotations;
use super::scene::scene;
use super::stated_amounts::Statements;
use super::unit_extract::ExtractedUnit;
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::chart_request::ChartStyle;
use crate::metric::reported::reported;
use crate::metric::{IssueFigures, Scene};
use crate::model::{
    Block, Collected, Document, IssueHead, Noticed, Seal, Span, Spanned, UnitRegistry, UnitTexts,
    main_contents,
};
use crate::source::Sources;
use crate::source::cell_budget::CellBudget;

/// Assembles and numbers one issue, with what was noticed on the way. There is a document wherever there is an outline; it has gaps where something is
/// wrong, which goes to `sink`, and then it is nothing to be shown.
pub fn document(
    sources: &Sources,
    plan: &Plan,
    issue: &PlannedIssue,
    collected: &Collected,
    sink: &mut Sink,
) -> (Option<Document>, Noticed) {
    let mut noticed = Noticed::default();
    let document = finish(sources, plan, issue, collected, None, &mut noticed, sink);
    noticed.whole = !sink.has_errors() && !issue.sink.has_errors();
    (document, noticed)
}

/// As [`document`], of what one unit gets of the issue (单位摘送): its own findings and its rows of the tables, to nobody but it. None where nothing of the
/// issue is the unit's.
#[must_use]
pub fn extract(
    sources: &Sources,
    plan: &Plan,
    issue: &PlannedIssue,
    collected: &Collected,
    unit: usize,
) -> Option<Document> {
    let (mut noticed, mut sink) = (Noticed::default(), Sink::default());
    let (noticed, sink) = (&mut noticed, &mut sink);
    let document = finish(sources, plan, issue, collected, Some(unit), noticed, sink)?;
    let is_empty = document.body.is_empty() && document.attachments.is_empty();
    (!is_empty).then_some(document)
}

fn finish(
    sources: &Sources,
    plan: &Plan,
    issue: &PlannedIssue,
    collected: &Collected,
    only: Option<usize>,
    noticed: &mut Noticed,
    sink: &mut Sink,
) -> Option<Document> {
    let series = plan.series_of(issue);
    let contributions = ContributionSource {
        tally: &|period| tally_for(plan, issue, period),
        name: &|place| place_name(plan, place),
    };
    let mut assembled = assemble(
        sources,
        issue,
        series,
        &plan.downloads,
        collected,
        &contributions,
        sink,
    )?;
    let (spec, series) = (issue.spec.as_ref()?, series?);
    let none = IssueFigures::new(spec.id.clone(), spec.date.value);
    let own = issue.figures.as_deref().unwrap_or(&none);
    let scene = scene(plan, issue, series, own, collected);
    let mut quotations = Quotations {
        sources,
        scene: &scene,
        unit_of: &assembled.unit_of,
        incomplete: figures_are_incomplete(sink),
        tells_silence: tells_silence(spec),
        cells: CellBudget::default(),
        lines: Vec::new(),
        sink,
    };
    quotations.drafts(&mut assembled.editor_note);
    quotations.parts(&mut assembled.body);
    quotations.attachments(&mut assembled.attachments);
    let of_text = std::mem::take(&mut quotations.lines);
    let title = spec.title.iter().map(|line| quotations.answered(line));
    let title: Vec<Spanned<String>> = title.collect();
    let subtitle = spec.subtitle.as_ref();
    let subtitle = subtitle.map(|line| quotations.answered(line));
    let remark = spec.remark.as_ref();
    let remark = remark.map(|line| quotations.answered(line));
    let mut quoted_lines = std::mem::take(&mut quotations.lines);
    quoted_lines.extend(of_text);
    // What is typed for the archive alone stands on no page.
    let mut publication = issue.publication.clone();
    for typed in &mut publication.typed {
        let told = quotations.answered(typed);
        if publication.abstract_text.as_ref() == Some(&typed.value) {
            publication.abstract_text = Some(told.value.clone());
        }
        *typed = told;
    }
    let tells_silence = quotations.tells_silence;
    noticed.append(std::mem::take(&mut assembled.noticed));
    if tells_silence {
        // A place of the outline with a folder of its own is about something else.
        noticed.silent.retain(|silent| silent.folder.is_some());
    }

    let only = only.and_then(|unit| ExtractedUnit::of(&series.units, unit));
    if let Some(unit) = &only {
        unit.keep(&mut assembled);
    }
    let styles = spec.styles.as_deref().unwrap_or(&series.styles);
    let names = names(spec, series);
    let mut numberer = Numberer::new(styles, &assembled.assets, sink).keeping(&names);
    let editor_note = numberer.text(vec![Part::Drafts(assembled.editor_note)]);
    let body = numberer.text(assembled.body);
    let passages = numberer.take_passages();
    let attachments = attachments::number(assembled.attachments, &mut numberer, &assembled.assets);
    noticed.append(numberer.take_noticed());
    let rules = series.series.layout.rules();
    let elements = spec.elements.over(&series.elements, rules);
    unprinted::numbers(spec, &series.rules, sink);
    if rules.needs_title {
        check_title(spec, &body, sink);
    }
    if rules.needs_stamp {
        check_stamp(spec, rules.word, &elements.seal, sink);
    }
    let signatures = spec.signatures.as_ref().unwrap_or(&series.signatures);
    let document = Document {
        id: spec.id.clone(),
        series: series.series.clone(),
        head: IssueHead {
            masthead: spec.elements.masthead(&series.elements),
            elements,
            numbers: issue.numbers.clone(),
            title: title_lines(&title, &names),
            subtitle,
            date: spec.date,
            date_place: rules.date_place(
                spec.date_under_title,
                &series.series.publishers,
                signatures,
            ),
            recipients: assembled.recipients,
            signatures: signatures.clone(),
            remark,
            imprint: assembled.imprint,
            topics: spec.topics.clone(),
        },
        editor_note,
        contents_list: spec.contents_list,
        body,
        attachments,
        unit_histories: unit_histories(&series.units, &assembled.units),
        units: assembled.units,
        passages,
        problems: collected.own.problems.clone(),
        reported: reported(&scene, &shown_metrics(spec, &scene)),
        quoted_lines,
        publication,
        names,
        unit_texts: UnitTexts {
            files: assembled.unit_of.keys().copied().collect(),
            names: unit_names(series).collect(),
        },
        assets: assembled.assets,
    };
    if let Some(unit) = only {
        return Some(unit.sent(document));
    }
    if let Some(place) = spec.contents_place.filter(|_| spec.contents_list)
        && main_contents(&document.body).is_empty()
    {
        let message = "这一期没有两篇以上的文章或标题，“要目”不会印出来";
        let finding = Diagnostic::new(code::UNPRINTED, place, message);
        sink.push(finding.help("删去“要目”一行；几篇文章在提纲里写 文章: 片段.md"));
    }
    let lines = spec.title.iter().chain(&spec.subtitle);
    let lines = lines.chain(&issue.publication.typed);
    noticed.contradicted = Statements {
        sources,
        scene: &scene,
        unit_of: &assembled.unit_of,
    }
    .contradicted(&document, lines);
    Some(document)
}

/// The metrics that the outline shows for all units, in its order.
fn shown_metrics(spec: &IssueSpec, scene: &Scene<'_>) -> Vec<usize> {
    let mut metrics = Vec::new();
    OutlineItem::all(&spec.outline, &mut |item| {
        let table = match item {
            OutlineItem::MetricTable(item) => &**item,
            OutlineItem::MetricChart(item) if item.style != ChartStyle::Trend => &item.table,
            _ => return,
        };
        let rows = table.rows.as_ref().map_or("单位", |rows| &rows.value);
        if rows != "单位" || table.only.is_some() {
            return;
        }
        for metric in &table.metrics {
            let found = scene.metrics.find(&metric.value);
            metrics.extend(found.filter(|found| !metrics.contains(found)));
        }
    });
    metrics
}

/// Whether the outline has a table of those who have not reported.
fn tells_silence(spec: &IssueSpec) -> bool {
    let mut tells = false;
    OutlineItem::all(&spec.outline, &mut |item| {
        if let OutlineItem::Reporting(item) = item {
            let mut parts = item.what.iter();
            tells |=
                parts.any(|part| matches!(part.value, ReportingPart::All | ReportingPart::Silent));
        }
    });
    tells
}

/// What has become of the units of an issue: earlier and later names, mergers.
fn unit_histories(registry: &UnitRegistry, units: &[(String, String)]) -> Vec<String> {
    let history = &registry.history;
    let mut told: Vec<String> = Vec::new();
    for (code, _) in units {
        let later = history.successors(code).into_iter();
        let codes = later.map(|life| life.code.as_str()).chain([code.as_str()]);
        for sentence in codes.flat_map(|code| history.story(code)) {
            if !told.contains(&sentence) {
                told.push(sentence);
            }
        }
    }
    told
}

/// The names that no title may tear: the units of the register, and the offices that issue and sign.
fn names(spec: &IssueSpec, series: &SeriesSpec) -> Vec<String> {
    let units = unit_names(series);
    let signatures = spec.signatures.as_ref().unwrap_or(&series.signatures);
    let signers = signatures.iter().map(|name| name.value.clone());
    let publishers = series.series.publishers.iter().cloned();
    units.chain(signers).chain(publishers).collect()
}

/// All names of the units of the register.
fn unit_names(series: &SeriesSpec) -> impl Iterator<Item = String> {
    series.units.units.iter().flat_map(|unit| {
        let others = unit.other_names.iter().cloned();
        std::iter::once(unit.name.clone()).chain(others)
    })
}

/// An issue needs a title, unless it consists of articles with titles of their own.
fn check_title(spec: &IssueSpec, body: &[Block], sink: &mut Sink) {
    let only_articles = body
        .iter()
        .all(|block| matches!(block, Block::Column(_) | Block::Article(_)));
    if spec.title.is_empty() && !spec.title_is_misspelt && !only_articles {
        let place = Span {
            end: spec.date.span.start,
            ..spec.date.span
        };
        sink.push(
            Diagnostic::new(code::MISSING_KEY, place, "issue.yaml缺少“标题”")
                .help("加上一行，例如 标题: 关于第二季度集体协商推进情况的通报"),
        );
    }
}

/// Who signs with a stamp must be said where the layout knows no other signature (GB/T 9704-2012, 10.2).
fn check_stamp(spec: &IssueSpec, word: &str, seal: &Seal, sink: &mut Sink) {
    if matches!(seal, Seal::Stamps(signers) if !signers.is_empty()) {
        return;
    }
    let place = Span {
        end: spec.date.span.start,
        ..spec.date.span
    };
    sink.push(
        Diagnostic::new(code::MISSING_KEY, place, format!("{word}缺少“签名章”")).help(
            "在 issue.yaml 或 series.yaml 里加上一行，例如 签名章: {职务: 市长, 姓名: 陆明远}",
        ),
    );
}

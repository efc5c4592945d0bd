//! Tables of figures (指标) in an outline: what their words mean, and the tables that come of them.

use super::parse::metric_table::MetricTableItem;
use super::parse::metrics::find;
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::query::{Property, WORDS};
use crate::metric::table::{doubts, table};
use crate::metric::table_request::{OnlyRows, RowKind, TableColumn, TableRequest};
use crate::metric::{Metric, Scene};
use crate::model::{Inline, Spanned, Table};
use crate::source::fields::nearest_of;

/// The table that an outline asks for; none where one of its words means nothing, which is reported.
pub fn metric_table(scene: &Scene<'_>, item: &MetricTableItem, sink: &mut Sink) -> Option<Table> {
    let asked = request(scene, item, sink)?;
    let mut made = table(scene, &asked, item.span);
    let doubts = doubts(scene, &asked);
    if !doubts.is_empty() {
        let message = format!("这张表里，{}", doubts.join("；"));
        sink.push(
            Diagnostic::new(code::OTHER_UNITS, item.span, message)
                .help("表下已经注明，核对注的话；要各行相加等于合计，去掉比较和累计的列"),
        );
    }
    made.caption = vec![Inline::text(item.caption.value.clone(), item.caption.span)];
    made.landscape = item.landscape;
    if let Some(own) = &item.note {
        made.note = Some(match made.note {
            Some(note) => Spanned::new(format!("{}\n{}", note.value, own.value), own.span),
            None => own.clone(),
        });
    }
    Some(made)
}

/// What the words of an outline ask for; none where one of them means nothing, which is reported.
pub(super) fn request(
    scene: &Scene<'_>,
    item: &MetricTableItem,
    sink: &mut Sink,
) -> Option<TableRequest> {
    let mut complete = true;
    let mut metrics = Vec::new();
    for name in &item.metrics {
        match find(scene.metrics, name, sink) {
            Some(metric) => metrics.push(metric),
            None => complete = false,
        }
    }
    let order = match &item.order {
        None => None,
        Some(name) if matches!(name.value.as_str(), "登记表" | "单位") => None,
        Some(name) => {
            let found = find(scene.metrics, name, sink);
            complete &= found.is_some();
            found
        }
    };
    let rows = rows(scene, item.rows.as_ref(), sink);
    let mut columns = Vec::new();
    for word in &item.columns {
        match column(word, sink) {
            Some(column) => columns.push(column),
            None => complete = false,
        }
    }
    complete &= has_what_it_shows(scene, &metrics, item, sink);
    if columns.is_empty() {
        columns.push(TableColumn::Now);
    }
    let only = match &item.only {
        None => None,
        Some(word) => {
            let found = match (word.value.as_str(), Property::of(word)) {
                ("未达标", _) => Some(OnlyRows::Missing),
                (_, Some(Property::First(count))) => Some(OnlyRows::First(count)),
                (_, Some(Property::Last(count))) => Some(OnlyRows::Last(count)),
                _ => None,
            };
            if found.is_none() {
                let message = format!("“只列”不认得“{}”", word.value);
                let finding = Diagnostic::new(code::BAD_VALUE, word.span, message);
                sink.push(finding.help("可以写：前三、后三、前5、未达标"));
                complete = false;
            }
            found
        }
    };
    let request = TableRequest {
        metrics,
        rows: rows?,
        columns,
        total: item.total && only.is_none(),
        subtotals: item.subtotals,
        order,
        only,
        exact_shares: item.exact_shares,
        issue_count: item
            .issue_count
            .as_ref()
            .and_then(|count| usize::try_from(count.value).ok()),
    };
    complete.then_some(request)
}

/// Whether some metric has a target, or lights, for each column that shows them; otherwise it would be empty from top to bottom.
fn has_what_it_shows(
    scene: &Scene<'_>,
    metrics: &[usize],
    item: &MetricTableItem,
    sink: &mut Sink,
) -> bool {
    use Property as P;
    let any = |has: &dyn Fn(&Metric) -> bool| {
        let mut known = metrics.iter().filter_map(|index| scene.metrics.get(*index));
        metrics.is_empty() || known.any(has)
    };
    let mut complete = true;
    for word in &item.columns {
        let lacking = match Property::of(word) {
            Some(P::Target | P::Completion | P::YearCompletion | P::Shortfall) => {
                (!any(&|metric| !metric.targets.is_empty())).then_some("目标: 300")
            }
            Some(P::Light) => {
                (!any(&|metric| metric.lights.is_some())).then_some("亮灯: {绿: 95, 黄: 90}")
            }
            _ => None,
        };
        if let Some(example) = lacking {
            let key = example.split(':').next().unwrap_or_default();
            let message = format!(
                "“列”写了“{}”，这些指标都没有登记“{key}”，一列都是空的",
                word.value
            );
            let finding = Diagnostic::new(code::BAD_VALUE, word.span, message);
            sink.push(finding.help(format!("在 metrics.yaml 里写上 {example}，或去掉这一列")));
            complete = false;
        }
    }
    complete
}

fn rows(scene: &Scene<'_>, word: Option<&Spanned<String>>, sink: &mut Sink) -> Option<RowKind> {
    let Some(word) = word else {
        return Some(RowKind::Units);
    };
    let named = |groups: &[crate::model::Group]| -> Vec<(String, Vec<usize>)> {
        let pairs = groups.iter();
        pairs
            .map(|group| (group.name.clone(), group.units.clone()))
            .collect()
    };
    match word.value.as_str() {
        "单位" => Some(RowKind::Units),
        "各期" | "月份" => Some(RowKind::Issues),
        "类别" => Some(RowKind::Groups(
            "类别".to_owned(),
            named(&scene.units.categories()),
        )),
        other => {
            if let Some(groups) = scene.units.groupings.get(other) {
                return Some(RowKind::Groups(other.to_owned(), named(groups)));
            }
            let known = scene.units.groupings.keys().map(String::as_str);
            let known: Vec<&str> = known.chain(["单位", "类别", "各期"]).collect();
            let message = format!("“行”不认得“{other}”：单位登记表里没有这种分组");
            let finding = Diagnostic::new(code::UNKNOWN_GROUP, word.span, message);
            sink.push(match nearest_of(other, known.iter().copied()) {
                Some(near) => finding.help(format!("是否为“{near}”？")),
                None => finding.help(format!("可以写：{}", known.join("、"))),
            });
            None
        }
    }
}

fn column(word: &Spanned<String>, sink: &mut Sink) -> Option<TableColumn> {
    match word.value.as_str() {
        "本期" => return Some(TableColumn::Now),
        "各期" | "月份" => return Some(TableColumn::Issues),
        _ => {}
    }
    let found = Property::of(word).filter(|property| property.is_column());
    if found.is_none() {
        let known = WORDS.iter().filter(|(_, property)| property.is_column());
        let known: Vec<&str> = known
            .map(|(word, _)| *word)
            .chain(["本期", "各期"])
            .collect();
        let message = format!("“列”不认得“{}”", word.value);
        let finding = Diagnostic::new(code::BAD_VALUE, word.span, message);
        sink.push(match nearest_of(word, known.iter().copied()) {
            Some(near) => finding.help(format!("是否为“{near}”？")),
            None => finding.help(format!("可以写：{}", known.join("、"))),
        });
    }
    found.map(TableColumn::Of)
}

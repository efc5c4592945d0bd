//! Figures in a spreadsheet as offices send it: title rows, a head of one or more rows, a row for each unit, rows of totals, notes below.

use super::cells::{before, cell_text, find_unit, squeezed, value_of};
use super::layout::{SheetLayout, TakenColumn, nearly};
use super::reader::{FiguresReader, TypedAmount};
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::aggregate::together;
use crate::metric::{FigurePlace, amount, words};
use crate::model::{FileId, Span, Spanned};
use crate::source::fields::nearest_of;
use crate::stage::parse::raw_row::{CellDoubt, RawCell, RawRow};
use crate::stage::parse::{table, units};

/// Reads the spreadsheet `file` into the figures of the issue; `sheet` names one in a workbook.
pub(super) fn read(reader: &mut FiguresReader<'_>, file: FileId, sheet: Option<&str>) {
    let Some(rows) = table::raw_rows(reader.sources, file, sheet, reader.sink) else {
        return;
    };
    let Some(layout) = SheetLayout::find(&rows, reader) else {
        let known: Vec<&str> = reader.metrics.names().take(5).collect();
        let cells = || rows.iter().flat_map(|row| &row.cells);
        let help = cells()
            .find_map(|cell| nearly(reader.metrics, &cell.text))
            .unwrap_or_else(|| {
                format!(
                    "表头的一行写“单位”和指标的名称（{}），下面每个单位一行，单位写登记表里的名称",
                    known.join("、")
                )
            });
        let message = "看不出哪一行是表头、哪一列是单位".to_owned();
        reader.say(code::BAD_TABLE, Span::file_start(file), message, &help);
        return;
    };
    layout.say_left_out(&rows, reader);
    layout.say_measures(&rows, reader);
    let mut rounded = Rounded::default();
    let mut since_subtotal: Vec<String> = Vec::new();
    let mut all: Vec<String> = Vec::new();
    let mut totals: Vec<TotalRow<'_>> = Vec::new();
    for row in rows.iter().skip(layout.first_row) {
        let label = cell_text(row, layout.unit_column);
        let plain = squeezed(&label);
        if let Some(word) = layout.total_word(row, is_total) {
            let is_part = word.contains("小计");
            let above = if is_part { &since_subtotal } else { &all };
            let above = above.clone();
            since_subtotal.clear();
            totals.push(TotalRow {
                row,
                // Their mean is not what they come to.
                is_sum: !word.contains("平均"),
                above,
                below: Vec::new(),
            });
            continue;
        }
        let has_values = layout.columns.keys().any(|column| {
            let cell = row.cells.get(*column);
            cell.is_some_and(|cell| {
                let is_deleted = matches!(cell.doubt, Some(CellDoubt::Struck(_)));
                !is_deleted && value_of(cell).contains(|c: char| c.is_ascii_digit())
            })
        });
        say_struck(reader, &layout, row);
        if plain.is_empty() && has_values {
            let message = row.say("这一行有数，没有写单位");
            let help = "写上登记表里的单位；是合计，写“合计”";
            reader.say(code::UNKNOWN_UNIT, row.span, message, help);
            continue;
        }
        let Some(unit) = find_unit(reader, &label) else {
            if let Some(above) = of_category(reader, &plain) {
                since_subtotal.clear();
                totals.push(TotalRow {
                    row,
                    is_sum: true,
                    above,
                    below: Vec::new(),
                });
                continue;
            }
            // A line of notes, and a group's name over its units, have no numbers beside them.
            if has_values && !is_note(&plain) {
                unknown_unit(reader, row, layout.unit_column, &label);
            }
            continue;
        };
        let code = reader.units.units.get(unit).map(|unit| unit.code.clone());
        all.extend(code.clone());
        if let Some(total) = totals.last_mut() {
            total.below.extend(code.clone());
        }
        since_subtotal.extend(code);
        for (column, taken) in &layout.columns {
            if let Some(cell) = row.cells.get(*column).filter(|cell| !cell.covered) {
                take(reader, taken, unit, cell);
                rounded.note(reader, *column, taken, cell);
            }
        }
    }
    rounded.say(reader);
    for total in totals.iter().filter(|total| total.is_sum) {
        check_total(reader, &layout, total, &all);
    }
}

/// A row of totals, and the units that it may add up: those above it, or in a statistical table those below.
struct TotalRow<'r> {
    row: &'r RawRow,
    is_sum: bool,
    above: Vec<String>,
    /// Up to the next row of totals.
    below: Vec<String>,
}

/// The codes of the units of a category (类别) whose name a row has.
fn of_category(reader: &FiguresReader<'_>, label: &str) -> Option<Vec<String>> {
    let categories = reader.units.categories();
    let category = categories
        .iter()
        .find(|group| squeezed(&group.name) == label)?;
    let units = category.units.iter();
    let units = units.filter_map(|unit| reader.units.units.get(*unit));
    Some(units.map(|unit| unit.code.clone()).collect())
}

/// Takes down what a cell says of a unit, unless it may mean something else.
fn take(reader: &mut FiguresReader<'_>, taken: &TakenColumn, unit: usize, cell: &RawCell) {
    let Some(metric) = reader.metrics.get(taken.metric) else {
        return;
    };
    let (why, help) = match &cell.doubt {
        Some(CellDoubt::Struck(part)) => (
            format!(
                "里的“{part}”划了删除线，剩下“{}”，不能确定是哪个数",
                cell.text.value
            ),
            "删去不要的，去掉删除线，再保存",
        ),
        Some(CellDoubt::Raised(part)) => (
            format!(
                "“{}”里的“{part}”是上标或下标，不能确定是哪个数",
                cell.text.value
            ),
            "只写数，去掉上标和下标，再保存",
        ),
        Some(CellDoubt::Moment) if metric.is_number() => (
            format!(
                "设成了日期格式，看到的是“{}”，不能确定是哪个数",
                cell.text.value
            ),
            "在表格软件里把这一格的格式改为“数值”，核对以后保存",
        ),
        Some(CellDoubt::Moment) | None => {
            let typed = TypedAmount {
                exact: value_of(cell),
                shown: &cell.text,
                measure: taken.measure.as_deref(),
            };
            reader.take(taken.metric, Some(unit), &typed, place_of(cell));
            return;
        }
    };
    let said = format!("{}“{}”的值{why}", before(cell), metric.name);
    reader.say(code::BAD_FIGURE, cell.text.span, said, help);
}

/// Says what is struck out in a row where no figure stands: it was taken for deleted.
fn say_struck(reader: &mut FiguresReader<'_>, layout: &SheetLayout, row: &RawRow) {
    let is_of_unit = find_unit(reader, &cell_text(row, layout.unit_column)).is_some();
    for (column, cell) in row.cells.iter().enumerate() {
        let Some(CellDoubt::Struck(part)) = &cell.doubt else {
            continue;
        };
        if !(is_of_unit && layout.columns.contains_key(&column)) {
            let message = format!("{}“{part}”划了删除线，当作删去，没有收", before(cell));
            reader.say(
                code::TABLE_ODD,
                cell.text.span,
                message,
                "不要的就在表格里删去；要收的，去掉删除线",
            );
        }
    }
}

/// Cells that show other digits than they hold, by their columns: the first of them, and how many there are.
#[derive(Default)]
struct Rounded(std::collections::BTreeMap<usize, (String, Span, usize)>);

impl Rounded {
    fn note(
        &mut self,
        reader: &FiguresReader<'_>,
        column: usize,
        taken: &TakenColumn,
        cell: &RawCell,
    ) {
        let (Some(exact), Some(metric)) = (&cell.exact, reader.metrics.get(taken.metric)) else {
            return;
        };
        let read = |text: &str| {
            amount::read_in(text, taken.measure.as_deref(), metric)
                .ok()
                .flatten()
        };
        let (Some(stored), Some(seen)) = (read(exact), read(&cell.text)) else {
            return;
        };
        if stored != seen {
            let words = format!(
                "{}看到的是 {}，存着的是 {exact}",
                before(cell),
                cell.text.value
            );
            let first = || (words, cell.text.span, 0);
            self.0.entry(column).or_insert_with(first).2 += 1;
        }
    }

    fn say(self, reader: &mut FiguresReader<'_>) {
        for (words, span, count) in self.0.into_values() {
            let more = match count {
                1 => String::new(),
                count => format!("，这一列有 {count} 格这样"),
            };
            let message = format!("{words}{more}；按存着的算，印到看到的位数");
            let help = "要按看到的算，在表格软件里用 ROUND 取整；照存着的，不用处理";
            reader.say(code::FIGURES_TAKEN, span, message, help);
        }
    }
}

fn place_of(cell: &RawCell) -> FigurePlace {
    FigurePlace {
        span: cell.text.span,
        cell: cell.name.clone(),
    }
}

/// Words of a row that adds up those above it.
fn is_total(label: &str) -> bool {
    [
        "合计", "总计", "小计", "共计", "总数", "全市", "全县", "全区", "平均",
    ]
    .iter()
    .any(|word| label.starts_with(word) || label.ends_with(word))
}

fn is_note(label: &str) -> bool {
    [
        "注",
        "说明",
        "备注",
        "填报",
        "填表",
        "制表",
        "审核",
        "联系",
        "单位负责人",
        "数据",
    ]
    .iter()
    .any(|word| label.starts_with(word))
}

fn unknown_unit(reader: &mut FiguresReader<'_>, row: &RawRow, column: usize, label: &str) {
    let span = row
        .cells
        .get(column)
        .map_or(row.span, |cell| cell.text.span);
    // A unit that has ended is registered: what it has become is said.
    let history = &reader.units.history;
    let ended = [label.trim().to_owned(), squeezed(label)];
    let ended = ended.into_iter().find(|n| !history.named(n).is_empty());
    if let Some(name) = ended {
        let mut said = Sink::default();
        units::find(reader.units, &Spanned::new(name, span), &mut said);
        for mut finding in said.into_sorted() {
            finding.message = row.say(&format!("{}；这一行的数没有收", finding.message));
            reader.sink.push(finding);
        }
        return;
    }
    let message = row.say(&format!("单位登记表里没有“{label}”，这一行的数没有收"));
    let known = reader.units.by_name.keys().map(String::as_str);
    let help = match nearest_of(&squeezed(label), known) {
        Some(near) => format!("是否为“{near}”？"),
        None => "写登记表里的名称、简称或别名；确实是新的单位，先在 units.yaml 里登记".to_owned(),
    };
    reader.say(code::UNKNOWN_UNIT, span, message, &help);
}

/// Holds a row of totals against the sums of the units that it may be about; `all` are those of the table.
fn check_total(
    reader: &mut FiguresReader<'_>,
    layout: &SheetLayout,
    total: &TotalRow<'_>,
    all: &[String],
) {
    let sums = [
        ("上面", total.above.as_slice()),
        ("下面", total.below.as_slice()),
        ("表里", all),
    ];
    let sums: Vec<(&str, Vec<&str>)> = sums
        .into_iter()
        .filter(|(_, units)| !units.is_empty())
        .map(|(whose, units)| (whose, units.iter().map(String::as_str).collect()))
        .collect();
    let row = total.row;
    for (column, taken) in &layout.columns {
        let Some(cell) = row.cells.get(*column).filter(|cell| !cell.covered) else {
            continue;
        };
        if matches!(
            cell.doubt,
            Some(CellDoubt::Struck(_) | CellDoubt::Raised(_))
        ) {
            continue;
        }
        let Some(metric) = reader.metrics.get(taken.metric) else {
            continue;
        };
        let typed = match amount::read_in(value_of(cell), taken.measure.as_deref(), metric) {
            Ok(Some(amount)) => amount.number(),
            // 合计 under a column of days or of words says nothing.
            Ok(None) | Err(_) => None,
        };
        let computed = sums.iter().filter_map(|(whose, codes)| {
            let sum = together(reader.metrics, taken.metric, &reader.figures, Some(codes));
            Some((*whose, sum.ok()?))
        });
        let computed: Vec<(&str, _)> = computed.collect();
        let (Some(typed), Some(&(whose, first))) = (typed, computed.first()) else {
            continue;
        };
        // A typed 95.1% stands for everything that is printed so.
        let digits = words::digits(typed).max(metric.decimals.unwrap_or(0));
        let is_typed = |sum| words::rounded(typed, digits) == words::rounded(sum, digits);
        if computed.iter().any(|(_, sum)| is_typed(*sum)) {
            continue;
        }
        let name = before(cell);
        let message = format!(
            "{name}“{}”的合计写的是{}，{whose}各单位合起来是{}",
            metric.name,
            words::value(metric, typed, digits),
            words::value(metric, first, digits)
        );
        let finding = Diagnostic::new(code::FIGURES_DISAGREE, cell.text.span, message);
        reader
            .sink
            .push(finding.help("核对各单位的数；合计不用写，程序会算"));
    }
}

//! The list of what was sent (来稿登记), as offices keep it in a spreadsheet: a line for each text with 日期, 单位, 标题, and where it was used (刊物).

use crate::contribution::{Contribution, ScoreRules, TextUse, UnitDirectory};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Dated, FileId, Span, Spanned};
use crate::source::Sources;
use crate::source::fields::nearest_of;
use crate::stage::parse::raw_row::{RawCell, RawRow};
use crate::stage::parse::table;
use crate::zh::date::IssueDate;
use crate::zh::text::loosely;

/// Rows below the first in which the head is looked for.
const HIGHEST_HEAD: usize = 15;

/// What the columns are called, each with the words of offices.
const DATES: &[&str] = &["日期", "报送日期", "报送时间", "时间", "采用日期"];
const UNITS: &[&str] = &["单位", "报送单位", "供稿单位", "来稿单位", "信息来源"];
const TITLES: &[&str] = &["标题", "题目", "信息标题", "稿件标题", "稿件名称"];
const USES: &[&str] = &["刊物", "采用", "采用情况", "采用刊物", "采用单位"];

/// What a cell says of a text that nobody used.
const UNUSED: &[&str] = &["", "未采用", "未用", "否", "无", "—", "-", "/"];

/// How a row begins that is no text.
const REMARKS: &[&str] = &["注", "说明", "备注", "合计", "填报", "制表"];

/// Where each of the four stands in a row.
struct RegisterColumns {
    /// The first row below the head.
    first_row: usize,
    date: usize,
    unit: usize,
    title: usize,
    used: Option<usize>,
}

/// Adds the lines of the list `file`; `sheet` names one in a workbook. A line that cannot be counted is reported and left out.
pub fn read(
    sources: &Sources,
    (file, sheet): (FileId, Option<&str>),
    rules: &Dated<ScoreRules>,
    directory: &UnitDirectory,
    series: &[&str],
    all: &mut Vec<Contribution>,
    sink: &mut Sink,
) {
    let Some(rows) = table::raw_rows(sources, file, sheet, sink) else {
        return;
    };
    let Some(columns) = RegisterColumns::find(&rows) else {
        let message = "看不出哪一行是表头";
        let finding = Diagnostic::new(code::BAD_TABLE, Span::file_start(file), message);
        sink.push(finding.help("表头写 日期、单位、标题、刊物 四列；没有采用的，刊物空着"));
        return;
    };
    for row in rows.iter().skip(columns.first_row) {
        // A remark stands alone at the beginning of its row; a title there may lack the rest.
        let is_remark = row.lone().is_some_and(|lone| {
            columns.title != 0 || REMARKS.iter().any(|word| lone.trim().starts_with(word))
        });
        if row.is_empty() || is_remark {
            continue;
        }
        let line = (
            date(row, &columns, sink),
            unit(row, &columns, directory, sink),
        );
        let title = cell(row, columns.title).map(|cell| cell.text.value.trim().to_owned());
        let title = title.filter(|title| !title.is_empty());
        if title.is_none() {
            let message = row.say("这一行没有写标题，没有计");
            let finding = Diagnostic::new(code::BAD_VALUE, row.span, message);
            sink.push(finding.help("写上标题，程序凭单位和标题认出是不是同一篇"));
        }
        let ((Some(date), Some(unit)), Some(title)) = (line, title) else {
            continue;
        };
        let typed = columns.used.and_then(|column| cell(row, column));
        let Some(uses) = uses(typed, rules.at(date), series, row, sink) else {
            continue;
        };
        let place = cell(row, columns.title).map_or(row.span, |cell| cell.text.span);
        all.extend(uses.into_iter().map(|used| Contribution {
            unit: unit.clone(),
            title: title.clone(),
            date,
            used,
            place,
        }));
    }
}

impl RegisterColumns {
    fn find(rows: &[RawRow]) -> Option<Self> {
        rows.iter()
            .take(HIGHEST_HEAD)
            .enumerate()
            .find_map(|(index, row)| {
                let column = |words: &[&str]| {
                    row.cells
                        .iter()
                        .position(|cell| words.contains(&loosely(&cell.text).as_str()))
                };
                Some(Self {
                    first_row: index + 1,
                    date: column(DATES)?,
                    unit: column(UNITS)?,
                    title: column(TITLES)?,
                    used: column(USES),
                })
            })
    }
}

fn cell(row: &RawRow, column: usize) -> Option<&RawCell> {
    row.cells.get(column)
}

fn text(row: &RawRow, column: usize) -> Spanned<String> {
    let text = cell(row, column).map(|cell| &cell.text);
    text.map_or_else(
        || Spanned::new(String::new(), row.span),
        |text| Spanned::new(text.value.trim().to_owned(), text.span),
    )
}

fn date(row: &RawRow, columns: &RegisterColumns, sink: &mut Sink) -> Option<IssueDate> {
    let typed = text(row, columns.date);
    let read = IssueDate::parse(&typed).ok();
    if read.is_none() {
        let message = row.say(&format!("“{}”不是能识别的日期，这一行没有计", typed.value));
        let finding = Diagnostic::new(code::BAD_DATE, typed.span, message);
        sink.push(finding.help("写成 2026-07-08 或 2026年7月8日"));
    }
    read
}

/// The code of the unit, as it was called on the day of the line or at any time.
fn unit(
    row: &RawRow,
    columns: &RegisterColumns,
    directory: &UnitDirectory,
    sink: &mut Sink,
) -> Option<String> {
    let typed = text(row, columns.unit);
    let day = IssueDate::parse(&text(row, columns.date)).ok();
    let day = day.unwrap_or(IssueDate {
        year: 2999,
        month: 12,
        day: None,
    });
    let found = directory.find(&typed, day);
    if found.is_none() {
        let message = row.say(&format!("单位登记表里没有“{}”，这一行没有计", typed.value));
        let finding = Diagnostic::new(code::UNKNOWN_UNIT, typed.span, message);
        sink.push(match nearest_of(&typed, directory.all_names()) {
            Some(near) => finding.help(format!("是否为“{near}”？")),
            None => finding.help("写登记表里的名称、简称或别名；新的单位，先在 units.yaml 里登记"),
        });
    }
    found
}

/// Where the text was used: papers of others, by the names that the rules give them. What the archive has itself it knows better than the list.
fn uses(
    cell: Option<&RawCell>,
    rules: &ScoreRules,
    series: &[&str],
    row: &RawRow,
    sink: &mut Sink,
) -> Option<Vec<TextUse>> {
    let typed = cell.map_or("", |cell| cell.text.value.as_str()).trim();
    if UNUSED.contains(&typed) {
        return Some(vec![TextUse::Unused]);
    }
    let span = cell.map_or(row.span, |cell| cell.text.span);
    let mut uses = Vec::new();
    let parts = typed.split(['、', '，', ',', '；', ';', '\n']);
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let is = |name: &str| loosely(name) == loosely(part);
        let mut outlets = rules.outlets.iter();
        let found =
            outlets.find(|outlet| is(&outlet.name) || outlet.aliases.iter().any(|it| is(it)));
        match found {
            Some(outlet) => uses.push(TextUse::Outlet(outlet.name.clone())),
            // 工会简报第3期 is in the archive.
            None if series
                .iter()
                .any(|it| loosely(part).starts_with(&loosely(it))) =>
            {
                uses.push(TextUse::Unused);
            }
            None => {
                let message = row.say(&format!("计分.yaml 的“外刊”里没有“{part}”，这一行没有计"));
                let finding = Diagnostic::new(code::BAD_VALUE, span, message);
                let known = rules.outlets.iter().map(|outlet| outlet.name.as_str());
                sink.push(match nearest_of(part, known) {
                    Some(near) => finding.help(format!("是否为“{near}”？")),
                    None => finding.help(
                        "先在 计分.yaml 的“外刊”里写上它和分值；是本资料库的系列，写系列的名称，或者空着",
                    ),
                });
                return None;
            }
        }
    }
    Some(uses)
}

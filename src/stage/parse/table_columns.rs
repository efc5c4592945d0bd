//! The head (列) of a table in YAML: columns, and columns under columns.

use super::keys;
use super::table_grid::{Grid, cell};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Cell, Span, Spanned};
use crate::source::value;
use crate::source::yaml::Node;

/// A column of the head with what is under it.
struct ColumnHeading {
    title: Spanned<String>,
    under: Vec<ColumnHeading>,
}

impl ColumnHeading {
    fn width(&self) -> u32 {
        self.under
            .iter()
            .map(ColumnHeading::width)
            .sum::<u32>()
            .max(1)
    }

    fn height(&self) -> u32 {
        1 + self
            .under
            .iter()
            .map(ColumnHeading::height)
            .max()
            .unwrap_or(0)
    }
}

/// Heads nested deeper than this are refused.
const MAX_HEAD: usize = 6;

/// The most columns of a form without a head.
const MAX_COLUMNS: u32 = 60;

/// The number of columns, and the rows of the head with their merged cells. A number (列: 4) makes so many columns without a head, as forms have them.
pub(super) fn head(node: Node<'_>, sink: &mut Sink) -> (u32, Vec<Vec<Cell>>) {
    let number = node.text().and_then(|text| text.trim().parse::<u32>().ok());
    if let Some(columns) = number.filter(|columns| (1..=MAX_COLUMNS).contains(columns)) {
        return (columns, Vec::new());
    }
    let headings = headings(node, 0, sink);
    let height = headings
        .iter()
        .map(ColumnHeading::height)
        .max()
        .unwrap_or(1);
    let columns = headings
        .iter()
        .map(ColumnHeading::width)
        .sum::<u32>()
        .max(1);
    let mut rows: Vec<Vec<Cell>> = (0..height).map(|_| Vec::new()).collect();
    place(headings, 0, height, &mut rows);
    (columns, rows)
}

fn place(headings: Vec<ColumnHeading>, row: u32, height: u32, rows: &mut [Vec<Cell>]) {
    for heading in headings {
        let width = heading.width();
        let rowspan = if heading.under.is_empty() {
            height - row
        } else {
            1
        };
        if let Some(cells) = rows.get_mut(row as usize) {
            cells.push(cell(heading.title, width, rowspan));
        }
        place(heading.under, row + 1, height, rows);
    }
}

/// A heading as it is; one with a full-width comma in a list in brackets was meant for several.
fn one_column(list: Node<'_>, item: Node<'_>, sink: &mut Sink) -> Spanned<String> {
    let title = value_text(item, sink);
    let is_quoted = item
        .source()
        .is_some_and(|source| source.starts_with(['"', '\'']));
    let in_brackets = title.starts_with(['【', '［']);
    if list.is_flow_list() && title.contains('，') && !is_quoted && !in_brackets {
        let message = format!("“{}”会当作一列", title.value);
        let parts = title.replace('，', ", ");
        sink.push(
            Diagnostic::new(code::CHINESE_COMMA, title.span, message).help(format!(
                "几列用半角逗号隔开：[{parts}]；确实是一列，整个加引号"
            )),
        );
    }
    title
}

fn headings(node: Node<'_>, depth: usize, sink: &mut Sink) -> Vec<ColumnHeading> {
    let Some(items) = node.items() else {
        sink.push(
            Diagnostic::new(
                code::BAD_TABLE,
                node.span,
                format!("“列”应当是一个列表，这里是{}", node.kind()),
            )
            .help("写成：列: [单位, 发出要约: [企业数, 覆盖职工]]，下一层表头写在方括号里"),
        );
        return Vec::new();
    };
    if depth >= MAX_HEAD {
        sink.push(Diagnostic::new(code::BAD_TABLE, node.span, "表头套得太深"));
        return Vec::new();
    }
    let mut all = Vec::new();
    for item in items {
        match item.entries() {
            Some(entries) if is_cell(&entries) => all.push(ColumnHeading {
                title: say_cell(item, &entries, sink),
                under: Vec::new(),
            }),
            Some(entries) => {
                for (title, under) in entries {
                    all.push(ColumnHeading {
                        title: Spanned::new(title.text().unwrap_or_default(), title.span),
                        under: headings(under, depth + 1, sink),
                    });
                }
            }
            None => all.push(ColumnHeading {
                title: one_column(node, item, sink),
                under: Vec::new(),
            }),
        }
    }
    all
}

/// Whether what stands in the place of a column is written as a cell of the body: {文: 数, 跨列: 2}.
fn is_cell(entries: &[(Node<'_>, Node<'_>)]) -> bool {
    let is_key = |key: &Node<'_>| {
        let typed = key.text().unwrap_or_default();
        let mut keys = [keys::TEXT, keys::COLSPAN, keys::ROWSPAN].into_iter();
        keys.any(|known| typed == known.zh || typed == known.en)
    };
    // Columns under columns are a list.
    let mut entries = entries.iter();
    entries.all(|(key, value)| is_key(key) && value.items().is_none())
}

/// Says of a cell in the place of a column how a head is written; gives its text.
fn say_cell(item: Node<'_>, entries: &[(Node<'_>, Node<'_>)], sink: &mut Sink) -> Spanned<String> {
    let value_of = |key: crate::source::Key| {
        let mut entries = entries.iter();
        let found = entries.find(|(typed, _)| {
            let typed = typed.text().unwrap_or_default();
            typed == key.zh || typed == key.en
        });
        found.and_then(|(_, value)| value.text())
    };
    let text = value_of(keys::TEXT).unwrap_or_default();
    let width = value_of(keys::COLSPAN).and_then(|typed| typed.trim().parse::<u32>().ok());
    let name = match text.trim() {
        "" => "发出要约",
        text => text,
    };
    let help = match width {
        Some(width) if width > 1 => {
            format!("下面的几列写在方括号里：{name}: [企业数, 覆盖职工]；有几列就写几个")
        }
        _ => format!("只写“{name}”：下面没有分列的，自动占满表头各行"),
    };
    let message = "表头里不写“文”“跨列”“跨行”";
    sink.push(Diagnostic::new(code::BAD_TABLE, item.span, message).help(help));
    Spanned::new(text, item.span)
}

/// The text of a cell; nothing written is an empty cell, and `null` and `~` are words like any others.
pub(super) fn value_text(node: Node<'_>, sink: &mut Sink) -> Spanned<String> {
    let written = if node.is_null() {
        let typed = node.source().map(str::trim).unwrap_or_default();
        if typed.starts_with(['!', '&']) {
            let message = format!("“{typed}”在这里有特殊含义，不会印出来");
            let finding = Diagnostic::new(code::NOTHING, node.span, message);
            sink.push(finding.help("确实要印，加上引号"));
        }
        (["~", "null"].contains(&typed.to_lowercase().as_str()))
            .then(|| Spanned::new(typed.to_owned(), node.span))
    } else {
        value::text(node, "格子", sink)
    };
    written.unwrap_or_else(|| Spanned::new(String::new(), node.span))
}

/// The rows of `grid`. Where the head cannot be read, which `of_head` says, rows of another width are no faults of their own.
pub(super) fn finish(grid: Grid, span: Span, of_head: Sink, sink: &mut Sink) -> Vec<Vec<Cell>> {
    let mut of_rows = Sink::default();
    let rows = grid.finish(span, &mut of_rows);
    let is_refused = of_rows.has_errors();
    let is_cause = |finding: &Diagnostic| finding.is_error() || finding.code == code::CHINESE_COMMA;
    let is_said = of_head.iter().any(is_cause);
    for mut finding in of_head.into_sorted() {
        // A head that does not fit its rows for this reason is none.
        if is_refused && finding.code == code::CHINESE_COMMA {
            finding.code = code::BAD_TABLE;
        }
        sink.push(finding);
    }
    if !is_said {
        sink.append(of_rows);
    }
    rows
}

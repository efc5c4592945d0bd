//! What of a workbook is not printed as it is, or may not be meant so: said at its cell.

use super::raw_row::TablePurpose;
use crate::diag::{Code, Diagnostic, Sink, code};
use crate::model::Span;
use crate::source::workbook::{
    CellFlaw, NumberFlaw, SheetCell, WorkbookSheet, cell_name, column_name,
};

/// Says which rows and columns with something in them are not printed because nobody sees them in the sheet.
pub(super) fn say_hidden(
    sheet: &WorkbookSheet,
    name: &str,
    (rows, columns): (&[u32], &[u32]),
    span: Span,
    sink: &mut Sink,
) {
    let hidden_rows: Vec<String> = rows
        .iter()
        .filter(|row| sheet.hidden_rows.contains(row))
        .map(|row| (row + 1).to_string())
        .collect();
    let hidden_columns: Vec<String> = columns
        .iter()
        .filter(|column| sheet.hidden_columns.contains(column))
        .map(|column| column_name(*column))
        .collect();
    // The same words for what is printed and what is taken: a sheet may be read for both.
    for (places, what) in [(hidden_rows, "行"), (hidden_columns, "列")] {
        if places.is_empty() {
            continue;
        }
        let some: Vec<&str> = places.iter().take(6).map(String::as_str).collect();
        let more = if places.len() > some.len() { "等" } else { "" };
        sink.push(
            Diagnostic::new(
                code::TABLE_ODD,
                span,
                format!(
                    "工作表“{name}”隐藏或筛掉了第 {}{more} {what}，共 {} {what}，没有取用",
                    some.join("、"),
                    places.len()
                ),
            )
            .help("要用，在表格软件里取消隐藏和筛选再保存；不要，就删去"),
        );
    }
}

/// Says what lies over the cells: none of it is printed.
pub(super) fn say_drawn(sheet: &WorkbookSheet, name: &str, span: Span, sink: &mut Sink) {
    for drawn in &sheet.drawn {
        let place = match drawn.place {
            Some((row, column)) => format!("{name}!{} 处", cell_name(row, column)),
            None => format!("工作表“{name}”上"),
        };
        let words = match drawn.text.as_str() {
            "" => String::new(),
            words => format!("“{words}”"),
        };
        let message = format!(
            "{place}有一个{}{words}，没有印：印的只有格子里的",
            drawn.what
        );
        let help = match drawn.what {
            "图片" | "图表" => "要印，在表格软件里另存为图片，在文字里写 ![图题](图.png)",
            "文本框" => "要印，把里面的字写进格子",
            _ => "要印，换成格子里的字或边框；不要，就删去",
        };
        sink.push(Diagnostic::new(code::TABLE_ODD, span, message).help(help));
    }
}

/// Says what of the sheet stands beside its cells and is not printed: remarks of colleagues (批注), heads and feet of its pages.
pub(super) fn say_beside(sheet: &WorkbookSheet, name: &str, span: Span, sink: &mut Sink) {
    if let Some(((row, column), words)) = sheet.remarks.iter().next() {
        let place = cell_name(*row, *column);
        let more = match sheet.remarks.len() {
            1 => String::new(),
            count => format!("，这张工作表共 {count} 处"),
        };
        let message = format!("{name}!{place} 的批注“{words}”没有印{more}");
        let help = "要印，把里面的字写进格子；不要，就在表格软件里删去批注";
        sink.push(Diagnostic::new(code::TABLE_ODD, span, message).help(help));
    }
    if !sheet.page_words.is_empty() {
        let words = sheet.page_words.join("”“");
        let message = format!("工作表“{name}”的页眉、页脚“{words}”没有印");
        let help = "要印，写进表题、表前或表下的注；不要，就在页面设置里删去";
        sink.push(Diagnostic::new(code::TABLE_ODD, span, message).help(help));
    }
}

/// Says of cells that have a text and are covered by a merged one: no spreadsheet shows it, and it is not printed.
pub(super) fn say_covered(covered: &[(String, String)], span: Span, sink: &mut Sink) {
    let Some((place, words)) = covered.first() else {
        return;
    };
    let more = match covered.len() {
        1 => String::new(),
        count => format!("，这张表共 {count} 格这样"),
    };
    let message = format!("{place} 里的“{words}”被合并的格子盖住，没有印{more}");
    let help = "要印，在表格软件里取消合并；不要，取消合并后清空这一格，再合并";
    sink.push(Diagnostic::new(code::TABLE_ODD, span, message).help(help));
}

/// Hands on what was said of cells: warnings of one kind in one finding, with the first cells and how many there are. Each error is to be mended where it is.
pub(super) fn say_once(of_cells: Sink, sink: &mut Sink) {
    const MOST_NAMED: usize = 6;
    let mut all: Vec<(Diagnostic, usize)> = Vec::new();
    for finding in of_cells.iter() {
        let same = all.iter_mut().find(|(first, _)| {
            !finding.is_error() && first.code == finding.code && first.help == finding.help
        });
        match same {
            Some((first, count)) => {
                *count += 1;
                if *count <= MOST_NAMED {
                    first.message = format!("{}；{}", first.message, finding.message);
                }
            }
            None => all.push((finding.clone(), 1)),
        }
    }
    for (mut finding, count) in all {
        if count > MOST_NAMED {
            finding.message = format!("{}；这张表共 {count} 格这样", finding.message);
        }
        sink.push(finding);
    }
}

/// Says what is wrong with a cell, by its name. What of a figure is doubtful is said where the figure is taken.
pub(super) fn say_flaws(
    cell: &SheetCell,
    sheet: &str,
    (row, column): (u32, u32),
    purpose: TablePurpose,
    span: Span,
    sink: &mut Sink,
) {
    let place = format!("{sheet}!{}", cell_name(row, column));
    let mut say = |code: Code, message: String, help: &str| {
        sink.push(Diagnostic::new(code, span, message).help(help));
    };
    if purpose == TablePurpose::Print {
        if let Some(struck) = &cell.struck {
            let part = &struck.words;
            let left = match cell.text.as_str() {
                "" => "这一格空着".to_owned(),
                text => format!("印成“{text}”"),
            };
            let message = format!("{place} 里的“{part}”划了删除线，当作删去，没有印，{left}");
            say(
                code::TABLE_ODD,
                message,
                "不要的就在表格里删去；要印的，去掉删除线",
            );
        }
        if let Some(part) = &cell.raised {
            let message = format!("{place} 里的“{part}”是上标或下标，印成“{}”", cell.text);
            let help = "表格里印不了上标和下标：写成“10的4次方”“平方米”一类的文字";
            say(code::TABLE_ODD, message, help);
        }
    }
    if let Some(flaw) = &cell.flaw {
        let (code, message, help) = flaw_in_words(flaw, &place, &cell.text);
        say(code, message, help);
    }
}

fn flaw_in_words(flaw: &CellFlaw, place: &str, text: &str) -> (Code, String, &'static str) {
    match flaw {
        CellFlaw::Error(error) => (
            code::BAD_TABLE,
            format!("{place} 的公式算出来是 {error}"),
            "在表格软件里改正公式，或写上实际的数",
        ),
        CellFlaw::NoResult => (
            code::BAD_TABLE,
            format!("{place} 的公式还没有算出结果"),
            "在 Excel、WPS 里打开保存一次",
        ),
        CellFlaw::Number(NumberFlaw::NoDecimals) => (
            code::TABLE_ODD,
            format!("{place} 的小数没有定保留几位，印成 {}", text),
            "在表格软件里给这一格设好小数位数",
        ),
        CellFlaw::Number(NumberFlaw::Power) => (
            code::TABLE_ODD,
            format!("{place} 在表格软件里看到的是科学记数（如 1.23E+08），印成 {text}"),
            "核对位数；在表格软件里把这一格的格式设为“数值”，定好小数位数",
        ),
        CellFlaw::Number(NumberFlaw::TooLong) => (
            code::TABLE_ODD,
            format!(
                "{place} 的数超过 15 位，后几位已经被表格软件改成 0：{}",
                text
            ),
            "证号、账号一类在表格软件里设为文本，重新填写",
        ),
        CellFlaw::Picture => (
            code::TABLE_ODD,
            format!("{place} 是嵌在格子里的图片，没有取用"),
            "要印，把图片另存出来，在文字里写 ![图题](图.png)",
        ),
        CellFlaw::Number(NumberFlaw::Colour) => (
            code::TABLE_ODD,
            format!("{place} 的格式只用颜色表示负数，印成 {}", text),
            "在表格软件里换一种带负号的数字格式",
        ),
        CellFlaw::Number(NumberFlaw::NotShown) => (
            code::TABLE_ODD,
            format!("{place} 有内容，但格式是不显示，没有取用"),
            "要用，在表格软件里把这一格的格式设为“常规”；不要，就清空这一格",
        ),
        CellFlaw::Number(NumberFlaw::Format) => (
            code::TABLE_ODD,
            format!("{place} 的格式读不懂，印成 {}", text),
            "核对印出来的样子；不对就在表格软件里换一种格式，或设为文本",
        ),
    }
}

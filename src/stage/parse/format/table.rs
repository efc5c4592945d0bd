//! Table files in YAML.

use super::key_table;
use crate::source::key_table::ValueKind::{
    Cell, Columns, Either, Flag, Lines, ListOf, Of, Several, Text, Whole, Words,
};
use crate::source::key_table::words;
use crate::stage::parse::choices::ALIGNS;

key_table! {
    /// A table.
    TABLE "table" "表格文件":
    TITLE: Text, "表题，编号自动加", "集体协商进度表";
    MEASURE: Text, "计量单位，印在表的右上方", "家";
    BEFORE: Lines, "表上方的一行", "[填报单位：, 填报时间：]";
    COLUMNS (required): Columns, "表头；下一层写在方括号里；没有表头的写栏数，如 4", "[单位, 发出要约: [企业数, 覆盖职工]]";
    ALIGN: Words(|| words(ALIGNS)), "每一列怎样对齐；不写就自动", "[左, 右, 右]";
    ROWS (required): ListOf(&ListOf(&Either(&[Cell, Of(&CELL)]))), "各行，每行写在方括号里", "[[青禾县, 120, 5300], [白石区, 98, 4100]]";
    ROW_HEIGHT: Several(&Whole), "每行至少多少毫米，供人用笔填；一行一个时 0 照文字", "12";
    LANDSCAPE: Flag, "横过来，单占一页", "是";
    NOTE: Lines, "表下的注；几条写成列表，自动编号", "数据截至6月底。";
}

key_table! {
    /// A cell that covers several.
    CELL "cell" "格子":
    TEXT: Cell, "格子里的字", "合计";
    ROWSPAN: Whole, "竖着占几行", "2";
    COLSPAN: Whole, "横着占几列", "3";
}

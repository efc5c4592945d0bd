//! The outline (提纲): what an entry may be. Which of them it is follows from its keys.

use super::key_table;
use crate::contribution::{ContributionColumn, ContributionPart};
use crate::metric::chart_request::ChartStyle;
use crate::metric::query;
use crate::source::KeyTable;
use crate::source::key_table::ValueKind::{
    Date, Either, Flag, Lines, Outline, Text, Usually, UsuallySeveral, Whole, Word, Words,
};
use crate::source::key_table::words;
use crate::source::yaml::Node;
use crate::stage::parse::keys;
use crate::stage::parse::outline_words::{
    LedgerColumn, LedgerGroup, LedgerPart, ReportingColumn, ReportingGroup, ReportingPart,
};

/// What an entry may be, besides the name of a fragment.
pub static OUTLINE: &[&KeyTable] = &[
    &SECTION,
    &UNITS_ENTRY,
    &COLUMN,
    &ARTICLES,
    &TABLE_FILE,
    &FIGURE_FILE,
    &METRIC_TABLE,
    &METRIC_CHART,
    &LEDGER,
    &REPORTING,
    &CONTRIBUTIONS,
    &FRAGMENT_FILE,
];

/// What the entry `node` is.
pub fn shape_of(node: Node<'_>) -> &'static KeyTable {
    let entries = node.entries().unwrap_or_default();
    let names: Vec<String> = entries.iter().filter_map(|(name, _)| name.text()).collect();
    let has = |key: crate::source::Key| names.iter().any(|name| name == key.zh || name == key.en);
    if has(keys::BY) {
        &UNITS_ENTRY
    } else if has(keys::COLUMN) {
        &COLUMN
    } else if has(keys::ARTICLES) {
        &ARTICLES
    } else if has(keys::PROBLEMS) {
        &LEDGER
    } else if has(keys::REPORTING) {
        &REPORTING
    } else if has(keys::CONTRIBUTIONS) {
        &CONTRIBUTIONS
    } else if has(keys::CHART) {
        &METRIC_CHART
    } else if has(keys::TABLE) && has(keys::METRICS) {
        &METRIC_TABLE
    } else if has(keys::TABLE) {
        &TABLE_FILE
    } else if has(keys::FIGURE) {
        &FIGURE_FILE
    } else if has(keys::FILE) && !has(keys::TITLE) {
        &FRAGMENT_FILE
    } else {
        &SECTION
    }
}

/// What a table's columns show of each metric.
fn metric_columns() -> Vec<&'static str> {
    let columns = query::WORDS.iter().filter(|(_, it)| it.is_column());
    let columns = columns.map(|(word, _)| *word);
    ["本期"]
        .into_iter()
        .chain(columns)
        .chain(["各期"])
        .collect()
}

key_table! {
    /// A heading over more entries.
    SECTION "outline-section" "提纲":
    TITLE (required): Text, "一级标题，编号自动加", "总体情况";
    BODY (required): Outline, "标题下面的提纲；这些片段里的 # 就是二级标题", "[概况.md, 进度.md]";
}

key_table! {
    /// The units' fragments in the order of the register.
    UNITS_ENTRY "outline-units" "提纲":
    BY (required): Usually(|| vec!["单位", "类别", "联系领导"]), "各单位的片段怎样排：单位、类别，或登记表里分组的名称", "联系领导";
    TITLE: Text, "组标题的写法：{名称} 是组名，{单位} 是组内各单位", "\"{名称}（联系单位：{单位}）\"";
    UNIT_TITLE: Text, "单位标题的写法", "\"{名称}\"";
    ONLY: Lines, "只要其中几组，或只要其中几个单位", "[县（市）区]";
    FOLDER: Text, "只取这一期里这个子文件夹的单位片段", "问题";
}

key_table! {
    /// A column of articles.
    COLUMN "outline-column" "提纲":
    COLUMN (required): Text, "简报的栏目", "基层动态";
    ARTICLES (required): Lines, "栏目下的文章", "[01.md, 02.md]";
}

key_table! {
    /// Articles outside any column.
    ARTICLES "outline-articles" "提纲":
    ARTICLES (required): Lines, "不属于任何栏目的文章", "[03.md]";
}

key_table! {
    /// A fragment as a mapping.
    FRAGMENT_FILE "outline-fragment" "提纲":
    FILE (required): Text, "一个片段", "导语.md";
}

key_table! {
    /// A table file.
    TABLE_FILE "outline-table" "提纲" besides OUTLINE_FILES:
    TABLE (required): Text, "表格的文件名：.yaml、.csv、.xlsx", "进度.yaml";
}

key_table! {
    /// A picture.
    FIGURE_FILE "outline-figure" "提纲" besides OUTLINE_FILES:
    FIGURE (required): Text, "图片的文件名", "现场.png";
}

key_table! {
    /// What is said of a file that is named in an outline.
    OUTLINE_FILES "outline-file" "提纲":
    TITLE: Text, "题名；不写时用文件自己的", "督查现场";
    HEAD_ROWS: Whole, "CSV 和工作簿的表头有几行", "2";
}

key_table! {
    /// The ledger of problems, or a part of it.
    LEDGER "outline-ledger" "提纲":
    TABLE (required): Text, "表题", "问题整改清单";
    PROBLEMS (required): Words(|| words(LedgerPart::WORDS)), "列哪些问题", "全部";
    GROUPINGS: Word(|| words(LedgerGroup::WORDS)), "按什么合在一起", "单位";
    COLUMNS: Words(|| words(LedgerColumn::WORDS)), "列哪几栏", "[序号, 责任单位, 存在问题, 完成情况]";
    LANDSCAPE: Flag, "列多时横过来", "是";
    NOTE: Text, "表下的注，代替自动的统计", "数据截至6月底。";
}

key_table! {
    /// Who has reported.
    REPORTING "outline-reporting" "提纲":
    TABLE (required): Text, "表题", "各单位报送情况";
    REPORTING (required): Words(|| words(ReportingPart::WORDS)), "列哪些单位", "全部";
    GROUPINGS: Word(|| words(ReportingGroup::WORDS)), "按什么合在一起", "类别";
    COLUMNS: Words(|| words(ReportingColumn::WORDS)), "列哪几栏", "[序号, 单位, 报送情况, 报送日期]";
    LANDSCAPE: Flag, "列多时横过来", "是";
    NOTE: Text, "表下的注", "数据截至6月底。";
}

key_table! {
    /// Who sent how many texts.
    CONTRIBUTIONS "outline-contributions" "提纲":
    TABLE (required): Text, "表题", "上半年供稿情况";
    CONTRIBUTIONS (required): Words(|| words(ContributionPart::WORDS)), "列哪些单位", "全部";
    COLUMNS: Words(|| words(ContributionColumn::WORDS)), "列哪几栏", "[名次, 单位, 报送, 采用, 得分]";
    FROM: Date, "从哪天算起；不写就是这一年的1月1日", "2026-01-01";
    UNTIL: Date, "算到哪天；不写就是这一期的日期", "2026-06-30";
    LANDSCAPE: Flag, "列多时横过来", "是";
    NOTE: Text, "表下的注，代替自动的说明", "数据截至6月底。";
}

key_table! {
    /// A table that is made of figures.
    METRIC_TABLE "outline-metric-table" "提纲":
    TABLE (required): Text, "表题", "推进情况一览";
    METRICS (required): Lines, "列哪些指标", "[要约书, 建制率]";
    ROWS: Usually(|| vec!["单位", "类别", "各期"]), "一行是什么；也可以写分组的名称", "单位";
    COLUMNS: UsuallySeveral(metric_columns), "每个指标列哪几栏；不写就是本期", "[本期, 较上期, 完成率, 名次]";
    ORDER: Text, "按哪个指标的名次排", "要约书";
    ONLY_ROWS: Usually(|| vec!["前三", "后三", "前5", "未达标"]), "只列哪些单位", "前三";
    SUM: Flag, "合计一行；不写就有", "否";
    SUBTOTALS: Flag, "每个类别后面一行小计", "是";
    EXACT_SHARES: Flag, "占比正好加到100%", "是";
    ISSUE_COUNT: Whole, "“各期”列几期；不写就是今年的", "12";
    LANDSCAPE: Flag, "列多时横过来", "是";
    NOTE: Text, "表下的注", "数据截至6月底。";
}

key_table! {
    /// A chart that is drawn from figures.
    METRIC_CHART "outline-chart" "提纲":
    CHART (required): Text, "图题", "各单位要约书进度";
    METRICS (required): Lines, "画哪些指标", "[要约书]";
    CHART_STYLE: Either(&[Word(|| ChartStyle::WORDS.iter().map(|(word, _)| *word).collect()), Text]), "画成什么", "进度";
    SCHEDULE: Flag, "进度图上的时序进度；写 否，改成和 100% 比", "否";
    ROWS: Usually(|| vec!["单位", "类别", "各期"]), "一条是什么；也可以写分组的名称", "单位";
    COLUMNS: UsuallySeveral(|| vec!["本期", "累计"]), "画哪个数", "[累计]";
    ORDER: Text, "按哪个指标的名次排", "要约书";
    ONLY_ROWS: Usually(|| vec!["前三", "后三", "前5", "未达标"]), "只画哪些单位", "前三";
    ISSUE_COUNT: Whole, "趋势画几期；不写就是今年的", "12";
}

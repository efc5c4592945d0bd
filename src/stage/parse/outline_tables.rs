//! Tables of the outline that the program fills: the ledger of problems (问题台账) and who has reported (报送情况).

use super::keys;
use super::outline_words::{
    LedgerColumn, LedgerGroup, LedgerPart, ReportingColumn, ReportingGroup, ReportingPart,
};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Span, Spanned};
use crate::source::yaml::Node;
use crate::source::yaml_text::scalar;
use crate::source::{Fields, Key, value};

/// A table that the program fills, as the outline asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledTable<What, Group, Column> {
    /// Its caption: the value of `表`.
    pub caption: Spanned<String>,
    /// Which rows it has: all that are one of these.
    pub what: Vec<Spanned<What>>,
    /// By what its rows stand together (分组).
    pub group: Option<Spanned<Group>>,
    /// Its columns (列); empty for the usual ones.
    pub columns: Vec<Spanned<Column>>,
    /// Whether it is laid across the page (横排).
    pub landscape: bool,
    /// What stands under it (注), in place of the counts.
    pub note: Option<Spanned<String>>,
    /// Where the entry stands.
    pub span: Span,
}

/// `问题: …`: the ledger, or a part of it.
pub type LedgerItem = FilledTable<LedgerPart, LedgerGroup, LedgerColumn>;

/// `报送: …`: who has reported.
pub type ReportingItem = FilledTable<ReportingPart, ReportingGroup, ReportingColumn>;

/// Reads `表: …, 问题: …`.
pub fn ledger(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<LedgerItem> {
    let words = (LedgerPart::WORDS, LedgerGroup::WORDS, LedgerColumn::WORDS);
    filled(fields, keys::PROBLEMS, words, sink)
}

/// Reads `表: …, 报送: …`.
pub fn reporting(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<ReportingItem> {
    let words = (
        ReportingPart::WORDS,
        ReportingGroup::WORDS,
        ReportingColumn::WORDS,
    );
    filled(fields, keys::REPORTING, words, sink)
}

pub type WordChoices<T> = &'static [(T, &'static str)];

fn filled<What: Copy, Group: Copy, Column: Copy>(
    fields: &mut Fields<'_>,
    key: Key,
    (what, groups, columns): (WordChoices<What>, WordChoices<Group>, WordChoices<Column>),
    sink: &mut Sink,
) -> Option<FilledTable<What, Group, Column>> {
    let caption = fields
        .require(keys::TABLE, sink)
        // The title of the table, which is printed.
        .and_then(|node| value::text(node, "表题", sink));
    let node = fields.get(key, sink);
    let what = node.map_or_else(Vec::new, |node| choices(node, key.zh, what, sink));
    let group = fields.get(keys::GROUPINGS, sink).and_then(|node| {
        let group = value::choice(node, "分组", groups, sink)?;
        Some(Spanned::new(group, node.span))
    });
    let columns = fields
        .get(keys::COLUMNS, sink)
        .map_or_else(Vec::new, |node| choices(node, "列", columns, sink));
    let landscape = fields
        .get(keys::LANDSCAPE, sink)
        .and_then(|node| value::boolean(node, "横排", sink))
        .unwrap_or(false);
    let note = fields
        .get(keys::NOTE, sink)
        .and_then(|node| value::text(node, "注", sink));
    let caption = caption?;
    if looks_like_a_file(&caption.value) {
        let message = format!("“{}”像是文件名，这里写的是表题", caption.value);
        let example = fields.example(keys::TABLE);
        let help = format!(
            "程序填写的表写成 {example}；要用现成的表格文件，删去“{}”",
            key.zh
        );
        sink.push(Diagnostic::new(code::BAD_VALUE, caption.span, message).help(help));
        return None;
    }
    Some(FilledTable {
        caption,
        what,
        group,
        columns,
        landscape,
        note,
        span: fields.span(),
    })
}

pub fn looks_like_a_file(caption: &str) -> bool {
    let endings = [".yaml", ".yml", ".csv", ".xlsx", ".xls", ".et"];
    endings.iter().any(|ending| caption.contains(ending))
}

/// One word out of a few, or several of them.
pub fn choices<T: Copy>(
    node: Node<'_>,
    name: &str,
    words: WordChoices<T>,
    sink: &mut Sink,
) -> Vec<Spanned<T>> {
    let nodes = node.items().unwrap_or_else(|| vec![node]);
    let chosen = nodes.into_iter().filter_map(|node| {
        let chosen = value::choice(node, name, words, sink)?;
        Some(Spanned::new(chosen, node.span))
    });
    chosen.collect()
}

impl LedgerItem {
    /// How it is written, a line each, for the outline of the next issue.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let what = self.what.iter().map(|what| what.value.word()).collect();
        let columns = self
            .columns
            .iter()
            .map(|column| column.value.word())
            .collect();
        let group = self.group.as_ref().map(|group| group.value.word());
        lines(self, "问题", what, group, columns)
    }
}

impl ReportingItem {
    /// How it is written, a line each, for the outline of the next issue.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let what = self.what.iter().map(|what| what.value.word()).collect();
        let columns = self
            .columns
            .iter()
            .map(|column| column.value.word())
            .collect();
        let group = self.group.as_ref().map(|group| group.value.word());
        lines(self, "报送", what, group, columns)
    }
}

fn lines<What, Group, Column>(
    item: &FilledTable<What, Group, Column>,
    key: &str,
    what: Vec<&str>,
    group: Option<&str>,
    columns: Vec<&str>,
) -> Vec<String> {
    let mut lines = vec![format!("表: {}", scalar(&item.caption.value))];
    lines.push(match what.as_slice() {
        [] => format!("{key}: 全部"),
        [one] => format!("{key}: {one}"),
        several => format!("{key}: [{}]", several.join(", ")),
    });
    lines.extend(group.map(|group| format!("分组: {group}")));
    if !columns.is_empty() {
        lines.push(format!("列: [{}]", columns.join(", ")));
    }
    if item.landscape {
        lines.push("横排: 是".to_owned());
    }
    lines
}

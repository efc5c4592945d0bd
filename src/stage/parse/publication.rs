//! How an issue is kept (受众, 草稿, 索引号, 概述, 原址, 更正, 撤回, 废止): what `issue.yaml` says, before it is held against the other issues.

use super::units::is_code;
use super::{format, keys, path::shortened};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{AmendmentKind, Audience, IssueId, Span, Spanned, join_lines};
use crate::site::is_reserved;
use crate::source::yaml::Node;
use crate::source::{Fields, Key, KeyTable, value};
use crate::zh::date::IssueDate;

/// The longest index number: 机构代码/年份-5位流水号 (《政府信息公开目录系统实施指引（试行）》).
pub const INDEX_NUMBER_LENGTH: usize = 20;

/// The longest abstract: local rules allow 100 to 300 characters.
const ABSTRACT_LENGTH: usize = 300;

/// What one `issue.yaml` says.
#[derive(Clone, Debug, Default)]
pub struct PublicationSpec {
    /// 受众; what cannot be read counts as 内部, so that a slip publishes nothing.
    pub audience: Option<Spanned<Audience>>,
    /// 草稿; what cannot be read counts as a draft.
    pub draft: bool,
    /// 索引号
    pub index_number: Option<Spanned<String>>,
    /// 概述
    pub abstract_text: Option<Spanned<String>>,
    /// 更正, 废止, 撤回
    pub amendments: Vec<AmendmentSpec>,
    /// 原址
    pub former: Vec<Spanned<IssueId>>,
}

/// One amendment with its places.
#[derive(Clone, Debug)]
pub struct AmendmentSpec {
    /// What was done.
    pub kind: AmendmentKind,
    /// When.
    pub date: Spanned<IssueDate>,
    /// 说明
    pub note: Option<Spanned<String>>,
    /// 见, 由
    pub by: Option<Spanned<IssueId>>,
}

impl PublicationSpec {
    /// Reads what an issue says.
    pub fn of_issue(fields: &mut Fields<'_>, sink: &mut Sink) -> Self {
        let mut amendments = Vec::new();
        for (key, kind) in [
            (keys::CORRECTED, AmendmentKind::Corrected),
            (keys::SUPERSEDED, AmendmentKind::Superseded),
            (keys::WITHDRAWN, AmendmentKind::Withdrawn),
        ] {
            if let Some(node) = fields.get(key, sink) {
                amendments.extend(read_amendments(node, kind, sink));
            }
        }
        let draft = fields
            .get(keys::DRAFT, sink)
            .is_some_and(|node| value::boolean(node, "草稿", sink).unwrap_or(true));
        let former = fields
            .get(keys::FORMER, sink)
            .map(|node| value::lines(node, "原址", sink))
            .unwrap_or_default();
        Self {
            audience: audience(fields, sink),
            draft,
            index_number: fields
                .get(keys::INDEX_NUMBER, sink)
                .and_then(|node| index_number(node, sink)),
            abstract_text: fields
                .get(keys::OVERVIEW, sink)
                .and_then(|node| abstract_text(node, sink)),
            amendments,
            former: former
                .into_iter()
                .filter_map(|typed| issue_id(&typed, "原址", sink))
                .collect(),
        }
    }
}

/// 受众, which an issue, a series and the site may name. Written twice, the stricter one counts.
pub fn audience(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<Spanned<Audience>> {
    let is_single = fields.times(keys::AUDIENCE) == 1;
    let node = fields.get(keys::AUDIENCE, sink)?;
    let read = value::choice(node, "受众", Audience::ALL, sink);
    Some(Spanned {
        value: read.filter(|_| is_single).unwrap_or(Audience::Internal),
        span: node.span,
    })
}

fn index_number(node: Node<'_>, sink: &mut Sink) -> Option<Spanned<String>> {
    let typed = value::text(node, "索引号", sink)?;
    let fits = typed.value.chars().count() <= INDEX_NUMBER_LENGTH;
    if fits && !typed.value.is_empty() && !typed.value.contains(char::is_whitespace) {
        return Some(typed);
    }
    sink.push(bad_index_number(&typed.value, typed.span));
    None
}

/// What is said of an index number that is too long, or not one word.
#[must_use]
pub fn bad_index_number(number: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        code::BAD_VALUE,
        span,
        format!("“{}”不能作索引号", shortened(number)),
    )
    .help("索引号是 机构代码/年份-5位流水号，不超过 20 个字符，中间不空格，如 YHG01/2026-00012")
}

fn abstract_text(node: Node<'_>, sink: &mut Sink) -> Option<Spanned<String>> {
    let typed = value::text(node, "概述", sink)?;
    let words: Vec<String> = typed.value.split_whitespace().map(str::to_owned).collect();
    let text = join_lines(&words);
    let length = text.chars().count();
    if length > ABSTRACT_LENGTH {
        sink.push(
            Diagnostic::new(
                code::LONG_ABSTRACT,
                typed.span,
                format!("“概述”有 {length} 字，目录里的内容概述一般不超过 {ABSTRACT_LENGTH} 字"),
            )
            .help("《政府信息公开目录系统实施指引（试行）》设“内容概述”一项，各地规定 100 到 300 字以内；删去细节，只写办什么事、结果如何"),
        );
    }
    (!text.is_empty()).then_some(Spanned::new(text, typed.span))
}

fn read_amendments(node: Node<'_>, kind: AmendmentKind, sink: &mut Sink) -> Vec<AmendmentSpec> {
    let Some(items) = node.items() else {
        return amendment(node, kind, sink).into_iter().collect();
    };
    // An issue is taken back, or loses its force, once; it may be corrected again and again.
    if kind != AmendmentKind::Corrected && items.len() > 1 {
        sink.push(
            Diagnostic::new(
                code::BAD_VALUE,
                node.span,
                format!("“{}”只能有一次，这里写了 {} 次", kind.word(), items.len()),
            )
            .help(format!("只留一项，写成 {}", example(kind))),
        );
    }
    items
        .into_iter()
        .filter_map(|item| amendment(item, kind, sink))
        .collect()
}

fn amendment(node: Node<'_>, kind: AmendmentKind, sink: &mut Sink) -> Option<AmendmentSpec> {
    if !node.is_null() && node.entries().is_none() {
        sink.push(
            Diagnostic::new(
                code::WRONG_TYPE,
                node.span,
                format!("“{}”要写明日期和原因，这里是{}", kind.word(), node.kind()),
            )
            .help(format!("写成 {}", example(kind))),
        );
        return None;
    }
    let (shape, by_key): (&KeyTable, Key) = match kind {
        AmendmentKind::Corrected => (&format::CORRECTED, keys::SEE),
        AmendmentKind::Superseded => (&format::SUPERSEDED, keys::REPLACED_BY),
        AmendmentKind::Withdrawn => (&format::WITHDRAWN, keys::SEE),
    };
    let mut fields = Fields::open(node, shape, sink)?;
    let date = fields
        .require(keys::DATE, sink)
        .and_then(|node| value::date(node, "日期", sink));
    let note = fields
        .get(keys::EXPLANATION, sink)
        .and_then(|node| value::text(node, "说明", sink))
        .filter(|text| !text.is_empty());
    let by = fields
        .get(by_key, sink)
        .and_then(|node| value::text(node, by_key.zh, sink))
        .and_then(|typed| issue_id(&typed, by_key.zh, sink));
    if note.is_none() && kind == AmendmentKind::Corrected && !fields.has(by_key) {
        sink.push(
            Diagnostic::new(code::MISSING_KEY, node.span, "“更正”没有说更正了什么")
                .help(format!("加上“说明”，例如 {}", example(kind))),
        );
    }
    fields.finish(sink);
    Some(AmendmentSpec {
        kind,
        date: date?,
        note,
        by,
    })
}

fn example(kind: AmendmentKind) -> &'static str {
    match kind {
        AmendmentKind::Corrected => {
            "更正: {日期: 2026-03-20, 说明: 第二页“完成数”应为 128, 见: ducha/2026/5}"
        }
        AmendmentKind::Superseded => "废止: {日期: 2026-05-01, 由: ducha/2026/7}",
        AmendmentKind::Withdrawn => "撤回: {日期: 2026-04-01, 说明: 数据有误}",
    }
}

/// An issue named by its path, e.g. `ducha/2026/5`.
fn issue_id(typed: &Spanned<String>, name: &str, sink: &mut Sink) -> Option<Spanned<IssueId>> {
    let path = typed.value.trim_matches('/');
    if let Some(id) = IssueId::parse(path)
        && is_code(&id.series)
        && is_code(&id.folder)
        && id.year >= 1000
    {
        let series = &id.series;
        if is_reserved(series) {
            sink.push(
                Diagnostic::new(
                    code::BAD_VALUE,
                    typed.span,
                    format!("“{name}”不能是“{path}”：{series}/ 是资料库自己用的文件夹"),
                )
                .help("没有哪一期在那里；写 系列/年/期，如 ducha/2026/5"),
            );
            return None;
        }
        return Some(Spanned {
            value: id,
            span: typed.span,
        });
    }
    sink.push(
        Diagnostic::new(
            code::BAD_VALUE,
            typed.span,
            format!("“{name}”不能是“{}”", shortened(&typed.value)),
        )
        .help("写一期的路径：系列/年/期，如 ducha/2026/5，只用小写英文字母、数字和连字符"),
    );
    None
}

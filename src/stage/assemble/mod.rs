//! Assembly: the fragments of one issue, in the order of its outline, with everything around them.

mod attachments;
mod end;
mod folder;
mod outline;
mod part;
mod units;

use std::collections::BTreeSet;

pub use part::{ArticlePart, Part, asset_of};

use self::folder::Folder;
use super::number::Numberer;
use super::parse::IssueSpec;
use super::plan::{Plan, PlannedIssue};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Asset, Block, Document, Inline, Span, Spanned, plain_text};
use crate::source::{Draft, Sources};

/// Assembles and numbers one issue. There is a document only where nothing is wrong with it; what is wrong goes to `sink`.
pub fn document(
    sources: &Sources,
    plan: &Plan,
    issue: &PlannedIssue,
    sink: &mut Sink,
) -> Option<Document> {
    let series = issue.series.map(|index| &plan.series[index]);
    let registry = series.map(|series| &*series.units);
    let mut folder = Folder::open(sources, &issue.id, registry, sink);
    // Without its outline nothing can be assembled, but what is wrong with the fragments is said all the same.
    let (spec, series) = (issue.spec.as_ref()?, series?);
    let mut outline = outline::Assembler {
        spec,
        series,
        folder: &mut folder,
        sink,
    };
    let parts = outline.parts(&spec.outline);
    let note = editor_note(spec, &mut folder, sink);
    let attachments = attachments::read(spec, &mut folder, sink);
    folder.report_unused(sink);

    let assets: Vec<Asset> = folder
        .assets
        .iter()
        .cloned()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let styles = spec.styles.as_deref().unwrap_or(&series.styles);
    let mut numberer = Numberer::new(styles, &assets, sink);
    let editor_note = numberer.text(vec![Part::Drafts(note)]);
    let body = numberer.text(parts);
    let attachments = attachments::number(attachments, &mut numberer, &assets);
    if body.is_empty() {
        sink.push(
            Diagnostic::new(code::MISSING_FILE, spec.date.span, "这一期没有正文")
                .help("在“正文”里写上片段的文件名"),
        );
    }
    check_title(spec, &body, sink);
    let end = end::read(spec, series, sink);
    if sink.has_errors() || issue.sink.has_errors() {
        return None;
    }
    Some(Document {
        id: spec.id.clone(),
        series: series.series.clone(),
        numbers: issue.numbers.clone(),
        title: spec.title.clone(),
        subtitle: spec.subtitle.clone(),
        date: spec.date.value,
        date_place: spec.date_place,
        recipients: end.recipients,
        editor_note,
        contents_list: spec.contents_list,
        body,
        attachments,
        signatures: spec
            .signatures
            .clone()
            .unwrap_or_else(|| series.signatures.clone()),
        remark: spec.remark.clone(),
        imprint: end.imprint,
        topics: spec.topics.clone(),
        units: folder.units_in_order(&series.units),
        assets,
    })
}

/// The editor's note: a fragment where it names one, otherwise text. It begins with 编者按： unless its writer began it so.
fn editor_note(spec: &IssueSpec, folder: &mut Folder<'_>, sink: &mut Sink) -> Vec<Draft> {
    let Some(note) = &spec.editor_note else {
        return Vec::new();
    };
    let mut drafts = if note.value.ends_with(".md") {
        folder
            .fragment(note, sink)
            .map(|fragment| fragment.drafts)
            .unwrap_or_default()
    } else {
        vec![text_paragraph(note)]
    };
    if let Some(Draft::Paragraph { content, .. }) = drafts.first_mut() {
        let text = plain_text(content);
        let begun = ["编者按", "按语", "按：", "【编者按】"]
            .iter()
            .any(|word| text.starts_with(word));
        if !begun {
            let word = Inline::Text("编者按：".to_owned());
            content.insert(0, Inline::Strong(vec![word]));
        }
    }
    drafts
}

fn text_paragraph(text: &Spanned<String>) -> Draft {
    Draft::Paragraph {
        content: vec![Inline::Text(text.value.clone())],
        span: text.span,
    }
}

/// An issue needs a title, unless it consists of articles with titles of their own.
fn check_title(spec: &IssueSpec, body: &[Block], sink: &mut Sink) {
    let only_articles = body
        .iter()
        .all(|block| matches!(block, Block::Column(_) | Block::Article(_)));
    if spec.title.is_empty() && !only_articles {
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

/// A paragraph of the generator's own words.
fn own_paragraph(text: String, span: Span) -> Draft {
    Draft::Paragraph {
        content: vec![Inline::Text(text)],
        span,
    }
}

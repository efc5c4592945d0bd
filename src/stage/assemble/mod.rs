//! Assembly: the fragments of one issue, in the order of its outline, with everything around them.

mod attachment_order;
mod attachments;
mod attribution;
mod beside;
mod contribution_table;
mod elsewhere;
mod end;
mod figures;
mod filled_table;
mod folder;
mod fragment;
mod ledger_table;
mod misnamed;
mod outline;
mod reporting_table;
mod units;
mod unused_file;

use std::collections::{BTreeMap, BTreeSet};

pub use self::contribution_table::ContributionSource;
use self::folder::Folder;
use super::parse::SeriesSpec;
use super::part::{AttachmentPart, Part};
use super::plan::PlannedIssue;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{
    Asset, Collected, FileId, Imprint, Inline, InlineKind, Noticed, Spanned, begins_as_note,
    plain_text,
};
use crate::source::cell_budget::CellBudget;
use crate::source::{Draft, Sources};
use crate::stage::parse::download::Downloads;
use crate::stage::parse::{IssueSpec, OutlineItem};
use crate::stage::wanted_units::expected;

/// The parts of one issue in their order, not numbered.
#[derive(Debug)]
pub struct Assembled {
    pub editor_note: Vec<Draft>,
    /// The text.
    pub body: Vec<Part>,
    pub attachments: Vec<AttachmentPart>,
    /// The main recipients without the closing colon.
    pub recipients: Option<Spanned<String>>,
    pub imprint: Imprint,
    /// Code and name of each unit whose fragment is used, in the order of the register.
    pub units: Vec<(String, String)>,
    /// The unit whose fragment each file is, as an index into the register.
    pub unit_of: BTreeMap<FileId, usize>,
    /// Files that go beside the page, in the order of their paths there.
    pub assets: Vec<Asset>,
    /// What was noticed on the way.
    pub noticed: Noticed,
}

/// Assembles one issue. Where its `issue.yaml` or its series cannot be used, only what is wrong with its fragments comes of it.
pub fn assemble(
    sources: &Sources,
    issue: &PlannedIssue,
    series: Option<&SeriesSpec>,
    downloads: &Downloads,
    collected: &Collected,
    contributions: &ContributionSource<'_>,
    sink: &mut Sink,
) -> Option<Assembled> {
    let registry = series.map(|series| &*series.units);
    let line_ends = series
        .and_then(|series| series.line_ends)
        .unwrap_or_default();
    let mut folder = Folder::open(sources, &issue.id, registry, downloads, line_ends, sink);
    let (spec, series) = (issue.spec.as_ref()?, series?);
    let mut outline = outline::Assembler {
        spec,
        series,
        collected,
        contributions,
        cells: CellBudget::default(),
        folder: &mut folder,
        sink,
    };
    let body = outline.parts(&spec.outline);
    check_expected(spec, series, sink);
    let editor_note = editor_note(spec, &mut folder, sink);
    let attachments = attachments::read(spec, &mut folder, sink);
    figures::check(spec, series, &mut folder, sink);
    let noticed = Noticed {
        unused: folder.unused(sink),
        silent: std::mem::take(&mut folder.silent),
        misattributed: attribution::misattributed(&folder, &series.units),
        ..Noticed::default()
    };
    let end = end::read(spec, series, sink);
    Some(Assembled {
        editor_note,
        body,
        attachments,
        recipients: end.recipients,
        imprint: end.imprint,
        units: folder.units_in_order(&series.units),
        unit_of: folder.units().clone(),
        assets: folder.into_assets(),
        noticed,
    })
}

/// Says which names of 应报单位 are unknown where the outline has no place for units, at which it would be said.
fn check_expected(spec: &IssueSpec, series: &SeriesSpec, sink: &mut Sink) {
    let mut has_place = false;
    OutlineItem::all(&spec.outline, &mut |item| {
        has_place |= matches!(item, OutlineItem::Units(_));
    });
    if !has_place && spec.expected_units.is_some() {
        expected(spec, series, &BTreeSet::new(), sink);
    }
}

/// The editor's note: a fragment where it names one, otherwise text. It begins with 编者按： unless its writer began it so.
fn editor_note(spec: &IssueSpec, folder: &mut Folder<'_>, sink: &mut Sink) -> Vec<Draft> {
    let Some(note) = &spec.editor_note else {
        return Vec::new();
    };
    let mut drafts = if note.value.ends_with(".md") {
        folder
            .fragment(note, sink)
            .map(|fragment| {
                attachments::say_unprinted(&fragment.head, "按语", true, sink);
                fragment.drafts
            })
            .unwrap_or_default()
    } else {
        paragraphs(note)
    };
    // 编者按 in a line of its own as a heading is the word that is printed before the note.
    let is_word = |content: &[Inline]| {
        const LONGEST: usize = 6;
        let text = plain_text(content);
        begins_as_note(&text) && text.chars().count() <= LONGEST
    };
    if drafts.len() > 1
        && let Some(Draft::Heading { content, span, .. }) = drafts.first()
        && is_word(content)
    {
        let message = format!("“{}”由程序印上，手写的标题已去掉", plain_text(content));
        sink.push(Diagnostic::new(code::PRINTED_WORD, *span, message).help("删去这一行"));
        drafts.remove(0);
    }
    let word = Inline::text("编者按：", note.span);
    let word = Inline::new(InlineKind::Strong(vec![word]), note.span);
    match drafts.first_mut() {
        Some(Draft::Paragraph { content, .. }) if !begins_as_note(&plain_text(content)) => {
            content.insert(0, word);
        }
        // No word can stand in the first line of these.
        Some(Draft::List { .. } | Draft::Table(_) | Draft::Figure { .. }) => drafts.insert(
            0,
            Draft::Paragraph {
                content: vec![word],
                span: note.span,
            },
        ),
        _ => {}
    }
    drafts
}

/// Each line of a text is a paragraph, as in a fragment.
fn paragraphs(text: &Spanned<String>) -> Vec<Draft> {
    let lines = text.value.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(|line| Draft::Paragraph {
            content: vec![Inline::text(line, text.span)],
            span: text.span,
        })
        .collect()
}

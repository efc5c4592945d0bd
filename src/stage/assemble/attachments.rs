//! Attachments (附件): text, tables, pictures, and files to be fetched.

use super::attachment_order::AttachmentOrder;
use super::folder::Folder;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{ArticleHead, AttachmentHead, Span, Spanned, plain_text, values};
use crate::source::Draft;
use crate::source::cell_budget::CellBudget;
use crate::source::files::extension;
use crate::stage::parse::printed_words::{Field, take_off};
use crate::stage::parse::{AttachmentSpec, IssueSpec, table};
use crate::stage::part::{AttachmentPart, AttachmentPartBody as Body};

/// Reads the attachments that the issue names.
pub fn read(spec: &IssueSpec, folder: &mut Folder<'_>, sink: &mut Sink) -> Vec<AttachmentPart> {
    let mut cells = CellBudget::default();
    let mut order = AttachmentOrder::of(spec.attachments.len());
    let attachments = spec.attachments.iter().enumerate();
    let parts = attachments
        .filter_map(|(at, attachment)| one(attachment, at, folder, &mut cells, &mut order, sink))
        .collect();
    order.say(sink);
    parts
}

fn one(
    spec: &AttachmentSpec,
    at: usize,
    folder: &mut Folder<'_>,
    cells: &mut CellBudget,
    order: &mut AttachmentOrder,
    sink: &mut Sink,
) -> Option<AttachmentPart> {
    let (name, sheet) = table::split_sheet(&spec.file.value);
    let path = Spanned::new(name.to_owned(), spec.file.span);
    let own_title = spec.title.clone();
    let file_name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _)| stem);
    let (inner_title, body) = match extension(name).as_str() {
        "md" => {
            let fragment = folder.fragment(&spec.file, sink)?;
            say_unprinted(&fragment.head, "附件", false, sink);
            let inner = joined(&fragment.head.title);
            if let (Some(printed), Some(own)) = (&own_title, &inner) {
                say_title_left_out(own, printed, spec.file.span, sink);
            }
            if let (None, None, Some(Draft::Heading { content, span, .. })) =
                (&own_title, &inner, fragment.drafts.first())
            {
                let heading = plain_text(content);
                let message = format!("附件没有写标题，印的是文件名“{stem}”，不是“{heading}”");
                let finding = Diagnostic::new(code::MENDED_MARK, *span, message);
                sink.push(finding.help(format!(
                    "写成片头的标题：---，换行，标题: {heading}，换行，---，删去“#”这一行"
                )));
            }
            (inner, Body::Drafts(fragment.drafts))
        }
        // A workbook is offered for download unless one of its sheets is named, to be printed.
        ending if matches!(ending, "yaml" | "yml" | "csv") || sheet.is_some() => {
            let file = folder.find(&path, sink)?;
            if cells.is_spent() {
                return None;
            }
            let mut table = table::parse(folder.sources, file, sheet, spec.head_rows, sink)?;
            table.span = spec.file.span;
            let mut table = cells.admit(table, sink)?;
            let title = table.caption.first().map(|first| {
                let span = first.span;
                Spanned::new(plain_text(&table.caption), span)
            });
            // With its number taken off it is the title that is printed: nothing of it is left out.
            let printed = own_title.as_ref().or(title.as_ref());
            if let (Some(printed), Some(own)) = (printed, &title)
                && bare(printed) == bare(own)
            {
                table.caption = Vec::new();
            }
            (title, Body::Table(Box::new(table)))
        }
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" => {
            let file = folder.find(&spec.file, sink)?;
            folder.show(file, spec.file.span, sink)?;
            (None, Body::Picture(file, spec.file.span))
        }
        _ => {
            let file = folder.find(&spec.file, sink)?;
            folder
                .downloads
                .check(folder.sources, file, spec.file.span, sink)?;
            let (path, size) = folder.offer(file, spec.file.span, sink);
            let body = Body::File {
                path,
                name: file_name.to_owned(),
                size,
            };
            (None, body)
        }
    };
    let is_file_name = own_title.is_none() && inner_title.is_none();
    let title = own_title.or(inner_title);
    let title = title.unwrap_or_else(|| Spanned::new(stem.to_owned(), spec.file.span));
    let named = spec
        .title
        .is_none()
        .then(|| Spanned::new(stem.to_owned(), spec.file.span));
    let is_out_of_order = order.take(at, &title) || named.is_some_and(|name| order.take(at, &name));
    // The number in a file's name is right where it is the one that is printed.
    let title = match is_file_name || is_out_of_order {
        true => take_off(title, Field::Attachment, &mut Sink::default()),
        false => take_off(title, Field::Attachment, sink),
    };
    if title.is_empty() {
        sink.push(
            Diagnostic::new(code::MISSING_KEY, spec.file.span, "这个附件没有标题")
                .help("写成 {文件: 进度表.yaml, 标题: 进度表}"),
        );
    }
    Some(AttachmentPart {
        head: AttachmentHead { title },
        body,
    })
}

/// Says of the lines of a front matter that nothing is printed of them in such a text, `place`; an attachment has its title.
pub(super) fn say_unprinted(head: &ArticleHead, place: &str, with_title: bool, sink: &mut Sink) {
    let ArticleHead {
        title,
        subtitle,
        editor_note,
        source,
    } = head;
    let title = title.first().filter(|_| with_title);
    let lines = [
        ("标题", title),
        ("副题", subtitle.as_ref()),
        ("按语", editor_note.as_ref()),
        ("来源", source.as_ref()),
    ];
    for (key, line) in lines {
        if let Some(line) = line {
            let message = format!("{place}的片头写了“{key}”，不会印出来");
            let finding = Diagnostic::new(code::UNPRINTED, line.span, message);
            sink.push(finding.help("要印，写进文字里；不要，删去这一行"));
        }
    }
}

/// A title without blanks and without the number that the program prints before it.
fn bare(title: &Spanned<String>) -> String {
    let title = take_off(title.clone(), Field::Attachment, &mut Sink::default());
    title.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Says of the title that an attachment's file gives that the outline has another, which is printed.
fn say_title_left_out(
    own: &Spanned<String>,
    printed: &Spanned<String>,
    place: Span,
    sink: &mut Sink,
) {
    if own.is_empty() || bare(own) == bare(printed) {
        return;
    }
    let message = format!(
        "附件文件里的标题“{}”没有印，印的是“{}”",
        own.trim(),
        printed.trim()
    );
    let finding = Diagnostic::new(code::TABLE_TAKEN, place, message);
    sink.push(finding.help("两处写成一样，或只在一处写"));
}

/// The lines of a title without a break; none where there is no title.
fn joined(lines: &[Spanned<String>]) -> Option<Spanned<String>> {
    let (first, last) = (lines.first()?, lines.last()?);
    Some(Spanned::new(
        values(lines).concat(),
        first.span.to(last.span),
    ))
}

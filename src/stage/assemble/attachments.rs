//! Attachments (附件): text, tables, pictures, and files to be fetched.

use super::folder::Folder;
use super::part::{Part, asset_of};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{
    Asset, Attachment, AttachmentBody, Block, Figure, FileId, Span, Table, plain_text,
};
use crate::source::Draft;
use crate::source::files::extension;
use crate::stage::number::Numberer;
use crate::stage::parse::fragment::check_picture;
use crate::stage::parse::{AttachmentSpec, IssueSpec, table};

/// An attachment before it is numbered.
#[derive(Debug)]
pub struct Unnumbered {
    title: String,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Drafts(Vec<Draft>),
    Table(Table),
    Picture(FileId, Span),
    File {
        path: String,
        name: String,
        size: u64,
    },
}

/// Reads the attachments that the issue names.
pub fn read(spec: &IssueSpec, folder: &mut Folder<'_>, sink: &mut Sink) -> Vec<Unnumbered> {
    spec.attachments
        .iter()
        .filter_map(|attachment| one(attachment, folder, sink))
        .collect()
}

fn one(spec: &AttachmentSpec, folder: &mut Folder<'_>, sink: &mut Sink) -> Option<Unnumbered> {
    let name = spec.file.value.as_str();
    let own_title = spec.title.as_ref().map(|title| title.value.clone());
    let file_name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _)| stem);
    let (inner_title, body) = match extension(name).as_str() {
        "md" => {
            let fragment = folder.fragment(&spec.file, sink)?;
            let title: String = fragment.title.into_iter().map(|line| line.value).collect();
            (title, Body::Drafts(fragment.drafts))
        }
        "yaml" | "yml" | "csv" => {
            let file = folder.find(&spec.file, sink)?;
            let mut table = table::parse(folder.sources, file, spec.head_rows, sink)?;
            table.span = spec.file.span;
            (plain_text(&table.caption), Body::Table(table))
        }
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" => {
            let file = folder.find(&spec.file, sink)?;
            check_picture(folder.sources, file, spec.file.span, sink)?;
            folder.keep(file);
            (String::new(), Body::Picture(file, spec.file.span))
        }
        _ => {
            let file = folder.find(&spec.file, sink)?;
            let path = folder.keep(file);
            let body = Body::File {
                path,
                name: file_name.to_owned(),
                size: folder.sources.size(file),
            };
            (String::new(), body)
        }
    };
    let title = own_title
        .or_else(|| (!inner_title.is_empty()).then_some(inner_title))
        .unwrap_or_else(|| stem.to_owned());
    if title.is_empty() {
        sink.push(
            Diagnostic::new(code::MISSING_KEY, spec.file.span, "这个附件没有标题")
                .help("写成 {文件: 进度表.yaml, 标题: 进度表}"),
        );
    }
    Some(Unnumbered { title, body })
}

/// Numbers the attachments; a single one has no number (GB/T 9704-2012, 7.3.4).
pub fn number(
    attachments: Vec<Unnumbered>,
    numberer: &mut Numberer<'_>,
    assets: &[Asset],
) -> Vec<Attachment> {
    let several = attachments.len() > 1;
    attachments
        .into_iter()
        .enumerate()
        .map(|(index, attachment)| Attachment {
            label: if several {
                format!("附件{}", index + 1)
            } else {
                "附件".to_owned()
            },
            anchor: format!("attachment-{}", index + 1),
            body: match attachment.body {
                Body::Drafts(drafts) => {
                    AttachmentBody::Blocks(numberer.text(vec![Part::Drafts(drafts)]))
                }
                Body::Table(table) => AttachmentBody::Blocks(vec![Numberer::bare_table(table)]),
                Body::Picture(file, span) => AttachmentBody::Blocks(vec![Block::Figure(Figure {
                    path: asset_of(assets, file),
                    label: String::new(),
                    caption: Vec::new(),
                    alt: attachment.title.clone(),
                    span,
                })]),
                Body::File { path, name, size } => AttachmentBody::File { path, name, size },
            },
            title: attachment.title,
        })
        .collect()
}

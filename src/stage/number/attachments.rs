//! Attachments (附件) with their numbers; the headings of each begin anew.

use super::Numberer;
use crate::model::{Asset, Attachment, AttachmentBody, Block, Figure, FigurePicture, Table};
use crate::source::retitle::say_title_left_out;
use crate::stage::part::{AttachmentPart, AttachmentPartBody as Body, Part, asset_of};

/// Numbers the attachments; a single one has no number (GB/T 9704-2012, 7.3.4).
pub fn number(
    attachments: Vec<AttachmentPart>,
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
            number: if several {
                format!("{}.", index + 1)
            } else {
                String::new()
            },
            anchor: format!("attachment-{}", index + 1),
            body: match attachment.body {
                Body::Drafts(drafts) => {
                    AttachmentBody::Blocks(numberer.text(vec![Part::Drafts(drafts)]))
                }
                Body::Table(table) => AttachmentBody::Blocks(vec![bare_table(
                    *table,
                    &attachment.head.title,
                    numberer,
                )]),
                Body::Picture(file, span) => {
                    let (path, size) = asset_of(assets, file);
                    AttachmentBody::Blocks(vec![Block::Figure(Box::new(Figure {
                        picture: FigurePicture::File { path, size },
                        width: None,
                        anchor: numberer.anchor("f", &attachment.head.title),
                        label: String::new(),
                        caption: Vec::new(),
                        alt: attachment.head.title.value.clone(),
                        span,
                    }))])
                }
                Body::File { path, name, size } => AttachmentBody::File { path, name, size },
            },
            head: attachment.head,
        })
        .collect()
}

/// A table that is an attachment by itself: no number, its title is the attachment's.
fn bare_table(mut table: Table, title: &str, numberer: &mut Numberer<'_>) -> Block {
    say_title_left_out(&table.caption, title, table.span, numberer.sink);
    table.caption = Vec::new();
    table.anchor = numberer.anchor("t", title);
    Block::Table(Box::new(table))
}

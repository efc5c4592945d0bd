//! The typst backend: a document as JSON. The layout is in `templates/typst/`; nothing that a writer typed is ever markup there.

mod characters;
mod head;
mod inline;
mod sorted;
mod table;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use serde_json::{Value, json};

use self::characters::{gather, stand_in};
use self::inline::{in_parts, inlines, whole_words};
use self::sorted::Sorted;
use crate::model::head::HeadLine;
use crate::model::printed;
use crate::model::{
    Attachment, AttachmentBody, AttachmentHead, Block, ContentsKind, DatePlace, Document, Figure,
    FigurePicture, Heading, IssueHead, RecipientsPlace, Seal, StandardElements, main_contents,
    plain_text, walk,
};
use crate::zh::name_list::name_pieces;
use crate::zh::words::{line_pieces, width, words};

/// The JSON for one issue. Pictures are named by their path below `root`, the folder of the issue in typst's root, e.g. `/i/ducha/2025/3`.
/// `attached` are texts that the PDF carries with it, by name; none for most.
#[must_use]
pub fn data(document: &Document, root: &str, attached: &[(&str, &str)]) -> Vec<u8> {
    marked_data(document, root, attached, None)
}

/// As [`data`], for a copy for review where there is a `mark`.
#[must_use]
pub fn marked_data(
    document: &Document,
    root: &str,
    attached: &[(&str, &str)],
    mark: Option<&printed::ReviewMark>,
) -> Vec<u8> {
    let mut value = Data::of(document, root).document(document);
    value["review"] = mark.map_or(
        Value::Null,
        |mark| json!({"words": mark.words, "unwritten": mark.unwritten}),
    );
    value["attached"] = attached
        .iter()
        .map(|(name, text)| json!({"name": name, "text": text}))
        .collect();
    if let Some(mark) = mark.filter(|mark| !mark.lacking.is_empty()) {
        stand_in(&mut value, &mark.lacking);
    }
    // Serialising a value that was built here cannot fail; an empty text would be refused by the layout, not printed.
    serde_json::to_vec(&Sorted(&value)).unwrap_or_default()
}

/// Every character that the layouts are given of an issue, without the whole of its JSON at once.
#[must_use]
pub fn characters(document: &Document) -> BTreeSet<char> {
    let data = Data {
        gathered: Some(RefCell::default()),
        ..Data::of(document, "")
    };
    let around = data.document(document);
    let mut characters = data.gathered.unwrap_or_default().into_inner();
    gather(&around, &mut characters);
    characters
}

/// How many pictures of the text, and of each attachment, are fitted into what is left of their page. Each takes the layout another round, and there are five.
const FITTED: u32 = 2;

fn is_long(heading: &Heading) -> bool {
    let length = width(&heading.label) + width(&plain_text(&heading.content));
    length > HEADING_ON_ONE_LINE * 2
}

/// A heading of so many characters is on one line also where the text is set in.
const HEADING_ON_ONE_LINE: usize = 20;

struct Data<'a> {
    root: &'a str,
    /// What no line tears.
    names: Vec<&'a str>,
    /// How many pictures have been met in this run of text.
    fits: Cell<u32>,
    /// Where only the characters are wanted: those of the blocks so far, which are given up one by one.
    gathered: Option<RefCell<BTreeSet<char>>>,
}

impl<'a> Data<'a> {
    fn of(document: &'a Document, root: &'a str) -> Self {
        Self {
            root,
            names: document.names.iter().map(String::as_str).collect(),
            fits: Cell::new(0),
            gathered: None,
        }
    }

    fn document(&self, document: &Document) -> Value {
        let IssueHead {
            masthead,
            elements,
            numbers,
            title,
            subtitle,
            date,
            date_place,
            recipients,
            signatures,
            remark,
            imprint,
            topics,
        } = &document.head;
        let StandardElements {
            copy_number: _,
            secrecy,
            urgency,
            approvers,
            seal,
            recipients_place,
            imprint_on_even_page,
            attendance,
            overprint,
        } = elements;
        let rules = document.series.layout.rules();
        json!({
            "name": document.id.path(),
            "layout": rules.template,
            "numbers_from": rules.page_numbers_from,
            "red_line": rules.red_line,
            "masthead": masthead.as_ref().map(head::masthead),
            "document_number": numbers.document,
            "issue_number": numbers.issue,
            "publishers": self.lines(document.head_publishers()),
            "date": {"text": head::date_text(date.value, *date_place), "year": date.value.year, "month": date.value.month, "day": date.value.day},
            "date_place": match date_place {
                DatePlace::Head => "head",
                DatePlace::End => "end",
                DatePlace::UnderTitle => "under-title",
            },
            "title": title,
            "subtitle": subtitle.as_ref().map(|text| self.line(&printed::SUBTITLE.text(text))),
            "copy_number": elements.printed_copy_number(),
            "secrecy": secrecy,
            "urgency": urgency,
            "approvers": approvers,
            "seal": match seal {
                Seal::None => "none",
                Seal::Seal => "seal",
                Seal::Stamps(_) => "stamp",
            },
            "stamps": head::stamps(seal),
            "recipients_place": match recipients_place {
                RecipientsPlace::Automatic => "auto",
                RecipientsPlace::UnderTitle => "under-title",
                RecipientsPlace::Imprint => "imprint",
            },
            "imprint_even": imprint_on_even_page,
            "attendance": attendance.iter().map(|row| json!({
                "label": row.printed_label(),
                "names": row.names().iter().map(|name| json!({
                    "name": name.name,
                    "mark": name.mark,
                    "spread": name.spread,
                })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "overprint": overprint,
            "words": {
                "attachments": printed::ATTACHMENTS,
                "approvers": printed::APPROVERS,
                "contents": printed::CONTENTS,
            },
            "recipients": recipients.as_ref().map(|names| json!({
                "line": in_parts(name_pieces(&printed::RECIPIENTS.text(names), &self.names)),
                "row": document.recipients_row().map(|row| head::names_row(&row, &self.names)),
            })),
            "editor_note": self.blocks(&document.editor_note),
            "contents": if document.contents_list { self.contents(&document.body) } else { Vec::new() },
            "body": self.blocks(&document.body),
            "attachment_list": self.attachment_list(&document.attachments),
            "attachments": self.attachments(&document.attachments),
            "signatures": signatures,
            "signature_words": head::signature_words(signatures),
            "remark": remark.as_ref().map(|text| printed::REMARK.text(text)),
            "imprint": head::imprint(document, imprint, &self.names),
            "properties": head::properties(document, numbers, topics),
        })
    }

    fn attachments(&self, attachments: &[Attachment]) -> Vec<Value> {
        attachments
            .iter()
            .filter_map(|attachment| match &attachment.body {
                AttachmentBody::Blocks(blocks) => Some({
                    let AttachmentHead { title } = &attachment.head;
                    self.fits.set(0);
                    json!({
                    "label": attachment.label,
                    "title": title,
                    "title_lines": attachment.title_lines(&self.names),
                    "blocks": self.blocks(blocks),
                    })
                }),
                AttachmentBody::File { .. } => None,
            })
            .collect()
    }

    fn blocks(&self, blocks: &[Block]) -> Vec<Value> {
        let values = blocks.iter().map(|block| self.block(block));
        match &self.gathered {
            None => values.collect(),
            Some(gathered) => {
                values.for_each(|value| gather(&value, &mut gathered.borrow_mut()));
                Vec::new()
            }
        }
    }

    /// The pieces of a line that may need a second one.
    fn line(&self, text: &str) -> Vec<Value> {
        in_parts(line_pieces(text, &self.names))
    }

    fn lines(&self, texts: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<Vec<Value>> {
        let line = |text| self.line(AsRef::<str>::as_ref(&text));
        texts.into_iter().map(line).collect()
    }

    /// The words of a heading that may need a second line.
    fn heading(&self, heading: &Heading) -> Vec<Value> {
        if !is_long(heading) {
            inlines(&heading.content)
        } else if heading.run_in.is_some() {
            whole_words(&heading.content, &|text| words(text, &self.names))
        } else {
            whole_words(&heading.content, &|text| line_pieces(text, &self.names))
        }
    }

    /// Whether the next picture or row is fitted into what is left of its page.
    fn is_fitted(&self) -> bool {
        self.fits.replace(self.fits.get() + 1) < FITTED
    }

    fn figure(&self, figure: &Figure, fits: bool) -> Value {
        let chart = match &figure.picture {
            FigurePicture::Chart(chart) => Some(chart),
            FigurePicture::File { .. } => None,
        };
        json!({
            "kind": "figure",
            "path": figure.path().map(|path| format!("{}/{path}", self.root)),
            "svg": chart.map(|chart| chart.drawing.svg()),
            "label": figure.label,
            "caption": table::line(&figure.caption, &self.names),
            "alt": figure.alt,
            "width": figure.width,
            "fits": fits,
        })
    }

    fn block(&self, block: &Block) -> Value {
        match block {
            Block::Heading(heading) => json!({
                "kind": "heading",
                "anchor": heading.anchor,
                "level": heading.level,
                "label": heading.label,
                "content": self.heading(heading),
                "run_in": heading.run_in.as_deref().map(inlines),
                "long": is_long(heading),
            }),
            Block::Paragraph(paragraph) => json!({
                "kind": "paragraph",
                "content": inlines(&paragraph.content),
            }),
            Block::List(list) => json!({
                "kind": "list",
                "items": list.items.iter().map(|item| json!({
                    "label": item.label,
                    "blocks": self.blocks(&item.blocks),
                })).collect::<Vec<_>>(),
            }),
            Block::Quote(quote) => json!({"kind": "quote", "blocks": self.blocks(&quote.blocks)}),
            Block::Code(code) => json!({"kind": "code", "text": code.text}),
            Block::Table(table) => table::table(table, &self.names),
            Block::Figure(figure) => self.figure(figure, self.is_fitted()),
            Block::Figures(row) => {
                let figures = walk(&row.figures).filter_map(Block::as_figure);
                let figures = figures.map(|figure| self.figure(figure, false));
                json!({
                    "kind": "figures",
                    "figures": figures.collect::<Vec<_>>(),
                    "fits": self.is_fitted(),
                })
            }
            Block::Rule(_) => json!({"kind": "rule"}),
            Block::Column(column) => json!({
                "kind": "column",
                "anchor": column.anchor,
                "title": column.title,
                "title_line": self.line(&column.printed_title()),
                "blocks": self.blocks(&column.blocks),
            }),
            Block::Article(article) => {
                let lines = article.head.lines();
                json!({
                    "kind": "article",
                    "anchor": article.anchor,
                    "title": article.head.title,
                    "under_title": self.lines(lines.under_title.iter().map(HeadLine::printed)),
                    "before_text": lines.before_text.iter().map(HeadLine::printed).collect::<Vec<_>>(),
                    "blocks": self.blocks(&article.blocks),
                    "at_end": self.lines(lines.at_end.iter().map(HeadLine::printed)),
                })
            }
        }
    }

    /// 本期要目.
    fn contents(&self, body: &[Block]) -> Vec<Value> {
        main_contents(body)
            .into_iter()
            .map(|entry| {
                json!({
                    "kind": match entry.kind {
                        ContentsKind::Column => "column",
                        ContentsKind::Article => "article",
                        ContentsKind::Heading => "heading",
                    },
                    "anchor": entry.anchor,
                    "words": self.line(&entry.text),
                    "label": entry.label,
                })
            })
            .collect()
    }

    fn attachment_list(&self, attachments: &[Attachment]) -> Vec<Value> {
        attachments
            .iter()
            .map(|attachment| {
                json!({
                    "number": attachment.number,
                    "words": self.line(&attachment.head.title),
                    "file": match &attachment.body {
                        AttachmentBody::Blocks(_) => None,
                        // What is not printed is named, so that the reader can ask for it.
                        AttachmentBody::File { name, .. } => {
                            (*name != attachment.head.title.value).then(|| printed::FILE.text(name))
                        }
                    },
                })
            })
            .collect()
    }
}

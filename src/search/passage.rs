//! The passages of an issue: all that a reader sees on its page, with the place that each leads to.

use crate::model::printed::{self, PRINTED_ON};
use crate::model::{
    Amendment, Article, AttachmentBody, AttachmentHead, Block, Document, Heading, Inline,
    IssueHead, List, Seal, Table, join_lines, plain_text,
};
use crate::search::fold::CELL;
use crate::zh::text::{gap_after, is_invisible_control};

/// What a passage is: for the order of the results, and for what a result says of the place where it found something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// What has no kind of its own: paragraphs, items, quotations.
    Text,
    /// A heading, the title of a column (栏目) or an article.
    Heading,
    /// The title of the issue, and its subtitle (副题).
    Title,
    /// A 文号 or 期号.
    Number,
    /// A topic or a unit.
    Subject,
    /// The title of an attachment (附件).
    Attachment,
    /// A row of a table, and what stands over and under its rows.
    Row,
    /// The caption of a figure or table.
    Caption,
    /// A note (注释).
    Note,
    /// What stands around the text: 版头, 版记, 署名.
    Frame,
    /// What has become of the issue: 更正, 废止, 撤回.
    Amendment,
}

impl PassageKind {
    /// Every kind in the order of its number in a text's file.
    pub const ALL: &[Self] = &[
        Self::Text,
        Self::Heading,
        Self::Title,
        Self::Number,
        Self::Subject,
        Self::Attachment,
        Self::Row,
        Self::Caption,
        Self::Note,
        Self::Frame,
        Self::Amendment,
    ];

    /// How much of what the issue is about it says: 2 for the title, 1 for numbers, headings, units and topics, and 0 for everything else.
    #[must_use]
    pub const fn weight(self) -> u8 {
        match self {
            Self::Title => 2,
            Self::Heading | Self::Number | Self::Subject | Self::Attachment => 1,
            Self::Text | Self::Row | Self::Caption | Self::Note | Self::Frame | Self::Amendment => {
                0
            }
        }
    }
}

/// One paragraph, heading, row of a table, …: what a match may lie in, and never reach beyond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The `id` in the issue's page; empty for its top.
    pub anchor: String,
    /// What it is.
    pub kind: PassageKind,
    /// The text, without controls; the cells of a row stand between [`CELL`]s.
    pub text: String,
}

/// All passages of `document` in the order in which its page shows them.
#[must_use]
pub fn passages(document: &Document) -> Vec<Passage> {
    let mut out = Collector::default();
    out.front(document);
    for block in &document.editor_note {
        out.block(block, "");
    }
    for block in &document.body {
        out.block(block, "");
    }
    for attachment in &document.attachments {
        let AttachmentHead { title } = &attachment.head;
        let anchor = &attachment.anchor;
        out.text(anchor, &attachment.label);
        out.line(anchor, PassageKind::Attachment, title);
        match &attachment.body {
            AttachmentBody::Blocks(blocks) => {
                for block in blocks {
                    out.block(block, anchor);
                }
            }
            AttachmentBody::File { name, .. } => out.text(anchor, name),
        }
    }
    for note in document.notes() {
        let text = format!("{}{}", note.label, plain_text(&note.content));
        out.line(&note.anchor, PassageKind::Note, &text);
    }
    out.end(document);
    for amendment in &document.publication.amendments {
        out.amendment(amendment);
    }
    out.passages
}

#[derive(Default)]
struct Collector {
    passages: Vec<Passage>,
}

impl Collector {
    fn push(&mut self, anchor: &str, kind: PassageKind, text: &str) {
        let visible: String;
        let text = match text.contains(is_invisible_control) {
            true => {
                visible = text.chars().filter(|c| !is_invisible_control(*c)).collect();
                &visible
            }
            false => text,
        };
        let text = text.trim_matches(|c: char| c.is_whitespace() && c != CELL);
        if text.chars().all(|c| c == CELL) {
            return;
        }
        self.passages.push(Passage {
            anchor: anchor.to_owned(),
            kind,
            text: text.to_owned(),
        });
    }

    fn line(&mut self, anchor: &str, kind: PassageKind, text: &str) {
        self.push(anchor, kind, &one_cell(text));
    }

    fn text(&mut self, anchor: &str, text: &str) {
        self.line(anchor, PassageKind::Text, text);
    }

    fn heading_line(&mut self, anchor: &str, text: &str) {
        self.line(anchor, PassageKind::Heading, text);
    }

    /// What stands around the text.
    fn frame(&mut self, text: &str) {
        self.line("", PassageKind::Frame, text);
    }

    fn row<'a>(&mut self, anchor: &str, cells: impl Iterator<Item = &'a str>) {
        let cells: Vec<String> = cells.map(one_cell).collect();
        self.push(anchor, PassageKind::Row, &cells.join("\t"));
    }

    /// What the page says at its top of an amendment.
    fn amendment(&mut self, amendment: &Amendment) {
        let kind = PassageKind::Amendment;
        self.line("", kind, &amendment.lead());
        if let Some(note) = &amendment.note {
            self.line("", kind, note);
        }
        for change in &amendment.changes {
            self.line("", kind, &change.words());
        }
    }

    /// What stands beside the text and in the head of the first page.
    fn front(&mut self, document: &Document) {
        let IssueHead {
            masthead,
            elements,
            numbers,
            // In the title of the issue, which may be made from its numbers.
            title: _,
            subtitle,
            date,
            date_place: _,
            recipients: _,
            // What closes the text is in `end`.
            signatures: _,
            remark: _,
            imprint: _,
            topics,
        } = &document.head;
        self.line("", PassageKind::Title, &document.full_title());
        if let Some(subtitle) = subtitle {
            self.line("", PassageKind::Title, &printed::SUBTITLE.text(subtitle));
        }
        for number in [&numbers.document, &numbers.issue].into_iter().flatten() {
            self.line("", PassageKind::Number, number);
        }
        for topic in topics {
            self.line("", PassageKind::Subject, topic);
        }
        for (_, name) in &document.units {
            self.line("", PassageKind::Subject, name);
        }
        for sentence in &document.unit_histories {
            self.frame(sentence);
        }
        self.frame(&document.series.name);
        self.frame(&date.value.arabic());
        if let Some(masthead) = masthead {
            self.frame(&masthead.text());
        }
        if let Some(number) = elements.printed_copy_number() {
            self.frame(&number);
        }
        for mark in [&elements.secrecy, &elements.urgency].into_iter().flatten() {
            self.frame(mark);
        }
        if !elements.approvers.is_empty() {
            self.frame(&elements.printed_approvers());
        }
        for publisher in &document.series.publishers {
            self.frame(publisher);
        }
        if let Some(recipients) = document.printed_recipients() {
            self.frame(&recipients);
        }
    }

    fn end(&mut self, document: &Document) {
        for row in &document.head.elements.attendance {
            self.frame(&format!("{}{}", row.printed_label(), row.names));
        }
        if let Seal::Stamps(signers) = &document.head.elements.seal {
            for signer in signers {
                self.frame(&signer.line());
            }
        }
        for signature in &document.head.signatures {
            self.frame(signature);
        }
        if let Some(remark) = &document.head.remark {
            self.frame(&printed::REMARK.text(remark));
        }
        for row in document.imprint_rows() {
            self.frame(&format!("{}{}", row.printed_label(), row.text));
        }
        let (office, date) = document.imprint_office();
        if let Some(office) = office {
            self.frame(office);
        }
        if let Some(date) = date {
            self.frame(&PRINTED_ON.text(date.arabic()));
        }
        if let Some(copies) = document.head.imprint.printed_copies() {
            self.frame(&copies);
        }
    }

    /// One block; `around` is where a block leads that has no anchor of its own.
    fn block(&mut self, block: &Block, around: &str) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => {
                self.text(
                    or(&paragraph.anchor, around),
                    &plain_text(&paragraph.content),
                );
            }
            Block::List(list) => self.list(list, around),
            Block::Quote(quote) => {
                for block in &quote.blocks {
                    self.block(block, around);
                }
            }
            Block::Code(code) => self.text(or(&code.anchor, around), &code.text),
            Block::Table(table) => self.table(table, around),
            Block::Figure(figure) => {
                let caption = labelled(&figure.label, &plain_text(&figure.caption), "　");
                self.line(or(&figure.anchor, around), PassageKind::Caption, &caption);
            }
            Block::Figures(row) => {
                for figure in &row.figures {
                    self.block(figure, around);
                }
            }
            Block::Rule(_) => {}
            Block::Column(column) => {
                self.heading_line(&column.anchor, &column.title);
                for block in &column.blocks {
                    self.block(block, &column.anchor);
                }
            }
            Block::Article(article) => self.article(article),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let text = with_label(&heading.label, &heading.content);
        match &heading.run_in {
            None => self.heading_line(&heading.anchor, &text),
            // Heading and paragraph are one line to a reader.
            Some(paragraph) => {
                self.text(&heading.anchor, &(text + &plain_text(paragraph)));
            }
        }
    }

    fn list(&mut self, list: &List, around: &str) {
        for item in &list.items {
            let mut blocks = item.blocks.as_slice();
            let mut anchor = around;
            let mut content: &[Inline] = &[];
            if let Some((Block::Paragraph(first), rest)) = item.blocks.split_first() {
                anchor = or(&first.anchor, around);
                content = &first.content;
                blocks = rest;
            }
            self.text(anchor, &with_label(&item.label, content));
            for block in blocks {
                self.block(block, anchor);
            }
        }
    }

    fn table(&mut self, table: &Table, around: &str) {
        let anchor = or(&table.anchor, around);
        let caption = labelled(&table.label, &plain_text(&table.caption), "　");
        self.line(anchor, PassageKind::Caption, &caption);
        self.row(anchor, table.before.iter().map(|line| &**line));
        if let Some(measure) = table.printed_measure() {
            self.line(anchor, PassageKind::Row, &measure);
        }
        for row in table.head.iter().chain(&table.rows) {
            let cells: Vec<String> = row.iter().map(|cell| plain_text(&cell.content)).collect();
            self.row(anchor, cells.iter().map(String::as_str));
        }
        if let Some(note) = table.printed_note() {
            for line in note.lines() {
                self.line(anchor, PassageKind::Row, line);
            }
        }
    }

    fn article(&mut self, article: &Article) {
        let lines = article.head.lines();
        self.heading_line(&article.anchor, &join_lines(&article.head.title));
        for line in &lines.under_title {
            self.heading_line(&article.anchor, &line.printed());
        }
        for line in &lines.before_text {
            self.text(&article.anchor, &line.printed());
        }
        for block in &article.blocks {
            self.block(block, &article.anchor);
        }
        for line in &lines.at_end {
            self.text(&article.anchor, &line.printed());
        }
    }
}

fn or<'a>(anchor: &'a str, around: &'a str) -> &'a str {
    if anchor.is_empty() { around } else { anchor }
}

/// The number before a text as the page has it: with a space after a half-width number.
fn with_label(label: &str, content: &[Inline]) -> String {
    format!("{label}{}{}", gap_after(label), plain_text(content))
}

fn labelled(label: &str, text: &str, between: &str) -> String {
    if label.is_empty() || text.is_empty() {
        format!("{label}{text}")
    } else {
        format!("{label}{between}{text}")
    }
}

/// Text that cannot end its cell.
fn one_cell(text: &str) -> String {
    text.replace(CELL, " ")
}

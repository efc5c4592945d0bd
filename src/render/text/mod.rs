//! An issue as plain text (纯文本), for what is pasted into a mail, an office system or a 公众号, and for those who read with other programs.
//!
//! Everything that the page shows stands here in the same order. What formatting said is said by characters: paragraphs begin with two full-width spaces, the
//! cells of a table are parted by tabs, so that WPS and Word make a table of them again, and what the page has and a text cannot have stands in 〔〕.
//!
//! The file is UTF-8 with a byte order mark, and its lines end in CR LF. A browser that opens it from a shared folder is told of no encoding and would
//! take it for GBK, and the Notepad of older Windows neither knows UTF-8 without the mark nor breaks a line at LF alone.

mod head;
mod inline;

pub use self::inline::inlines;
use self::inline::push;
use crate::model::head::HeadLine;
use crate::model::printed::{self, file_size};
use crate::model::{
    Article, Attachment, AttachmentBody, AttachmentHead, Audience, Block, Cell, Column, DatePlace,
    Document, Figure, Inline, List, Seal, Table, column_places, plain_text,
};
use crate::zh::text::gap_after;

/// How a paragraph begins (GB/T 9704-2012, 7.3.3).
const INDENT: &str = "　　";

/// Draws `document`.
#[must_use]
pub fn issue(document: &Document) -> Vec<u8> {
    let mut text = Plain::default();
    text.standing(document);
    text.head(document);
    text.blocks(&document.body, 1);
    text.attachment_list(&document.attachments);
    text.end(document);
    for attachment in &document.attachments {
        text.attachment(attachment);
    }
    text.notes(document);
    text.imprint(document);
    text.finish()
}

/// The plain text of an issue with `words` above it, as a copy for review (送审稿) has them in its margin.
#[must_use]
pub fn marked(issue: &[u8], words: &str) -> Vec<u8> {
    let mark = "\u{FEFF}".as_bytes();
    let rest = issue.strip_prefix(mark).unwrap_or(issue);
    [mark, format!("〔{words}〕\r\n").as_bytes(), rest].concat()
}

/// The text so far; its lines end in LF until it is finished.
#[derive(Default)]
pub(super) struct Plain {
    text: String,
    /// Whether an empty line is wanted before the next one.
    gap: bool,
}

impl Plain {
    pub(super) fn line(&mut self, line: impl AsRef<str>) {
        if std::mem::take(&mut self.gap) && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    pub(super) fn lines(&mut self, lines: impl IntoIterator<Item = impl AsRef<str>>) {
        for line in lines {
            self.line(line);
        }
    }

    /// An empty line, unless nothing follows.
    pub(super) fn gap(&mut self) {
        self.gap = true;
    }

    /// A line that is indented like a paragraph, or further inside of lists and quotations.
    pub(super) fn indented(&mut self, depth: usize, line: &str) {
        self.line(format!("{}{line}", INDENT.repeat(depth)));
    }

    /// What readers of the page see beside the text and must not lose: for whom it is, and what has become of it.
    fn standing(&mut self, document: &Document) {
        if document.publication.draft {
            self.line("〔草稿〕");
        }
        if document.publication.audience == Audience::Internal {
            self.line("〔受众：内部〕");
        }
        let mut amendments: Vec<_> = document.publication.amendments.iter().collect();
        amendments.sort_by_key(|amendment| std::cmp::Reverse((amendment.kind, amendment.date)));
        for amendment in amendments {
            let mut said = format!(
                "本期已于{}{}。",
                amendment.date.arabic(),
                amendment.kind.word()
            );
            if let Some(note) = &amendment.note {
                said.push_str(&format!("说明：{}。", note.trim_end_matches(['。', '.'])));
            }
            for change in &amendment.changes {
                said.push_str(&format!("{}。", change.words()));
            }
            self.line(format!("〔{said}〕"));
        }
        self.gap();
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match block {
            Block::Heading(heading) => {
                let mut line = format!("{}{}", heading.label, gap_after(&heading.label));
                push(&heading.content, &mut line);
                push(heading.run_in.as_deref().unwrap_or_default(), &mut line);
                self.indented(depth, &line);
            }
            Block::Paragraph(paragraph) => self.indented(depth, &inlines(&paragraph.content)),
            Block::List(list) => self.list(list, depth),
            Block::Quote(quote) => self.blocks(&quote.blocks, depth + 1),
            Block::Code(code) => self.line(code.text.trim_end_matches('\n')),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.indented(depth, &self::figure(figure)),
            Block::Figures(row) => self.blocks(&row.figures, depth),
            Block::Rule(_) => self.indented(depth, "＊　＊　＊"),
            Block::Column(column) => self.column(column, depth),
            Block::Article(article) => self.article(article, depth),
        }
    }

    fn list(&mut self, list: &List, depth: usize) {
        for item in &list.items {
            let mut line = format!("{}{}", item.label, gap_after(&item.label));
            let mut rest = item.blocks.as_slice();
            if let Some((Block::Paragraph(paragraph), after)) = rest.split_first() {
                push(&paragraph.content, &mut line);
                rest = after;
            }
            self.indented(depth, &line);
            self.blocks(rest, depth + 1);
        }
    }

    fn table(&mut self, table: &Table) {
        self.gap();
        let caption = captioned(&table.label, &table.caption);
        self.lines(Some(caption).filter(|caption| !caption.is_empty()));
        let before = table.before.iter().map(|line| line.value.clone());
        self.joined(before.chain(table.printed_measure()));
        self.rows(&table.head, table.columns);
        self.rows(&table.rows, table.columns);
        self.lines(table.printed_note());
        self.gap();
    }

    /// Rows with a tab between two columns. A merged cell has its text in the first that it covers; the others are empty.
    fn rows(&mut self, rows: &[Vec<Cell>], columns: u32) {
        for (row, places) in rows.iter().zip(column_places(rows, columns)) {
            let mut cells = vec![String::new(); columns as usize];
            for (cell, place) in row.iter().zip(places) {
                if let Some(text) = cells.get_mut(place) {
                    *text = inlines(&cell.content).replace(['\t', '\n'], " ");
                }
            }
            self.line(cells.join("\t").trim_end_matches('\t'));
        }
    }

    fn column(&mut self, column: &Column, depth: usize) {
        self.gap();
        self.line(column.printed_title());
        self.blocks(&column.blocks, depth);
        self.gap();
    }

    fn article(&mut self, article: &Article, depth: usize) {
        self.gap();
        let lines = article.head.lines();
        self.lines(&article.head.title);
        self.lines(lines.under_title.iter().map(HeadLine::printed));
        self.lines(lines.before_text.iter().map(HeadLine::printed));
        self.blocks(&article.blocks, depth);
        self.lines(lines.at_end.iter().map(HeadLine::printed));
        self.gap();
    }

    fn attachment_list(&mut self, attachments: &[Attachment]) {
        if attachments.is_empty() {
            return;
        }
        self.gap();
        // The later titles stand under the first (7.3.4).
        let mut before = printed::ATTACHMENTS.to_owned();
        for attachment in attachments {
            let gap = gap_after(&attachment.number);
            self.indented(
                1,
                &format!(
                    "{before}{}{gap}{}",
                    attachment.number, attachment.head.title
                ),
            );
            before = "　".repeat(printed::ATTACHMENTS.chars().count());
        }
    }

    fn end(&mut self, document: &Document) {
        self.gap();
        for row in &document.head.elements.attendance {
            self.line(format!("{}{}", row.printed_label(), row.names));
        }
        self.gap();
        match &document.head.elements.seal {
            Seal::None | Seal::Seal => {}
            Seal::Stamps(signers) => self.lines(signers.iter().map(|signer| signer.line())),
        }
        self.lines(&document.head.signatures);
        self.lines(date_at(document, DatePlace::End));
        self.gap();
        let remark = document.head.remark.as_ref();
        self.lines(remark.map(|text| printed::REMARK.text(text)));
    }

    fn attachment(&mut self, attachment: &Attachment) {
        self.gap();
        let AttachmentHead { title } = &attachment.head;
        self.line(&attachment.label);
        self.line(title);
        match &attachment.body {
            AttachmentBody::Blocks(blocks) => self.blocks(blocks, 1),
            AttachmentBody::File {
                path: _,
                name,
                size,
            } => {
                self.line(printed::FILE.text(format!("{name}，{}", file_size(*size))));
            }
        }
    }

    /// The notes, under their marks; a text has no pages at whose foot they could stand.
    fn notes(&mut self, document: &Document) {
        self.gap();
        let mut notes = document.notes().peekable();
        if notes.peek().is_some() {
            self.line(printed::NOTES);
        }
        for note in notes {
            self.indented(1, &format!("{}{}", note.label, inlines(&note.content)));
        }
    }

    fn imprint(&mut self, document: &Document) {
        self.gap();
        for row in document.imprint_rows() {
            self.line(format!("{}{}", row.printed_label(), row.text));
        }
        let (office, date) = document.imprint_office();
        let date = date.map(|date| printed::PRINTED_ON.text(date.arabic()));
        self.joined(office.map(str::to_owned).into_iter().chain(date));
        self.lines(document.head.imprint.printed_copies());
    }

    fn finish(self) -> Vec<u8> {
        format!("\u{FEFF}{}", self.text.replace('\n', "\r\n")).into_bytes()
    }
}

fn date_at(document: &Document, place: DatePlace) -> Option<String> {
    (document.head.date_place == place).then(|| document.head.date.value.arabic())
}

fn captioned(label: &str, caption: &[Inline]) -> String {
    let caption = inlines(caption);
    let between = if label.is_empty() || caption.is_empty() {
        ""
    } else {
        "　"
    };
    format!("{label}{between}{caption}")
}

/// A picture by its caption, and by what it shows where the caption does not say that.
fn figure(figure: &Figure) -> String {
    let caption = captioned(&figure.label, &figure.caption);
    if [&caption, &plain_text(&figure.caption)].contains(&&figure.alt) {
        return format!("〔{caption}〕");
    }
    let name = if caption.is_empty() { "图" } else { &caption };
    format!("〔{name}：{}〕", figure.alt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_keep_their_columns() {
        let span = crate::model::Span::file_start(crate::model::FileId(0));
        let cell = |text: &str, colspan, rowspan| Cell {
            content: vec![Inline::text(text, span)],
            span,
            colspan,
            rowspan,
            align: crate::model::Align::Center,
        };
        let rows = [
            vec![cell("甲", 1, 2), cell("乙", 2, 1)],
            vec![cell("丙", 1, 1), cell("丁\t戊", 1, 1)],
        ];
        let mut text = Plain::default();
        text.rows(&rows, 3);
        assert_eq!(text.text, "甲\t乙\n\t丙\t丁 戊\n");
    }

    #[test]
    fn a_file_begins_with_the_mark_and_its_lines_end_as_windows_ends_them() {
        let mut text = Plain::default();
        text.gap();
        text.line("甲");
        text.gap();
        text.line("乙");
        text.gap();
        assert_eq!(text.finish(), "\u{FEFF}甲\r\n\r\n乙\r\n".as_bytes());
    }
}

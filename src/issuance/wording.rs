//! The words of an issue, line by line: everything that is printed and nothing of how it looks.

use std::collections::BTreeMap;

use super::words::{marked, note_words, one_line};
use crate::model::{
    ArticleHead, Attachment, AttachmentBody, AttachmentHead, Block, Cell, DatePlace, Document,
    DocumentNumbers, FileId, Heading, Imprint, Inline, IssueHead, List, Masthead, Seal, Span,
    Spanned, StandardElements, Table,
};
use crate::source::Sources;

/// What a line begins with that holds the name and the checksum of a file.
pub(super) const ATTACHED_FILE: &str = "随文文件";

/// What the line of main recipients under the title begins with.
pub(super) const RECIPIENTS: &str = "主送";

/// A line of what is called `label` with `text`.
pub(super) fn line(label: &str, text: &str) -> String {
    format!("{label}：{}", one_line(text))
}

/// The words of one issue (文字), in the order in which they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    pub lines: Vec<WordingLine>,
}

/// One line: a paragraph, a row of a table, a heading, an element of the head or the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingLine {
    /// What it is, a full-width colon, and its words.
    pub text: String,
    /// Where its words were typed; none for what is counted, as numbers are.
    pub span: Option<Span>,
}

impl Wording {
    /// The words of `document`. `checksum` gives that of a file that goes along with it, which a picture or a form for download is known by.
    #[must_use]
    pub fn of(document: &Document, sources: &Sources, checksum: &dyn Fn(FileId) -> String) -> Self {
        // What only the archive knows about an issue is no part of what went out.
        let Document {
            // They only say where lines may break.
            names: _,
            id,
            series: _,
            head,
            editor_note,
            contents_list,
            body,
            attachments,
            units: _,
            unit_histories: _,
            problems: _,
            reported: _,
            quoted_lines: _,
            passages: _,
            publication: _,
            unit_texts: _,
            assets,
        } = document;
        // A file is known by the name that its writer gave it, not by that of its copy in the site.
        let folder = format!("{}/", id.path());
        let names = assets.iter().map(|asset| {
            let path = sources.path(asset.source);
            (
                asset.path.as_str(),
                path.strip_prefix(&folder).unwrap_or(path),
            )
        });
        let mut wording = Writer {
            lines: Vec::new(),
            names: names.collect(),
        };
        wording.head(document, head);
        if *contents_list {
            wording.add("要目", "印在首页", None);
        }
        wording.blocks(editor_note, "按语·");
        wording.title(document, head);
        wording.blocks(body, "");
        wording.end(head);
        for attachment in attachments {
            wording.attachment(attachment);
        }
        wording.imprint(document, &head.imprint);
        for asset in assets {
            let name = one_line(wording.name(&asset.path));
            let line = format!("{name} {}", checksum(asset.source));
            wording.add(ATTACHED_FILE, &line, Some(Span::file_start(asset.source)));
        }
        Self {
            lines: wording.lines,
        }
    }

    /// A short checksum over all lines: whether two wordings are the same.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for line in &self.lines {
            hasher.update(line.text.as_bytes());
            hasher.update(b"\n");
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

/// Writes the lines of one issue.
struct Writer<'a> {
    lines: Vec<WordingLine>,
    /// The names of the files that go along with it, by their paths in the site.
    names: BTreeMap<&'a str, &'a str>,
}

impl Writer<'_> {
    fn name<'n>(&'n self, path: &'n str) -> &'n str {
        self.names.get(path).copied().unwrap_or(path)
    }

    fn add(&mut self, label: &str, words: &str, span: Option<Span>) {
        self.lines.push(WordingLine {
            text: format!("{label}：{words}"),
            span,
        });
    }

    fn text(&mut self, label: &str, text: &Spanned<String>) {
        self.add(label, &one_line(text), Some(text.span));
    }

    fn texts<'a>(&mut self, label: &str, texts: impl IntoIterator<Item = &'a Spanned<String>>) {
        for text in texts {
            self.text(label, text);
        }
    }

    fn head(&mut self, document: &Document, head: &IssueHead) {
        let StandardElements {
            copy_number,
            secrecy,
            urgency,
            approvers,
            seal: _,
            recipients_place: _,
            imprint_on_even_page: _,
            attendance: _,
            overprint: _,
        } = &head.elements;
        if let Some(number) = copy_number {
            self.add("份号", &number.to_string(), Some(number.span));
        }
        self.texts("密级", secrecy);
        self.texts("紧急程度", urgency);
        if let Some(Masthead { offices, suffix }) = &head.masthead {
            self.texts("报头", offices);
            self.texts("报头后缀", suffix);
        }
        let DocumentNumbers {
            document: number,
            issue,
        } = &head.numbers;
        for (label, number) in [("期号", issue), ("文号", number)] {
            if let Some(number) = number {
                self.add(label, &one_line(number), None);
            }
        }
        self.texts("签发人", approvers);
        for publisher in document.head_publishers() {
            self.add("编印单位", &one_line(publisher), None);
        }
        self.date(head, DatePlace::Head);
    }

    fn title(&mut self, document: &Document, head: &IssueHead) {
        self.texts("标题", &head.title);
        if head.title.is_empty() && head.masthead.is_none() {
            self.add("题名", &one_line(&document.full_title()), None);
        }
        self.texts("副题", &head.subtitle);
        self.date(head, DatePlace::UnderTitle);
        if document.printed_recipients().is_some() {
            self.texts(RECIPIENTS, &head.recipients);
        }
    }

    /// The date of issue, where the page has it.
    fn date(&mut self, head: &IssueHead, place: DatePlace) {
        if head.date_place == place {
            self.add("日期", &head.date.value.iso(), Some(head.date.span));
        }
    }

    fn end(&mut self, head: &IssueHead) {
        let IssueHead {
            masthead: _,
            elements,
            numbers: _,
            title: _,
            subtitle: _,
            date: _,
            date_place: _,
            recipients: _,
            signatures,
            remark,
            imprint: _,
            topics: _,
        } = head;
        for row in &elements.attendance {
            self.text(&row.label, &row.names);
        }
        match &elements.seal {
            Seal::None => {}
            Seal::Seal => self.add("用印", "盖章", None),
            Seal::Stamps(signers) => {
                for signer in signers {
                    self.text("签名章职务", &signer.post);
                    self.text("签名章", &signer.name);
                }
            }
        }
        self.texts("署名", signatures);
        self.date(head, DatePlace::End);
        self.texts("附注", remark);
    }

    fn imprint(&mut self, document: &Document, imprint: &Imprint) {
        let Imprint {
            rows: _,
            office,
            date,
            copies,
        } = imprint;
        // With the main recipients, where they stand here.
        for row in document.imprint_rows() {
            self.text(&row.label, &row.text);
        }
        // Where the layout does not print them they did not go out.
        let (printed_office, printed_date) = document.imprint_office();
        self.texts(
            "印发机关",
            office.iter().filter(|_| printed_office.is_some()),
        );
        if let (Some(printed), Some(place)) = (printed_date, date) {
            self.add("印发日期", &printed.iso(), Some(place.span));
        }
        if let Some(copies) = copies {
            self.add("份数", &copies.to_string(), Some(copies.span));
        }
    }

    fn attachment(&mut self, attachment: &Attachment) {
        let AttachmentHead { title } = &attachment.head;
        self.text(&attachment.label, title);
        match &attachment.body {
            AttachmentBody::Blocks(blocks) => self.blocks(blocks, ""),
            AttachmentBody::File {
                path: _,
                name,
                size: _,
            } => self.add("附件文件", &one_line(name), Some(title.span)),
        }
    }

    /// The lines of `blocks`; `within` says what they stand in.
    fn blocks(&mut self, blocks: &[Block], within: &str) {
        for block in blocks {
            self.block(block, within);
        }
    }

    fn block(&mut self, block: &Block, within: &str) {
        match block {
            Block::Heading(heading) => self.heading(heading, within),
            Block::Paragraph(paragraph) => {
                self.inlines(&format!("{within}段"), &paragraph.content, paragraph.span);
            }
            Block::List(list) => self.list(list, within),
            Block::Quote(quote) => self.blocks(&quote.blocks, &format!("{within}引文·")),
            Block::Code(code) => {
                for line in code.text.lines() {
                    self.add(&format!("{within}原样"), &one_line(line), Some(code.span));
                }
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => {
                let words = format!(
                    "{} {}（{}）{}",
                    figure.label,
                    marked(&figure.caption),
                    one_line(&figure.alt),
                    one_line(figure.path().map_or("", |path| self.name(path)))
                );
                self.add("图", words.trim_start(), Some(figure.span));
            }
            Block::Figures(row) => self.blocks(&row.figures, within),
            Block::Rule(span) => self.add("分隔", "＊＊＊", Some(*span)),
            Block::Column(column) => {
                self.text("栏目", &column.title);
                self.blocks(&column.blocks, within);
            }
            Block::Article(article) => {
                let ArticleHead {
                    title,
                    subtitle,
                    editor_note,
                    source,
                } = &article.head;
                self.texts("文章标题", title);
                self.texts("文章副题", subtitle);
                self.texts("文章按语", editor_note);
                self.blocks(&article.blocks, within);
                self.texts("来源", source);
            }
        }
    }

    fn inlines(&mut self, label: &str, content: &[Inline], span: Span) {
        self.add(label, &marked(content), Some(span));
    }

    fn heading(&mut self, heading: &Heading, within: &str) {
        let level = ["一", "二", "三", "四"]
            .get(usize::from(heading.level).saturating_sub(1))
            .unwrap_or(&"");
        let words = format!("{}{}", one_line(&heading.label), marked(&heading.content));
        self.add(
            &format!("{within}{level}级标题"),
            &words,
            Some(heading.span),
        );
        if let Some(run_in) = &heading.run_in {
            self.inlines(&format!("{within}接排"), run_in, heading.span);
        }
    }

    fn list(&mut self, list: &List, within: &str) {
        for item in &list.items {
            let mut rest = item.blocks.as_slice();
            let mut words = one_line(&item.label);
            let mut span = item.span;
            if let Some((Block::Paragraph(paragraph), after)) = rest.split_first() {
                words.push_str(&marked(&paragraph.content));
                span = paragraph.span;
                rest = after;
            }
            self.add(&format!("{within}列项"), &words, Some(span));
            self.blocks(rest, &format!("{within}项内·"));
        }
    }

    fn table(&mut self, table: &Table) {
        let Table {
            label,
            caption,
            columns: _,
            before,
            measure,
            head,
            rows,
            row_heights: _,
            landscape: _,
            note,
            anchor: _,
            span,
        } = table;
        let caption = format!("{label} {}", marked(caption));
        self.add("表", caption.trim(), Some(*span));
        self.texts("表前", before);
        self.texts("计量单位", measure);
        self.rows("表头", head, *span);
        self.rows("表行", rows, *span);
        if let Some(note) = note {
            let words = note_words(table, note);
            self.add("表注", &words, Some(note.span));
        }
    }

    fn rows(&mut self, label: &str, rows: &[Vec<Cell>], table: Span) {
        for row in rows {
            let cells: Vec<String> = row.iter().map(cell).collect();
            let span = row.first().map_or(table, |cell| cell.span);
            let last = row.last().map_or(span, |cell| cell.span);
            self.add(label, &cells.join(" | "), Some(span.to(last)));
        }
    }
}

/// A cell; how many others it covers is part of what it says.
fn cell(cell: &Cell) -> String {
    let mut words = marked(&cell.content);
    for (covered, word) in [(cell.colspan, "列"), (cell.rowspan, "行")] {
        if covered > 1 {
            words.push_str(&format!("〔占{covered}{word}〕"));
        }
    }
    words
}

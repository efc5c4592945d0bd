//! An issue as a piece of HTML for the editors of 公众号 and office systems: every style stands in its element, as those editors throw away style sheets and classes, and
//! pictures stand in the text, as nothing lies beside it. It is opened in a browser, selected as a whole and pasted.
//!
//! What the plain text says stands here, and everything in it.

mod head;
mod inline;
mod table;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use self::inline::inlines;
use crate::model::head::HeadLine;
use crate::model::printed::{self, ReviewMark};
use crate::model::{
    Article, Attachment, AttachmentBody, AttachmentHead, Block, DatePlace, Document, Figure, List,
    Seal,
};
use crate::render::html::escape::Html;
use crate::zh::text::gap_after;

/// A picture as a browser takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FragmentPicture {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type, e.g. `image/png`.
    pub media_type: &'static str,
}

/// Gives what a figure shows; none where it cannot be had.
pub type FragmentPictures<'a> = &'a dyn Fn(&Figure) -> Option<FragmentPicture>;

/// Why the piece could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FragmentError {
    /// A picture could not be had, by its path beside the page, or a chart, by what it shows.
    #[error("图片 {0} 读不出来，没有写出")]
    Picture(String),
}

/// Draws `document`, for review where there is a `mark`.
///
/// # Errors
/// A picture that cannot be had; a document cannot be at fault.
pub fn issue(
    document: &Document,
    pictures: FragmentPictures<'_>,
    mark: Option<&ReviewMark>,
) -> Result<Vec<u8>, FragmentError> {
    let mut piece = StyledHtml {
        html: Html::with_capacity(32 * 1024),
        pictures,
        fault: None,
    };
    piece
        .html
        .tag("<!doctype html>\n<meta charset=\"utf-8\">\n<title>");
    piece.html.text(&document.full_title());
    piece.html.tag("</title>\n<section style=\"max-width:677px;margin:0 auto;font-size:16px;line-height:1.75;color:#222;text-align:justify;word-break:break-word\">\n");
    if let Some(mark) = mark {
        piece.line(LineLook::Right, &mark.words);
    }
    piece.head(document);
    piece.blocks(&document.body);
    piece.end(document);
    for attachment in &document.attachments {
        piece.attachment(attachment);
    }
    piece.notes(document);
    piece.imprint(document);
    piece.html.tag("</section>\n");
    match piece.fault {
        Some(path) => Err(FragmentError::Picture(path)),
        None => Ok(piece.html.finish().as_str().as_bytes().to_vec()),
    }
}

/// How a line looks.
#[derive(Clone, Copy)]
enum LineLook {
    Masthead,
    Title,
    ArticleTitle,
    Centred,
    Heading,
    Subheading,
    Text,
    Flush,
    Note,
    Quiet,
    Right,
}

impl LineLook {
    /// How its element begins.
    const fn open(self) -> &'static str {
        match self {
            Self::Masthead => {
                "<p style=\"margin:0 0 8px;text-align:center;font-size:28px;font-weight:bold;line-height:1.4;color:#e60012\">"
            }
            Self::Title => {
                "<p style=\"margin:24px 0 4px;text-align:center;font-size:22px;font-weight:bold;line-height:1.4\">"
            }
            Self::ArticleTitle => {
                "<p style=\"margin:28px 0 12px;text-align:center;font-size:19px;font-weight:bold;line-height:1.4\">"
            }
            Self::Centred => "<p style=\"margin:0 0 8px;text-align:center\">",
            Self::Heading => "<p style=\"margin:16px 0 8px;text-indent:2em;font-weight:bold\">",
            Self::Subheading => "<p style=\"margin:12px 0 8px;text-indent:2em\">",
            Self::Text => "<p style=\"margin:0 0 12px;text-indent:2em\">",
            Self::Flush => "<p style=\"margin:0 0 12px\">",
            Self::Note => "<p style=\"margin:0 0 12px;padding:8px 12px;background:#f5f5f5\">",
            Self::Quiet => "<p style=\"margin:0 0 6px;font-size:14px;color:#666\">",
            Self::Right => "<p style=\"margin:0 0 8px;text-align:right\">",
        }
    }
}

struct StyledHtml<'a> {
    html: Html,
    pictures: FragmentPictures<'a>,
    fault: Option<String>,
}

impl StyledHtml<'_> {
    fn line(&mut self, look: LineLook, text: &str) {
        self.html.tag(look.open());
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                self.html.tag("<br>");
            }
            self.html.text(part);
        }
        self.html.tag("</p>\n");
    }

    fn lines<T: AsRef<str>>(&mut self, look: LineLook, lines: impl IntoIterator<Item = T>) {
        for line in lines {
            self.line(look, line.as_ref());
        }
    }

    fn joined(&mut self, texts: impl Iterator<Item = String>) {
        let texts: Vec<String> = texts.collect();
        if !texts.is_empty() {
            self.line(LineLook::Centred, &texts.join("　"));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                let look = match (heading.level, &heading.run_in) {
                    (_, Some(_)) => LineLook::Text,
                    (1, None) => LineLook::Heading,
                    (_, None) => LineLook::Subheading,
                };
                self.html.tag(look.open());
                self.html.tag("<strong>");
                self.html.text(&heading.label);
                self.html.text(gap_after(&heading.label));
                inlines(&mut self.html, &heading.content);
                self.html.tag("</strong>");
                inlines(&mut self.html, heading.run_in.as_deref().unwrap_or_default());
                self.html.tag("</p>\n");
            }
            Block::Paragraph(paragraph) => {
                self.html.tag(LineLook::Text.open());
                inlines(&mut self.html, &paragraph.content);
                self.html.tag("</p>\n");
            }
            Block::List(list) => self.list(list),
            Block::Quote(quote) => {
                self.html.tag("<blockquote style=\"margin:0 0 12px 2em;padding-left:12px;border-left:3px solid #ddd\">\n");
                self.blocks(&quote.blocks);
                self.html.tag("</blockquote>\n");
            }
            Block::Code(code) => {
                self.html.tag("<pre style=\"margin:0 0 12px 2em;white-space:pre-wrap;font-size:14px\">");
                self.html.text(code.text.trim_end_matches('\n'));
                self.html.tag("</pre>\n");
            }
            Block::Table(table) => table::write(&mut self.html, table),
            Block::Figure(figure) => self.figure(figure),
            Block::Figures(row) => self.blocks(&row.figures),
            Block::Rule(_) => self.html.tag("<p style=\"margin:16px 0;border-bottom:1px solid #ccc;line-height:0;font-size:0\">\u{a0}</p>\n"),
            Block::Column(column) => {
                self.line(LineLook::Heading, &column.printed_title());
                self.blocks(&column.blocks);
            }
            Block::Article(article) => self.article(article),
        }
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let mut rest = item.blocks.as_slice();
            self.html.tag(LineLook::Text.open());
            self.html.text(&item.label);
            self.html.text(gap_after(&item.label));
            if let Some((Block::Paragraph(paragraph), after)) = rest.split_first() {
                inlines(&mut self.html, &paragraph.content);
                rest = after;
            }
            self.html.tag("</p>\n");
            self.blocks(rest);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let Some(picture) = (self.pictures)(figure) else {
            let name = figure.path().unwrap_or(&figure.alt);
            self.fault = Some(name.to_owned());
            return;
        };
        self.html.tag("<p style=\"margin:12px 0 4px;text-align:center\"><img style=\"max-width:100%;height:auto\" alt=\"");
        self.html.text(&figure.alt);
        self.html.tag("\" src=\"data:");
        self.html.tag(picture.media_type);
        self.html.tag(";base64,");
        self.html.text(&STANDARD.encode(&picture.bytes));
        self.html.tag("\"></p>\n");
        if !figure.label.is_empty() || !figure.caption.is_empty() {
            self.html
                .tag("<p style=\"margin:0 0 12px;text-align:center;font-size:14px;color:#666\">");
            self.html.text(&figure.label);
            if !figure.label.is_empty() && !figure.caption.is_empty() {
                self.html.tag("　");
            }
            inlines(&mut self.html, &figure.caption);
            self.html.tag("</p>\n");
        }
    }

    fn article(&mut self, article: &Article) {
        let lines = article.head.lines();
        let title: Vec<&str> = article.head.title.iter().map(|line| &**line).collect();
        if !title.is_empty() {
            self.line(LineLook::ArticleTitle, &title.join("\n"));
        }
        self.lines(
            LineLook::Centred,
            lines.under_title.iter().map(HeadLine::printed),
        );
        self.lines(
            LineLook::Note,
            lines.before_text.iter().map(HeadLine::printed),
        );
        self.blocks(&article.blocks);
        self.lines(LineLook::Right, lines.at_end.iter().map(HeadLine::printed));
    }

    fn end(&mut self, document: &Document) {
        for (at, attachment) in document.attachments.iter().enumerate() {
            let before = if at == 0 {
                printed::ATTACHMENTS
            } else {
                "　　　"
            };
            let gap = gap_after(&attachment.number);
            let line = format!(
                "{before}{}{gap}{}",
                attachment.number, attachment.head.title
            );
            self.line(LineLook::Text, &line);
        }
        for row in &document.head.elements.attendance {
            self.line(
                LineLook::Text,
                &format!("{}{}", row.printed_label(), row.names),
            );
        }
        match &document.head.elements.seal {
            Seal::None | Seal::Seal => {}
            Seal::Stamps(signers) => {
                self.lines(LineLook::Right, signers.iter().map(|signer| signer.line()));
            }
        }
        self.lines(LineLook::Right, &document.head.signatures);
        if document.head.date_place == DatePlace::End {
            self.line(LineLook::Right, &document.head.date.value.arabic());
        }
        let remark = document.head.remark.as_ref();
        self.lines(
            LineLook::Text,
            remark.map(|text| printed::REMARK.text(text)),
        );
    }

    fn attachment(&mut self, attachment: &Attachment) {
        let AttachmentHead { title } = &attachment.head;
        self.line(LineLook::Heading, &attachment.label);
        self.line(LineLook::ArticleTitle, title);
        match &attachment.body {
            AttachmentBody::Blocks(blocks) => self.blocks(blocks),
            AttachmentBody::File { name, size, .. } => {
                let size = printed::file_size(*size);
                self.line(
                    LineLook::Centred,
                    &printed::FILE.text(format!("{name}，{size}")),
                );
            }
        }
    }

    fn notes(&mut self, document: &Document) {
        let mut notes = document.notes().peekable();
        if notes.peek().is_some() {
            self.line(LineLook::Quiet, printed::NOTES);
        }
        for note in notes {
            self.html.tag(LineLook::Quiet.open());
            self.html.text(&note.label);
            inlines(&mut self.html, &note.content);
            self.html.tag("</p>\n");
        }
    }

    fn imprint(&mut self, document: &Document) {
        for row in document.imprint_rows() {
            self.line(
                LineLook::Quiet,
                &format!("{}{}", row.printed_label(), row.text),
            );
        }
        let (office, date) = document.imprint_office();
        let date = date.map(|date| printed::PRINTED_ON.text(date.arabic()));
        let office: Vec<String> = office.map(str::to_owned).into_iter().chain(date).collect();
        if !office.is_empty() {
            self.line(LineLook::Quiet, &office.join("　"));
        }
        self.lines(LineLook::Quiet, document.head.imprint.printed_copies());
    }
}

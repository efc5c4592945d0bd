//! The blocks of an issue.

use super::escape::Html;
use super::{inline, link, quoted_line, table, title};
use crate::model::head::{HeadLine, HeadRole};
use crate::model::printed::file_size;
use crate::model::{
    Article, Attachment, AttachmentBody, AttachmentHead, Block, Column, Document, Figure,
    FigurePicture, FigureRow, Heading, List,
};
use crate::zh::text::{gap_after, is_wide};

/// Which `h` element a heading gets, so that no level is skipped whatever the document begins with.
struct Levels {
    /// The element of the outermost headings: 2 is `h2`.
    base: u8,
    /// The document's levels that are open at this place, outermost first.
    open: Vec<u8>,
}

impl Levels {
    fn from(base: u8) -> Self {
        Self {
            base,
            open: Vec::new(),
        }
    }

    /// The element for a heading of the document's level `level`.
    fn enter(&mut self, level: u8) -> u8 {
        while self.open.last().is_some_and(|&outer| outer >= level) {
            self.open.pop();
        }
        let element = self.below();
        self.open.push(level);
        element
    }

    /// The element for what stands under the open headings.
    fn below(&self) -> u8 {
        self.base
            .saturating_add(u8::try_from(self.open.len()).unwrap_or(u8::MAX))
    }
}

/// Writes the text of `document`.
pub(super) fn write_body(html: &mut Html, document: &Document) {
    write_blocks(html, &document.body, &mut Levels::from(2), "表格");
}

/// Writes the editor's note (按语), which begins with the word for it.
pub(super) fn write_note(html: &mut Html, blocks: &[Block]) {
    write_blocks(html, blocks, &mut Levels::from(2), "表格");
}

/// Writes the attachments (附件), each a section of its own.
pub(super) fn write_attachments(html: &mut Html, attachments: &[Attachment]) {
    for attachment in attachments {
        html.tag("<section class=\"attachment\">\n<h2");
        html.id(&attachment.anchor);
        html.tag("><span class=\"attachment-label\">");
        let AttachmentHead { title } = &attachment.head;
        html.text(&attachment.label);
        html.tag("</span> <span class=\"attachment-title\">");
        quoted_line::write(html, title, title.span, title::write_phrases);
        html.tag("</span></h2>\n");
        match &attachment.body {
            AttachmentBody::Blocks(blocks) => {
                write_blocks(html, blocks, &mut Levels::from(3), &attachment.head.title);
            }
            AttachmentBody::File { path, name, size } => {
                html.tag("<p class=\"download\"><a href=\"");
                html.href(path);
                html.tag("\" download=\"");
                html.text(name);
                html.tag("\">下载“");
                html.text(name);
                html.tag("”</a>（");
                html.text(&file_size(*size));
                html.tag("）</p>\n");
            }
        }
        html.tag("</section>\n");
    }
}

/// Writes the notes (注释) at the end of the page; each leads back to its first mark.
pub(super) fn write_notes(html: &mut Html, document: &Document) {
    for note in document.notes() {
        html.tag("<li");
        html.id(&note.anchor);
        html.tag("><p><a class=\"label\" role=\"doc-backlink\" href=\"");
        html.text(&link::fragment(&note.mark));
        html.tag("\" aria-label=\"回到正文里的注释");
        html.text(&note.label);
        html.tag("\">");
        html.text(&note.label);
        html.tag("</a>");
        inline::write(html, &note.content);
        html.tag("</p></li>\n");
    }
}

fn write_blocks(html: &mut Html, blocks: &[Block], levels: &mut Levels, table_name: &str) {
    for block in blocks {
        match block {
            Block::Heading(heading) => write_heading(html, heading, levels),
            Block::Paragraph(paragraph) => {
                html.tag("<p");
                html.id(&paragraph.anchor);
                html.tag(">");
                inline::write(html, &paragraph.content);
                html.correction(paragraph.span);
                html.tag("</p>\n");
            }
            Block::List(list) => write_list(html, list, levels, table_name),
            Block::Quote(quote) => {
                html.tag("<blockquote>\n");
                write_blocks(html, &quote.blocks, levels, table_name);
                html.tag("</blockquote>\n");
            }
            Block::Code(code) => {
                html.tag("<pre");
                html.id(&code.anchor);
                html.tag("><code>");
                html.text(&code.text);
                html.tag("</code></pre>\n");
            }
            Block::Table(content) => table::write(html, content, table_name),
            Block::Figure(figure) => write_figure(html, figure, None),
            Block::Figures(row) => write_figures(html, row),
            Block::Rule(_) => html.tag("<hr>\n"),
            Block::Column(column) => write_column(html, column, table_name),
            Block::Article(article) => write_article(html, article, levels.below(), table_name),
        }
    }
}

fn write_heading(html: &mut Html, heading: &Heading, levels: &mut Levels) {
    let element = levels.enter(heading.level);
    if heading.run_in.is_some() {
        html.tag("<div class=\"run-in\">");
    }
    open_heading(html, element);
    html.tag(match heading.level {
        1 => " class=\"level-1\"",
        2 => " class=\"level-2\"",
        3 => " class=\"level-3\"",
        _ => " class=\"level-4\"",
    });
    html.id(&heading.anchor);
    html.tag(">");
    write_label(html, &heading.label);
    inline::write_whole(html, &heading.content);
    if heading.run_in.is_none() {
        html.correction(heading.span);
    }
    close_heading(html, element);
    if let Some(paragraph) = &heading.run_in {
        html.tag("<p>");
        inline::write(html, paragraph);
        html.correction(heading.span);
        html.tag("</p></div>");
    }
    html.tag("\n");
}

fn open_heading(html: &mut Html, element: u8) {
    html.tag(match element {
        0..=2 => "<h2",
        3 => "<h3",
        4 => "<h4",
        5 => "<h5",
        6 => "<h6",
        // HTML ends at h6; the level is still told to those who hear the page.
        7 => "<h6 aria-level=\"7\"",
        _ => "<h6 aria-level=\"8\"",
    });
}

fn close_heading(html: &mut Html, element: u8) {
    html.tag(match element {
        0..=2 => "</h2>",
        3 => "</h3>",
        4 => "</h4>",
        5 => "</h5>",
        _ => "</h6>",
    });
}

/// The number as text of the page, so that it is copied and found with the rest.
fn write_label(html: &mut Html, label: &str) {
    if label.is_empty() {
        return;
    }
    html.tag("<span class=\"label\">");
    html.text(label);
    html.text(gap_after(label));
    html.tag("</span>");
}

fn write_list(html: &mut Html, list: &List, levels: &mut Levels, table_name: &str) {
    html.tag(if list.ordered {
        "<ol role=\"list\" class=\""
    } else {
        "<ul role=\"list\" class=\""
    });
    let widest = list.items.iter().map(|item| label_width(&item.label)).max();
    html.tag(match widest.unwrap_or(0) {
        0..=2 => "hang-1\">\n",
        3..=4 => "hang-2\">\n",
        5..=6 => "hang-3\">\n",
        _ => "hang-4\">\n",
    });
    for item in &list.items {
        html.tag("<li><p");
        let mut rest = item.blocks.as_slice();
        let mut first = None;
        if let Some((Block::Paragraph(paragraph), after)) = item.blocks.split_first() {
            first = Some(paragraph);
            rest = after;
        }
        if let Some(paragraph) = first {
            html.id(&paragraph.anchor);
        }
        html.tag(">");
        write_label(html, &item.label);
        if let Some(paragraph) = first {
            inline::write(html, &paragraph.content);
            html.correction(paragraph.span);
        }
        html.tag("</p>");
        if !rest.is_empty() {
            html.tag("\n");
            write_blocks(html, rest, levels, table_name);
        }
        html.tag("</li>\n");
    }
    html.tag(if list.ordered { "</ol>\n" } else { "</ul>\n" });
}

/// The width of a label in halves of a character's width.
fn label_width(label: &str) -> usize {
    label.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Pictures side by side; the share of each is a class, as a page has no styles of its own.
fn write_figures(html: &mut Html, row: &FigureRow) {
    html.tag("<div class=\"figures\">\n");
    let shares = row.shares().unwrap_or_default();
    for (index, block) in row.figures.iter().enumerate() {
        if let Block::Figure(figure) = block {
            write_figure(html, figure, shares.get(index).copied());
        }
    }
    html.tag("</div>\n");
}

/// The classes of shares of a row and of widths of the text, in twentieths.
const TWENTIETHS: [&str; 21] = [
    " class=\"w-1\"",
    " class=\"w-1\"",
    " class=\"w-2\"",
    " class=\"w-3\"",
    " class=\"w-4\"",
    " class=\"w-5\"",
    " class=\"w-6\"",
    " class=\"w-7\"",
    " class=\"w-8\"",
    " class=\"w-9\"",
    " class=\"w-10\"",
    " class=\"w-11\"",
    " class=\"w-12\"",
    " class=\"w-13\"",
    " class=\"w-14\"",
    " class=\"w-15\"",
    " class=\"w-16\"",
    " class=\"w-17\"",
    " class=\"w-18\"",
    " class=\"w-19\"",
    " class=\"w-20\"",
];

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share is between 0 and 1"
)]
fn write_width(html: &mut Html, width: Option<u8>, share: Option<f64>) {
    let part = match (width, share) {
        (Some(width), _) => Some(f64::from(width) / 100.0),
        (None, share) => share,
    };
    let class = part.and_then(|part| TWENTIETHS.get((part * 20.0).round() as usize));
    if let Some(class) = class {
        html.tag(class);
    }
}

fn write_figure(html: &mut Html, figure: &Figure, share: Option<f64>) {
    html.tag("<figure");
    html.id(&figure.anchor);
    write_width(html, figure.width, share);
    html.tag(">");
    match &figure.picture {
        FigurePicture::File { path, size } => {
            html.tag("<img src=\"");
            html.href(path);
            html.tag("\" alt=\"");
            html.text(&figure.alt);
            // With its size known, nothing moves when it comes.
            if let Some((width, height)) = size {
                html.tag("\" width=\"");
                html.text(&width.to_string());
                html.tag("\" height=\"");
                html.text(&height.to_string());
            }
            html.tag("\" decoding=\"async\">");
        }
        FigurePicture::Chart(chart) => html.drawing(&chart.drawing),
    }
    if !figure.label.is_empty() || !figure.caption.is_empty() {
        html.tag("<figcaption>");
        if !figure.label.is_empty() {
            html.tag("<span class=\"label\">");
            html.text(&figure.label);
            html.tag("</span>");
            if !figure.caption.is_empty() {
                html.tag("　");
            }
        }
        inline::write_whole(html, &figure.caption);
        html.tag("</figcaption>");
    }
    html.tag("</figure>\n");
    if let FigurePicture::Chart(chart) = &figure.picture {
        html.tag("<details class=\"figures-behind\"><summary>图中的数</summary>\n");
        table::write(html, &chart.table, &format!("{}中的数", figure.label));
        html.tag("</details>\n");
    }
}

fn write_column(html: &mut Html, column: &Column, table_name: &str) {
    html.tag("<section class=\"column\">\n<h2");
    html.id(&column.anchor);
    html.tag("><span>");
    quoted_line::write(html, &column.title, column.title.span, title::write_phrases);
    html.tag("</span></h2>\n");
    write_blocks(html, &column.blocks, &mut Levels::from(3), table_name);
    html.tag("</section>\n");
}

fn write_article(html: &mut Html, article: &Article, element: u8, table_name: &str) {
    let lines = article.head.lines();
    html.tag("<article class=\"article\">\n");
    open_heading(html, element);
    html.id(&article.anchor);
    html.tag(" class=\"article-title\">");
    title::write(html, &article.head.title);
    close_heading(html, element);
    html.tag("\n");
    write_head_lines(html, &lines.under_title);
    write_head_lines(html, &lines.before_text);
    let mut levels = Levels::from(element.saturating_add(1));
    write_blocks(html, &article.blocks, &mut levels, table_name);
    write_head_lines(html, &lines.at_end);
    html.tag("</article>\n");
}

fn write_head_lines(html: &mut Html, lines: &[HeadLine<'_>]) {
    for line in lines {
        html.tag(match line.role {
            HeadRole::Subtitle => "<p class=\"subtitle\">",
            HeadRole::EditorNote => "<p class=\"article-note\">",
            HeadRole::Source => "<p class=\"source\">",
        });
        quoted_line::write(html, &line.printed(), line.typed.span, Html::text);
        html.tag("</p>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_level_is_skipped() {
        let cases: [(&[u8], &[u8]); 4] = [
            (&[1, 2, 3, 4], &[2, 3, 4, 5]),
            (&[1, 3, 2, 3, 1], &[2, 3, 3, 4, 2]),
            (&[2, 2, 3, 2, 1], &[2, 2, 3, 2, 2]),
            (&[4, 4], &[2, 2]),
        ];
        for (levels, elements) in cases {
            let mut state = Levels::from(2);
            let got: Vec<u8> = levels.iter().map(|&level| state.enter(level)).collect();
            assert_eq!(got, elements, "{levels:?}");
        }
    }
}

//! The words of an issue as rules read them: titles, headings, paragraphs, cells, captions, with the place where each was typed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{
    Block, Collected, ComputedText, Document, FileId, Inline, InlineKind, IssueHead, Span, Spanned,
    Table,
};
use crate::source::Sources;
use crate::source::files::extension;

/// A run of words without any marking in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prose<'a> {
    /// The words.
    pub text: &'a str,
    /// Where they were typed.
    pub span: Span,
    /// Whether they stand in a field (issue.yaml, front matter, a table in YAML or CSV), where no mark of the text works.
    pub is_field: bool,
    /// Whether its lines are printed as they were typed, and not as one.
    pub keeps_lines: bool,
    /// Whether they stand in a workbook, where a place says nothing.
    pub is_in_workbook: bool,
}

impl Prose<'_> {
    /// Where the part `range` of the words was typed. Where the words differ from what was typed (an escape, a break of lines), the part is looked for;
    /// where it is not found, the place is that of all the words.
    #[must_use]
    pub fn place(&self, sources: &Sources, range: Range<usize>) -> Span {
        let start = self.span.range().start;
        let typed = sources.text(self.span.file).get(self.span.range());
        let (Some(typed), Some(part)) = (typed, self.text.get(range.clone())) else {
            return self.span;
        };
        let before = self.text[..range.start].matches(part).count();
        let found = if typed.starts_with(self.text) {
            Some(range.start)
        } else {
            typed.match_indices(part).nth(before).map(|(at, _)| at)
        };
        found.map_or(self.span, |at| {
            Span::new(self.span.file, start + at, start + at + part.len())
        })
    }
}

/// Every run of words of `document` that readers see, but for text kept as it was typed (code): the head and the end of the issue, then its blocks.
#[must_use]
pub fn prose_of<'a>(
    document: &'a Document,
    collected: &'a Collected,
    sources: &Sources,
) -> Vec<Prose<'a>> {
    let mut all = Vec::new();
    let IssueHead {
        masthead,
        elements,
        numbers: _,
        title,
        subtitle,
        date: _,
        date_place: _,
        recipients,
        signatures,
        remark,
        imprint,
        topics,
    } = &document.head;
    let attachments = document.attachments.iter();
    let lines = title
        .iter()
        .chain(subtitle)
        .chain(recipients)
        .chain(signatures)
        .chain(topics)
        .chain(attachments.map(|attachment| &attachment.head.title))
        .chain(imprint.rows.iter().map(|row| &row.text))
        .chain(
            masthead
                .iter()
                .flat_map(|masthead| masthead.offices.iter().chain(&masthead.suffix)),
        )
        .chain(&elements.approvers)
        .chain(elements.attendance.iter().map(|row| &row.names))
        .chain(&imprint.office)
        .chain(&document.publication.typed);
    all.extend(lines.map(of_line));
    all.extend(remark.iter().map(of_lines));
    for block in document.blocks() {
        of_block(block, &mut all);
    }
    // Where they stand in a table they are still what a field says.
    let fields = collected.own.problems.iter().flat_map(|entry| {
        let texts = entry.texts();
        texts.filter_map(|(part, text)| Some((entry.place(part)?, text)))
    });
    let fields: BTreeMap<Span, &str> = fields.collect();
    if !fields.is_empty() {
        all.retain(|prose| !fields.contains_key(&prose.span));
    }
    all.extend(fields.into_iter().map(|(span, text)| Prose {
        text,
        span,
        is_field: true,
        keeps_lines: false,
        is_in_workbook: false,
    }));
    // Most runs stand in the file of the run before.
    let mut last: Option<(FileId, bool, bool)> = None;
    for prose in &mut all {
        let file = prose.span.file;
        let known = last.filter(|(known, ..)| *known == file);
        let (_, is_field, is_in_workbook) = known.unwrap_or_else(|| {
            let ending = extension(sources.path(file));
            let is_workbook = matches!(ending.as_str(), "xlsx" | "xlsm" | "xls" | "et");
            (file, ending != "md", is_workbook)
        });
        last = Some((file, is_field, is_in_workbook));
        prose.is_field |= is_field;
        prose.is_in_workbook = is_in_workbook;
    }
    all
}

fn of_line(line: &Spanned<String>) -> Prose<'_> {
    Prose {
        text: line,
        span: line.span,
        is_field: true,
        keeps_lines: false,
        is_in_workbook: false,
    }
}

/// What may have several lines: 注, 按语, 附注.
fn of_lines(text: &Spanned<String>) -> Prose<'_> {
    Prose {
        keeps_lines: true,
        ..of_line(text)
    }
}

fn of_block<'a>(block: &'a Block, all: &mut Vec<Prose<'a>>) {
    match block {
        Block::Heading(heading) => {
            of_inlines(&heading.content, all);
            of_inlines(heading.run_in.as_deref().unwrap_or_default(), all);
        }
        Block::Paragraph(paragraph) => of_inlines(&paragraph.content, all),
        Block::Table(table) => of_table(table, all),
        Block::Figure(figure) => of_inlines(&figure.caption, all),
        Block::Article(article) => {
            all.extend(article.head.title.iter().map(of_line));
            let lines = article.head.lines();
            all.extend(lines.all().map(|line| of_line(line.typed)));
        }
        Block::Column(column) => all.push(of_line(&column.title)),
        Block::List(_) | Block::Quote(_) | Block::Figures(_) | Block::Code(_) | Block::Rule(_) => {}
    }
}

fn of_table<'a>(table: &'a Table, all: &mut Vec<Prose<'a>>) {
    of_inlines(&table.caption, all);
    let lines = table.before.iter().chain(&table.measure).map(of_line);
    let lines = lines.chain(table.note.iter().map(of_lines));
    // Typed around a table in a fragment, they are text like any other of it, and its marks have been judged.
    all.extend(lines.map(|line| Prose {
        is_field: false,
        ..line
    }));
    for cell in table.head.iter().chain(&table.rows).flatten() {
        of_inlines(&cell.content, all);
    }
}

fn of_inlines<'a>(inlines: &'a [Inline], all: &mut Vec<Prose<'a>>) {
    for inline in inlines {
        inline.walk(&mut |inline| match &inline.kind {
            InlineKind::Text(text) | InlineKind::Computed(ComputedText { text, .. }) => {
                all.push(Prose {
                    text,
                    span: inline.span,
                    is_field: false,
                    keeps_lines: false,
                    is_in_workbook: false,
                })
            }
            InlineKind::Note(note) if !note.repeated => of_inlines(&note.content, all),
            InlineKind::Strong(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strike(_)
            | InlineKind::Link { .. }
            | InlineKind::Code(_)
            | InlineKind::Note(_)
            | InlineKind::Break => {}
        });
    }
}

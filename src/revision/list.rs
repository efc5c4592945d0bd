//! The list of changes (改动清单) as a document, which every backend can draw.

use std::sync::Arc;

use super::change::{ChangeKind, WordingChange};
use super::words::{ChangedPiece, shortened};
use crate::model::{
    Align, Block, Cell, DatePlace, Document, DocumentNumbers, FileId, Heading, Imprint, Inline,
    InlineKind, IssueHead, IssueId, Layout, Paragraph, Publication, Series, Span, Spanned,
    StandardElements, Table, UnitTexts,
};
use crate::zh::date::IssueDate;
use crate::zh::numeral::han;

/// One issue with what changed in it.
#[derive(Clone, Debug)]
pub struct ComparedIssue {
    pub id: IssueId,
    /// Its title, in one line.
    pub title: String,
    /// What the older state is called, e.g. `第1稿（2026年7月1日）`.
    pub from: String,
    /// What the newer state is called, e.g. `现在`.
    pub to: String,
    /// Numbers first, as [`super::changes`] gives them.
    pub changes: Vec<WordingChange>,
}

/// `共 3 处：数字 1 处，文字 2 处`
#[must_use]
pub fn summary(changes: &[WordingChange]) -> String {
    if changes.is_empty() {
        return "没有改动".to_owned();
    }
    let counted = ChangeKind::ALL.iter().filter_map(|(kind, word)| {
        let count = changes.iter().filter(|change| change.kind == *kind).count();
        (count > 0).then(|| format!("{word} {count} 处"))
    });
    let counted: Vec<String> = counted.collect();
    format!("共 {} 处：{}", changes.len(), counted.join("，"))
}

/// The list of the changes in `issues`, made on `date`. There must be at least one issue.
#[must_use]
pub fn change_list(issues: &[ComparedIssue], date: IssueDate) -> Option<Document> {
    let first = issues.first()?;
    let mut body = Vec::new();
    for (number, issue) in issues.iter().enumerate() {
        if issues.len() > 1 {
            body.push(heading(
                1,
                number,
                &format!("{}《{}》", issue.id, issue.title),
            ));
        }
        write(issue, issues.len() > 1, &mut body);
    }
    let subtitle = match issues {
        [only] => format!("《{}》", only.title),
        issues => format!("共{}期", issues.len()),
    };
    Some(Document {
        names: Vec::new(),
        id: first.id.clone(),
        series: Arc::new(Series {
            code: first.id.series.clone(),
            name: "改动清单".to_owned(),
            description: None,
            layout: Layout::Document,
            publishers: Vec::new(),
            word_files: false,
        }),
        head: IssueHead {
            masthead: None,
            elements: StandardElements::default(),
            numbers: DocumentNumbers::default(),
            title: vec![spanned("改动清单".to_owned())],
            subtitle: Some(spanned(subtitle)),
            date: spanned(date),
            date_place: DatePlace::UnderTitle,
            recipients: None,
            signatures: Vec::new(),
            remark: None,
            imprint: Imprint::default(),
            topics: Vec::new(),
        },
        editor_note: Vec::new(),
        contents_list: false,
        body,
        attachments: Vec::new(),
        units: Vec::new(),
        unit_histories: Vec::new(),
        problems: Vec::new(),
        reported: Vec::new(),
        quoted_lines: Vec::new(),
        passages: Vec::new(),
        publication: Publication::default(),
        unit_texts: UnitTexts::default(),
        assets: Vec::new(),
    })
}

fn write(issue: &ComparedIssue, nested: bool, body: &mut Vec<Block>) {
    let anchor = format!("{}-", issue.id.path().replace('/', "-"));
    let words = format!(
        "由{}到{}，{}。",
        issue.from,
        issue.to,
        summary(&issue.changes)
    );
    body.push(Block::Paragraph(Paragraph {
        content: vec![Inline::text(words, place())],
        anchor: format!("{anchor}summary"),
        span: place(),
    }));
    let kinds = ChangeKind::ALL.iter().filter_map(|(kind, word)| {
        let of_kind: Vec<&WordingChange> = issue
            .changes
            .iter()
            .filter(|one| one.kind == *kind)
            .collect();
        (!of_kind.is_empty()).then_some((*kind, *word, of_kind))
    });
    for (number, (kind, word, changes)) in kinds.enumerate() {
        body.push(heading(if nested { 2 } else { 1 }, number, word));
        body.push(Block::Table(Box::new(table(
            kind,
            &changes,
            format!("{anchor}{number}"),
        ))));
    }
}

fn heading(level: u8, number: usize, text: &str) -> Block {
    let number = han(u32::try_from(number + 1).unwrap_or(u32::MAX));
    Block::Heading(Heading {
        level,
        label: if level == 1 {
            format!("{number}、")
        } else {
            format!("（{number}）")
        },
        content: vec![Inline::text(text, place())],
        run_in: None,
        anchor: format!("h{level}-{text}"),
        span: place(),
    })
}

fn table(kind: ChangeKind, changes: &[&WordingChange], anchor: String) -> Table {
    let both = matches!(kind, ChangeKind::Numbers | ChangeKind::Words);
    let mut head = vec!["序号", "位置"];
    head.extend(match kind {
        ChangeKind::Numbers | ChangeKind::Words => ["原文", "改为"].iter(),
        ChangeKind::Added => ["增加的"].iter(),
        ChangeKind::Removed => ["删去的"].iter(),
        ChangeKind::Moved => ["移到这里的"].iter(),
    });
    let rows = changes.iter().enumerate().map(|(index, change)| {
        let mut row = vec![
            cell(
                vec![Inline::text((index + 1).to_string(), place())],
                Align::Center,
            ),
            cell(vec![Inline::text(change.position(), place())], Align::Left),
        ];
        let old = || inlines(&change.before, InlineKind::Strike);
        let new = || inlines(&change.after, InlineKind::Strong);
        match kind {
            ChangeKind::Numbers | ChangeKind::Words => {
                row.extend([cell(old(), Align::Left), cell(new(), Align::Left)])
            }
            ChangeKind::Added => row.push(cell(new(), Align::Left)),
            ChangeKind::Removed | ChangeKind::Moved => row.push(cell(old(), Align::Left)),
        }
        row
    });
    Table {
        row_heights: Vec::new(),
        label: String::new(),
        caption: Vec::new(),
        columns: if both { 4 } else { 3 },
        before: Vec::new(),
        measure: None,
        head: vec![
            head.into_iter()
                .map(|word| cell(vec![Inline::text(word, place())], Align::Center))
                .collect(),
        ],
        rows: rows.collect(),
        landscape: false,
        note: None,
        anchor,
        span: place(),
    }
}

fn inlines(pieces: &[ChangedPiece], marked: fn(Vec<Inline>) -> InlineKind) -> Vec<Inline> {
    let pieces = shortened(pieces);
    let inlines = pieces.into_iter().map(|piece| {
        let text = Inline::text(piece.text, place());
        match piece.changed {
            true => Inline::new(marked(vec![text]), place()),
            false => text,
        }
    });
    inlines.collect()
}

fn cell(content: Vec<Inline>, align: Align) -> Cell {
    Cell {
        content,
        colspan: 1,
        rowspan: 1,
        align,
        span: place(),
    }
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned {
        value,
        span: place(),
    }
}

/// What the program says itself was typed nowhere.
fn place() -> Span {
    Span::file_start(FileId(0))
}

//! What the lists of the archive say about an issue.

use crate::model::{
    ArticleTitle, Block, ColumnTitle, Document, IssueHead, IssueSummary, ProblemEntry, Record,
    join_lines, values,
};

/// What lists say about `document`.
#[must_use]
pub fn summary(document: &Document) -> IssueSummary {
    let (mut columns, mut articles) = (Vec::new(), Vec::new());
    let IssueHead {
        masthead: _,
        // What they say is in the record.
        elements: _,
        numbers,
        title: _,
        subtitle,
        date,
        date_place: _,
        recipients: _,
        signatures: _,
        remark: _,
        imprint: _,
        topics,
    } = &document.head;
    collect(&document.body, None, &mut columns, &mut articles);
    IssueSummary {
        id: document.id.clone(),
        title: document.full_title(),
        subtitle: subtitle.clone().map(|text| text.value),
        date: date.value,
        document_number: numbers.document.clone(),
        issue_number: numbers.issue.clone(),
        topics: values(topics),
        units: document.units.clone(),
        columns,
        articles,
        passages: document.passages.clone(),
        problems: document
            .problems
            .iter()
            .map(ProblemEntry::without_places)
            .collect(),
        reported: document.reported.clone(),
        audience: document.publication.audience,
        amendments: document.publication.amendments.clone(),
        former: document.publication.former.clone(),
        record: Record::of(document),
    }
}

/// The columns and articles of `blocks`, in reading order; `column` is the one that they stand in.
fn collect(
    blocks: &[Block],
    column: Option<&str>,
    columns: &mut Vec<ColumnTitle>,
    articles: &mut Vec<ArticleTitle>,
) {
    for block in blocks {
        match block {
            Block::Column(inner) => {
                columns.push(ColumnTitle {
                    title: inner.title.value.clone(),
                    anchor: inner.anchor.clone(),
                });
                collect(&inner.blocks, Some(&inner.title), columns, articles);
            }
            Block::Article(article) => articles.push(ArticleTitle {
                title: join_lines(&article.head.title),
                anchor: article.anchor.clone(),
                column: column.map(str::to_owned),
                source: article.head.source.clone().map(|text| text.value),
            }),
            Block::Heading(_)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Quote(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Figures(_)
            | Block::Rule(_) => {}
        }
    }
}

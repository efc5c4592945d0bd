//! JB3025: a field that has signs and no words, a heading that has a number and no words.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{Block, Document, Spanned, Table, plain_text};
use crate::zh::label::typed_number;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3025"),
        name: "只有符号没有字",
        what: "标题、副题、署名、抄送、附注这些地方只写了“——”“/”“____”一类的符号，或者标题只有编号。",
        why: "多半是还没有写，或者想说本期没有；符号会照样印出来，编号会印两遍。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n副题: ——\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let Some(document) = issue.document else {
        return;
    };
    for field in of_head(document) {
        judge_field(field, sink);
    }
    for block in document.blocks() {
        match block {
            Block::Heading(heading) => {
                let text = plain_text(&heading.content);
                let text = text.trim();
                if let Some(message) = wordless_heading(text) {
                    let help = "写上标题；不是标题，删去前面的“#”";
                    sink.push(RULE.found(heading.span, message).help(help));
                }
            }
            Block::Article(article) => {
                let lines = article.head.lines();
                let lines = lines.all().map(|line| line.typed);
                for field in article.head.title.iter().chain(lines) {
                    judge_field(field, sink);
                }
            }
            Block::Column(column) => judge_field(&column.title, sink),
            Block::Table(table) => {
                for field in around(table) {
                    judge_field(field, sink);
                }
            }
            _ => {}
        }
    }
}

/// The fields of the issue's own head and end, and the titles of its attachments.
fn of_head(document: &Document) -> impl Iterator<Item = &Spanned<String>> {
    let head = &document.head;
    let titles = document.attachments.iter();
    let masthead = head.masthead.iter();
    head.title
        .iter()
        .chain(&head.subtitle)
        .chain(&head.recipients)
        .chain(&head.signatures)
        .chain(&head.topics)
        .chain(titles.map(|attachment| &attachment.head.title))
        .chain(head.imprint.rows.iter().map(|row| &row.text))
        .chain(&head.imprint.office)
        .chain(masthead.flat_map(|masthead| masthead.offices.iter().chain(&masthead.suffix)))
        .chain(&head.elements.approvers)
        .chain(head.elements.attendance.iter().map(|row| &row.names))
        .chain(&head.remark)
}

/// The fields of a table; its cells may well have a dash for nothing.
fn around(table: &Table) -> impl Iterator<Item = &Spanned<String>> {
    table.measure.iter().chain(&table.note)
}

fn judge_field(field: &Spanned<String>, sink: &mut Sink) {
    let text = field.value.trim().trim_end_matches('。');
    if text.is_empty() || has_words(text) {
        return;
    }
    let message = format!("这里只有符号“{text}”，没有字，会照样印出来");
    sink.push(
        RULE.found(field.span, message)
            .help("写上内容；这一期没有，删去这一行"),
    );
}

/// What is said of a heading without words. 第一条 alone may well stand above its text.
fn wordless_heading(text: &str) -> Option<&'static str> {
    let number = typed_number(text).filter(|_| !text.starts_with('第'));
    let rest = number
        .as_ref()
        .map_or(text, |number| &text[number.length..]);
    match number {
        _ if text.is_empty() || has_words(rest) => None,
        Some(_) => Some("这个标题只有编号，没有字；编号由程序印，会印两遍"),
        None => Some("这个标题只有符号，没有字"),
    }
}

/// Whether there is a letter, a character or a figure in it.
fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

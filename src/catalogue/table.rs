//! The catalogue as a table (目录): its columns, in the order in which a registry office reads them, for CSV and workbook alike.

use super::catalogued::{Catalogue, CataloguedIssue};
use crate::model::{Audience, Record, Site};
use crate::site::Route;
use crate::zh::date::IssueDate;

pub struct CatalogueColumn {
    pub head: &'static str,
    /// Its width in a workbook, in digits.
    pub width: f64,
    /// What stands in it, for the workbook's page of explanations.
    pub about: &'static str,
    /// The cell of a row.
    pub cell: fn(&CatalogueRow<'_>) -> CatalogueCell,
}

/// What a row is about.
pub struct CatalogueRow<'a> {
    /// Counted from 1.
    pub number: usize,
    pub issue: CataloguedIssue<'a>,
    /// The archive.
    pub site: &'a Site,
}

/// What stands in a cell.
pub enum CatalogueCell {
    /// Nothing.
    Empty,
    /// Text, not yet cleaned.
    Text(String),
    Number(u64),
    /// A date, perhaps known to the month only.
    Date(IssueDate),
    /// A path of the site, which a workbook links to.
    Link {
        path: String,
        /// The word to be clicked on.
        text: &'static str,
    },
}

impl CatalogueRow<'_> {
    fn record(&self) -> &Record {
        &self.issue.entry.summary.record
    }
}

fn text(text: impl Into<String>) -> CatalogueCell {
    let text = text.into();
    if text.is_empty() {
        CatalogueCell::Empty
    } else {
        CatalogueCell::Text(text)
    }
}

fn optional(value: Option<&String>) -> CatalogueCell {
    value.cloned().map_or(CatalogueCell::Empty, text)
}

fn number(value: Option<u64>) -> CatalogueCell {
    value.map_or(CatalogueCell::Empty, CatalogueCell::Number)
}

const fn column(
    head: &'static str,
    width: f64,
    about: &'static str,
    cell: fn(&CatalogueRow<'_>) -> CatalogueCell,
) -> CatalogueColumn {
    CatalogueColumn {
        head,
        width,
        about,
        cell,
    }
}

pub const COLUMNS: &[CatalogueColumn] = &[
    column(
        "序号",
        6.0,
        "本表内的顺序：先按系列，再按日期从早到晚。",
        |row| CatalogueCell::Number(row.number as u64),
    ),
    column(
        "索引号",
        22.0,
        "政府信息公开目录的索引号，由编辑填写，一经编定不再改变。",
        |row| optional(row.record().index_number.as_ref()),
    ),
    column("系列", 14.0, "所属系列的名称。", |row| {
        text(&*row.issue.series.name)
    }),
    column(
        "体裁",
        8.0,
        "版式：公文、简报、信函或纪要。",
        |row| text(row.issue.series.layout.rules().word),
    ),
    column(
        "文号",
        24.0,
        "发文字号，没有编文号的留空。",
        |row| optional(row.issue.entry.summary.document_number.as_ref()),
    ),
    column(
        "期号",
        18.0,
        "印在报头的期号，含总期号；增刊的期号另排。",
        |row| optional(row.issue.entry.summary.issue_number.as_ref()),
    ),
    column(
        "标题",
        44.0,
        "标题；由多篇文章组成、没有总标题的，是系列名加期号。",
        |row| text(&*row.issue.entry.summary.title),
    ),
    column("副题", 24.0, "副标题，不含破折号。", |row| {
        optional(row.issue.entry.summary.subtitle.as_ref())
    }),
    column(
        "成文日期",
        12.0,
        "成文日期；只知道年月的写作“2026-03”。",
        |row| CatalogueCell::Date(row.issue.entry.summary.date),
    ),
    column(
        "发布机构",
        26.0,
        "编印单位，没有的取署名，再没有的取资料库的主办单位。",
        |row| text(row.record().issued_by(row.site).join("；")),
    ),
    column("签发人", 10.0, "上行文的签发人。", |row| {
        text(row.record().approvers.join("；"))
    }),
    column("主送", 34.0, "主送机关。", |row| {
        optional(row.record().recipients.as_ref())
    }),
    column(
        "抄送及分送",
        34.0,
        "抄送、报、送、发等各行，行名后加冒号，各行之间用分号。",
        |row| {
            let rows = row.record().distribution.iter();
            let rows: Vec<String> = rows
                .map(|(label, names)| format!("{label}：{names}"))
                .collect();
            text(rows.join("；"))
        },
    ),
    column("印发机关", 22.0, "版记中的印发机关。", |row| {
        optional(row.record().printed_by.as_ref())
    }),
    column("印发日期", 12.0, "版记中的印发日期。", |row| {
        row.record()
            .printed_on
            .map_or(CatalogueCell::Empty, CatalogueCell::Date)
    }),
    column("份数", 7.0, "共印份数。", |row| {
        number(row.record().copies.map(u64::from))
    }),
    column(
        "涉及单位",
        30.0,
        "本期有其材料的单位，按单位登记表的顺序。",
        |row| {
            let units = row.issue.entry.summary.units.iter();
            let names: Vec<&str> = units.map(|(_, name)| name.as_str()).collect();
            text(names.join("；"))
        },
    ),
    column(
        "供稿单位",
        26.0,
        "各篇文章注明的来源，不重复列出。",
        |row| {
            let mut sources: Vec<&str> = Vec::new();
            for source in row
                .issue
                .entry
                .summary
                .articles
                .iter()
                .filter_map(|article| article.source.as_deref())
            {
                if !sources.contains(&source) {
                    sources.push(source);
                }
            }
            text(sources.join("；"))
        },
    ),
    column("栏目", 20.0, "各栏目的名称。", |row| {
        let columns = &row.issue.entry.summary.columns;
        let titles = columns.iter().map(|column| column.title.as_str());
        text(titles.collect::<Vec<_>>().join("；"))
    }),
    column("文章", 44.0, "各篇文章的标题。", |row| {
        let titles = row
            .issue
            .entry
            .summary
            .articles
            .iter()
            .map(|article| article.title.as_str());
        text(titles.collect::<Vec<_>>().join("；"))
    }),
    column("主题词", 20.0, "主题。", |row| {
        text(row.issue.entry.summary.topics.join("；"))
    }),
    column(
        "内容概述",
        60.0,
        "编辑写的概述；没有写的，取正文开头几句或各篇标题，不超过200字。",
        |row| optional(row.record().abstract_text.as_ref()),
    ),
    column("附件", 34.0, "各附件的标题。", |row| {
        let titles = row
            .record()
            .attachments
            .iter()
            .map(|attachment| attachment.title.as_str());
        text(titles.collect::<Vec<_>>().join("；"))
    }),
    column(
        "字数",
        8.0,
        "正文字数：每个汉字和标点算一个，一串数字或西文字母算一个，不计空格。",
        |row| number(Some(row.record().characters).filter(|count| *count > 0)),
    ),
    column("页数", 7.0, "PDF 的页数。", |row| {
        number(row.issue.entry.pdf.as_ref().map(|pdf| u64::from(pdf.pages)))
    }),
    column("受众", 7.0, "公开或内部。", |row| {
        let audience = row.issue.entry.summary.audience;
        let word = Audience::ALL.iter().find(|(other, _)| *other == audience);
        text(word.map_or("", |(_, word)| word))
    }),
    column(
        "有效性",
        9.0,
        "有效、已更正、已废止或已撤回。",
        |row| {
            let status = row.issue.entry.summary.state();
            text(status.map_or_else(
                || "有效".to_owned(),
                |status| format!("已{}", status.word()),
            ))
        },
    ),
    column(
        "有效性说明",
        34.0,
        "何时因何更正、废止或撤回，以及代替它的一期。",
        amendments,
    ),
    column(
        "网页",
        8.0,
        "点击打开网页；表格要和网站文件夹放在一起。",
        |row| CatalogueCell::Link {
            path: Route::issue(&row.issue.entry.summary.id).path(),
            text: "网页",
        },
    ),
    column("PDF", 8.0, "点击打开 PDF 版。", |row| {
        match row.issue.entry.pdf {
            None => CatalogueCell::Empty,
            Some(_) => CatalogueCell::Link {
                path: Route::pdf(&row.issue.entry.summary.id).path(),
                text: "PDF",
            },
        }
    }),
    column("PDF字节数", 11.0, "PDF 文件的大小。", |row| {
        number(row.issue.entry.pdf.as_ref().map(|pdf| pdf.bytes))
    }),
    column(
        "PDF校验码（SHA-256）",
        68.0,
        "用来核对 PDF 是否原样：在 Windows 上运行 certutil -hashfile 文件名 SHA256，结果应与此相同。",
        |row| optional(row.issue.entry.pdf.as_ref().map(|pdf| &pdf.sha256)),
    ),
];

fn amendments(row: &CatalogueRow<'_>) -> CatalogueCell {
    let amendments = row.issue.entry.summary.amendments.iter().map(|amendment| {
        let mut said = format!("{}{}", amendment.date.arabic(), amendment.kind.word());
        if let Some(note) = &amendment.note {
            said.push_str(&format!("，{}", note.trim_end_matches('。')));
        }
        if let Some(by) = &amendment.by {
            said.push_str(&format!("（见{by}）"));
        }
        said
    });
    text(amendments.collect::<Vec<_>>().join("；"))
}

/// The rows, in reading order.
pub fn rows<'a>(catalogue: &'a Catalogue<'a>) -> impl Iterator<Item = CatalogueRow<'a>> {
    catalogue
        .issues
        .iter()
        .enumerate()
        .map(|(at, issue)| CatalogueRow {
            number: at + 1,
            issue: *issue,
            site: catalogue.site,
        })
}

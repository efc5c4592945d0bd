//! The page of one issue.

use std::borrow::Cow;
use std::rc::Rc;

use serde::Serialize;

use super::escape::{Html, PageMarks};
use super::facts::Facts;
use super::figure_sources::FigureSources;
use super::frame::{DateText, Frame, IssueItem};
use super::issue_links::IssueLinks;
use super::meta::Microdata;
use super::standing::Standing;
use super::{
    TemplateError, Templates, block, figure_source_list, link, shown, standing, title, toc,
};
use crate::model::printed::{self, Affixes};
use crate::model::{
    Attachment, ContentsKind, DatePlace, Document, DocumentNumbers, Entry, Imprint, IssueHead,
    Masthead, OutputFile, Record, Seal, Signer, Site, Span, Spanned, StandardElements,
    main_contents,
};
use crate::site::{Portion, Route};
use crate::zh::phrases::screen_phrases;

/// Draws the page of `document`: `<series>/<year>/<folder>/index.html`.
///
/// # Errors
/// A fault in the templates; a document cannot be at fault.
pub fn issue_page(
    templates: &Templates,
    site: &Site,
    document: &Document,
    links: &IssueLinks<'_>,
) -> Result<OutputFile, TemplateError> {
    let route = Route::issue(&document.id);
    let context = IssuePage::new(site, document, links, &route);

    let corrected = document.publication.corrected.iter();
    let corrected = corrected.map(|(place, by)| (*place, standing::anchor(*by)));
    let corrected: Vec<(Span, String)> = corrected.collect();
    let marks = Rc::new(PageMarks {
        corrected,
        sources: FigureSources::of(document),
    });
    let mut body = Html::marking(&marks);
    block::write_body(&mut body, document);
    let mut note = Html::marking(&marks);
    if !document.editor_note.is_empty() {
        block::write_note(&mut note, &document.editor_note);
    }
    let mut attachments = Html::marking(&marks);
    block::write_attachments(&mut attachments, &document.attachments);
    let mut notes = Html::default();
    block::write_notes(&mut notes, document);
    let sources = figure_source_list::render(&marks.sources, &context.frame);
    let toc = toc::render(document);
    let mut lines = Html::marking(&marks);
    title::write(&mut lines, &document.head.title);

    let (body, note) = (body.finish(), note.finish());
    let (attachments, notes, lines) = (attachments.finish(), notes.finish(), lines.finish());
    let parts = [
        ("body", Some(&body)),
        ("note", Some(&note)),
        ("attachments", Some(&attachments)),
        ("notes", Some(&notes)),
        ("sources", sources.as_ref()),
        ("toc", toc.as_ref()),
        ("title_lines", Some(&lines)),
    ];
    let bytes = templates.render("issue.html", &context, &parts)?;
    // The program's own templates are held to it by every test that draws an issued issue.
    if templates.has_own_pages() || cfg!(debug_assertions) {
        shown::check("issue.html", document, &parts, &bytes)?;
    }
    Ok(OutputFile {
        path: route.path(),
        bytes,
    })
}

/// The context of `issue.html`.
#[derive(Serialize)]
struct IssuePage<'a> {
    frame: Frame<'a>,
    /// The class of its layout.
    layout: &'static str,
    standing: Standing,
    head: PageHead<'a>,
    /// The title line by line; empty where the masthead is the page's title.
    title: &'a [Spanned<String>],
    /// The title in one line.
    full_title: String,
    subtitle: Option<String>,
    recipients: Option<String>,
    words: Words,
    /// 本期要目, where the issue asks for it.
    contents: Vec<ContentsLine>,
    attachment_list: Vec<AttachmentEntry<'a>>,
    end: PageEnd<'a>,
    facts: Facts<'a>,
    /// The issue in schema.org's words.
    item: Microdata,
    previous: Option<IssueItem>,
    next: Option<IssueItem>,
    related: Vec<IssueItem>,
}

/// The head of the first page (版头, 报头).
#[derive(Serialize)]
struct PageHead<'a> {
    /// 份号, 密级和保密期限, 紧急程度, each on a line of its own.
    marks: Vec<String>,
    /// Whether a red line closes it.
    red_line: bool,
    /// Whether 要目 and 按语 stand over the title.
    opening_first: bool,
    /// The offices of the masthead; empty for plain paper.
    masthead: Vec<Cow<'a, str>>,
    /// What stands at the right of several offices.
    masthead_suffix: Option<&'a str>,
    /// `short`, `medium` or `long`: a masthead fills its line.
    masthead_size: &'static str,
    document_number: Option<&'a str>,
    issue_number: Option<&'a str>,
    /// 签发人
    approvers: &'a [Spanned<String>],
    publishers: &'a [String],
    /// The date, where it stands in the head.
    date: Option<DateText>,
    /// The date, where it stands under the title.
    date_under_title: Option<DateText>,
}

/// An entry of 本期要目.
#[derive(Serialize)]
struct ContentsLine {
    href: String,
    /// Its text in the pieces between which a narrow screen may break it.
    phrases: Vec<String>,
    /// Whether it is a 栏目, not an article.
    column: bool,
}

/// An entry of the list of attachments (附件说明).
#[derive(Serialize)]
struct AttachmentEntry<'a> {
    /// `1.`, `2.`, …; empty for a single attachment.
    number: &'a str,
    /// The title in such pieces.
    phrases: Vec<String>,
    href: String,
}

/// What follows the text.
#[derive(Serialize)]
struct PageEnd<'a> {
    /// 出席, 请假, 列席
    attendance: Vec<NamesRow<'a>>,
    signatures: &'a [Spanned<String>],
    /// Post and name of each who signs with a stamp.
    signers: Vec<String>,
    /// The date, where it stands at the end.
    date: Option<DateText>,
    remark: Option<String>,
    imprint: Option<ImprintText<'a>>,
}

/// The imprint (版记) or foot (报尾).
#[derive(Serialize)]
struct ImprintText<'a> {
    rows: Vec<NamesRow<'a>>,
    office: Option<&'a str>,
    date: Option<DateText>,
    copies: Option<String>,
}

/// A label with its colon, and names.
#[derive(Serialize)]
struct NamesRow<'a> {
    label: String,
    text: Cow<'a, str>,
}

/// Words that stand around what has markup of its own.
#[derive(Serialize)]
struct Words {
    attachments: &'static str,
    approvers: &'static str,
    contents: &'static str,
    notes: &'static str,
    date_under_title: Affixes,
    printed_on: Affixes,
}

impl Words {
    fn new() -> Self {
        Self {
            attachments: printed::ATTACHMENTS,
            approvers: printed::APPROVERS,
            contents: printed::CONTENTS,
            notes: printed::NOTES,
            date_under_title: printed::DATE_UNDER_TITLE,
            printed_on: printed::PRINTED_ON,
        }
    }
}

impl<'a> IssuePage<'a> {
    fn new(site: &'a Site, document: &'a Document, links: &IssueLinks<'_>, route: &Route) -> Self {
        let IssueHead {
            masthead,
            elements,
            numbers,
            title,
            subtitle,
            date,
            date_place,
            // Whether and where they are printed is decided for all pages in `model::printed`.
            recipients: _,
            signatures,
            remark,
            imprint,
            // They lead to the lists of their issues, beside the text.
            topics: _,
        } = &document.head;
        let date_at = |place: DatePlace| (*date_place == place).then(|| DateText::from(date.value));
        let full_title = document.full_title();
        let mut frame = Frame::new(site, route, &full_title);
        let of_series = Route::series(&document.id.series);
        let series = frame.link(document.series.name.as_str(), &of_series);
        let year = frame.link(
            format!("{}年", document.id.year),
            &of_series.portion(Portion::Year(document.id.year)),
        );
        frame.crumbs = vec![series.clone(), year];
        frame.here = Some(full_title.clone());
        let record = match links.record {
            Some(record) => Cow::Borrowed(record),
            None => Cow::Owned(Record::of(document)),
        };
        frame.meta.issue(site, document, &record);
        let neighbour = |issue: Option<&Entry>| issue.map(|issue| IssueItem::new(&frame, issue));
        let (previous, next) = (neighbour(links.previous), neighbour(links.next));
        let related = links.related.iter();
        let related = related.map(|entry| IssueItem::new(&frame, entry)).collect();
        Self {
            layout: document.series.layout.rules().template,
            standing: Standing::new(document, &frame, links),
            head: PageHead::new(document, masthead.as_ref(), elements, numbers, date_at),
            title,
            full_title,
            subtitle: subtitle.as_ref().map(|text| printed::SUBTITLE.text(text)),
            recipients: document.printed_recipients(),
            words: Words::new(),
            contents: contents(document),
            attachment_list: attachment_list(&document.attachments),
            end: PageEnd {
                attendance: attendance(elements),
                signers: signers(elements),
                signatures,
                date: date_at(DatePlace::End),
                remark: remark.as_ref().map(|text| printed::REMARK.text(text)),
                imprint: ImprintText::new(document, imprint),
            },
            facts: Facts::new(document, &frame, series, links),
            item: Microdata::issue(site, document, &record, &frame.meta, links.pdf),
            previous,
            next,
            related,
            frame,
        }
    }
}

impl<'a> PageHead<'a> {
    fn new(
        document: &'a Document,
        masthead: Option<&'a Masthead>,
        elements: &'a StandardElements,
        numbers: &'a DocumentNumbers,
        date_at: impl Fn(DatePlace) -> Option<DateText>,
    ) -> Self {
        let red_line = masthead.is_some() && document.series.layout.rules().red_line;
        let copy_number = elements.printed_copy_number();
        let marks = [&elements.secrecy, &elements.urgency];
        let (mut masthead, masthead_suffix) = match masthead {
            None => (Vec::new(), None),
            Some(masthead) => masthead.lines(),
        };
        if document.series.layout.rules().sponsor_alone {
            masthead.truncate(1);
        }
        let longest = masthead.iter().map(|line| line.chars().count()).max();
        let masthead_length =
            longest.unwrap_or(0) + masthead_suffix.map_or(0, |suffix| suffix.chars().count());
        Self {
            red_line,
            opening_first: document.series.layout.rules().opening_first,
            marks: copy_number
                .into_iter()
                .chain(marks.into_iter().flatten().map(|mark| mark.value.clone()))
                .collect(),
            masthead,
            masthead_suffix,
            masthead_size: match masthead_length {
                0..=6 => "short",
                7..=12 => "medium",
                _ => "long",
            },
            approvers: &elements.approvers,
            document_number: numbers.document.as_deref(),
            issue_number: numbers.issue.as_deref(),
            publishers: document.head_publishers(),
            date: date_at(DatePlace::Head),
            date_under_title: date_at(DatePlace::UnderTitle),
        }
    }
}

/// Those who were there, with the label of each row.
fn attendance(elements: &StandardElements) -> Vec<NamesRow<'_>> {
    let rows = elements.attendance.iter().map(|row| NamesRow {
        label: row.printed_label(),
        text: Cow::Borrowed(&*row.names),
    });
    rows.collect()
}

/// Those whose stamps stand under the text.
fn signers(elements: &StandardElements) -> Vec<String> {
    match &elements.seal {
        Seal::None | Seal::Seal => Vec::new(),
        Seal::Stamps(signers) => signers.iter().map(Signer::line).collect(),
    }
}

impl<'a> ImprintText<'a> {
    fn new(document: &'a Document, imprint: &Imprint) -> Option<Self> {
        let rows: Vec<NamesRow<'_>> = document
            .imprint_rows()
            .into_iter()
            .map(|row| NamesRow {
                label: row.printed_label(),
                text: row.text.value.into(),
            })
            .collect();
        let (office, date) = document.imprint_office();
        let copies = imprint.printed_copies();
        let is_empty = rows.is_empty() && office.is_none() && date.is_none() && copies.is_none();
        (!is_empty).then(|| Self {
            rows,
            office,
            date: date.map(DateText::from),
            copies,
        })
    }
}

fn contents(document: &Document) -> Vec<ContentsLine> {
    if !document.contents_list {
        return Vec::new();
    }
    main_contents(&document.body)
        .into_iter()
        .map(|entry| ContentsLine {
            href: link::fragment(entry.anchor),
            column: entry.kind == ContentsKind::Column,
            phrases: screen_phrases(&format!("{}{}", entry.label, entry.text)),
        })
        .collect()
}

fn attachment_list(attachments: &[Attachment]) -> Vec<AttachmentEntry<'_>> {
    let entries = attachments.iter().map(|attachment| AttachmentEntry {
        number: &attachment.number,
        phrases: screen_phrases(&attachment.head.title),
        href: link::fragment(&attachment.anchor),
    });
    entries.collect()
}

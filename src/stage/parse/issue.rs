//! `issue.yaml`: one issue.

use std::collections::BTreeMap;

use super::choices::DATE_PLACES;
use super::elements::StandardElementsSpec;
use super::filing::FilingSpec;
use super::names::{self, Change};
use super::outline::{self, AttachmentSpec, OutlineItem};
use super::printed_words::{Field, take_off, take_off_given};
use super::publication::PublicationSpec;
use super::topics::topics;
use super::{format, keys, read, series};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, IssueId, Span, Spanned};
use crate::source::{Fields, Key, Sources, title_bars, value, whole_number};
use crate::zh::date::IssueDate;
use crate::zh::label::LabelStyle;

/// An issue as its file says.
#[derive(Clone, Debug)]
pub struct IssueSpec {
    /// Its place.
    pub id: IssueId,
    /// The title's lines.
    pub title: Vec<Spanned<String>>,
    /// Whether it is there under a misspelt key, or cannot be read, which has been said.
    pub title_is_misspelt: bool,
    pub subtitle: Option<Spanned<String>>,
    /// 号
    pub number: Option<Spanned<u32>>,
    /// 期
    pub issue: Option<Spanned<u32>>,
    /// 总期
    pub total: Option<Spanned<u32>>,
    /// 增刊
    pub supplement: Option<Spanned<u32>>,
    /// The date of issue; January of the folder's year where it cannot be read, which has been reported.
    pub date: Spanned<IssueDate>,
    /// Whether it could be read.
    pub date_is_known: bool,
    /// Whether it is asked for under the title (题下).
    pub date_under_title: bool,
    /// Masthead, marks, seals and places.
    pub elements: StandardElementsSpec,
    /// Recipients by the Chinese key of their kind.
    pub recipients: BTreeMap<&'static str, Change>,
    /// 按语: text, or the name of a fragment.
    pub editor_note: Option<Spanned<String>>,
    /// Whether 本期要目 is printed.
    pub contents_list: bool,
    /// Where it is asked for.
    pub contents_place: Option<Span>,
    pub outline: Vec<OutlineItem>,
    pub attachments: Vec<AttachmentSpec>,
    /// The signatures, where they are not the series' own.
    pub signatures: Option<Vec<Spanned<String>>>,
    /// 附注
    pub remark: Option<Spanned<String>>,
    /// 印发机关
    pub office: Option<Spanned<String>>,
    /// 印发日期
    pub print_date: Option<Spanned<IssueDate>>,
    /// 份数
    pub copies: Option<Spanned<u32>>,
    /// 编号样式, where they are not the series' own.
    pub styles: Option<Vec<LabelStyle>>,
    /// 主题
    pub topics: Vec<Spanned<String>>,
    /// 印发 with a date: when it went out.
    pub issued_on: Option<Spanned<IssueDate>>,
    /// How it is kept in the archive.
    pub publication: PublicationSpec,
    /// Where it is filed (归档), where that is not as the series says.
    pub filing: FilingSpec,
    /// 指标: the spreadsheets of figures that the issue names.
    pub figures: Vec<Spanned<String>>,
    /// 应报单位, where they are not the series' own.
    pub expected_units: Option<Vec<Spanned<String>>>,
    /// Until when units have to report (截止).
    pub closing: Option<Spanned<IssueDate>>,
}

/// Reads the `issue.yaml` of the issue `id`.
pub fn parse(sources: &Sources, file: FileId, id: &IssueId, sink: &mut Sink) -> Option<IssueSpec> {
    let yaml = read::yaml(sources, file, sink)?;
    if yaml.root().is_null() {
        let message = "issue.yaml 是空的，这一期不会生成";
        let finding = Diagnostic::new(code::MISSING_KEY, Span::file_start(file), message);
        sink.push(finding.help("写上这几行：标题: …，日期: 2026-07-08，正文: [正文.md]"));
        return None;
    }
    let mut fields = Fields::open(yaml.root(), &format::ISSUE, sink)?;
    let mut own = Sink::default();
    let title = fields.get_needed(keys::TITLE, &mut own);
    let title = title.map(|node| value::lines(node, keys::TITLE.zh, &mut own));
    // What keeps it from being read has been said; that it is missing need not be.
    let title_is_said = !own.is_empty();
    sink.append(own);
    let title = title.unwrap_or_default();
    let title: Vec<Spanned<String>> = title
        .into_iter()
        .map(|line| take_off(line, Field::Title, sink))
        .collect();
    title_bars::check(&title, sink);
    let topics = topics(&mut fields, sink);
    let signatures = fields
        .get(keys::SIGNATURES, sink)
        .map(|node| names::signatures(node, sink));
    let mut number = |key: Key, sink: &mut Sink| {
        let node = fields.get(key, sink)?;
        let number = whole_number::read(node, key.zh, sink)?;
        if number.value == 0 {
            sink.push(
                Diagnostic::new(
                    code::BAD_VALUE,
                    number.span,
                    format!("“{}”从 1 开始", key.zh),
                )
                .help("写实际的号；还没有编号，就删去这一行"),
            );
            return None;
        }
        Some(number)
    };
    let document_number = number(keys::NUMBER, sink);
    let issue = number(keys::ISSUE, sink);
    let total = number(keys::TOTAL, sink);
    let supplement = number(keys::SUPPLEMENT, sink);
    let copies = number(keys::COPIES, sink);
    let mut line = |key: Key, sink: &mut Sink| {
        let node = fields.get(key, sink)?;
        value::text(node, key.zh, sink)
    };
    let subtitle = line(keys::SUBTITLE, sink);
    let remark = line(keys::REMARK, sink);
    let office = line(keys::OFFICE, sink);
    let editor_note = line(keys::EDITOR_NOTE, sink);
    let date = fields
        .require(keys::DATE, sink)
        .and_then(|node| value::date(node, "日期", sink));
    let print_date = fields
        .get(keys::PRINT_DATE, sink)
        .and_then(|node| value::date(node, "印发日期", sink));
    let date_under_title = fields
        .get(keys::DATE_PLACE, sink)
        .and_then(|node| value::choice(node, "日期位置", DATE_PLACES, sink))
        .unwrap_or_default();
    let contents = fields.get(keys::CONTENTS, sink);
    let contents_place = contents.map(|node| node.span);
    let contents_list = contents
        .and_then(|node| value::boolean(node, "要目", sink))
        .unwrap_or(false);
    let expected_units = fields
        .get(keys::EXPECTED_UNITS, sink)
        .map(|node| value::references(node, "应报单位", sink));
    let closing = fields
        .get(keys::CLOSING, sink)
        .and_then(|node| value::date(node, "截止", sink));
    let figures = fields
        .get(keys::METRICS, sink)
        .map(|node| value::references(node, "指标", sink))
        .unwrap_or_default();
    let elements = StandardElementsSpec::of_issue(&mut fields, sink);
    let publication = PublicationSpec::of_issue(&mut fields, sink);
    let filing = FilingSpec::read(&mut fields, sink);
    let issued_on = issued_on(&mut fields, sink);
    let taken = issued_on.as_ref().map(|_| keys::PRINTED_SHORT);
    let recipients = names::recipients(&mut fields, taken, sink);
    let outline = fields
        .require(keys::BODY, sink)
        .map(|node| outline::outline(node, sink));
    let attachments = fields
        .get(keys::ATTACHMENTS, sink)
        .map(|node| outline::attachments(node, sink))
        .unwrap_or_default();
    let styles = fields
        .get(keys::STYLES, sink)
        .map(|node| series::styles(node, sink));
    let fields_span = fields.span();
    let title_is_misspelt = title_is_said || fields.is_misspelt(keys::TITLE);
    fields.finish(sink);
    if let Some(print_date) = &print_date
        && print_date.value.day.is_none()
    {
        sink.push(
            Diagnostic::new(code::BAD_DATE, print_date.span, "印发日期要写到日")
                .help("写成 2026-07-08"),
        );
    }
    let date_is_known = date.is_some();
    // With a stand-in for the date everything else of the issue can still be looked at.
    let date = date.or_else(|| {
        let value = IssueDate::new(id.year, 1, None).ok()?;
        let span = fields_span;
        Some(Spanned { value, span })
    });
    Some(IssueSpec {
        id: id.clone(),
        title,
        title_is_misspelt,
        subtitle: take_off_given(subtitle, Field::Subtitle, sink),
        number: document_number,
        issue,
        total,
        supplement,
        date: date?,
        date_is_known,
        date_under_title,
        elements,
        recipients,
        editor_note,
        contents_list,
        contents_place,
        outline: outline?,
        attachments,
        signatures,
        remark: take_off_given(remark, Field::Remark, sink),
        office: take_off_given(
            without_copies(office, copies.is_some(), sink),
            Field::Office,
            sink,
        ),
        print_date,
        copies,
        styles,
        topics,
        issued_on,
        publication,
        filing,
        figures,
        expected_units,
        closing,
    })
}

/// The office without the number of copies behind it, where 份数 prints that.
fn without_copies(
    office: Option<Spanned<String>>,
    is_printed: bool,
    sink: &mut Sink,
) -> Option<Spanned<String>> {
    let office = office?;
    let text = office.trim_end_matches(['）', ')', '。']).trim_end();
    let start = text.rfind("共印").filter(|_| is_printed);
    let Some(start) = start.filter(|start| {
        let count = text[*start..].trim_start_matches("共印").strip_suffix('份');
        count.is_some_and(|count| count.trim().chars().all(char::is_numeric))
    }) else {
        return Some(office);
    };
    let rest = text[..start].trim_end_matches(|c: char| c.is_whitespace() || "（(，,".contains(c));
    if rest.is_empty() {
        return Some(office);
    }
    let message = format!("“{}”由“份数”印上，手写的已去掉", &text[start..]);
    let finding = Diagnostic::new(code::PRINTED_WORD, office.span, message);
    sink.push(finding.help(format!("只写“{rest}”；核对与“份数”是否一样")));
    Some(Spanned::new(rest.to_owned(), office.span))
}

/// `印发: 2026-04-08`: the issue went out on that day. With names, `印发` is a row of recipients.
fn issued_on(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<Spanned<IssueDate>> {
    if !fields.has(keys::PRINTED_SHORT) {
        return None;
    }
    let node = fields.get(keys::PRINTED_SHORT, sink)?;
    let typed = node.text()?;
    let looks_like_one = typed.trim().starts_with(|c: char| c.is_ascii_digit());
    if !looks_like_one {
        return None;
    }
    let date = value::date(node, "印发", sink)?;
    if date.value.day.is_none() {
        sink.push(
            Diagnostic::new(code::BAD_DATE, date.span, "印发的日期要写到日")
                .help("写成 印发: 2026-07-08"),
        );
    }
    Some(date)
}

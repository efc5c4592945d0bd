//! Filing (归档): what a year's issued issues give to the records office, gathered and held against their records. Nothing is written here.

use super::assembly::{self, place_of};
use super::filed::{self, Filed};
use super::filing_request::{Filing, FilingAudience, FilingError};
use super::issued::{known_as, record_gone};
use super::{BuildEvent, Reporter};
use crate::diag::{Diagnostic, Sink, code};
use crate::filing::{
    self, Candidate, Conflict, FiledItem, LeftOutItem, ListError, METADATA_FILE, NOTICE_FILE,
    assign, list_csv, list_page, list_workbook, metadata, notice, notice_head,
};
use crate::issuance;
use crate::model::{Audience, FILING_REGISTER, FilingClass, Site, Span, is_classified, join_lines};
use crate::publish::{FiledContent, FolderFile, site_issued};
use crate::source::Sources;
use crate::stage::{Plan, PlannedIssue};

/// What came of it.
#[derive(Debug)]
pub enum FilingOutcome {
    /// It cannot be filed: the findings have been told.
    Refused,
    /// No issue of the year is to be filed.
    Nothing(Vec<LeftOutItem>),
    /// There is something to be written.
    Ready(FiledYear),
}

/// A year that is ready for the records office.
#[derive(Debug)]
pub struct FiledYear {
    /// The list, in the order of the archival codes.
    pub items: Vec<FiledItem>,
    /// What is not filed, and why.
    pub left_out: Vec<LeftOutItem>,
    /// The register as it is to be written to the content folder; none where it says that already.
    pub register: Option<String>,
    /// How many archival codes are new.
    pub new: usize,
    /// The files of the folder.
    pub files: Vec<FolderFile>,
    /// The lines by which the folder is known again.
    pub head: String,
}

/// Gathers what is filed of a year.
///
/// # Errors
/// No typst, a machine at fault, a site that cannot be read, or a stop that was asked for.
pub fn file_year(
    request: &Filing<'_>,
    reporter: &dyn Reporter,
) -> Result<FilingOutcome, FilingError> {
    let sources = request.typesetting.sources;
    let mut plan = assembly::plan(sources);
    let mut sink = Sink::default();
    let site = plan.site.clone();
    if site.is_none() || !plan.broken_series.is_empty() {
        sink.append(std::mem::take(&mut plan.sink));
    }
    let known = site_issued(request.output)?;
    let mut left_out = Vec::new();
    let mut left_aside = Vec::new();
    let mut all: Vec<Filed> = Vec::new();
    let of_year = plan
        .issues
        .iter()
        .filter(|issue| year(issue) == request.year);
    for issue in of_year {
        let has_record = issuance::find(sources, &issue.id, &issue.publication.former).is_some();
        if !has_record && let Some((was, date)) = known_as(issue, &known) {
            let place = Some(place_of(sources, issue));
            sink.push(record_gone(&issue.id, was, date, place));
            continue;
        }
        if let Some(reason) = left_out_for(request.audience, issue, has_record) {
            left_out.push(LeftOutItem {
                place: issue.id.path(),
                title: title(issue),
                reason,
                is_withheld: is_withheld(request.audience, issue),
            });
            if has_record {
                left_aside.push(issue.id.clone());
                left_aside.extend(issue.publication.former.iter().cloned());
            }
            continue;
        }
        let class = class(sources, &plan, issue, request.year, &mut sink);
        let (document, own) = {
            let mut assembled = assembly::assemble(sources, &plan, issue);
            let record = assembled.record.take();
            let (document, sink) = assembled.finished();
            (document.zip(record), sink)
        };
        if own.has_errors() || document.is_none() {
            sink.append(own);
        }
        if let (Some((document, record)), Some(class)) = (document, class) {
            all.push(Filed {
                candidate: candidate(issue, &document, class),
                document,
                record,
                pdf: None,
            });
        }
    }
    for filed in &mut all {
        filed.pdf = filed::pdf(request, filed, reporter, &mut sink)?;
    }
    let mut register = match filing::find(sources) {
        Ok(register) => Some(register),
        Err(bad) => {
            bad.say(&mut sink);
            None
        }
    };
    let mut given = Vec::new();
    let mut new = 0;
    if let Some(register) = &mut register {
        let before = register.entries.len();
        let candidates: Vec<Candidate> = all.iter().map(|one| one.candidate.clone()).collect();
        match assign(
            register,
            request.year,
            &candidates,
            &|id| left_aside.contains(id),
            request.today,
            request.again,
        ) {
            Ok(entries) => given = entries,
            // What is wrong with an issue has been said, and is why it is not among them.
            Err(_) if sink.has_errors() => {}
            Err(conflicts) => {
                for conflict in conflicts {
                    sink.push(conflicting(sources, &plan, &conflict));
                }
            }
        }
        new = register.entries.len() - before;
    }
    let refused = sink.has_errors() || site.is_none() || given.len() != all.len();
    reporter.report(BuildEvent::Findings(&sink.into_sorted()));
    let (Some(site), Some(register), false) = (site, register, refused) else {
        return Ok(FilingOutcome::Refused);
    };
    if all.is_empty() {
        return Ok(FilingOutcome::Nothing(left_out));
    }
    let fonds_name = fonds_name(&plan, &site);
    let told: Vec<LeftOutItem> = left_out
        .iter()
        .filter(|item| !item.is_withheld)
        .cloned()
        .collect();
    let mut pairs: Vec<_> = all.iter().zip(&given).collect();
    pairs.sort_by(|(_, a), (_, b)| a.code.cmp(&b.code));
    let mut files = Vec::new();
    let mut items = Vec::new();
    for (filed, entry) in pairs {
        let Some((pages, pdf)) = &filed.pdf else {
            continue;
        };
        let item = FiledItem::of(&filed.document, &site, entry.code.clone(), *pages);
        let mut own = vec![filed::pdf_file(filed, pdf)];
        own.extend(filed::source_files(sources, &filed.document));
        let listed: Vec<_> = own.iter().map(|(file, _)| file.clone()).collect();
        let (document, record) = (&filed.document, &filed.record);
        let bytes = metadata(document, &site, &fonds_name, &item, entry, record, &listed)
            .map_err(ListError::from)?;
        let folder = entry.code.to_string();
        files.push(FolderFile {
            path: format!("{folder}/{METADATA_FILE}"),
            content: FiledContent::Bytes(bytes),
        });
        files.extend(own.into_iter().map(|(file, content)| FolderFile {
            path: format!("{folder}/{}", file.path),
            content,
        }));
        items.push(item);
    }
    let lists = [
        (
            "xlsx",
            list_workbook(&items, &told, &fonds_name, request.year)?,
        ),
        ("csv", list_csv(&items)?),
        ("html", list_page(&items, &told, &fonds_name, request.year)),
    ];
    let audience = request.audience.words();
    let fonds = plan.filing.fonds.as_ref();
    let fonds = fonds.map_or(fonds_name.as_str(), |fonds| fonds.value.as_str());
    let head = notice_head(&site.name, fonds, request.year);
    let text = notice(&head, audience, &items, &told);
    let lists = lists.map(|(ending, bytes)| (format!("归档文件目录.{ending}"), bytes));
    for (path, bytes) in lists.into_iter().chain([(NOTICE_FILE.to_owned(), text)]) {
        files.push(FolderFile {
            path,
            content: FiledContent::Bytes(bytes),
        });
    }
    let text = register.to_text();
    let stands = sources
        .find(FILING_REGISTER)
        .is_some_and(|file| sources.text(file).replace("\r\n", "\n") == text);
    Ok(FilingOutcome::Ready(FiledYear {
        head,
        items,
        left_out,
        register: (!stands).then_some(text),
        new,
        files,
    }))
}

/// The year (年度) of an issue: that of its date, or of its folder where that cannot be read.
fn year(issue: &PlannedIssue) -> u16 {
    let date = issue.spec.as_ref().filter(|spec| spec.date_is_known);
    date.map_or(issue.id.year, |spec| spec.date.value.year)
}

fn title(issue: &PlannedIssue) -> String {
    let title = issue.spec.as_ref().map(|spec| join_lines(&spec.title));
    title.unwrap_or_default()
}

/// Why an issue is not filed, if it is not. What is wrong with one that went out is no reason, but an error.
fn left_out_for(
    audience: FilingAudience,
    issue: &PlannedIssue,
    has_record: bool,
) -> Option<String> {
    let said = issue.spec.as_ref().and_then(|spec| spec.issued_on);
    if !has_record && said.is_none() {
        let draft = issue.publication.draft;
        return Some(match (draft, issue.spec.is_some()) {
            (_, false) => "issue.yaml 读不出来，也没有印发记录".to_owned(),
            (true, true) => "还是草稿".to_owned(),
            (false, true) => "还没有印发：印发了的，先运行 jianbao issue 记下".to_owned(),
        });
    }
    let mark = issue.spec.as_ref().and_then(|spec| spec.elements.secrecy());
    if let Some(mark) = mark.filter(|mark| is_classified(mark)) {
        let level = mark.split('★').next().unwrap_or_default();
        return (audience < FilingAudience::Classified).then(|| {
            format!("标有密级（{level}）：要一并归档，用 --audience classified，另存一处")
        });
    }
    let internal = issue.publication.audience == Audience::Internal;
    (internal && audience == FilingAudience::Public).then(|| "仅供内部".to_owned())
}

/// Whether those for whom the folder is may not know of an issue that is left out of it.
fn is_withheld(audience: FilingAudience, issue: &PlannedIssue) -> bool {
    let mark = issue.spec.as_ref().and_then(|spec| spec.elements.secrecy());
    let classified = issue.in_doubt || mark.is_some_and(is_classified);
    let internal = issue.publication.audience == Audience::Internal;
    (classified && audience < FilingAudience::Classified)
        || (internal && audience == FilingAudience::Public)
}

/// Where an issue is filed; what is said nowhere is told, once for each file that should say it.
fn class(
    sources: &Sources,
    plan: &Plan,
    issue: &PlannedIssue,
    year: u16,
    sink: &mut Sink,
) -> Option<FilingClass> {
    let said = plan.filing_of(issue);
    let mut unsaid = |file: String, message: String, help: &str| {
        let place = sources.find(&file).map(Span::file_start);
        let place = place.unwrap_or_else(|| place_of(sources, issue));
        let finding = Diagnostic::new(code::FILING_UNSAID, place, message).help(help.to_owned());
        let mut own = Sink::default();
        own.push(finding);
        sink.append_new(own);
    };
    if said.fonds.is_none() {
        unsaid(
            "site.yaml".to_owned(),
            "归档要写全宗号".to_owned(),
            "在 site.yaml 里加上一行，写档案馆给的代号，如 全宗号: Z109",
        );
    }
    if said.retention.is_none() {
        let series = &issue.id.series;
        unsaid(
            format!("{series}/series.yaml"),
            format!("归档要写 {series} 的保管期限"),
            "按本单位的保管期限表，在 series.yaml 里加上一行，如 保管期限: 30年；都一样的写在 site.yaml，个别不同的写在 issue.yaml",
        );
    }
    Some(FilingClass {
        fonds: said.fonds?.value,
        year,
        retention: said.retention?.value,
        department: said.department.and_then(|department| department.value),
    })
}

fn candidate(
    issue: &PlannedIssue,
    document: &crate::model::Document,
    class: FilingClass,
) -> Candidate {
    Candidate {
        id: issue.id.clone(),
        former: issue.publication.former.clone(),
        class,
        date: document.head.date.value,
        number: document.head.numbers.main().unwrap_or_default().to_owned(),
        title: document.full_title(),
    }
}

/// 全宗名称: as somebody says it, or who keeps the archive.
fn fonds_name(plan: &Plan, site: &Site) -> String {
    let said = plan.filing.fonds_name.as_ref().map(|name| &name.value);
    said.or(site.organization.as_ref())
        .unwrap_or(&site.name)
        .clone()
}

fn conflicting(sources: &Sources, plan: &Plan, conflict: &Conflict) -> Diagnostic {
    let (id, message, help) = match conflict {
        Conflict::Reclassified { id, given, class } => (
            id,
            format!("{id} 归过档，档号是 {given}，现在会归入 {class}"),
            "改回去；确实要改，用 --again 写明原因，原来的档号注销，另编新号",
        ),
        Conflict::Gone { id, given } => (
            id,
            format!("{id} 归过档，档号是 {given}，现在没有它，或者没有了印发记录"),
            "恢复它的文件夹；移动过的写“原址”；确实不再归档，用 --again 写明原因，档号注销",
        ),
    };
    let issue = plan.issues.iter().find(|issue| issue.id == *id);
    let said = issue.map(|issue| {
        let said = plan.filing_of(issue);
        let retention = said.retention.map(|retention| retention.span);
        retention.unwrap_or_else(|| place_of(sources, issue))
    });
    let register = sources.find(FILING_REGISTER).map(Span::file_start);
    match said.or(register) {
        Some(place) => Diagnostic::new(code::FILED_OTHERWISE, place, message),
        None => Diagnostic::without_place(code::FILED_OTHERWISE, message),
    }
    .help(help.to_owned())
}

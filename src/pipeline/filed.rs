//! The files of an issue that is filed (归档): the PDF that went out, and what it was made from.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::filing_request::{Filing, FilingError};
use super::{Reporter, pdfs};
use crate::diag::{Diagnostic, Sink, code};
use crate::filing::{Candidate, FiledFile};
use crate::issuance::{self, IssuanceRecord, IssuedPdf};
use crate::model::{Document, FileId, ISSUANCE_RECORD, REVIEW_RECORD, Span};
use crate::pdf::{Options, STANDARDS, STANDARDS_WITH_SOURCES};
use crate::publish::{FiledContent, file_sha256};
use crate::source::Sources;
use crate::stage::discover::measured;

/// An issue that is filed.
#[derive(Debug)]
pub struct Filed {
    /// What it is known by.
    pub candidate: Candidate,
    pub document: Document,
    /// What was issued.
    pub record: IssuanceRecord,
    /// The pages and the bytes of the PDF that went out.
    pub pdf: Option<(u32, FiledPdf)>,
}

/// Where the PDF is that went out.
#[derive(Debug)]
pub enum FiledPdf {
    /// In the site.
    InSite(PathBuf),
    /// Set anew, with the same bytes.
    Made(Vec<u8>),
}

/// The PDF that went out: as the site has it, at this address or a former one, or set anew where that gives the same bytes. Anything else is told.
pub fn pdf(
    request: &Filing<'_>,
    filed: &Filed,
    reporter: &dyn Reporter,
    sink: &mut Sink,
) -> Result<Option<(u32, FiledPdf)>, FilingError> {
    let sources = request.typesetting.sources;
    let id = &filed.document.id;
    let place = record_place(sources, filed);
    let Some(issued) = &filed.record.pdf else {
        let message = format!("{id} 印发时没有记下 PDF，归档的是哪一份没有凭据");
        sink.push(
            Diagnostic::new(code::ISSUED_PDF_LOST, place, message).help(format!(
                "在有排版程序的机器上运行 jianbao issue {id} --again \"补记PDF\""
            )),
        );
        return Ok(None);
    };
    let addresses = std::iter::once(id).chain(&filed.candidate.former);
    for address in addresses {
        let path = request.output.join(address.pdf_path());
        let Some(found) = file_sha256(&path) else {
            continue;
        };
        if found == issued.sha256 {
            return Ok(Some((issued.pages, FiledPdf::InSite(path))));
        }
        // The site may still have what went out before.
        let earlier = filed.record.acts.iter();
        if !earlier
            .filter_map(|act| act.pdf.as_ref())
            .any(|sum| *sum == found)
        {
            let message = format!("资料库里 {id} 的 PDF 不是印发的那一份：{}", path.display());
            sink.push(
                Diagnostic::new(code::ISSUED_PDF_CHANGED, place, message)
                    .label("印发的是这一份")
                    .help(format!(
                        "先运行 jianbao build；还是不符，从备份里找回印发的那一份，或运行 jianbao issue {id} --again 原因"
                    )),
            );
            return Ok(None);
        }
    }
    set_anew(request, filed, issued, place, reporter, sink)
}

fn set_anew(
    request: &Filing<'_>,
    filed: &Filed,
    issued: &IssuedPdf,
    place: Span,
    reporter: &dyn Reporter,
    sink: &mut Sink,
) -> Result<Option<(u32, FiledPdf)>, FilingError> {
    let id = &filed.document.id;
    let options = Options {
        standards: match issued.has_sources {
            true => STANDARDS_WITH_SOURCES,
            false => STANDARDS,
        },
        ..request.typesetting.options.clone()
    };
    let typesetting = super::Typesetting {
        options: &options,
        ..request.typesetting
    };
    let compiled = typesetting.set(&filed.document, reporter)?;
    if let Some(compiled) = compiled
        && pdfs::sha256(&compiled.bytes) == issued.sha256
    {
        return Ok(Some((issued.pages, FiledPdf::Made(compiled.bytes))));
    }
    let message = format!("{id} 印发的 PDF 不在资料库里，现在重排的与它不同");
    sink.push(
        Diagnostic::new(code::ISSUED_PDF_LOST, place, message)
            .label("印发的是这一份")
            .help(format!(
                "从备份里找回 {}，放回资料库的文件夹；找不回，运行 jianbao issue {id} --again 原因",
                id.pdf_path()
            )),
    );
    Ok(None)
}

/// The place of the PDF in the record.
fn record_place(sources: &Sources, filed: &Filed) -> Span {
    let record = format!("{}/{ISSUANCE_RECORD}", filed.document.id);
    match sources.find(&record) {
        Some(file) => issuance::pdf_span(file, sources.text(file)),
        None => filed.document.head.date.span,
    }
}

/// The PDF as a file of the issue's folder.
pub fn pdf_file(filed: &Filed, pdf: &FiledPdf) -> (FiledFile, FiledContent) {
    let issued = filed.record.pdf.as_ref();
    let has_sources = issued.is_some_and(|issued| issued.has_sources);
    let file = FiledFile {
        path: filed.document.id.pdf_name(),
        bytes: issued.map_or(0, |issued| issued.bytes),
        is_main: true,
        format: if has_sources { "PDF/A-3a" } else { "PDF/A-2a" }.to_owned(),
    };
    let content = match pdf {
        FiledPdf::InSite(from) => FiledContent::Copy {
            from: from.clone(),
            sha256: issued.map_or_else(String::new, |issued| issued.sha256.clone()),
        },
        FiledPdf::Made(bytes) => FiledContent::Bytes(bytes.clone()),
    };
    (file, content)
}

/// Everything in the issue's folder but the record of review, which binds nobody, and what it uses from elsewhere.
pub fn source_files(sources: &Sources, document: &Document) -> Vec<(FiledFile, FiledContent)> {
    let folder = format!("{}/", document.id.path());
    let own = sources.below(&document.id.path()).map(|(file, _)| file);
    let mut used: BTreeSet<FileId> = own.collect();
    used.extend(document.assets.iter().map(|asset| asset.source));
    let words = super::assembly::wording(document, sources);
    let texts = words.lines.iter().filter_map(|line| line.span);
    used.extend(texts.map(|span| span.file));
    let mut files = Vec::new();
    for file in used {
        let path = sources.path(file);
        let shared = ["site.yaml", "units.yaml", "metrics.yaml", "series.yaml"]
            .iter()
            .any(|name| path == *name || path == format!("{}/{name}", document.id.series));
        let review = path == format!("{folder}{REVIEW_RECORD}");
        let disk = sources.disk_path(file);
        let Some((bytes, sha256)) = measured(&disk).filter(|_| !shared && !review) else {
            continue;
        };
        let path = match path.strip_prefix(&folder) {
            Some(own) => format!("源文件/{own}"),
            None => format!("源文件/共用/{path}"),
        };
        let ending = crate::source::files::extension(&path);
        let file = FiledFile {
            path,
            bytes,
            is_main: false,
            format: ending.to_uppercase(),
        };
        files.push((file, FiledContent::Copy { from: disk, sha256 }));
    }
    files
}

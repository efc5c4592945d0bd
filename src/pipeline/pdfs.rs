//! The PDFs of a build: what is unchanged is kept, the rest is set in batches, and what cannot be set is said.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::assets::preparation;
use super::documents::BuiltIssue;
use super::{BuildError, BuildEvent, Outcome, Phase, Reporter, Request, issued, pdf_faults};
use crate::diag::Sink;
use crate::issuance::IssuedPdf;
use crate::model::printed::ReviewMark;
use crate::model::{Audience, Document, Figure, IssueId, is_record};
use crate::pdf::{self, Compiled, Failure, Job, JobFile, Keys};
use crate::publish::{Output, PdfRecord, PublishError};
use crate::render::typst;
use crate::source::{Content, Sources};

/// The current PDFs by the path of their issue.
pub type Pdfs = BTreeMap<String, PdfRecord>;

/// What became of the PDFs of a build.
#[derive(Debug, Default)]
pub struct MadePdfs {
    /// Those that are up to date.
    pub current: Pdfs,
    /// The paths of the issues whose PDF this site may not have, whatever lies at its place.
    pub withheld: BTreeSet<String>,
}

/// Brings the PDF of every document up to date as far as that is possible.
///
/// An issue whose PDF typst refuses for what the writer wrote loses its document here: page and PDF are published together or not at all.
pub fn make(
    request: &Request<'_>,
    reporter: &dyn Reporter,
    issues: &mut [BuiltIssue],
    output: &mut Output,
    outcome: &mut Outcome,
    sink: &mut Sink,
) -> Result<MadePdfs, BuildError> {
    let keys = Keys::new(request.layouts, request.fonts, request.options.standards);
    let MadePdfs {
        mut current,
        withheld,
    } = issued_pdfs(request, reporter, issues, output);
    let mut waiting: Vec<(usize, String)> = Vec::new();
    let wanted: Vec<(usize, &Document)> = issues
        .iter()
        .enumerate()
        .filter_map(|(index, issue)| Some((index, issue.document.as_ref()?)))
        .filter(|(_, document)| {
            let path = document.id.path();
            !current.contains_key(&path) && !withheld.contains(&path)
        })
        // Without PDFs only those are looked at that an earlier build left and the page may link to.
        .filter(|(_, document)| request.pdf || known(output, document).is_some())
        .collect();
    let of = |document: &Document| job(document, request.sources, request.options.standards);
    // A picture that cannot be read has no key; typst's edge says why when it comes to it.
    let found: Vec<String> = wanted
        .par_iter()
        .map(|(_, document)| keys.of(&of(document)).unwrap_or_default())
        .collect();
    for ((index, document), key) in wanted.into_iter().zip(found) {
        match known(output, document) {
            Some(pdf)
                if issued_pdf(&issues[index]).is_none()
                    && pdf.key == key
                    && output.has_pdf(&document.id.pdf_path(), &pdf) =>
            {
                output.keep(&document.id.pdf_path());
                current.insert(document.id.path(), pdf);
            }
            _ => waiting.push((index, key)),
        }
    }
    if waiting.is_empty() || !request.pdf {
        return Ok(MadePdfs { current, withheld });
    }
    let typst = match reporter.typst() {
        Ok(typst) => typst,
        Err(reason) => {
            outcome.environment = Some(reason.to_string());
            outcome.missing_pdfs = waiting
                .iter()
                .map(|(index, _)| issues[*index].id.pdf_path())
                .collect();
            return Ok(MadePdfs { current, withheld });
        }
    };
    let jobs: Vec<Job> = waiting
        .iter()
        .filter_map(|(index, _)| Some(of(issues[*index].document.as_ref()?)))
        .collect();
    let mut results: Vec<(usize, Failure)> = Vec::new();
    let mut lost: Vec<usize> = Vec::new();
    let mut write_error: Option<PublishError> = None;
    let mut done = 0;
    reporter.report(BuildEvent::Progress {
        phase: Phase::Pdfs,
        done,
        of: jobs.len(),
    });
    let mut on_done = |number: usize, result: Result<Compiled, Failure>| {
        let (index, key) = &waiting[number];
        let id = &issues[*index].id;
        done += 1;
        reporter.report(BuildEvent::Progress {
            phase: Phase::Pdfs,
            done,
            of: jobs.len(),
        });
        let issued = issued_pdf(&issues[*index]);
        match result {
            Ok(compiled) if issued.is_some_and(|pdf| pdf.sha256 != sha256(&compiled.bytes)) => {
                lost.push(*index);
            }
            Ok(compiled) if write_error.is_none() => {
                match output.hold(&id.pdf_path(), &compiled.bytes) {
                    Ok(()) => {
                        outcome.typeset_pdfs += 1;
                        current.insert(id.path(), record(key, &compiled));
                    }
                    Err(error) => {
                        write_error = Some(error);
                        request.options.cancel.cancel();
                    }
                }
            }
            Ok(_) => {}
            Err(failure) => results.push((*index, failure)),
        }
    };
    let work = pdf::compile(
        &typst,
        request.layouts,
        request.fonts,
        &jobs,
        request.options,
        &mut on_done,
    );
    for failed in &work.failed_batches {
        reporter.report(BuildEvent::BatchSplit(failed));
    }
    if let Some(error) = write_error {
        return Err(error.into());
    }
    for index in lost {
        issued::pdf_lost(&issues[index], request.sources, sink);
    }
    results.sort_by_key(|(index, _)| *index);
    for (index, failure) in results {
        let issue = &mut issues[index];
        let Some(document) = &issue.document else {
            continue;
        };
        let is_its_own = !matches!(
            failure,
            Failure::Environment { .. } | Failure::Hurried { .. } | Failure::Cancelled
        );
        if !is_its_own {
            outcome.environment = Some(failure.to_string());
            outcome.missing_pdfs.push(issue.id.pdf_path());
        } else {
            pdf_faults::report(&failure, document, request.sources, sink);
            issue.document = None;
        }
    }
    Ok(MadePdfs { current, withheld })
}

/// The PDFs that went out and stand in the folder: they are kept, whatever fonts, layouts and typst are now. One with the sources in it is never for the public.
fn issued_pdfs(
    request: &Request<'_>,
    reporter: &dyn Reporter,
    issues: &[BuiltIssue],
    output: &mut Output,
) -> MadePdfs {
    let is_public = request.visibility.audience() == Audience::Public;
    let mut made = MadePdfs::default();
    for issue in issues {
        // It is as it was, and its PDF too.
        let left = output.old().issue(&issue.id).filter(|_| issue.stands);
        if let Some(pdf) = left.and_then(|record| record.pdf.clone()) {
            made.current.insert(issue.id.path(), pdf);
        }
        let (Some(document), Some(issued)) = (&issue.document, issued_pdf(issue)) else {
            continue;
        };
        let path = document.id.pdf_path();
        let stands = standing(output, document, issued);
        // A record of an earlier version does not say what the PDF carries.
        let carries = || {
            let file = output.found(&path, issued.bytes);
            stands.is_some() && file.is_some_and(|file| pdf::carries_files(&file))
        };
        if is_public && (issued.has_sources || carries()) {
            reporter.report(BuildEvent::PdfWithheld(&document.id));
            output.discard(&path);
            made.withheld.insert(document.id.path());
        } else if let Some(pdf) = stands {
            output.keep(&path);
            made.current.insert(document.id.path(), pdf);
        }
    }
    made
}

/// The PDF that went out, where that is recorded.
fn issued_pdf(issue: &BuiltIssue) -> Option<&IssuedPdf> {
    issue.record.as_ref()?.pdf.as_ref()
}

/// The PDF that went out, where it still stands in the folder: as the last build knew it, or put back by hand.
fn standing(output: &Output, document: &Document, issued: &IssuedPdf) -> Option<PdfRecord> {
    let path = document.id.pdf_path();
    if let Some(pdf) = known(output, document)
        && pdf.sha256 == issued.sha256
        && output.has_pdf(&path, &pdf)
    {
        return Some(pdf);
    }
    let found = output.sha256(&path, issued.bytes)?;
    (found == issued.sha256).then(|| PdfRecord {
        key: String::new(),
        bytes: issued.bytes,
        pages: issued.pages,
        sha256: found,
    })
}

/// The PDF of an issue that an earlier build made.
fn known(output: &Output, document: &Document) -> Option<PdfRecord> {
    output.old().issue(&document.id)?.pdf.clone()
}

/// What is kept of a PDF that has just been set.
pub fn record(key: &str, compiled: &Compiled) -> PdfRecord {
    PdfRecord {
        key: key.to_owned(),
        bytes: compiled.bytes.len() as u64,
        pages: compiled.pages,
        sha256: sha256(&compiled.bytes),
    }
}

/// As `sha256sum` and `certutil -hashfile` print it.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What typst is given of an issue that was made from `sources`.
pub fn job(document: &Document, sources: &Sources, standards: &str) -> Job {
    marked_job(document, sources, standards, None)
}

/// As [`job`], for a copy for review (送审稿) where there is a `mark`.
pub fn marked_job(
    document: &Document,
    sources: &Sources,
    standards: &str,
    mark: Option<&ReviewMark>,
) -> Job {
    let root = root(&document.id);
    let mut files = Vec::new();
    let mut pictures: Vec<&str> = {
        let figures = document.figures();
        figures.filter_map(Figure::path).collect()
    };
    pictures.sort_unstable();
    pictures.dedup();
    for path in pictures {
        if let Some(asset) = document.assets.iter().find(|asset| asset.path == path) {
            files.push(JobFile {
                path_in_root: format!("{root}/{path}"),
                source: sources.disk_path(asset.source),
                preparation: preparation(asset.form),
            });
        }
    }
    let attached = if standards == pdf::STANDARDS_WITH_SOURCES {
        texts(document, sources)
    } else {
        Vec::new()
    };
    Job {
        name: document.id.to_string(),
        data: typst::marked_data(document, &root, &attached, mark),
        files,
    }
}

/// The texts that an issue was made from: its own folder, and what its series and the archive say.
fn texts<'a>(document: &Document, sources: &'a Sources) -> Vec<(&'a str, &'a str)> {
    let shared = [
        "site.yaml".to_owned(),
        "units.yaml".to_owned(),
        "metrics.yaml".to_owned(),
        format!("{}/series.yaml", document.id.series),
        format!("{}/units.yaml", document.id.series),
        format!("{}/metrics.yaml", document.id.series),
    ];
    // A record names the PDF that it would be part of, or what was never issued.
    let own = sources
        .below(&document.id.path())
        .filter(|(_, path)| !is_record(path))
        .map(|(file, _)| file);
    shared
        .iter()
        .filter_map(|path| sources.find(path))
        .chain(own)
        .filter_map(|file| match &sources.file(file)?.content {
            Content::Text(text) => Some((sources.path(file), text.as_str())),
            _ => None,
        })
        .collect()
}

/// The folder of an issue in typst's root; named after the issue, so that its data do not depend on its place in a batch.
fn root(id: &IssueId) -> String {
    format!("/issue/{}", id.path())
}

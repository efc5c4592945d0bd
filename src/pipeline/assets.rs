//! The pictures and files of the issues, as they stand in the content folder: one that is gone by now stops its issue, and no other.

use super::documents::BuiltIssue;
use super::{BuildError, Request};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::AssetForm;
use crate::pdf::Preparation;
use crate::picture;
use crate::publish::{CopyError, Output};
use crate::site::Route;
use crate::source::svg;
use crate::zh::system_error::in_words;

/// Copies the files of every issue, to stand beside its page when that is written. An issue that has lost one loses its document: it stays as it was.
///
/// # Errors
/// A site that cannot be written.
pub fn hold(
    request: &Request<'_>,
    issues: &mut [BuiltIssue],
    output: &mut Output,
    sink: &mut Sink,
) -> Result<(), BuildError> {
    for issue in issues {
        let assets = issue.document.iter().flat_map(|document| &document.assets);
        let mut lost = None;
        for asset in assets {
            let source = request.sources.disk_path(asset.source);
            let place = |path: &String| Route::IssueFile(issue.id.clone(), path.clone()).path();
            // Somebody may have kept the former address.
            let former = asset.former.as_ref().map(place);
            let former = former.filter(|former| output.old().files.contains(former));
            for path in [Some(place(&asset.path)), former].into_iter().flatten() {
                let held = match preparation(asset.form) {
                    None => output.hold_copy(&path, &source),
                    Some(how) => output.hold_made(&path, &source, how.version, how.run),
                };
                match held {
                    Ok(()) => {}
                    Err(CopyError::Site(error)) => return Err(error.into()),
                    Err(CopyError::Source(error)) => lost = Some((asset.source, error)),
                }
            }
        }
        if let Some((file, error)) = lost {
            let path = request.sources.path(file);
            let reason = match error.kind() {
                std::io::ErrorKind::NotFound => "不见了".to_owned(),
                std::io::ErrorKind::PermissionDenied => "没有读取权限".to_owned(),
                std::io::ErrorKind::InvalidInput => "不是普通的文件".to_owned(),
                _ => format!("读不出来（{}）", in_words(&error)),
            };
            sink.push(
                Diagnostic::without_place(
                    code::MISSING_FILE,
                    format!("{}：生成的时候，{path} {reason}，这一期没有生成", issue.id),
                )
                .help("放回这个文件，再生成一次"),
            );
            issue.document = None;
        }
    }
    Ok(())
}

/// What is made of a file before it goes beside the page; none where it goes as it is.
pub fn preparation(form: AssetForm) -> Option<Preparation> {
    match form {
        AssetForm::AsIs => None,
        AssetForm::Shown => Some(Preparation {
            version: picture::SHOWN_VERSION,
            run: |bytes| picture::shown(bytes).ok(),
        }),
        AssetForm::Offered => Some(Preparation {
            version: picture::OFFERED_VERSION,
            run: |bytes| Some(picture::offered(bytes)),
        }),
        AssetForm::Drawing => Some(Preparation {
            version: svg::CLEAN_VERSION,
            run: |bytes| Some(svg::without_notes(std::str::from_utf8(bytes).ok()?).into_bytes()),
        }),
    }
}

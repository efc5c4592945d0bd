//! The files of an issue: the one list of what lies in its folder, which a build, the preview and `jianbao print` walk.
//!
//! A new format of an issue is a file below `render/` that makes bytes of a [`Document`], and an entry here.

use super::carried_on;
use super::context::IssueContext;
use super::error::BuildError;
use crate::catalogue;
use crate::model::printed::ReviewMark;
use crate::model::{Document, Format, IssueId, IssueSummary, OutputFile, Series};
use crate::render::text;
use crate::render::word::WordError;
use crate::search::IssueText;
use crate::site::Route;
use crate::source::Sources;

/// A file of an issue.
pub struct Artifact {
    /// Its place in the site.
    pub route: fn(&IssueId) -> Route,
    /// What its name ends in, without the dot.
    pub ending: &'static str,
    /// Its media type (RFC 6838), as a web server names it.
    pub media_type: &'static str,
    /// Whether an issue of this series has it in a site.
    pub wanted: fn(&Series) -> bool,
    /// What readers call it, if its page and the catalogue lead to it; a PDF has facts of its own there.
    pub offered: Option<&'static str>,
    /// How it is made.
    pub make: Make,
}

/// Makes a file from the issue, the content that has its pictures, and what a copy for review carries.
pub type MakeWithPictures =
    fn(&Document, &Sources, Option<&ReviewMark>) -> Result<Vec<u8>, WordError>;

/// How a file of an issue is made.
pub enum Make {
    /// From the issue alone.
    Alone(fn(&Document) -> Vec<u8>),
    /// From the issue and what the site has around it.
    InSite(fn(&IssueContext<'_>, &Material<'_>) -> Result<Vec<u8>, BuildError>),
    /// From the issue and its pictures.
    WithPictures(MakeWithPictures),
    /// By typst, many at a time: `pdfs.rs` for a site, `print.rs` for a single issue, and the preview when somebody asks.
    Typst,
}

/// What the files of one issue are made from.
pub struct Material<'a> {
    /// The issue.
    pub document: &'a Document,
    /// What lists say of it.
    pub summary: &'a IssueSummary,
    /// Its text for the search, where it has been made already.
    pub text: Option<&'a IssueText>,
    /// The content, for its pictures.
    pub sources: &'a Sources,
}

/// Every file of an issue in the order in which a build writes them: the page comes last, as it leads to the others. Pictures and files that the
/// writer put beside the text are not made, but copied: see [`Document::assets`].
pub const ARTIFACTS: &[Artifact] = &[
    Artifact {
        route: |id| Route::IssueFile(id.clone(), IssueText::FILE.to_owned()),
        ending: "js",
        media_type: "text/javascript; charset=utf-8",
        wanted: |_| true,
        offered: None,
        make: Make::InSite(|_, material| {
            Ok(match material.text {
                Some(text) => text.file().bytes,
                None => IssueText::of(material.document).file().bytes,
            })
        }),
    },
    Artifact {
        route: |id| Route::IssueFile(id.clone(), catalogue::ISSUE_FILE.to_owned()),
        ending: "json",
        media_type: "application/json",
        wanted: |_| true,
        offered: None,
        make: Make::InSite(|site, material| {
            let file = site.data(
                material.document,
                material.summary,
                &formats(material.document),
            )?;
            Ok(file.bytes)
        }),
    },
    Artifact {
        route: |id| Route::IssueFile(id.clone(), id.file_name("txt")),
        ending: "txt",
        media_type: "text/plain; charset=utf-8",
        wanted: |_| true,
        offered: Some("纯文本版"),
        make: Make::Alone(text::issue),
    },
    Artifact {
        route: |id| Route::IssueFile(id.clone(), id.file_name("docx")),
        ending: "docx",
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        wanted: |series| series.word_files,
        offered: Some("Word 版"),
        make: Make::WithPictures(carried_on::file),
    },
    Artifact {
        route: Route::pdf,
        ending: "pdf",
        media_type: "application/pdf",
        wanted: |_| true,
        offered: None,
        make: Make::Typst,
    },
    Artifact {
        route: Route::issue,
        ending: "html",
        media_type: "text/html; charset=utf-8",
        wanted: |_| true,
        offered: None,
        make: Make::InSite(|site, material| {
            let formats = formats(material.document);
            Ok(site.page(material.document, &formats)?.bytes)
        }),
    },
];

impl Artifact {
    /// The file of the issue; none for what typst makes, and where the series does not want it.
    pub fn draw(
        &self,
        site: &IssueContext<'_>,
        material: &Material<'_>,
    ) -> Result<Option<OutputFile>, BuildError> {
        if !(self.wanted)(&material.document.series) {
            return Ok(None);
        }
        let bytes = match self.make {
            Make::Alone(make) => make(material.document),
            Make::InSite(make) => make(site, material)?,
            Make::WithPictures(make) => make(material.document, material.sources, None)?,
            Make::Typst => return Ok(None),
        };
        Ok(Some(OutputFile {
            path: (self.route)(&material.document.id).path(),
            bytes,
        }))
    }
}

impl Artifact {
    /// What readers of the issue `id` are told of it, if they are led to it.
    fn format(&self, id: &IssueId) -> Option<Format> {
        Some(Format {
            name: (self.route)(id).below(&Route::issue(id).folder()),
            media_type: self.media_type,
            word: self.offered?,
        })
    }
}

/// The file of the issue `id` that lies at `route`.
pub fn at(route: &Route, id: &IssueId) -> Option<&'static Artifact> {
    ARTIFACTS
        .iter()
        .find(|artifact| (artifact.route)(id) == *route)
}

/// The forms of an issue that readers are led to besides its PDF.
pub fn formats(document: &Document) -> Vec<Format> {
    let wanted = |artifact: &&Artifact| (artifact.wanted)(&document.series);
    let artifacts = ARTIFACTS.iter().filter(wanted);
    artifacts
        .filter_map(|artifact| artifact.format(&document.id))
        .collect()
}

/// The forms that an issue may have besides its PDF.
pub fn possible_formats(id: &IssueId) -> Vec<Format> {
    let artifacts = ARTIFACTS.iter();
    artifacts
        .filter_map(|artifact| artifact.format(id))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::media_type;

    #[test]
    fn every_file_is_found_again_and_is_served_as_what_it_is() {
        let id = IssueId {
            series: "ducha".to_owned(),
            year: 2026,
            folder: "3".to_owned(),
        };
        for artifact in ARTIFACTS {
            let route = (artifact.route)(&id);
            let path = route.path();
            assert_eq!(Route::parse(&path), Some(route.clone()));
            assert!(path.ends_with(&format!(".{}", artifact.ending)), "{path}");
            assert_eq!(artifact.media_type, media_type(&path), "{path}");
            let found = at(&route, &id).map(|found| found.ending);
            assert_eq!(found, Some(artifact.ending));
        }
        assert!(
            ARTIFACTS
                .last()
                .is_some_and(|last| (last.route)(&id).is_page())
        );
        assert_eq!(possible_formats(&id)[0].name, "ducha-2026-3.txt");
    }
}

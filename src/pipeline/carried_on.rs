//! The files of an issue that go on into office programs and editors of web pages, with the pictures that its page shows.

use crate::model::printed::ReviewMark;
use crate::model::{Document, Figure, FigurePicture};
use crate::picture::{self, OfficePicture};
use crate::project::OWN_FONTS;
use crate::render::fragment::{self, FragmentError, FragmentPicture};
use crate::render::word::{self, WordError, WordPicture};
use crate::site::media_type;
use crate::source::Sources;

/// The Word file of `document`, which was made from `sources`; for review where there is a `mark`.
///
/// # Errors
/// A picture that is gone by now.
pub fn file(
    document: &Document,
    sources: &Sources,
    mark: Option<&ReviewMark>,
) -> Result<Vec<u8>, WordError> {
    let pictures = |figure: &Figure| {
        let shown = shown(document, sources, figure)?;
        Some(WordPicture {
            bytes: shown.bytes,
            ending: shown.kind.ending(),
            width: shown.size.0,
            height: shown.size.1,
        })
    };
    word::issue(document, &pictures, mark)
}

/// The piece of HTML for editors of 公众号.
///
/// # Errors
/// A picture that is gone by now.
pub fn piece(
    document: &Document,
    sources: &Sources,
    mark: Option<&ReviewMark>,
) -> Result<Vec<u8>, FragmentError> {
    let pictures = |figure: &Figure| {
        let shown = shown(document, sources, figure)?;
        Some(FragmentPicture {
            media_type: media_type(&format!(".{}", shown.kind.ending())),
            bytes: shown.bytes,
        })
    };
    fragment::issue(document, &pictures, mark)
}

/// What a figure shows, as office programs read it.
fn shown(document: &Document, sources: &Sources, figure: &Figure) -> Option<OfficePicture> {
    let path = match &figure.picture {
        FigurePicture::Chart(chart) => return drawing(chart.drawing.svg()),
        FigurePicture::File { path, .. } => path,
    };
    let asset = document.assets.iter().find(|asset| asset.path == *path)?;
    let bytes = sources.bytes(asset.source)?.ok()?;
    if path.ends_with(".svg") {
        drawing(std::str::from_utf8(&bytes).ok()?)
    } else {
        picture::for_office(&bytes).ok()
    }
}

/// A drawing with the program's own faces, 黑体 first.
fn drawing(text: &str) -> Option<OfficePicture> {
    let mut fonts: Vec<(bool, &'static [u8])> = OWN_FONTS
        .iter()
        .map(|(name, font)| (!name.starts_with("NotoSans"), *font))
        .collect();
    fonts.sort_by_key(|(later, _)| *later);
    let fonts: Vec<&'static [u8]> = fonts.into_iter().map(|(_, font)| font).collect();
    picture::for_office_drawing(text, &fonts)
}

//! Drawings (SVG) as pictures made of pixels, for programs that do not know drawings: Word before 2016 and many a WPS.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};

use super::examine::OfficePicture;
use super::kind::PictureKind;

/// About how many pixels a drawing is wide: 300 to the inch where it fills the line.
const WIDE: f32 = 1840.0;
/// The most pixels of its height.
const HIGH: f32 = 2700.0;

/// Draws the drawing `text` with the faces in `fonts`; its size is that of the drawing itself, not that of its pixels. None where it cannot be drawn.
#[must_use]
pub fn for_office_drawing(text: &str, fonts: &[&'static [u8]]) -> Option<OfficePicture> {
    let mut faces = fontdb::Database::new();
    for font in fonts {
        faces.load_font_source(fontdb::Source::Binary(Arc::new(*font)));
    }
    let first = faces
        .faces()
        .find_map(|face| Some(face.families.first()?.0.clone()));
    if let Some(first) = first {
        faces.set_sans_serif_family(first.clone());
        faces.set_serif_family(first.clone());
        faces.set_monospace_family(first);
    }
    // The library would look on the disk for what a drawing names.
    let resolver = ImageHrefResolver {
        resolve_string: Box::new(|_, _| None),
        ..ImageHrefResolver::default()
    };
    let options = Options {
        image_href_resolver: resolver,
        font_family: "sans-serif".to_owned(),
        fontdb: Arc::new(faces),
        ..Options::default()
    };
    let tree = Tree::from_str(text, &options).ok()?;
    let size = tree.size();
    let scale = (WIDE / size.width()).min(HIGH / size.height());
    let pixels = size.to_int_size().scale_by(scale)?;
    let mut pixmap = Pixmap::new(pixels.width(), pixels.height())?;
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(
            pixels.width() as f32 / size.width(),
            pixels.height() as f32 / size.height(),
        ),
        &mut pixmap.as_mut(),
    );
    let own = size.to_int_size();
    Some(OfficePicture {
        bytes: pixmap.encode_png().ok()?,
        kind: PictureKind::Png,
        size: (own.width(), own.height()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_pixels_and_keeps_its_size() {
        let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\"><rect width=\"200\" height=\"100\" fill=\"#c00\"/></svg>";
        let drawn = for_office_drawing(drawing, &[]).map(|drawn| (drawn.size, drawn.kind));
        assert_eq!(drawn, Some(((200, 100), PictureKind::Png)));
        assert!(for_office_drawing("<p/>", &[]).is_none());
    }

    #[test]
    fn a_drawing_brings_nothing_from_the_disk() {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/content/ducha/2025/2/督查流程.png"
        );
        let picture = |element: &str| {
            let drawing = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\"><rect width=\"9\" height=\"9\"/>{element}</svg>"
            );
            for_office_drawing(&drawing, &[]).map(|drawn| drawn.bytes)
        };
        let plain = picture("");
        assert!(plain.is_some());
        for href in [file.to_owned(), format!("file://{file}")] {
            for element in [
                format!("<image width=\"200\" height=\"100\" href=\"{href}\"/>"),
                format!(
                    "<filter id=\"f\"><feImage href=\"{href}\"/></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>"
                ),
            ] {
                let drawn = picture(&element);
                assert!(element.contains("feImage") || drawn == plain, "{element}");
                let without = element.replace(&href, "nowhere.png");
                assert!(drawn == picture(&without), "{element}");
            }
        }
    }
}

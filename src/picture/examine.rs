//! Whole pictures: looked at, made ready to be shown, made ready to be offered.

use std::collections::BTreeSet;

use super::carried::Carried;
use super::kind::{PictureFlaw, PictureKind, kind_of};
use super::stripped::Stripped;
use super::{exif, gif, jpeg, pixels, png, tiff, webp};

/// What is known of a picture that can be shown.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Examined {
    /// What the file is, whatever its name says.
    pub kind: PictureKind,
    /// Width and height in pixels, as the picture is seen.
    pub size: (u32, u32),
    /// Width and height of what is shown, where that is smaller.
    pub scaled: Option<(u32, u32)>,
    /// What is shown in the end.
    pub becomes: PictureKind,
    /// Whether it is stored on its side or mirrored.
    pub turned: bool,
    /// Whether its colours are those of printing ink (CMYK).
    pub cmyk: bool,
    /// What it carries besides.
    pub carried: BTreeSet<Carried>,
}

impl Examined {
    /// Whether what is shown has the pixels that are stored.
    #[must_use]
    pub fn keeps_pixels(&self) -> bool {
        self.scaled.is_none() && !self.turned && !self.cmyk && self.kind == self.becomes
    }
}

/// Looks at a whole picture, every pixel of it.
///
/// # Errors
/// Why it cannot be shown.
pub fn examine(bytes: &[u8]) -> Result<Examined, PictureFlaw> {
    let kind = kind_of(bytes)?;
    let stripped = strip(kind, bytes)?;
    let raster = pixels::read(kind, &stripped, pixels::Pace::Fast)?;
    Ok(found(kind, &stripped, &raster))
}

/// What is known of a picture whose pixels are read; the pace at which they were makes no difference to it.
fn found(kind: PictureKind, stripped: &Stripped, raster: &pixels::Raster) -> Examined {
    let size = raster.upright_size(stripped.orientation);
    let scaled = if stripped.moves {
        None
    } else {
        pixels::scaled(size)
    };
    let turned = stripped.orientation > 1;
    let redrawn = scaled.is_some()
        || turned
        || raster.cmyk
        || matches!(kind, PictureKind::Bmp | PictureKind::Tiff);
    let becomes = match kind {
        _ if !redrawn => kind,
        PictureKind::Jpeg => PictureKind::Jpeg,
        _ if raster.is_photo() => PictureKind::Jpeg,
        _ => PictureKind::Png,
    };
    Examined {
        kind,
        size,
        scaled,
        becomes,
        turned,
        cmyk: raster.cmyk,
        carried: stripped.carried.clone(),
    }
}

/// The bytes of a picture that page and PDF show.
///
/// # Errors
/// Why it cannot be shown.
pub fn shown(bytes: &[u8]) -> Result<Vec<u8>, PictureFlaw> {
    let kind = kind_of(bytes)?;
    let stripped = strip(kind, bytes)?;
    let raster = pixels::read(kind, &stripped, pixels::Pace::SameEverywhere)?;
    let found = found(kind, &stripped, &raster);
    if found.keeps_pixels() {
        return Ok(stripped.bytes);
    }
    raster.draw(found.scaled, found.becomes, &stripped)
}

/// A picture as office programs read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficePicture {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is: JPEG, PNG or GIF.
    pub kind: PictureKind,
    /// Width and height in pixels; of a drawing those that it asks for, not those that it was drawn with.
    pub size: (u32, u32),
}

/// The picture that page and PDF show, for office programs, older ones of which do not know WebP.
///
/// # Errors
/// Why it cannot be shown.
pub fn for_office(bytes: &[u8]) -> Result<OfficePicture, PictureFlaw> {
    let kind = kind_of(bytes)?;
    let stripped = strip(kind, bytes)?;
    let raster = pixels::read(kind, &stripped, pixels::Pace::SameEverywhere)?;
    let found = found(kind, &stripped, &raster);
    let size = found.scaled.unwrap_or(found.size);
    if found.keeps_pixels() && kind != PictureKind::Webp {
        let bytes = stripped.bytes;
        return Ok(OfficePicture { bytes, kind, size });
    }
    let kind = match found.becomes {
        PictureKind::Webp if raster.is_photo() => PictureKind::Jpeg,
        PictureKind::Webp => PictureKind::Png,
        kind => kind,
    };
    let bytes = raster.draw(found.scaled, kind, &stripped)?;
    Ok(OfficePicture { bytes, kind, size })
}

/// The bytes of a picture that is offered for download: as it is, without what it carries. What is no picture that could be read stays as it is.
#[must_use]
pub fn offered(bytes: &[u8]) -> Vec<u8> {
    let stripped = match kind_of(bytes) {
        Ok(
            kind @ (PictureKind::Jpeg | PictureKind::Png | PictureKind::Gif | PictureKind::Webp),
        ) => strip(kind, bytes),
        _ => return bytes.to_vec(),
    };
    match (stripped, kind_of(bytes)) {
        (Ok(stripped), Ok(PictureKind::Jpeg)) if stripped.orientation > 1 => {
            jpeg::with_orientation(&stripped.bytes, stripped.orientation)
        }
        (Ok(stripped), Ok(PictureKind::Png)) if stripped.orientation > 1 => {
            png::with_orientation(&stripped.bytes, stripped.orientation)
        }
        (Ok(stripped), _) => stripped.bytes,
        (Err(_), _) => bytes.to_vec(),
    }
}

/// What a picture carries that is taken out of it.
#[must_use]
pub fn carried(bytes: &[u8]) -> BTreeSet<Carried> {
    let stripped = kind_of(bytes).and_then(|kind| strip(kind, bytes));
    stripped
        .map(|stripped| stripped.carried)
        .unwrap_or_default()
}

fn strip(kind: PictureKind, bytes: &[u8]) -> Result<Stripped, PictureFlaw> {
    match kind {
        PictureKind::Jpeg => jpeg::strip(bytes),
        PictureKind::Png => png::strip(bytes),
        PictureKind::Gif => gif::strip(bytes),
        PictureKind::Webp => webp::strip(bytes),
        PictureKind::Tiff => tiff::look(bytes),
        PictureKind::Bmp => Ok(Stripped {
            bytes: bytes.to_vec(),
            orientation: 1,
            profile: None,
            carried: BTreeSet::new(),
            moves: false,
        }),
    }
}

/// Whether a file is by its beginning a picture, or a film, that may tell where and by whom it was taken, whatever its name says.
#[must_use]
pub fn may_carry(head: &[u8]) -> bool {
    kind_of(head).is_ok() || head.get(4..8) == Some(b"ftyp".as_slice())
}

/// What stays in a file that is offered for download and from which nothing can be taken: pictures of kinds that are not rewritten, and damaged ones.
#[must_use]
pub fn scan(bytes: &[u8]) -> BTreeSet<Carried> {
    let mut carried = BTreeSet::new();
    match kind_of(bytes) {
        Ok(PictureKind::Tiff) => {
            if !exif::scan_pages(bytes, &mut carried) {
                carried.insert(Carried::Unread);
                embedded(bytes, &mut carried);
            }
        }
        Ok(
            kind @ (PictureKind::Jpeg | PictureKind::Png | PictureKind::Gif | PictureKind::Webp),
        ) => {
            // What can be taken apart is stripped; what cannot is damaged, and kept as it is.
            if strip(kind, bytes).is_err() {
                carried.insert(Carried::Unread);
                embedded(bytes, &mut carried);
            }
        }
        Ok(PictureKind::Bmp) => {}
        // HEIC, AVIF and films keep the same table somewhere in the file.
        Err(_) if bytes.get(4..8) == Some(b"ftyp".as_slice()) => embedded(bytes, &mut carried),
        Err(_) => {}
    }
    carried
}

/// What tables that lie anywhere in a file tell.
fn embedded(bytes: &[u8], carried: &mut BTreeSet<Carried>) {
    // A table alone begins as a TIFF; films name the place in a field of its own.
    const TABLES: [&[u8]; 2] = [b"II*\0", b"MM\0*"];
    const PLACES: [&[u8]; 2] = [b"\xA9xyz", b"location.ISO6709"];
    const XMP: &[u8] = b"<x:xmpmeta";
    let has = |mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    for (place, window) in bytes.windows(4).enumerate() {
        if TABLES.contains(&window) {
            exif::scan(&bytes[place..], carried);
        }
    }
    if let Some(place) = bytes.windows(XMP.len()).position(|window| window == XMP) {
        exif::scan_xmp(&bytes[place..], carried);
    }
    if PLACES.into_iter().any(has) {
        carried.insert(Carried::Location);
    }
}

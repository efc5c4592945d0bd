//! TIFF: always drawn anew, so nothing of its tables is kept.

use std::collections::BTreeSet;

use super::exif;
use super::kind::PictureFlaw;
use super::stripped::Stripped;

/// Looks at the first page; several pages are refused, as only one would be shown.
pub fn look(bytes: &[u8]) -> Result<Stripped, PictureFlaw> {
    if exif::pages(bytes) > 1 {
        return Err(PictureFlaw::Pages);
    }
    let mut carried = BTreeSet::new();
    let orientation = exif::scan(bytes, &mut carried);
    Ok(Stripped {
        bytes: bytes.to_vec(),
        orientation,
        profile: None,
        carried,
        moves: false,
    })
}

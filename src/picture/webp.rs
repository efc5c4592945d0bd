//! WebP, chunk by chunk.

use std::collections::BTreeSet;

use super::carried::Carried;
use super::kind::PictureFlaw;
use super::stripped::Stripped;
use super::{exif, icc};

const CUT_OFF: PictureFlaw = PictureFlaw::Damaged("不完整，后面缺了一段，可能没有下载完");

/// Takes out everything but what the picture is drawn from.
pub fn strip(bytes: &[u8]) -> Result<Stripped, PictureFlaw> {
    let mut carried = BTreeSet::new();
    let length = number(bytes, 4).ok_or(CUT_OFF)?;
    let end = length.checked_add(8).ok_or(CUT_OFF)?;
    let mut rest = bytes.get(12..end).ok_or(CUT_OFF)?;
    if bytes[end..].iter().any(|byte| *byte != 0) {
        carried.insert(Carried::Trailing);
    }
    let mut chunks = Vec::new();
    let mut orientation = 1;
    let mut profile = None;
    let mut moves = false;
    while !rest.is_empty() {
        let kind = rest.get(..4).ok_or(CUT_OFF)?;
        let length = number(rest, 4).ok_or(CUT_OFF)?;
        let body = rest.get(8..8_usize.saturating_add(length)).ok_or(CUT_OFF)?;
        let padded = (8 + length + length % 2).min(rest.len());
        match kind {
            b"VP8X" if body.len() == 10 => {
                // Of EXIF and XMP nothing stays; of the profile what can be read.
                let mut flags = body.to_vec();
                flags[0] &= !0b0010_1100;
                push(&mut chunks, b"VP8X", &flags);
            }
            b"VP8 " | b"VP8L" | b"ALPH" => push(&mut chunks, kind, body),
            b"ANIM" | b"ANMF" => {
                moves = true;
                push(&mut chunks, kind, body);
            }
            b"ICCP" => {
                profile = icc::clean(body);
                if let Some(profile) = &profile {
                    push(&mut chunks, b"ICCP", profile);
                    // The first chunk is VP8X, whose first byte says that there is one.
                    if let Some(flags) = chunks.get_mut(8) {
                        *flags |= 0b0010_0000;
                    }
                }
            }
            b"EXIF" => {
                let table = body.strip_prefix(b"Exif\0\0").unwrap_or(body);
                orientation = exif::scan(table, &mut carried);
            }
            b"XMP " => exif::scan_xmp(body, &mut carried),
            _ => {
                carried.insert(Carried::Device);
            }
        }
        rest = &rest[padded..];
    }
    let mut clean = b"RIFF".to_vec();
    let size = u32::try_from(chunks.len() + 4).unwrap_or(0);
    clean.extend(size.to_le_bytes());
    clean.extend(b"WEBP");
    clean.extend(chunks);
    Ok(Stripped {
        bytes: clean,
        orientation,
        profile,
        carried,
        moves,
    })
}

fn number(bytes: &[u8], place: usize) -> Option<usize> {
    let bytes = bytes.get(place..place + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

fn push(bytes: &mut Vec<u8>, kind: &[u8], body: &[u8]) {
    bytes.extend(kind);
    bytes.extend(u32::try_from(body.len()).unwrap_or(0).to_le_bytes());
    bytes.extend(body);
    if body.len() % 2 == 1 {
        bytes.push(0);
    }
}

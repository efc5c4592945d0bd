//! PNG, chunk by chunk.

use std::collections::BTreeSet;

use super::carried::Carried;
use super::kind::PictureFlaw;
use super::stripped::Stripped;
use super::{exif, icc};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";
const CUT_OFF: PictureFlaw = PictureFlaw::Damaged("不完整，后面缺了一段，可能没有下载完");

/// Takes out everything but what the picture is drawn from.
pub fn strip(bytes: &[u8]) -> Result<Stripped, PictureFlaw> {
    let mut rest = bytes
        .strip_prefix(SIGNATURE)
        .ok_or(PictureFlaw::Damaged("已经损坏"))?;
    let mut clean = SIGNATURE.to_vec();
    let mut carried = BTreeSet::new();
    let mut orientation = 1;
    let mut profile = None;
    let mut moves = false;
    loop {
        let length = rest.get(..4).ok_or(CUT_OFF)?;
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]);
        let length = usize::try_from(length).map_err(|_| CUT_OFF)?;
        let kind = rest.get(4..8).ok_or(CUT_OFF)?;
        let end = length.checked_add(12).ok_or(CUT_OFF)?;
        let whole = rest.get(..end).ok_or(CUT_OFF)?;
        let body = &whole[8..8 + length];
        rest = &rest[end..];
        match kind {
            b"IHDR" | b"PLTE" | b"IDAT" | b"tRNS" | b"gAMA" | b"cHRM" | b"sRGB" | b"cICP"
            | b"sBIT" | b"bKGD" | b"pHYs" => clean.extend(whole),
            b"acTL" | b"fcTL" | b"fdAT" => {
                moves = true;
                clean.extend(whole);
            }
            b"iCCP" => {
                profile = icc::from_png(body);
                if let Some(profile) = &profile {
                    push(&mut clean, b"iCCP", &icc::to_png(profile));
                }
            }
            b"eXIf" => orientation = exif::scan(body, &mut carried),
            b"tEXt" | b"zTXt" | b"iTXt" => text(body, &mut carried),
            b"IEND" => {
                clean.extend(whole);
                break;
            }
            _ => {
                carried.insert(Carried::Device);
            }
        }
    }
    if rest.iter().any(|byte| *byte != 0) {
        carried.insert(Carried::Trailing);
    }
    Ok(Stripped {
        bytes: clean,
        orientation,
        profile,
        carried,
        moves,
    })
}

/// What a text in the file is about, by its keyword.
fn text(body: &[u8], carried: &mut BTreeSet<Carried>) {
    let keyword = body.split(|byte| *byte == 0).next().unwrap_or_default();
    match keyword {
        b"Author" | b"Copyright" | b"Artist" => {
            carried.insert(Carried::Person);
        }
        b"XML:com.adobe.xmp" => exif::scan_xmp(body, carried),
        b"Software" | b"Creation Time" | b"Source" | b"date:create" | b"date:modify" => {
            carried.insert(Carried::Device);
        }
        _ => {
            carried.insert(Carried::Words);
        }
    }
}

/// The picture with a table that says only how it must be turned.
#[must_use]
pub fn with_orientation(clean: &[u8], orientation: u8) -> Vec<u8> {
    // Behind the header, which has 25 bytes.
    let at = (SIGNATURE.len() + 25).min(clean.len());
    let mut bytes = clean[..at].to_vec();
    push(&mut bytes, b"eXIf", &exif::only_orientation(orientation));
    bytes.extend(&clean[at..]);
    bytes
}

fn push(bytes: &mut Vec<u8>, kind: &[u8; 4], body: &[u8]) {
    let length = u32::try_from(body.len()).unwrap_or(0);
    bytes.extend(length.to_be_bytes());
    bytes.extend(kind);
    bytes.extend(body);
    let check = crc(kind.iter().chain(body));
    bytes.extend(check.to_be_bytes());
}

/// The checksum of a chunk (CRC-32).
fn crc<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
        }
    }
    !sum
}

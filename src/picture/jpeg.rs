//! JPEG, segment by segment.

use std::collections::BTreeSet;

use super::carried::Carried;
use super::kind::PictureFlaw;
use super::stripped::Stripped;
use super::{exif, icc};

/// One marker with what belongs to it.
struct JpegSegment<'a> {
    marker: u8,
    /// Without marker and length.
    body: &'a [u8],
    /// What follows a start of scan up to the next marker: the compressed pixels.
    scan: &'a [u8],
}

const CUT_OFF: PictureFlaw = PictureFlaw::Damaged("不完整，后面缺了一段，可能没有下载完");
const BROKEN: PictureFlaw = PictureFlaw::Damaged("已经损坏");

/// The segments from the start to the end of the picture, and what lies behind it.
fn segments(bytes: &[u8]) -> Result<(Vec<JpegSegment<'_>>, &[u8]), PictureFlaw> {
    let mut found = Vec::new();
    let mut rest = bytes.get(2..).ok_or(CUT_OFF)?;
    loop {
        // Any number of fill bytes may stand before a marker; some programs leave others there.
        let start = rest.iter().position(|byte| *byte == 0xFF).ok_or(CUT_OFF)?;
        rest = &rest[start..];
        let fill = rest.iter().take_while(|byte| **byte == 0xFF).count();
        let marker = *rest.get(fill).ok_or(CUT_OFF)?;
        rest = &rest[fill + 1..];
        match marker {
            0xD9 => return Ok((found, rest)),
            0x00 | 0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let length = match rest {
            [high, low, ..] => usize::from(u16::from_be_bytes([*high, *low])),
            _ => return Err(CUT_OFF),
        };
        if length < 2 {
            return Err(BROKEN);
        }
        let body = rest.get(2..length).ok_or(CUT_OFF)?;
        rest = &rest[length..];
        let mut scan: &[u8] = &[];
        if marker == 0xDA {
            let end = scan_length(rest);
            (scan, rest) = rest.split_at(end);
        }
        found.push(JpegSegment { marker, body, scan });
    }
}

/// How long the compressed pixels are that `rest` begins with: to a marker that is no restart.
fn scan_length(rest: &[u8]) -> usize {
    let mut place = 0;
    while let Some(offset) = rest[place..].iter().position(|byte| *byte == 0xFF) {
        place += offset;
        match rest.get(place + 1) {
            Some(0x00 | 0xD0..=0xD7) => place += 2,
            Some(0xFF) => place += 1,
            Some(_) => return place,
            None => break,
        }
    }
    rest.len()
}

/// Takes out everything but what the picture is drawn from.
pub fn strip(bytes: &[u8]) -> Result<Stripped, PictureFlaw> {
    let (segments, behind) = segments(bytes)?;
    let mut carried = BTreeSet::new();
    if behind.iter().any(|byte| *byte != 0) {
        carried.insert(Carried::Trailing);
    }
    let mut orientation = 1;
    let mut profile: Vec<(u8, &[u8])> = Vec::new();
    let mut head = Vec::new();
    let mut rest = Vec::new();
    let mut is_adobe = false;
    for segment in &segments {
        match (segment.marker, segment.body) {
            (0xE0, [b'J', b'F', b'I', b'F', 0, body @ ..])
                if body.len() >= 7 && head.is_empty() =>
            {
                // Version and density; the small copy behind them goes.
                let mut plain = b"JFIF\0".to_vec();
                plain.extend(&body[..7]);
                plain.extend([0, 0]);
                push(&mut head, 0xE0, &plain);
                if body.len() > 9 {
                    carried.insert(Carried::Preview);
                }
            }
            (0xE1, [b'E', b'x', b'i', b'f', 0, _, table @ ..]) => {
                let turn = exif::scan(table, &mut carried);
                if orientation == 1 {
                    orientation = turn;
                }
            }
            (0xE1, body) => exif::scan_xmp(body, &mut carried),
            (0xE2, body) if body.starts_with(b"ICC_PROFILE\0") && body.len() > 14 => {
                profile.push((body[12], &body[14..]));
            }
            (0xE2, body) if body.starts_with(b"MPF\0") => {
                carried.insert(Carried::Preview);
            }
            (0xEE, body) if body.starts_with(b"Adobe") && body.len() >= 12 => {
                // Says how the colours are stored.
                if !is_adobe {
                    push(&mut rest, 0xEE, &body[..12]);
                }
                is_adobe = true;
            }
            (0xED, _) | (0xFE, _) => {
                carried.insert(Carried::Words);
            }
            (0xE0..=0xEF, _) => {
                carried.insert(Carried::Device);
            }
            (marker, body) => {
                push(&mut rest, marker, body);
                rest.extend(segment.scan);
            }
        }
    }
    profile.sort_by_key(|(number, _)| *number);
    let profile: Vec<u8> = profile
        .into_iter()
        .flat_map(|(_, part)| part)
        .copied()
        .collect();
    let profile = icc::clean(&profile);
    let mut clean = vec![0xFF, 0xD8];
    clean.extend(head);
    if let Some(profile) = &profile {
        let parts: Vec<&[u8]> = profile.chunks(65_500).collect();
        let count = u8::try_from(parts.len()).unwrap_or(u8::MAX);
        for (number, part) in (1_u8..).zip(parts) {
            let mut body = b"ICC_PROFILE\0".to_vec();
            body.extend([number, count]);
            body.extend(part);
            push(&mut clean, 0xE2, &body);
        }
    }
    clean.extend(rest);
    clean.extend([0xFF, 0xD9]);
    Ok(Stripped {
        bytes: clean,
        orientation,
        profile,
        carried,
        moves: false,
    })
}

/// The picture with a table that says only how it must be turned.
#[must_use]
pub fn with_orientation(clean: &[u8], orientation: u8) -> Vec<u8> {
    let mut body = b"Exif\0\0".to_vec();
    body.extend(exif::only_orientation(orientation));
    let mut bytes = clean[..2].to_vec();
    push(&mut bytes, 0xE1, &body);
    bytes.extend(&clean[2..]);
    bytes
}

/// The picture of one scan without the mark of its end, and a few empty bytes in its place; none where it has several scans.
///
/// The reader takes an end that comes too early for the rest of the picture, and paints that grey; where the bytes run out it says so.
#[must_use]
pub fn without_end(clean: &[u8]) -> Option<Vec<u8>> {
    let (found, _) = segments(clean).ok()?;
    let scans = found.iter().filter(|segment| segment.marker == 0xDA);
    let is_baseline = found
        .iter()
        .any(|segment| matches!(segment.marker, 0xC0 | 0xC1));
    if scans.count() != 1 || !is_baseline {
        return None;
    }
    let mut open = clean.strip_suffix(&[0xFF, 0xD9])?.to_vec();
    open.extend([0; 16]);
    Some(open)
}

/// Whether the colours of a picture of four inks are stored inverted, as Adobe's programs do.
#[must_use]
pub fn is_adobe(clean: &[u8]) -> bool {
    segments(clean).is_ok_and(|(found, _)| found.iter().any(|segment| segment.marker == 0xEE))
}

fn push(bytes: &mut Vec<u8>, marker: u8, body: &[u8]) {
    let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
    bytes.extend([0xFF, marker]);
    bytes.extend(length.to_be_bytes());
    bytes.extend(body);
}

//! Colour profiles (ICC): what colours are computed from stays; names, dates and numbers of devices go.

use std::io::{Read, Write};

/// What a profile computes with.
const KEPT: &[&[u8; 4]] = &[
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad",
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"cicp",
];

const HEADER: usize = 128;

/// No profile of a screen or camera is larger.
const MOST: usize = 4 << 20;

/// The profile without what names a device or a person; none where it is no profile of a screen (RGB) or of greys, or cannot be read.
#[must_use]
pub fn clean(profile: &[u8]) -> Option<Vec<u8>> {
    if profile.len() > MOST || profile.get(36..40)? != b"acsp" {
        return None;
    }
    if !matches!(profile.get(16..20)?, b"RGB " | b"GRAY") {
        return None;
    }
    let number = |place: usize| -> Option<usize> {
        let bytes = profile.get(place..place.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    let mut parts: Vec<([u8; 4], Vec<u8>)> = Vec::new();
    for index in 0..number(HEADER)?.min(100) {
        let entry = HEADER + 4 + index * 12;
        let name: [u8; 4] = profile.get(entry..entry + 4)?.try_into().ok()?;
        if !KEPT.contains(&&name) {
            continue;
        }
        let (start, length) = (number(entry + 4)?, number(entry + 8)?);
        let data = profile.get(start..start.checked_add(length)?)?;
        parts.push((name, data.to_vec()));
    }
    if parts.is_empty() {
        return None;
    }
    // Every profile has a name and a note of rights; these say nothing.
    let is_old = *profile.get(8)? < 4;
    parts.push((*b"desc", if is_old { old_name() } else { text("colour") }));
    parts.push((*b"cprt", if is_old { old_text() } else { text("none") }));

    let mut header = profile.get(..HEADER)?.to_vec();
    header[4..8].fill(0);
    // A date must be one: the first of January 2000.
    header[24..36].copy_from_slice(&[7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    header[48..56].fill(0);
    header[80..100].fill(0);
    header[100..HEADER].fill(0);
    let mut table = u32::try_from(parts.len()).ok()?.to_be_bytes().to_vec();
    let mut data = Vec::new();
    let start = HEADER + 4 + parts.len() * 12;
    let mut places: Vec<(Vec<u8>, usize)> = Vec::new();
    for (name, part) in parts {
        let known = places.iter().find(|(other, _)| *other == part);
        let place = match known {
            Some((_, place)) => *place,
            None => {
                let place = start + data.len();
                data.extend(&part);
                data.resize(data.len().next_multiple_of(4), 0);
                places.push((part.clone(), place));
                place
            }
        };
        table.extend(name);
        table.extend(u32::try_from(place).ok()?.to_be_bytes());
        table.extend(u32::try_from(part.len()).ok()?.to_be_bytes());
    }
    let size = u32::try_from(start + data.len()).ok()?;
    header[..4].copy_from_slice(&size.to_be_bytes());
    Some([header, table, data].concat())
}

/// A name in the form of version 4.
fn text(words: &str) -> Vec<u8> {
    let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut part = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    part.extend(u32::try_from(units.len()).unwrap_or(0).to_be_bytes());
    part.extend([0, 0, 0, 28]);
    part.extend(units);
    part
}

/// A name in the form of version 2.
fn old_name() -> Vec<u8> {
    let mut part = b"desc\0\0\0\0\0\0\0\x07colour\0".to_vec();
    part.resize(part.len() + 8 + 3 + 67, 0);
    part
}

fn old_text() -> Vec<u8> {
    b"text\0\0\0\0none\0".to_vec()
}

/// The profile in a chunk of a PNG, cleaned.
#[must_use]
pub fn from_png(body: &[u8]) -> Option<Vec<u8>> {
    let name = body.iter().position(|byte| *byte == 0)?;
    let packed = body.get(name + 2..)?;
    let mut profile = Vec::new();
    let reader = flate2::read::ZlibDecoder::new(packed);
    let most = u64::try_from(MOST).ok()?;
    reader.take(most).read_to_end(&mut profile).ok()?;
    clean(&profile)
}

/// The chunk of a PNG with this profile.
#[must_use]
pub fn to_png(profile: &[u8]) -> Vec<u8> {
    let mut body = b"colour\0\0".to_vec();
    let mut writer = flate2::write::ZlibEncoder::new(&mut body, flate2::Compression::default());
    // Writing into memory does not fail.
    let _ = writer.write_all(profile);
    drop(writer);
    body
}

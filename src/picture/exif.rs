//! The table that cameras write (EXIF): how the picture must be turned, and what it says of people and places. Nothing of it is kept.

use std::collections::BTreeSet;

use super::carried::Carried;

/// No table of a camera has more entries; one that says so is not followed.
const MOST_ENTRIES: u16 = 512;

/// Reads the table at the start of `tiff`; gives the orientation, 1 where it has none.
pub fn scan(tiff: &[u8], carried: &mut BTreeSet<Carried>) -> u8 {
    let Some(table) = ExifTable::open(tiff) else {
        return 1;
    };
    let mut orientation = 1;
    let first = table.number32(4).unwrap_or(0);
    let next = table.directory(first, &mut |tag, entry| match tag {
        0x0112 => {
            let turn = table.number16(entry + 8).unwrap_or(1);
            orientation = u8::try_from(turn)
                .ok()
                .filter(|turn| (1..=8).contains(turn))
                .unwrap_or(1);
        }
        0x8825 => {
            carried.insert(Carried::Location);
        }
        0x8769 => {
            table.directory(table.number32(entry + 8).unwrap_or(0), &mut |tag, _| {
                carried.extend(of_tag(tag));
            });
        }
        _ => carried.extend(of_tag(tag)),
    });
    if next.is_some_and(|next| next != 0) {
        carried.insert(Carried::Preview);
    }
    orientation
}

/// How many pages the file has, small copies not counted; more than two are not looked for.
#[must_use]
pub fn pages(tiff: &[u8]) -> usize {
    let Some(table) = ExifTable::open(tiff) else {
        return 1;
    };
    let mut pages = 0;
    let mut next = table.number32(4).unwrap_or(0);
    for _ in 0..8 {
        let mut is_copy = false;
        let behind = table.directory(next, &mut |tag, entry| {
            is_copy |= tag == 0x00FE && table.number32(entry + 8).is_some_and(|kind| kind & 1 == 1);
        });
        pages += usize::from(!is_copy);
        match behind {
            Some(behind) if behind != 0 => next = behind,
            _ => break,
        }
    }
    pages
}

/// What XMP says besides: it is text with the same names.
pub fn scan_xmp(xmp: &[u8], carried: &mut BTreeSet<Carried>) {
    let has = |word: &str| {
        xmp.windows(word.len())
            .any(|window| window == word.as_bytes())
    };
    if has("GPSL") || has("Iptc4xmpCore:Location") || has("photoshop:City") {
        carried.insert(Carried::Location);
    }
    if has("dc:creator") || has("dc:rights") || has("OwnerName") || has("photoshop:Credit") {
        carried.insert(Carried::Person);
    }
    if has("SerialNumber") {
        carried.insert(Carried::Serial);
    }
    if has("dc:description") || has("dc:title") || has("dc:subject") {
        carried.insert(Carried::Words);
    }
    carried.insert(Carried::Device);
}

fn of_tag(tag: u16) -> Option<Carried> {
    match tag {
        // Artist, Copyright, XPAuthor, CameraOwnerName.
        0x013B | 0x8298 | 0x9C9D | 0xA430 => Some(Carried::Person),
        // Numbers of body and lens, of the picture (which counts with them), the maker's own.
        0xA431 | 0xA435 | 0xA420 | 0xC62F | 0x927C => Some(Carried::Serial),
        // ImageDescription, UserComment, XPTitle, XPComment, XPKeywords, XPSubject.
        0x010E | 0x9286 | 0x9C9B | 0x9C9C | 0x9C9E | 0x9C9F => Some(Carried::Words),
        // Make, Model, Software, DateTime, DateTimeOriginal, DateTimeDigitized, lens.
        0x010F | 0x0110 | 0x0131 | 0x0132 | 0x9003 | 0x9004 | 0xA433 | 0xA434 => {
            Some(Carried::Device)
        }
        _ => None,
    }
}

struct ExifTable<'a> {
    bytes: &'a [u8],
    big: bool,
}

impl<'a> ExifTable<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let big = match bytes.get(..2)? {
            b"II" => false,
            b"MM" => true,
            _ => return None,
        };
        Some(Self { bytes, big })
    }

    fn number16(&self, place: usize) -> Option<u16> {
        let bytes = self
            .bytes
            .get(place..place.checked_add(2)?)?
            .try_into()
            .ok()?;
        Some(if self.big {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    }

    fn number32(&self, place: usize) -> Option<u32> {
        let bytes = self
            .bytes
            .get(place..place.checked_add(4)?)?
            .try_into()
            .ok()?;
        Some(if self.big {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        })
    }

    /// Visits the entries of the directory at `place`; gives where the next one is, 0 where this is the last.
    fn directory(&self, place: u32, visit: &mut dyn FnMut(u16, usize)) -> Option<u32> {
        let place = usize::try_from(place).ok().filter(|place| *place > 0)?;
        let count = self.number16(place)?.min(MOST_ENTRIES);
        for index in 0..usize::from(count) {
            let entry = place + 2 + index * 12;
            visit(self.number16(entry)?, entry);
        }
        self.number32(place + 2 + usize::from(count) * 12)
    }
}

/// The smallest table that says only how a picture must be turned.
#[must_use]
pub fn only_orientation(orientation: u8) -> Vec<u8> {
    let mut table = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    table.extend([orientation, 0, 0, 0, 0, 0, 0]);
    table
}

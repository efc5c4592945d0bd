//! The table that cameras write (EXIF): how the picture must be turned, and what it says of people and places. Nothing of it is kept.

use std::collections::BTreeSet;

use super::carried::Carried;

/// No table of a camera has more entries; one that says so is not followed.
const MOST_ENTRIES: u16 = 512;

/// No file has more pages, each with a directory; where one has, the rest of them is not known.
const MOST_DIRECTORIES: usize = 256;

/// Reads the table at the start of `tiff`; gives the orientation, 1 where it has none.
pub fn scan(tiff: &[u8], carried: &mut BTreeSet<Carried>) -> u8 {
    let Some(table) = ExifTable::open(tiff) else {
        return 1;
    };
    let mut orientation = 1;
    let first = table.number32(4).unwrap_or(0);
    let next = table.directory(first, &mut |tag, entry| {
        if tag == 0x0112 {
            let turn = table.number16(entry + 8).unwrap_or(1);
            orientation = u8::try_from(turn)
                .ok()
                .filter(|turn| (1..=8).contains(turn))
                .unwrap_or(1);
        }
        table.told(tag, entry, carried);
    });
    if next.is_some_and(|next| next != 0) {
        carried.insert(Carried::Preview);
    }
    orientation
}

/// What all pages of a file tell, which is offered as it is; gives whether all of it could be read.
pub fn scan_pages(tiff: &[u8], carried: &mut BTreeSet<Carried>) -> bool {
    let Some(table) = ExifTable::open(tiff).filter(|table| table.number16(2) == Some(42)) else {
        return false;
    };
    let mut next = table.number32(4).unwrap_or(0);
    for _ in 0..MOST_DIRECTORIES {
        match table.directory(next, &mut |tag, entry| table.told(tag, entry, carried)) {
            Some(0) => return true,
            Some(behind) => next = behind,
            None => return false,
        }
    }
    false
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
        // Artist, Copyright, HostComputer, XPAuthor, CameraOwnerName, OwnerName.
        0x013B | 0x8298 | 0x013C | 0x9C9D | 0xA430 | 0xFDE8 => Some(Carried::Person),
        // Numbers of body and lens, of the picture (which counts with them), the maker's own.
        0xA431 | 0xA435 | 0xA420 | 0xC62F | 0x927C | 0xFDE9 => Some(Carried::Serial),
        // ImageDescription, DocumentName, PageName, UserComment, XPTitle, XPComment, XPKeywords, XPSubject, the notes of mapping programs, the name of
        // the file that it was made from, IPTC, Photoshop.
        0x010E | 0x010D | 0x011D | 0x9286 | 0x9C9B | 0x9C9C | 0x9C9E | 0x9C9F | 0xA480 | 0xC68B
        | 0x83BB | 0x8649 => Some(Carried::Words),
        // GPS, and where a map lies: the scale and points of the model, its keys.
        0x8825 | 0x830E | 0x8482 | 0x85D8 | 0x87AF => Some(Carried::Location),
        // Make, Model, Software, DateTime, DateTimeOriginal, DateTimeDigitized, lens.
        0x010F | 0x0110 | 0x0131 | 0x0132 | 0x9003 | 0x9004 | 0xA433 | 0xA434 => {
            Some(Carried::Device)
        }
        // Directories of small copies.
        0x014A => Some(Carried::Preview),
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

    /// What an entry tells, with the directory or the XMP that it leads to.
    fn told(&self, tag: u16, entry: usize, carried: &mut BTreeSet<Carried>) {
        let value = || usize::try_from(self.number32(entry + 8)?).ok();
        match tag {
            0x8769 => {
                let place = self.number32(entry + 8).unwrap_or(0);
                self.directory(place, &mut |tag, _| carried.extend(of_tag(tag)));
            }
            0x02BC => {
                let length = self
                    .number32(entry + 4)
                    .and_then(|n| usize::try_from(n).ok());
                let xmp = value()
                    .zip(length)
                    .and_then(|(place, length)| self.bytes.get(place..place.checked_add(length)?));
                scan_xmp(xmp.unwrap_or_default(), carried);
            }
            _ => carried.extend(of_tag(tag)),
        }
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

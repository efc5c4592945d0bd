//! GIF, block by block.

use std::collections::BTreeSet;

use super::carried::Carried;
use super::kind::PictureFlaw;
use super::stripped::Stripped;

const CUT_OFF: PictureFlaw = PictureFlaw::Damaged("不完整，后面缺了一段，可能没有下载完");
const BROKEN: PictureFlaw = PictureFlaw::Damaged("已经损坏");

/// Takes out remarks and what programs add.
pub fn strip(bytes: &[u8]) -> Result<Stripped, PictureFlaw> {
    let mut carried = BTreeSet::new();
    let flags = *bytes.get(10).ok_or(CUT_OFF)?;
    let mut place = 13 + palette(flags);
    let mut clean = bytes.get(..place).ok_or(CUT_OFF)?.to_vec();
    let mut pictures = 0;
    loop {
        let start = place;
        match *bytes.get(place).ok_or(CUT_OFF)? {
            0x3B => {
                clean.push(0x3B);
                place += 1;
                break;
            }
            0x2C => {
                pictures += 1;
                let flags = *bytes.get(place + 9).ok_or(CUT_OFF)?;
                // The descriptor, its palette, and the size of the codes.
                place = blocks(bytes, place + 10 + palette(flags) + 1)?;
                clean.extend(bytes.get(start..place).ok_or(CUT_OFF)?);
            }
            0x21 => {
                let label = *bytes.get(place + 1).ok_or(CUT_OFF)?;
                place = blocks(bytes, place + 2)?;
                let whole = bytes.get(start..place).ok_or(CUT_OFF)?;
                let is_loop = whole.get(3..14) == Some(b"NETSCAPE2.0".as_slice());
                if label == 0xF9 || (label == 0xFF && is_loop) {
                    clean.extend(whole);
                } else {
                    carried.insert(Carried::Words);
                }
            }
            // Some programs leave empty bytes between blocks.
            0 => place += 1,
            _ => return Err(BROKEN),
        }
    }
    if bytes[place..].iter().any(|byte| *byte != 0) {
        carried.insert(Carried::Trailing);
    }
    Ok(Stripped {
        bytes: clean,
        orientation: 1,
        profile: None,
        carried,
        moves: pictures > 1,
    })
}

/// The length of the palette that `flags` announce.
fn palette(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// Where the row of blocks ends that begins at `place`.
fn blocks(bytes: &[u8], mut place: usize) -> Result<usize, PictureFlaw> {
    loop {
        let length = usize::from(*bytes.get(place).ok_or(CUT_OFF)?);
        place += 1 + length;
        if length == 0 {
            return Ok(place);
        }
    }
}

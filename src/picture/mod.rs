//! Pictures as phones, cameras, scanners and office programs make them: what they are, whether they are whole, what they carry besides the
//! picture, and the bytes that may be shown.
//!
//! Everything is a function from bytes to bytes, and the same on every machine. A picture that is upright, not too large and of a kind that browsers and typst
//! both draw keeps its pixels as they are stored; only what is no part of the picture is taken out.

mod carried;
mod cmyk;
mod drawing;
mod examine;
mod exif;
mod gif;
mod icc;
mod jpeg;
mod kind;
mod pixels;
mod png;
#[cfg(test)]
mod samples;
mod stripped;
#[cfg(test)]
mod tests;
mod tiff;
mod webp;

pub use carried::Carried;
pub use drawing::for_office_drawing;
pub use examine::{
    Examined, OfficePicture, carried, examine, for_office, may_carry, offered, scan, shown,
};
pub use kind::{PictureFlaw, PictureKind, kind_of};

/// Changes whenever [`shown`] would give other bytes of the same picture than before: part of what kept files are known by.
pub const SHOWN_VERSION: &str = "picture 1";
/// The same of [`offered`]; never that of the other, as both may lie at the same place one after the other.
pub const OFFERED_VERSION: &str = "offered picture 1";

//! A picture taken apart.

use std::collections::BTreeSet;

use super::carried::Carried;

/// A picture taken apart: what is left of it without what it carries.
pub struct Stripped {
    /// The picture alone, its stored pixels untouched.
    pub bytes: Vec<u8>,
    /// How it must be turned, as EXIF counts: 1 is upright.
    pub orientation: u8,
    /// Its colour profile, without names, dates and numbers of devices.
    pub profile: Option<Vec<u8>>,
    /// What was taken out.
    pub carried: BTreeSet<Carried>,
    /// Whether it moves, so that it cannot be scaled.
    pub moves: bool,
}

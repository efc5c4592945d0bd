//! Revisions (修订) in Word files.

/// What becomes of revisions (修订) in a Word file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Revisions {
    /// The text as it is after all of them.
    #[default]
    Accepted,
    /// The text as it was before them.
    Refused,
}

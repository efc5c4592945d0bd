//! Parts of long lists, each with the folder of its page.

/// Which part of a long list a page is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Portion {
    /// Every issue of the list, or the newest and then years.
    #[default]
    Whole,
    /// One year of it.
    Year(u16),
    /// A month: year and month, 1 to 12.
    Month(u16, u8),
    /// Of a year, from this place on, counted from 1 at its first issue.
    From(u16, usize),
}

impl Portion {
    /// The folder of its page below that of the whole; empty for the whole.
    pub(super) fn folder(self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Year(year) => year.to_string(),
            Self::Month(year, month) => format!("{year}-{month:02}"),
            Self::From(year, place) => format!("{year}-from-{place}"),
        }
    }

    /// The portion whose page lies in this folder; the inverse of [`Portion::folder`].
    pub(super) fn parse(folder: &str) -> Option<Self> {
        let portion = if let Some((year, place)) = folder.split_once("-from-") {
            Self::From(year.parse().ok()?, place.parse().ok()?)
        } else if let Some((year, month)) = folder.split_once('-') {
            Self::Month(year.parse().ok()?, month.parse().ok()?)
        } else {
            Self::Year(folder.parse().ok()?)
        };
        // Numbers can be written in several ways, an address only in one.
        (portion.folder() == folder).then_some(portion)
    }
}

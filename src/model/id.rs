//! The name of one issue (一期) inside the archive.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The name of the record of issuing (印发记录) in an issue's folder; it is published nowhere.
pub const ISSUANCE_RECORD: &str = "印发.yaml";

/// The name of the record of review (送审记录) in an issue's folder: what its drafts said that somebody was shown; it is published nowhere.
pub const REVIEW_RECORD: &str = "送审.yaml";

/// The name of the register of what was filed (归档登记) in the content folder: which issue has which archival code (档号); it is published nowhere.
pub const FILING_REGISTER: &str = "归档.yaml";

/// Whether a file of an issue's folder is a record that this program keeps, and no part of the issue.
#[must_use]
pub fn is_record(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    [ISSUANCE_RECORD, REVIEW_RECORD].contains(&name)
}

/// `<series>/<year>/<folder>`: the folder of an issue below `content/`, and its address in the site.
///
/// Issues sort by series, year and then by the number that the folder's name ends in, so that 10 follows 9.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IssueId {
    /// The series' folder name, ASCII.
    pub series: String,
    /// The year's folder.
    pub year: u16,
    /// The issue's folder name, ASCII: a number, or `s` and a number for a supplement (增刊).
    pub folder: String,
}

impl IssueId {
    /// The issue that lies at `path`, which must be written as [`IssueId::path`] writes it.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let mut names = path.split('/');
        let (series, year, folder) = (names.next()?, names.next()?, names.next()?);
        let id = Self {
            series: series.to_owned(),
            year: year.parse().ok()?,
            folder: folder.to_owned(),
        };
        (!series.is_empty() && !folder.is_empty() && id.path() == path).then_some(id)
    }

    /// The folder of the issue's page in the site, without a slash at either end.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}/{}", self.series, self.year, self.folder)
    }

    /// The name of a file that readers save, with this ending: it says which issue it is wherever it lies, e.g. `ducha-2025-3.txt`.
    #[must_use]
    pub fn file_name(&self, ending: &str) -> String {
        format!("{}-{}-{}.{ending}", self.series, self.year, self.folder)
    }

    /// The file name of the issue's PDF, e.g. `ducha-2025-3.pdf`.
    #[must_use]
    pub fn pdf_name(&self) -> String {
        self.file_name("pdf")
    }

    /// The PDF's path in the site.
    #[must_use]
    pub fn pdf_path(&self) -> String {
        format!("{}/{}", self.path(), self.pdf_name())
    }

    /// The number that the folder's name ends in, if it does.
    #[must_use]
    pub fn folder_number(&self) -> Option<u32> {
        let digits = self
            .folder
            .trim_start_matches(|c: char| !c.is_ascii_digit());
        digits.parse().ok()
    }

    /// Whether the folder's name marks a supplement (增刊): `s1`, `s2`, …
    #[must_use]
    pub fn is_supplement(&self) -> bool {
        self.folder
            .strip_prefix('s')
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    }

    fn key(&self) -> (&str, u16, bool, Option<u32>, &str) {
        (
            &self.series,
            self.year,
            self.is_supplement(),
            self.folder_number(),
            &self.folder,
        )
    }
}

impl Ord for IssueId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for IssueId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for IssueId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.series, self.year, self.folder)
    }
}

//! What of a year is to be filed (归档), and why that may fail.

use std::path::Path;

use super::PrintError;
use super::print::Typesetting;
use crate::filing::ListError;
use crate::publish::PublishError;
use crate::zh::date::IssueDate;

/// What to file, and with what.
#[derive(Debug)]
pub struct Filing<'a> {
    /// What PDFs are set with that are in no site.
    pub typesetting: Typesetting<'a>,
    /// The year (年度).
    pub year: u16,
    /// What is filed of it.
    pub audience: FilingAudience,
    /// The folder of the site, which has the PDFs.
    pub output: &'a Path,
    /// Today, the day of filing for what is filed for the first time.
    pub today: IssueDate,
    /// Why archival codes that were given may be cancelled.
    pub again: Option<&'a str>,
}

/// What is filed of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilingAudience {
    /// Only what anybody may read (公开).
    Public,
    /// What those inside may read too (内部).
    Internal,
    /// What is marked 密级 too.
    Classified,
}

impl FilingAudience {
    /// In words, for the folder's notice.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Public => "公开的各期",
            Self::Internal => "公开和内部的各期，不含标有密级的",
            Self::Classified => "全部各期，含标有密级的",
        }
    }
}

/// Why a year could not be filed, where the content is not at fault.
#[derive(Debug, thiserror::Error)]
pub enum FilingError {
    /// A PDF could not be set.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// The site cannot be read.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A list could not be written.
    #[error(transparent)]
    List(#[from] ListError),
}
